//! What a key means, and what follows from it.

use super::adding;
use super::copying;
use super::early_keys::waits;
use super::editing::edit_selected;
use super::effect::Effect;
use super::help::HelpScreen;
use super::key_cast::KeyCast;
use super::message::Message;
use super::model::Model;
use super::palette::PaletteScreen;
use super::reading::show_problems;
use super::remembering::{query_opened, query_used, toggle_bookmarks, write_note};
use super::review;
use super::screen::Screen;
use super::steps::{Step, follow};
use crate::action::{Action, Key, KeyCode, Keymap, NamedKey, Resolution};
use crate::corpus::ReviewState;

/// A key was pressed; what it means is in the keymap.
pub(super) fn pressed(model: &mut Model, key: Key, keymap: &Keymap) -> Vec<Effect> {
    model.messages.clear();
    let scope = model.scope();
    model.pressed.push(key);
    if is_line_feed(key) && keymap.resolve(&model.pressed, scope) == Resolution::None {
        model.pressed.pop();
        return pressed(model, Key::plain(KeyCode::Named(NamedKey::Enter)), keymap);
    }
    let resolution = keymap.resolve(&model.pressed, scope);
    if !leaves(resolution) && wake(model) {
        model.pressed.clear();
        return Vec::new();
    }
    match resolution {
        Resolution::Pending => Vec::new(),
        Resolution::Action(action) => {
            let keys = model.begun_keys();
            model.pressed.clear();
            if let Some(cast) = &mut model.key_cast {
                cast.pressed(keys, action.description(scope));
            }
            act(model, action)
        }
        Resolution::None => without_meaning(model, key, keymap),
    }
}

/// A key that does nothing here, after those that were pressed before it: what they began is broken off, the
/// key is typed, or a person is told.
fn without_meaning(model: &mut Model, key: Key, keymap: &Keymap) -> Vec<Effect> {
    let scope = model.scope();
    let broken_off = model.pressed.len() > 1;
    let keys = model.begun_keys();
    model.pressed.clear();
    if broken_off && is_escape(key) {
        return Vec::new();
    }
    // What leaves the program leaves it at once, whatever was begun.
    if broken_off && leaves(keymap.resolve(&[key], scope)) {
        return pressed(model, key, keymap);
    }
    if let Some(character) = key.typed().filter(|character| scope.takes(*character) && !broken_off) {
        if let Some(cast) = &mut model.key_cast {
            cast.typed(character);
        }
        return typed(model, character.encode_utf8(&mut [0; 4]));
    }
    let help = model.settings.keymap.told(Action::Help, scope);
    model.messages.say(Message::note(format!("{keys} does nothing here; {help} shows the keys.")));
    Vec::new()
}

/// Whether it is what becomes of Enter in a terminal that is not the program's yet. As `Ctrl-J` it can have a
/// meaning of its own.
fn is_line_feed(key: Key) -> bool {
    key == Key { control: true, ..Key::plain(KeyCode::Char('j')) }
}

const fn leaves(resolution: Resolution) -> bool {
    matches!(resolution, Resolution::Action(Action::Quit | Action::Suspend))
}

fn is_escape(key: Key) -> bool {
    key == Key::plain(KeyCode::Named(NamedKey::Escape))
}

/// Ends a blank screen. Whether there was one: then the key has done all it does.
pub(super) fn wake(model: &mut Model) -> bool {
    match model.screens.last_mut() {
        Some(Screen::Talk(talk)) => std::mem::take(&mut talk.blank),
        _ => false,
    }
}

/// Text that is pasted where nothing is typed begins a search.
pub(super) fn pasted(model: &mut Model, text: &str) -> Vec<Effect> {
    model.messages.clear();
    model.pressed.clear();
    if wake(model) {
        return Vec::new();
    }
    if model.screens.is_empty() && !model.browse.searching {
        let _ = act(model, Action::Search);
    }
    if model.scope().takes_text() {
        return typed(model, text);
    }
    model.messages.say(Message::note("Text can be pasted into a box only."));
    Vec::new()
}

/// Letters that came together are put into their box at once: a text that a terminal does not mark as a paste may
/// have millions of them.
pub(super) fn typed_together(model: &mut Model, letters: &str) -> Vec<Effect> {
    model.messages.clear();
    if let Some(cast) = &mut model.key_cast {
        letters.chars().for_each(|letter| cast.typed(letter));
    }
    typed(model, letters)
}

fn typed(model: &mut Model, text: &str) -> Vec<Effect> {
    if let Some(screen) = model.screens.last_mut() {
        let taken = match screen {
            Screen::Help(help) => help.typed(text),
            Screen::Palette(palette) => palette.list.typed(text),
            Screen::SpeakerPicker(picker) => picker.list.typed(text),
            Screen::CopyAs(screen) => screen.typed(text),
            Screen::Note(note) => note.typed(text),
            Screen::Queries(queries) => queries.typed(text),
            Screen::Talk(talk) => {
                talk.typed(text);
                Ok(())
            }
            _ => Ok(()),
        };
        if let Err(full) = taken {
            model.messages.say(Message::error(full.to_string()));
        }
        return Vec::new();
    }
    let (step, effect) = model.browse.typed(text);
    follow(model, step, effect)
}

/// Does an action: the visible screen answers first, and what it has no answer to means the same
/// everywhere.
pub(super) fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    if waits(model, action) {
        return Vec::new();
    }
    let around = model.surroundings();
    let (step, effect) = match model.screens.last_mut() {
        Some(screen) => (screen.act(action, &around), None),
        None => model.browse.act(action, &around),
    };
    if matches!(step, Step::Pass) {
        return act_anywhere(model, action);
    }
    let is_left_in_box = model.screens.is_empty() && action == Action::Accept;
    let used = if is_left_in_box { query_used(model) } else { query_opened(model, &step) };
    let mut effects = follow(model, step, effect);
    effects.extend(used);
    effects
}

/// What an action does where the screen has no answer of its own.
fn act_anywhere(model: &mut Model, action: Action) -> Vec<Effect> {
    match action {
        Action::Quit => return vec![Effect::Quit],
        Action::Suspend => return vec![Effect::Suspend],
        Action::ShowKeys => model.key_cast = model.key_cast.is_none().then(KeyCast::default),
        Action::Help => model.screens.push(Screen::Help(Box::new(HelpScreen::open(model.scope())))),
        Action::Palette => model.screens.push(Screen::Palette(Box::new(PaletteScreen::open(model.scope())))),
        Action::Problems => show_problems(model),
        Action::Note => write_note(model),
        Action::MyTalk => {
            let selected = model.selected().map(|hit| hit.statement);
            return follow(model, Step::OpenMyTalk(selected), None);
        }
        Action::Copy => return copying::copy(model),
        Action::CopyAs => return copying::copy_as(model),
        Action::OpenSource => return copying::open_source(model),
        Action::AddToTalk => return copying::add_to_talk(model),
        Action::Add => return adding::add(model),
        Action::Edit => return edit_selected(model),
        Action::AcceptAttribution => return review::judge(model, ReviewState::Accepted),
        Action::RejectAttribution => return review::judge(model, ReviewState::Rejected),
        Action::PickSpeaker => return review::pick_speaker(model),
        Action::Bookmark => return toggle_bookmarks(model),
        _ => {}
    }
    Vec::new()
}
