//! Drawing the palette, over the screen it was called from.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Span;

use super::filtered_list::{filter_box, frame_of, mark, rows};
use super::text::{plain, put, put_right, styled};
use crate::action::{Action, Scope};
use crate::app::{Model, PaletteScreen};
use crate::layout::{Command, Paragraph, overlay};
use crate::settings::{Role, Theme};
use crate::text::{ByteSpan, clip};

/// Columns of the names.
const NAMES: usize = 19;
/// Below so many columns the names are left out: what an action does says more.
const NAMES_FIT: u16 = 60;

pub(super) fn draw(frame: &mut Frame<'_>, model: &Model, screen: &PaletteScreen) {
    let theme = &model.theme;
    let layout = overlay(model.screen_area());
    let key = |action| model.keymap().told(action, Scope::Palette);
    let commands = screen.commands(model.keymap());
    let place = if commands.is_empty() { 0 } else { screen.list.cursor.selected + 1 };
    let foot = format!(" {place}/{} · {} does it · {} back ", commands.len(), key(Action::Run), key(Action::Back));
    frame_of(frame, &layout, theme, " Commands ", &foot);
    filter_box(frame, &layout, theme, (": ", "a word of what you want to do"), &screen.list);
    if commands.is_empty() {
        let nothing = format!("No command is like “{}”.", screen.list.filter.text());
        put(frame, layout.text, vec![plain(&clip(&nothing, layout.text.width.into()), Role::Text, theme)]);
        return;
    }
    for (index, place, is_selected) in rows(&screen.list, commands.len(), &layout) {
        row(frame, place, &commands[index], is_selected, theme);
    }
}

fn row(frame: &mut Frame<'_>, line: Rect, command: &Command, selected: bool, theme: &Theme) {
    let role = match command.elsewhere {
        Some(_) => Role::Dim,
        None if selected => Role::Selected,
        None => Role::Text,
    };
    let right = match (command.elsewhere, &command.keys) {
        (Some(scope), _) => plain(&format!("in {}", scope.title()), Role::Dim, theme),
        (None, Some(keys)) => plain(keys, Role::Key, theme),
        (None, None) => Span::default(),
    };
    let taken = put_right(frame, line, vec![right]);
    let mut pieces = vec![mark(selected, theme)];
    if line.width >= NAMES_FIT {
        let name = command.action.name();
        pieces.extend(marked(name, &command.in_name, role, theme));
        pieces.push(plain(&" ".repeat(NAMES.saturating_sub(name.len())), role, theme));
    }
    let description = if command.elsewhere.is_some() { Role::Dim } else { Role::Text };
    let used: usize = pieces.iter().map(Span::width).sum();
    let room = usize::from(line.width.saturating_sub(taken + 2)).saturating_sub(used);
    let shown = clip(command.description, room);
    pieces.extend(marked(&shown, &command.in_description, description, theme));
    put(frame, Rect { width: line.width.saturating_sub(taken), ..line }, pieces);
}

/// A text with the letters that were typed lit.
fn marked(text: &str, spans: &[ByteSpan], role: Role, theme: &Theme) -> Vec<Span<'static>> {
    let whole = ByteSpan::new(0, text.len());
    let within = spans.iter().filter_map(|span| span.intersection(whole));
    styled(&Paragraph::new(text, role).marked_all(within, Role::Match), whole, theme)
}
