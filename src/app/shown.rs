//! What a screen shows, named so that it can be found again in another corpus.

use std::collections::HashMap;

use super::context::ContextScreen;
use super::message::Message;
use super::screen::{Screen, Surroundings};
use super::session::SessionScreen;
use super::steps::Step;
use super::wordings::WordingsScreen;
use crate::corpus::{Corpus, PartialDate, SessionId, Statement, StatementId, Wording, WordingId};
use crate::search::Hit;

/// The wording of a statement that a screen shows, named so that it can be found again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The statement.
    pub statement: StatementId,
    /// The wording.
    pub wording: WordingId,
}

impl Shown {
    pub(super) fn of(wording: Wording<'_>) -> Self {
        Self { statement: wording.statement().id(), wording: wording.id() }
    }

    /// The same, as it stands in a list.
    pub(super) const fn hit(self) -> Hit {
        Hit { statement: self.statement, wording: self.wording }
    }

    pub(super) fn in_corpus(self, corpus: &Corpus) -> Wording<'_> {
        corpus.wording(self.statement, self.wording)
    }

    /// The same statement in another corpus, in the wording at the same place, else in its
    /// primary one.
    pub(super) fn carried_over(self, from: &Corpus, to: &Corpus) -> Option<Self> {
        self.carried_to(from, to.find_statement(from.statement(self.statement).key())?)
    }

    /// The same, where the statement is known already.
    pub(super) fn carried_to(self, from: &Corpus, new: Statement<'_>) -> Option<Self> {
        let mut old = from.statement(self.statement).wordings();
        let place = old.position(|wording| wording.id() == self.wording)?;
        let wording = new.wordings().nth(place).unwrap_or_else(|| new.primary());
        Some(Self::of(wording))
    }
}

/// Finds the statements of a corpus in the one that takes its place.
pub(super) struct Carrier<'a> {
    from: &'a Corpus,
    to: &'a Corpus,
    places: HashMap<&'a str, StatementId>,
}

impl<'a> Carrier<'a> {
    /// Linear in the size of the new corpus.
    pub(super) fn new(from: &'a Corpus, to: &'a Corpus) -> Self {
        Self { from, to, places: to.statements().map(|statement| (statement.key(), statement.id())).collect() }
    }

    pub(super) fn statement(&self, statement: StatementId) -> Option<StatementId> {
        self.places.get(self.from.statement(statement).key()).copied()
    }

    /// The statement in the wording at the same place, else in its primary one.
    pub(super) fn hit(&self, hit: Hit) -> Option<Hit> {
        let new = self.to.statement(self.statement(hit.statement)?);
        let shown = Shown { statement: hit.statement, wording: hit.wording };
        Some(shown.carried_to(self.from, new)?.hit())
    }
}

/// The screens that lead on from a wording.
impl Shown {
    pub(super) fn open_context(self, around: &Surroundings) -> Step {
        Step::Open(Screen::Context(Box::new(ContextScreen::open(self, around))))
    }

    pub(super) fn open_wordings(self, around: &Surroundings) -> Step {
        Step::Open(Screen::Wordings(Box::new(WordingsScreen::open(self, around))))
    }

    pub(super) fn open_session(self, around: &Surroundings) -> Step {
        match self.session(&around.corpus) {
            Ok(session) => {
                Step::Open(Screen::Session(Box::new(SessionScreen::open(session, Some(self.statement), around))))
            }
            Err(reason) => Step::Say(Message::note(reason)),
        }
    }

    /// The session it was said in, or that there is none.
    pub(super) fn session(self, corpus: &Corpus) -> Result<SessionId, String> {
        let wording = self.in_corpus(corpus);
        wording.sessions().next().ok_or_else(|| {
            let when = wording.date().map_or_else(|| "its date is not known".to_owned(), PartialDate::in_words);
            format!("Said in no session; {when}.")
        })
    }
}
