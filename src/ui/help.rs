//! Drawing the help screen, over the screen it was called from.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::widgets::Block;

use super::text::{document, focus, plain, put, wipe};
use crate::action::{Action, Scope};
use crate::app::{HelpScreen, Model};
use crate::layout::overlay;
use crate::settings::Role;

pub(super) fn draw(frame: &mut Frame<'_>, model: &Model, screen: &HelpScreen) {
    let theme = &model.theme;
    let layout = overlay(model.area);
    wipe(frame, layout.frame, theme);
    let key = |action| model.keymap().told(action, screen.scope());
    let page = screen.page(model.keymap());
    let extent = document(frame, layout.text, &page, screen.scroll, theme);
    focus(frame, layout.text, 0);
    let foot = match extent.in_words() {
        Some(lines) => format!(" {lines} · {} back ", key(Action::Back)),
        None => format!(" {} back ", key(Action::Back)),
    };
    let block = Block::bordered()
        .border_style(theme.style(Role::FocusedBorder))
        .title(plain(" Keys ", Role::Title, theme))
        .title_bottom(plain(&foot, Role::Dim, theme));
    frame.render_widget(block, layout.frame);
    filter_line(frame, layout.filter, model, screen);
}

fn filter_line(frame: &mut Frame<'_>, area: Rect, model: &Model, screen: &HelpScreen) {
    let theme = &model.theme;
    if !screen.filtering && screen.filter.text().is_empty() {
        let key = model.keymap().told(Action::Search, Scope::Help);
        put(frame, area, vec![plain(&format!("{key} to filter: a key, a place or a word"), Role::Dim, theme)]);
        return;
    }
    put(frame, area, vec![plain("/ ", Role::Key, theme), plain(screen.filter.text(), Role::Text, theme)]);
    if screen.filtering {
        let column = u16::try_from(screen.filter.cursor_column()).unwrap_or(u16::MAX);
        let x = area.x.saturating_add(2).saturating_add(column).min(area.right().saturating_sub(1));
        frame.set_cursor_position(Position { x, y: area.y });
    }
}
