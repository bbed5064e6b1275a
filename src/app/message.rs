//! What a person is told, until the next key.

/// Something that a person is told.
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

/// All that was said since the last key: each once, what went wrong first. Nothing takes the place of what
/// nobody has read yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Messages(Vec<Message>);

impl Messages {
    /// Says something more. Linear in the number of messages, which are few.
    pub(super) fn say(&mut self, message: Message) {
        if self.0.contains(&message) {
            return;
        }
        let errors = self.errors().count();
        let at = if message.is_error { errors } else { self.0.len() };
        self.0.insert(at, message);
    }

    /// All of them, as they are told.
    pub fn iter(&self) -> impl Iterator<Item = &Message> {
        self.0.iter()
    }

    /// The one that is told before all others.
    #[must_use]
    pub fn first(&self) -> Option<&Message> {
        self.0.first()
    }

    /// What went wrong.
    pub fn errors(&self) -> impl Iterator<Item = &Message> {
        self.0.iter().take_while(|message| message.is_error)
    }

    /// Whether there is nothing to tell.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    /// Leaves only what went wrong.
    pub(super) fn keep_errors(&mut self) {
        self.0.retain(|message| message.is_error);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_message_is_told_once_and_what_went_wrong_first() {
        let mut messages = Messages::default();
        for message in ["b", "!x", "a", "b", "!y", "!x"] {
            messages.say(match message.strip_prefix('!') {
                Some(text) => Message::error(text),
                None => Message::note(message),
            });
        }
        assert_eq!(messages.iter().map(|message| &*message.text).collect::<Vec<_>>(), ["x", "y", "b", "a"]);
        assert_eq!(messages.first().map(|message| &*message.text), Some("x"));
        messages.keep_errors();
        assert_eq!(messages.iter().count(), messages.errors().count());
        assert_eq!(messages.errors().count(), 2);
    }
}
