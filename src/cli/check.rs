//! `onrecord check`: look for problems in a corpus.

use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use serde::Serialize;

use super::{FAILURE, Reading, choice, no_color};
use crate::corpus::{Corpus, Loaded, open};
use crate::diagnostic::{Diagnostic, PartKind, has_errors, lines, summary};

/// What to check, and how to tell.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Files (.yaml, .jsonl, .csv, .tsv, also with .gz) or folders of them to check together.
    /// Otherwise $ONRECORD_CORPUS, else ./quotes.yaml, else the record that comes with the
    /// program.
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    reading: Reading,
    /// How to tell what was found.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    #[default]
    Text,
    /// For programs: one document.
    Json,
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

pub(super) fn run(arguments: Arguments) -> ExitCode {
    let (loaded, code) = match open(&choice(arguments.files, arguments.reading)) {
        Ok((loaded, _)) => {
            let code = ExitCode::from(u8::from(has_errors(&loaded.problems)));
            (loaded, code)
        }
        Err(error) => {
            let problems = vec![error.diagnostic()];
            let nothing = Loaded { corpus: Corpus::default(), problems, clashes: Vec::new(), skipped: 0 };
            (nothing, ExitCode::from(FAILURE))
        }
    };
    let report = Report {
        version: 1,
        statements: loaded.corpus.statement_count(),
        skipped: loaded.skipped,
        clashes: &loaded.clashes,
        problems: &loaded.problems,
    };
    let told = match arguments.format {
        Format::Text => tell(&report),
        Format::Json => tell_programs(&report),
    };
    match told {
        Ok(()) => code,
        // Whoever read the output has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => code,
        Err(error) => {
            eprintln!("onrecord: cannot write: {error}");
            ExitCode::from(FAILURE)
        }
    }
}

fn tell(report: &Report<'_>) -> io::Result<()> {
    let out = io::stdout();
    let in_colour = out.is_terminal() && !no_color();
    let columns = if out.is_terminal() { crate::terminal::size().map_or(80, |(columns, _)| columns) } else { 120 };
    let mut out = out.lock();
    for problem in report.problems {
        for line in lines(problem, columns.into()) {
            for part in line {
                match colour(part.kind).filter(|_| in_colour) {
                    Some(code) => write!(out, "\u{1b}[{code}m{}\u{1b}[0m", part.text)?,
                    None => write!(out, "{}", part.text)?,
                }
            }
            writeln!(out)?;
        }
        writeln!(out)?;
    }
    for clash in report.clashes {
        writeln!(out, "{clash} is in several files: it is now written file/id")?;
    }
    let statements = report.statements;
    let noun = if statements == 1 { "statement" } else { "statements" };
    let skipped = match report.skipped {
        0 => String::new(),
        1 => ", 1 line skipped".to_owned(),
        lines => format!(", {lines} lines skipped"),
    };
    writeln!(out, "{statements} {noun}{skipped}, {}", summary(report.problems))?;
    out.flush()
}

/// The terminal's codes for colours.
const fn colour(kind: PartKind) -> Option<&'static str> {
    match kind {
        PartKind::Error => Some("1;31"),
        PartKind::Warning => Some("1;33"),
        PartKind::Message => Some("1"),
        PartKind::Margin => Some("2"),
        PartKind::Help => Some("36"),
        PartKind::Source => None,
    }
}

fn tell_programs(report: &Report<'_>) -> io::Result<()> {
    let mut out = io::stdout().lock();
    serde_json::to_writer_pretty(&mut out, report)?;
    writeln!(out)?;
    out.flush()
}
