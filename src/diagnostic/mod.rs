//! A problem with the place where it stands and what to do about it.
//!
//! A diagnostic is built where a file is read and turned into words in one place:
//! [`lines`] gives the same text to the terminal, to the screen and to a pipe;
//! [`Diagnostic`] itself serialises to JSON.

mod collect;
mod render;
mod suggest;

use std::fmt;
use std::sync::Arc;

use serde::Serialize;

use crate::text::ByteSpan;

pub use collect::{Collect, FirstProblems, MOST_TOLD, with_commas};
pub use render::{Part, PartKind, lines, plain, summary};
pub use suggest::{closest, short};

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The file cannot be used as it is.
    Error,
    /// The file can be used; somebody should look.
    Warning,
}

impl fmt::Display for Severity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
        })
    }
}

/// One problem found in a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// A short name that stays the same between versions, for scripts: `unknown-speaker`.
    pub code: &'static str,
    /// What is wrong, in one sentence.
    pub message: String,
    /// What to do about it, where that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// Where it stands.
    #[serde(flatten)]
    pub place: Place,
}

impl Diagnostic {
    /// Whether it makes the file unusable.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// A problem that makes the file unusable.
    #[must_use]
    pub fn error(code: &'static str, message: impl Into<String>, place: Place) -> Self {
        Self { severity: Severity::Error, code, message: message.into(), help: None, place }
    }

    /// A problem that somebody should look at.
    #[must_use]
    pub fn warning(code: &'static str, message: impl Into<String>, place: Place) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, message, place) }
    }

    /// Adds what to do about it.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// Whether any of the problems is an error.
#[must_use]
pub fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(Diagnostic::is_error)
}

/// The bytes kept of a long line on either side of the place where a mark begins.
const KEPT_AROUND: usize = 400;

/// Where a problem stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Place {
    /// The file's name as the person gave it; empty where there is none.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub file: String,
    /// Line, from 1; 0 when the problem is with the whole file.
    pub line: usize,
    /// Column in characters, from 1; 0 when the problem is with the whole file.
    pub column: usize,
    /// The line's text.
    #[serde(rename = "source", skip_serializing_if = "String::is_empty")]
    pub line_text: String,
    /// The marked part of `line_text`, in bytes.
    #[serde(skip)]
    pub marked: ByteSpan,
}

impl Place {
    /// A place that is a whole file.
    #[must_use]
    pub fn whole(file: impl Into<String>) -> Self {
        Self { file: file.into(), line: 0, column: 0, line_text: String::new(), marked: ByteSpan::default() }
    }

    /// A place in one line, of which no more than a screen can show around the mark is kept:
    /// a line of a machine-made file may be megabytes long.
    #[must_use]
    pub fn in_line(file: impl Into<String>, line: usize, text: &str, span: ByteSpan) -> Self {
        let from = letter_before(text, span.start());
        Self { column: text[..from].chars().count() + 1, ..Self::around(file, line, text, span) }
    }

    /// The same with the column left open.
    fn around(file: impl Into<String>, line: usize, text: &str, span: ByteSpan) -> Self {
        let from = letter_before(text, span.start());
        let to = letter_before(text, span.end()).max(from);
        let kept_from = letter_before(text, from.saturating_sub(KEPT_AROUND));
        let kept_to = letter_before(text, from + KEPT_AROUND);
        Self {
            file: file.into(),
            line,
            column: 0,
            line_text: text[kept_from..kept_to].to_owned(),
            marked: ByteSpan::new(from - kept_from, to.min(kept_to) - kept_from),
        }
    }
}

/// The nearest border between letters at or before `at`.
fn letter_before(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Whether a byte of UTF-8 is the first of its letter.
const fn begins_a_letter(byte: u8) -> bool {
    byte & 0b1100_0000 != 0b1000_0000
}

/// What knows where its bytes stand in a file.
pub trait Places {
    /// The place of a span of bytes.
    fn place(&self, span: ByteSpan) -> Place;
}

/// A file's text while it is being read, which can point into itself.
#[derive(Clone, Debug)]
pub struct SourceText {
    name: String,
    text: Arc<str>,
    line_starts: Arc<[usize]>,
    /// The letters before every so many bytes: a file may be one line of megabytes, in which each
    /// problem asks for its column.
    letters_before: Arc<[usize]>,
}

/// The bytes after which letters are counted again.
const COUNTED: usize = 1 << 12;

impl SourceText {
    /// Takes a file's name, as the person gave it, and its text.
    #[must_use]
    pub fn new(name: impl Into<String>, text: impl Into<Arc<str>>) -> Self {
        let text: Arc<str> = text.into();
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        let line_starts = std::iter::once(0).chain(breaks).collect();
        let mut letters = 0;
        let counted = text.as_bytes().chunks(COUNTED).map(|bytes| {
            letters += bytes.iter().filter(|byte| begins_a_letter(**byte)).count();
            letters
        });
        let letters_before = std::iter::once(0).chain(counted).collect();
        Self { name: name.into(), text, line_starts, letters_before }
    }

    /// The file's name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The file's text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The line, from 1, that the byte stands in.
    #[must_use]
    pub fn line_at(&self, byte: usize) -> usize {
        self.line_starts.partition_point(|start| *start <= byte)
    }

    /// The place of a span of bytes; what runs over the end of its first line is not marked.
    #[must_use]
    pub fn place(&self, span: ByteSpan) -> Place {
        let at = span.start().min(self.text.len());
        let line = self.line_at(at);
        let start = self.line_starts[line - 1];
        let end = self.line_starts.get(line).map_or(self.text.len(), |next| next - 1);
        let line_text = self.text[start..end].strip_suffix('\r').unwrap_or(&self.text[start..end]);
        let within = ByteSpan::new(at - start, span.end().max(at) - start);
        let column = self.letters(letter_before(&self.text, at.min(start + line_text.len()))) - self.letters(start);
        Place { column: column + 1, ..Place::around(self.name.as_str(), line, line_text, within) }
    }

    /// The letters before a byte.
    fn letters(&self, at: usize) -> usize {
        let counted = at / COUNTED;
        let rest = &self.text.as_bytes()[counted * COUNTED..at];
        self.letters_before[counted] + rest.iter().filter(|byte| begins_a_letter(**byte)).count()
    }
}

impl Places for SourceText {
    fn place(&self, span: ByteSpan) -> Place {
        self.place(span)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_counts_lines_and_columns_in_characters() {
        let source = SourceText::new("x.yaml", "title: é\r\nspeaker: zed\n");
        let at = source.text().find("zed").expect("there");
        let place = source.place(ByteSpan::new(at, at + 3));
        assert_eq!((place.line, place.column), (2, 10));
        assert_eq!(place.line_text, "speaker: zed");
        assert_eq!(place.marked.of(&place.line_text), "zed");
    }

    #[test]
    fn a_place_in_a_very_long_line_keeps_only_what_is_around_the_mark() {
        let text = format!("{}here{}", "é".repeat(5000), "b".repeat(5000));
        let at = text.find("here").expect("there");
        let place = Place::in_line("x.jsonl", 7, &text, ByteSpan::new(at, at + 4));
        assert_eq!((place.line, place.column), (7, 5001));
        assert_eq!(place.marked.of(&place.line_text), "here");
        assert!(place.line_text.len() < 1000);
        let short = Place::in_line("x.jsonl", 1, "abc", ByteSpan::new(9, 12));
        assert_eq!((short.column, &*short.line_text), (4, "abc"));
    }

    #[test]
    fn columns_are_counted_alike_in_short_and_in_very_long_lines() {
        let line = "é–a".repeat(COUNTED);
        let text = format!("x\n{line}\r\n{line}");
        let source = SourceText::new("x.yaml", text.as_str());
        for at in [0, 1, 5, 6 * 700, 6 * 1000 + 2, line.len()] {
            let wanted = Place::in_line("x.yaml", 2, &line, ByteSpan::new(at, at + 7));
            assert_eq!(source.place(ByteSpan::new(2 + at, 2 + at + 7)), wanted, "{at}");
            let wanted = Place::in_line("x.yaml", 3, &line, ByteSpan::new(at, at + 7));
            let third = 4 + line.len();
            assert_eq!(source.place(ByteSpan::new(third + at, third + at + 7)), wanted, "{at}");
        }
    }

    #[test]
    fn a_span_over_several_lines_marks_its_first() {
        let source = SourceText::new("x.yaml", "a: one\nb: two\n");
        let place = source.place(ByteSpan::new(3, 12));
        assert_eq!(place.marked.of(&place.line_text), "one");
        let end = source.place(ByteSpan::new(99, 120));
        assert_eq!((end.line, end.column), (3, 1));
    }
}
