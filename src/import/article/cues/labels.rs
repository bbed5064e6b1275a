//! Names that are set to words by a colon or a dash.

use super::{Cue, Order, Strength, without_saying};
use crate::import::article::lexicon::Classes;
use crate::import::article::phrases::{Phrase, first_subject, phrase_right};
use crate::import::article::sentences::Sentence;
use crate::import::article::tokens::Kind;

/// "Sherman: …": a name and a colon at the beginning of a sentence, or the colon after a sentence
/// that has no verb of speech.
pub(super) fn colon_cue(sentence: &Sentence<'_>, colon: usize, before: &[Cue]) -> Option<Cue> {
    let cue = |subject| Some(Cue::speech(colon, subject, Order::Colon));
    let words = sentence.tokens[..colon].iter().filter(|token| token.kind == Kind::Word).count();
    if words == colon
        && colon <= 6
        && let Some(phrase) = phrase_right(sentence, 0)
        && phrase.last + 1 == colon
    {
        return cue(without_saying(sentence, phrase));
    }
    if before.iter().any(|cue| cue.strength == Strength::Speech && cue.order != Order::Possessor)
        || !sentence.get(colon + 1)?.is_quote()
    {
        return None;
    }
    before
        .last()
        .map(|cue| cue.subject)
        .or_else(|| sender(sentence, colon))
        .or_else(|| first_subject(sentence).filter(|subject| subject.last < colon))
        .map(|subject| presented(sentence, subject, colon).unwrap_or(subject))
        .map(|subject| without_saying(sentence, subject))
        .and_then(cue)
}

/// "a stunning admission from Bildad:", "this from the governor:": whoever the words before a colon come from.
fn sender(sentence: &Sentence<'_>, colon: usize) -> Option<Phrase> {
    let from = (colon.saturating_sub(8)..colon).rev().find(|at| sentence.is_word(*at, "from"))?;
    let said = from > 0
        && (sentence.is(from - 1, Classes::SAYING | Classes::NOUN | Classes::SPEECH)
            || sentence.is_word(from - 1, "this"));
    phrase_right(sentence, from + 1).filter(|subject| said && subject.last + 1 == colon)
}

/// "This is Smith in 1851:": who is shown.
fn presented(sentence: &Sentence<'_>, subject: Phrase, colon: usize) -> Option<Phrase> {
    let points = sentence.is_one_of(subject.last, &["this", "here", "that", "it"]);
    let next = subject.last + 1;
    if !points || !sentence.is(next, Classes::BE) {
        return None;
    }
    phrase_right(sentence, next + 1).filter(|who| who.last < colon && sentence.is(who.head, Classes::CAPITAL))
}

/// `"…" — Wendy Sherman, January 12`
pub(super) fn dash_cue(sentence: &Sentence<'_>, dash: usize) -> Option<Cue> {
    if dash == 0
        || !sentence.tokens[..dash].iter().all(|token| token.kind != Kind::Word)
        || !sentence.tokens[dash - 1].is_quote()
    {
        return None;
    }
    let subject = phrase_right(sentence, dash + 1).filter(|subject| sentence.is(subject.head, Classes::CAPITAL))?;
    let ends = sentence.get(subject.last + 1).is_none_or(|next| matches!(next.kind, Kind::Mark(',' | '.' | '(')));
    ends.then_some(Cue::speech(dash, subject, Order::VerbFirst))
}
