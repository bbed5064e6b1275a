//! Speakers, sessions and sources: into the corpus, and by their ids.

use hashbrown::HashMap;

use crate::yaml::Located;

use super::builder::Builder;
use super::draft::{Entry, FileDraft, Reference, SourceDraft};
use super::finding::{Finding, Missing, Suggestions};
use super::ids::{SessionId, SourceId, SpeakerId};
use super::model::{Session, Source, Speaker};

/// Where the ids of speakers, sessions and sources lead, over all files.
#[derive(Debug)]
pub(super) struct Tables {
    speakers: IdTable,
    sessions: IdTable,
    sources: IdTable,
}

/// What a file defines and something should use.
#[derive(Debug)]
pub(super) struct Defined {
    pub(super) speakers: Vec<Located<String>>,
    pub(super) sources: Vec<Located<String>>,
}

impl Tables {
    /// Knows what files define; `short_names` are theirs.
    pub(super) fn new(files: &[FileDraft], short_names: &[String]) -> Self {
        Self {
            speakers: IdTable::new("speaker", short_names, files.iter().map(|file| ids(&file.speakers))),
            sessions: IdTable::new("session", short_names, files.iter().map(|file| ids(&file.sessions))),
            sources: IdTable::new("source", short_names, files.iter().map(|file| ids(&file.sources))),
        }
    }

    /// Ids that several files use, and so are written `file/id`.
    pub(super) fn clashes(&self) -> Vec<String> {
        let of_table =
            |table: &IdTable| table.clashing.iter().map(|id| format!("{} `{id}`", table.what)).collect::<Vec<_>>();
        [&self.speakers, &self.sessions, &self.sources].map(of_table).concat()
    }

    /// Adds what a file defines. Files come in the order they were given to [`Tables::new`].
    pub(super) fn add(
        &mut self,
        builder: &mut Builder,
        (number, file): (usize, FileDraft),
        findings: &mut Vec<Finding>,
    ) -> Defined {
        let mut defined = Defined { speakers: Vec::new(), sources: Vec::new() };
        for Entry { id, value: draft } in file.speakers {
            builder.add_speaker(Speaker {
                key: self.speakers.keys[builder.speaker_count()].clone(),
                name: draft.name,
                role: draft.role,
                affiliation: draft.affiliation,
                aliases: draft.aliases.into_iter().map(|alias| alias.value).collect(),
                body: draft.body,
                notes: draft.notes,
            });
            defined.speakers.push(id);
        }
        for Entry { value: draft, .. } in file.sessions {
            let participants = self.speakers(number, &draft.participants, findings);
            builder.add_session(Session {
                key: self.sessions.keys[builder.session_count()].clone(),
                title: draft.title,
                date: draft.date,
                place: draft.place,
                participants,
                summary: draft.summary,
                references: draft.references,
                notes: draft.notes,
            });
        }
        for Entry { id, value: draft } in file.sources {
            builder.add_source(source(self.sources.keys[builder.source_count()].clone(), draft));
            defined.sources.push(id);
        }
        defined
    }

    /// The speakers of these ids, as a file writes them.
    pub(super) fn speakers(
        &mut self,
        file: usize,
        ids: &[Reference<'_>],
        findings: &mut Vec<Finding>,
    ) -> Vec<SpeakerId> {
        let find = |id| self.speakers.find(file, id, findings).map(SpeakerId::from_index);
        ids.iter().filter_map(find).collect()
    }

    /// The sessions of these ids.
    pub(super) fn sessions<'i>(
        &mut self,
        file: usize,
        ids: impl IntoIterator<Item = &'i Reference<'i>>,
        findings: &mut Vec<Finding>,
    ) -> Vec<SessionId> {
        let find = |id| self.sessions.find(file, id, findings).map(SessionId::from_index);
        ids.into_iter().filter_map(find).collect()
    }

    /// The session of an id, if there is one.
    pub(super) fn session(
        &mut self,
        file: usize,
        id: Option<&Reference<'_>>,
        findings: &mut Vec<Finding>,
    ) -> Option<SessionId> {
        self.sessions.find(file, id?, findings).map(SessionId::from_index)
    }

    /// The source of an id, if there is one.
    pub(super) fn source(
        &mut self,
        file: usize,
        id: Option<&Reference<'_>>,
        findings: &mut Vec<Finding>,
    ) -> Option<SourceId> {
        self.sources.find(file, id?, findings).map(SourceId::from_index)
    }
}

fn ids<T>(entries: &[Entry<T>]) -> Vec<&str> {
    entries.iter().map(|entry| &*entry.id.value).collect()
}

fn source(key: String, draft: SourceDraft) -> Source {
    Source {
        key,
        title: draft.title,
        publisher: draft.publisher,
        author: draft.author,
        date: draft.date,
        url: draft.url,
        language: draft.language,
        fidelity: draft.fidelity,
        verified: draft.verified,
        checked_at: draft.checked_at,
        licence: draft.licence,
        notes: draft.notes,
        passages: draft.passages,
    }
}

/// The ids of one sort of thing.
#[derive(Debug)]
struct IdTable {
    what: &'static str,
    /// For each file, its ids with their numbers.
    by_file: Vec<HashMap<String, usize>>,
    /// For each id, the numbers that have it, in any file.
    everywhere: HashMap<String, Vec<usize>>,
    /// The id of each number, with the file's name before it where files clash.
    keys: Vec<String>,
    clashing: Vec<String>,
    suggestions: Suggestions,
}

impl IdTable {
    fn new<'a>(what: &'static str, short_names: &[String], files: impl Iterator<Item = Vec<&'a str>>) -> Self {
        let mut table = Self {
            what,
            by_file: Vec::new(),
            everywhere: HashMap::new(),
            keys: Vec::new(),
            clashing: Vec::new(),
            suggestions: Suggestions::default(),
        };
        let mut owners = Vec::new();
        for (file, ids) in files.enumerate() {
            let mut own = HashMap::with_capacity(ids.len());
            for id in ids {
                let number = table.keys.len();
                own.entry(id.to_owned()).or_insert(number);
                table.everywhere.entry(id.to_owned()).or_default().push(number);
                table.keys.push(id.to_owned());
                owners.push(file);
            }
            table.by_file.push(own);
        }
        table.tell_clashing_apart(short_names, &owners);
        table
    }

    fn tell_clashing_apart(&mut self, short_names: &[String], owners: &[usize]) {
        let mut additions = Vec::new();
        for (id, numbers) in &self.everywhere {
            let in_several_files = numbers.iter().any(|number| owners[*number] != owners[numbers[0]]);
            if !in_several_files {
                continue;
            }
            self.clashing.push(id.clone());
            for &number in numbers {
                let long = format!("{}/{id}", short_names[owners[number]]);
                self.keys[number].clone_from(&long);
                additions.push((long, number));
            }
        }
        self.clashing.sort_unstable();
        for (long, number) in additions {
            self.everywhere.entry(long).or_default().push(number);
        }
    }

    /// The number an id stands for in a file: its own first, then those of other files.
    fn find(&mut self, file: usize, id: &Reference<'_>, findings: &mut Vec<Finding>) -> Option<usize> {
        if let Some(&number) = self.by_file[file].get(&*id.value) {
            return Some(number);
        }
        let missing = match self.everywhere.get(&*id.value).map(Vec::as_slice) {
            Some([number]) => return Some(*number),
            Some([_, _, ..]) => Missing::Ambiguous,
            _ => Missing::Unknown,
        };
        let meant = self.suggestions.meant(&id.value, self.keys.iter().map(String::as_str));
        findings.push(missing.finding(self.what, &id.value, id.span, meant));
        None
    }
}
