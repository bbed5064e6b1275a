//! The session screen: the timeline, and what was said in one session.

use ratatui::layout::Rect;

use super::message::Message;
use super::pointing::{Gesture, Pointed, Turned};
use super::screen::Surroundings;
use super::scroll::{ListCursor, Motion, Scroll};
use super::steps::Step;
use super::talk::open_talk;
use crate::action::Action;
use crate::corpus::{Corpus, SessionId, StatementId};
use crate::layout::{
    LeadsTo, Point, Row, SessionFocus, SessionLayout, SessionPart, TIMELINE_ROW, Window, row, screen_layout,
    session_layout, session_page, statements_of, timeline, visible_window,
};
use crate::memory::Bookmarks;
use crate::search::{Highlighter, Hit};

/// A session on the timeline.
#[derive(Clone, Debug)]
pub struct SessionScreen {
    /// All sessions, by date.
    pub timeline: Vec<SessionId>,
    /// The row of the timeline whose session is shown.
    pub sessions: ListCursor,
    /// What was said there.
    pub hits: Vec<Hit>,
    /// The row the keys act on.
    pub statements: ListCursor,
    /// The pane the keys act on.
    pub focus: SessionFocus,
    /// How far the facts are scrolled.
    pub facts: Scroll,
}

impl SessionScreen {
    pub(super) fn open(session: SessionId, statement: Option<StatementId>, around: &Surroundings) -> Self {
        let timeline = timeline(&around.corpus);
        let at = timeline.iter().position(|id| *id == session).unwrap_or(0);
        let hits = statements_of(&around.corpus, session);
        let selected = statement.and_then(|id| hits.iter().position(|hit| hit.statement == id)).unwrap_or(0);
        let mut screen = Self {
            timeline,
            sessions: ListCursor { selected: at, top: 0 },
            hits,
            statements: ListCursor { selected, top: 0 },
            focus: SessionFocus::Statements,
            facts: Scroll::default(),
        };
        screen.settle(around);
        screen
    }

    /// The session that is shown.
    #[must_use]
    pub fn session(&self) -> Option<SessionId> {
        self.timeline.get(self.sessions.selected).copied()
    }

    /// Where its panes are.
    #[must_use]
    pub fn layout(&self, corpus: &Corpus, area: Rect) -> SessionLayout {
        let facts = |width| self.session().map_or(0, |id| session_page(corpus, id).lines(width).len());
        session_layout(screen_layout(area).body, self.focus, facts)
    }

    /// The statement the keys act on.
    pub(super) fn selected(&self) -> Option<Hit> {
        self.hits.get(self.statements.selected).copied()
    }

    pub(super) fn act(&mut self, action: Action, around: &Surroundings) -> Step {
        if let Some(motion) = Motion::of(action) {
            self.go(motion, around);
            return Step::Stay;
        }
        let step = match action {
            Action::Back => return Step::Back,
            Action::NextPane => {
                self.focus = self.focus.next();
                Step::Stay
            }
            Action::PreviousPane => {
                self.focus = self.focus.previous();
                Step::Stay
            }
            Action::Next => self.go_to_statement(Motion::Down, around),
            Action::Previous => self.go_to_statement(Motion::Up, around),
            Action::Open if self.focus == SessionFocus::Timeline => {
                self.focus = SessionFocus::Statements;
                Step::Stay
            }
            Action::Open | Action::Context | Action::Wordings => self.lead_on(action, around),
            Action::Talk => open_talk(self.hits.clone(), self.statements.selected, around),
            _ => Step::Pass,
        };
        self.settle(around);
        step
    }

    pub(super) fn pointed(&mut self, pointed: Pointed, around: &Surroundings) -> Step {
        let layout = self.layout(&around.corpus, around.area);
        let Some(part) = layout.part_at(pointed.at) else { return Step::Stay };
        if let Gesture::Wheel(turned) = pointed.gesture {
            self.turn(part, turned, &layout, around);
            return Step::Stay;
        }
        let step = match (pointed.gesture, part) {
            (Gesture::Click, SessionPart::Timeline(at)) => {
                self.focus = SessionFocus::Timeline;
                let row = at.map(|at| self.sessions.top + at.line / TIMELINE_ROW);
                if let Some(row) = row.filter(|row| *row < self.timeline.len()) {
                    self.show_session(row, around);
                }
                Step::Stay
            }
            (Gesture::Click, SessionPart::Facts(at)) => self.follow_facts(at, layout.facts_text().width, around),
            (Gesture::Click, SessionPart::Statements(at)) => {
                self.focus = SessionFocus::Statements;
                self.statements.selected = self.row_at(at, &layout, around).unwrap_or(self.statements.selected);
                Step::Stay
            }
            (Gesture::DoubleClick, SessionPart::Statements(at)) if self.row_at(at, &layout, around).is_some() => {
                self.lead_on(Action::Context, around)
            }
            _ => Step::Stay,
        };
        self.settle(around);
        step
    }

    fn turn(&mut self, part: SessionPart, turned: Turned, layout: &SessionLayout, around: &Surroundings) {
        match part {
            SessionPart::Timeline(_) => {
                let mut cursor = self.sessions;
                let height = usize::from(layout.timeline_rows().height);
                cursor.turn(turned, self.timeline.len(), height, |_| TIMELINE_ROW);
                if cursor.selected != self.sessions.selected {
                    self.show_session(cursor.selected, around);
                }
                self.sessions.top = cursor.top;
            }
            SessionPart::Facts(_) => {
                let area = layout.facts_text();
                self.facts.turn(turned, self.fact_lines(&around.corpus, area.width), area.height.into());
            }
            SessionPart::Statements(_) => {
                let area = layout.statement_rows();
                let mut cursor = self.statements;
                let height = |at: usize| self.row(&around.corpus, &around.bookmarks, at, area).height();
                cursor.turn(turned, self.hits.len(), area.height.into(), height);
                self.statements = cursor;
            }
        }
        self.settle(around);
    }

    fn follow_facts(&mut self, at: Option<Point>, width: u16, around: &Surroundings) -> Step {
        self.focus = SessionFocus::Facts;
        let leads_to = self
            .session()
            .zip(at)
            .and_then(|(id, at)| session_page(&around.corpus, id).leads_at(width.into(), self.facts.top, at).cloned());
        match leads_to {
            Some(LeadsTo::Address(address)) => Step::OpenAddress(address),
            _ => Step::Stay,
        }
    }

    /// The row of the list of statements at a place of it.
    fn row_at(&self, at: Option<Point>, layout: &SessionLayout, around: &Surroundings) -> Option<usize> {
        let window = self.window(&around.corpus, &around.bookmarks, layout);
        let height = |at: usize| self.row(&around.corpus, &around.bookmarks, at, layout.statement_rows()).height();
        window.row_at(at?.line, height).map(|(row, _)| row)
    }

    /// Shows the session in a row of the timeline.
    fn show_session(&mut self, row: usize, around: &Surroundings) {
        let before = self.session();
        self.sessions.selected = row;
        if let Some(session) = self.session().filter(|session| Some(*session) != before) {
            self.hits = statements_of(&around.corpus, session);
            self.statements = ListCursor::default();
            self.facts = Scroll::default();
        }
    }

    fn lead_on(&self, action: Action, around: &Surroundings) -> Step {
        match self.selected() {
            Some(hit) => hit.lead_on(action, around),
            None => Step::Say(Message::note("No statement of this session is in the corpus.")),
        }
    }

    /// Selects a statement, if it was said there.
    pub(super) fn select_statement(&mut self, statement: StatementId, around: &Surroundings) {
        if let Some(found) = self.hits.iter().position(|hit| hit.statement == statement) {
            self.statements.selected = found;
            self.settle(around);
        }
    }

    fn go_to_statement(&mut self, motion: Motion, around: &Surroundings) -> Step {
        self.focus = SessionFocus::Statements;
        self.go(motion, around);
        Step::Stay
    }

    fn go(&mut self, motion: Motion, around: &Surroundings) {
        let layout = self.layout(&around.corpus, around.area);
        match self.focus {
            SessionFocus::Timeline => {
                let page = usize::from(layout.timeline_rows().height) / TIMELINE_ROW;
                let mut cursor = self.sessions;
                cursor.go(motion, self.timeline.len(), page);
                self.show_session(cursor.selected, around);
            }
            SessionFocus::Facts => {
                let area = layout.facts_text();
                self.facts.go(motion, self.fact_lines(&around.corpus, area.width), area.height.into());
            }
            SessionFocus::Statements => {
                let window = self.window(&around.corpus, &around.bookmarks, &layout);
                let page = window.end.saturating_sub(window.top + 1);
                self.statements.go(motion, self.hits.len(), page);
            }
        }
        self.settle(around);
    }

    fn fact_lines(&self, corpus: &Corpus, width: u16) -> usize {
        self.session().map_or(0, |id| session_page(corpus, id).lines(width.into()).len())
    }

    /// A row of the list of statements.
    #[must_use]
    pub fn row(&self, corpus: &Corpus, bookmarks: &Bookmarks, index: usize, area: Rect) -> Row {
        let hit = self.hits[index];
        row(corpus, hit, &Highlighter::default(), bookmarks.has(hit.statement), area.width.into())
    }

    /// The visible rows of the list of statements.
    #[must_use]
    pub fn window(&self, corpus: &Corpus, bookmarks: &Bookmarks, layout: &SessionLayout) -> Window {
        let area = layout.statement_rows();
        let height = |index: usize| self.row(corpus, bookmarks, index, area).height();
        visible_window(self.hits.len(), self.statements.top, self.statements.selected, area.height.into(), height)
    }

    pub(super) fn settle(&mut self, around: &Surroundings) {
        let layout = self.layout(&around.corpus, around.area);
        self.statements.top = self.window(&around.corpus, &around.bookmarks, &layout).top;
        let height = usize::from(layout.timeline_rows().height);
        let cursor = self.sessions;
        self.sessions.top =
            visible_window(self.timeline.len(), cursor.top, cursor.selected, height, |_| TIMELINE_ROW).top;
        let facts = layout.facts_text();
        self.facts.settle(self.fact_lines(&around.corpus, facts.width), facts.height.into());
    }

    pub(super) fn carried_over(self, from: &Corpus, around: &Surroundings) -> Option<Self> {
        let key = &from.session(self.session()?).key;
        let (session, _) = around.corpus.sessions().find(|(_, session)| session.key == *key)?;
        let statement = self.selected().and_then(|hit| hit.carried_over(from, &around.corpus));
        let focus = self.focus;
        Some(Self { focus, ..Self::open(session, statement.map(|hit| hit.statement), around) })
    }
}
