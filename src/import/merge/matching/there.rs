//! The statements of a corpus, by what they can be found with.

use std::collections::{HashMap, HashSet};

use super::sameness::{agree, can_be_one, plain, source_of, speakers_of};
use crate::corpus::written::{Id, Names, WrittenStatement};
use crate::corpus::{Corpus, Kind, PartialDate, Statement};
use crate::import::found::owned;
use crate::import::merge::likeness::Likes;
use crate::import::merge::placing::Room;

/// The wordings that statements got already, by their numbers and by source: a source has one wording of a
/// statement; what it has again, it has of another.
pub(super) type Taken = HashSet<(usize, Option<String>)>;

/// A text of a source, by somebody.
type WordByWord = (Vec<String>, Option<String>, String);

/// The statements of the corpus, by what they can be found with.
pub(super) struct There<'a> {
    pub(super) corpus: &'a Corpus,
    rooms: &'a HashMap<String, Room>,
    statements: Vec<Statement<'a>>,
    likes: HashMap<Vec<String>, Likes>,
    word_by_word: HashMap<WordByWord, usize>,
}

impl<'a> There<'a> {
    /// Those of a corpus; `rooms` tells which of them take wordings in.
    pub(super) fn of(corpus: &'a Corpus, rooms: &'a HashMap<String, Room>) -> Self {
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

    /// The statement with a number.
    pub(super) fn statement(&self, index: usize) -> Statement<'a> {
        self.statements[index]
    }

    /// The statement that has every wording of this one word by word, from the same source.
    pub(super) fn word_by_word(&self, new: &WrittenStatement<'_>) -> Option<Statement<'a>> {
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
