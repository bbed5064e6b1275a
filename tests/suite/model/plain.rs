//! The model: what is marked, bookmarked and in the list for a talk, kept as plainly as can be.

use std::collections::{BTreeMap, BTreeSet};

use onrecord::action::{Action, Scope};
use onrecord::layout::Focus;

use super::seen::{Noted, Seen};

#[derive(Debug, Default)]
pub struct Plain {
    marked: BTreeSet<String>,
    /// Where a range begins that is not ended yet.
    range: Option<String>,
    pub bookmarks: Vec<Noted>,
    /// The notes of the bookmarks that were taken off.
    former_notes: BTreeMap<String, Option<String>>,
    /// What was taken off on the list of bookmarks that is open.
    taken_off: Vec<Noted>,
    pub my_talk: Vec<String>,
    /// For each open list for a talk what was taken out there, and from which place.
    taken_out: Vec<Vec<(usize, String)>>,
}

impl Plain {
    /// Does what an action does. `order` is that of the corpus.
    pub fn act(&mut self, before: &Seen, action: Action, order: &[String]) {
        match (before.scope, action) {
            (Scope::Browse, Action::Toggle) if !before.is_in_facets() => {
                before.selected().into_iter().for_each(|id| self.mark(id));
            }
            (Scope::Browse, Action::MarkRange) => self.begin_or_end_range(before),
            (Scope::Browse, Action::Back) if before.focus == Focus::List => self.drop_last_marks(),
            (Scope::Bookmarks, Action::TakeOut) => {
                if let Some(noted) = self.bookmarks.get(before.place).cloned() {
                    self.take_off(std::slice::from_ref(&noted.0));
                    self.taken_off.push(noted);
                }
            }
            (Scope::Bookmarks, Action::PutBack) => {
                self.taken_off.pop().into_iter().for_each(|noted| self.bookmark(noted));
            }
            (Scope::NoteBox, Action::Accept) => self.write_note(before),
            (Scope::MyTalk, Action::MoveUp) => self.swap(before.place.checked_sub(1), before.place),
            (Scope::MyTalk, Action::MoveDown) => self.swap(Some(before.place), before.place + 1),
            (Scope::MyTalk, Action::TakeOut) => self.take_out(before.place),
            (Scope::MyTalk, Action::PutBack) => self.put_back(),
            (_, Action::Bookmark) => self.toggle_bookmarks(&self.chosen(before, order)),
            (_, Action::AddToTalk) => {
                for id in self.chosen(before, order) {
                    if !self.my_talk.contains(&id) {
                        self.my_talk.push(id);
                    }
                }
            }
            _ => {}
        }
    }

    /// Marks a statement, or takes its mark away.
    pub fn mark(&mut self, id: &str) {
        if !self.marked.remove(id) {
            self.marked.insert(id.to_owned());
        }
    }

    fn begin_or_end_range(&mut self, before: &Seen) {
        match self.range.take() {
            Some(begin) => self.marked.extend(between(&begin, before)),
            None => self.range = before.selected().cloned(),
        }
    }

    /// One step back: the range that is begun, else all marks.
    fn drop_last_marks(&mut self) {
        if self.range.take().is_none() {
            self.marked.clear();
        }
    }

    /// Follows what the screen shows: a range whose beginning is not listed any more is none, and with a
    /// list goes what was taken out there.
    pub fn follow(&mut self, now: &Seen) {
        self.range = self.range.take().filter(|begin| now.list.contains(begin));
        let open = |wanted| now.screens.iter().filter(|screen| **screen == wanted).count();
        self.taken_out.resize(open(Scope::MyTalk), Vec::new());
        if open(Scope::Bookmarks) == 0 {
            self.taken_off.clear();
        }
    }

    /// The corpus has these statements now.
    pub fn read_again(&mut self, ids: &[String]) {
        self.marked.retain(|id| ids.contains(id));
        self.range = self.range.take().filter(|id| ids.contains(id));
    }

    /// The program began anew. What it only had in mind is gone.
    pub fn begin_anew(&mut self) {
        let bookmarks = std::mem::take(&mut self.bookmarks);
        let my_talk = std::mem::take(&mut self.my_talk);
        *self = Self { bookmarks, my_talk, ..Self::default() };
    }

    /// What is marked on a screen that shows this.
    pub fn marked(&self, now: &Seen) -> BTreeSet<String> {
        let ranged = self.range.iter().flat_map(|begin| between(begin, now));
        self.marked.iter().cloned().chain(ranged).collect()
    }

    pub const fn is_ranging(&self) -> bool {
        self.range.is_some()
    }

    pub fn bookmarked(&self) -> BTreeSet<&String> {
        self.bookmarks.iter().map(|(id, _)| id).collect()
    }

    /// What is done to statements is done to these: what is marked, in the order of the list, then that of
    /// the corpus; else the one that the keys act on.
    fn chosen(&self, before: &Seen, order: &[String]) -> Vec<String> {
        let marked = self.marked(before);
        if !before.screens.is_empty() || marked.is_empty() {
            return before.acted_on.iter().cloned().collect();
        }
        let listed = before.list.iter();
        let others = order.iter().filter(|id| !before.list.contains(id));
        listed.chain(others).filter(|id| marked.contains(*id)).cloned().collect()
    }

    /// Bookmarks all; where all are bookmarked, takes the bookmarks off.
    fn toggle_bookmarks(&mut self, ids: &[String]) {
        let new: Vec<String> = ids.iter().filter(|id| !self.bookmarked().contains(id)).cloned().collect();
        if new.is_empty() {
            self.take_off(ids);
        }
        for id in new {
            self.bookmark((id, None));
        }
    }

    /// A bookmark that comes back has its note again.
    fn bookmark(&mut self, (id, note): Noted) {
        let note = note.or_else(|| self.former_notes.get(&id).cloned().flatten());
        match self.bookmarks.iter_mut().find(|there| there.0 == id) {
            Some(there) if note.is_some() => there.1 = note,
            Some(_) => {}
            None => self.bookmarks.push((id, note)),
        }
    }

    fn take_off(&mut self, ids: &[String]) {
        let (off, stays): (Vec<Noted>, Vec<Noted>) =
            std::mem::take(&mut self.bookmarks).into_iter().partition(|(id, _)| ids.contains(id));
        self.bookmarks = stays;
        self.former_notes.extend(off);
    }

    fn write_note(&mut self, before: &Seen) {
        let Some((id, text)) = &before.note else { return };
        let note = Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        match self.bookmarks.iter_mut().find(|there| there.0 == *id) {
            Some(there) => there.1 = note,
            // An empty note makes no bookmark.
            None => self.bookmarks.extend(note.map(|note| (id.clone(), Some(note)))),
        }
    }

    fn swap(&mut self, upper: Option<usize>, lower: usize) {
        if let Some(upper) = upper.filter(|_| lower < self.my_talk.len()) {
            self.my_talk.swap(upper, lower);
        }
    }

    fn take_out(&mut self, place: usize) {
        if place < self.my_talk.len() {
            let id = self.my_talk.remove(place);
            self.taken_out.last_mut().expect("the list is open").push((place, id));
        }
    }

    fn put_back(&mut self) {
        if let Some((place, id)) = self.taken_out.last_mut().and_then(Vec::pop) {
            self.my_talk.insert(place.min(self.my_talk.len()), id);
        }
    }
}

/// The statements from the beginning of a range to the selected row.
fn between(begin: &str, now: &Seen) -> Vec<String> {
    let Some(row) = now.list.iter().position(|id| id == begin) else { return Vec::new() };
    let (from, to) = (row.min(now.row), row.max(now.row));
    now.list[from..=to.min(now.list.len() - 1)].to_vec()
}
