//! Looking up what is sought in the whole index.

use std::ops::Range;
use std::thread;

use super::expand::ExpandedWord;
use super::expansion::Tier;
use super::index::{Index, NameKind, TermId};
use super::lookup::{Found, GivenUp, IsGivenUp};
use super::phrase::{holds_run, run_at};
use super::prepare::Sought;
use super::rank::{IN_A_NAME, NARROWS, Score, for_occurrences, kept, phrase, rarity};
use super::worker::joined;
use crate::corpus::Corpus;
use crate::text::first_words;

/// Terms, or texts, between two looks at whether the answer is still wanted.
const BETWEEN_LOOKS: usize = 256;

/// Reading one word of a text takes as long as reading so many entries of the index.
const ENTRIES_LIKE_A_WORD: f32 = 12.0;

/// Reading one entry takes as long as reading so many bits.
const BITS_LIKE_AN_ENTRY: usize = 4;

/// With fewer entries to read, starting a thread takes longer than the work.
const FEWEST_TO_SHARE: usize = 200_000;

/// For each document the score of one clause: 0 where it is not found.
pub(super) struct Scores(Vec<u16>);

impl Scores {
    fn raise(&mut self, document: u32, score: Score) {
        let best = &mut self.0[document as usize];
        *best = (*best).max(kept(score));
    }

    pub(super) fn of(&self, document: u32) -> Score {
        self.0[document as usize].into()
    }

    pub(super) fn each(&self) -> impl Iterator<Item = Score> {
        self.0.iter().copied().map(Score::from)
    }

    /// The documents of a range that have a score.
    pub(super) fn found(&self, range: Range<usize>) -> impl Iterator<Item = Found> {
        let numbered = (range.start as u32..).zip(&self.0[range]);
        numbered
            .filter(|(_, score)| **score > 0)
            .map(|(document, score)| Found { document, score: Score::from(*score) })
    }
}

/// Looks things up in the whole index.
pub(super) struct Sweep<'a> {
    corpus: &'a Corpus,
    index: &'a Index,
    given_up: IsGivenUp<'a>,
}

impl<'a> Sweep<'a> {
    pub(super) const fn new(corpus: &'a Corpus, index: &'a Index, given_up: IsGivenUp<'a>) -> Self {
        Self { corpus, index, given_up }
    }

    /// Reading so many texts takes as long as reading this many entries of the index.
    pub(super) fn entries_like(&self, texts: usize) -> usize {
        #[expect(clippy::cast_sign_loss, reason = "lengths are 0 and more")]
        let of_one = (self.index.lengths.mean() * ENTRIES_LIKE_A_WORD) as usize + 1;
        texts.saturating_mul(of_one)
    }

    /// The entries of the index that are read to find a thing, about.
    pub(super) fn cost(&self, sought: &Sought) -> usize {
        let count = |word: &String| self.index.vocabulary.find(word).map_or(0, |term| self.count(term));
        match sought {
            Sought::Word(word) => {
                let looked_at = word.apart.as_ref().filter(|apart| apart.is_looked_at());
                let is_noted = self.index.initials.documents(&word.forms.wanted).is_some();
                let entries = if is_noted { self.index.documents.len() / BITS_LIKE_AN_ENTRY } else { word.entries };
                entries + looked_at.map_or(0, |apart| self.entries_like(apart.count))
            }
            Sought::Phrase(words) => self.entries_like(words.iter().map(count).min().unwrap_or(0)),
            Sought::Start(words) => {
                let of_begun = |begun| self.index.vocabulary.beginning_with(begun).map(|term| self.count(term)).sum();
                let texts = match words.as_slice() {
                    [begun] => of_begun(begun),
                    [whole @ .., _] => whole.iter().map(count).min().unwrap_or(0),
                    [] => 0,
                };
                self.entries_like(texts)
            }
            Sought::Test(_) => self.index.documents.len(),
        }
    }

    /// The scores of a clause: for each document that of the best alternative.
    pub(super) fn scores(&self, alternatives: &[Sought]) -> Result<Scores, GivenUp> {
        let mut scores = self.no_scores();
        for sought in alternatives {
            match sought {
                Sought::Word(word) => self.add_word(&mut scores, word)?,
                Sought::Phrase(words) => self.add_run(&mut scores, words, self.score_of(words), true)?,
                Sought::Start(start) => self.add_start(&mut scores, start)?,
                Sought::Test(test) => {
                    for document in 0..self.index.documents.len() as u32 {
                        if test.holds(document, self.index.documents.wording(self.corpus, document)) {
                            scores.raise(document, NARROWS);
                        }
                    }
                }
            }
        }
        Ok(scores)
    }

    fn no_scores(&self) -> Scores {
        Scores(vec![0; self.index.documents.len()])
    }

    fn count(&self, term: TermId) -> usize {
        self.index.postings.count(term) as usize
    }

    /// A document is found by the best of the words that answer. Many of them are shared
    /// between two threads.
    fn add_word(&self, scores: &mut Scores, word: &ExpandedWord) -> Result<(), GivenUp> {
        let typed = word.forms.being_typed;
        let score = |tier: Tier| word.rarity + tier.score(typed);
        let mut answers: Vec<(TermId, Score)> = Vec::new();
        if let Some(documents) = self.index.initials.documents(&word.forms.wanted) {
            let begun = score(Tier::Prefix);
            for document in documents {
                scores.raise(document, begun + self.index.lengths.score(document));
            }
            answers.extend(word.texts.exact.map(|term| (term, score(Tier::Exact))));
            answers.extend(word.texts.others.iter().map(|(term, tier)| (*term, score(*tier))));
        } else {
            answers.extend(word.texts.answers().map(|(term, tier)| (term, score(tier))));
        }
        self.add_all_terms(scores, &answers, word.forms.is_one_letter())?;
        for (term, tier) in word.names.answers() {
            for named in self.index.names.named(term) {
                let score = word.rarity + tier.score(typed) + IN_A_NAME;
                self.index.names.each(*named, |document| scores.raise(document, score));
            }
        }
        match &word.apart {
            Some(apart) => self.add_run(scores, &apart.words, word.score_apart(), apart.is_looked_at()),
            None => Ok(()),
        }
    }

    fn add_all_terms(&self, scores: &mut Scores, terms: &[(TermId, Score)], are_once: bool) -> Result<(), GivenUp> {
        let entries: usize = terms.iter().map(|(term, _)| self.count(*term)).sum();
        if entries < FEWEST_TO_SHARE {
            return self.add_terms(scores, terms, are_once);
        }
        let (here, there) = terms.split_at(self.half(terms));
        let there = thread::scope(|scope| {
            let running = scope.spawn(|| {
                let mut scores = self.no_scores();
                self.add_terms(&mut scores, there, are_once).map(|()| scores)
            });
            self.add_terms(scores, here, are_once)?;
            joined(running)
        })?;
        scores.0.iter_mut().zip(there.0).for_each(|(score, other)| *score = (*score).max(other));
        Ok(())
    }

    /// How many of the terms have half of the documents.
    fn half(&self, terms: &[(TermId, Score)]) -> usize {
        let count = |(term, _): &(TermId, Score)| self.count(*term);
        let all: usize = terms.iter().map(count).sum();
        let mut before = 0;
        let is_before_half = |term: &(TermId, Score)| {
            before += count(term);
            before <= all / 2
        };
        terms.iter().map(is_before_half).take_while(|is_before| *is_before).count()
    }

    /// Adds what each term finds; `are_once` counts every one as if it were there once.
    fn add_terms(&self, scores: &mut Scores, terms: &[(TermId, Score)], are_once: bool) -> Result<(), GivenUp> {
        let lengths = &self.index.lengths;
        for (count, (term, of_term)) in terms.iter().enumerate() {
            if count % BETWEEN_LOOKS == 0 && (self.given_up)() {
                return Err(GivenUp);
            }
            self.index.postings.each(*term, |document, count| {
                let occurrences = if are_once { 0 } else { for_occurrences(count) };
                scores.raise(document, of_term + occurrences + lengths.score(document));
            });
        }
        Ok(())
    }

    /// What the words of a phrase count together.
    pub(super) fn score_of(&self, words: &[String]) -> Score {
        let all = self.index.documents.len();
        let count = |word: &String| self.index.vocabulary.find(word).map_or(0, |term| self.count(term));
        phrase(words.iter().map(|word| rarity(all, count(word))))
    }

    /// Finds words in a row; or only together, where nobody looks at the texts.
    fn add_run(&self, scores: &mut Scores, run: &[String], score: Score, is_looked_at: bool) -> Result<(), GivenUp> {
        let passes = |text: &str, buffer: &mut String| !is_looked_at || holds_run(run, text, buffer);
        self.check(scores, &self.with_all(run), score, &passes)?;
        for kind in [NameKind::Speaker, NameKind::Session, NameKind::Topic] {
            for named in self.index.names.holding_exactly(self.corpus, kind, run) {
                self.index.names.each(named, |document| scores.raise(document, score + IN_A_NAME));
            }
        }
        Ok(())
    }

    fn add_start(&self, scores: &mut Scores, start: &[String]) -> Result<(), GivenUp> {
        let candidates: Vec<u32> = match start {
            [begun] => {
                let mut begin = self.no_scores();
                for term in self.index.vocabulary.beginning_with(begun) {
                    self.index.postings.each(term, |document, _| begin.raise(document, NARROWS));
                }
                begin.found(0..self.index.documents.len()).map(|found| found.document).collect()
            }
            [whole @ .., _] => self.with_all(whole),
            [] => Vec::new(),
        };
        let count = start.len();
        let score = self.score_of(start);
        let passes = |text: &str, _: &mut String| run_at(start, &first_words(text, count), true).is_some();
        self.check(scores, &candidates, score, &passes)
    }

    /// The documents among `candidates` whose text passes the test are found. Many of them are
    /// shared between two threads.
    fn check(
        &self,
        scores: &mut Scores,
        candidates: &[u32],
        score: Score,
        passes: &(dyn Fn(&str, &mut String) -> bool + Sync),
    ) -> Result<(), GivenUp> {
        let passing = |candidates: &[u32]| self.passing(candidates, passes);
        let (here, there) = if self.entries_like(candidates.len()) < FEWEST_TO_SHARE {
            (passing(candidates)?, Vec::new())
        } else {
            let (here, there) = candidates.split_at(candidates.len() / 2);
            thread::scope(|scope| {
                let running = scope.spawn(|| passing(there));
                let here = passing(here);
                Ok((here?, joined(running)?))
            })?
        };
        for document in here.into_iter().chain(there) {
            scores.raise(document, score + self.index.lengths.score(document));
        }
        Ok(())
    }

    fn passing(
        &self,
        candidates: &[u32],
        passes: &(dyn Fn(&str, &mut String) -> bool + Sync),
    ) -> Result<Vec<u32>, GivenUp> {
        let (mut found, mut buffer) = (Vec::new(), String::new());
        for (count, document) in candidates.iter().enumerate() {
            if count % BETWEEN_LOOKS == 0 && (self.given_up)() {
                return Err(GivenUp);
            }
            if passes(self.index.documents.wording(self.corpus, *document).text(), &mut buffer) {
                found.push(*document);
            }
        }
        Ok(found)
    }

    /// The documents with each of the words, the rarest looked up first.
    fn with_all(&self, wanted: &[String]) -> Vec<u32> {
        let terms: Option<Vec<TermId>> = wanted.iter().map(|word| self.index.vocabulary.find(word)).collect();
        let Some(mut terms) = terms else { return Vec::new() };
        terms.sort_by_key(|term| self.count(*term));
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
