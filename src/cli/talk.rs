//! `onrecord talk`: statements for an audience.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::Args;

use super::browse::{Beginning, TerminalOptions, browse, leaves_keys_alone};
use super::failure::{Failure, NoStatement};
use super::find::{WhichWording, choose_wordings, find, open_whole, statements};
use super::options::CorpusOptions;
use super::output::note;
use super::query_words::{self, joined};
use super::writing::write_file;
use crate::app::Msg;
use crate::corpus::Corpus;
use crate::diagnostic::{Diagnostic, Severity};
use crate::export::{Format, Rendition};
use crate::files::IfThere;
use crate::search::{Results, Sort};
use crate::talk_list::{ListFile, read};

/// What to show, and how.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// What to show: a query, as in the search box. Without one, everything in the order of the
    /// files
    #[arg(value_name = "QUERY", value_parser = query_words::parser())]
    query: Vec<String>,
    /// These statements in this order, by their ids
    #[arg(long, value_name = "ID,…", value_delimiter = ',', conflicts_with = "query")]
    ids: Vec<String>,
    /// The statements of this list: NAME.talk.yaml in this folder, or a file by its path. With a
    /// query or ids, the list that `add-to-talk` adds to. Without it, that is my-talk
    #[arg(long, value_name = "NAME")]
    list: Option<ListFile>,
    /// Write the statements with their sources into a file for the audience, as Markdown (.md) or
    /// HTML (.html) by its ending, instead of showing them
    #[arg(long, value_name = "FILE")]
    handout: Option<PathBuf>,
    /// Write over a handout that is there
    #[arg(long, requires = "handout")]
    force: bool,
    #[command(flatten)]
    corpus: CorpusOptions,
    #[command(flatten)]
    terminal: TerminalOptions,
}

/// Nothing was found.
const NOTHING: u8 = 1;

pub(super) fn run(arguments: Arguments) -> Result<ExitCode, Failure> {
    let rendition = arguments.handout.as_deref().map(rendition).transpose()?;
    let query = joined(&arguments.query);
    let choice = arguments.corpus.choice()?;
    if rendition.is_none() {
        // Before it is read.
        leaves_keys_alone(&choice)?;
    }
    let (mut loaded, origin) = open_whole(&choice)?;
    let corpus = Arc::new(loaded.corpus);
    let (mut results, title) = match &arguments.list {
        _ if !arguments.ids.is_empty() => (named(&corpus, &arguments.ids)?, None),
        Some(list) if query.is_empty() => listed(&corpus, list)?,
        _ => (find(&corpus, &choice, &query, Sort::Best)?, None),
    };
    if results.hits.is_empty() {
        note("nothing was found, so there is nothing to show");
        return Ok(ExitCode::from(NOTHING));
    }
    if let (Some(path), Some(rendition)) = (&arguments.handout, &rendition) {
        choose_wordings(&corpus, &mut results, WhichWording::of(&query), None)?;
        let if_there = if arguments.force { IfThere::Replace } else { IfThere::Refuse };
        let title = title.as_deref().or(corpus.title());
        write_file(path, if_there, &corpus, &results, rendition, title)?;
        return Ok(ExitCode::SUCCESS);
    }
    loaded.corpus = Arc::unwrap_or_clone(corpus);
    let present = Msg::Present { query, playlist: results.hits, relaxed: results.relaxed };
    let happened = vec![Msg::Loaded(Box::new(Ok((loaded, origin)))), present];
    browse(
        choice,
        &arguments.terminal,
        Beginning { happened, my_talk: arguments.list.unwrap_or_default(), ..Beginning::default() },
    )
}

/// The statements of a list, and its title. What the corpus lacks is told, and left out.
fn listed(corpus: &Corpus, file: &ListFile) -> Result<(Results, Option<String>), Failure> {
    let Some((list, source)) = read(file)? else {
        return Err(Failure::NotThere {
            code: "no-list",
            message: format!("there is no list {}: {} is not there", file.name, file.path.display()),
            help: Some(format!(
                "`onrecord --list {}` opens the program, where `add-to-talk` adds statements to it",
                file.name
            )),
        });
    };
    let (results, missing) =
        statements(corpus, &list.entries.iter().map(|entry| entry.id.as_str()).collect::<Vec<_>>());
    let span_of = |missing: &NoStatement| list.place_of(&missing.id).map(|at| list.entries[at].span);
    let told: Vec<Diagnostic> = missing
        .iter()
        .filter_map(|missing| {
            Some(Diagnostic { severity: Severity::Warning, ..missing.diagnostic(source.place(span_of(missing)?)) })
        })
        .collect();
    Failure::Problems(told).tell(false, false);
    Ok((results, list.title))
}

/// The format of a handout.
fn rendition(path: &Path) -> Result<Rendition, Failure> {
    match Format::of_file(path) {
        Some(format @ (Format::Markdown | Format::Html)) => Ok(Rendition::Format(format)),
        _ => Err(Failure::NotThere {
            code: "unknown-format",
            message: format!("a handout is Markdown or HTML, and the ending of {} says neither", path.display()),
            help: Some("name it .md or .html; `onrecord export` writes other formats".to_owned()),
        }),
    }
}

/// The statements with these ids; all that are not there are told.
fn named(corpus: &Corpus, ids: &[String]) -> Result<Results, Failure> {
    let (results, missing) = statements(corpus, &ids.iter().map(|id| id.trim()).collect::<Vec<_>>());
    if missing.is_empty() { Ok(results) } else { Err(Failure::NoStatements(missing)) }
}
