//! Time, as the state machine knows it: it is told, never asked for.

use std::ops::Add;
use std::time::Duration;

/// A moment, counted from the start of the program.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment(pub Duration);

impl Add<Duration> for Moment {
    type Output = Self;

    fn add(self, duration: Duration) -> Self {
        Self(self.0.saturating_add(duration))
    }
}

impl Moment {
    /// How long it is from this moment to a later one; nothing if that is not later.
    #[must_use]
    pub const fn until(self, later: Self) -> Duration {
        later.0.saturating_sub(self.0)
    }
}
