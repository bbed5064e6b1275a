//! The forms that statements are copied in, and the name of the file they are written into instead.

use ratatui::layout::Rect;

use super::filtered_list::{Clicked, FilteredList};
use super::message::Message;
use super::pointing::Pointed;
use super::screen::Surroundings;
use super::steps::Step;
use super::text_box::{Full, TextBox};
use crate::action::{Action, Scope};
use crate::corpus::Corpus;
use crate::export::{Format, Rendition};
use crate::layout::{Overlay, overlay_of};
use crate::search::Hit;
use crate::text::{Folding, folded};

/// The list of forms.
#[derive(Clone, Debug)]
pub struct CopyAsScreen {
    /// What is copied.
    pub hits: Vec<Hit>,
    /// The box and the cursor.
    pub list: FilteredList,
    /// The name of the file, while it is asked for.
    pub file: Option<TextBox>,
}

/// What files are called until a person says otherwise.
const NAME: &str = "statements";

impl CopyAsScreen {
    pub(super) fn open(hits: Vec<Hit>) -> Self {
        Self { hits, list: FilteredList::default(), file: None }
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
        let words = folded(self.list.filter.text(), Folding::Search);
        let holds = |format: &Format| {
            let text = folded(&format!("{} {}", format.name(), format.about()), Folding::Search);
            words.split_whitespace().all(|word| text.contains(word))
        };
        Format::ALL.iter().copied().filter(holds).collect()
    }

    /// The selected form.
    #[must_use]
    pub fn selected(&self) -> Option<Format> {
        self.formats().get(self.list.cursor.selected).copied()
    }

    pub(super) fn act(&mut self, action: Action, around: &Surroundings) -> Step {
        if self.file.is_some() {
            return self.act_in_box(action);
        }
        match (action, self.selected()) {
            (Action::Back, _) => return Step::Back,
            (Action::Accept, _) => return self.take(),
            (Action::WriteFile, Some(format)) => {
                let ending = format.endings().first().copied().unwrap_or("txt");
                self.file = Some(TextBox::holding(&format!("{NAME}.{ending}")));
            }
            (Action::WriteFile, None) => return no_form(),
            _ => return self.list.act(action, self.formats().len(), &Self::layout(around.area)).step(),
        }
        Step::Stay
    }

    fn take(&mut self) -> Step {
        match self.selected() {
            Some(format) => Step::Copy(std::mem::take(&mut self.hits), Rendition::Format(format)),
            None => no_form(),
        }
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
            _ => return file.edit(action).step(),
        }
        Step::Stay
    }

    pub(super) fn pointed(&mut self, pointed: Pointed, around: &Surroundings) -> Step {
        if self.file.is_some() {
            return Step::Stay;
        }
        match self.list.pointed(pointed, self.formats().len(), &Self::layout(around.area)) {
            Clicked::Take => self.take(),
            Clicked::Leave => Step::Back,
            Clicked::Nothing => Step::Stay,
        }
    }

    /// Takes typed text into the box that is open.
    pub(super) fn typed(&mut self, text: &str) -> Result<(), Full> {
        match &mut self.file {
            Some(file) => file.paste(text),
            None => self.list.typed(text),
        }
    }

    pub(super) fn settle(&mut self, around: &Surroundings) {
        self.list.settle(self.formats().len(), &Self::layout(around.area));
    }

    /// The same over another corpus, if that has one of the statements.
    pub(super) fn carried_over(mut self, from: &Corpus, around: &Surroundings) -> Option<Self> {
        self.hits = self.hits.iter().filter_map(|hit| hit.carried_over(from, &around.corpus)).collect();
        (!self.hits.is_empty()).then_some(self)
    }
}

fn no_form() -> Step {
    Step::Say(Message::note("No form has this name."))
}
