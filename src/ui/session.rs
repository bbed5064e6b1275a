//! Drawing the session screen.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::bars::{self, Hint};
use super::statements::StatementList;
use super::text::{document, focus, heading, notice, plain, put};
use crate::action::Action;
use crate::app::{Model, SessionScreen};
use crate::corpus::{PartialDate, SessionId};
use crate::layout::{Paragraph, SessionFocus, SessionLayout, TIMELINE_ROW, session_page};
use crate::settings::Role;
use crate::text::clip;

const IN_STATEMENTS: &[Hint] = &[
    (Action::Back, "back"),
    (Action::Open, "context"),
    (Action::NextPane, "timeline"),
    (Action::Wordings, "wordings"),
    (Action::Talk, "talk"),
    (Action::Help, "help"),
];
const IN_TIMELINE: &[Hint] =
    &[(Action::Back, "back"), (Action::Open, "statements"), (Action::NextPane, "next pane"), (Action::Help, "help")];

pub(super) fn draw(frame: &mut Frame<'_>, model: &Model, screen: &SessionScreen) {
    let bars = crate::layout::screen_layout(model.screen_area());
    let layout = screen.layout(&model.record.corpus, model.screen_area());
    let about = screen.session().map(|id| model.record.corpus.session(id).title.clone()).unwrap_or_default();
    bars::title(frame, bars.title, model, "Session", &about);
    timeline(frame, &layout, model, screen);
    if layout.facts.height > 0 {
        facts(frame, &layout, model, screen);
        statements(frame, &layout, model, screen);
    }
    let standing = format!("session {} of {}", screen.sessions.selected + 1, screen.timeline.len());
    let hints = if screen.focus == SessionFocus::Statements { IN_STATEMENTS } else { IN_TIMELINE };
    bars::status(frame, bars.status, model, &standing, hints);
}

fn timeline(frame: &mut Frame<'_>, layout: &SessionLayout, model: &Model, screen: &SessionScreen) {
    if layout.timeline.height == 0 {
        return;
    }
    let focused = screen.focus == SessionFocus::Timeline;
    heading(frame, layout.timeline, "Timeline", None, focused, &model.theme);
    let area = layout.timeline_rows();
    let mut y = area.y;
    for (index, id) in screen.timeline.iter().enumerate().skip(screen.sessions.top) {
        if y >= area.bottom() {
            break;
        }
        let row = Rect { y, height: area.bottom() - y, ..area };
        session_row(frame, row, model, *id, index == screen.sessions.selected, focused);
        y = y.saturating_add(u16::try_from(TIMELINE_ROW).unwrap_or(1));
    }
}

/// The date with the place, and under it the title.
fn session_row(frame: &mut Frame<'_>, area: Rect, model: &Model, id: SessionId, selected: bool, focused: bool) {
    let theme = &model.theme;
    let session = model.record.corpus.session(id);
    let date = session.date.map_or_else(|| "no date".to_owned(), PartialDate::short);
    let when = [Some(date), session.place.clone()].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let room = usize::from(area.width).saturating_sub(3);
    let title_role = if selected { Role::Selected } else { Role::Text };
    if selected && focused {
        focus(frame, area, 0);
    }
    for (text, role, y) in [(when, Role::Dim, area.y), (session.title.clone(), title_role, area.y + 1)] {
        if y >= area.bottom() {
            return;
        }
        let bar_role = if focused { Role::Cursor } else { Role::Dim };
        let bar = if selected { plain("▌ ", bar_role, theme) } else { plain("  ", Role::Text, theme) };
        put(frame, Rect { y, ..area }, vec![bar, plain(&clip(&text, room), role, theme)]);
    }
}

fn facts(frame: &mut Frame<'_>, layout: &SessionLayout, model: &Model, screen: &SessionScreen) {
    let Some(id) = screen.session() else { return };
    let page = session_page(&model.record.corpus, id);
    let note = document(frame, layout.facts_text(), &page, screen.facts, &model.theme).in_words();
    let focused = screen.focus == SessionFocus::Facts;
    if focused {
        focus(frame, layout.facts_text(), 0);
    }
    heading(frame, layout.facts, "Session", note, focused, &model.theme);
}

fn statements(frame: &mut Frame<'_>, layout: &SessionLayout, model: &Model, screen: &SessionScreen) {
    let focused = screen.focus == SessionFocus::Statements;
    let count = screen.hits.len();
    let place = (count > 0).then(|| format!("{}/{count}", screen.statements.selected + 1));
    heading(frame, layout.statements, "Said there", place, focused, &model.theme);
    let area = layout.statement_rows();
    if count == 0 {
        let words = "The corpus holds no statement of this session yet.";
        notice(frame, area, vec![Paragraph::new(words, Role::Dim)], &model.theme);
        return;
    }
    let (corpus, bookmarks) = (&model.record.corpus, &model.browse.bookmarks);
    let list = StatementList {
        row: &|at| screen.row(corpus, bookmarks, at, area),
        window: screen.window(corpus, bookmarks, layout),
        selected: screen.statements.selected,
        marked: &|_| false,
        focused,
        theme: &model.theme,
    };
    list.draw(frame, area);
}
