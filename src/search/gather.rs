//! From wordings that match to statements in order, with the counts of the facets.

use super::facets::Tally;
use super::index::Attribution;
use super::lookup::Found;
use super::rank::Score;
use super::{FacetKind, FacetValue, Filters};
use crate::corpus::{Corpus, SessionId, Statement, Wording};

/// Takes the matching wordings of one statement after another.
pub(super) struct Gatherer<'a> {
    filters: &'a Filters,
    /// How much worse a wording may match and still be shown because it is truer.
    nearly: Score,
    pub(super) tally: Tally,
    /// Of each statement the document to show.
    pub(super) found: Vec<Found>,
}

/// A wording that matches.
#[derive(Clone, Copy, Debug)]
pub(super) struct Match<'a> {
    pub(super) wording: Wording<'a>,
    pub(super) found: Found,
}

/// Which facets a wording satisfies.
struct Satisfies {
    speakers: bool,
    sessions: bool,
    topics: bool,
}

impl<'a> Gatherer<'a> {
    pub(super) fn new(corpus: &Corpus, filters: &'a Filters, nearly: Score, expected: usize) -> Self {
        Self { filters, nearly, tally: Tally::new(corpus), found: Vec::with_capacity(expected) }
    }

    /// Takes the only wording of a statement, where nothing is switched on.
    pub(super) fn take_plain(&mut self, attribution: Attribution, found: Found) {
        self.tally.add_attribution(attribution);
        self.found.push(found);
    }

    /// Takes a statement with its wordings that match.
    pub(super) fn take(&mut self, statement: Statement<'_>, matches: &[Match<'_>]) {
        // Nearly all statements of a large corpus have one wording.
        if let ([Match { wording, found }], true) = (matches, self.filters.is_empty()) {
            self.tally.add_wording(*wording);
            self.found.push(*found);
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
    fn best(&self, statement: Statement<'_>, matches: &[Match<'_>]) -> Option<Found> {
        let primary = statement.primary().id();
        let satisfying = || {
            matches.iter().filter(|matching| {
                let satisfied = self.satisfies(matching.wording);
                satisfied.speakers && satisfied.sessions && satisfied.topics
            })
        };
        let score = satisfying().map(|matching| matching.found.score).max()?;
        let shown =
            satisfying().filter(|matching| matching.found.score + self.nearly >= score).min_by_key(|matching| {
                let wording = matching.wording;
                (wording.id() != primary, wording.standing(), wording.id())
            })?;
        Some(Found { score, ..shown.found })
    }

    /// Counts a statement once for each value that would keep it, were it switched on alone
    /// in its facet.
    fn count(&mut self, matches: &[Match<'_>]) {
        let (mut speakers, mut sessions, mut topics) = (Vec::new(), Vec::new(), Vec::new());
        for Match { wording, .. } in matches {
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
