//! Words in a row.

use std::ops::Range;

use crate::text::{FormOf, Word, scan_words};

/// Whether `text` holds `wanted` as a run of words, as [`find_run`] finds it, which tells where.
/// The text is read once, and nothing is made of its words.
pub(super) fn holds_run(wanted: &[String], text: &str, buffer: &mut String) -> bool {
    let mut run = Run { wanted, ..Run::default() };
    scan_words(text, buffer, |form, _, of| match of {
        FormOf::Word => run.word(form),
        FormOf::Part => run.part(form),
    });
    run.end_word();
    run.is_found
}

/// A run while a text is read. Each number says how many of the words wanted have been read, for
/// one way to have begun.
#[derive(Default)]
struct Run<'a> {
    wanted: &'a [String],
    /// Before the present word.
    before: Vec<usize>,
    /// With the present word as a whole.
    whole: Vec<usize>,
    /// With the parts of it that have been read.
    parts: Vec<usize>,
    has_parts: bool,
    is_found: bool,
}

impl Run<'_> {
    fn word(&mut self, form: &str) {
        self.end_word();
        let wanted = self.wanted;
        self.whole.extend(self.before.iter().filter(|read| wanted.get(**read).is_some_and(|next| next == form)));
        self.whole.iter_mut().for_each(|read| *read += 1);
        self.parts.clone_from(&self.before);
        self.has_parts = false;
    }

    fn part(&mut self, form: &str) {
        self.has_parts = true;
        let wanted = self.wanted;
        self.parts.retain(|read| wanted.get(*read).is_some_and(|next| next == form));
        self.parts.iter_mut().for_each(|read| *read += 1);
    }

    fn end_word(&mut self) {
        if !self.has_parts {
            self.parts.clear();
        }
        self.before.clear();
        self.before.append(&mut self.whole);
        self.before.append(&mut self.parts);
        self.is_found |= self.before.contains(&self.wanted.len());
        self.before.push(0);
    }
}

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

    proptest::proptest! {
        #[test]
        fn a_run_is_held_where_it_is_found(run in "[ab]{1,2}( [ab]{1,2}){0,3}", text in "([ab]{1,2}[ -]){0,12}") {
            let found = find_run(&wanted(&run), &words(&text), false).is_some();
            proptest::prop_assert_eq!(holds_run(&wanted(&run), &text, &mut String::new()), found);
        }
    }

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
