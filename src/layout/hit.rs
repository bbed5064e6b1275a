//! What lies under a place on the screen: for the mouse.

use ratatui::layout::{Position, Rect};

use super::document::{Document, LeadsTo};
use super::list::Window;
use super::panes::{BrowseLayout, SessionLayout};
use crate::search::FacetKind;

/// A place within an area, in lines and columns from its corner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    /// The line, from 0.
    pub line: usize,
    /// The column, from 0.
    pub column: usize,
}

/// Where a place lies in an area, if it does.
#[must_use]
pub fn point_in(area: Rect, at: Position) -> Option<Point> {
    area.contains(at).then(|| Point { line: (at.y - area.y).into(), column: (at.x - area.x).into() })
}

/// A part of the browse screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BrowsePart {
    /// The line of the search box; the column in its text.
    Search(usize),
    /// A section of the facet pane; the place in its rows, unless it is the heading.
    Facets(FacetKind, Option<Point>),
    /// The list; the place in its rows, unless it is the heading.
    List(Option<Point>),
    /// The detail; the place in its text.
    Detail(Option<Point>),
}

/// Columns before the text of the search box: air, the prompt, a space.
const PROMPT: u16 = 3;

impl BrowseLayout {
    /// What lies at a place.
    #[must_use]
    pub fn part_at(&self, at: Position) -> Option<BrowsePart> {
        if self.search.contains(at) {
            return Some(BrowsePart::Search((at.x - self.search.x).saturating_sub(PROMPT).into()));
        }
        let facets = FacetKind::ALL.into_iter().find(|kind| self.facets[kind.index()].contains(at));
        if let Some(kind) = facets {
            return Some(BrowsePart::Facets(kind, point_in(self.facet_rows(kind), at)));
        }
        if self.list.contains(at) {
            return Some(BrowsePart::List(point_in(self.list_rows(), at)));
        }
        self.detail.contains(at).then(|| BrowsePart::Detail(point_in(self.detail_text(), at)))
    }
}

/// A part of the session screen, with the place in what it shows, unless it is the heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionPart {
    /// The sessions by date.
    Timeline(Option<Point>),
    /// The facts.
    Facts(Option<Point>),
    /// What was said there.
    Statements(Option<Point>),
}

impl SessionLayout {
    /// What lies at a place.
    #[must_use]
    pub fn part_at(&self, at: Position) -> Option<SessionPart> {
        if self.timeline.contains(at) {
            return Some(SessionPart::Timeline(point_in(self.timeline_rows(), at)));
        }
        if self.facts.contains(at) {
            return Some(SessionPart::Facts(point_in(self.facts_text(), at)));
        }
        self.statements.contains(at).then(|| SessionPart::Statements(point_in(self.statement_rows(), at)))
    }
}

impl Window {
    /// The row of a list at a line of its window, and the line within that row.
    #[must_use]
    pub fn row_at(self, line: usize, mut row_height: impl FnMut(usize) -> usize) -> Option<(usize, usize)> {
        let mut above = 0;
        for row in self.top..self.end {
            let height = row_height(row).max(1);
            if line < above + height {
                return Some((row, line - above));
            }
            above += height;
        }
        None
    }
}

impl Document {
    /// Where what stands at a place leads to; the first `top` lines are scrolled away. Linear in
    /// the length of the text.
    #[must_use]
    pub fn leads_at(&self, width: usize, top: usize, at: Point) -> Option<&LeadsTo> {
        let lines = self.lines(width);
        let line = lines.get(top + at.line)?;
        let column = at.column.checked_sub(self.margin_of(line.paragraph, width))?;
        self.paragraphs.get(line.paragraph)?.leads_at(line.span, column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::{Focus, Paragraph, browse_layout};
    use crate::memory::PaneColumns;
    use crate::settings::Role;
    use crate::text::ByteSpan;

    fn part(width: u16, height: u16, focus: Focus, x: u16, y: u16) -> Option<BrowsePart> {
        browse_layout(Rect::new(0, 0, width, height), focus, [6, 3, 8], PaneColumns::default())
            .part_at(Position { x, y })
    }

    #[test]
    fn every_place_of_a_wide_browse_screen_is_known() {
        let at = |x, y| part(120, 40, Focus::List, x, y);
        let point = |line, column| Some(Point { line, column });
        assert_eq!(at(5, 0), None, "the title");
        assert_eq!(at(8, 1), Some(BrowsePart::Search(5)));
        assert_eq!(at(0, 1), Some(BrowsePart::Search(0)));
        assert_eq!(at(3, 2), Some(BrowsePart::Facets(FacetKind::Speakers, None)));
        assert_eq!(at(3, 4), Some(BrowsePart::Facets(FacetKind::Speakers, point(1, 3))));
        assert_eq!(at(3, 10), Some(BrowsePart::Facets(FacetKind::Sessions, point(0, 3))));
        assert_eq!(at(40, 2), Some(BrowsePart::List(None)));
        assert_eq!(at(40, 6), Some(BrowsePart::List(point(3, 10))));
        assert_eq!(at(90, 3), Some(BrowsePart::Detail(point(0, 9))));
        assert_eq!(at(5, 39), None, "the status line");
    }

    #[test]
    fn in_a_narrow_terminal_only_what_is_seen_is_hit() {
        assert!(matches!(part(50, 20, Focus::List, 5, 5), Some(BrowsePart::List(Some(_)))));
        assert!(matches!(part(50, 20, Focus::Detail, 5, 5), Some(BrowsePart::Detail(Some(_)))));
        assert!(matches!(
            part(50, 20, Focus::Facets(FacetKind::Topics), 5, 4),
            Some(BrowsePart::Facets(FacetKind::Speakers, Some(_)))
        ));
    }

    #[test]
    fn rows_of_several_lines_are_hit_in_each_of_them() {
        let window = Window { top: 3, end: 5 };
        let row = |line| window.row_at(line, |row| row);
        assert_eq!(row(0), Some((3, 0)));
        assert_eq!(row(2), Some((3, 2)));
        assert_eq!(row(3), Some((4, 0)));
        assert_eq!(row(7), None);
    }

    #[test]
    fn a_link_is_hit_where_it_is_drawn_however_wide_its_letters_are() {
        let mut page = Document::default();
        // Two wide letters take four columns; the link is the second of them.
        let link = LeadsTo::Query("x".to_owned());
        page.push(Paragraph::new("日本 ok", Role::Text).leading(ByteSpan::new(3, 6), link.clone()).indented(2));
        let at = |column| page.leads_at(20, 0, Point { line: 0, column });
        assert_eq!([at(1), at(2), at(3)], [None; 3]);
        assert_eq!([at(4), at(5)], [Some(&link); 2]);
        assert_eq!([at(6), at(19)], [None; 2]);
        assert_eq!(page.leads_at(20, 1, Point { line: 0, column: 4 }), None);
    }
}
