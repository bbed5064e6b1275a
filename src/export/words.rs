//! The bare words, each statement's in a line.

use std::io::{self, Write};

use super::Exporter;
use super::entry::Entry;
use crate::text::visible;

pub(super) struct Words;

impl Exporter<'_> for Words {
    fn statement(&mut self, entry: Entry<'_>, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{}", in_one_line(&entry.words()))
    }
}

/// The text without line breaks, as programs count on a line for each statement, and harmless
/// to a terminal.
pub(super) fn in_one_line(text: &str) -> String {
    visible(&without_breaks(text)).into_owned()
}

/// The text without line breaks, and otherwise as it is.
pub(super) fn without_breaks(text: &str) -> String {
    text.split(['\n', '\r']).map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}
