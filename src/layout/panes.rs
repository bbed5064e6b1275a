//! How the screens are divided.

use ratatui::layout::Rect;

use crate::memory::PaneColumns;
use crate::search::FacetKind;

/// The smallest terminal that is drawn on, in columns and lines.
pub const SMALLEST: (u16, u16) = (40, 10);

/// Whether there is too little room for any screen.
#[must_use]
pub const fn too_small(area: Rect) -> bool {
    area.width < SMALLEST.0 || area.height < SMALLEST.1
}

/// Two panes below this width.
const THREE_PANES: u16 = 100;
/// One pane below this width.
const TWO_PANES: u16 = 60;

/// The pane of the browse screen that the keys act on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Focus {
    /// A section of the facet pane.
    Facets(FacetKind),
    /// The list of statements.
    #[default]
    List,
    /// The detail of the selected statement.
    Detail,
}

/// The rectangles of the browse screen. A pane that there is no room for has no area.
/// Each pane's first line is its heading.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BrowseLayout {
    /// The line with the names of program and corpus.
    pub title: Rect,
    /// The line with the search box.
    pub search: Rect,
    /// The sections of the facet pane.
    pub facets: [Rect; 3],
    /// The list.
    pub list: Rect,
    /// The detail.
    pub detail: Rect,
    /// The last line.
    pub status: Rect,
}

impl BrowseLayout {
    /// The room for rows in a section of the facet pane.
    #[must_use]
    pub fn facet_rows(&self, kind: FacetKind) -> Rect {
        below_heading(self.facets[kind.index()])
    }

    /// The room for rows of the list.
    #[must_use]
    pub fn list_rows(&self) -> Rect {
        below_heading(self.list)
    }

    /// The room for the text of the detail, with a column of air on each side.
    #[must_use]
    pub fn detail_text(&self) -> Rect {
        with_air(below_heading(self.detail))
    }
}

/// What a pane has below its heading.
pub(super) const fn below_heading(pane: Rect) -> Rect {
    Rect { y: pane.y + 1, height: pane.height.saturating_sub(1), ..pane }
}

/// One column less on each side.
pub(super) const fn with_air(area: Rect) -> Rect {
    Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area }
}

/// The narrowest that the pane of the facets is made.
const NARROWEST_FACETS: u16 = 16;
/// The narrowest that the list and the detail are made.
const NARROWEST_TEXT: u16 = 22;

/// As many columns as by itself, and some more or fewer; those beside it keep `others`.
fn sized(by_itself: u16, more: i16, narrowest: u16, all: u16, others: u16) -> u16 {
    by_itself.saturating_add_signed(more).clamp(narrowest, all.saturating_sub(others).max(narrowest))
}

/// A part of some columns or lines.
fn part_of(all: u16, part: u16, of: u16) -> u16 {
    u16::try_from(u32::from(all) * u32::from(part) / u32::from(of)).unwrap_or(u16::MAX)
}

/// Divides the browse screen. `needed` is the number of rows each facet section could fill, and
/// `panes` how much the panes are wider than by themselves.
#[must_use]
pub fn browse_layout(area: Rect, focus: Focus, needed: [usize; 3], panes: PaneColumns) -> BrowseLayout {
    let line = |y: u16| Rect { y, height: 1, ..area };
    let body = Rect { y: area.y + 2, height: area.height.saturating_sub(3), ..area };
    let mut layout = BrowseLayout {
        title: line(area.y),
        search: line(area.y + 1),
        status: line(area.bottom().saturating_sub(1)),
        ..BrowseLayout::default()
    };
    let facets = |width: u16| sections(Rect { width, ..body }, needed);
    if area.width >= THREE_PANES {
        let by_itself = (area.width / 4).clamp(26, 34);
        let facet_width = sized(by_itself, panes.facets, NARROWEST_FACETS, area.width, 2 * NARROWEST_TEXT);
        let rest = area.width - facet_width;
        let detail_width = sized(part_of(rest, 9, 20), panes.detail, NARROWEST_TEXT, rest, NARROWEST_TEXT);
        layout.facets = facets(facet_width);
        layout.list = Rect { x: body.x + facet_width, width: rest - detail_width, ..body };
        layout.detail = Rect { x: body.right() - detail_width, width: detail_width, ..body };
    } else if area.width >= TWO_PANES && focus == Focus::Detail {
        let detail_width = sized(area.width.div_ceil(2), panes.detail, NARROWEST_TEXT, area.width, NARROWEST_TEXT);
        let list_width = area.width - detail_width;
        layout.list = Rect { width: list_width, ..body };
        layout.detail = Rect { x: body.x + list_width, width: body.width - list_width, ..body };
    } else if area.width >= TWO_PANES {
        let by_itself = part_of(area.width, 3, 10).max(20);
        let facet_width = sized(by_itself, panes.facets, NARROWEST_FACETS, area.width, NARROWEST_TEXT);
        layout.facets = facets(facet_width);
        layout.list = Rect { x: body.x + facet_width, width: body.width - facet_width, ..body };
    } else {
        match focus {
            Focus::Facets(_) => layout.facets = facets(body.width),
            Focus::List => layout.list = body,
            Focus::Detail => layout.detail = body,
        }
    }
    layout
}

/// Shares the facet pane out: what every section needs where there is room, else at least
/// three lines each, and the rest to those that need it.
fn sections(pane: Rect, needed: [usize; 3]) -> [Rect; 3] {
    let wanted = needed.map(|rows| u16::try_from(rows + 1).unwrap_or(u16::MAX).max(2));
    let mut heights = wanted.map(|rows| rows.min(3.min(pane.height / 3)));
    let mut left = pane.height.saturating_sub(heights.iter().sum());
    while left > 0 {
        // One line at a time to the section that has least of what it needs.
        let neediest = (0..3)
            .filter(|index| heights[*index] < wanted[*index])
            .min_by_key(|index| u32::from(heights[*index]) * 1000 / u32::from(wanted[*index]));
        let Some(index) = neediest else { break };
        heights[index] += 1;
        left -= 1;
    }
    heights[2] += left;
    let mut y = pane.y;
    heights.map(|height| {
        let section = Rect { y, height, ..pane };
        y += height;
        section
    })
}

/// The rectangles of a screen that lies over the browse screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ScreenLayout {
    /// The line with the names of program and screen.
    pub title: Rect,
    /// What the screen shows.
    pub body: Rect,
    /// The last line.
    pub status: Rect,
}

/// Divides a screen that lies over the browse screen.
#[must_use]
pub const fn screen_layout(area: Rect) -> ScreenLayout {
    ScreenLayout {
        title: Rect { height: 1, ..area },
        body: Rect { y: area.y + 1, height: area.height.saturating_sub(2), ..area },
        status: Rect { y: area.bottom().saturating_sub(1), height: 1, ..area },
    }
}

/// The longest line that is still read with ease, in columns.
const READING_WIDTH: u16 = 90;

/// Where a text is set in the body of a screen: below an empty line, in a measure that
/// can be read, in the middle.
#[must_use]
pub fn reading_area(body: Rect) -> Rect {
    let width = body.width.saturating_sub(4).min(READING_WIDTH);
    Rect { x: body.x + (body.width - width) / 2, y: body.y + 1, width, height: body.height.saturating_sub(1) }
}

/// The rectangles of something that lies over a screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Overlay {
    /// All of it, with its border.
    pub frame: Rect,
    /// The line of its filter.
    pub filter: Rect,
    /// Its text.
    pub text: Rect,
}

/// The widest an overlay gets, in columns.
const OVERLAY_WIDTH: u16 = 76;

/// Puts an overlay in the middle.
#[must_use]
pub fn overlay(area: Rect) -> Overlay {
    overlay_of(area, usize::MAX)
}

/// The same for a list of `rows`, no higher than it needs.
#[must_use]
pub fn overlay_of(area: Rect, rows: usize) -> Overlay {
    let width = area.width.saturating_sub(2).min(OVERLAY_WIDTH);
    let needed = u16::try_from(rows.saturating_add(4)).unwrap_or(u16::MAX);
    let height = area.height.saturating_sub(2).min(needed);
    let frame = Rect { x: area.x + (area.width - width) / 2, y: area.y + (area.height - height) / 2, width, height };
    let inner = Rect {
        x: frame.x + 2,
        y: frame.y + 1,
        width: frame.width.saturating_sub(4),
        height: frame.height.saturating_sub(2),
    };
    Overlay {
        frame,
        filter: Rect { height: inner.height.min(1), ..inner },
        text: Rect { y: inner.y + 2, height: inner.height.saturating_sub(2), ..inner },
    }
}

/// The pane of the session screen that the keys act on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionFocus {
    /// The sessions by date.
    Timeline,
    /// The facts of the session.
    Facts,
    /// What was said there.
    Statements,
}

impl SessionFocus {
    /// The pane after this one.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Timeline => Self::Facts,
            Self::Facts => Self::Statements,
            Self::Statements => Self::Timeline,
        }
    }

    /// The pane before this one.
    #[must_use]
    pub const fn previous(self) -> Self {
        match self {
            Self::Timeline => Self::Statements,
            Self::Facts => Self::Timeline,
            Self::Statements => Self::Facts,
        }
    }
}

/// The rectangles of the session screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SessionLayout {
    /// The sessions by date.
    pub timeline: Rect,
    /// The facts of the session.
    pub facts: Rect,
    /// What was said there.
    pub statements: Rect,
}

impl SessionLayout {
    /// The room for sessions.
    #[must_use]
    pub fn timeline_rows(&self) -> Rect {
        below_heading(self.timeline)
    }

    /// The room for the facts.
    #[must_use]
    pub fn facts_text(&self) -> Rect {
        with_air(below_heading(self.facts))
    }

    /// The room for statements.
    #[must_use]
    pub fn statement_rows(&self) -> Rect {
        below_heading(self.statements)
    }
}

/// Divides the session screen; `facts` is the number of lines the facts need at a width.
/// Where it is narrow, the timeline is shown only while the keys act on it.
#[must_use]
pub fn session_layout(body: Rect, focus: SessionFocus, facts: impl Fn(usize) -> usize) -> SessionLayout {
    let mut layout = SessionLayout::default();
    let mut main = body;
    if body.width >= TWO_PANES + 20 {
        let timeline_width = part_of(body.width, 3, 10).clamp(24, 40);
        layout.timeline = Rect { width: timeline_width, ..body };
        main = Rect { x: body.x + timeline_width, width: body.width - timeline_width, ..body };
    } else if focus == SessionFocus::Timeline {
        layout.timeline = body;
        return layout;
    }
    let lines = facts(usize::from(main.width.saturating_sub(2)));
    let facts_height = u16::try_from(lines + 2).unwrap_or(u16::MAX).min(part_of(main.height, 2, 5));
    layout.facts = Rect { height: facts_height, ..main };
    layout.statements = Rect { y: main.y + facts_height, height: main.height - facts_height, ..main };
    layout
}

/// The most completions that are seen at once.
const MOST_COMPLETIONS: u16 = 8;

/// Where `count` completions, the widest of `widest` columns, are listed: below the search box,
/// from the column where they are put in, as far as the terminal has room.
#[must_use]
pub fn completion_area(terminal: Rect, search: Rect, column: usize, widest: usize, count: usize) -> Rect {
    let saturated = |number: usize| u16::try_from(number).unwrap_or(u16::MAX);
    let width = saturated(widest).saturating_add(3).min(terminal.width);
    let height = saturated(count).min(MOST_COMPLETIONS) + 2;
    let x = search.x.saturating_add(saturated(column)).saturating_sub(2).min(terminal.right() - width);
    let y = search.bottom();
    Rect { x, y, width, height: height.min(terminal.bottom().saturating_sub(y)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(width: u16, height: u16, focus: Focus) -> String {
        shown_with(width, height, focus, PaneColumns::default())
    }

    fn shown_with(width: u16, height: u16, focus: Focus, panes: PaneColumns) -> String {
        let layout = browse_layout(Rect::new(0, 0, width, height), focus, [6, 3, 8], panes);
        let pane = |name: &str, pane: Rect| (pane.width > 0).then(|| format!("{name} {}x{}", pane.width, pane.height));
        [pane("facets", layout.facets[0]), pane("list", layout.list), pane("detail", layout.detail)]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(", ")
    }

    #[test]
    fn there_are_as_many_panes_as_there_is_room_for() {
        assert_eq!(shown(120, 40, Focus::List), "facets 30x7, list 50x37, detail 40x37");
        assert_eq!(shown(80, 24, Focus::List), "facets 24x7, list 56x21");
        assert_eq!(shown(80, 24, Focus::Detail), "list 40x21, detail 40x21");
        assert_eq!(shown(50, 20, Focus::List), "list 50x17");
        assert_eq!(shown(50, 20, Focus::Facets(FacetKind::Speakers)), "facets 50x6");
        assert_eq!(shown(50, 20, Focus::Detail), "detail 50x17");
    }

    #[test]
    fn panes_are_made_wider_as_far_as_the_others_keep_room() {
        let with = |facets, detail| shown_with(120, 40, Focus::List, PaneColumns { facets, detail });
        assert_eq!(with(4, -6), "facets 34x7, list 54x37, detail 32x37");
        assert_eq!(with(i16::MAX, i16::MAX), "facets 76x7, list 22x37, detail 22x37");
        assert_eq!(with(i16::MIN, i16::MIN), "facets 16x7, list 82x37, detail 22x37");
        let narrow = PaneColumns { facets: 900, detail: 900 };
        assert_eq!(shown_with(60, 24, Focus::List, narrow), "facets 38x7, list 22x21");
        assert_eq!(shown_with(60, 24, Focus::Detail, narrow), "list 22x21, detail 38x21");
        assert_eq!(shown_with(50, 24, Focus::Detail, narrow), "detail 50x21");
    }

    #[test]
    fn facet_sections_share_the_pane_without_gap_or_overlap() {
        for height in 4..60 {
            for needed in [[1, 1, 1], [3000, 3, 0], [0, 0, 0], [5, 400, 400]] {
                let pane = Rect::new(0, 2, 30, height);
                let parts = sections(pane, needed);
                assert_eq!(parts[0].y, pane.y);
                assert_eq!(parts[1].y, parts[0].bottom());
                assert_eq!(parts[2].y, parts[1].bottom());
                assert_eq!(parts[2].bottom(), pane.bottom());
            }
        }
    }
}
