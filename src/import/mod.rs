//! From an article, a transcript or a data set to a corpus: one file for each format, behind
//! one small trait.
//!
//! What cannot be read at all is an [`ImportError`]. What is wrong with one item (a cue, a line, a
//! paragraph) is a problem with its place, and the import goes on. Importers hand what they find to
//! `Found`, which gives ids and keeps everything once; [`Collection::yaml`] writes it as a person
//! would have. Whatever is doubtful says so in a comment, `# look: …`.

pub mod article;
mod captions;
mod collection;
mod data;
#[cfg(test)]
mod data_tests;
mod dates;
mod found;
mod ids;
mod material;
mod merge;
mod page;
mod renaming;
mod speech;
mod tei;
mod tei_head;
mod transcript;
mod write;

use std::io;
use std::path::Path;

use thiserror::Error;

use crate::corpus::{DataFormat, Fidelity, FieldMap, PartialDate};
use crate::diagnostic::Diagnostic;
use crate::files::define_formats;

pub use collection::{Collection, Entry};
pub use material::Material;
pub use merge::{Change, LEAST_LIKENESS, MergeError, Merged, likeness, merge};

use found::Found;
use material::inner_name;

// What a beginning looks like is asked in this order.
define_formats! {
    /// A format that can be imported.
    pub enum Format;

    /// Captions of the web.
    WebVtt = "webvtt", &["vtt"], "captions of the web (WebVTT), with <v NAME> or NAME: before the words";
    /// Subtitles.
    Srt = "srt", &["srt"], "subtitles (SubRip), with NAME: before the words";
    /// Utterances with people and meeting.
    Tei = "tei", &["tei"], "a parliamentary record or another transcript in TEI, as ParlaMint has them";
    /// An object in each line.
    JsonLines = "jsonl", &["jsonl", "ndjson"], "a data set: a JSON object in each line; see --map";
    /// A document with a list of objects.
    Json = "json", &["json"], "a data set: a JSON list of objects, or an object with one; see --map";
    /// A table with commas.
    Csv = "csv", &["csv"], "a data set: a table with commas, its columns named in the first row; see --map";
    /// A table with tabs.
    Tsv = "tsv", &["tsv"], "the same with tabs";
    /// Paragraphs with a name before each turn.
    Transcript = "transcript", &[], "a transcript in plain text: NAME: words, or NAME (role): words";
    /// A report about what people said.
    Article = "article", &["html", "htm", "xhtml", "md", "markdown"], "an article in plain text, Markdown or HTML: its quotes, with their speakers";
}

impl Format {
    /// The format of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|format| format.name() == name)
    }

    /// The format that the name of a file tells by its ending, else the one that its beginning
    /// looks like.
    #[must_use]
    pub fn guessed(path: &Path, beginning: &str) -> Option<Self> {
        let name = path.to_string_lossy();
        let ending = Path::new(inner_name(&name)).extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        let told = Self::ALL.iter().find(|format| format.endings().iter().any(|own| own.eq_ignore_ascii_case(ending)));
        told.or_else(|| Self::ALL.iter().find(|format| format.importer().recognises(beginning))).copied()
    }

    fn importer(self) -> Box<dyn Importer> {
        match self {
            Self::WebVtt => Box::new(captions::WebVtt),
            Self::Srt => Box::new(captions::Srt),
            Self::Json => Box::new(data::Json),
            Self::Tei => Box::new(tei::Tei),
            Self::JsonLines => Box::new(data::Lines(DataFormat::JsonLines)),
            Self::Csv => Box::new(data::Lines(DataFormat::Csv)),
            Self::Tsv => Box::new(data::Lines(DataFormat::Tsv)),
            Self::Transcript => Box::new(transcript::Transcript),
            Self::Article => Box::new(page::ArticleText),
        }
    }
}

/// What a person says of the file: it comes before what the file says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Details {
    /// The source's title.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// When it was published.
    pub date: Option<PartialDate>,
    /// Its exact address.
    pub url: Option<String>,
    /// Its language, as a tag.
    pub language: Option<String>,
    /// How near it is to the spoken words.
    pub fidelity: Option<Fidelity>,
    /// The session in which all of it was said: its title.
    pub session: Option<String>,
    /// How the fields of a data set are called.
    pub map: FieldMap,
}

/// What came of an import.
#[derive(Debug)]
pub struct Imported {
    /// What was found.
    pub collection: Collection,
    /// What was wrong with single items; no more than can be read.
    pub problems: Vec<Diagnostic>,
    /// How many items were left out, told or not.
    pub left_out: usize,
}

/// A file could not be imported at all.
#[derive(Debug, Error)]
pub enum ImportError {
    /// It cannot be read.
    #[error("cannot read {name}: {error}")]
    Unreadable {
        /// Its name.
        name: String,
        /// Why.
        error: io::Error,
    },
    /// It is not what it was taken for.
    #[error("{}", .0.message)]
    Malformed(Box<Diagnostic>),
}

/// One format.
trait Importer {
    /// Whether a file that begins so is probably of this format.
    fn recognises(&self, beginning: &str) -> bool;

    /// Reads everything and hands over what it finds.
    fn read(&self, material: &mut Material<'_>, found: &mut Found) -> Result<(), ImportError>;
}

/// Reads a file and gathers what it holds. Linear in its size, which memory holds a small multiple
/// of: a corpus tells its speakers and sources before the first statement.
///
/// # Errors
/// It cannot be read, or it is not of that format at all.
pub fn import(format: Format, mut material: Material<'_>, details: &Details) -> Result<Imported, ImportError> {
    material.unpack()?;
    let mut found = Found::new(material.name(), details);
    format.importer().read(&mut material, &mut found)?;
    Ok(found.finish(format))
}
