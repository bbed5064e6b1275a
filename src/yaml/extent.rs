//! Where the values of a tree end in their text.
//!
//! A tree knows where a value begins; what a list or a map takes up reaches to its last value, and to the bracket
//! behind that one.

use super::{Key, Node, Value};

impl Node<'_> {
    /// Where it ends: behind its last sign that means something. None where that is not found.
    #[must_use]
    pub fn end(&self, text: &str) -> Option<usize> {
        let (start, end) = (self.span.start(), self.span.end().min(text.len()));
        if matches!(self.value, Value::Null | Value::Flag(_) | Value::Text(_)) {
            return Some(text.get(..end)?.trim_end().len().max(start));
        }
        if !self.is_flow(text) {
            return self.last_end(text);
        }
        let from = if self.is_empty() { start + 1 } else { self.last_end(text)? };
        closing(text, from, if text[start..].starts_with('{') { '}' } else { ']' })
    }

    /// Where the last value of a list or a map ends. None where it holds none, or where that is not found.
    pub(super) fn last_end(&self, text: &str) -> Option<usize> {
        match self.items().last() {
            Some(item) => item.end(text),
            None => self.entries().last().and_then(|(key, value)| key.entry_end(value, text)),
        }
    }
}

impl Key<'_> {
    /// Where the field with this key and a value ends. None where that is not found.
    #[must_use]
    pub fn entry_end(&self, value: &Node<'_>, text: &str) -> Option<usize> {
        let colon = text.get(self.span.end()..)?.find(':').map(|at| self.span.end() + at + 1)?;
        match value.value {
            Value::Null => Some(colon),
            _ => value.end(text).map(|end| end.max(colon)),
        }
    }
}

/// The place behind the closing sign, with nothing but spaces, commas and comments before it.
fn closing(text: &str, from: usize, close: char) -> Option<usize> {
    let mut at = from;
    loop {
        let rest = text.get(at..)?;
        let next = rest.chars().next()?;
        at += match next {
            _ if next == close => return Some(at + 1),
            '#' => rest.find('\n')?,
            ',' => 1,
            _ if next.is_whitespace() => next.len_utf8(),
            _ => return None,
        };
    }
}
