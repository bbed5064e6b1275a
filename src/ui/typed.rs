//! A line of text being typed, with the cursor.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};

use super::text::{from_column, plain, put};
use crate::app::TextBox;
use crate::settings::{Role, Theme};
use crate::text::display_width;

/// Draws a box that is typed into behind its label, scrolled to its cursor, and puts the cursor there.
pub(super) fn field(frame: &mut Frame<'_>, area: Rect, theme: &Theme, label: &str, text: &TextBox) {
    put(frame, area, vec![plain(label, Role::Key, theme)]);
    let label_width = u16::try_from(display_width(label)).unwrap_or(u16::MAX).min(area.width);
    let area = Rect { x: area.x + label_width, width: area.width - label_width, ..area };
    let scrolled = text.scrolled(usize::from(area.width).saturating_sub(1));
    put(frame, area, from_column(vec![plain(text.text(), Role::Text, theme)], scrolled));
    let column = u16::try_from(text.cursor_column().saturating_sub(scrolled)).unwrap_or(u16::MAX);
    let x = area.x.saturating_add(column).min(area.right().saturating_sub(1));
    frame.set_cursor_position(Position { x, y: area.y });
}
