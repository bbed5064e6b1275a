//! Byte spans of an original text.

use std::ops::Range;

use unicode_segmentation::GraphemeCursor;

/// A half-open range of bytes in some text; both ends lie on character borders.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ByteSpan {
    start: usize,
    end: usize,
}

impl ByteSpan {
    /// The span from `start` to `end`, in bytes. An end before the start gives an empty span.
    #[must_use]
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end: if end < start { start } else { end } }
    }

    /// First byte.
    #[must_use]
    pub const fn start(self) -> usize {
        self.start
    }

    /// The byte after the last one.
    #[must_use]
    pub const fn end(self) -> usize {
        self.end
    }

    /// Length in bytes.
    #[must_use]
    pub const fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether the span covers nothing.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The same span, moved `bytes` to the right.
    #[must_use]
    pub const fn shifted(self, bytes: usize) -> Self {
        Self::new(self.start + bytes, self.end + bytes)
    }

    /// What both spans cover, if they share at least one byte.
    #[must_use]
    pub fn intersection(self, other: Self) -> Option<Self> {
        let start = self.start.max(other.start);
        let end = self.end.min(other.end);
        (start < end).then_some(Self { start, end })
    }

    /// This span in pieces: cut wherever one of the others begins or ends. A text with marks
    /// is shown piece by piece.
    #[must_use]
    pub fn cut_at(self, others: impl IntoIterator<Item = Self>) -> Vec<Self> {
        let mut cuts: Vec<usize> = others.into_iter().flat_map(|other| [other.start, other.end]).collect();
        cuts.retain(|cut| self.start < *cut && *cut < self.end);
        cuts.extend([self.start, self.end]);
        cuts.sort_unstable();
        cuts.dedup();
        cuts.windows(2).map(|pair| Self::new(pair[0], pair[1])).collect()
    }

    /// Whether this span covers all of the other.
    #[must_use]
    pub const fn covers(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The part of `text` this span covers; empty if the span does not fit the text.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }

    /// The span as a standard range.
    #[must_use]
    pub const fn range(self) -> Range<usize> {
        self.start..self.end
    }
}

/// Sorts spans and joins those that overlap or touch.
#[must_use]
pub fn merge_spans(mut spans: Vec<ByteSpan>) -> Vec<ByteSpan> {
    spans.retain(|span| !span.is_empty());
    spans.sort_unstable();
    let mut merged: Vec<ByteSpan> = Vec::with_capacity(spans.len());
    for span in spans {
        match merged.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => merged.push(span),
        }
    }
    merged
}

/// Widens a span until both ends lie on grapheme borders of `text`, so that
/// lighting it never tears a letter from its accent.
#[must_use]
pub fn snap_to_graphemes(text: &str, span: ByteSpan) -> ByteSpan {
    let start = grapheme_border(text, span.start.min(text.len()), Direction::Back);
    let end = grapheme_border(text, span.end.min(text.len()), Direction::Forward);
    ByteSpan::new(start, end)
}

#[derive(Clone, Copy)]
enum Direction {
    Back,
    Forward,
}

fn grapheme_border(text: &str, position: usize, direction: Direction) -> usize {
    // ASCII on both sides is a border unless it splits a CR LF pair.
    let bytes = text.as_bytes();
    let plain = |index: usize| bytes.get(index).is_none_or(|byte| byte.is_ascii() && *byte != b'\n');
    if text.is_char_boundary(position) && plain(position) && (position == 0 || bytes[position - 1].is_ascii()) {
        return position;
    }
    let mut position = position;
    while !text.is_char_boundary(position) {
        position -= 1;
    }
    let mut cursor = GraphemeCursor::new(position, text.len(), true);
    if cursor.is_boundary(text, 0).unwrap_or(true) {
        return position;
    }
    let found = match direction {
        Direction::Back => cursor.prev_boundary(text, 0),
        Direction::Forward => cursor.next_boundary(text, 0),
    };
    found.ok().flatten().unwrap_or(position)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn merging_joins_overlapping_and_touching_spans() {
        let spans = vec![
            ByteSpan::new(8, 9),
            ByteSpan::new(0, 3),
            ByteSpan::new(3, 5),
            ByteSpan::new(4, 6),
            ByteSpan::new(7, 7),
        ];
        assert_eq!(merge_spans(spans), vec![ByteSpan::new(0, 6), ByteSpan::new(8, 9)]);
    }

    #[test]
    fn snapping_never_tears_a_letter_from_its_accent() {
        let text = "cafe\u{301}s";
        assert_eq!(snap_to_graphemes(text, ByteSpan::new(0, 4)), ByteSpan::new(0, 6));
        assert_eq!(snap_to_graphemes(text, ByteSpan::new(4, 7)), ByteSpan::new(3, 7));
    }

    #[test]
    fn snapping_keeps_plain_spans_as_they_are() {
        assert_eq!(snap_to_graphemes("plain text", ByteSpan::new(2, 5)), ByteSpan::new(2, 5));
        assert_eq!(snap_to_graphemes("a\r\nb", ByteSpan::new(0, 2)), ByteSpan::new(0, 3));
    }
}
