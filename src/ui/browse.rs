//! Drawing the browse screen.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};

use super::bars::{self, Hint};
use super::completion;
use super::statements::StatementList;
use super::text::{
    document, focus, from_column, heading, heading_room, notice, plain, put, put_right, styled, worth_out_of_sight,
};
use crate::action::{Action, Scope};
use crate::app::Model;
use crate::layout::{BrowseLayout, Focus, Paragraph, detail_page};
use crate::search::{FacetKind, Sort};
use crate::settings::Role;
use crate::text::{ByteSpan, clip, display_width, number};

pub(super) fn draw(frame: &mut Frame<'_>, model: &Model) {
    let layout = model.browse.layout(model.screen_area());
    let record = &model.record;
    let name = record.corpus.title().unwrap_or_default();
    bars::title(frame, layout.title, model, name, "");
    for kind in FacetKind::ALL {
        facet(frame, &layout, kind, model);
    }
    list(frame, &layout, model);
    detail(frame, &layout, model);
    // Last, since completions lie over the panes.
    search_line(frame, layout.search, model);
    bars::status(frame, layout.status, model, &standing(model), hints(model));
}

const IN_LIST: &[Hint] = &[
    (Action::Search, "search"),
    (Action::Context, "context"),
    (Action::Session, "session"),
    (Action::Wordings, "wordings"),
    (Action::Talk, "talk"),
    (Action::Copy, "copy"),
    (Action::Bookmark, "bookmark"),
    (Action::Palette, "commands"),
    (Action::Quit, "quit"),
    (Action::Help, "help"),
];
const WITH_MARKS: &[Hint] = &[
    (Action::Copy, "copy"),
    (Action::CopyAs, "copy as"),
    (Action::AddToTalk, "add to talk"),
    (Action::MarkRange, "range"),
    (Action::Back, "drop marks"),
    (Action::Help, "help"),
];
const IN_FACETS: &[Hint] =
    &[(Action::Toggle, "filter"), (Action::NextPane, "statements"), (Action::Quit, "quit"), (Action::Help, "help")];
const IN_BOX: &[Hint] = &[
    (Action::Accept, "done"),
    (Action::Complete, "complete"),
    (Action::DeleteToStart, "clear"),
    (Action::Help, "help"),
];

fn hints(model: &Model) -> &'static [Hint] {
    match (model.scope(), model.browse.focus) {
        (Scope::SearchBox, _) => IN_BOX,
        (_, Focus::Facets(_)) => IN_FACETS,
        _ if !model.browse.marks.is_empty() => WITH_MARKS,
        _ => IN_LIST,
    }
}

/// Which corpus, how much of it is shown, and why not all.
fn standing(model: &Model) -> String {
    let browse = &model.browse;
    let record = &model.record;
    let mut parts = vec![record.name.clone()];
    if record.reading.underway {
        parts.push("reading…".to_owned());
    } else if browse.indexing.is_some() && model.settings.reduced_motion {
        parts.push("getting ready to search…".to_owned());
    } else if let Some(progress) = browse.indexing {
        parts.push(format!("getting ready to search: {} %", progress.percent()));
    } else if browse.awaits_results() {
        parts.push("searching…".to_owned());
    }
    if model.early.are_kept() {
        parts.insert(0, format!("waiting: {}", model.early.shown(model.keymap())));
    }
    // What is missing is told first: a result must never look better than it is.
    if let Some(given_up) = browse.results.relaxed.in_words() {
        parts.insert(0, given_up.to_owned());
    }
    let marked = browse.marks.count(&browse.results.hits, browse.list.selected);
    if marked > 0 {
        let range = if browse.marks.is_ranging() { ", to here" } else { "" };
        parts.insert(0, format!("{marked} marked{range}"));
    }
    let names: Vec<&str> = browse.filters.values().map(|value| value.name(&record.corpus)).collect();
    if !names.is_empty() {
        parts.push(format!("only {}", names.join(", ")));
    }
    if browse.sort != Sort::default() {
        parts.push(browse.sort.name().to_owned());
    }
    parts.join(" · ")
}

/// The search box, with the part that cannot be understood marked; at the right the count.
fn search_line(frame: &mut Frame<'_>, area: Rect, model: &Model) {
    let (theme, browse) = (&model.theme, &model.browse);
    let inner = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
    let count = count(model);
    let used = put_right(frame, inner, vec![plain(&count, Role::Dim, theme)]);
    let text = browse.search_box.text();
    let prompt = if browse.searching { Role::Key } else { Role::Dim };
    put(frame, inner, vec![plain("/", prompt, theme)]);
    let field = Rect { x: inner.x + 2, width: inner.width.saturating_sub(used + 4), ..inner };
    if text.is_empty() && !browse.searching {
        let key = model.keymap().told(Action::Search, Scope::Browse);
        let invitation = format!("press {key} and type a few words to search");
        put(frame, field, vec![plain(&clip(&invitation, field.width.into()), Role::Dim, theme)]);
        return;
    }
    let mut query = Paragraph::new(text, Role::Text);
    if let Some(problem) = &browse.query_problem {
        query = query.marked(problem.span, Role::Error).marked(problem.span, Role::Link);
    }
    let scrolled =
        if browse.searching { browse.search_box.scrolled(usize::from(field.width).saturating_sub(1)) } else { 0 };
    put(frame, field, from_column(styled(&query, ByteSpan::new(0, text.len()), theme), scrolled));
    if browse.searching {
        let column = u16::try_from(browse.search_box.cursor_column() - scrolled).unwrap_or(u16::MAX);
        frame.set_cursor_position(Position { x: (field.x + column).min(field.right()), y: field.y });
        if let Some(completion) = &browse.completion {
            let column = browse.search_box.column_of(completion.span.start()).saturating_sub(scrolled);
            completion::draw(frame, model, completion, field, column);
        }
    }
}

fn count(model: &Model) -> String {
    let (found, all) = (model.browse.results.hits.len(), model.record.corpus.statement_count());
    match (found, all) {
        (_, 0) => String::new(),
        _ if found == all => number(all, "statement"),
        _ => format!("{found} of {all} statements"),
    }
}

fn facet(frame: &mut Frame<'_>, layout: &BrowseLayout, kind: FacetKind, model: &Model) {
    let pane = layout.facets[kind.index()];
    if pane.height == 0 {
        return;
    }
    let (theme, browse) = (&model.theme, &model.browse);
    let focused = browse.focus == Focus::Facets(kind) && !browse.searching;
    let rows = browse.facet_rows(kind);
    let area = layout.facet_rows(kind);
    let hidden = rows.len() > area.height.into();
    heading(frame, pane, kind.title(), hidden.then(|| rows.len().to_string()), focused, theme);
    let cursor = browse.facets[kind.index()];
    for ((index, (value, count)), y) in rows.iter().enumerate().skip(cursor.top).zip(area.y..area.bottom()) {
        let line = Rect { x: area.x, y, width: area.width.saturating_sub(1), height: 1 };
        let here = focused && index == cursor.selected;
        if here {
            focus(frame, line, 0);
        }
        let on = browse.filters.has(*value);
        let bar = if here { plain("▌", Role::Cursor, theme) } else { plain(" ", Role::Text, theme) };
        let mark = if on { plain("✓ ", Role::Active, theme) } else { plain("  ", Role::Text, theme) };
        let used = put_right(frame, line, vec![plain(&format!(" {count}"), Role::Dim, theme)]);
        let room = usize::from(line.width.saturating_sub(used + 3));
        let role = if on {
            Role::Active
        } else if here {
            Role::Selected
        } else {
            Role::Text
        };
        let name = clip(value.name(&model.record.corpus), room).into_owned();
        put(frame, Rect { width: line.width.saturating_sub(used), ..line }, vec![bar, mark, plain(&name, role, theme)]);
    }
}

fn list(frame: &mut Frame<'_>, layout: &BrowseLayout, model: &Model) {
    if layout.list.height == 0 {
        return;
    }
    let browse = &model.browse;
    let focused = browse.focus == Focus::List;
    let area = layout.list_rows();
    let hits = &browse.results.hits;
    let place = (!hits.is_empty()).then(|| format!("{}/{}", browse.list.selected + 1, hits.len()));
    heading(frame, layout.list, "Statements", place, focused, &model.theme);
    if hits.is_empty() {
        notice(frame, area, why_empty(model), &model.theme);
        return;
    }
    let window = browse.list_window(&model.record.corpus, area);
    let list = StatementList {
        row: &|at| browse.row(&model.record.corpus, hits[at], area.width.into()),
        window,
        selected: browse.list.selected,
        marked: &|at| browse.marks.has(hits, at, browse.list.selected),
        focused,
        theme: &model.theme,
    };
    list.draw(frame, area);
}

/// Why there is nothing to list, and what to press.
fn why_empty(model: &Model) -> Vec<Paragraph> {
    let (browse, record) = (&model.browse, &model.record);
    let key = |action| model.keymap().told(action, Scope::Browse);
    let say = |first: String, second: String| {
        vec![Paragraph::new(first, Role::Text), Paragraph::empty(), Paragraph::new(second, Role::Dim)]
    };
    if !record.opened {
        return vec![Paragraph::new(format!("Opening {}…", record.name), Role::Text)];
    }
    if record.corpus.statement_count() == 0 {
        let advice = format!(
            "{} adds one in your editor; {} lists what else can be done.",
            key(Action::Add),
            key(Action::Palette)
        );
        return say("The corpus holds no statements yet.".to_owned(), advice);
    }
    if browse.awaits_results() {
        return vec![Paragraph::new("Searching…", Role::Dim)];
    }
    let query = &browse.understood;
    let what = match (query.is_empty(), browse.filters.is_empty()) {
        (false, true) => format!("Nothing found for {query}"),
        (false, false) => format!("Nothing found for {query} under these filters."),
        (true, _) => "Nothing found under these filters.".to_owned(),
    };
    let advice = if browse.searching {
        let clear = model.keymap().told(Action::DeleteToStart, Scope::SearchBox);
        format!("Fewer words find more; {clear} clears the box.")
    } else {
        let (clear, undo) = (key(Action::ClearFilters), key(Action::UndoClear));
        format!("Fewer words find more; {clear} clears query and filters, {undo} brings them back.")
    };
    say(what, advice)
}

fn detail(frame: &mut Frame<'_>, layout: &BrowseLayout, model: &Model) {
    if layout.detail.height == 0 {
        return;
    }
    let (browse, theme) = (&model.browse, &model.theme);
    let focused = browse.focus == Focus::Detail;
    let area = layout.detail_text();
    let (mut note, mut worth) = (None, None);
    if let Some(hit) = browse.selected() {
        let page = detail_page(&model.record.corpus, hit, &browse.results.highlighter, &browse.bookmarks);
        note = document(frame, area, &page, browse.detail, theme).in_words();
        worth = worth_out_of_sight(area, &page, browse.detail);
    }
    if focused {
        focus(frame, layout.detail_text(), 0);
    }
    // What the words are worth stands here where the text is too long for its window.
    let worth = worth.filter(|_| note.is_some()).map(|worth| worth.text);
    let told = worth.iter().chain(&note).map(String::as_str).collect::<Vec<_>>().join(" · ");
    let room = heading_room(layout.detail, "Statement");
    let (title, note) = match worth {
        Some(worth) if display_width(&told) > room => (worth, note),
        _ => ("Statement".to_owned(), Some(told).filter(|told| !told.is_empty())),
    };
    heading(frame, layout.detail, &title, note, focused, theme);
}
