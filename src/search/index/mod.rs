//! The index: every word of a corpus with the wordings that hold it. A *document* is a
//! wording; its number is that of the wording's id.

mod build;
mod names;
mod postings;
mod vocabulary;

pub(super) use names::{NameKind, Named, Names};
pub(super) use postings::Postings;
pub(super) use vocabulary::{TermId, Vocabulary};

use std::ops::Range;

use super::rank::one_occurrence;
use crate::corpus::{Corpus, PartialDate, StatementId, Wording, WordingId};

/// The index of a corpus.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// The words of the texts.
    pub(super) vocabulary: Vocabulary,
    /// For each word of the vocabulary the documents with it.
    pub(super) postings: Postings,
    /// The names of speakers, sessions and topics.
    pub(super) names: Names,
    /// For each document what one occurrence of a word weighs in it.
    pub(super) weights: Vec<f32>,
    /// For each document its statement.
    statements: Vec<StatementId>,
    /// For each statement its place among all by date, the newest first; among equals in
    /// the corpus's order.
    pub(super) newest_first: Vec<u32>,
}

impl Index {
    /// Reads a corpus. Linear in its size. `told` is called from time to time with the number
    /// of statements read; where it answers `false`, the work is given up.
    pub(super) fn new(corpus: &Corpus, told: &(dyn Fn(usize) -> bool + Sync)) -> Option<Self> {
        let texts = build::read_texts(corpus, told)?;
        let words: u64 = texts.lengths.iter().map(|length| u64::from(*length)).sum();
        let mean = words as f32 / texts.lengths.len().max(1) as f32;
        let statements = corpus
            .statements()
            .flat_map(|statement| std::iter::repeat_n(statement.id(), statement.wordings().len()))
            .collect();
        Some(Self {
            vocabulary: texts.vocabulary,
            postings: texts.postings,
            weights: texts.lengths.iter().map(|length| one_occurrence(usize::from(*length), mean)).collect(),
            names: Names::new(corpus),
            statements,
            newest_first: newest_first(corpus),
        })
    }

    /// The number of documents.
    pub(super) const fn len(&self) -> usize {
        self.statements.len()
    }

    /// All documents in so many ranges of about one size; the wordings of a statement stay
    /// together.
    pub(super) fn ranges(&self, count: usize) -> Vec<Range<usize>> {
        let mut ends: Vec<usize> = (1..=count).map(|share| self.len() * share / count).collect();
        for end in &mut ends {
            while *end > 0 && *end < self.len() && self.statements[*end] == self.statements[*end - 1] {
                *end += 1;
            }
        }
        let mut start = 0;
        ends.into_iter().map(|end| std::mem::replace(&mut start, end)..end).collect()
    }

    /// The statement of a wording.
    pub(super) fn statement_of(&self, wording: WordingId) -> StatementId {
        self.statements[wording.index()]
    }

    /// The wording that a document is.
    pub(super) fn wording<'a>(&self, corpus: &'a Corpus, document: u32) -> Wording<'a> {
        let id = WordingId::from_index(document as usize);
        corpus.wording(self.statement_of(id), id)
    }
}

fn newest_first(corpus: &Corpus) -> Vec<u32> {
    let dates: Vec<_> = corpus.statements().map(|statement| statement.date().map(PartialDate::first_day)).collect();
    let mut order: Vec<u32> = (0..u32::try_from(dates.len()).unwrap_or(u32::MAX)).collect();
    // The sort is stable: equals stay in the corpus's order.
    order.sort_by(|a, b| dates[*b as usize].cmp(&dates[*a as usize]));
    let mut places = vec![0; order.len()];
    for (place, statement) in (0..).zip(order) {
        places[statement as usize] = place;
    }
    places
}
