//! The bookmarks, to be looked over: also those that the corpus no longer has.

use super::message::Message;
use super::note::open_note;
use super::pointing::{Gesture, Pointed};
use super::screen::{Screen, Surroundings};
use super::scroll::{ListCursor, Motion};
use super::steps::Step;
use super::talk::open_talk;
use crate::action::{Action, Scope};
use crate::corpus::{Corpus, StatementId};
use crate::layout::{Window, bookmark_row, point_in, screen_layout, visible_window};
use crate::memory::{Bookmark, Bookmarks, Change, Placed};
use crate::search::Hit;

/// The list of bookmarks.
#[derive(Clone, Debug, Default)]
pub struct BookmarksScreen {
    /// The row the keys act on.
    pub cursor: ListCursor,
    /// What was taken out here, the last one last.
    taken_out: Vec<Bookmark>,
}

/// Says that there is none, and how one is made.
pub(super) fn no_bookmark(around: &Surroundings) -> Step {
    let key = around.settings.keymap.told(Action::Bookmark, Scope::Browse);
    Step::Say(Message::note(format!("There is no bookmark yet; {key} makes one.")))
}

/// Opens the list, at a statement if it is bookmarked.
pub(super) fn open_bookmarks(statement: Option<StatementId>, around: &Surroundings) -> Step {
    if around.bookmarks.entries().is_empty() {
        return no_bookmark(around);
    }
    let mut screen = BookmarksScreen::default();
    if let Some(statement) = statement {
        screen.select_statement(statement, around);
    }
    screen.settle(around);
    Step::Open(Screen::Bookmarks(Box::new(screen)))
}

/// The statement of a bookmark, in its nearest wording.
fn hit(placed: &Placed, corpus: &Corpus) -> Option<Hit> {
    placed.whereabouts.statement().map(|id| Hit::from(corpus.statement(id).primary()))
}

impl BookmarksScreen {
    pub(super) fn act(&mut self, action: Action, around: &Surroundings) -> Step {
        if let Some(motion) = Motion::of(action) {
            let window = self.window(&around.bookmarks, &around.corpus, around.area);
            let count = around.bookmarks.entries().len();
            self.cursor.go(motion, count, window.end.saturating_sub(window.top + 1));
            self.settle(around);
            return Step::Stay;
        }
        match action {
            Action::Back => Step::Back,
            Action::TakeOut => match self.selected(around) {
                Some(placed) => {
                    self.taken_out.push(placed.bookmark.clone());
                    Step::ChangeBookmarks(Change::Remove(vec![placed.bookmark.id.clone()]))
                }
                None => Step::Say(Message::note("No bookmark is selected.")),
            },
            Action::PutBack => match self.taken_out.pop() {
                Some(bookmark) => Step::ChangeBookmarks(Change::Add(vec![bookmark])),
                None => Step::Say(Message::note("Nothing was taken out here.")),
            },
            Action::Note => match self.selected(around) {
                Some(placed) => open_note(placed.bookmark.clone()),
                None => Step::Say(Message::note("No bookmark is selected.")),
            },
            Action::Talk => self.open_talk(around),
            Action::Open | Action::Context | Action::Session | Action::Wordings => self.lead_on(action, around),
            _ => Step::Pass,
        }
    }

    pub(super) fn pointed(&mut self, pointed: Pointed, around: &Surroundings) -> Step {
        let area = screen_layout(around.area).body;
        let entries = around.bookmarks.entries();
        let height = |at: usize| bookmark_row(&around.corpus, &entries[at], area.width.into()).height();
        let window = self.window(&around.bookmarks, &around.corpus, around.area);
        let row = point_in(area, pointed.at).and_then(|at| window.row_at(at.line, height));
        match (pointed.gesture, row) {
            (Gesture::Wheel(turned), _) => self.cursor.turn(turned, entries.len(), area.height.into(), height),
            (Gesture::Click, Some((row, _))) => self.cursor.selected = row,
            (Gesture::DoubleClick, Some(_)) => return self.lead_on(Action::Context, around),
            _ => {}
        }
        self.settle(around);
        Step::Stay
    }

    /// The selected statement, if the corpus has it.
    pub(super) fn selected_hit(&self, bookmarks: &Bookmarks, corpus: &Corpus) -> Option<Hit> {
        hit(bookmarks.entries().get(self.cursor.selected)?, corpus)
    }

    fn selected<'a>(&self, around: &'a Surroundings) -> Option<&'a Placed> {
        around.bookmarks.entries().get(self.cursor.selected)
    }

    /// Shows what the corpus has of them, from the selected one on.
    fn open_talk(&self, around: &Surroundings) -> Step {
        let entries = around.bookmarks.entries();
        let there = |placed: &&Placed| placed.whereabouts.statement().is_some();
        let at = entries.iter().take(self.cursor.selected).filter(there).count();
        open_talk(entries.iter().filter_map(|placed| hit(placed, &around.corpus)).collect(), at, around)
    }

    fn lead_on(&self, action: Action, around: &Surroundings) -> Step {
        match self.selected(around).map(|placed| hit(placed, &around.corpus)) {
            Some(Some(hit)) => hit.lead_on(action, around),
            Some(None) => Step::Say(Message::note("This statement is not in the corpus any more.")),
            None => Step::Say(Message::note("No bookmark is selected.")),
        }
    }

    /// Selects a statement, if it is bookmarked.
    pub(super) fn select_statement(&mut self, statement: StatementId, around: &Surroundings) {
        let is_it = |placed: &Placed| placed.whereabouts.statement() == Some(statement);
        if let Some(at) = around.bookmarks.entries().iter().position(is_it) {
            self.cursor.selected = at;
            self.settle(around);
        }
    }

    /// The visible rows.
    #[must_use]
    pub fn window(&self, bookmarks: &Bookmarks, corpus: &Corpus, area: ratatui::layout::Rect) -> Window {
        let body = screen_layout(area).body;
        let entries = bookmarks.entries();
        let height = |at: usize| bookmark_row(corpus, &entries[at], body.width.into()).height();
        visible_window(entries.len(), self.cursor.top, self.cursor.selected, body.height.into(), height)
    }

    pub(super) fn settle(&mut self, around: &Surroundings) {
        self.cursor.selected = self.cursor.selected.min(around.bookmarks.entries().len().saturating_sub(1));
        self.cursor.top = self.window(&around.bookmarks, &around.corpus, around.area).top;
    }
}
