//! The words of a paragraph outside its quotes, where each quote is one token.

use crate::text::ByteSpan;

use super::blocks::tag_end;
use super::lexicon::{Classes, lexicon};
use super::marks::Stretch;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A word, or an abbreviation with its full stop.
    Word,
    /// A mark of punctuation. All dashes are `—`.
    Mark(char),
    /// A stretch in quote marks, by its number in the paragraph.
    Quote(usize),
}

/// A token and its place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) span: ByteSpan,
    pub(super) kind: Kind,
    pub(super) classes: Classes,
}

impl Token {
    /// Whether this is a word with one of the classes.
    pub(super) fn is(&self, classes: Classes) -> bool {
        self.kind == Kind::Word && self.classes.any(classes)
    }

    /// Whether this is the mark.
    pub(super) fn is_mark(&self, mark: char) -> bool {
        self.kind == Kind::Mark(mark)
    }

    /// Whether this is a quote.
    pub(super) const fn is_quote(&self) -> bool {
        matches!(self.kind, Kind::Quote(_))
    }
}

/// The tokens of a paragraph, put into `tokens`. Linear in its length.
pub(super) fn read_tokens(text: &str, paragraph: ByteSpan, stretches: &[Stretch], tokens: &mut Vec<Token>) {
    tokens.clear();
    let lexicon = lexicon();
    let mut lower = String::new();
    let mut at = paragraph.start();
    for (number, stretch) in stretches.iter().map(Some).chain([None]).enumerate() {
        let end = stretch.map_or(paragraph.end(), |stretch| stretch.outer.start());
        while at < end {
            let start = at;
            let (kind, classes, next) = read_token(text, at, end, &mut lower, lexicon);
            at = next;
            if let Some(kind) = kind {
                tokens.push(Token { span: ByteSpan::new(start, next), kind, classes });
            }
        }
        if let Some(stretch) = stretch {
            tokens.push(Token { span: stretch.outer, kind: Kind::Quote(number), classes: Classes::default() });
            at = stretch.outer.end();
        }
    }
}

type Lexicon = hashbrown::HashMap<&'static str, Classes>;

/// The token at `at`, or white space, and where it ends.
fn read_token(
    text: &str,
    at: usize,
    end: usize,
    lower: &mut String,
    lexicon: &Lexicon,
) -> (Option<Kind>, Classes, usize) {
    let bytes = text.as_bytes();
    let byte = bytes[at];
    if byte.is_ascii_alphanumeric() || matches!(byte, b'@' | b'#' | b'$') || byte >= 0xc3 && starts_word(text, at) {
        let (word_end, classes) = read_word(text, at, end, lower, lexicon);
        return (Some(Kind::Word), classes, word_end);
    }
    if byte == b'<'
        && let Some(tag) = tag_end(text, at, end)
    {
        return (None, Classes::default(), tag);
    }
    if let Some(end) = contraction_end(text, at, end) {
        let be = matches!(bytes[end - 1], b's' | b'e' | b'm') && bytes[end - 2] != b'v';
        return (Some(Kind::Word), if be { Classes::AUX | Classes::BE } else { Classes::AUX }, end);
    }
    if byte.is_ascii() {
        if byte.is_ascii_whitespace() {
            return (None, Classes::default(), at + 1);
        }
        if byte == b'&' {
            return (Some(Kind::Word), Classes::CONJUNCTION, at + 1);
        }
        if byte == b'-' {
            let run = bytes[at..end].iter().take_while(|next| **next == b'-').count();
            return (Some(Kind::Mark('—')), Classes::default(), at + run);
        }
        return (Some(Kind::Mark(char::from(byte))), Classes::default(), at + 1);
    }
    let character = text[at..].chars().next().unwrap_or(' ');
    let next = at + character.len_utf8();
    let kind = match character {
        space if space.is_whitespace() => None,
        '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{2060}' | '\u{ad}' => None,
        '–' | '—' | '―' | '‒' | '−' => Some(Kind::Mark('—')),
        '‐' | '‑' => Some(Kind::Mark('—')),
        '…' => Some(Kind::Mark('…')),
        other => Some(Kind::Mark(other)),
    };
    (kind, Classes::default(), next)
}

/// Where a verb ends that was drawn to the pronoun before it: "’s" of "it’s".
fn contraction_end(text: &str, at: usize, limit: usize) -> Option<usize> {
    if at == 0 || !text.as_bytes()[at - 1].is_ascii_alphabetic() {
        return None;
    }
    let rest = text[at..limit].strip_prefix(['\'', '’'])?;
    let verb = rest.split(|c: char| !c.is_ascii_alphabetic()).next()?;
    ["s", "re", "ve", "d", "ll", "m"].contains(&verb).then_some(limit - rest.len() + verb.len())
}

fn starts_word(text: &str, at: usize) -> bool {
    text[at..].chars().next().is_some_and(char::is_alphanumeric)
}

/// Reads a word: letters and digits, held together by hyphens, apostrophes and full stops inside,
/// with the full stop of an abbreviation and the mark of a genitive at its end.
fn read_word(text: &str, start: usize, limit: usize, lower: &mut String, lexicon: &Lexicon) -> (usize, Classes) {
    let bytes = text.as_bytes();
    let mut end = start + 1;
    while !text.is_char_boundary(end) {
        end += 1;
    }
    let mut genitive = false;
    let mut dots = false;
    while end < limit {
        let byte = bytes[end];
        if byte.is_ascii_alphanumeric() || byte == b'_' {
            end += 1;
            continue;
        }
        if byte.is_ascii() {
            let joins = matches!(byte, b'-' | b'\'' | b'.' | b'@' | b'&' | b',')
                && end + 1 < limit
                && starts_word(text, end + 1);
            if !joins {
                break;
            }
            // A comma only within a number.
            if byte == b',' && !(bytes[end - 1].is_ascii_digit() && bytes[end + 1].is_ascii_digit()) {
                break;
            }
            // A full stop within a word: only in initials and numbers, not where a space was forgotten.
            if byte == b'.' {
                let after_initial =
                    end >= start + 2 && bytes[end - 1].is_ascii_uppercase() && matches!(bytes[end - 2], b'-' | b'.');
                let initials = end - start <= 2
                    || after_initial
                    || dots
                    || bytes[end + 1].is_ascii_digit()
                    || !bytes[end + 1].is_ascii_uppercase();
                if !initials {
                    break;
                }
                dots = true;
            }
            end += 1;
            continue;
        }
        let Some(character) = text[end..limit].chars().next() else { break };
        let after = end + character.len_utf8();
        let joins = matches!(character, '’' | '‐' | '‑' | 'ʼ') && after < limit && starts_word(text, after);
        if !joins && !character.is_alphanumeric() && !unicode_normalization::char::is_combining_mark(character) {
            break;
        }
        end = after;
    }
    // "it’s" is two words.
    if let Some(apostrophe) = text[start..end].find(['\'', '’'])
        && PRONOUNS.iter().any(|pronoun| text[start..start + apostrophe].eq_ignore_ascii_case(pronoun))
        && contraction_end(text, start + apostrophe, end) == Some(end)
    {
        end = start + apostrophe;
    }
    let mut bare_end = end;
    let word = &text[start..end];
    for suffix in ["'s", "’s", "'S", "’S"] {
        if let Some(bare) = word.strip_suffix(suffix) {
            genitive = true;
            bare_end = start + bare.len();
        }
    }
    if !genitive && word.len() > 2 && word.ends_with('s') {
        let rest = &text[end..limit];
        if let Some(mark) = rest.chars().next().filter(|mark| matches!(mark, '\'' | '’')) {
            end += mark.len_utf8();
            genitive = true;
        }
    }
    let word = &text[start..bare_end];
    lower.clear();
    if word.is_ascii() {
        lower.push_str(word);
        lower.make_ascii_lowercase();
    } else {
        lower.extend(word.chars().flat_map(char::to_lowercase));
    }
    let mut classes = lexicon.get(lower.as_str()).copied().unwrap_or_default();
    // "Sen." and "D." carry their full stop; a word of the list that needs one is known with it.
    if bytes.get(end) == Some(&b'.') && end < limit && !genitive {
        lower.push('.');
        let letters = word.chars().filter(|letter| letter.is_alphabetic()).count();
        let initial = letters == 1 && word.starts_with(char::is_uppercase) || dots && word.len() <= 6;
        let listed = lexicon.get(lower.as_str());
        if initial || listed.is_some() || ABBREVIATIONS.contains(&lower.as_str()) {
            end += 1;
            classes = classes | listed.copied().unwrap_or_default();
        }
    }
    let letters = letter_classes(word, genitive);
    if letters.any(Classes::CAPITAL) && NAMES_LIKE_TIMES.contains(&lower.as_str()) {
        classes = classes.without(Classes::TIME);
    }
    (end, classes | letters)
}

/// Words that a verb is drawn to.
const PRONOUNS: [&str; 14] =
    ["he", "she", "it", "they", "we", "i", "you", "that", "there", "what", "who", "here", "where", "how"];

/// Times of the year and the day that are last names when they have a capital.
const NAMES_LIKE_TIMES: [&str; 8] = ["winter", "summer", "spring", "autumn", "day", "weeks", "noon", "night"];

/// Abbreviations that end in a full stop and are in no list.
const ABBREVIATIONS: [&str; 33] = [
    "jr.", "sr.", "vs.", "etc.", "ave.", "blvd.", "calif.", "fla.", "mass.", "mich.", "minn.", "ill.", "ariz.",
    "penn.", "tenn.", "md.", "va.", "pa.", "ga.", "ala.", "ark.", "colo.", "conn.", "ind.", "kan.", "ky.", "mont.",
    "neb.", "nev.", "okla.", "ore.", "wis.", "wyo.",
];

fn letter_classes(word: &str, genitive: bool) -> Classes {
    let mut classes = if genitive { Classes::GENITIVE } else { Classes::default() };
    let first = word.chars().next().unwrap_or(' ');
    if first.is_uppercase() || matches!(first, '@' | '#') {
        classes = classes | Classes::CAPITAL;
        if word.chars().count() > 1 && !word.chars().any(char::is_lowercase) {
            classes = classes | Classes::CAPITALS;
        }
    } else if first.is_numeric() || first == '$' {
        classes = classes | Classes::DIGIT;
    }
    classes
}
