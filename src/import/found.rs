//! Gathering what an importer finds: everything once, everything with an id.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::dates::told_date;
use super::ids::Ids;
use super::material::inner_name;
use super::renaming::Renaming;
use super::{Collection, Details, Entry, Format, Imported};
use crate::corpus::written::{
    Id, Names, Text, WrittenPassage, WrittenSession, WrittenSource, WrittenSpeaker, WrittenStatement,
};
use crate::corpus::{PartialDate, UNATTRIBUTED};
use crate::diagnostic::{Diagnostic, Place, short};
use crate::text::{Folding, folded, parts};

/// The most problems that are told one by one.
const MOST_TOLD: usize = 100;

/// What an importer finds, while it reads.
#[derive(Debug)]
pub(super) struct Found {
    details: Details,
    collection: Collection,
    problems: Vec<Diagnostic>,
    left_out: usize,
    file: String,
    speakers: HashMap<String, usize>,
    /// Those with a first name.
    by_last_name: HashMap<String, Vec<usize>>,
    /// By what tells them apart.
    sessions: HashMap<SessionFacts, String>,
    speaker_ids: Ids,
    session_ids: Ids,
    source_ids: Ids,
    statement_ids: Ids,
    /// How many statements are called after each speaker.
    numbers: HashMap<String, usize>,
}

impl Found {
    /// Nothing yet, of the file of that name.
    pub(super) fn new(name: &str, details: &Details) -> Self {
        let file = name.rsplit('/').next().unwrap_or(name).to_owned();
        Self {
            details: details.clone(),
            collection: Collection::default(),
            problems: Vec::new(),
            left_out: 0,
            file,
            speakers: HashMap::new(),
            by_last_name: HashMap::new(),
            sessions: HashMap::new(),
            speaker_ids: Ids::default(),
            session_ids: Ids::default(),
            source_ids: Ids::default(),
            statement_ids: Ids::default(),
            numbers: HashMap::new(),
        }
    }

    /// What the person said of the file.
    pub(super) const fn details(&self) -> &Details {
        &self.details
    }

    /// The file's name without its folder and its endings: a title where there is none.
    pub(super) fn file_title(&self) -> &str {
        let file = inner_name(&self.file);
        let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
        if stem.trim().is_empty() { "Untitled" } else { stem.trim() }
    }

    /// The speaker of that name or of one of these aliases, made if need be; what is new about one
    /// who is known is added. Answers with the id.
    pub(super) fn speaker(&mut self, speaker: WrittenSpeaker<'static>) -> String {
        let keys: Vec<String> =
            std::iter::once(&speaker.name).chain(&speaker.aliases.0).map(|name| key(name)).collect();
        if let Some(index) = keys.iter().find_map(|key| self.speakers.get(key)).copied() {
            let known = &mut self.collection.speakers[index];
            known.value.role = known.value.role.take().or(speaker.role);
            known.value.affiliation = known.value.affiliation.take().or(speaker.affiliation);
            known.value.notes = known.value.notes.take().or(speaker.notes);
            for alias in speaker.aliases.0 {
                if self.speakers.insert(key(&alias), index).is_none() {
                    known.value.aliases.0.push(alias);
                }
            }
            return known.id.clone();
        }
        let id = self.speaker_ids.make(&speaker.name, "speaker");
        let index = self.collection.speakers.len();
        for key in keys {
            self.speakers.entry(key).or_insert(index);
        }
        if let [_, .., last] = without_titles(&speaker.name)[..] {
            self.by_last_name.entry(key(last)).or_default().push(index);
        }
        self.collection.speakers.push(Entry::new(id.clone(), speaker));
        id
    }

    /// A speaker whom an id tells apart from others of the same name. Answers with the id.
    pub(super) fn speaker_apart(&mut self, speaker: WrittenSpeaker<'static>) -> String {
        let id = self.speaker_ids.make(&speaker.name, "speaker");
        self.speakers.entry(key(&speaker.name)).or_insert(self.collection.speakers.len());
        self.collection.speakers.push(Entry::new(id.clone(), speaker));
        id
    }

    /// The only speaker with a first name whose last name this is, alone or behind `Mr.` and the
    /// like: `MR. PRICE` after `NED PRICE`. Answers with the id and the whole name.
    pub(super) fn speaker_by_last_name(&self, name: &str) -> Option<(String, String)> {
        if self.speakers.contains_key(&key(name)) {
            return None;
        }
        let [last] = without_titles(name)[..] else { return None };
        let [only] = self.by_last_name.get(&key(last))?[..] else { return None };
        let speaker = &self.collection.speakers[only];
        Some((speaker.id.clone(), speaker.value.name.to_string()))
    }

    /// Says that somebody should look at a speaker.
    pub(super) fn look_at_speaker(&mut self, id: &str, why: impl Into<String>) {
        let why = why.into();
        // Whoever came last is looked at most often.
        if let Some(entry) = self.collection.speakers.iter_mut().rev().find(|entry| entry.id == id)
            && !entry.look.contains(&why)
        {
            entry.look.push(why);
        }
    }

    /// The session of that title, date and place, made if need be. Answers with the id.
    pub(super) fn session(&mut self, session: WrittenSession<'static>) -> String {
        let facts = session_facts(&session);
        if let Some(known) = self.sessions.get(&facts) {
            return known.clone();
        }
        let id = self.session_ids.make(&session.title, "session");
        self.sessions.insert(facts, id.clone());
        self.collection.sessions.push(Entry::new(id.clone(), session));
        id
    }

    /// The session in which everything of the file was said: called as the person said, else as the
    /// file does. Where neither calls it anything but a date or a place is known, it is called as the
    /// whole; where nothing is known, there is none.
    pub(super) fn main_session(&mut self, told: Option<WrittenSession<'static>>) -> Option<String> {
        let told = told.unwrap_or_default();
        let date = told.date.or(self.details.date);
        let own = self.details.session.clone().map(Cow::Owned);
        let own = own.or_else(|| (!told.title.trim().is_empty()).then(|| told.title.clone()));
        let whole = || self.collection.title.clone().map(Cow::Owned);
        let title = own.or_else(|| (date.is_some() || told.place.is_some()).then(whole).flatten())?;
        Some(self.session(WrittenSession { title, date, ..told }))
    }

    /// A source. Answers with the id.
    pub(super) fn source(&mut self, source: WrittenSource<'static>) -> String {
        let id = self.source_ids.make(&source.title, "source");
        let mut entry = Entry::new(id.clone(), source);
        if entry.value.url.is_none() {
            entry.look.push("without its address (`url`), its words count as unverified".to_owned());
        }
        self.collection.sources.push(entry);
        id
    }

    /// The source that the file itself is: what the person said of it comes before what it says of
    /// itself.
    pub(super) fn main_source(&mut self, told: WrittenSource<'static>) -> String {
        let Details { title, publisher, date, url, language, fidelity, .. } = self.details.clone();
        let given = |given: Option<String>, told: Option<Text<'static>>| given.map(Cow::Owned).or(told);
        let title = given(title, (!told.title.trim().is_empty()).then_some(told.title));
        let source = WrittenSource {
            title: title.unwrap_or_else(|| Cow::Owned(self.file_title().to_owned())),
            publisher: given(publisher, told.publisher),
            date: date.or(told.date),
            url: given(url, told.url),
            language: given(language, told.language),
            fidelity: fidelity.or(told.fidelity),
            ..told
        };
        if self.collection.title.is_none() {
            self.collection.title = Some(source.title.to_string());
        }
        self.source(source)
    }

    /// Adds a passage to a source.
    pub(super) fn passage(&mut self, source: &str, passage: WrittenPassage<'static>) {
        // The newest source is the one that is being read.
        if let Some(entry) = self.collection.sources.iter_mut().rev().find(|entry| entry.id == source)
            && !passage.text.trim().is_empty()
        {
            entry.value.passages.push(passage);
        }
    }

    /// A statement, and why somebody should look at it. It is called after its first speaker. One
    /// without words is none.
    pub(super) fn statement(&mut self, mut statement: WrittenStatement<'static>, look: Vec<String>) -> Option<String> {
        let has_words = |text: &str| parts(text).iter().any(|part| !part.of(text).trim().is_empty());
        let short = statement.text.iter().map(|text| &**text);
        if !short.chain(statement.wordings.iter().map(|wording| &*wording.text)).all(has_words) {
            return None;
        }
        statement.speaker = std::mem::take(&mut statement.speaker).or_unattributed();
        let first = statement.speaker.0.first().map_or(UNATTRIBUTED, |speaker| &**speaker).to_owned();
        let number = self.numbers.entry(first.clone()).or_default();
        *number += 1;
        let id = self.statement_ids.first_free(&format!("{first}-{number}"));
        statement.id = Id(Cow::Owned(id.clone()));
        self.collection.statements.push(Entry { id: id.clone(), value: statement, look });
        Some(id)
    }

    /// An item was left out, and why.
    pub(super) fn left_out(&mut self, problem: Diagnostic) {
        self.left_out += 1;
        self.problem(problem);
    }

    /// Something is wrong, and nothing was left out for it.
    pub(super) fn problem(&mut self, problem: Diagnostic) {
        if self.problems.len() < MOST_TOLD {
            self.problems.push(problem);
        }
    }

    /// Something that the person said of the file belongs to nothing in it, and why.
    pub(super) fn unplaced(&mut self, why: &str, told: &str) {
        let message = format!("{why}: {told} was left out");
        self.problem(Diagnostic::warning("nothing-lacks-it", message, Place::whole(&*self.file)));
    }

    /// The date that a field called so tells. Where it cannot be read, that is told.
    pub(super) fn date(&mut self, told: &str) -> Option<PartialDate> {
        let date = told_date(told);
        if date.is_none() && !told.trim().is_empty() {
            self.unread_date(told);
        }
        date
    }

    /// A field called date says something else.
    pub(super) fn unread_date(&mut self, told: &str) {
        let message = format!("the date `{}` cannot be read, and was left out", short(told));
        let problem = Diagnostic::warning("unread-date", message, Place::whole(&*self.file));
        self.problem(problem.with_help("a date is 2022-01-12, 2022-01, 2022 or January 12, 2022; --date says it"));
    }

    /// The sessions whose date is known.
    pub(super) fn dated_sessions(&self) -> HashSet<String> {
        let dated = self.collection.sessions.iter().filter(|entry| entry.value.date.is_some());
        dated.map(|entry| entry.id.clone()).collect()
    }

    /// So many more items were left out, and told already.
    pub(super) const fn count_left_out(&mut self, items: usize) {
        self.left_out += items;
    }

    /// Takes what another reader gathered, but for its statements.
    pub(super) fn replace(&mut self, collection: Collection) {
        collection.speakers.iter().for_each(|entry| self.speaker_ids.take(&entry.id));
        collection.sessions.iter().for_each(|entry| self.session_ids.take(&entry.id));
        collection.sources.iter().for_each(|entry| self.source_ids.take(&entry.id));
        for entry in &collection.sessions {
            self.sessions.entry(session_facts(&entry.value)).or_insert_with(|| entry.id.clone());
        }
        self.collection = collection;
    }

    /// Keeps an id for a statement that is still to come.
    pub(super) fn keep_statement_id(&mut self, id: &str) {
        self.statement_ids.take(id);
    }

    /// A statement that has an id, which was kept for it.
    pub(super) fn statement_called(&mut self, id: String, statement: WrittenStatement<'static>) {
        self.collection.statements.push(Entry::new(id, statement));
    }

    /// Gives other ids.
    pub(super) fn rename(&mut self, renaming: &Renaming) {
        renaming.apply(&mut self.collection);
    }

    /// What was found, without whoever said and reported nothing.
    pub(super) fn finish(mut self, format: Format) -> Imported {
        let used = named_speakers(&self.collection);
        self.collection.speakers.retain(|entry| used.contains(&entry.id));
        self.collection.made_by = format!("`onrecord import --from {}` from {}", format.name(), self.file);
        Imported { collection: self.collection, problems: self.problems, left_out: self.left_out }
    }
}

/// The title of a session as it is compared, its date and its place.
type SessionFacts = (String, Option<PartialDate>, Option<String>);

fn session_facts(session: &WrittenSession<'_>) -> SessionFacts {
    (key(&session.title), session.date, session.place.as_ref().map(ToString::to_string))
}

/// The speakers that somebody is named as: who said or reported something, may have said it, or
/// took part.
fn named_speakers(collection: &Collection) -> HashSet<String> {
    let mut named: HashSet<&str> = HashSet::new();
    for Entry { value, .. } in &collection.statements {
        let wordings = value.wordings.iter().flat_map(|wording| wording.speaker.iter().chain(&wording.via));
        let names = std::iter::once(&value.speaker).chain(&value.via).chain(wordings);
        named.extend(names.flat_map(|names| &names.0).map(|name| &**name));
        named.extend(value.review.iter().flat_map(|review| &review.candidates.0).map(|name| &**name));
    }
    let sessions = collection.sessions.iter();
    named.extend(sessions.flat_map(|entry| &entry.value.participants.0).map(|name| &**name));
    named.into_iter().map(str::to_owned).collect()
}

/// What two names have in common that mean the same: case, accents and punctuation make no
/// difference.
pub(super) fn key(name: &str) -> String {
    let folded = folded(name.trim(), Folding::Search);
    if folded.is_empty() { name.trim().to_owned() } else { folded }
}

/// The words of a name but for what says only how somebody is addressed.
fn without_titles(name: &str) -> Vec<&str> {
    const TITLES: [&str; 10] = ["mr", "mrs", "ms", "miss", "dr", "prof", "sir", "madam", "herr", "frau"];
    let is_title = |word: &&str| TITLES.contains(&&*word.trim_end_matches('.').to_lowercase());
    name.split_whitespace().skip_while(is_title).collect()
}

/// A text of the importer's own.
pub(super) fn owned(text: impl Into<String>) -> Text<'static> {
    Cow::Owned(text.into())
}

/// The speakers of these ids.
pub(super) fn names(ids: impl IntoIterator<Item = String>) -> Names<'static> {
    Names(ids.into_iter().map(Cow::Owned).collect())
}

/// The id of something.
pub(super) fn id(id: &str) -> Id<'static> {
    Id(Cow::Owned(id.to_owned()))
}
