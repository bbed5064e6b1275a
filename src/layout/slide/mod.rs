//! Slides: a statement, a passage or a session, set as large as fits.
//!
//! Sizes are tried from the largest. The first in which all words fit is taken; where none is
//! small enough, the words go on over several pages. Nothing is ever cut.

mod attempt;
mod content;
mod fit;
mod foot;
mod glyphs;

use std::ops::Range;

use ratatui::layout::Rect;

use super::document::{Document, Paragraph};
use crate::settings::Letters;
use crate::text::ByteSpan;
use attempt::Attempt;
use foot::Foot;

pub use content::{Signature, SlideText, context_slide, session_slide, statement_slide};
pub use glyphs::{TypeSize, glyphs};

/// The longest line of plain letters that is read with ease, in columns.
const MEASURE: u16 = 90;
/// Columns left free at each side of what is plain. Large letters have some air of their own.
const MARGIN: u16 = 1;
/// Columns and lines that the border around plain letters takes, with the air inside it.
const BORDER: (u16, u16) = (4, 2);
/// From this height on, a line above the words is left free, and one below all.
const TALL: u16 = 30;
/// The fewest lines the words get, whatever has to be said below them.
const FEWEST_LINES: u16 = 5;

/// A slide, laid out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slide {
    /// What it says.
    pub text: SlideText,
    /// How large the words are.
    pub size: TypeSize,
    /// The last line of the terminal.
    pub status: Rect,
    /// What stands below the words.
    foot: Document,
    pages: Vec<Page>,
}

/// What a page shows, and where.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Page {
    /// Around plain words.
    border: Option<Rect>,
    lines: Vec<Placed>,
}

/// A line of one of the texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Placed {
    of: Of,
    span: ByteSpan,
    size: TypeSize,
    area: Rect,
}

/// Which text a line is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Of {
    Words,
    /// A paragraph of what stands below them.
    Foot(usize),
}

/// A line of a slide, where it goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SlideLine<'a> {
    /// The text it is a line of.
    pub paragraph: &'a Paragraph,
    /// What of it, in bytes.
    pub span: ByteSpan,
    /// How large.
    pub size: TypeSize,
    /// Where: exactly as much as its letters take.
    pub area: Rect,
}

impl Slide {
    /// Lays a slide out in a terminal, in letters so many steps larger than would fit on one page.
    /// Linear in the length of the text.
    #[must_use]
    pub fn new(text: SlideText, area: Rect, letters: Letters, larger: isize) -> Self {
        let status = Rect { y: area.bottom().saturating_sub(1), height: area.height.min(1), ..area };
        let air = u16::from(area.height >= TALL);
        let height = area.height.saturating_sub(1 + 2 * air);
        let room = Rect { y: area.y + air, height, ..area };
        let most_below = room.height.saturating_sub(FEWEST_LINES.max(room.height / 3) + 1);
        let width = room.width.saturating_sub(2 * MARGIN);
        let has_room = |foot: &Foot| foot.height() <= most_below;
        // The badge stands on every page; what it means is said where there is room.
        let with_caveat = Foot::new(text.foot(false, true), width);
        let says_caveat = has_room(&with_caveat);
        let foot = if says_caveat { with_caveat } else { Foot::new(text.foot(false, false), width) };
        let stays = has_room(&foot);
        let set = |foot| Attempt::new(&text.words.text, foot, room, stays, letters, larger);
        let plain = set(foot);
        // A name is set large below words that are larger, where that makes these no smaller.
        let large = Foot::with_large_name(text.foot(true, says_caveat), width).filter(|foot| stays && has_room(foot));
        let chosen = large
            .map(set)
            .filter(|large| large.name_stays_below() && large.is_no_smaller_than(&plain))
            .unwrap_or(plain);
        let pages = chosen.pages();
        Self { size: chosen.size, status, foot: chosen.foot.document, pages, text }
    }

    /// How many pages it has; at least one.
    #[must_use]
    pub const fn page_count(&self) -> usize {
        self.pages.len()
    }

    /// The lines of a page.
    #[must_use]
    pub fn lines(&self, page: usize) -> Vec<SlideLine<'_>> {
        let placed = self.pages.get(page).map_or(&[][..], |page| &page.lines);
        let line = |Placed { of, span, size, area }: &Placed| SlideLine {
            paragraph: match of {
                Of::Words => &self.text.words,
                Of::Foot(index) => &self.foot.paragraphs[*index],
            },
            span: *span,
            size: *size,
            area: *area,
        };
        placed.iter().map(line).collect()
    }

    /// The border around plain words.
    #[must_use]
    pub fn border(&self, page: usize) -> Option<Rect> {
        self.pages.get(page)?.border
    }
}

/// An area of that size in the middle of another, as far as that has room.
fn middle(area: Rect, width: u16, height: u16) -> Rect {
    let (width, height) = (width.min(area.width), height.min(area.height));
    Rect { x: area.x + (area.width - width) / 2, y: area.y + (area.height - height) / 2, width, height }
}

fn saturated(number: usize) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}

/// Shares lines out over as few pages as possible, each with nearly as many as the others. At least
/// one page.
fn shared_out(count: usize, per_page: usize) -> impl Iterator<Item = Range<usize>> {
    let pages = count.div_ceil(per_page.max(1)).max(1);
    (0..pages).map(move |page| count * page / pages..count * (page + 1) / pages)
}
