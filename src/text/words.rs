//! The words of a text, in folded form, each with its place in the original.

use super::fold::{Folding, fold_into, folded};
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
    first_words(text, usize::MAX)
}

/// The first words of `text`, at most `count` of them.
#[must_use]
pub fn first_words(text: &str, count: usize) -> Vec<Word> {
    let mut found = Vec::new();
    let mut at = 0;
    while let (true, Some((start, end))) = (found.len() < count, next_word(text, at)) {
        found.push(word_at(text, ByteSpan::new(start, end)));
        at = end;
    }
    found
}

/// Calls `visit` with the folded form of every word of `text`, and of every part of a
/// hyphenated one, in the order of [`words`] and without making strings of them. The number
/// is that of the word; a part has the number of its word. `buffer` is only working space.
pub fn scan_words(text: &str, buffer: &mut String, mut visit: impl FnMut(&str, usize, FormOf)) {
    let (mut number, mut at) = (0, 0);
    while let Some((start, end)) = next_word(text, at) {
        let original = &text[start..end];
        at = end;
        buffer.clear();
        if original.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            buffer.push_str(original);
            buffer.make_ascii_lowercase();
            visit(buffer, number, FormOf::Word);
        } else {
            fold_into(original, Folding::Search, buffer);
            visit(buffer, number, FormOf::Word);
            if original.contains(is_hyphen) {
                for part in original.split(is_hyphen).filter(|part| !part.is_empty()) {
                    buffer.clear();
                    fold_into(part, Folding::Search, buffer);
                    visit(buffer, number, FormOf::Part);
                }
            }
        }
        number += 1;
    }
}

/// What a form is the form of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormOf {
    /// A whole word.
    Word,
    /// A part of a hyphenated word.
    Part,
}

/// The bytes of the next word at or after `from`.
fn next_word(text: &str, from: usize) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    let mut start = from;
    loop {
        match bytes.get(start)? {
            byte if byte.is_ascii_alphanumeric() => break,
            byte if byte.is_ascii() => start += 1,
            _ => {
                let character = text[start..].chars().next()?;
                if is_in_word(character) {
                    if stands_alone(character) {
                        return Some((start, start + character.len_utf8()));
                    }
                    break;
                }
                start += character.len_utf8();
            }
        }
    }
    Some((start, word_end(text, start)))
}

/// Where the word ends that starts at `start`.
fn word_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let mut end = start;
    loop {
        // Nearly every word ends in this loop.
        while bytes.get(end).is_some_and(u8::is_ascii_alphanumeric) {
            end += 1;
        }
        let Some(next) = text[end..].chars().next() else { return end };
        let after = end + next.len_utf8();
        let continues =
            is_in_word(next) && !stands_alone(next) || is_joiner(next) && starts_with_word_char(&text[after..]);
        if !continues {
            return end;
        }
        end = after;
    }
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
    text.chars().next().is_some_and(|c| is_in_word(c) && !stands_alone(c))
}

/// Whether a character is part of a word: a letter, a digit or an accent.
pub(super) fn is_in_word(character: char) -> bool {
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

    proptest::proptest! {
        #[test]
        fn scanning_gives_the_forms_of_the_words(text in "(\\PC|[a-z '’-]){0,60}") {
            let mut scanned = Vec::new();
            scan_words(&text, &mut String::new(), |form, number, of| scanned.push((form.to_owned(), number, of)));
            let mut wanted = Vec::new();
            for (number, word) in words(&text).into_iter().enumerate() {
                wanted.push((word.folded, number, FormOf::Word));
                wanted.extend(word.parts.into_iter().map(|(_, part)| (part, number, FormOf::Part)));
            }
            proptest::prop_assert_eq!(scanned, wanted);
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
