//! Finding statements: matching, ranking, counting by facet, and the thread that does it.

mod engine;
mod matching;
mod worker;

use std::collections::BTreeSet;

use crate::corpus::{SessionId, SpeakerId, StatementId, TopicId, WordingId};
use crate::query::Query;

pub use engine::Engine;
pub use matching::Highlighter;
pub use worker::{Answer, Failure, Worker};

/// Which request an answer belongs to. Later requests have larger generations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Generation(u64);

impl Generation {
    /// The one after this.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0 + 1)
    }
}

/// The facets that are switched on. Within a facet any of its values will do; every facet
/// with a value must hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filters {
    /// Speakers.
    pub speakers: BTreeSet<SpeakerId>,
    /// Sessions.
    pub sessions: BTreeSet<SessionId>,
    /// Topics.
    pub topics: BTreeSet<TopicId>,
}

impl Filters {
    /// Whether nothing is switched on.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.speakers.is_empty() && self.sessions.is_empty() && self.topics.is_empty()
    }

    /// How many values are switched on.
    #[must_use]
    pub fn count(&self) -> usize {
        self.speakers.len() + self.sessions.len() + self.topics.len()
    }
}

/// The order of what was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// The best match first; without words in the query, the order of the files.
    #[default]
    Best,
    /// The latest first; what has no date comes last.
    Newest,
    /// The earliest first; what has no date comes last.
    Oldest,
    /// By the name of the speaker.
    Speaker,
}

impl Sort {
    /// All orders.
    pub const ALL: &'static [Self] = &[Self::Best, Self::Newest, Self::Oldest, Self::Speaker];

    /// Its name on the screen.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Best => "best match",
            Self::Newest => "newest first",
            Self::Oldest => "oldest first",
            Self::Speaker => "by speaker",
        }
    }

    /// The order after this one.
    #[must_use]
    pub fn next(self) -> Self {
        let at = Self::ALL.iter().position(|sort| *sort == self).unwrap_or(0);
        Self::ALL[(at + 1) % Self::ALL.len()]
    }
}

/// What to find.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Request {
    /// What was typed.
    pub query: Query,
    /// What was switched on.
    pub filters: Filters,
    /// The order wanted.
    pub sort: Sort,
}

/// One statement found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The statement.
    pub statement: StatementId,
    /// The wording that matched best; the primary one where it matches as well as any.
    pub wording: WordingId,
}

/// What was found.
#[derive(Clone, Debug, Default)]
pub struct Results {
    /// The statements, in the order wanted.
    pub hits: Vec<Hit>,
    /// How many statements each value of a facet has, were it the only one switched on in
    /// its facet.
    pub counts: FacetCounts,
    /// Lights what the query matched, in any text.
    pub highlighter: Highlighter,
}

/// Counts of statements, each indexed by the number of the id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FacetCounts {
    /// For each speaker.
    pub speakers: Vec<u32>,
    /// For each session.
    pub sessions: Vec<u32>,
    /// For each topic.
    pub topics: Vec<u32>,
}
