//! An article from beginning to end: whose words its quotes hold, by their own sentences and by those around
//! them.
//!
//! `units` reads the quotes of one sentence; `talk` gives those to somebody that their sentence leaves open;
//! `head` knows headlines and datelines.

mod head;
mod talk;
mod units;

use crate::text::ByteSpan;

use super::cues::{Cue, Order, Strength, find_cues, without_saying};
use super::indirect::{Report, report};
use super::lexicon::Classes;
use super::marks::{Stretch, begins_with_mark, stretches};
use super::people::People;
use super::phrases::first_subject;
use super::sentences::{Sentence, sentence_end};
use super::tokens::{Token, read_tokens};
use super::{Article, QuoteKind, Quoted, Speaker};

use head::{dateline_end, name_headline};
use talk::Talk;
use units::{Source, Unit, units_of};

/// An article while it is read.
pub(super) struct Reading<'a> {
    text: &'a str,
    article: Article,
    people: People,
    talk: Talk,
}

/// A paragraph in tokens.
#[derive(Clone, Copy)]
struct Paragraph<'p> {
    number: usize,
    tokens: &'p [Token],
    stretches: &'p [Stretch],
}

impl<'a> Reading<'a> {
    /// Nothing yet of this text.
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, article: Article::default(), people: People::default(), talk: Talk::default() }
    }

    /// Reads these paragraphs.
    pub(super) fn read(mut self, paragraphs: Vec<ByteSpan>) -> Article {
        let mut tokens = Vec::new();
        let mut was_open = false;
        for (number, paragraph) in paragraphs.iter().enumerate() {
            let opens_next = paragraphs.get(number + 1).is_some_and(|next| begins_with_mark(self.text, *next));
            let stretches = stretches(self.text, *paragraph, was_open, opens_next);
            was_open = stretches.last().is_some_and(|last| !last.closed && last.inner.end() + 1 >= paragraph.end());
            read_tokens(self.text, *paragraph, &stretches, &mut tokens);
            self.read_paragraph(Paragraph { number, tokens: &tokens, stretches: &stretches });
        }
        name_headline(self.text, &mut self.article.quotes);
        self.article.paragraphs = paragraphs;
        self.article.figures = self.people.into_figures();
        self.article
    }

    fn read_paragraph(&mut self, paragraph: Paragraph<'_>) {
        let before = self.talk;
        self.talk.silence += 1;
        self.talk.announces = paragraph.tokens.last().is_some_and(|last| last.is_mark(':'));
        self.talk.goes_on = paragraph.stretches.last().is_some_and(|last| last.goes_on);
        let mut units = self.read_units(paragraph);
        self.talk.settle(self.text, &mut units, before);
        for unit in units.iter().filter(|unit| unit.kept) {
            let kind = if unit.whole { QuoteKind::Direct } else { QuoteKind::Fragment };
            let quoted = self.attributed(unit.words, kind, unit.source, unit.sentence, paragraph.number);
            self.article.quotes.push(quoted);
        }
    }

    /// The quotes of a paragraph with what their own sentences say.
    fn read_units(&mut self, paragraph: Paragraph<'_>) -> Vec<Unit> {
        let Paragraph { tokens, stretches, .. } = paragraph;
        let mut units = Vec::with_capacity(stretches.len());
        let mut start = dateline_end(tokens);
        let mut before = None;
        while start < tokens.len() {
            let end = sentence_end(self.text, tokens, stretches, start).max(start + 1);
            let sentence = Sentence::new(self.text, &tokens[start..end]);
            start = end;
            self.people.hear(&sentence);
            let cues = find_cues(&sentence);
            self.hear_subjects(&sentence, &cues);
            let ends = sentence.tokens.last().is_some_and(|last| last.is_mark('.'));
            let headline = paragraph.number == 0 && !ends;
            let mut own = units_of(&sentence, &cues, stretches, before, headline);
            own.iter_mut().filter_map(|unit| unit.source.as_mut()).for_each(|source| self.name_pronoun(source));
            if let Some(report) = report(&sentence, &cues) {
                self.take_report(&sentence, report, paragraph.number);
            }
            before = self.follow(&sentence, &cues, &own, before);
            units.append(&mut own);
        }
        units
    }

    /// Takes in that whoever a sentence names as speaking is somebody.
    fn hear_subjects(&mut self, sentence: &Sentence<'_>, cues: &[Cue]) {
        let named = |cue: &&Cue| sentence.is(cue.subject.head, Classes::CAPITAL) && cue.order != Order::Shared;
        for cue in cues.iter().filter(named) {
            self.people.speaks(self.text, cue.subject.bytes(sentence));
        }
    }

    /// Follows who speaks, or of whom a sentence without quotes tells: whom a quote in the next sentence may
    /// be given to. `before` is who that was in this one.
    fn follow(
        &mut self,
        sentence: &Sentence<'_>,
        cues: &[Cue],
        units: &[Unit],
        before: Option<ByteSpan>,
    ) -> Option<ByteSpan> {
        let quoted = units.iter().rev().find_map(|unit| unit.source).map(|source| source.speaker);
        let speech = cues.iter().find(|cue| cue.strength == Strength::Speech && cue.order != Order::Possessor);
        if let Some(speaker) = quoted.or_else(|| speech.map(|cue| cue.subject.bytes(sentence))) {
            self.talk.hear(speaker);
            return Some(speaker);
        }
        if !units.is_empty() {
            return before;
        }
        let subject = first_subject(sentence).map(|subject| without_saying(sentence, subject));
        if let Some(subject) = subject {
            self.people.told_of(sentence, subject);
        }
        self.talk.subject = subject.map(|subject| subject.bytes(sentence));
        self.talk.subject
    }

    /// A pronoun that means the subject before it in its sentence gives way to that one.
    fn name_pronoun(&mut self, source: &mut Source) {
        let Some(outer) = source.stands_for else { return };
        let named = self.people.meant(self.text, outer).candidates.first().copied();
        let meant = self.people.meant(self.text, source.speaker).candidates.first().copied();
        let things = ["it", "they"].contains(&source.speaker.of(self.text).to_lowercase().as_str());
        let is_thing = things && named.is_some_and(|named| self.people.is_body(named));
        let same_word = outer.of(self.text).eq_ignore_ascii_case(source.speaker.of(self.text));
        if same_word || named.is_some() && (named == meant || is_thing) {
            source.speaker = outer;
        }
    }

    fn take_report(&mut self, sentence: &Sentence<'_>, report: Report, paragraph: usize) {
        let source = Source {
            cue: Some(sentence.bytes(report.cue.verb, report.cue.last)),
            ..Source::of(report.cue.subject.bytes(sentence), 0.8)
        };
        let place = sentence.bytes(0, sentence.tokens.len() - 1);
        let reported = self.attributed(report.words, QuoteKind::Indirect, Some(source), place, paragraph);
        self.article.reports.push(reported);
    }

    fn attributed(
        &mut self,
        words: ByteSpan,
        kind: QuoteKind,
        source: Option<Source>,
        sentence: ByteSpan,
        paragraph: usize,
    ) -> Quoted {
        let speaker = source.map(|source| self.speaker(source.speaker));
        let via = source.and_then(|source| source.via).map(|via| self.speaker(via).0);
        let sure = speaker.as_ref().map_or(0.0, |(_, sure)| *sure);
        Quoted {
            words,
            kind,
            speaker: speaker.map(|(speaker, _)| speaker),
            cue: source.and_then(|source| source.cue),
            via,
            confidence: source.map_or(0.0, |source| source.confidence * sure),
            sentence,
            paragraph,
        }
    }

    /// Whom a mention means, and how sure that is.
    fn speaker(&mut self, mention: ByteSpan) -> (Speaker, f32) {
        let parts = joint(self.text, mention);
        let mut figures = Vec::with_capacity(parts.len());
        let mut others = Vec::new();
        let mut sure = 1.0_f32;
        for part in parts {
            let meant = self.people.meant(self.text, part);
            sure = sure.min(meant.confidence);
            let mut candidates = meant.candidates.into_iter();
            figures.extend(candidates.next().filter(|figure| !figures.contains(figure)));
            others.extend(candidates);
        }
        (Speaker { mention, figures, others }, sure.max(0.5))
    }
}

/// The mentions in a joint one: "Stoltenberg and Sherman".
fn joint(text: &str, mention: ByteSpan) -> Vec<ByteSpan> {
    let words = mention.of(text);
    let capital = |part: &str| part.trim().starts_with(char::is_uppercase);
    match words.split_once(" and also ").or_else(|| words.split_once(" and ")) {
        Some((one, other)) if capital(one) && capital(other) && one.split(' ').next_back().is_some_and(capital) => {
            let second = mention.end() - other.len();
            vec![ByteSpan::new(mention.start(), mention.start() + one.len()), ByteSpan::new(second, mention.end())]
        }
        _ => vec![mention],
    }
}
