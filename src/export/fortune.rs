//! The format of fortune(6): texts with a line of `%` between them.

use std::io::{self, Write};

use super::Exporter;
use super::entry::Entry;

pub(super) struct Fortune;

impl Exporter<'_> for Fortune {
    fn statement(&mut self, entry: Entry<'_>, out: &mut dyn Write) -> io::Result<()> {
        for line in entry.quote().lines() {
            // A line of its own would end the text.
            let line = if line.trim_end() == "%" { " %" } else { line };
            writeln!(out, "{line}")?;
        }
        let occasion = entry.occasion().map_or_else(String::new, |occasion| format!(", {occasion}"));
        let attribution = format!("{}{occasion}", entry.attribution());
        // Fortunes are often shown by programs that know no layout of their own.
        writeln!(out, "\t\t-- {attribution}\n\t\t   [{}]\n%", entry.status())
    }
}
