//! How a wording is set down: quote marks, frame, or neither.

use crate::text::ByteSpan;

use super::kind::Kind;
use super::view::Wording;

/// A wording's text with what stands around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quoted {
    /// The whole: frame, quote marks and words.
    pub text: String,
    /// The wording's own words in `text`, in bytes.
    pub words: ByteSpan,
    /// The sentence of a frame around the words: everything outside this span is the
    /// editor's. Quote marks belong to the words.
    pub quote: ByteSpan,
}

/// The place in a frame where the words go.
pub(crate) const FRAME_MARK: &str = "{}";

/// What is wrong with a frame, if anything is.
pub(super) fn frame_problem(frame: &str) -> Option<String> {
    let is_good = frame.matches(FRAME_MARK).count() == 1;
    (!is_good).then(|| format!("a frame has `{FRAME_MARK}` once, where the quoted words go"))
}

/// Whether a wording is by the editor; it can be by nobody else.
pub(super) fn by_editor(by: &str) -> Result<bool, String> {
    match by {
        "editor" => Ok(true),
        other => Err(format!("`by` can only be `editor`, not `{other}`; who reported the words goes into `via`")),
    }
}

/// Sets a wording down: words quoted directly stand in quote marks, inside the frame
/// where there is one; what is indirect, or the editor's, stands without.
#[must_use]
pub fn quoted(wording: Wording<'_>) -> Quoted {
    let words = wording.text();
    let marked = wording.kind() != Kind::Indirect && !wording.is_paraphrase();
    let (before, after) = match wording.frame().and_then(|frame| frame.split_once(FRAME_MARK)) {
        Some((before, after)) => (before, after),
        None => ("", ""),
    };
    let (open, close) = if marked { ("“", "”") } else { ("", "") };
    let quote_start = before.len();
    let words_start = quote_start + open.len();
    let words_end = words_start + words.len();
    let quote_end = words_end + close.len();
    Quoted {
        text: [before, open, words, close, after].concat(),
        words: ByteSpan::new(words_start, words_end),
        quote: ByteSpan::new(quote_start, quote_end),
    }
}
