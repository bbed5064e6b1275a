//! `onrecord list`: the speakers, sessions, sources or topics, with how many statements each
//! has.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::io::{self, Write};

use clap::{Args, ValueEnum};
use serde::Serialize;

use super::Found;
use super::document::write_document;
use super::failure::Failure;
use super::find::{find, load};
use super::options::{ColorOption, CorpusOptions};
use super::output::{data_out, json_out, page, stdout};
use super::query_words::{self, joined};
use crate::corpus::{Corpus, Session, SessionId, Source, SourceId, Speaker, SpeakerId, TopicId, Wording, guarded};
use crate::export::Page;
use crate::layout::{Document, Paragraph};
use crate::search::{FacetKind, FacetValue, Hit, Results, Sort};
use crate::settings::Role;
use crate::text::{ByteSpan, Folding, folded};

/// What to list, and how to show it.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// What to list
    #[arg(value_name = "WHAT", value_enum)]
    what: What,
    /// Only what the statements found by this query have
    #[arg(value_name = "QUERY", value_parser = query_words::parser())]
    query: Vec<String>,
    #[command(flatten)]
    pub(super) corpus: CorpusOptions,
    /// The format
    #[arg(short, long, value_enum, default_value_t)]
    pub(super) format: ListFormat,
    /// At most so many; 0 for all
    #[arg(short = 'n', long, value_name = "COUNT", default_value_t = 0)]
    limit: usize,
    /// The order: most statements first, by name (case and accents aside), or as in the files
    #[arg(long, value_name = "ORDER", value_enum, default_value_t)]
    sort: Order,
    #[command(flatten)]
    pub(super) color: ColorOption,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum What {
    /// Who said something
    Speakers,
    /// Where something was said
    Sessions,
    /// Who has the words
    Sources,
    /// What it is about
    Topics,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Order {
    #[default]
    Count,
    Name,
    File,
}

/// How a list is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum ListFormat {
    /// For people
    #[default]
    Text,
    /// For programs: one document
    Json,
    /// For programs: an object in each line
    Jsonl,
    /// A table with commas
    Csv,
    /// A table with tabs
    Tsv,
}

/// One line of a list.
#[derive(Debug, Serialize)]
struct Item {
    statements: usize,
    id: String,
    name: String,
    /// What else is known, in few words.
    about: String,
}

/// The list as one document.
#[derive(Debug, Serialize)]
struct List<'a> {
    /// Grows when a reader would have to change.
    version: u32,
    items: &'a [Item],
}

pub(super) fn run(arguments: Arguments) -> Result<Found, Failure> {
    let choice = arguments.corpus.choice()?;
    let corpus = load(&choice)?;
    let query = joined(&arguments.query);
    let results = find(&corpus, &choice, &query, Sort::Best)?;
    let mut items = items(&corpus, &results, arguments.what);
    if !query.trim().is_empty() {
        items.retain(|item| item.statements > 0);
    }
    match arguments.sort {
        Order::Count => items.sort_by_key(|item| Reverse(item.statements)),
        Order::Name => items.sort_by_cached_key(|item| (folded(&item.name, Folding::Search), item.name.clone())),
        Order::File => {}
    }
    if arguments.limit > 0 {
        items.truncate(arguments.limit);
    }
    match arguments.format {
        ListFormat::Text => write_text(&items, page(&arguments.color), &mut stdout())?,
        ListFormat::Json => json_out(&List { version: 1, items: &items })?,
        ListFormat::Jsonl => write_lines(&items, &mut data_out())?,
        ListFormat::Csv => write_table(&items, b',', &mut data_out())?,
        ListFormat::Tsv => write_table(&items, b'\t', &mut data_out())?,
    }
    Ok(Found::if_any(items.len()))
}

fn items(corpus: &Corpus, results: &Results, what: What) -> Vec<Item> {
    match what {
        What::Speakers => speakers(corpus, &counted(results, FacetKind::Speakers)),
        What::Sessions => sessions(corpus, &counted(results, FacetKind::Sessions)),
        What::Topics => topics(corpus, &counted(results, FacetKind::Topics)),
        What::Sources => sources(corpus, &of_sources(corpus, &results.hits)),
    }
}

/// How many of the statements each value of a facet has; those without any are left out.
fn counted(results: &Results, kind: FacetKind) -> HashMap<FacetValue, usize> {
    results.counts.of(kind).iter().map(|(value, count)| (*value, *count as usize)).collect()
}

fn speakers(corpus: &Corpus, counts: &HashMap<FacetValue, usize>) -> Vec<Item> {
    let item = |(id, speaker): (SpeakerId, &Speaker)| Item {
        statements: counts.get(&FacetValue::Speaker(id)).copied().unwrap_or(0),
        id: speaker.key.clone(),
        name: speaker.name.clone(),
        about: about([speaker.role.clone(), speaker.affiliation.clone()]),
    };
    corpus.speakers().map(item).collect()
}

fn sessions(corpus: &Corpus, counts: &HashMap<FacetValue, usize>) -> Vec<Item> {
    let item = |(id, session): (SessionId, &Session)| Item {
        statements: counts.get(&FacetValue::Session(id)).copied().unwrap_or(0),
        id: session.key.clone(),
        name: session.title.clone(),
        about: about([session.place.clone(), session.date.map(|date| date.to_string())]),
    };
    corpus.sessions().map(item).collect()
}

fn topics(corpus: &Corpus, counts: &HashMap<FacetValue, usize>) -> Vec<Item> {
    let item = |(id, topic): (TopicId, &str)| Item {
        statements: counts.get(&FacetValue::Topic(id)).copied().unwrap_or(0),
        id: topic.to_owned(),
        name: topic.to_owned(),
        about: String::new(),
    };
    corpus.topics().map(item).collect()
}

fn sources(corpus: &Corpus, counts: &[usize]) -> Vec<Item> {
    let item = |(id, source): (SourceId, &Source)| Item {
        statements: counts[id.index()],
        id: source.key.clone(),
        name: source.title.clone(),
        about: about([
            source.publisher.clone(),
            Some(source.fidelity.map_or("fidelity unknown", |fidelity| fidelity.name()).to_owned()),
        ]),
    };
    corpus.sources().map(item).collect()
}

fn about<const N: usize>(facts: [Option<String>; N]) -> String {
    facts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// How many of the statements have a wording from each source.
fn of_sources(corpus: &Corpus, hits: &[Hit]) -> Vec<usize> {
    let mut counts = vec![0; corpus.sources().len()];
    for hit in hits {
        let sources: HashSet<SourceId> =
            corpus.statement(hit.statement).wordings().filter_map(Wording::source).collect();
        for source in sources {
            counts[source.index()] += 1;
        }
    }
    counts
}

const HEADER: [&str; 4] = ["statements", "id", "name", "about"];

fn write_lines(items: &[Item], out: &mut dyn Write) -> io::Result<()> {
    for item in items {
        serde_json::to_writer(&mut *out, item)?;
        writeln!(out)?;
    }
    out.flush()
}

fn write_table(items: &[Item], delimiter: u8, out: &mut dyn Write) -> io::Result<()> {
    let mut table = csv::WriterBuilder::new().delimiter(delimiter).from_writer(out);
    table.write_record(HEADER)?;
    for item in items {
        let count = item.statements.to_string();
        table.write_record([&*count, &guarded(&item.id), &guarded(&item.name), &guarded(&item.about)])?;
    }
    table.flush()
}

/// A paragraph for each item, with the count in its margin.
fn write_text(items: &[Item], page: Page, out: &mut dyn Write) -> io::Result<()> {
    let digits = items.iter().map(|item| item.statements.to_string().len()).max().unwrap_or(0);
    let mut list = Document::default();
    for item in items {
        let about = if item.about.is_empty() { String::new() } else { format!(", {}", item.about) };
        let named = format!("{}{about}", item.name);
        let id = if item.id == item.name { String::new() } else { format!("  {}", item.id) };
        let id_span = ByteSpan::new(named.len(), named.len() + id.len());
        list.push(
            Paragraph::new(format!("{named}{id}"), Role::Text)
                .marked(ByteSpan::new(0, item.name.len()), Role::Name)
                .marked(id_span, Role::Dim)
                .labelled(format!("{:>digits$}", item.statements), digits + 2)
                .label_as(Role::Text),
        );
    }
    write_document(&list, page, out)?;
    out.flush()
}
