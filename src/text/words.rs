//! The words of a text, in folded form, each with its place in the original.

use super::fold::{Folding, folded};
use super::span::ByteSpan;

/// One word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Where it stands in the original, in bytes.
    pub span: ByteSpan,
    /// Its form folded for search. A hyphenated word is one word, joined: `nonstarters`.
    pub folded: String,
    /// The parts of a hyphenated word (`non`, `starters`); empty for any other word.
    pub parts: Vec<(ByteSpan, String)>,
}

/// Splits `text` into words: runs of letters and digits, held together by
/// apostrophes and hyphens inside; each ideograph is a word of its own, as the
/// scripts that use them write no spaces. Linear in the length of the text.
#[must_use]
pub fn words(text: &str) -> Vec<Word> {
    let mut found = Vec::new();
    let mut characters = text.char_indices().peekable();
    while let Some((start, character)) = characters.next() {
        if !is_word_char(character) {
            continue;
        }
        let mut end = start + character.len_utf8();
        if !stands_alone(character) {
            while let Some(&(at, next)) = characters.peek() {
                let continues = is_word_char(next) && !stands_alone(next)
                    || is_joiner(next) && starts_with_word_char(&text[at + next.len_utf8()..]);
                if !continues {
                    break;
                }
                end = at + next.len_utf8();
                characters.next();
            }
        }
        found.push(word_at(text, ByteSpan::new(start, end)));
    }
    found
}

fn word_at(text: &str, span: ByteSpan) -> Word {
    let original = span.of(text);
    let mut parts = Vec::new();
    if original.contains(is_hyphen) {
        let mut start = span.start();
        for piece in original.split_inclusive(is_hyphen) {
            let bare = piece.trim_end_matches(is_hyphen);
            if !bare.is_empty() {
                let part = ByteSpan::new(start, start + bare.len());
                parts.push((part, folded(bare, Folding::Search)));
            }
            start += piece.len();
        }
    }
    Word { span, folded: folded(original, Folding::Search), parts }
}

fn starts_with_word_char(text: &str) -> bool {
    text.chars().next().is_some_and(|c| is_word_char(c) && !stands_alone(c))
}

fn is_word_char(character: char) -> bool {
    character.is_alphanumeric() || unicode_normalization::char::is_combining_mark(character)
}

fn is_hyphen(character: char) -> bool {
    matches!(character, '-' | '‐' | '‑' | '\u{ad}')
}

/// Marks that hold a word together when letters stand on both sides.
fn is_joiner(character: char) -> bool {
    is_hyphen(character) || matches!(character, '\'' | '’' | 'ʼ' | '\u{200b}'..='\u{200d}' | '\u{2060}')
}

/// Scripts written without spaces: Han, Hiragana, Katakana.
fn stands_alone(character: char) -> bool {
    matches!(character,
        '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms(text: &str) -> Vec<String> {
        words(text).into_iter().map(|word| word.folded).collect()
    }

    #[test]
    fn words_are_split_at_punctuation_and_joined_over_hyphens_and_apostrophes() {
        let cases: [(&str, &[&str]); 7] = [
            ("some are non-starters for us.", &["some", "are", "nonstarters", "for", "us"]),
            ("don’t “quote” it", &["dont", "quote", "it"]),
            ("a - b -- c", &["a", "b", "c"]),
            ("rock 'n' roll", &["rock", "n", "roll"]),
            ("2022-01-12", &["20220112"]),
            ("北約 und Rußland", &["北", "約", "und", "russland"]),
            ("", &[]),
        ];
        for (text, wanted) in cases {
            assert_eq!(forms(text), wanted, "{text}");
        }
    }

    #[test]
    fn a_hyphenated_word_knows_its_parts_and_their_places() {
        let text = "a non-starter";
        let word = &words(text)[1];
        assert_eq!(word.span.of(text), "non-starter");
        let parts: Vec<_> = word.parts.iter().map(|(span, form)| (span.of(text), &**form)).collect();
        assert_eq!(parts, [("non", "non"), ("starter", "starter")]);
    }
}
