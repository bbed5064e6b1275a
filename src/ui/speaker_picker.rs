//! Drawing the list of speakers to choose from, over the screen it was called from.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::widgets::Block;

use super::text::{plain, put, put_right, wipe};
use crate::action::{Action, Scope};
use crate::app::{Model, SpeakerPicker};
use crate::corpus::SpeakerId;
use crate::settings::Role;
use crate::text::clip;

pub(super) fn draw(frame: &mut Frame<'_>, model: &Model, picker: &SpeakerPicker) {
    let (theme, corpus) = (&model.theme, &model.record.corpus);
    let layout = SpeakerPicker::layout(corpus, model.area);
    wipe(frame, layout.frame, theme);
    let key = |action| model.keymap().shown(action, Scope::SpeakerPicker).unwrap_or_default();
    let speakers = picker.speakers(corpus);
    let foot = format!(" {} writes it down · {} back ", key(Action::Accept), key(Action::Back));
    let room = usize::from(layout.frame.width).saturating_sub(2);
    let block = Block::bordered()
        .border_style(theme.style(Role::FocusedBorder))
        .title(plain(" Who said it? ", Role::Title, theme))
        .title_bottom(plain(&clip(&foot, room), Role::Dim, theme));
    frame.render_widget(block, layout.frame);
    if picker.filter.text().is_empty() {
        put(frame, layout.filter, vec![plain("type a part of a name", Role::Dim, theme)]);
    } else {
        put(frame, layout.filter, vec![plain(picker.filter.text(), Role::Text, theme)]);
    }
    let column = u16::try_from(picker.filter.cursor_column()).unwrap_or(u16::MAX);
    let x = layout.filter.x.saturating_add(column).min(layout.filter.right().saturating_sub(1));
    frame.set_cursor_position(Position { x, y: layout.filter.y });
    if speakers.is_empty() {
        put(frame, layout.text, vec![plain("Nobody is called so.", Role::Text, theme)]);
        return;
    }
    let window = picker.window(speakers.len(), corpus, model.area);
    let visible = speakers.iter().enumerate().take(window.end).skip(window.top);
    for ((index, id), y) in visible.zip(layout.text.top()..layout.text.bottom()) {
        row(frame, Rect { y, height: 1, ..layout.text }, model, picker, *id, index == picker.cursor.selected);
    }
}

fn row(frame: &mut Frame<'_>, line: Rect, model: &Model, picker: &SpeakerPicker, id: SpeakerId, is_selected: bool) {
    let (theme, corpus) = (&model.theme, &model.record.corpus);
    let speaker = corpus.speaker(id);
    let is_named = corpus.statement(picker.statement).speakers().contains(&id);
    let note = match (is_named, picker.candidates.contains(&id)) {
        (true, _) => "named now",
        (false, true) => "candidate",
        (false, false) => "",
    };
    let taken = put_right(frame, line, vec![plain(note, Role::Active, theme)]);
    let (mark, role) = if is_selected { ("▌ ", Role::Selected) } else { ("  ", Role::Text) };
    let room = usize::from(line.width.saturating_sub(taken + 3));
    let name = clip(&speaker.name, room);
    let about: Vec<&str> = [&speaker.role, &speaker.affiliation].into_iter().flatten().map(String::as_str).collect();
    let left = room.saturating_sub(crate::text::display_width(&name) + 2);
    let about = about.join(", ");
    let mut pieces = vec![plain(mark, Role::Cursor, theme), plain(&name, role, theme)];
    if left > 8 && !about.is_empty() {
        pieces.push(plain(&format!("  {}", clip(&about, left)), Role::Dim, theme));
    }
    put(frame, Rect { width: line.width.saturating_sub(taken), ..line }, pieces);
}
