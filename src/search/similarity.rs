//! When two words are nearly the same: inflections, slips of the finger, letters left out.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

/// The set of a word's letters: a bit for each of a–z, and six more for everything else.
pub(super) fn letters_of(word: &str) -> u32 {
    word.chars().fold(0, |letters, character| {
        let bit = match character {
            'a'..='z' => character as u32 - 'a' as u32,
            other => 26 + other as u32 % 6,
        };
        letters | 1 << bit
    })
}

/// The endings that English words take on by inflection, longest first.
const ENDINGS: [&str; 9] = ["ingly", "edly", "ings", "ing", "ed", "es", "ly", "d", "s"];

/// A stem shorter than this says nothing.
const SHORTEST_STEM: usize = 3;

/// What inflected forms of a word have in common: `commit`, `commits` and `committed` give
/// `commit`. A light stemmer in the manner of Harman's S-stemmer ("How effective is
/// suffixing?", 1991), for folded words; it may join words that only look related, so it
/// counts for less than the word itself. Words of other languages mostly stay as they are.
pub(super) fn stem(word: &str) -> &str {
    let has_ending = |ending: &&&str| {
        word.strip_suffix(**ending).is_some_and(|rest| {
            rest.len() >= SHORTEST_STEM
                && rest.contains(['a', 'e', 'i', 'o', 'u', 'y'])
                && !is_part_of_stem(rest, ending)
        })
    };
    let ending = ENDINGS.iter().find(has_ending).map_or("", |ending| ending);
    undoubled(without_last_vowel(&word[..word.len() - ending.len()]))
}

/// `make` and `mak(ing)`, `ability` and `abiliti(es)` differ in a last vowel only.
fn without_last_vowel(stem: &str) -> &str {
    let is_silent = |rest: &str, last: char| last != 'y' || !rest.ends_with(['a', 'e', 'i', 'o', 'u']);
    match stem.strip_suffix(['e', 'i', 'y']).zip(stem.chars().last()) {
        Some((rest, last)) if rest.len() >= SHORTEST_STEM && is_silent(rest, last) => rest,
        _ => stem,
    }
}

/// `class`, `bus` and `this` do not end in an inflection, nor does `and`.
fn is_part_of_stem(rest: &str, ending: &str) -> bool {
    match ending {
        "s" => rest.ends_with(['s', 'u', 'i']),
        "d" => !rest.ends_with('e'),
        // `agreed` and `agrees` are `agree` with the shorter ending.
        "ed" | "es" => rest.ends_with('e'),
        _ => false,
    }
}

/// `committ` is `commit`.
fn undoubled(stem: &str) -> &str {
    let mut letters = stem.chars().rev();
    match (letters.next(), letters.next()) {
        (Some(last), Some(before)) if last == before && stem.chars().count() > SHORTEST_STEM => {
            &stem[..stem.len() - last.len_utf8()]
        }
        _ => stem,
    }
}

/// The edits forgiven in a word of this many characters: none in short ones, where nearly
/// every word is one edit from another, and none in numbers, where each digit counts.
pub(super) fn edits_forgiven(word: &str) -> u8 {
    if word.chars().any(|character| character.is_ascii_digit()) {
        return 0;
    }
    match word.chars().count() {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    }
}

/// How many letters were put in, left out, exchanged with their neighbour or typed wrong
/// (Damerau-Levenshtein, in its restricted form).
pub(super) fn edits(a: &str, b: &str) -> usize {
    strsim::osa_distance(a, b)
}

/// Whether two words are one edit apart, as [`edits`] counts it.
pub(super) fn is_one_edit(a: &str, b: &str) -> bool {
    if !(a.is_ascii() && b.is_ascii()) {
        return edits(a, b) == 1;
    }
    // Nearly all words are plain letters, and nearly all differ by more: that is seen at once.
    let (a, b) = without_common_beginning(a.as_bytes(), b.as_bytes());
    let same = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
    match (&a[..a.len() - same], &b[..b.len() - same]) {
        ([_], [_] | []) | ([], [_]) => true,
        ([first, second], [other_first, other_second]) => first == other_second && second == other_first,
        _ => false,
    }
}

/// Whether `wanted` is at most one edit from a beginning of `word`, as `caifor` is from one of
/// `californian`.
pub(super) fn begins_with_a_slip(wanted: &str, word: &str) -> bool {
    if !(wanted.is_ascii() && word.is_ascii()) {
        let length = wanted.chars().count();
        let beginning = |characters: usize| word.char_indices().nth(characters).map_or(word, |(at, _)| &word[..at]);
        return (length.saturating_sub(1)..=length + 1).any(|characters| edits(wanted, beginning(characters)) <= 1);
    }
    let (wanted, word) = without_common_beginning(wanted.as_bytes(), word.as_bytes());
    match (wanted, word) {
        ([] | [_], _) => true,
        (_, []) => false,
        ([first, rest @ ..], [other, after @ ..]) => {
            let exchanged =
                || rest.first() == Some(other) && after.first() == Some(first) && after[1..].starts_with(&rest[1..]);
            // A letter too many, a wrong one, one left out, or two exchanged.
            word.starts_with(rest) || after.starts_with(rest) || after.starts_with(wanted) || exchanged()
        }
    }
}

fn without_common_beginning<'a>(a: &'a [u8], b: &'a [u8]) -> (&'a [u8], &'a [u8]) {
    let same = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    (&a[same..], &b[same..])
}

/// A shorter word is a subsequence of nearly every other.
const SHORTEST_SUBSEQUENCE: usize = 4;

/// The places, in characters, of the letters of `wanted` in `word`, where they stand in
/// order, begin alike, and leave out fewer letters than they keep.
pub(super) fn subsequence(wanted: &str, word: &str) -> Option<Vec<usize>> {
    let (wanted_len, word_len) = (wanted.chars().count(), word.chars().count());
    let near = wanted_len >= SHORTEST_SUBSEQUENCE && word_len < wanted_len * 2;
    if !near || wanted.chars().next() != word.chars().next() {
        return None;
    }
    SkimMatcherV2::default().fuzzy_indices(word, wanted).map(|(_, places)| places)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inflected_forms_have_one_stem() {
        for family in [
            &["step", "steps", "stepped", "stepping"][..],
            &["commit", "commits", "committed", "committing"],
            &["make", "makes", "making"],
            &["ability", "abilities"],
            &["they"],
            &["happy", "happily"],
            &["near", "nears", "nearly"],
            &["america", "americas"],
            &["agree", "agreed", "agrees", "agreeing"],
        ] {
            let stems: Vec<&str> = family.iter().map(|word| stem(word)).collect();
            assert!(stems.iter().all(|stem| *stem == stems[0]), "{family:?} {stems:?}");
        }
    }

    #[test]
    fn words_that_only_look_inflected_keep_their_ends() {
        for (word, other) in
            [("thing", "th"), ("need", "ne"), ("class", "clas"), ("this", "thi"), ("king", "k"), ("and", "an")]
        {
            assert_ne!(stem(word), stem(other), "{word}");
        }
        assert_eq!(stem("żółć"), "żółć");
    }

    #[test]
    fn slips_of_the_finger_are_counted() {
        for (wanted, word, count) in
            [("friensd", "friends", 1), ("sngle", "single", 1), ("equaliyt", "equality", 1), ("learnde", "learned", 1)]
        {
            assert_eq!(edits(wanted, word), count, "{wanted}");
        }
        assert!(begins_with_a_slip("caifor", "californian") && !begins_with_a_slip("caiofr", "californian"));
        assert_eq!(["the", "then", "equality", "20222022"].map(edits_forgiven), [0, 1, 2, 0]);
    }

    proptest::proptest! {
        #[test]
        fn single_slips_are_seen_as_counting_them_would(a in "[abä]{0,6}", b in "[abä]{0,7}") {
            proptest::prop_assert_eq!(is_one_edit(&a, &b), edits(&a, &b) == 1);
            let beginnings = b.char_indices().map(|(at, _)| at).chain([b.len()]).map(|end| edits(&a, &b[..end]));
            proptest::prop_assert_eq!(begins_with_a_slip(&a, &b), beginnings.min() <= Some(1));
        }
    }

    #[test]
    fn letters_of_a_subsequence_stand_in_order() {
        assert_eq!(subsequence("cmmt", "commit"), Some(vec![0, 2, 3, 5]));
        assert_eq!(subsequence("nonstrter", "nonetheless"), None);
        assert_eq!(subsequence("abc", "aabbcc"), None);
    }
}
