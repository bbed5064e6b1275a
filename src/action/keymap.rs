//! Which keys do what, where.

use std::borrow::Cow;

use super::{Action, Key, Scope};
use crate::diagnostic::{Diagnostic, SourceText, closest};
use crate::text::ByteSpan;
use crate::yaml::{Fields, Located, Node, Value, parse};

/// The default keymap, read by the same code as anybody's own.
const DEFAULT: &str = include_str!("default_keymap.yaml");

/// Keys that do an action in a scope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Binding {
    /// Where.
    pub scope: Scope,
    /// The keys, pressed one after another.
    pub keys: Vec<Key>,
    /// What they do.
    pub action: Action,
}

/// What the keys pressed so far mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resolution {
    /// They do this.
    Action(Action),
    /// They begin a longer sequence.
    Pending,
    /// They do nothing here.
    None,
}

/// All bindings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keymap {
    bindings: Vec<Binding>,
}

impl Keymap {
    /// The default keymap. A test holds that its file has no problems.
    #[must_use]
    pub fn built_in() -> Self {
        let (keymap, _) = Self::read(&SourceText::new("default_keymap.yaml", DEFAULT));
        keymap
    }

    /// Reads a keymap; what cannot be read is left out and reported.
    #[must_use]
    pub fn read(source: &SourceText) -> (Self, Vec<Diagnostic>) {
        let mut problems = Vec::new();
        let mut reader = Reader { source, problems: &mut problems, placed: Vec::new() };
        match parse(source) {
            Ok(tree) => reader.scopes(tree),
            Err(problem) => reader.problems.push(*problem),
        }
        reader.report_conflicts();
        let bindings = reader.placed.into_iter().map(|placed| placed.value).collect();
        (Self { bindings }, problems)
    }

    /// What the keys pressed so far mean in a scope: its own bindings first, then those of
    /// everywhere. Where text is typed, a plain character is text.
    #[must_use]
    pub fn resolve(&self, pressed: &[Key], scope: Scope) -> Resolution {
        let own = self.resolve_in(pressed, scope);
        let is_text = pressed.iter().all(|key| key.typed().is_some_and(|character| scope.takes(character)));
        if own != Resolution::None || is_text {
            return own;
        }
        self.resolve_in(pressed, Scope::Everywhere)
    }

    fn resolve_in(&self, pressed: &[Key], scope: Scope) -> Resolution {
        let mut begun = false;
        for binding in self.bindings.iter().filter(|binding| binding.scope == scope) {
            if binding.keys == pressed {
                return Resolution::Action(binding.action);
            }
            begun |= binding.keys.starts_with(pressed);
        }
        if begun { Resolution::Pending } else { Resolution::None }
    }

    /// The bindings of a scope, without those of everywhere.
    pub fn in_scope(&self, scope: Scope) -> impl Iterator<Item = &Binding> {
        self.bindings.iter().filter(move |binding| binding.scope == scope)
    }

    /// How a person is told to do an action in a scope: its first keys there.
    #[must_use]
    pub fn shown(&self, action: Action, scope: Scope) -> Option<String> {
        // A key is told only if it does this action here: `?` is text in a box.
        let does = |binding: &&Binding| {
            binding.action == action && self.resolve(&binding.keys, scope) == Resolution::Action(action)
        };
        let found = self.in_scope(scope).find(does);
        found.or_else(|| self.in_scope(Scope::Everywhere).find(does)).map(Binding::shown)
    }
}

/// Keys as a person reads them.
#[must_use]
pub(super) fn shown_keys(keys: &[Key]) -> String {
    keys.iter().map(|key| key.shown()).collect::<Vec<_>>().join(" ")
}

impl Binding {
    /// Its keys as a person reads them.
    #[must_use]
    pub fn shown(&self) -> String {
        shown_keys(&self.keys)
    }
}

struct Reader<'a> {
    source: &'a SourceText,
    problems: &'a mut Vec<Diagnostic>,
    placed: Vec<Located<Binding>>,
}

impl Reader<'_> {
    fn scopes(&mut self, tree: Node) {
        if matches!(tree.value, Value::Null) {
            return;
        }
        let Some(mut fields) = Fields::open(tree, "a keymap", self.source, self.problems) else { return };
        let scopes: Vec<(Scope, Option<Node>)> =
            Scope::ALL.iter().map(|scope| (*scope, fields.node(scope.name()))).collect();
        fields.finish();
        for (scope, node) in scopes {
            if let Some(node) = node {
                self.scope(scope, node);
            }
        }
    }

    fn scope(&mut self, scope: Scope, node: Node) {
        let Some(mut fields) = Fields::open(node, "a scope", self.source, self.problems) else { return };
        let actions: Vec<(Action, Vec<Located<Cow<'_, str>>>)> =
            Action::ALL.iter().map(|action| (*action, fields.texts(action.name()))).collect();
        fields.finish();
        for (action, sequences) in actions {
            for sequence in sequences {
                self.sequence(scope, action, &sequence);
            }
        }
    }

    fn sequence(&mut self, scope: Scope, action: Action, sequence: &Located<Cow<'_, str>>) {
        let keys: Result<Vec<Key>, _> = sequence.value.split_whitespace().map(str::parse).collect();
        match keys {
            Ok(keys) => {
                let binding = Binding { scope, keys, action };
                self.placed.push(Located { value: binding, span: sequence.span });
            }
            Err(error) => {
                let names = ["Enter", "Esc", "Tab", "Backspace", "Delete", "Space", "PgUp", "PgDn", "Home", "End"];
                let problem = self.problem("bad-key", error.to_string(), sequence.span);
                self.problems.push(match closest(&sequence.value, names) {
                    Some(meant) => problem.with_help(format!("did you mean `{meant}`?")),
                    None => problem,
                });
            }
        }
    }

    fn problem(&self, code: &'static str, message: String, span: ByteSpan) -> Diagnostic {
        Diagnostic::error(code, message, self.source.place(span))
    }

    /// One sequence cannot do two things, nor be the beginning of another.
    fn report_conflicts(&mut self) {
        let mut conflicts = Vec::new();
        for (index, later) in self.placed.iter().enumerate() {
            for earlier in self.placed[..index].iter().filter(|earlier| earlier.value.scope == later.value.scope) {
                let (a, b) = (&earlier.value, &later.value);
                if a.keys.starts_with(&b.keys) || b.keys.starts_with(&a.keys) {
                    let message = format!("`{}` is taken: `{}` is `{}`", b.shown(), a.shown(), a.action.name());
                    conflicts.push(self.problem("key-taken", message, later.span));
                }
            }
        }
        self.problems.extend(conflicts);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<Key> {
        text.split(' ').map(|key| key.parse().expect("a key")).collect()
    }

    fn read(text: &str) -> (Keymap, Vec<String>) {
        let (keymap, problems) = Keymap::read(&SourceText::new("keys.yaml", text));
        (keymap, problems.into_iter().map(|problem| format!("{}: {}", problem.place.line, problem.message)).collect())
    }

    #[test]
    fn the_default_keymap_has_no_problems_and_binds_every_action() {
        let (keymap, problems) = Keymap::read(&SourceText::new("default_keymap.yaml", DEFAULT));
        assert_eq!(problems, []);
        for action in Action::ALL {
            assert!(keymap.bindings.iter().any(|binding| binding.action == *action), "{action:?} has no key");
        }
    }

    #[test]
    fn a_scope_comes_before_everywhere() {
        let keymap = Keymap::built_in();
        let resolved = |key: &str, scope| keymap.resolve(&keys(key), scope);
        assert_eq!(resolved("q", Scope::Browse), Resolution::Action(Action::Quit));
        assert_eq!(resolved("q", Scope::Context), Resolution::Action(Action::Back));
        assert_eq!(resolved("?", Scope::Browse), Resolution::Action(Action::Help));
        assert_eq!(resolved("z", Scope::Browse), Resolution::None);
    }

    #[test]
    fn in_a_box_characters_are_text_and_other_keys_still_work() {
        let keymap = Keymap::built_in();
        for text in ["?", "q", ":", "1", "x"] {
            assert_eq!(keymap.resolve(&keys(text), Scope::SearchBox), Resolution::None, "{text}");
        }
        assert_eq!(keymap.resolve(&keys("F1"), Scope::SearchBox), Resolution::Action(Action::Help));
        assert_eq!(keymap.resolve(&keys("Ctrl-C"), Scope::SearchBox), Resolution::Action(Action::Quit));
        assert_eq!(keymap.resolve(&keys("Ctrl-U"), Scope::SearchBox), Resolution::Action(Action::DeleteToStart));
    }

    #[test]
    fn a_person_is_told_a_key_that_works_where_they_are() {
        let keymap = Keymap::built_in();
        assert_eq!(keymap.shown(Action::Help, Scope::Browse).as_deref(), Some("?"));
        assert_eq!(keymap.shown(Action::Help, Scope::SearchBox).as_deref(), Some("F1"));
        assert_eq!(keymap.shown(Action::Toggle, Scope::Context), None);
    }

    #[test]
    fn a_sequence_waits_for_its_last_key() {
        let (keymap, problems) = read("browse:\n  first: [g g]\n  last: [g e]\n");
        assert!(problems.is_empty(), "{problems:?}");
        assert_eq!(keymap.resolve(&keys("g"), Scope::Browse), Resolution::Pending);
        assert_eq!(keymap.resolve(&keys("g g"), Scope::Browse), Resolution::Action(Action::First));
        assert_eq!(keymap.resolve(&keys("g x"), Scope::Browse), Resolution::None);
    }

    #[test]
    fn conflicts_and_mistakes_are_reported_where_they_stand() {
        let (_, problems) = read("browse:\n  first: [g]\n  last: [g e]\n  up: [Entr]\n  uup: [x]\nbrows: {}\n");
        assert_eq!(
            problems,
            [
                "6: a keymap has no field `brows`",
                "5: a scope has no field `uup`",
                "4: `Entr` is no key; keys are written as x, X, F1, Enter, PgDn, Ctrl-D or Shift-Tab",
                "3: `g e` is taken: `g` is `first`",
            ]
        );
    }
}
