//! The command line: one file for each subcommand.
//!
//! Exit codes: 0 for success, 1 for a negative answer, 2 where the question could not be
//! answered; a program ended by a signal exits with 128 and its number, as shells have it.

mod browse;
mod check;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

use crate::corpus::{CorpusChoice, FieldMap, OpenOptions};

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
    /// Files (.yaml, .jsonl, .csv, .tsv, also with .gz) or folders of them to open. Otherwise
    /// $ONRECORD_CORPUS, else ./quotes.yaml, else the record that comes with the program.
    #[arg(value_name = "CORPUS")]
    corpus: Vec<PathBuf>,
    #[command(flatten)]
    reading: Reading,
}

/// How files of lines are read.
#[derive(Debug, Args)]
struct Reading {
    /// What the fields of JSONL, CSV and TSV files are called, as text=quoteText,speaker=who;
    /// =NAME ignores a field of the file, '=*' all that are not known.
    #[arg(long, value_name = "FIELD=NAME,…")]
    map: Option<FieldMap>,
    /// Skip the bad lines of JSONL, CSV and TSV files: they become warnings.
    #[arg(long)]
    keep_going: bool,
}

impl Reading {
    fn options(self) -> OpenOptions {
        OpenOptions { map: self.map.unwrap_or_default(), keep_going: self.keep_going }
    }
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
        None => browse::run(choice(arguments.corpus, arguments.reading)),
    }
}

/// The corpus that is meant.
fn choice(named: Vec<PathBuf>, reading: Reading) -> CorpusChoice {
    // Where the working folder cannot be named, nothing can be found in it either.
    let folder = std::env::current_dir().unwrap_or_default();
    CorpusChoice::from(named, std::env::var_os(CORPUS_VARIABLE).as_deref(), &folder, reading.options())
}

/// Whether the environment asks for no colours (see <https://no-color.org>).
fn no_color() -> bool {
    std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
}
