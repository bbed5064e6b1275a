//! Which of many texts have a word, so that a quote is looked for in few of them.

use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashMap};

use super::locate::{Spot, find_whole};
use super::words::is_in_word;

/// For each word of some folded texts, the texts that have it.
#[derive(Debug, Default)]
pub(super) struct WordIndex {
    hasher: DefaultHashBuilder,
    /// By the word's hash, in the order of the texts. Two words of one hash make a list longer and
    /// nothing wrong.
    by_word: HashMap<u64, Vec<u32>>,
    /// How many texts there are.
    count: usize,
}

impl WordIndex {
    /// Linear in the length of the texts.
    pub(super) fn new<'t>(texts: impl IntoIterator<Item = &'t str>) -> Self {
        let mut index = Self::default();
        for text in texts {
            let number = u32::try_from(index.count).unwrap_or(u32::MAX);
            for word in words(text) {
                let with_it = index.by_word.entry(index.hasher.hash_one(word)).or_default();
                if with_it.last() != Some(&number) {
                    with_it.push(number);
                }
            }
            index.count += 1;
        }
        index
    }

    /// The texts that have the word of a part that fewest have; `None` if it has no word.
    pub(super) fn with_rarest_word(&self, part: &str) -> Option<&[u32]> {
        let with = |word| self.by_word.get(&self.hasher.hash_one(word)).map_or(&[][..], Vec::as_slice);
        words(part).map(with).min_by_key(|texts| texts.len())
    }

    /// The texts that may hold all parts of a quote.
    pub(super) fn with_all(&self, parts: &[String]) -> Vec<usize> {
        let fewest = parts.iter().filter_map(|part| self.with_rarest_word(part)).min_by_key(|texts| texts.len());
        match fewest {
            Some(texts) => texts.iter().map(|number| *number as usize).collect(),
            None => (0..self.count).collect(),
        }
    }

    /// The first place of a part, from a byte of one of the texts on.
    pub(super) fn next_place<'t>(
        &self,
        part: &str,
        (reached, from): (usize, usize),
        text: impl Fn(usize) -> &'t str,
    ) -> Option<Spot> {
        let place = |passage: usize| {
            let from = if passage == reached { from } else { 0 };
            Some(Spot { passage, span: find_whole(text(passage), part, from)? })
        };
        match self.with_rarest_word(part) {
            Some(with_it) => {
                let later = with_it.partition_point(|number| (*number as usize) < reached);
                with_it[later..].iter().find_map(|number| place(*number as usize))
            }
            None => (reached..self.count).find_map(place),
        }
    }
}

/// The stretches of a folded text at whose borders a quote may begin and end.
fn words(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(|letter| !is_in_word(letter)).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quote_is_looked_for_only_where_its_rarest_word_stands() {
        let index = WordIndex::new(["the one", "the two", "the one and two", "– – –"]);
        assert_eq!(index.with_rarest_word("the two"), Some(&[1, 2][..]));
        assert_eq!(index.with_rarest_word("the three"), Some(&[][..]));
        assert_eq!(index.with_rarest_word("- -"), None);
        assert_eq!(index.with_all(&["the".to_owned(), "one".to_owned()]), [0, 2]);
        assert_eq!(index.with_all(&["–".to_owned()]), [0, 1, 2, 3]);
    }
}
