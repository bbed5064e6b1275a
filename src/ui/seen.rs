//! Whether something is to be read on the screen.

use ratatui::buffer::{Buffer, Cell};

use crate::text::display_width;

/// Whether a frame shows this text. White space makes no difference, so that a text that is broken into lines is found
/// as well where nothing stands beside it.
#[must_use]
pub fn shows(buffer: &Buffer, text: &str) -> bool {
    let wanted: Vec<&str> = text.split_whitespace().collect();
    let mut words: Vec<String> = Vec::new();
    for line in buffer.content.chunks(usize::from(buffer.area.width).max(1)) {
        let shown: String = shown_cells(line).map(|(_, cell, _)| cell.symbol()).collect();
        words.extend(shown.split_whitespace().map(str::to_owned));
    }
    words.join(" ").contains(&wanted.join(" "))
}

/// The cells of a line that show something, each with its column and its width: a wide
/// character takes the cell behind it as well.
pub(super) fn shown_cells(line: &[Cell]) -> impl Iterator<Item = (usize, &Cell, usize)> {
    let mut column = 0;
    std::iter::from_fn(move || {
        let cell = line.get(column)?;
        let width = display_width(cell.symbol()).max(1);
        let shown = (column, cell, width);
        column += width;
        Some(shown)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    #[test]
    fn a_text_is_seen_also_over_lines_and_beside_wide_letters() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 12, 2));
        buffer.set_string(0, 0, "北約 says  a", Style::new());
        buffer.set_string(0, 1, "word", Style::new());
        assert!(shows(&buffer, "北約 says a word"));
        assert!(!shows(&buffer, "two words"));
    }
}
