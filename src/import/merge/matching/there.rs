//! The statements of a corpus, by what they can be found with.

use std::collections::{HashMap, HashSet};

use super::sameness::{agree, can_be_one, plain, source_of, speakers_of};
use crate::corpus::written::{Id, Names, WrittenSession, WrittenStatement, WrittenWording};
use crate::corpus::{Corpus, Kind, PartialDate, SessionId, Statement, Wording};
use crate::import::Entry;
use crate::import::found::owned;
use crate::import::merge::likeness::Likes;
use crate::import::merge::placing::Room;

/// The wordings that statements got already, by their numbers and by source: a source has one wording of a
/// statement; what it has again, it has of another.
pub(super) type Taken = HashSet<(usize, Option<String>)>;

/// A text of a source, by somebody, or the editor's about it.
#[derive(PartialEq, Eq, Hash)]
struct WordByWord {
    speakers: Vec<String>,
    source: Option<String>,
    text: String,
    is_paraphrase: bool,
}

/// Where and when words were said, as far as that is known.
#[derive(PartialEq)]
struct Occasion {
    sessions: Vec<SessionId>,
    dates: Vec<PartialDate>,
}

impl Occasion {
    /// Whether words of a session and a date can be said on it.
    fn can_be(&self, corpus: &Corpus, session: Option<&str>, date: Option<PartialDate>) -> bool {
        let is_session = |session: &str| self.sessions.iter().any(|id| corpus.session(*id).key == session);
        let is_date = |date: PartialDate| self.dates.iter().any(|own| can_be_one(date, *own));
        (self.sessions.is_empty() || session.is_none_or(is_session))
            && (self.dates.is_empty() || date.is_none_or(is_date))
    }
}

/// The statements of the corpus, by what they can be found with.
pub(super) struct There<'a> {
    pub(super) corpus: &'a Corpus,
    rooms: &'a HashMap<String, Room>,
    statements: Vec<Statement<'a>>,
    likes: HashMap<Vec<String>, Likes>,
    /// Statements with their occasions: the same words may be said again on another day.
    word_by_word: HashMap<WordByWord, Vec<(Occasion, usize)>>,
    /// The dates of all sessions, also of the new ones.
    dates: HashMap<String, PartialDate>,
}

impl<'a> There<'a> {
    /// Those of a corpus; `rooms` tells which of them take wordings in, and `sessions` are new ones.
    pub(super) fn of(
        corpus: &'a Corpus,
        rooms: &'a HashMap<String, Room>,
        sessions: &[Entry<WrittenSession<'static>>],
    ) -> Self {
        let dates = corpus.sessions().filter_map(|(_, session)| Some((session.key.clone(), session.date?)));
        let new = sessions.iter().filter_map(|entry| Some((entry.id.clone(), entry.value.date?)));
        let mut there = Self {
            corpus,
            rooms,
            statements: corpus.statements().collect(),
            likes: HashMap::new(),
            word_by_word: HashMap::new(),
            dates: dates.chain(new).collect(),
        };
        for (index, statement) in corpus.statements().enumerate() {
            statement.wordings().for_each(|wording| there.add(index, wording));
        }
        there
    }

    fn add(&mut self, index: usize, wording: Wording<'_>) {
        let speakers = wording.speakers().iter().map(|id| owned(&*self.corpus.speaker(*id).key)).collect();
        let speakers = speakers_of(&Names(speakers));
        let words = WordByWord {
            speakers: speakers.clone(),
            source: wording.source().map(|id| self.corpus.source(id).key.clone()),
            text: plain(wording.text()),
            is_paraphrase: wording.is_paraphrase(),
        };
        let occasion = Occasion { sessions: wording.sessions().collect(), dates: wording.dates().collect() };
        let known = self.word_by_word.entry(words).or_default();
        // What a chair says again and again stands together, and is wanted once.
        if known.last().is_none_or(|(last, _)| *last != occasion) {
            known.push((occasion, index));
        }
        let is_of_the_statement = wording.speakers() == self.statements[index].speakers() && !wording.is_paraphrase();
        if is_of_the_statement && !speakers.is_empty() {
            self.likes.entry(speakers).or_default().add(index, wording.text());
        }
    }

    /// The statement with a number.
    pub(super) fn statement(&self, index: usize) -> Statement<'a> {
        self.statements[index]
    }

    /// When something was said: on its own date, else on its session's.
    pub(super) fn date(&self, own: Option<PartialDate>, session: Option<&str>) -> Option<PartialDate> {
        own.or_else(|| self.dates.get(session?).copied())
    }

    /// The statement that has every wording of this one word by word, from the same source and on an occasion
    /// that can be the same.
    pub(super) fn word_by_word(&self, new: &WrittenStatement<'_>) -> Option<Statement<'a>> {
        let short = new.text.iter().map(|text| WrittenWording {
            source: new.source.clone(),
            text: text.clone(),
            by: new.by,
            ..WrittenWording::default()
        });
        let mut all = short.chain(new.wordings.iter().cloned()).map(|wording| self.has(new, &wording));
        let first = all.next()??;
        all.all(|other| other.is_some()).then(|| self.statements[first])
    }

    /// The number of the first statement that has a wording of a new one.
    fn has(&self, new: &WrittenStatement<'_>, wording: &WrittenWording<'_>) -> Option<usize> {
        let words = WordByWord {
            speakers: speakers_of(wording.speaker.as_ref().unwrap_or(&new.speaker)),
            source: wording.source.as_ref().map(|source| source.0.to_string()),
            text: plain(&wording.text),
            is_paraphrase: wording.by.is_some(),
        };
        let own = wording.session.as_ref();
        let session = session(own.or(new.session.as_ref()));
        let date = match own {
            Some(_) => self.date(wording.date, session).or(new.date),
            None => self.date(wording.date.or(new.date), session),
        };
        let mut found = self.word_by_word.get(&words)?.iter();
        found.find(|(occasion, _)| occasion.can_be(self.corpus, session, date)).map(|(_, index)| *index)
    }

    /// The statement that this one is another wording of, and how alike they are.
    pub(super) fn like(
        &self,
        new: &WrittenStatement<'_>,
        date: Option<PartialDate>,
        taken: &Taken,
    ) -> Option<(usize, f32)> {
        let text = new.text.as_ref().filter(|_| new.by.is_none())?;
        let source = source_of(new);
        let fits = |index: usize| {
            let statement = self.statements[index];
            let sessions: Vec<&str> = statement.sessions().map(|id| &*self.corpus.session(id).key).collect();
            let of_source =
                |wording: Wording<'_>| wording.source().map(|id| self.corpus.source(id).key.clone()) == source;
            session(new.session.as_ref()).is_none_or(|session| sessions.is_empty() || sessions.contains(&session))
                && agree(date, statement.date(), |one, other| can_be_one(*one, *other))
                && !statement.wordings().any(of_source)
                && !taken.contains(&(index, source.clone()))
        };
        self.likes.get(&speakers_of(&new.speaker))?.like(text).into_iter().find(|(index, _)| fits(*index))
    }

    /// Whether a statement can take in this one as a wording, by its place in the file, and without
    /// being given in another way than before.
    pub(super) fn takes(&self, index: usize, new: &WrittenStatement<'_>) -> bool {
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

fn session<'i>(id: Option<&'i Id<'_>>) -> Option<&'i str> {
    id.map(|id| &*id.0)
}
