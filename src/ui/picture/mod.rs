//! A picture of a frame: SVG with text that can be selected.

mod blocks;

use std::fmt::Write;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

use super::seen::shown_cells;
use crate::settings::Rgb;

/// Width and height of a cell, in the picture's units.
const CELL: (usize, usize) = (9, 20);
/// From the top of a cell to the line its letters stand on.
const BASELINE: usize = 15;
const MARGIN: usize = 14;
/// What is seen where the terminal chooses the colours.
const GROUND: Rgb = Rgb { red: 0x16, green: 0x18, blue: 0x1d };
const INK: Rgb = Rgb { red: 0xd8, green: 0xda, blue: 0xe0 };

/// Draws what a terminal would show. Every run of equal cells is placed at its column, so
/// that letters stay in line whatever font shows them.
#[must_use]
pub fn svg(buffer: &Buffer) -> String {
    let (columns, lines) = (usize::from(buffer.area.width), usize::from(buffer.area.height));
    let (width, height) = (columns * CELL.0 + 2 * MARGIN, lines * CELL.1 + 2 * MARGIN);
    // Nearly every cell has the ground of the first: it is drawn once, below all.
    let ground = buffer.content.first().and_then(|cell| Rgb::shown(cell.bg)).unwrap_or(GROUND);
    let mut picture = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\">\n\
         <rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"{}\"/>\n\
         <g font-family=\"ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace\" font-size=\"15\" xml:space=\"preserve\">\n",
        code(ground)
    );
    for y in 0..lines {
        for run in runs(buffer, y, ground) {
            run.draw(&mut picture, y);
        }
    }
    picture.push_str("</g>\n</svg>\n");
    picture
}

/// A colour as SVG writes it.
fn code(colour: Rgb) -> String {
    format!("#{:02x}{:02x}{:02x}", colour.red, colour.green, colour.blue)
}

/// Cells beside each other that look the same.
struct Run {
    column: usize,
    columns: usize,
    text: String,
    look: Look,
}

#[derive(Clone, Copy, PartialEq, Eq)]
struct Look {
    ink: Rgb,
    /// Where it is not that of the picture.
    ground: Option<Rgb>,
    modifier: Modifier,
}

impl Look {
    fn of(cell: &Cell, ground: Rgb) -> Self {
        let shown = |colour: Color, otherwise| Rgb::shown(colour).unwrap_or(otherwise);
        let (ink, own_ground) = (shown(cell.fg, INK), shown(cell.bg, ground));
        let reversed = cell.modifier.contains(Modifier::REVERSED);
        let (ink, own_ground) = if reversed { (own_ground, ink) } else { (ink, own_ground) };
        Self { ink, ground: (own_ground != ground).then_some(own_ground), modifier: cell.modifier }
    }
}

fn runs(buffer: &Buffer, line: usize, ground: Rgb) -> Vec<Run> {
    let columns = usize::from(buffer.area.width);
    let mut runs: Vec<Run> = Vec::new();
    for (column, cell, width) in shown_cells(&buffer.content[line * columns..(line + 1) * columns]) {
        let look = Look::of(cell, ground);
        match runs.last_mut() {
            // A wide or a drawn character starts a run of its own: fonts disagree on its width.
            Some(last) if last.look == look && width == 1 && last.text.is_ascii() && cell.symbol().is_ascii() => {
                last.text.push_str(cell.symbol());
                last.columns += 1;
            }
            _ => runs.push(Run { column, columns: width, text: cell.symbol().to_owned(), look }),
        }
    }
    runs
}

impl Run {
    fn draw(&self, picture: &mut String, line: usize) {
        let (x, y) = (MARGIN + self.column * CELL.0, MARGIN + line * CELL.1);
        let width = self.columns * CELL.0;
        // Writing to a String does not fail.
        if let Some(ground) = self.look.ground {
            let _ = writeln!(
                picture,
                "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{}\" fill=\"{}\"/>",
                CELL.1,
                code(ground)
            );
        }
        if self.text.trim().is_empty() {
            return;
        }
        if let Some(parts) = blocks::parts(&self.text) {
            for part in parts {
                // Edges are rounded, not sizes, so that neighbours touch.
                let across = |eighths: usize| x + eighths * CELL.0 / blocks::GRID.0;
                let down = |parts: usize| y + parts * CELL.1 / blocks::GRID.1;
                let (left, right) = (across(part.left), across(part.left + part.width));
                let (top, bottom) = (down(part.top), down(part.top + part.height));
                let _ = writeln!(
                    picture,
                    "<path d=\"M{left},{top}H{right}V{bottom}H{left}z\" fill=\"{}\" fill-opacity=\"{}\"/>",
                    code(self.look.ink),
                    part.opacity
                );
            }
            return;
        }
        let mut attributes = format!("fill=\"{}\"", code(self.look.ink));
        let styles = [
            (Modifier::BOLD, " font-weight=\"bold\""),
            (Modifier::ITALIC, " font-style=\"italic\""),
            (Modifier::UNDERLINED, " text-decoration=\"underline\""),
            (Modifier::DIM, " opacity=\"0.65\""),
        ];
        for (modifier, attribute) in styles {
            if self.look.modifier.contains(modifier) {
                attributes.push_str(attribute);
            }
        }
        let text = self.text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        let text = text.replace(is_no_xml, "\u{fffd}");
        let baseline = y + BASELINE;
        let _ = writeln!(picture, "<text x=\"{x}\" y=\"{baseline}\" textLength=\"{width}\" {attributes}>{text}</text>");
    }
}

/// Whether a character may stand in no document of XML, not even written as a number
/// (<https://www.w3.org/TR/xml/#charsets>).
const fn is_no_xml(character: char) -> bool {
    !matches!(character, '\t' | '\n' | '\r' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    #[test]
    fn a_picture_shows_text_where_it_stands_and_as_it_looks() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 10, 2));
        buffer.set_string(0, 0, "a<b", Style::new());
        buffer.set_string(4, 0, "北", Style::new());
        buffer.set_string(2, 1, "lit", Style::new().fg(Color::Rgb(0xe5, 0xc7, 0x6b)).add_modifier(Modifier::REVERSED));
        let picture = svg(&buffer);
        assert!(picture.contains(">a&lt;b"));
        assert!(picture.contains("<text x=\"50\" y=\"29\" textLength=\"18\" fill=\"#d8dae0\">北</text>"), "{picture}");
        assert!(picture.contains("<rect x=\"32\" y=\"34\" width=\"27\" height=\"20\" fill=\"#e5c76b\"/>"), "{picture}");
    }
    #[test]
    fn what_no_picture_can_hold_has_a_sign_in_its_place() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 8, 1));
        for (x, text) in (0..).zip(["a", "\u{fffe}", "\u{ffff}", "\u{1}", "\u{fffd}", "\u{1ffff}"]) {
            if let Some(cell) = buffer.cell_mut((x, 0)) {
                cell.set_symbol(text);
            }
        }
        let picture = svg(&buffer);
        assert!(!picture.contains(['\u{fffe}', '\u{ffff}', '\u{1}']), "{picture:?}");
        assert_eq!(picture.matches('\u{fffd}').count(), 4, "{picture:?}");
        assert!(picture.contains('\u{1ffff}'), "{picture:?}");
    }
}
