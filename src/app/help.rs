//! The help screen: the keys in force, and a box that filters them.

use super::pointing::{Gesture, Pointed};
use super::screen::Surroundings;
use super::scroll::{Motion, Scroll};
use super::steps::Step;
use super::text_box::{Edited, Full, TextBox};
use crate::action::{Action, Scope};
use crate::layout::{Document, HelpContent, help_page, overlay};
use crate::settings::Settings;

/// The list of keys.
#[derive(Clone, Debug)]
pub struct HelpScreen {
    /// Where the person came from.
    pub came_from: Scope,
    /// What the list is filtered by.
    pub filter: TextBox,
    /// Whether the filter is being typed.
    pub filtering: bool,
    /// How far the list is scrolled.
    pub scroll: Scroll,
}

impl HelpScreen {
    pub(super) fn open(came_from: Scope) -> Self {
        Self { came_from, filter: TextBox::default(), filtering: false, scroll: Scroll::default() }
    }

    /// Where keys are pressed on it.
    #[must_use]
    pub const fn scope(&self) -> Scope {
        if self.filtering { Scope::HelpFilter } else { Scope::Help }
    }

    /// What it shows.
    #[must_use]
    pub fn page(&self, settings: &Settings) -> Document {
        let (keymap, mouse) = (&settings.keymap, settings.mouse);
        help_page(HelpContent { keymap, mouse, scope: self.came_from, filter: self.filter.text() })
    }

    pub(super) fn act(&mut self, action: Action, around: &Surroundings) -> Step {
        if let Some(motion) = Motion::of(action) {
            let (lines, height) = self.extent(around);
            self.scroll.go(motion, lines, height);
            return Step::Stay;
        }
        match action {
            Action::Search => self.filtering = true,
            Action::Accept => self.filtering = false,
            Action::Back if self.filtering => self.filtering = false,
            Action::Back if !self.filter.text().is_empty() => self.filter = TextBox::default(),
            Action::Back | Action::Help => return Step::Back,
            _ => {
                let edited = self.filter.edit(action);
                if edited == Edited::Text {
                    self.scroll = Scroll::default();
                }
                return edited.step();
            }
        }
        Step::Stay
    }

    /// The wheel scrolls; a click beside it leaves it.
    pub(super) fn pointed(&mut self, pointed: Pointed, around: &Surroundings) -> Step {
        let (lines, height) = self.extent(around);
        match pointed.gesture {
            Gesture::Wheel(turned) => self.scroll.turn(turned, lines, height),
            Gesture::Click if !overlay(around.area).frame.contains(pointed.at) => return Step::Back,
            _ => {}
        }
        Step::Stay
    }

    /// Takes typed text into the filter.
    pub(super) fn typed(&mut self, text: &str) -> Result<(), Full> {
        self.scroll = Scroll::default();
        self.filter.paste(text)
    }

    pub(super) fn settle(&mut self, around: &Surroundings) {
        let (lines, height) = self.extent(around);
        self.scroll.settle(lines, height);
    }

    fn extent(&self, around: &Surroundings) -> (usize, usize) {
        let area = overlay(around.area).text;
        (self.page(&around.settings).lines(area.width.into()).len(), area.height.into())
    }
}
