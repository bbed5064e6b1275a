//! Changing the files of a corpus, so that all else in them stays as it was: comments, order, layout.
//!
//! A change is made in the text, at the places that the tree of the file knows. What the text means is
//! never guessed: the new text is read again, and only where it means what it did with nothing but the
//! change, and the corpus that would come of it says so too, is it written. A file for which that fails is
//! left alone, and its editor is offered.

mod append;
mod draft;
mod meaning;
mod pen;
mod review;
mod store;
#[cfg(test)]
mod store_tests;
mod tree;

pub use draft::{Draft, Proposal, template};
pub use store::{Added, EditError, add, change};

use std::path::PathBuf;

use crate::corpus::ReviewState;

/// A statement in its file, as somebody saw it. The file may have changed since.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatementPlace {
    /// The file.
    pub path: PathBuf,
    /// The statement's id there.
    pub id: String,
    /// The line it stood at, from 1.
    pub line: usize,
    /// The words of its first wording: where a line has no id, they tell it.
    pub words: String,
}

/// A change of a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Its review says this.
    Judge(ReviewState),
    /// It was said by this speaker; a review of it is accepted.
    Attribute(NamedSpeaker),
}

/// A speaker as a file may know them: what is written depends on the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedSpeaker {
    /// The id in the corpus.
    pub id: String,
    /// The name.
    pub name: String,
}
