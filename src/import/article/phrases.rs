//! Noun phrases, found by what cannot stand in them: the subjects of verbs of speech.

use crate::text::ByteSpan;

use super::lexicon::Classes;
use super::sentences::Sentence;
use super::tokens::Kind;

/// A noun phrase: tokens `first..=last` of a sentence, with the word that names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Phrase {
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) head: usize,
}

impl Phrase {
    /// The bytes of the phrase.
    pub(super) fn bytes(self, sentence: &Sentence<'_>) -> ByteSpan {
        sentence.bytes(self.first, self.last)
    }
}

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
pub(super) fn is_time(sentence: &Sentence<'_>, number: usize) -> bool {
    let named = number > 0
        && sentence.is(number, Classes::CAPITAL)
        && sentence.is(number - 1, Classes::TITLE | Classes::MAN | Classes::WOMAN)
        && sentence.is(number - 1, Classes::CAPITAL)
        && !sentence.word(number).ends_with("day");
    sentence.is(number, Classes::TIME) && !sentence.is(number, Classes::TITLE | Classes::ROLE) && !named
}

fn is_border(sentence: &Sentence<'_>, number: usize) -> bool {
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

pub(super) fn is_adverb(sentence: &Sentence<'_>, number: usize) -> bool {
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
fn is_verb(sentence: &Sentence<'_>, number: usize) -> bool {
    let Some(token) = sentence.get(number) else { return false };
    token.is(Classes::SPEECH | Classes::REPORT)
        && !token.classes.any(Classes::NOUN)
        && (sentence.headline || !token.classes.any(Classes::CAPITAL))
        && token.classes.any(Classes::PAST | Classes::THIRD)
}

/// The words between a subject and its verb: "has", "also", "repeatedly".
pub(super) fn is_between(sentence: &Sentence<'_>, number: usize) -> bool {
    let name = sentence.is(number, Classes::CAPITAL) && !sentence.headline;
    let itself = sentence.word(number).ends_with("self") || sentence.is_word(number, "themselves");
    !name && (itself || sentence.is(number, Classes::AUX) || is_adverb(sentence, number))
}

/// The phrase that ends with token `last`, without what hangs on it by a preposition.
pub(super) fn simple_left(sentence: &Sentence<'_>, last: usize) -> Option<Phrase> {
    let token = sentence.get(last)?;
    if sentence.is_word(last, "there") {
        return None;
    }
    if token.is(Classes::SUBJECT) || is_standalone(sentence, last) {
        return Some(Phrase { first: last, last, head: last });
    }
    // "the mother of three": there, a number is a noun.
    let number = last > 0 && sentence.is_word(last - 1, "of") && token.is(Classes::DETERMINER);
    let grammar = token.is(Classes::DETERMINER | Classes::POSSESSIVE) && !number
        || token.is(Classes::OTHER_VERB)
            && last > 0
            && sentence.is(last - 1, Classes::CAPITAL)
            && !token.is(Classes::CAPITAL | Classes::NOUN);
    if is_border(sentence, last) || is_verb(sentence, last) || grammar {
        return None;
    }
    let mut first = last;
    while first > 0 {
        let before = first - 1;
        // "said that Britain": there, "that" begins a clause.
        if sentence.is_word(before, "that") && before > 0 && sentence.tokens[before - 1].kind == Kind::Word {
            break;
        }
        // "is all Smith would say", "a man Smith describes": there, the name begins a clause.
        let name = sentence.is(first, Classes::CAPITAL) && !sentence.word(first).ends_with('s');
        if name && ["all", "man", "woman", "person"].iter().any(|word| sentence.word(before) == *word) {
            break;
        }
        if sentence.is(before, Classes::DETERMINER | Classes::POSSESSIVE) {
            first = before;
            if sentence.is(before, Classes::DETERMINER) && before > 0 && sentence.is(before - 1, Classes::DETERMINER) {
                first = before - 1;
            }
            break;
        }
        // "a claim Clinton denied": there, the name begins a clause.
        let saying = sentence.is(before, Classes::NOUN | Classes::SAYING)
            && !sentence.is(before, Classes::ROLE | Classes::BODY | Classes::CAPITAL | Classes::GENITIVE);
        if (saying || begins_clause(sentence, before)) && sentence.is(first, Classes::CAPITAL) {
            break;
        }
        // "heard Smith boast": there, a verb has a name as its object.
        let other_verb =
            sentence.is(before, Classes::OTHER_VERB) && !sentence.is(before, Classes::CAPITAL | Classes::NOUN);
        if other_verb && sentence.is(first, Classes::CAPITAL) {
            break;
        }
        let joined = sentence.is_word(before, "&") && before > 0 && sentence.is(before - 1, Classes::CAPITAL);
        if !joined && (is_border(sentence, before) || is_verb(sentence, before)) {
            break;
        }
        first = before;
    }
    // "Only 52 percent of voters"
    if first > 0
        && (sentence.is(first, Classes::DIGIT) || sentence.word(first + 1) == "percent")
        && ["only", "just", "nearly", "almost", "about", "roughly", "some"]
            .iter()
            .any(|word| sentence.is_word(first - 1, word))
    {
        first -= 1;
        return Some(Phrase { first, last, head: last });
    }
    // A sentence begins with a capital: an adverb or a participle there is no part of the phrase.
    while first < last
        && first == 0
        && sentence.is(first, Classes::ADVERB | Classes::PAST | Classes::PARTICIPLE)
        && !sentence.is(first, Classes::DETERMINER | Classes::NOUN)
    {
        first += 1;
    }
    Some(Phrase { first, last, head: last })
}

/// "the first time Clinton said so": nouns that a clause without "that" explains.
fn begins_clause(sentence: &Sentence<'_>, noun: usize) -> bool {
    [
        "time", "moment", "way", "reason", "day", "week", "month", "year", "thing", "things", "place", "fact", "move",
        "step", "decision", "idea", "policy", "practice", "approach", "deal", "bill", "proposal", "group", "system",
        "process", "strategy", "law", "project",
    ]
    .iter()
    .any(|word| sentence.word(noun) == *word)
}

/// Determiners that are phrases of their own: "Both said", "others say".
fn is_standalone(sentence: &Sentence<'_>, number: usize) -> bool {
    [
        "both", "some", "many", "others", "one", "all", "another", "most", "several", "everyone", "someone", "few",
        "neither", "this", "that", "it",
    ]
    .iter()
    .any(|word| sentence.is_word(number, word))
}

/// The prepositions by which a phrase hangs on the noun before it.
fn hangs(sentence: &Sentence<'_>, number: usize) -> bool {
    [
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
    ]
    .iter()
    .any(|word| sentence.is_word(number, word))
}

/// The phrase that ends with token `last`, with what hangs on it: "a spokesman for the campaign".
pub(super) fn phrase_left(sentence: &Sentence<'_>, last: usize) -> Option<Phrase> {
    let mut phrase = simple_left(sentence, last)?;
    for _ in 0..6 {
        if phrase.first < 2 {
            return Some(phrase);
        }
        let before = phrase.first - 1;
        if hangs(sentence, before) {
            let Some(outer) = simple_left(sentence, before - 1) else { return Some(phrase) };
            let people = outer.first == 0 && sentence.is(outer.head, Classes::ROLE | Classes::PEOPLE);
            let name = sentence.is(outer.head, Classes::CAPITAL | Classes::SUBJECT | Classes::RELATIVE) && !people;
            let of = sentence.is_word(before, "of")
                || sentence.is_word(before, "for")
                || is_subject_matter(sentence, before);
            // "Trump in Ohio said": the place is no part of a person's name.
            phrase =
                if name && !of { outer } else { Phrase { first: outer.first, last: phrase.last, head: outer.head } };
        } else if before > 1
            && sentence.is_word(before, "also")
            && sentence.is_word(before - 1, "and")
            && sentence.is(before - 2, Classes::CAPITAL)
        {
            let Some(outer) = simple_left(sentence, before - 2) else { return Some(phrase) };
            phrase = Phrase { first: outer.first, last: phrase.last, head: phrase.head };
        } else if sentence.is_word(before, "than")
            && ["more", "fewer", "less"].iter().any(|word| sentence.is_word(before - 1, word))
        {
            phrase = Phrase { first: before - 1, ..phrase };
        } else if before > 1 && sentence.is_word(before, "as") && sentence.is_word(before - 1, "such") {
            let Some(outer) = simple_left(sentence, before - 2) else { return Some(phrase) };
            phrase = Phrase { first: outer.first, last: phrase.last, head: outer.head };
        } else if let Some(name) = name_before_brackets(sentence, before, phrase) {
            phrase = Phrase { first: name.first, last: phrase.last, head: phrase.head };
        } else if sentence.is_word(before, "and")
            && (joins(sentence, before) || shares_determiner(sentence, before, phrase))
        {
            let Some(outer) = simple_left(sentence, before - 1) else { return Some(phrase) };
            phrase = Phrase { first: outer.first, last: phrase.last, head: phrase.head };
        } else {
            return Some(phrase);
        }
    }
    Some(phrase)
}

/// The first of two names where something in brackets explains it: "Rep. Smith (D-Ohio) and Rep. Jones".
fn name_before_brackets(sentence: &Sentence<'_>, and: usize, second: Phrase) -> Option<Phrase> {
    if !sentence.is_word(and, "and") || !sentence.is_mark(and - 1, ')') || !sentence.is(second.head, Classes::CAPITAL) {
        return None;
    }
    let open = (0..and - 1).rev().take(12).find(|number| sentence.is_mark(*number, '('))?;
    simple_left(sentence, open.checked_sub(1)?).filter(|name| sentence.is(name.head, Classes::CAPITAL))
}

/// "the Committee on Trade", "the Centre for Ships": what a body is for is a part of its name.
fn is_subject_matter(sentence: &Sentence<'_>, preposition: usize) -> bool {
    let body = preposition > 0 && sentence.is(preposition - 1, Classes::BODY);
    body && ["on", "for", "against"].iter().any(|word| sentence.is_word(preposition, word))
        && sentence.is(preposition + 1, Classes::CAPITAL)
        && !sentence.is(preposition + 1, Classes::TIME)
}

/// Whether "and" joins two phrases of the same kind: two names or two groups of people.
fn joins(sentence: &Sentence<'_>, and: usize) -> bool {
    let name = |number: usize| sentence.is(number, Classes::CAPITAL) && !sentence.is(number, Classes::SUBJECT);
    let people = |number: usize| sentence.is(number, Classes::PEOPLE | Classes::ROLE);
    and > 0
        && (name(and - 1) && (name(and + 1) || sentence.is(and + 1, Classes::DETERMINER | Classes::TITLE))
            || people(and - 1) && !sentence.is(and + 1, Classes::SUBJECT))
}

/// Whether two nouns have one article: "the delegate and activist".
fn shares_determiner(sentence: &Sentence<'_>, and: usize, phrase: Phrase) -> bool {
    let bare =
        !sentence.is(phrase.first, Classes::DETERMINER | Classes::POSSESSIVE | Classes::SUBJECT | Classes::CAPITAL);
    bare && simple_left(sentence, and - 1).is_some_and(|outer| sentence.is(outer.first, Classes::DETERMINER))
}

/// The phrase that begins with token `first`: "said Caddell", "said a spokesman for the campaign".
pub(super) fn phrase_right(sentence: &Sentence<'_>, first: usize) -> Option<Phrase> {
    let phrase = simple_right(sentence, first)?;
    let mut whole = phrase;
    for _ in 0..4 {
        let next = whole.last + 1;
        let of = sentence.is_word(next, "of") || sentence.is_word(next, "for");
        let place = ["from", "at", "with", "in", "on", "to", "by"].iter().any(|word| sentence.is_word(next, word));
        if sentence.is_word(next, "such")
            && sentence.is_word(next + 1, "as")
            && let Some(named) = simple_right(sentence, next + 2)
        {
            whole.last = named.last;
            continue;
        }
        let involved = ["familiar", "close"].iter().any(|word| sentence.is_word(next - 1, word))
            || sentence.word(next - 1).ends_with("ed");
        let role = !sentence.is(phrase.head, Classes::CAPITAL) || is_subject_matter(sentence, next);
        if !(of || place && role) {
            let joined = sentence.is_word(next, "and") && joins(sentence, next);
            let Some(other) = joined.then(|| simple_right(sentence, next + 1)).flatten() else { break };
            whole.last = other.last;
            continue;
        }
        let Some(inner) = simple_right(sentence, next + 1) else { break };
        if place && !involved && sentence.is(inner.last, Classes::SAYING) {
            break;
        }
        whole.last = inner.last;
    }
    Some(with_name(sentence, whole))
}

fn simple_right(sentence: &Sentence<'_>, first: usize) -> Option<Phrase> {
    let token = sentence.get(first).filter(|_| !sentence.is_word(first, "there"))?;
    if token.is(Classes::SUBJECT) && !token.is(Classes::RELATIVE) {
        return Some(Phrase { first, last: first, head: first });
    }
    if token.span.of(sentence.text).ends_with("ing") && !token.is(Classes::CAPITAL | Classes::NOUN) {
        return None;
    }
    let determined = token.is(Classes::DETERMINER | Classes::POSSESSIVE);
    if !determined && (is_border(sentence, first) || is_verb(sentence, first)) {
        return is_standalone(sentence, first).then_some(Phrase { first, last: first, head: first });
    }
    let mut last = first;
    loop {
        let next = last + 1;
        let joined = sentence.is_word(next, "&") && sentence.is(next + 1, Classes::CAPITAL);
        if joined {
            last = next;
            continue;
        }
        if is_border(sentence, next)
            || is_verb(sentence, next)
            || sentence.is_word(next, "such")
            || sentence.is(next, Classes::DETERMINER | Classes::POSSESSIVE)
        {
            break;
        }
        // After a name, a word in small letters begins something else.
        let name = sentence.is(last, Classes::CAPITAL)
            && !sentence.is(last, Classes::GENITIVE | Classes::TITLE)
            && last > first;
        let small = !sentence.is(next, Classes::CAPITAL);
        let goes_on = sentence.is(next, Classes::ROLE | Classes::BODY | Classes::NOUN) || name_follows(sentence, next);
        let ends = last > first
            && sentence.word(next).ends_with("ed")
            && !sentence.is(next, Classes::NOUN)
            && sentence.get(next + 1).is_none_or(|after| {
                matches!(after.kind, Kind::Mark(',' | '.' | ';' | '—')) || after.is(Classes::OBJECT)
            });
        let other_verb = small && (ends || sentence.is(next, Classes::OTHER_VERB) && last > first)
            || small
                && sentence.is(last, Classes::CAPITAL | Classes::ROLE | Classes::BODY)
                && looks_like_verb(sentence, next);
        if other_verb
            || name && small && !goes_on
            || small && sentence.is(next, Classes::PARTICIPLE) && !sentence.is(next, Classes::NOUN)
        {
            break;
        }
        last = next;
    }
    if last == first && determined && !is_standalone(sentence, first) {
        return None;
    }
    Some(Phrase { first, last, head: last })
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

/// A description with the name that follows it: "his wife, Jane Eyre,".
pub(super) fn with_name(sentence: &Sentence<'_>, phrase: Phrase) -> Phrase {
    let described = !sentence.is(phrase.head, Classes::CAPITAL | Classes::SUBJECT | Classes::RELATIVE)
        && (sentence.is(phrase.head, Classes::ROLE | Classes::TITLE)
            || ["one", "another", "a", "an"].iter().any(|word| sentence.is_word(phrase.first, word)))
            | (phrase.first..phrase.head).any(|number| sentence.is(number, Classes::GENITIVE | Classes::POSSESSIVE));
    let comma = phrase.last + 1;
    if !described || !sentence.is_mark(comma, ',') {
        return phrase;
    }
    let end = (comma + 1..comma + 7).find(|number| !sentence.is(*number, Classes::CAPITAL));
    let ends = end.filter(|end| {
        *end > comma + 1
            && sentence.get(*end).is_none_or(|token| matches!(token.kind, Kind::Mark(',' | '.' | '(' | '—')))
    });
    ends.map_or(phrase, |end| Phrase { last: end - 1, head: end - 1, ..phrase })
}
