//! The order of what was found.

use std::sync::Arc;

use super::expand::ExpandedWord;
use super::gather::Found;
use super::index::Index;
use super::prepare::{Prepared, Sought};
use super::rank::closeness;
use super::{Request, Results, Sort};
use crate::corpus::{Corpus, PartialDate, WordingId};
use crate::text::scan_words;

/// The best statements whose words are looked at for how close they stand. What comes after
/// lies pages below the first, where closeness no longer helps anybody.
const LOOKED_AT: usize = 200;

/// Statements in the order of their scores, then the newest first, then in the corpus's order.
#[derive(Debug, Default)]
pub(super) struct Ranking(Vec<(Key, WordingId)>);

/// The score and the place by date in one number: the better, the smaller.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key(u64);

impl Key {
    /// A score is a sum of positive numbers: its bits sort as it does.
    fn new(score: f32, place: u32) -> Self {
        Self(u64::from(!score.to_bits()) << 32 | u64::from(place))
    }

    const fn score(self) -> f32 {
        f32::from_bits(!((self.0 >> 32) as u32))
    }

    fn raised(self, by: f32) -> Self {
        Self::new(self.score() + by, self.0 as u32)
    }
}

impl Ranking {
    /// Sorts what was found. n·log n.
    pub(super) fn new(index: &Index, found: &[Found]) -> Self {
        let place = |found: &Found| index.newest_first[index.statement_of(found.wording).index()];
        let keyed = |found: &Found| (Key::new(found.score, place(found)), found.wording);
        let mut ranked: Vec<(Key, WordingId)> = found.iter().map(keyed).collect();
        ranked.sort_unstable();
        Self(ranked)
    }

    /// Two rankings as one.
    pub(super) fn merged(self, other: Self) -> Self {
        if self.0.is_empty() {
            return other;
        }
        let mut merged = Vec::with_capacity(self.0.len() + other.0.len());
        let (mut left, mut right) = (self.0.into_iter().peekable(), other.0.into_iter().peekable());
        while let (Some(a), Some(b)) = (left.peek(), right.peek()) {
            merged.extend(if a < b { left.next() } else { right.next() });
        }
        merged.extend(left.chain(right));
        Self(merged)
    }

    /// Moves those up whose words stand close to each other.
    pub(super) fn prefer_close(&mut self, corpus: &Corpus, index: &Index, prepared: &Prepared) {
        let words: Vec<&Arc<ExpandedWord>> = prepared
            .sought
            .iter()
            .filter_map(|alternatives| match alternatives.as_slice() {
                [Sought::Word(word)] => Some(word),
                _ => None,
            })
            .collect();
        if words.len() < 2 {
            return;
        }
        let end = self.0.len().min(LOOKED_AT);
        let best = &mut self.0[..end];
        let mut scan = Scan::new(&words);
        for (key, wording) in &mut *best {
            scan.read(corpus.wording(index.statement_of(*wording), *wording).text());
            for pair in 1..words.len() {
                // A word that is not known itself is as rare as its neighbour at least.
                let rarer =
                    [words[pair - 1].rarity, words[pair].rarity].into_iter().filter(|rarity| rarity.is_finite());
                let rarer = rarer.fold(0.0, f32::max);
                *key = key.raised(closeness(&scan.places[pair - 1], &scan.places[pair], rarer));
            }
        }
        best.sort_unstable();
    }

    /// The wordings, best first.
    pub(super) fn wordings(self) -> impl Iterator<Item = WordingId> {
        self.0.into_iter().map(|(_, wording)| wording)
    }
}

/// Where the words of a query stand in one text after another.
struct Scan<'a> {
    words: &'a [&'a Arc<ExpandedWord>],
    places: Vec<Vec<usize>>,
    buffer: String,
}

impl<'a> Scan<'a> {
    fn new(words: &'a [&'a Arc<ExpandedWord>]) -> Self {
        Self { words, places: vec![Vec::new(); words.len()], buffer: String::new() }
    }

    fn read(&mut self, text: &str) {
        self.places.iter_mut().for_each(Vec::clear);
        let (words, places) = (self.words, &mut self.places);
        scan_words(text, &mut self.buffer, |form, number, _| {
            for (word, places) in words.iter().zip(&mut *places) {
                if word.forms.tier(form).is_some() {
                    places.push(number);
                }
            }
        });
    }
}

/// Puts what was found into any other order that is wanted.
pub(super) fn order(corpus: &Corpus, index: &Index, request: &Request, results: &mut Results) {
    let newest = |hit: &super::Hit| index.newest_first[hit.statement.index()];
    match request.sort {
        Sort::Best => {}
        Sort::Newest => results.hits.sort_by_key(newest),
        Sort::Oldest => {
            let date = |hit: &super::Hit| corpus.statement(hit.statement).date().map(PartialDate::first_day);
            results.hits.sort_by_cached_key(|hit| (date(hit).is_none(), date(hit), hit.statement));
        }
        Sort::Speaker => {
            let names = |hit: &super::Hit| {
                let speakers = corpus.wording(hit.statement, hit.wording).speakers();
                (speakers.is_empty(), corpus.speaker_names(speakers), hit.statement)
            };
            results.hits.sort_by_cached_key(names);
        }
    }
}
