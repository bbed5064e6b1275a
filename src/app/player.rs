//! A tour that is playing: which step comes next, and when.

use std::sync::Arc;
use std::time::Duration;

use super::clock::Moment;
use crate::action::{Key, KeyCode, Keymap};
use crate::tour::{Step, Tour};

/// From one pressed key to the next: long enough to see what it did.
const BETWEEN_KEYS: Duration = Duration::from_millis(700);

/// From one typed letter to the next.
const BETWEEN_LETTERS: Duration = Duration::from_millis(70);

/// How long a text is waited for. Whoever waits longer thinks that the program hangs.
const PATIENCE: Duration = Duration::from_secs(20);

/// A tour that is playing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Player {
    steps: Vec<Step>,
    /// What its keys mean: a tour is written for everybody, in the default keys.
    keymap: Arc<Keymap>,
    /// The step that comes next.
    next: usize,
    /// How much of it is done: keys or letters.
    done: usize,
    /// When it goes on.
    due: Moment,
    caption: String,
    /// Whether a person stopped it for a while.
    held: bool,
    /// From one typed letter to the next.
    between_letters: Duration,
}

/// What a tour does next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Turn {
    /// Presses a key.
    Press(Key),
    /// Takes a picture under this name.
    Picture(String),
    /// Pauses: the screen shows what it is meant to show.
    Pause,
    /// Nothing yet.
    Wait,
    /// A text never came.
    Missed(String),
    /// It is over.
    End,
}

impl Player {
    /// Begins a tour. With less motion, texts are there at once instead of letter by letter.
    #[must_use]
    pub fn new(tour: Tour, reduced_motion: bool) -> Self {
        Self {
            steps: tour.steps,
            keymap: Arc::new(Keymap::built_in()),
            next: 0,
            done: 0,
            due: Moment::default(),
            caption: String::new(),
            held: false,
            between_letters: if reduced_motion { Duration::ZERO } else { BETWEEN_LETTERS },
        }
    }

    /// What its keys mean.
    pub(super) const fn keymap(&self) -> &Arc<Keymap> {
        &self.keymap
    }

    /// What it says at the moment; empty for nothing.
    #[must_use]
    pub fn caption(&self) -> &str {
        &self.caption
    }

    /// Whether a person stopped it for a while.
    #[must_use]
    pub const fn is_held(&self) -> bool {
        self.held
    }

    /// When it goes on by itself.
    pub(super) fn deadline(&self) -> Option<Moment> {
        (!self.held).then_some(self.due)
    }

    /// The text that it waits for.
    pub(super) fn awaited(&self) -> Option<&str> {
        match self.steps.get(self.next) {
            Some(Step::WaitFor(text)) if !self.held => Some(text),
            _ => None,
        }
    }

    /// Stops it for a while, or lets it go on: with the next step, however long this one was
    /// still to last.
    pub(super) fn hold_or_go_on(&mut self) {
        self.held = !self.held;
        if self.awaited().is_some() {
            // It waited for nothing meanwhile, so that its patience begins anew.
            (self.done, self.due) = (0, Moment::default());
        }
    }

    /// The text that it waited for is on the screen.
    pub(super) fn saw(&mut self, now: Moment) {
        if self.awaited().is_some() {
            self.step_done(now);
        }
    }

    /// The next thing to do, if its time has come.
    pub(super) fn turn(&mut self, now: Moment) -> Turn {
        if self.held || now < self.due {
            return Turn::Wait;
        }
        let Some(step) = self.steps.get(self.next) else { return Turn::End };
        match step {
            Step::Keys(keys) => match keys.get(self.done).copied() {
                Some(key) => self.press(key, BETWEEN_KEYS, now),
                None => self.step_done(now),
            },
            Step::Type(text) => match text.chars().nth(self.done) {
                Some(character) => self.press(Key::plain(KeyCode::Char(character)), self.between_letters, now),
                None => self.step_done(now),
            },
            Step::WaitFor(text) if self.done > 0 => Turn::Missed(text.clone()),
            Step::WaitFor(_) => {
                self.done = 1;
                self.due = now + PATIENCE;
                Turn::Wait
            }
            Step::Pause(pause) => {
                let due = now + *pause;
                self.step_done(now);
                self.due = due;
                Turn::Pause
            }
            Step::Say(caption) => {
                self.caption.clone_from(caption);
                self.step_done(now)
            }
            Step::Picture(name) => {
                let picture = Turn::Picture(name.clone());
                self.step_done(now);
                picture
            }
        }
    }

    fn press(&mut self, key: Key, then: Duration, now: Moment) -> Turn {
        self.done += 1;
        self.due = now + then;
        Turn::Press(key)
    }

    /// Goes on to the next step at once.
    fn step_done(&mut self, now: Moment) -> Turn {
        self.next += 1;
        self.done = 0;
        self.due = now;
        Turn::Wait
    }
}
