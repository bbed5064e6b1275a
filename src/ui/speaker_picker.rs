//! Drawing the list of speakers to choose from, over the screen it was called from.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::filtered_list::{filter_box, frame_of, mark, rows};
use super::text::{plain, put, put_right};
use crate::action::{Action, Scope};
use crate::app::{Model, SpeakerPicker};
use crate::corpus::SpeakerId;
use crate::settings::Role;
use crate::text::clip;

pub(super) fn draw(frame: &mut Frame<'_>, model: &Model, picker: &SpeakerPicker) {
    let (theme, corpus) = (&model.theme, &model.record.corpus);
    let layout = SpeakerPicker::layout(corpus, model.screen_area());
    let key = |action| model.keymap().told(action, Scope::SpeakerPicker);
    let speakers = picker.speakers(corpus);
    let foot = format!(" {} writes it down · {} back ", key(Action::Accept), key(Action::Back));
    frame_of(frame, &layout, theme, " Who said it? ", &foot);
    filter_box(frame, &layout, theme, ("", "type a part of a name"), &picker.list);
    if speakers.is_empty() {
        put(frame, layout.text, vec![plain("Nobody is called so.", Role::Text, theme)]);
        return;
    }
    for (index, place, is_selected) in rows(&picker.list, speakers.len(), &layout) {
        row(frame, place, model, picker, speakers[index], is_selected);
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
    let role = if is_selected { Role::Selected } else { Role::Text };
    let room = usize::from(line.width.saturating_sub(taken + 3));
    let name = clip(&speaker.name, room);
    let about: Vec<&str> = [&speaker.role, &speaker.affiliation].into_iter().flatten().map(String::as_str).collect();
    let left = room.saturating_sub(crate::text::display_width(&name) + 2);
    let about = about.join(", ");
    let mut pieces = vec![mark(is_selected, theme), plain(&name, role, theme)];
    if left > 8 && !about.is_empty() {
        pieces.push(plain(&format!("  {}", clip(&about, left)), Role::Dim, theme));
    }
    put(frame, Rect { width: line.width.saturating_sub(taken), ..line }, pieces);
}
