//! Drawing the queries used before, over the screen they were called from.

use ratatui::Frame;

use super::filtered_list::{filter_box, frame_of, mark, rows};
use super::text::{plain, put, styled};
use crate::action::Action;
use crate::app::{Model, QueriesScreen};
use crate::layout::{Paragraph, overlay};
use crate::settings::Role;
use crate::text::ByteSpan;

pub(super) fn draw(frame: &mut Frame<'_>, model: &Model, screen: &QueriesScreen) {
    let theme = &model.theme;
    let layout = overlay(model.screen_area());
    let key = |action| model.keymap().told(action, model.scope());
    let foot = format!(" {} takes it · {} back ", key(Action::Accept), key(Action::Back));
    frame_of(frame, &layout, theme, " Queries used before ", &foot);
    filter_box(frame, &layout, theme, ("/ ", "type some letters of it"), &screen.list);
    if screen.found.is_empty() {
        put(frame, layout.text, vec![plain("No query has these letters.", Role::Dim, theme)]);
    }
    for (index, place, is_selected) in rows(&screen.list, screen.found.len(), &layout) {
        let found = &screen.found[index];
        let role = if is_selected { Role::Selected } else { Role::Text };
        let paragraph = Paragraph::new(&*found.query, role).marked_all(found.marks.iter().copied(), Role::Match);
        let mut pieces = vec![mark(is_selected, theme)];
        pieces.extend(styled(&paragraph, ByteSpan::new(0, found.query.len()), theme));
        put(frame, place, pieces);
    }
}
