//! Which keys do what, where.

use std::sync::LazyLock;

use super::keymap_file::{lay_over, locked_scope};
use super::{Action, Key, Scope};
use crate::diagnostic::{Collect, Diagnostic, FirstProblems, Places, Severity, SourceText};
use crate::yaml::{Node, parse};

/// The default keymap, read by the same code as anybody's own.
pub(super) const DEFAULT: &str = include_str!("default_keymap.yaml");

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
    /// Sorted by scope; in each, those that are told first come first.
    pub(super) bindings: Vec<Binding>,
    /// Keys that do nothing in a scope, whatever they do everywhere.
    pub(super) unbound: Vec<(Scope, Vec<Key>)>,
    /// Where actions mean something: the default keymap names each, some without a key. Sorted.
    pub(super) meant: Vec<(Scope, Action)>,
}

impl Keymap {
    /// The default keymap. A test holds that its file has no problems.
    #[must_use]
    pub fn built_in() -> Self {
        static BUILT_IN: LazyLock<Keymap> =
            LazyLock::new(|| Keymap::read(&SourceText::new("default_keymap.yaml", DEFAULT)).0);
        BUILT_IN.clone()
    }

    /// The file of the default keymap.
    #[must_use]
    pub const fn default_file() -> &'static str {
        DEFAULT
    }

    /// Reads a keymap that stands for itself; what cannot be read is left out and reported.
    pub(super) fn read(source: &SourceText) -> (Self, Vec<Diagnostic>) {
        let mut problems = FirstProblems::of(source.name());
        let keymap = match parse(source) {
            Ok(tree) => lay_over(&Self::default(), tree, source, &mut problems),
            Err(problem) => return (Self::default(), vec![*problem]),
        };
        (keymap, problems.finish())
    }

    /// This keymap with a person's own laid over it: a sequence that they give to an action is taken
    /// away from what it did before, in that scope; what they do not name stays.
    #[must_use]
    pub fn with(&self, tree: Node<'_>, places: &dyn Places, problems: &mut dyn Collect) -> Self {
        let span = tree.span;
        let keymap = lay_over(self, tree, places, problems);
        if let Some(scope) = locked_scope(&keymap) {
            problems.note(Severity::Error, || {
                let (what, action) = match scope {
                    Scope::Browse => ("the program".to_owned(), Action::Quit),
                    _ => (format!("`{}`", scope.name()), Action::Back),
                };
                let message = format!("no key leaves {what} any more, so the default keys stay");
                let help = format!("give a key to `{}` in `everywhere` or in `{}`", action.name(), scope.name());
                Diagnostic::error("no-way-out", message, places.place(span)).with_help(help)
            });
            return self.clone();
        }
        keymap
    }

    /// Whether it holds nothing.
    pub(super) fn is_empty(&self) -> bool {
        self.meant.is_empty()
    }

    /// Whether an action means something in a scope.
    #[must_use]
    pub fn means(&self, action: Action, scope: Scope) -> bool {
        [scope, Scope::Everywhere].into_iter().any(|scope| self.meant.binary_search(&(scope, action)).is_ok())
    }

    /// The scopes in which an action means something, in the order of help.
    pub fn scopes_of(&self, action: Action) -> impl Iterator<Item = Scope> {
        Scope::ALL.iter().copied().filter(move |scope| self.meant.binary_search(&(*scope, action)).is_ok())
    }

    /// What the keys pressed so far mean in a scope: its own bindings first, then those of
    /// everywhere. Where text is typed, a plain character is text.
    #[must_use]
    pub fn resolve(&self, pressed: &[Key], scope: Scope) -> Resolution {
        // No keymap is read in which text is bound.
        if pressed.iter().all(|key| key.typed().is_some_and(|character| scope.takes(character))) {
            return Resolution::None;
        }
        let own = self.resolve_in(scope, pressed, scope);
        let is_unbound = self.unbound.iter().any(|(own, keys)| *own == scope && keys == pressed);
        if own != Resolution::None || is_unbound {
            return own;
        }
        self.resolve_in(Scope::Everywhere, pressed, scope)
    }

    /// What the bindings of one scope make of keys that are pressed in another.
    fn resolve_in(&self, bound: Scope, pressed: &[Key], scope: Scope) -> Resolution {
        let mut begun = false;
        // Few bindings begin with these keys, so that what they mean is asked of few.
        let begins = |binding: &&Binding| binding.keys.starts_with(pressed) && self.means(binding.action, scope);
        for binding in self.in_scope(bound).filter(begins) {
            if binding.keys == pressed {
                return Resolution::Action(binding.action);
            }
            begun = true;
        }
        if begun { Resolution::Pending } else { Resolution::None }
    }

    /// The bindings of a scope, without those of everywhere.
    pub fn in_scope(&self, scope: Scope) -> impl Iterator<Item = &Binding> {
        let first = self.bindings.partition_point(|binding| binding.scope < scope);
        self.bindings[first..].iter().take_while(move |binding| binding.scope == scope)
    }

    /// What a person is told to press for an action in a scope: its keys, or where it has none, the
    /// keys of the palette and its name there.
    #[must_use]
    pub fn told(&self, action: Action, scope: Scope) -> String {
        self.shown(action, scope).unwrap_or_else(|| {
            let palette = self.shown(Action::Palette, scope).unwrap_or_default();
            let gap = if palette.chars().count() > 1 { " " } else { "" };
            format!("{palette}{gap}{}", action.name())
        })
    }

    /// The same, where the action means something in the scope.
    #[must_use]
    pub fn told_if_meant(&self, action: Action, scope: Scope) -> Option<String> {
        self.means(action, scope).then(|| self.told(action, scope))
    }

    /// The sequences that do an action in a scope, without those of everywhere.
    pub fn keys_of(&self, action: Action, scope: Scope) -> impl Iterator<Item = &[Key]> {
        self.in_scope(scope).filter(move |binding| binding.action == action).map(|binding| binding.keys.as_slice())
    }

    /// The sequences that do nothing in a scope, though they did before this keymap was laid over
    /// that one, or do everywhere.
    #[must_use]
    pub fn without_effect<'k>(&'k self, below: &'k Self, scope: Scope) -> Vec<&'k [Key]> {
        let unbound = self.unbound.iter().filter(|(own, _)| *own == scope).map(|(_, keys)| keys.as_slice());
        let clashes = |keys: &[Key]| {
            self.in_scope(scope).any(|own| own.keys.starts_with(keys) || keys.starts_with(own.keys.as_slice()))
        };
        let gone = below.in_scope(scope).map(|binding| binding.keys.as_slice()).filter(|keys| !clashes(keys));
        let mut all: Vec<&[Key]> = unbound.chain(gone).collect();
        all.sort_unstable();
        all.dedup();
        all
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
