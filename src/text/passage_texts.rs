//! Whether passages hold a quote, for many passages and many quotes.

use super::fold::{Folding, folded};
use super::locate::wanted;
use super::word_index::WordIndex;

/// Passages made ready for telling whether they hold a quote, but not where: they borrow
/// nothing, and only those are looked through that have the rarest word of what is wanted.
#[derive(Debug)]
pub struct PassageTexts {
    folded: Vec<String>,
    words: WordIndex,
}

impl PassageTexts {
    /// Folds the passages. Linear in their length.
    pub fn new<'a>(passages: impl IntoIterator<Item = &'a str>) -> Self {
        let folded: Vec<String> = passages.into_iter().map(|text| folded(text, Folding::Typography)).collect();
        let words = WordIndex::new(folded.iter().map(String::as_str));
        Self { folded, words }
    }

    /// Whether [`Passages::locate`](super::Passages::locate) would find the quote.
    #[must_use]
    pub fn hold(&self, quote: &str) -> bool {
        let wanted = wanted(quote);
        let mut reached = (0, 0);
        let found = |part: &String| match self.words.next_place(part, reached, |passage| &self.folded[passage]) {
            Some(spot) => {
                reached = (spot.passage, spot.span.end());
                true
            }
            None => false,
        };
        !wanted.is_empty() && wanted.iter().all(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Passages;

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
