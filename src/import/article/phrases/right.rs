//! The phrase that begins at a word.

use super::borders::{is_border, is_standalone, is_verb};
use super::{Phrase, is_subject_matter, joins, with_name};
use crate::import::article::lexicon::Classes;
use crate::import::article::sentences::Sentence;
use crate::import::article::tokens::Kind;

/// The phrase that begins with token `first`: "said Caddell", "said a spokesman for the campaign".
pub(in crate::import::article) fn phrase_right(sentence: &Sentence<'_>, first: usize) -> Option<Phrase> {
    let mut phrase = simple_right(sentence, first)?;
    for _ in 0..4 {
        let Some(last) = last_with_more(sentence, phrase) else { break };
        phrase.last = last;
    }
    Some(with_name(sentence, phrase))
}

/// Where a phrase ends with what hangs on it or is joined to it.
fn last_with_more(sentence: &Sentence<'_>, phrase: Phrase) -> Option<usize> {
    let next = phrase.last + 1;
    if sentence.is_word(next, "such")
        && sentence.is_word(next + 1, "as")
        && let Some(named) = simple_right(sentence, next + 2)
    {
        return Some(named.last);
    }
    let of = sentence.is_one_of(next, &["of", "for"]);
    let place = sentence.is_one_of(next, &["from", "at", "with", "in", "on", "to", "by"]);
    let role = !sentence.is(phrase.head, Classes::CAPITAL) || is_subject_matter(sentence, next);
    if !(of || place && role) {
        let joined = sentence.is_word(next, "and") && joins(sentence, next);
        return joined.then(|| simple_right(sentence, next + 1)).flatten().map(|other| other.last);
    }
    let inner = simple_right(sentence, next + 1)?;
    let involved = sentence.is_one_of(next - 1, &["familiar", "close"]) || sentence.word(next - 1).ends_with("ed");
    let said_in = place && !involved && sentence.is(inner.last, Classes::SAYING);
    (!said_in).then_some(inner.last)
}

fn simple_right(sentence: &Sentence<'_>, first: usize) -> Option<Phrase> {
    let token = sentence.get(first).filter(|_| !sentence.is_word(first, "there"))?;
    if token.is(Classes::SUBJECT) && !token.is(Classes::RELATIVE) {
        return Some(Phrase::word(first));
    }
    if token.span.of(sentence.text).ends_with("ing") && !token.is(Classes::CAPITAL | Classes::NOUN) {
        return None;
    }
    let determined = token.is(Classes::DETERMINER | Classes::POSSESSIVE);
    if !determined && (is_border(sentence, first) || is_verb(sentence, first)) {
        return is_standalone(sentence, first).then_some(Phrase::word(first));
    }
    let mut last = first;
    while goes_on(sentence, first, last) {
        last += 1;
    }
    if last == first && determined && !is_standalone(sentence, first) {
        return None;
    }
    Some(Phrase::to_head(first, last))
}

/// Whether the phrase from `first` to `last` takes in the next word.
fn goes_on(sentence: &Sentence<'_>, first: usize, last: usize) -> bool {
    let next = last + 1;
    if sentence.is_word(next, "&") && sentence.is(next + 1, Classes::CAPITAL) {
        return true;
    }
    if is_border(sentence, next)
        || is_verb(sentence, next)
        || sentence.is_word(next, "such")
        || sentence.is(next, Classes::DETERMINER | Classes::POSSESSIVE)
    {
        return false;
    }
    if sentence.is(next, Classes::CAPITAL) {
        return true;
    }
    let named = sentence.is(last, Classes::CAPITAL | Classes::ROLE | Classes::BODY);
    if last > first && is_predicate(sentence, next) || named && looks_like_verb(sentence, next) {
        return false;
    }
    if sentence.is(next, Classes::PARTICIPLE) && !sentence.is(next, Classes::NOUN) {
        return false;
    }
    // After a name, a word in small letters begins something else.
    let name =
        last > first && sentence.is(last, Classes::CAPITAL) && !sentence.is(last, Classes::GENITIVE | Classes::TITLE);
    !name || sentence.is(next, Classes::ROLE | Classes::BODY | Classes::NOUN) || name_follows(sentence, next)
}

/// Whether a word behind a noun is its verb: one of no speech, or one that ends its clause.
fn is_predicate(sentence: &Sentence<'_>, number: usize) -> bool {
    let ends = || {
        sentence
            .get(number + 1)
            .is_none_or(|after| matches!(after.kind, Kind::Mark(',' | '.' | ';' | '—')) || after.is(Classes::OBJECT))
    };
    sentence.is(number, Classes::OTHER_VERB)
        || sentence.word(number).ends_with("ed") && !sentence.is(number, Classes::NOUN) && ends()
}

/// Whether a small word after a name is most likely a verb. After a role it can also tell more of
/// the role: "two officials briefed on the matter".
fn looks_like_verb(sentence: &Sentence<'_>, number: usize) -> bool {
    let ends =
        sentence.word(number).ends_with("ed") && !sentence.is(number, Classes::NOUN) && !name_follows(sentence, number);
    let of_role =
        number > 0 && !sentence.is(number - 1, Classes::CAPITAL) && sentence.is(number + 1, Classes::PREPOSITION);
    sentence.is(number, Classes::OTHER_VERB) || ends && !of_role
}

/// Whether a few small words lead to a name: "Republican presidential hopeful Ted Cruz".
fn name_follows(sentence: &Sentence<'_>, start: usize) -> bool {
    for number in start..start + 4 {
        if is_border(sentence, number)
            || is_verb(sentence, number)
            || sentence.is(number, Classes::DETERMINER | Classes::POSSESSIVE | Classes::PARTICIPLE)
        {
            return false;
        }
        if sentence.is(number, Classes::CAPITAL) {
            return true;
        }
    }
    false
}
