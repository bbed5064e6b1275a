//! How the terminal is shared between a screen and what is told beside it. Nothing lies over the words of a
//! screen: who said them and what they are worth would be covered, and the words still be seen.

use ratatui::layout::Rect;

use super::panes::with_air;

/// The fewest lines that a screen is given: a heading, and a statement in two lines, between the first lines and
/// the last.
const LOWEST_SCREEN: u16 = 6;

/// The widest caption with its border, in columns: its lines are read at a glance.
const WIDEST_CAPTION: u16 = 72;
/// The widest box for a note with its border, in columns.
const WIDEST_NOTE: u16 = 76;
/// Its lines.
const NOTE_LINES: u16 = 3;

/// What is told beside a screen, in lines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// The messages.
    pub messages: usize,
    /// Whether their first line may stand on the last one of the screen.
    pub last_line_is_free: bool,
    /// Whether a note is being written.
    pub has_note: bool,
    /// The caption of a tour.
    pub caption: usize,
    /// The last keys.
    pub keys: usize,
}

/// The terminal, shared out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stage {
    /// The screen.
    pub screen: Rect,
    /// The messages, over the last line of the screen and below it; where they need more than that, over all of
    /// the screen, so that nothing of them is lost.
    pub messages: Rect,
    /// The box for a note, with its border.
    pub note: Rect,
    /// The caption with its border.
    pub caption: Rect,
    /// The last keys.
    pub keys: Rect,
}

impl Stage {
    /// Shares out a terminal: first to a note, then to the messages, the keys, and the caption; the rest to the
    /// screen.
    #[must_use]
    pub fn new(area: Rect, told: Told) -> Self {
        let lines = |count: usize| u16::try_from(count).unwrap_or(u16::MAX);
        let note = if told.has_note { NOTE_LINES.min(area.height) } else { 0 };
        let rest = Rect { height: area.height - note, ..area };
        let of_note = centered(area, WIDEST_NOTE, Rect { y: rest.bottom(), height: note, ..area });
        let mut spare = rest.height.saturating_sub(LOWEST_SCREEN);
        let free = told.messages.min(usize::from(told.last_line_is_free && rest.height > 0));
        let more = lines(told.messages - free);
        if more > spare {
            return Self { screen: rest, messages: rest, note: of_note, ..Self::default() };
        }
        let mut share = |wanted: u16, least: u16| {
            let given = if spare < least { 0 } else { wanted.min(spare) };
            spare -= given;
            given
        };
        let (more, keys) = (share(more, 0), share(lines(told.keys), 1));
        let caption = if told.caption == 0 { 0 } else { share(lines(told.caption).saturating_add(2), 3) };
        let screen = Rect { height: rest.height - more - keys - caption, ..area };
        let messages = lines(free) + more;
        let below = screen.bottom() + more;
        Self {
            screen,
            messages: Rect { y: below - messages, height: messages, ..area },
            note: Rect { y: below, ..of_note },
            caption: centered(area, WIDEST_CAPTION, Rect { y: below + note, height: caption, ..area }),
            keys: Rect { y: below + note + caption, height: keys, ..area },
        }
    }

    /// The room for the text of the messages.
    #[must_use]
    pub const fn message_text(&self) -> Rect {
        with_air(self.messages)
    }

    /// The room for the text of the caption, within its border.
    #[must_use]
    pub fn caption_text(&self) -> Rect {
        let (x, width) = (self.caption.x + 2, self.caption.width.saturating_sub(4));
        Rect { x, y: self.caption.y + 1, width, height: self.caption.height.saturating_sub(2) }
    }
}

/// Lines of a terminal, no wider than this, in its middle.
fn centered(area: Rect, widest: u16, lines: Rect) -> Rect {
    let width = widest.min(area.width.saturating_sub(2));
    Rect { x: area.x + (area.width - width) / 2, width, ..lines }
}

/// The columns for the text of messages.
#[must_use]
pub fn message_columns(area: Rect) -> usize {
    with_air(area).width.into()
}

/// The columns for the text of a caption.
#[must_use]
pub fn caption_columns(area: Rect) -> usize {
    centered(area, WIDEST_CAPTION, area).width.saturating_sub(4).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_lies_over_the_screen_but_a_message_over_its_last_line_or_over_all_of_it() {
        for height in 0..50 {
            let area = Rect::new(0, 0, 80, height);
            for (messages, other) in (0..60).flat_map(|messages| [(messages, 0), (messages, messages % 7)]) {
                let last_line_is_free = other % 2 == 0;
                let has_note = other % 3 == 1;
                let told = Told { messages, last_line_is_free, has_note, caption: other, keys: other.min(1) };
                let stage = Stage::new(area, told);
                let rest = height - stage.note.height;
                let Stage { screen, .. } = stage;
                if screen == stage.messages && rest > 0 {
                    let spare = usize::from(rest.saturating_sub(LOWEST_SCREEN));
                    assert!(messages > spare, "{height}: {stage:?}");
                    continue;
                }
                assert!(usize::from(stage.messages.height) == messages || rest == 0, "{height}: {stage:?}");
                let last = stage.messages.height.min(u16::from(last_line_is_free));
                let parts = [stage.messages, stage.note, stage.caption, stage.keys];
                let mut y = screen.bottom() - last;
                for part in parts {
                    assert!(part.y == y || part.height == 0, "{height}: {stage:?}");
                    y += part.height;
                }
                assert_eq!(y, height, "{stage:?}");
                assert!(screen.height >= LOWEST_SCREEN.min(rest), "{stage:?}");
            }
        }
    }

    #[test]
    fn where_there_is_little_room_a_caption_is_cut_and_the_last_keys_are_left_out() {
        let heights = |height: u16, told: Told| {
            let stage = Stage::new(Rect::new(0, 0, 40, height), told);
            [stage.screen.height, stage.messages.height, stage.caption.height, stage.keys.height]
        };
        let told = Told { messages: 2, last_line_is_free: true, has_note: false, caption: 4, keys: 1 };
        assert_eq!(heights(40, told), [32, 2, 6, 1]);
        assert_eq!(heights(12, told), [6, 2, 4, 1]);
        assert_eq!(heights(10, told), [8, 2, 0, 1]);
        assert_eq!(heights(10, Told { messages: 6, ..told }), [10, 10, 0, 0]);
    }
}
