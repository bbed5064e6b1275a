//! From drafts to a corpus: ids become numbers, references are followed.

use std::collections::HashMap;

use crate::diagnostic::{Diagnostic, SourceText, closest};
use crate::yaml::Located;

use super::builder::{Builder, NewStatement, NewWording};
use super::draft::{Entry, FileDraft, SourceDraft, StatementDraft, WordingDraft};
use super::ids::{SessionId, SourceId, SpeakerId, StatementId};
use super::model::{Position, Review, Session, Source, Speaker};
use super::text_store::TooMuchText;

/// A corpus made of drafts, to which more can be added, and what is to be said about it.
pub(super) struct Resolved {
    pub(super) builder: Builder,
    /// Ids that several files use, and so are written `file/id`.
    pub(super) clashes: Vec<String>,
}

/// Makes a corpus of files, whose short names are `stems`. Dangling references are added
/// to `problems`.
///
/// # Errors
/// The texts together are larger than a corpus can hold.
pub(super) fn resolve(
    files: &[FileDraft],
    stems: &[String],
    problems: &mut Vec<Diagnostic>,
) -> Result<Resolved, TooMuchText> {
    let names = Names {
        speakers: NameTable::new("speaker", stems, files.iter().map(|file| ids(&file.speakers))),
        sessions: NameTable::new("session", stems, files.iter().map(|file| ids(&file.sessions))),
        sources: NameTable::new("source", stems, files.iter().map(|file| ids(&file.sources))),
        statements: NameTable::new(
            "statement",
            stems,
            files.iter().map(|file| file.statements.iter().map(|statement| &*statement.id.value).collect()),
        ),
    };
    let mut resolver = Resolver { names: &names, problems, builder: Builder::default() };
    for (index, file) in files.iter().enumerate() {
        resolver.tables(index, file);
    }
    for (index, file) in files.iter().enumerate() {
        resolver.statements(index, file)?;
    }
    Ok(Resolved { builder: resolver.builder, clashes: names.clashes() })
}

fn ids<T>(entries: &[Entry<T>]) -> Vec<&str> {
    entries.iter().map(|entry| &*entry.id.value).collect()
}

struct Names {
    speakers: NameTable,
    sessions: NameTable,
    sources: NameTable,
    statements: NameTable,
}

impl Names {
    fn clashes(&self) -> Vec<String> {
        [&self.speakers, &self.sessions, &self.sources, &self.statements]
            .into_iter()
            .flat_map(|table| table.clashing.iter().map(move |id| format!("{} `{id}`", table.what)))
            .collect()
    }
}

/// The ids of one sort, over all files.
struct NameTable {
    what: &'static str,
    /// For each file, its ids with their numbers.
    by_file: Vec<HashMap<String, usize>>,
    /// For each id, the files and numbers that have it.
    everywhere: HashMap<String, Vec<usize>>,
    /// The id of each number, with the file's name before it where files clash.
    keys: Vec<String>,
    clashing: Vec<String>,
}

impl NameTable {
    fn new<'a>(what: &'static str, stems: &[String], files: impl Iterator<Item = Vec<&'a str>>) -> Self {
        let mut table =
            Self { what, by_file: Vec::new(), everywhere: HashMap::new(), keys: Vec::new(), clashing: Vec::new() };
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
        table.tell_clashing_apart(stems, &owners);
        table
    }

    fn tell_clashing_apart(&mut self, stems: &[String], owners: &[usize]) {
        let mut additions = Vec::new();
        for (id, numbers) in &self.everywhere {
            let in_several_files = numbers.iter().any(|number| owners[*number] != owners[numbers[0]]);
            if !in_several_files {
                continue;
            }
            self.clashing.push(id.clone());
            for &number in numbers {
                let long = format!("{}/{id}", stems[owners[number]]);
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
    fn find(&self, file: usize, id: &str) -> Result<usize, Missing> {
        if let Some(&number) = self.by_file[file].get(id) {
            return Ok(number);
        }
        match self.everywhere.get(id).map(Vec::as_slice) {
            Some([number]) => Ok(*number),
            Some([_, _, ..]) => Err(Missing::Ambiguous),
            _ => Err(Missing::Unknown),
        }
    }
}

enum Missing {
    Unknown,
    Ambiguous,
}

struct Resolver<'a> {
    names: &'a Names,
    problems: &'a mut Vec<Diagnostic>,
    builder: Builder,
}

/// Where references are being read: the file and its text.
#[derive(Clone, Copy)]
struct At<'a> {
    file: usize,
    source: &'a SourceText,
}

impl<'a> Resolver<'a> {
    /// Adds what statements refer to.
    fn tables(&mut self, index: usize, file: &FileDraft) {
        let at = At { file: index, source: &file.source };
        self.builder.add_file(file.source.name(), file.title.as_deref(), file.notes.as_deref());
        for entry in &file.speakers {
            let draft = &entry.value;
            self.builder.add_speaker(Speaker {
                key: self.names.speakers.keys[self.builder.speaker_count()].clone(),
                name: draft.name.clone(),
                role: draft.role.clone(),
                affiliation: draft.affiliation.clone(),
                aliases: draft.aliases.iter().map(|alias| alias.value.clone()).collect(),
                body: draft.body,
                notes: draft.notes.clone(),
            });
        }
        for entry in &file.sessions {
            let draft = &entry.value;
            let participants = self.speakers(at, &draft.participants);
            self.builder.add_session(Session {
                key: self.names.sessions.keys[self.builder.session_count()].clone(),
                title: draft.title.clone(),
                date: draft.date,
                place: draft.place.clone(),
                participants,
                summary: draft.summary.clone(),
                references: draft.references.clone(),
                notes: draft.notes.clone(),
            });
        }
        for entry in &file.sources {
            let key = self.names.sources.keys[self.builder.source_count()].clone();
            self.builder.add_source(source(key, &entry.value));
        }
    }

    fn statements(&mut self, index: usize, file: &FileDraft) -> Result<(), TooMuchText> {
        let at = At { file: index, source: &file.source };
        for draft in &file.statements {
            self.statement(at, draft)?;
        }
        Ok(())
    }

    fn statement(&mut self, at: At<'_>, draft: &StatementDraft) -> Result<(), TooMuchText> {
        let names: &'a Names = self.names;
        let kind = draft.kind_or_told();
        let line = at.source.line_at(draft.id.span.start());
        let review = draft.review.as_ref().map(|review| Review {
            confidence: review.confidence,
            candidates: self.speakers(at, &review.candidates),
            state: review.state,
        });
        let statement = NewStatement {
            key: &names.statements.keys[self.builder.statement_count()],
            speakers: self.speakers(at, &draft.speakers),
            via: self.speakers(at, &draft.via),
            session: self.session(at, draft.session.as_ref()),
            also_in: draft.also_in.iter().filter_map(|id| self.session(at, Some(id))).collect(),
            date: draft.date,
            setting: draft.setting.clone(),
            kind,
            topics: draft.topics.iter().map(String::as_str).collect(),
            part_of: draft.part_of.as_ref().and_then(|id| self.find_statement(at, id)),
            see_also: draft.see_also.iter().filter_map(|id| self.find_statement(at, id)).collect(),
            notes: draft.notes.clone(),
            review,
            position: Position {
                file: u16::try_from(at.file).unwrap_or(u16::MAX),
                line: u32::try_from(line).unwrap_or(u32::MAX),
            },
            wordings: draft.wordings.iter().map(|wording| self.wording(at, wording)).collect(),
        };
        self.builder.add_statement(statement)
    }

    fn wording<'d>(&mut self, at: At<'_>, draft: &'d WordingDraft) -> NewWording<'d> {
        NewWording {
            text: &draft.text.value,
            source: draft
                .source
                .as_ref()
                .and_then(|id| self.find(at, &self.names.sources, "source", id).map(SourceId::from_index)),
            frame: draft.frame.clone(),
            locator: draft.locator.clone(),
            by_editor: draft.by_editor,
            speakers: draft.speakers.as_ref().map(|ids| self.speakers(at, ids)),
            via: draft.via.as_ref().map(|ids| self.speakers(at, ids)),
            session: self.session(at, draft.session.as_ref()),
            date: draft.date,
            kind: draft.kind,
            verified: draft.verified,
            checked_at: draft.checked_at,
            notes: draft.notes.clone(),
        }
    }

    fn speakers(&mut self, at: At<'_>, ids: &[Located<String>]) -> Vec<SpeakerId> {
        ids.iter()
            .filter_map(|id| self.find(at, &self.names.speakers, "speaker", id).map(SpeakerId::from_index))
            .collect()
    }

    fn session(&mut self, at: At<'_>, id: Option<&Located<String>>) -> Option<SessionId> {
        self.find(at, &self.names.sessions, "session", id?).map(SessionId::from_index)
    }

    fn find_statement(&mut self, at: At<'_>, id: &Located<String>) -> Option<StatementId> {
        self.find(at, &self.names.statements, "statement", id).map(StatementId::from_index)
    }

    /// Follows a reference, or notes that it leads nowhere.
    fn find(&mut self, at: At<'_>, table: &NameTable, what: &str, id: &Located<String>) -> Option<usize> {
        let missing = match table.find(at.file, &id.value) {
            Ok(number) => return Some(number),
            Err(missing) => missing,
        };
        let place = at.source.place(id.span);
        let problem = match missing {
            Missing::Unknown => {
                let problem =
                    Diagnostic::error(unknown_code(what), format!("there is no {what} `{}`", id.value), place);
                match closest(&id.value, table.keys.iter().map(String::as_str)) {
                    Some(meant) => problem.with_help(format!("did you mean `{meant}`?")),
                    None => problem.with_help(format!("define it under `{what}s:`, or correct the id")),
                }
            }
            Missing::Ambiguous => {
                let message = format!("several files have a {what} `{}`", id.value);
                Diagnostic::error("ambiguous-id", message, place)
                    .with_help(format!("write the file's name before it: `file/{}`", id.value))
            }
        };
        self.problems.push(problem);
        None
    }
}

fn unknown_code(what: &str) -> &'static str {
    match what {
        "speaker" => "unknown-speaker",
        "session" => "unknown-session",
        "source" => "unknown-source",
        _ => "unknown-statement",
    }
}

fn source(key: String, draft: &SourceDraft) -> Source {
    Source {
        key,
        title: draft.title.clone(),
        publisher: draft.publisher.clone(),
        author: draft.author.clone(),
        date: draft.date,
        url: draft.url.clone(),
        language: draft.language.clone(),
        fidelity: draft.fidelity,
        verified: draft.verified,
        checked_at: draft.checked_at,
        licence: draft.licence.clone(),
        notes: draft.notes.clone(),
        passages: draft.passages.clone(),
    }
}
