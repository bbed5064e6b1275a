//! Drawing the help screen, over the screen it was called from.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::filtered_list::border;
use super::text::{document, focus, plain, put, wipe};
use super::typed::field;
use crate::action::{Action, Scope};
use crate::app::{HelpScreen, Model};
use crate::layout::overlay;
use crate::settings::Role;

pub(super) fn draw(frame: &mut Frame<'_>, model: &Model, screen: &HelpScreen) {
    let theme = &model.theme;
    let layout = overlay(model.screen_area());
    wipe(frame, layout.frame, theme);
    let key = |action| model.keymap().told(action, screen.scope());
    let page = screen.page(&model.settings);
    let extent = document(frame, layout.text, &page, screen.scroll, theme);
    focus(frame, layout.text, 0);
    let foot = match extent.in_words() {
        Some(lines) => format!(" {lines} · {} back ", key(Action::Back)),
        None => format!(" {} back ", key(Action::Back)),
    };
    border(frame, &layout, theme, " Keys ", &foot);
    filter_line(frame, layout.filter, model, screen);
}

fn filter_line(frame: &mut Frame<'_>, area: Rect, model: &Model, screen: &HelpScreen) {
    let theme = &model.theme;
    if !screen.filtering && screen.filter.text().is_empty() {
        let key = model.keymap().told(Action::Search, Scope::Help);
        put(frame, area, vec![plain(&format!("{key} to filter: a key, a place or a word"), Role::Dim, theme)]);
        return;
    }
    if screen.filtering {
        field(frame, area, theme, "/ ", &screen.filter);
    } else {
        put(frame, area, vec![plain("/ ", Role::Key, theme), plain(screen.filter.text(), Role::Text, theme)]);
    }
}
