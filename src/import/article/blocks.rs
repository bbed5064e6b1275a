//! The paragraphs of a plain text.

use std::ops::RangeInclusive;

use crate::text::ByteSpan;

/// How long the lines of a text are that was wrapped, in bytes.
const WRAPPED: RangeInclusive<usize> = 45..=110;
/// How much the lines of a wrapped text differ in length, all but the last.
const RAGGED: usize = 32;

/// The paragraphs of a text. Each line is one, unless the lines between two empty ones were wrapped:
/// then these lines are one paragraph.
pub(in crate::import) fn paragraphs(text: &str) -> Vec<ByteSpan> {
    let mut found = Vec::new();
    let mut block: Vec<ByteSpan> = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let end = start + line.len();
        let trimmed = trimmed(text, ByteSpan::new(start, end));
        start = end;
        if trimmed.is_empty() {
            close(text, &mut block, &mut found);
        } else {
            block.push(trimmed);
        }
    }
    close(text, &mut block, &mut found);
    found
}

fn close(text: &str, block: &mut Vec<ByteSpan>, found: &mut Vec<ByteSpan>) {
    match block.as_slice() {
        [first, .., last] if is_wrapped(text, block) => found.push(ByteSpan::new(first.start(), last.end())),
        lines => found.extend_from_slice(lines),
    }
    block.clear();
}

fn is_wrapped(text: &str, block: &[ByteSpan]) -> bool {
    let [full @ .., last] = block else { return false };
    let longest = full.iter().map(|line| line.len()).max().unwrap_or_default();
    let shortest = full.iter().map(|line| line.len()).min().unwrap_or_default();
    let even = WRAPPED.contains(&longest) && WRAPPED.contains(&shortest) && longest - shortest <= RAGGED;
    let goes_on = full.len() > 1 || last.of(text).starts_with(char::is_lowercase);
    even && goes_on && last.len() <= longest
}

/// A span without the white space at its ends.
pub(super) fn trimmed(text: &str, span: ByteSpan) -> ByteSpan {
    let part = span.of(text);
    let start = span.start() + (part.len() - part.trim_start().len());
    ByteSpan::new(start, start + part.trim().len())
}

/// Where the tag ends that starts at `at`: `<`, a letter or a slash, and all up to `>`.
pub(super) fn tag_end(text: &str, at: usize, limit: usize) -> Option<usize> {
    let bytes = text.as_bytes().get(at..limit)?;
    if !bytes.get(1)?.is_ascii_alphabetic() && bytes.get(1) != Some(&b'/') {
        return None;
    }
    let end = bytes.iter().skip(1).position(|byte| matches!(byte, b'<' | b'>'))? + 1;
    (bytes[end] == b'>').then_some(at + end + 1)
}
