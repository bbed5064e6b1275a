//! What stands below the words of a slide.

use std::ops::Range;

use ratatui::layout::Rect;

use super::super::document::{Document, DocumentLine};
use super::glyphs::{TypeSize, glyphs};
use super::{MEASURE, Of, Placed, middle, saturated};

/// The size of a name that is set large. Every font for terminals has its characters; many lack
/// those of the next smaller size.
const LARGE: TypeSize = TypeSize::Quadrant;

/// What stands below, in lines.
#[derive(Clone, Debug)]
pub(super) struct Foot {
    pub(super) document: Document,
    lines: Vec<DocumentLine>,
    /// The size of the first paragraph.
    pub(super) name: TypeSize,
}

impl Foot {
    pub(super) fn new(document: Document, width: u16) -> Self {
        let lines = document.lines(width.min(MEASURE).into());
        Self { document, lines, name: TypeSize::Plain }
    }

    /// With its first paragraph in large letters, if they fit on a line and can be drawn.
    pub(super) fn with_large_name(document: Document, width: u16) -> Option<Self> {
        let name = &document.paragraphs.first()?.text;
        let fits = glyphs(name).is_some() && LARGE.width(name) <= width;
        let foot = Self::new(document, width);
        let is_one_line = foot.lines.iter().filter(|line| line.paragraph == 0).count() == 1;
        (fits && is_one_line).then_some(Self { name: LARGE, ..foot })
    }

    pub(super) const fn line_count(&self) -> usize {
        self.lines.len()
    }

    /// The lines of the terminal it takes.
    pub(super) fn height(&self) -> u16 {
        saturated(self.lines.len()).saturating_add(self.name.height() - TypeSize::Plain.height())
    }

    /// Some of its lines, in the middle of an area.
    pub(super) fn placed(&self, lines: Range<usize>, area: Rect) -> Vec<Placed> {
        let lines = self.lines.get(lines).unwrap_or_default();
        let mut y = middle(area, area.width, lines.iter().map(|line| self.size(line).height()).sum()).y;
        let mut placed = Vec::with_capacity(lines.len());
        for line in lines {
            let text = line.span.of(&self.document.paragraphs[line.paragraph].text);
            let size = self.size(line);
            let area = Rect { y, height: size.height(), ..middle(area, size.width(text), size.height()) };
            placed.push(Placed { of: Of::Foot(line.paragraph), span: line.span, size, area });
            y += size.height();
        }
        placed
    }

    fn size(&self, line: &DocumentLine) -> TypeSize {
        if line.paragraph == 0 { self.name } else { TypeSize::Plain }
    }
}
