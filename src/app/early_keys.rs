//! Keys that are pressed before the corpus is open.
//!
//! The same keys lead to the same place however early they are pressed. What needs nothing of a corpus (typing
//! a query, help, leaving) is done at once. What acts on statements waits until there are some, and
//! everything that is pressed after it waits behind it.

use std::collections::VecDeque;
use std::sync::Arc;

use super::effect::Effect;
use super::keys::{act, pasted, pressed};
use super::message::Message;
use super::model::Model;
use crate::action::{Action, Key, Keymap, Resolution, Scope};

/// The most that is kept: more than anybody types while a corpus is read, and few enough that a paste does no
/// harm.
pub const MOST_EARLY_KEYS: usize = 1000;

/// What was pressed, waiting for the corpus.
#[derive(Clone, Debug, Default)]
pub struct EarlyKeys {
    kept: VecDeque<Early>,
}

#[derive(Clone, Debug)]
enum Early {
    Action(Action),
    Key(Key),
    Text(String),
}

impl EarlyKeys {
    /// Whether anything waits.
    #[must_use]
    pub fn are_kept(&self) -> bool {
        !self.kept.is_empty()
    }

    /// The keys that wait, as a person reads them.
    #[must_use]
    pub fn shown(&self, keymap: &Keymap) -> String {
        let shown = |early: &Early| match early {
            Early::Action(action) => keymap.told(*action, Scope::Browse),
            Early::Key(key) => key.shown(),
            Early::Text(text) => text.clone(),
        };
        self.kept.iter().map(shown).collect::<Vec<_>>().join(" ")
    }

    /// Whether a search will begin by them.
    pub(super) fn begin_a_search(&self, keymap: &Keymap) -> bool {
        let searches = |key: &Key| keymap.resolve(&[*key], Scope::Browse) == Resolution::Action(Action::Search);
        self.kept.iter().any(|early| match early {
            Early::Action(_) => false,
            Early::Key(key) => searches(key),
            Early::Text(_) => true,
        })
    }

    pub(super) fn forget(&mut self) {
        self.kept.clear();
    }
}

/// A key of a person: it waits behind those that wait already, unless it leaves the program.
pub(super) fn pressed_in_turn(model: &mut Model, key: Key, keymap: &Keymap) -> Vec<Effect> {
    let leaves =
        || matches!(keymap.resolve(&[key], Scope::Everywhere), Resolution::Action(Action::Quit | Action::Suspend));
    if model.early.are_kept() && !leaves() {
        keep(model, Early::Key(key));
        return Vec::new();
    }
    pressed(model, key, keymap)
}

/// Text that a person pastes: it waits like a key.
pub(super) fn pasted_in_turn(model: &mut Model, text: String) -> Vec<Effect> {
    if model.early.are_kept() {
        keep(model, Early::Text(text));
        return Vec::new();
    }
    pasted(model, &text)
}

/// Keeps an action that cannot be done before the corpus is open. Whether it is one.
pub(super) fn waits(model: &mut Model, action: Action) -> bool {
    let is_opening = !model.record.opened && model.record.reading.underway;
    if !is_opening || !model.screens.is_empty() || model.player.is_some() || is_free(action, model.browse.searching) {
        return false;
    }
    if matches!(action, Action::Edit | Action::Add) {
        // By then the keys are being read, which an editor needs for itself.
        model.messages.say(Message::note("An editor can be opened once the corpus is open."));
    } else {
        keep(model, Early::Action(action));
    }
    true
}

/// Whether an action needs no corpus.
const fn is_free(action: Action, searching: bool) -> bool {
    match action {
        Action::Quit
        | Action::Suspend
        | Action::ShowKeys
        | Action::Help
        | Action::Palette
        | Action::Search
        | Action::Queries
        | Action::Speakers
        | Action::Sessions
        | Action::Topics
        | Action::NextPane
        | Action::PreviousPane
        | Action::Reload => true,
        Action::Accept
        | Action::Back
        | Action::Earlier
        | Action::Later
        | Action::DeleteBack
        | Action::DeleteForward
        | Action::DeleteWord
        | Action::DeleteToStart
        | Action::DeleteToEnd
        | Action::CursorLeft
        | Action::CursorRight
        | Action::CursorWordLeft
        | Action::CursorWordRight
        | Action::CursorStart
        | Action::CursorEnd => searching,
        _ => false,
    }
}

fn keep(model: &mut Model, early: Early) {
    model.messages.clear();
    if model.early.kept.len() < MOST_EARLY_KEYS {
        model.early.kept.push_back(early);
    } else {
        let text = format!("{MOST_EARLY_KEYS} keys wait for the corpus; the rest was left out.");
        model.messages.say(Message::error(text));
    }
}

/// Lets those take effect, one after another, for which all is there that they act on.
pub(super) fn take_effect(model: &mut Model) -> Vec<Effect> {
    let mut effects = Vec::new();
    while model.early.are_kept() && is_all_there(model) {
        let settings = Arc::clone(&model.settings);
        match model.early.kept.pop_front() {
            Some(Early::Action(action)) => effects.extend(act(model, action)),
            Some(Early::Key(key)) => effects.extend(pressed(model, key, &settings.keymap)),
            Some(Early::Text(text)) => effects.extend(pasted(model, &text)),
            None => {}
        }
    }
    effects
}

/// Whether all is there that the next of them acts on.
fn is_all_there(model: &Model) -> bool {
    let next = match model.early.kept.front() {
        Some(Early::Action(action)) => Resolution::Action(*action),
        Some(Early::Key(key)) => model.keymap().resolve(&[*key], model.scope()),
        _ => Resolution::None,
    };
    let wants_bookmarks = matches!(next, Resolution::Action(Action::Bookmarks | Action::BookmarksOnly));
    model.record.opened
        && model.browse.lists_what_is_asked()
        && (model.browse.bookmarks_known || !wants_bookmarks)
        && !model.screens.last().is_some_and(|screen| screen.is_waiting(&model.record.numbers))
}
