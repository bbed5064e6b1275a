//! A picture of a frame: SVG with text that can be selected.

use std::fmt::Write;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

/// Width and height of a cell, in the picture's units.
const CELL: (usize, usize) = (9, 20);
/// From the top of a cell to the line its letters stand on.
const BASELINE: usize = 15;
const MARGIN: usize = 14;
const GROUND: &str = "#16181d";
const INK: &str = "#d8dae0";

/// Draws what a terminal would show. Every run of equal cells is placed at its column, so
/// that letters stay in line whatever font shows them.
#[must_use]
pub fn svg(buffer: &Buffer) -> String {
    let (columns, lines) = (usize::from(buffer.area.width), usize::from(buffer.area.height));
    let (width, height) = (columns * CELL.0 + 2 * MARGIN, lines * CELL.1 + 2 * MARGIN);
    let mut picture = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\">\n\
         <rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"{GROUND}\"/>\n\
         <g font-family=\"ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace\" font-size=\"15\" xml:space=\"preserve\">\n"
    );
    for y in 0..lines {
        for run in runs(buffer, y) {
            run.draw(&mut picture, y);
        }
    }
    picture.push_str("</g>\n</svg>\n");
    picture
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
    ink: &'static str,
    ground: Option<&'static str>,
    modifier: Modifier,
}

fn look(cell: &Cell) -> Look {
    let ink = colour(cell.fg).unwrap_or(INK);
    let ground = colour(cell.bg);
    let (ink, ground) =
        if cell.modifier.contains(Modifier::REVERSED) { (ground.unwrap_or(GROUND), Some(ink)) } else { (ink, ground) };
    Look { ink, ground, modifier: cell.modifier }
}

/// The sixteen colours as this picture shows them.
const fn colour(colour: Color) -> Option<&'static str> {
    Some(match colour {
        Color::Black => "#16181d",
        Color::Red | Color::LightRed => "#f0787d",
        Color::Green | Color::LightGreen => "#8ccf7e",
        Color::Yellow | Color::LightYellow => "#e5c76b",
        Color::Blue | Color::LightBlue => "#7aa8f0",
        Color::Magenta | Color::LightMagenta => "#d78fe0",
        Color::Cyan | Color::LightCyan => "#6fd0d8",
        Color::Gray | Color::White => INK,
        Color::DarkGray => "#7d828c",
        _ => return None,
    })
}

fn runs(buffer: &Buffer, line: usize) -> Vec<Run> {
    let columns = usize::from(buffer.area.width);
    let mut runs: Vec<Run> = Vec::new();
    let mut column = 0;
    while column < columns {
        let cell = &buffer.content[line * columns + column];
        let width = crate::text::display_width(cell.symbol()).max(1);
        let look = look(cell);
        match runs.last_mut() {
            // A wide or a drawn character starts a run of its own: fonts disagree on its width.
            Some(last) if last.look == look && width == 1 && last.text.is_ascii() && cell.symbol().is_ascii() => {
                last.text.push_str(cell.symbol());
                last.columns += 1;
            }
            _ => runs.push(Run { column, columns: width, text: cell.symbol().to_owned(), look }),
        }
        column += width;
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
                "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{}\" fill=\"{ground}\"/>",
                CELL.1
            );
        }
        if self.text.trim().is_empty() {
            return;
        }
        let mut attributes = format!("fill=\"{}\"", self.look.ink);
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
        let baseline = y + BASELINE;
        let _ = writeln!(picture, "<text x=\"{x}\" y=\"{baseline}\" textLength=\"{width}\" {attributes}>{text}</text>");
    }
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
        buffer.set_string(2, 1, "lit", Style::new().fg(Color::Yellow).add_modifier(Modifier::REVERSED));
        let picture = svg(&buffer);
        assert!(picture.contains(">a&lt;b"));
        assert!(picture.contains("<text x=\"50\" y=\"29\" textLength=\"18\" fill=\"#d8dae0\">北</text>"), "{picture}");
        assert!(picture.contains("<rect x=\"32\" y=\"34\" width=\"27\" height=\"20\" fill=\"#e5c76b\"/>"), "{picture}");
    }
}
