//! Whether passages hold a quote, for many passages and many quotes.

use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashMap};

use super::fold::{Folding, folded};
use super::locate::{find_whole, is_in_word, wanted};

/// Passages made ready for telling whether they hold a quote, but not where: they borrow
/// nothing, and only those are looked through that have the rarest word of what is wanted.
#[derive(Debug)]
pub struct PassageTexts {
    folded: Vec<String>,
    hasher: DefaultHashBuilder,
    /// For each word, by its hash, the passages that have it, in order. Two words of one
    /// hash make a list longer and nothing wrong.
    by_word: HashMap<u64, Vec<u32>>,
}

impl PassageTexts {
    /// Folds the passages. Linear in their length.
    pub fn new<'a>(passages: impl IntoIterator<Item = &'a str>) -> Self {
        let folded = passages.into_iter().map(|text| folded(text, Folding::Typography)).collect();
        let mut texts = Self { folded, hasher: DefaultHashBuilder::default(), by_word: HashMap::new() };
        for (number, text) in texts.folded.iter().enumerate() {
            let number = u32::try_from(number).unwrap_or(u32::MAX);
            for word in words(text) {
                let passages = texts.by_word.entry(texts.hasher.hash_one(word)).or_default();
                if passages.last() != Some(&number) {
                    passages.push(number);
                }
            }
        }
        texts
    }

    /// Whether [`Passages::locate`](super::Passages::locate) would find the quote.
    #[must_use]
    pub fn hold(&self, quote: &str) -> bool {
        let wanted = wanted(quote);
        let mut reached = (0, 0);
        let found = |part: &String| match self.next(part, reached) {
            Some(next) => {
                reached = next;
                true
            }
            None => false,
        };
        !wanted.is_empty() && wanted.iter().all(found)
    }

    /// Where the first place of a part ends, from a byte of a passage on.
    fn next(&self, part: &str, (passage, from): (usize, usize)) -> Option<(usize, usize)> {
        let found = |number: usize| {
            let from = if number == passage { from } else { 0 };
            Some((number, find_whole(&self.folded[number], part, from)?.end()))
        };
        match self.with_rarest_word(part) {
            Some(with_it) => {
                let later = with_it.partition_point(|number| (*number as usize) < passage);
                with_it[later..].iter().find_map(|number| found(*number as usize))
            }
            None => (passage..self.folded.len()).find_map(found),
        }
    }

    /// The passages that have the word of a part that fewest have; `None` if it has no word.
    fn with_rarest_word(&self, part: &str) -> Option<&[u32]> {
        let with = |word| self.by_word.get(&self.hasher.hash_one(word)).map_or(&[][..], Vec::as_slice);
        words(part).map(with).min_by_key(|passages| passages.len())
    }
}

/// The stretches of a folded text at whose borders a quote may begin and end.
fn words(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(|letter| !is_in_word(letter)).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Passages;

    #[test]
    fn a_quote_is_looked_for_only_where_its_rarest_word_stands() {
        let texts = PassageTexts::new(["the one", "the two", "the one and two", "– – –"]);
        assert_eq!(texts.with_rarest_word("the two"), Some(&[1, 2][..]));
        assert_eq!(texts.with_rarest_word("the three"), Some(&[][..]));
        assert_eq!(texts.with_rarest_word("- -"), None);
    }

    proptest::proptest! {
        #[test]
        fn what_is_held_is_what_would_be_located(
            passages in proptest::collection::vec("[aAb '’.e\u{301}é–-]{0,12}", 0..5),
            quote in "[aAb '’.e\u{301}é–-]{0,5}( ?\\[…\\] ?[ab é]{0,3})?",
        ) {
            let passages: Vec<&str> = passages.iter().map(String::as_str).collect();
            let located = Passages::new(passages.iter().copied()).locate(&quote).is_some();
            proptest::prop_assert_eq!(PassageTexts::new(passages).hold(&quote), located);
        }
    }
}
