//! Subjects behind their verbs: "said Sherman".

use crate::import::article::lexicon::Classes;
use crate::import::article::phrases::{Phrase, phrase_right};
use crate::import::article::sentences::Sentence;
use crate::import::article::tokens::Kind;

/// The subject behind its verb: after a quote or a comma.
pub(super) fn inverted_subject(sentence: &Sentence<'_>, verb: usize) -> Option<Phrase> {
    // `Said Sherman: "…"`
    if verb == 0 {
        let subject = phrase_right(sentence, 1)?;
        let next = subject.last + 1;
        return (sentence.is_mark(next, ':') || sentence.is_mark(next, ',') && sentence.get(next + 1)?.is_quote())
            .then_some(subject);
    }
    let mut before = verb.checked_sub(1)?;
    while before > 0 && sentence.is(before, Classes::ADVERB) {
        before -= 1;
    }
    let after_quote = ends_a_quote(sentence, before);
    let told = sentence.is_word(verb, "told");
    if !after_quote && (!sentence.is_mark(before, ',') || told || closes_apposition(sentence, before)) {
        return None;
    }
    let object = sentence.is_word(verb + 1, "this") && !sentence.is(verb + 2, Classes::ROLE | Classes::PEOPLE);
    if object || is_titled_work(sentence, before) {
        return None;
    }
    let subject = phrase_right(sentence, verb + 1)?;
    if told && !sentence.is(subject.head, Classes::CAPITAL) {
        return None;
    }
    // "Trump, who came late, said the plan was bad": there, what follows the verb has a verb.
    (after_quote || ends_a_clause(sentence, subject)).then_some(subject)
}

/// Whether a quote ends with a token, or right before the mark that it is.
fn ends_a_quote(sentence: &Sentence<'_>, number: usize) -> bool {
    sentence.get(number).is_some_and(|token| match token.kind {
        Kind::Quote(_) => true,
        Kind::Mark(',' | '—' | '.' | '!' | '?') => number > 0 && sentence.tokens[number - 1].is_quote(),
        _ => false,
    })
}

/// "his book, "The Voyage," says the captain is mad"
fn is_titled_work(sentence: &Sentence<'_>, quote: usize) -> bool {
    quote > 1
        && sentence.tokens[quote].is_quote()
        && sentence.is_mark(quote - 1, ',')
        && sentence.is(quote - 2, Classes::WORK)
}

/// Whether nothing follows a subject that would be its verb.
fn ends_a_clause(sentence: &Sentence<'_>, subject: Phrase) -> bool {
    let after = Classes::PREPOSITION
        | Classes::TIME
        | Classes::RELATIVE
        | Classes::CONJUNCTION
        | Classes::PARTICIPLE
        | Classes::SUBORDINATOR
        | Classes::ADVERB;
    let next = subject.last + 1;
    let ends = sentence.get(next).is_none_or(|token| token.is(after) || token.kind != Kind::Word && !token.is_quote());
    ends && !sentence.is(next, Classes::AUX)
}

/// Whether a comma ends an apposition to a name: "Scott Pruitt, the attorney general, said".
fn closes_apposition(sentence: &Sentence<'_>, comma: usize) -> bool {
    let Some(opener) = (0..comma).rev().take(40).find(|number| sentence.is_mark(*number, ',')) else { return false };
    let begins = sentence.is(
        opener + 1,
        Classes::DETERMINER | Classes::RELATIVE | Classes::ROLE | Classes::DIGIT | Classes::TITLE | Classes::POSSESSIVE,
    );
    begins && opener > 0 && sentence.is(opener - 1, Classes::CAPITAL)
}
