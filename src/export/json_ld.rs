//! JSON-LD: quotations in the words of schema.org.
//!
//! A quotation has `creator`, `recordedAt` (the session) and `isBasedOn` (the source), as
//! <https://schema.org/Quotation> has them. `genre` is the statement's kind and
//! `creativeWorkStatus` its badge. Words that are nobody's own stand in `abstract`, never in
//! `text`.

use std::io::{self, Write};

use serde::Serialize;

use super::citation::shortened;
use super::entry::Entry;
use super::json::write_item;
use super::{Exporter, Selection};
use crate::corpus::{Kind, Session, Source, Speaker};

#[derive(Default)]
pub(super) struct JsonLd {
    begun: bool,
}

impl Exporter<'_> for JsonLd {
    fn begin(&mut self, _: Selection<'_>, out: &mut dyn Write) -> io::Result<()> {
        write!(out, "{{\n  \"@context\": \"https://schema.org\",\n  \"@graph\": [")
    }

    fn statement(&mut self, entry: Entry<'_>, out: &mut dyn Write) -> io::Result<()> {
        write_item(&mut self.begun, &Quotation::new(entry), out)
    }

    fn end(&mut self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "\n  ]\n}}")
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Quotation<'a> {
    #[serde(rename = "@type")]
    of_type: &'static str,
    identifier: &'a str,
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    #[serde(rename = "abstract", skip_serializing_if = "Option::is_none")]
    summary: Option<String>,
    genre: &'static str,
    creative_work_status: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    creator: Vec<Person<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    contributor: Vec<Reporter<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_created: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    recorded_at: Option<Event<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    is_based_on: Option<Work<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    in_language: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    keywords: Vec<&'a str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Person<'a> {
    #[serde(rename = "@type")]
    of_type: &'static str,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    job_title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    affiliation: Option<Named<'a>>,
}

/// Who reported it: a part played in the quotation, as <https://schema.org/Role> has it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Reporter<'a> {
    #[serde(rename = "@type")]
    of_type: &'static str,
    role_name: &'static str,
    contributor: Person<'a>,
}

/// Something of which only the name is told.
#[derive(Serialize)]
struct Named<'a> {
    #[serde(rename = "@type")]
    of_type: &'static str,
    name: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Event<'a> {
    #[serde(rename = "@type")]
    of_type: &'static str,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    location: Option<Named<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Work<'a> {
    #[serde(rename = "@type")]
    of_type: &'static str,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    credit_text: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<Named<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<String>,
}

impl<'a> Quotation<'a> {
    fn new(entry: Entry<'a>) -> Self {
        let wording = entry.wording();
        let is_quoted = wording.kind() != Kind::Indirect && !wording.is_paraphrase();
        let words = entry.words().into_owned();
        let (text, summary) = if is_quoted { (Some(words), None) } else { (None, Some(words)) };
        let caveats = entry.caveats();
        let reporter = |speaker| Reporter { of_type: "Role", role_name: "reported by", contributor: person(speaker) };
        Self {
            of_type: "Quotation",
            identifier: entry.statement().key(),
            name: shortened(&entry.title()),
            text,
            summary,
            genre: wording.kind().name(),
            creative_work_status: wording.badge().to_string(),
            description: (!caveats.is_empty()).then(|| caveats.join("; ")),
            creator: entry.speakers().map(person).collect(),
            contributor: entry.reporters().map(reporter).collect(),
            date_created: wording.date().map(|date| date.to_string()),
            recorded_at: entry.session().map(event),
            is_based_on: entry.source().map(work),
            in_language: entry.language(),
            keywords: entry.topics(),
        }
    }
}

fn person(speaker: &Speaker) -> Person<'_> {
    Person {
        of_type: if speaker.body { "Organization" } else { "Person" },
        name: &speaker.name,
        // A body has no job.
        job_title: speaker.role.as_deref().filter(|_| !speaker.body),
        affiliation: speaker.affiliation.as_deref().filter(|_| !speaker.body).map(|name| named("Organization", name)),
    }
}

const fn named<'a>(of_type: &'static str, name: &'a str) -> Named<'a> {
    Named { of_type, name }
}

fn event(session: &Session) -> Event<'_> {
    Event {
        of_type: "Event",
        name: &session.title,
        start_date: session.date.map(|date| date.to_string()),
        location: session.place.as_deref().map(|place| named("Place", place)),
    }
}

fn work(source: &Source) -> Work<'_> {
    Work {
        of_type: "CreativeWork",
        name: &source.title,
        url: source.url.as_deref(),
        credit_text: source.author.as_deref(),
        publisher: source.publisher.as_deref().map(|name| named("Organization", name)),
        date_published: source.date.map(|date| date.to_string()),
    }
}
