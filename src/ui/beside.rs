//! What lies over every screen: a message that needs more than the last line, the caption of a tour, and
//! the last keys.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::widgets::Block;

use super::bars::message;
use super::text::{document, plain, put, wipe};
use crate::app::{KeyCast, Model, Player, Screen, Scroll};
use crate::layout::{Document, Paragraph};
use crate::settings::Role;
use crate::text::{clip, display_width};

/// Draws a message that the last line cannot hold over as many lines above as it takes, so that neither a long path
/// nor the reason behind it is lost. An audience is spared that.
pub(super) fn long_message(frame: &mut Frame<'_>, model: &Model) {
    if matches!(model.screens.last(), Some(Screen::Talk(_))) {
        return;
    }
    let Some((text, role)) = message(model) else { return };
    let area = Rect { x: model.area.x + 1, width: model.area.width.saturating_sub(2), ..model.area };
    if display_width(&text) <= usize::from(area.width) {
        return;
    }
    let mut page = Document::default();
    page.push(Paragraph::new(&text, role));
    let lines = u16::try_from(page.lines(area.width.into()).len()).unwrap_or(u16::MAX);
    let height = lines.min(model.area.height);
    let y = model.area.bottom() - height;
    wipe(frame, Rect { y, height, ..model.area }, &model.theme);
    document(frame, Rect { y, height, ..area }, &page, Scroll::default(), &model.theme);
}

/// The widest caption, in columns: a line that is read at a glance.
const CAPTION: u16 = 72;

/// Draws the caption of the tour that is playing, over the lower part of the screen.
pub(super) fn caption(frame: &mut Frame<'_>, model: &Model, player: &Player) {
    if player.caption().is_empty() && !player.is_held() {
        return;
    }
    let area = model.area;
    let width = CAPTION.min(area.width.saturating_sub(4));
    let mut page = Document::default();
    page.push(Paragraph::new(player.caption(), Role::Text));
    let lines = u16::try_from(page.lines(usize::from(width.saturating_sub(4))).len()).unwrap_or(u16::MAX);
    let height = lines.saturating_add(2).min(area.height);
    let x = area.x + (area.width - width) / 2;
    // The status line stays free.
    let y = area.bottom().saturating_sub(height + 2);
    let framed = Rect { x, y, width, height };
    wipe(frame, framed, &model.theme);
    let foot = if player.is_held() { " Space goes on " } else { " Space pauses, any other key takes over " };
    let block = Block::bordered().border_style(model.theme.style(Role::FocusedBorder)).title_bottom(plain(
        &clip(foot, usize::from(width.saturating_sub(4))),
        Role::Dim,
        &model.theme,
    ));
    let inner = block.inner(framed);
    frame.render_widget(block, framed);
    let text = Rect { x: inner.x + 1, width: inner.width.saturating_sub(2), ..inner };
    document(frame, text, &page, Scroll::default(), &model.theme);
}

/// The widest line of the last keys, in columns.
const KEYS: usize = 36;

/// Draws the last keys and what they did into the upper right corner, the latest last.
pub(super) fn key_cast(frame: &mut Frame<'_>, model: &Model, cast: &KeyCast) {
    let lines: Vec<(String, &str)> = cast.last().map(|cast| (format!(" {} ", cast.keys), cast.did)).collect();
    let width = lines.iter().map(|(keys, did)| display_width(keys) + display_width(did) + 3).max().unwrap_or(0);
    let room = usize::from(model.area.width).saturating_sub(4);
    let width = u16::try_from(width.min(KEYS).min(room)).unwrap_or(0);
    for ((keys, did), y) in lines.iter().zip(model.area.y + 2..model.area.bottom()) {
        let row = Rect { x: model.area.right().saturating_sub(width + 1), y, width, height: 1 };
        wipe(frame, row, &model.theme);
        let keys = clip(keys, usize::from(width) / 2);
        let left = usize::from(width).saturating_sub(display_width(&keys) + 2);
        let pieces = vec![
            plain(&keys, Role::Selected, &model.theme),
            plain("  ", Role::Text, &model.theme),
            plain(&clip(did, left), Role::Dim, &model.theme),
        ];
        put(frame, row, pieces);
    }
}
