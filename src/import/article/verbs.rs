//! Verbs as cues: which forms give words to somebody where they stand, and to whom.

use super::cues::{Cue, Order, Strength};
use super::lexicon::Classes;
use super::phrases::{Phrase, is_between, phrase_right, simple_left};
use super::sentences::Sentence;
use super::subjects::{first_subject, subject_left};
use super::tokens::Kind;

fn strength(sentence: &Sentence<'_>, number: usize) -> Strength {
    if sentence.is(number, Classes::WEAKEST) {
        Strength::Weakest
    } else if sentence.is(number, Classes::SPEECH) {
        Strength::Speech
    } else {
        Strength::Report
    }
}

/// The cue that a verb is, if it is one where it stands.
pub(super) fn verb_cue(sentence: &Sentence<'_>, number: usize, before: &[Cue]) -> Option<Cue> {
    let token = sentence.get(number)?;
    if token.classes.any(Classes::CAPITAL) && number > 0 && !sentence.headline {
        return None;
    }
    // "continued to be" says nothing, "he continued:" does.
    let goes_on = sentence.word(number).to_ascii_lowercase().starts_with("continu");
    if goes_on
        && sentence
            .get(number + 1)
            .is_some_and(|next| next.kind == Kind::Word && !next.is(Classes::ADVERB | Classes::CAPITAL))
    {
        return None;
    }
    let strength = strength(sentence, number);
    let cue = |subject, order| Some(Cue { verb: number, last: number, subject, order, strength });
    let helper = helper_before(sentence, number);
    let reversible =
        token.is(Classes::PAST | Classes::THIRD) && strength == Strength::Speech || is_reversible(sentence, number);
    if let Some(subject) = reversible.then(|| inverted_subject(sentence, number)).flatten() {
        return cue(subject, Order::VerbFirst);
    }
    let previous = number.checked_sub(1);
    let determined = previous
        .is_some_and(|previous| sentence.is(previous, Classes::DETERMINER | Classes::POSSESSIVE | Classes::GENITIVE));
    if determined
        && token.is(Classes::NOUN | Classes::PARTICIPLE | Classes::BASE)
        && !is_standalone_subject(sentence, number)
    {
        return None;
    }
    if token.is(Classes::PAST) && helper.is_some_and(|helper| sentence.is(helper, Classes::BE)) {
        return passive(sentence, number).and_then(|(subject, order)| cue(subject, order));
    }
    if let Some(subject) = agent(sentence, number) {
        return cue(subject, Order::Shared);
    }
    if token.is(Classes::PAST | Classes::THIRD) && !token.is(Classes::BASE) {
        if token.is(Classes::NOUN) && !is_finite(sentence, number) {
            return None;
        }
        if sentence.is(number, Classes::PAST)
            && ["about", "by", "if", "whether"].iter().any(|word| sentence.is_word(number + 1, word))
            && number == 0
        {
            return None;
        }
        return match subject_left(sentence, number) {
            Some(subject) => cue(subject, Order::SubjectFirst),
            None => shared_subject(sentence, number, before).and_then(|subject| cue(subject, Order::Shared)),
        };
    }
    if token.is(Classes::PARTICIPLE) {
        // "with spokesman Fallon calling the report …"
        if let Some(subject) = absolute_subject(sentence, number) {
            return cue(subject, Order::SubjectFirst);
        }
        if let Some(helper) = helper.filter(|helper| sentence.is(*helper, Classes::BE)) {
            return subject_left(sentence, helper).and_then(|subject| cue(subject, Order::SubjectFirst));
        }
        return shared_subject(sentence, number, before).and_then(|subject| cue(subject, Order::Shared));
    }
    // A base form: after "to" or an auxiliary, or in the plural.
    if previous.is_some_and(|previous| sentence.is_word(previous, "to")) {
        // "The memo, which was reported by the Times, went on to say"
        let went = number.checked_sub(3).filter(|went| {
            ["went", "goes"].iter().any(|verb| sentence.is_word(*went, verb)) && sentence.is_word(went + 1, "on")
        });
        if let Some(subject) = went.and_then(|went| subject_left(sentence, went)) {
            return cue(subject, Order::SubjectFirst);
        }
        if let Some(subject) = caused(sentence, number) {
            return cue(subject, Order::SubjectFirst);
        }
        // "Sherman likes to say", where what she says stands before it.
        if let Some(subject) = before.is_empty().then(|| subject_of_infinitive(sentence, number)).flatten() {
            return cue(subject, Order::SubjectFirst);
        }
        return shared_subject(sentence, number, before).and_then(|subject| cue(subject, Order::Shared));
    }
    if helper.is_none() && token.is(Classes::NOUN) && !is_finite(sentence, number) {
        return None;
    }
    // "said the museum would tell of": what somebody may say one day was not said.
    let spoken = |cue: &Cue| cue.strength == Strength::Speech && cue.order != Order::Possessor;
    if helper.is_some_and(|helper| is_modal(sentence, helper)) && before.iter().any(spoken) {
        return None;
    }
    match subject_left(sentence, number) {
        Some(subject) if helper.is_some() || is_plural(sentence, subject) => cue(subject, Order::SubjectFirst),
        Some(_) if !token.is(Classes::PAST) => None,
        Some(subject) => cue(subject, Order::SubjectFirst),
        None => shared_subject(sentence, number, before)
            .filter(|_| helper.is_some())
            .and_then(|subject| cue(subject, Order::Shared)),
    }
}

fn is_modal(sentence: &Sentence<'_>, number: usize) -> bool {
    ["would", "will", "could", "might", "should", "may", "can", "must"]
        .iter()
        .any(|word| sentence.is_word(number, word))
}

/// The subject of the verb that an infinitive hangs on.
fn subject_of_infinitive(sentence: &Sentence<'_>, infinitive: usize) -> Option<Phrase> {
    let mut verb = infinitive.checked_sub(2)?;
    while verb > 0 && sentence.is(verb, Classes::ADVERB | Classes::PREPOSITION) {
        verb -= 1;
    }
    let small = !sentence.is(verb, Classes::CAPITAL | Classes::NOUN | Classes::ROLE | Classes::PEOPLE);
    small.then(|| subject_left(sentence, verb)).flatten()
}

/// Whoever is brought to say something: "the vote led Smith to complain of".
fn caused(sentence: &Sentence<'_>, infinitive: usize) -> Option<Phrase> {
    let causes = [
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
    let end = infinitive.checked_sub(1)?;
    let verb = (end.saturating_sub(8)..end).rev().find(|at| causes.iter().any(|word| sentence.is_word(*at, word)))?;
    phrase_right(sentence, verb + 1).filter(|subject| subject.last + 1 == end)
}

/// The subject of a participle after "with".
fn absolute_subject(sentence: &Sentence<'_>, participle: usize) -> Option<Phrase> {
    let subject = simple_left(sentence, participle.checked_sub(1)?)?;
    (subject.first > 0 && sentence.is_word(subject.first - 1, "with")).then_some(subject)
}

/// Whether the word before is a subject by itself: "One said".
fn is_standalone_subject(sentence: &Sentence<'_>, number: usize) -> bool {
    !sentence.is(number, Classes::NOUN) && number > 0 && sentence.is(number - 1, Classes::DETERMINER)
}

/// The auxiliary before a verb, over adverbs.
fn helper_before(sentence: &Sentence<'_>, number: usize) -> Option<usize> {
    let mut at = number;
    while at > 0 && is_between(sentence, at - 1) {
        at -= 1;
        if sentence.is(at, Classes::AUX) && !["not", "to"].iter().any(|word| sentence.is_word(at, word)) {
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

/// Verbs outside of speech that may stand before their subject after a quote.
fn is_reversible(sentence: &Sentence<'_>, number: usize) -> bool {
    ["went", "goes", "read", "reads", "began", "begins", "demanded"].iter().any(|word| sentence.is_word(number, word))
}

/// The subject behind its verb: after a quote or a comma.
pub(super) fn inverted_subject(sentence: &Sentence<'_>, verb: usize) -> Option<Phrase> {
    // `Said Sherman: "…"`
    if verb == 0 {
        let subject = phrase_right(sentence, 1)?;
        let next = subject.last + 1;
        return (sentence.is_mark(next, ':') || sentence.is_mark(next, ',') && sentence.get(next + 1)?.is_quote())
            .then_some(subject);
    }
    let mut before = verb.checked_sub(1)?;
    while before > 0 && sentence.is(before, Classes::ADVERB) {
        before -= 1;
    }
    let mark = sentence.get(before)?;
    let comma = matches!(mark.kind, Kind::Mark(',' | '—' | '.' | '!' | '?'));
    let after_quote = mark.is_quote() || comma && before > 0 && sentence.tokens[before - 1].is_quote();
    if !after_quote && (!mark.is_mark(',') || sentence.is_word(verb, "told") || closes_apposition(sentence, before)) {
        return None;
    }
    // "his book, "The Voyage," says the captain is mad"
    let titled =
        mark.is_quote() && before > 1 && sentence.is_mark(before - 1, ',') && sentence.is(before - 2, Classes::WORK);
    let object = sentence.is_word(verb + 1, "this") && !sentence.is(verb + 2, Classes::ROLE | Classes::PEOPLE);
    let subject = phrase_right(sentence, verb + 1).filter(|_| !titled && !object)?;
    if sentence.is_word(verb, "told") && !sentence.is(subject.head, Classes::CAPITAL) {
        return None;
    }
    let next = subject.last + 1;
    let ends = sentence.get(next).is_none_or(|next| {
        !matches!(next.kind, Kind::Word) && !next.is_quote()
            || next.is(Classes::PREPOSITION
                | Classes::TIME
                | Classes::RELATIVE
                | Classes::CONJUNCTION
                | Classes::PARTICIPLE
                | Classes::SUBORDINATOR
                | Classes::ADVERB)
    });
    // "Trump, who came late, said the plan was bad": there, what follows the verb has a verb.
    (after_quote || ends && !sentence.is(next, Classes::AUX)).then_some(subject)
}

/// Whether a comma ends an apposition to a name: "Scott Pruitt, the attorney general, said".
fn closes_apposition(sentence: &Sentence<'_>, comma: usize) -> bool {
    let Some(opener) = (0..comma).rev().take(40).find(|number| sentence.is_mark(*number, ',')) else { return false };
    let begins = sentence.is(
        opener + 1,
        Classes::DETERMINER | Classes::RELATIVE | Classes::ROLE | Classes::DIGIT | Classes::TITLE | Classes::POSSESSIVE,
    );
    begins && opener > 0 && sentence.is(opener - 1, Classes::CAPITAL) && sentence.is(opener - 1, Classes::CAPITAL)
}

/// Whoever did what a past participle says: "the plan, condemned by critics as", "dubbed "the king" by friends".
fn agent(sentence: &Sentence<'_>, participle: usize) -> Option<Phrase> {
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
        .filter(|agent| (agent.first..=agent.last).any(|number| sentence.is(number, somebody)))
}

/// A passive gives the words to whoever follows "by", but for "was quoted as saying".
fn passive(sentence: &Sentence<'_>, verb: usize) -> Option<(Phrase, Order)> {
    if sentence.is_word(verb, "quoted") {
        return subject_left(sentence, verb).map(|subject| (subject, Order::SubjectFirst));
    }
    let by = (verb + 1..verb + 10).find(|number| sentence.is_word(*number, "by"))?;
    phrase_right(sentence, by + 1).map(|subject| (subject, Order::Shared))
}

/// The subject that a participle, an infinitive or a second verb shares: that of the last verb
/// before it, or else of the sentence.
fn shared_subject(sentence: &Sentence<'_>, number: usize, before: &[Cue]) -> Option<Phrase> {
    let shares = |cue: &&Cue| cue.order != Order::Possessor && cue.order != Order::Colon;
    let main = |cue: &&Cue| shares(cue) && !sentence.is(cue.subject.head, Classes::RELATIVE);
    let cue = before.iter().rev().find(main).or_else(|| before.iter().rev().find(shares));
    let first = first_subject(sentence).filter(|subject| subject.last < number || number <= 1);
    // "Asked whether he agreed, Pence demurred, saying": the cue stands in the clause before.
    let cue = cue.filter(|cue| first.is_none_or(|first| first.first == 0 || first.first < cue.verb || number <= 1));
    // "A banner reading "Go home" hung from the roof": the noun before its participle.
    cue.map(|cue| cue.subject).or(first).or_else(|| simple_left(sentence, number.checked_sub(1)?))
}
