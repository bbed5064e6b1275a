//! The corpus at a glance: speakers by sessions.

mod count;

use std::ops::Range;

use ratatui::layout::{Position, Rect};

use super::hit::point_in;
use super::list::{Window, visible_window};
use crate::corpus::Corpus;
use crate::text::display_width;

pub use count::{Overview, Side};

/// The most columns of a session.
const WIDEST_SESSION: u16 = 24;
/// The fewest columns of a number, so that a date has room over it.
const FEWEST_DIGITS: u16 = 6;
/// Columns of the cursor before a number, and of the shade behind it with its gap.
const CURSOR: u16 = 1;
const SHADE: u16 = 5;
/// Lines over the numbers: title, place, date.
pub const HEADER: u16 = 3;
/// The fewest and the most columns of the names.
const NAMES: (u16, u16) = (12, 28);
/// As long as fewer speakers would be visible, the shares are left out.
const FEWEST_ROWS: u16 = 4;
/// From this width on, both shares stand side by side.
const TWO_SHARES: u16 = 76;

/// What is visible of the table, and where.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OverviewLayout {
    /// The table, below its heading.
    pub table: Rect,
    /// The columns of the names.
    pub names: u16,
    /// The columns of a session.
    pub session: u16,
    /// The columns of a number: as many as the largest one needs.
    pub digits: u16,
    /// The visible rows.
    pub rows: Window,
    /// The visible columns.
    pub columns: Range<usize>,
    /// The share of each kind, with its heading; empty where there is no room.
    pub kinds: Rect,
    /// The share of each fidelity, likewise.
    pub standings: Rect,
}

impl OverviewLayout {
    /// The columns of the totals.
    #[must_use]
    pub const fn total(&self) -> u16 {
        total_column(self.digits)
    }

    /// Where the number in a row and a column stands, if it is visible; after the last come the
    /// totals.
    #[must_use]
    pub fn place_of(&self, row: usize, column: usize, overview: &Overview) -> Option<Rect> {
        let line = if row >= overview.speakers.len() { self.rows.end } else { row }.checked_sub(self.rows.top)?;
        let nth = if column >= overview.sessions.len() { self.columns.end } else { column };
        let nth = saturated(nth.checked_sub(self.columns.start)?);
        let cell = Rect {
            x: (self.table.x + self.names + 2).saturating_add(nth.saturating_mul(self.session + 1)),
            y: self.table.y + HEADER + saturated(line),
            width: self.session,
            height: 1,
        };
        Some(cell.intersection(self.table)).filter(|cell| !cell.is_empty())
    }

    /// The row and the column of the number at a place; after the last come the totals.
    #[must_use]
    pub fn cell_at(&self, at: Position, overview: &Overview) -> Option<(usize, usize)> {
        let point = point_in(self.table, at)?;
        let visible = self.rows.end - self.rows.top;
        let row = match point.line.checked_sub(HEADER.into())? {
            line if line < visible => self.rows.top + line,
            line if line == visible => overview.speakers.len(),
            _ => return None,
        };
        // A column stays free behind the names and behind each session.
        let columns = point.column.checked_sub(usize::from(self.names) + 2)? / (usize::from(self.session) + 1);
        let column = self.columns.start + columns;
        Some((row, if column < self.columns.end { column } else { overview.sessions.len() }))
    }
}

/// Where a row or a column stands among others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Among {
    /// The first that is visible.
    pub top: usize,
    /// The one the keys act on; after the last comes the total, which is always visible.
    pub selected: usize,
}

/// Divides the body of the overview screen.
#[must_use]
pub fn overview_layout(overview: &Overview, corpus: &Corpus, body: Rect, row: Among, column: Among) -> OverviewLayout {
    let shares_height = shares_height(overview, body);
    let most = body.height.saturating_sub(1 + if shares_height > 0 { shares_height + 1 } else { 0 });
    let rows = overview.speakers.len();
    let height = saturated(rows).saturating_add(HEADER + 1).min(most);
    let table = Rect { y: body.y + 1, height, ..body };
    let window = visible_window(rows, row.top, row.selected, height.saturating_sub(HEADER + 1).into(), |_| 1);
    let widest = overview.speakers[window.top..window.end]
        .iter()
        .map(|(speaker, _)| speaker.map_or(0, |id| display_width(&corpus.speaker(id).name)))
        .max()
        .unwrap_or(0);
    let names = saturated(widest).clamp(NAMES.0, NAMES.1.min((body.width / 3).max(NAMES.0)));
    // No number in the table is larger than that of all statements.
    let digits = saturated(overview.statements.to_string().len()).max(FEWEST_DIGITS);
    let narrowest = CURSOR + digits + SHADE;
    let room = table.width.saturating_sub(names + total_column(digits) + 3);
    let sessions = overview.sessions.len();
    let fit = usize::from(room / (narrowest + 1)).max(1);
    let session = (room / saturated(sessions.clamp(1, fit))).saturating_sub(1).clamp(narrowest, WIDEST_SESSION);
    let columns = visible_window(sessions, column.top, column.selected, fit, |_| 1);
    let below = Rect { y: table.bottom() + 1, height: shares_height, ..body };
    let [kinds, standings] = shares(overview, below);
    OverviewLayout { table, names, session, digits, rows: window, columns: columns.top..columns.end, kinds, standings }
}

/// The columns of the totals, with one that stays free behind them.
const fn total_column(digits: u16) -> u16 {
    CURSOR + digits + 1
}

/// The lines of the shares, with their headings, and whether both stand side by side.
fn share_lines(overview: &Overview, width: u16) -> ([u16; 2], bool) {
    let lines = |count: usize| saturated(count).saturating_add(1);
    ([lines(overview.kinds.len()), lines(overview.standings.len())], width >= TWO_SHARES)
}

/// The lines that the shares take below the table; none if too little would be left for it.
fn shares_height(overview: &Overview, body: Rect) -> u16 {
    let ([kinds, standings], side_by_side) = share_lines(overview, body.width);
    let height = if side_by_side { kinds.max(standings) } else { kinds + standings };
    let rows = saturated(overview.speakers.len()).min(FEWEST_ROWS);
    if height + HEADER + rows + 3 > body.height { 0 } else { height }
}

/// Divides the place of the shares.
fn shares(overview: &Overview, area: Rect) -> [Rect; 2] {
    let ([kinds, standings], side_by_side) = share_lines(overview, area.width);
    if area.height == 0 {
        return [Rect::ZERO; 2];
    }
    if side_by_side {
        let half = area.width / 2;
        return [
            Rect { width: half, height: kinds, ..area },
            Rect { x: area.x + half, width: area.width - half, height: standings, ..area },
        ];
    }
    [Rect { height: kinds, ..area }, Rect { y: area.y + kinds, height: standings, ..area }]
}

fn saturated(number: usize) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}
