//! What lists over a screen have in common: their frame, the box that narrows them down, and the
//! mark of the selected row.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Span;
use ratatui::widgets::Block;

use super::text::{plain, put, wipe};
use super::typed::field;
use crate::app::FilteredList;
use crate::layout::Overlay;
use crate::settings::{Role, Theme};
use crate::text::{clip, display_width};

/// Empties its place and draws the border, with a title above and what the keys do below.
pub(super) fn frame_of(frame: &mut Frame<'_>, layout: &Overlay, theme: &Theme, title: &str, foot: &str) {
    wipe(frame, layout.frame, theme);
    border(frame, layout, theme, title, foot);
}

/// Draws the border alone, around what is drawn already.
pub(super) fn border(frame: &mut Frame<'_>, layout: &Overlay, theme: &Theme, title: &str, foot: &str) {
    let room = usize::from(layout.frame.width).saturating_sub(2);
    let block = Block::bordered()
        .border_style(theme.style(Role::FocusedBorder))
        .title(plain(&clip(title, room), Role::Title, theme))
        .title_bottom(plain(&clip(foot, room), Role::Dim, theme));
    frame.render_widget(block, layout.frame);
}

/// Draws the box behind its label, with a hint while nothing is typed, and puts the cursor there.
pub(super) fn filter_box(
    frame: &mut Frame<'_>,
    layout: &Overlay,
    theme: &Theme,
    (label, hint): (&str, &str),
    list: &FilteredList,
) {
    field(frame, layout.filter, theme, label, &list.filter);
    if list.filter.text().is_empty() {
        let label = u16::try_from(display_width(label)).unwrap_or(u16::MAX).min(layout.filter.width);
        let free = Rect { x: layout.filter.x + label, width: layout.filter.width - label, ..layout.filter };
        put(frame, free, vec![plain(hint, Role::Dim, theme)]);
    }
}

/// The visible rows of so many: for each its index, its place and whether it is selected.
pub(super) fn rows(list: &FilteredList, count: usize, layout: &Overlay) -> impl Iterator<Item = (usize, Rect, bool)> {
    let (window, text, selected) = (list.window(count, layout), layout.text, list.cursor.selected);
    let places = (text.top()..text.bottom()).map(move |y| Rect { y, height: 1, ..text });
    (window.top..window.end).zip(places).map(move |(index, place)| (index, place, index == selected))
}

/// The mark before a row.
pub(super) fn mark(is_selected: bool, theme: &Theme) -> Span<'static> {
    plain(if is_selected { "▌ " } else { "  " }, Role::Cursor, theme)
}
