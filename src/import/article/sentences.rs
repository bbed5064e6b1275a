//! Sentences: runs of tokens, where a quote belongs to the sentence that holds its attribution.

use crate::text::ByteSpan;

use super::lexicon::Classes;
use super::marks::Stretch;
use super::tokens::{Kind, Token};

/// What is longer is no sentence; it is cut here, so that the time for a text stays linear.
const LONGEST: usize = 400;

/// A sentence of an article.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sentence<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: &'a [Token],
    /// Whether most words begin with capitals, as in a headline.
    pub(super) headline: bool,
}

impl<'a> Sentence<'a> {
    pub(super) fn new(text: &'a str, tokens: &'a [Token]) -> Self {
        let words = tokens.iter().filter(|token| token.kind == Kind::Word);
        let (all, capitals) = words.fold((0, 0), |(all, capitals), word| {
            (all + 1, capitals + usize::from(word.classes.any(Classes::CAPITAL | Classes::DIGIT)))
        });
        Self { text, tokens, headline: all >= 4 && capitals * 10 >= all * 7 }
    }

    /// The token with a number, if the sentence has so many.
    pub(super) fn get(&self, number: usize) -> Option<&'a Token> {
        self.tokens.get(number)
    }

    /// Whether the token with this number is a word with one of the classes.
    pub(super) fn is(&self, number: usize, classes: Classes) -> bool {
        self.get(number).is_some_and(|token| token.is(classes))
    }

    /// Whether the token with this number is the mark.
    pub(super) fn is_mark(&self, number: usize, mark: char) -> bool {
        self.get(number).is_some_and(|token| token.is_mark(mark))
    }

    /// The word with a number; empty if the token is none.
    pub(super) fn word(&self, number: usize) -> &'a str {
        self.get(number).filter(|token| token.kind == Kind::Word).map_or("", |token| token.span.of(self.text))
    }

    /// Whether the word with a number is this one, in lower case or with a capital.
    pub(super) fn is_word(&self, number: usize, word: &str) -> bool {
        self.word(number).eq_ignore_ascii_case(word)
    }

    /// Whether the word with a number is one of these, in lower case or with a capital.
    pub(super) fn is_one_of(&self, number: usize, words: &[&str]) -> bool {
        let own = self.word(number);
        !own.is_empty() && words.iter().any(|word| own.eq_ignore_ascii_case(word))
    }

    /// The bytes from one token to another, which is included.
    pub(super) fn bytes(&self, first: usize, last: usize) -> ByteSpan {
        match (self.get(first), self.get(last)) {
            (Some(first), Some(last)) => ByteSpan::new(first.span.start(), last.span.end()),
            _ => ByteSpan::default(),
        }
    }
}

/// Where the sentence ends that begins with token `start`: the number after its last token.
pub(super) fn sentence_end(text: &str, tokens: &[Token], stretches: &[Stretch], start: usize) -> usize {
    let mut number = start;
    while number < tokens.len().min(start + LONGEST) {
        if ends_sentence(text, tokens, stretches, number) {
            number += 1;
            while tokens.get(number).is_some_and(|token| token.is_mark(')') || token.is_mark('.')) {
                number += 1;
            }
            return number;
        }
        number += 1;
    }
    number
}

fn ends_sentence(text: &str, tokens: &[Token], stretches: &[Stretch], number: usize) -> bool {
    let Some(next) = tokens.get(number + 1) else { return true };
    let starts_anew = next.is(Classes::CAPITAL | Classes::DIGIT) || next.is_quote();
    match tokens[number].kind {
        Kind::Mark('.' | '!' | '?') => starts_anew || !matches!(next.kind, Kind::Word | Kind::Mark(',' | ')')),
        Kind::Mark('…') => starts_anew,
        Kind::Mark(_) => false,
        Kind::Word => {
            let starters = Classes::DETERMINER | Classes::SUBJECT | Classes::CONJUNCTION | Classes::POSSESSIVE;
            tokens[number].span.of(text).ends_with('.')
                && !tokens[number].is(Classes::TITLE)
                && (next.is_quote() && !tokens[number].is(Classes::TIME)
                    || next.is(Classes::CAPITAL) && next.is(starters))
        }
        Kind::Quote(quote) => {
            let inner = stretches[quote].inner.of(text);
            let inner = inner.trim_end_matches(['’', '\'', '”', ')', ']']);
            if next.is_quote() {
                return !inner.ends_with(',');
            }
            let ends = inner.ends_with(['.', '!', '?', '…', ':']);
            ends && next.is(Classes::CAPITAL | Classes::DIGIT)
                && !attribution_follows(tokens, number + 1, inner.ends_with(['!', '?', '…']))
        }
    }
}

/// Whether a name and a verb of speech follow a quote that ends like a sentence: `"Why?" Sherman asked.`
fn attribution_follows(tokens: &[Token], start: usize, asks: bool) -> bool {
    for (number, token) in tokens.iter().enumerate().skip(start).take(if asks { 12 } else { 7 }) {
        if number > start && token.is(Classes::SPEECH) && token.is(Classes::PAST | Classes::THIRD) {
            let Some(after) = tokens.get(number + 1) else { return true };
            return after.is_mark('.')
                || asks && !after.is_quote() && !after.is_mark(':') && !after.is(Classes::SUBORDINATOR);
        }
        let apposition = asks && number > start && token.is_mark(',');
        let title = asks && token.is_quote() && tokens[number - 1].is(Classes::PREPOSITION | Classes::GENITIVE);
        let within = apposition
            || title
            || token.kind == Kind::Word
                && !token.is(Classes::SUBORDINATOR | Classes::BE)
                && (asks || !token.is(Classes::PREPOSITION));
        if !within {
            return false;
        }
    }
    false
}
