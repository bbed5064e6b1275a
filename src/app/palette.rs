//! The palette: every action by its name, for whoever does not know its key.

use ratatui::layout::Rect;

use super::message::Message;
use super::pointing::{Gesture, Pointed};
use super::screen::{Step, Surroundings};
use super::scroll::{ListCursor, Motion};
use super::text_box::TextBox;
use crate::action::{Action, Keymap, Scope};
use crate::layout::{Command, Window, commands, overlay, point_in, visible_window};

/// The list of actions, and a box that filters it.
#[derive(Clone, Debug)]
pub struct PaletteScreen {
    /// Where the person came from: there it is done.
    pub came_from: Scope,
    /// What the list is filtered by.
    pub filter: TextBox,
    /// The row the keys act on.
    pub cursor: ListCursor,
}

impl PaletteScreen {
    pub(super) fn open(came_from: Scope) -> Self {
        Self { came_from, filter: TextBox::default(), cursor: ListCursor::default() }
    }

    /// What it lists.
    #[must_use]
    pub fn commands(&self, keymap: &Keymap) -> Vec<Command> {
        commands(keymap, self.came_from, self.filter.text())
    }

    /// The visible rows of so many.
    #[must_use]
    pub fn window(&self, count: usize, area: Rect) -> Window {
        visible_window(count, self.cursor.top, self.cursor.selected, overlay(area).text.height.into(), |_| 1)
    }

    pub(super) fn act(&mut self, action: Action, around: &Surroundings) -> Step {
        let commands = self.commands(&around.settings.keymap);
        if let Some(motion) = Motion::of(action) {
            self.cursor.go(motion, commands.len(), overlay(around.area).text.height.into());
            self.settle(around);
            return Step::Stay;
        }
        match action {
            Action::Run => match commands.get(self.cursor.selected) {
                Some(Command { action, elsewhere: None, .. }) => return Step::Run(*action),
                Some(Command { action, elsewhere: Some(scope), .. }) => {
                    let words = format!("`{}` does nothing here; it works in: {}.", action.name(), scope.title());
                    return Step::Say(Message::note(words));
                }
                None => return Step::Say(Message::note("Nothing is selected.")),
            },
            Action::Back | Action::Palette => return Step::Back,
            _ => {
                if self.filter.edit(action) {
                    self.cursor = ListCursor::default();
                }
            }
        }
        Step::Stay
    }

    /// A click selects a command, a second one does it; one beside the list leaves it.
    pub(super) fn pointed(&mut self, pointed: Pointed, around: &Surroundings) -> Step {
        let layout = overlay(around.area);
        let count = self.commands(&around.settings.keymap).len();
        let window = self.window(count, around.area);
        let row = point_in(layout.text, pointed.at).and_then(|at| window.row_at(at.line, |_| 1));
        match (pointed.gesture, row) {
            (Gesture::Wheel(turned), _) => self.cursor.turn(turned, count, layout.text.height.into(), |_| 1),
            (Gesture::Click, Some((row, _))) => self.cursor.selected = row,
            (Gesture::DoubleClick, Some(_)) => return self.act(Action::Run, around),
            (Gesture::Click, None) if !layout.frame.contains(pointed.at) => return Step::Back,
            _ => {}
        }
        self.settle(around);
        Step::Stay
    }

    /// Takes typed text into the filter; the likeliest action is selected.
    pub(super) fn typed(&mut self, text: &str) {
        self.filter.paste(text);
        self.cursor = ListCursor::default();
    }

    pub(super) fn settle(&mut self, around: &Surroundings) {
        let count = self.commands(&around.settings.keymap).len();
        self.cursor.selected = self.cursor.selected.min(count.saturating_sub(1));
        self.cursor.top = self.window(count, around.area).top;
    }
}
