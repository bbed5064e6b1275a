//! Words and what stands below them, set in the room there is.

use ratatui::layout::Rect;

use super::fit::{fit, lines_apart, lines_per_page};
use super::foot::Foot;
use super::glyphs::TypeSize;
use super::{BORDER, Of, Page, Placed, middle, saturated, shared_out};
use crate::settings::Letters;
use crate::text::ByteSpan;

/// A way to set a slide.
#[derive(Clone, Debug)]
pub(super) struct Attempt<'a> {
    words: &'a str,
    pub(super) foot: Foot,
    pub(super) size: TypeSize,
    lines: Vec<ByteSpan>,
    /// All there is.
    room: Rect,
    /// Where the words are.
    body: Rect,
    /// Whether what stands below is on every page of the words, else on pages of its own.
    stays: bool,
}

impl<'a> Attempt<'a> {
    pub(super) fn new(words: &'a str, foot: Foot, room: Rect, stays: bool, letters: Letters, larger: isize) -> Self {
        // A line between the words and what stands below is left free.
        let taken = if stays && foot.height() > 0 { foot.height() + 1 } else { 0 };
        let body = Rect { height: room.height.saturating_sub(taken), ..room };
        let (size, lines) = fit(words, body, letters, larger);
        Self { words, foot, size, lines, room, body, stays }
    }

    /// Whether the words are as large as in another attempt, on no more pages.
    pub(super) fn is_no_smaller_than(&self, other: &Self) -> bool {
        self.size <= other.size && self.word_pages() <= other.word_pages()
    }

    /// Whether the words are larger than the name below them.
    pub(super) fn name_stays_below(&self) -> bool {
        self.size < self.foot.name
    }

    fn word_pages(&self) -> usize {
        shared_out(self.lines.len(), lines_per_page(self.size, self.body)).count()
    }

    pub(super) fn pages(&self) -> Vec<Page> {
        let all_below = 0..self.foot.line_count();
        let height = self.foot.height().min(self.room.height);
        let foot_area = Rect { y: self.room.bottom() - height, height, ..self.room };
        let mut pages: Vec<Page> = shared_out(self.lines.len(), lines_per_page(self.size, self.body))
            .map(|range| {
                let mut page = self.page(&self.lines[range]);
                if self.stays {
                    page.lines.extend(self.foot.placed(all_below.clone(), foot_area));
                }
                page
            })
            .collect();
        if !self.stays {
            pages.extend(
                shared_out(self.foot.line_count(), self.room.height.into())
                    .map(|range| Page { border: None, lines: self.foot.placed(range, self.room) }),
            );
        }
        pages
    }

    /// Some lines of the words, in the middle of their place.
    fn page(&self, lines: &[ByteSpan]) -> Page {
        let widths: Vec<u16> = lines.iter().map(|line| self.size.width(line.of(self.words))).collect();
        let widest = widths.iter().copied().max().unwrap_or(0);
        let apart = lines_apart(self.size);
        let from_first_to_last = saturated(lines.len().saturating_sub(1) * apart);
        let placed = |index: usize, area: Rect| Placed { of: Of::Words, span: lines[index], size: self.size, area };
        let Some((_, height)) = self.size.glyph() else {
            let border = middle(self.body, widest + BORDER.0, from_first_to_last + 1 + BORDER.1);
            let first = Rect { x: border.x + BORDER.0 / 2, y: border.y + BORDER.1 / 2, width: 0, height: 1 };
            let line = |(index, width): (usize, &u16)| {
                placed(index, Rect { y: first.y + saturated(index * apart), width: *width, ..first })
            };
            return Page { border: Some(border), lines: widths.iter().enumerate().map(line).collect() };
        };
        let block = middle(self.body, self.body.width, from_first_to_last + height);
        let line = |(index, width): (usize, &u16)| {
            placed(index, Rect { y: block.y + saturated(index * apart), height, ..middle(block, *width, height) })
        };
        Page { border: None, lines: widths.iter().enumerate().map(line).collect() }
    }
}
