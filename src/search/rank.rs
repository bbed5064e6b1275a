//! How much a match counts.

/// How fast another occurrence of a word stops counting, and how much a long text weighs
/// against a short one: the usual values of BM25 (Robertson and Zaragoza, "The Probabilistic
/// Relevance Framework", 2009, section 3.5), fitted to nothing.
const SATURATION: f32 = 1.2;
const LENGTH: f32 = 0.75;

/// What a word in a name, a title or a topic counts beside one in the text. A name says
/// surely what a text may say by the way, so it counts as much as one occurrence in a text of
/// mean length.
pub(super) const IN_A_NAME: f32 = 1.0;

/// Words in a row were asked for as such, so they count for more than the same words apart.
pub(super) const PHRASE: f32 = 1.2;

/// What two words of the query count on top when they stand side by side, in their order,
/// as a part of the rarer one's score. Further apart it is divided by the distance: enough to
/// decide between statements that hold the same words, too little to outweigh a word.
const SIDE_BY_SIDE: f32 = 0.25;

/// How much a word tells: the rarer the more. This is the form of BM25's inverse document
/// frequency that is never negative.
pub(super) fn rarity(documents: usize, with_the_word: u32) -> f32 {
    let (all, with) = (documents as f32, with_the_word as f32);
    (1.0 + ((all - with).max(0.0) + 0.5) / (with + 0.5)).ln()
}

/// How much one occurrence weighs in a text of so many words, beside one in a text of mean
/// length.
pub(super) fn one_occurrence(length: usize, mean_length: f32) -> f32 {
    let relative = length as f32 / mean_length.max(1.0);
    (SATURATION + 1.0) / (1.0 + SATURATION * (1.0 - LENGTH + LENGTH * relative))
}

/// How much `count` occurrences weigh in a text where one weighs so much.
pub(super) fn occurrences(count: u32, one: f32) -> f32 {
    if count == 1 {
        return one;
    }
    // What the length adds below the line, read back from the weight of one.
    let of_length = (SATURATION + 1.0) / one - 1.0;
    let count = count as f32;
    count * (SATURATION + 1.0) / (count + of_length)
}

/// What closeness adds for two words, from the places where they stand.
pub(super) fn closeness(first: &[usize], second: &[usize], rarer: f32) -> f32 {
    let distances = first.iter().flat_map(|a| {
        second.iter().map(move |b| match b.checked_sub(*a) {
            // The parts of one word stand at one place.
            Some(distance) => distance.max(1),
            // Against the order of the query.
            None => a - b + 1,
        })
    });
    distances.min().map_or(0.0, |distance| SIDE_BY_SIDE * rarer / distance as f32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rarer_the_more_the_longer_the_less_the_closer_the_better() {
        assert!(rarity(100, 1) > rarity(100, 50) && rarity(100, 100) > 0.0);
        assert!(one_occurrence(5, 10.0) > one_occurrence(50, 10.0));
        let one = one_occurrence(10, 10.0);
        assert!((one - 1.0).abs() < 1e-6 && occurrences(2, one) > one && occurrences(2, one) < 2.0 * one);
        assert!(closeness(&[1], &[2], 1.0) > closeness(&[1], &[3], 1.0));
        assert!(closeness(&[1], &[2], 1.0) > closeness(&[2], &[1], 1.0));
        assert!(closeness(&[], &[2], 1.0) < f32::EPSILON);
    }
}
