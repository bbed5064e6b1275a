//! The passages of a source with a statement's words lit.

use std::collections::HashSet;

use crate::corpus::{Corpus, Passage, PassageKind, Source, SourceId, Statement, Wording, WordingId};
use crate::search::Hit;
use crate::settings::Role;
use crate::text::{ByteSpan, Passages, Spot};

use super::document::{Document, LeadsTo, Paragraph};
use super::worth::Worth;

/// A source opened at a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContextPage {
    /// What is shown.
    pub document: Document,
    /// The wording whose words are lit; the one asked for where none could be.
    pub wording: WordingId,
    /// The statements of the source in the order of their words, each once, with the wording that
    /// stands first.
    pub order: Vec<Hit>,
}

/// Paragraphs of the heading: the source or that there is none, and what the words are worth.
const HEADING: usize = 2;

/// Columns of the passages' numbers.
const NUMBERS: usize = 4;

/// The wording whose words can be lit in its source's passages: the one asked for, else
/// the nearest to the spoken words that can.
#[must_use]
pub fn context_wording<'a>(corpus: &'a Corpus, asked: Wording<'a>) -> Option<Wording<'a>> {
    std::iter::once(asked).chain(asked.statement().wordings_nearest_first()).find(|wording| {
        wording.source().is_some_and(|source| passages(corpus.source(source)).locate(wording.text()).is_some())
    })
}

fn passages(source: &Source) -> Passages<'_> {
    Passages::new(source.passages.iter().map(|passage| &*passage.text))
}

/// A wording lit in its source.
pub(super) struct LitWording<'a> {
    pub(super) wording: Wording<'a>,
    pub(super) source: &'a Source,
    /// Each passage that holds some of its words, and where they stand.
    pub(super) passages: Vec<(&'a Passage, Vec<ByteSpan>)>,
}

/// The wording asked for, lit; else another one of the statement.
pub(super) fn lit_wording<'a>(corpus: &'a Corpus, asked: Wording<'a>) -> Option<LitWording<'a>> {
    let wording = context_wording(corpus, asked)?;
    let source = corpus.source(wording.source()?);
    let spots = passages(source).locate(wording.text())?;
    let lit = source.passages.iter().enumerate().filter_map(|(index, passage)| {
        let spans: Vec<ByteSpan> = spots.iter().filter(|spot| spot.passage == index).map(|spot| spot.span).collect();
        (!spans.is_empty()).then_some((passage, spans))
    });
    Some(LitWording { wording, source, passages: lit.collect() })
}

/// Opens the source of a wording, or of another wording of the statement where that one
/// cannot be lit. Linear in the size of the corpus: it looks for other statements.
#[must_use]
pub fn context_page(corpus: &Corpus, asked: Wording<'_>) -> ContextPage {
    let Some(shown) = context_wording(corpus, asked) else { return without_passages(corpus, asked) };
    let Some(source_id) = shown.source() else { return without_passages(corpus, asked) };
    let source = corpus.source(source_id);
    let places = places(corpus, source_id, source);
    let words = by_passage(source, &places);
    let mut document = Document::default();
    heading(&mut document, source, shown);
    if shown.id() != asked.id() {
        document.push(Paragraph::new(why_another(corpus, asked), Role::Warning));
    }
    document.push(Paragraph::new(what_passages_are(source), Role::Dim));
    for (index, (passage, words)) in source.passages.iter().zip(words).enumerate() {
        document.space();
        let label = passage.locator.clone().unwrap_or_else(|| format!("{}", index + 1));
        let (own, others): (Vec<_>, Vec<_>) = words.into_iter().partition(|(hit, _)| hit.wording == shown.id());
        let spans = |words: &[(Hit, ByteSpan)]| words.iter().map(|(_, span)| *span).collect::<Vec<_>>();
        let paragraph = Paragraph::new(&*passage.text, Role::Text)
            .labelled(label, NUMBERS)
            .marked_all(spans(&others), Role::OtherWords)
            .marked_all(spans(&own), Role::Words);
        // The words of every other statement lead to it.
        let lead = |paragraph: Paragraph, (hit, span)| paragraph.leading(span, LeadsTo::Statement(hit));
        document.push(others.into_iter().fold(paragraph, lead));
    }
    document.say_worth_of(shown);
    let mut seen = HashSet::new();
    let order = places.iter().map(|place| place.hit).filter(|hit| seen.insert(hit.statement)).collect();
    ContextPage { document, wording: shown.id(), order }
}

/// A wording found in the passages.
struct Place {
    hit: Hit,
    spots: Vec<Spot>,
}

/// For each passage the words that stand in it, and whose they are.
fn by_passage(source: &Source, places: &[Place]) -> Vec<Vec<(Hit, ByteSpan)>> {
    let mut words = vec![Vec::new(); source.passages.len()];
    for place in places {
        for spot in &place.spots {
            words[spot.passage].push((place.hit, spot.span));
        }
    }
    words
}

/// Every wording of a source that can be lit, in the order of the passages.
fn places(corpus: &Corpus, id: SourceId, source: &Source) -> Vec<Place> {
    let passages = passages(source);
    let mut places: Vec<Place> = corpus
        .statements()
        .flat_map(Statement::wordings)
        .filter(|wording| wording.source() == Some(id))
        .filter_map(|wording| {
            let spots = passages.locate(wording.text())?;
            Some(Place { hit: wording.into(), spots })
        })
        .collect();
    places.sort_by_key(|place| place.spots.first().map(|spot| (spot.passage, spot.span)));
    places
}

fn heading(document: &mut Document, source: &Source, shown: Wording<'_>) {
    document.push(Paragraph::new(source.in_words(), Role::Heading));
    document.push(worth_line(shown));
    if let Some(url) = &source.url {
        document.push(Paragraph::new(url, Role::Link).leading_whole(LeadsTo::Address(url.clone())));
    }
}

impl Document {
    /// The words below the heading are worth what it says, also where it is scrolled away.
    fn say_worth_of(&mut self, wording: Wording<'_>) {
        let worth = Worth::of(wording);
        let below = self.paragraphs.iter_mut().skip(HEADING);
        below.for_each(|paragraph| paragraph.worth = Some(worth.clone()));
    }
}

/// What the words are worth, and what that means.
fn worth_line(shown: Wording<'_>) -> Paragraph {
    let Worth { text, role } = Worth::of(shown);
    let span = ByteSpan::new(0, text.len());
    let meaning = shown.badge().standing.meaning();
    Paragraph::new(format!("{text}: {meaning}"), Role::Dim).marked(span, role)
}

pub(super) fn why_another(corpus: &Corpus, asked: Wording<'_>) -> String {
    let reason = match asked.source().map(|id| corpus.source(id)) {
        None => "The wording you came from has no source".to_owned(),
        Some(source) if source.passages.is_empty() => format!("“{}” has no passages here", source.title),
        Some(source) => format!("The wording you came from does not stand in “{}”", source.title),
    };
    format!("{reason}; this is another wording of the same statement.")
}

/// What kind of text the reader has before them.
pub(super) fn what_passages_are(source: &Source) -> &'static str {
    let all = |kind: PassageKind| source.passages.iter().all(|passage| passage.is == kind);
    if all(PassageKind::Full) {
        "Full paragraphs of the source."
    } else if all(PassageKind::Excerpt) {
        "Excerpts, as they stand in the source."
    } else if all(PassageKind::Summary) {
        "Summaries in the editor’s words; only what stands in quote marks is the source’s."
    } else {
        "Partly the source’s own text, partly summaries in the editor’s words."
    }
}

/// What is shown where no wording can be lit: the words, and plainly why.
fn without_passages(corpus: &Corpus, asked: Wording<'_>) -> ContextPage {
    let mut document = Document::default();
    match asked.source().map(|id| corpus.source(id)) {
        None => {
            document.push(Paragraph::new("This wording has no source, so there is no context to show.", Role::Warning));
            document.push(worth_line(asked));
        }
        Some(source) => {
            heading(&mut document, source, asked);
            let has_passages = |wording: Wording<'_>| {
                wording.source().is_some_and(|source| !corpus.source(source).passages.is_empty())
            };
            let reason = if source.passages.is_empty() && asked.statement().wordings().any(has_passages) {
                "The source has no passages here, and no other wording stands in those of its own."
            } else if source.passages.is_empty() {
                "The source has no passages here, nor has that of any other wording."
            } else {
                "These words do not stand in the source: they are the editor’s summary."
            };
            document.push(Paragraph::new(reason, Role::Warning));
        }
    }
    document.space();
    document.push(super::rows::words_paragraph(asked, &crate::search::Highlighter::default()).indented(NUMBERS));
    for passage in asked.source().map_or(&[][..], |id| &corpus.source(id).passages) {
        document.space();
        document.push(Paragraph::new(&*passage.text, Role::Dim).indented(NUMBERS));
    }
    document.say_worth_of(asked);
    ContextPage { document, wording: asked.id(), order: vec![asked.into()] }
}
