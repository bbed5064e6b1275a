//! Whose words a verb gives where no subject stands right before it: whoever stands behind "by", before
//! "to say", after "with", or before another verb.

use super::{Cue, Order};
use crate::import::article::lexicon::Classes;
use crate::import::article::phrases::{Phrase, first_subject, phrase_right, simple_left, subject_left};
use crate::import::article::sentences::Sentence;

/// Verbs that bring somebody to say something: "the vote led Smith to complain".
const CAUSES: [&str; 15] = [
    "led",
    "leads",
    "leading",
    "prompted",
    "prompts",
    "prompting",
    "caused",
    "causing",
    "forced",
    "forcing",
    "spurred",
    "spurring",
    "inspired",
    "moved",
    "drove",
];
/// Whoever did what a past participle says: "the plan, condemned by critics as", "dubbed "the king" by friends".
pub(super) fn agent(sentence: &Sentence<'_>, participle: usize) -> Option<Phrase> {
    if !sentence.is(participle, Classes::PAST) || !sentence.is(participle, Classes::REPORT) {
        return None;
    }
    let next = participle + 1;
    let by = if sentence.get(next)?.is_quote() { next + 1 } else { next };
    let somebody = Classes::CAPITAL | Classes::ROLE | Classes::PEOPLE | Classes::BODY | Classes::POSSESSIVE;
    sentence
        .is_word(by, "by")
        .then(|| phrase_right(sentence, by + 1))
        .flatten()
        .filter(|agent| agent.has(sentence, somebody))
}

/// A passive gives the words to whoever follows "by", but for "was quoted as saying".
pub(super) fn passive(sentence: &Sentence<'_>, verb: usize) -> Option<(Phrase, Order)> {
    if sentence.is_word(verb, "quoted") {
        return subject_left(sentence, verb).map(|subject| (subject, Order::SubjectFirst));
    }
    let by = (verb + 1..verb + 10).find(|number| sentence.is_word(*number, "by"))?;
    phrase_right(sentence, by + 1).map(|subject| (subject, Order::Shared))
}

/// The subject of an infinitive where another verb gives it one. `is_first` says that no cue stands before it.
pub(super) fn subject_of_infinitive(sentence: &Sentence<'_>, infinitive: usize, is_first: bool) -> Option<Phrase> {
    of_going_on(sentence, infinitive)
        .or_else(|| of_cause(sentence, infinitive))
        // "Sherman likes to say", where what she says stands before it.
        .or_else(|| is_first.then(|| of_verb_before(sentence, infinitive)).flatten())
}

/// "The memo, which was reported by the Times, went on to say": the subject of the verb before "on".
fn of_going_on(sentence: &Sentence<'_>, infinitive: usize) -> Option<Phrase> {
    let went = infinitive.checked_sub(3)?;
    let goes_on = sentence.is_one_of(went, &["went", "goes"]) && sentence.is_word(went + 1, "on");
    goes_on.then(|| subject_left(sentence, went)).flatten()
}

/// Whoever is brought to say something: "the vote led Smith to complain of".
fn of_cause(sentence: &Sentence<'_>, infinitive: usize) -> Option<Phrase> {
    let end = infinitive.checked_sub(1)?;
    let verb = (end.saturating_sub(8)..end).rev().find(|at| sentence.is_one_of(*at, &CAUSES))?;
    phrase_right(sentence, verb + 1).filter(|subject| subject.last + 1 == end)
}

/// The subject of the verb that an infinitive hangs on.
fn of_verb_before(sentence: &Sentence<'_>, infinitive: usize) -> Option<Phrase> {
    let mut verb = infinitive.checked_sub(2)?;
    while verb > 0 && sentence.is(verb, Classes::ADVERB | Classes::PREPOSITION) {
        verb -= 1;
    }
    let small = !sentence.is(verb, Classes::CAPITAL | Classes::NOUN | Classes::ROLE | Classes::PEOPLE);
    small.then(|| subject_left(sentence, verb)).flatten()
}

/// The subject of a participle after "with".
pub(super) fn absolute_subject(sentence: &Sentence<'_>, participle: usize) -> Option<Phrase> {
    let subject = simple_left(sentence, participle.checked_sub(1)?)?;
    (subject.first > 0 && sentence.is_word(subject.first - 1, "with")).then_some(subject)
}

/// The subject that a participle, an infinitive or a second verb shares: that of the last verb
/// before it, or else of the sentence.
pub(super) fn shared_subject(sentence: &Sentence<'_>, number: usize, before: &[Cue]) -> Option<Phrase> {
    let shares = |cue: &&Cue| cue.order != Order::Possessor && cue.order != Order::Colon;
    let main = |cue: &&Cue| shares(cue) && !sentence.is(cue.subject.head, Classes::RELATIVE);
    let cue = before.iter().rev().find(main).or_else(|| before.iter().rev().find(shares));
    let first = first_subject(sentence).filter(|subject| subject.last < number || number <= 1);
    // "Asked whether he agreed, Pence demurred, saying": the cue stands in the clause before.
    let cue = cue.filter(|cue| first.is_none_or(|first| first.first == 0 || first.first < cue.verb || number <= 1));
    // "A banner reading "Go home" hung from the roof": the noun before its participle.
    cue.map(|cue| cue.subject).or(first).or_else(|| simple_left(sentence, number.checked_sub(1)?))
}
