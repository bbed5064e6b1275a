//! How much a match counts.
//!
//! A score is the logarithm of a probability: of the query, as somebody would type it who has
//! this statement in mind (query likelihood; Ponte and Croft, "A Language Modeling Approach to
//! Information Retrieval", 1998), with slips of the finger as a noisy channel (Kernighan, Church
//! and Gale, "A Spelling Correction Program Based on a Noisy Channel Model", 1990). Logarithms
//! add up where probabilities multiply, so that every part below is added or taken away, and one
//! step of [`NAT`] always means the same: about three times as likely.
//!
//! Scores are whole numbers. They are the same on every machine, many are equal, and so they
//! are sorted by counting.

use super::expansion::Tier;

/// A score, in parts of a nat: see [`NAT`].
pub(super) type Score = i32;

/// One nat, the unit of a natural logarithm: a factor of e, about 2.7.
pub(super) const NAT: Score = 64;

/// What a word found counts, besides its rarity: more than all can be taken away from it, so
/// that whatever is found has a score above 0.
const FOUND: Score = 20 * NAT;

/// The score of something that narrows and says nothing about how well it fits.
pub(super) const NARROWS: Score = 1;

/// What a word in a name, a title or a topic counts beside one in a text of mean length. A name
/// says surely what a text may say by the way; but all the statements of a speaker share it.
pub(super) const IN_A_NAME: Score = -NAT / 2;

/// Words asked for in a row were remembered as such, so they count for more than apart.
const PHRASE: Score = NAT;

/// What the words of the query count when they can be found in their order: whoever
/// remembers words mostly remembers their order. By chance three words have it once in six
/// times, which is 1.8 nats; less is given since some do turn words round.
pub(super) const IN_ORDER: Score = NAT * 3 / 2;

/// What two words of the query count when they stand side by side. Further apart it is divided
/// by the distance.
const SIDE_BY_SIDE: Score = NAT / 2;

/// The most that order and closeness can add to a query of so many words.
pub(super) fn most_for_places(words: usize) -> Score {
    IN_ORDER + SIDE_BY_SIDE * Score::try_from(words.saturating_sub(1)).unwrap_or(Score::MAX / SIDE_BY_SIDE / 2)
}

/// What each further occurrence of a word counts, by its logarithm. A word that is said again
/// is remembered a little more; five times as often is less than one nat.
const AGAIN: f32 = 0.2;

/// What a length counts, by its logarithm, for each word found. Were the words of a text all
/// remembered alike, the chance of each would fall with the length of the text, which is 1;
/// but of a long text some words stay in mind as well as of a short one.
const LENGTH: f32 = 0.7;

/// A part of the mean length that is added to every length: in very short texts one word more or
/// less says nothing.
const SMOOTHED: f32 = 0.3;

/// How much worse a wording may answer each word, and still be shown because it is nearer to
/// the spoken words. Wordings of one statement share most words and differ a little in
/// length; one in which a word is only similar falls below.
pub(super) const NEARLY_AS_WELL: Score = NAT * 3 / 4;

impl Tier {
    /// What is taken away from a word's score for a match of this tier: how seldom somebody who
    /// means the one types the other. Each step down is about as seldom as typists err again
    /// (one letter in fifty to a hundred is wrong, which is four nats and more).
    pub(super) const fn score(self, being_typed: bool) -> Score {
        match self {
            Self::Exact => 0,
            // While a word is being typed its beginning is all that can be there.
            Self::Prefix if being_typed => -NAT / 4,
            Self::Prefix => -NAT * 3 / 2,
            Self::Joined => -NAT * 2,
            Self::Inflection => -NAT * 2,
            Self::OneEdit => -NAT * 4,
            Self::Shorter => -NAT * 5,
            Self::TwoEdits => -NAT * 6,
            Self::PrefixEdit => -NAT * 7,
            Self::Subsequence => -NAT * 8,
        }
    }
}

/// How much it tells that a word is there: the rarer the more.
pub(super) fn rarity(documents: usize, with_the_word: usize) -> Score {
    let (all, with) = (documents as f32, with_the_word.min(documents) as f32);
    // Half a document is added on either side, as for any estimate from counts: no word is
    // infinitely rare.
    FOUND + in_parts(((all + 1.0) / (with + 0.5)).ln())
}

/// What words in a row count, from the rarities of each.
pub(super) fn phrase(rarities: impl Iterator<Item = Score>) -> Score {
    PHRASE + rarities.sum::<Score>()
}

/// What a length counts beside the mean.
pub(super) fn for_length(length: f32, mean: f32) -> Score {
    let relative = length / mean.max(1.0);
    in_parts(-LENGTH * ((relative + SMOOTHED) / (1.0 + SMOOTHED)).ln())
}

/// What it counts that a word is there so often.
pub(super) fn for_occurrences(count: u32) -> Score {
    // Asked for every entry that is read: nearly all words are there once or twice.
    match count {
        1 => 0,
        2 => TWICE,
        more => in_parts(AGAIN * (more as f32).ln()),
    }
}

/// `AGAIN` times the logarithm of 2.
const TWICE: Score = 9;

/// What closeness counts for two words, from the places where they stand, each list sorted.
/// Linear in the length of the lists.
pub(super) fn closeness(first: &[usize], second: &[usize]) -> Score {
    nearest(first, second).map_or(0, |distance| {
        // The parts of one word stand at one place.
        SIDE_BY_SIDE / Score::try_from(distance.max(1)).unwrap_or(Score::MAX)
    })
}

/// The smallest distance between a number of one sorted list and one of another.
fn nearest(mut first: &[usize], mut second: &[usize]) -> Option<usize> {
    let mut nearest = None;
    while let ([a, after_a @ ..], [b, after_b @ ..]) = (first, second) {
        let distance = a.abs_diff(*b);
        nearest = Some(nearest.map_or(distance, |nearest: usize| nearest.min(distance)));
        // Whatever comes after the larger one is further from the smaller one.
        if a < b {
            first = after_a;
        } else {
            second = after_b;
        }
    }
    nearest
}

/// Whether one place of each can be chosen so that they follow each other. What stands nowhere
/// in the text (but in a name) is left out.
pub(super) fn is_in_order(places: &[Vec<usize>]) -> bool {
    let mut last = None;
    for of_word in places.iter().filter(|places| !places.is_empty()) {
        let next = of_word.iter().copied().find(|at| last.is_none_or(|last| *at >= last));
        if next.is_none() {
            return false;
        }
        last = next;
    }
    true
}

/// A score as it is kept: in two bytes, and never that of something not found.
pub(super) fn kept(score: Score) -> u16 {
    u16::try_from(score.max(NARROWS)).unwrap_or(u16::MAX)
}

fn in_parts(nats: f32) -> Score {
    (nats * NAT as f32).round() as Score
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rarer_the_more_the_longer_the_less_the_closer_the_better() {
        assert!(rarity(100, 1) > rarity(100, 50) && rarity(100, 100) > 0);
        assert!(for_length(5.0, 10.0) > for_length(50.0, 10.0) && for_length(10.0, 10.0) == 0);
        assert!(for_occurrences(2) > for_occurrences(1) && for_occurrences(1) == 0);
        assert_eq!(TWICE, in_parts(AGAIN * 2.0_f32.ln()));
        assert!(closeness(&[1], &[2]) > closeness(&[1], &[3]));
        assert_eq!(closeness(&[], &[2]), 0);
    }

    proptest::proptest! {
        #[test]
        fn the_nearest_of_all_pairs_is_found(
            mut first in proptest::collection::vec(0..60_usize, 0..8),
            mut second in proptest::collection::vec(0..60_usize, 0..8),
        ) {
            first.sort_unstable();
            second.sort_unstable();
            let of_all = first.iter().flat_map(|a| second.iter().map(|b| a.abs_diff(*b))).min();
            proptest::prop_assert_eq!(nearest(&first, &second), of_all);
        }
    }

    #[test]
    fn two_words_that_a_book_is_full_of_are_compared_place_by_place() {
        let every_tenth = |first: usize| (first..10_000_000).step_by(10).collect::<Vec<_>>();
        assert_eq!(closeness(&every_tenth(0), &every_tenth(4)), SIDE_BY_SIDE / 4);
    }

    #[test]
    fn words_are_in_order_if_some_places_of_them_are() {
        let places = |places: &[&[usize]]| places.iter().map(|places| places.to_vec()).collect::<Vec<_>>();
        assert!(is_in_order(&places(&[&[4, 9], &[1, 5], &[7]])));
        assert!(!is_in_order(&places(&[&[4], &[3], &[7]])));
        assert!(is_in_order(&places(&[&[4], &[], &[7]])));
        assert!(is_in_order(&places(&[&[4], &[4]])), "parts of one word");
    }

    #[test]
    fn whatever_is_found_has_a_score() {
        let worst = [Tier::Subsequence.score(false), IN_A_NAME, for_length(1.0e6, 1.0)];
        assert!(rarity(1, 1) + worst.iter().sum::<Score>() > NARROWS);
    }
}
