//! The words of a paragraph outside its quotes, where each quote is one token.

use crate::text::ByteSpan;

use super::blocks::tag_end;
use super::lexicon::Classes;
use super::marks::Stretch;
use super::word::{Words, contraction_end, starts_word};

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
    let mut words = Words::of(text);
    let mut at = paragraph.start();
    for (number, stretch) in stretches.iter().map(Some).chain([None]).enumerate() {
        let limit = stretch.map_or(paragraph.end(), |stretch| stretch.outer.start());
        while at < limit {
            let (token, end) = read_token(&mut words, at, limit);
            tokens.extend(token);
            at = end;
        }
        if let Some(stretch) = stretch {
            tokens.push(Token { span: stretch.outer, kind: Kind::Quote(number), classes: Classes::default() });
            at = stretch.outer.end();
        }
    }
}

/// The token at `at`, none for white space, and where it ends.
fn read_token(words: &mut Words<'_>, at: usize, limit: usize) -> (Option<Token>, usize) {
    let text = words.text();
    let byte = text.as_bytes()[at];
    let word = |end, classes| (Some(Token { span: ByteSpan::new(at, end), kind: Kind::Word, classes }), end);
    if byte.is_ascii_alphanumeric() || matches!(byte, b'@' | b'#' | b'$') || byte >= 0xc3 && starts_word(text, at) {
        let (end, classes) = words.read(at, limit);
        return word(end, classes);
    }
    if byte == b'<'
        && let Some(end) = tag_end(text, at, limit)
    {
        return (None, end);
    }
    if let Some(end) = contraction_end(text, at, limit) {
        let verb = &text.as_bytes()[..end];
        let be = verb.ends_with(b"s") || verb.ends_with(b"m") || verb.ends_with(b"e") && !verb.ends_with(b"ve");
        return word(end, if be { Classes::AUX | Classes::BE } else { Classes::AUX });
    }
    if byte == b'&' {
        return word(at + 1, Classes::CONJUNCTION);
    }
    let (mark, end) = read_mark(text, at, limit);
    let token =
        mark.map(|mark| Token { span: ByteSpan::new(at, end), kind: Kind::Mark(mark), classes: Classes::default() });
    (token, end)
}

/// The mark of punctuation at `at`, none for white space, and where it ends.
fn read_mark(text: &str, at: usize, limit: usize) -> (Option<char>, usize) {
    let character = text[at..].chars().next().unwrap_or(' ');
    let end = at + character.len_utf8();
    match character {
        space if space.is_whitespace() => (None, end),
        '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{2060}' | '\u{ad}' => (None, end),
        '-' => (Some('—'), at + text.as_bytes()[at..limit].iter().take_while(|byte| **byte == b'-').count()),
        '–' | '—' | '―' | '‒' | '−' | '‐' | '‑' => (Some('—'), end),
        other => (Some(other), end),
    }
}
