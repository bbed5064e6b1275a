//! `onrecord check`: look for problems in a corpus.

use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use serde::Serialize;

use super::{FAILURE, choice, no_color};
use crate::corpus::open;
use crate::diagnostic::{Diagnostic, PartKind, has_errors, lines, summary};

/// What to check, and how to tell.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Files or folders of *.yaml to check together. Otherwise $ONRECORD_CORPUS, else
    /// ./quotes.yaml, else the record that comes with the program.
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
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
    /// The ids that several files have, and that are written `file/id` now.
    clashes: &'a [String],
    problems: &'a [Diagnostic],
}

pub(super) fn run(arguments: Arguments) -> ExitCode {
    let (problems, clashes, statements, code) = match open(&choice(arguments.files)) {
        Ok((loaded, _)) => {
            let code = ExitCode::from(u8::from(has_errors(&loaded.problems)));
            (loaded.problems, loaded.clashes, loaded.corpus.statement_count(), code)
        }
        Err(error) => (vec![error.diagnostic()], Vec::new(), 0, ExitCode::from(FAILURE)),
    };
    let told = match arguments.format {
        Format::Text => tell(&problems, &clashes, statements),
        Format::Json => tell_programs(&Report { version: 1, statements, clashes: &clashes, problems: &problems }),
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

fn tell(problems: &[Diagnostic], clashes: &[String], statements: usize) -> io::Result<()> {
    let out = io::stdout();
    let in_colour = out.is_terminal() && !no_color();
    let columns = if out.is_terminal() { crate::terminal::size().map_or(80, |(columns, _)| columns) } else { 120 };
    let mut out = out.lock();
    for problem in problems {
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
    for clash in clashes {
        writeln!(out, "{clash} is in several files: it is now written file/id")?;
    }
    let noun = if statements == 1 { "statement" } else { "statements" };
    writeln!(out, "{statements} {noun}, {}", summary(problems))?;
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
