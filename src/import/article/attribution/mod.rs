//! Who said a quote, as the sentence that holds it tells.
//!
//! `reach` finds the cues that reach a quote, `hints` what stands for one, and `others` tells who else is named.

mod hints;
mod others;
mod reach;

use super::cues::{Cue, Order, Strength};
use super::lexicon::Classes;
use super::phrases::{Phrase, phrase_right};
use super::sentences::Sentence;
use super::tokens::{Kind, Token};

use hints::{named_as, owner_of_words, shouted_from, subject_told_of};
use others::{insertion_between, outer_speaker};
use reach::{Behind, cue_before, cue_behind, gives_way};

pub(super) use others::stands_for;

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
    /// What gives the words, and to whom.
    pub(super) cue: Cue,
    pub(super) rule: Rule,
    /// Who reported it, where that is somebody else.
    pub(super) via: Option<Phrase>,
}

impl Attribution {
    const fn by(cue: Cue, rule: Rule) -> Self {
        Self { cue, rule, via: None }
    }
}

/// Who said the quote at token `quote`, by the cues of its sentence.
///
/// `ends_open` says that the quoted words end as if the sentence went on: with a comma, a question
/// mark or an exclamation mark.
pub(super) fn attribute(sentence: &Sentence<'_>, cues: &[Cue], quote: usize, ends_open: bool) -> Option<Attribution> {
    if let Some(cue) = owner_of_words(sentence, quote) {
        return Some(Attribution::by(cue, Rule::Near));
    }
    let (before, behind) = (cue_before(sentence, cues, quote), cue_behind(sentence, cues, quote));
    let around = Around { sentence, cues, quote, before, behind };
    around
        .by_another()
        .or_else(|| around.beside(ends_open))
        .or_else(|| around.within_reach())
        .or_else(|| around.near().map(|cue| Attribution::by(cue, Rule::Near)))
}

/// A quote between the cues that may reach it.
struct Around<'s, 't> {
    sentence: &'s Sentence<'t>,
    cues: &'s [Cue],
    quote: usize,
    before: Option<Cue>,
    behind: Option<Behind>,
}

impl Around<'_, '_> {
    /// `called "brave" by some and "mad" by others`
    fn by_another(&self) -> Option<Attribution> {
        let cue = self.before.filter(|cue| cue.order == Order::Shared && cue.subject.first > cue.verb)?;
        let by = self.sentence.is_word(self.quote + 1, "by");
        let subject = by.then(|| phrase_right(self.sentence, self.quote + 2)).flatten()?;
        Some(Attribution::by(Cue { subject, ..cue }, Rule::Within))
    }

    /// The cue right behind the quote: `"…," Sherman said`.
    fn beside(&self, ends_open: bool) -> Option<Attribution> {
        let Behind { cue, .. } = self.behind.filter(|behind| behind.gap == 0 && !self.is_embedded())?;
        let next = self.quote + 1;
        let set_off =
            ends_open || self.starts_sentence() || self.sentence.is_mark(next, ',') || self.sentence.is_mark(next, '—');
        set_off.then_some(Attribution::by(cue, Rule::Beside))
    }

    /// "said it was "rigged," a claim Clinton denied": within a sentence, the cue before it counts.
    fn is_embedded(&self) -> bool {
        self.quote > 0
            && self.sentence.tokens[self.quote - 1].kind == Kind::Word
            && self.before.is_some_and(|cue| !gives_way(self.sentence, &cue, self.quote))
    }

    /// Whether nothing but a conjunction or a mark stands before the quote in its sentence.
    fn starts_sentence(&self) -> bool {
        let opens = || self.sentence.is(0, Classes::CONJUNCTION) || self.sentence.tokens[0].kind != Kind::Word;
        self.quote == 0 || self.quote == 1 && opens()
    }

    /// The cue before the quote, or the one that ends its sentence.
    fn within_reach(&self) -> Option<Attribution> {
        let tail = self.tail();
        let Some(cue) = self.before else {
            let Behind { cue, gap } = tail?;
            return Some(Attribution::by(cue, if gap == 0 { Rule::Beside } else { Rule::Tail }));
        };
        if let Some(Behind { cue: tail, .. }) = tail.filter(|_| gives_way(self.sentence, &cue, self.quote)) {
            return Some(Attribution::by(tail, Rule::Tail));
        }
        let via = tail
            .map(|tail| tail.cue.subject)
            .or_else(|| insertion_between(self.sentence, self.cues, &cue, self.quote))
            .or_else(|| outer_speaker(self.sentence, self.cues, &cue))
            .filter(|via| self.sentence.word(via.head) != self.sentence.word(cue.subject.head));
        Some(Attribution { cue, rule: rule_of(self.sentence, &cue, self.quote), via })
    }

    /// The verb of speech that ends the sentence: `The talks were "…" from the start, Sherman said.`
    fn tail(&self) -> Option<Behind> {
        let Behind { cue: first, gap } = self.behind?;
        let ends = |cue: &Cue| {
            cue.is_tail(self.sentence)
                && cue.strength == Strength::Speech
                && !self.sentence.is(cue.subject.head, Classes::RELATIVE)
        };
        if first.strength == Strength::Speech {
            return self.behind.filter(|_| ends(&first));
        }
        // "no idea" what he wants, Sherman said: the weaker verb is passed over.
        let next = self.cues.iter().find(|cue| cue.verb > first.verb && cue.first() > first.end());
        let open = |cue: &Cue| !self.sentence.tokens[self.quote + 1..cue.first()].iter().any(Token::is_quote);
        next.filter(|cue| ends(cue) && open(cue)).map(|cue| Behind { cue: *cue, gap: gap + 1 })
    }

    /// What stands near where no cue reaches the quote.
    fn near(&self) -> Option<Cue> {
        let (sentence, quote) = (self.sentence, self.quote);
        let behind = self.behind.filter(|behind| behind.cue.strength >= Strength::Report && behind.gap < 12);
        let owner = |cue: &&Cue| cue.order == Order::Possessor && cue.subject.first > quote && cue.verb < quote + 6;
        behind
            .map(|behind| behind.cue)
            .or_else(|| self.cues.iter().find(owner).copied())
            .or_else(|| shouted_from(sentence, quote))
            .or_else(|| named_as(sentence, quote))
            .or_else(|| subject_told_of(sentence, quote))
    }
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
