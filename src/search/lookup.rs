//! Which documents hold what is sought, and how much each find counts.

use std::collections::HashSet;
use std::ops::Range;

use super::expand::ExpandedWord;
use super::index::{Index, NameKind, TermId};
use super::phrase::{find_run, run_at};
use super::prepare::{Prepared, Sought};
use super::rank::{IN_A_NAME, PHRASE, occurrences, rarity};
use crate::corpus::Corpus;
use crate::text::{first_words, words};

/// Nobody wants the answer any more.
#[derive(Clone, Copy, Debug)]
pub(super) struct GivenUp;

/// Terms between two looks at whether the answer is still wanted.
const BETWEEN_LOOKS: usize = 256;

/// What all clauses of a query have found.
pub(super) struct Lookup {
    /// For each document the sum of its scores.
    scores: Vec<f32>,
    /// For each document the number of clauses found in it. With a single clause the scores
    /// tell it, and this is empty.
    found: Vec<u16>,
}

impl Lookup {
    /// Looks up every clause.
    pub(super) fn of(
        corpus: &Corpus,
        index: &Index,
        prepared: &Prepared,
        given_up: &(dyn Fn() -> bool + Sync),
    ) -> Result<Self, GivenUp> {
        let mut clause = ClauseScores { corpus, index, given_up, scores: vec![0.0; index.len()] };
        if let [alternatives] = prepared.sought.as_slice() {
            clause.add_all(alternatives)?;
            return Ok(Self { scores: clause.scores, found: Vec::new() });
        }
        let mut lookup = Self { scores: vec![0.0; index.len()], found: vec![0; index.len()] };
        for alternatives in &prepared.sought {
            clause.scores.fill(0.0);
            clause.add_all(alternatives)?;
            for (total, score) in lookup.scores.iter_mut().zip(&clause.scores) {
                *total += score;
            }
            for (found, score) in lookup.found.iter_mut().zip(&clause.scores) {
                *found = found.saturating_add(u16::from(*score > 0.0));
            }
        }
        Ok(lookup)
    }

    /// How many documents have so many clauses.
    pub(super) fn count(&self, clauses: usize) -> usize {
        if self.found.is_empty() {
            return self.scores.iter().filter(|score| (**score > 0.0) == (clauses > 0)).count();
        }
        self.found.iter().filter(|found| usize::from(**found) == clauses).count()
    }

    /// Calls `visit` with each document of a range that has so many clauses, and its score, in
    /// the order of their numbers, as long as it answers `true`.
    pub(super) fn each(&self, range: Range<usize>, clauses: usize, mut visit: impl FnMut(u32, f32) -> bool) {
        let has = |index: usize, score: f32| match self.found.get(index) {
            Some(found) => usize::from(*found) == clauses,
            None => (score > 0.0) == (clauses > 0),
        };
        for (index, score) in range.clone().zip(&self.scores[range]) {
            if has(index, *score) && !visit(u32::try_from(index).unwrap_or(u32::MAX), *score) {
                return;
            }
        }
    }

    /// For each document whether it holds one thing.
    pub(super) fn documents(corpus: &Corpus, index: &Index, sought: &Sought) -> Vec<bool> {
        let mut clause = ClauseScores { corpus, index, given_up: &|| false, scores: vec![0.0; index.len()] };
        // Nobody gives up here.
        let _ = clause.add(sought);
        clause.scores.iter().map(|score| *score > 0.0).collect()
    }
}

/// The scores of one clause while its alternatives are looked up: 0 where nothing is found.
struct ClauseScores<'a> {
    corpus: &'a Corpus,
    index: &'a Index,
    given_up: &'a (dyn Fn() -> bool + Sync),
    scores: Vec<f32>,
}

impl ClauseScores<'_> {
    fn add_all(&mut self, alternatives: &[Sought]) -> Result<(), GivenUp> {
        alternatives.iter().try_for_each(|sought| self.add(sought))
    }

    fn add(&mut self, sought: &Sought) -> Result<(), GivenUp> {
        match sought {
            Sought::Word(word) => self.add_word(word),
            Sought::Phrase(phrase) => self.add_phrase(phrase),
            Sought::Start(start) => self.add_start(start),
            Sought::Test(test) => {
                for document in 0..u32::try_from(self.scores.len()).unwrap_or(u32::MAX) {
                    if test.holds(document, self.index.wording(self.corpus, document)) {
                        // Found, though it says nothing about how well.
                        raise(&mut self.scores, document, f32::MIN_POSITIVE);
                    }
                }
                Ok(())
            }
        }
    }

    /// A document is found by the best of the words that answer.
    fn add_word(&mut self, word: &ExpandedWord) -> Result<(), GivenUp> {
        let (common, typed) = (word.rarity, word.forms.being_typed);
        for (count, (term, tier)) in word.texts.answers().enumerate() {
            if count % BETWEEN_LOOKS == 0 && (self.given_up)() {
                return Err(GivenUp);
            }
            self.add_term(term, tier.weight(typed) * self.rarity_of(term).min(common));
        }
        let names = &self.index.names;
        for (term, tier) in word.names.answers() {
            for named in names.named(term) {
                let documents = names.documents(*named);
                let count = u32::try_from(documents.len()).unwrap_or(u32::MAX);
                let score = IN_A_NAME * tier.weight(typed) * rarity(self.index.len(), count).min(common);
                for document in documents {
                    raise(&mut self.scores, *document, score);
                }
            }
        }
        Ok(())
    }

    fn rarity_of(&self, term: TermId) -> f32 {
        rarity(self.index.len(), self.index.postings.count(term))
    }

    fn add_term(&mut self, term: TermId, weight: f32) {
        let (index, scores) = (self.index, &mut self.scores);
        index.postings.each(term, |document, count| {
            raise(scores, document, weight * occurrences(count, index.weights[document as usize]));
        });
    }

    fn add_phrase(&mut self, phrase: &[String]) -> Result<(), GivenUp> {
        let score = PHRASE * self.rarity_of_all(phrase);
        let candidates = self.with_all(phrase);
        self.check(&candidates, score, |text| find_run(phrase, &words(text), false).is_some())?;
        for kind in [NameKind::Speaker, NameKind::Session, NameKind::Topic] {
            for named in self.index.names.holding_exactly(self.corpus, kind, phrase) {
                for document in self.index.names.documents(named) {
                    raise(&mut self.scores, *document, score);
                }
            }
        }
        Ok(())
    }

    fn add_start(&mut self, start: &[String]) -> Result<(), GivenUp> {
        let score = PHRASE * self.rarity_of_all(start);
        let candidates = match start {
            [begun] => {
                let mut documents = HashSet::new();
                for term in self.index.vocabulary.beginning_with(begun) {
                    self.index.postings.each(term, |document, _| {
                        documents.insert(document);
                    });
                }
                documents.into_iter().collect()
            }
            [whole @ .., _] => self.with_all(whole),
            [] => Vec::new(),
        };
        let count = start.len();
        self.check(&candidates, score, |text| run_at(start, &first_words(text, count), true).is_some())
    }

    /// The documents among `candidates` whose text passes the test are found.
    fn check(&mut self, candidates: &[u32], score: f32, passes: impl Fn(&str) -> bool) -> Result<(), GivenUp> {
        for (count, document) in candidates.iter().enumerate() {
            if count % BETWEEN_LOOKS == 0 && (self.given_up)() {
                return Err(GivenUp);
            }
            if passes(self.index.wording(self.corpus, *document).text()) {
                raise(&mut self.scores, *document, score);
            }
        }
        Ok(())
    }

    fn rarity_of_all(&self, wanted: &[String]) -> f32 {
        let rarities =
            wanted.iter().map(|word| self.index.vocabulary.find(word).map_or(1.0, |term| self.rarity_of(term)));
        rarities.sum()
    }

    /// The documents with each of the words, the rarest looked up first.
    fn with_all(&self, wanted: &[String]) -> Vec<u32> {
        let terms: Option<Vec<TermId>> = wanted.iter().map(|word| self.index.vocabulary.find(word)).collect();
        let Some(mut terms) = terms else { return Vec::new() };
        terms.sort_by_key(|term| self.index.postings.count(*term));
        let mut documents: Vec<u32> = Vec::new();
        for (count, term) in terms.iter().enumerate() {
            if count == 0 {
                self.index.postings.each(*term, |document, _| documents.push(document));
                continue;
            }
            let mut kept = Vec::with_capacity(documents.len());
            let mut left = documents.iter().copied().peekable();
            self.index.postings.each(*term, |document, _| {
                while left.next_if(|other| *other < document).is_some() {}
                kept.extend(left.next_if_eq(&document));
            });
            documents = kept;
        }
        documents
    }
}

fn raise(scores: &mut [f32], document: u32, score: f32) {
    let best = &mut scores[document as usize];
    if score > *best {
        *best = score;
    }
}
