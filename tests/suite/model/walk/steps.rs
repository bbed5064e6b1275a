//! The steps of a walk: what is done, and what the model does beside it.

use onrecord::action::{Action, Binding, Key, KeyCode, Scope};
use onrecord::app::{Gesture, Msg, Pointed};
use ratatui::layout::Position;

use super::super::counting::Counting;
use super::super::seen::Seen;
use super::super::{pointing, rules};
use super::Walk;
use crate::support::press;

impl Walk {
    pub(super) fn press(&mut self, binding: &Binding) {
        self.done.push(format!("{}: {}", binding.scope.name(), binding.action.name()));
        let command = if binding.action == Action::Run { self.command() } else { None };
        let before = self.happen(|program| program.press(&binding.keys));
        self.check_action(command.unwrap_or((before, binding.action)));
    }

    /// What the palette would do, and what was seen where it would be done.
    fn command(&self) -> Option<(Seen, Action)> {
        pointing::command(&self.program).and_then(|action| Some((self.under_palettes.last().cloned()?, action)))
    }

    fn check_action(&mut self, (before, action): (Seen, Action)) {
        *self.taken.entry(action.name()).or_default() += 1;
        if !before.is_blank {
            self.plain.act(&before, action, &self.order);
        }
        if action == Action::Palette && self.now.scope == Scope::Palette {
            self.under_palettes.push(before.clone());
        }
        if action == Action::Reload && before.scope != Scope::MyTalk {
            self.read_again();
            self.check_filters(&before);
        }
        if let Some(rule) = rules::broken_rule(&before, action, &self.now) {
            self.hold(false, rule, &before);
        }
        self.check(&before);
    }

    pub(super) fn point(&mut self, gesture: Gesture, at: Position) {
        if gesture == Gesture::DoubleClick {
            let (first, room) = (self.now.clone(), self.program.model().screen_area());
            self.point(Gesture::Click, at);
            let has_moved = room != self.program.model().screen_area();
            if has_moved || first.screens != self.now.screens || first.is_blank != self.now.is_blank {
                let before = self.happen(|program| program.happen(Msg::Pointed(Pointed { gesture, at })));
                self.hold(before == self.now, "a second click is not meant for what the first one brought", &before);
                return;
            }
        }
        let target = pointing::target(&self.program, at);
        self.done.push(format!("{gesture:?} at {at}: {target:?}"));
        let pointed = Pointed { gesture, at };
        let command = if pointing::takes_command(&self.program, pointed) { self.command() } else { None };
        let before = self.happen(|program| program.happen(Msg::Pointed(pointed)));
        if let Some(command) = command {
            return self.check_action(command);
        }
        if let Some(id) = pointing::marks(gesture, &target) {
            self.plain.mark(id);
        }
        if let Some(rule) = pointing::broken_rule(&before, gesture, &target, &self.now) {
            self.hold(false, rule, &before);
        }
        self.check_drawn(&before, gesture, &target);
        self.check(&before);
    }

    pub(super) fn search(&mut self, query: &'static str) {
        self.done.push(format!("query {query:?}"));
        let first = self.now.clone();
        let begin: Vec<Key> = ["/", "Ctrl-E", "Ctrl-U"].map(|key| key.parse().expect("a key")).to_vec();
        let typed = query.chars().map(|letter| Key::plain(KeyCode::Char(letter)));
        for key in begin.into_iter().chain(typed).chain(["Enter".parse().expect("a key")]) {
            let before = self.happen(|program| program.press(&[key]));
            self.check(&before);
        }
        self.hold(self.now.query == query, "the query is what was typed", &first);
        self.hold(self.now.row == 0 || first.query == query, "the best match is selected", &first);
    }

    pub(super) fn type_letter(&mut self, letter: char) {
        self.done.push(format!("type {letter:?}"));
        let before = self.happen(|program| program.press(&[Key::plain(KeyCode::Char(letter))]));
        self.hold(before.screens == self.now.screens, "typing opens nothing", &before);
        let is_best = self.now.query == before.query || self.now.row == 0;
        self.hold(is_best, "where the query changes, the best match is selected", &before);
        self.check(&before);
    }

    /// Gives a name to the file that is asked for.
    pub(super) fn write_file(&mut self) {
        let (path, is_new) = self.files.name(&mut self.chance);
        self.done.push(format!("write into a {} file", if is_new { "new" } else { "former" }));
        let there = std::fs::read(&path).ok();
        let before = self.happen(|program| {
            press(program, "Ctrl-E Ctrl-U");
            program.type_text(&path.display().to_string());
            press(program, "Enter");
        });
        let written = std::fs::read(&path).expect("it is there");
        if is_new {
            self.hold(!written.is_empty(), "the file has the statements", &before);
            self.hold(!self.now.screens.contains(&Scope::CopyAs), "the box is closed", &before);
        } else {
            self.hold(Some(written) == there && self.now.scope == Scope::FileName, "a file stays as it is", &before);
        }
        self.check(&before);
    }

    pub(super) fn change_files(&mut self) {
        self.done.push("the files change".to_owned());
        self.files.change(&mut self.chance);
        let before = self.happen(|program| program.happen(Msg::FilesChanged));
        self.read_again();
        let now = &self.now;
        self.hold(now.asked() == before.asked(), "the query stays", &before);
        self.hold(rules::stays_selected(&before, now), "the same statement stays selected", &before);
        let mut former = before.screens.iter();
        let is_former = now.screens.iter().all(|screen| former.any(|other| other == screen));
        self.hold(is_former, "nothing is opened", &before);
        self.hold(now.has_quit == before.has_quit, "nothing quits", &before);
        self.check_filters(&before);
        self.check(&before);
    }

    /// The program has read the files again: what they hold is open, unless there is an error in them.
    fn read_again(&mut self) {
        let Some(ids) = self.files.ids().map(<[String]>::to_vec) else { return };
        let corpus = &self.program.model().record.corpus;
        self.counting = Counting::new(corpus);
        self.order = corpus.statements().map(|statement| statement.key().to_owned()).collect();
        assert_eq!(self.order, ids, "what is open is what the files hold");
        self.plain.read_again(&ids);
    }

    /// The program is left and started again, in the same terminal.
    pub(super) fn begin_anew(&mut self) {
        self.done.push("begin anew".to_owned());
        self.files.mend();
        let area = self.program.model().area;
        self.program = self.files.open(area.width, area.height);
        self.under_palettes.clear();
        let before = std::mem::replace(&mut self.now, Seen::of(&self.program));
        self.plain.begin_anew();
        self.read_again();
        let now = &self.now;
        // What cannot be understood stays in the box, but nothing is asked for by it.
        let query = if before.typed.trim() == before.query { before.query.as_str() } else { "" };
        let is_as_left = now.asked() == (&before.typed, query, before.sort);
        self.hold(is_as_left, "the query is as it was left", &before);
        let left = before.selected().filter(|id| now.list.contains(id)).or(now.list.first());
        self.hold(now.selected() == left, "the statement is selected that was", &before);
        self.hold(now.screens.is_empty() && !now.has_quit, "it begins at the browse screen", &before);
        self.check_filters(&before);
        self.check(&before);
    }
}
