//! Reading a list's file, and changing it.

use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use super::change::applied;
use super::{Change, Changed, ListFile, SourceText, TalkList};
use crate::diagnostic::{Diagnostic, Place, has_errors, summary};
use crate::files::{self, IfThere, MOST_BY_HAND, Text, WriteError};

/// A list cannot be read or changed; its file is as it was.
#[derive(Debug, Error)]
pub enum ListError {
    /// The file cannot be read.
    #[error("cannot read {}: {error}; nothing was changed", path.display())]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// The file has errors.
    #[error("{} has {}; nothing was changed", path.display(), summary(problems))]
    Broken {
        /// Which.
        path: PathBuf,
        /// Its problems.
        problems: Vec<Diagnostic>,
    },
    /// The file is written in a way that cannot be changed line by line.
    #[error(
        "{} would lose something if it were changed here; write each statement on a line of its own, with a hyphen",
        path.display()
    )]
    Tangled {
        /// Which.
        path: PathBuf,
    },
    /// The statement is no longer in the list.
    #[error("`{id}` is no longer in {name}; nothing was changed")]
    Gone {
        /// The statement.
        id: String,
        /// The list.
        name: String,
    },
    /// The file cannot be written.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// The program itself failed.
    #[error("keeping the list broke: {0}; please report it")]
    Broke(String),
}

impl ListError {
    /// The same as problems to be listed.
    #[must_use]
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        let (code, path) = match self {
            Self::Broken { problems, .. } => return problems.clone(),
            Self::Unreadable { path, .. } => ("unreadable", path.display().to_string()),
            Self::Tangled { path } => ("tangled", path.display().to_string()),
            Self::Gone { .. } => ("gone", String::new()),
            Self::Write(_) => ("cannot-write", String::new()),
            Self::Broke(_) => ("broke", String::new()),
        };
        vec![Diagnostic::error(code, self.to_string(), Place::whole(path))]
    }
}

/// Reads a list with the text of its file; `None` where there is no such file.
///
/// # Errors
/// The file cannot be read, or it has errors.
pub fn read(file: &ListFile) -> Result<Option<(TalkList, SourceText)>, ListError> {
    let Some((_, source)) = source(&file.path)? else { return Ok(None) };
    let (list, problems) = TalkList::read(&source);
    if has_errors(&problems) {
        return Err(ListError::Broken { path: file.path.clone(), problems });
    }
    Ok(Some((list, source)))
}

/// Changes a list: its file is read again, changed, and written whole or not at all. It is there
/// on the disk when this returns. While that goes on, no other onrecord program changes it.
///
/// # Errors
/// The file cannot be read, has errors, cannot be changed without losing something, or cannot be
/// written; or the statement is not in the list any more.
pub fn change(file: &ListFile, change: &Change) -> Result<Changed, ListError> {
    files::exclusively(&file.path, || {
        let (mark, source) = source(&file.path)?.unzip();
        let (text, changed) = applied(file, source.as_ref(), change)?;
        if let Some(text) = text {
            // A file that was not there a moment ago is somebody else's.
            let if_there = if source.is_some() { IfThere::Replace } else { IfThere::Refuse };
            files::write(&file.path, if_there, &mut |out| {
                out.write_all(mark.unwrap_or_default().as_bytes())?;
                out.write_all(text.as_bytes())
            })?;
        }
        Ok(changed)
    })
}

/// The file of a list, and what stands before its text.
fn source(path: &Path) -> Result<Option<(&'static str, SourceText)>, ListError> {
    let text =
        files::read_text(path, MOST_BY_HAND).map_err(|error| ListError::Unreadable { path: path.to_owned(), error })?;
    Ok(text.map(|Text { mark, text }| (mark, SourceText::new(path.display().to_string(), text))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::thread;

    fn list_in(folder: &Path) -> ListFile {
        folder.join("evening.talk.yaml").display().to_string().parse().expect("a path")
    }

    #[test]
    fn writers_that_add_at_the_same_time_lose_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = list_in(folder.path());
        thread::scope(|scope| {
            for writer in 0..4 {
                let file = &file;
                scope.spawn(move || {
                    for number in 0..8 {
                        change(file, &Change::Add(vec![format!("{writer}-{number}")])).expect("added");
                    }
                });
            }
        });
        let (list, _) = read(&file).expect("readable").expect("there");
        assert_eq!(list.entries.len(), 32);
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1);
    }

    #[test]
    fn a_disk_that_fails_leaves_a_list_as_it_was() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = list_in(folder.path());
        change(&file, &Change::Add(vec!["a".to_owned()])).expect("added");
        let add = || change(&file, &Change::Add(vec!["b".to_owned()])).map(drop);
        files::assert_whole_or_not_at_all(&file.path, add);
    }

    #[test]
    fn a_byte_order_mark_stays_at_the_beginning() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = list_in(folder.path());
        fs::write(&file.path, "\u{feff}statements:\n  - a\n").expect("a file");
        change(&file, &Change::Add(vec!["b".to_owned()])).expect("added");
        assert_eq!(fs::read_to_string(&file.path).expect("there"), "\u{feff}statements:\n  - a\n  - b\n");
    }

    #[test]
    fn a_file_with_errors_and_what_is_no_file_stay_as_they_are() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = list_in(folder.path());
        fs::write(&file.path, "statments:\n  - a\n").expect("a file");
        let error = change(&file, &Change::Add(vec!["b".to_owned()])).expect_err("broken");
        assert!(error.to_string().contains("1 error") && error.to_string().contains("nothing was changed"), "{error}");
        assert_eq!(fs::read_to_string(&file.path).expect("there"), "statments:\n  - a\n");
        fs::write(&file.path, b"\xff").expect("a file");
        assert!(matches!(change(&file, &Change::Add(vec!["b".to_owned()])), Err(ListError::Unreadable { .. })));
        fs::remove_file(&file.path).expect("removed");
        fs::create_dir(&file.path).expect("a folder");
        assert!(matches!(read(&file), Err(ListError::Unreadable { .. })));
        let nowhere = list_in(&folder.path().join("no/such"));
        assert!(matches!(change(&nowhere, &Change::Add(vec!["b".to_owned()])), Err(ListError::Write(_))));
    }
}
