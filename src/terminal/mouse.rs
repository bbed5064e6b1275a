//! The mouse: listening to it, and what its events mean.

use std::fmt;
use std::time::{Duration, Instant};

use crossterm::Command;
use crossterm::event::{KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::Position;

use crate::app::{Gesture, Pointed, Turned};

/// Two clicks at a place within this time are a double-click, as on most desktops.
const DOUBLE: Duration = Duration::from_millis(400);

/// Asks the terminal to tell of buttons and wheel, in the form that knows wide screens (SGR). Not of
/// every move, as `EnableMouseCapture` does: that would wake the program for nothing.
pub(super) struct ListenToMouse;

impl Command for ListenToMouse {
    fn write_ansi(&self, out: &mut impl fmt::Write) -> fmt::Result {
        out.write_str("\x1b[?1000h\x1b[?1006h")
    }
}

/// Lets the terminal have its mouse back.
pub(super) struct LetGoOfMouse;

impl Command for LetGoOfMouse {
    fn write_ansi(&self, out: &mut impl fmt::Write) -> fmt::Result {
        out.write_str("\x1b[?1006l\x1b[?1000l")
    }
}

/// Tells a double-click from two.
#[derive(Debug, Default)]
pub(super) struct Clicks {
    last: Option<(Position, Instant)>,
}

impl Clicks {
    /// What an event of the mouse means, if anything. With Shift it is the terminal's own.
    pub(super) fn pointed(&mut self, event: MouseEvent, now: Instant) -> Option<Pointed> {
        if event.modifiers.contains(KeyModifiers::SHIFT) {
            return None;
        }
        let at = Position { x: event.column, y: event.row };
        let gesture = match event.kind {
            MouseEventKind::Down(MouseButton::Left) => self.clicked(at, now),
            MouseEventKind::Down(MouseButton::Right) => Gesture::RightClick,
            MouseEventKind::ScrollUp => Gesture::Wheel(Turned::Up),
            MouseEventKind::ScrollDown => Gesture::Wheel(Turned::Down),
            _ => return None,
        };
        Some(Pointed { gesture, at })
    }

    fn clicked(&mut self, at: Position, now: Instant) -> Gesture {
        let is_second = self.last.is_some_and(|(place, time)| place == at && now.duration_since(time) <= DOUBLE);
        // A third click is the first of the next two.
        self.last = (!is_second).then_some((at, now));
        if is_second { Gesture::DoubleClick } else { Gesture::Click }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_clicks_at_once_at_a_place_are_a_double_click() {
        let start = Instant::now();
        let mut clicks = Clicks::default();
        let mut click = |column, milliseconds| {
            let kind = MouseEventKind::Down(MouseButton::Left);
            let event = MouseEvent { kind, column, row: 3, modifiers: KeyModifiers::NONE };
            clicks.pointed(event, start + Duration::from_millis(milliseconds)).map(|pointed| pointed.gesture)
        };
        assert_eq!(click(5, 0), Some(Gesture::Click));
        assert_eq!(click(5, 200), Some(Gesture::DoubleClick));
        assert_eq!(click(5, 300), Some(Gesture::Click), "the third begins anew");
        assert_eq!(click(6, 350), Some(Gesture::Click), "elsewhere");
        assert_eq!(click(6, 1000), Some(Gesture::Click), "much later");
    }

    #[test]
    fn shift_and_moves_and_releases_mean_nothing() {
        let mut clicks = Clicks::default();
        let mut meaning =
            |kind, modifiers| clicks.pointed(MouseEvent { kind, column: 1, row: 1, modifiers }, Instant::now());
        assert_eq!(meaning(MouseEventKind::Down(MouseButton::Left), KeyModifiers::SHIFT), None);
        assert_eq!(meaning(MouseEventKind::Up(MouseButton::Left), KeyModifiers::NONE), None);
        assert_eq!(meaning(MouseEventKind::Moved, KeyModifiers::NONE), None);
        assert!(meaning(MouseEventKind::ScrollDown, KeyModifiers::CONTROL).is_some());
    }
}
