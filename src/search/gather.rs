//! From wordings that match to statements in order, with the counts of the facets.

use super::facets::Tally;
use super::{FacetKind, FacetValue, Filters};
use crate::corpus::{Corpus, SessionId, Statement, Wording, WordingId};

/// A statement that was found, by the wording to show.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    pub(super) wording: WordingId,
    pub(super) score: f32,
}

/// The part of the best score with which a truer wording is still preferred. Wordings of one
/// statement share most words, and differ in score by their lengths; one in which a word of
/// the query is only similar falls below.
const NEARLY_AS_WELL: f32 = 0.7;

/// Takes the matching wordings of one statement after another.
pub(super) struct Gatherer<'a> {
    filters: &'a Filters,
    pub(super) tally: Tally,
    pub(super) found: Vec<Found>,
}

/// Which facets a wording satisfies.
struct Satisfies {
    speakers: bool,
    sessions: bool,
    topics: bool,
}

impl<'a> Gatherer<'a> {
    pub(super) fn new(corpus: &Corpus, filters: &'a Filters, expected: usize) -> Self {
        Self { filters, tally: Tally::new(corpus), found: Vec::with_capacity(expected) }
    }

    /// Takes a statement with its wordings that match, and how well each does.
    pub(super) fn take(&mut self, statement: Statement<'_>, matches: &[(Wording<'_>, f32)]) {
        // Nearly all statements of a large corpus have one wording.
        if let ([(wording, score)], true) = (matches, self.filters.is_empty()) {
            self.tally.add_wording(*wording);
            self.found.push(Found { wording: wording.id(), score: *score });
            return;
        }
        self.count(matches);
        let best = self.best(statement, matches);
        self.found.extend(best);
    }

    fn satisfies(&self, wording: Wording<'_>) -> Satisfies {
        let filters = self.filters;
        let off = |kind| !filters.narrow(kind);
        let topics = wording.statement().topics();
        Satisfies {
            speakers: off(FacetKind::Speakers)
                || wording.speakers().iter().any(|id| filters.has(FacetValue::Speaker(*id))),
            sessions: off(FacetKind::Sessions) || wording.sessions().any(|id| filters.has(FacetValue::Session(id))),
            topics: off(FacetKind::Topics) || topics.iter().any(|id| filters.has(FacetValue::Topic(*id))),
        }
    }

    /// The wording to show among those that satisfy all facets: the nearest to the spoken words
    /// that matches nearly as well as any. It stands for the statement with the best score.
    fn best(&self, statement: Statement<'_>, matches: &[(Wording<'_>, f32)]) -> Option<Found> {
        let primary = statement.primary().id();
        let satisfying = || {
            matches.iter().filter(|(wording, _)| {
                let satisfied = self.satisfies(*wording);
                satisfied.speakers && satisfied.sessions && satisfied.topics
            })
        };
        let score = satisfying().map(|(_, score)| *score).max_by(f32::total_cmp)?;
        let (wording, _) = satisfying()
            .filter(|(_, of_wording)| *of_wording >= score * NEARLY_AS_WELL)
            .min_by_key(|(wording, _)| (wording.id() != primary, wording.standing(), wording.id()))?;
        Some(Found { wording: wording.id(), score })
    }

    /// Counts a statement once for each value that would keep it, were it switched on alone
    /// in its facet.
    fn count(&mut self, matches: &[(Wording<'_>, f32)]) {
        let (mut speakers, mut sessions, mut topics) = (Vec::new(), Vec::new(), Vec::new());
        for (wording, _) in matches {
            let satisfied = self.satisfies(*wording);
            if satisfied.sessions && satisfied.topics {
                speakers.extend(wording.speakers().iter().map(|id| id.index()));
            }
            if satisfied.speakers && satisfied.topics {
                sessions.extend(wording.sessions().map(SessionId::index));
            }
            if satisfied.speakers && satisfied.sessions {
                topics.extend(wording.statement().topics().iter().map(|id| id.index()));
            }
        }
        self.tally.add_each_once(FacetKind::Speakers, speakers);
        self.tally.add_each_once(FacetKind::Sessions, sessions);
        self.tally.add_each_once(FacetKind::Topics, topics);
    }
}
