//! Looking up what is sought in single documents: the same as a sweep of the index would
//! find there, for when few documents are left to be asked.

use std::collections::HashMap;

use super::expand::ExpandedWord;
use super::expansion::Tier;
use super::index::{Index, NameKind, Named, Names};
use super::lookup::{Found, GivenUp, IsGivenUp};
use super::phrase::{holds_run, run_at};
use super::prepare::Sought;
use super::rank::{IN_A_NAME, NARROWS, Score, for_occurrences, kept};
use super::sweep::Sweep;
use crate::corpus::{Corpus, Wording};
use crate::text::{first_words, scan_words};

/// Documents between two looks at whether the answer is still wanted.
const BETWEEN_LOOKS: usize = 256;

/// One clause, ready to be looked for in single documents.
pub(super) struct Probe<'a> {
    corpus: &'a Corpus,
    index: &'a Index,
    alternatives: Vec<Wanted<'a>>,
    given_up: IsGivenUp<'a>,
    buffer: String,
}

enum Wanted<'a> {
    Word(WantedWord<'a>),
    Phrase(WantedRun<'a>),
    Start(&'a [String], Score),
    Test(&'a super::prepare::Test),
}

/// A word and where it may be.
struct WantedWord<'a> {
    word: &'a ExpandedWord,
    /// The forms that do not begin with the word.
    others: HashMap<&'a str, Tier>,
    names: HashMap<Named, Score>,
    apart: Option<WantedRun<'a>>,
    /// The forms found in one text, and how often.
    counts: Vec<(String, Tier, u32)>,
}

/// Words in a row and where they may be.
struct WantedRun<'a> {
    words: &'a [String],
    score: Score,
    names: Vec<Named>,
    /// Whether they must be seen to stand side by side.
    is_looked_at: bool,
}

impl<'a> Probe<'a> {
    pub(super) fn new(
        corpus: &'a Corpus,
        index: &'a Index,
        alternatives: &'a [Sought],
        given_up: IsGivenUp<'a>,
    ) -> Self {
        let sweep = Sweep::new(corpus, index, given_up);
        let wanted = |sought: &'a Sought| match sought {
            Sought::Word(word) => Wanted::Word(WantedWord::new(corpus, index, word)),
            Sought::Phrase(words) => Wanted::Phrase(WantedRun::new(corpus, index, words, sweep.score_of(words))),
            Sought::Start(start) => Wanted::Start(start, sweep.score_of(start)),
            Sought::Test(test) => Wanted::Test(test),
        };
        let alternatives = alternatives.iter().map(wanted).collect();
        Self { corpus, index, alternatives, given_up, buffer: String::new() }
    }

    /// Keeps those that have the clause, and adds its score to theirs.
    pub(super) fn keep(&mut self, found: &mut Vec<Found>) -> Result<(), GivenUp> {
        let (mut count, mut given_up) = (0_usize, false);
        found.retain_mut(|found| {
            count += 1;
            given_up |= count.is_multiple_of(BETWEEN_LOOKS) && (self.given_up)();
            let score = if given_up { None } else { self.score(found.document) };
            found.score += score.unwrap_or(0);
            score.is_some()
        });
        if given_up { Err(GivenUp) } else { Ok(()) }
    }

    fn score(&mut self, document: u32) -> Option<Score> {
        let wording = self.index.documents.wording(self.corpus, document);
        let length = self.index.lengths.score(document);
        let buffer = &mut self.buffer;
        let scores = self.alternatives.iter_mut().filter_map(|wanted| match wanted {
            Wanted::Word(word) => word.score(wording, length, buffer),
            Wanted::Phrase(run) => run.score(wording, length, buffer),
            Wanted::Start(start, score) => {
                run_at(start, &first_words(wording.text(), start.len()), true).map(|_| *score + length)
            }
            Wanted::Test(test) => test.holds(document, wording).then_some(NARROWS),
        });
        scores.max().map(|score| kept(score).into())
    }
}

impl<'a> WantedWord<'a> {
    fn new(corpus: &Corpus, index: &'a Index, word: &'a ExpandedWord) -> Self {
        let mut names = HashMap::new();
        for (term, tier) in word.names.answers() {
            let score = word.rarity + tier.score(word.forms.being_typed) + IN_A_NAME;
            for named in index.names.named(term) {
                let best = names.entry(*named).or_insert(score);
                *best = score.max(*best);
            }
        }
        let others = word.texts.others.iter().map(|(term, tier)| (index.vocabulary.word(*term), *tier)).collect();
        let apart = word.apart.as_ref().map(|apart| WantedRun {
            is_looked_at: apart.is_looked_at(),
            ..WantedRun::new(corpus, index, &apart.words, word.score_apart())
        });
        Self { word, others, names, apart, counts: Vec::new() }
    }

    fn score(&mut self, wording: Wording<'_>, length: Score, buffer: &mut String) -> Option<Score> {
        let (word, others, counts) = (self.word, &self.others, &mut self.counts);
        counts.clear();
        scan_words(wording.text(), buffer, |form, _, _| {
            let tier = word.forms.own_tier(form).or_else(|| others.get(form).copied());
            let Some(tier) = tier else { return };
            match counts.iter_mut().find(|(known, ..)| known == form) {
                Some((.., count)) => *count += 1,
                None => counts.push((form.to_owned(), tier, 1)),
            }
        });
        let typed = word.forms.being_typed;
        let of_text = |(_, tier, count): &(String, Tier, u32)| {
            let occurrences = if word.forms.is_one_letter() { 0 } else { for_occurrences(*count) };
            word.rarity + tier.score(typed) + occurrences + length
        };
        let in_text = counts.iter().map(of_text).max();
        let in_names = Names::of(wording).filter_map(|named| self.names.get(&named).copied()).max();
        let apart = self.apart.as_ref().and_then(|run| run.score(wording, length, buffer));
        in_text.max(in_names).max(apart)
    }
}

impl<'a> WantedRun<'a> {
    fn new(corpus: &Corpus, index: &Index, words: &'a [String], score: Score) -> Self {
        let names = [NameKind::Speaker, NameKind::Session, NameKind::Topic]
            .into_iter()
            .flat_map(|kind| index.names.holding_exactly(corpus, kind, words))
            .collect();
        Self { words, score, names, is_looked_at: true }
    }

    fn score(&self, wording: Wording<'_>, length: Score, buffer: &mut String) -> Option<Score> {
        let text = wording.text();
        let is_there =
            if self.is_looked_at { holds_run(self.words, text, buffer) } else { self.are_all_in(text, buffer) };
        let in_text = is_there.then_some(self.score + length);
        let in_names = Names::of(wording).any(|named| self.names.contains(&named)).then_some(self.score + IN_A_NAME);
        in_text.max(in_names)
    }

    fn are_all_in(&self, text: &str, buffer: &mut String) -> bool {
        let mut left: Vec<&String> = self.words.iter().collect();
        scan_words(text, buffer, |form, _, _| left.retain(|word| *word != form));
        left.is_empty()
    }
}
