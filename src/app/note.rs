//! A note on a bookmark, being written over the screen it was called from.

use super::screen::{Screen, Surroundings};
use super::steps::Step;
use super::text_box::{Full, TextBox};
use crate::action::Action;
use crate::memory::{Bookmark, Change, Placed};

/// The most characters of a note. It is a person's own work, longer than any query.
const MOST_CHARACTERS: usize = 10_000;

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
        let text = TextBox::roomy(bookmark.note.as_deref().unwrap_or_default(), MOST_CHARACTERS);
        Self { bookmark, text }
    }

    pub(super) fn act(&mut self, action: Action, around: &Surroundings) -> Step {
        match action {
            Action::Back => Step::Back,
            Action::Accept => self.keep(around),
            _ => self.text.edit(action).step(),
        }
    }

    /// Writes the note; where nothing was written and nothing is bookmarked, nothing is.
    fn keep(&self, around: &Surroundings) -> Step {
        let note = Some(self.text.text().trim().to_owned()).filter(|note| !note.is_empty());
        let is_it = |placed: &Placed| placed.bookmark.id == self.bookmark.id;
        if note.is_none() && !around.bookmarks.entries().iter().any(is_it) {
            return Step::Back;
        }
        Step::BackChangingBookmarks(Change::Write(Bookmark { note, ..self.bookmark.clone() }))
    }

    /// Takes typed text in.
    pub(super) fn typed(&mut self, text: &str) -> Result<(), Full> {
        self.text.paste(text)
    }
}
