//! The subject of a verb, or of a sentence.

use super::borders::{is_adverb, is_between, is_time};
use super::{Phrase, phrase_left, phrase_right, simple_left, with_name};
use crate::import::article::lexicon::Classes;
use crate::import::article::sentences::Sentence;
use crate::import::article::tokens::{Kind, Token};

/// The subject of the verb at `verb`, to its left: over adverbs, times, places and what stands
/// between commas. None where the verb shares the subject of the verb before it.
pub(in crate::import::article) fn subject_left(sentence: &Sentence<'_>, verb: usize) -> Option<Phrase> {
    let mut end = verb;
    for _ in 0..12 {
        while end > 0 && is_between(sentence, end - 1) {
            end -= 1;
        }
        match step_left(sentence, end.checked_sub(1)?)? {
            Step::Subject(subject) => return Some(subject),
            Step::Over(first) => end = first,
        }
    }
    None
}

/// What is found on the way from a verb to its subject.
enum Step {
    /// The subject itself.
    Subject(Phrase),
    /// Something that is passed over, by its first token.
    Over(usize),
}

/// The step over what ends with token `last`; none where no subject can stand further left.
fn step_left(sentence: &Sentence<'_>, last: usize) -> Option<Step> {
    match sentence.get(last)?.kind {
        Kind::Quote(_) => title_of_work(sentence, last).map(Step::Over),
        Kind::Mark(',' | '—') => over_insertion(sentence, last),
        Kind::Mark(')') => (0..last).rev().take(80).find(|number| sentence.is_mark(*number, '(')).map(Step::Over),
        Kind::Mark(_) => None,
        Kind::Word if sentence.is(last, Classes::RELATIVE) => Some(Step::Subject(Phrase::word(last))),
        Kind::Word if is_time(sentence, last) => Some(Step::Over(first_of_time(sentence, last))),
        Kind::Word => over_object(sentence, last),
    }
}

/// Where the title of a work begins that explains who speaks, or is who speaks.
fn title_of_work(sentence: &Sentence<'_>, quote: usize) -> Option<usize> {
    let before = quote.checked_sub(1)?;
    // "Wallace, the host of "Fox News Sunday," asked"
    if sentence.is(before, Classes::PREPOSITION | Classes::GENITIVE | Classes::WORK) {
        return (0..quote).rev().take(8).find(|number| sentence.is_mark(*number, ','));
    }
    // "his new book, "The Voyage," says"
    let named = before > 0 && sentence.is_mark(before, ',') && sentence.is(before - 1, Classes::WORK);
    named.then_some(before)
}

/// The step over a group between commas or dashes, if something stands before it.
fn over_insertion(sentence: &Sentence<'_>, closer: usize) -> Option<Step> {
    let opens = |token: &Token| token.is_quote() || matches!(token.kind, Kind::Mark(',' | '—'));
    let opener = (0..closer).rev().take(80).find(|number| opens(&sentence.tokens[*number]))?;
    if sentence.tokens[opener].is_quote() {
        return None;
    }
    Some(name_of_described(sentence, opener, closer).map_or(Step::Over(opener), Step::Subject))
}

fn first_of_time(sentence: &Sentence<'_>, last: usize) -> usize {
    let mut first = last;
    while first > 0
        && sentence.is(first - 1, Classes::TIME | Classes::PREPOSITION | Classes::DETERMINER | Classes::DIGIT)
    {
        first -= 1;
    }
    first
}

/// The subject, or the step over a phrase that is the object of a preposition.
fn over_object(sentence: &Sentence<'_>, last: usize) -> Option<Step> {
    let phrase = phrase_left(sentence, last)?;
    if let Some(place) = place_before(sentence, phrase) {
        return Some(Step::Over(place));
    }
    let governor = phrase
        .first
        .checked_sub(1)
        .filter(|before| sentence.is(*before, Classes::PREPOSITION) && !sentence.is(*before, Classes::SUBORDINATOR));
    Some(match governor {
        None => Step::Subject(with_name(sentence, named_by_apposition(sentence, phrase))),
        Some(0) => Step::Subject(phrase),
        Some(preposition) => Step::Over(preposition),
    })
}

/// The name between two commas, where who bears it is described at length: "A neighbour who saw the
/// fire, Jane Eyre, said".
fn name_of_described(sentence: &Sentence<'_>, opener: usize, closer: usize) -> Option<Phrase> {
    let words = opener + 1..closer;
    let name = (2..=4).contains(&words.len())
        && words.clone().all(|number| sentence.is(number, Classes::CAPITAL) && !sentence.is(number, Classes::TIME))
        && sentence.is(opener + 1, Classes::MAN | Classes::WOMAN | Classes::TITLE);
    let object = name.then(|| simple_left(sentence, opener.checked_sub(1)?)).flatten()?;
    let governor = object.first.checked_sub(1)?;
    let described = !sentence.is(object.head, Classes::CAPITAL)
        && sentence.is(governor, Classes::OTHER_VERB)
        && sentence.is(0, Classes::DETERMINER);
    described.then_some(Phrase::to_head(opener + 1, closer - 1))
}

/// Where a place begins whose last part a phrase is: "of Ashton, Md.," behind a name.
fn place_before(sentence: &Sentence<'_>, phrase: Phrase) -> Option<usize> {
    let comma = phrase.first.checked_sub(1).filter(|comma| phrase.last < comma + 3 && sentence.is_mark(*comma, ','))?;
    let mut first = comma;
    while first > 0 && sentence.is(first - 1, Classes::CAPITAL) {
        first -= 1;
    }
    let from = first.checked_sub(1).filter(|from| first < comma && sentence.is_one_of(*from, &["of", "from", "in"]))?;
    sentence.is_mark(from.checked_sub(1)?, ',').then_some(from)
}

/// The name that a phrase explains: "Scott Pruitt, the attorney general of Oklahoma, one of …".
fn named_by_apposition(sentence: &Sentence<'_>, phrase: Phrase) -> Phrase {
    let apposition = !sentence.is(phrase.head, Classes::CAPITAL | Classes::SUBJECT)
        && phrase.first >= 2
        && sentence.is_mark(phrase.first - 1, ',');
    if !apposition
        || !sentence.is(phrase.first, Classes::DETERMINER | Classes::POSSESSIVE | Classes::ROLE | Classes::DIGIT)
    {
        return phrase;
    }
    simple_left(sentence, phrase.first - 2)
        .filter(|name| {
            sentence.is(name.head, Classes::CAPITAL) && !sentence.is(name.head, Classes::GENITIVE | Classes::TIME)
        })
        .filter(|name| name.first == 0 || !sentence.is(name.first - 1, Classes::PREPOSITION))
        .unwrap_or(phrase)
}

/// The first phrase of a sentence that can be its subject: after what stands before the first comma,
/// if the sentence begins with a clause or a place.
pub(in crate::import::article) fn first_subject(sentence: &Sentence<'_>) -> Option<Phrase> {
    let mut start = 0;
    while sentence.is(start, Classes::CONJUNCTION)
        || is_adverb(sentence, start)
        || sentence.is_mark(start, ',')
        || sentence.get(start).is_some_and(|token| matches!(token.kind, Kind::Mark(mark) if mark != ','))
    {
        start += 1;
    }
    let introduction = sentence
        .is(start, Classes::PREPOSITION | Classes::SUBORDINATOR | Classes::PARTICIPLE | Classes::PAST | Classes::TIME)
        && !sentence.is(start, Classes::TITLE);
    if introduction {
        let comma = (start..sentence.tokens.len()).take(60).find(|number| sentence.is_mark(*number, ','));
        // "In the video, which was posted on Monday, Smith": over the clause.
        let comma = comma.and_then(|comma| {
            let clause = sentence.is(comma + 1, Classes::RELATIVE);
            let next = || (comma + 1..sentence.tokens.len()).take(40).find(|number| sentence.is_mark(*number, ','));
            if clause { next() } else { Some(comma) }
        });
        if let Some(phrase) = comma.and_then(|comma| phrase_right(sentence, comma + 1)) {
            return Some(phrase);
        }
        start += 1;
    }
    phrase_right(sentence, start)
}
