//! Drawing the wordings screen.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::bars::{self, Hint};
use super::text::{document, focus, plain, put, worth_above};
use crate::action::Action;
use crate::app::{Model, WordingsScreen};
use crate::layout::{WordingsView, screen_layout, who_within};
use crate::settings::Role;

const HINTS: &[Hint] = &[
    (Action::Back, "back"),
    (Action::NextWording, "next"),
    (Action::PreviousWording, "previous"),
    (Action::Open, "context"),
    (Action::Session, "session"),
    (Action::Talk, "talk"),
    (Action::Help, "help"),
];

pub(super) fn draw(frame: &mut Frame<'_>, model: &Model, screen: &WordingsScreen) {
    let layout = screen_layout(model.screen_area());
    let corpus = &model.record.corpus;
    let primary = corpus.statement(screen.statement).primary();
    let who = who_within(corpus, primary, bars::title_room(layout.title, "Wordings"));
    bars::title(frame, layout.title, model, "Wordings", &who);
    let view = WordingsView::new(corpus, screen.statement, &screen.comparisons, screen.selected, layout.body);
    match view {
        WordingsView::Columns(ref columns) => {
            for (index, (area, page)) in columns.iter().enumerate() {
                if index > 0 {
                    rule(frame, *area, model);
                }
                document(frame, *area, page, screen.scroll, &model.theme);
                worth_above(frame, *area, page, screen.scroll, &model.theme);
                if index == screen.selected {
                    focus(frame, *area, 0);
                }
            }
        }
        WordingsView::Stacked(area, ref page, _) => {
            document(frame, area, page, screen.scroll, &model.theme);
            worth_above(frame, area, page, screen.scroll, &model.theme);
            let first = view.lines_of(screen.selected).map_or(0, |(first, _)| first);
            focus(frame, area, first.saturating_sub(screen.scroll.top));
        }
    }
    bars::status(frame, layout.status, model, &standing(screen), HINTS);
}

/// Which wording, and what is lit.
fn standing(screen: &WordingsScreen) -> String {
    let count = screen.comparisons.len();
    let lit = match (count, screen.selected) {
        (1, _) => return "the only wording".to_owned(),
        (_, 0) => "the nearest to the spoken words".to_owned(),
        _ => "lit: what differs from 1".to_owned(),
    };
    format!("wording {} of {count} · {lit}", screen.selected + 1)
}

/// The line left of a column.
fn rule(frame: &mut Frame<'_>, column: Rect, model: &Model) {
    for y in column.top()..column.bottom() {
        put(frame, Rect { x: column.x - 2, y, width: 1, height: 1 }, vec![plain("│", Role::Border, &model.theme)]);
    }
}
