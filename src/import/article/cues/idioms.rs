//! Turns of phrase, beside the plain verbs of speech, that give words to somebody.

use super::inversion::inverted_subject;
use super::{Cue, Order, Strength};
use crate::import::article::lexicon::Classes;
use crate::import::article::phrases::{Phrase, phrase_right, subject_left};
use crate::import::article::sentences::Sentence;
use crate::import::article::tokens::{Kind, Token};

/// What a word that is no verb of speech may begin. The first that finds a cue counts.
pub(super) const IDIOMS: [fn(&Sentence<'_>, usize) -> Option<Cue>; 7] =
    [put_it, in_the_words_of, according_to, retort, per, other_verb, in_the_eyes_of];

/// Verbs whose object says something: "quoted Marlow as saying".
const QUOTING: [&str; 6] = ["quoted", "quotes", "quoting", "cited", "cites", "citing"];

/// Verbs whose object is heard or seen when it says something: "recalled Marlow saying".
const SHOWING: [&str; 17] = [
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

/// "as Sherman put it"
fn put_it(sentence: &Sentence<'_>, number: usize) -> Option<Cue> {
    if !sentence.is_one_of(number, &["put", "puts"]) || !sentence.is_word(number + 1, "it") {
        return None;
    }
    subject_left(sentence, number).map(|subject| Cue::speech(number, subject, Order::SubjectFirst).up_to(number + 1))
}

/// "in the words of Sherman"
fn in_the_words_of(sentence: &Sentence<'_>, number: usize) -> Option<Cue> {
    two_words(sentence, number, "words", "of")
}

/// "according to Sherman"
fn according_to(sentence: &Sentence<'_>, number: usize) -> Option<Cue> {
    two_words(sentence, number, "according", "to")
}

/// Two words with whoever they name behind them.
fn two_words(sentence: &Sentence<'_>, number: usize, one: &str, other: &str) -> Option<Cue> {
    if !sentence.is_word(number, one) || !sentence.is_word(number + 1, other) {
        return None;
    }
    phrase_right(sentence, number + 2).map(|subject| Cue::speech(number, subject, Order::VerbFirst).up_to(number + 1))
}

/// "Sherman shot back", "she went on": with what was said right before or behind it.
fn retort(sentence: &Sentence<'_>, number: usize) -> Option<Cue> {
    if !is_retort(sentence, number) {
        return None;
    }
    subject_left(sentence, number).map(|subject| Cue::speech(number, subject, Order::SubjectFirst).up_to(number + 1))
}

fn is_retort(sentence: &Sentence<'_>, number: usize) -> bool {
    let back = ["shot", "shoots", "fired", "fires", "hit", "hits", "pushed", "struck", "snapped", "punched", "clapped"];
    let retort = sentence.is_one_of(number, &back) && sentence.is_word(number + 1, "back");
    let goes_on = sentence.is_one_of(number, &["went", "goes", "carried"]) && sentence.is_word(number + 1, "on");
    let open = |at: usize| {
        sentence.get(at).is_none_or(|next| next.is_quote() || matches!(next.kind, Kind::Mark(',' | '.' | ':' | ';')))
    };
    retort
        || goes_on
            && (open(number + 2)
                || sentence.tokens.first().is_some_and(Token::is_quote) && !sentence.is_word(number + 2, "to"))
}

/// `"…," per Reuters`
fn per(sentence: &Sentence<'_>, number: usize) -> Option<Cue> {
    if !sentence.is_word(number, "per") {
        return None;
    }
    let set_off = number
        .checked_sub(1)
        .and_then(|before| sentence.get(before))
        .is_some_and(|before| before.is_quote() || before.is_mark(','));
    let named = sentence.is(number + 1, Classes::CAPITAL | Classes::DETERMINER);
    let subject = (set_off && named).then(|| phrase_right(sentence, number + 1)).flatten()?;
    Some(Cue::speech(number, subject, Order::VerbFirst))
}

/// A verb of no list beside a quote: `"…," shrugged Smith`, `"…," Trump enthused.`
fn other_verb(sentence: &Sentence<'_>, number: usize) -> Option<Cue> {
    let token = sentence.get(number)?;
    let class =
        Classes::CAPITAL | Classes::NOUN | Classes::ADVERB | Classes::PREPOSITION | Classes::AUX | Classes::DETERMINER;
    if number == 0 || token.is(class) || !token.span.of(sentence.text).ends_with("ed") {
        return None;
    }
    let cue = |subject, order| Some(Cue::speech(number, subject, order));
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

/// "For Sherman, it was "enough"", "to her critics, she is "weak"": whose view a sentence tells.
fn in_the_eyes_of(sentence: &Sentence<'_>, number: usize) -> Option<Cue> {
    let begins = number == 0
        || sentence.is_mark(number - 1, ',')
        || sentence.is(number - 1, Classes::CONJUNCTION | Classes::SUBORDINATOR);
    if !begins || !sentence.is_one_of(number, &["for", "to"]) {
        return None;
    }
    let cue = |subject| Cue::speech(number, subject, Order::VerbFirst).with(Strength::Report);
    let pronoun = sentence.is(number + 1, Classes::OBJECT | Classes::FEMININE) && sentence.is_mark(number + 2, ',');
    if pronoun {
        return Some(cue(Phrase::word(number + 1)));
    }
    let somebody = Classes::CAPITAL | Classes::PEOPLE | Classes::ROLE;
    let subject = phrase_right(sentence, number + 1)?;
    let person = sentence.is(subject.head, somebody) || sentence.is(subject.first, Classes::POSSESSIVE);
    let set_off = sentence.is_mark(subject.last + 1, ',');
    (person && set_off && !sentence.is(subject.head, Classes::TIME)).then(|| cue(subject))
}

/// "Reuters quoted Marlow as saying", "the tape shows Kurtz telling": the words are those of whoever
/// is quoted, heard or shown.
pub(super) fn second_hand(sentence: &Sentence<'_>, participle: usize) -> Option<Cue> {
    let last = participle.checked_sub(1).filter(|_| sentence.is(participle, Classes::PARTICIPLE))?;
    let (last, verbs) =
        if sentence.is_word(last, "as") { (last.checked_sub(1)?, &QUOTING[..]) } else { (last, &SHOWING[..]) };
    let verb = (last.saturating_sub(8)..last).rev().find(|at| sentence.is_one_of(*at, verbs))?;
    let pronoun = verb + 1 == last && sentence.is(last, Classes::OBJECT | Classes::FEMININE | Classes::MASCULINE);
    let subject = if pronoun { Some(Phrase::word(last)) } else { phrase_right(sentence, verb + 1) };
    let subject = subject.filter(|subject| subject.last <= last)?;
    let only = sentence.tokens[subject.last + 1..participle].iter().all(|token| token.kind == Kind::Word);
    // "..., he recalled Stubb saying.": the cue takes in who recalls.
    let reporter = subject_left(sentence, verb).filter(|_| only)?;
    Some(Cue::speech(reporter.first, subject, Order::VerbFirst).up_to(participle))
}
