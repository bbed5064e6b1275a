//! Changing a text by insertions only.

/// Texts to be put in, each before a byte.
#[derive(Debug, Default)]
pub(super) struct Insertions {
    all: Vec<(usize, String)>,
}

impl Insertions {
    /// Puts a text before the byte `at`; several at the same place stand in the order in which they
    /// came.
    pub(super) fn put(&mut self, at: usize, text: impl Into<String>) {
        self.all.push((at, text.into()));
    }

    /// Whether something was put there.
    pub(super) fn has_some_at(&self, at: usize) -> bool {
        self.all.iter().any(|(place, _)| *place == at)
    }

    /// The text with everything put in. Line breaks become those of the text.
    pub(super) fn into_text(mut self, text: &str) -> String {
        self.all.sort_by_key(|(at, _)| *at);
        let windows = text.contains("\r\n");
        let mut out = String::with_capacity(text.len() + self.all.iter().map(|(_, new)| new.len()).sum::<usize>());
        let mut from = 0;
        for (at, new) in self.all {
            out.push_str(&text[from..at]);
            out.push_str(&if windows { new.replace('\n', "\r\n") } else { new });
            from = at;
        }
        out.push_str(&text[from..]);
        out
    }
}
