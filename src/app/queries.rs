//! The queries used before, to be looked through.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use super::message::Message;
use super::pointing::{Gesture, Pointed};
use super::query_history::QueryHistory;
use super::screen::{Screen, Step, Surroundings};
use super::scroll::{ListCursor, Motion};
use super::text_box::TextBox;
use crate::action::Action;
use crate::layout::{overlay, point_in, visible_window};
use crate::text::ByteSpan;

/// The queries used before, narrowed down by what is typed.
#[derive(Clone, Debug)]
pub struct QueriesScreen {
    /// What they are narrowed down by.
    pub filter: TextBox,
    /// Those that are left: the newest first, and the best match first where something is typed.
    pub found: Vec<FoundQuery>,
    /// The row the keys act on.
    pub cursor: ListCursor,
    /// All, the newest first.
    queries: Vec<String>,
}

/// A query that is left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundQuery {
    /// As it was used.
    pub query: String,
    /// The letters that were typed.
    pub marks: Vec<ByteSpan>,
}

/// Opens them, if there are any.
pub(super) fn open_queries(history: &QueryHistory, around: &Surroundings) -> Step {
    if history.is_empty() {
        return Step::Say(Message::note("No query was used here before."));
    }
    let mut screen = QueriesScreen {
        filter: TextBox::default(),
        found: Vec::new(),
        cursor: ListCursor::default(),
        queries: history.queries().iter().rev().cloned().collect(),
    };
    screen.narrow();
    screen.settle(around);
    Step::Open(Screen::Queries(Box::new(screen)))
}

impl QueriesScreen {
    pub(super) fn act(&mut self, action: Action, around: &Surroundings) -> Step {
        if let Some(motion) = Motion::of(action) {
            self.cursor.go(motion, self.found.len(), overlay(around.area).text.height.into());
            self.settle(around);
            return Step::Stay;
        }
        match action {
            Action::Back => return Step::Back,
            Action::Accept => {
                return match self.found.get(self.cursor.selected) {
                    Some(found) => Step::SearchFor(found.query.clone()),
                    None => Step::Say(Message::note("No query is selected.")),
                };
            }
            _ => {
                if self.filter.edit(action) {
                    self.narrow();
                }
            }
        }
        Step::Stay
    }

    pub(super) fn pointed(&mut self, pointed: Pointed, around: &Surroundings) -> Step {
        let layout = overlay(around.area);
        let count = self.found.len();
        let height = layout.text.height.into();
        let window = visible_window(count, self.cursor.top, self.cursor.selected, height, |_| 1);
        let row = point_in(layout.text, pointed.at).and_then(|at| window.row_at(at.line, |_| 1));
        match (pointed.gesture, row) {
            (Gesture::Wheel(turned), _) => self.cursor.turn(turned, count, height, |_| 1),
            (Gesture::Click, Some((row, _))) => self.cursor.selected = row,
            (Gesture::DoubleClick, Some(_)) => return self.act(Action::Accept, around),
            (Gesture::Click, None) if !layout.frame.contains(pointed.at) => return Step::Back,
            _ => {}
        }
        self.settle(around);
        Step::Stay
    }

    /// Takes typed text into the filter.
    pub(super) fn typed(&mut self, text: &str) {
        self.filter.paste(text);
        self.narrow();
    }

    fn narrow(&mut self) {
        let typed = self.filter.text().trim();
        let matcher = SkimMatcherV2::default();
        let mut scored: Vec<(i64, FoundQuery)> = self
            .queries
            .iter()
            .filter_map(|query| {
                let (score, letters) = matcher.fuzzy_indices(query, typed)?;
                Some((score, FoundQuery { query: query.clone(), marks: spans(query, &letters) }))
            })
            .collect();
        // Stable: among equals the newest stays first.
        scored.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        self.found = scored.into_iter().map(|(_, found)| found).collect();
        self.cursor = ListCursor::default();
    }

    pub(super) fn settle(&mut self, around: &Surroundings) {
        let height = usize::from(overlay(around.area).text.height);
        self.cursor.top = visible_window(self.found.len(), self.cursor.top, self.cursor.selected, height, |_| 1).top;
    }
}

/// The bytes of letters that are given by their numbers.
fn spans(text: &str, letters: &[usize]) -> Vec<ByteSpan> {
    let all = text.char_indices().enumerate().filter(|(number, _)| letters.contains(number));
    all.map(|(_, (byte, letter))| ByteSpan::new(byte, byte + letter.len_utf8())).collect()
}
