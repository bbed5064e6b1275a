//! `onrecord check`: look for problems in a corpus.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use super::Found;
use super::failure::Failure;
use super::options::{ColorOption, Reading, Telling};
use super::output::{UNKNOWN_COLUMNS, json_out, page, stdout, write_diagnostics};
use crate::corpus::{Loaded, open};
use crate::diagnostic::{Diagnostic, has_errors, summary};
use crate::text::{number, visible};

/// What to check, and how to tell.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Files (.yaml, .jsonl, .csv, .tsv, also with .gz) or folders of them to check together, or
    /// @NAME for a corpus that the settings file names; - is standard input. Otherwise
    /// $ONRECORD_CORPUS, else ./quotes.yaml, else the corpus that comes with the program
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The same as naming it without -c
    #[arg(short, long = "corpus", value_name = "FILE")]
    corpus: Vec<PathBuf>,
    #[command(flatten)]
    reading: Reading,
    /// How to tell what was found
    #[arg(short, long, value_enum, default_value_t)]
    pub(super) format: Telling,
    #[command(flatten)]
    pub(super) color: ColorOption,
}

/// What a program reads.
#[derive(Debug, Serialize)]
struct Report<'a> {
    /// Grows when a reader would have to change.
    version: u32,
    statements: usize,
    /// The bad lines that were left out.
    skipped: usize,
    /// The ids that several files have, and that are written `file/id` now.
    clashes: &'a [String],
    problems: &'a [Diagnostic],
}

/// A corpus with errors is a negative answer, and the problems are what was asked for: they
/// go to standard output.
pub(super) fn run(arguments: Arguments) -> Result<Found, Failure> {
    let named = arguments.files.into_iter().chain(arguments.corpus).collect();
    let opened = open(&arguments.reading.choice(named)?);
    let (loaded, answer) = match opened {
        Ok((loaded, _)) => {
            let answer = if has_errors(&loaded.problems) { Found::Nothing } else { Found::Something };
            (loaded, Ok(answer))
        }
        Err(error) => {
            let problems = vec![error.diagnostic()];
            let nothing = Loaded { problems, ..Loaded::default() };
            (nothing, Err(Failure::Told))
        }
    };
    let report = Report {
        version: 1,
        statements: loaded.corpus.statement_count(),
        skipped: loaded.skipped,
        clashes: &loaded.clashes,
        problems: &loaded.problems,
    };
    match arguments.format {
        Telling::Text => tell(&report, &arguments.color, &mut stdout())?,
        Telling::Json => json_out(&report)?,
    }
    answer
}

fn tell(report: &Report<'_>, color: &ColorOption, out: &mut dyn Write) -> io::Result<()> {
    let page = page(color);
    write_diagnostics(report.problems, page.styled, page.columns.unwrap_or(UNKNOWN_COLUMNS), out)?;
    for clash in report.clashes {
        writeln!(out, "{} is in several files: it is now written file/id", visible(clash))?;
    }
    let statements = number(report.statements, "statement");
    let skipped = match report.skipped {
        0 => String::new(),
        lines => format!(", {} skipped", number(lines, "line")),
    };
    writeln!(out, "{statements}{skipped}, {}", summary(report.problems))?;
    out.flush()
}
