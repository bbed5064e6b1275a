//! Drawing the queries used before, over the screen they were called from.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::widgets::Block;

use super::text::{plain, put, styled, wipe};
use super::typed::field;
use crate::action::Action;
use crate::app::{Model, QueriesScreen};
use crate::layout::{Paragraph, overlay};
use crate::settings::Role;
use crate::text::ByteSpan;

pub(super) fn draw(frame: &mut Frame<'_>, model: &Model, screen: &QueriesScreen) {
    let theme = &model.theme;
    let layout = overlay(model.area);
    wipe(frame, layout.frame, theme);
    let key = |action| model.keymap().shown(action, model.scope()).unwrap_or_default();
    let foot = format!(" {} takes it · {} back ", key(Action::Accept), key(Action::Back));
    let block = Block::bordered()
        .border_style(theme.style(Role::FocusedBorder))
        .title(plain(" Queries used before ", Role::Title, theme))
        .title_bottom(plain(&foot, Role::Dim, theme));
    frame.render_widget(block, layout.frame);
    field(frame, layout.filter, theme, "/ ", &screen.filter);
    if screen.filter.text().is_empty() {
        let free = Rect { x: layout.filter.x + 2, width: layout.filter.width.saturating_sub(2), ..layout.filter };
        put(frame, free, vec![plain("type some letters of it", Role::Dim, theme)]);
    }
    let text = layout.text;
    if screen.found.is_empty() {
        put(frame, text, vec![plain("No query has these letters.", Role::Dim, theme)]);
    }
    for ((index, found), y) in screen.found.iter().enumerate().skip(screen.cursor.top).zip(text.top()..text.bottom()) {
        let is_selected = index == screen.cursor.selected;
        let role = if is_selected { Role::Selected } else { Role::Text };
        let mark = plain(if is_selected { "▌ " } else { "  " }, Role::Cursor, theme);
        let paragraph = Paragraph::new(&*found.query, role).marked_all(found.marks.iter().copied(), Role::Match);
        let mut pieces = vec![mark];
        pieces.extend(styled(&paragraph, ByteSpan::new(0, found.query.len()), theme));
        put(frame, Rect { y, height: 1, ..text }, pieces);
    }
}
