//! My talk: the list of statements that a talk is made of.

use super::message::Message;
use super::model::Model;
use super::pointing::{Gesture, Pointed};
use super::screen::{Screen, Surroundings};
use super::scroll::{ListCursor, Motion};
use super::steps::Step;
use super::talk::open_talk;
use crate::action::{Action, Scope};
use crate::corpus::{Corpus, Statement, StatementId};
use crate::diagnostic::Diagnostic;
use crate::files::WriteError;
use crate::layout::{Window, my_talk_row, point_in, screen_layout, visible_window};
use crate::search::Hit;
use crate::talk_list::{Change, Changed, Done, ListError, Spot, TalkList, Way};

/// The list, to be looked over and put in order.
#[derive(Clone, Debug, Default)]
pub struct MyTalkScreen {
    /// What stands in its file; `None` until that is read, or while it cannot be.
    pub list: Option<TalkList>,
    /// For each statement of the list where the corpus has it.
    pub hits: Vec<Option<Hit>>,
    /// Why the file cannot be read.
    pub problems: Vec<Diagnostic>,
    /// The row the keys act on.
    pub cursor: ListCursor,
    /// What was taken out here, the last one last.
    taken_out: Vec<Change>,
    /// The statement to be selected once the list is read.
    wanted: Option<StatementId>,
}

impl MyTalkScreen {
    /// The list before it is read, at a statement if it has it.
    pub(super) fn at(statement: Option<StatementId>) -> Self {
        Self { wanted: statement, ..Self::default() }
    }

    pub(super) fn act(&mut self, action: Action, around: &Surroundings) -> Step {
        if let Some(motion) = Motion::of(action) {
            let window = self.window(&around.corpus, around.area);
            self.cursor.go(motion, self.hits.len(), window.end.saturating_sub(window.top + 1));
            self.settle(around);
            return Step::Stay;
        }
        match action {
            Action::Back => Step::Back,
            Action::Reload => Step::ReadMyTalk,
            Action::MoveDown => self.change(|spot| Change::Move(spot, Way::Down)),
            Action::MoveUp => self.change(|spot| Change::Move(spot, Way::Up)),
            Action::TakeOut => self.change(Change::Remove),
            Action::PutBack => match self.taken_out.pop() {
                Some(back) => Step::ChangeMyTalk(back),
                None => Step::Say(Message::note("Nothing was taken out here.")),
            },
            Action::Talk => self.open_talk(around),
            Action::Context | Action::Session | Action::Wordings => self.lead_on(action, around),
            _ => Step::Pass,
        }
    }

    /// A click selects a statement, a second one begins the talk with it.
    pub(super) fn pointed(&mut self, pointed: Pointed, around: &Surroundings) -> Step {
        let area = screen_layout(around.area).body;
        let corpus = &around.corpus;
        let height = |at: usize| self.row_height(corpus, at, area.width);
        if let Gesture::Wheel(turned) = pointed.gesture {
            let mut cursor = self.cursor;
            cursor.turn(turned, self.hits.len(), area.height.into(), height);
            self.cursor = cursor;
            self.settle(around);
            return Step::Stay;
        }
        let window = self.window(corpus, around.area);
        let row = point_in(area, pointed.at).and_then(|at| window.row_at(at.line, height));
        match (pointed.gesture, row) {
            (Gesture::Click, Some((row, _))) => self.cursor.selected = row,
            (Gesture::DoubleClick, Some(_)) => return self.open_talk(around),
            _ => {}
        }
        self.settle(around);
        Step::Stay
    }

    fn change(&self, change: impl Fn(Spot) -> Change) -> Step {
        let at = self.cursor.selected;
        match self.list.as_ref().and_then(|list| list.entries.get(at)) {
            Some(entry) => Step::ChangeMyTalk(change(Spot { at, id: entry.id.clone() })),
            None => Step::Say(Message::note("No statement is selected.")),
        }
    }

    /// Shows what the corpus has of the list, from the selected statement on.
    fn open_talk(&self, around: &Surroundings) -> Step {
        let at = self.hits.iter().take(self.cursor.selected).flatten().count();
        open_talk(self.hits.iter().flatten().copied().collect(), at, around)
    }

    fn lead_on(&self, action: Action, around: &Surroundings) -> Step {
        match self.hits.get(self.cursor.selected) {
            Some(Some(hit)) => hit.lead_on(action, around),
            Some(None) => Step::Say(Message::note("This statement is not in the corpus that is open.")),
            None => Step::Say(Message::note("No statement is selected.")),
        }
    }

    /// Selects a statement, if it is in the list.
    pub(super) fn select_statement(&mut self, statement: StatementId, around: &Surroundings) {
        let is_it = |hit: &Option<Hit>| hit.is_some_and(|hit| hit.statement == statement);
        // A statement may stand there twice: the selected one is as good as another.
        if !self.hits.get(self.cursor.selected).is_some_and(is_it) {
            self.cursor.selected = self.hits.iter().position(is_it).unwrap_or(self.cursor.selected);
            self.settle(around);
        }
    }

    /// The statement the keys act on, if the corpus has it.
    pub(super) fn selected(&self) -> Option<Hit> {
        self.hits.get(self.cursor.selected).copied().flatten()
    }

    /// The visible rows.
    #[must_use]
    pub fn window(&self, corpus: &Corpus, area: ratatui::layout::Rect) -> Window {
        let body = screen_layout(area).body;
        let height = |at: usize| self.row_height(corpus, at, body.width);
        visible_window(self.hits.len(), self.cursor.top, self.cursor.selected, body.height.into(), height)
    }

    fn row_height(&self, corpus: &Corpus, at: usize, width: u16) -> usize {
        let entry = self.list.as_ref().and_then(|list| list.entries.get(at));
        entry.map_or(0, |entry| my_talk_row(corpus, at, entry, self.hits[at], width.into()).height())
    }

    pub(super) fn settle(&mut self, around: &Surroundings) {
        self.cursor.selected = self.cursor.selected.min(self.hits.len().saturating_sub(1));
        self.cursor.top = self.window(&around.corpus, around.area).top;
    }

    fn take(&mut self, outcome: Result<TalkList, Vec<Diagnostic>>, around: &Surroundings) {
        match outcome {
            Ok(list) => {
                self.hits = hits(&list, &around.corpus);
                self.list = Some(list);
                self.problems = Vec::new();
            }
            Err(problems) => {
                (self.list, self.hits) = (None, Vec::new());
                self.problems = problems;
            }
        }
        if let Some(statement) = self.wanted.take() {
            self.select_statement(statement, around);
        }
        self.settle(around);
    }

    /// The same list over another corpus.
    pub(super) fn over(mut self, around: &Surroundings) -> Self {
        self.wanted = None;
        if let Some(list) = &self.list {
            self.hits = hits(list, &around.corpus);
        }
        self.settle(around);
        self
    }
}

/// Where the corpus has the statements of a list, each in its nearest wording.
fn hits(list: &TalkList, corpus: &Corpus) -> Vec<Option<Hit>> {
    let hit = |statement: Statement<'_>| Hit::from(statement.primary());
    list.entries.iter().map(|entry| corpus.find_statement(&entry.id).map(hit)).collect()
}

/// Takes in what stands in the file.
pub(super) fn list_read(model: &mut Model, outcome: Result<Option<TalkList>, ListError>) {
    let outcome = outcome.map(Option::unwrap_or_default).map_err(|error| error.diagnostics());
    show(model, |screen, around| screen.take(outcome.clone(), around));
}

/// Says what became of a change, and shows the list as it is now.
pub(super) fn list_changed(model: &mut Model, outcome: Result<Changed, ListError>) {
    let changed = match outcome {
        Ok(changed) => changed,
        Err(error) => {
            model.messages.say(what_to_do(model, &error));
            return;
        }
    };
    show(model, |screen, around| {
        screen.cursor.selected = changed.at;
        screen.take(Ok(changed.list.clone()), around);
    });
    if let Done::Removed { lines } = &changed.done {
        // Where the list lies over itself, it was taken out of the upper one, and comes back once.
        if let Some(upper) = model.screens.iter_mut().rev().find_map(my_talk) {
            upper.taken_out.push(Change::PutBack { at: changed.at, lines: lines.clone() });
        }
    }
    model.messages.say(Message::note(in_words(model, &changed)));
}

fn show(model: &mut Model, mut take: impl FnMut(&mut MyTalkScreen, &Surroundings)) {
    let around = model.surroundings();
    for screen in model.screens.iter_mut().filter_map(my_talk) {
        take(screen, &around);
    }
}

fn my_talk(screen: &mut Screen) -> Option<&mut MyTalkScreen> {
    match screen {
        Screen::MyTalk(screen) => Some(screen),
        _ => None,
    }
}

fn in_words(model: &Model, changed: &Changed) -> String {
    let name = &model.my_talk.name;
    let (place, count) = (changed.at + 1, changed.list.entries.len());
    let key = |action, scope| model.settings.keymap.told(action, scope);
    match changed.done {
        Done::Added(1) => {
            format!("Added to {name} as number {place}; {} shows it.", key(Action::MyTalk, model.scope()))
        }
        Done::Added(added) => format!(
            "{added} statements added to {name} as numbers {}–{place}; {} shows them.",
            place + 1 - added,
            key(Action::MyTalk, model.scope())
        ),
        Done::WasThere => format!("It is in {name} already, as number {place} of {count}."),
        Done::Removed { .. } => {
            format!("Taken out of {name}; {} puts it back.", key(Action::PutBack, Scope::MyTalk))
        }
        Done::Moved => format!("Now number {place} of {count}."),
        Done::Stayed if changed.at == 0 => "This is the first statement.".to_owned(),
        Done::Stayed => "This is the last statement.".to_owned(),
        Done::PutBack => format!("Back in {name} as number {place}."),
    }
}

/// What went wrong, and what a person can do about it: short, for a status line is.
fn what_to_do(model: &Model, error: &ListError) -> Message {
    let path = model.my_talk.path.display();
    Message::error(match error {
        ListError::Broken { .. } => {
            let key = model.settings.keymap.told_if_meant(Action::MyTalk, model.scope());
            key.map_or_else(|| error.to_string(), |key| format!("{error}; {key} shows them"))
        }
        ListError::Write(WriteError::DiskFull { .. }) => {
            format!("The disk is full: make room and try again; {path} is as it was.")
        }
        ListError::Write(WriteError::Unwritable { error, .. }) => {
            format!("Cannot write {path} ({}); start with --list FILE to keep it elsewhere.", error.kind())
        }
        ListError::Write(WriteError::NoFolder { .. }) => {
            format!("Cannot write {path} (there is no such folder); start with --list FILE to keep it elsewhere.")
        }
        ListError::Write(WriteError::IsThere { .. }) => format!("Somebody made {path} just now: try again."),
        _ => error.to_string(),
    })
}
