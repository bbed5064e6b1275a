//! Drawing the list of statements for a talk.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::bars::{self, Hint};
use super::statements::StatementList;
use super::text::{document, focus, notice};
use crate::action::{Action, Scope};
use crate::app::{Model, MyTalkScreen, Scroll};
use crate::layout::{Paragraph, diagnostics_page, my_talk_row, reading_area, screen_layout};
use crate::settings::Role;
use crate::talk_list::TalkList;

const HINTS: &[Hint] = &[
    (Action::Back, "back"),
    (Action::Talk, "talk"),
    (Action::MoveDown, "move down"),
    (Action::MoveUp, "move up"),
    (Action::TakeOut, "take out"),
    (Action::Help, "help"),
];
const BROKEN: &[Hint] = &[(Action::Back, "back"), (Action::Reload, "read again"), (Action::Help, "help")];

pub(super) fn draw(frame: &mut Frame<'_>, model: &Model, screen: &MyTalkScreen) {
    let layout = screen_layout(model.screen_area());
    let name = screen.list.as_ref().and_then(|list| list.title.as_deref()).unwrap_or(&model.my_talk.name);
    bars::title(frame, layout.title, model, "My talk", name);
    let path = model.my_talk.path.display().to_string();
    let Some(list) = &screen.list else {
        let area = reading_area(layout.body);
        let page = diagnostics_page(&screen.problems, area.width.into());
        document(frame, area, &page, Scroll::default(), &model.theme);
        focus(frame, area, 0);
        bars::status(frame, layout.status, model, &path, BROKEN);
        return;
    };
    if list.entries.is_empty() {
        empty(frame, layout.body, model, &path);
    } else {
        statements(frame, layout.body, model, screen, list);
    }
    let standing = match list.entries.len() {
        0 => path,
        count => format!("{}/{count} · {path}", screen.cursor.selected + 1),
    };
    bars::status(frame, layout.status, model, &standing, HINTS);
}

fn statements(frame: &mut Frame<'_>, area: Rect, model: &Model, screen: &MyTalkScreen, list: &TalkList) {
    let corpus = &model.record.corpus;
    let list = StatementList {
        row: &|at| my_talk_row(corpus, at, &list.entries[at], screen.hits[at], area.width.into()),
        window: screen.window(corpus, model.screen_area()),
        selected: screen.cursor.selected,
        marked: &|_| false,
        focused: true,
        theme: &model.theme,
    };
    list.draw(frame, area);
}

fn empty(frame: &mut Frame<'_>, area: Rect, model: &Model, path: &str) {
    let key = model.keymap().told(Action::AddToTalk, Scope::Browse);
    let paragraphs = vec![
        Paragraph::new("No statement is in this list yet.", Role::Text),
        Paragraph::empty(),
        Paragraph::new(
            format!("Wherever a statement is selected, {key} adds it. The list is kept in {path}."),
            Role::Dim,
        ),
    ];
    notice(frame, area, paragraphs, &model.theme);
}
