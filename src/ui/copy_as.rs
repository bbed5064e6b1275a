//! Drawing the forms that statements are copied in, over the screen they were called from.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::filtered_list::{filter_box, frame_of, mark, rows};
use super::text::{plain, put};
use super::typed::field;
use crate::action::Action;
use crate::app::{CopyAsScreen, Model};
use crate::export::Format;
use crate::settings::Role;
use crate::text::{clip, number};

/// Columns of the names.
const NAMES: usize = 11;

pub(super) fn draw(frame: &mut Frame<'_>, model: &Model, screen: &CopyAsScreen) {
    let theme = &model.theme;
    let layout = CopyAsScreen::layout(model.screen_area());
    let key = |action| model.keymap().told(action, screen.scope());
    let statements = number(screen.hits.len(), "statement");
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
    frame_of(frame, &layout, theme, &title, &foot);
    match &screen.file {
        Some(file) => field(frame, layout.filter, theme, "File: ", file),
        None => filter_box(frame, &layout, theme, ("", "type to filter"), &screen.list),
    }
    let formats = screen.formats();
    if formats.is_empty() {
        put(frame, layout.text, vec![plain("No form has this name.", Role::Text, theme)]);
    }
    for (index, place, is_selected) in rows(&screen.list, formats.len(), &layout) {
        row(frame, place, model, formats[index], is_selected);
    }
}

fn row(frame: &mut Frame<'_>, area: Rect, model: &Model, format: Format, is_selected: bool) {
    let theme = &model.theme;
    let role = if is_selected { Role::Selected } else { Role::Text };
    let about = clip(format.about(), usize::from(area.width).saturating_sub(NAMES + 2));
    let pieces = vec![
        mark(is_selected, theme),
        plain(&format!("{:<NAMES$}", format.name()), role, theme),
        plain(&about, Role::Dim, theme),
    ];
    put(frame, area, pieces);
}
