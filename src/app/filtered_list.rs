//! A list over a screen, with a box that narrows it down: what its keys and the mouse do on every
//! screen that has one.

use super::pointing::{Gesture, Pointed};
use super::scroll::{ListCursor, Motion};
use super::text_box::{Edited, Full, TextBox};
use crate::action::Action;
use crate::layout::{Overlay, Window, point_in, visible_window};

/// The box and the cursor of such a list. What the list holds, its screen knows.
#[derive(Clone, Debug, Default)]
pub struct FilteredList {
    /// What the list is narrowed down by.
    pub filter: TextBox,
    /// The row the keys act on.
    pub cursor: ListCursor,
}

/// What the mouse asks of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Clicked {
    /// Nothing more.
    Nothing,
    /// To take the selected row.
    Take,
    /// To leave the list.
    Leave,
}

impl FilteredList {
    /// The visible rows of so many.
    #[must_use]
    pub fn window(&self, count: usize, layout: &Overlay) -> Window {
        visible_window(count, self.cursor.top, self.cursor.selected, layout.text.height.into(), |_| 1)
    }

    /// Moves in a list of `count` rows, or edits the filter. Where the filter holds another text, other
    /// rows may be left, and the first of them is selected.
    pub(super) fn act(&mut self, action: Action, count: usize, layout: &Overlay) -> Edited {
        if let Some(motion) = Motion::of(action) {
            self.cursor.go(motion, count, layout.text.height.into());
            self.settle(count, layout);
            return Edited::Cursor;
        }
        let edited = self.filter.edit(action);
        if edited == Edited::Text {
            self.cursor = ListCursor::default();
        }
        edited
    }

    /// A click selects a row, a second one takes it; one beside the list leaves it.
    pub(super) fn pointed(&mut self, pointed: Pointed, count: usize, layout: &Overlay) -> Clicked {
        let window = self.window(count, layout);
        let row = point_in(layout.text, pointed.at).and_then(|at| window.row_at(at.line, |_| 1));
        match (pointed.gesture, row) {
            (Gesture::Wheel(turned), _) => self.cursor.turn(turned, count, layout.text.height.into(), |_| 1),
            (Gesture::Click, Some((row, _))) => self.cursor.selected = row,
            (Gesture::DoubleClick, Some(_)) => return Clicked::Take,
            (Gesture::Click, None) if !layout.frame.contains(pointed.at) => return Clicked::Leave,
            _ => {}
        }
        self.settle(count, layout);
        Clicked::Nothing
    }

    /// Takes typed text into the filter; the likeliest row is selected.
    pub(super) fn typed(&mut self, text: &str) -> Result<(), Full> {
        self.cursor = ListCursor::default();
        self.filter.paste(text)
    }

    /// Keeps the cursor within `count` rows, and in sight.
    pub(super) fn settle(&mut self, count: usize, layout: &Overlay) {
        self.cursor.selected = self.cursor.selected.min(count.saturating_sub(1));
        self.cursor.top = self.window(count, layout).top;
    }
}
