//! Drawing the forms that statements are copied in, over the screen they were called from.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::widgets::Block;

use super::text::{plain, put, wipe};
use super::typed::field;
use crate::action::Action;
use crate::app::{CopyAsScreen, Model};
use crate::export::Format;
use crate::settings::Role;
use crate::text::clip;

/// Columns of the names.
const NAMES: usize = 11;

pub(super) fn draw(frame: &mut Frame<'_>, model: &Model, screen: &CopyAsScreen) {
    let theme = &model.theme;
    let layout = CopyAsScreen::layout(model.area);
    wipe(frame, layout.frame, theme);
    let key = |action| model.keymap().shown(action, screen.scope()).unwrap_or_default();
    let count = screen.hits.len();
    let statements = if count == 1 { "1 statement".to_owned() } else { format!("{count} statements") };
    let (title, foot) = match screen.file {
        Some(_) => (
            format!(" Write {statements} into a file "),
            format!(" {} writes · {} back ", key(Action::Accept), key(Action::Back)),
        ),
        None => (
            format!(" Copy {statements} as "),
            format!(
                " {} copies · {} writes a file · {} back ",
                key(Action::Accept),
                key(Action::WriteFile),
                key(Action::Back)
            ),
        ),
    };
    let room = usize::from(layout.frame.width).saturating_sub(2);
    let block = Block::bordered()
        .border_style(theme.style(Role::FocusedBorder))
        .title(plain(&clip(&title, room), Role::Title, theme))
        .title_bottom(plain(&clip(&foot, room), Role::Dim, theme));
    frame.render_widget(block, layout.frame);
    formats(frame, layout.text, model, screen);
    match &screen.file {
        Some(file) => field(frame, layout.filter, theme, "File: ", file),
        None if screen.filter.text().is_empty() => {
            put(frame, layout.filter, vec![plain("type to filter", Role::Dim, theme)]);
            frame.set_cursor_position(Position { x: layout.filter.x, y: layout.filter.y });
        }
        None => field(frame, layout.filter, theme, "", &screen.filter),
    }
}

fn formats(frame: &mut Frame<'_>, area: Rect, model: &Model, screen: &CopyAsScreen) {
    let theme = &model.theme;
    let found = screen.formats();
    if found.is_empty() {
        put(frame, area, vec![plain("No form has this name.", Role::Text, theme)]);
        return;
    }
    for ((index, format), y) in found.iter().enumerate().skip(screen.cursor.top).zip(area.top()..area.bottom()) {
        let is_selected = index == screen.cursor.selected;
        row(frame, Rect { y, height: 1, ..area }, model, *format, is_selected);
    }
}

fn row(frame: &mut Frame<'_>, area: Rect, model: &Model, format: Format, is_selected: bool) {
    let theme = &model.theme;
    let (mark, role) = if is_selected { ("▌ ", Role::Selected) } else { ("  ", Role::Text) };
    let about = clip(format.about(), usize::from(area.width).saturating_sub(NAMES + 2));
    let pieces = vec![
        plain(mark, Role::Cursor, theme),
        plain(&format!("{:<NAMES$}", format.name()), role, theme),
        plain(&about, Role::Dim, theme),
    ];
    put(frame, area, pieces);
}
