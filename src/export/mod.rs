//! Writing statements out: one file for each format, behind one small trait.
//!
//! Every format carries how the words are given (`kind`), through whom they reached us
//! (`via`) and how near they are to the spoken ones (`fidelity`). None lets words pass for
//! verbatim ones that are not.

mod bibtex;
mod citation;
mod cite;
mod csl_json;
mod entry;
mod extent;
mod fortune;
mod html;
mod ids;
mod json;
mod json_ld;
mod json_lines;
mod markdown;
mod table;
mod template;
mod text;
mod words;
mod yaml;

use std::io::{self, Write};
use std::path::Path;

use crate::corpus::Corpus;
use crate::corpus::written::{ById, WrittenCorpus};
use crate::files::define_formats;
use crate::search::{Highlighter, Hit, Relaxed};

pub use entry::Entry;
use extent::Extent;
pub(crate) use markdown::is_web_address;
pub(crate) use template::all_names;
pub use template::{BadTemplate, Template};
pub use text::Page;

define_formats! {
    /// A format that statements can be written in.
    pub enum Format;

    /// For people.
    Text = "text", &["txt"], "for people: the words, and below them who said them, where, and who has them so";
    /// For a text that is being written.
    Citation = "citation", &[], "to be pasted into a text: the words with their citation, in a line";
    /// One document with all that is known, names and ids.
    Json = "json", &["json"], "for programs: one document with everything about each statement";
    /// A corpus of tagged lines.
    JsonLines = "jsonl", &["jsonl", "ndjson"], "a corpus of tagged lines; onrecord reads it back";
    /// A corpus.
    Yaml = "yaml", &["yaml", "yml"], "a corpus, as quotes.yaml is one; onrecord reads it back";
    /// A table with commas.
    Csv = "csv", &["csv"], "a table for spreadsheets, one wording of each statement; onrecord reads it back";
    /// A table with tabs.
    Tsv = "tsv", &["tsv"], "the same with tabs; a tab or a line break in a text becomes a space";
    /// Block quotes.
    Markdown = "markdown", &["md", "markdown"], "block quotes with their attributions";
    /// Block quotes of a web page.
    Html = "html", &["html", "htm"], "a page of block quotes with their attributions";
    /// Quotations in the words of schema.org.
    JsonLd = "json-ld", &["jsonld"], "schema.org quotations, for web pages and search engines";
    /// For reference managers.
    CslJson = "csl-json", &[], "for reference managers and citation processors";
    /// For LaTeX.
    Bibtex = "bibtex", &["bib"], "for LaTeX and reference managers";
    /// For `fortune`.
    Fortune = "fortune", &[], "for fortune, which shows one of them at random";
}

impl Format {
    /// The format of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|format| format.name() == name)
    }

    /// The format that the name of a file tells by its ending.
    #[must_use]
    pub fn of_file(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?;
        Self::ALL.iter().copied().find(|format| format.endings().iter().any(|own| own.eq_ignore_ascii_case(ending)))
    }
}

/// How statements are written out.
#[derive(Clone, Debug, PartialEq)]
pub enum Rendition {
    /// In a format.
    Format(Format),
    /// The bare words, each statement's in a line. They say nothing about themselves:
    /// whoever writes them says the rest elsewhere.
    Words,
    /// As a person laid it out. The same holds.
    Template(Template),
}

impl Rendition {
    /// Whether words are written without saying what they are worth.
    #[must_use]
    pub fn hides_badges(&self) -> bool {
        match self {
            Self::Format(_) => false,
            Self::Words => true,
            Self::Template(template) => template.hides_badges(),
        }
    }

    fn exporter<'a>(&'a self, page: Page) -> Box<dyn Exporter<'a> + 'a> {
        match self {
            Self::Words => Box::new(words::Words),
            Self::Template(template) => Box::new(template::Templated { template }),
            Self::Format(format) => match format {
                Format::Text => Box::new(text::Text::new(page)),
                Format::Citation => Box::new(cite::Cite::default()),
                Format::Json => Box::new(json::Json::default()),
                Format::JsonLines => Box::new(json_lines::JsonLines::default()),
                Format::Yaml => Box::new(yaml::Yaml::default()),
                Format::Csv => Box::new(table::Table::csv()),
                Format::Tsv => Box::new(table::Table::tsv()),
                Format::Markdown => Box::new(markdown::Markdown::default()),
                Format::Html => Box::new(html::Html),
                Format::JsonLd => Box::new(json_ld::JsonLd::default()),
                Format::CslJson => Box::new(csl_json::CslJson::default()),
                Format::Bibtex => Box::new(bibtex::Bibtex::default()),
                Format::Fortune => Box::new(fortune::Fortune),
            },
        }
    }
}

/// What is to be written out.
#[derive(Clone, Copy, Debug)]
pub struct Selection<'a> {
    /// Where it is from.
    pub corpus: &'a Corpus,
    /// The statements in their order, each with the wording that formats of one wording
    /// write.
    pub hits: &'a [Hit],
    /// Lights what was searched for, where a format can.
    pub highlighter: &'a Highlighter,
    /// What was given up to find them.
    pub relaxed: Relaxed,
    /// What the whole is called, where it is a document for readers: Markdown and HTML begin with it.
    pub title: Option<&'a str>,
}

impl<'a> Selection<'a> {
    fn entries(self) -> impl Iterator<Item = Entry<'a>> {
        self.hits.iter().map(move |hit| Entry::new(self.corpus, *hit))
    }
}

/// One format.
trait Exporter<'a> {
    /// Writes what stands before all statements.
    fn begin(&mut self, selection: Selection<'a>, out: &mut dyn Write) -> io::Result<()> {
        let _ = (selection, out);
        Ok(())
    }

    /// Writes a statement.
    fn statement(&mut self, entry: Entry<'a>, out: &mut dyn Write) -> io::Result<()>;

    /// Writes what stands after all statements.
    fn end(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let _ = out;
        Ok(())
    }
}

/// A whole corpus, as it is written.
#[must_use]
pub fn written(corpus: &Corpus) -> WrittenCorpus<'_> {
    let extent = Extent::whole(corpus);
    WrittenCorpus {
        title: extent.title(),
        notes: extent.notes(),
        speakers: ById(extent.speakers().collect()),
        sessions: ById(extent.sessions().collect()),
        sources: ById(extent.sources().collect()),
        statements: corpus.statements().map(|statement| extent.statement(statement)).collect(),
    }
}

/// Writes a selection out, one statement after another: each is on its way before the next
/// is looked at. Linear in its size.
///
/// # Errors
/// Whatever `out` fails with.
pub fn write<'a>(
    selection: Selection<'a>,
    rendition: &'a Rendition,
    page: Page,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut exporter = rendition.exporter(page);
    exporter.begin(selection, out)?;
    for entry in selection.entries() {
        exporter.statement(entry, out)?;
    }
    exporter.end(out)
}

/// A selection as a text for a file or a clipboard: nothing in it is broken into lines or lit.
/// Linear in its size.
#[must_use]
pub fn to_text(selection: Selection<'_>, rendition: &Rendition) -> String {
    let mut bytes = Vec::new();
    // Memory takes whatever is written, and every format writes text.
    let _ = write(selection, rendition, Page::default(), &mut bytes);
    String::from_utf8_lossy(&bytes).into_owned()
}
