//! The different words of a text, sorted, in one piece of memory.

use std::ops::Range;

use crate::search::similarity::{letters_of, stem};

/// The number of a word in its vocabulary: its place in the order of bytes.
pub(in crate::search) type TermId = u32;

/// All different words, sorted by their bytes, so that those with a common beginning stand
/// side by side.
#[derive(Debug, Default)]
pub(in crate::search) struct Vocabulary {
    bytes: String,
    /// Where each word ends.
    ends: Vec<u32>,
    /// For each word the set of its letters, as [`letters_of`] makes it.
    letters: Vec<u32>,
    /// For each word its number of characters.
    lengths: Vec<u8>,
    /// All words, sorted by their stems.
    by_stem: Vec<TermId>,
}

impl Vocabulary {
    /// Adds a word, larger than all before by its bytes.
    pub(super) fn push(&mut self, word: &str) {
        self.bytes.push_str(word);
        // All texts hold less than 4 GiB. Only words made for it (letters that fold into many, each word
        // different) come to more here; then the index breaks, and the search says so.
        self.ends.push(u32::try_from(self.bytes.len()).unwrap_or(u32::MAX));
        self.letters.push(letters_of(word));
        self.lengths.push(u8::try_from(word.chars().count()).unwrap_or(u8::MAX));
    }

    /// To be called once all words are there. n·log n in their number.
    pub(super) fn finish(&mut self) {
        self.bytes.shrink_to_fit();
        self.ends.shrink_to_fit();
        self.letters.shrink_to_fit();
        self.lengths.shrink_to_fit();
        let mut by_stem: Vec<(&str, TermId)> = (0..self.len()).map(|term| (stem(self.word(term)), term)).collect();
        by_stem.sort_unstable();
        self.by_stem = by_stem.into_iter().map(|(_, term)| term).collect();
    }

    pub(in crate::search) fn len(&self) -> TermId {
        TermId::try_from(self.ends.len()).unwrap_or(TermId::MAX)
    }

    /// A word.
    pub(in crate::search) fn word(&self, term: TermId) -> &str {
        let index = term as usize;
        let start = if index == 0 { 0 } else { self.ends[index - 1] as usize };
        &self.bytes[start..self.ends[index] as usize]
    }

    /// The number of a word, if it is there.
    pub(in crate::search) fn find(&self, word: &str) -> Option<TermId> {
        let at = self.first_not(|other| other < word);
        (at < self.len() && self.word(at) == word).then_some(at)
    }

    /// The words that begin like this.
    pub(in crate::search) fn beginning_with(&self, beginning: &str) -> Range<TermId> {
        let first = self.first_not(|word| word < beginning);
        first..self.first_not(|word| word < beginning || word.starts_with(beginning))
    }

    /// The words with the same stem as this one.
    pub(in crate::search) fn with_stem_of<'a>(&'a self, word: &'a str) -> impl Iterator<Item = TermId> + 'a {
        let wanted = stem(word);
        let first = self.by_stem.partition_point(|term| stem(self.word(*term)) < wanted);
        self.by_stem[first..].iter().copied().take_while(move |term| stem(self.word(*term)) == wanted)
    }

    /// The words whose number of characters and letters may make them similar: the test is
    /// cheap and never leaves out a word of `edits` edits.
    pub(in crate::search) fn perhaps_within(&self, word: &str, edits: u8) -> impl Iterator<Item = TermId> {
        let (letters, length) = (letters_of(word), u8::try_from(word.chars().count()).unwrap_or(u8::MAX));
        let (shortest, longest) = (length.saturating_sub(edits), length.saturating_add(edits));
        let candidates = self.letters.iter().zip(&self.lengths).zip(0..);
        candidates
            // An edit takes at most one letter out of the set and puts at most one in.
            .filter(move |((other, _), _)| (*other ^ letters).count_ones() <= 2 * u32::from(edits))
            .filter(move |((_, length), _)| (shortest..=longest).contains(*length))
            .map(|(_, term)| term)
    }

    /// The words that have all letters of this one, up to `missing` of them.
    pub(in crate::search) fn with_letters_of(&self, word: &str, missing: u32) -> impl Iterator<Item = TermId> {
        let letters = letters_of(word);
        let candidates = self.letters.iter().zip(0..);
        candidates.filter(move |(other, _)| (letters & !**other).count_ones() <= missing).map(|(_, term)| term)
    }

    /// The first word for which this no longer holds; it holds for all words before.
    fn first_not(&self, holds: impl Fn(&str) -> bool) -> TermId {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low.midpoint(high);
            if holds(self.word(middle)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vocabulary() -> Vocabulary {
        let mut vocabulary = Vocabulary::default();
        for word in ["a", "commit", "commits", "committed", "common", "talk", "talks", "łódź"] {
            vocabulary.push(word);
        }
        vocabulary.finish();
        vocabulary
    }

    #[test]
    fn words_are_found_by_themselves_their_beginnings_and_their_stems() {
        let vocabulary = vocabulary();
        let named = |terms: &mut dyn Iterator<Item = TermId>| {
            let mut words: Vec<&str> = terms.map(|term| vocabulary.word(term)).collect();
            words.sort_unstable();
            words.join(" ")
        };
        assert_eq!(vocabulary.find("commits"), Some(2));
        assert_eq!(vocabulary.find("commi"), None);
        for (beginning, wanted) in [
            ("comm", "commit commits committed common"),
            ("commit", "commit commits committed"),
            ("t", "talk talks"),
            ("ł", "łódź"),
            ("x", ""),
            ("", "a commit commits committed common talk talks łódź"),
        ] {
            assert_eq!(named(&mut vocabulary.beginning_with(beginning)), wanted, "{beginning}");
        }
        assert_eq!(named(&mut vocabulary.with_stem_of("committing")), "commit commits committed");
        assert_eq!(named(&mut vocabulary.with_stem_of("zebra")), "");
        assert!(named(&mut vocabulary.perhaps_within("tlak", 1)).contains("talk"));
    }
}
