//! From a statement in a wording on: the screens it leads to, and where another corpus has it.

use super::context::ContextScreen;
use super::message::Message;
use super::screen::{Screen, Surroundings};
use super::session::SessionScreen;
use super::steps::Step;
use super::wordings::WordingsScreen;
use crate::action::Action;
use crate::corpus::{Corpus, PartialDate, SessionId, Wording};
use crate::search::Hit;

impl Hit {
    pub(super) fn in_corpus(self, corpus: &Corpus) -> Wording<'_> {
        corpus.wording(self.statement, self.wording)
    }

    /// The same statement in another corpus, in the wording at the same place, else in its
    /// primary one.
    pub(super) fn carried_over(self, from: &Corpus, to: &Corpus) -> Option<Self> {
        let old = from.statement(self.statement);
        let new = to.find_statement(old.key())?;
        let place = old.wordings().position(|wording| wording.id() == self.wording)?;
        Some(new.wordings().nth(place).unwrap_or_else(|| new.primary()).into())
    }

    /// The screen that an action leads to from a statement: its wordings, its session, else its source.
    pub(super) fn lead_on(self, action: Action, around: &Surroundings) -> Step {
        Step::Open(match action {
            Action::Wordings => Screen::Wordings(Box::new(WordingsScreen::open(self, around))),
            Action::Session => match self.session(&around.corpus) {
                Ok(session) => Screen::Session(Box::new(SessionScreen::open(session, Some(self.statement), around))),
                Err(reason) => return Step::Say(Message::note(reason)),
            },
            _ => Screen::Context(Box::new(ContextScreen::open(self, around))),
        })
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
