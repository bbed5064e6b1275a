//! A note on a bookmark, being written over the screen it was called from.

use super::screen::Screen;
use super::steps::Step;
use super::text_box::TextBox;
use crate::action::Action;
use crate::memory::{Bookmark, Change};

/// The box for a note.
#[derive(Clone, Debug)]
pub struct NoteScreen {
    /// The bookmark, as it was.
    pub bookmark: Bookmark,
    /// The note.
    pub text: TextBox,
}

/// Opens the box for a note on a bookmark.
pub(super) fn open_note(bookmark: Bookmark) -> Step {
    Step::Open(Screen::Note(Box::new(NoteScreen::open(bookmark))))
}

impl NoteScreen {
    pub(super) fn open(bookmark: Bookmark) -> Self {
        let text = TextBox::holding(bookmark.note.as_deref().unwrap_or_default());
        Self { bookmark, text }
    }

    pub(super) fn act(&mut self, action: Action) -> Step {
        match action {
            Action::Back => return Step::Back,
            Action::Accept => {
                let note = Some(self.text.text().trim().to_owned()).filter(|note| !note.is_empty());
                return Step::BackChangingBookmarks(Change::Write(Bookmark { note, ..self.bookmark.clone() }));
            }
            _ => {
                self.text.edit(action);
            }
        }
        Step::Stay
    }

    /// Takes typed text in.
    pub(super) fn typed(&mut self, text: &str) {
        self.text.paste(text);
    }
}
