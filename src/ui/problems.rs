//! Drawing the problems screen.

use ratatui::Frame;

use super::bars::{self, Hint};
use super::text::{document, focus};
use crate::action::Action;
use crate::app::{Model, ProblemsScreen};
use crate::diagnostic::summary;
use crate::layout::{reading_area, screen_layout};

const HINTS: &[Hint] =
    &[(Action::Edit, "edit"), (Action::Reload, "read again"), (Action::Back, "back"), (Action::Help, "help")];

const NOTHING_OPEN: &[Hint] =
    &[(Action::Edit, "edit"), (Action::Reload, "read again"), (Action::Leave, "quit"), (Action::Help, "help")];

const IN_DRAFT: &[Hint] = &[(Action::Edit, "go on writing"), (Action::Back, "back"), (Action::Help, "help")];

pub(super) fn draw(frame: &mut Frame<'_>, model: &Model, screen: &ProblemsScreen) {
    let layout = screen_layout(model.screen_area());
    let (name, hints) = match &screen.draft {
        Some(_) => ("Problems of what you wrote", IN_DRAFT),
        None if model.record.opened => ("Problems", HINTS),
        None => ("Problems", NOTHING_OPEN),
    };
    bars::title(frame, layout.title, model, name, &model.record.name);
    let area = reading_area(layout.body);
    let extent = document(frame, area, &screen.page(area.width), screen.scroll, &model.theme);
    focus(frame, area, 0);
    let reading = model.record.reading.underway.then(|| "reading…".to_owned());
    let parts = [Some(summary(&screen.problems)), extent.in_words(), reading];
    bars::status(frame, layout.status, model, &parts.into_iter().flatten().collect::<Vec<_>>().join(" · "), hints);
}
