//! What the status line tells a person, until the next key.

/// A message on the status line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The words.
    pub text: String,
    /// Whether something went wrong.
    pub is_error: bool,
}

impl Message {
    /// Something to know.
    pub(super) fn note(text: impl Into<String>) -> Self {
        Self { text: text.into(), is_error: false }
    }

    /// Something went wrong.
    pub(super) fn error(text: impl Into<String>) -> Self {
        Self { text: text.into(), is_error: true }
    }
}
