//! What a tour does to the program, and what a person's keys do to a tour.

use std::sync::Arc;

use super::clock::Moment;
use super::early_keys::pressed_in_turn;
use super::effect::Effect;
use super::keys::pressed;
use super::message::Message;
use super::model::Model;
use super::player::Turn;
use crate::action::{Action, Key, Resolution, Scope};

/// A key that a person pressed. While a tour plays, Space holds it and lets it go on, and any
/// other key ends it.
pub(super) fn by_hand(model: &mut Model, key: Key) -> Vec<Effect> {
    let settings = Arc::clone(&model.settings);
    let keymap = &settings.keymap;
    let Some(player) = &mut model.player else { return pressed_in_turn(model, key, keymap) };
    if key.typed() == Some(' ') {
        player.hold_or_go_on();
        return Vec::new();
    }
    let meant = keymap.resolve(&[key], Scope::Everywhere);
    if matches!(meant, Resolution::Action(Action::Suspend)) {
        return pressed(model, key, keymap);
    }
    taken_over(model);
    match meant {
        Resolution::Action(Action::Quit) => pressed(model, key, keymap),
        _ => Vec::new(),
    }
}

/// Ends a tour that a person takes over.
pub(super) fn taken_over(model: &mut Model) {
    end(model, Message::note("The tour has ended; the keys are yours."));
}

/// Lets the tour do what is due.
pub(super) fn play(model: &mut Model, now: Moment) -> Vec<Effect> {
    let Some(player) = &mut model.player else { return Vec::new() };
    match player.turn(now) {
        Turn::Press(key) => {
            let keymap = Arc::clone(player.keymap());
            let effects = pressed(model, key, &keymap);
            return within(model, effects);
        }
        Turn::Picture(name) => return vec![Effect::Picture(Some(name))],
        Turn::Pause => return vec![Effect::Picture(None)],
        Turn::Wait => {}
        Turn::Missed(text) => {
            end(model, Message::error(format!("The tour waited for “{text}” in vain, and has ended.")));
        }
        Turn::End => end(model, Message::note("The tour has ended; the keys are yours.")),
    }
    Vec::new()
}

/// What a tour may do of this. A tour comes from anybody, as a corpus does: whatever reaches out of the program is
/// left undone, and the status line says so.
fn within(model: &mut Model, mut effects: Vec<Effect>) -> Vec<Effect> {
    let wanted = effects.len();
    effects.retain(|effect| !effect.reaches_out());
    if effects.len() < wanted {
        model.messages.say(Message::note(REACHES_NOTHING));
    }
    effects
}

/// Why a tour did not do what its key does.
const REACHES_NOTHING: &str = "Not in a tour: it reaches no file, no clipboard, no browser and no editor.";

fn end(model: &mut Model, message: Message) {
    model.player = None;
    model.messages.say(message);
}
