//! A file of what is remembered: one entry for each corpus.
//!
//! A file is read again before each change, and written whole, while no other program changes it.
//! One that cannot be understood is set aside, never written over; one of a newer program is left
//! alone.

use std::fs::{self, DirBuilder};
use std::io;
use std::marker::PhantomData;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::CorpusKey;
use crate::files::{self, IfThere, WriteError};

/// Grows when an older program could not read a file, or would lose some of it.
const VERSION: u64 = 1;

/// Something is not remembered on the disk; the file is as it was.
#[derive(Debug, Error)]
pub enum MemoryError {
    /// The file cannot be read.
    #[error("cannot read {}: {error}", path.display())]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// A newer program wrote it.
    #[error("{} is of a newer onrecord and is left alone", path.display())]
    Newer {
        /// Which.
        path: PathBuf,
    },
    /// The file is damaged and cannot be moved.
    #[error("{} is damaged and cannot be set aside: {error}", path.display())]
    Stuck {
        /// Which.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// The folder cannot be made.
    #[error("cannot make the folder {}: {error}", path.display())]
    NoFolder {
        /// Which.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// The file cannot be written.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// The program itself failed.
    #[error("remembering broke: {0}; please report it")]
    Broke(String),
}

impl MemoryError {
    /// Why, in a few words: what stays as it was goes without saying.
    #[must_use]
    pub fn reason(&self) -> String {
        match self {
            Self::Write(WriteError::DiskFull { .. }) => "the disk is full".to_owned(),
            Self::Write(WriteError::Unwritable { path, error }) => {
                format!("cannot write {} ({})", path.display(), error.kind())
            }
            _ => self.to_string(),
        }
    }
}

/// Something a person should know about the files.
#[derive(Debug, Error)]
pub enum Notice {
    /// A damaged file has another name now.
    #[error("{} could not be understood; it is now {}", file.display(), to.display())]
    SetAside {
        /// The file.
        file: PathBuf,
        /// Where it is now.
        to: PathBuf,
    },
    /// Something could not be done.
    #[error(transparent)]
    Failed(#[from] MemoryError),
    /// The program ends, and what was changed last is not on the disk.
    #[error("what was changed last is not kept: {0}")]
    NotKept(MemoryError),
}

/// A file of what is remembered of each corpus.
#[derive(Clone, Debug)]
pub(super) struct StateFile<T> {
    path: PathBuf,
    /// What was changed longest ago is dropped where there would be more.
    most_corpora: usize,
    of: PhantomData<T>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written<T> {
    version: u64,
    /// What was changed last stands last.
    corpora: Vec<OfCorpus<T>>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct OfCorpus<T> {
    corpus: CorpusKey,
    kept: T,
}

/// The one field that every version has.
#[derive(Deserialize)]
struct Version {
    version: u64,
}

enum Content<T> {
    Nothing,
    Understood(Vec<OfCorpus<T>>),
    Damaged,
}

impl<T: Clone + Default + PartialEq + Serialize + DeserializeOwned> StateFile<T> {
    pub(super) fn new(path: PathBuf, most_corpora: usize) -> Self {
        Self { path, most_corpora, of: PhantomData }
    }

    /// What is remembered of every corpus. A damaged file is set aside.
    pub(super) fn read_all(&self, notices: &mut Vec<Notice>) -> Result<Vec<(CorpusKey, T)>, MemoryError> {
        let corpora = match self.content()? {
            Content::Nothing => Vec::new(),
            Content::Understood(corpora) => corpora,
            // Another program may be setting it aside as well.
            Content::Damaged => files::exclusively(&self.path, || self.content_or_set_aside(notices))?,
        };
        Ok(corpora.into_iter().map(|of| (of.corpus, of.kept)).collect())
    }

    /// What is remembered of a corpus.
    pub(super) fn read(&self, key: &CorpusKey, notices: &mut Vec<Notice>) -> Result<T, MemoryError> {
        let all = self.read_all(notices)?;
        Ok(all.into_iter().find(|(corpus, _)| corpus == key).map(|(_, kept)| kept).unwrap_or_default())
    }

    /// Changes what is remembered of a corpus, and answers how it is now. It is on the disk when
    /// this returns.
    pub(super) fn change(
        &self,
        key: &CorpusKey,
        notices: &mut Vec<Notice>,
        change: impl FnOnce(&mut T),
    ) -> Result<T, MemoryError> {
        self.make_folder()?;
        files::exclusively(&self.path, || {
            self.remove_leftovers();
            let mut corpora = self.content_or_set_aside(notices)?;
            let found = corpora.iter().position(|of| of.corpus == *key);
            let before = found.map_or_else(T::default, |at| corpora.remove(at).kept);
            let mut kept = before.clone();
            change(&mut kept);
            if kept != before {
                corpora.push(OfCorpus { corpus: key.clone(), kept: kept.clone() });
                let spare = corpora.len().saturating_sub(self.most_corpora);
                corpora.drain(..spare);
                self.write(corpora.into_iter().filter(|of| of.kept != T::default()).collect())?;
            }
            Ok(kept)
        })
    }

    fn write(&self, corpora: Vec<OfCorpus<T>>) -> Result<(), MemoryError> {
        let written = Written { version: VERSION, corpora };
        files::write(&self.path, IfThere::Replace, &mut |out| {
            serde_json::to_writer_pretty(&mut *out, &written)?;
            out.write_all(b"\n")
        })?;
        Ok(())
    }

    fn content(&self) -> Result<Content<T>, MemoryError> {
        let bytes = files::read_bytes(&self.path, u64::MAX)
            .map_err(|error| MemoryError::Unreadable { path: self.path.clone(), error })?;
        let Some(bytes) = bytes else { return Ok(Content::Nothing) };
        match serde_json::from_slice::<Version>(&bytes) {
            Ok(Version { version }) if version > VERSION => Err(MemoryError::Newer { path: self.path.clone() }),
            Ok(Version { version: VERSION }) => Ok(serde_json::from_slice::<Written<T>>(&bytes)
                .map_or(Content::Damaged, |written| Content::Understood(written.corpora))),
            _ => Ok(Content::Damaged),
        }
    }

    fn content_or_set_aside(&self, notices: &mut Vec<Notice>) -> Result<Vec<OfCorpus<T>>, MemoryError> {
        match self.content()? {
            Content::Nothing => Ok(Vec::new()),
            Content::Understood(corpora) => Ok(corpora),
            Content::Damaged => {
                let to =
                    set_aside(&self.path).map_err(|error| MemoryError::Stuck { path: self.path.clone(), error })?;
                notices.push(Notice::SetAside { file: self.path.clone(), to });
                Ok(Vec::new())
            }
        }
    }

    /// What a person works on concerns nobody else.
    fn make_folder(&self) -> Result<(), MemoryError> {
        let Some(folder) = self.path.parent() else { return Ok(()) };
        let no_folder = |error| MemoryError::NoFolder { path: folder.to_owned(), error };
        DirBuilder::new().recursive(true).mode(0o700).create(folder).map_err(no_folder)
    }

    /// Removes what programs left that were killed while they wrote. The folder is locked, so
    /// nobody is writing there now; where the file is a link, another folder is.
    fn remove_leftovers(&self) {
        if self.path.is_symlink() {
            return;
        }
        let folder = self.path.parent().and_then(|folder| fs::read_dir(folder).ok());
        for entry in folder.into_iter().flatten().flatten() {
            if files::is_leftover(&entry.file_name()) {
                // If it stays, it is in nobody's way.
                let _ = fs::remove_file(entry.path());
            }
        }
    }
}

/// More damaged files of one name are a sign of something else.
const MOST_DAMAGED: usize = 1000;

/// Gives a file the first free name of `NAME.damaged`, `NAME.damaged-2` and so on.
fn set_aside(path: &Path) -> io::Result<PathBuf> {
    for number in 1..=MOST_DAMAGED {
        let ending = if number == 1 { "damaged".to_owned() } else { format!("damaged-{number}") };
        let mut name = path.as_os_str().to_owned();
        name.push(format!(".{ending}"));
        let to = PathBuf::from(name);
        // A link is refused where the name is taken; a move would take the place of what is there.
        match fs::hard_link(path, &to) {
            Ok(()) => return fs::remove_file(path).map(|()| to),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            // Some file systems have no links. The folder is locked, so the name stays free.
            Err(_) if fs::symlink_metadata(&to).is_err() => return fs::rename(path, &to).map(|()| to),
            Err(_) => {}
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    type Lines = StateFile<Vec<String>>;

    fn lines_in(folder: &Path) -> Lines {
        Lines::new(folder.join("state/lines.json"), 3)
    }

    fn key(name: &str) -> CorpusKey {
        serde_json::from_value(serde_json::json!([name])).expect("a key")
    }

    fn add(file: &Lines, corpus: &str, line: &str) -> Result<Vec<String>, MemoryError> {
        file.change(&key(corpus), &mut Vec::new(), |lines| lines.push(line.to_owned()))
    }

    fn read(file: &Lines, corpus: &str) -> Vec<String> {
        file.read(&key(corpus), &mut Vec::new()).expect("readable")
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).expect("a folder");
        let mut names: Vec<String> =
            entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    #[test]
    fn each_corpus_has_its_own_and_the_oldest_goes_where_there_are_too_many() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = lines_in(folder.path());
        assert_eq!(read(&file, "a"), Vec::<String>::new());
        for corpus in ["a", "b", "c", "a", "d"] {
            add(&file, corpus, corpus).expect("written");
        }
        assert_eq!(read(&file, "a"), ["a", "a"]);
        assert_eq!((read(&file, "b").len(), read(&file, "c").len(), read(&file, "d").len()), (0, 1, 1));
        let mode = fs::metadata(folder.path().join("state")).expect("there").permissions();
        assert_eq!(std::os::unix::fs::PermissionsExt::mode(&mode) & 0o777, 0o700);
    }

    #[test]
    fn writers_at_the_same_time_lose_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = lines_in(folder.path());
        std::thread::scope(|scope| {
            for writer in 0..4 {
                let file = &file;
                scope.spawn(move || {
                    for number in 0..8 {
                        add(file, "a", &format!("{writer}-{number}")).expect("written");
                    }
                });
            }
        });
        assert_eq!(read(&file, "a").len(), 32);
        assert_eq!(names(&folder.path().join("state")), ["lines.json"]);
    }

    /// A write has these steps: a temporary file is made, filled, and takes the name.
    #[test]
    fn a_program_that_is_killed_at_any_step_leaves_the_file_as_it_was_or_as_it_is_to_be() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = lines_in(folder.path());
        add(&file, "a", "before").expect("written");
        let state = folder.path().join("state");
        let whole = fs::read(&file.path).expect("there");
        for written in [0, 1, whole.len() / 2, whole.len()] {
            fs::write(state.join(".onrecord-Xy12Zz"), &whole[..written]).expect("left");
            assert_eq!(read(&file, "a").first().map(String::as_str), Some("before"));
            add(&file, "a", "after").expect("written");
            assert_eq!(names(&state), ["lines.json"], "nothing is left behind");
        }
        assert_eq!(read(&file, "a").len(), 5);
    }

    #[test]
    fn a_disk_that_fails_leaves_what_is_remembered_as_it_was() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = lines_in(folder.path());
        add(&file, "a", "x").expect("written");
        files::assert_whole_or_not_at_all(&file.path, || add(&file, "a", "y").map(drop));
    }

    #[test]
    fn what_cannot_be_understood_is_set_aside_and_never_written_over() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = lines_in(folder.path());
        add(&file, "a", "x").expect("written");
        let state = folder.path().join("state");
        let good = fs::read_to_string(&file.path).expect("there");
        let old = good.replace("\"version\": 1", "\"version\": 0");
        let cases = ["", "{", "[]", "null", "{\"version\": \"1\"}", "{\"version\": 1}", &good[..good.len() / 2], &old];
        for (number, garbage) in cases.into_iter().enumerate() {
            fs::write(&file.path, garbage).expect("written");
            let mut notices = Vec::new();
            let done = match number % 2 {
                0 => file.read(&key("a"), &mut notices).expect("readable"),
                _ => file.change(&key("a"), &mut notices, |lines| lines.push("new".to_owned())).expect("written"),
            };
            assert_eq!(done.len(), number % 2, "{garbage:?}");
            let name = if number == 0 {
                "lines.json.damaged".to_owned()
            } else {
                format!("lines.json.damaged-{}", number + 1)
            };
            assert_eq!(fs::read_to_string(state.join(&name)).expect("set aside"), garbage);
            let [Notice::SetAside { to, .. }] = &notices[..] else { panic!("told once: {notices:?}") };
            assert!(to.ends_with(&name));
        }
        fs::write(&file.path, b"\xff\xfe").expect("written");
        assert_eq!(read(&file, "a"), Vec::<String>::new());
        assert_eq!(names(&state).len(), cases.len() + 1);
    }

    #[test]
    fn a_file_of_a_newer_program_is_left_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = lines_in(folder.path());
        add(&file, "a", "x").expect("written");
        let newer = "{\"version\": 2, \"anything\": []}";
        fs::write(&file.path, newer).expect("written");
        let error = add(&file, "a", "y").expect_err("left alone");
        assert!(matches!(error, MemoryError::Newer { .. }));
        assert!(file.read(&key("a"), &mut Vec::new()).is_err());
        assert_eq!(fs::read_to_string(&file.path).expect("there"), newer);
        assert_eq!(names(&folder.path().join("state")), ["lines.json"]);
    }

    #[test]
    fn where_nothing_can_be_kept_that_is_told() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = lines_in(folder.path());
        fs::write(folder.path().join("state"), "a file").expect("written");
        assert_eq!(read(&file, "a"), Vec::<String>::new());
        assert!(matches!(add(&file, "a", "x"), Err(MemoryError::NoFolder { .. })));
        fs::remove_file(folder.path().join("state")).expect("removed");
        fs::create_dir_all(&file.path).expect("a folder in its place");
        assert!(matches!(add(&file, "a", "x"), Err(MemoryError::Unreadable { .. })));
    }
}
