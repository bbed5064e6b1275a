//! Verbs as cues: which forms give words to somebody where they stand, and to whom.

use super::agents::{absolute_subject, agent, passive, shared_subject, subject_of_infinitive};
use super::inversion::inverted_subject;
use super::{Cue, Order, Strength};
use crate::import::article::lexicon::Classes;
use crate::import::article::phrases::{Phrase, is_between, subject_left};
use crate::import::article::sentences::Sentence;
use crate::import::article::tokens::Kind;

/// The cue that a verb is, if it is one where it stands, behind the cues `before`.
pub(super) fn verb_cue(sentence: &Sentence<'_>, number: usize, before: &[Cue]) -> Option<Cue> {
    let verb = Verb { sentence, at: number, helper: helper_before(sentence, number) };
    if verb.is_name() || verb.only_goes_on() {
        return None;
    }
    if let Some(subject) = verb.is_reversible().then(|| inverted_subject(sentence, number)).flatten() {
        return Some(verb.cue(subject, Order::VerbFirst));
    }
    if verb.is_determined_noun() {
        return None;
    }
    match (verb.form(), agent(sentence, number)) {
        (Form::Passive, _) => passive(sentence, number).map(|(subject, order)| verb.cue(subject, order)),
        (_, Some(agent)) => Some(verb.cue(agent, Order::Shared)),
        (Form::Finite, None) => verb.finite(before),
        (Form::Participle, None) => verb.participle(before),
        (Form::Infinitive, None) => verb.infinitive(before),
        (Form::Base, None) => verb.base(before),
    }
}

/// A verb of speech where it stands.
struct Verb<'s, 't> {
    sentence: &'s Sentence<'t>,
    at: usize,
    /// The auxiliary before it.
    helper: Option<usize>,
}

/// How a verb is used.
enum Form {
    /// "was called"
    Passive,
    /// "said", "says"
    Finite,
    /// "saying"
    Participle,
    /// "to say"
    Infinitive,
    /// "will say", "they say"
    Base,
}

impl Verb<'_, '_> {
    fn is(&self, classes: Classes) -> bool {
        self.sentence.is(self.at, classes)
    }

    fn form(&self) -> Form {
        if self.is(Classes::PAST) && self.is_helped_by_be() {
            Form::Passive
        } else if self.is(Classes::PAST | Classes::THIRD) && !self.is(Classes::BASE) {
            Form::Finite
        } else if self.is(Classes::PARTICIPLE) {
            Form::Participle
        } else if self.at > 0 && self.sentence.is_word(self.at - 1, "to") {
            Form::Infinitive
        } else {
            Form::Base
        }
    }

    fn is_helped_by_be(&self) -> bool {
        self.helper.is_some_and(|helper| self.sentence.is(helper, Classes::BE))
    }

    fn strength(&self) -> Strength {
        if self.is(Classes::WEAKEST) {
            Strength::Weakest
        } else if self.is(Classes::SPEECH) {
            Strength::Speech
        } else {
            Strength::Report
        }
    }

    fn cue(&self, subject: Phrase, order: Order) -> Cue {
        Cue::speech(self.at, subject, order).with(self.strength())
    }

    /// The cue with the subject of another verb.
    fn shared(&self, before: &[Cue]) -> Option<Cue> {
        shared_subject(self.sentence, self.at, before).map(|subject| self.cue(subject, Order::Shared))
    }

    /// Whether a capital within a sentence makes a name of it.
    fn is_name(&self) -> bool {
        self.is(Classes::CAPITAL) && self.at > 0 && !self.sentence.headline
    }

    /// "continued to be" says nothing, "he continued:" does.
    fn only_goes_on(&self) -> bool {
        self.sentence.word(self.at).to_ascii_lowercase().starts_with("continu")
            && self
                .sentence
                .get(self.at + 1)
                .is_some_and(|next| next.kind == Kind::Word && !next.is(Classes::ADVERB | Classes::CAPITAL))
    }

    /// Whether the verb may stand before its subject after a quote.
    fn is_reversible(&self) -> bool {
        self.is(Classes::PAST | Classes::THIRD) && self.strength() == Strength::Speech
            || self.sentence.is_one_of(self.at, &["went", "goes", "read", "reads", "began", "begins", "demanded"])
    }

    /// Whether this is a noun behind an article: "the claim".
    fn is_determined_noun(&self) -> bool {
        let Some(previous) = self.at.checked_sub(1) else { return false };
        // "One said": there, the word before is a subject by itself.
        let standalone = !self.is(Classes::NOUN) && self.sentence.is(previous, Classes::DETERMINER);
        self.sentence.is(previous, Classes::DETERMINER | Classes::POSSESSIVE | Classes::GENITIVE)
            && self.is(Classes::NOUN | Classes::PARTICIPLE | Classes::BASE)
            && !standalone
    }

    fn finite(&self, before: &[Cue]) -> Option<Cue> {
        if self.is(Classes::NOUN) && !is_finite(self.sentence, self.at) {
            return None;
        }
        // "Asked about the plan, …": whoever asked is not named.
        let asked = self.at == 0 && self.is(Classes::PAST);
        if asked && self.sentence.is_one_of(1, &["about", "by", "if", "whether"]) {
            return None;
        }
        match subject_left(self.sentence, self.at) {
            Some(subject) => Some(self.cue(subject, Order::SubjectFirst)),
            None => self.shared(before),
        }
    }

    fn participle(&self, before: &[Cue]) -> Option<Cue> {
        // "with spokesman Fallon calling the report …"
        if let Some(subject) = absolute_subject(self.sentence, self.at) {
            return Some(self.cue(subject, Order::SubjectFirst));
        }
        match self.helper.filter(|_| self.is_helped_by_be()) {
            Some(helper) => subject_left(self.sentence, helper).map(|subject| self.cue(subject, Order::SubjectFirst)),
            None => self.shared(before),
        }
    }

    fn infinitive(&self, before: &[Cue]) -> Option<Cue> {
        match subject_of_infinitive(self.sentence, self.at, before.is_empty()) {
            Some(subject) => Some(self.cue(subject, Order::SubjectFirst)),
            None => self.shared(before),
        }
    }

    /// A base form after an auxiliary or in the plural.
    fn base(&self, before: &[Cue]) -> Option<Cue> {
        if self.helper.is_none() && self.is(Classes::NOUN) && !is_finite(self.sentence, self.at) {
            return None;
        }
        // "said the museum would tell of": what somebody may say one day was not said.
        let modal = ["would", "will", "could", "might", "should", "may", "can", "must"];
        let spoken = |cue: &Cue| cue.strength == Strength::Speech && cue.order != Order::Possessor;
        if self.helper.is_some_and(|helper| self.sentence.is_one_of(helper, &modal)) && before.iter().any(spoken) {
            return None;
        }
        match subject_left(self.sentence, self.at) {
            Some(subject) => {
                let agrees = self.helper.is_some() || self.is(Classes::PAST) || is_plural(self.sentence, subject);
                agrees.then(|| self.cue(subject, Order::SubjectFirst))
            }
            None => self.helper.and_then(|_| self.shared(before)),
        }
    }
}

/// The auxiliary before a verb, over adverbs.
fn helper_before(sentence: &Sentence<'_>, number: usize) -> Option<usize> {
    let mut at = number;
    while at > 0 && is_between(sentence, at - 1) {
        at -= 1;
        if sentence.is(at, Classes::AUX) && !sentence.is_one_of(at, &["not", "to"]) {
            return Some(at);
        }
    }
    None
}

/// Whether a form that can be a noun is a verb here: after a name, a pronoun or a plural noun.
fn is_finite(sentence: &Sentence<'_>, number: usize) -> bool {
    let mut at = number;
    while at > 0 && is_between(sentence, at - 1) {
        at -= 1;
    }
    let Some(previous) = at.checked_sub(1).and_then(|at| sentence.get(at)) else { return false };
    let third = sentence.is(number, Classes::THIRD);
    let word = previous.span.of(sentence.text);
    previous.is(Classes::SUBJECT)
        || previous.is(Classes::CAPITAL)
            && !previous.is(Classes::GENITIVE | Classes::DETERMINER | Classes::POSSESSIVE | Classes::PREPOSITION)
        || previous.is(Classes::ROLE | Classes::BODY | Classes::PEOPLE)
        || !third && previous.kind == Kind::Word && word.ends_with('s') && !word.ends_with("ss")
        || matches!(previous.kind, Kind::Mark(',' | ')'))
            && subject_left(sentence, number)
                .is_some_and(|subject| sentence.is(subject.head, Classes::CAPITAL | Classes::SUBJECT))
}

fn is_plural(sentence: &Sentence<'_>, subject: Phrase) -> bool {
    let head = sentence.word(subject.head);
    // "ads that call him"
    let relative = sentence.is_word(subject.head, "that") && subject.head > 0;
    let head = if relative { sentence.word(subject.head - 1) } else { head };
    sentence.is(subject.head, Classes::PEOPLE | Classes::SUBJECT | Classes::BODY)
        || head.ends_with('s')
        || (subject.first..subject.last).any(|number| sentence.is_word(number, "and"))
}
