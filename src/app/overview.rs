//! The overview screen: how much each speaker said in each session.

use std::sync::Arc;

use ratatui::layout::Rect;

use super::effect::Effect;
use super::message::Message;
use super::model::{Model, Numbers};
use super::pointing::{Gesture, Pointed};
use super::screen::{Screen, Surroundings};
use super::scroll::{ListCursor, Motion};
use super::steps::Step;
use crate::action::Action;
use crate::corpus::{Corpus, SessionId, SpeakerId};
use crate::layout::{Among, Overview, OverviewLayout, Side, overview_layout, screen_layout};
use crate::search::{FacetValue, Failure, Filters};

/// The corpus in numbers.
#[derive(Clone, Debug, Default)]
pub struct OverviewScreen {
    /// The row the keys act on; after the last speaker comes the total.
    pub rows: ListCursor,
    /// The column the keys act on; after the last session comes the total.
    pub columns: ListCursor,
}

impl OverviewScreen {
    /// What is visible, and where.
    #[must_use]
    pub fn layout(&self, overview: &Overview, corpus: &Corpus, area: Rect) -> OverviewLayout {
        let among = |cursor: ListCursor| Among { top: cursor.top, selected: cursor.selected };
        overview_layout(overview, corpus, screen_layout(area).body, among(self.rows), among(self.columns))
    }

    /// The speaker and the session of the selected cell.
    #[must_use]
    pub fn selected(&self, overview: &Overview) -> (Side<SpeakerId>, Side<SessionId>) {
        (overview.speaker_at(self.rows.selected), overview.session_at(self.columns.selected))
    }

    pub(super) fn act(&mut self, action: Action, around: &Surroundings) -> Step {
        let Some(overview) = around.overview.clone() else {
            return if action == Action::Back { Step::Back } else { Step::Pass };
        };
        let columns = overview.sessions.len() + 1;
        match action {
            Action::Back => return Step::Back,
            Action::Open => return self.enter(&overview),
            Action::Left => self.columns.go(Motion::Up, columns, 1),
            Action::Right => self.columns.go(Motion::Down, columns, 1),
            Action::FarLeft => self.columns.go(Motion::First, columns, 1),
            Action::FarRight => self.columns.go(Motion::Last, columns, 1),
            _ => {
                let Some(motion) = Motion::of(action) else { return Step::Pass };
                let visible = self.layout(&overview, &around.corpus, around.area).rows;
                self.rows.go(motion, overview.speakers.len() + 1, visible.end - visible.top);
            }
        }
        self.settle(around);
        Step::Stay
    }

    /// A click selects a number, a second one shows its statements.
    pub(super) fn pointed(&mut self, pointed: Pointed, around: &Surroundings) -> Step {
        let Some(overview) = around.overview.clone() else { return Step::Stay };
        let layout = self.layout(&overview, &around.corpus, around.area);
        match (pointed.gesture, layout.cell_at(pointed.at, &overview)) {
            (Gesture::Wheel(turned), _) => {
                let visible = layout.rows.end - layout.rows.top;
                self.rows.turn(turned, overview.speakers.len(), visible, |_| 1);
            }
            (Gesture::Click, Some((row, column))) => (self.rows.selected, self.columns.selected) = (row, column),
            (Gesture::DoubleClick, Some(_)) => return self.enter(&overview),
            _ => {}
        }
        self.settle(around);
        Step::Stay
    }

    /// Narrows the browse screen down to the selected cell.
    fn enter(&self, overview: &Overview) -> Step {
        let (speaker, session) = self.selected(overview);
        if overview.count(speaker, session) == 0 {
            return Step::Say(Message::note("Nothing was said there."));
        }
        let mut filters = Filters::default();
        let mut query = Vec::new();
        match speaker {
            Side::One(id) => filters.toggle(FacetValue::Speaker(id)),
            Side::None => query.push("is:unattributed"),
            Side::All => {}
        }
        match session {
            Side::One(id) => filters.toggle(FacetValue::Session(id)),
            Side::None => query.push("is:sessionless"),
            Side::All => {}
        }
        Step::Narrow(query.join(" "), filters)
    }

    pub(super) fn settle(&mut self, around: &Surroundings) {
        let Some(overview) = &around.overview else { return };
        self.rows.selected = self.rows.selected.min(overview.speakers.len());
        self.columns.selected = self.columns.selected.min(overview.sessions.len());
        let layout = self.layout(overview, &around.corpus, around.area);
        self.rows.top = layout.rows.top;
        self.columns.top = layout.columns.start;
    }
}

/// Opens the numbers; if they have not been counted yet, they come later.
pub(super) fn open_overview(model: &mut Model) -> Option<Effect> {
    model.screens.push(Screen::Overview(Box::default()));
    let count = count(model);
    settle(model);
    count
}

/// Has the corpus counted, unless that was done or goes on.
pub(super) fn count(model: &mut Model) -> Option<Effect> {
    let Numbers::NotCounted = model.record.numbers else { return None };
    model.record.numbers = Numbers::Counting;
    Some(Effect::Count(Arc::clone(&model.record.corpus)))
}

/// Takes the numbers in.
pub(super) fn counted(model: &mut Model, outcome: Result<Arc<Overview>, Failure>) {
    match outcome {
        Ok(overview) => {
            model.record.numbers = Numbers::Counted(overview);
            settle(model);
        }
        Err(failure) => {
            model.record.numbers = Numbers::NotCounted;
            let text = format!("The counting broke: {}. Please report it.", failure.message);
            model.messages.say(Message::error(text));
        }
    }
}

fn settle(model: &mut Model) {
    let around = model.surroundings();
    for screen in &mut model.screens {
        if let Screen::Overview(screen) = screen {
            screen.settle(&around);
        }
    }
}
