//! Drawing the box for a note, below the screen it was called from.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::widgets::Block;

use super::text::{plain, wipe};
use super::typed::field;
use crate::action::Action;
use crate::app::{Model, NoteScreen};
use crate::settings::Role;
use crate::text::clip;

pub(super) fn draw(frame: &mut Frame<'_>, model: &Model, screen: &NoteScreen) {
    let theme = &model.theme;
    let area = model.stage().note;
    wipe(frame, area, theme);
    let key = |action| model.keymap().told(action, model.scope());
    let foot = format!(" {} keeps it · {} leaves it as it was ", key(Action::Accept), key(Action::Back));
    let room = usize::from(area.width.saturating_sub(4));
    let block = Block::bordered()
        .border_style(theme.style(Role::FocusedBorder))
        .title(plain(" Note ", Role::Title, theme))
        .title_bottom(plain(&clip(&foot, room), Role::Dim, theme));
    let inner = block.inner(area);
    frame.render_widget(block, area);
    field(frame, Rect { x: inner.x + 1, width: inner.width.saturating_sub(2), ..inner }, theme, "", &screen.text);
}
