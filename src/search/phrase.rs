//! Words in a row.

use std::ops::Range;

use crate::text::Word;

/// Where `wanted` stands as a run of words, the last of which may be only begun if
/// `open_end`.
pub(super) fn find_run(wanted: &[String], text: &[Word], open_end: bool) -> Option<Range<usize>> {
    (0..text.len()).find_map(|start| Some(start..start + run_at(wanted, &text[start..], open_end)?))
}

/// The number of words that the run takes at the very start of `text`. A hyphenated word is
/// one word, or else its parts: `non starters` and `nonstarters` both run over
/// `non-starters`.
pub(super) fn run_at(wanted: &[String], text: &[Word], open_end: bool) -> Option<usize> {
    let (mut left, mut taken) = (wanted, 0);
    while let Some((first, rest)) = left.split_first() {
        let word = text.get(taken)?;
        let may_be_begun = open_end && rest.is_empty();
        let is_it = |form: &str| form == first || (may_be_begun && form.starts_with(first.as_str()));
        let parts = word.parts.len();
        left = if is_it(&word.folded) {
            rest
        } else if parts > 0
            && left.len() >= parts
            && left.iter().zip(&word.parts).all(|(asked, (_, part))| asked == part)
        {
            &left[parts..]
        } else {
            return None;
        };
        taken += 1;
    }
    Some(taken)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::words;

    fn wanted(text: &str) -> Vec<String> {
        text.split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn runs_are_found_word_by_word_or_part_by_part() {
        let text = words("There are non-starters for us.");
        for (run, open_end, at) in [
            ("are nonstarters for", false, Some(1)),
            ("non starters for us", false, Some(2)),
            ("starters non", false, None),
            ("starters for", false, None),
            ("for u", false, None),
            ("for u", true, Some(3)),
            ("there a", true, Some(0)),
            ("us more", true, None),
        ] {
            assert_eq!(find_run(&wanted(run), &text, open_end).map(|run| run.start), at, "{run}");
        }
        assert_eq!(run_at(&wanted("there are"), &text, false), Some(2));
        assert_eq!(run_at(&wanted("are"), &text, false), None);
    }
}
