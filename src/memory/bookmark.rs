//! A bookmark, and how bookmarks change.

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

use crate::corpus::Statement;

/// A statement that a person wants to find again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bookmark {
    /// The statement's id.
    pub id: String,
    /// Who said it, to find it again and to tell a lost one.
    pub speaker: String,
    /// Its words, for the same.
    pub text: String,
    /// What the person wrote beside it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl Bookmark {
    /// The bookmark of a statement, without a note.
    #[must_use]
    pub fn of(statement: Statement<'_>, speaker: String) -> Self {
        Self { id: statement.key().to_owned(), speaker, text: statement.primary().text().to_owned(), note: None }
    }
}

/// A change of the bookmarks of a corpus.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Bookmarks come to the end. One that is there already stays, and so does its note unless the
    /// new one has another.
    Add(Vec<Bookmark>),
    /// A bookmark is to have this note, or none; where it is not there, it comes to the end.
    Write(Bookmark),
    /// The bookmarks with these ids go.
    Remove(Vec<String>),
}

impl Change {
    /// Makes the change; whether anything is different now.
    pub fn apply(&self, bookmarks: &mut Vec<Bookmark>) -> bool {
        match self {
            Self::Add(all) => add(bookmarks, all),
            Self::Write(new) => match bookmarks.iter_mut().find(|there| there.id == new.id) {
                Some(there) => replace(&mut there.note, new.note.as_deref()),
                None => push(bookmarks, new),
            },
            Self::Remove(ids) => {
                let before = bookmarks.len();
                let gone: HashSet<&str> = ids.iter().map(String::as_str).collect();
                bookmarks.retain(|bookmark| !gone.contains(bookmark.id.as_str()));
                bookmarks.len() < before
            }
        }
    }
}

fn add(bookmarks: &mut Vec<Bookmark>, all: &[Bookmark]) -> bool {
    let mut new: HashMap<&str, &Bookmark> = all.iter().map(|bookmark| (bookmark.id.as_str(), bookmark)).collect();
    let mut changed = false;
    for there in bookmarks.iter_mut() {
        let again = new.remove(there.id.as_str());
        if let Some(note) = again.and_then(|again| again.note.as_deref()) {
            changed |= replace(&mut there.note, Some(note));
        }
    }
    for bookmark in all.iter().filter_map(|bookmark| new.remove(bookmark.id.as_str())) {
        changed |= push(bookmarks, bookmark);
    }
    changed
}

fn replace(note: &mut Option<String>, new: Option<&str>) -> bool {
    let differs = note.as_deref() != new;
    if differs {
        *note = new.map(str::to_owned);
    }
    differs
}

fn push(bookmarks: &mut Vec<Bookmark>, new: &Bookmark) -> bool {
    bookmarks.push(new.clone());
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bookmark(id: &str, note: Option<&str>) -> Bookmark {
        Bookmark { id: id.to_owned(), speaker: "A".to_owned(), text: id.to_owned(), note: note.map(str::to_owned) }
    }

    #[test]
    fn a_bookmark_made_twice_keeps_the_note_that_somebody_wrote_meanwhile() {
        let mut bookmarks = vec![bookmark("a", Some("theirs"))];
        assert!(!Change::Add(vec![bookmark("a", None)]).apply(&mut bookmarks));
        assert!(Change::Add(vec![bookmark("b", None)]).apply(&mut bookmarks));
        assert_eq!(bookmarks, [bookmark("a", Some("theirs")), bookmark("b", None)]);
        assert!(Change::Write(bookmark("a", None)).apply(&mut bookmarks));
        assert!(Change::Write(bookmark("c", Some("new"))).apply(&mut bookmarks));
        assert_eq!(bookmarks, [bookmark("a", None), bookmark("b", None), bookmark("c", Some("new"))]);
        assert!(Change::Remove(vec!["a".to_owned(), "x".to_owned()]).apply(&mut bookmarks));
        assert!(!Change::Remove(vec!["a".to_owned()]).apply(&mut bookmarks));
    }
}
