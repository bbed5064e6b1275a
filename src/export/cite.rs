//! A citation to be pasted into a text: the words, and behind them who said them, where, and
//! who has them so.

use std::io::{self, Write};

use super::Exporter;
use super::entry::Entry;
use super::markdown::is_web_address;
use super::words::in_one_line;

#[derive(Default)]
pub(super) struct Cite {
    /// Whether a statement stands above.
    begun: bool,
}

impl<'a> Exporter<'a> for Cite {
    fn statement(&mut self, entry: Entry<'a>, out: &mut dyn Write) -> io::Result<()> {
        if std::mem::replace(&mut self.begun, true) {
            writeln!(out)?;
        }
        write!(out, "{} — {}", in_one_line(&entry.quote()), in_one_line(&entry.citation()))?;
        let address = entry.source().and_then(|source| source.url.as_deref()).filter(|url| is_web_address(url));
        match address {
            Some(address) => writeln!(out, " {}", in_one_line(address)),
            None => writeln!(out),
        }
    }
}
