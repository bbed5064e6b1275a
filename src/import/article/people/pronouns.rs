//! Whom a pronoun means.

use std::cmp::Reverse;

use super::gender::Gender;
use super::{Meant, Mention, People, REACH};
use crate::import::article::lexicon::Classes;
use crate::text::ByteSpan;

/// A pronoun can mean so many people at most.
const MOST_CANDIDATES: usize = 3;

/// What a pronoun can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pronoun {
    /// "who": the name before it.
    Relative,
    /// "he", "her"
    Person(Gender),
    /// "it", "they": a body.
    Thing,
}

impl Pronoun {
    /// The pronoun that a word of these classes is.
    pub(super) fn of(word: Classes) -> Option<Self> {
        if !word.any(Classes::SUBJECT | Classes::POSSESSIVE | Classes::RELATIVE) {
            None
        } else if word.any(Classes::RELATIVE) {
            Some(Self::Relative)
        } else if word.any(Classes::MASCULINE) {
            Some(Self::Person(Gender::Masculine))
        } else if word.any(Classes::FEMININE) {
            Some(Self::Person(Gender::Feminine))
        } else {
            Some(Self::Thing)
        }
    }
}

impl People {
    /// Whom the pronoun at a place means.
    pub(super) fn pronoun(&self, text: &str, place: ByteSpan, pronoun: Pronoun) -> Meant {
        match pronoun {
            Pronoun::Relative => {
                Meant { candidates: self.before_relative(text, place).into_iter().collect(), confidence: 0.8 }
            }
            Pronoun::Thing => {
                let candidates = first_of_each(&self.recent(place, |figure| self.all[figure].figure.body));
                Meant { confidence: confidence(candidates.len(), true), candidates }
            }
            Pronoun::Person(gender) => self.personal(place, gender),
        }
    }

    /// Whoever is named right before "who".
    fn before_relative(&self, text: &str, place: ByteSpan) -> Option<usize> {
        let near = self.mentions.iter().rev().find(|other| other.place.end() <= place.start())?;
        // "Smith drew cheers from sailors, who": there, another noun stands before it.
        let between = text.get(near.place.end()..place.start()).unwrap_or_default().trim_start();
        let adjoins = between.len() < 80 && (between.is_empty() || between.starts_with([',', '(', '—']));
        (adjoins && near.sentence == self.sentence).then_some(near.figure)
    }

    /// Whom "he" or "she" means: somebody who is known to be one, else somebody who may be.
    fn personal(&self, place: ByteSpan, gender: Gender) -> Meant {
        let is_known = |figure: usize| self.all[figure].gender == gender;
        let may_be = |figure: usize| {
            let person = &self.all[figure];
            person.gender == Gender::Unknown && !person.figure.body && !person.figure.unnamed
        };
        let mut recent = self.recent(place, |figure| is_known(figure) || may_be(figure));
        let sure = recent.iter().any(|mention| is_known(mention.figure));
        if sure {
            recent.retain(|mention| is_known(mention.figure));
        }
        let candidates = first_of_each(&recent);
        Meant { confidence: confidence(candidates.len(), sure), candidates }
    }

    /// The mentions before a place of those who fit: the latest sentence first, and in it the first mention.
    fn recent(&self, place: ByteSpan, fits: impl Fn(usize) -> bool) -> Vec<Mention> {
        let before = self.mentions.iter().rev().skip_while(|other| other.place.start() >= place.start());
        let mut recent: Vec<Mention> = before.take(REACH).copied().filter(|mention| fits(mention.figure)).collect();
        recent.sort_by_key(|mention| (Reverse(mention.sentence), mention.place));
        recent
    }
}

/// Those who are mentioned, each once.
fn first_of_each(mentions: &[Mention]) -> Vec<usize> {
    let mut figures: Vec<usize> = Vec::new();
    for mention in mentions {
        if !figures.contains(&mention.figure) {
            figures.push(mention.figure);
        }
    }
    figures.truncate(MOST_CANDIDATES);
    figures
}

/// How sure the first of so many is, who is or only may be called so.
const fn confidence(candidates: usize, sure: bool) -> f32 {
    match (candidates, sure) {
        (0, _) => 0.0,
        (1, true) => 0.9,
        (1, false) => 0.8,
        (_, true) => 0.75,
        (_, false) => 0.6,
    }
}
