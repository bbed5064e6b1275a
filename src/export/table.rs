//! CSV and TSV: a table with a row for each statement, in the columns that onrecord reads.

use std::io::{self, Write};

use csv::{QuoteStyle, Terminator, Writer, WriterBuilder};

use super::Exporter;
use super::Selection;
use super::entry::Entry;
use super::ids::Ids;
use super::words::without_breaks;
use crate::corpus::{Speaker, guarded};

/// What stands in a column.
type Value = fn(Entry<'_>) -> String;

/// The columns after that of the id, with what stands in them.
const COLUMNS: &[(&str, Value)] = &[
    ("speaker", |entry| {
        let names = list(entry.speakers().map(name));
        if names.is_empty() { entry.speaker_names() } else { names }
    }),
    ("via", |entry| list(entry.reporters().map(name))),
    ("session", |entry| entry.session().map_or_else(String::new, |session| session.title.clone())),
    ("date", |entry| entry.wording().date().map_or_else(String::new, |date| date.to_string())),
    ("place", |entry| entry.session().and_then(|session| session.place.clone()).unwrap_or_default()),
    ("kind", |entry| entry.wording().kind().name().to_owned()),
    ("text", |entry| entry.words().into_owned()),
    ("frame", |entry| entry.wording().frame().unwrap_or_default().to_owned()),
    ("topics", |entry| list(entry.topics().into_iter())),
    ("source", |entry| entry.source().map_or_else(String::new, |source| source.title.clone())),
    ("locator", |entry| entry.wording().locator().unwrap_or_default().to_owned()),
    ("url", |entry| entry.source().and_then(|source| source.url.clone()).unwrap_or_default()),
    ("fidelity", |entry| entry.wording().fidelity().map_or("", |fidelity| fidelity.name()).to_owned()),
    ("verified", |entry| entry.wording().is_verified().to_string()),
    ("review", |entry| entry.statement().review().map_or("", |review| review.state.name()).to_owned()),
    ("by", |entry| if entry.wording().is_paraphrase() { "editor".to_owned() } else { String::new() }),
];

fn name(speaker: &Speaker) -> &str {
    &speaker.name
}

/// Several texts in a field, with what separates them when they are read.
fn list<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    // The sign itself cannot stand in one of them.
    texts.map(|text| text.replace(';', ",")).collect::<Vec<_>>().join("; ")
}

pub(super) struct Table<'a> {
    ids: Option<Ids<'a>>,
    builder: WriterBuilder,
    /// Whether a field can hold line breaks.
    quotes: bool,
}

impl Table<'_> {
    pub(super) fn csv() -> Self {
        Self { ids: None, builder: WriterBuilder::new(), quotes: true }
    }

    pub(super) fn tsv() -> Self {
        let mut builder = WriterBuilder::new();
        builder.delimiter(b'\t').quote_style(QuoteStyle::Never);
        Self { ids: None, builder, quotes: false }
    }

    fn row(&mut self, fields: impl Iterator<Item = String>, out: &mut dyn Write) -> io::Result<()> {
        let mut row: Writer<&mut dyn Write> = self.builder.terminator(Terminator::Any(b'\n')).from_writer(out);
        let fields = fields.map(|field| if self.quotes { field } else { without_breaks(&field).replace('\t', " ") });
        row.write_record(fields.map(|field| guarded(&field).into_owned().into_bytes()))?;
        row.flush()
    }
}

impl<'a> Exporter<'a> for Table<'a> {
    fn begin(&mut self, selection: Selection<'a>, out: &mut dyn Write) -> io::Result<()> {
        self.ids = Some(Ids::of(selection.corpus));
        let names = std::iter::once("id").chain(COLUMNS.iter().map(|(name, _)| *name));
        self.row(names.map(str::to_owned), out)
    }

    fn statement(&mut self, entry: Entry<'a>, out: &mut dyn Write) -> io::Result<()> {
        let Some(ids) = &self.ids else { return Ok(()) };
        let id = ids.statement(entry.statement().id()).0.into_owned();
        self.row(std::iter::once(id).chain(COLUMNS.iter().map(|(_, value)| value(entry))), out)
    }
}
