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

/// The stretches of words between the gaps, without the white space around them. Linear in the
/// length of the text.
#[must_use]
pub fn parts(text: &str) -> Vec<ByteSpan> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, gap) in gaps(text) {
        push_trimmed(text, ByteSpan::new(start, at), &mut found);
        start = at + gap.len();
    }
    push_trimmed(text, ByteSpan::new(start, text.len()), &mut found);
    found
}

/// Every mark of a gap, with the byte where it begins.
fn gaps(text: &str) -> impl Iterator<Item = (usize, &'static str)> {
    text.match_indices('[').filter_map(|(at, _)| {
        let gap = [GAP, TYPED_GAP].into_iter().find(|gap| text[at..].starts_with(gap))?;
        Some((at, gap))
    })
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

    #[test]
    fn a_text_of_nothing_but_gaps_is_read_once() {
        assert_eq!(parts(&GAP.repeat(300_000)), []);
        assert_eq!(parts(&"a[...]".repeat(300_000)).len(), 300_000);
    }
}
