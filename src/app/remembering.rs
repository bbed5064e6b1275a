//! Bookmarks, queries and views on their way to the disk and back.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::browse::filters_gone;
use super::effect::Effect;
use super::message::Message;
use super::model::{Model, Resuming};
use super::note::NoteScreen;
use super::screen::Screen;
use super::steps::Step;
use crate::action::{Action, Scope};
use crate::corpus::{Corpus, StatementId};
use crate::memory::{Bookmark, Bookmarks, Change, LastView, MemoryError, Notice, Placed, Recalled, Remembered, Task};

/// What is on its way.
#[derive(Debug)]
pub(super) struct Remembering {
    resuming: Resuming,
    /// How the corpus was left, until it is open.
    view: Option<LastView>,
    /// Changes of bookmarks that have not been answered yet.
    awaited: usize,
    /// Bookmarks that were taken off, so that their notes come back with them.
    taken_off: Vec<Bookmark>,
}

impl Remembering {
    pub(super) const fn new(resuming: Resuming) -> Self {
        Self { resuming, view: None, awaited: 0, taken_off: Vec::new() }
    }

    /// Whether the view is kept at the end.
    pub(super) fn keeps_view(&self) -> bool {
        self.resuming != Resuming::Not
    }
}

/// Takes in what is known when the program starts.
pub(super) fn recalled(model: &mut Model, recalled: Recalled) {
    model.browse.history.replace(recalled.queries);
    model.remembering.view = recalled.view.filter(|_| model.remembering.resuming == Resuming::Whole);
    tell(model, &recalled.notices);
}

/// Goes on where the corpus was left, once it is open for the first time.
pub(super) fn resume(model: &mut Model) -> Option<Effect> {
    let view = model.remembering.view.take()?;
    let around = model.surroundings();
    if model.browse.has_begun() || model.early.begin_a_search(model.keymap()) {
        return Some(set_aside(model, &view));
    }
    let search = model.browse.restore(&view, &around);
    tell_of_filters(model, &view);
    if !view.query.trim().is_empty() || !model.browse.filters.is_empty() {
        let clear = model.keymap().told(Action::ClearFilters, Scope::Browse);
        let text = format!("As you left it; {clear} clears query and filters.");
        model.messages.say(Message::note(text));
    }
    Some(search)
}

/// Leaves the query and the filters to whoever has begun to search already.
fn set_aside(model: &mut Model, view: &LastView) -> Effect {
    let around = model.surroundings();
    let search = model.browse.set_aside(view, &around);
    if !view.query.trim().is_empty() || !view.filters.is_empty() {
        let undo = model.settings.keymap.told(Action::UndoClear, Scope::Browse);
        let text = format!("{undo} brings back the query and the filters that you left.");
        model.messages.say(Message::note(text));
    }
    search
}

/// Says which of these filters the corpus that is open does not have: with fewer, other statements are found.
pub(super) fn tell_of_filters(model: &mut Model, view: &LastView) {
    let gone = filters_gone(view, &model.record.corpus);
    if !gone.is_empty() {
        let text = format!("Left out of the filters, as no longer in the corpus: {}.", gone.join(", "));
        model.messages.say(Message::note(text));
    }
}

/// Bookmarks what is chosen; where all of it is bookmarked, takes the bookmarks off.
pub(super) fn toggle_bookmarks(model: &mut Model) -> Vec<Effect> {
    let hits = model.chosen();
    if hits.is_empty() {
        model.messages.say(nothing_selected());
        return Vec::new();
    }
    let bookmarks = &model.browse.bookmarks;
    let statements = || hits.iter().map(|hit| hit.statement);
    let new: Vec<Bookmark> =
        statements().filter(|id| !bookmarks.has(*id)).map(|id| new_bookmark(&model.record.corpus, id)).collect();
    let change = if new.is_empty() {
        Change::Remove(statements().flat_map(|id| bookmarks.of_statement(id)).map(|each| each.id.clone()).collect())
    } else {
        Change::Add(new)
    };
    change_bookmarks(model, change)
}

/// Opens the box for a note on the bookmark of the selected statement; where it has none, the note
/// makes one.
pub(super) fn write_note(model: &mut Model) {
    let Some(hit) = model.selected() else {
        model.messages.say(nothing_selected());
        return;
    };
    let bookmarks = &model.browse.bookmarks;
    let noted = bookmarks.of_statement(hit.statement).find(|bookmark| bookmark.note.is_some());
    let bookmark = noted.or_else(|| bookmarks.of_statement(hit.statement).next()).cloned();
    let bookmark = bookmark.unwrap_or_else(|| new_bookmark(&model.record.corpus, hit.statement));
    model.screens.push(Screen::Note(Box::new(NoteScreen::open(bookmark))));
}

fn nothing_selected() -> Message {
    Message::note("No statement is selected.")
}

fn new_bookmark(corpus: &Corpus, statement: StatementId) -> Bookmark {
    let statement = corpus.statement(statement);
    Bookmark::of(statement, corpus.speaker_names(statement.primary().speakers()))
}

/// Changes the bookmarks: at once on the screen, and then on the disk.
pub(super) fn change_bookmarks(model: &mut Model, change: Change) -> Vec<Effect> {
    let change = with_former_note(model, change);
    let corpus = Arc::clone(&model.record.corpus);
    let changed = model.browse.bookmarks.changed(&change, &corpus);
    if let Change::Remove(ids) = &change {
        let ids: HashSet<&str> = ids.iter().map(String::as_str).collect();
        let is_taken = |placed: &&Placed| ids.contains(placed.bookmark.id.as_str());
        let taken = model.browse.bookmarks.entries().iter().filter(is_taken);
        model.remembering.taken_off.extend(taken.map(|placed| under_its_id(placed.bookmark.clone(), placed, &corpus)));
    }
    model.remembering.awaited += 1;
    let search = model.browse.use_bookmarks(changed);
    std::iter::once(Effect::Remember(Task::Change(change))).chain(search).collect()
}

/// A bookmark under the id that its statement has now.
fn under_its_id(bookmark: Bookmark, placed: &Placed, corpus: &Corpus) -> Bookmark {
    match placed.whereabouts.statement() {
        Some(id) => Bookmark { id: corpus.statement(id).key().to_owned(), ..bookmark },
        None => bookmark,
    }
}

fn with_former_note(model: &Model, change: Change) -> Change {
    match change {
        Change::Add(bookmarks) => {
            // The last one of an id stays.
            let taken_off = model.remembering.taken_off.iter();
            let former: HashMap<&str, &Bookmark> = taken_off.map(|former| (former.id.as_str(), former)).collect();
            let noted = |bookmark: Bookmark| {
                let former = former.get(bookmark.id.as_str());
                let note = bookmark.note.or_else(|| former.and_then(|former| former.note.clone()));
                Bookmark { note, ..bookmark }
            };
            Change::Add(bookmarks.into_iter().map(noted).collect())
        }
        other => other,
    }
}

/// Keeps the query where the browse screen opens what it found: it was used.
pub(super) fn query_opened(model: &mut Model, step: &Step) -> Option<Effect> {
    let opens =
        matches!(step, Step::Open(Screen::Context(_) | Screen::Session(_) | Screen::Wordings(_) | Screen::Talk(_)));
    (opens && model.screens.is_empty()).then(|| query_used(model)).flatten()
}

/// Keeps the query in the search box, which was used.
pub(super) fn query_used(model: &mut Model) -> Option<Effect> {
    let browse = &mut model.browse;
    if browse.query_problem.is_some() || browse.understood.is_empty() {
        return None;
    }
    let query = browse.understood.clone();
    browse.history.add(&query).then(|| Effect::Remember(Task::Query(query)))
}

/// Takes in what came of a task.
pub(super) fn remembered(model: &mut Model, remembered: Remembered) -> Vec<Effect> {
    match remembered {
        Remembered::Broke(message) => {
            // Nothing more is waited for; what is shown is what was wanted.
            model.remembering.awaited = 0;
            model.browse.bookmarks_known = true;
            tell(model, &[Notice::Failed(MemoryError::Broke(message))]);
            Vec::new()
        }
        Remembered::Left(notices) => {
            tell(model, &notices);
            Vec::new()
        }
        Remembered::Queries(queries, notices) => {
            if !model.browse.history.is_walked() {
                model.browse.history.replace(queries);
            }
            tell(model, &notices);
            Vec::new()
        }
        Remembered::Bookmarks { of, bookmarks, change, notices } => {
            if change.is_some() {
                model.remembering.awaited = model.remembering.awaited.saturating_sub(1);
            }
            let search = take_bookmarks(model, &of, bookmarks);
            // What came of the last of several changes is true of them now.
            if let Some(change) = change.filter(|_| model.remembering.awaited == 0) {
                model.messages.say(Message::note(in_words(model, &change)));
            }
            tell(model, &notices);
            search.into_iter().collect()
        }
    }
}

/// Shows the bookmarks as they are now; not while a change is on its way, which they lack.
fn take_bookmarks(model: &mut Model, of: &Arc<Corpus>, bookmarks: Bookmarks) -> Option<Effect> {
    if !Arc::ptr_eq(of, &model.record.corpus) || model.remembering.awaited > 0 {
        return None;
    }
    let search = model.browse.use_bookmarks(bookmarks);
    super::steps::fit_lists(model);
    search
}

/// What was done.
fn in_words(model: &Model, change: &Change) -> String {
    let key = |action| model.keymap().told(action, model.scope());
    match change {
        Change::Add(several) if several.len() > 1 => format!("Bookmarked: {} statements.", several.len()),
        Change::Add(one) if one.iter().any(|bookmark| bookmark.note.is_some()) => {
            "Bookmarked again, with its note.".to_owned()
        }
        Change::Add(_) if !model.keymap().means(Action::Note, model.scope()) => "Bookmarked.".to_owned(),
        Change::Add(_) => format!("Bookmarked; {} writes a note on it.", key(Action::Note)),
        Change::Write(Bookmark { note: Some(_), .. }) => "Bookmarked, with your note.".to_owned(),
        Change::Write(_) => "The bookmark has no note now.".to_owned(),
        Change::Remove(several) if several.len() > 1 => {
            format!("{} bookmarks taken off; {} puts them back.", several.len(), key(Action::Bookmark))
        }
        Change::Remove(_) => {
            let with_note = model.remembering.taken_off.last().is_some_and(|taken| taken.note.is_some());
            let what = if with_note { "Bookmark and note taken off" } else { "Bookmark taken off" };
            let is_meant = model.keymap().means(Action::Bookmark, model.scope());
            let back = key(if is_meant { Action::Bookmark } else { Action::PutBack });
            let them = if with_note { "both" } else { "it" };
            format!("{what}; {back} puts {them} back.")
        }
    }
}

/// Says what a person should know.
fn tell(model: &mut Model, notices: &[Notice]) {
    for notice in notices {
        model.messages.say(Message::error(notice_in_words(notice)));
    }
}

/// What went wrong and what becomes of it: short, for a status line is.
fn notice_in_words(notice: &Notice) -> String {
    match notice {
        Notice::SetAside { to, .. } => {
            format!("A damaged file was set aside, and a new one begins: {}", to.display())
        }
        Notice::Failed(error @ MemoryError::Broke(_)) => error.to_string(),
        Notice::NotKept(error) => format!("What you bookmarked or searched last is not kept: {}.", error.reason()),
        Notice::Failed(error) => {
            format!("Kept only until you quit; the next change tries again: {}.", error.reason())
        }
    }
}
