//! Changes of a list: they are made in the file as it stands when they are made.

use std::collections::HashSet;

use super::sheet::Sheet;
use super::store::ListError;
use super::{Entry, ListFile, TalkList};
use crate::diagnostic::{SourceText, has_errors};

/// A change of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Statements come to its end, each unless it is in the list.
    Add(Vec<String>),
    /// A statement is taken out.
    Remove(Spot),
    /// A statement changes places with its neighbour.
    Move(Spot, Way),
    /// Lines that were taken out come back.
    PutBack {
        /// Where they stood.
        at: usize,
        /// The lines.
        lines: String,
    },
}

/// A statement of a list as somebody saw it. The file may have changed since: the id is what
/// counts, and the place tells which is meant where it stands there more than once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// Its place, from 0.
    pub at: usize,
    /// The statement's id.
    pub id: String,
}

/// Towards which end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Towards the first.
    Up,
    /// Towards the last.
    Down,
}

/// A list after a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// The list as it is now.
    pub list: TalkList,
    /// What was done.
    pub done: Done,
    /// The statement; of several the last.
    pub id: String,
    /// Where it stands now; where it was taken out, where it stood.
    pub at: usize,
}

/// What was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Done {
    /// So many were added; the others had been in the list already.
    Added(usize),
    /// All had been in the list already.
    WasThere,
    /// It was taken out; these lines bring it back.
    Removed {
        /// Its lines in the file.
        lines: String,
    },
    /// It stands elsewhere now.
    Moved,
    /// It stands at the end already.
    Stayed,
    /// It is back.
    PutBack,
}

/// What a change makes of a file: its new text, or `None` where it stays as it is.
pub(super) fn applied(
    file: &ListFile,
    source: Option<&SourceText>,
    change: &Change,
) -> Result<(Option<String>, Changed), ListError> {
    let (list, problems) = source.map_or_else(Default::default, TalkList::read);
    if has_errors(&problems) {
        return Err(ListError::Broken { path: file.path.clone(), problems });
    }
    let tangled = || ListError::Tangled { path: file.path.clone() };
    let sheet = match source {
        None => Sheet::new(&file.name),
        Some(source) => Sheet::of(source, &list.entries).ok_or_else(tangled)?,
    };
    let expected = ids(&list.entries);
    let mut changing = Changing { file, list: &list, sheet, expected };
    let (id, at, done) = match change {
        Change::Add(ids) => changing.add(ids),
        Change::Remove(spot) => changing.remove(spot)?,
        Change::Move(spot, way) => changing.shift(spot, *way)?,
        Change::PutBack { at, lines } => changing.put_back(*at, lines)?,
    };
    let Changing { sheet, expected, .. } = changing;
    if matches!(done, Done::WasThere | Done::Stayed) {
        return Ok((None, Changed { list, done, id, at }));
    }
    let text = sheet.text();
    // Whatever the lines may mean: only what reads as it should is ever written.
    let (new, problems) = TalkList::read(&SourceText::new("", text.as_str()));
    let title = if source.is_some() { &list.title } else { &new.title };
    if !problems.is_empty() || ids(&new.entries) != expected || new.title != *title {
        return Err(tangled());
    }
    Ok((Some(text), Changed { list: new, done, id, at }))
}

/// A file while it is changed.
struct Changing<'a> {
    file: &'a ListFile,
    /// What stands in it.
    list: &'a TalkList,
    sheet: Sheet,
    /// What should stand in it then.
    expected: Vec<(String, Option<String>)>,
}

/// Each says which statement it was, where it stands now, and what was done.
impl Changing<'_> {
    fn add(&mut self, ids: &[String]) -> (String, usize, Done) {
        let mut there: HashSet<&str> = self.list.entries.iter().map(|entry| &*entry.id).collect();
        let new: Vec<&String> = ids.iter().filter(|id| there.insert(id)).collect();
        for id in &new {
            self.sheet.push(id);
            self.expected.push(((*id).clone(), None));
        }
        match (new.last(), ids.last()) {
            (Some(id), _) => ((*id).clone(), self.expected.len() - 1, Done::Added(new.len())),
            (None, Some(id)) => (id.clone(), self.list.place_of(id).unwrap_or(0), Done::WasThere),
            (None, None) => (String::new(), 0, Done::WasThere),
        }
    }

    fn remove(&mut self, spot: &Spot) -> Result<(String, usize, Done), ListError> {
        let at = spot.find(self.list, self.file)?;
        self.expected.remove(at);
        Ok((spot.id.clone(), at, Done::Removed { lines: self.sheet.remove(at) }))
    }

    fn shift(&mut self, spot: &Spot, way: Way) -> Result<(String, usize, Done), ListError> {
        let at = spot.find(self.list, self.file)?;
        let to = match way {
            Way::Up => at.checked_sub(1),
            Way::Down => Some(at + 1).filter(|to| *to < self.list.entries.len()),
        };
        let Some(to) = to else { return Ok((spot.id.clone(), at, Done::Stayed)) };
        self.sheet.blocks.swap(at, to);
        self.expected.swap(at, to);
        Ok((spot.id.clone(), to, Done::Moved))
    }

    fn put_back(&mut self, at: usize, lines: &str) -> Result<(String, usize, Done), ListError> {
        let at = at.min(self.list.entries.len());
        self.sheet.put_back(at, lines);
        let (back, _) = TalkList::read(&SourceText::new("", format!("statements:\n{lines}")));
        let tangled = || ListError::Tangled { path: self.file.path.clone() };
        let entry = ids(&back.entries).into_iter().next().ok_or_else(tangled)?;
        self.expected.insert(at, entry.clone());
        Ok((entry.0, at, Done::PutBack))
    }
}

/// The statements and their notes, without where they stand.
fn ids(entries: &[Entry]) -> Vec<(String, Option<String>)> {
    entries.iter().map(|entry| (entry.id.clone(), entry.note.clone())).collect()
}

impl Spot {
    /// The place nearest to where it was seen that has the same statement.
    fn find(&self, list: &TalkList, file: &ListFile) -> Result<usize, ListError> {
        let places = list.entries.iter().enumerate().filter(|(_, entry)| entry.id == self.id);
        let nearest = places.map(|(at, _)| at).min_by_key(|at| at.abs_diff(self.at));
        nearest.ok_or_else(|| ListError::Gone { id: self.id.clone(), name: file.name.clone() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file() -> ListFile {
        "evening".parse().expect("a name")
    }

    fn change(text: &str, change: &Change) -> Result<(Option<String>, Changed), ListError> {
        applied(&file(), Some(&SourceText::new("evening.talk.yaml", text)), change)
    }

    fn text_after(text: &str, wanted: &Change) -> String {
        change(text, wanted).expect("a change").0.expect("a new text")
    }

    fn spot(at: usize, id: &str) -> Spot {
        Spot { at, id: id.to_owned() }
    }

    const TEXT: &str = "# For the evening.\ntitle: Evening # of the 12th\nstatements: # in order\n  # The opening.\n  - one\n\n  - id: two # slowly\n    note: |\n      # no comment\n      Look up.\n  # Before three.\n  - three\n# The end.\n";

    #[test]
    fn a_new_list_has_its_name_as_title() {
        let (text, changed) = applied(&file(), None, &Change::Add(vec!["a: b".to_owned()])).expect("a change");
        assert_eq!(text.as_deref(), Some("title: evening\nstatements:\n  - \"a: b\"\n"));
        assert_eq!((changed.done, changed.at, changed.list.entries[0].id.as_str()), (Done::Added(1), 0, "a: b"));
    }

    #[test]
    fn what_is_added_comes_to_the_end_and_everything_else_stays() {
        let added = text_after(TEXT, &Change::Add(vec!["four".to_owned()]));
        assert_eq!(added, TEXT.replace("  - three\n", "  - three\n  - four\n"));
        let (text, changed) = change(TEXT, &Change::Add(vec!["two".to_owned()])).expect("a change");
        assert_eq!((text, changed.done, changed.at), (None, Done::WasThere, 1));
    }

    #[test]
    fn what_moves_takes_its_note_and_its_comments_along() {
        let moved = text_after(TEXT, &Change::Move(spot(1, "two"), Way::Down));
        assert_eq!(
            moved,
            "# For the evening.\ntitle: Evening # of the 12th\nstatements: # in order\n  # The opening.\n  - one\n  # Before three.\n  - three\n\n  - id: two # slowly\n    note: |\n      # no comment\n      Look up.\n# The end.\n"
        );
        let back = text_after(&moved, &Change::Move(spot(2, "two"), Way::Up));
        assert_eq!(back, TEXT);
        for (end, way) in [(spot(0, "one"), Way::Up), (spot(2, "three"), Way::Down)] {
            assert_eq!(change(TEXT, &Change::Move(end, way)).expect("a change").0, None);
        }
    }

    #[test]
    fn what_is_taken_out_leaves_the_comments_above_it_and_can_come_back() {
        let (text, changed) = change(TEXT, &Change::Remove(spot(1, "two"))).expect("a change");
        let text = text.expect("a new text");
        assert_eq!(
            text,
            "# For the evening.\ntitle: Evening # of the 12th\nstatements: # in order\n  # The opening.\n  - one\n\n  # Before three.\n  - three\n# The end.\n"
        );
        let Done::Removed { lines } = changed.done else { panic!("it was removed") };
        let (_, back) = change(&text, &Change::PutBack { at: 1, lines }).expect("a change");
        assert_eq!(
            (back.id.as_str(), back.at, back.list.entries[1].note.as_deref()),
            ("two", 1, Some("# no comment\nLook up."))
        );
        let mut text = TEXT.to_owned();
        for id in ["one", "two", "three"] {
            text = text_after(&text, &Change::Remove(spot(0, id)));
        }
        assert!(text.contains("# The opening.") && text.contains("# The end."), "{text}");
        assert!(text_after(&text, &Change::Add(vec!["new".to_owned()])).contains("- new\n"));
    }

    #[test]
    fn a_change_looks_for_its_statement_where_it_is_now() {
        let text = "statements: \n- a\n- b\n- c\n- b";
        assert_eq!(text_after(text, &Change::Remove(spot(3, "b"))), "statements: \n- a\n- b\n- c\n");
        assert_eq!(text_after(text, &Change::Remove(spot(0, "b"))), "statements: \n- a\n- c\n- b\n");
        assert!(matches!(change(text, &Change::Remove(spot(0, "z"))), Err(ListError::Gone { .. })));
    }

    #[test]
    fn files_of_every_shape_are_added_to_or_refused_but_never_spoiled() {
        for (before, after) in [
            ("", "statements:\n  - x\n"),
            ("# mine\n", "# mine\nstatements:\n  - x\n"),
            ("title: t", "title: t\nstatements:\n  - x\n"),
            ("statements:", "statements:\n  - x\n"),
            ("statements: []\ntitle: t\n", "statements:\n  - x\ntitle: t\n"),
            ("statements: [a, b] # both\n", "statements:\n  - a\n  - b\n  - x\n# both\n"),
            ("statements:\n- a\ntitle: t\n", "statements:\n- a\n- x\ntitle: t\n"),
            ("statements:\r\n    - a\r\n", "statements:\r\n    - a\r\n    - x\r\n"),
            ("---\n\"statements\":\n  -\n    id: a\n", "---\n\"statements\":\n  -\n    id: a\n  - x\n"),
        ] {
            assert_eq!(text_after(before, &Change::Add(vec!["x".to_owned()])), after);
        }
        for tangled in [
            "statements: [a, # one\n  b]\n",
            "{ statements: [a] }\n",
            "statements: &all\n  - a\n",
            "statements: [{ id: a, note: n }]\n",
        ] {
            assert!(
                matches!(change(tangled, &Change::Add(vec!["x".to_owned()])), Err(ListError::Tangled { .. })),
                "{tangled}"
            );
        }
        assert!(matches!(change("statments: []\n", &Change::Add(vec!["x".to_owned()])), Err(ListError::Broken { .. })));
    }

    proptest::proptest! {
        #[test]
        fn a_changed_list_has_what_it_should_have_and_every_comment(
            lines in proptest::collection::vec("( {0,4}# [a-z]{1,3}|  - [a-z]{1,3}( # [a-z])?|  - \\{ id: [a-z], note: [a-z] \\}|  - id: [a-z]\n    note: [a-z]| {0,3})", 0..8),
            at in 0..8_usize,
            down in proptest::bool::ANY,
        ) {
            let text = format!("statements:\n{}\n", lines.join("\n"));
            let (list, problems) = TalkList::read(&SourceText::new("", text.as_str()));
            proptest::prop_assume!(problems.is_empty() && at < list.entries.len());
            let way = if down { Way::Down } else { Way::Up };
            let (moved, _) = change(&text, &Change::Move(spot(at, &list.entries[at].id), way)).expect("it can be moved");
            let sorted = |text: &str| {
                let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
                lines.sort();
                lines
            };
            proptest::prop_assert_eq!(sorted(&moved.unwrap_or_else(|| text.clone())), sorted(&text));
        }
    }
}
