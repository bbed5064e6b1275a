//! The statements that are marked, to be copied, exported or added to a talk together.

use std::collections::HashMap;
use std::ops::RangeInclusive;

use crate::corpus::{Corpus, StatementId, WordingId};
use crate::search::Hit;

/// Marks on statements. They hold, whatever the list shows.
#[derive(Clone, Debug, Default)]
pub struct Marks {
    /// Each with the wording it was marked in.
    marked: HashMap<StatementId, WordingId>,
    /// Where a range begins that is not ended yet.
    range: Option<Beginning>,
}

/// Where a range begins.
#[derive(Clone, Copy, Debug)]
struct Beginning {
    statement: StatementId,
    /// Its row in the list that is shown.
    row: usize,
}

impl Marks {
    /// Whether nothing is marked, and no range is begun.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.marked.is_empty() && self.range.is_none()
    }

    /// Whether a range is begun.
    #[must_use]
    pub const fn is_ranging(&self) -> bool {
        self.range.is_some()
    }

    /// Whether the statement in a row of the list is marked, or lies in the range up to `selected`.
    #[must_use]
    pub fn has(&self, hits: &[Hit], row: usize, selected: usize) -> bool {
        let is_marked = hits.get(row).is_some_and(|hit| self.marked.contains_key(&hit.statement));
        is_marked || self.rows(selected).is_some_and(|rows| rows.contains(&row))
    }

    /// How many are marked. Linear in the length of a range that is not ended.
    #[must_use]
    pub fn count(&self, hits: &[Hit], selected: usize) -> usize {
        let rows = self.rows(selected).and_then(|rows| hits.get(rows)).unwrap_or_default();
        self.marked.len() + rows.iter().filter(|hit| !self.marked.contains_key(&hit.statement)).count()
    }

    /// The marked statements: those of the list in its order, then the others in that of the
    /// corpus. Linear in the length of the list.
    #[must_use]
    pub(super) fn in_order(&self, hits: &[Hit], selected: usize) -> Vec<Hit> {
        let listed = hits.iter().enumerate().filter(|(row, _)| self.has(hits, *row, selected)).map(|(_, hit)| *hit);
        let mut all: Vec<Hit> = listed.collect();
        let mut rest = self.marked.clone();
        for hit in &all {
            rest.remove(&hit.statement);
        }
        let mut rest: Vec<Hit> = rest.into_iter().map(|(statement, wording)| Hit { statement, wording }).collect();
        rest.sort_by_key(|hit| hit.statement);
        all.append(&mut rest);
        all
    }

    /// Marks a statement, or takes its mark away.
    pub(super) fn toggle(&mut self, hit: Hit) {
        if self.marked.remove(&hit.statement).is_none() {
            self.marked.insert(hit.statement, hit.wording);
        }
    }

    /// Begins a range at the selected row; marks the rows of one that is begun.
    pub(super) fn begin_or_end_range(&mut self, hits: &[Hit], selected: usize) {
        match self.rows(selected) {
            Some(rows) => {
                self.marked.extend(hits.get(rows).unwrap_or_default().iter().map(|hit| (hit.statement, hit.wording)));
                self.range = None;
            }
            None => {
                self.range = hits.get(selected).map(|hit| Beginning { statement: hit.statement, row: selected });
            }
        }
    }

    /// One step back: the range that is begun, else all marks.
    pub(super) fn drop_last(&mut self) {
        if self.range.take().is_none() {
            self.marked.clear();
        }
    }

    /// Finds the beginning of a range in another list; a range without one is no more.
    pub(super) fn follow(&mut self, hits: &[Hit]) {
        self.range = self.range.and_then(|range| {
            let row = hits.iter().position(|hit| hit.statement == range.statement)?;
            Some(Beginning { row, ..range })
        });
    }

    /// The same statements in another corpus, as far as it has them.
    pub(super) fn carried_over(&self, from: &Corpus, to: &Corpus) -> Self {
        if self.is_empty() {
            return Self::default();
        }
        let hits = self.marked.iter().map(|(statement, wording)| Hit { statement: *statement, wording: *wording });
        let carried = hits.filter_map(|hit| hit.carried_over(from, to)).map(|hit| (hit.statement, hit.wording));
        let beginning = |range: Beginning| {
            let statement = to.find_statement(from.statement(range.statement).key())?;
            Some(Beginning { statement: statement.id(), ..range })
        };
        Self { marked: carried.collect(), range: self.range.and_then(beginning) }
    }

    /// The rows of the range that is begun.
    fn rows(&self, selected: usize) -> Option<RangeInclusive<usize>> {
        self.range.map(|range| range.row.min(selected)..=range.row.max(selected))
    }
}
