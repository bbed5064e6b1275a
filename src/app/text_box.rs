//! A line of text being typed.

use tui_input::{Input, InputRequest};

use crate::action::Action;
use crate::text::{ByteSpan, byte_in_column, display_width};

/// The most characters a box takes: more than any query needs, and few enough that no
/// paste can make a key press slow.
pub const MOST_CHARACTERS: usize = 1000;

/// A line of text with a cursor.
#[derive(Clone, Debug, Default)]
pub struct TextBox {
    input: Input,
}

impl TextBox {
    /// A box that holds a text, the cursor at its end.
    pub(super) fn holding(text: &str) -> Self {
        Self { input: Input::new(text.to_owned()) }
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        self.input.value()
    }

    /// The cursor's column from the start of the text.
    #[must_use]
    pub fn cursor_column(&self) -> usize {
        self.input.visual_cursor()
    }

    /// The columns that are scrolled away at the left where `width` are visible.
    #[must_use]
    pub fn scrolled(&self, width: usize) -> usize {
        self.input.visual_scroll(width)
    }

    /// Puts the cursor before the letter in a column of the text, or at its end.
    pub(super) fn point_at(&mut self, column: usize) {
        let text = self.text().to_owned();
        let before = byte_in_column(&text, column).map_or(text.as_str(), |byte| &text[..byte]);
        let cursor = before.chars().count();
        self.input = Input::new(text).with_cursor(cursor);
    }

    /// Puts a character in. Whatever breaks a line or steers a terminal becomes a space.
    /// `false` if the box is full.
    pub(super) fn insert(&mut self, character: char) -> bool {
        if self.text().chars().count() >= MOST_CHARACTERS {
            return false;
        }
        let character = if character.is_control() { ' ' } else { character };
        self.input.handle(InputRequest::InsertChar(character));
        true
    }

    /// Puts a text in at the cursor, as much of it as there is room for. `false` if some
    /// was left out.
    pub(super) fn paste(&mut self, text: &str) -> bool {
        let room = MOST_CHARACTERS.saturating_sub(self.text().chars().count());
        let line = text.trim_end_matches(['\r', '\n']);
        let fits = line.chars().nth(room).is_none();
        // Built at once: inserting letter by letter is quadratic.
        let (before, after) = self.text().split_at(self.cursor_byte());
        let pasted: String =
            line.chars().take(room).map(|character| if character.is_control() { ' ' } else { character }).collect();
        let cursor = before.chars().count() + pasted.chars().count();
        self.input = Input::new([before, pasted.as_str(), after].concat()).with_cursor(cursor);
        fits
    }

    /// Puts a text in the place of some bytes, and the cursor behind it. Answers the bytes it
    /// takes now.
    pub(super) fn replace(&mut self, span: ByteSpan, with: &str) -> ByteSpan {
        let text = self.text();
        let (before, after) = (&text[..span.start()], &text[span.end()..]);
        let cursor = before.chars().count() + with.chars().count();
        self.input = Input::new([before, with, after].concat()).with_cursor(cursor);
        ByteSpan::new(span.start(), span.start() + with.len())
    }

    /// The column where a byte of the text stands.
    #[must_use]
    pub fn column_of(&self, byte: usize) -> usize {
        display_width(self.text().get(..byte).unwrap_or_default())
    }

    /// The byte the cursor stands before.
    pub(super) fn cursor_byte(&self) -> usize {
        let text = self.text();
        text.char_indices().nth(self.input.cursor()).map_or(text.len(), |(byte, _)| byte)
    }

    /// Does an editing action; `false` if the action is none.
    pub(super) fn edit(&mut self, action: Action) -> bool {
        let request = match action {
            Action::DeleteBack => InputRequest::DeletePrevChar,
            Action::DeleteForward => InputRequest::DeleteNextChar,
            Action::DeleteWord => InputRequest::DeletePrevWord,
            Action::DeleteToStart => InputRequest::DeleteFromStart,
            Action::DeleteToEnd => InputRequest::DeleteTillEnd,
            Action::CursorLeft => InputRequest::GoToPrevChar,
            Action::CursorRight => InputRequest::GoToNextChar,
            Action::CursorWordLeft => InputRequest::GoToPrevWord,
            Action::CursorWordRight => InputRequest::GoToNextWord,
            Action::CursorStart => InputRequest::GoToStart,
            Action::CursorEnd => InputRequest::GoToEnd,
            _ => return false,
        };
        self.input.handle(request);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_edited_as_in_a_shell() {
        let mut field = TextBox::holding("one two");
        field.edit(Action::DeleteWord);
        assert_eq!(field.text(), "one ");
        field.edit(Action::CursorStart);
        field.insert('x');
        assert_eq!(field.text(), "xone ");
        field.edit(Action::DeleteToEnd);
        assert_eq!(field.text(), "x");
        assert!(!field.edit(Action::Quit));
    }

    #[test]
    fn what_is_pasted_becomes_one_line_at_the_cursor() {
        let mut field = TextBox::holding("ab");
        field.edit(Action::CursorLeft);
        assert!(field.paste("1\n2\u{1b}3\n"));
        assert_eq!(field.text(), "a1 2 3b");
        field.insert('é');
        assert_eq!(field.text(), "a1 2 3éb");
    }

    #[test]
    fn a_box_is_never_overfilled() {
        let mut field = TextBox::default();
        assert!(!field.paste(&"x".repeat(10_000_000)));
        assert_eq!(field.text().len(), MOST_CHARACTERS);
        assert!(!field.insert('y'));
    }
}
