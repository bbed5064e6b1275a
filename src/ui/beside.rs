//! What is told beside every screen: the messages, the caption of a tour, and the last keys.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Span;
use ratatui::widgets::Block;

use super::text::{document, plain, put, put_right, wipe};
use crate::app::{Cast, KeyCast, Model, Player, Scroll};
use crate::layout::{Document, Stage};
use crate::settings::{Role, Theme};
use crate::text::{clip, display_width};

/// Draws all of it into the room that it has.
pub(super) fn draw(frame: &mut Frame<'_>, model: &Model) {
    let stage = model.stage();
    messages(frame, model, &stage);
    if let (Some(page), Some(player)) = (model.caption_page(), &model.player) {
        caption(frame, model, &stage, &page, player);
    }
    if let Some(cast) = &model.key_cast {
        key_cast(frame, stage.keys, cast, &model.theme);
    }
}

/// The messages, one under another, so that no path and no reason in them is lost.
fn messages(frame: &mut Frame<'_>, model: &Model, stage: &Stage) {
    if stage.messages.height > 0 {
        wipe(frame, stage.messages, &model.theme);
        cut(frame, stage.message_text(), &model.message_page(), &model.theme);
    }
}

/// A text; where it is longer than its room, the end of the last line says so.
fn cut(frame: &mut Frame<'_>, area: Rect, page: &Document, theme: &Theme) {
    let extent = document(frame, area, page, Scroll::default(), theme);
    if extent.in_words().is_some() && !area.is_empty() {
        let last = Rect { x: area.right() - 1, y: area.bottom() - 1, width: 1, height: 1 };
        put(frame, last, vec![plain("…", Role::Dim, theme)]);
    }
}

fn caption(frame: &mut Frame<'_>, model: &Model, stage: &Stage, page: &Document, player: &Player) {
    if stage.caption.height == 0 {
        return;
    }
    let foot = if player.is_held() { " Space goes on " } else { " Space pauses, any other key takes over " };
    let room = usize::from(stage.caption.width.saturating_sub(4));
    let block = Block::bordered().border_style(model.theme.style(Role::FocusedBorder)).title_bottom(plain(
        &clip(foot, room),
        Role::Dim,
        &model.theme,
    ));
    frame.render_widget(block, stage.caption);
    cut(frame, stage.caption_text(), page, &model.theme);
}

/// The last keys and what they did, the latest at the right; as many as there is room for.
fn key_cast(frame: &mut Frame<'_>, area: Rect, cast: &KeyCast, theme: &Theme) {
    if area.height == 0 {
        return;
    }
    let area = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
    let mut room = usize::from(area.width);
    let mut pieces = Vec::new();
    for cast in cast.last().rev() {
        let wanted = display_width(&cast.keys) + display_width(cast.did) + GAPS;
        if wanted > room && !pieces.is_empty() {
            break;
        }
        pieces.splice(0..0, pieces_of(cast, room, theme));
        room = room.saturating_sub(wanted);
    }
    put_right(frame, area, pieces);
}

/// The columns around the keys and between them and what they did: " j  down  ".
const GAPS: usize = 5;

fn pieces_of(cast: &Cast, room: usize, theme: &Theme) -> [Span<'static>; 3] {
    let keys = format!(" {} ", clip(&cast.keys, (room / 2).saturating_sub(2)));
    let left = room.saturating_sub(display_width(&keys) + 3);
    let did = format!(" {}", clip(cast.did, left));
    [plain("  ", Role::Text, theme), plain(&keys, Role::Selected, theme), plain(&did, Role::Dim, theme)]
}
