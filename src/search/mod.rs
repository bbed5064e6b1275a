//! Finding statements: matching, ranking, counting by facet, and the thread that does it.

mod engine;
#[cfg(test)]
mod engine_tests;
mod expand;
mod expansion;
mod facets;
mod gather;
mod highlight;
mod index;
mod lookup;
mod order;
mod phrase;
mod prepare;
mod probe;
mod rank;
mod similarity;
mod sweep;
mod worker;

use std::collections::HashSet;
use std::sync::Arc;

use crate::corpus::{StatementId, Wording, WordingId};
use crate::query::Query;

pub use engine::Engine;
pub use facets::{FacetCounts, FacetKind, FacetValue, Filters};
pub use highlight::Highlighter;
pub(crate) use worker::panic_message;
pub use worker::{Answer, Failure, Progress, Report, SearchFunction, Worker};

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

    /// Its name on the command line.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Best => "best",
            Self::Newest => "newest",
            Self::Oldest => "oldest",
            Self::Speaker => "speaker",
        }
    }

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
    /// What the person bookmarked; only `is:bookmarked` asks for it.
    pub bookmarked: Arc<HashSet<StatementId>>,
}

impl Request {
    /// Whether what was found is to be ranked: it is asked for, and there are words to rank by.
    fn wants_best(&self) -> bool {
        self.sort == Sort::Best && self.query.has_words()
    }
}

/// What was given up to find anything at all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Relaxed {
    /// Nothing: every word of the query was found.
    #[default]
    Not,
    /// Words that are similar to those of the query were taken for them.
    SimilarWords,
    /// One word of the query is missing in each statement.
    OneWordMissing,
}

impl Relaxed {
    /// What was given up, in the words that people are told; `None` where nothing was.
    #[must_use]
    pub const fn in_words(self) -> Option<&'static str> {
        match self {
            Self::Not => None,
            Self::SimilarWords => Some("not these words, but similar ones"),
            Self::OneWordMissing => Some("no statement has all words; each misses one"),
        }
    }

    /// What was given up, in the words of programs; `None` where nothing was.
    #[must_use]
    pub const fn name(self) -> Option<&'static str> {
        match self {
            Self::Not => None,
            Self::SimilarWords => Some("similar-words"),
            Self::OneWordMissing => Some("one-word-missing"),
        }
    }
}

/// One statement found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The statement.
    pub statement: StatementId,
    /// The wording that matched best; the primary one where it matches as well as any.
    pub wording: WordingId,
}

impl From<Wording<'_>> for Hit {
    fn from(wording: Wording<'_>) -> Self {
        Self { statement: wording.statement().id(), wording: wording.id() }
    }
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
    /// What was given up to find it.
    pub relaxed: Relaxed,
}
