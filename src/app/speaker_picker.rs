//! Who said it: the candidates of a program first, then everybody.

use ratatui::layout::Rect;

use super::message::Message;
use super::pointing::{Gesture, Pointed};
use super::screen::{Step, Surroundings};
use super::scroll::{ListCursor, Motion};
use super::text_box::TextBox;
use crate::action::Action;
use crate::corpus::{Corpus, SpeakerId, Statement, StatementId};
use crate::layout::{Overlay, Window, overlay_of, point_in, speakers_like, visible_window};

/// The list of speakers, and a box that filters it.
#[derive(Clone, Debug)]
pub struct SpeakerPicker {
    /// Whose words they are is asked of this statement.
    pub statement: StatementId,
    /// Who is the likeliest.
    pub candidates: Vec<SpeakerId>,
    /// What the list is filtered by.
    pub filter: TextBox,
    /// The row the keys act on.
    pub cursor: ListCursor,
}

impl SpeakerPicker {
    /// Candidates come first, and before them who is named now: to pick that one is to agree.
    pub(super) fn open(statement: Statement<'_>) -> Self {
        let named = statement.speakers().iter().take(1).copied();
        let others = statement.review().into_iter().flat_map(|review| review.candidates.iter().copied());
        let mut candidates: Vec<SpeakerId> = Vec::new();
        for speaker in named.chain(others) {
            if !candidates.contains(&speaker) {
                candidates.push(speaker);
            }
        }
        let (filter, cursor) = (TextBox::default(), ListCursor::default());
        Self { statement: statement.id(), candidates, filter, cursor }
    }

    /// Who is listed.
    #[must_use]
    pub fn speakers(&self, corpus: &Corpus) -> Vec<SpeakerId> {
        speakers_like(corpus, self.filter.text(), &self.candidates)
    }

    /// Where it lies.
    #[must_use]
    pub fn layout(corpus: &Corpus, area: Rect) -> Overlay {
        overlay_of(area, corpus.speakers().len())
    }

    /// The visible rows of so many.
    #[must_use]
    pub fn window(&self, count: usize, corpus: &Corpus, area: Rect) -> Window {
        let height = usize::from(Self::layout(corpus, area).text.height);
        visible_window(count, self.cursor.top, self.cursor.selected, height, |_| 1)
    }

    pub(super) fn act(&mut self, action: Action, around: &Surroundings) -> Step {
        let speakers = self.speakers(&around.corpus);
        if let Some(motion) = Motion::of(action) {
            let height = usize::from(Self::layout(&around.corpus, around.area).text.height);
            self.cursor.go(motion, speakers.len(), height);
            self.settle(around);
            return Step::Stay;
        }
        match action {
            Action::Back => return Step::Back,
            Action::Accept => {
                return match speakers.get(self.cursor.selected) {
                    Some(speaker) => Step::Attribute(self.statement, *speaker),
                    None => Step::Say(Message::note("Nobody is called so; a new speaker is added in the file.")),
                };
            }
            _ => {
                if self.filter.edit(action) {
                    self.cursor = ListCursor::default();
                }
            }
        }
        Step::Stay
    }

    pub(super) fn pointed(&mut self, pointed: Pointed, around: &Surroundings) -> Step {
        let layout = Self::layout(&around.corpus, around.area);
        let count = self.speakers(&around.corpus).len();
        let window = self.window(count, &around.corpus, around.area);
        let row = point_in(layout.text, pointed.at).and_then(|at| window.row_at(at.line, |_| 1));
        match (pointed.gesture, row) {
            (Gesture::Wheel(turned), _) => self.cursor.turn(turned, count, layout.text.height.into(), |_| 1),
            (Gesture::Click, Some((row, _))) => self.cursor.selected = row,
            (Gesture::DoubleClick, Some(_)) => return self.act(Action::Accept, around),
            (Gesture::Click, None) if !layout.frame.contains(pointed.at) => return Step::Back,
            _ => {}
        }
        self.settle(around);
        Step::Stay
    }

    /// Takes typed text into the filter; the likeliest speaker is selected.
    pub(super) fn typed(&mut self, text: &str) {
        self.filter.paste(text);
        self.cursor = ListCursor::default();
    }

    pub(super) fn settle(&mut self, around: &Surroundings) {
        let count = self.speakers(&around.corpus).len();
        self.cursor.selected = self.cursor.selected.min(count.saturating_sub(1));
        self.cursor.top = self.window(count, &around.corpus, around.area).top;
    }

    /// The same over another corpus, if it has the statement.
    pub(super) fn carried_over(self, from: &Corpus, around: &Surroundings) -> Option<Self> {
        let statement = around.corpus.find_statement(from.statement(self.statement).key())?;
        let mut picker = Self { filter: self.filter, cursor: self.cursor, ..Self::open(statement) };
        picker.settle(around);
        Some(picker)
    }
}
