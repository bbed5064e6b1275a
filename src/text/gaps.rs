//! Gaps in a quote: `[…]`.

use std::borrow::Cow;

use super::span::ByteSpan;

/// The mark of a gap in a quote.
pub const GAP: &str = "[…]";

/// The same mark typed with full stops.
const TYPED_GAP: &str = "[...]";

/// The text with every gap marked in the one way, [`GAP`].
#[must_use]
pub fn with_gaps_marked(text: &str) -> Cow<'_, str> {
    if text.contains(TYPED_GAP) { Cow::Owned(text.replace(TYPED_GAP, GAP)) } else { Cow::Borrowed(text) }
}

/// The stretches of words between the gaps, without the white space around them.
#[must_use]
pub fn parts(text: &str) -> Vec<ByteSpan> {
    let mut found = Vec::new();
    let mut start = 0;
    while let Some((at, len)) = next_gap(text, start) {
        push_trimmed(text, ByteSpan::new(start, at), &mut found);
        start = at + len;
    }
    push_trimmed(text, ByteSpan::new(start, text.len()), &mut found);
    found
}

fn next_gap(text: &str, from: usize) -> Option<(usize, usize)> {
    [GAP, TYPED_GAP].into_iter().filter_map(|mark| text[from..].find(mark).map(|at| (from + at, mark.len()))).min()
}

fn push_trimmed(text: &str, span: ByteSpan, found: &mut Vec<ByteSpan>) {
    let piece = span.of(text);
    let trimmed = piece.trim();
    if !trimmed.is_empty() {
        let start = span.start() + (piece.len() - piece.trim_start().len());
        found.push(ByteSpan::new(start, start + trimmed.len()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_the_words_between_the_gaps() {
        let cases: [(&str, &[&str]); 5] = [
            ("whole", &["whole"]),
            ("one […] two", &["one", "two"]),
            ("one [...] two […] three", &["one", "two", "three"]),
            ("[…] tail", &["tail"]),
            ("[…]", &[]),
        ];
        for (text, wanted) in cases {
            let found: Vec<_> = parts(text).into_iter().map(|span| span.of(text)).collect();
            assert_eq!(found, wanted, "{text}");
        }
    }
}
