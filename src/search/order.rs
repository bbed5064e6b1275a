//! The order of what was found.

use std::sync::Arc;

use super::expand::ExpandedWord;
use super::gather::Found;
use super::index::Index;
use super::lookup::word_rarity;
use super::prepare::{Prepared, Sought};
use super::rank::closeness;
use super::{Request, Results, Sort};
use crate::corpus::{Corpus, PartialDate};
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
        let wording = corpus.wording(found.hit.statement, found.hit.wording);
        scan.read(wording.text());
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
    // A sum of positive numbers: their bits sort as they do.
    let key = |found: &Found| (!found.score.to_bits(), index.newest_first[found.hit.statement.index()]);
    found.sort_unstable_by_key(key);
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
