//! From marked text to styled lines: the one place where that happens.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Clear;
use unicode_segmentation::UnicodeSegmentation;

use crate::app::Scroll;
use crate::layout::{Document, Paragraph, Worth};
use crate::settings::{Role, Theme};
use crate::text::{ByteSpan, clip, display_width, snap_to_graphemes, visible};

/// A part of a paragraph as styled pieces. Marks are widened to whole graphemes; later ones
/// lie over earlier ones; nothing that steers a terminal gets through.
pub(super) fn styled(paragraph: &Paragraph, span: ByteSpan, theme: &Theme) -> Vec<Span<'static>> {
    let marks: Vec<(ByteSpan, Role)> = paragraph
        .marks
        .iter()
        .filter_map(|mark| Some((snap_to_graphemes(&paragraph.text, mark.span).intersection(span)?, mark.role)))
        .collect();
    let pieces = span.cut_at(marks.iter().map(|(mark, _)| *mark));
    pieces
        .into_iter()
        .map(|piece| {
            let covering = marks.iter().filter(|(mark, _)| mark.covers(piece));
            let style = covering.fold(theme.style(paragraph.role), |style, (_, role)| style.patch(theme.style(*role)));
            Span::styled(visible(piece.of(&paragraph.text)).into_owned(), style)
        })
        .collect()
}

/// A text in one role.
pub(super) fn plain(text: &str, role: Role, theme: &Theme) -> Span<'static> {
    Span::styled(visible(text).into_owned(), theme.style(role))
}

/// The pieces without their first columns.
pub(super) fn from_column(pieces: Vec<Span<'static>>, columns: usize) -> Vec<Span<'static>> {
    let mut left = columns;
    let mut kept = Vec::new();
    for piece in pieces {
        let mut text = String::new();
        for grapheme in piece.content.graphemes(true) {
            if left == 0 {
                text.push_str(grapheme);
            } else {
                left = left.saturating_sub(display_width(grapheme));
            }
        }
        kept.push(Span::styled(text, piece.style));
    }
    kept
}

/// Takes away what is drawn in an area.
pub(super) fn wipe(frame: &mut Frame<'_>, area: Rect, theme: &Theme) {
    frame.render_widget(Clear, area);
    frame.buffer_mut().set_style(area, theme.ground());
}

/// Puts pieces on one line; what does not fit is cut off, also a line that has no room at all.
pub(super) fn put(frame: &mut Frame<'_>, area: Rect, pieces: Vec<Span<'static>>) {
    let area = Rect { height: 1, ..area }.intersection(frame.area());
    if area.is_empty() {
        return;
    }
    frame.buffer_mut().set_line(area.x, area.y, &Line::from(pieces), area.width);
}

/// Puts pieces at the right end of a line, and says how many columns they take.
pub(super) fn put_right(frame: &mut Frame<'_>, area: Rect, pieces: Vec<Span<'static>>) -> u16 {
    let width = u16::try_from(Line::from(pieces.clone()).width()).unwrap_or(u16::MAX).min(area.width);
    put(frame, Rect { x: area.right() - width, width, ..area }, pieces);
    width
}

/// Puts the cursor at the beginning of a line of an area: where the keys act. Readers of the screen
/// and magnifiers follow it.
pub(super) fn focus(frame: &mut Frame<'_>, area: Rect, line: usize) {
    let area = area.intersection(frame.area());
    if !area.is_empty() {
        let line = u16::try_from(line).unwrap_or(u16::MAX).min(area.height - 1);
        frame.set_cursor_position(Position { x: area.x, y: area.y + line });
    }
}

/// Draws a document from the line it is scrolled to, and says what part is visible.
pub(super) fn document(frame: &mut Frame<'_>, area: Rect, page: &Document, scroll: Scroll, theme: &Theme) -> Extent {
    let width = usize::from(area.width);
    let lines = page.lines(width);
    let visible_lines = lines.iter().skip(scroll.top).take(area.height.into());
    for (line, y) in visible_lines.zip(area.y..) {
        let Some(paragraph) = page.paragraphs.get(line.paragraph) else { continue };
        let margin = page.margin_of(line.paragraph, width);
        let row = Rect { y, height: 1, ..area };
        if line.first && !paragraph.label.is_empty() {
            put(frame, row, vec![plain(&paragraph.label, paragraph.label_role, theme)]);
        }
        let margin = u16::try_from(margin).unwrap_or(u16::MAX).min(area.width);
        put(frame, Rect { x: row.x + margin, width: row.width - margin, ..row }, styled(paragraph, line.span, theme));
    }
    Extent { first: scroll.top, count: lines.len(), height: area.height.into() }
}

/// What the words at the top of a document are worth, where the line that says so is scrolled away.
pub(super) fn worth_out_of_sight(area: Rect, page: &Document, scroll: Scroll) -> Option<Worth> {
    page.worth_at(&page.lines(area.width.into()), scroll.top).cloned()
}

/// The same in the line above the document, which is free.
pub(super) fn worth_above(frame: &mut Frame<'_>, area: Rect, page: &Document, scroll: Scroll, theme: &Theme) {
    if let (Some(worth), Some(y)) = (worth_out_of_sight(area, page, scroll), area.y.checked_sub(1)) {
        let text = clip(&worth.text, usize::from(area.width.saturating_sub(2)));
        put(
            frame,
            Rect { x: area.x + 2, y, width: area.width.saturating_sub(2), height: 1 },
            vec![plain(&text, worth.role, theme)],
        );
    }
}

/// Which lines of a text are visible.
#[derive(Clone, Copy, Debug)]
pub(super) struct Extent {
    first: usize,
    count: usize,
    height: usize,
}

impl Extent {
    /// "12–30 of 45", where something is out of sight.
    pub(super) fn in_words(self) -> Option<String> {
        let last = (self.first + self.height).min(self.count);
        (self.count > self.height).then(|| format!("lines {}–{last} of {}", self.first + 1, self.count))
    }
}

/// A line of text in the middle of an area, wrapped where it is too long, with air above.
pub(super) fn notice(frame: &mut Frame<'_>, area: Rect, paragraphs: Vec<Paragraph>, theme: &Theme) {
    let mut page = Document::default();
    for paragraph in paragraphs {
        page.push(paragraph);
    }
    let area = Rect {
        x: area.x + 2.min(area.width),
        y: area.y + 1.min(area.height),
        width: area.width.saturating_sub(4),
        height: area.height.saturating_sub(1),
    };
    document(frame, area, &page, Scroll::default(), theme);
}

/// The columns for a note in the heading of a pane.
pub(super) fn heading_room(pane: Rect, title: &str) -> usize {
    usize::from(pane.width.saturating_sub(1)).saturating_sub(display_width(title) + 7)
}

/// The line over a pane: heavy where the keys act, with a note at the right.
pub(super) fn heading(
    frame: &mut Frame<'_>,
    pane: Rect,
    title: &str,
    note: Option<String>,
    focused: bool,
    theme: &Theme,
) {
    if pane.width < 4 || pane.height == 0 {
        return;
    }
    let (rule, role) = if focused { ("━", Role::FocusedBorder) } else { ("─", Role::Border) };
    let title_role = if focused { Role::FocusedBorder } else { Role::Dim };
    let line = Rect { width: pane.width - 1, height: 1, ..pane };
    put(frame, line, vec![plain(&rule.repeat(line.width.into()), role, theme)]);
    let name = format!(" {title} ");
    put(frame, Rect { x: line.x + 1, width: line.width - 1, ..line }, vec![plain(&name, title_role, theme)]);
    let room = heading_room(pane, title);
    if let Some(note) = note.filter(|note| display_width(note) <= room).map(|note| format!(" {note} ")) {
        put_right(frame, Rect { width: line.width - 1, ..line }, vec![plain(&note, title_role, theme)]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::{Colours, ThemeName};

    fn dark(colours: Colours) -> Theme {
        Theme::new(ThemeName::Dark, colours)
    }

    #[test]
    fn marks_become_styles_and_control_characters_symbols() {
        let text = "an e\u{301}nd\u{1b}[31m";
        let paragraph = Paragraph::new(text, Role::Text).marked(ByteSpan::new(3, 4), Role::Match);
        let theme = dark(Colours::None);
        let pieces = styled(&paragraph, ByteSpan::new(0, text.len()), &theme);
        let shown: Vec<&str> = pieces.iter().map(|piece| &*piece.content).collect();
        assert_eq!(shown, ["an ", "e\u{301}", "nd␛[31m"]);
        assert_eq!(pieces[1].style, theme.style(Role::Match));
    }

    #[test]
    fn later_marks_lie_over_earlier_ones() {
        let paragraph = Paragraph::new("abc", Role::Dim)
            .marked(ByteSpan::new(0, 3), Role::Name)
            .marked(ByteSpan::new(1, 2), Role::Match);
        let theme = dark(Colours::Exact);
        let pieces = styled(&paragraph, ByteSpan::new(0, 3), &theme);
        assert_eq!(pieces.len(), 3);
        assert_eq!(pieces[1].style.fg, theme.style(Role::Match).fg);
    }
}
