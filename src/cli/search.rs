//! `onrecord search`: find statements.

use std::io::{IsTerminal, stdout};

use clap::Args;

use super::Found;
use super::failure::Failure;
use super::find::{WhichWording, find, limit, load};
use super::options::{ColorOption, CorpusOptions, ListOptions, RenditionOptions};
use super::output::note;
use super::query_words::{self, joined};
use super::writing::write_out;
use crate::export::{Format, Rendition};

/// How many statements are shown to a person who did not say how many.
const ON_A_TERMINAL: usize = 10;

/// What to find, and how to show it.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The query, as in the search box; several words may be several arguments. Quote it for
    /// the shell where it has quote marks, | or spaces that count: '"on the table"'
    #[arg(required = true, value_name = "QUERY", value_parser = query_words::parser())]
    query: Vec<String>,
    #[command(flatten)]
    pub(super) corpus: CorpusOptions,
    #[command(flatten)]
    pub(super) rendition: RenditionOptions,
    #[command(flatten)]
    list: ListOptions,
    #[command(flatten)]
    pub(super) color: ColorOption,
}

pub(super) fn run(arguments: Arguments) -> Result<Found, Failure> {
    let rendition = arguments.rendition.rendition(|| Ok(Format::Text))?;
    let choice = arguments.corpus.choice()?;
    let corpus = load(&choice)?;
    let mut results = find(&corpus, &choice, &joined(&arguments.query), arguments.list.sort)?;
    arguments.rendition.choose_wordings(&corpus, &mut results, WhichWording::Found)?;
    let for_a_person = rendition == Rendition::Format(Format::Text) && stdout().is_terminal();
    let found = limit(&mut results, &arguments.list, for_a_person.then_some(ON_A_TERMINAL));
    write_out(&corpus, &results, &rendition, &arguments.color)?;
    if for_a_person && found == 0 {
        note("nothing was found");
    }
    let shown = results.hits.len();
    if for_a_person && shown < found {
        note(&format!("{shown} of {found} statements; -n 0 shows all"));
    }
    Ok(Found::if_any(found))
}
