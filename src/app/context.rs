//! The context screen: a source's passages with a statement's words lit.

use super::message::Message;
use super::pointing::{Gesture, Pointed};
use super::screen::Surroundings;
use super::scroll::{Motion, Scroll};
use super::steps::Step;
use super::talk::open_talk;
use crate::action::Action;
use crate::corpus::{Corpus, StatementId, Wording};
use crate::layout::{ContextPage, LeadsTo, context_page, context_wording, point_in, reading_area, screen_layout};
use crate::search::Hit;
use crate::settings::Role;

/// A source, opened at a statement.
#[derive(Clone, Debug)]
pub struct ContextScreen {
    /// What it shows.
    pub page: ContextPage,
    /// The statement, in the wording whose words are lit.
    pub shown: Hit,
    /// How far it is scrolled.
    pub scroll: Scroll,
}

impl ContextScreen {
    pub(super) fn open(asked: Hit, around: &Surroundings) -> Self {
        let page = context_page(&around.corpus, asked.in_corpus(&around.corpus));
        let shown = Hit { wording: page.wording, ..asked };
        let mut screen = Self { page, shown, scroll: Scroll::default() };
        screen.aim(around);
        screen
    }

    pub(super) fn act(&mut self, action: Action, around: &Surroundings) -> Step {
        if let Some(motion) = Motion::of(action) {
            let (lines, height) = self.extent(around);
            self.scroll.go(motion, lines, height);
            return Step::Stay;
        }
        match action {
            Action::Back => Step::Back,
            // Where it was scrolled away from.
            Action::Context => {
                self.aim(around);
                Step::Stay
            }
            Action::Next => self.go(1, around),
            Action::Previous => self.go(-1, around),
            Action::NextWording => self.turn(1, around),
            Action::PreviousWording => self.turn(-1, around),
            Action::Wordings | Action::Session => self.shown.lead_on(action, around),
            Action::Talk => self.open_talk(around),
            _ => Step::Pass,
        }
    }

    /// Another statement's words lead to it, and the address to the source.
    pub(super) fn pointed(&mut self, pointed: Pointed, around: &Surroundings) -> Step {
        let (lines, height) = self.extent(around);
        if let Gesture::Wheel(turned) = pointed.gesture {
            self.scroll.turn(turned, lines, height);
            return Step::Stay;
        }
        let area = reading_area(screen_layout(around.area).body);
        let leads_to = point_in(area, pointed.at)
            .and_then(|at| self.page.document.leads_at(area.width.into(), self.scroll.top, at).cloned());
        match (pointed.gesture, leads_to) {
            (Gesture::Click, Some(LeadsTo::Statement(hit))) => {
                *self = Self::open(hit, around);
                Step::Stay
            }
            (Gesture::Click, Some(LeadsTo::Address(address))) => Step::OpenAddress(address),
            _ => Step::Stay,
        }
    }

    /// Shows another statement, in its own source.
    pub(super) fn show(&mut self, shown: Hit, around: &Surroundings) {
        *self = Self::open(shown, around);
    }

    /// The place of the statement among those of the source, from 0.
    #[must_use]
    pub fn place(&self) -> usize {
        let is_it = |hit: &Hit| hit.statement == self.shown.statement;
        self.page.order.iter().position(is_it).unwrap_or(0)
    }

    /// To the next statement of the source, or the one before.
    fn go(&mut self, by: isize, around: &Surroundings) -> Step {
        let to = self.place().checked_add_signed(by).and_then(|to| self.page.order.get(to));
        let Some(hit) = to else {
            let which = if by > 0 { "last" } else { "first" };
            return Step::Say(Message::note(format!("This is the {which} statement of this source.")));
        };
        *self = Self::open(*hit, around);
        Step::Stay
    }

    /// Shows the statements of the source to an audience.
    fn open_talk(&self, around: &Surroundings) -> Step {
        let mut playlist = self.page.order.clone();
        if playlist.is_empty() {
            playlist.push(self.shown);
        }
        open_talk(playlist, self.place(), around)
    }

    /// Goes to a statement, if it is one of the source's.
    pub(super) fn select_statement(&mut self, statement: StatementId, around: &Surroundings) {
        if let Some(hit) = self.page.order.iter().find(|hit| hit.statement == statement) {
            *self = Self::open(*hit, around);
        }
    }

    /// To the statement's next wording that has passages, or the one before.
    fn turn(&mut self, by: isize, around: &Surroundings) -> Step {
        let corpus = &around.corpus;
        let wordings: Vec<Wording<'_>> = corpus
            .statement(self.shown.statement)
            .wordings_nearest_first()
            .into_iter()
            .filter(|wording| context_wording(corpus, *wording).is_some_and(|lit| lit.id() == wording.id()))
            .collect();
        let at = wordings.iter().position(|wording| wording.id() == self.shown.wording);
        let (Some(at), true) = (at, wordings.len() > 1) else {
            return Step::Say(Message::note("No other wording of this statement has passages."));
        };
        let to = (at.cast_signed() + by).rem_euclid(wordings.len().cast_signed()).cast_unsigned();
        *self = Self::open(wordings[to].into(), around);
        Step::Stay
    }

    /// Brings the lit words into the window.
    pub(super) fn aim(&mut self, around: &Surroundings) {
        let area = reading_area(screen_layout(around.area).body);
        let lines = self.page.document.lines(area.width.into());
        let height = area.height.into();
        match self.page.document.lines_with(Role::Words, &lines) {
            Some((first, last)) => self.scroll.aim(first, last, lines.len(), height),
            None => self.scroll.settle(lines.len(), height),
        }
    }

    fn extent(&self, around: &Surroundings) -> (usize, usize) {
        let area = reading_area(screen_layout(around.area).body);
        (self.page.document.lines(area.width.into()).len(), area.height.into())
    }

    pub(super) fn carried_over(self, from: &Corpus, around: &Surroundings) -> Option<Self> {
        let shown = self.shown.carried_over(from, &around.corpus)?;
        let mut screen = Self::open(shown, around);
        screen.scroll = self.scroll;
        let (lines, height) = screen.extent(around);
        screen.scroll.settle(lines, height);
        Some(screen)
    }
}
