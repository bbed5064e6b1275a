//! The files in which drafts are written.

use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;

use crate::app::{EditorFailure, EditorReport};
use crate::edit::Draft;
use crate::files::{self, MOST_BY_HAND, Text};

/// The file of a draft: made with its template, unless somebody has begun to write it.
pub(super) fn file_of(draft: &Draft) -> Result<PathBuf, EditorFailure> {
    match &draft.file {
        Some(file) if file.is_file() => Ok(file.clone()),
        _ => made(&draft.template).map_err(|error| EditorFailure::NoPlace { reason: error.to_string() }),
    }
}

/// A new file that only its owner can read. It stays until its statement is in the corpus.
fn made(template: &str) -> io::Result<PathBuf> {
    let mut file = tempfile::Builder::new().prefix("onrecord-new-").suffix(".yaml").tempfile()?;
    file.write_all(template.as_bytes())?;
    let (_, path) = file.keep().map_err(|error| error.error)?;
    Ok(path)
}

/// What is to be said where the editor failed: what was written with it stays.
pub(super) fn report(draft: &Draft, failure: EditorFailure) -> EditorReport {
    let written = draft.file.as_ref().filter(|file| {
        let is_template = files::read_text(file, MOST_BY_HAND)
            .is_ok_and(|text| text.is_some_and(|Text { text, .. }| text.trim() == draft.template.trim()));
        // A template that nobody has touched is nothing to keep.
        !(is_template && fs::remove_file(file).is_ok())
    });
    match written {
        Some(_) => EditorReport::DraftKept { failure, draft: Box::new(draft.clone()) },
        None => EditorReport::Failed(failure),
    }
}
