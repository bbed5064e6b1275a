//! `onrecord play`: a tour in the terminal.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use super::browse::{Beginning, TerminalOptions, browse};
use super::failure::Failure;
use super::options::CorpusOptions;
use crate::corpus::OpenError;
use crate::diagnostic::{SourceText, has_errors};
use crate::files::{self, MOST_BY_HAND, Text};
use crate::tour::{BUILT_IN, Tour};

/// Which tour, of which corpus.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The tour. Without it, a minute of the program itself
    #[arg(value_name = "TOUR")]
    tour: Option<PathBuf>,
    #[command(flatten)]
    corpus: CorpusOptions,
    #[command(flatten)]
    terminal: TerminalOptions,
}

pub(super) fn run(arguments: Arguments) -> Result<ExitCode, Failure> {
    let tour = read_tour(arguments.tour.as_deref())?;
    browse(arguments.corpus.choice()?, &arguments.terminal, Beginning { tour: Some(tour), ..Beginning::default() })
}

/// Reads a tour, else the one that comes with the program.
pub(super) fn read_tour(path: Option<&Path>) -> Result<Tour, Failure> {
    let source = match path {
        None => SourceText::new("tour.yaml (built-in)", BUILT_IN),
        Some(path) => {
            let Text { text, .. } = files::required(files::read_text(path, MOST_BY_HAND))
                .map_err(|error| OpenError::Unreadable { path: path.to_owned(), error })?;
            SourceText::new(path.display().to_string(), text)
        }
    };
    let (tour, problems) = Tour::read(&source);
    if has_errors(&problems) { Err(Failure::Problems(problems)) } else { Ok(tour) }
}
