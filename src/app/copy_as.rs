//! The forms that statements are copied in, and the name of the file they are written into instead.

use ratatui::layout::Rect;

use super::message::Message;
use super::pointing::{Gesture, Pointed};
use super::screen::{Carrier, Step, Surroundings};
use super::scroll::{ListCursor, Motion};
use super::text_box::TextBox;
use crate::action::{Action, Scope};
use crate::corpus::Corpus;
use crate::export::{Format, Rendition};
use crate::layout::{Overlay, overlay_of, point_in, visible_window};
use crate::search::Hit;
use crate::text::{Folding, folded};

/// The list of forms.
#[derive(Clone, Debug)]
pub struct CopyAsScreen {
    /// What is copied.
    pub hits: Vec<Hit>,
    /// What the list is filtered by.
    pub filter: TextBox,
    /// The row the keys act on.
    pub cursor: ListCursor,
    /// The name of the file, while it is asked for.
    pub file: Option<TextBox>,
}

/// What files are called until a person says otherwise.
const NAME: &str = "statements";

impl CopyAsScreen {
    pub(super) fn open(hits: Vec<Hit>) -> Self {
        Self { hits, filter: TextBox::default(), cursor: ListCursor::default(), file: None }
    }

    /// Where keys are pressed on it.
    #[must_use]
    pub const fn scope(&self) -> Scope {
        if self.file.is_some() { Scope::FileName } else { Scope::CopyAs }
    }

    /// Where it lies.
    #[must_use]
    pub fn layout(area: Rect) -> Overlay {
        overlay_of(area, Format::ALL.len())
    }

    /// The forms that the filter leaves.
    #[must_use]
    pub fn formats(&self) -> Vec<Format> {
        let words = folded(self.filter.text(), Folding::Search);
        let holds = |format: &Format| {
            let text = folded(&format!("{} {}", format.name(), format.about()), Folding::Search);
            words.split_whitespace().all(|word| text.contains(word))
        };
        Format::ALL.iter().copied().filter(holds).collect()
    }

    /// The selected form.
    #[must_use]
    pub fn selected(&self) -> Option<Format> {
        self.formats().get(self.cursor.selected).copied()
    }

    pub(super) fn act(&mut self, action: Action, around: &Surroundings) -> Step {
        if self.file.is_some() {
            return self.act_in_box(action);
        }
        if let Some(motion) = Motion::of(action) {
            let height = usize::from(Self::layout(around.area).text.height);
            self.cursor.go(motion, self.formats().len(), height);
            self.settle(around);
            return Step::Stay;
        }
        match (action, self.selected()) {
            (Action::Back, _) => return Step::Back,
            (Action::Accept, Some(format)) => {
                return Step::Copy(std::mem::take(&mut self.hits), Rendition::Format(format));
            }
            (Action::WriteFile, Some(format)) => {
                let ending = format.endings().first().copied().unwrap_or("txt");
                self.file = Some(TextBox::holding(&format!("{NAME}.{ending}")));
            }
            (Action::Accept | Action::WriteFile, None) => {
                return Step::Say(Message::note("No form has this name."));
            }
            _ => {
                if self.filter.edit(action) {
                    self.cursor = ListCursor::default();
                }
            }
        }
        Step::Stay
    }

    fn act_in_box(&mut self, action: Action) -> Step {
        let (Some(format), Some(file)) = (self.selected(), &mut self.file) else { return Step::Stay };
        match action {
            Action::Back => self.file = None,
            Action::Accept if file.text().trim().is_empty() => {
                return Step::Say(Message::note("A file needs a name."));
            }
            Action::Accept => {
                let path = file.text().trim().into();
                return Step::WriteFile(path, self.hits.clone(), Rendition::Format(format));
            }
            _ => {
                file.edit(action);
            }
        }
        Step::Stay
    }

    /// A click selects a form, a second one copies; one beside the list leaves it.
    pub(super) fn pointed(&mut self, pointed: Pointed, around: &Surroundings) -> Step {
        if self.file.is_some() {
            return Step::Stay;
        }
        let layout = Self::layout(around.area);
        let count = self.formats().len();
        let row = point_in(layout.text, pointed.at).map(|at| self.cursor.top + at.line).filter(|row| *row < count);
        match (pointed.gesture, row) {
            (Gesture::Wheel(turned), _) => self.cursor.turn(turned, count, layout.text.height.into(), |_| 1),
            (Gesture::Click, Some(row)) => self.cursor.selected = row,
            (Gesture::DoubleClick, Some(_)) => return self.act(Action::Accept, around),
            (Gesture::Click, None) if !layout.frame.contains(pointed.at) => return Step::Back,
            _ => {}
        }
        self.settle(around);
        Step::Stay
    }

    /// Takes typed text into the box that is open.
    pub(super) fn typed(&mut self, text: &str) {
        match &mut self.file {
            Some(file) => {
                file.paste(text);
            }
            None => {
                self.filter.paste(text);
                self.cursor = ListCursor::default();
            }
        }
    }

    pub(super) fn settle(&mut self, around: &Surroundings) {
        let (count, height) = (self.formats().len(), usize::from(Self::layout(around.area).text.height));
        self.cursor.selected = self.cursor.selected.min(count.saturating_sub(1));
        self.cursor.top = visible_window(count, self.cursor.top, self.cursor.selected, height, |_| 1).top;
    }

    /// The same over another corpus, if that has one of the statements.
    pub(super) fn carried_over(mut self, from: &Corpus, around: &Surroundings) -> Option<Self> {
        let carrier = Carrier::new(from, &around.corpus);
        self.hits = self.hits.iter().filter_map(|hit| carrier.hit(*hit)).collect();
        (!self.hits.is_empty()).then_some(self)
    }
}
