//! Drawing the palette, over the screen it was called from.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::Span;
use ratatui::widgets::Block;

use super::text::{plain, put, put_right, styled, wipe};
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
    let layout = overlay(model.area);
    wipe(frame, layout.frame, theme);
    let key = |action| model.keymap().told(action, Scope::Palette);
    let commands = screen.commands(model.keymap());
    let place = if commands.is_empty() { 0 } else { screen.cursor.selected + 1 };
    let foot = format!(" {place}/{} · {} does it · {} back ", commands.len(), key(Action::Run), key(Action::Back));
    let block = Block::bordered()
        .border_style(theme.style(Role::FocusedBorder))
        .title(plain(" Commands ", Role::Title, theme))
        .title_bottom(plain(&foot, Role::Dim, theme));
    frame.render_widget(block, layout.frame);
    filter_line(frame, layout.filter, screen, theme);
    if commands.is_empty() {
        let nothing = format!("No command is like “{}”.", screen.filter.text());
        put(frame, layout.text, vec![plain(&clip(&nothing, layout.text.width.into()), Role::Text, theme)]);
        return;
    }
    let window = screen.window(commands.len(), model.area);
    let visible = commands.iter().enumerate().take(window.end).skip(window.top);
    for ((index, command), y) in visible.zip(layout.text.top()..layout.text.bottom()) {
        row(frame, Rect { y, height: 1, ..layout.text }, command, index == screen.cursor.selected, theme);
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
    let mut pieces = vec![plain(if selected { "▌ " } else { "  " }, Role::Cursor, theme)];
    if line.width >= NAMES_FIT {
        let name = command.action.name();
        pieces.extend(marked(name, &command.in_name, role, theme));
        pieces.push(plain(&" ".repeat(NAMES.saturating_sub(name.len())), role, theme));
    }
    let description = if command.elsewhere.is_some() { Role::Dim } else { Role::Text };
    let used: usize = pieces.iter().map(Span::width).sum();
    let room = usize::from(line.width.saturating_sub(taken + 2)).saturating_sub(used);
    let shown = clip(command.action.description(), room);
    pieces.extend(marked(&shown, &command.in_description, description, theme));
    put(frame, Rect { width: line.width.saturating_sub(taken), ..line }, pieces);
}

/// A text with the letters that were typed lit.
fn marked(text: &str, spans: &[ByteSpan], role: Role, theme: &Theme) -> Vec<Span<'static>> {
    let whole = ByteSpan::new(0, text.len());
    let within = spans.iter().filter_map(|span| span.intersection(whole));
    styled(&Paragraph::new(text, role).marked_all(within, Role::Match), whole, theme)
}

fn filter_line(frame: &mut Frame<'_>, area: Rect, screen: &PaletteScreen, theme: &Theme) {
    let mut pieces = vec![plain(": ", Role::Key, theme)];
    if screen.filter.text().is_empty() {
        pieces.push(plain("a word of what you want to do", Role::Dim, theme));
    } else {
        pieces.push(plain(screen.filter.text(), Role::Text, theme));
    }
    put(frame, area, pieces);
    let column = u16::try_from(screen.filter.cursor_column()).unwrap_or(u16::MAX);
    let x = area.x.saturating_add(2).saturating_add(column).min(area.right().saturating_sub(1));
    frame.set_cursor_position(Position { x, y: area.y });
}
