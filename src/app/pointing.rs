//! What the mouse does. Whatever it does can be done with keys as well.

use ratatui::layout::Position;

use super::effect::Effect;
use super::keys::wake;
use super::model::Model;
use super::playing::taken_over;
use super::remembering::query_opened;
use super::steps::{Step, follow};
use crate::layout::too_small;

/// What somebody did with the mouse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gesture {
    /// The left button was pressed.
    Click,
    /// It was pressed again at once, at the same place.
    DoubleClick,
    /// The right button was pressed.
    RightClick,
    /// The wheel was turned by a notch.
    Wheel(Turned),
}

/// Which way a wheel was turned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turned {
    /// Towards the beginning.
    Up,
    /// Towards the end.
    Down,
}

/// A gesture, and where on the screen it was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pointed {
    /// What was done.
    pub gesture: Gesture,
    /// Where.
    pub at: Position,
}

/// Does what a gesture means where it was made.
pub(super) fn pointed(model: &mut Model, pointed: Pointed) -> Vec<Effect> {
    let is_wheel = matches!(pointed.gesture, Gesture::Wheel(_));
    if model.player.is_some() {
        if !is_wheel {
            taken_over(model);
        }
        return Vec::new();
    }
    if too_small(model.area) {
        return Vec::new();
    }
    // What the person saw when they pointed at it.
    let around = model.surroundings();
    let room = around.area;
    if !is_wheel {
        model.messages.clear();
        model.pressed.clear();
        let is_meant = std::mem::take(&mut model.awaits_second_click);
        if wake(model) || (pointed.gesture == Gesture::DoubleClick && !is_meant) {
            return Vec::new();
        }
    }
    let screens = model.screens.len();
    let (step, effect) = match model.screens.last_mut() {
        Some(screen) => (screen.pointed(pointed, &around), None),
        None => model.browse.pointed(pointed, &around),
    };
    if matches!(step, Step::Say(_)) {
        // It answers this notch of the wheel, and not the one before.
        model.messages.clear();
    }
    let used = query_opened(model, &step);
    let mut effects = follow(model, step, effect);
    effects.extend(used);
    if pointed.gesture == Gesture::Click {
        model.awaits_second_click = model.screens.len() == screens && model.screen_area() == room;
    }
    effects
}
