//! Finding statements: matching, ranking, counting by facet, and the thread that does it.

mod engine;
mod facets;
mod matching;
mod worker;

use crate::corpus::{StatementId, WordingId};
use crate::query::Query;

pub use engine::Engine;
pub use facets::{FacetCounts, FacetKind, FacetValue, Filters};
pub use matching::Highlighter;
pub(crate) use worker::panic_message;
pub use worker::{Answer, Failure, SearchFunction, Worker};

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
    /// How many statements each value of a facet has.
    pub counts: FacetCounts,
    /// Lights what the query matched, in any text.
    pub highlighter: Highlighter,
}
