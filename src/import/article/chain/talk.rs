//! Who speaks where the own sentence of a quote does not say.

use super::units::{Source, Unit};
use crate::import::article::keep::looks_like_sentence;
use crate::import::article::lexicon::{Classes, classes};
use crate::text::ByteSpan;

/// What is known at the end of a paragraph.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Talk {
    /// Whoever was last said to have said something.
    pub(super) last: Option<ByteSpan>,
    /// The subject of the last sentence without a verb of speech.
    pub(super) subject: Option<ByteSpan>,
    /// Whether the paragraph ends with a colon.
    pub(super) announces: bool,
    /// Whether it ends within a quote.
    pub(super) goes_on: bool,
    /// How many paragraphs ago somebody said something.
    pub(super) silence: usize,
}

impl Talk {
    /// Takes in that somebody said something.
    pub(super) fn hear(&mut self, speaker: ByteSpan) {
        self.last = Some(speaker);
        self.silence = 0;
    }

    /// Gives the quotes of a paragraph that their sentences left without a speaker to somebody, or leaves
    /// them so. `before` is what was known at the end of the paragraph before.
    pub(super) fn settle(&mut self, text: &str, units: &mut [Unit], before: Self) {
        let mut following: Vec<Option<Source>> = vec![None; units.len()];
        for number in (1..units.len()).rev() {
            following[number - 1] = units[number].source.or(following[number]);
        }
        for number in 0..units.len() {
            let unit = units[number];
            let sentence_like = unit.alone || looks_like_sentence(unit.words.of(text));
            if unit.source.is_some() || !sentence_like {
                continue;
            }
            let previous = number.checked_sub(1).and_then(|previous| units[previous].source);
            let source = before.speaker_around(text, unit, previous, following[number]);
            units[number].source = source;
            if let Some(source) = source {
                self.hear(source.speaker);
            }
        }
    }

    /// The speaker of a quote whose sentence names none: that of the quote or the sentence before it,
    /// of a quote that goes on from the paragraph before, of the quote behind it, or of that paragraph.
    fn speaker_around(self, text: &str, unit: Unit, previous: Option<Source>, next: Option<Source>) -> Option<Source> {
        let somebody = |mention: &ByteSpan| is_somebody(text, *mention);
        let same = |previous: &Source| unit.before.is_none_or(|before| before == previous.speaker);
        if let Some(previous) = previous.filter(same) {
            return Some(Source::of(previous.speaker, 0.9));
        }
        if let Some(speaker) = unit.before.filter(somebody) {
            return Some(Source::of(speaker, 0.75));
        }
        if let (true, Some(speaker)) = (self.goes_on, self.last) {
            return Some(Source::of(speaker, 0.92));
        }
        if let Some(next) = next {
            return Some(Source::of(next.speaker, 0.8));
        }
        let subject = self.subject.filter(somebody);
        if let (true, true, Some(speaker)) = (self.announces, self.silence > 0, subject) {
            return Some(Source::of(speaker, 0.8));
        }
        let confidence = match (self.announces, self.silence) {
            (true, _) => 0.9,
            (false, 0) => 0.75,
            _ => 0.5,
        };
        self.last.or(subject).map(|speaker| Source::of(speaker, confidence))
    }
}

/// Whether a phrase can name somebody who speaks: "The room was silent" is nobody's sentence.
fn is_somebody(text: &str, mention: ByteSpan) -> bool {
    let somebody = Classes::SUBJECT | Classes::POSSESSIVE | Classes::ROLE | Classes::PEOPLE | Classes::TITLE;
    let grammar = Classes::DETERMINER
        | Classes::PREPOSITION
        | Classes::CONJUNCTION
        | Classes::ADVERB
        | Classes::TIME
        | Classes::AUX;
    mention.of(text).split_whitespace().enumerate().any(|(number, word)| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric()).trim_end_matches("'s").trim_end_matches("’s");
        let class = classes(&bare.to_lowercase());
        let name = bare.starts_with(char::is_uppercase) && !class.any(grammar);
        name && (number > 0 || class == Classes::default() || class.any(Classes::MAN | Classes::WOMAN))
            || class.any(somebody)
            || class.any(Classes::BODY) && !class.any(Classes::SAYING)
    })
}
