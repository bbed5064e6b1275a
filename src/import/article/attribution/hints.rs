//! What gives a quote to somebody where no verb of speech does.

use crate::import::article::cues::{Cue, Order, Strength, possessor};
use crate::import::article::lexicon::Classes;
use crate::import::article::phrases::{first_subject, phrase_right};
use crate::import::article::sentences::Sentence;
use crate::import::article::tokens::Kind;

/// `Sherman's "unsound methods" remark`: whose the words are that the noun behind the quote is about.
pub(super) fn owner_of_words(sentence: &Sentence<'_>, quote: usize) -> Option<Cue> {
    let said = (quote + 1..quote + 3).find(|at| sentence.is(*at, Classes::SAYING | Classes::NOUN))?;
    let plain =
        said == quote + 1 || sentence.is_word(quote + 1, "style") || sentence.tokens[quote + 1].kind == Kind::Word;
    let subject = possessor(sentence, quote.checked_sub(1)?).filter(|_| plain && !sentence.is(said, Classes::WORK))?;
    let owns = sentence.is(quote - 1, Classes::GENITIVE | Classes::POSSESSIVE);
    owns.then(|| Cue::speech(said, subject, Order::Possessor).with(Strength::Report))
}

/// `There were shouts of "Go home!" from the crowd`
pub(super) fn shouted_from(sentence: &Sentence<'_>, quote: usize) -> Option<Cue> {
    let noun = quote.checked_sub(2)?;
    let of = sentence.is_word(quote - 1, "of") && sentence.is_word(quote + 1, "from");
    let subject = of.then(|| phrase_right(sentence, quote + 2)).flatten()?;
    Some(Cue::speech(noun, subject, Order::VerbFirst).with(Strength::Report))
}

/// `Reid went after Trump as a "con artist"`: the subject of the sentence.
pub(super) fn named_as(sentence: &Sentence<'_>, quote: usize) -> Option<Cue> {
    let at = (1..=2).filter_map(|back| quote.checked_sub(back)).find(|at| sentence.is_word(*at, "as"))?;
    if at > 0 && sentence.is(at - 1, Classes::NAMING) {
        return None;
    }
    let subject = first_subject(sentence).filter(|subject| subject.last < at)?;
    Some(Cue::speech(at, subject, Order::SubjectFirst).with(Strength::Weakest))
}

/// `Sherman took aim at the "disgraceful" plan`: the person of whom the sentence tells.
pub(super) fn subject_told_of(sentence: &Sentence<'_>, quote: usize) -> Option<Cue> {
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
    person.then(|| Cue::speech(subject.last + 1, subject, Order::SubjectFirst).with(Strength::Weakest))
}
