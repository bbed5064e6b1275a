//! The subject of a verb, or of a sentence.

use super::lexicon::Classes;
use super::phrases::{Phrase, is_adverb, is_between, is_time, phrase_left, phrase_right, simple_left, with_name};
use super::sentences::Sentence;
use super::tokens::Kind;

/// The subject of the verb at `verb`, to its left: over adverbs, times, places and what stands
/// between commas. None where the verb shares the subject of the verb before it.
pub(super) fn subject_left(sentence: &Sentence<'_>, verb: usize) -> Option<Phrase> {
    let mut end = verb;
    for _ in 0..12 {
        while end > 0 && is_between(sentence, end - 1) {
            end -= 1;
        }
        let last = end.checked_sub(1)?;
        let token = sentence.get(last)?;
        match token.kind {
            // "Wallace, the host of "Fox News Sunday," asked": the title of a work in an apposition.
            Kind::Quote(_)
                if last > 0 && sentence.is(last - 1, Classes::PREPOSITION | Classes::GENITIVE | Classes::WORK) =>
            {
                end = (0..last).rev().take(8).find(|number| sentence.is_mark(*number, ','))?;
            }
            // "his new book, "The Voyage," says"
            Kind::Quote(_) if last > 1 && sentence.is_mark(last - 1, ',') && sentence.is(last - 2, Classes::WORK) => {
                end = last - 1;
            }
            Kind::Quote(_) => return None,
            Kind::Mark(',' | '—') => {
                // A group between commas is passed over, if something stands before it.
                let opener = (0..last).rev().take(80).find(|number| {
                    matches!(sentence.tokens[*number].kind, Kind::Mark(',' | '—'))
                        || sentence.tokens[*number].is_quote()
                })?;
                if sentence.tokens[opener].is_quote() {
                    return None;
                }
                if let Some(name) = name_of_described(sentence, opener, last) {
                    return Some(name);
                }
                end = opener;
            }
            Kind::Mark(')') => end = (0..last).rev().take(80).find(|number| sentence.is_mark(*number, '('))?,
            Kind::Mark(_) => return None,
            Kind::Word if token.is(Classes::RELATIVE) => {
                return Some(Phrase { first: last, last, head: last });
            }
            Kind::Word if is_time(sentence, last) => {
                end = last;
                while end > 0
                    && (sentence
                        .is(end - 1, Classes::TIME | Classes::PREPOSITION | Classes::DETERMINER | Classes::DIGIT))
                {
                    end -= 1;
                }
            }
            Kind::Word => {
                let phrase = phrase_left(sentence, last)?;
                let before = phrase.first.checked_sub(1);
                let object = before.is_some_and(|before| {
                    sentence.is(before, Classes::PREPOSITION) && !sentence.is(before, Classes::SUBORDINATOR)
                });
                if let Some(place) = place_before(sentence, phrase) {
                    end = place;
                    continue;
                }
                if !object {
                    return Some(with_name(sentence, named_by_apposition(sentence, phrase)));
                }
                end = phrase.first - 1;
                if end == 0 {
                    return Some(phrase);
                }
            }
        }
    }
    None
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
    described.then_some(Phrase { first: opener + 1, last: closer - 1, head: closer - 1 })
}

/// Where a place begins whose last part a phrase is: "of Ashton, Md.," behind a name.
fn place_before(sentence: &Sentence<'_>, phrase: Phrase) -> Option<usize> {
    let comma = phrase.first.checked_sub(1).filter(|comma| phrase.last < comma + 3 && sentence.is_mark(*comma, ','))?;
    let mut first = comma;
    while first > 0 && sentence.is(first - 1, Classes::CAPITAL) {
        first -= 1;
    }
    let from = first
        .checked_sub(1)
        .filter(|from| first < comma && ["of", "from", "in"].iter().any(|word| sentence.is_word(*from, word)))?;
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
pub(super) fn first_subject(sentence: &Sentence<'_>) -> Option<Phrase> {
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
