//! Changing the files themselves: read, changed, looked through, and written whole or not at all.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use super::append::append;
use super::draft::{Draft, fill};
use super::meaning::says;
use super::review::{in_document, in_lines};
use super::{Change, StatementPlace};
use crate::corpus::{CorpusChoice, FileForm, InputFile, Loaded, OpenError, file_form, open, open_with};
use crate::diagnostic::{Diagnostic, SourceText, has_errors};
use crate::files::{self, IfThere, MOST_BY_HAND, Text, WriteError};

/// A file could not be changed; it is as it was.
#[derive(Debug, Error)]
pub enum EditError {
    /// It cannot be read.
    #[error("cannot read {}: {error}; nothing was changed", path.display())]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// It is not YAML that can be read, or the corpus has errors there.
    #[error("{} has an error{}; nothing was changed", path.display(), in_line(problem))]
    Broken {
        /// Which.
        path: PathBuf,
        /// What is wrong.
        problem: Box<Diagnostic>,
    },
    /// The statement is no longer there.
    #[error("`{id}` is no longer in {}; nothing was changed", path.display())]
    Gone {
        /// The statement.
        id: String,
        /// The file.
        path: PathBuf,
    },
    /// The change would have changed something else as well.
    #[error("{} is written in a way that only your editor can change; nothing was changed", path.display())]
    Tangled {
        /// Which.
        path: PathBuf,
    },
    /// It is not seen where to write.
    #[error("this is written in a way that only your editor can change; nothing was changed")]
    Unseen,
    /// The file cannot name a speaker whom only lines of other files name.
    #[error("{} has no id for {name}: define one there first; nothing was changed", path.display())]
    Stranger {
        /// Who.
        name: String,
        /// The file.
        path: PathBuf,
    },
    /// No program attributed it.
    #[error("there is nothing to review: a person attributed it")]
    NothingToJudge,
    /// It is a table, or packed.
    #[error("{} is {what}: only your editor can change it", path.display())]
    Unsuited {
        /// Which.
        path: PathBuf,
        /// What it is.
        what: &'static str,
    },
    /// What was written has problems, or the corpus would have.
    #[error("what you wrote has problems; nothing was added")]
    Problems(Vec<Diagnostic>),
    /// The corpus cannot be read now.
    #[error("{0}; nothing was changed")]
    Open(#[from] OpenError),
    /// The file cannot be written.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// The program itself failed.
    #[error("changing the file broke: {0}; please report it")]
    Broke(String),
}

fn in_line(problem: &Diagnostic) -> String {
    match problem.place.line {
        0 => String::new(),
        line => format!(" in line {line}"),
    }
}

impl EditError {
    pub(super) fn broken(place: &StatementPlace, problem: Diagnostic) -> Self {
        Self::Broken { path: place.path.clone(), problem: Box::new(problem) }
    }

    pub(super) fn gone(place: &StatementPlace) -> Self {
        Self::Gone { id: place.id.clone(), path: place.path.clone() }
    }

    pub(super) fn tangled(place: &StatementPlace) -> Self {
        Self::Tangled { path: place.path.clone() }
    }

    /// Whether the person's editor can do what could not be done here.
    #[must_use]
    pub const fn editor_can(&self) -> bool {
        matches!(
            self,
            Self::Broken { .. } | Self::Tangled { .. } | Self::Unseen | Self::Stranger { .. } | Self::Unsuited { .. }
        )
    }
}

/// Changes a statement in its file, which belongs to this corpus. It is on the disk when this returns. While
/// that goes on, no other onrecord program changes a file of that folder. The corpus is read as it would be
/// before anything is written.
///
/// # Errors
/// The file cannot be read or written, the statement is not there any more, or the file is written in
/// a way that cannot be changed without losing something; or the corpus would have errors, or say something
/// else than what was meant.
pub fn change(place: &StatementPlace, change: &Change, choice: &CorpusChoice) -> Result<(), EditError> {
    let path = &place.path;
    let unsuited = |what| EditError::Unsuited { path: path.clone(), what };
    let is_document = match file_form(path) {
        FileForm::Document => true,
        FileForm::JsonLines => false,
        FileForm::Table => return Err(unsuited("a table")),
        FileForm::Packed => return Err(unsuited("packed")),
    };
    files::exclusively(path, || {
        let Text { mark, text } = read(path, u64::MAX)?;
        let texts = if is_document {
            in_document(&SourceText::new(path.display().to_string(), &*text), place, change)?
        } else {
            in_lines(&text, &choice.options().map, place, change)?
        };
        for new in texts {
            let loaded = loaded_with(choice, path, &new)?;
            if !has_errors(&loaded.problems) && says(&loaded.corpus, place, change) {
                return if new == text { Ok(()) } else { write(path, &Text { mark, text: new }) };
            }
        }
        Err(why_refused(place, change, choice))
    })
}

/// The corpus as it would be if a file of it had this text.
fn loaded_with(choice: &CorpusChoice, path: &Path, text: &str) -> Result<Loaded, OpenError> {
    let file = InputFile { name: path.display().to_string(), bytes: text.into() };
    open_with(choice, vec![file]).map(|(loaded, _)| loaded)
}

/// Why nothing that a change could write says what was meant: often it is not the change that is wrong.
fn why_refused(place: &StatementPlace, change: &Change, choice: &CorpusChoice) -> EditError {
    let loaded = match open(choice) {
        Ok((loaded, _)) => loaded,
        Err(error) => return error.into(),
    };
    if let Some(problem) = loaded.problems.into_iter().find(Diagnostic::is_error) {
        return EditError::Broken { path: problem.place.file.clone().into(), problem: Box::new(problem) };
    }
    match change {
        Change::Attribute(speaker) => EditError::Stranger { name: speaker.name.clone(), path: place.path.clone() },
        Change::Judge(_) => EditError::tangled(place),
    }
}

/// What was added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Added {
    /// The template was left as it was.
    Nothing,
    /// These statements, or none where only something else was defined.
    Statements(Vec<String>),
}

/// Adds what a draft's file holds to its target, which belongs to this corpus. Both are read again, and
/// the corpus with them, before anything is written; the draft's file is removed only then.
///
/// # Errors
/// What was written has problems, with their places in the draft; or the corpus or a file cannot be read,
/// or the target not be written, or not without losing something. The draft's file stays.
pub fn add(draft: &Draft, choice: &CorpusChoice) -> Result<Added, EditError> {
    let Some(file) = &draft.file else { return Ok(Added::Nothing) };
    let name = file.display().to_string();
    let Text { text, .. } = read(file, MOST_BY_HAND)?;
    let Some(filled) = fill(draft, &name, &text).map_err(EditError::Problems)? else {
        remove(file);
        return Ok(Added::Nothing);
    };
    let of_draft = |problems: &[Diagnostic]| -> Vec<Diagnostic> {
        let is_one = |problem: &&Diagnostic| problem.is_error() && problem.place.file == name;
        problems.iter().filter(is_one).cloned().collect()
    };
    let beside = InputFile { name: name.clone(), bytes: filled.with_ids.text().into() };
    let (loaded, _) = open_with(choice, vec![beside])?;
    let problems = of_draft(&loaded.problems);
    if !problems.is_empty() {
        return Err(EditError::Problems(problems));
    }
    let target = &draft.target;
    files::exclusively(target, || {
        let Text { mark, text } = read(target, u64::MAX)?;
        let old = SourceText::new(target.display().to_string(), text);
        let new = append(&old, &filled.clean).ok_or_else(|| EditError::Tangled { path: target.clone() })?;
        let loaded = loaded_with(choice, target, &new)?;
        if has_errors(&loaded.problems) {
            return Err(EditError::Problems(loaded.problems));
        }
        write(target, &Text { mark, text: new })
    })?;
    remove(file);
    Ok(Added::Statements(filled.ids))
}

/// A draft that stays behind does no harm.
fn remove(draft: &Path) {
    let _ = fs::remove_file(draft);
}

fn read(path: &Path, most: u64) -> Result<Text, EditError> {
    files::required(files::read_text(path, most))
        .map_err(|error| EditError::Unreadable { path: path.to_owned(), error })
}

fn write(path: &Path, new: &Text) -> Result<(), EditError> {
    let mut fill = |out: &mut dyn io::Write| {
        out.write_all(new.mark.as_bytes())?;
        out.write_all(new.text.as_bytes())
    };
    Ok(files::write(path, IfThere::Replace, &mut fill)?)
}
