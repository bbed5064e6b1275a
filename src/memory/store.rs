//! Remembering: what is in memory, what is on the disk, and keeping one like the other.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::state_file::StateFile;
use super::{Bookmark, Bookmarks, Change, CorpusKey, LastView, MemoryError, Notice};
use crate::corpus::Corpus;

/// The most queries that are kept of a corpus.
pub const MOST_QUERIES: usize = 500;

/// The most corpora whose queries and last views are kept.
const MOST_CORPORA: usize = 200;

/// Something to be remembered or to be recalled.
#[derive(Clone, Debug)]
pub enum Task {
    /// Find the bookmarks in this corpus: it was opened, or read again.
    Find(Arc<Corpus>),
    /// Change the bookmarks.
    Change(Change),
    /// A query was used.
    Query(String),
    /// The program ends; the corpus is left like this, where that is to be kept.
    Leave(Option<Box<LastView>>),
}

/// What came of it.
#[derive(Debug)]
pub enum Remembered {
    /// The bookmarks are these now.
    Bookmarks {
        /// In which corpus.
        of: Arc<Corpus>,
        /// All of them, those that could not be written too.
        bookmarks: Bookmarks,
        /// What was changed.
        change: Option<Change>,
        /// What a person should know.
        notices: Vec<Notice>,
    },
    /// The queries are these now, the newest last.
    Queries(Vec<String>, Vec<Notice>),
    /// The program ends, and bookmarks or queries are not on the disk.
    NotKept(MemoryError),
    /// The program itself failed, and said this.
    Broke(String),
}

/// What is known when the program starts.
#[derive(Debug, Default)]
pub struct Recalled {
    /// The queries typed before, the newest last.
    pub queries: Vec<String>,
    /// How the corpus was left.
    pub view: Option<LastView>,
    /// What a person should know.
    pub notices: Vec<Notice>,
}

/// What is remembered of one corpus. What cannot be written stays in memory, and is tried again
/// with the next change.
#[derive(Debug, Default)]
pub struct Memory {
    files: Option<Files>,
    key: CorpusKey,
    corpus: Arc<Corpus>,
    bookmarks: Vec<Bookmark>,
    /// Where the corpus has them.
    found: Bookmarks,
    unwritten: Vec<Change>,
    queries: Vec<String>,
    unwritten_queries: Vec<String>,
}

#[derive(Debug)]
struct Files {
    bookmarks: StateFile<Vec<Bookmark>>,
    queries: StateFile<Vec<String>>,
    views: StateFile<Option<LastView>>,
}

impl Memory {
    /// What is remembered of a corpus, in the files of a folder; without one, for as long as the
    /// program runs.
    #[must_use]
    pub fn new(folder: Option<&Path>, key: CorpusKey) -> Self {
        Self { files: folder.map(Files::new), key, ..Self::default() }
    }

    /// What the program starts with.
    pub fn recall(&mut self) -> Recalled {
        let Some(files) = &self.files else { return Recalled::default() };
        let mut notices = Vec::new();
        match files.queries.read(&self.key, &mut notices) {
            Ok(queries) => self.queries = queries,
            Err(error) => notices.push(error.into()),
        }
        let view = files.views.read(&self.key, &mut notices).unwrap_or_else(|error| {
            notices.push(error.into());
            None
        });
        Recalled { queries: self.queries.clone(), view, notices }
    }

    /// Does a task; what came of it, where somebody wants to know.
    pub fn perform(&mut self, task: Task) -> Option<Remembered> {
        match task {
            Task::Find(corpus) => {
                self.corpus = corpus;
                self.found = Bookmarks::default();
                let mut notices = Vec::new();
                self.read_bookmarks(&mut notices);
                Some(self.found(None, notices))
            }
            Task::Change(change) => {
                let mut notices = Vec::new();
                self.change(&change, &mut notices);
                Some(self.found(Some(change), notices))
            }
            Task::Query(query) => {
                let mut notices = Vec::new();
                self.keep_query(&query, &mut notices);
                Some(Remembered::Queries(self.queries.clone(), notices))
            }
            Task::Leave(view) => self.leave(view).err().map(Remembered::NotKept),
        }
    }

    /// Tries once more what could not be written, and keeps the view. That a view is not kept costs
    /// nobody any work, so it is not told.
    fn leave(&self, view: Option<Box<LastView>>) -> Result<(), MemoryError> {
        let Some(files) = &self.files else { return Ok(()) };
        let mut notices = Vec::new();
        if let Some(view) = view {
            let _ = files.views.change(&self.key, &mut notices, |kept| *kept = Some(*view));
        }
        if !self.unwritten.is_empty() {
            files.bookmarks.change(&self.key, &mut notices, |bookmarks| {
                for change in &self.unwritten {
                    change.apply(bookmarks);
                }
            })?;
        }
        if !self.unwritten_queries.is_empty() {
            files.queries.change(&self.key, &mut notices, |queries| {
                for query in &self.unwritten_queries {
                    add_query(queries, query);
                }
            })?;
        }
        Ok(())
    }

    /// The bookmarks as they are on the disk, with what could not be written.
    fn read_bookmarks(&mut self, notices: &mut Vec<Notice>) {
        let Some(files) = &self.files else { return };
        match files.bookmarks.read(&self.key, notices) {
            Ok(mut bookmarks) => {
                for change in &self.unwritten {
                    change.apply(&mut bookmarks);
                }
                self.bookmarks = bookmarks;
            }
            Err(error) => notices.push(error.into()),
        }
    }

    fn change(&mut self, change: &Change, notices: &mut Vec<Notice>) {
        let Some(files) = &self.files else {
            change.apply(&mut self.bookmarks);
            return;
        };
        self.unwritten.push(change.clone());
        let changes = &self.unwritten;
        let written = files.bookmarks.change(&self.key, notices, |bookmarks| {
            for change in changes {
                change.apply(bookmarks);
            }
        });
        match written {
            Ok(bookmarks) => {
                self.bookmarks = bookmarks;
                self.unwritten.clear();
            }
            Err(error) => {
                change.apply(&mut self.bookmarks);
                notices.push(error.into());
            }
        }
    }

    fn found(&mut self, change: Option<Change>, notices: Vec<Notice>) -> Remembered {
        self.found = self.found.with(self.bookmarks.clone(), &self.corpus);
        Remembered::Bookmarks { of: Arc::clone(&self.corpus), bookmarks: self.found.clone(), change, notices }
    }

    fn keep_query(&mut self, query: &str, notices: &mut Vec<Notice>) {
        let Some(files) = &self.files else {
            add_query(&mut self.queries, query);
            return;
        };
        self.unwritten_queries.push(query.to_owned());
        let new = &self.unwritten_queries;
        let written = files.queries.change(&self.key, notices, |queries| {
            for query in new {
                add_query(queries, query);
            }
        });
        match written {
            Ok(queries) => {
                self.queries = queries;
                self.unwritten_queries.clear();
            }
            Err(error) => {
                add_query(&mut self.queries, query);
                notices.push(error.into());
            }
        }
    }
}

/// Puts a query to the end; it stands there once.
fn add_query(queries: &mut Vec<String>, query: &str) {
    queries.retain(|other| other != query);
    queries.push(query.to_owned());
    let spare = queries.len().saturating_sub(MOST_QUERIES);
    queries.drain(..spare);
}

impl Files {
    fn new(folder: &Path) -> Self {
        Self {
            bookmarks: StateFile::new(bookmarks_file(folder), usize::MAX),
            queries: StateFile::new(folder.join("queries.json"), MOST_CORPORA),
            views: StateFile::new(folder.join("views.json"), MOST_CORPORA),
        }
    }
}

fn bookmarks_file(folder: &Path) -> PathBuf {
    folder.join("bookmarks.json")
}

/// The bookmarks of every corpus, as they are in a folder.
///
/// # Errors
/// The file cannot be read.
pub fn all_bookmarks(folder: &Path, notices: &mut Vec<Notice>) -> Result<Vec<(CorpusKey, Vec<Bookmark>)>, MemoryError> {
    StateFile::new(bookmarks_file(folder), usize::MAX).read_all(notices)
}

/// The bookmarks of a corpus, as they are in a folder.
///
/// # Errors
/// The file cannot be read.
pub fn bookmarks_of(folder: &Path, key: &CorpusKey, notices: &mut Vec<Notice>) -> Result<Vec<Bookmark>, MemoryError> {
    StateFile::new(bookmarks_file(folder), usize::MAX).read(key, notices)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bookmark(id: &str) -> Bookmark {
        Bookmark { id: id.to_owned(), speaker: "A".to_owned(), text: id.to_owned(), note: None }
    }

    fn memory(folder: &Path) -> Memory {
        Memory::new(Some(&folder.join("state")), CorpusKey::default())
    }

    /// The ids that are remembered after a change, and whether something went wrong.
    fn change(memory: &mut Memory, change: Change) -> (Vec<String>, bool) {
        match memory.perform(Task::Change(change)) {
            Some(Remembered::Bookmarks { bookmarks, notices, .. }) => {
                let ids = bookmarks.entries().iter().map(|placed| placed.bookmark.id.clone());
                (ids.collect(), !notices.is_empty())
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn what_cannot_be_written_stays_in_memory_and_is_written_with_the_next_change() {
        let folder = tempfile::tempdir().expect("a folder");
        let state = folder.path().join("state");
        let (mut first, mut second) = (memory(folder.path()), memory(folder.path()));
        assert_eq!(change(&mut first, Change::Add(vec![bookmark("a")])), (vec!["a".to_owned()], false));
        std::fs::rename(&state, folder.path().join("away")).expect("moved");
        std::fs::write(&state, "in its place").expect("written");
        assert_eq!(change(&mut first, Change::Add(vec![bookmark("b")])), (vec!["a".to_owned(), "b".to_owned()], true));
        let (ids, failed) = change(&mut first, Change::Remove(vec!["a".to_owned()]));
        assert_eq!((ids, failed), (vec!["b".to_owned()], true));
        std::fs::remove_file(&state).expect("removed");
        std::fs::rename(folder.path().join("away"), &state).expect("moved back");
        // Meanwhile somebody else adds one.
        change(&mut second, Change::Add(vec![bookmark("c")]));
        let wanted = ["c", "b", "d"].map(str::to_owned).to_vec();
        assert_eq!(change(&mut first, Change::Add(vec![bookmark("d")])), (wanted, false));
    }

    #[test]
    fn what_could_not_be_written_is_tried_again_at_the_end_and_else_told() {
        let folder = tempfile::tempdir().expect("a folder");
        let state = folder.path().join("state");
        std::fs::write(&state, "in the place of the folder").expect("written");
        let mut first = memory(folder.path());
        change(&mut first, Change::Add(vec![bookmark("a")]));
        first.perform(Task::Query("one".to_owned()));
        assert!(matches!(first.perform(Task::Leave(None)), Some(Remembered::NotKept(_))));
        std::fs::remove_file(&state).expect("removed");
        assert!(first.perform(Task::Leave(None)).is_none());
        let mut next = memory(folder.path());
        assert_eq!(next.recall().queries, ["one"]);
        assert_eq!(change(&mut next, Change::Add(vec![bookmark("b")])), (vec!["a".to_owned(), "b".to_owned()], false));
    }

    #[test]
    fn queries_stand_once_and_are_bounded() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut memory = memory(folder.path());
        for number in 0..MOST_QUERIES + 2 {
            add_query(&mut memory.queries, &number.to_string());
        }
        add_query(&mut memory.queries, "7");
        assert_eq!((memory.queries.len(), memory.queries[0].as_str()), (MOST_QUERIES, "2"));
        memory.perform(Task::Query("one".to_owned()));
        memory.perform(Task::Query("two".to_owned()));
        memory.perform(Task::Query("one".to_owned()));
        let mut next = super::tests::memory(folder.path());
        assert_eq!(next.recall().queries, ["two", "one"]);
    }

    #[test]
    fn without_a_folder_it_lasts_as_long_as_the_program() {
        let mut memory = Memory::new(None, CorpusKey::default());
        assert_eq!(change(&mut memory, Change::Add(vec![bookmark("a")])), (vec!["a".to_owned()], false));
        memory.perform(Task::Query("one".to_owned()));
        assert_eq!(memory.queries, ["one"]);
    }
}
