//! A walk at random, with the model at its side.

mod checks;
mod steps;

use std::collections::BTreeMap;

use onrecord::action::{Action, Binding, Resolution, Scope};
use onrecord::app::{Gesture, Msg, Turned};
use onrecord::terminal::Headless;
use ratatui::layout::Position;

use super::chance::Chance;
use super::counting::{Counting, QUERIES};
use super::files::Files;
use super::plain::Plain;
use super::seen::Seen;

const SIZES: [(u16, u16); 6] = [(120, 40), (80, 24), (50, 20), (39, 9), (1, 1), (200, 60)];

const GESTURES: [Gesture; 8] = [
    Gesture::Click,
    Gesture::Click,
    Gesture::Click,
    Gesture::DoubleClick,
    Gesture::DoubleClick,
    Gesture::RightClick,
    Gesture::Wheel(Turned::Up),
    Gesture::Wheel(Turned::Down),
];

/// What is done next.
enum Step {
    Press(Binding),
    Query(&'static str),
    Type(char),
    /// A name for a file, and `Enter`.
    Name,
    Point(Gesture, Position),
    Resize(u16, u16),
    /// The files of the corpus change.
    Change,
}

pub struct Walk {
    program: Headless,
    files: Files,
    plain: Plain,
    counting: Counting,
    chance: Chance,
    /// The keys of each scope.
    keys: BTreeMap<Scope, Vec<Binding>>,
    seed: u64,
    /// What was done, for the message where something is wrong.
    done: Vec<String>,
    /// How often each action was taken.
    pub taken: BTreeMap<&'static str, usize>,
    now: Seen,
    /// What was seen before each palette was opened: there its command is done.
    under_palettes: Vec<Seen>,
    /// The bytes of the list for a talk, and the ids in it.
    list_bytes: Vec<u8>,
    listed: Vec<String>,
    /// The statements in the order of the corpus.
    order: Vec<String>,
}

impl Walk {
    pub fn new(seed: u64) -> Self {
        let files = Files::new();
        let program = files.open(120, 40);
        let order = files.ids().expect("no error").to_vec();
        Self {
            counting: Counting::new(&program.model().record.corpus),
            now: Seen::of(&program),
            program,
            files,
            plain: Plain::default(),
            chance: Chance(seed),
            keys: BTreeMap::new(),
            seed,
            done: Vec::new(),
            taken: BTreeMap::new(),
            under_palettes: Vec::new(),
            list_bytes: Vec::new(),
            listed: Vec::new(),
            order,
        }
    }

    /// Takes so many steps, and draws the screen from time to time.
    pub fn go(&mut self, steps: usize) {
        for number in 1..=steps {
            let step = self.next();
            self.take(step);
            if number % 50 == 0 {
                let _ = self.program.frame();
            }
            if number % 500 == 0 {
                self.go_home();
            }
        }
    }

    fn next(&mut self) -> Step {
        let scope = self.now.scope;
        if self.chance.once_in(40) {
            let (columns, lines) = *self.chance.one_of(&SIZES);
            return Step::Resize(columns, lines);
        }
        // What the palette lies over is not seen, so that it has to stay as it was.
        if !self.now.screens.contains(&Scope::Palette) && self.chance.once_in(80) {
            return Step::Change;
        }
        if self.chance.once_in(8) {
            let area = self.program.model().area;
            let at = Position {
                x: self.chance.below(usize::from(area.width) + 1) as u16,
                y: self.chance.below(usize::from(area.height) + 1) as u16,
            };
            return Step::Point(*self.chance.one_of(&GESTURES), at);
        }
        if scope == Scope::Browse && self.chance.once_in(20) {
            return Step::Query(QUERIES[self.chance.below(QUERIES.len())]);
        }
        if scope == Scope::FileName && self.chance.once_in(4) {
            return Step::Name;
        }
        if scope.takes_text() && self.chance.once_in(3) {
            return Step::Type(*self.chance.one_of(&['a', 'e', ':', '"', 'é', '北', ' ', '-', '2', '|']));
        }
        self.key()
    }

    fn key(&mut self) -> Step {
        let (scope, keymap) = (self.now.scope, self.program.model().keymap());
        let keys = self.keys.entry(scope).or_insert_with(|| {
            keymap
                .in_scope(scope)
                .chain(keymap.in_scope(Scope::Everywhere))
                // What is typed at random would be the name of a file in the folder of the tests.
                .filter(|binding| scope != Scope::FileName || binding.action != Action::Accept)
                // The scope's own keys come before those of everywhere.
                .filter(|binding| keymap.resolve(&binding.keys, scope) == Resolution::Action(binding.action))
                .cloned()
                .collect()
        });
        // In help there is little to do, and to lay it out takes its time; so does to begin anew.
        if matches!(scope, Scope::Help | Scope::HelpFilter) && self.chance.once_in(3) {
            return Step::Press(keys.iter().find(|binding| binding.action == Action::Back).expect("a way out").clone());
        }
        loop {
            let binding = self.chance.one_of(keys);
            let is_rare = matches!(binding.action, Action::Quit | Action::Help | Action::Palette);
            if !is_rare || self.chance.once_in(4) {
                return Step::Press(binding.clone());
            }
        }
    }

    fn take(&mut self, step: Step) {
        match step {
            Step::Press(binding) => self.press(&binding),
            Step::Query(query) => self.search(query),
            Step::Type(character) => self.type_letter(character),
            Step::Name => self.write_file(),
            Step::Point(gesture, at) => self.point(gesture, at),
            Step::Resize(columns, lines) => {
                self.done.push(format!("resize {columns}x{lines}"));
                let before = self.happen(|program| program.happen(Msg::Resized(columns, lines)));
                self.hold(before == self.now, "another size changes nothing", &before);
            }
            Step::Change => self.change_files(),
        }
        if self.now.has_quit {
            self.begin_anew();
        }
    }

    /// Lets something happen; what was seen before.
    fn happen(&mut self, act: impl FnOnce(&mut Headless)) -> Seen {
        act(&mut self.program);
        let now = Seen::of(&self.program);
        self.under_palettes.truncate(now.screens.iter().filter(|scope| **scope == Scope::Palette).count());
        std::mem::replace(&mut self.now, now)
    }

    /// Back, pressed often enough, leads to the browse screen, and never out of the program.
    fn go_home(&mut self) {
        for _ in 0..30 {
            self.press(&Binding {
                scope: Scope::Everywhere,
                keys: vec!["Esc".parse().expect("a key")],
                action: Action::Back,
            });
        }
        let home = &self.now;
        self.hold(home.screens.is_empty() && home.scope == Scope::Browse, "back leads home", home);
    }
}
