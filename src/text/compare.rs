//! Which words differ between two texts.

use similar::{Algorithm, ChangeTag, capture_diff_slices};

use super::span::{ByteSpan, merge_spans};
use super::words::words;

/// The words by which two texts differ.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Differences {
    /// Words of the first text that the second lacks or has otherwise.
    pub first: Vec<ByteSpan>,
    /// Words of the second text that the first lacks or has otherwise.
    pub second: Vec<ByteSpan>,
}

/// Compares two texts word by word. Case, accents, typography, hyphens and
/// punctuation make no difference: they are how a word is written, not which word it is.
#[must_use]
pub fn differing_words(first: &str, second: &str) -> Differences {
    let (first_words, second_words) = (words(first), words(second));
    let first_forms: Vec<&str> = first_words.iter().map(|word| &*word.folded).collect();
    let second_forms: Vec<&str> = second_words.iter().map(|word| &*word.folded).collect();
    let mut differences = Differences::default();
    for operation in capture_diff_slices(Algorithm::Myers, &first_forms, &second_forms) {
        for change in operation.iter_changes(&first_forms, &second_forms) {
            match (change.tag(), change.old_index(), change.new_index()) {
                (ChangeTag::Delete, Some(index), _) => differences.first.push(first_words[index].span),
                (ChangeTag::Insert, _, Some(index)) => differences.second.push(second_words[index].span),
                _ => {}
            }
        }
    }
    differences.first = merge_spans(differences.first);
    differences.second = merge_spans(differences.second);
    differences
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lit<'a>(text: &'a str, spans: &[ByteSpan]) -> Vec<&'a str> {
        spans.iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn exactly_the_changed_words_differ() {
        let first = "There was no commitment to de-escalate. Nor was there a statement.";
        let second = "There was no dedication to deescalate […] Neither existed a statement";
        let differences = differing_words(first, second);
        assert_eq!(lit(first, &differences.first), ["commitment", "Nor", "was", "there"]);
        assert_eq!(lit(second, &differences.second), ["dedication", "Neither", "existed"]);
    }

    #[test]
    fn typography_alone_makes_no_difference() {
        assert_eq!(differing_words("“Don’t” stop", "dont, STOP!"), Differences::default());
    }
}
