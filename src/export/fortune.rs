//! The format of fortune(6): texts with a line of `%` between them.

use std::io::{self, Write};

use super::Exporter;
use super::entry::Entry;
use super::words::in_one_line;
use crate::text::visible;

pub(super) struct Fortune;

impl Exporter<'_> for Fortune {
    fn statement(&mut self, entry: Entry<'_>, out: &mut dyn Write) -> io::Result<()> {
        for line in entry.quote().lines() {
            // A line of its own would end the text.
            let line = if line.trim_end() == "%" { " %" } else { line };
            writeln!(out, "{}", visible(line))?;
        }
        // Fortunes are often shown by programs that know no layout of their own.
        writeln!(out, "\t\t-- {}\n\t\t   [{}]\n%", in_one_line(&entry.signature()), entry.status())
    }
}
