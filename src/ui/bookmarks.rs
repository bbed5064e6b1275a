//! Drawing the list of bookmarks.

use ratatui::Frame;

use super::bars::{self, Hint};
use super::statements::StatementList;
use super::text::notice;
use crate::action::{Action, Scope};
use crate::app::{BookmarksScreen, Model};
use crate::layout::{Paragraph, bookmark_row, screen_layout};
use crate::settings::Role;

const HINTS: &[Hint] = &[
    (Action::Back, "back"),
    (Action::Context, "context"),
    (Action::Note, "note"),
    (Action::Talk, "talk"),
    (Action::TakeOut, "take off"),
    (Action::Help, "help"),
];

pub(super) fn draw(frame: &mut Frame<'_>, model: &Model, screen: &BookmarksScreen) {
    let layout = screen_layout(model.screen_area());
    let (corpus, bookmarks) = (&model.record.corpus, &model.browse.bookmarks);
    bars::title(frame, layout.title, model, "Bookmarks", corpus.title().unwrap_or_default());
    let entries = bookmarks.entries();
    if entries.is_empty() {
        let key = |action, scope| model.keymap().told(action, scope);
        let (add, back) = (key(Action::Bookmark, Scope::Browse), key(Action::PutBack, Scope::Bookmarks));
        let paragraphs = vec![
            Paragraph::new("No bookmark is left.", Role::Text),
            Paragraph::empty(),
            Paragraph::new(format!("{back} puts back what was taken off here; {add} makes a new one."), Role::Dim),
        ];
        notice(frame, layout.body, paragraphs, &model.theme);
    } else {
        let list = StatementList {
            row: &|at| bookmark_row(corpus, &entries[at], layout.body.width.into()),
            window: screen.window(bookmarks, corpus, model.screen_area()),
            selected: screen.cursor.selected,
            marked: &|_| false,
            focused: true,
            theme: &model.theme,
        };
        list.draw(frame, layout.body);
    }
    let place = (!entries.is_empty()).then(|| format!("{}/{}", screen.cursor.selected + 1, entries.len()));
    let lost = match bookmarks.lost_count() {
        0 => None,
        lost => Some(format!("{lost} lost")),
    };
    let standing = place.into_iter().chain(lost).collect::<Vec<_>>().join(" · ");
    bars::status(frame, layout.status, model, &standing, HINTS);
}
