//! JSONL: a corpus of tagged lines, one for each speaker, session, source and statement.

use std::io::{self, Write};

use serde::Serialize;

use super::entry::Entry;
use super::extent::Extent;
use super::{Exporter, Selection};
use crate::corpus::written::{Id, Text};

#[derive(Default)]
pub(super) struct JsonLines<'a> {
    extent: Option<Extent<'a>>,
}

/// A line with its tag.
#[derive(Serialize)]
struct Line<'a, T> {
    #[serde(rename = "type")]
    of_type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<Id<'a>>,
    #[serde(flatten)]
    fields: T,
}

/// What the corpus says of itself.
#[derive(Serialize)]
struct Heading<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<Text<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    notes: Option<Text<'a>>,
}

impl<'a> Exporter<'a> for JsonLines<'a> {
    fn begin(&mut self, selection: Selection<'a>, out: &mut dyn Write) -> io::Result<()> {
        let extent = Extent::of(selection);
        let heading = Heading { title: extent.title(), notes: extent.notes() };
        if heading.title.is_some() || heading.notes.is_some() {
            line(out, "corpus", None, heading)?;
        }
        for (id, speaker) in extent.speakers() {
            line(out, "speaker", Some(id), speaker)?;
        }
        for (id, session) in extent.sessions() {
            line(out, "session", Some(id), session)?;
        }
        for (id, source) in extent.sources() {
            line(out, "source", Some(id), source)?;
        }
        self.extent = Some(extent);
        Ok(())
    }

    fn statement(&mut self, entry: Entry<'a>, out: &mut dyn Write) -> io::Result<()> {
        let Some(extent) = &self.extent else { return Ok(()) };
        line(out, "statement", None, extent.statement(entry.statement()))
    }
}

fn line<T: Serialize>(out: &mut dyn Write, of_type: &'static str, id: Option<Id<'_>>, fields: T) -> io::Result<()> {
    serde_json::to_writer(&mut *out, &Line { of_type, id, fields })?;
    writeln!(out)
}
