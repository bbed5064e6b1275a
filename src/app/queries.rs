//! The queries used before, to be looked through.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use super::filtered_list::{Clicked, FilteredList};
use super::message::Message;
use super::pointing::Pointed;
use super::query_history::QueryHistory;
use super::screen::{Screen, Surroundings};
use super::steps::Step;
use super::text_box::{Edited, Full};
use crate::action::Action;
use crate::layout::overlay;
use crate::text::ByteSpan;

/// The queries used before, narrowed down by what is typed.
#[derive(Clone, Debug)]
pub struct QueriesScreen {
    /// The box and the cursor.
    pub list: FilteredList,
    /// Those that are left: the newest first, and the best match first where something is typed.
    pub found: Vec<FoundQuery>,
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
        list: FilteredList::default(),
        found: Vec::new(),
        queries: history.queries().iter().rev().cloned().collect(),
    };
    screen.narrow();
    screen.settle(around);
    Step::Open(Screen::Queries(Box::new(screen)))
}

impl QueriesScreen {
    pub(super) fn act(&mut self, action: Action, around: &Surroundings) -> Step {
        match action {
            Action::Back => Step::Back,
            Action::Accept => self.take(),
            _ => {
                let edited = self.list.act(action, self.found.len(), &overlay(around.area));
                if edited == Edited::Text {
                    self.narrow();
                }
                edited.step()
            }
        }
    }

    fn take(&self) -> Step {
        match self.found.get(self.list.cursor.selected) {
            Some(found) => Step::SearchFor(found.query.clone()),
            None => Step::Say(Message::note("No query is selected.")),
        }
    }

    pub(super) fn pointed(&mut self, pointed: Pointed, around: &Surroundings) -> Step {
        match self.list.pointed(pointed, self.found.len(), &overlay(around.area)) {
            Clicked::Take => self.take(),
            Clicked::Leave => Step::Back,
            Clicked::Nothing => Step::Stay,
        }
    }

    /// Takes typed text into the filter.
    pub(super) fn typed(&mut self, text: &str) -> Result<(), Full> {
        let taken = self.list.typed(text);
        self.narrow();
        taken
    }

    fn narrow(&mut self) {
        let typed = self.list.filter.text().trim();
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
    }

    pub(super) fn settle(&mut self, around: &Surroundings) {
        self.list.settle(self.found.len(), &overlay(around.area));
    }
}

/// The bytes of letters that are given by their numbers.
fn spans(text: &str, letters: &[usize]) -> Vec<ByteSpan> {
    let all = text.char_indices().enumerate().filter(|(number, _)| letters.contains(number));
    all.map(|(_, (byte, letter))| ByteSpan::new(byte, byte + letter.len_utf8())).collect()
}
