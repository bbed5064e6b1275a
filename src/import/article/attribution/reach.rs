//! Which cues of a sentence reach a quote.

use crate::import::article::cues::{Cue, Order, Strength};
use crate::import::article::lexicon::Classes;
use crate::import::article::sentences::Sentence;
use crate::import::article::tokens::Kind;

/// A cue behind a quote.
#[derive(Clone, Copy, Debug)]
pub(super) struct Behind {
    pub(super) cue: Cue,
    /// How many words stand between.
    pub(super) gap: usize,
}

/// The first cue behind a quote with its subject behind the quote too.
pub(super) fn cue_behind(sentence: &Sentence<'_>, cues: &[Cue], quote: usize) -> Option<Behind> {
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
    Some(Behind { cue: *cue, gap })
}

/// The last cue before a quote that can reach it.
pub(super) fn cue_before(sentence: &Sentence<'_>, cues: &[Cue], quote: usize) -> Option<Cue> {
    let mut passed_over: Option<Cue> = None;
    for cue in cues.iter().rev().filter(|cue| cue.verb < quote && cue.end() < quote && is_near(cue, quote)) {
        let is_speech = cue.strength == Strength::Speech;
        // "The delegation said …, Stoltenberg said, but showed …": the insertion is passed over.
        let insertion = is_speech && cue.is_tail(sentence) && quote - cue.end() > 2 && cue.order != Order::Shared;
        if insertion && passed_over.is_none() {
            passed_over = Some(*cue);
            continue;
        }
        let within_speech = cues.iter().any(|outer| outer.verb < cue.verb && outer.strength == Strength::Speech);
        if passed_over.is_some() && !is_speech || within_speech && ends_before(sentence, cue, quote) {
            continue;
        }
        let outer = cues.iter().rev().find(|outer| outer.verb < cue.first());
        return Some(outer.filter(|outer| yields_to(sentence, cue, outer)).copied().unwrap_or(*cue));
    }
    passed_over
}

/// Whether a cue stands near enough before a quote for what it says.
fn is_near(cue: &Cue, quote: usize) -> bool {
    let distance = quote - cue.end();
    match cue.strength {
        Strength::Weakest => distance <= 4,
        _ if cue.order == Order::Possessor => distance <= 8,
        _ => true,
    }
}

/// Whether what a cue within somebody's speech says ends before the quote, which goes on with that speech.
fn ends_before(sentence: &Sentence<'_>, cue: &Cue, quote: usize) -> bool {
    let before = quote - 1;
    // "said he knew what Sherman wants, but that": there, the clause is that of the verb of speech.
    let colon = sentence.is_mark(before, ':');
    let that = sentence.is_word(before, "that") && cue.end() + 1 < before;
    if cue.strength == Strength::Weakest && (colon || that) {
        return true;
    }
    // "Sanders said there are people who feel that way, …": what the relative clause says ends before.
    let relative = sentence.is(cue.subject.head, Classes::RELATIVE) && cue.strength != Strength::Speech;
    relative && sentence.is_mark(before, ',')
}

/// Whether a cue yields to the one before it: "called Obama's remarks", "Cruz: his party wants",
/// "the senator said Cruz's attacks were".
fn yields_to(sentence: &Sentence<'_>, cue: &Cue, outer: &Cue) -> bool {
    if outer.order == Order::Possessor {
        return false;
    }
    if cue.order == Order::Possessor {
        let next = cue.end() + 1;
        let introduces = sentence.is_one_of(next, &["that", "of", "to", "as"])
            || sentence.get(next).is_some_and(|next| next.is_quote() || next.is_mark(':'));
        let object = outer.end() + 1 == cue.subject.first;
        return !introduces && (object || outer.strength >= Strength::Report);
    }
    let relative = sentence.is_word(cue.subject.head, "that") && cue.order == Order::SubjectFirst;
    let label = outer.order == Order::Colon && outer.verb <= 6;
    outer.strength == Strength::Speech && (relative || label && cue.strength != Strength::Speech)
}

/// Whether a cue before a quote is weaker than an insertion behind it.
pub(super) fn gives_way(sentence: &Sentence<'_>, cue: &Cue, quote: usize) -> bool {
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
