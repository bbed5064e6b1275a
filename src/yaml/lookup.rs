//! Looking things up in a tree, and how they are written in its text.

use super::{Key, Node, Value};

impl<'t> Node<'t> {
    /// The fields of a map; none of anything else.
    #[must_use]
    pub fn entries(&self) -> &[(Key<'t>, Node<'t>)] {
        match &self.value {
            Value::Map(entries) => entries,
            _ => &[],
        }
    }

    /// The items of a list; none of anything else.
    #[must_use]
    pub fn items(&self) -> &[Node<'t>] {
        match &self.value {
            Value::List(items) => items,
            _ => &[],
        }
    }

    /// Whether it holds neither items nor fields.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.items().is_empty() && self.entries().is_empty()
    }

    /// A field of a map, with its key. Linear in the number of fields.
    #[must_use]
    pub fn entry(&self, name: &str) -> Option<&(Key<'t>, Node<'t>)> {
        self.entries().iter().find(|(key, _)| key.text == name)
    }

    /// The value of a field of a map. Linear in the number of fields.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&Node<'t>> {
        self.entry(name).map(|(_, value)| value)
    }

    /// A text, trimmed as it is when it is read.
    #[must_use]
    pub fn trimmed(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text.trim()),
            _ => None,
        }
    }

    /// Whether a list or a map is written between brackets.
    #[must_use]
    pub fn is_flow(&self, text: &str) -> bool {
        !self.span.is_empty() && text.get(self.span.start()..).is_some_and(|rest| rest.starts_with(['{', '[']))
    }
}

impl Key<'_> {
    /// Where it begins, with its quote mark if it has one.
    #[must_use]
    pub fn start(&self, text: &str) -> usize {
        let is_quoted = text[..self.span.start()].ends_with(['"', '\'']);
        self.span.start() - usize::from(is_quoted)
    }
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::SourceText;
    use crate::yaml::parse;

    #[test]
    fn brackets_tell_how_a_list_or_a_map_is_written() {
        let text = "a: [1]\nb:\n  - { c: 1 }\n\"d\": {}\ne:\n  f: [g]\nh:\n";
        let source = SourceText::new("", text);
        let tree = parse(&source).expect("YAML");
        let written: Vec<(usize, bool)> =
            tree.entries().iter().map(|(key, node)| (key.start(text), node.is_flow(text))).collect();
        assert_eq!(written, [(0, true), (7, false), (23, true), (31, false), (43, false)]);
        assert!(tree.field("b").expect("a list").items()[0].is_flow(text));
        assert!(!tree.is_flow(text));
    }
}
