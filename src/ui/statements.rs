//! A list of statements.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::text::{focus, plain, put, put_right, styled};
use crate::layout::{ROW_MARGIN, Row, RowText, Window, badge_role};
use crate::settings::{Role, Theme};
use crate::text::ByteSpan;

/// What a list shows.
pub(super) struct StatementList<'a> {
    /// Lays a row out.
    pub(super) row: &'a dyn Fn(usize) -> Row,
    pub(super) window: Window,
    pub(super) selected: usize,
    /// Whether a row has a mark.
    pub(super) marked: &'a dyn Fn(usize) -> bool,
    pub(super) focused: bool,
    pub(super) theme: &'a Theme,
}

impl StatementList<'_> {
    /// Draws the visible rows; nothing else is laid out.
    pub(super) fn draw(&self, frame: &mut Frame<'_>, area: Rect) {
        let mut y = area.y;
        for index in self.window.top..self.window.end {
            let area = Rect { y, height: area.bottom().saturating_sub(y), ..area };
            if (self.marked)(index) && area.height > 0 {
                put(
                    frame,
                    Rect { x: area.x + 1, width: area.width.saturating_sub(1), ..area },
                    vec![plain("✓", Role::Active, self.theme)],
                );
            }
            if self.focused && index == self.selected {
                focus(frame, area, 0);
            }
            y = self.draw_row(frame, area, &(self.row)(index), index == self.selected);
        }
    }

    /// Draws one row and says where the next begins. Words are shown only where there is room to say what
    /// they are worth.
    fn draw_row(&self, frame: &mut Frame<'_>, area: Rect, row: &Row, selected: bool) -> u16 {
        let mut y = area.y;
        let tells_worth = row.tells_worth_in(area.height.into());
        for (index, text) in row.texts().into_iter().enumerate().take(if tells_worth { 3 } else { 1 }) {
            for (nth, span) in text.lines.iter().enumerate() {
                if y >= area.bottom() {
                    return y;
                }
                let line = Rect { y, height: 1, ..area };
                self.line(frame, line, text, *span, nth + 1 == text.lines.len(), selected);
                if let (0, 0, Some(badge)) = (index, nth, row.badge) {
                    let right = Rect { width: line.width.saturating_sub(1), ..line };
                    put_right(frame, right, vec![plain(&badge.to_string(), badge_role(badge), self.theme)]);
                }
                y += 1;
            }
        }
        y.saturating_add(1)
    }

    fn line(&self, frame: &mut Frame<'_>, line: Rect, text: &RowText, span: ByteSpan, last: bool, selected: bool) {
        if selected {
            let role = if self.focused { Role::Cursor } else { Role::Dim };
            put(frame, line, vec![plain("▌", role, self.theme)]);
        }
        let margin = u16::try_from(ROW_MARGIN).unwrap_or(0).min(line.width);
        let mut pieces = styled(&text.paragraph, span, self.theme);
        if last && text.cut {
            pieces.push(plain("…", Role::Dim, self.theme));
        }
        put(frame, Rect { x: line.x + margin, width: line.width - margin, ..line }, pieces);
    }
}
