//! The wordings screen: how the words of a statement changed from report to report.

use super::pointing::{Gesture, Pointed};
use super::screen::Surroundings;
use super::scroll::{Motion, Scroll};
use super::steps::Step;
use super::talk::open_talk;
use crate::action::Action;
use crate::corpus::{Corpus, StatementId};
use crate::layout::{Comparison, WordingsView, comparisons, screen_layout};
use crate::search::Hit;

/// A statement's wordings, compared.
#[derive(Clone, Debug)]
pub struct WordingsScreen {
    /// The statement.
    pub statement: StatementId,
    /// Its wordings, the nearest to the spoken words first.
    pub comparisons: Vec<Comparison>,
    /// The wording the keys act on: an index into the comparisons.
    pub selected: usize,
    /// How far the words are scrolled.
    pub scroll: Scroll,
}

impl WordingsScreen {
    pub(super) fn open(shown: Hit, around: &Surroundings) -> Self {
        let comparisons = comparisons(around.corpus.statement(shown.statement));
        let selected = comparisons.iter().position(|each| each.wording == shown.wording).unwrap_or(0);
        let mut screen = Self { statement: shown.statement, comparisons, selected, scroll: Scroll::default() };
        screen.reveal(around);
        screen
    }

    /// The statement in the selected wording.
    pub(super) fn selected(&self) -> Option<Hit> {
        let comparison = self.comparisons.get(self.selected)?;
        Some(Hit { statement: self.statement, wording: comparison.wording })
    }

    pub(super) fn act(&mut self, action: Action, around: &Surroundings) -> Step {
        let last = self.comparisons.len().saturating_sub(1);
        match action {
            Action::Back => Step::Back,
            Action::NextWording => self.select((self.selected + 1).min(last), around),
            Action::PreviousWording => self.select(self.selected.saturating_sub(1), around),
            Action::First => self.select(0, around),
            Action::Last => self.select(last, around),
            Action::Open | Action::Context | Action::Session => {
                self.selected().map_or(Step::Stay, |hit| hit.lead_on(action, around))
            }
            Action::Talk => open_talk(self.selected().into_iter().collect(), 0, around),
            _ => {
                let Some(motion) = Motion::of(action) else { return Step::Pass };
                let view = self.view(around);
                self.scroll.go(motion, view.line_count(), view.height());
                Step::Stay
            }
        }
    }

    /// A click selects a wording, a second one opens its passage.
    pub(super) fn pointed(&mut self, pointed: Pointed, around: &Surroundings) -> Step {
        let view = self.view(around);
        let at = view.wording_at(pointed.at, self.scroll.top);
        match (pointed.gesture, at) {
            (Gesture::Wheel(turned), _) => self.scroll.turn(turned, view.line_count(), view.height()),
            (Gesture::Click, Some(index)) => return self.select(index, around),
            (Gesture::DoubleClick, Some(_)) => return self.act(Action::Open, around),
            _ => {}
        }
        Step::Stay
    }

    fn select(&mut self, index: usize, around: &Surroundings) -> Step {
        self.selected = index;
        self.reveal(around);
        Step::Stay
    }

    /// The wordings as they are arranged in the terminal.
    fn view(&self, around: &Surroundings) -> WordingsView {
        let body = screen_layout(around.area).body;
        WordingsView::new(&around.corpus, self.statement, &self.comparisons, self.selected, body)
    }

    /// Brings the selected wording into the window.
    fn reveal(&mut self, around: &Surroundings) {
        let view = self.view(around);
        if let Some((first, last)) = view.lines_of(self.selected) {
            self.scroll.reveal(first, last, view.height());
        }
        self.settle(around);
    }

    pub(super) fn settle(&mut self, around: &Surroundings) {
        let view = self.view(around);
        self.scroll.settle(view.line_count(), view.height());
    }

    pub(super) fn carried_over(self, from: &Corpus, around: &Surroundings) -> Option<Self> {
        let shown = self.selected()?.carried_over(from, &around.corpus)?;
        Some(Self::open(shown, around))
    }
}
