//! Which letters can be drawn large, and how large.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

use crate::text::{display_width, plain_mark, visible};

/// How large the letters of a slide are, the largest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TypeSize {
    /// Letters of eight by eight cells.
    Full,
    /// Eight by four.
    Half,
    /// Four by four.
    Quadrant,
    /// Four by three.
    Sextant,
    /// The terminal's own letters, with an empty line between two lines.
    Spaced,
    /// The terminal's own letters.
    Plain,
}

impl TypeSize {
    /// All sizes, the largest first.
    pub const ALL: [Self; 6] = [Self::Full, Self::Half, Self::Quadrant, Self::Sextant, Self::Spaced, Self::Plain];

    /// The columns and lines of a letter, where letters are drawn from cells.
    #[must_use]
    pub const fn glyph(self) -> Option<(u16, u16)> {
        match self {
            Self::Full => Some((8, 8)),
            Self::Half => Some((8, 4)),
            Self::Quadrant => Some((4, 4)),
            Self::Sextant => Some((4, 3)),
            Self::Spaced | Self::Plain => None,
        }
    }

    /// Whether letters are drawn from parts of cells, for which ASCII has no signs.
    pub(super) const fn halves_cells(self) -> bool {
        matches!(self, Self::Half | Self::Quadrant | Self::Sextant)
    }

    /// The lines of the terminal that a line of letters takes.
    pub(super) const fn height(self) -> u16 {
        match self.glyph() {
            Some((_, height)) => height,
            None => 1,
        }
    }

    /// The columns that a text takes.
    pub(super) fn width(self, text: &str) -> u16 {
        let columns = match self.glyph() {
            Some((width, _)) => glyph_count(text) * usize::from(width),
            None => display_width(text),
        };
        u16::try_from(columns).unwrap_or(u16::MAX)
    }

    /// What it is called on the screen.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Half => "half",
            Self::Quadrant => "quarter",
            Self::Sextant => "small",
            Self::Spaced => "plain, spaced",
            Self::Plain => "plain",
        }
    }
}

/// The letters to draw for a text: composed, and typographic marks in the forms that can be
/// drawn. `None` if a letter cannot be drawn: what is missing must never be left out.
#[must_use]
pub fn glyphs(text: &str) -> Option<String> {
    let mut drawn = String::with_capacity(text.len());
    for grapheme in visible(text).graphemes(true) {
        for character in grapheme.nfc() {
            drawn.push_str(&glyph(character)?);
        }
    }
    Some(drawn)
}

/// How many letters are drawn for a text; one for each that cannot be.
pub(super) fn glyph_count(text: &str) -> usize {
    visible(text).nfc().map(|character| glyph(character).map_or(1, |drawn| drawn.chars().count())).sum()
}

/// What is drawn for one character.
fn glyph(character: char) -> Option<Cow<'static, str>> {
    match character {
        ' ' => Some(" ".into()),
        // The font has no form of a long dash; a line of its boxes is one.
        '—' | '―' => Some("─".into()),
        _ if is_in_font(character) => Some(character.to_string().into()),
        _ => plain_mark(character).map(Cow::Borrowed),
    }
}

/// The font has ASCII and Latin-1 but for these marks. Its other alphabets have gaps; a test of
/// the drawing holds this.
fn is_in_font(character: char) -> bool {
    matches!(character, '!'..='~' | '¡'..='ÿ') && !matches!(character, '³' | '´' | '\u{ad}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typographic_marks_are_drawn_in_the_forms_there_are() {
        for (text, drawn) in [
            ("“There’s – no”… […]", "\"There's - no\"... [...]"),
            ("no—yes", "no─yes"),
            ("«Straße» ½ ¿qué?", "«Straße» ½ ¿qué?"),
            ("e\u{301}te\u{301} 10\u{a0}%", "été 10 %"),
            ("soft\u{ad}hyphen\u{200b}", "softhyphen"),
            ("a\tb", "a b"),
        ] {
            assert_eq!(glyphs(text).as_deref(), Some(drawn), "{text}");
            assert_eq!(glyph_count(text), drawn.chars().count(), "{text}");
        }
    }

    #[test]
    fn a_letter_that_cannot_be_drawn_is_told() {
        for text in ["Šefčovič", "Лавров", "北約", "Ελλάδα", "x\u{303}", "5 €", "👍", "a\u{1b}[2J", "10³"]
        {
            assert_eq!(glyphs(text), None, "{text}");
        }
    }
}
