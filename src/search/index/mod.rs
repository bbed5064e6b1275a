//! The index: every word of a corpus with the documents that hold it.

mod attributions;
mod build;
mod documents;
mod initials;
mod lengths;
mod names;
mod postings;
mod vocabulary;

use crate::corpus::Corpus;

pub(super) use attributions::{Attribution, Attributions};
pub(super) use documents::Documents;
pub(super) use initials::Initials;
pub(super) use lengths::Lengths;
pub(super) use names::{NameKind, Named, Names};
pub(super) use postings::Postings;
pub(super) use vocabulary::{TermId, Vocabulary};

/// The index of a corpus.
#[derive(Debug, Default)]
pub(super) struct Index {
    pub(super) documents: Documents,
    /// The words of the texts.
    pub(super) vocabulary: Vocabulary,
    /// For each word of the vocabulary the documents with it.
    pub(super) postings: Postings,
    /// Which documents hold words by their first letter.
    pub(super) initials: Initials,
    /// How long the texts are.
    pub(super) lengths: Lengths,
    /// The names of speakers, sessions and topics.
    pub(super) names: Names,
    /// What the documents are counted for.
    pub(super) attributions: Attributions,
}

impl Index {
    /// Reads a corpus. Linear in its size. `told` is called from time to time with the number
    /// of statements read; where it answers `false`, the work is given up.
    pub(super) fn new(corpus: &Corpus, told: &(dyn Fn(usize) -> bool + Sync)) -> Option<Self> {
        let documents = Documents::new(corpus);
        let build::Texts { vocabulary, postings, lengths } = build::read_texts(corpus, &documents, told)?;
        let initials = Initials::new(&vocabulary, &postings, documents.len());
        let names = Names::new(corpus, &documents);
        let attributions = Attributions::new(corpus, &documents);
        Some(Self { documents, vocabulary, postings, initials, lengths, names, attributions })
    }
}
