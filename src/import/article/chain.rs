//! Whose words a quote holds when its own sentence does not say: the sentences and paragraphs around it tell.

use crate::text::ByteSpan;

use super::attribution::{Attribution, Rule, attribute, stands_for};
use super::blocks::trimmed;
use super::cues::{Cue, Order, Strength, find_cues, without_saying};
use super::indirect::{Report, report};
use super::keep::{is_report, is_whole, looks_like_sentence};
use super::lexicon::{Classes, classes};
use super::marks::{Stretch, begins_with_mark, stretches};
use super::people::People;

use super::sentences::{Sentence, sentence_end};
use super::subjects::first_subject;
use super::tokens::{Kind, Token, read_tokens};
use super::{Article, QuoteKind, Quoted, Speaker};

/// Where a speaker is named, and how sure it is that the words are theirs.
#[derive(Clone, Copy, Debug)]
struct Source {
    speaker: ByteSpan,
    /// Whom the sentence names before, where the speaker is a pronoun that may stand for them.
    stands_for: Option<ByteSpan>,
    cue: Option<ByteSpan>,
    via: Option<ByteSpan>,
    confidence: f32,
}

/// What is known at the end of a paragraph.
#[derive(Clone, Copy, Debug, Default)]
struct Talk {
    /// Whoever was last said to have said something.
    last: Option<ByteSpan>,
    /// The subject of the last sentence without a verb of speech.
    subject: Option<ByteSpan>,
    /// Whether the paragraph ends with a colon.
    announces: bool,
    /// Whether it ends within a quote.
    goes_on: bool,
    /// How many paragraphs ago somebody said something.
    silence: usize,
}

/// The words of a stretch that begins with the name of its speaker, as in a transcript, and that
/// name: `"SHERMAN: We …"`.
fn labelled(text: &str, stretch: Stretch) -> Option<(ByteSpan, ByteSpan)> {
    let inner = stretch.inner.of(text);
    let (label, _) = inner.split_once(": ").filter(|(label, _)| label.len() <= 40)?;
    let capitals = label.chars().all(|c| c.is_uppercase() || " .-’'".contains(c))
        && label.chars().filter(|c| c.is_alphabetic()).count() >= 3;
    let name = ByteSpan::new(stretch.inner.start(), stretch.inner.start() + label.len());
    let words = trimmed(text, ByteSpan::new(name.end() + 1, stretch.inner.end()));
    (capitals && !words.is_empty()).then_some((name, words))
}

/// A quote of a paragraph, before those without a speaker are looked at again.
#[derive(Clone, Copy, Debug)]
struct Unit {
    stretch: Stretch,
    sentence: ByteSpan,
    source: Option<Source>,
    /// The speaker that the sentence before gives.
    before: Option<ByteSpan>,
    /// Whether the sentence is nothing but the quote.
    alone: bool,
    whole: bool,
    kept: bool,
}

/// An article while it is read.
pub(super) struct Reading<'a> {
    text: &'a str,
    article: Article,
    people: People,
    talk: Talk,
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
            let before = self.talk;
            let mut units = self.read_units(&tokens, &stretches, number);
            self.settle(&mut units, before);
            for unit in units.iter().filter(|unit| unit.kept) {
                let quoted = self.quoted(unit, number);
                self.article.quotes.push(quoted);
            }
        }
        name_headline(self.text, &mut self.article.quotes);
        self.article.paragraphs = paragraphs;
        self.article.figures = self.people.into_figures();
        self.article
    }

    fn quoted(&mut self, unit: &Unit, paragraph: usize) -> Quoted {
        let kind = if unit.whole { QuoteKind::Direct } else { QuoteKind::Fragment };
        self.attributed(unit.stretch.inner, kind, unit.source, unit.sentence, paragraph)
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

    /// Takes in that somebody said something.
    fn hear(&mut self, speaker: ByteSpan) {
        self.talk.last = Some(speaker);
        self.talk.silence = 0;
    }

    /// The quotes of a paragraph with what their own sentences say.
    fn read_units(&mut self, tokens: &[Token], stretches: &[Stretch], paragraph: usize) -> Vec<Unit> {
        let mut units = Vec::with_capacity(stretches.len());
        let mut start = dateline_end(tokens);
        let mut before = None;
        self.talk.silence += 1;
        self.talk.announces = tokens.last().is_some_and(|last| last.is_mark(':'));
        self.talk.goes_on = stretches.last().is_some_and(|last| last.goes_on);
        while start < tokens.len() {
            let end = sentence_end(self.text, tokens, stretches, start).max(start + 1);
            let sentence = Sentence::new(self.text, &tokens[start..end]);
            start = end;
            self.people.hear(&sentence);
            let cues = find_cues(&sentence);
            for cue in
                cues.iter().filter(|cue| sentence.is(cue.subject.head, Classes::CAPITAL) && cue.order != Order::Shared)
            {
                self.people.speaks(self.text, cue.subject.bytes(&sentence));
            }
            let first = units.len();
            let headline =
                paragraph == 0 && sentence.tokens.last().is_none_or(|last| !matches!(last.kind, Kind::Mark('.')));
            read_sentence(&sentence, &cues, stretches, before, headline, &mut units);
            for source in units[first..].iter_mut().filter_map(|unit| unit.source.as_mut()) {
                self.name_pronoun(source);
            }
            if let Some(report) = report(&sentence, &cues) {
                self.take_report(&sentence, report, paragraph);
            }
            let said = units[first..].iter().rev().find_map(|unit: &Unit| unit.source).map(|source| source.speaker);
            let speech = cues.iter().find(|cue| cue.strength == Strength::Speech && cue.order != Order::Possessor);
            let said = said.or_else(|| speech.map(|cue| cue.subject.bytes(&sentence)));
            if let Some(speaker) = said {
                self.hear(speaker);
                before = said;
            } else if units.len() == first {
                let subject = first_subject(&sentence);
                let subject = subject.map(|subject| without_saying(&sentence, subject).bytes(&sentence));
                self.talk.subject = subject;
                before = subject;
            }
        }
        units
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
            speaker: report.cue.subject.bytes(sentence),
            stands_for: None,
            cue: Some(sentence.bytes(report.cue.verb, report.cue.last)),
            via: None,
            confidence: 0.8,
        };
        let place = sentence.bytes(0, sentence.tokens.len() - 1);
        let reported = self.attributed(report.words, QuoteKind::Indirect, Some(source), place, paragraph);
        self.article.reports.push(reported);
    }

    /// Gives the quotes that their sentences left without a speaker to somebody, or leaves them so.
    fn settle(&mut self, units: &mut [Unit], before: Talk) {
        let mut following: Vec<Option<Source>> = vec![None; units.len()];
        for number in (1..units.len()).rev() {
            following[number - 1] = units[number].source.or(following[number]);
        }
        for number in 0..units.len() {
            let unit = units[number];
            let sentence_like = unit.alone || looks_like_sentence(unit.stretch.inner.of(self.text));
            if unit.source.is_some() || !sentence_like {
                continue;
            }
            let previous = number.checked_sub(1).and_then(|previous| units[previous].source);
            let source = self.speaker_around(unit, previous, following[number], before);
            units[number].source = source;
            if let Some(source) = source {
                self.hear(source.speaker);
            }
        }
    }

    /// The speaker of a quote whose sentence names none: that of the quote or the sentence before it,
    /// of a quote that goes on from the paragraph before, of the quote behind it, or of that paragraph.
    fn speaker_around(
        &mut self,
        unit: Unit,
        previous: Option<Source>,
        next: Option<Source>,
        before: Talk,
    ) -> Option<Source> {
        let given = |speaker: ByteSpan, confidence| {
            Some(Source { speaker, stands_for: None, cue: None, via: None, confidence })
        };
        if let Some(previous) = previous.filter(|previous| unit.before.is_none_or(|before| before == previous.speaker))
        {
            return given(previous.speaker, 0.9);
        }
        let somebody = |mention: &ByteSpan| is_somebody(self.text, *mention);
        if let Some(speaker) = unit.before.filter(somebody) {
            return given(speaker, 0.75);
        }
        if let (true, Some(speaker)) = (before.goes_on, before.last) {
            return given(speaker, 0.92);
        }
        if let Some(next) = next {
            return given(next.speaker, 0.8);
        }
        if let (true, true, Some(speaker)) = (before.announces, before.silence > 0, before.subject.filter(somebody)) {
            return given(speaker, 0.8);
        }
        let confidence = match (before.announces, before.silence) {
            (true, _) => 0.9,
            (false, 0) => 0.75,
            _ => 0.5,
        };
        let speaker = before.last.or(before.subject.filter(somebody))?;
        given(speaker, confidence)
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

/// Gives a quote of the headline whose speaker it does not name to whoever says these words below.
fn name_headline(text: &str, quotes: &mut [Quoted]) {
    let first = quotes.partition_point(|quote| quote.paragraph == 0);
    let (headline, below) = quotes.split_at_mut(first);
    for quote in headline.iter_mut().filter(|quote| quote.speaker.is_none()) {
        let bare = |words: ByteSpan| words.of(text).trim_end_matches(['.', ',', '!', '?']).to_lowercase();
        let words = bare(quote.words);
        let whole = below.iter().take(60).find(|other| other.speaker.is_some() && bare(other.words).contains(&words));
        if let Some(whole) = whole {
            quote.speaker.clone_from(&whole.speaker);
            quote.confidence = whole.confidence * 0.9;
        }
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

/// The number of the token after a dateline: "BRUSSELS, Jan. 12 (Agency) —".
fn dateline_end(tokens: &[Token]) -> usize {
    let outside = |token: &Token| match token.kind {
        Kind::Word => !token.is(Classes::CAPITAL | Classes::DIGIT | Classes::TIME) || token.is(Classes::SPEECH),
        Kind::Mark(mark) => !",()/.—".contains(mark),
        Kind::Quote(_) => true,
    };
    if !tokens.first().is_some_and(|first| first.is(Classes::CAPITALS))
        && !tokens.iter().take(4).any(|token| token.is_mark('('))
    {
        return 0;
    }
    let limit = tokens.iter().take(14).position(outside).unwrap_or(tokens.len().min(14));
    let dash = tokens[..limit].iter().rposition(|token| token.is_mark('—'));
    dash.filter(|dash| *dash > 0).map_or(0, |dash| dash + 1)
}

fn read_sentence(
    sentence: &Sentence<'_>,
    cues: &[Cue],
    stretches: &[Stretch],
    before: Option<ByteSpan>,
    headline: bool,
    units: &mut Vec<Unit>,
) {
    let last = sentence.tokens.len().saturating_sub(1);
    let place = sentence.bytes(0, last);
    let alone = sentence.tokens.iter().all(|token| token.is_quote() || matches!(token.kind, Kind::Mark(_)));
    let mut listed: Option<(usize, Attribution)> = None;
    for (number, token) in sentence.tokens.iter().enumerate() {
        let Kind::Quote(quote) = token.kind else { continue };
        let stretch = stretches[quote];
        let inner = stretch.inner.of(sentence.text);
        let ends_open = inner.trim_end_matches(['’', '\'', '”']).ends_with([',', '?', '!', '—', '…', '-']);
        let attribution = attribute(sentence, cues, number, ends_open)
            .or_else(|| listed.filter(|(before, _)| is_list(sentence, *before, number)).map(|(_, before)| before));
        listed = attribution.map(|attribution| (number, attribution)).or(listed);
        let source = attribution.map(|found| source(sentence, cues, &found));
        let rule = attribution.map(|found| found.rule);
        let label = labelled(sentence.text, stretch);
        let (source, stretch) = match label {
            Some((speaker, words)) => (
                Some(Source { speaker, stands_for: None, cue: None, via: None, confidence: 0.95 }),
                Stretch { inner: words, ..stretch },
            ),
            None => (source, stretch),
        };
        units.push(Unit {
            stretch,
            sentence: place,
            source,
            before,
            alone,
            whole: is_whole(sentence, number, inner, rule),
            kept: is_report(sentence, number, inner, attribution.as_ref(), headline || sentence.headline),
        });
    }
}

/// Whether two quotes stand in a list: `a "leech" and a "brat"`.
fn is_list(sentence: &Sentence<'_>, before: usize, quote: usize) -> bool {
    let small = Classes::CONJUNCTION | Classes::DETERMINER | Classes::PREPOSITION | Classes::ADVERB;
    let between = sentence.tokens.get(before + 1..quote).unwrap_or_default();
    between.len() <= 4 && between.iter().all(|token| token.is(small) || token.is_mark(','))
}

fn source(sentence: &Sentence<'_>, cues: &[Cue], found: &Attribution) -> Source {
    let confidence = match found.rule {
        Rule::Beside => 0.97,
        Rule::Introduced => 0.93,
        Rule::Within => 0.85,
        Rule::Tail => 0.88,
        Rule::Near => 0.6,
    };
    Source {
        speaker: found.subject.bytes(sentence),
        stands_for: stands_for(sentence, cues, found.subject).map(|subject| subject.bytes(sentence)),
        cue: Some(sentence.bytes(found.cue.verb, found.cue.last)),
        via: found.via.map(|via| via.bytes(sentence)),
        confidence,
    }
}
