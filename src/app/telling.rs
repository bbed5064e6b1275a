//! What is told beside the screen, and the room it takes.

use ratatui::layout::Rect;

use super::message::Message;
use super::model::Model;
use super::screen::Screen;
use super::update::fit_but_reading;
use crate::layout::{Document, Paragraph, Stage, Told, caption_columns, message_columns};
use crate::settings::Role;

impl Model {
    /// What must be said now, each with its role: the messages, else what is wrong with the query. A sign says
    /// that something is wrong where the colour cannot.
    #[must_use]
    pub fn said(&self) -> Vec<(String, Role)> {
        let wrong = |text: &str| (format!("! {text}"), Role::Error);
        if self.messages.is_empty() && self.screens.is_empty() {
            return self.browse.query_problem.iter().map(|problem| wrong(&problem.to_string())).collect();
        }
        let told = |message: &Message| {
            if message.is_error { wrong(&message.text) } else { (message.text.clone(), Role::Active) }
        };
        self.messages.iter().map(told).collect()
    }

    /// The same, one under another. Nothing for an audience: a talk says it in its last line.
    #[must_use]
    pub fn message_page(&self) -> Document {
        let mut page = Document::default();
        if !matches!(self.screens.last(), Some(Screen::Talk(_))) {
            for (text, role) in self.said() {
                page.push(Paragraph::new(text, role));
            }
        }
        page
    }

    /// What the tour says that is playing; `None` where there is nothing to show of it.
    #[must_use]
    pub fn caption_page(&self) -> Option<Document> {
        let player = self.player.as_ref().filter(|player| player.is_held() || !player.caption().is_empty())?;
        let mut page = Document::default();
        page.push(Paragraph::new(player.caption(), Role::Text));
        Some(page)
    }

    /// How the terminal is shared between the screen and what is told beside it.
    #[must_use]
    pub fn stage(&self) -> Stage {
        let caption = self.caption_page().map_or(0, |page| page.lines(caption_columns(self.area)).len());
        let told = Told {
            messages: self.message_page().lines(message_columns(self.area)).len(),
            // A slide says there what its words are worth.
            last_line_is_free: !matches!(self.uncovered_screen(), Some(Screen::Talk(_))),
            has_note: matches!(self.screens.last(), Some(Screen::Note(_))),
            caption,
            keys: usize::from(self.key_cast.is_some()),
        };
        Stage::new(self.area, told)
    }

    /// The room for the screen.
    #[must_use]
    pub fn screen_area(&self) -> Rect {
        self.stage().screen
    }

    /// The screen that is seen as a whole, with what may lie over it taken away. `None` is the browse screen.
    pub(super) fn uncovered_screen(&self) -> Option<&Screen> {
        self.screens.iter().rfind(|screen| !screen.is_overlay())
    }
}

/// Lets something happen, and fits what fills the screen where that takes room from it or gives it back.
pub(super) fn in_its_room<T>(model: &mut Model, happen: impl FnOnce(&mut Model) -> T) -> T {
    let before = model.screen_area();
    let outcome = happen(model);
    if model.screen_area() != before {
        fit_but_reading(model);
    }
    outcome
}
