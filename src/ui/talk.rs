//! Drawing the talk screen.

use std::time::Duration;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Block;
use tui_big_text::{BigText, PixelSize};

use super::text::{plain, put, put_right, styled};
use crate::app::{Model, Screen, SlideView, TalkScreen};
use crate::layout::{SlideLine, TypeSize, glyphs};
use crate::settings::{Role, Theme};
use crate::text::{clip, display_width};

pub(super) fn draw(frame: &mut Frame<'_>, model: &Model, screen: &TalkScreen) {
    if screen.blank {
        let area = frame.area();
        frame.buffer_mut().set_style(area, model.theme.blank());
        return;
    }
    if let Some(border) = screen.slide.border(screen.page) {
        frame.render_widget(Block::bordered().border_style(model.theme.style(Role::Border)), border);
    }
    for line in screen.slide.lines(screen.page) {
        draw_line(frame, line, &model.theme);
    }
    status(frame, screen.slide.status, model, screen);
}

fn draw_line(frame: &mut Frame<'_>, line: SlideLine<'_>, theme: &Theme) {
    let pieces = styled(line.paragraph, line.span, theme);
    match pixel_size(line.size) {
        None => put(frame, line.area, pieces),
        Some(pixel_size) => {
            // Large letters are chosen only where every letter can be drawn.
            let drawn = |piece: Span<'static>| Span::styled(glyphs(&piece.content).unwrap_or_default(), piece.style);
            let line_of_glyphs = Line::from(pieces.into_iter().map(drawn).collect::<Vec<_>>());
            let text = BigText::builder().pixel_size(pixel_size).lines(vec![line_of_glyphs]).build();
            frame.render_widget(text, line.area);
        }
    }
}

const fn pixel_size(size: TypeSize) -> Option<PixelSize> {
    match size {
        TypeSize::Full => Some(PixelSize::Full),
        TypeSize::Half => Some(PixelSize::HalfHeight),
        TypeSize::Quadrant => Some(PixelSize::Quadrant),
        TypeSize::Sextant => Some(PixelSize::Sextant),
        TypeSize::Spaced | TypeSize::Plain => None,
    }
}

/// At the left the place in the talk, else a message; at the right what the words are worth, which
/// nothing takes the place of, after their publisher where there is room.
fn status(frame: &mut Frame<'_>, area: Rect, model: &Model, screen: &TalkScreen) {
    let theme = &model.theme;
    let inner = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
    let text = &screen.slide.text;
    let (left, role) = said_here(model).unwrap_or_else(|| (standing(screen), Role::Dim));
    let badge = text.worth.as_ref().map(|worth| plain(&worth.text, worth.role, theme));
    let publisher = text.publisher.as_ref().map(|publisher| plain(&format!("{publisher} · "), Role::Dim, theme));
    let width = |piece: &Option<Span<'_>>| piece.as_ref().map_or(0, Span::width);
    let has_room = display_width(&left) + 2 + width(&publisher) + width(&badge) <= inner.width.into();
    let right: Vec<Span<'static>> = publisher.filter(|_| has_room).into_iter().chain(badge).collect();
    let used = put_right(frame, inner, right);
    let room = inner.width.saturating_sub(if used > 0 { used + 2 } else { 0 });
    put(frame, Rect { width: room, ..inner }, vec![plain(&clip(&left, room.into()), role, theme)]);
}

/// What must be said, in one line; elsewhere than under a list, which says it itself.
fn said_here(model: &Model) -> Option<(String, Role)> {
    let said = if matches!(model.screens.last(), Some(Screen::Talk(_))) { model.said() } else { Vec::new() };
    let (_, role) = said.first()?;
    Some((said.iter().map(|(text, _)| text.as_str()).collect::<Vec<_>>().join(" "), *role))
}

/// Where one is in the talk.
fn standing(screen: &TalkScreen) -> String {
    if !screen.number.is_empty() {
        return format!("to {} …", screen.number);
    }
    let mut parts = vec![format!("{}/{}", screen.at + 1, screen.playlist.len())];
    parts.extend(screen.stopwatch.elapsed().map(in_minutes));
    let pages = screen.slide.page_count();
    if pages > 1 {
        parts.push(format!("page {}/{pages}", screen.page + 1));
    }
    match screen.view {
        SlideView::Words if screen.revealing => {
            parts.push(format!("wording {}/{}", screen.wording + 1, screen.comparisons.len()));
            parts.push(if screen.wording == 0 { "the nearest" } else { "lit: what differs from 1" }.to_owned());
        }
        SlideView::Words => {}
        SlideView::Context => parts.push("context".to_owned()),
        SlideView::Session => parts.push("session".to_owned()),
    }
    parts.join(" · ")
}

/// "7:05", "1:07:05"
fn in_minutes(time: Duration) -> String {
    let (hours, minutes, seconds) = (time.as_secs() / 3600, time.as_secs() / 60 % 60, time.as_secs() % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::buffer::Buffer;
    use ratatui::widgets::Widget;

    #[test]
    fn every_letter_that_is_said_to_be_drawn_lights_cells_in_every_size() {
        let letters = ('\0'..='\u{2fff}').filter(|letter| !letter.is_whitespace()).filter_map(|letter| {
            let drawn = glyphs(letter.encode_utf8(&mut [0; 4]))?;
            (!drawn.is_empty()).then_some((letter, drawn))
        });
        for (letter, drawn) in letters {
            for size in TypeSize::ALL {
                let (Some(pixel_size), Some((width, height))) = (pixel_size(size), size.glyph()) else { continue };
                let columns = width * u16::try_from(drawn.chars().count()).expect("few letters");
                let mut buffer = Buffer::empty(Rect::new(0, 0, columns, height));
                let text = BigText::builder().pixel_size(pixel_size).lines(vec![Line::from(drawn.as_str())]).build();
                text.render(buffer.area, &mut buffer);
                let lit = buffer.content.iter().any(|cell| cell.symbol() != " ");
                assert!(lit, "{letter:?} as {drawn:?} in {size:?}");
            }
        }
    }
}
