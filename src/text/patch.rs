//! Changing a text in some places, so that all else in it stays as it was.

use super::{ByteSpan, line_break};

/// Bytes of a text, and what comes in their place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Patch {
    /// The bytes.
    pub span: ByteSpan,
    /// What comes in their place. Line breaks in it become those of the text.
    pub new: String,
}

impl Patch {
    /// Something new before the byte `at`.
    #[must_use]
    pub fn insert(at: usize, new: impl Into<String>) -> Self {
        Self { span: ByteSpan::new(at, at), new: new.into() }
    }
}

/// The text with all its patches, which lie apart; several at one place stand in the order in which
/// they came.
#[must_use]
pub fn patched(text: &str, mut patches: Vec<Patch>) -> String {
    patches.sort_by_key(|patch| patch.span.start());
    let is_windows = line_break(text) == "\r\n";
    let mut out = String::with_capacity(text.len() + patches.iter().map(|patch| patch.new.len()).sum::<usize>());
    let mut at = 0;
    for Patch { span, new } in patches {
        out.push_str(text.get(at..span.start()).unwrap_or_default());
        out.push_str(&if is_windows { new.replace('\n', "\r\n") } else { new });
        at = span.end();
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patches_come_into_their_places_in_any_order() {
        let replace = |from, to, new: &str| Patch { span: ByteSpan::new(from, to), new: new.to_owned() };
        let patches = vec![replace(4, 7, "2"), Patch::insert(0, "0 "), replace(0, 3, "1"), Patch::insert(7, "!")];
        assert_eq!(patched("one two", patches), "0 1 2!");
    }

    #[test]
    fn new_lines_end_as_those_of_the_text_do() {
        assert_eq!(patched("a\r\nb\r\n", vec![Patch::insert(3, "x\ny\n")]), "a\r\nx\r\ny\r\nb\r\n");
        assert_eq!(patched("a\nb\n", vec![Patch::insert(2, "x\n")]), "a\nx\nb\n");
    }
}
