//! Cues: the verbs and phrases that give words to somebody, each with its subject.

use super::idioms::{dash_cue, in_the_eyes_of, is_per, is_put_it, is_retort, other_verb_cue, second_hand};
use super::lexicon::Classes;
use super::phrases::{Phrase, phrase_left, phrase_right};
use super::sentences::Sentence;
use super::subjects::{first_subject, subject_left};
use super::tokens::Kind;
use super::verbs::verb_cue;

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

/// A phrase that says that somebody said something.
const fn speech(verb: usize, last: usize, subject: Phrase, order: Order) -> Cue {
    Cue { verb, last, subject, order, strength: Strength::Speech }
}

/// The cues of a sentence in order. Linear in its length.
pub(super) fn find_cues(sentence: &Sentence<'_>) -> Vec<Cue> {
    let mut cues: Vec<Cue> = Vec::new();
    for number in 0..sentence.tokens.len() {
        let token = &sentence.tokens[number];
        let cue = match token.kind {
            // "To quote Sherman, it was …"
            Kind::Word
                if number == 1
                    && sentence.is_word(0, "to")
                    && ["quote", "paraphrase", "cite"].iter().any(|verb| sentence.is_word(number, verb)) =>
            {
                phrase_right(sentence, number + 1).map(|subject| speech(number, number, subject, Order::VerbFirst))
            }
            Kind::Word if token.is(Classes::PARTICIPLE) && token.is(Classes::SPEECH | Classes::REPORT) => {
                second_hand(sentence, number).or_else(|| verb_cue(sentence, number, &cues))
            }
            Kind::Word if token.is(Classes::SPEECH | Classes::REPORT) => verb_cue(sentence, number, &cues),
            Kind::Word if is_put_it(sentence, number) => {
                subject_left(sentence, number).map(|subject| speech(number, number + 1, subject, Order::SubjectFirst))
            }
            Kind::Word if sentence.is_word(number, "words") && sentence.is_word(number + 1, "of") => {
                phrase_right(sentence, number + 2).map(|subject| speech(number, number + 1, subject, Order::VerbFirst))
            }
            Kind::Word if sentence.is_word(number, "according") && sentence.is_word(number + 1, "to") => {
                phrase_right(sentence, number + 2).map(|subject| speech(number, number + 1, subject, Order::VerbFirst))
            }
            Kind::Word if is_retort(sentence, number) => {
                subject_left(sentence, number).map(|subject| speech(number, number + 1, subject, Order::SubjectFirst))
            }
            Kind::Word if is_per(sentence, number) => {
                phrase_right(sentence, number + 1).map(|subject| speech(number, number, subject, Order::VerbFirst))
            }
            Kind::Word => other_verb_cue(sentence, number).or_else(|| {
                in_the_eyes_of(sentence, number).map(|subject| Cue {
                    verb: number,
                    last: number,
                    subject,
                    order: Order::VerbFirst,
                    strength: Strength::Report,
                })
            }),
            Kind::Mark(':') => colon_cue(sentence, number, &cues),
            Kind::Mark('—') => dash_cue(sentence, number),
            _ => None,
        };
        let noun = || {
            (token.is(Classes::SAYING) || token.is(Classes::NOUN) && token.is(Classes::SPEECH | Classes::REPORT))
                .then(|| possessor_cue(sentence, number))
                .flatten()
        };
        let cue = cue.or_else(noun).filter(|cue| can_speak(sentence, cue));
        // "Reuters quoted Marlow as saying": the verb of whoever quotes is a part of the cue.
        while let (Some(cue), Some(part)) = (&cue, cues.last())
            && part.verb >= cue.verb
        {
            cues.pop();
        }
        cues.extend(cue.map(|cue| Cue { subject: outer_subject(sentence, &cue, &cues).unwrap_or(cue.subject), ..cue }));
    }
    share_forward(&mut cues);
    cues
}

/// Who is meant where somebody says what they think or hope: "Cruz said he hoped …" is Cruz, and so is
/// "the senator told reporters on Monday that she felt …".
fn outer_subject(sentence: &Sentence<'_>, cue: &Cue, before: &[Cue]) -> Option<Phrase> {
    let outer =
        before.iter().rev().find(|outer| outer.strength == Strength::Speech && outer.order != Order::Possessor)?;
    let inner = cue.strength != Strength::Speech && cue.order == Order::SubjectFirst;
    let pronoun = sentence.is(cue.subject.head, Classes::SUBJECT) && !sentence.is(cue.subject.head, Classes::RELATIVE);
    let clause = sentence.is_word(cue.subject.first.saturating_sub(1), "that");
    let when = ["when", "because", "after", "before", "while", "where"]
        .iter()
        .any(|word| sentence.is_word(cue.subject.first.saturating_sub(1), word));
    let near = !when && cue.subject.first <= outer.end() + if clause { 16 } else { 6 };
    let leads = outer.order == Order::Shared && outer.verb <= 1;
    (inner && pronoun && near && !leads && outer.end() < cue.subject.first).then_some(outer.subject)
}

/// Whether the subject of a cue can have said something. Nobody cannot, and where a verb only
/// describes ("a room called …"), it takes a person or a body.
fn can_speak(sentence: &Sentence<'_>, cue: &Cue) -> bool {
    let head = cue.subject.head;
    if ["nobody", "none", "nothing"].iter().any(|word| sentence.is_word(head, word))
        || sentence.is_word(cue.subject.first, "no")
    {
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
    let related = (cue.subject.first..=cue.subject.last)
        .any(|number| sentence.is(number, Classes::POSSESSIVE | Classes::GENITIVE));
    let written = ["read", "reads"].iter().any(|verb| sentence.is_word(cue.verb, verb));
    related
        || written
        || cue.strength == Strength::Speech
        || cue.order != Order::SubjectFirst
        || (cue.subject.first..=cue.subject.last).any(|number| sentence.is(number, somebody))
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

/// The possessor whose mark is at a token: a name, a pronoun or a phrase.
pub(super) fn possessor(sentence: &Sentence<'_>, at: usize) -> Option<Phrase> {
    if sentence.is(at, Classes::POSSESSIVE) {
        return Some(Phrase { first: at, last: at, head: at });
    }
    if !sentence.is(at, Classes::CAPITAL) {
        return phrase_left(sentence, at);
    }
    let mut first = at;
    while first > 0
        && sentence.is(first - 1, Classes::CAPITAL | Classes::TITLE)
        && !sentence.is(first - 1, Classes::GENITIVE | Classes::TIME | Classes::PREPOSITION)
    {
        first -= 1;
    }
    Some(Phrase { first, last: at, head: at })
}

/// "Trump's response": who has what is said, where a phrase names only that.
pub(super) fn without_saying(sentence: &Sentence<'_>, phrase: Phrase) -> Phrase {
    if !sentence.is(phrase.head, Classes::SAYING | Classes::NOUN) || sentence.is(phrase.head, Classes::CAPITAL) {
        return phrase;
    }
    let owner =
        (phrase.first..phrase.head).rev().find(|number| sentence.is(*number, Classes::GENITIVE | Classes::POSSESSIVE));
    owner.and_then(|owner| possessor(sentence, owner)).unwrap_or(phrase)
}

/// "Sherman's claim", "his remarks": the possessor.
fn possessor_cue(sentence: &Sentence<'_>, number: usize) -> Option<Cue> {
    for back in 1..=3 {
        let at = number.checked_sub(back)?;
        if sentence.is(at, Classes::GENITIVE | Classes::POSSESSIVE) {
            let subject = possessor(sentence, at)?;
            return Some(Cue {
                verb: number,
                last: number,
                subject,
                order: Order::Possessor,
                strength: Strength::Report,
            });
        }
        let adjective = sentence.get(at)?.kind == Kind::Word
            && !sentence.is(
                at,
                Classes::PREPOSITION
                    | Classes::AUX
                    | Classes::CONJUNCTION
                    | Classes::SUBORDINATOR
                    | Classes::SUBJECT
                    | Classes::SPEECH,
            );
        if !adjective {
            return None;
        }
    }
    None
}

/// "a stunning admission from Bildad:", "this from the governor:": whoever the words before a colon come from.
fn sender(sentence: &Sentence<'_>, colon: usize) -> Option<Phrase> {
    let from = (colon.saturating_sub(8)..colon).rev().find(|at| sentence.is_word(*at, "from"))?;
    let said = from > 0
        && (sentence.is(from - 1, Classes::SAYING | Classes::NOUN | Classes::SPEECH)
            || sentence.is_word(from - 1, "this"));
    phrase_right(sentence, from + 1).filter(|subject| said && subject.last + 1 == colon)
}

/// "Sherman: …": a name and a colon at the beginning of a sentence, or the colon after a sentence
/// that has no verb of speech.
fn colon_cue(sentence: &Sentence<'_>, colon: usize, before: &[Cue]) -> Option<Cue> {
    let cue =
        |subject| Some(Cue { verb: colon, last: colon, subject, order: Order::Colon, strength: Strength::Speech });
    let words = sentence.tokens[..colon].iter().filter(|token| token.kind == Kind::Word).count();
    if words == colon
        && colon <= 6
        && let Some(phrase) = phrase_right(sentence, 0)
        && phrase.last + 1 == colon
    {
        return cue(without_saying(sentence, phrase));
    }
    if before.iter().any(|cue| cue.strength == Strength::Speech && cue.order != Order::Possessor)
        || !sentence.get(colon + 1)?.is_quote()
    {
        return None;
    }
    before
        .last()
        .map(|cue| cue.subject)
        .or_else(|| sender(sentence, colon))
        .or_else(|| first_subject(sentence).filter(|subject| subject.last < colon))
        .map(|subject| presented(sentence, subject, colon).unwrap_or(subject))
        .map(|subject| without_saying(sentence, subject))
        .and_then(cue)
}

/// "This is Smith in 1851:": who is shown.
fn presented(sentence: &Sentence<'_>, subject: Phrase, colon: usize) -> Option<Phrase> {
    let points = ["this", "here", "that", "it"].iter().any(|word| sentence.is_word(subject.last, word));
    let next = subject.last + 1;
    if !points || !sentence.is(next, Classes::BE) {
        return None;
    }
    phrase_right(sentence, next + 1).filter(|who| who.last < colon && sentence.is(who.head, Classes::CAPITAL))
}
