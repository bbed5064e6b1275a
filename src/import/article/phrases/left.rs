//! The phrase that ends at a word.

use super::borders::{is_border, is_standalone, is_verb};
use super::{Phrase, is_subject_matter, joins};
use crate::import::article::lexicon::Classes;
use crate::import::article::sentences::Sentence;
use crate::import::article::tokens::Kind;

/// Words before a number, which belong to it: "only 52 percent".
const BEFORE_NUMBERS: [&str; 7] = ["only", "just", "nearly", "almost", "about", "roughly", "some"];

/// Nouns that a clause without "that" explains: "the first time Clinton said so".
const EXPLAINED: [&str; 28] = [
    "time", "moment", "way", "reason", "day", "week", "month", "year", "thing", "things", "place", "fact", "move",
    "step", "decision", "idea", "policy", "practice", "approach", "deal", "bill", "proposal", "group", "system",
    "process", "strategy", "law", "project",
];

/// The prepositions by which a phrase hangs on the noun before it.
const HANGING: [&str; 20] = [
    "of",
    "for",
    "from",
    "at",
    "with",
    "in",
    "to",
    "on",
    "against",
    "behind",
    "inside",
    "within",
    "by",
    "near",
    "about",
    "around",
    "like",
    "including",
    "between",
    "among",
];

/// The phrase that ends with token `last`, without what hangs on it by a preposition.
pub(in crate::import::article) fn simple_left(sentence: &Sentence<'_>, last: usize) -> Option<Phrase> {
    if sentence.get(last).is_none() || sentence.is_word(last, "there") {
        return None;
    }
    if sentence.is(last, Classes::SUBJECT) || is_standalone(sentence, last) {
        return Some(Phrase::word(last));
    }
    if !can_end_a_phrase(sentence, last) {
        return None;
    }
    let first = first_of(sentence, last);
    let counted = sentence.is(first, Classes::DIGIT) || sentence.word(first + 1) == "percent";
    if first > 0 && counted && sentence.is_one_of(first - 1, &BEFORE_NUMBERS) {
        return Some(Phrase::to_head(first - 1, last));
    }
    // A sentence begins with a capital: an adverb or a participle there is no part of the phrase.
    let opening = first == 0
        && first < last
        && sentence.is(first, Classes::ADVERB | Classes::PAST | Classes::PARTICIPLE)
        && !sentence.is(first, Classes::DETERMINER | Classes::NOUN);
    Some(Phrase::to_head(first + usize::from(opening), last))
}

fn can_end_a_phrase(sentence: &Sentence<'_>, last: usize) -> bool {
    // "the mother of three": there, a number is a noun.
    let number = last > 0 && sentence.is_word(last - 1, "of") && sentence.is(last, Classes::DETERMINER);
    let article = sentence.is(last, Classes::DETERMINER | Classes::POSSESSIVE) && !number;
    // "Smith went"
    let predicate = sentence.is(last, Classes::OTHER_VERB)
        && last > 0
        && sentence.is(last - 1, Classes::CAPITAL)
        && !sentence.is(last, Classes::CAPITAL | Classes::NOUN);
    !(article || predicate || is_border(sentence, last) || is_verb(sentence, last))
}

/// The first word of the phrase that ends with `last`.
fn first_of(sentence: &Sentence<'_>, last: usize) -> usize {
    let mut first = last;
    while let Some(before) = first.checked_sub(1)
        && !is_clause_of_its_own(sentence, first)
    {
        if sentence.is(before, Classes::DETERMINER | Classes::POSSESSIVE) {
            let double =
                sentence.is(before, Classes::DETERMINER) && before > 0 && sentence.is(before - 1, Classes::DETERMINER);
            return before - usize::from(double);
        }
        if divides(sentence, before) {
            return first;
        }
        first = before;
    }
    first
}

/// Whether a clause begins with a word, behind one that could stand in a phrase.
fn is_clause_of_its_own(sentence: &Sentence<'_>, first: usize) -> bool {
    let before = first - 1;
    // "said that Britain"
    if sentence.is_word(before, "that") && before > 0 && sentence.tokens[before - 1].kind == Kind::Word {
        return true;
    }
    // "is all Smith would say", "a man Smith describes"
    let name = sentence.is(first, Classes::CAPITAL) && !sentence.word(first).ends_with('s');
    name && ["all", "man", "woman", "person"].contains(&sentence.word(before))
}

/// Whether a word ends before the phrase that stands behind it.
fn divides(sentence: &Sentence<'_>, before: usize) -> bool {
    if sentence.is(before + 1, Classes::CAPITAL) {
        // "a claim Clinton denied": there, the name begins a clause.
        let saying = sentence.is(before, Classes::NOUN | Classes::SAYING)
            && !sentence.is(before, Classes::ROLE | Classes::BODY | Classes::CAPITAL | Classes::GENITIVE);
        // "heard Smith boast": there, a verb has a name as its object.
        let object = sentence.is(before, Classes::OTHER_VERB) && !sentence.is(before, Classes::CAPITAL | Classes::NOUN);
        if saying || object || EXPLAINED.contains(&sentence.word(before)) {
            return true;
        }
    }
    let joined = sentence.is_word(before, "&") && before > 0 && sentence.is(before - 1, Classes::CAPITAL);
    !joined && (is_border(sentence, before) || is_verb(sentence, before))
}

/// The phrase that ends with token `last`, with what hangs on it: "a spokesman for the campaign".
pub(in crate::import::article) fn phrase_left(sentence: &Sentence<'_>, last: usize) -> Option<Phrase> {
    let mut phrase = simple_left(sentence, last)?;
    for _ in 0..6 {
        let Some(wider) = widened(sentence, phrase) else { break };
        phrase = wider;
    }
    Some(phrase)
}

/// A phrase with the one before it on which it hangs, or to which it is joined.
fn widened(sentence: &Sentence<'_>, phrase: Phrase) -> Option<Phrase> {
    let before = phrase.first.checked_sub(1).filter(|before| *before > 0)?;
    if sentence.is_one_of(before, &HANGING) {
        return Some(hung(sentence, phrase, simple_left(sentence, before - 1)?));
    }
    // "Smith and also Jones"
    let also = before > 1 && sentence.is_word(before, "also") && sentence.is_word(before - 1, "and");
    if also && sentence.is(before - 2, Classes::CAPITAL) {
        let outer = simple_left(sentence, before - 2)?;
        return Some(Phrase { first: outer.first, ..phrase });
    }
    if sentence.is_word(before, "than") && sentence.is_one_of(before - 1, &["more", "fewer", "less"]) {
        return Some(Phrase { first: before - 1, ..phrase });
    }
    if before > 1 && sentence.is_word(before, "as") && sentence.is_word(before - 1, "such") {
        return Some(phrase.behind(simple_left(sentence, before - 2)?));
    }
    if !sentence.is_word(before, "and") {
        return None;
    }
    if let Some(name) = name_before_brackets(sentence, before, phrase) {
        return Some(Phrase { first: name.first, ..phrase });
    }
    let joined = joins(sentence, before) || shares_determiner(sentence, before, phrase);
    let outer = joined.then(|| simple_left(sentence, before - 1)).flatten()?;
    Some(Phrase { first: outer.first, ..phrase })
}

/// A phrase with the one on which it hangs by a preposition.
fn hung(sentence: &Sentence<'_>, phrase: Phrase, outer: Phrase) -> Phrase {
    let preposition = phrase.first - 1;
    let people = outer.first == 0 && sentence.is(outer.head, Classes::ROLE | Classes::PEOPLE);
    let name = sentence.is(outer.head, Classes::CAPITAL | Classes::SUBJECT | Classes::RELATIVE) && !people;
    let of = sentence.is_one_of(preposition, &["of", "for"]) || is_subject_matter(sentence, preposition);
    // "Trump in Ohio said": the place is no part of a person's name.
    if name && !of { outer } else { phrase.behind(outer) }
}

/// The first of two names where something in brackets explains it: "Rep. Smith (D-Ohio) and Rep. Jones".
fn name_before_brackets(sentence: &Sentence<'_>, and: usize, second: Phrase) -> Option<Phrase> {
    if !sentence.is_mark(and - 1, ')') || !sentence.is(second.head, Classes::CAPITAL) {
        return None;
    }
    let open = (0..and - 1).rev().take(12).find(|number| sentence.is_mark(*number, '('))?;
    simple_left(sentence, open.checked_sub(1)?).filter(|name| sentence.is(name.head, Classes::CAPITAL))
}

/// Whether two nouns have one article: "the delegate and activist".
fn shares_determiner(sentence: &Sentence<'_>, and: usize, phrase: Phrase) -> bool {
    let bare =
        !sentence.is(phrase.first, Classes::DETERMINER | Classes::POSSESSIVE | Classes::SUBJECT | Classes::CAPITAL);
    bare && simple_left(sentence, and - 1).is_some_and(|outer| sentence.is(outer.first, Classes::DETERMINER))
}
