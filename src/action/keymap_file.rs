//! Reading a keymap, and laying a person's own over another.

use std::borrow::Cow;

use super::keymap::{Binding, Keymap, shown_keys};
use super::{Action, Key, Resolution, Scope};
use crate::diagnostic::{Collect, Diagnostic, Places, Severity, closest};
use crate::yaml::{Fields, Located, Node, Value};

/// The field of a scope that lists keys which do nothing there.
const NOTHING: &str = "none";

/// A sequence of keys as it stands in a file.
struct Entry {
    scope: Scope,
    keys: Vec<Key>,
    /// What it does, or that it does nothing.
    action: Option<Action>,
}

impl Entry {
    /// What it does, as it is written.
    fn name(&self) -> &'static str {
        self.action.map_or(NOTHING, Action::name)
    }

    /// Whether both cannot stand beside each other: one sequence cannot do two things, nor be the
    /// beginning of another.
    fn clashes(&self, other: &Self) -> bool {
        let (a, b) = (&self.keys, &other.keys);
        self.scope == other.scope && (a.starts_with(b) || b.starts_with(a))
    }

    /// Whether it takes the place of a binding of the keymap that it is laid over.
    fn replaces(&self, binding: &Binding) -> bool {
        let begins = binding.keys.starts_with(&self.keys);
        let is_begun = self.action.is_some() && self.keys.starts_with(&binding.keys);
        self.scope == binding.scope && (begins || is_begun)
    }
}

/// Reads a keymap and lays it over another. Its sequences take their keys away from the other; what
/// it does not name stays. What cannot be read is left out and reported.
pub(super) fn lay_over(below: &Keymap, tree: Node<'_>, places: &dyn Places, problems: &mut dyn Collect) -> Keymap {
    let mut reader =
        Reader { below, places, problems, entries: Vec::new(), meant: below.meant.clone(), emptied: Vec::new() };
    reader.scopes(tree);
    let entries = reader.without_clashes();
    let emptied = std::mem::take(&mut reader.emptied);
    let mut keymap = Keymap { meant: reader.meant, ..Keymap::default() };
    keymap.meant.sort_unstable();
    for Located { value: Entry { scope, keys, action }, .. } in &entries {
        match action {
            Some(action) => keymap.bindings.push(Binding { scope: *scope, keys: keys.clone(), action: *action }),
            None => keymap.unbound.push((*scope, keys.clone())),
        }
    }
    let stays = |binding: &&Binding| !entries.iter().any(|entry| entry.value.replaces(binding));
    // A person's own keys come first, so that they are the ones that are told.
    keymap.bindings.extend(below.bindings.iter().filter(stays).cloned());
    keymap.bindings.sort_by_key(|binding| binding.scope);
    for Located { value: (scope, action), span } in emptied {
        if let Some(keys) = keymap.keys_of(action, scope).next().map(shown_keys) {
            reader.problems.note(Severity::Warning, || {
                let message = format!("`{}: []` takes no key away: {keys} still does it", action.name());
                Diagnostic::warning("still-bound", message, places.place(span))
                    .with_help(format!("`{NOTHING}: [{keys}]` in `{}` does", scope.name()))
            });
        }
    }
    keymap
}

struct Reader<'a> {
    below: &'a Keymap,
    places: &'a dyn Places,
    problems: &'a mut dyn Collect,
    entries: Vec<Located<Entry>>,
    meant: Vec<(Scope, Action)>,
    /// Actions that are given an empty list of keys.
    emptied: Vec<Located<(Scope, Action)>>,
}

impl Reader<'_> {
    fn scopes(&mut self, tree: Node<'_>) {
        if matches!(tree.value, Value::Null) {
            return;
        }
        let Some(mut fields) = Fields::open(tree, "a keymap", self.places, self.problems) else { return };
        let scopes: Vec<(Scope, Option<Node<'_>>)> =
            Scope::ALL.iter().map(|scope| (*scope, fields.node(scope.name()))).collect();
        fields.finish();
        for (scope, node) in scopes {
            if let Some(node) = node {
                self.scope(scope, node);
            }
        }
    }

    fn scope(&mut self, scope: Scope, node: Node<'_>) {
        let Some(mut fields) = Fields::open(node, "a scope", self.places, self.problems) else { return };
        let mut sequences = Vec::new();
        for action in Action::ALL {
            let Some(span) = fields.key_span(action.name()) else {
                // It is known, even where it is not there.
                fields.texts(action.name());
                continue;
            };
            let is_emptied = fields.is_empty_list(action.name());
            let texts = fields.texts(action.name());
            if self.below.is_empty() {
                self.meant.push((scope, *action));
            } else if scope != Scope::Everywhere && !self.below.means(*action, scope) {
                fields.report(|places| does_nothing(*action, scope, self.below, places, span));
                continue;
            }
            if is_emptied && !self.below.is_empty() {
                self.emptied.push(Located { value: (scope, *action), span });
            }
            sequences.extend(texts.into_iter().map(|text| (Some(*action), text)));
        }
        sequences.extend(fields.texts(NOTHING).into_iter().map(|text| (None, text)));
        fields.finish();
        for (action, text) in sequences {
            self.sequence(scope, action, &text);
        }
    }

    fn sequence(&mut self, scope: Scope, action: Option<Action>, text: &Located<Cow<'_, str>>) {
        let mut keys = Vec::new();
        for name in text.value.split_whitespace() {
            match name.parse::<Key>() {
                Ok(key) => keys.push(key),
                Err(error) => {
                    self.problems.note(Severity::Error, || {
                        let problem = Diagnostic::error("bad-key", error.to_string(), self.places.place(text.span));
                        match closest(name, Key::names()).filter(|_| name.chars().count() > 1) {
                            Some(meant) => problem.with_help(format!("did you mean `{meant}`?")),
                            None => problem,
                        }
                    });
                    return;
                }
            }
        }
        let is_typed = |key: &Key| key.typed().is_some_and(|letter| scope.takes(letter));
        if action.is_some() && keys.first().is_some_and(is_typed) {
            self.problems.note(Severity::Error, || {
                let message =
                    format!("`{}` is typed in `{}`, so that it can do nothing else", text.value, scope.name());
                Diagnostic::error("typed-there", message, self.places.place(text.span))
                    .with_help("take a key with Ctrl or Alt, or one like F5 or PgDn")
            });
            return;
        }
        self.entries.push(Located { value: Entry { scope, keys, action }, span: text.span });
    }

    /// The sequences in the order of the file, without those that clash with one before.
    fn without_clashes(&mut self) -> Vec<Located<Entry>> {
        let mut entries = std::mem::take(&mut self.entries);
        entries.sort_by_key(|entry| entry.span.start());
        let mut kept: Vec<Located<Entry>> = Vec::new();
        for entry in entries {
            match kept.iter().find(|earlier| earlier.value.clashes(&entry.value)) {
                None => kept.push(entry),
                Some(earlier) => self.problems.note(Severity::Error, || {
                    let (keys, taken) = (shown_keys(&entry.value.keys), shown_keys(&earlier.value.keys));
                    let line = self.places.place(earlier.span).line;
                    let message = format!("`{keys}` is taken: `{taken}` is `{}` (line {line})", earlier.value.name());
                    Diagnostic::error("key-taken", message, self.places.place(entry.span))
                }),
            }
        }
        kept
    }
}

/// The problem of an action in a scope where it means nothing.
fn does_nothing(
    action: Action,
    scope: Scope,
    keymap: &Keymap,
    places: &dyn Places,
    span: crate::text::ByteSpan,
) -> Diagnostic {
    let message = format!("`{}` does nothing in `{}`", action.name(), scope.name());
    let scopes: Vec<String> = keymap.scopes_of(action).map(|scope| format!("`{}`", scope.name())).collect();
    Diagnostic::error("does-nothing", message, places.place(span))
        .with_help(format!("it works in {}", scopes.join(", ")))
}

/// What is wrong with a keymap as a whole: the first scope that nobody could leave any more. Out of
/// browse leads the end of the program, out of any other a step back as well, or the list of all
/// commands.
pub(super) fn locked_scope(keymap: &Keymap) -> Option<Scope> {
    let leads_out = |scope: Scope, action: Action| match action {
        Action::Quit => true,
        Action::Back | Action::Leave | Action::Palette => scope != Scope::Browse,
        _ => false,
    };
    let is_left = |scope: Scope| {
        let leaves = |binding: &&Binding| leads_out(scope, binding.action);
        let works = |binding: &Binding| keymap.resolve(&binding.keys, scope) == Resolution::Action(binding.action);
        keymap.bindings.iter().filter(leaves).any(works)
    };
    Scope::ALL.iter().copied().find(|scope| *scope != Scope::Everywhere && !is_left(*scope))
}
