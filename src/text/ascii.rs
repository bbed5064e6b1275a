//! Text for terminals that know no other letters than ASCII.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

use super::display::display_width;
use super::fold::plain_mark;

/// What stands where a letter has no form in ASCII.
const UNKNOWN: &str = "?";

/// A text in ASCII, as wide as it was: letters without their accents, typographic marks and lines in
/// their plain forms. Whatever has none becomes a question mark: a wrong letter or number would be worse.
#[must_use]
pub fn in_ascii(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return text.into();
    }
    let in_ascii = |grapheme| if str::is_ascii(grapheme) { grapheme.into() } else { plain(grapheme) };
    text.graphemes(true).map(in_ascii).collect::<String>().into()
}

/// What one letter or sign becomes.
fn plain(grapheme: &str) -> Cow<'static, str> {
    let width = display_width(grapheme);
    let first = grapheme.nfd().next().unwrap_or(' ');
    let in_one_cell = match first {
        ' '..='~' => Some(Cow::Owned(first.to_string())),
        _ => drawn(first).or_else(|| plain_mark(first).filter(|mark| mark.len() == 1)).map(Cow::Borrowed),
    };
    match in_one_cell {
        Some(sign) if width == 1 => sign,
        _ => UNKNOWN.repeat(width).into(),
    }
}

/// The plain form of what is not a letter but drawn.
fn drawn(character: char) -> Option<&'static str> {
    Some(match character {
        '─' | '━' | '·' => "-",
        '│' | '┃' | '▐' => "|",
        '┌' | '┐' | '└' | '┘' | '├' | '┤' | '┬' | '┴' | '┼' | '▒' => "+",
        // The mark of the selected line.
        '▌' => ">",
        '░' => ".",
        '▓' => "%",
        '█' => "#",
        '▀' => "\"",
        '▁'..='▇' => "_",
        '✓' | '×' => "x",
        '★' | '•' => "*",
        '↑' => "^",
        '↓' => "v",
        '→' => ">",
        '←' => "<",
        // One cell has no room for three dots, and one dot would end a sentence.
        '…' => "~",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_accents_become_plain_and_nothing_changes_its_width() {
        for (text, plain) in [
            ("“There’s – no”… […]", "\"There's - no\"~ [~]"),
            ("Šefčovič, Łódź, Straße", "Sefcovic, ?odz, Stra?e"),
            ("e\u{301}te\u{301} 10\u{a0}%", "ete 10 %"),
            // Not 12 and not 103.
            ("½ of 10³ €", "? of 10? ?"),
            ("北約 Лавров", "???? ??????"),
            ("━ 1/24 ━ ▌ ✓ ★ ▒", "- 1/24 - > x * +"),
            ("plain", "plain"),
        ] {
            assert_eq!(in_ascii(text), plain);
            assert_eq!(display_width(plain), display_width(text), "{text}");
        }
        assert_eq!(in_ascii("👩‍🚀"), "??");
    }
}
