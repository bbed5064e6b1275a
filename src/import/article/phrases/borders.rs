//! Where a noun phrase ends: words that cannot stand in one.

use crate::import::article::lexicon::Classes;
use crate::import::article::sentences::Sentence;
use crate::import::article::tokens::Kind;

/// Words that no noun phrase holds, but for its first.
const BORDER: [Classes; 8] = [
    Classes::PREPOSITION,
    Classes::CONJUNCTION,
    Classes::SUBORDINATOR,
    Classes::AUX,
    Classes::SUBJECT,
    Classes::OBJECT,
    Classes::TIME,
    Classes::RELATIVE,
];

/// Whether a word tells a time, and is not the name of somebody: "Mrs May".
pub(in crate::import::article) fn is_time(sentence: &Sentence<'_>, number: usize) -> bool {
    let named = number > 0
        && sentence.is(number, Classes::CAPITAL)
        && sentence.is(number - 1, Classes::TITLE | Classes::MAN | Classes::WOMAN)
        && sentence.is(number - 1, Classes::CAPITAL)
        && !sentence.word(number).ends_with("day");
    sentence.is(number, Classes::TIME) && !sentence.is(number, Classes::TITLE | Classes::ROLE) && !named
}

/// Whether a phrase cannot go on over a token.
pub(super) fn is_border(sentence: &Sentence<'_>, number: usize) -> bool {
    let Some(token) = sentence.get(number) else { return true };
    if token.kind != Kind::Word {
        return true;
    }
    // "Will Smith" and "May": a capital within a sentence makes a name of such words.
    let name = token.classes.any(Classes::CAPITAL) && number > 0 && !sentence.headline;
    if name && token.classes.any(Classes::AUX) && !token.classes.any(Classes::BE) {
        return false;
    }
    if token.classes.any(Classes::NOUN | Classes::TITLE | Classes::ROLE | Classes::BODY)
        && !token.classes.any(Classes::AUX)
    {
        return false;
    }
    if token.classes.any(Classes::TIME) && !is_time(sentence, number) {
        return false;
    }
    // "the first mate": behind an article, an adverb is none.
    let behind_article = number > 0 && sentence.is(number - 1, Classes::DETERMINER | Classes::POSSESSIVE);
    BORDER.iter().any(|class| token.classes.any(*class))
        || is_adverb(sentence, number) && !name && !(behind_article && sentence.is_word(number, "first"))
}

pub(in crate::import::article) fn is_adverb(sentence: &Sentence<'_>, number: usize) -> bool {
    let token = sentence.word(number);
    sentence.is(number, Classes::ADVERB)
        || token.len() > 4
            && token.ends_with("ly")
            && !sentence.is(number, Classes::CAPITAL)
            && !ADJECTIVES.contains(&token)
}

/// Adjectives that end like adverbs.
const ADJECTIVES: [&str; 10] =
    ["elderly", "daily", "weekly", "monthly", "early", "friendly", "family", "only", "likely", "lonely"];

/// Whether this is a verb and no noun, as far as its form and its neighbours tell.
pub(super) fn is_verb(sentence: &Sentence<'_>, number: usize) -> bool {
    let Some(token) = sentence.get(number) else { return false };
    token.is(Classes::SPEECH | Classes::REPORT)
        && !token.classes.any(Classes::NOUN)
        && (sentence.headline || !token.classes.any(Classes::CAPITAL))
        && token.classes.any(Classes::PAST | Classes::THIRD)
}

/// The words between a subject and its verb: "has", "also", "repeatedly".
pub(in crate::import::article) fn is_between(sentence: &Sentence<'_>, number: usize) -> bool {
    let name = sentence.is(number, Classes::CAPITAL) && !sentence.headline;
    let itself = sentence.word(number).ends_with("self") || sentence.is_word(number, "themselves");
    !name && (itself || sentence.is(number, Classes::AUX) || is_adverb(sentence, number))
}

/// Determiners that are phrases of their own: "Both said", "others say".
pub(super) fn is_standalone(sentence: &Sentence<'_>, number: usize) -> bool {
    sentence.is_one_of(
        number,
        &[
            "both", "some", "many", "others", "one", "all", "another", "most", "several", "everyone", "someone", "few",
            "neither", "this", "that", "it",
        ],
    )
}
