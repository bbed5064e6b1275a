//! Noun phrases, found by what cannot stand in them: the subjects of verbs of speech.
//!
//! What ends a phrase is in `borders`; `left` reads the phrase that ends at a word, `right` the one that
//! begins there; `subjects` goes from a verb, or from the beginning of a sentence, to its subject.

mod borders;
mod left;
mod right;
mod subjects;

use super::lexicon::Classes;
use super::sentences::Sentence;
use super::tokens::Kind;
use crate::text::ByteSpan;

pub(super) use borders::is_between;
pub(super) use left::{phrase_left, simple_left};
pub(super) use right::phrase_right;
pub(super) use subjects::{first_subject, subject_left};

/// A noun phrase: tokens `first..=last` of a sentence, with the word that names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Phrase {
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) head: usize,
}

impl Phrase {
    /// A phrase of one word.
    pub(super) const fn word(at: usize) -> Self {
        Self { first: at, last: at, head: at }
    }

    /// The phrase from one word to another, which names it.
    pub(super) const fn to_head(first: usize, head: usize) -> Self {
        Self { first, last: head, head }
    }

    /// The phrase with what stands before it, from `outer` on, which names it instead.
    const fn behind(self, outer: Self) -> Self {
        Self { first: outer.first, last: self.last, head: outer.head }
    }

    /// The bytes of the phrase.
    pub(super) fn bytes(self, sentence: &Sentence<'_>) -> ByteSpan {
        sentence.bytes(self.first, self.last)
    }

    /// Whether a word of the phrase has one of the classes.
    pub(super) fn has(self, sentence: &Sentence<'_>, classes: Classes) -> bool {
        (self.first..=self.last).any(|number| sentence.is(number, classes))
    }
}

/// Whether "and" joins two phrases of the same kind: two names or two groups of people.
fn joins(sentence: &Sentence<'_>, and: usize) -> bool {
    let name = |number: usize| sentence.is(number, Classes::CAPITAL) && !sentence.is(number, Classes::SUBJECT);
    let people = |number: usize| sentence.is(number, Classes::PEOPLE | Classes::ROLE);
    and > 0
        && (name(and - 1) && (name(and + 1) || sentence.is(and + 1, Classes::DETERMINER | Classes::TITLE))
            || people(and - 1) && !sentence.is(and + 1, Classes::SUBJECT))
}

/// "the Committee on Trade", "the Centre for Ships": what a body is for is a part of its name.
fn is_subject_matter(sentence: &Sentence<'_>, preposition: usize) -> bool {
    let body = preposition > 0 && sentence.is(preposition - 1, Classes::BODY);
    body && sentence.is_one_of(preposition, &["on", "for", "against"])
        && sentence.is(preposition + 1, Classes::CAPITAL)
        && !sentence.is(preposition + 1, Classes::TIME)
}

/// A description with the name that follows it: "his wife, Jane Eyre,".
fn with_name(sentence: &Sentence<'_>, phrase: Phrase) -> Phrase {
    let described = !sentence.is(phrase.head, Classes::CAPITAL | Classes::SUBJECT | Classes::RELATIVE)
        && (sentence.is(phrase.head, Classes::ROLE | Classes::TITLE)
            || sentence.is_one_of(phrase.first, &["one", "another", "a", "an"])
            || (phrase.first..phrase.head).any(|number| sentence.is(number, Classes::GENITIVE | Classes::POSSESSIVE)));
    let comma = phrase.last + 1;
    if !described || !sentence.is_mark(comma, ',') {
        return phrase;
    }
    let end = (comma + 1..comma + 7).find(|number| !sentence.is(*number, Classes::CAPITAL));
    let ends = end.filter(|end| {
        *end > comma + 1
            && sentence.get(*end).is_none_or(|token| matches!(token.kind, Kind::Mark(',' | '.' | '(' | '—')))
    });
    ends.map_or(phrase, |end| Phrase { last: end - 1, head: end - 1, ..phrase })
}
