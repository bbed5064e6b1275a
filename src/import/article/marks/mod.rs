//! Quote marks: where they are, which open and which close, and the stretches between them.
//!
//! The marks of one paragraph (`mark`) are paired at a time (`pairs`). A quote that goes on in the next
//! paragraph is opened there again by custom, so that each paragraph holds one stretch of it; where nothing
//! closes a quote, `unclosed` finds its end.

mod mark;
mod pairs;
mod unclosed;

use super::blocks::trimmed;
use crate::text::ByteSpan;

use mark::{Family, Mark, find_marks};
use pairs::{Pairs, outermost};
use unclosed::{holds_all, unclosed_stretch};

/// A stretch of text in quote marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    /// With its marks.
    pub(super) outer: ByteSpan,
    /// Without its marks and the white space inside them.
    pub(super) inner: ByteSpan,
    /// Whether the closing mark is missing, as the quote goes on in the next paragraph.
    pub(super) goes_on: bool,
    /// Whether both marks are there.
    pub(super) closed: bool,
    /// Whether the marks are single ones.
    pub(super) single: bool,
}

impl Stretch {
    /// What stands between two marks.
    fn between(text: &str, open: Mark, close: Mark) -> Self {
        Self {
            outer: ByteSpan::new(open.at, close.at + close.len),
            inner: trimmed(text, ByteSpan::new(open.at + open.len, close.at)),
            goes_on: false,
            closed: true,
            single: open.family == Family::Single,
        }
    }

    /// What a mark closes that no mark of this paragraph opened.
    fn up_to(text: &str, start: usize, close: Mark) -> Self {
        let opener = Mark { at: start, len: 0, ..close };
        Self { closed: false, ..Self::between(text, opener, close) }
    }
}

/// The stretches of one paragraph, outermost only, in order.
///
/// `was_open` says that the paragraph before ended within a quote, `opens_next` that the next one
/// begins with an opening mark. Linear in the length of the paragraph.
pub(super) fn stretches(text: &str, paragraph: ByteSpan, was_open: bool, opens_next: bool) -> Vec<Stretch> {
    let marks = find_marks(text, paragraph);
    if marks.is_empty() {
        return Vec::new();
    }
    let mut paired = Pairs::of(&marks);
    // Words quoted within a quote that goes on in the next paragraph.
    if let Some(opener) = paired.unclosed.first().copied()
        && holds_all(text, paragraph, &marks, &paired, opener, opens_next)
    {
        paired.closed.clear();
        paired.unclosed = vec![opener];
    }
    let mut found = Vec::with_capacity(paired.closed.len() + 1);
    if let (true, Some(closer)) = (was_open, paired.first_closer) {
        found.push(Stretch::up_to(text, paragraph.start(), marks[closer]));
    }
    // Each opening mark that nothing closes reaches at most to the next mark that opens something.
    let mut after = found.last().map_or(paragraph.start(), |first: &Stretch| first.outer.end());
    let mut unclosed = paired.unclosed.into_iter().peekable();
    for (open, close) in outermost(paired.closed) {
        let (open, close) = (marks[open], marks[close]);
        while let Some(opener) = unclosed.next_if(|opener| marks[*opener].at < open.at) {
            let limit = unclosed.peek().map_or(open.at, |next| marks[*next].at.min(open.at));
            found.extend(unclosed_stretch(text, marks[opener], after, limit, false));
        }
        found.push(Stretch::between(text, open, close));
        after = close.at + close.len;
    }
    while let Some(opener) = unclosed.next() {
        let limit = unclosed.peek().map_or(paragraph.end(), |next| marks[*next].at);
        found.extend(unclosed_stretch(text, marks[opener], after, limit, opens_next && limit == paragraph.end()));
    }
    found.retain(|stretch| !stretch.inner.is_empty());
    found
}

/// Whether a paragraph begins with a mark that opens a quote.
pub(super) fn begins_with_mark(text: &str, paragraph: ByteSpan) -> bool {
    paragraph.of(text).starts_with(['"', '“', '«', '„', '‘', '\'', '»', '”', '「', '`'])
}
