//! Remembering: what is in memory, what is on the disk, and keeping one like the other.

use std::path::Path;
use std::sync::Arc;

use super::kept::{ChangeOf, Kept};
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
    /// The program ends, and a person should know this.
    Left(Vec<Notice>),
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
#[derive(Debug)]
pub struct Memory {
    key: CorpusKey,
    corpus: Arc<Corpus>,
    bookmarks: Kept<Vec<Bookmark>, Change>,
    /// Where the corpus has them.
    found: Bookmarks,
    queries: Kept<Vec<String>, Used>,
    views: Option<StateFile<Option<LastView>>>,
}

impl ChangeOf<Vec<Bookmark>> for Change {
    fn make(&self, bookmarks: &mut Vec<Bookmark>) {
        self.apply(bookmarks);
    }
}

/// A query was used.
#[derive(Debug)]
struct Used(String);

impl ChangeOf<Vec<String>> for Used {
    fn make(&self, queries: &mut Vec<String>) {
        add_query(queries, &self.0);
    }
}

impl Memory {
    /// What is remembered of a corpus, in the files of a folder; without one, for as long as the
    /// program runs.
    #[must_use]
    pub fn new(folder: Option<&Path>, key: CorpusKey) -> Self {
        let queries = folder.map(|folder| StateFile::new(folder.join("queries.json"), MOST_CORPORA));
        Self {
            key,
            corpus: Arc::default(),
            bookmarks: Kept::new(folder.map(bookmarks_file)),
            found: Bookmarks::default(),
            queries: Kept::new(queries),
            views: folder.map(|folder| StateFile::new(folder.join("views.json"), MOST_CORPORA)),
        }
    }

    /// What the program starts with.
    pub fn recall(&mut self) -> Recalled {
        let mut notices = Vec::new();
        self.queries.read(&self.key, &mut notices);
        let view = self.views.as_ref().and_then(|views| {
            views.read(&self.key, &mut notices).unwrap_or_else(|error| {
                notices.push(error.into());
                None
            })
        });
        Recalled { queries: self.queries.now().clone(), view, notices }
    }

    /// Does a task; what came of it, where somebody wants to know.
    pub fn perform(&mut self, task: Task) -> Option<Remembered> {
        let mut notices = Vec::new();
        match task {
            Task::Find(corpus) => {
                self.corpus = corpus;
                self.found = Bookmarks::default();
                self.bookmarks.read(&self.key, &mut notices);
                Some(self.found(None, notices))
            }
            Task::Change(change) => {
                self.bookmarks.change(&self.key, change.clone(), &mut notices);
                Some(self.found(Some(change), notices))
            }
            Task::Query(query) => {
                self.queries.change(&self.key, Used(query), &mut notices);
                Some(Remembered::Queries(self.queries.now().clone(), notices))
            }
            Task::Leave(view) => {
                self.leave(view, &mut notices);
                (!notices.is_empty()).then_some(Remembered::Left(notices))
            }
        }
    }

    /// Tries once more what could not be written, and keeps the view. That a view is not kept costs
    /// nobody any work, so it is not told.
    fn leave(&mut self, view: Option<Box<LastView>>, notices: &mut Vec<Notice>) {
        if let (Some(views), Some(view)) = (&self.views, view) {
            let _ = views.change(&self.key, notices, |kept| *kept = Some(*view));
        }
        let bookmarks = self.bookmarks.write(&self.key, notices);
        // Whatever became of the bookmarks, the queries are in another file.
        let queries = self.queries.write(&self.key, notices);
        notices.extend(bookmarks.and(queries).err().map(Notice::NotKept));
    }

    fn found(&mut self, change: Option<Change>, notices: Vec<Notice>) -> Remembered {
        self.found = self.found.with(self.bookmarks.now().clone(), &self.corpus);
        Remembered::Bookmarks { of: Arc::clone(&self.corpus), bookmarks: self.found.clone(), change, notices }
    }
}

/// Puts a query to the end; it stands there once.
fn add_query(queries: &mut Vec<String>, query: &str) {
    queries.retain(|other| other != query);
    queries.push(query.to_owned());
    let spare = queries.len().saturating_sub(MOST_QUERIES);
    queries.drain(..spare);
}

fn bookmarks_file(folder: &Path) -> StateFile<Vec<Bookmark>> {
    StateFile::new(folder.join("bookmarks.json"), usize::MAX)
}

/// The bookmarks of every corpus, as they are in a folder.
///
/// # Errors
/// The file cannot be read.
pub fn all_bookmarks(folder: &Path, notices: &mut Vec<Notice>) -> Result<Vec<(CorpusKey, Vec<Bookmark>)>, MemoryError> {
    bookmarks_file(folder).read_all(notices)
}

/// The bookmarks of a corpus, as they are in a folder.
///
/// # Errors
/// The file cannot be read.
pub fn bookmarks_of(folder: &Path, key: &CorpusKey, notices: &mut Vec<Notice>) -> Result<Vec<Bookmark>, MemoryError> {
    bookmarks_file(folder).read(key, notices)
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
        let left = first.perform(Task::Leave(None));
        assert!(matches!(&left, Some(Remembered::Left(notices)) if matches!(notices[..], [Notice::NotKept(_)])));
        std::fs::remove_file(&state).expect("removed");
        assert!(first.perform(Task::Leave(None)).is_none());
        let mut next = memory(folder.path());
        assert_eq!(next.recall().queries, ["one"]);
        assert_eq!(change(&mut next, Change::Add(vec![bookmark("b")])), (vec!["a".to_owned(), "b".to_owned()], false));
    }

    #[test]
    fn bookmarks_that_cannot_be_written_do_not_keep_the_queries_from_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let in_the_way = ["bookmarks.json", "queries.json"].map(|name| folder.path().join("state").join(name));
        for path in &in_the_way {
            std::fs::create_dir_all(path).expect("a folder in the place of the file");
        }
        let mut first = memory(folder.path());
        change(&mut first, Change::Add(vec![bookmark("a")]));
        first.perform(Task::Query("one".to_owned()));
        std::fs::remove_dir(&in_the_way[1]).expect("removed");
        assert!(matches!(first.perform(Task::Leave(None)), Some(Remembered::Left(_))));
        assert_eq!(memory(folder.path()).recall().queries, ["one"]);
    }

    #[test]
    fn a_file_that_is_set_aside_at_the_end_is_told() {
        let folder = tempfile::tempdir().expect("a folder");
        let state = folder.path().join("state");
        std::fs::create_dir(&state).expect("a folder");
        std::fs::write(state.join("views.json"), "broken").expect("written");
        let left = memory(folder.path()).perform(Task::Leave(Some(Box::default())));
        assert!(matches!(&left, Some(Remembered::Left(notices)) if matches!(notices[..], [Notice::SetAside { .. }])));
    }

    #[test]
    fn queries_stand_once_and_are_bounded() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut queries = Vec::new();
        for number in 0..MOST_QUERIES + 2 {
            add_query(&mut queries, &number.to_string());
        }
        add_query(&mut queries, "7");
        assert_eq!((queries.len(), queries[0].as_str()), (MOST_QUERIES, "2"));
        let mut memory = memory(folder.path());
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
        assert_eq!(memory.recall().queries, ["one"]);
    }
}
