//! Speakers, sessions and sources made from their names, each once. Where a YAML file that
//! is opened together has one of that id or name, that one is meant.
//!
//! The tables hold numbers only and look into the corpus to compare, so that no name is
//! kept twice.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hash};

use hashbrown::{DefaultHashBuilder, HashTable};

use crate::corpus::builder::Builder;
use crate::corpus::date::PartialDate;
use crate::corpus::draft::UNATTRIBUTED;
use crate::corpus::ids::{SessionId, SourceId, SpeakerId, short_key};
use crate::corpus::kind::{Fidelity, PassageKind};
use crate::corpus::model::{Passage, Session, Source, Speaker};
use crate::text::{Folding, folded};

/// A session as a line tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct SessionName<'a> {
    pub(super) title: &'a str,
    pub(super) date: Option<PartialDate>,
    pub(super) place: Option<&'a str>,
}

/// A source as a line tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct SourceName<'a> {
    pub(super) title: Option<&'a str>,
    pub(super) url: Option<&'a str>,
    pub(super) fidelity: Option<Fidelity>,
}

impl<'a> SourceName<'a> {
    /// What it is called: a source with an address alone is called by that.
    fn called(self) -> &'a str {
        self.title.or(self.url).unwrap_or_default()
    }
}

/// Several things that other files define are called so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ambiguous;

/// Everything that lines name.
#[derive(Debug, Default)]
pub(super) struct Names {
    hasher: DefaultHashBuilder,
    speakers: HashTable<SpeakerId>,
    sessions: HashTable<SessionId>,
    sources: HashTable<SourceId>,
    passages: HashTable<(SourceId, u32)>,
    speaker_keys: Keys,
    session_keys: Keys,
    source_keys: Keys,
    defined: Defined,
}

/// What YAML files define, by every name it can be meant with.
#[derive(Debug, Default)]
struct Defined {
    speakers: HashMap<String, Vec<SpeakerId>>,
    sessions: HashMap<String, Vec<SessionId>>,
    sources: HashMap<String, Vec<SourceId>>,
}

impl Names {
    /// Knows what is in the corpus already.
    pub(super) fn of(builder: &Builder) -> Self {
        let mut names = Self::default();
        for keys in [&mut names.speaker_keys, &mut names.session_keys, &mut names.source_keys] {
            keys.take(UNATTRIBUTED);
        }
        let corpus = builder.corpus();
        let mut speakers = ByName::default();
        for (id, speaker) in corpus.speakers() {
            names.speaker_keys.take(&speaker.key);
            let aliases = speaker.aliases.iter().map(String::as_str);
            speakers.add(id, &speaker.key, std::iter::once(&*speaker.name).chain(aliases));
        }
        let mut sessions = ByName::default();
        for (id, session) in corpus.sessions() {
            names.session_keys.take(&session.key);
            sessions.add(id, &session.key, [&*session.title]);
        }
        let mut sources = ByName::default();
        for (id, source) in corpus.sources() {
            names.source_keys.take(&source.key);
            sources.add(id, &source.key, std::iter::once(&*source.title).chain(source.url.as_deref()));
        }
        names.defined = Defined { speakers: speakers.finish(), sessions: sessions.finish(), sources: sources.finish() };
        names
    }

    /// Whether a name can be followed. Nothing is made.
    pub(super) fn speaker_is_clear(&self, name: &str) -> bool {
        self.defined.speakers.get(name).is_none_or(|ids| ids.len() == 1)
    }

    /// The speaker of that name, made if need be.
    pub(super) fn speaker(&mut self, builder: &mut Builder, name: &str) -> SpeakerId {
        if let Some([defined, ..]) = self.defined.speakers.get(name).map(Vec::as_slice) {
            return *defined;
        }
        let hash = self.hasher.hash_one(name);
        let corpus = builder.corpus();
        if let Some(id) = self.speakers.find(hash, |id| corpus.speaker(*id).name == name) {
            return *id;
        }
        let key = self.speaker_keys.make(name);
        let id = builder.add_speaker(Speaker { key, name: name.to_owned(), ..Speaker::default() });
        let (hasher, corpus) = (&self.hasher, builder.corpus());
        self.speakers.insert_unique(hash, id, |id| hasher.hash_one(&*corpus.speaker(*id).name));
        id
    }

    /// The session of a YAML file that a line means, if it means one.
    pub(super) fn defined_session(
        &self,
        builder: &Builder,
        wanted: SessionName<'_>,
    ) -> Result<Option<SessionId>, Ambiguous> {
        let agrees = |id: &&SessionId| {
            let session = builder.corpus().session(**id);
            let date_agrees = match (session.date, wanted.date) {
                (Some(one), Some(other)) => overlap(one, other),
                _ => true,
            };
            date_agrees && (wanted.place.is_none() || wanted.place == session.place.as_deref())
        };
        only(self.defined.sessions.get(wanted.title).into_iter().flatten().filter(agrees))
    }

    /// The session of exactly that title, date and place, made if need be.
    pub(super) fn session(&mut self, builder: &mut Builder, wanted: SessionName<'_>) -> SessionId {
        let hash = self.hasher.hash_one(wanted);
        let corpus = builder.corpus();
        if let Some(id) = self.sessions.find(hash, |id| session_name(corpus.session(*id)) == wanted) {
            return *id;
        }
        let id = builder.add_session(Session {
            key: self.session_keys.make(wanted.title),
            title: wanted.title.to_owned(),
            date: wanted.date,
            place: wanted.place.map(str::to_owned),
            ..Session::default()
        });
        let (hasher, corpus) = (&self.hasher, builder.corpus());
        self.sessions.insert_unique(hash, id, |id| hasher.hash_one(session_name(corpus.session(*id))));
        id
    }

    /// The source of a YAML file that a line means, if it means one.
    pub(super) fn defined_source(
        &self,
        builder: &Builder,
        wanted: SourceName<'_>,
    ) -> Result<Option<SourceId>, Ambiguous> {
        let agrees = |id: &&SourceId| {
            let source = builder.corpus().source(**id);
            (wanted.url.is_none() || wanted.url == source.url.as_deref())
                && (wanted.fidelity.is_none() || wanted.fidelity == source.fidelity)
        };
        only(self.defined.sources.get(wanted.called()).into_iter().flatten().filter(agrees))
    }

    /// The source of exactly that title, address and fidelity, made if need be.
    pub(super) fn source(&mut self, builder: &mut Builder, wanted: SourceName<'_>) -> SourceId {
        let wanted = SourceName { title: Some(wanted.called()), ..wanted };
        let hash = self.hasher.hash_one(wanted);
        let corpus = builder.corpus();
        if let Some(id) = self.sources.find(hash, |id| source_name(corpus.source(*id)) == wanted) {
            return *id;
        }
        let id = self.new_source(builder, wanted);
        let (hasher, corpus) = (&self.hasher, builder.corpus());
        self.sources.insert_unique(hash, id, |id| hasher.hash_one(source_name(corpus.source(*id))));
        id
    }

    /// A source that no other line means.
    pub(super) fn new_source(&mut self, builder: &mut Builder, wanted: SourceName<'_>) -> SourceId {
        builder.add_source(Source {
            key: self.source_keys.make(wanted.called()),
            title: wanted.called().to_owned(),
            url: wanted.url.map(str::to_owned),
            fidelity: wanted.fidelity,
            ..Source::default()
        })
    }

    /// Adds a passage to a source, unless a line before has added the same.
    pub(super) fn passage(&mut self, builder: &mut Builder, source: SourceId, text: &str) {
        let hash = self.hasher.hash_one((source, text));
        let corpus = builder.corpus();
        let passage = |source: SourceId, number: u32| &*corpus.source(source).passages[number as usize].text;
        if self.passages.find(hash, |(of, number)| *of == source && passage(*of, *number) == text).is_some() {
            return;
        }
        let number = u32::try_from(corpus.source(source).passages.len()).unwrap_or(u32::MAX);
        let passage = Passage { is: PassageKind::Excerpt, text: text.to_owned(), locator: None };
        builder.add_passage(source, passage);
        let (hasher, corpus) = (&self.hasher, builder.corpus());
        self.passages.insert_unique(hash, (source, number), |(of, number)| {
            hasher.hash_one((of, &*corpus.source(*of).passages[*number as usize].text))
        });
    }
}

fn session_name(session: &Session) -> SessionName<'_> {
    SessionName { title: &session.title, date: session.date, place: session.place.as_deref() }
}

fn source_name(source: &Source) -> SourceName<'_> {
    SourceName { title: Some(&source.title), url: source.url.as_deref(), fidelity: source.fidelity }
}

/// Whether two dates can be of the same day.
fn overlap(one: PartialDate, other: PartialDate) -> bool {
    one.first_day() <= other.last_day() && other.first_day() <= one.last_day()
}

/// The only one, if there is any.
fn only<'a, T: Copy + 'a>(mut found: impl Iterator<Item = &'a T>) -> Result<Option<T>, Ambiguous> {
    match (found.next(), found.next()) {
        (_, Some(_)) => Err(Ambiguous),
        (first, None) => Ok(first.copied()),
    }
}

/// Things by id, and by other names where that is nothing's id.
struct ByName<T> {
    by_id: HashMap<String, Vec<T>>,
    by_name: HashMap<String, Vec<T>>,
}

impl<T> Default for ByName<T> {
    fn default() -> Self {
        Self { by_id: HashMap::new(), by_name: HashMap::new() }
    }
}

impl<T: Copy + PartialEq> ByName<T> {
    fn add<'a>(&mut self, thing: T, key: &str, names: impl IntoIterator<Item = &'a str>) {
        self.by_id.entry(key.to_owned()).or_default().push(thing);
        // An id that several files have was made longer; the short one means none of them
        // more than another.
        let short = short_key(key);
        if short != key {
            self.by_id.entry(short.to_owned()).or_default().push(thing);
        }
        for name in names {
            let things = self.by_name.entry(name.to_owned()).or_default();
            // All names of a thing come one after another.
            if things.last() != Some(&thing) {
                things.push(thing);
            }
        }
    }

    fn finish(self) -> HashMap<String, Vec<T>> {
        let mut all = self.by_name;
        all.extend(self.by_id);
        all
    }
}

/// Gives out ids that are like the names they are made from, each once.
#[derive(Debug, Default)]
struct Keys {
    taken: HashMap<String, u32>,
}

/// The letters of a name that go into an id.
const LONGEST_KEY: usize = 48;

impl Keys {
    fn take(&mut self, key: &str) {
        self.taken.insert(key.to_owned(), 1);
    }

    /// `Wendy Sherman` gives `wendy-sherman`, and the next of that name `wendy-sherman~2`:
    /// no name gives a `~`, so these need not be remembered.
    fn make(&mut self, name: &str) -> String {
        let key = slug(name);
        let Some(count) = self.taken.get_mut(&key) else {
            self.take(&key);
            return key;
        };
        let mut next = *count + 1;
        *count = next;
        loop {
            let made = format!("{key}~{next}");
            if !self.taken.contains_key(&made) {
                return made;
            }
            next += 1;
            self.taken.insert(key.clone(), next);
        }
    }
}

fn slug(name: &str) -> String {
    let mut slug = String::new();
    for letter in folded(name, Folding::Search).chars().take(LONGEST_KEY) {
        if letter.is_alphanumeric() {
            slug.push(letter);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { "unnamed".to_owned() } else { slug.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_like_the_names_and_never_the_same() {
        let mut keys = Keys::default();
        keys.take("ann~2");
        let made = ["Ann", "ann", "ANN!", "Renée O’Hara", "…", "北約"].map(|name| keys.make(name));
        assert_eq!(made, ["ann", "ann~3", "ann~4", "renee-ohara", "unnamed", "北約"]);
    }
}
