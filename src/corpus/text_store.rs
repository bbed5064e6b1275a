//! All the texts of a corpus, one after another in one piece of memory.

use thiserror::Error;

/// Where a text lies in its [`TextStore`], in eight bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct TextRef {
    start: u32,
    len: u32,
}

/// The texts of a corpus take more than four gibibytes.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
#[error("the texts take more than 4 GiB, which is the most one corpus can hold; open it in parts")]
pub struct TooMuchText;

/// Holds texts without the cost of an allocation for each.
#[derive(Clone, Debug, Default)]
pub(super) struct TextStore {
    bytes: String,
}

impl TextStore {
    /// Keeps a text.
    pub(super) fn add(&mut self, text: &str) -> Result<TextRef, TooMuchText> {
        let start = u32::try_from(self.bytes.len()).map_err(|_| TooMuchText)?;
        let len = u32::try_from(text.len()).map_err(|_| TooMuchText)?;
        start.checked_add(len).ok_or(TooMuchText)?;
        self.bytes.push_str(text);
        Ok(TextRef { start, len })
    }

    /// The text kept there.
    pub(super) fn get(&self, text: TextRef) -> &str {
        let start = text.start as usize;
        self.bytes.get(start..start + text.len as usize).unwrap_or_default()
    }

    /// Gives back the memory kept for more texts.
    pub(super) fn finish(&mut self) {
        self.bytes.shrink_to_fit();
    }
}
