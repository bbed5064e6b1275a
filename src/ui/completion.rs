//! Drawing the ways a query can go on, below the search box.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::widgets::Block;

use super::text::{plain, put, wipe};
use crate::app::{Completion, Model};
use crate::layout::{completion_area, visible_window};
use crate::settings::Role;
use crate::text::{clip, display_width};

/// Draws them under the column where they are put in.
pub(super) fn draw(frame: &mut Frame<'_>, model: &Model, completion: &Completion, search: Rect, column: usize) {
    let theme = &model.theme;
    let widest = completion.candidates.iter().map(|candidate| display_width(candidate)).max().unwrap_or(0);
    let area = completion_area(model.screen_area(), search, column, widest, completion.candidates.len());
    wipe(frame, area, theme);
    let place = format!(" {}/{} ", completion.selected + 1, completion.candidates.len());
    let block =
        Block::bordered().border_style(theme.style(Role::FocusedBorder)).title_bottom(plain(&place, Role::Dim, theme));
    let inner = block.inner(area);
    frame.render_widget(block, area);
    let window = visible_window(completion.candidates.len(), 0, completion.selected, inner.height.into(), |_| 1);
    for (y, index) in (inner.top()..inner.bottom()).zip(window.top..completion.candidates.len()) {
        let is_selected = index == completion.selected;
        let (mark, role) = if is_selected { ("▌", Role::Active) } else { (" ", Role::Text) };
        let text = clip(&completion.candidates[index], usize::from(inner.width).saturating_sub(1));
        put(frame, Rect { y, height: 1, ..inner }, vec![plain(mark, Role::Cursor, theme), plain(&text, role, theme)]);
    }
}
