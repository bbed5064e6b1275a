//! The problems screen: why a corpus could not be opened.

use super::message::Message;
use super::pointing::{Gesture, Pointed};
use super::screen::Surroundings;
use super::scroll::{Motion, Scroll};
use super::steps::Step;
use crate::action::Action;
use crate::diagnostic::Diagnostic;
use crate::edit::Draft;
use crate::layout::{Document, diagnostics_page, reading_area, screen_layout};

/// The problems of a corpus.
#[derive(Clone, Debug)]
pub struct ProblemsScreen {
    /// All of them.
    pub problems: Vec<Diagnostic>,
    /// How far they are scrolled.
    pub scroll: Scroll,
    /// The draft they are in, where they are not in the files.
    pub draft: Option<Box<Draft>>,
}

impl ProblemsScreen {
    pub(super) const fn open(problems: Vec<Diagnostic>) -> Self {
        Self { problems, scroll: Scroll { top: 0 }, draft: None }
    }

    pub(super) fn of_draft(problems: Vec<Diagnostic>, draft: Draft) -> Self {
        Self { draft: Some(Box::new(draft)), ..Self::open(problems) }
    }

    /// What it shows in `width` columns.
    #[must_use]
    pub fn page(&self, width: u16) -> Document {
        diagnostics_page(&self.problems, width.into())
    }

    pub(super) fn act(&mut self, action: Action, around: &Surroundings) -> Step {
        if let Some(motion) = Motion::of(action) {
            let (lines, height) = self.extent(around);
            self.scroll.go(motion, lines, height);
            return Step::Stay;
        }
        match action {
            Action::Reload => Step::Reload,
            Action::Edit => self.edit(),
            Action::Problems => Step::Back,
            Action::Leave if !around.opened => Step::Run(Action::Quit),
            Action::Back | Action::Leave if around.opened => Step::Back,
            Action::Back => Step::Say(Message::note("Nothing is open yet: mend the file and read it again, or quit.")),
            _ => Step::Pass,
        }
    }

    pub(super) fn pointed(&mut self, pointed: Pointed, around: &Surroundings) -> Step {
        if let Gesture::Wheel(turned) = pointed.gesture {
            let (lines, height) = self.extent(around);
            self.scroll.turn(turned, lines, height);
        }
        Step::Stay
    }

    /// Goes on writing the draft, or opens the file, at the first problem.
    fn edit(&self) -> Step {
        let Some(problem) = self.problems.first() else { return Step::Stay };
        match &self.draft {
            None => Step::EditAt(problem.place.clone()),
            // It may be one of the file it would have been added to.
            Some(draft) => {
                let is_in_draft =
                    draft.file.as_ref().is_some_and(|file| file.display().to_string() == problem.place.file);
                let line = if is_in_draft { problem.place.line.max(1) } else { draft.line };
                Step::Compose(Box::new(Draft { line, ..(**draft).clone() }))
            }
        }
    }

    pub(super) fn settle(&mut self, around: &Surroundings) {
        let (lines, height) = self.extent(around);
        self.scroll.settle(lines, height);
    }

    fn extent(&self, around: &Surroundings) -> (usize, usize) {
        let area = reading_area(screen_layout(around.area).body);
        (self.page(area.width).lines(area.width.into()).len(), area.height.into())
    }
}
