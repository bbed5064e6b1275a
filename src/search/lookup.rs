//! Which documents hold what is sought, and how much each find counts.

use std::ops::Range;

use super::index::Index;
use super::prepare::{Prepared, Sought};
use super::probe::Probe;
use super::rank::Score;
use super::sweep::{Scores, Sweep};
use crate::corpus::Corpus;

/// Nobody wants the answer any more.
#[derive(Clone, Copy, Debug)]
pub(super) struct GivenUp;

/// Asked from time to time whether the answer is still wanted.
pub(super) type IsGivenUp<'a> = &'a (dyn Fn() -> bool + Sync);

/// A document that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) document: u32,
    pub(super) score: Score,
}

/// The documents that hold what is sought.
pub(super) enum Lookup {
    /// All: nothing is sought.
    All(u32),
    /// Those with a score: one clause is sought.
    One(Scores),
    /// These, in the order of their numbers.
    Several(Vec<Found>),
}

impl Lookup {
    /// The documents with every clause. The clause that is found least is looked up first, and
    /// of the others only what is still needed.
    pub(super) fn all(
        corpus: &Corpus,
        index: &Index,
        prepared: &Prepared,
        given_up: IsGivenUp<'_>,
    ) -> Result<Self, GivenUp> {
        let sweep = Sweep::new(corpus, index, given_up);
        let cost =
            |alternatives: &&Vec<Sought>| -> usize { alternatives.iter().map(|sought| sweep.cost(sought)).sum() };
        let mut clauses: Vec<&Vec<Sought>> = prepared.sought.iter().collect();
        clauses.sort_by_cached_key(cost);
        let Some((first, rest)) = clauses.split_first() else {
            return Ok(Self::All(u32::try_from(index.documents.len()).unwrap_or(u32::MAX)));
        };
        let scores = sweep.scores(first)?;
        if rest.is_empty() {
            return Ok(Self::One(scores));
        }
        let mut found: Vec<Found> = scores.found(0..index.documents.len()).collect();
        for alternatives in rest {
            if sweep.entries_like(found.len()) < cost(alternatives) {
                let mut probe = Probe::new(corpus, index, alternatives, given_up);
                probe.keep(&mut found)?;
            } else {
                let scores = sweep.scores(alternatives)?;
                found.retain_mut(|found| {
                    let score = scores.of(found.document);
                    found.score += score;
                    score > 0
                });
            }
        }
        Ok(Self::Several(found))
    }

    /// The documents with every clause but one.
    pub(super) fn all_but_one(
        corpus: &Corpus,
        index: &Index,
        prepared: &Prepared,
        given_up: IsGivenUp<'_>,
    ) -> Result<Self, GivenUp> {
        let sweep = Sweep::new(corpus, index, given_up);
        let mut totals: Vec<Score> = vec![0; index.documents.len()];
        let mut missing: Vec<u16> = vec![0; index.documents.len()];
        for alternatives in &prepared.sought {
            let scores = sweep.scores(alternatives)?;
            for ((total, missing), score) in totals.iter_mut().zip(&mut missing).zip(scores.each()) {
                *total += score;
                *missing = missing.saturating_add(u16::from(score == 0));
            }
        }
        let scored = totals.into_iter().zip(missing).zip(0..);
        let found = scored.filter(|((_, missing), _)| *missing == 1);
        Ok(Self::Several(found.map(|((score, _), document)| Found { document, score }).collect()))
    }

    /// For each document whether it holds one thing.
    pub(super) fn documents(corpus: &Corpus, index: &Index, sought: &Sought) -> Vec<bool> {
        let scores = Sweep::new(corpus, index, &|| false).scores(std::slice::from_ref(sought));
        // Nobody gives up here.
        scores.map(|scores| scores.each().map(|score| score > 0).collect()).unwrap_or_default()
    }

    /// How many documents there are.
    pub(super) fn count(&self) -> usize {
        match self {
            Self::All(count) => *count as usize,
            Self::One(scores) => scores.each().filter(|score| *score > 0).count(),
            Self::Several(found) => found.len(),
        }
    }

    /// Calls `visit` with each document of a range, in the order of their numbers, as long as it
    /// answers `true`.
    pub(super) fn each(&self, range: Range<usize>, mut visit: impl FnMut(Found) -> bool) {
        match self {
            Self::All(_) => {
                let all = range.map(|document| Found { document: document as u32, score: 0 });
                all.take_while(|found| visit(*found)).for_each(drop);
            }
            Self::One(scores) => scores.found(range).take_while(|found| visit(*found)).for_each(drop),
            Self::Several(found) => {
                let start = found.partition_point(|found| (found.document as usize) < range.start);
                let within = found[start..].iter().take_while(|found| (found.document as usize) < range.end);
                within.take_while(|found| visit(**found)).for_each(drop);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{CorpusChoice, open};
    use crate::query::parse;
    use crate::search::Request;

    /// What a sweep of the index finds, and what a probe of every document does.
    fn swept_and_probed(corpus: &Corpus, index: &Index, query: &str) -> (Vec<Found>, Vec<Found>) {
        let Ok(query) = parse(query) else { return Default::default() };
        let request = Request { query, ..Request::default() };
        let documents = |sought: &Sought| Lookup::documents(corpus, index, sought);
        let mut all = (Vec::new(), Vec::new());
        for wider in [false, true] {
            let prepared = Prepared::new(&request, corpus, index, wider, &documents);
            for alternatives in &prepared.sought {
                let sweep = Sweep::new(corpus, index, &|| false);
                let scores = sweep.scores(alternatives).expect("nobody gives up");
                all.0.extend(scores.found(0..index.documents.len()));
                let every = (0..index.documents.len() as u32).map(|document| Found { document, score: 0 });
                let mut found: Vec<Found> = every.collect();
                let mut probe = Probe::new(corpus, index, alternatives, &|| false);
                probe.keep(&mut found).expect("nobody gives up");
                all.1.extend(found);
            }
        }
        all
    }

    #[test]
    fn a_probe_of_a_document_finds_what_a_sweep_of_the_index_finds_there() {
        let corpus = open(&CorpusChoice::BuiltIn).expect("the built-in corpus").0.corpus;
        let index = Index::new(&corpus, &|_| true).expect("nobody gives up");
        let mut asked: Vec<String> = [
            "\"the table\"",
            "^there",
            "^\"there was\"",
            "nothingis",
            "non starters",
            "onthe",
            "a | -nato",
            "jensstoltenberg",
        ]
        .map(str::to_owned)
        .to_vec();
        for document in 0..index.documents.len() as u32 {
            for word in crate::text::words(index.documents.wording(&corpus, document).text()) {
                asked.extend([format!("{}x", word.folded), word.folded]);
            }
        }
        asked.extend(["s", "n", "sherman", "stoltenbreg", "brussels", "nato-russia"].map(str::to_owned));
        let mut found = 0;
        for query in asked {
            let (swept, probed) = swept_and_probed(&corpus, &index, &query);
            assert_eq!(swept, probed, "{query}");
            found += swept.len();
        }
        assert!(found > 1000, "{found}");
    }
}
