//! Which documents hold a word with a certain first letter.

use std::collections::HashMap;
use std::thread;

use super::postings::Postings;
use super::vocabulary::Vocabulary;
use crate::search::worker::joined;

/// For each first letter that many documents have, a bit for each document. The first letter
/// typed is the most costly one: most documents hold a word that begins with it, and the lists of
/// all these words are longer than all else that is ever read for a key.
#[derive(Debug, Default)]
pub(in crate::search) struct Initials {
    of_letters: HashMap<char, Vec<u64>>,
}

/// A letter is given a bit for each document if the lists of its words have at least one entry
/// for so many documents. With fewer, the lists are as fast.
const DOCUMENTS_PER_ENTRY: usize = 8;

impl Initials {
    /// Reads all lists once.
    pub(super) fn new(vocabulary: &Vocabulary, postings: &Postings, documents: usize) -> Self {
        let mut letters: Vec<char> = Vec::new();
        for term in 0..vocabulary.len() {
            // Words are sorted: those with one first letter follow each other.
            let first = vocabulary.word(term).chars().next();
            letters.extend(first.filter(|first| letters.last() != Some(first)));
        }
        let bits = |letter: char| {
            let terms = vocabulary.beginning_with(letter.encode_utf8(&mut [0; 4]));
            let entries: usize = terms.clone().map(|term| postings.count(term) as usize).sum();
            if entries * DOCUMENTS_PER_ENTRY < documents {
                return None;
            }
            let mut bits = vec![0; documents.div_ceil(64)];
            for term in terms {
                postings.each(term, |document, _| bits[document as usize / 64] |= 1 << (document % 64));
            }
            Some((letter, bits))
        };
        // Every other letter, so that both threads have some of the frequent ones.
        let of =
            |odd: usize| letters.iter().skip(odd).step_by(2).filter_map(|letter| bits(*letter)).collect::<Vec<_>>();
        let both = thread::scope(|scope| {
            let running = scope.spawn(|| of(1));
            let here = of(0);
            here.into_iter().chain(joined(running)).collect()
        });
        Self { of_letters: both }
    }

    /// The documents with a word that begins with this letter, if they are noted.
    pub(in crate::search) fn documents(&self, letter: &str) -> Option<impl Iterator<Item = u32>> {
        let mut characters = letter.chars();
        let (Some(letter), None) = (characters.next(), characters.next()) else { return None };
        let bits = self.of_letters.get(&letter)?;
        Some((0..).zip(bits).flat_map(|(place, bits)| {
            let mut left = *bits;
            std::iter::from_fn(move || {
                let bit = (left != 0).then(|| left.trailing_zeros())?;
                left &= left - 1;
                Some(place * 64 + bit)
            })
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::index::postings::GrowingLists;

    #[test]
    fn the_documents_of_a_letter_are_those_of_its_words() {
        let mut vocabulary = Vocabulary::default();
        for word in ["a", "ant", "bee", "rare"] {
            vocabulary.push(word);
        }
        vocabulary.finish();
        let mut lists = GrowingLists::of(4);
        let count = 1000_u32;
        for document in 0..count {
            if document % 3 == 0 {
                lists.push(0, document, 1);
            }
            if document % 64 == 63 {
                lists.push(1, document, 2);
            }
            if document % 2 == 0 {
                lists.push(2, document, 1);
            }
        }
        lists.push(3, 7, 1);
        let initials = Initials::new(&vocabulary, &Postings::from(lists), count as usize);
        let found = |letter: &str| initials.documents(letter).map(Iterator::collect::<Vec<u32>>);
        let wanted: Vec<u32> = (0..count).filter(|document| document % 3 == 0 || document % 64 == 63).collect();
        assert_eq!(found("a"), Some(wanted));
        assert_eq!(found("b"), Some((0..count).step_by(2).collect()));
        assert_eq!(found("r"), None, "too few to be noted");
        assert_eq!(found("an"), None);
    }
}
