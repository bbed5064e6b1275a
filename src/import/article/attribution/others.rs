//! Others whom a sentence names beside the speaker: whoever reports the words, and whom a pronoun stands for.

use crate::import::article::cues::{Cue, Order, Strength};
use crate::import::article::lexicon::Classes;
use crate::import::article::phrases::{Phrase, first_subject};
use crate::import::article::sentences::Sentence;

/// Whoever is named by an insertion between a cue and a quote: "The delegation said it was ready,
/// Stoltenberg said, but showed …".
pub(super) fn insertion_between(sentence: &Sentence<'_>, cues: &[Cue], cue: &Cue, quote: usize) -> Option<Phrase> {
    let between = cues.iter().filter(|other| other.first() > cue.end() && other.end() < quote);
    let mut insertions = between
        .filter(|other| other.order != Order::Shared && other.strength == Strength::Speech && other.is_tail(sentence));
    insertions.next().map(|insertion| insertion.subject)
}

/// Whoever says that somebody said: the subject of the cue before, if what it introduces holds the
/// other cue.
pub(super) fn outer_speaker(sentence: &Sentence<'_>, cues: &[Cue], inner: &Cue) -> Option<Phrase> {
    let outer = cues
        .iter()
        .rev()
        .find(|cue| cue.verb < inner.first() && cue.strength == Strength::Speech && cue.order != Order::Possessor)?;
    let between = &sentence.tokens[outer.end() + 1..inner.first().max(outer.end() + 1)];
    let introduces = inner.order == Order::SubjectFirst
        && between.len() <= 3
        && between.iter().all(|token| {
            token.is(Classes::SUBORDINATOR | Classes::OBJECT | Classes::TIME) || token.is(Classes::PEOPLE)
        });
    introduces.then_some(outer.subject)
}

/// The subject before a pronoun, in a sentence in which that may stand for it: "Sherman said she
/// recalled", "the Council condemned what it called".
pub(in crate::import::article) fn stands_for(sentence: &Sentence<'_>, cues: &[Cue], pronoun: Phrase) -> Option<Phrase> {
    let is_one = sentence.is_one_of(pronoun.head, &["he", "she", "it", "they"]);
    let before = pronoun.first.checked_sub(1).filter(|_| is_one && pronoun.first == pronoun.last)?;
    if sentence.is_word(before, "what") {
        return first_subject(sentence).filter(|subject| subject.last < before);
    }
    // "Sherman said so, and she called it": a clause of its own.
    if sentence.is(before, Classes::CONJUNCTION) && !sentence.is(before, Classes::SUBORDINATOR) {
        return None;
    }
    let outer = cues.iter().find(|cue| {
        cue.end() < pronoun.first && cue.order == Order::SubjectFirst && cue.strength >= Strength::Report
    })?;
    let between = sentence.tokens.get(outer.end() + 1..pronoun.first).unwrap_or_default();
    let nested = !between.iter().any(|token| token.is_quote() || token.is_mark(';') || token.is_mark('—'));
    Some(outer.subject).filter(|_| nested)
}
