//! How long a talk has gone on.

use std::time::Duration;

use super::clock::Moment;

/// How long something has gone on; told once a second, and only while somebody wants to know.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stopwatch {
    /// When it began. The state machine learns that with the first tick.
    began: Option<Moment>,
    /// The last tick, as long as it can be shown.
    now: Option<Moment>,
    shown: bool,
}

const SECOND: Duration = Duration::from_secs(1);

impl Stopwatch {
    /// How long it has gone on, where that is to be shown.
    #[must_use]
    pub fn elapsed(&self) -> Option<Duration> {
        Some(self.began?.until(self.now.filter(|_| self.shown)?))
    }

    /// Shows it, or hides it.
    pub(super) const fn toggle(&mut self) {
        self.shown = !self.shown;
        // However long ago the last tick was, it is not shown any more.
        self.now = None;
    }

    /// When a tick is wanted: at once where the time is not known, and then with each second.
    pub(super) fn deadline(&self) -> Option<Moment> {
        match (self.began, self.now) {
            (Some(_), _) if !self.shown => None,
            (Some(began), Some(now)) => Some(began + Duration::from_secs(began.until(now).as_secs()) + SECOND),
            _ => Some(Moment::default()),
        }
    }

    pub(super) fn tick(&mut self, now: Moment) {
        self.began.get_or_insert(now);
        self.now = Some(now);
    }
}
