//! The order of what was found.

use std::sync::Arc;

use super::expand::ExpandedWord;
use super::gather::Found;
use super::index::Index;
use super::lookup::word_rarity;
use super::prepare::{Prepared, Sought};
use super::rank::closeness;
use super::{Request, Results, Sort};
use crate::corpus::{Corpus, PartialDate, WordingId};
use crate::text::scan_words;

/// The best statements whose words are looked at for how close they stand. What comes after
/// lies pages below the first, where closeness no longer helps anybody.
const LOOKED_AT: usize = 200;

/// Sorts by score, then the newest first, then in the corpus's order.
pub(super) fn best_first(corpus: &Corpus, index: &Index, prepared: &Prepared, found: &mut [Found]) {
    sort_by_score(index, found);
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
    let rarities: Vec<f32> = words.iter().map(|word| word_rarity(index, word)).collect();
    let end = found.len().min(LOOKED_AT);
    let best = &mut found[..end];
    let mut scan = Scan::new(&words);
    for found in &mut *best {
        let statement = index.statement_of(found.wording);
        scan.read(corpus.wording(statement, found.wording).text());
        for pair in 1..words.len() {
            // A word that is not known itself is as rare as its neighbour at least.
            let rarer = [rarities[pair - 1], rarities[pair]].into_iter().filter(|rarity| rarity.is_finite());
            let rarer = rarer.fold(0.0, f32::max);
            found.score += closeness(&scan.places[pair - 1], &scan.places[pair], rarer);
        }
    }
    sort_by_score(index, best);
}

fn sort_by_score(index: &Index, found: &mut [Found]) {
    // A score is a sum of positive numbers: its bits sort as it does. The keys are made once,
    // since looking up the place of a statement is the dearest part of comparing.
    let mut keyed: Vec<(u64, WordingId)> = found
        .iter()
        .map(|found| {
            let place = index.newest_first[index.statement_of(found.wording).index()];
            (u64::from(!found.score.to_bits()) << 32 | u64::from(place), found.wording)
        })
        .collect();
    keyed.sort_unstable_by_key(|(key, _)| *key);
    for (found, (key, wording)) in found.iter_mut().zip(keyed) {
        *found = Found { wording, score: f32::from_bits(!((key >> 32) as u32)) };
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
