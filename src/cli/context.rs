//! `onrecord context`: the passages around a statement's words.

use std::io::{self, Write};

use clap::Args;
use serde::Serialize;

use super::Found;
use super::document::write_document;
use super::failure::Failure;
use super::find::{WhichWording, choose_wordings, load, statement};
use super::options::{ColorOption, CorpusOptions, Telling};
use super::output::{json_out, note, page, stdout};
use crate::corpus::{Corpus, Wording};
use crate::export::Entry;
use crate::layout::{Document, Paragraph, context_page, context_wording, who_in_words};
use crate::search::{Hit, Results};
use crate::settings::Role;
use crate::text::Passages;

/// Whose context, and how much of it.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The id of a statement, as `onrecord search` shows it
    #[arg(value_name = "ID")]
    id: String,
    #[command(flatten)]
    pub(super) corpus: CorpusOptions,
    /// The context in this source (its id); otherwise in the one nearest to the spoken words that
    /// has passages
    #[arg(long, value_name = "SOURCE")]
    wording: Option<String>,
    /// Passages to show before and after those that hold the words
    #[arg(short = 'C', long, value_name = "COUNT", default_value_t = 1)]
    around: usize,
    /// The format
    #[arg(short, long, value_enum, default_value_t)]
    pub(super) format: Telling,
    #[command(flatten)]
    pub(super) color: ColorOption,
}

pub(super) fn run(arguments: Arguments) -> Result<Found, Failure> {
    let corpus = load(&arguments.corpus.choice()?)?;
    let found = statement(&corpus, &arguments.id).map_err(|error| Failure::NoStatements(vec![error]))?;
    let primary = Hit { statement: found.id(), wording: found.primary().id() };
    let mut results = Results { hits: vec![primary], ..Results::default() };
    choose_wordings(&corpus, &mut results, WhichWording::Nearest, arguments.wording.as_deref())?;
    let Some(hit) = results.hits.first() else {
        note(&format!("`{}` has no wording from `{}`", arguments.id, arguments.wording.unwrap_or_default()));
        return Ok(Found::Nothing);
    };
    let asked = corpus.wording(hit.statement, hit.wording);
    let context = context_page(&corpus, asked);
    let shown = corpus.wording(hit.statement, context.wording);
    match arguments.format {
        Telling::Text => {
            let mut out = stdout();
            let mut told = Document::default();
            told.push(Paragraph::new(who_in_words(&corpus, shown), Role::Name));
            told.paragraphs.extend(cut(context.document, arguments.around).paragraphs);
            write_document(&told, page(&arguments.color), &mut out)?;
            out.flush()?;
        }
        Telling::Json => write_json(&corpus, shown)?,
    }
    Ok(if context_wording(&corpus, asked).is_some() { Found::Something } else { Found::Nothing })
}

/// The document without the passages far from the words.
fn cut(document: Document, around: usize) -> Document {
    let blocks: Vec<&[Paragraph]> = document.paragraphs.split(|paragraph| paragraph.text.is_empty()).collect();
    let holds =
        |block: &&[Paragraph]| block.iter().flat_map(|paragraph| &paragraph.marks).any(|mark| mark.role == Role::Words);
    let lit: Vec<usize> = (0..blocks.len()).filter(|number| holds(&blocks[*number])).collect();
    let (Some(first), Some(last)) = (lit.first(), lit.last()) else { return document };
    let mut cut = Document::default();
    for (number, block) in blocks.iter().enumerate() {
        let distance = first.saturating_sub(number).max(number.saturating_sub(*last));
        // The first block is the heading.
        if number == 0 || distance <= around {
            cut.space();
            block.iter().for_each(|paragraph| cut.push(paragraph.clone()));
        } else if distance - 1 == around {
            cut.space();
            cut.push(Paragraph::new("[…]", Role::Dim));
        }
    }
    cut
}

/// The context for programs. Spans are counted in characters (Unicode code points) of the
/// passage's text, from its beginning to before its end.
#[derive(Serialize)]
struct Context<'a> {
    /// Grows when a reader would have to change.
    version: u32,
    statement: &'a str,
    text: &'a str,
    kind: &'static str,
    badge: String,
    speakers: String,
    via: Option<String>,
    caveats: Vec<&'static str>,
    source: Option<SourceItem<'a>>,
    passages: Vec<PassageItem<'a>>,
}

#[derive(Serialize)]
struct SourceItem<'a> {
    id: &'a str,
    title: &'a str,
    url: Option<&'a str>,
}

#[derive(Serialize)]
struct PassageItem<'a> {
    number: usize,
    is: &'static str,
    locator: Option<&'a str>,
    text: &'a str,
    /// Where the statement's words stand in it.
    words: Vec<[usize; 2]>,
}

fn write_json(corpus: &Corpus, wording: Wording<'_>) -> io::Result<()> {
    let entry = Entry::new(corpus, Hit { statement: wording.statement().id(), wording: wording.id() });
    let source = entry.source();
    let passages = source.map_or(&[][..], |source| &source.passages);
    let spots = Passages::new(passages.iter().map(|passage| &*passage.text)).locate(wording.text()).unwrap_or_default();
    let words_in = |index: usize, text: &str| {
        let characters = |byte: usize| text[..byte].chars().count();
        let here = spots.iter().filter(|spot| spot.passage == index);
        here.map(|spot| [characters(spot.span.start()), characters(spot.span.end())]).collect()
    };
    let passages = passages.iter().enumerate().map(|(index, passage)| PassageItem {
        number: index + 1,
        is: passage.is.name(),
        locator: passage.locator.as_deref(),
        text: &passage.text,
        words: words_in(index, &passage.text),
    });
    let context = Context {
        version: 1,
        statement: wording.statement().key(),
        text: wording.text(),
        kind: wording.kind().name(),
        badge: wording.badge().to_string(),
        speakers: entry.speaker_names(),
        via: entry.reporter_names(),
        caveats: entry.caveats(),
        source: source.map(|source| SourceItem { id: &source.key, title: &source.title, url: source.url.as_deref() }),
        passages: passages.collect(),
    };
    json_out(&context)
}
