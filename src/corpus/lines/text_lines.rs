//! The lines of a file, one by one, with their numbers and places.

use std::io::{self, BufRead, BufReader, Read};

use crate::corpus::input::Input;
use crate::diagnostic::{Place, Places};
use crate::text::ByteSpan;

use super::{BUFFER, Beginning, LONGEST_LINE, Text, begin};

/// Reads lines into a buffer, which never grows beyond the longest line.
pub(super) struct TextLines<'a> {
    reader: BufReader<Text<'a>>,
    bytes: Vec<u8>,
    number: usize,
    start: usize,
    next_start: usize,
}

/// What comes next in a file.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Next {
    Line,
    /// The buffer holds its beginning; the rest was passed over.
    TooLong,
    End,
}

impl<'a> TextLines<'a> {
    pub(super) fn new(text: Text<'a>) -> Self {
        let reader = BufReader::with_capacity(BUFFER, text);
        Self { reader, bytes: Vec::new(), number: 0, start: 0, next_start: 0 }
    }

    /// Goes to the next line.
    pub(super) fn next(&mut self) -> io::Result<Next> {
        self.bytes.clear();
        self.number += 1;
        self.start = self.next_start;
        let read = (&mut self.reader).take(LONGEST_LINE as u64 + 1).read_until(b'\n', &mut self.bytes)?;
        self.next_start += read;
        if read == 0 {
            return Ok(Next::End);
        }
        if self.bytes.len() > LONGEST_LINE && self.bytes.last() != Some(&b'\n') {
            self.next_start += self.reader.skip_until(b'\n')?;
            return Ok(Next::TooLong);
        }
        Ok(Next::Line)
    }

    /// The line's number, from 1.
    pub(super) const fn number(&self) -> usize {
        self.number
    }

    /// The line's bytes, its end among them.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The line as text without its end, if it is text.
    pub(super) fn line<'l>(&'l self, file: &'l str) -> Option<Line<'l>> {
        let text = std::str::from_utf8(&self.bytes).ok()?.trim_end_matches(['\r', '\n']);
        Some(Line { file, number: self.number, start: self.start, text })
    }
}

/// A line of a file, and where it is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    pub(super) file: &'a str,
    /// From 1.
    pub(super) number: usize,
    /// The byte of the file's text at which it begins.
    pub(super) start: usize,
    pub(super) text: &'a str,
}

impl Line<'_> {
    /// The place of a span of the line.
    pub(super) fn place_of(&self, span: ByteSpan) -> Place {
        Place::in_line(self.file, self.number, self.text, span)
    }

    /// The place of what stands first in the line.
    pub(super) fn beginning(&self) -> Place {
        let start = self.text.len() - self.text.trim_start().len();
        self.place_of(ByteSpan::new(start, start + 1))
    }
}

impl Places for Line<'_> {
    /// The span is of the file.
    fn place(&self, span: ByteSpan) -> Place {
        let within = |byte: usize| byte.saturating_sub(self.start);
        self.place_of(ByteSpan::new(within(span.start()), within(span.end())))
    }
}

/// The places of spans of a file, which is read again for that: only what is wrong asks
/// for it. A span that is not there any more gets the whole file.
pub(super) fn look_up(input: &Input, spans: &[ByteSpan]) -> Vec<Place> {
    let mut places: Vec<Place> = spans.iter().map(|_| Place::whole(&input.name)).collect();
    let mut wanted: Vec<usize> = (0..spans.len()).collect();
    wanted.sort_by_key(|index| spans[*index].start());
    let mut wanted = wanted.into_iter().peekable();
    let Ok(Beginning::Text(text)) = input.reader().and_then(begin) else { return places };
    let mut lines = TextLines::new(text);
    while wanted.peek().is_some() && matches!(lines.next(), Ok(Next::Line | Next::TooLong)) {
        while let Some(index) = wanted.next_if(|index| spans[*index].start() < lines.next_start) {
            if let Some(line) = lines.line(&input.name) {
                places[index] = line.place(spans[index]);
            }
        }
    }
    places
}
