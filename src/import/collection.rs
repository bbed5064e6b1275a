//! What an import found, ready to be written.

use crate::corpus::written::{WrittenSession, WrittenSource, WrittenSpeaker, WrittenStatement};

/// Something with its id, and with what somebody should look at before it is believed.
#[derive(Clone, Debug)]
pub struct Entry<T> {
    /// Its id.
    pub id: String,
    /// What is known of it.
    pub value: T,
    /// Why somebody should look, one sentence each.
    pub look: Vec<String>,
}

impl<T> Entry<T> {
    /// Something that nobody needs to look at.
    pub const fn new(id: String, value: T) -> Self {
        Self { id, value, look: Vec::new() }
    }
}

/// Everything that an import found, with ids that fit each other.
#[derive(Clone, Debug, Default)]
pub struct Collection {
    /// What it was made by and from, as a person would say it.
    pub made_by: String,
    /// What the whole is called.
    pub title: Option<String>,
    /// The editor's remarks on the whole.
    pub notes: Option<String>,
    /// Who said something, or reported it.
    pub speakers: Vec<Entry<WrittenSpeaker<'static>>>,
    /// Where it was said.
    pub sessions: Vec<Entry<WrittenSession<'static>>>,
    /// Who has the words.
    pub sources: Vec<Entry<WrittenSource<'static>>>,
    /// What was said.
    pub statements: Vec<Entry<WrittenStatement<'static>>>,
}

impl Collection {
    /// How many things somebody should look at: those with a remark, and the statements whose
    /// attribution is to be reviewed.
    #[must_use]
    pub fn doubtful(&self) -> usize {
        let remarked = |look: &Vec<String>| !look.is_empty();
        self.speakers.iter().filter(|entry| remarked(&entry.look)).count()
            + self.sessions.iter().filter(|entry| remarked(&entry.look)).count()
            + self.sources.iter().filter(|entry| remarked(&entry.look)).count()
            + self.statements.iter().filter(|entry| remarked(&entry.look) || entry.value.review.is_some()).count()
    }
}
