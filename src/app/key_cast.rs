//! The last keys and what they did, for people who demonstrate the program.

use std::collections::VecDeque;

/// How many are shown.
const SHOWN: usize = 4;

/// A key, or several of a sequence, with what it did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cast {
    /// As a person reads it.
    pub keys: String,
    /// What it did.
    pub did: &'static str,
}

/// The last keys, the latest last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeyCast {
    last: VecDeque<Cast>,
}

impl KeyCast {
    /// The last keys, the latest last.
    #[must_use]
    pub fn last(&self) -> impl DoubleEndedIterator<Item = &Cast> {
        self.last.iter()
    }

    pub(super) fn pressed(&mut self, keys: String, did: &'static str) {
        self.last.push_back(Cast { keys, did });
        while self.last.len() > SHOWN {
            self.last.pop_front();
        }
    }

    /// Text grows in one place.
    pub(super) fn typed(&mut self, letter: char) {
        match self.last.back_mut().filter(|last| last.did == TYPED) {
            Some(last) => last.keys.push(letter),
            None => self.pressed(letter.to_string(), TYPED),
        }
    }
}

/// What letters did.
const TYPED: &str = "typed";
