//! What a terminal shows of a text: widths in columns, and harmless stand-ins
//! for characters that would steer the terminal instead of being seen.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The form of `text` that may be sent to a terminal: control characters become
/// visible symbols, characters that turn the writing direction or hide are marked.
/// Line breaks and tabs become spaces, as a line of the screen has room for neither.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    if text.chars().all(|character| stand_in(character).is_none()) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(|character| stand_in(character).unwrap_or(character)).collect())
}

fn stand_in(character: char) -> Option<char> {
    match character {
        '\t' | '\n' | '\r' | '\u{2028}' | '\u{2029}' => Some(' '),
        // Unicode has a picture for each of the old control codes.
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(character)),
        '\u{7f}' => Some('␡'),
        // C1 controls; marks, embeddings, overrides and isolates of direction; tags.
        '\u{80}'..='\u{9f}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}' => Some('\u{fffd}'),
        _ => None,
    }
}

/// The columns that `text` takes on the screen, after [`visible`].
#[must_use]
pub fn display_width(text: &str) -> usize {
    if text.bytes().all(|byte| (0x20..0x7f).contains(&byte)) {
        return text.len();
    }
    visible(text).graphemes(true).map(UnicodeWidthStr::width).sum()
}

/// Cuts `text` to at most `width` columns, ending in `…` where something was cut.
/// For names and titles only: the words of a statement are wrapped, never clipped.
#[must_use]
pub fn clip(text: &str, width: usize) -> Cow<'_, str> {
    let shown = visible(text);
    if display_width(&shown) <= width {
        return shown;
    }
    if width == 0 {
        return Cow::Borrowed("");
    }
    let mut used = 0;
    let mut end = 0;
    for (at, grapheme) in shown.grapheme_indices(true) {
        let columns = grapheme.width();
        if used + columns > width - 1 {
            break;
        }
        used += columns;
        end = at + grapheme.len();
    }
    Cow::Owned(format!("{}…", shown[..end].trim_end()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_become_symbols() {
        assert_eq!(visible("a\u{1b}[31mb\u{7}\0"), "a␛[31mb␇␀");
        assert_eq!(visible("\u{9b}31m"), "\u{fffd}31m");
        assert_eq!(visible("\u{202e}evil"), "\u{fffd}evil");
        assert_eq!(visible("two\nlines\tand"), "two lines and");
        assert!(matches!(visible("plain – text"), Cow::Borrowed(_)));
    }

    #[test]
    fn width_is_counted_in_columns() {
        let cases = [("abc", 3), ("北約", 4), ("e\u{301}", 1), ("👩‍🚀", 2), ("\u{1b}", 1), ("", 0)];
        for (text, wanted) in cases {
            assert_eq!(display_width(text), wanted, "{text:?}");
        }
    }

    #[test]
    fn clipping_says_so_and_never_splits_a_grapheme() {
        assert_eq!(clip("Stoltenberg", 20), "Stoltenberg");
        assert_eq!(clip("Stoltenberg", 6), "Stolt…");
        assert_eq!(clip("北約北約", 4), "北…");
        assert_eq!(clip("abc", 0), "");
    }
}
