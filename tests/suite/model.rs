//! The program beside a model of it that is as simple as can be: random keys, sizes and texts, and
//! after each step the same selection, filters, counts and screens. The keys are those of the
//! keymap, so that a new action takes part as soon as it has one.

use std::collections::{BTreeMap, BTreeSet};

use onrecord::action::{Action, Binding, Resolution, Scope};
use onrecord::app::{Msg, Screen, Start};
use onrecord::corpus::{Corpus, CorpusChoice, Fidelity, Kind, Statement, StatementId, Wording};
use onrecord::layout::Focus;
use onrecord::search::{FacetKind, FacetValue};
use onrecord::talk_list::ListFile;
use onrecord::terminal::Headless;

use crate::support::{onrecord, press, start};

/// Numbers that look as if they came by chance, and are the same each time (SplitMix64).
struct Chance(u64);

impl Chance {
    fn below(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % count as u64).expect("it is below")
    }

    fn one_of<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }
}

type Holds = fn(Wording<'_>) -> bool;

/// Queries of which the model knows what they find.
const QUERIES: [(&str, Holds); 5] = [
    ("", |_| true),
    ("kind:direct", |wording| wording.kind() == Kind::Direct),
    ("-kind:direct", |wording| wording.kind() != Kind::Direct),
    ("kind:fragment", |wording| wording.kind() == Kind::Fragment),
    ("fidelity:report", |wording| wording.fidelity() == Some(Fidelity::Report)),
];

fn has(wording: Wording<'_>, value: FacetValue) -> bool {
    match value {
        FacetValue::Speaker(id) => wording.speakers().contains(&id),
        FacetValue::Session(id) => wording.sessions().any(|session| session == id),
        FacetValue::Topic(id) => wording.statement().topics().contains(&id),
    }
}

fn every_value(corpus: &Corpus) -> Vec<FacetValue> {
    let speakers = corpus.speakers().map(|(id, _)| FacetValue::Speaker(id));
    let sessions = corpus.sessions().map(|(id, _)| FacetValue::Session(id));
    speakers.chain(sessions).chain(corpus.topics().map(|(id, _)| FacetValue::Topic(id))).collect()
}

/// Whether a wording passes the filters of these facets.
fn passes(wording: Wording<'_>, filters: &BTreeSet<FacetValue>, facets: impl Fn(FacetKind) -> bool) -> bool {
    FacetKind::ALL.into_iter().filter(|kind| facets(*kind)).all(|kind| {
        let mut values = filters.iter().filter(|value| value.kind() == kind).peekable();
        values.peek().is_none() || values.any(|value| has(wording, *value))
    })
}

/// What a person would say of the browse screen.
#[derive(Clone, Debug, PartialEq, Eq)]
struct State {
    query: String,
    filters: BTreeSet<FacetValue>,
    list: Vec<StatementId>,
    row: usize,
    screens: usize,
    scope: Scope,
    focus: Focus,
    has_quit: bool,
}

fn state(program: &Headless) -> State {
    let model = program.model();
    State {
        query: model.browse.understood.clone(),
        filters: model.browse.filters.values().collect(),
        list: model.browse.results.hits.iter().map(|hit| hit.statement).collect(),
        row: model.browse.list.selected,
        screens: model.screens.len(),
        scope: model.scope(),
        focus: model.browse.focus,
        has_quit: program.has_quit(),
    }
}

impl State {
    fn selected(&self) -> Option<StatementId> {
        self.list.get(self.row).copied()
    }
}

/// Actions that write files, which other tests hold.
const WRITING: &[Action] =
    &[Action::AddToTalk, Action::MoveUp, Action::MoveDown, Action::TakeOut, Action::PutBack, Action::Edit];

/// What is done next.
enum Step {
    Press(Binding),
    Query(&'static str),
    Type(char),
    Resize(u16, u16),
}

struct Walk {
    program: Headless,
    /// Where the list for a talk goes, should one be written.
    _folder: tempfile::TempDir,
    chance: Chance,
    /// What was done, for the message where something is wrong.
    done: Vec<String>,
    /// How often each action was taken.
    taken: BTreeMap<&'static str, usize>,
}

impl Walk {
    fn new(seed: u64) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let my_talk = ListFile { name: "walk".to_owned(), path: folder.path().join("walk.talk.yaml") };
        let start = Start { my_talk, ..start(120, 40, &CorpusChoice::BuiltIn) };
        let program = Headless::open(start, CorpusChoice::BuiltIn);
        Self { program, _folder: folder, chance: Chance(seed), done: Vec::new(), taken: BTreeMap::new() }
    }

    fn next(&mut self) -> Step {
        let scope = self.program.model().scope();
        if scope == Scope::Browse && self.chance.below(20) == 0 {
            return Step::Query(self.chance.one_of(&QUERIES).0);
        }
        let takes_text = matches!(
            scope,
            Scope::SearchBox | Scope::HelpFilter | Scope::Palette | Scope::FileName | Scope::NoteBox | Scope::Queries
        );
        if takes_text && self.chance.below(3) == 0 {
            return Step::Type(*self.chance.one_of(&['a', 'e', ':', '"', 'é', '北', ' ', '-', '2', '|']));
        }
        if self.chance.below(40) == 0 {
            let (columns, lines) = *self.chance.one_of(&[(120, 40), (80, 24), (50, 20), (39, 9), (1, 1), (200, 60)]);
            return Step::Resize(columns, lines);
        }
        let keymap = self.program.model().keymap();
        let bindings: Vec<Binding> = keymap
            .in_scope(scope)
            .chain(keymap.in_scope(Scope::Everywhere))
            // A file's name is typed and taken back: nothing is written.
            .filter(|binding| scope != Scope::FileName || binding.action == Action::Back)
            .filter(|binding| !WRITING.contains(&binding.action))
            // The scope's own keys come before those of everywhere.
            .filter(|binding| keymap.resolve(&binding.keys, scope) == Resolution::Action(binding.action))
            .cloned()
            .collect();
        Step::Press(self.chance.one_of(&bindings).clone())
    }

    fn take(&mut self, step: Step) {
        let before = state(&self.program);
        match step {
            Step::Press(binding) => {
                self.done.push(format!("{}: {}", binding.scope.name(), binding.action.name()));
                *self.taken.entry(binding.action.name()).or_default() += 1;
                self.program.press(&binding.keys);
                let after = state(&self.program);
                self.check_action(&before, binding.action, &after);
            }
            Step::Query(query) => {
                self.done.push(format!("query {query:?}"));
                // The cursor may stand anywhere in what was typed before.
                press(&mut self.program, "/ Ctrl-E Ctrl-U");
                self.program.type_text(query);
                press(&mut self.program, "Enter");
                let after = state(&self.program);
                self.hold(after.query == query, "the query is what was typed", &before, &after);
                self.hold(after.row == 0 || before.query == query, "the best match is selected", &before, &after);
            }
            Step::Type(character) => {
                self.done.push(format!("type {character:?}"));
                self.program.type_text(&character.to_string());
                let after = state(&self.program);
                self.hold(before.screens == after.screens, "typing opens nothing", &before, &after);
            }
            Step::Resize(columns, lines) => {
                self.done.push(format!("resize {columns}x{lines}"));
                self.program.happen(Msg::Resized(columns, lines));
                let after = state(&self.program);
                self.hold(before == after, "another size changes nothing", &before, &after);
            }
        }
        let after = state(&self.program);
        self.check_row(&after);
        // Counting one by one takes its time; where nothing has changed, nothing is wrong that was not.
        if (&before.query, &before.filters, &before.list) != (&after.query, &after.filters, &after.list) {
            self.check_counts(&after);
        }
    }

    fn hold(&self, holds: bool, what: &str, before: &State, after: &State) {
        let last = &self.done[self.done.len().saturating_sub(12)..];
        assert!(holds, "not so: {what}\nafter {last:#?}\nbefore: {before:?}\nafter: {after:?}");
    }

    /// The two cursor rules, the filters and the stack of screens.
    fn check_action(&self, before: &State, action: Action, after: &State) {
        let hold = |holds, what| self.hold(holds, what, before, after);
        hold(after.screens <= before.screens + 1, "an action opens one screen at most");
        if action == Action::Back {
            hold(after.screens <= before.screens, "back opens nothing");
            hold(before.screens - after.screens <= 1, "back is one step");
            hold(after.has_quit == before.has_quit, "back never quits");
        }
        if before.scope != Scope::Browse {
            return;
        }
        let last = before.list.len().saturating_sub(1);
        let stays = before.selected().filter(|statement| after.list.contains(statement));
        match action {
            Action::Down if before.focus == Focus::List => hold(after.row == (before.row + 1).min(last), "one down"),
            Action::Up if before.focus == Focus::List => hold(after.row == before.row.saturating_sub(1), "one up"),
            Action::First if before.focus == Focus::List => hold(after.row == 0, "to the first"),
            Action::Last if before.focus == Focus::List => hold(after.row == last, "to the last"),
            // A row that is marked leads to the next one.
            Action::Toggle if !matches!(before.focus, Focus::Facets(_)) => {
                hold(after.row == (before.row + 1).min(last) && after.list == before.list, "marked, and one down");
            }
            Action::Toggle | Action::Sort | Action::ClearFilters | Action::UndoClear | Action::Reload => {
                hold(stays.is_none() || after.selected() == stays, "the same statement stays selected");
                let gone = after.list.len().saturating_sub(1).min(before.row);
                hold(stays.is_some() || after.row == gone, "what is gone leaves its row");
            }
            _ => {}
        }
        match action {
            Action::Toggle | Action::Open if matches!(before.focus, Focus::Facets(_)) => {
                let changed = before.filters.symmetric_difference(&after.filters).count();
                hold(changed <= 1, "one value is switched");
            }
            Action::ClearFilters => hold(after.filters.is_empty() && after.query.is_empty(), "all is cleared"),
            Action::UndoClear | Action::Back => {}
            _ => hold(after.filters == before.filters, "no filter changes"),
        }
    }

    fn check_row(&self, after: &State) {
        self.hold(after.row < after.list.len().max(1), "a row of the list is selected", after, after);
        let once = after.list.iter().collect::<BTreeSet<_>>().len() == after.list.len();
        self.hold(once, "each statement is there once", after, after);
    }

    /// What is shown is what the query and the filters leave, counted one by one.
    fn check_counts(&self, after: &State) {
        let model = self.program.model();
        let hold = |holds: bool, what: &str| self.hold(holds, what, after, after);
        let Some((_, holds)) = QUERIES.iter().find(|(query, _)| *query == after.query) else { return };
        let corpus = &model.record.corpus;
        let count = |wanted: &dyn Fn(Wording<'_>) -> bool| {
            let found =
                corpus.statements().filter(|statement| statement.wordings().any(|one| holds(one) && wanted(one)));
            found.map(Statement::id).collect::<BTreeSet<_>>()
        };
        let wanted = count(&|wording| passes(wording, &after.filters, |_| true));
        hold(wanted == after.list.iter().copied().collect(), "the list is what the filters leave");
        for value in every_value(corpus) {
            let others = |kind| kind != value.kind();
            let wanted = count(&|wording| has(wording, value) && passes(wording, &after.filters, others)).len();
            let counts = model.browse.results.counts.of(value.kind());
            let told = counts.iter().find(|(other, _)| *other == value).map_or(0, |(_, count)| *count as usize);
            hold(wanted == told, &format!("{} has {wanted} and not {told}", value.name(corpus)));
        }
    }

    /// Back, pressed often enough, leads to the browse screen, and never out of the program.
    fn go_home(&mut self) {
        for _ in 0..30 {
            press(&mut self.program, "Esc");
        }
        let home = state(&self.program);
        self.hold(home.screens == 0 && home.scope == Scope::Browse, "back leads home", &home, &home);
    }
}

/// Walks so many steps and draws the screen from time to time.
fn walk(seed: u64, steps: usize) -> BTreeMap<&'static str, usize> {
    let mut walk = Walk::new(seed);
    for number in 0..steps {
        let step = walk.next();
        walk.take(step);
        if number % 50 == 0 {
            let _ = walk.program.frame();
        }
        if number % 500 == 499 {
            walk.go_home();
        }
    }
    walk.taken
}

#[test]
fn the_program_does_what_a_simple_model_does() {
    let taken = walk(1, STEPS);
    assert!(taken.len() > 40, "{taken:?}");
}

/// Steps in each run of the tests; the soak takes many more.
const STEPS: usize = 10_000;

#[test]
#[ignore = "it takes minutes: cargo test --release --test suite soak -- --ignored"]
fn soak_the_program_does_what_a_simple_model_does_for_long() {
    for seed in 2..12 {
        walk(seed, 100_000);
    }
}

#[test]
fn no_screen_is_unknown_to_the_model() {
    let mut program = onrecord(120, 40);
    press(&mut program, "c");
    assert!(matches!(program.model().screens.last(), Some(Screen::Context(_))));
    assert_eq!(state(&program).screens, 1);
}
