//! The palette: every action by its name, for whoever does not know its key.

use super::filtered_list::{Clicked, FilteredList};
use super::message::Message;
use super::pointing::Pointed;
use super::screen::Surroundings;
use super::steps::Step;
use crate::action::{Action, Keymap, Scope};
use crate::layout::{Command, commands, overlay};

/// The list of actions.
#[derive(Clone, Debug)]
pub struct PaletteScreen {
    /// Where the person came from: there it is done.
    pub came_from: Scope,
    /// The box and the cursor.
    pub list: FilteredList,
}

impl PaletteScreen {
    pub(super) fn open(came_from: Scope) -> Self {
        Self { came_from, list: FilteredList::default() }
    }

    /// What it lists.
    #[must_use]
    pub fn commands(&self, keymap: &Keymap) -> Vec<Command> {
        commands(keymap, self.came_from, self.list.filter.text())
    }

    pub(super) fn act(&mut self, action: Action, around: &Surroundings) -> Step {
        let commands = self.commands(&around.settings.keymap);
        match action {
            Action::Run => self.run(&commands),
            Action::Back | Action::Palette => Step::Back,
            _ => self.list.act(action, commands.len(), &overlay(around.area)).step(),
        }
    }

    fn run(&self, commands: &[Command]) -> Step {
        match commands.get(self.list.cursor.selected) {
            Some(Command { action, elsewhere: None, .. }) => Step::Run(*action),
            Some(Command { action, elsewhere: Some(scope), .. }) => {
                let words = format!("`{}` does nothing here; it works in: {}.", action.name(), scope.title());
                Step::Say(Message::note(words))
            }
            None => Step::Say(Message::note("Nothing is selected.")),
        }
    }

    pub(super) fn pointed(&mut self, pointed: Pointed, around: &Surroundings) -> Step {
        let commands = self.commands(&around.settings.keymap);
        match self.list.pointed(pointed, commands.len(), &overlay(around.area)) {
            Clicked::Take => self.run(&commands),
            Clicked::Leave => Step::Back,
            Clicked::Nothing => Step::Stay,
        }
    }

    pub(super) fn settle(&mut self, around: &Surroundings) {
        let count = self.commands(&around.settings.keymap).len();
        self.list.settle(count, &overlay(around.area));
    }
}
