//! A line of text being typed.

use thiserror::Error;
use tui_input::{Input, InputRequest};

use super::steps::Step;
use crate::action::Action;
use crate::text::{ByteSpan, byte_in_column, display_width};

/// The most characters a box takes: more than any query needs, and few enough that no
/// paste can make a key press slow.
pub const MOST_CHARACTERS: usize = 1000;

/// A line of text with a cursor.
#[derive(Clone, Debug)]
pub struct TextBox {
    input: Input,
    /// The most characters it takes.
    most: usize,
}

/// A box had no room for all that was to go into it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("This box takes {most} characters; the rest was left out.")]
pub(super) struct Full {
    most: usize,
}

/// What an editing action did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edited {
    /// There is another text in the box.
    Text,
    /// The cursor stands elsewhere.
    Cursor,
    /// Nothing.
    Nothing,
}

impl Edited {
    /// The answer of a screen that has nothing to do but to edit its box.
    pub(super) const fn step(self) -> Step {
        match self {
            Self::Text | Self::Cursor => Step::Stay,
            Self::Nothing => Step::Pass,
        }
    }
}

impl Default for TextBox {
    fn default() -> Self {
        Self::holding("")
    }
}

impl TextBox {
    /// A box that holds a text, the cursor at its end.
    pub(super) fn holding(text: &str) -> Self {
        Self::roomy(text, MOST_CHARACTERS)
    }

    /// The same with room for so many characters.
    pub(super) fn roomy(text: &str, most: usize) -> Self {
        Self { input: Input::new(text.to_owned()), most }
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

    /// Puts a text in at the cursor, as much of it as there is room for. Whatever breaks a line or
    /// steers a terminal becomes a space.
    ///
    /// # Errors
    /// Some of it was left out.
    pub(super) fn paste(&mut self, text: &str) -> Result<(), Full> {
        let room = self.most.saturating_sub(self.text().chars().count());
        let line = text.trim_end_matches(['\r', '\n']);
        let fits = line.chars().nth(room).is_none();
        // Built at once: inserting letter by letter is quadratic.
        let (before, after) = self.text().split_at(self.cursor_byte());
        let pasted: String =
            line.chars().take(room).map(|character| if character.is_control() { ' ' } else { character }).collect();
        let cursor = before.chars().count() + pasted.chars().count();
        self.input = Input::new([before, pasted.as_str(), after].concat()).with_cursor(cursor);
        if fits { Ok(()) } else { Err(Full { most: self.most }) }
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

    /// Does an editing action; what is none does nothing.
    pub(super) fn edit(&mut self, action: Action) -> Edited {
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
            _ => return Edited::Nothing,
        };
        let before = (self.text().len(), self.input.cursor());
        self.input.handle(request);
        match (self.text().len(), self.input.cursor()) {
            after if after == before => Edited::Nothing,
            (length, _) if length == before.0 => Edited::Cursor,
            _ => Edited::Text,
        }
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
        assert_eq!(field.paste("x"), Ok(()));
        assert_eq!(field.text(), "xone ");
        field.edit(Action::DeleteToEnd);
        assert_eq!(field.text(), "x");
    }

    #[test]
    fn an_action_says_what_it_changed() {
        let mut field = TextBox::holding("one two");
        for (action, wanted) in [
            (Action::DeleteForward, Edited::Nothing),
            (Action::DeleteToEnd, Edited::Nothing),
            (Action::CursorEnd, Edited::Nothing),
            (Action::CursorLeft, Edited::Cursor),
            (Action::CursorWordLeft, Edited::Cursor),
            (Action::CursorStart, Edited::Cursor),
            (Action::DeleteBack, Edited::Nothing),
            (Action::DeleteWord, Edited::Nothing),
            (Action::DeleteToStart, Edited::Nothing),
            (Action::DeleteForward, Edited::Text),
            (Action::DeleteToEnd, Edited::Text),
            (Action::Quit, Edited::Nothing),
        ] {
            assert_eq!(field.edit(action), wanted, "{action:?} in {field:?}");
        }
    }

    #[test]
    fn what_is_pasted_becomes_one_line_at_the_cursor() {
        let mut field = TextBox::holding("ab");
        field.edit(Action::CursorLeft);
        assert_eq!(field.paste("1\n2\u{1b}3\n"), Ok(()));
        assert_eq!(field.text(), "a1 2 3b");
        assert_eq!(field.paste("é"), Ok(()));
        assert_eq!(field.text(), "a1 2 3éb");
    }

    #[test]
    fn a_box_is_never_overfilled() {
        let mut field = TextBox::default();
        assert!(field.paste(&"x".repeat(10_000_000)).is_err());
        assert_eq!(field.text().len(), MOST_CHARACTERS);
        assert!(field.paste("y").is_err());
    }
}
