//! Adding what was found to a corpus that is there: known speakers, sessions and sources are found
//! again, a statement that is there already gets another wording, and the file is changed by
//! insertions only.

mod likeness;
mod matching;
mod placing;
#[cfg(test)]
mod tests;

use std::fmt;

use thiserror::Error;

use super::Collection;
use crate::corpus::{Corpus, InputFile, OpenError, load, losses};
use crate::diagnostic::{Diagnostic, SourceText, has_errors};
use crate::text::clip;

use matching::{Joining, match_with};
use placing::Layout;

pub use likeness::{LEAST_LIKENESS, likeness};

/// One thing that a merge does, or that an import would write.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// A speaker, with the name.
    Speaker(String, String),
    /// A session, with its title.
    Session(String, String),
    /// A source, with its title.
    Source(String, String),
    /// Passages of a source that is there.
    Passages(String, usize),
    /// A statement, with its words.
    Statement(String, String),
    /// A wording of a statement that is there.
    Wording {
        /// The statement that it joins.
        statement: String,
        /// How alike they are, from 0 to 1.
        likeness: f32,
        /// Its words.
        text: String,
    },
}

/// The columns of the words that are shown of a statement.
const SHOWN: usize = 60;

impl fmt::Display for Change {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Speaker(id, name) => write!(formatter, "new speaker {id}: {name}"),
            Self::Session(id, title) => write!(formatter, "new session {id}: {title}"),
            Self::Source(id, title) => write!(formatter, "new source {id}: {title}"),
            Self::Passages(id, 1) => write!(formatter, "a passage more of {id}"),
            Self::Passages(id, count) => write!(formatter, "{count} passages more of {id}"),
            Self::Statement(id, text) => write!(formatter, "new statement {id}: “{}”", clip(text, SHOWN)),
            Self::Wording { statement, likeness, text } => {
                let percent = (likeness * 100.0).round();
                write!(formatter, "another wording of {statement} ({percent} % alike): “{}”", clip(text, SHOWN))
            }
        }
    }
}

impl Collection {
    /// All that it holds, as changes of an empty corpus.
    #[must_use]
    pub fn changes(&self) -> Vec<Change> {
        let speakers =
            self.speakers.iter().map(|entry| Change::Speaker(entry.id.clone(), entry.value.name.to_string()));
        let sessions =
            self.sessions.iter().map(|entry| Change::Session(entry.id.clone(), entry.value.title.to_string()));
        let sources = self.sources.iter().map(|entry| Change::Source(entry.id.clone(), entry.value.title.to_string()));
        let statements = self.statements.iter().map(|entry| {
            let words = entry.value.text.as_ref().or_else(|| entry.value.wordings.first().map(|wording| &wording.text));
            Change::Statement(entry.id.clone(), words.map(ToString::to_string).unwrap_or_default())
        });
        speakers.chain(sessions).chain(sources).chain(statements).collect()
    }
}

/// What a merge comes to.
#[derive(Debug)]
pub struct Merged {
    /// The whole file, with the additions in it.
    pub text: String,
    /// What was added.
    pub changes: Vec<Change>,
    /// How many statements are in the corpus already, word by word.
    pub already_there: usize,
    /// How many of the additions somebody should look at.
    pub doubtful: usize,
}

/// Something cannot be added to a corpus.
#[derive(Debug, Error)]
pub enum MergeError {
    /// The corpus cannot be read.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The corpus has errors.
    #[error("the corpus has errors")]
    Problems(Vec<Diagnostic>),
    /// What was found cannot be written.
    #[error("cannot write: {0}")]
    Output(#[from] std::io::Error),
    /// The file is laid out so that nothing can be added without changing what is there.
    #[error("{file} is laid out so that nothing can be added without changing what is there: {why}")]
    Layout {
        /// Its name.
        file: String,
        /// What would have been changed.
        why: String,
    },
}

/// Adds what was found to a corpus file. Every byte of the file stays, in its order; the result is
/// read again before it is handed out, so that nothing in it says otherwise than before.
///
/// Linear in the size of both, but for statements of the same speaker that have words in common.
///
/// # Errors
/// The corpus cannot be read or has errors, or its layout does not allow an addition.
pub fn merge(name: &str, bytes: &[u8], collection: Collection) -> Result<Merged, MergeError> {
    let before = read(name, bytes.to_vec())?;
    // It was read, so it is text.
    let text = String::from_utf8_lossy(bytes).into_owned();
    let (mark, text) = text.strip_prefix('\u{feff}').map_or(("", &*text), |text| ("\u{feff}", text));
    let source = SourceText::new(name, text);
    let layout = Layout::of(&source)?;
    let joining = match_with(&before, &layout.rooms(), collection);
    if joining.changes.is_empty() {
        let text = String::from_utf8_lossy(bytes).into_owned();
        return Ok(Merged { text, changes: Vec::new(), already_there: joining.already_there, doubtful: 0 });
    }
    let whole = layout.add(&joining)?;
    let merged = format!("{mark}{whole}");
    let refused = |why: String| MergeError::Layout { file: name.to_owned(), why };
    let after = read(name, merged.clone().into_bytes()).map_err(|error| match error {
        MergeError::Problems(problems) => {
            refused(problems.first().map(|problem| problem.message.clone()).unwrap_or_default())
        }
        other => other,
    })?;
    if let Some(loss) = losses(&before, &after).into_iter().next() {
        return Err(refused(loss));
    }
    let Joining { changes, already_there, doubtful, .. } = joining;
    Ok(Merged { text: merged, changes, already_there, doubtful })
}

fn read(name: &str, bytes: Vec<u8>) -> Result<Corpus, MergeError> {
    let loaded = load(vec![InputFile { name: name.to_owned(), bytes }])?;
    if has_errors(&loaded.problems) {
        let is_error = |problem: &Diagnostic| has_errors(std::slice::from_ref(problem));
        return Err(MergeError::Problems(loaded.problems.into_iter().filter(is_error).collect()));
    }
    Ok(loaded.corpus)
}
