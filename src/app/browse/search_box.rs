//! The search box: typing, completing, and walking through the queries used before.

use super::Browse;
use super::asking::ThenSelect;
use crate::action::Action;
use crate::app::completion::Completion;
use crate::app::effect::Effect;
use crate::app::message::Message;
use crate::app::queries::open_queries;
use crate::app::query_history::Walk;
use crate::app::screen::Surroundings;
use crate::app::steps::Step;
use crate::app::text_box::{Edited, TextBox};
use crate::corpus::Corpus;
use crate::layout::Focus;
use crate::query::parse;

impl Browse {
    /// Takes typed or pasted text into the search box.
    pub(in crate::app) fn typed(&mut self, text: &str) -> (Step, Option<Effect>) {
        self.completion = None;
        self.history.stop();
        let before = self.search_box.text().len();
        let step = match self.search_box.paste(text) {
            Ok(()) => Step::Stay,
            Err(full) => Step::Say(Message::error(full.to_string())),
        };
        // Of what a full box leaves out there may be millions of keys.
        let is_changed = self.search_box.text().len() != before;
        (step, is_changed.then(|| self.query_changed()).flatten())
    }

    pub(super) fn act_in_box(&mut self, action: Action, around: &Surroundings) -> (Step, Option<Effect>) {
        match action {
            Action::Complete => return self.complete(true, &around.corpus),
            Action::CompleteBack => return self.complete(false, &around.corpus),
            // One step back: first the list of completions, then the box.
            Action::Back if self.completion.is_some() => self.completion = None,
            Action::Queries => return (open_queries(&self.history, around), None),
            Action::Accept | Action::Back => self.close_box(),
            _ => match self.search_box.edit(action) {
                Edited::Text => {
                    self.completion = None;
                    self.history.stop();
                    return (Step::Stay, self.query_changed());
                }
                // A completion goes on from where the cursor was.
                Edited::Cursor => self.completion = None,
                Edited::Nothing => return (Step::Pass, None),
            },
        }
        (Step::Stay, None)
    }

    /// Lets keys go into the box.
    pub(super) fn open_box(&mut self) {
        self.searching = true;
        self.moves_in_list = false;
        self.completion = None;
        self.focus = Focus::List;
    }

    /// Lets keys go to the panes again; the text stays in the box.
    pub(super) fn close_box(&mut self) {
        self.searching = false;
        self.completion = None;
        self.history.stop();
    }

    /// Puts in the next way to go on, or the one before.
    fn complete(&mut self, forward: bool, corpus: &Corpus) -> (Step, Option<Effect>) {
        self.history.stop();
        let completion = match self.completion.take() {
            Some(mut chosen) => {
                chosen.step(forward);
                Some(chosen)
            }
            None => Completion::at(self.search_box.text(), self.search_box.cursor_byte(), corpus),
        };
        let Some(mut completion) = completion else {
            return (Step::Say(Message::note("Nothing here goes on so.")), None);
        };
        completion.span = self.search_box.replace(completion.span, completion.text());
        // Where there is nothing to choose, the next press completes what comes next.
        self.completion = (completion.candidates.len() > 1).then_some(completion);
        (Step::Stay, self.query_changed())
    }

    /// Which way through the queries used before a key leads: those of their own always, the arrows
    /// where nothing is typed that would be lost, and nobody has begun to move in the list.
    pub(super) fn walk_of(&self, action: Action) -> Option<Walk> {
        if !self.searching || self.completion.is_some() {
            return None;
        }
        let is_untouched = self.search_box.text().is_empty() && !self.moves_in_list;
        match action {
            Action::Earlier => Some(Walk::Earlier),
            Action::Later => Some(Walk::Later),
            Action::Up if self.history.is_walked() || (is_untouched && !self.history.is_empty()) => Some(Walk::Earlier),
            Action::Down if self.history.is_walked() => Some(Walk::Later),
            _ => None,
        }
    }

    /// Puts the query before or after into the box.
    pub(super) fn walk(&mut self, walk: Walk) -> (Step, Option<Effect>) {
        match self.history.walk(walk, self.search_box.text()) {
            Some(query) => {
                self.put_in(&query);
                let effect = self.query_problem.is_none().then(|| self.ask(ThenSelect::Best));
                (Step::Stay, effect)
            }
            None if walk == Walk::Earlier => (Step::Say(Message::note("There is no earlier query.")), None),
            None => (Step::Say(Message::note("There is no later query.")), None),
        }
    }

    /// Puts a query that was used before into the box, to be changed or left.
    pub(in crate::app) fn recall(&mut self, query: &str) -> Option<Effect> {
        self.open_box();
        self.set_query(query);
        self.query_problem.is_none().then(|| self.ask(ThenSelect::Best))
    }

    /// Puts a query into the search box and asks for it.
    pub(in crate::app) fn search_for(&mut self, query: &str) -> Effect {
        self.set_query(query);
        self.ask(ThenSelect::Best)
    }

    /// Puts a query into the search box from elsewhere, whatever was being done there.
    pub(in crate::app) fn set_query(&mut self, text: &str) {
        self.history.stop();
        self.put_in(text);
    }

    fn put_in(&mut self, text: &str) {
        // It was of the text before.
        self.completion = None;
        self.search_box = TextBox::holding(text);
        self.understand();
    }

    /// Understands the text in the box and asks for it. What cannot be understood is not
    /// asked: the last good results stay.
    fn query_changed(&mut self) -> Option<Effect> {
        self.understand().then(|| self.ask(ThenSelect::Best))
    }

    fn understand(&mut self) -> bool {
        match parse(self.search_box.text()) {
            Ok(query) => {
                self.query = query;
                self.understood = self.search_box.text().trim().to_owned();
                self.query_problem = None;
            }
            Err(problem) => self.query_problem = Some(problem),
        }
        self.query_problem.is_none()
    }
}
