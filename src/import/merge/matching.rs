//! What of a collection is in a corpus already, and what is new.

use std::collections::{HashMap, HashSet};

use super::Change;
use super::likeness::Likes;
use super::placing::Room;
use crate::corpus::written::{
    Id, Names, WrittenPassage, WrittenSession, WrittenSource, WrittenStatement, WrittenWording,
};
use crate::corpus::{Corpus, Kind, PartialDate, Session, Source, Statement, UNATTRIBUTED};
use crate::import::found::{id, key, owned};
use crate::import::ids::Ids;
use crate::import::renaming::Renaming;
use crate::import::{Collection, Entry};
use crate::text::{Folding, PassageTexts, folded};

/// What goes where.
#[derive(Debug, Default)]
pub(super) struct Joining {
    /// What is new, with ids that are free in the corpus and fit it.
    pub(super) new: Collection,
    /// Passages of sources that are there.
    pub(super) passages: Vec<(String, Vec<WrittenPassage<'static>>)>,
    /// Wordings of statements that are there.
    pub(super) wordings: Vec<(String, Entry<WrittenWording<'static>>)>,
    pub(super) changes: Vec<Change>,
    pub(super) already_there: usize,
    pub(super) doubtful: usize,
}

/// Finds everything again that the corpus has; `rooms` tells of each statement what its place in the
/// file can take in.
pub(super) fn match_with(corpus: &Corpus, rooms: &HashMap<String, Room>, mut collection: Collection) -> Joining {
    let mut joining = Joining::default();
    let mut renaming = Renaming::default();
    joining.match_speakers(corpus, std::mem::take(&mut collection.speakers), &mut renaming);
    joining.match_sessions(corpus, std::mem::take(&mut collection.sessions), &mut renaming);
    joining.match_sources(corpus, std::mem::take(&mut collection.sources), &mut renaming);
    renaming.apply(&mut collection);
    renaming.apply(&mut joining.new);
    let there = There::of(corpus, rooms);
    joining.match_statements(&there, &renaming.speakers, collection.statements);
    joining.drop_the_unused();
    joining.new.made_by = collection.made_by;
    let mut changes = joining.new.changes();
    // What belongs to what is there comes before the statements, which may be many.
    let statements = changes.iter().position(|change| matches!(change, Change::Statement(..))).unwrap_or(changes.len());
    let passages = joining.passages.iter().map(|(source, passages)| Change::Passages(source.clone(), passages.len()));
    changes.splice(statements..statements, passages.chain(joining.changes.drain(..)));
    joining.doubtful =
        joining.new.doubtful() + joining.wordings.iter().filter(|(_, entry)| !entry.look.is_empty()).count();
    joining.changes = changes;
    joining
}

impl Joining {
    fn match_speakers(
        &mut self,
        corpus: &Corpus,
        all: Vec<Entry<crate::corpus::written::WrittenSpeaker<'static>>>,
        renaming: &mut Renaming,
    ) {
        let mut known: HashMap<String, HashSet<&str>> = HashMap::new();
        let mut ids = Ids::default();
        for (_, speaker) in corpus.speakers() {
            ids.take(&speaker.key);
            for name in std::iter::once(&speaker.name).chain(&speaker.aliases) {
                known.entry(key(name)).or_default().insert(&speaker.key);
            }
        }
        for mut entry in all {
            let value = &entry.value;
            let names = std::iter::once(&value.name).chain(&value.aliases.0);
            let found: HashSet<&str> = names.filter_map(|name| known.get(&key(name))).flatten().copied().collect();
            let mut found = found.into_iter();
            match (found.next(), found.next()) {
                (Some(only), None) => {
                    renaming.speakers.insert(entry.id, only.to_owned());
                }
                (several, _) => {
                    if several.is_some() {
                        entry
                            .look
                            .push("several speakers of the corpus are called so; it may be one of them".to_owned());
                    }
                    let new = ids.first_free(&entry.id);
                    renaming.speakers.insert(entry.id.clone(), new);
                    self.new.speakers.push(entry);
                }
            }
        }
    }

    fn match_sessions(&mut self, corpus: &Corpus, all: Vec<Entry<WrittenSession<'static>>>, renaming: &mut Renaming) {
        let mut ids = Ids::default();
        corpus.sessions().for_each(|(_, session)| ids.take(&session.key));
        for entry in all {
            let same = corpus.sessions().find(|(_, session)| is_session(session, &entry.value));
            let new = same.map_or_else(|| ids.first_free(&entry.id), |(_, session)| session.key.clone());
            renaming.sessions.insert(entry.id.clone(), new);
            if same.is_none() {
                self.new.sessions.push(entry);
            }
        }
    }

    fn match_sources(&mut self, corpus: &Corpus, all: Vec<Entry<WrittenSource<'static>>>, renaming: &mut Renaming) {
        let mut ids = Ids::default();
        corpus.sources().for_each(|(_, source)| ids.take(&source.key));
        for mut entry in all {
            let Some((_, same)) = corpus.sources().find(|(_, source)| is_source(source, &entry.value)) else {
                renaming.sources.insert(entry.id.clone(), ids.first_free(&entry.id));
                self.new.sources.push(entry);
                continue;
            };
            renaming.sources.insert(entry.id, same.key.clone());
            let whole: HashSet<String> = same.passages.iter().map(|passage| plain(&passage.text)).collect();
            let there = PassageTexts::new(same.passages.iter().map(|passage| &*passage.text));
            let is_new = |text: &str| !whole.contains(&plain(text)) && !there.hold(text);
            entry.value.passages.retain(|passage| is_new(&passage.text));
            if !same.passages.is_empty() && !entry.value.passages.is_empty() {
                self.passages.push((same.key.clone(), entry.value.passages));
            }
        }
    }

    fn match_statements(
        &mut self,
        there: &There<'_>,
        speakers: &HashMap<String, String>,
        all: Vec<Entry<WrittenStatement<'static>>>,
    ) {
        let mut ids = Ids::default();
        there.corpus.statements().for_each(|statement| ids.take(statement.key()));
        let mut renaming = Renaming::default();
        // A source has one wording of a statement; what it has again, it has of another.
        let mut taken: HashSet<(usize, Option<String>)> = HashSet::new();
        for mut entry in all {
            if let Some(statement) = there.word_by_word(&entry.value) {
                renaming.statements.insert(entry.id, statement.key().to_owned());
                self.already_there += 1;
                continue;
            }
            let date = self.date_of(&entry.value, there.corpus);
            let like = there.like(&entry.value, date, &taken);
            match like {
                Some((index, likeness)) if there.takes(index, &entry.value) => {
                    let statement = there.statement(index);
                    taken.insert((index, source_of(&entry.value)));
                    renaming.statements.insert(entry.id, statement.key().to_owned());
                    let wording = wording_of(entry.value, statement, there.corpus, date);
                    let text = wording.text.to_string();
                    self.changes.push(Change::Wording { statement: statement.key().to_owned(), likeness, text });
                    let mut look = entry.look;
                    if likeness < 1.0 {
                        let percent = (likeness * 100.0).round();
                        look.push(format!(
                            "{percent} % like other words of `{}`; is it the same statement?",
                            statement.key()
                        ));
                    }
                    let new = Entry { id: statement.key().to_owned(), value: wording, look };
                    self.wordings.push((statement.key().to_owned(), new));
                }
                other => {
                    // Its place in the file takes no wording in: both stay apart, and say so.
                    if let Some((index, _)) = other {
                        let key = there.statement(index).key();
                        entry.value.see_also.0.push(owned(key));
                        entry.look.push(format!("these may be the words of `{key}` too"));
                    }
                    let new = new_statement_id(&entry, speakers, &mut ids);
                    renaming.statements.insert(entry.id.clone(), new);
                    self.new.statements.push(entry);
                }
            }
        }
        renaming.apply(&mut self.new);
    }

    /// When a statement was made: its own date, else its session's.
    fn date_of(&self, statement: &WrittenStatement<'_>, corpus: &Corpus) -> Option<PartialDate> {
        let session = statement.session.as_ref().map(|id| &*id.0);
        let new = self.new.sessions.iter().find(|entry| Some(&*entry.id) == session).and_then(|entry| entry.value.date);
        let there = corpus.sessions().find(|(_, own)| Some(&*own.key) == session).and_then(|(_, own)| own.date);
        statement.date.or(new).or(there)
    }

    /// Speakers, sessions and sources that only what is there already would have named.
    fn drop_the_unused(&mut self) {
        let mut named: HashSet<String> = HashSet::new();
        let mut sources: HashSet<String> = HashSet::new();
        let mut name = |names: &Names<'_>| named.extend(names.0.iter().map(ToString::to_string));
        let mut sessions: HashSet<String> = HashSet::new();
        let take =
            |place: &mut HashSet<String>, id: &Option<Id<'_>>| place.extend(id.iter().map(|id| id.0.to_string()));
        let own = self.new.statements.iter().flat_map(|entry| &entry.value.wordings);
        for wording in own.chain(self.wordings.iter().map(|(_, entry)| &entry.value)) {
            wording.speaker.iter().chain(&wording.via).for_each(&mut name);
            take(&mut sources, &wording.source);
            take(&mut sessions, &wording.session);
        }
        for Entry { value, .. } in &self.new.statements {
            std::iter::once(&value.speaker).chain(&value.via).for_each(&mut name);
            value.review.iter().for_each(|review| name(&Names(review.candidates.0.clone())));
            take(&mut sources, &value.source);
            take(&mut sessions, &value.session);
            sessions.extend(value.also_in.0.iter().map(ToString::to_string));
        }
        self.new.sessions.retain(|entry| sessions.contains(&entry.id));
        self.new.sessions.iter().for_each(|entry| name(&Names(entry.value.participants.0.clone())));
        self.new.sources.retain(|entry| sources.contains(&entry.id));
        self.new.speakers.retain(|entry| named.contains(&entry.id));
    }
}

/// A free id for a statement. One that was called after its speaker, with a number, is called so
/// after the speaker's id in the corpus.
fn new_statement_id(entry: &Entry<WrittenStatement<'_>>, speakers: &HashMap<String, String>, ids: &mut Ids) -> String {
    let stem = entry.id.rsplit_once('-').filter(|(_, number)| number.parse::<usize>().is_ok()).map(|(stem, _)| stem);
    match stem {
        Some(UNATTRIBUTED) => ids.next_number(UNATTRIBUTED, 1),
        Some(stem) if speakers.contains_key(stem) => ids.next_number(&speakers[stem], 1),
        _ => ids.first_free(&entry.id),
    }
}

/// Whether neither of two things that may be known says otherwise than the other.
fn agree<T>(one: Option<T>, other: Option<T>, same: impl Fn(&T, &T) -> bool) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => same(&one, &other),
        _ => true,
    }
}

/// Whether two dates can mean the same day.
fn can_be_one(one: PartialDate, other: PartialDate) -> bool {
    one.first_day() <= other.last_day() && other.first_day() <= one.last_day()
}

fn is_session(there: &Session, new: &WrittenSession<'_>) -> bool {
    key(&there.title) == key(&new.title)
        && agree(there.date, new.date, |one, other| can_be_one(*one, *other))
        && agree(there.place.as_deref(), new.place.as_deref(), |one, other| key(one) == key(other))
}

/// Two addresses are two sources; without both, title and everything else that is known must fit.
/// A source with passages is no source without them: they would have to hold the words.
fn is_source(there: &Source, new: &WrittenSource<'_>) -> bool {
    if !there.passages.is_empty() && new.passages.is_empty() {
        return false;
    }
    match (&there.url, &new.url) {
        (Some(one), Some(other)) => one.trim_end_matches('/') == other.trim_end_matches('/'),
        _ => {
            key(&there.title) == key(&new.title)
                && agree(there.date, new.date, |one, other| can_be_one(*one, *other))
                && agree(there.fidelity, new.fidelity, |one, other| one == other)
                && agree(there.publisher.as_deref(), new.publisher.as_deref(), |one, other| key(one) == key(other))
        }
    }
}

fn source_of(statement: &WrittenStatement<'_>) -> Option<String> {
    statement.source.as_ref().map(|source| source.0.to_string())
}

/// A text without what only its typography says.
fn plain(text: &str) -> String {
    folded(text, Folding::Typography)
}

/// Who said it, in an order that does not matter.
fn speakers_of(names: &Names<'_>) -> Vec<String> {
    let mut names: Vec<String> = names.0.iter().map(ToString::to_string).filter(|name| name != UNATTRIBUTED).collect();
    names.sort();
    names
}

/// A text of a source, by somebody.
type WordByWord = (Vec<String>, Option<String>, String);

/// The statements of the corpus, by what they can be found with.
struct There<'a> {
    corpus: &'a Corpus,
    rooms: &'a HashMap<String, Room>,
    statements: Vec<Statement<'a>>,
    likes: HashMap<Vec<String>, Likes>,
    word_by_word: HashMap<WordByWord, usize>,
}

impl<'a> There<'a> {
    fn of(corpus: &'a Corpus, rooms: &'a HashMap<String, Room>) -> Self {
        let statements: Vec<Statement<'a>> = corpus.statements().collect();
        let mut there =
            Self { corpus, rooms, statements: Vec::new(), likes: HashMap::new(), word_by_word: HashMap::new() };
        for (index, statement) in statements.iter().enumerate() {
            for wording in statement.wordings() {
                let speakers = wording.speakers().iter().map(|id| owned(&*corpus.speaker(*id).key)).collect();
                let speakers = speakers_of(&Names(speakers));
                let source = wording.source().map(|id| corpus.source(id).key.clone());
                let text = plain(wording.text());
                there.word_by_word.entry((speakers.clone(), source, text)).or_insert(index);
                let is_of_the_statement = wording.speakers() == statement.speakers() && !wording.is_paraphrase();
                if is_of_the_statement && !speakers.is_empty() {
                    there.likes.entry(speakers).or_default().add(index, wording.text());
                }
            }
        }
        Self { statements, ..there }
    }

    fn statement(&self, index: usize) -> Statement<'a> {
        self.statements[index]
    }

    /// The statement that has every wording of this one word by word, from the same source.
    fn word_by_word(&self, new: &WrittenStatement<'_>) -> Option<Statement<'a>> {
        let find = |speaker: &Names<'_>, source: &Option<Id<'_>>, text: &str| {
            let source = source.as_ref().map(|source| source.0.to_string());
            self.word_by_word.get(&(speakers_of(speaker), source, plain(text))).copied()
        };
        let short = new.text.iter().map(|text| find(&new.speaker, &new.source, text));
        let long = new
            .wordings
            .iter()
            .map(|wording| find(wording.speaker.as_ref().unwrap_or(&new.speaker), &wording.source, &wording.text));
        let mut all = short.chain(long);
        let first = all.next()??;
        all.all(|other| other.is_some()).then(|| self.statements[first])
    }

    /// The statement that this one is another wording of, and how alike they are.
    fn like(
        &self,
        new: &WrittenStatement<'_>,
        date: Option<PartialDate>,
        taken: &HashSet<(usize, Option<String>)>,
    ) -> Option<(usize, f32)> {
        let text = new.text.as_ref().filter(|_| new.by.is_none())?;
        let source = source_of(new);
        let fits = |index: usize| {
            let statement = self.statements[index];
            let sessions: Vec<&str> = statement.sessions().map(|id| &*self.corpus.session(id).key).collect();
            let session = new.session.as_ref().map(|id| &*id.0);
            let of_source = |wording: crate::corpus::Wording<'_>| {
                wording.source().map(|id| self.corpus.source(id).key.clone()) == source
            };
            session.is_none_or(|session| sessions.is_empty() || sessions.contains(&session))
                && agree(date, statement.date(), |one, other| can_be_one(*one, *other))
                && !statement.wordings().any(of_source)
                && !taken.contains(&(index, source.clone()))
        };
        self.likes.get(&speakers_of(&new.speaker))?.like(text).into_iter().find(|(index, _)| fits(*index))
    }

    /// Whether a statement can take in this one as a wording, by its place in the file, and without
    /// being given in another way than before.
    fn takes(&self, index: usize, new: &WrittenStatement<'_>) -> bool {
        let statement = self.statements[index];
        match self.rooms.get(statement.key()) {
            None => false,
            Some(Room { says_its_kind: true }) => true,
            Some(_) => match statement.kind() {
                Kind::Direct => new.frame.is_none(),
                Kind::Fragment => true,
                Kind::Indirect => false,
            },
        }
    }
}

/// A statement as a wording of another: it says itself what that one does not say, or says
/// otherwise.
fn wording_of(
    new: WrittenStatement<'static>,
    statement: Statement<'_>,
    corpus: &Corpus,
    date: Option<PartialDate>,
) -> WrittenWording<'static> {
    let via = |ids: &[crate::corpus::SpeakerId]| Names(ids.iter().map(|id| owned(&*corpus.speaker(*id).key)).collect());
    let own_via = new.via.unwrap_or_default();
    let kind = new.kind.filter(|kind| *kind != statement.kind());
    let session = new.session.filter(|_| statement.session().is_none()).map(|session| id(&session.0));
    // A session of its own gives it that session's date.
    let date = if session.is_some() { new.date } else { date };
    WrittenWording {
        source: new.source,
        locator: new.locator,
        text: new.text.unwrap_or_default(),
        frame: new.frame,
        by: new.by,
        speaker: None,
        via: (via(statement.via()) != own_via).then_some(own_via),
        session,
        date: date.filter(|_| statement.date().is_none()),
        kind,
        verified: new.verified,
        checked_at: new.checked_at,
        notes: new.notes,
    }
}
