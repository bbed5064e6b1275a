//! How large words can be.

use ratatui::layout::Rect;

use super::glyphs::{TypeSize, glyph_count, glyphs};
use super::{BORDER, MARGIN, MEASURE};
use crate::settings::Letters;
use crate::text::{ByteSpan, Measure, display_width, widest_word, wrap_measured};

/// From the top of a line to the top of the next, in lines of the terminal.
pub(super) const fn lines_apart(size: TypeSize) -> usize {
    match (size, size.glyph()) {
        (_, Some((_, height))) => height as usize,
        (TypeSize::Spaced, None) => 2,
        (_, None) => 1,
    }
}

/// The lines of words that a page has room for.
pub(super) fn lines_per_page(size: TypeSize, body: Rect) -> usize {
    let height = usize::from(body.height);
    match size.glyph() {
        Some(_) => height / lines_apart(size),
        None => height.saturating_sub(usize::from(BORDER.1)).div_ceil(lines_apart(size)),
    }
}

/// The letters that a line of words has room for, or the columns where letters are plain.
fn line_width(size: TypeSize, body: Rect) -> usize {
    let columns = match size.glyph() {
        Some((width, _)) => body.width / width,
        None => body.width.saturating_sub(BORDER.0 + 2 * MARGIN).min(MEASURE),
    };
    columns.into()
}

const fn measure(size: TypeSize) -> Measure {
    if size.glyph().is_some() { glyph_count } else { display_width }
}

/// The size of a text, so many steps larger than the largest in which it fits on one page, and its
/// lines.
pub(super) fn fit(text: &str, body: Rect, letters: Letters, larger: isize) -> (TypeSize, Vec<ByteSpan>) {
    let sizes = sizes(text, body, letters);
    let fits = |size: TypeSize| {
        let per_page = lines_per_page(size, body);
        !wrap_measured(text, line_width(size, body), per_page, measure(size)).1
    };
    let natural = sizes.iter().position(|size| fits(*size)).unwrap_or(sizes.len() - 1);
    let chosen = natural.saturating_add_signed(larger.saturating_neg()).min(sizes.len() - 1);
    let size = sizes[chosen];
    let (lines, _) = wrap_measured(text, line_width(size, body), usize::MAX, measure(size));
    (size, lines)
}

/// The sizes in which a text can be set without a word being broken; plain letters always can.
fn sizes(text: &str, body: Rect, letters: Letters) -> Vec<TypeSize> {
    let widest = glyphs(text).is_some().then(|| widest_word(text, glyph_count));
    let can_be_set = |size: &TypeSize| {
        size.glyph().is_none()
            || widest.is_some_and(|widest| widest <= line_width(*size, body) && lines_per_page(*size, body) > 0)
    };
    TypeSize::ALL
        .into_iter()
        .filter(|size| letters == Letters::All || !size.halves_cells())
        .filter(can_be_set)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn size(text: &str, columns: u16, lines: u16) -> TypeSize {
        fit(text, Rect::new(0, 0, columns, lines), Letters::All, 0).0
    }

    #[test]
    fn without_parts_of_blocks_letters_are_drawn_from_whole_ones_or_are_plain() {
        let size = |columns, lines| fit("Talk to us", Rect::new(0, 0, columns, lines), Letters::Ascii, 0).0;
        assert_eq!(size(80, 8), TypeSize::Full);
        assert_eq!(size(79, 15), TypeSize::Spaced);
    }

    #[test]
    fn letters_are_as_large_as_fits() {
        let text = "Talk to us";
        assert_eq!(size(text, 80, 8), TypeSize::Full);
        assert_eq!(size(text, 79, 15), TypeSize::Half);
        assert_eq!(size(text, 79, 16), TypeSize::Full);
        assert_eq!(size(text, 40, 7), TypeSize::Quadrant);
        assert_eq!(size(text, 40, 3), TypeSize::Sextant);
        assert_eq!(size(text, 16, 7), TypeSize::Spaced);
        assert_eq!(size(text, 15, 4), TypeSize::Plain);
    }

    #[test]
    fn no_word_is_broken_as_long_as_a_smaller_size_has_room_for_it() {
        assert_eq!(size("deescalation", 96, 40), TypeSize::Full);
        assert_eq!(size("deescalation", 95, 40), TypeSize::Quadrant);
        assert_eq!(size("deescalation", 47, 40), TypeSize::Spaced);
    }

    #[test]
    fn a_letter_that_cannot_be_drawn_makes_the_whole_text_plain() {
        assert_eq!(size("Šefčovič", 200, 60), TypeSize::Spaced);
        assert_eq!(size("Da, да", 200, 60), TypeSize::Spaced);
    }

    #[test]
    fn the_size_can_be_changed_as_far_as_letters_can_be_set() {
        let body = Rect::new(0, 0, 40, 7);
        let changed = |larger| fit("Talk to us", body, Letters::All, larger).0;
        assert_eq!(changed(0), TypeSize::Quadrant);
        assert_eq!(changed(-1), TypeSize::Sextant);
        assert_eq!(changed(isize::MIN), TypeSize::Plain);
        assert_eq!(changed(1), TypeSize::Half);
        assert_eq!(changed(isize::MAX), TypeSize::Half);
    }
}
