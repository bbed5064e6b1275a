//! The command line: one file for each subcommand.
//!
//! Exit codes: 0 for success, 1 for a negative answer, 2 where the question could not be
//! answered; a program ended by a signal exits with 128 and its number, as shells have it.

mod browse;
mod check;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::corpus::CorpusChoice;

/// The environment variable that names the corpus.
const CORPUS_VARIABLE: &str = "ONRECORD_CORPUS";

/// Something could not be done.
const FAILURE: u8 = 2;

/// Explore attributed statements and quotes: who said it, in which session, through whom it
/// reached us, where in the source it stands, and how the words changed.
#[derive(Debug, Parser)]
#[command(version, args_conflicts_with_subcommands = true)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    /// Files or folders of *.yaml to open. Otherwise $ONRECORD_CORPUS, else ./quotes.yaml,
    /// else the record that comes with the program.
    #[arg(value_name = "CORPUS")]
    corpus: Vec<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Look for problems in a corpus
    Check(check::Arguments),
}

/// Runs the program with the arguments of this process.
#[must_use]
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match arguments.command {
        Some(Command::Check(arguments)) => check::run(arguments),
        None => browse::run(choice(arguments.corpus)),
    }
}

/// The corpus that is meant.
fn choice(named: Vec<PathBuf>) -> CorpusChoice {
    // Where the working folder cannot be named, nothing can be found in it either.
    let folder = std::env::current_dir().unwrap_or_default();
    CorpusChoice::from(named, std::env::var_os(CORPUS_VARIABLE).as_deref(), &folder)
}

/// Whether the environment asks for no colours (see <https://no-color.org>).
fn no_color() -> bool {
    std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
}
