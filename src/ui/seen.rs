//! Whether something is to be read on the screen.

use ratatui::buffer::Buffer;

use crate::text::display_width;

/// Whether a frame shows this text. White space makes no difference, so that a text that
/// is broken into lines is found as well.
#[must_use]
pub fn shows(buffer: &Buffer, text: &str) -> bool {
    let wanted: Vec<&str> = text.split_whitespace().collect();
    let mut words: Vec<String> = Vec::new();
    for line in buffer.content.chunks(usize::from(buffer.area.width).max(1)) {
        let mut shown = String::new();
        let mut column = 0;
        while let Some(cell) = line.get(column) {
            shown.push_str(cell.symbol());
            // A wide character takes the cell behind it as well.
            column += display_width(cell.symbol()).max(1);
        }
        words.extend(shown.split_whitespace().map(str::to_owned));
    }
    words.join(" ").contains(&wanted.join(" "))
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
