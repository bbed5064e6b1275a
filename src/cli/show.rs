//! `onrecord show`: everything about one statement.

use std::io::{self, BufRead, Write};

use clap::Args;

use super::Found;
use super::document::write_document;
use super::failure::Failure;
use super::find::{WhichWording, load, statements};
use super::options::{ColorOption, CorpusOptions, RenditionOptions};
use super::output::{page, stdout};
use super::writing::write_out;
use crate::corpus::STANDARD_INPUT;
use crate::export::{Format, Rendition};
use crate::layout::detail_page;
use crate::memory::Bookmarks;
use crate::search::Highlighter;

/// Which statements, and how to show them.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The ids of statements, as `onrecord search` shows them; - reads them from standard input,
    /// one in a line
    #[arg(required = true, value_name = "ID")]
    ids: Vec<String>,
    #[command(flatten)]
    pub(super) corpus: CorpusOptions,
    #[command(flatten)]
    pub(super) rendition: RenditionOptions,
    #[command(flatten)]
    pub(super) color: ColorOption,
}

pub(super) fn run(arguments: Arguments) -> Result<Found, Failure> {
    let rendition = arguments.rendition.rendition(|| Ok(Format::Text))?;
    let corpus = load(&arguments.corpus.choice()?)?;
    let ids = ids(&arguments.ids)?;
    let (mut results, missing) = statements(&corpus, &ids.iter().map(String::as_str).collect::<Vec<_>>());
    arguments.rendition.choose_wordings(&corpus, &mut results, WhichWording::Nearest)?;
    if rendition == Rendition::Format(Format::Text) {
        let mut out = stdout();
        for (number, hit) in results.hits.iter().enumerate() {
            if number > 0 {
                writeln!(out, "\n---\n")?;
            }
            write_document(
                &detail_page(&corpus, *hit, &Highlighter::default(), &Bookmarks::default()),
                page(&arguments.color),
                &mut out,
            )?;
        }
        out.flush()?;
    } else {
        write_out(&corpus, &results, &rendition, &arguments.color)?;
    }
    if missing.is_empty() { Ok(Found::if_any(results.hits.len())) } else { Err(Failure::NoStatements(missing)) }
}

/// The ids that were named, and those that are piped in.
fn ids(named: &[String]) -> io::Result<Vec<String>> {
    let mut ids = Vec::new();
    for id in named {
        if id == STANDARD_INPUT {
            for line in io::stdin().lock().lines() {
                ids.extend(Some(line?.trim().to_owned()).filter(|id| !id.is_empty()));
            }
        } else {
            ids.push(id.clone());
        }
    }
    Ok(ids)
}
