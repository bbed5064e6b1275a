//! What a terminal shows of a text: widths in columns, and harmless stand-ins
//! for characters that would steer the terminal instead of being seen.

use std::borrow::Cow;
use std::io::{self, Write};

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The most marks without a width that are shown on a letter: that of the Stream-Safe Text Format
/// (UAX #15, section 13), which no language comes near.
const MOST_MARKS: usize = 30;

/// The form of `text` that may be sent to a terminal: control characters become
/// visible symbols, characters that turn the writing direction or hide are marked.
/// Line breaks and tabs become spaces, as a line of the screen has room for neither. Of a heap of
/// marks on one letter the first are shown.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    shown(text, stand_in)
}

/// Whether a character steers a terminal or turns the writing direction, or is not to be seen
/// and yet changes what is.
#[must_use]
pub fn steers(character: char) -> bool {
    stand_in(character).is_some_and(|shown| shown != ' ')
}

fn shown(text: &str, stand_in: impl Fn(char) -> Option<char>) -> Cow<'_, str> {
    let mut heap = Heap::default();
    if text.chars().all(|character| stand_in(character).is_none() && heap.has_room(character)) {
        return Cow::Borrowed(text);
    }
    let mut heap = Heap::default();
    let kept = text.chars().filter(|character| heap.has_room(*character));
    Cow::Owned(kept.map(|character| stand_in(character).unwrap_or(character)).collect())
}

/// The marks on the present letter.
#[derive(Default)]
struct Heap {
    marks: usize,
}

impl Heap {
    /// Adds a character, and says whether it is shown.
    fn has_room(&mut self, character: char) -> bool {
        let is_mark = !character.is_ascii() && character.width() == Some(0);
        self.marks = if is_mark { self.marks + 1 } else { 0 };
        self.marks <= MOST_MARKS
    }
}

fn stand_in(character: char) -> Option<char> {
    match character {
        '\t' | '\n' | '\r' | '\u{2028}' | '\u{2029}' => Some(' '),
        // Unicode has a picture for each of the old control codes.
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(character)),
        '\u{7f}' => Some('␡'),
        // C1 controls; marks, embeddings, overrides and isolates of direction; what is never seen
        // (a separator without width, operators, old format marks); tags.
        '\u{80}'..='\u{9f}'
        | '\u{61c}'
        | '\u{180e}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2061}'..='\u{206f}'
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

/// The first byte of the letter that stands in a column of `text`, if one does.
#[must_use]
pub fn byte_in_column(text: &str, column: usize) -> Option<usize> {
    let mut end = 0;
    text.grapheme_indices(true).find_map(|(byte, grapheme)| {
        end += display_width(grapheme);
        (column < end).then_some(byte)
    })
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

/// Writes text on to a terminal: what would steer it is shown, as [`visible`] does it; line breaks
/// and tabs stay.
#[derive(Debug)]
pub struct Harmless<W: Write> {
    inner: W,
    /// The beginning of a character of which the rest is still to come.
    begun: Vec<u8>,
}

impl<W: Write> Harmless<W> {
    /// Writes on to `inner`.
    pub const fn new(inner: W) -> Self {
        Self { inner, begun: Vec::new() }
    }
}

impl<W: Write> Write for Harmless<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.begun.extend_from_slice(bytes);
        let waiting = std::mem::take(&mut self.begun);
        let whole = match std::str::from_utf8(&waiting) {
            // Only an end that may still become a character waits.
            Err(error) if error.error_len().is_none() => error.valid_up_to(),
            _ => waiting.len(),
        };
        let (text, rest) = waiting.split_at(whole);
        self.begun.extend_from_slice(rest);
        let text = String::from_utf8_lossy(text);
        let stays = |character: char| stand_in(character).filter(|_| !matches!(character, '\n' | '\t'));
        self.inner.write_all(shown(&text, stays).as_bytes())?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
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
        assert_eq!(visible("\u{61c}\u{2066}\u{206f}"), "\u{fffd}\u{fffd}\u{fffd}");
        assert!(matches!(visible("plain – text"), Cow::Borrowed(_)));
    }

    #[test]
    fn a_heap_of_marks_is_cut_and_what_languages_need_is_not() {
        let heap = format!("a{}b", "\u{301}".repeat(1000));
        assert_eq!(visible(&heap).chars().count(), 2 + MOST_MARKS);
        let family = "👩‍👩‍👧‍👦";
        assert_eq!(visible(family), family);
        assert!(steers('\u{61c}') && !steers('\n') && !steers('\u{200d}'));
    }

    #[test]
    fn data_on_a_terminal_keep_their_lines_and_lose_their_power() {
        let mut out = Harmless::new(Vec::new());
        for byte in "a,\u{9b}2J\té\u{1b}]0;x\u{7}\n".bytes() {
            out.write_all(&[byte]).expect("into memory");
        }
        out.write_all(b"\xff").expect("into memory");
        assert_eq!(String::from_utf8_lossy(&out.inner), "a,\u{fffd}2J\té␛]0;x␇\n\u{fffd}");
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
