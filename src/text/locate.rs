//! Where a quote stands in the passages of its source.

use unicode_normalization::char::is_combining_mark;

use super::fold::{Folded, Folding, fold, folded};
use super::gaps::parts;
use super::span::ByteSpan;
use super::word_index::WordIndex;
use super::words::is_in_word;

/// A place in a list of passages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot {
    /// Index of the passage.
    pub passage: usize,
    /// The span of the words in that passage, in bytes.
    pub span: ByteSpan,
}

/// Passages made ready for finding quotes in them.
#[derive(Debug)]
pub struct Passages<'a> {
    folded: Vec<Folded<'a>>,
    words: WordIndex,
}

impl<'a> Passages<'a> {
    /// Folds the passages. Linear in their length.
    pub fn new(passages: impl IntoIterator<Item = &'a str>) -> Self {
        let folded: Vec<Folded<'a>> = passages.into_iter().map(|text| fold(text, Folding::Typography)).collect();
        let words = WordIndex::new(folded.iter().map(Folded::text));
        Self { folded, words }
    }

    /// Finds the parts of a quote (see [`parts`]) in the passages, whole words and in
    /// order: in one passage if one holds them all, else over several.
    ///
    /// Typography (quotes, dashes, spaces, case) is folded; the words must be the same.
    /// `None` if any part is missing. Only passages with the rarest word of the quote are looked
    /// through.
    #[must_use]
    pub fn locate(&self, quote: &str) -> Option<Vec<Spot>> {
        let wanted = wanted(quote);
        if wanted.is_empty() {
            return None;
        }
        let in_one = self.words.with_all(&wanted).into_iter().find_map(|passage| self.in_one(passage, &wanted));
        let spots = in_one.or_else(|| self.over_several(&wanted))?;
        let original = |spot: Spot| Spot { span: self.folded[spot.passage].to_original(spot.span), ..spot };
        Some(spots.into_iter().map(original).collect())
    }

    /// The parts in a passage; like all spots up to here, of the folded texts.
    ///
    /// Each is taken at its first place after the part before it. That is enough: an earlier place
    /// for one part never leaves less room for the next.
    fn in_one(&self, passage: usize, wanted: &[String]) -> Option<Vec<Spot>> {
        let mut from = 0;
        let next = |part: &String| {
            let span = find_whole(self.folded[passage].text(), part, from)?;
            from = span.end();
            Some(Spot { passage, span })
        };
        wanted.iter().map(next).collect()
    }

    /// The same, where later parts may stand in later passages.
    fn over_several(&self, wanted: &[String]) -> Option<Vec<Spot>> {
        let mut reached = (0, 0);
        let next = |part: &String| {
            let spot = self.words.next_place(part, reached, |passage| self.folded[passage].text())?;
            reached = (spot.passage, spot.span.end());
            Some(spot)
        };
        wanted.iter().map(next).collect()
    }
}

/// Whether words stand in a passage letter by letter, as whole words. What does not stand
/// there plainly may still stand there with other typography.
#[must_use]
pub fn stands_plainly(words: &str, passage: &str) -> bool {
    passage.find(words).is_some_and(|at| is_border(passage, at) && is_border(passage, at + words.len()))
}

/// The parts of a quote, folded; without those of which nothing is to be seen.
pub(super) fn wanted(quote: &str) -> Vec<String> {
    let folded = parts(quote).into_iter().map(|span| folded(span.of(quote), Folding::Typography));
    folded.filter(|part| !part.is_empty()).collect()
}

/// The first place of `wanted`, which is not empty, at or after `from` that does not begin or end
/// inside a word. Linear in the length of both.
pub(super) fn find_whole(text: &str, wanted: &str, from: usize) -> Option<ByteSpan> {
    let is_whole = |at: &usize| is_border(text, *at) && is_border(text, at + wanted.len());
    let first = from + text.get(from..)?.find(wanted)?;
    // Nearly always the first place is whole; going through all of them takes a table.
    let at = if is_whole(&first) { first } else { places(text, wanted, first).find(is_whole)? };
    Some(ByteSpan::new(at, at + wanted.len()))
}

/// All places of `wanted` in `text` from a byte on, those too that overlap (Knuth, Morris and
/// Pratt, "Fast Pattern Matching in Strings", 1977).
fn places(text: &str, wanted: &str, from: usize) -> impl Iterator<Item = usize> {
    let wanted = wanted.as_bytes();
    let repeats = repeats(wanted);
    let mut matched = 0;
    (from + 1..).zip(text.bytes().skip(from)).filter_map(move |(end, byte)| {
        matched = matched_with(byte, matched, wanted, &repeats);
        (matched == wanted.len()).then(|| end - matched)
    })
}

/// For each beginning of `wanted` the length of the longest shorter one that it ends in.
fn repeats(wanted: &[u8]) -> Vec<usize> {
    let mut repeats = vec![0];
    for byte in wanted.iter().skip(1) {
        let matched = repeats.last().copied().unwrap_or(0);
        repeats.push(matched_with(*byte, matched, wanted, &repeats));
    }
    repeats
}

/// How much of the beginning of `wanted` matches with one byte more, where `matched` did before it.
fn matched_with(byte: u8, mut matched: usize, wanted: &[u8], repeats: &[usize]) -> usize {
    while wanted.get(matched) != Some(&byte) {
        let Some(longest) = matched.checked_sub(1) else { return 0 };
        matched = repeats[longest];
    }
    matched + 1
}

/// Whether no word runs across this position of a folded text.
fn is_border(text: &str, at: usize) -> bool {
    let Some(before) = text[..at].chars().next_back() else { return true };
    let after = text[at..].chars().next();
    // An accent belongs to whatever stands before it, but a quote mark has none.
    let is_torn_off = after.is_some_and(is_combining_mark) && !matches!(before, '"' | '\'');
    !(is_in_word(before) && after.is_some_and(is_in_word) || is_torn_off)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::PassageTexts;

    fn locate(quote: &str, passages: &[&str]) -> Option<Vec<Spot>> {
        let spots = Passages::new(passages.iter().copied()).locate(quote);
        assert_eq!(PassageTexts::new(passages.iter().copied()).hold(quote), spots.is_some(), "{quote}");
        spots
    }

    fn found<'a>(quote: &str, passages: &[&'a str]) -> Option<Vec<&'a str>> {
        let spots = locate(quote, passages)?;
        Some(spots.into_iter().map(|spot| spot.span.of(passages[spot.passage])).collect())
    }

    #[test]
    fn words_that_begin_with_a_stray_accent_stand_where_their_passage_does() {
        assert!(locate("\u{301} no", &["\u{301} no, never"]).is_some());
        assert!(locate("\u{301} no", &["e\u{301} no"]).is_none());
        assert!(locate("\u{301}No", &["She said “\u{301}No.”"]).is_some());
        assert!(locate("a =", &["a ≠ b"]).is_none());
    }

    #[test]
    fn typography_does_not_hide_a_quote() {
        let passage = "She said: “There was no\ncommitment – none.” Really";
        assert_eq!(
            found("there was no commitment - none.", &[passage]),
            Some(vec!["There was no\ncommitment – none."])
        );
    }

    #[test]
    fn a_fragment_is_found_as_a_word_not_inside_another() {
        let passages = ["difficulties were difficult to name"];
        assert_eq!(found("difficult", &passages), Some(vec!["difficult"]));
        assert_eq!(locate("difficult", &passages).expect("found")[0].span.start(), 18);
        assert_eq!(found("diff", &passages), None);
    }

    #[test]
    fn what_repeats_itself_is_looked_for_once() {
        let many = 300_000;
        let first = |text: &str, wanted: &str| find_whole(text, wanted, 0).map(ByteSpan::start);
        let word = "a".repeat(many);
        assert_eq!(first(&format!("{word}{word} {word}"), &word), Some(2 * many + 1));
        // Every place begins with a word and ends inside one.
        let row = "ab ".repeat(many);
        assert_eq!(first(&format!("{row}{row}"), &format!("{row}a")), None);
        assert_eq!(first(&format!("{row}{row}a"), &format!("{row}a")), Some(row.len()));
    }

    proptest::proptest! {
        #[test]
        fn every_place_is_gone_through(text in "[ab ]{0,12}", wanted in "[ab ]{1,4}", from in 0..4_usize) {
            let every = (from..text.len()).filter(|at| text[*at..].starts_with(&wanted));
            let whole = every.filter(|at| is_border(&text, *at) && is_border(&text, at + wanted.len())).min();
            let found = find_whole(&text, &wanted, from).map(ByteSpan::start);
            proptest::prop_assert_eq!(found, whole);
        }
    }

    #[test]
    fn the_parts_around_a_gap_are_found_in_order() {
        let passages = ["\"Nor that,\" she said. \"There was none,\" she said. \"Nor that.\""];
        assert_eq!(found("There was none […] Nor that.", &passages), Some(vec!["There was none", "Nor that."]));
        assert_eq!(found("Nor that. […] There was none", &passages), None);
    }

    #[test]
    fn one_passage_that_holds_all_parts_is_preferred() {
        let passages = ["first words here", "first words and second words"];
        let spots = locate("first words […] second words", &passages).expect("found");
        assert!(spots.iter().all(|spot| spot.passage == 1));
    }

    #[test]
    fn a_quote_may_go_on_in_a_later_passage() {
        let passages = ["it begins here", "other", "and ends there"];
        let spots = locate("begins here […] ends there", &passages).expect("found");
        assert_eq!(spots.iter().map(|spot| spot.passage).collect::<Vec<_>>(), [0, 2]);
    }

    #[test]
    fn words_that_are_not_there_are_not_found() {
        assert_eq!(found("cafe", &["a café"]), None);
        assert_eq!(found("caf", &["a cafe\u{301}"]), None);
        assert_eq!(found("no dedication", &["no commitment"]), None);
        assert_eq!(found("[…]", &["anything"]), None);
        assert_eq!(found("\u{200b}", &["anything"]), None);
        assert_eq!(found("anything", &[]), None);
    }
}
