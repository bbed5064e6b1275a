//! What is reported without quote marks: only where a verb of speech plainly introduces or ends it.

use crate::text::ByteSpan;

use super::cues::{Cue, Order, Strength};
use super::lexicon::Classes;
use super::sentences::Sentence;
use super::tokens::Kind;

/// What a sentence reports, and by which of its cues.
#[derive(Clone, Copy, Debug)]
pub(super) struct Report {
    pub(super) words: ByteSpan,
    pub(super) cue: Cue,
}

/// A report has at least this many words.
const LEAST_WORDS: usize = 4;

/// Verbs whose object may be a thing and no statement; they need a "that".
const NEED_THAT: [&str; 18] = [
    "repeated",
    "offered",
    "confirmed",
    "denied",
    "reported",
    "reveals",
    "revealed",
    "announced",
    "promised",
    "pledged",
    "predicted",
    "suggested",
    "stressed",
    "noted",
    "acknowledged",
    "declared",
    "stated",
    "recalled",
];

/// Verbs that report nothing by themselves.
const NO_REPORT: [&str; 12] = [
    "asked",
    "asks",
    "read",
    "reads",
    "continued",
    "continues",
    "shouted",
    "wrote",
    "posted",
    "laughed",
    "sang",
    "wondered",
];

/// What a sentence without quotes reports, if it plainly does.
pub(super) fn report(sentence: &Sentence<'_>, cues: &[Cue]) -> Option<Report> {
    if sentence.headline || sentence.tokens.iter().any(|token| token.is_mark('?')) {
        return None;
    }
    let last = sentence.tokens.len().checked_sub(1)?;
    let end = match sentence.tokens.iter().position(super::tokens::Token::is_quote) {
        None if matches!(sentence.tokens[last].kind, Kind::Mark('.' | '!')) => last.checked_sub(1)?,
        None => return None,
        Some(quote) => end_before_quote(sentence, cues, quote)?,
    };
    let speech = |cue: &&Cue| {
        cue.strength == Strength::Speech
            && !matches!(cue.order, Order::Shared | Order::Possessor | Order::Colon)
            && !sentence.is_one_of(cue.verb, &NO_REPORT)
            && sentence.is(
                cue.subject.head,
                Classes::CAPITAL | Classes::SUBJECT | Classes::ROLE | Classes::BODY | Classes::PEOPLE,
            )
            && !sentence.is(cue.subject.head, Classes::RELATIVE)
    };
    let tail = cues.iter().rev().find(speech).filter(|cue| cue.is_tail(sentence) && end - cue.end().min(end) <= 8);
    if let Some(cue) = tail
        && let Some(words_end) = cue.first().checked_sub(2)
        && cues.iter().filter(speech).count() == 1
    {
        return sized(sentence, 0, words_end, *cue);
    }
    let cue = cues
        .iter()
        .find(speech)
        .filter(|cue| cue.order == Order::SubjectFirst && (cue.subject.first == 0 || begins_clause(sentence, cue)))?;
    let start = content_start(sentence, cue)?;
    sized(sentence, start, end, *cue)
}

/// Where a report ends in a sentence that also quotes somebody else: at the last comma before that
/// other cue.
fn end_before_quote(sentence: &Sentence<'_>, cues: &[Cue], quote: usize) -> Option<usize> {
    let [.., first, other] = cues.iter().filter(|cue| cue.verb < quote).collect::<Vec<_>>()[..] else { return None };
    let outer = first.strength == Strength::Speech
        && other.order == Order::SubjectFirst
        && sentence.word(other.subject.head) != sentence.word(first.subject.head);
    let somebody = sentence.is(other.subject.head, Classes::CAPITAL);
    let comma = (first.end()..other.first()).rev().find(|number| sentence.is_mark(*number, ','))?;
    (outer && somebody).then(|| comma.checked_sub(1)).flatten()
}

/// Whether only a place, a time or a participle with its comma stands before the subject.
fn begins_clause(sentence: &Sentence<'_>, cue: &Cue) -> bool {
    let before = cue.subject.first - 1;
    sentence.is_mark(before, ',') || sentence.is(before, Classes::CONJUNCTION) && before == 0
}

/// Where what is said begins: after "that", or right after the verb where that begins a clause.
fn content_start(sentence: &Sentence<'_>, cue: &Cue) -> Option<usize> {
    let next = cue.last + 1;
    // "repeated, as she did in Geneva, that …"
    if sentence.is_mark(next, ',')
        && let Some(comma) = (next + 1..next + 24).find(|number| sentence.is_mark(*number, ','))
        && sentence.is_word(comma + 1, "that")
    {
        return Some(comma + 2);
    }
    let that = (next..next + 9).find(|number| {
        sentence.is_word(*number, "that") && sentence.get(number + 1).is_some_and(|token| token.kind == Kind::Word)
    });
    if let Some(that) = that.filter(|that| {
        (next..*that).all(|number| {
            sentence.get(number).is_some_and(|token| token.kind == Kind::Word && !token.is(Classes::SPEECH))
        })
    }) {
        return Some(that + 1);
    }
    let needs_that = sentence.is_one_of(cue.verb, &NEED_THAT)
        || sentence.is_word(cue.verb, "told")
        || sentence.is(cue.verb, Classes::WEAKEST);
    let clause = sentence.is(next, Classes::DETERMINER | Classes::SUBJECT | Classes::POSSESSIVE | Classes::CAPITAL)
        && !sentence.is(next, Classes::TIME);
    (clause && !needs_that).then_some(next)
}

fn sized(sentence: &Sentence<'_>, first: usize, last: usize, cue: Cue) -> Option<Report> {
    let words = sentence.tokens.get(first..=last)?.iter().filter(|token| token.kind == Kind::Word).count();
    (words >= LEAST_WORDS).then(|| Report { words: sentence.bytes(first, last), cue })
}
