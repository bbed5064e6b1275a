//! What goes to standard output and standard error, and how it looks there.

use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};

use anstyle::{AnsiColor, Style};
use serde::Serialize;
use supports_hyperlinks::Stream;

use super::options::ColorOption;
use crate::diagnostic::{Diagnostic, PartKind, lines};
use crate::export::Page;
use crate::text::{Harmless, visible};

/// The name that stands for standard output where a file is written.
pub(super) const STANDARD_OUTPUT: &str = "-";

/// Standard output, written in large pieces; at the latest at the end of the program.
pub(super) fn stdout() -> BufWriter<StdoutLock<'static>> {
    BufWriter::with_capacity(1 << 16, io::stdout().lock())
}

/// Standard output for data. Data are written as they are, into a file or a pipe; on a terminal
/// nothing in them may steer it.
pub(super) fn data_out() -> Box<dyn Write> {
    let out = stdout();
    if out.get_ref().is_terminal() { Box::new(Harmless::new(out)) } else { Box::new(out) }
}

/// Writes one document for programs to standard output, with an end of line.
pub(super) fn json_out(document: &impl Serialize) -> io::Result<()> {
    let mut out = data_out();
    serde_json::to_writer_pretty(&mut out, document)?;
    writeln!(out)?;
    out.flush()
}

/// What text for people is written on: a terminal, or anything else.
pub(super) fn page(color: &ColorOption) -> Page {
    let out = io::stdout();
    let is_terminal = out.is_terminal();
    let styled = color.for_stream(&out);
    Page {
        columns: is_terminal.then(terminal_columns),
        styled,
        links: is_terminal && styled && supports_hyperlinks::on(Stream::Stdout),
    }
}

/// The columns of the terminal; a terminal that does not know them has the usual number.
pub(super) fn terminal_columns() -> usize {
    crate::terminal::size().ok().map(|(columns, _)| usize::from(columns)).filter(|columns| *columns > 0).unwrap_or(80)
}

/// Columns for what goes to no terminal.
pub(super) const UNKNOWN_COLUMNS: usize = 120;

/// The columns of what problems are told on.
pub(super) fn error_columns() -> usize {
    if io::stderr().is_terminal() { terminal_columns() } else { UNKNOWN_COLUMNS }
}

/// Tells problems beside the matter, on standard error.
pub(super) fn tell_problems(problems: &[Diagnostic], color: &ColorOption) {
    let mut out = io::stderr().lock();
    let styled = color.for_stream(&out);
    // Where nothing can be said, there is nobody to say that to.
    let _ = write_diagnostics(problems, styled, error_columns(), &mut out);
}

/// Writes problems, an empty line after each.
pub(super) fn write_diagnostics(
    problems: &[Diagnostic],
    styled: bool,
    columns: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    for problem in problems {
        for line in lines(problem, columns) {
            for part in line {
                let style = if styled { style(part.kind) } else { Style::new() };
                write!(out, "{style}{}{style:#}", part.text)?;
            }
            writeln!(out)?;
        }
        writeln!(out)?;
    }
    Ok(())
}

const fn style(kind: PartKind) -> Style {
    match kind {
        PartKind::Error => AnsiColor::Red.on_default().bold(),
        PartKind::Warning => AnsiColor::Yellow.on_default().bold(),
        PartKind::Message => Style::new().bold(),
        PartKind::Margin => Style::new().dimmed(),
        PartKind::Help => AnsiColor::Cyan.on_default(),
        PartKind::Source => Style::new(),
    }
}

/// Says something beside the matter, where it does not mix with the data.
pub(super) fn note(text: &str) {
    // Where nothing can be said, there is nobody to say that to.
    let _ = writeln!(io::stderr(), "onrecord: {}", visible(text));
}
