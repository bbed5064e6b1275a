//! How alike two texts are, and which statements of a corpus have words like these.

use std::collections::{HashMap, HashSet};

use crate::text::words;

/// Two texts that are less alike are two statements.
pub const LEAST_LIKENESS: f32 = 0.8;

/// A text of fewer words stands in too many others to be told by that.
const FEWEST_CONTAINED: usize = 5;

/// Words that turn a statement around, in folded form.
const NEGATIONS: [&str; 16] = [
    "no", "not", "never", "nor", "neither", "none", "nobody", "nothing", "cannot", "without", "nicht", "kein", "keine",
    "nie", "pas", "jamais",
];

/// What `n't` is written behind.
const WITH_NEGATION: [&str; 16] = [
    "do", "does", "did", "wo", "would", "ca", "could", "should", "is", "are", "was", "were", "has", "have", "had",
    "must",
];

/// Whether a folded word turns a statement around: where one of two texts has it and the other has
/// not, they are not wordings of one statement, however much else they have in common.
fn is_negation(word: &str) -> bool {
    NEGATIONS.contains(&word) || word.strip_suffix("nt").is_some_and(|stem| WITH_NEGATION.contains(&stem))
}

/// A text taken apart for comparing: its words in folded form, and each with the next.
#[derive(Debug)]
pub(super) struct Taken {
    words: HashSet<String>,
    pairs: HashSet<(String, String)>,
    count: usize,
}

impl Taken {
    pub(super) fn of(text: &str) -> Self {
        let all: Vec<String> = words(text).into_iter().map(|word| word.folded).collect();
        let pairs = all.windows(2).map(|pair| (pair[0].clone(), pair[1].clone())).collect();
        Self { count: all.len(), pairs, words: all.into_iter().collect() }
    }

    /// The larger of two shares: that of the words which both have among all that either has
    /// (Jaccard's index); and that of the pairs of neighbouring words of the shorter text which the
    /// longer has too, so that a short quote is found in a long one. The second only counts from
    /// five words on. Neither counts where a word of one of them turns the meaning around.
    pub(super) fn likeness(&self, other: &Self) -> f32 {
        let share = |common: usize, of: usize| if of == 0 { 0.0 } else { common as f32 / of as f32 };
        let common = self.words.intersection(&other.words).count();
        let is_turned = self.words.symmetric_difference(&other.words).any(|word| is_negation(word));
        let alike = if is_turned { 0.0 } else { share(common, self.words.len() + other.words.len() - common) };
        let (shorter, longer) = if self.count <= other.count { (self, other) } else { (other, self) };
        // A long text may well say `not` of something else.
        let is_turned = if longer.count < 2 * shorter.count {
            is_turned
        } else {
            shorter.words.difference(&longer.words).any(|word| is_negation(word))
        };
        if is_turned || shorter.count < FEWEST_CONTAINED {
            return alike;
        }
        let contained = share(self.pairs.intersection(&other.pairs).count(), shorter.pairs.len());
        alike.max(contained)
    }
}

/// How alike two texts are, from 0 to 1; case, accents and punctuation make no difference. At
/// [`LEAST_LIKENESS`] and above they are wordings of one statement, if the speaker is the same.
#[must_use]
pub fn likeness(one: &str, other: &str) -> f32 {
    Taken::of(one).likeness(&Taken::of(other))
}

/// Texts by their words. Those that have no word in common with another are never compared to it.
#[derive(Debug, Default)]
pub(super) struct Likes {
    texts: Vec<(usize, Taken)>,
    by_word: HashMap<String, Vec<usize>>,
}

impl Likes {
    /// Adds a text of something with a number.
    pub(super) fn add(&mut self, of: usize, text: &str) {
        let taken = Taken::of(text);
        for word in &taken.words {
            self.by_word.entry(word.clone()).or_default().push(self.texts.len());
        }
        self.texts.push((of, taken));
    }

    /// What has texts like this, the most alike first; among those, what was added first.
    pub(super) fn like(&self, text: &str) -> Vec<(usize, f32)> {
        let taken = Taken::of(text);
        let mut common: HashMap<usize, usize> = HashMap::new();
        for word in &taken.words {
            for index in self.by_word.get(word).into_iter().flatten() {
                *common.entry(*index).or_default() += 1;
            }
        }
        let mut best: HashMap<usize, f32> = HashMap::new();
        for (index, common) in common {
            let (of, other) = &self.texts[index];
            // With fewer words in common, neither share is as large, but for texts that say the same
            // few words again and again.
            let fewest = taken.words.len().min(other.words.len());
            if (common as f32) < fewest as f32 * LEAST_LIKENESS / 2.0 {
                continue;
            }
            let likeness = taken.likeness(other);
            if likeness >= LEAST_LIKENESS {
                let best = best.entry(*of).or_default();
                *best = best.max(likeness);
            }
        }
        let mut found: Vec<(usize, f32)> = best.into_iter().collect();
        found.sort_by(|(one, of_one), (other, of_other)| of_other.total_cmp(of_one).then(one.cmp(other)));
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wordings_of_one_statement_are_alike_and_other_statements_are_not() {
        for (one, other, joined) in [
            ("We will build the bridge.", "We will build the bridge!", true),
            ("We will build the bridge", "WE WILL BUILD THE BRÍDGE", true),
            // One word in ten is another: 9 of 11.
            (
                "one two three four five six seven eight nine ten",
                "one two three four five six seven eight nine nought",
                true,
            ),
            // Two words in ten are: 8 of 12.
            (
                "one two three four five six seven eight nine ten",
                "one two three four five six seven eight no none",
                false,
            ),
            // A quote of five words out of a longer statement, and one of four.
            ("There was no commitment to it, and there was no statement either.", "was no commitment to it", true),
            ("There was no commitment to it, and there was no statement either.", "was no commitment to", false),
            // A gap leaves a pair of words out.
            (
                "We will build the bridge before the winter comes to us all.",
                "We will build […] before the winter comes",
                true,
            ),
            // A word that turns the meaning around.
            ("We will build the bridge.", "We will not build the bridge.", false),
            ("We'll never build the bridge or the road.", "We'll build the bridge or the road.", false),
            ("We don’t want to build the bridge, ever.", "We do want to build the bridge, ever.", false),
            ("We will not build the bridge.", "We will not build a bridge.", false),
            ("We will not build the bridge for us all.", "We will not build a bridge for us all.", true),
            // Where all words are the same, their order makes no difference.
            ("The bridge, we will build.", "We will build the bridge.", true),
            ("", "", false),
            ("Yes.", "Yes!", true),
            ("Yes.", "Yes, we will build the bridge.", false),
        ] {
            let found = likeness(one, other);
            assert_eq!(found >= LEAST_LIKENESS, joined, "{one} / {other}: {found}");
            assert!((found - likeness(other, one)).abs() < f32::EPSILON, "{one} / {other}");
        }
    }

    #[test]
    fn what_is_looked_up_is_what_comparing_with_all_finds() {
        let texts =
            ["We will build the bridge.", "It costs too much money now.", "We shall build the bridge now.", "Yes."];
        let mut likes = Likes::default();
        texts.iter().enumerate().for_each(|(number, text)| likes.add(number, text));
        for wanted in texts.iter().chain(&["It costs too much money", "build the bridge", "no"]) {
            let mut all: Vec<usize> =
                (0..texts.len()).filter(|number| likeness(wanted, texts[*number]) >= LEAST_LIKENESS).collect();
            let mut found: Vec<usize> = likes.like(wanted).into_iter().map(|(number, _)| number).collect();
            all.sort_unstable();
            found.sort_unstable();
            assert_eq!(found, all, "{wanted}");
        }
    }
}
