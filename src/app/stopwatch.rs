//! How long a talk has gone on.

use std::time::Duration;

use super::clock::Moment;

/// How long something has gone on; told once a second (or a minute), and only while somebody wants to know.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stopwatch {
    /// When it began. The state machine learns that with the first tick.
    began: Option<Moment>,
    /// The last tick, as long as it can be shown.
    now: Option<Moment>,
    shown: bool,
    /// Whether it goes on by minutes, for those whom every second disturbs.
    by_minutes: bool,
}

impl Stopwatch {
    /// One that goes on by seconds, or only by minutes.
    pub(super) fn new(by_minutes: bool) -> Self {
        Self { by_minutes, ..Self::default() }
    }

    const fn step(self) -> u64 {
        if self.by_minutes { 60 } else { 1 }
    }

    /// How long it has gone on, where that is to be shown.
    #[must_use]
    pub fn elapsed(&self) -> Option<Duration> {
        let elapsed = self.began?.until(self.now.filter(|_| self.shown)?);
        Some(Duration::from_secs(elapsed.as_secs() / self.step() * self.step()))
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
            (Some(began), Some(now)) => {
                let steps = began.until(now).as_secs() / self.step() + 1;
                Some(began + Duration::from_secs(steps * self.step()))
            }
            _ => Some(Moment::default()),
        }
    }

    pub(super) fn tick(&mut self, now: Moment) {
        self.began.get_or_insert(now);
        self.now = Some(now);
    }
}
