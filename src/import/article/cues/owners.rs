//! Whose a claim, a remark or an answer is.

use super::{Cue, Order, Strength};
use crate::import::article::lexicon::Classes;
use crate::import::article::phrases::{Phrase, phrase_left};
use crate::import::article::sentences::Sentence;
use crate::import::article::tokens::Kind;

/// The possessor whose mark is at a token: a name, a pronoun or a phrase.
pub(in crate::import::article) fn possessor(sentence: &Sentence<'_>, at: usize) -> Option<Phrase> {
    if sentence.is(at, Classes::POSSESSIVE) {
        return Some(Phrase::word(at));
    }
    if !sentence.is(at, Classes::CAPITAL) {
        return phrase_left(sentence, at);
    }
    let mut first = at;
    while first > 0
        && sentence.is(first - 1, Classes::CAPITAL | Classes::TITLE)
        && !sentence.is(first - 1, Classes::GENITIVE | Classes::TIME | Classes::PREPOSITION)
    {
        first -= 1;
    }
    Some(Phrase::to_head(first, at))
}

/// "Trump's response": who has what is said, where a phrase names only that.
pub(in crate::import::article) fn without_saying(sentence: &Sentence<'_>, phrase: Phrase) -> Phrase {
    if !sentence.is(phrase.head, Classes::SAYING | Classes::NOUN) || sentence.is(phrase.head, Classes::CAPITAL) {
        return phrase;
    }
    let owner =
        (phrase.first..phrase.head).rev().find(|number| sentence.is(*number, Classes::GENITIVE | Classes::POSSESSIVE));
    owner.and_then(|owner| possessor(sentence, owner)).unwrap_or(phrase)
}

/// "Sherman's claim", "his remarks": the possessor, where a noun for words stands behind it.
pub(super) fn possessor_cue(sentence: &Sentence<'_>, noun: usize) -> Option<Cue> {
    let of_speech = sentence.is(noun, Classes::NOUN) && sentence.is(noun, Classes::SPEECH | Classes::REPORT);
    if !of_speech && !sentence.is(noun, Classes::SAYING) {
        return None;
    }
    let no_adjective = Classes::PREPOSITION
        | Classes::AUX
        | Classes::CONJUNCTION
        | Classes::SUBORDINATOR
        | Classes::SUBJECT
        | Classes::SPEECH;
    for back in 1..=3 {
        let at = noun.checked_sub(back)?;
        if sentence.is(at, Classes::GENITIVE | Classes::POSSESSIVE) {
            let subject = possessor(sentence, at)?;
            return Some(Cue::speech(noun, subject, Order::Possessor).with(Strength::Report));
        }
        if sentence.get(at)?.kind != Kind::Word || sentence.is(at, no_adjective) {
            return None;
        }
    }
    None
}
