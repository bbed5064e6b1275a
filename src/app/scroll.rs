//! Moving through lists and long texts.

use super::pointing::Turned;
use crate::action::Action;
use crate::layout::visible_window;

/// A way to move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Motion {
    Down,
    Up,
    PageDown,
    PageUp,
    First,
    Last,
}

impl Motion {
    /// The motion that an action asks for, if it asks for one.
    pub(super) const fn of(action: Action) -> Option<Self> {
        match action {
            Action::Down => Some(Self::Down),
            Action::Up => Some(Self::Up),
            Action::PageDown => Some(Self::PageDown),
            Action::PageUp => Some(Self::PageUp),
            Action::First => Some(Self::First),
            Action::Last => Some(Self::Last),
            _ => None,
        }
    }

    /// Where it leads from `at`, among `count` places, `page` of which are seen at once.
    fn from(self, at: usize, count: usize, page: usize) -> usize {
        let last = count.saturating_sub(1);
        let to = match self {
            Self::Down => at.saturating_add(1),
            Self::Up => at.saturating_sub(1),
            Self::PageDown => at.saturating_add(page.max(1)),
            Self::PageUp => at.saturating_sub(page.max(1)),
            Self::First => 0,
            Self::Last => last,
        };
        to.min(last)
    }
}

/// The selected row of a list, and the first visible one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ListCursor {
    /// Index of the row the keys act on.
    pub selected: usize,
    /// Index of the first visible row.
    pub top: usize,
}

impl ListCursor {
    /// Moves the selection; `page` rows are seen at once.
    pub(super) fn go(&mut self, motion: Motion, count: usize, page: usize) {
        self.selected = motion.from(self.selected, count, page);
    }
}

impl ListCursor {
    /// Scrolls by a row, as far as there is more to see in `height` lines; the selection goes along
    /// only where it would be left behind.
    pub(super) fn turn(&mut self, turned: Turned, count: usize, height: usize, row_height: impl Fn(usize) -> usize) {
        match turned {
            Turned::Down => {
                let top = self.top + 1;
                let selected = self.selected.max(top);
                if selected < count && visible_window(count, top, selected, height, &row_height).top > self.top {
                    (self.top, self.selected) = (top, selected);
                }
            }
            Turned::Up => {
                let Some(top) = self.top.checked_sub(1) else { return };
                let mut used = 0;
                let fits = |row: &usize| {
                    used += row_height(*row).max(1);
                    used <= height
                };
                let last = (top..count).take_while(fits).last().unwrap_or(top);
                (self.top, self.selected) = (top, self.selected.min(last));
            }
        }
    }
}

/// The lines that a notch of the wheel scrolls a text by.
const NOTCH: usize = 3;

/// How far a text is scrolled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scroll {
    /// Index of the first visible line.
    pub top: usize,
}

impl Scroll {
    /// Scrolls a text of `lines` in a window of `height` lines.
    pub(super) fn go(&mut self, motion: Motion, lines: usize, height: usize) {
        // A line of the page before stays on the screen, so that the eye finds its place.
        self.top = motion.from(self.top, places(lines, height), height.saturating_sub(1));
    }

    /// Scrolls it by a notch of the wheel.
    pub(super) fn turn(&mut self, turned: Turned, lines: usize, height: usize) {
        self.top = match turned {
            Turned::Up => self.top.saturating_sub(NOTCH),
            Turned::Down => self.top + NOTCH,
        };
        self.settle(lines, height);
    }

    /// Keeps the window inside the text.
    pub(super) fn settle(&mut self, lines: usize, height: usize) {
        self.top = self.top.min(places(lines, height) - 1);
    }

    /// Brings the lines from `first` to `last` into the window, with some of what stands
    /// before them where there is room.
    pub(super) fn aim(&mut self, first: usize, last: usize, lines: usize, height: usize) {
        let shown = last + 1 - first;
        let above = height.saturating_sub(shown) / 3;
        self.top = if last < height { 0 } else { first.saturating_sub(above) };
        self.settle(lines, height);
    }

    /// Moves as little as needed to bring the lines from `first` to `last` into the window.
    pub(super) fn reveal(&mut self, first: usize, last: usize, height: usize) {
        if last >= self.top + height {
            self.top = last + 1 - height;
        }
        self.top = self.top.min(first);
    }
}

/// The number of different places a window of `height` can have over `lines`.
const fn places(lines: usize, height: usize) -> usize {
    lines.saturating_sub(height) + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_cursor_stays_in_the_list() {
        let moved = |at, motion, count| {
            let mut cursor = ListCursor { selected: at, top: 0 };
            cursor.go(motion, count, 4);
            cursor.selected
        };
        assert_eq!(moved(0, Motion::Up, 3), 0);
        assert_eq!(moved(2, Motion::Down, 3), 2);
        assert_eq!(moved(1, Motion::PageDown, 30), 5);
        assert_eq!(moved(1, Motion::PageUp, 30), 0);
        assert_eq!(moved(1, Motion::Last, 30), 29);
        assert_eq!(moved(0, Motion::Last, 0), 0);
    }

    #[test]
    fn a_wheel_takes_the_selection_along_only_where_it_would_be_left_behind() {
        let mut cursor = ListCursor { selected: 0, top: 0 };
        let mut turn = |turned| {
            cursor.turn(turned, 10, 9, |_| 3);
            (cursor.top, cursor.selected)
        };
        assert_eq!(turn(Turned::Up), (0, 0));
        assert_eq!(turn(Turned::Down), (1, 1));
        assert_eq!(turn(Turned::Down), (2, 2));
        assert_eq!(turn(Turned::Up), (1, 2));
        assert_eq!(turn(Turned::Up), (0, 2));
        for _ in 0..20 {
            turn(Turned::Down);
        }
        assert_eq!(turn(Turned::Down), (7, 7), "the last three rows fill the window");
        assert_eq!(turn(Turned::Up), (6, 7));
    }

    #[test]
    fn a_text_scrolls_until_its_last_line_is_at_the_bottom() {
        let mut scroll = Scroll::default();
        scroll.go(Motion::Last, 30, 10);
        assert_eq!(scroll.top, 20);
        scroll.go(Motion::Down, 30, 10);
        assert_eq!(scroll.top, 20);
        scroll.settle(12, 10);
        assert_eq!(scroll.top, 2);
        scroll.settle(5, 10);
        assert_eq!(scroll.top, 0);
    }

    #[test]
    fn aiming_brings_lines_into_the_window() {
        let aimed = |first, last| {
            let mut scroll = Scroll::default();
            scroll.aim(first, last, 100, 10);
            scroll.top
        };
        assert_eq!(aimed(2, 4), 0);
        assert_eq!(aimed(50, 52), 48);
        assert_eq!(aimed(98, 99), 90);
        assert_eq!(aimed(50, 70), 50);
    }
}
