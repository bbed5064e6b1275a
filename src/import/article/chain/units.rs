//! The quotes of a sentence, with what the sentence itself says of them.

use crate::import::article::attribution::{Attribution, Rule, attribute, stands_for};
use crate::import::article::blocks::trimmed;
use crate::import::article::cues::Cue;
use crate::import::article::keep::{is_report, is_whole};
use crate::import::article::lexicon::Classes;
use crate::import::article::marks::Stretch;
use crate::import::article::sentences::Sentence;
use crate::import::article::tokens::Kind;
use crate::text::ByteSpan;

/// Where a speaker is named, and how sure it is that the words are theirs.
#[derive(Clone, Copy, Debug)]
pub(super) struct Source {
    pub(super) speaker: ByteSpan,
    /// Whom the sentence names before, where the speaker is a pronoun that may stand for them.
    pub(super) stands_for: Option<ByteSpan>,
    pub(super) cue: Option<ByteSpan>,
    pub(super) via: Option<ByteSpan>,
    pub(super) confidence: f32,
}

impl Source {
    /// Somebody who is said to speak by no verb.
    pub(super) const fn of(speaker: ByteSpan, confidence: f32) -> Self {
        Self { speaker, stands_for: None, cue: None, via: None, confidence }
    }

    fn found(sentence: &Sentence<'_>, cues: &[Cue], found: &Attribution) -> Self {
        let subject = found.cue.subject;
        Self {
            speaker: subject.bytes(sentence),
            stands_for: stands_for(sentence, cues, subject).map(|subject| subject.bytes(sentence)),
            cue: Some(sentence.bytes(found.cue.verb, found.cue.last)),
            via: found.via.map(|via| via.bytes(sentence)),
            confidence: match found.rule {
                Rule::Beside => 0.97,
                Rule::Introduced => 0.93,
                Rule::Within => 0.85,
                Rule::Tail => 0.88,
                Rule::Near => 0.6,
            },
        }
    }
}

/// A quote of a paragraph, before those without a speaker are looked at again.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unit {
    /// The words, without their marks and without a label.
    pub(super) words: ByteSpan,
    pub(super) sentence: ByteSpan,
    pub(super) source: Option<Source>,
    /// The speaker that the sentence before gives.
    pub(super) before: Option<ByteSpan>,
    /// Whether the sentence is nothing but the quote.
    pub(super) alone: bool,
    /// Whether it is a whole sentence or more.
    pub(super) whole: bool,
    /// Whether it holds somebody's words.
    pub(super) kept: bool,
}

/// The quotes of a sentence, by its cues. `before` is the speaker that the sentence before gives, and
/// `headline` says that the sentence stands above an article.
pub(super) fn units_of(
    sentence: &Sentence<'_>,
    cues: &[Cue],
    stretches: &[Stretch],
    before: Option<ByteSpan>,
    headline: bool,
) -> Vec<Unit> {
    let alone = sentence.tokens.iter().all(|token| token.kind != Kind::Word);
    let mut units = Vec::new();
    let mut listed: Option<(usize, Attribution)> = None;
    for (at, token) in sentence.tokens.iter().enumerate() {
        let Kind::Quote(number) = token.kind else { continue };
        let words = stretches[number].inner;
        let inner = words.of(sentence.text);
        let attribution = attribute(sentence, cues, at, ends_open(inner))
            .or_else(|| listed.filter(|(before, _)| is_list(sentence, *before, at)).map(|(_, before)| before));
        listed = attribution.map(|attribution| (at, attribution)).or(listed);
        let labelled = labelled(sentence.text, words);
        let source = match labelled {
            Some((speaker, _)) => Some(Source::of(speaker, 0.95)),
            None => attribution.map(|found| Source::found(sentence, cues, &found)),
        };
        units.push(Unit {
            words: labelled.map_or(words, |(_, words)| words),
            sentence: sentence.bytes(0, sentence.tokens.len() - 1),
            source,
            before,
            alone,
            whole: is_whole(sentence, at, inner, attribution.map(|found| found.rule)),
            kept: is_report(sentence, at, inner, attribution.as_ref(), headline || sentence.headline),
        });
    }
    units
}

/// Whether quoted words end as if their sentence went on.
fn ends_open(inner: &str) -> bool {
    inner.trim_end_matches(['’', '\'', '”']).ends_with([',', '?', '!', '—', '…', '-'])
}

/// Whether two quotes stand in a list: `a "leech" and a "brat"`.
fn is_list(sentence: &Sentence<'_>, before: usize, quote: usize) -> bool {
    let small = Classes::CONJUNCTION | Classes::DETERMINER | Classes::PREPOSITION | Classes::ADVERB;
    let between = sentence.tokens.get(before + 1..quote).unwrap_or_default();
    between.len() <= 4 && between.iter().all(|token| token.is(small) || token.is_mark(','))
}

/// The name of a speaker with which quoted words begin, as in a transcript, and the words behind it:
/// `"SHERMAN: We …"`.
fn labelled(text: &str, words: ByteSpan) -> Option<(ByteSpan, ByteSpan)> {
    let (label, _) = words.of(text).split_once(": ").filter(|(label, _)| label.len() <= 40)?;
    let capitals = label.chars().all(|c| c.is_uppercase() || " .-’'".contains(c))
        && label.chars().filter(|c| c.is_alphabetic()).count() >= 3;
    let name = ByteSpan::new(words.start(), words.start() + label.len());
    let words = trimmed(text, ByteSpan::new(name.end() + 1, words.end()));
    (capitals && !words.is_empty()).then_some((name, words))
}
