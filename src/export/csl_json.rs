//! CSL-JSON, which reference managers and citation processors read: a speech for each
//! statement, as the schema of the Citation Style Language (1.0.2) has it.

use std::io::{self, Write};

use serde::Serialize;

use super::citation::shortened;
use super::entry::Entry;
use super::json::write_item;
use super::{Exporter, Selection};
use crate::corpus::{PartialDate, Speaker};

#[derive(Default)]
pub(super) struct CslJson {
    begun: bool,
}

impl Exporter<'_> for CslJson {
    fn begin(&mut self, _: Selection<'_>, out: &mut dyn Write) -> io::Result<()> {
        write!(out, "[")
    }

    fn statement(&mut self, entry: Entry<'_>, out: &mut dyn Write) -> io::Result<()> {
        write_item(&mut self.begun, &Item::new(entry), out)
    }

    fn end(&mut self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "\n]")
    }
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Item<'a> {
    id: &'a str,
    #[serde(rename = "type")]
    of_type: &'static str,
    title: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Name<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issued: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    event_title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    event_place: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    container_title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<&'a str>,
    #[serde(rename = "URL", skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    accessed: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    genre: String,
    #[serde(rename = "abstract")]
    quote: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    keyword: Option<String>,
    note: String,
}

/// A name as it is written: which part of it is the family's cannot be told from outside.
#[derive(Serialize)]
struct Name<'a> {
    literal: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Date {
    date_parts: [Vec<i16>; 1],
}

impl From<PartialDate> for Date {
    fn from(date: PartialDate) -> Self {
        let parts = [Some(date.year()), date.month().map(i16::from), date.day().map(i16::from)];
        Self { date_parts: [parts.into_iter().flatten().collect()] }
    }
}

impl<'a> Item<'a> {
    fn new(entry: Entry<'a>) -> Self {
        let (wording, source) = (entry.wording(), entry.source());
        let topics = entry.topics();
        Self {
            id: entry.statement().key(),
            of_type: "speech",
            title: shortened(&entry.title()),
            author: entry.speakers().map(|speaker: &Speaker| Name { literal: &speaker.name }).collect(),
            issued: wording.date().map(Date::from),
            event_title: entry.session().map(|session| &*session.title),
            event_place: entry.session().and_then(|session| session.place.as_deref()),
            container_title: source.map(|source| &*source.title),
            publisher: source.and_then(|source| source.publisher.as_deref()),
            url: source.and_then(|source| source.url.as_deref()),
            accessed: wording
                .checked_at()
                .filter(|_| source.is_some_and(|source| source.url.is_some()))
                .map(Date::from),
            language: entry.language(),
            genre: entry.status(),
            quote: entry.quote(),
            keyword: (!topics.is_empty()).then(|| topics.join(", ")),
            note: entry.remark(),
        }
    }
}
