//! Turns of phrase, beside the plain verbs of speech, that give words to somebody.

use super::cues::{Cue, Order, Strength};
use super::lexicon::Classes;
use super::phrases::{Phrase, phrase_right};
use super::sentences::Sentence;
use super::subjects::subject_left;
use super::tokens::{Kind, Token};
use super::verbs::inverted_subject;

/// "Reuters quoted Marlow as saying", "the tape shows Kurtz telling": the words are those of whoever
/// is quoted, heard or shown.
pub(super) fn second_hand(sentence: &Sentence<'_>, participle: usize) -> Option<Cue> {
    let quoting = ["quoted", "quotes", "quoting", "cited", "cites", "citing"];
    let showing = [
        "recalled",
        "recalls",
        "remembered",
        "remembers",
        "heard",
        "hears",
        "saw",
        "sees",
        "show",
        "shows",
        "showed",
        "showing",
        "caught",
        "captured",
        "filmed",
        "recorded",
        "overheard",
    ];
    let last = participle.checked_sub(1)?;
    let (last, verbs) =
        if sentence.is_word(last, "as") { (last.checked_sub(1)?, &quoting[..]) } else { (last, &showing[..]) };
    let verb = (last.saturating_sub(8)..last).rev().find(|at| verbs.iter().any(|verb| sentence.is_word(*at, verb)))?;
    let pronoun = verb + 1 == last && sentence.is(last, Classes::OBJECT | Classes::FEMININE | Classes::MASCULINE);
    let subject =
        if pronoun { Some(Phrase { first: last, last, head: last }) } else { phrase_right(sentence, verb + 1) };
    let subject = subject.filter(|subject| subject.last <= last)?;
    let only = sentence.tokens[subject.last + 1..participle].iter().all(|token| token.kind == Kind::Word);
    // "..., he recalled Stubb saying.": the cue takes in who recalls.
    let reporter = subject_left(sentence, verb).filter(|_| only)?;
    Some(Cue { verb: reporter.first, last: participle, subject, order: Order::VerbFirst, strength: Strength::Speech })
}

/// "Sherman shot back", "she went on": with what was said right before or behind it.
pub(super) fn is_retort(sentence: &Sentence<'_>, number: usize) -> bool {
    let back = ["shot", "shoots", "fired", "fires", "hit", "hits", "pushed", "struck", "snapped", "punched", "clapped"];
    let retort = back.iter().any(|verb| sentence.is_word(number, verb)) && sentence.is_word(number + 1, "back");
    let goes_on = ["went", "goes", "carried"].iter().any(|verb| sentence.is_word(number, verb))
        && sentence.is_word(number + 1, "on");
    let open = |at: usize| {
        sentence.get(at).is_none_or(|next| next.is_quote() || matches!(next.kind, Kind::Mark(',' | '.' | ':' | ';')))
    };
    retort
        || goes_on
            && (open(number + 2)
                || sentence.tokens.first().is_some_and(Token::is_quote) && !sentence.is_word(number + 2, "to"))
}

/// `"…," per Reuters`
pub(super) fn is_per(sentence: &Sentence<'_>, number: usize) -> bool {
    let set_off = number
        .checked_sub(1)
        .and_then(|before| sentence.get(before))
        .is_some_and(|before| before.is_quote() || before.is_mark(','));
    sentence.is_word(number, "per") && set_off && sentence.is(number + 1, Classes::CAPITAL | Classes::DETERMINER)
}

/// "For Sherman, it was "enough"", "to her critics, she is "weak"": whose view a sentence tells.
pub(super) fn in_the_eyes_of(sentence: &Sentence<'_>, number: usize) -> Option<Phrase> {
    let begins = number == 0
        || sentence.is_mark(number - 1, ',')
        || sentence.is(number - 1, Classes::CONJUNCTION | Classes::SUBORDINATOR);
    if !begins || !["for", "to"].iter().any(|word| sentence.is_word(number, word)) {
        return None;
    }
    let pronoun = sentence.is(number + 1, Classes::OBJECT | Classes::FEMININE) && sentence.is_mark(number + 2, ',');
    if pronoun {
        return Some(Phrase { first: number + 1, last: number + 1, head: number + 1 });
    }
    let somebody = Classes::CAPITAL | Classes::PEOPLE | Classes::ROLE;
    phrase_right(sentence, number + 1).filter(|subject| {
        (sentence.is(subject.head, somebody) || sentence.is(subject.first, Classes::POSSESSIVE))
            && !sentence.is(subject.head, Classes::TIME)
            && sentence.is_mark(subject.last + 1, ',')
    })
}

/// A verb of no list beside a quote: `"…," shrugged Smith`, `"…," Trump enthused.`
pub(super) fn other_verb_cue(sentence: &Sentence<'_>, number: usize) -> Option<Cue> {
    let token = sentence.get(number)?;
    let class =
        Classes::CAPITAL | Classes::NOUN | Classes::ADVERB | Classes::PREPOSITION | Classes::AUX | Classes::DETERMINER;
    if number == 0 || token.is(class) || !token.span.of(sentence.text).ends_with("ed") {
        return None;
    }
    let cue = |subject, order| Some(Cue { verb: number, last: number, subject, order, strength: Strength::Speech });
    let after_quote = |at: usize| {
        let quote = |at: usize| sentence.get(at).is_some_and(Token::is_quote);
        at > 0 && (quote(at - 1) || at > 1 && sentence.is_mark(at - 1, ',') && quote(at - 2))
    };
    let ends = |next: usize| sentence.get(next).is_none_or(|next| matches!(next.kind, Kind::Mark(',' | '.' | ':')));
    if after_quote(number) && sentence.tokens[..number].iter().all(|token| token.kind != Kind::Word) {
        return inverted_subject(sentence, number)
            .filter(|subject| ends(subject.last + 1))
            .and_then(|subject| cue(subject, Order::VerbFirst));
    }
    let open = ends(number + 1) || sentence.is(number + 1, Classes::PREPOSITION | Classes::TIME);
    let subject = open.then(|| subject_left(sentence, number)).flatten()?;
    let whole = sentence.tokens[..subject.first].iter().all(|token| token.kind != Kind::Word);
    if after_quote(subject.first) && whole { cue(subject, Order::SubjectFirst) } else { None }
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
    ends.then_some(Cue { verb: dash, last: dash, subject, order: Order::VerbFirst, strength: Strength::Speech })
}

/// "as Sherman put it"
pub(super) fn is_put_it(sentence: &Sentence<'_>, number: usize) -> bool {
    ["put", "puts"].iter().any(|word| sentence.is_word(number, word)) && sentence.is_word(number + 1, "it")
}
