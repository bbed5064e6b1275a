//! The keys in force, to be read.

use crate::action::{Action, Binding, Keymap, Resolution, Scope};
use crate::settings::Role;
use crate::text::{Folding, folded};

use super::document::{Document, Paragraph};

/// Columns of the keys.
const KEYS: usize = 24;

/// What help shows.
#[derive(Clone, Copy, Debug)]
pub struct HelpContent<'a> {
    /// The keys in force.
    pub keymap: &'a Keymap,
    /// Where the person came from: its keys come first.
    pub scope: Scope,
    /// Whether the program listens to the mouse.
    pub mouse: bool,
    /// Only lines with all these words are shown.
    pub filter: &'a str,
}

/// Every key that does something, by place; the place the person came from first.
#[must_use]
pub fn help_page(content: HelpContent<'_>) -> Document {
    let wanted: Vec<String> = content.filter.split_whitespace().map(|word| folded(word, Folding::Search)).collect();
    let mut page = Document::default();
    let first = [content.scope, Scope::Everywhere];
    let others = Scope::ALL.iter().copied().filter(|scope| !first.contains(scope));
    for scope in first.into_iter().chain(others) {
        let lines: Vec<Paragraph> =
            Action::ALL.iter().filter_map(|action| line(content, scope, *action, &wanted)).collect();
        if !lines.is_empty() {
            page.space();
            page.push(Paragraph::new(scope.title(), Role::Heading));
            page.paragraphs.extend(lines);
        }
    }
    let gestures = if content.mouse { MOUSE } else { &[] };
    let mouse: Vec<Paragraph> =
        gestures.iter().filter_map(|(gesture, does)| entry("Mouse", gesture, does, &wanted)).collect();
    if !mouse.is_empty() {
        page.space();
        page.push(Paragraph::new("Mouse", Role::Heading));
        page.paragraphs.extend(mouse);
    }
    if page.paragraphs.is_empty() {
        page.push(Paragraph::new(format!("No key does “{}”.", content.filter), Role::Text));
    }
    page
}

/// The line of an action with its keys, if it has some there and holds the words wanted.
fn line(content: HelpContent<'_>, scope: Scope, action: Action, wanted: &[String]) -> Option<Paragraph> {
    let HelpContent { keymap, scope: came_from, .. } = content;
    // What is said to work everywhere has to work where the person is.
    let works = |binding: &&Binding| {
        scope != Scope::Everywhere || keymap.resolve(&binding.keys, came_from) == Resolution::Action(action)
    };
    let bound = keymap.in_scope(scope).filter(|binding| binding.action == action);
    let keys: Vec<String> = bound.filter(works).map(Binding::shown).collect();
    if keys.is_empty() {
        return None;
    }
    entry(scope.title(), &keys.join("  "), action.description(scope), wanted)
}

/// What a key or a gesture does, if the line holds the words wanted.
fn entry(place: &str, by: &str, does: &str, wanted: &[String]) -> Option<Paragraph> {
    let holds = wanted.is_empty() || {
        let text = folded(&format!("{place} {by} {does}"), Folding::Search);
        wanted.iter().all(|word| text.contains(word.as_str()))
    };
    holds.then(|| Paragraph::new(does, Role::Text).labelled(by, KEYS).label_as(Role::Key))
}

/// What the mouse does. It has no keymap.
const MOUSE: &[(&str, &str)] = &[
    ("click", "select; switch a filter; follow a badge, a name, an address"),
    ("click at a row’s edge", "mark it, or take its mark away"),
    ("double-click", "open"),
    ("right click", "mark; in a talk, back"),
    ("wheel", "scroll what is under it"),
    ("Shift and the mouse", "select text, as in every terminal"),
];
