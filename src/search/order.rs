//! The order of what was found.

use std::collections::HashMap;

use super::Sort;
use super::expand::ExpandedWord;
use super::index::Documents;
use super::lookup::{Found, GivenUp, IsGivenUp};
use super::prepare::{Prepared, Sought};
use super::rank::{IN_ORDER, Score, closeness, is_in_order, most_for_places};
use crate::corpus::{Corpus, SpeakerId};
use crate::text::scan_words;

/// The most text, in bytes, that is looked at for how its words stand: a thousand statements of
/// usual length, which takes a few milliseconds. What comes after lies pages below the first,
/// where that no longer helps anybody.
const MOST_TEXT: usize = 1 << 18;

/// Of long statements so many are looked at all the same: those that are seen first.
const FEWEST_LOOKED_AT: usize = 20;

/// The most text, in bytes, of these: a long speech for each, but not twenty books.
const MOST_TEXT_OF_FIRST: usize = 1 << 22;

/// With fewer, sorting by comparing is faster than by counting.
const FEWEST_TO_COUNT: usize = 2000;

/// The best first; among equals the newest, then in the corpus's order. That is the order of
/// the documents, in which they come. Linear in their number.
pub(super) fn best_first(found: Vec<Found>) -> Vec<Found> {
    let scores = || found.iter().map(|found| found.score);
    let (Some(worst), Some(best)) = (scores().min(), scores().max()) else { return found };
    let steps = best.abs_diff(worst) as usize + 1;
    if found.len() < FEWEST_TO_COUNT || steps > found.len() {
        return by_comparing(found);
    }
    let step = |score: Score| best.abs_diff(score) as usize;
    let mut places = vec![0_usize; steps];
    for score in scores() {
        places[step(score)] += 1;
    }
    let mut before = 0;
    for place in &mut places {
        before += std::mem::replace(place, before);
    }
    let mut sorted = vec![Found { document: 0, score: 0 }; found.len()];
    for found in found {
        let place = &mut places[step(found.score)];
        sorted[*place] = found;
        *place += 1;
    }
    sorted
}

fn by_comparing(mut found: Vec<Found>) -> Vec<Found> {
    found.sort_unstable_by_key(|found| (-found.score, found.document));
    found
}

/// Moves those up whose words stand in the order of the query and close to each other.
pub(super) fn prefer_by_places(
    found: &mut [Found],
    corpus: &Corpus,
    documents: &Documents,
    prepared: &Prepared,
    given_up: IsGivenUp<'_>,
) -> Result<(), GivenUp> {
    let words: Vec<&ExpandedWord> = prepared
        .sought
        .iter()
        .filter_map(|alternatives| match alternatives.as_slice() {
            [Sought::Word(word)] => Some(&**word),
            _ => None,
        })
        .collect();
    if words.len() < 2 {
        return Ok(());
    }
    let text = |found: &Found| documents.wording(corpus, found.document).text();
    let looked_at = worth_looking_at(found, most_for_places(words.len()), |found| text(found).len());
    let mut scan = Scan::new(&words);
    for found in &mut *looked_at {
        if given_up() {
            return Err(GivenUp);
        }
        scan.read(text(found));
        let close = scan.places.windows(2).map(|pair| closeness(&pair[0], &pair[1]));
        found.score += close.sum::<Score>() + if is_in_order(&scan.places) { IN_ORDER } else { 0 };
    }
    looked_at.sort_unstable_by_key(|found| (-found.score, found.document));
    Ok(())
}

/// Those of the first that may come up to the very first, and whose texts are read in no time;
/// `length` gives that of a text in bytes.
fn worth_looking_at(found: &mut [Found], most_to_gain: Score, length: impl Fn(&Found) -> usize) -> &mut [Found] {
    let lowest = found.first().map_or(0, |best| best.score - most_to_gain);
    let mut read = 0;
    let is_looked_at = |(place, found): &(usize, &Found)| {
        read += length(found);
        let most = if *place < FEWEST_LOOKED_AT { MOST_TEXT_OF_FIRST } else { MOST_TEXT };
        found.score >= lowest && read <= most
    };
    let end = found.iter().enumerate().take_while(is_looked_at).count();
    &mut found[..end]
}

/// Where the words of a query stand in one text after another.
struct Scan<'a> {
    words: &'a [&'a ExpandedWord],
    places: Vec<Vec<usize>>,
    buffer: String,
}

impl<'a> Scan<'a> {
    fn new(words: &'a [&'a ExpandedWord]) -> Self {
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

/// Puts what comes in the order of the documents into another order. Linear in the size of the
/// corpus, but for the names of the speakers.
pub(super) fn sorted(mut found: Vec<Found>, sort: Sort, corpus: &Corpus, documents: &Documents) -> Vec<Found> {
    match sort {
        Sort::Best => in_order_of_files(&found, corpus, documents),
        Sort::Newest => found,
        Sort::Oldest => {
            let date = |found: &Found| {
                let date = corpus.statement(documents.statement_of(found.document)).date();
                date.map(crate::corpus::PartialDate::first_day)
            };
            let mut days: Vec<&[Found]> = found.chunk_by(|a, b| date(a) == date(b)).collect();
            // What has no date comes last in either order.
            let undated = days.pop_if(|day| day.first().is_some_and(|found| date(found).is_none()));
            days.into_iter().rev().chain(undated).flatten().copied().collect()
        }
        Sort::Speaker => {
            found = in_order_of_files(&found, corpus, documents);
            let speakers = |found: &Found| documents.wording(corpus, found.document).speakers();
            let places = places_by_name(found.iter().map(speakers), corpus);
            found.sort_by_key(|found| places.get(speakers(found)));
            found
        }
    }
}

fn in_order_of_files(found: &[Found], corpus: &Corpus, documents: &Documents) -> Vec<Found> {
    let mut of_statements: Vec<Option<Found>> = vec![None; corpus.statement_count()];
    for found in found {
        of_statements[documents.statement_of(found.document).index()] = Some(*found);
    }
    of_statements.into_iter().flatten().collect()
}

/// For each different list of speakers its place by name; those without a speaker come last.
fn places_by_name<'a>(
    lists: impl Iterator<Item = &'a [SpeakerId]>,
    corpus: &Corpus,
) -> HashMap<&'a [SpeakerId], usize> {
    let mut names: HashMap<&[SpeakerId], (bool, String)> = HashMap::new();
    for speakers in lists {
        names.entry(speakers).or_insert_with(|| (speakers.is_empty(), corpus.speaker_names(speakers)));
    }
    let mut by_name: Vec<(&[SpeakerId], (bool, String))> = names.into_iter().collect();
    by_name.sort_unstable_by(|(_, a), (_, b)| a.cmp(b));
    // Different speakers may have one name.
    let mut place = 0;
    let mut last = None;
    let mut places = HashMap::new();
    for (speakers, name) in &by_name {
        place += usize::from(last.is_some_and(|last| last != name));
        last = Some(name);
        places.insert(*speakers, place);
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{CorpusChoice, open};
    use crate::query::parse;
    use crate::search::Request;
    use crate::search::index::Index;

    /// As many documents with one score.
    fn equals(count: u32) -> Vec<Found> {
        (0..count).map(|document| Found { document, score: 100 }).collect()
    }

    #[test]
    fn the_first_are_looked_at_if_they_are_long_but_not_without_end() {
        let looked_at = |count: u32, length: usize| worth_looking_at(&mut equals(count), 10, |_| length).len();
        assert_eq!(looked_at(3, 100), 3);
        assert_eq!(looked_at(2000, 1 << 9), 512);
        assert_eq!(looked_at(2000, 1 << 16), FEWEST_LOOKED_AT);
        assert_eq!(looked_at(2000, 1 << 20), 4);
        assert_eq!(looked_at(2000, 1 << 24), 0);
        let mut found = equals(3);
        found[2].score = 80;
        assert_eq!(worth_looking_at(&mut found, 10, |_| 1).len(), 2, "what can not come up is left");
    }

    #[test]
    fn looking_at_texts_is_given_up_with_the_search() {
        let corpus = open(&CorpusChoice::BuiltIn).expect("the built-in corpus").0.corpus;
        let index = Index::new(&corpus, &|_| true).expect("nobody gives up");
        let request = Request { query: parse("the table").expect("a query"), ..Request::default() };
        let prepared = Prepared::new(&request, &corpus, &index, false, &|_| Vec::new());
        let outcome = |given_up: bool| {
            prefer_by_places(&mut equals(3), &corpus, &index.documents, &prepared, &move || given_up).is_ok()
        };
        assert!(outcome(false) && !outcome(true));
    }

    proptest::proptest! {
        #[test]
        fn sorting_by_counting_is_sorting(
            scores in proptest::collection::vec(1000..1400_i32, FEWEST_TO_COUNT..FEWEST_TO_COUNT + 500),
        ) {
            let found: Vec<Found> = (0..).zip(scores).map(|(document, score)| Found { document, score }).collect();
            proptest::prop_assert_eq!(best_first(found.clone()), by_comparing(found));
        }
    }
}
