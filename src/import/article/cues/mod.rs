//! Cues: the verbs and phrases that give words to somebody, each with its subject.
//!
//! `verbs` tells which forms are cues where they stand and whose: of a subject before them, behind them
//! (`inversion`) or elsewhere (`agents`). `idioms` knows turns of phrase, `owners`
//! whose a claim or a remark is, and `labels` what stands before a colon or behind a dash.

mod agents;
mod idioms;
mod inversion;
mod labels;
mod owners;
mod verbs;

use super::lexicon::Classes;
use super::phrases::{Phrase, phrase_right};
use super::sentences::Sentence;
use super::tokens::Kind;

use idioms::{IDIOMS, second_hand};
use labels::{colon_cue, dash_cue};
use owners::possessor_cue;
use verbs::verb_cue;

pub(super) use owners::{possessor, without_saying};

/// How a cue stands to its subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    /// "Sherman said"
    SubjectFirst,
    /// "said Sherman", "according to Sherman"
    VerbFirst,
    /// "adding", "to say": the subject is that of another verb.
    Shared,
    /// "Sherman's claim"
    Possessor,
    /// "Sherman:"
    Colon,
}

/// How much a cue says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Strength {
    /// Only what stands close by is said: "uses".
    Weakest,
    /// "called"
    Report,
    /// "said"
    Speech,
}

/// A cue in a sentence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cue {
    /// The first and the last token of the verb or phrase.
    pub(super) verb: usize,
    pub(super) last: usize,
    pub(super) subject: Phrase,
    pub(super) order: Order,
    pub(super) strength: Strength,
}

impl Cue {
    /// A word that says that somebody said something.
    pub(super) const fn speech(verb: usize, subject: Phrase, order: Order) -> Self {
        Self { verb, last: verb, subject, order, strength: Strength::Speech }
    }

    /// The same, saying so much.
    pub(super) const fn with(self, strength: Strength) -> Self {
        Self { strength, ..self }
    }

    /// The same, with the words up to `last`.
    const fn up_to(self, last: usize) -> Self {
        Self { last, ..self }
    }

    /// The first token of the cue and its subject.
    pub(super) fn first(&self) -> usize {
        match self.order {
            Order::Shared => self.verb,
            _ => self.verb.min(self.subject.first),
        }
    }

    /// The last token of the cue and its subject.
    pub(super) fn end(&self) -> usize {
        match self.order {
            Order::VerbFirst => self.last.max(self.subject.last),
            _ => self.last,
        }
    }

    /// Whether the cue stands behind what was said, as an insertion: "…, Sherman said."
    pub(super) fn is_tail(&self, sentence: &Sentence<'_>) -> bool {
        let before = self.first().checked_sub(1).and_then(|before| sentence.get(before));
        let set_off = before
            .is_some_and(|before| before.is_quote() || matches!(before.kind, Kind::Mark(',' | '—' | '?' | '!' | '.')));
        let next = self.end() + 1;
        let introduces = self.order == Order::SubjectFirst && tells_to(sentence, self.verb)
            || sentence.is_word(next, "that")
            || sentence.is_mark(next, ':')
            || sentence.get(next).is_some_and(|token| {
                token.is(Classes::SUBJECT | Classes::DETERMINER | Classes::POSSESSIVE | Classes::AUX)
                    && !token.is(Classes::TIME)
                    || self.order != Order::VerbFirst
                        && self.strength == Strength::Speech
                        && token.is(Classes::CAPITAL)
                        && !token.is(Classes::TIME)
                        && !sentence.is_word(self.verb, "told")
            });
        set_off && !introduces
    }
}

/// "told Starbuck to", "told the crew that": an order or a clause follows whoever is told.
fn tells_to(sentence: &Sentence<'_>, verb: usize) -> bool {
    sentence.is_word(verb, "told")
        && (verb + 1..verb + 8)
            .take_while(|number| sentence.get(*number).is_some_and(|token| token.kind == Kind::Word))
            .any(|number| sentence.is_word(number, "to") || sentence.is_word(number, "that"))
}

/// The cues of a sentence in order. Linear in its length.
pub(super) fn find_cues(sentence: &Sentence<'_>) -> Vec<Cue> {
    let mut cues: Vec<Cue> = Vec::new();
    for number in 0..sentence.tokens.len() {
        let Some(cue) = cue_at(sentence, number, &cues).filter(|cue| can_speak(sentence, cue)) else { continue };
        // "Reuters quoted Marlow as saying": the verb of whoever quotes is a part of the cue.
        while cues.last().is_some_and(|part| part.verb >= cue.verb) {
            cues.pop();
        }
        let subject = outer_subject(sentence, &cue, &cues).unwrap_or(cue.subject);
        cues.push(Cue { subject, ..cue });
    }
    share_forward(&mut cues);
    cues
}

/// The cue that a token is, behind those before it.
fn cue_at(sentence: &Sentence<'_>, number: usize, before: &[Cue]) -> Option<Cue> {
    match sentence.get(number)?.kind {
        Kind::Word => word_cue(sentence, number, before).or_else(|| possessor_cue(sentence, number)),
        Kind::Mark(':') => colon_cue(sentence, number, before),
        Kind::Mark('—') => dash_cue(sentence, number),
        _ => None,
    }
}

fn word_cue(sentence: &Sentence<'_>, number: usize, before: &[Cue]) -> Option<Cue> {
    // "To quote Sherman, it was …"
    let quoting = number == 1 && sentence.is_word(0, "to");
    if quoting && sentence.is_one_of(number, &["quote", "paraphrase", "cite"]) {
        return phrase_right(sentence, number + 1).map(|subject| Cue::speech(number, subject, Order::VerbFirst));
    }
    if sentence.is(number, Classes::SPEECH | Classes::REPORT) {
        return second_hand(sentence, number).or_else(|| verb_cue(sentence, number, before));
    }
    IDIOMS.iter().find_map(|idiom| idiom(sentence, number))
}

/// Who is meant where somebody says what they think or hope: "Cruz said he hoped …" is Cruz, and so is
/// "the senator told reporters on Monday that she felt …".
fn outer_subject(sentence: &Sentence<'_>, cue: &Cue, before: &[Cue]) -> Option<Phrase> {
    let outer =
        before.iter().rev().find(|outer| outer.strength == Strength::Speech && outer.order != Order::Possessor)?;
    let inner = cue.strength != Strength::Speech && cue.order == Order::SubjectFirst;
    let pronoun = sentence.is(cue.subject.head, Classes::SUBJECT) && !sentence.is(cue.subject.head, Classes::RELATIVE);
    let before_subject = cue.subject.first.saturating_sub(1);
    let clause = sentence.is_word(before_subject, "that");
    let when = sentence.is_one_of(before_subject, &["when", "because", "after", "before", "while", "where"]);
    let near = !when && cue.subject.first <= outer.end() + if clause { 16 } else { 6 };
    let leads = outer.order == Order::Shared && outer.verb <= 1;
    (inner && pronoun && near && !leads && outer.end() < cue.subject.first).then_some(outer.subject)
}

/// Whether the subject of a cue can have said something. Nobody cannot, and where a verb only
/// describes ("a room called …"), it takes a person or a body.
fn can_speak(sentence: &Sentence<'_>, cue: &Cue) -> bool {
    let head = cue.subject.head;
    if sentence.is_one_of(head, &["nobody", "none", "nothing"]) || sentence.is_word(cue.subject.first, "no") {
        return false;
    }
    let somebody = Classes::CAPITAL
        | Classes::SUBJECT
        | Classes::ROLE
        | Classes::PEOPLE
        | Classes::BODY
        | Classes::RELATIVE
        | Classes::TITLE
        | Classes::POSSESSIVE;
    let related = cue.subject.has(sentence, Classes::POSSESSIVE | Classes::GENITIVE);
    let written = sentence.is_one_of(cue.verb, &["read", "reads"]);
    related
        || written
        || cue.strength == Strength::Speech
        || cue.order != Order::SubjectFirst
        || cue.subject.has(sentence, somebody)
        || sentence.word(head).ends_with('s')
}

/// "Conceding this, he warned …": a participle that begins a sentence has the subject of the next verb.
fn share_forward(cues: &mut [Cue]) {
    if let [first, others @ ..] = cues
        && first.verb <= 1
        && first.order == Order::Shared
        && let Some(next) = others.iter().find(|cue| cue.order == Order::SubjectFirst)
    {
        first.subject = next.subject;
    }
}
