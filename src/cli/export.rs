//! `onrecord export`: write statements out, into a file or to standard output.

use std::path::{Path, PathBuf};

use clap::Args;

use super::Found;
use super::failure::Failure;
use super::find::{WhichWording, find, limit, load};
use super::options::{ColorOption, CorpusOptions, ListOptions, RenditionOptions};
use super::output::{STANDARD_OUTPUT, note};
use super::query_words::{self, joined};
use super::writing::{write_file, write_out};
use crate::export::Format;
use crate::files::IfThere;

/// What to write, how and where.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// What to write: a query, as in the search box. Without one, everything
    #[arg(value_name = "QUERY", value_parser = query_words::parser())]
    query: Vec<String>,
    #[command(flatten)]
    pub(super) corpus: CorpusOptions,
    #[command(flatten)]
    pub(super) rendition: RenditionOptions,
    #[command(flatten)]
    list: ListOptions,
    /// The file to write. Its ending tells the format where none is given. It is there whole
    /// at the end, or not at all
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Write over a file that is there
    #[arg(long, requires = "output")]
    force: bool,
    #[command(flatten)]
    pub(super) color: ColorOption,
}

impl Arguments {
    /// The file to write; - is standard output.
    fn file(&self) -> Option<&Path> {
        self.output.as_deref().filter(|path| path.as_os_str() != STANDARD_OUTPUT)
    }

    /// The format that is meant where none was named: that of the file's ending.
    fn format(&self) -> Result<Format, Failure> {
        let Some(path) = self.file() else { return Ok(Format::Text) };
        // What is no file, such as a pipe, has a name that says nothing.
        if path.exists() && !path.is_file() {
            return Ok(Format::Text);
        }
        Format::of_file(path).ok_or_else(|| Failure::NotThere {
            code: "unknown-ending",
            message: format!("the ending of {} tells no format", path.display()),
            help: Some("name the format: --format markdown; `onrecord export --help` lists them".to_owned()),
        })
    }
}

pub(super) fn run(arguments: Arguments) -> Result<Found, Failure> {
    let rendition = arguments.rendition.rendition(|| arguments.format())?;
    let file = arguments.file().map(Path::to_owned);
    let choice = arguments.corpus.choice()?;
    let corpus = load(&choice)?;
    let query = joined(&arguments.query);
    let mut results = find(&corpus, &choice, &query, arguments.list.sort)?;
    arguments.rendition.choose_wordings(&corpus, &mut results, WhichWording::of(&query))?;
    limit(&mut results, &arguments.list, None);
    let count = results.hits.len();
    match file.as_deref() {
        None => write_out(&corpus, &results, &rendition, &arguments.color)?,
        // Nothing was found: no file is better than an empty one.
        Some(_) if count == 0 => note("nothing was found, and nothing was written"),
        Some(path) => {
            let if_there = if arguments.force { IfThere::Replace } else { IfThere::Refuse };
            write_file(path, if_there, &corpus, &results, &rendition, None)?;
        }
    }
    Ok(Found::if_any(count))
}
