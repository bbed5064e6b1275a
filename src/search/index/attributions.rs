//! What each document is counted for in the facets, side by side: counting reads a few bytes of
//! each document instead of its records in the corpus.

use super::documents::Documents;
use crate::corpus::{Corpus, SessionId, Wording};

/// The attributions of plain documents: those whose statements have no other wording and no
/// other session.
#[derive(Debug, Default)]
pub(in crate::search) struct Attributions {
    /// The number of the list of speakers and one more; 0 for what is not plain.
    speakers: Column,
    /// The index of the session and one more; 0 for none.
    sessions: Column,
    /// The number of the list of topics.
    topics: Column,
}

/// What a wording is counted for that has its speakers and its only session from its statement.
#[derive(Clone, Copy, Debug)]
pub(in crate::search) struct Attribution {
    /// The number of the list of speakers.
    pub(in crate::search) speakers: usize,
    /// The index of the session.
    pub(in crate::search) session: Option<usize>,
    /// The number of the list of topics.
    pub(in crate::search) topics: usize,
}

impl Attribution {
    /// That of a wording, if it is like its statement in this.
    pub(in crate::search) fn of(wording: Wording<'_>) -> Option<Self> {
        let statement = wording.statement();
        let is_like_it = wording.is_attributed_like_its_statement() && statement.also_in().is_empty();
        is_like_it.then(|| Self {
            speakers: statement.speaker_list(),
            session: statement.session().map(SessionId::index),
            topics: statement.topic_list(),
        })
    }

    /// That of a wording which is also the only one of its statement.
    fn plain(wording: Wording<'_>) -> Option<Self> {
        Self::of(wording).filter(|_| wording.statement().wordings().len() == 1)
    }
}

impl Attributions {
    /// Linear in the number of documents.
    pub(super) fn new(corpus: &Corpus, documents: &Documents) -> Self {
        let column = |largest: usize, value: &dyn Fn(Attribution) -> usize| {
            let all = (0..documents.len()).map(|document| documents.wording(corpus, document as u32));
            Column::new(all.map(|wording| Attribution::plain(wording).map_or(0, value)), largest)
        };
        Self {
            speakers: column(corpus.speaker_lists().len(), &|plain| plain.speakers + 1),
            sessions: column(corpus.sessions().len(), &|plain| plain.session.map_or(0, |session| session + 1)),
            topics: column(corpus.topic_lists().len() - 1, &|plain| plain.topics),
        }
    }

    /// What a document is counted for, if it is plain.
    pub(in crate::search) fn plain(&self, document: u32) -> Option<Attribution> {
        let speakers = self.speakers.get(document).checked_sub(1)?;
        let session = self.sessions.get(document).checked_sub(1);
        Some(Attribution { speakers, session, topics: self.topics.get(document) })
    }
}

/// A number for each document, in as few bytes as the largest needs.
#[derive(Debug, Default)]
enum Column {
    /// All are 0.
    #[default]
    None,
    Two(Vec<u16>),
    Four(Vec<u32>),
}

impl Column {
    fn new(values: impl Iterator<Item = usize>, largest: usize) -> Self {
        if largest == 0 {
            Self::None
        } else if u16::try_from(largest).is_ok() {
            Self::Two(values.map(|value| value as u16).collect())
        } else {
            Self::Four(values.map(|value| value as u32).collect())
        }
    }

    fn get(&self, document: u32) -> usize {
        match self {
            Self::None => 0,
            Self::Two(values) => values[document as usize].into(),
            Self::Four(values) => values[document as usize] as usize,
        }
    }
}
