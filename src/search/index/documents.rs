//! The documents of an index, and what of the corpus each of them is.

use std::cmp::Reverse;
use std::ops::Range;

use crate::corpus::{Corpus, PartialDate, Statement, StatementId, Wording, WordingId};
use crate::search::Hit;

/// All wordings in the order of their statements by date, the newest first; among equals in the
/// corpus's order, and statements without a date last. A *document* is a wording, and its
/// number is its place here: so documents that match equally well need no more sorting.
#[derive(Debug, Default)]
pub(in crate::search) struct Documents {
    /// For each document its statement.
    statements: Vec<StatementId>,
    /// For each document its wording; empty where every statement has one, for then a
    /// statement has the number of its wording.
    wordings: Vec<WordingId>,
}

impl Documents {
    /// n·log n in the number of statements.
    pub(super) fn new(corpus: &Corpus) -> Self {
        let date = |index: u32| corpus.statement(id(index)).date().map(PartialDate::first_day);
        let count = u32::try_from(corpus.statement_count()).unwrap_or(u32::MAX);
        let mut newest_first: Vec<_> = (0..count).map(|index| (Reverse(date(index)), index)).collect();
        newest_first.sort_unstable();
        let in_order = || newest_first.iter().map(|(_, index)| corpus.statement(id(*index)));
        let is_one_each = corpus.statements().all(|statement| statement.wordings().len() == 1);
        if is_one_each {
            return Self { statements: in_order().map(Statement::id).collect(), wordings: Vec::new() };
        }
        let (statements, wordings) = in_order()
            .flat_map(|statement| statement.wordings().map(move |wording| (statement.id(), wording.id())))
            .unzip();
        Self { statements, wordings }
    }

    /// How many there are.
    pub(in crate::search) const fn len(&self) -> usize {
        self.statements.len()
    }

    /// The statement of a document.
    pub(in crate::search) fn statement_of(&self, document: u32) -> StatementId {
        self.statements[document as usize]
    }

    /// A document as something found.
    pub(in crate::search) fn hit(&self, document: u32) -> Hit {
        let statement = self.statement_of(document);
        let wording = self.wordings.get(document as usize).copied();
        Hit { statement, wording: wording.unwrap_or_else(|| WordingId::from_index(statement.index())) }
    }

    /// The wording that a document is.
    pub(in crate::search) fn wording<'a>(&self, corpus: &'a Corpus, document: u32) -> Wording<'a> {
        let Hit { statement, wording } = self.hit(document);
        corpus.wording(statement, wording)
    }

    /// All documents in so many ranges of about one size; the wordings of a statement stay
    /// together.
    pub(in crate::search) fn ranges(&self, count: usize) -> Vec<Range<usize>> {
        let mut ends: Vec<usize> = (1..=count).map(|share| self.len() * share / count).collect();
        for end in &mut ends {
            while *end > 0 && *end < self.len() && self.statements[*end] == self.statements[*end - 1] {
                *end += 1;
            }
        }
        let mut start = 0;
        ends.into_iter().map(|end| std::mem::replace(&mut start, end)..end).collect()
    }
}

fn id(index: u32) -> StatementId {
    StatementId::from_index(index as usize)
}
