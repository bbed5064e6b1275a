//! What keys do on the browse screen.

use super::Browse;
use crate::action::{Action, Scope};
use crate::app::bookmarks::open_bookmarks;
use crate::app::effect::Effect;
use crate::app::message::Message;
use crate::app::queries::open_queries;
use crate::app::screen::{Screen, Surroundings};
use crate::app::scroll::Motion;
use crate::app::session::SessionScreen;
use crate::app::steps::Step;
use crate::app::talk::open_talk;
use crate::layout::Focus;
use crate::search::{FacetKind, FacetValue};

/// Columns that a pane gets or gives at once.
const COLUMNS_AT_ONCE: i16 = 2;

impl Browse {
    pub(in crate::app) fn act(&mut self, action: Action, around: &Surroundings) -> (Step, Option<Effect>) {
        if let Some(walk) = self.walk_of(action) {
            return self.walk(walk);
        }
        if let Some(motion) = Motion::of(action) {
            self.moves_in_list = true;
            self.go(motion, around);
            return (Step::Stay, None);
        }
        if self.searching {
            return self.act_in_box(action, around);
        }
        match action {
            Action::Toggle | Action::Open if matches!(self.focus, Focus::Facets(_)) => (Step::Stay, self.toggle()),
            Action::Toggle => (self.mark(), None),
            Action::MarkRange => (self.mark_range(), None),
            Action::ClearFilters => self.clear(around),
            Action::UndoClear => self.undo_clear(),
            Action::Sort => self.sort_next(),
            Action::Back => self.back(around),
            Action::Session => (self.open_session(around), None),
            Action::Open | Action::Context | Action::Wordings => (self.lead_on(action, around), None),
            Action::Overview => (Step::OpenOverview, None),
            Action::Talk => (open_talk(self.results.hits.clone(), self.list.selected, around), None),
            Action::BookmarksOnly => self.toggle_bookmarks_only(around),
            Action::Bookmarks => (open_bookmarks(self.selected().map(|hit| hit.statement), around), None),
            Action::Queries => (open_queries(&self.history, around), None),
            Action::Wider => (self.resize(1, around), None),
            Action::Narrower => (self.resize(-1, around), None),
            Action::Reload => (Step::Reload, None),
            Action::Search => {
                self.open_box();
                (Step::Stay, None)
            }
            _ => (self.change_focus(action), None),
        }
    }

    fn change_focus(&mut self, action: Action) -> Step {
        let facet = FacetKind::ALL.into_iter().find(|kind| self.focus == Focus::Facets(*kind));
        self.focus = match action {
            Action::Speakers => Focus::Facets(FacetKind::Speakers),
            Action::Sessions => Focus::Facets(FacetKind::Sessions),
            Action::Topics => Focus::Facets(FacetKind::Topics),
            Action::NextPane if facet.is_some() => Focus::List,
            Action::NextPane if self.focus == Focus::List => Focus::Detail,
            Action::PreviousPane if self.focus == Focus::Detail => Focus::List,
            Action::PreviousPane if facet.is_some() => Focus::Detail,
            Action::NextPane | Action::PreviousPane => Focus::Facets(FacetKind::Speakers),
            _ => return Step::Pass,
        };
        Step::Stay
    }

    /// Makes the pane that the keys act on wider or narrower.
    fn resize(&mut self, by: i16, around: &Surroundings) -> Step {
        let before = self.layout(around.area);
        let columns = self.panes;
        let by = by * COLUMNS_AT_ONCE;
        match self.focus {
            Focus::Facets(_) => self.panes.facets = columns.facets.saturating_add(by),
            Focus::Detail => self.panes.detail = columns.detail.saturating_add(by),
            // What the list takes it takes from the detail, where that is beside it.
            Focus::List if before.detail.width > 0 => self.panes.detail = columns.detail.saturating_sub(by),
            Focus::List => self.panes.facets = columns.facets.saturating_sub(by),
        }
        if self.layout(around.area) == before {
            self.panes = columns;
            let how = if by > 0 { "wide" } else { "narrow" };
            return Step::Say(Message::note(format!("This pane is as {how} as it gets here.")));
        }
        Step::Stay
    }

    fn sort_next(&mut self) -> (Step, Option<Effect>) {
        self.sort = self.sort.next();
        let name = self.sort.name();
        (Step::Say(Message::note(format!("Order: {name}."))), Some(self.ask_for_same()))
    }

    /// Marks the selected statement, or takes its mark away, and goes on to the next one.
    fn mark(&mut self) -> Step {
        let Some(hit) = self.selected() else { return Step::Say(Message::note("No statement is selected.")) };
        self.marks.toggle(hit);
        self.select(|list, count| list.go(Motion::Down, count, 1));
        Step::Stay
    }

    /// Begins a range of marks at the selected statement, or ends the one that is begun.
    fn mark_range(&mut self) -> Step {
        self.focus = Focus::List;
        self.marks.begin_or_end_range(&self.results.hits, self.list.selected);
        Step::Stay
    }

    /// One step back: to the list, then marks, then filters and query off.
    fn back(&mut self, around: &Surroundings) -> (Step, Option<Effect>) {
        if self.focus != Focus::List {
            self.focus = Focus::List;
            return (Step::Stay, None);
        }
        if !self.marks.is_empty() {
            self.marks.drop_last();
            return (Step::Stay, None);
        }
        if self.search_box.text().is_empty() && self.filters.is_empty() {
            let quit = around.settings.keymap.told(Action::Quit, Scope::Browse);
            return (Step::Say(Message::note(format!("Nothing to go back from; {quit} quits."))), None);
        }
        self.clear(around)
    }

    fn lead_on(&self, action: Action, around: &Surroundings) -> Step {
        match self.selected() {
            Some(hit) => hit.lead_on(action, around),
            None => Step::Say(Message::note("No statement is selected.")),
        }
    }

    /// The session under the cursor, else that of the selected statement.
    fn open_session(&self, around: &Surroundings) -> Step {
        if self.focus == Focus::Facets(FacetKind::Sessions) {
            let selected = self.facets[FacetKind::Sessions.index()].selected;
            if let Some((FacetValue::Session(id), _)) = self.facet_rows(FacetKind::Sessions).get(selected) {
                return Step::Open(Screen::Session(Box::new(SessionScreen::open(*id, None, around))));
            }
        }
        self.lead_on(Action::Session, around)
    }
}
