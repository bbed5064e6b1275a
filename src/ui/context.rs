//! Drawing the context screen.

use ratatui::Frame;

use super::bars::{self, Hint};
use super::text::{document, focus, worth_above};
use crate::action::Action;
use crate::app::{ContextScreen, Model};
use crate::layout::{doubt_in_words, reading_area, screen_layout, who_within};
use crate::settings::Role;

const HINTS: &[Hint] = &[
    (Action::Back, "back"),
    (Action::Next, "next"),
    (Action::Previous, "previous"),
    (Action::NextWording, "other wording"),
    (Action::Session, "session"),
    (Action::Wordings, "wordings"),
    (Action::Talk, "talk"),
    (Action::Help, "help"),
];

const TO_REVIEW: &[Hint] = &[
    (Action::AcceptAttribution, "accept"),
    (Action::PickSpeaker, "pick the speaker"),
    (Action::RejectAttribution, "reject"),
    (Action::Back, "back"),
    (Action::Next, "next"),
    (Action::Help, "help"),
];

pub(super) fn draw(frame: &mut Frame<'_>, model: &Model, screen: &ContextScreen) {
    let layout = screen_layout(model.screen_area());
    let corpus = &model.record.corpus;
    let wording = corpus.wording(screen.shown.statement, screen.shown.wording);
    let who = who_within(corpus, wording, bars::title_room(layout.title, "Context"));
    bars::title(frame, layout.title, model, "Context", &who);
    let area = reading_area(layout.body);
    let extent = document(frame, area, &screen.page.document, screen.scroll, &model.theme);
    worth_above(frame, area, &screen.page.document, screen.scroll, &model.theme);
    let lines = screen.page.document.lines(area.width.into());
    let lit = screen.page.document.lines_with(Role::Words, &lines).map_or(0, |(first, _)| first);
    focus(frame, area, lit.saturating_sub(screen.scroll.top));
    let statement = wording.statement();
    let is_to_review = statement.is_unreviewed() && !model.record.judged.contains(&statement.id());
    if is_to_review {
        let doubt = doubt_in_words(corpus, statement).map(|doubt| format!(" · {doubt}")).unwrap_or_default();
        let standing = format!("{} to review{doubt}", model.record.left_to_review());
        bars::status(frame, layout.status, model, &standing, TO_REVIEW);
        return;
    }
    let has_source = wording.source().is_some();
    let place =
        has_source.then(|| format!("statement {} of {} in this source", screen.place() + 1, screen.page.order.len()));
    let standing = [place, extent.in_words()].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    bars::status(frame, layout.status, model, &standing, HINTS);
}
