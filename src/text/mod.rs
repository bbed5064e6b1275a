//! Text as people read it: spans of the original, folded forms for comparing,
//! words, lines that fit a width, and the places where a quote stands in a source.
//!
//! What points into a text is a *byte span of the original*. [`fold()`] keeps the way back to it,
//! and [`wrap()`] changes nothing; a changed text without the way back ([`folded`], [`visible`],
//! [`in_ascii`]) is for comparing and for the eye.

mod ascii;
mod compare;
mod display;
mod fold;
mod gaps;
mod lines;
mod locate;
mod number;
mod passage_texts;
mod patch;
mod span;
mod word_index;
mod words;
mod wrap;

pub use ascii::in_ascii;
pub use compare::{Differences, differing_words};
pub use display::{Harmless, byte_in_column, clip, display_width, steers, visible};
pub use fold::{Folded, Folding, fold, folded, plain_mark};
pub use gaps::{GAP, parts, with_gaps_marked};
pub use lines::{ended, indented, line_break, line_start, next_line};
pub use locate::{Passages, Spot, stands_plainly};
pub use number::number;
pub use passage_texts::PassageTexts;
pub use patch::{Patch, patched};
pub use span::{ByteSpan, merge_spans, snap_to_graphemes};
pub use words::{FormOf, Word, first_words, scan_words, words};
pub use wrap::{Measure, widest_word, wrap, wrap_limited, wrap_measured};
