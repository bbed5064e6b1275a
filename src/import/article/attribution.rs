//! Who said a quote, as the sentence that holds it tells.

use super::cues::{Cue, Order, Strength, possessor};
use super::lexicon::Classes;
use super::phrases::{Phrase, phrase_right};
use super::sentences::Sentence;
use super::subjects::first_subject;
use super::tokens::Kind;

/// By what a quote was given to its speaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rule {
    /// The cue stands beside the quote: `"…," Sherman said`.
    Beside,
    /// The cue introduces the quote: `Sherman said: "…"`.
    Introduced,
    /// The quote stands within what the cue introduces: `Sherman said that the talks were "…"`.
    Within,
    /// The cue ends the sentence: `The talks were "…" from the start, Sherman said.`
    Tail,
    /// Only a possessive or a weak verb stands near.
    Near,
}

/// The attribution of a quote within its sentence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Attribution {
    pub(super) subject: Phrase,
    pub(super) cue: Cue,
    pub(super) rule: Rule,
    /// Who reported it, where that is somebody else.
    pub(super) via: Option<Phrase>,
}

/// Who said the quote at token `quote`, by the cues of its sentence.
///
/// `ends_open` says that the quoted words end as if the sentence went on: with a comma, a question
/// mark or an exclamation mark.
pub(super) fn attribute(sentence: &Sentence<'_>, cues: &[Cue], quote: usize, ends_open: bool) -> Option<Attribution> {
    if let Some(cue) = owner_of_words(sentence, quote) {
        return Some(Attribution { subject: cue.subject, cue, rule: Rule::Near, via: None });
    }
    let before = cue_before(sentence, cues, quote);
    // `called "brave" by some and "mad" by others`
    if let Some(cue) = before
        && cue.order == Order::Shared
        && sentence.is_word(quote + 1, "by")
        && cue.subject.first > cue.verb
        && let Some(subject) = phrase_right(sentence, quote + 2)
    {
        return Some(Attribution { subject, cue, rule: Rule::Within, via: None });
    }
    let behind = cue_behind(sentence, cues, quote);
    let starts = starts_sentence(sentence, quote);
    // "said it was "rigged," a claim Clinton denied": within a sentence, the cue before it counts.
    let embedded = quote > 0
        && sentence.tokens[quote - 1].kind == Kind::Word
        && before.is_some_and(|cue| !gives_way(sentence, &cue, quote));
    if let (Some((cue, gap)), false) = (behind, embedded)
        && gap == 0
        && (ends_open || starts || sentence.is_mark(quote + 1, ',') || sentence.is_mark(quote + 1, '—'))
    {
        let via = None;
        return Some(Attribution { subject: cue.subject, cue, rule: Rule::Beside, via });
    }
    let tail = behind.and_then(|(first, gap)| {
        let weak = first.strength != Strength::Speech;
        let ends = |cue: &&Cue| {
            cue.is_tail(sentence)
                && cue.strength == Strength::Speech
                && !sentence.is(cue.subject.head, Classes::RELATIVE)
        };
        if !weak {
            return Some((first, gap)).filter(|_| ends(&&first));
        }
        // "no idea" what he wants, Sherman said: the weaker verb is passed over.
        let next = cues.iter().find(|cue| cue.verb > first.verb && cue.first() > first.end());
        let open = |cue: &Cue| !sentence.tokens[quote + 1..cue.first()].iter().any(super::tokens::Token::is_quote);
        next.filter(ends).filter(|cue| open(cue)).map(|cue| (*cue, gap + 1))
    });
    match (before, tail) {
        (Some(cue), Some((tail, _))) if gives_way(sentence, &cue, quote) => {
            Some(Attribution { subject: tail.subject, cue: tail, rule: Rule::Tail, via: None })
        }
        (Some(cue), tail) => {
            let via = tail.map(|(tail, _)| tail.subject);
            let via = via
                .or_else(|| insertion_between(sentence, cues, &cue, quote))
                .or_else(|| outer_speaker(sentence, cues, &cue));
            let via = via.filter(|via| sentence.word(via.head) != sentence.word(cue.subject.head));
            Some(Attribution { subject: cue.subject, cue, rule: rule_of(sentence, &cue, quote), via })
        }
        (None, Some((tail, gap))) => {
            let rule = if gap == 0 { Rule::Beside } else { Rule::Tail };
            Some(Attribution { subject: tail.subject, cue: tail, rule, via: None })
        }
        (None, None) => behind
            .filter(|(cue, gap)| cue.strength >= Strength::Report && *gap < 12)
            .map(|(cue, _)| cue)
            .or_else(|| {
                cues.iter()
                    .find(|cue| cue.order == Order::Possessor && cue.subject.first > quote && cue.verb < quote + 6)
                    .copied()
            })
            .or_else(|| shouted_from(sentence, quote))
            .or_else(|| cue_as(sentence, quote))
            .or_else(|| cue_of_subject(sentence, quote))
            .map(|cue| Attribution { subject: cue.subject, cue, rule: Rule::Near, via: None }),
    }
}

/// `Sherman's "unsound methods" remark`: whose the words are that the noun behind the quote is about.
fn owner_of_words(sentence: &Sentence<'_>, quote: usize) -> Option<Cue> {
    let said = (quote + 1..quote + 3).find(|at| sentence.is(*at, Classes::SAYING | Classes::NOUN))?;
    let plain =
        said == quote + 1 || sentence.is_word(quote + 1, "style") || sentence.tokens[quote + 1].kind == Kind::Word;
    let subject = possessor(sentence, quote.checked_sub(1)?).filter(|_| plain && !sentence.is(said, Classes::WORK))?;
    let owns = sentence.is(quote - 1, Classes::GENITIVE | Classes::POSSESSIVE);
    owns.then_some(Cue { verb: said, last: said, subject, order: Order::Possessor, strength: Strength::Report })
}

/// Whether nothing but a conjunction or a mark stands before the quote in its sentence.
fn starts_sentence(sentence: &Sentence<'_>, quote: usize) -> bool {
    quote == 0 || quote == 1 && (sentence.is(0, Classes::CONJUNCTION) || sentence.tokens[0].kind != Kind::Word)
}

/// The first cue behind a quote with its subject behind the quote too, and how many words stand between.
fn cue_behind(sentence: &Sentence<'_>, cues: &[Cue], quote: usize) -> Option<(Cue, usize)> {
    let mut behind = cues.iter().filter(|cue| {
        cue.verb > quote
            && cue.subject.first > quote
            && cue.first() > quote
            && cue.order != Order::Possessor
            && cue.order != Order::Colon
    });
    let first = behind.next()?;
    // "an aide, who spoke of it only once, said": the clause about the subject is passed over.
    let mut whole = || behind.find(|cue| cue.subject.first < first.subject.first && cue.strength == Strength::Speech);
    let cue = if sentence.is(first.subject.head, Classes::RELATIVE) { whole().unwrap_or(first) } else { first };
    let between = &sentence.tokens[quote + 1..cue.first()];
    let gap = between.iter().filter(|token| token.kind == Kind::Word || token.is_quote()).count();
    Some((*cue, gap))
}

/// The last cue before a quote that can reach it.
fn cue_before(sentence: &Sentence<'_>, cues: &[Cue], quote: usize) -> Option<Cue> {
    let mut before = cues.iter().filter(|cue| cue.verb < quote && cue.end() < quote);
    let mut passed_over = None;
    while let Some(cue) = before.next_back() {
        let distance = quote - cue.end();
        let reaches = match cue.strength {
            Strength::Weakest => distance <= 4,
            _ if cue.order == Order::Possessor => distance <= 8,
            _ => true,
        };
        if !reaches {
            continue;
        }
        // "The delegation said …, Stoltenberg said, but showed …": the insertion is passed over.
        let insertion =
            cue.is_tail(sentence) && cue.strength == Strength::Speech && distance > 2 && cue.order != Order::Shared;
        if insertion && passed_over.is_none() {
            passed_over = Some(*cue);
            continue;
        }
        if passed_over.is_some() && cue.strength != Strength::Speech {
            continue;
        }
        // "said he knew what Sherman wants, but that": there, the clause is that of the verb of speech.
        let clause = quote > 0 && (sentence.is_word(quote - 1, "that") || sentence.is_mark(quote - 1, ':'));
        if cue.strength == Strength::Weakest
            && clause
            && (cue.end() + 1 < quote - 1 || sentence.is_mark(quote - 1, ':'))
            && cues.iter().any(|outer| outer.verb < cue.verb && outer.strength == Strength::Speech)
        {
            continue;
        }
        // "Sanders said there are people who feel that way, …": what the relative clause says ends before.
        let relative = sentence.is(cue.subject.head, Classes::RELATIVE) && cue.strength != Strength::Speech;
        let set_off = quote > 0 && sentence.is_mark(quote - 1, ',');
        if relative && set_off && cues.iter().any(|outer| outer.verb < cue.verb && outer.strength == Strength::Speech) {
            continue;
        }
        let outer = cues.iter().rev().find(|outer| outer.verb < cue.first());
        return Some(outer.filter(|outer| yields_to(sentence, cue, outer)).copied().unwrap_or(*cue));
    }
    passed_over
}

/// `There were shouts of "Go home!" from the crowd`
fn shouted_from(sentence: &Sentence<'_>, quote: usize) -> Option<Cue> {
    let noun = quote.checked_sub(2)?;
    let of = sentence.is_word(quote - 1, "of") && sentence.is_word(quote + 1, "from");
    let subject = of.then(|| phrase_right(sentence, quote + 2)).flatten()?;
    Some(Cue { verb: noun, last: noun, subject, order: Order::VerbFirst, strength: Strength::Report })
}

/// `Reid went after Trump as a "con artist"`: the subject of the sentence.
fn cue_as(sentence: &Sentence<'_>, quote: usize) -> Option<Cue> {
    let at = (1..=2).filter_map(|back| quote.checked_sub(back)).find(|at| sentence.is_word(*at, "as"))?;
    if at > 0 && sentence.is(at - 1, Classes::NAMING) {
        return None;
    }
    let subject = first_subject(sentence).filter(|subject| subject.last < at)?;
    Some(Cue { verb: at, last: at, subject, order: Order::SubjectFirst, strength: Strength::Weakest })
}

/// `Sherman took aim at the "disgraceful" plan`: the person of whom the sentence tells.
fn cue_of_subject(sentence: &Sentence<'_>, quote: usize) -> Option<Cue> {
    let before = quote.checked_sub(1)?;
    let inner = sentence.get(quote)?.span.of(sentence.text);
    let small = inner.trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with(char::is_lowercase);
    if !small || sentence.tokens[before].kind != Kind::Word || sentence.is(before, Classes::NAMING) {
        return None;
    }
    let subject = first_subject(sentence).filter(|subject| subject.last < before)?;
    let person = sentence.is(subject.head, Classes::MASCULINE | Classes::FEMININE)
        || sentence.is(subject.head, Classes::CAPITAL | Classes::ROLE | Classes::PEOPLE)
            && !sentence.is(subject.head, Classes::BODY);
    person.then_some(Cue {
        verb: subject.last + 1,
        last: subject.last + 1,
        subject,
        order: Order::SubjectFirst,
        strength: Strength::Weakest,
    })
}

/// Whoever is named by an insertion between a cue and a quote: "The delegation said it was ready,
/// Stoltenberg said, but showed …".
fn insertion_between(sentence: &Sentence<'_>, cues: &[Cue], cue: &Cue, quote: usize) -> Option<Phrase> {
    let between = cues.iter().filter(|other| other.first() > cue.end() && other.end() < quote);
    let mut insertions = between
        .filter(|other| other.order != Order::Shared && other.strength == Strength::Speech && other.is_tail(sentence));
    insertions.next().map(|insertion| insertion.subject)
}

/// The subject before a pronoun, in a sentence in which that may stand for it: "Sherman said she
/// recalled", "the Council condemned what it called".
pub(super) fn stands_for(sentence: &Sentence<'_>, cues: &[Cue], pronoun: Phrase) -> Option<Phrase> {
    let is_one = ["he", "she", "it", "they"].iter().any(|word| sentence.is_word(pronoun.head, word));
    let before = pronoun.first.checked_sub(1).filter(|_| is_one && pronoun.first == pronoun.last)?;
    if sentence.is_word(before, "what") {
        return first_subject(sentence).filter(|subject| subject.last < before);
    }
    // "Sherman said so, and she called it": a clause of its own.
    if sentence.is(before, Classes::CONJUNCTION) && !sentence.is(before, Classes::SUBORDINATOR) {
        return None;
    }
    let outer = cues.iter().find(|cue| {
        cue.end() < pronoun.first && cue.order == Order::SubjectFirst && cue.strength >= Strength::Report
    })?;
    let between = sentence.tokens.get(outer.end() + 1..pronoun.first).unwrap_or_default();
    let nested = !between.iter().any(|token| token.is_quote() || token.is_mark(';') || token.is_mark('—'));
    Some(outer.subject).filter(|_| nested)
}

/// Whether a cue yields to the one before it: "called Obama's remarks", "Cruz: his party wants",
/// "the senator said Cruz's attacks were".
fn yields_to(sentence: &Sentence<'_>, cue: &Cue, outer: &Cue) -> bool {
    if outer.order == Order::Possessor {
        return false;
    }
    if cue.order == Order::Possessor {
        let next = cue.end() + 1;
        let introduces = ["that", "of", "to", "as"].iter().any(|word| sentence.is_word(next, word))
            || sentence.get(next).is_some_and(|next| next.is_quote() || next.is_mark(':'));
        let object = outer.end() + 1 == cue.subject.first;
        return !introduces && (object || outer.strength >= Strength::Report);
    }
    let relative = sentence.is_word(cue.subject.head, "that") && cue.order == Order::SubjectFirst;
    let label = outer.order == Order::Colon && outer.verb <= 6;
    outer.strength == Strength::Speech && (relative || label && cue.strength != Strength::Speech)
}

/// Whether a cue before a quote is weaker than an insertion behind it.
fn gives_way(sentence: &Sentence<'_>, cue: &Cue, quote: usize) -> bool {
    let far = quote - cue.end() > 5;
    let relative = sentence.is(cue.subject.head, Classes::RELATIVE);
    cue.strength == Strength::Weakest
        || cue.order == Order::Possessor && !introduces(sentence, cue, quote)
        || cue.strength == Strength::Report && (far || relative)
}

/// Whether a noun for words leads to the quote: "his claim that it was", "her call to".
fn introduces(sentence: &Sentence<'_>, cue: &Cue, quote: usize) -> bool {
    let next = cue.end() + 1;
    sentence.is_word(next, "that") || quote == next + 1 && sentence.is(next, Classes::PREPOSITION)
}

/// Whoever says that somebody said: the subject of the cue before, if what it introduces holds the
/// other cue.
fn outer_speaker(sentence: &Sentence<'_>, cues: &[Cue], inner: &Cue) -> Option<Phrase> {
    let outer = cues
        .iter()
        .rev()
        .find(|cue| cue.verb < inner.first() && cue.strength == Strength::Speech && cue.order != Order::Possessor)?;
    let between = &sentence.tokens[outer.end() + 1..inner.first().max(outer.end() + 1)];
    let introduces = inner.order == Order::SubjectFirst
        && between.len() <= 3
        && between.iter().all(|token| {
            token.is(Classes::SUBORDINATOR | Classes::OBJECT | Classes::TIME) || token.is(Classes::PEOPLE)
        });
    introduces.then_some(outer.subject)
}

fn rule_of(sentence: &Sentence<'_>, cue: &Cue, quote: usize) -> Rule {
    if cue.strength == Strength::Weakest || cue.order == Order::Possessor {
        return Rule::Near;
    }
    let before = quote.checked_sub(1);
    let marked = before
        .is_some_and(|before| sentence.is_mark(before, ',') || sentence.is_mark(before, ':') || before == cue.end());
    if marked && cue.strength == Strength::Speech { Rule::Introduced } else { Rule::Within }
}
