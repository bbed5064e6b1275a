//! A document of which one list may be long: its items come one by one.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use super::tree::{Key, KeyText, Node, RawNode, Value, finish, finish_entry, parse, reading_options};
use crate::diagnostic::{Diagnostic, SourceText};
use crate::text::ByteSpan;

/// Reads a document: the items of the field `streamed` at its
/// top are handed to `take` one after another, and the tree holds an empty list in their
/// stead. So they need not all be in memory at once. An empty document is an empty map.
///
/// # Errors
/// As [`parse`]; items that stand before the error may have been handed over.
pub fn parse_streaming<'t>(
    source: &'t SourceText,
    streamed: &str,
    take: &mut dyn FnMut(Node<'t>),
) -> Result<Node<'t>, Box<Diagnostic>> {
    let text = source.text();
    let top = Top { text, streamed, take };
    let read = serde_saphyr::with_deserializer_from_str_with_options(text, reading_options(text.len()), |reader| {
        reader.deserialize_map(top)
    });
    match read {
        Ok(entries) => Ok(Node { value: Value::Map(entries), span: ByteSpan::default() }),
        // It is no map, or the field is no list: there is nothing to hand over. Or it is no
        // YAML, which is told there.
        Err(_) => parse(source),
    }
}

/// Reads the map at the top of a document.
struct Top<'t, 'a> {
    text: &'t str,
    streamed: &'a str,
    take: &'a mut dyn FnMut(Node<'t>),
}

impl<'de> Visitor<'de> for Top<'de, '_> {
    type Value = Vec<(Key<'de>, Node<'de>)>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a map")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
        let mut map: Self::Value = Vec::new();
        while let Some(key) = entries.next_key::<KeyText<'de>>()? {
            // A second list of that name is a problem to be told, not to be taken.
            let value = if key.0 == self.streamed && map.iter().all(|(other, _)| other.text != key.0) {
                entries.next_value_seed(Items { text: self.text, take: &mut *self.take })?;
                RawNode::empty_list()
            } else {
                entries.next_value()?
            };
            map.push(finish_entry(key, value, self.text));
        }
        Ok(map)
    }
}

/// Reads a list and hands its items over.
struct Items<'t, 'a> {
    text: &'t str,
    take: &'a mut dyn FnMut(Node<'t>),
}

impl<'de> DeserializeSeed<'de> for Items<'de, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Items<'de, '_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        while let Some(item) = items.next_element()? {
            (self.take)(finish(item, self.text));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(text: &str) -> &'static SourceText {
        Box::leak(Box::new(SourceText::new("x.yaml", text)))
    }

    fn read(text: &str) -> Node<'static> {
        parse(source(text)).expect("YAML that can be read")
    }

    fn entry<'a>(node: &'a Node<'static>, name: &str) -> &'a Node<'static> {
        let Value::Map(entries) = &node.value else { panic!("a map") };
        &entries.iter().find(|(key, _)| key.text == name).expect("the key is there").1
    }

    /// The tree, and the items of `items`.
    fn stream(text: &str) -> (Result<Node<'static>, Box<Diagnostic>>, Vec<Node<'static>>) {
        let mut items = Vec::new();
        let tree = parse_streaming(source(text), "items", &mut |item| items.push(item));
        (tree, items)
    }

    #[test]
    fn the_items_of_a_streamed_list_are_as_in_the_tree() {
        let text = "a: &a 007\nitems:\n  - { x: é, y: [*a] }\n  - 1.50\nb: 2\n";
        let (tree, items) = stream(text);
        let tree = tree.expect("YAML that can be read");
        let read = read(text);
        let Value::List(whole) = &entry(&read, "items").value else { panic!("a list") };
        assert_eq!(format!("{items:?}"), format!("{whole:?}"));
        let Value::Map(entries) = &tree.value else { panic!("a map") };
        let keys: Vec<&str> = entries.iter().map(|(key, _)| &*key.text).collect();
        assert_eq!(keys, ["a", "items", "b"]);
        assert!(matches!(&entry(&tree, "items").value, Value::List(left) if left.is_empty()));
    }

    #[test]
    fn what_cannot_be_streamed_is_read_whole() {
        assert!(matches!(stream("# nothing\n").0.expect("YAML").value, Value::Map(entries) if entries.is_empty()));
        for text in ["7", "[1, 2]", "items: no\na: 1", "items:\n", "items: { a: 1 }\n"] {
            let (tree, items) = stream(text);
            assert_eq!(format!("{:?}", tree.expect("YAML").value), format!("{:?}", read(text).value), "{text}");
            assert_eq!(items.len(), 0, "{text}");
        }
        let (tree, _) = stream("items: [a, b]\nitems: [c]\n");
        let Value::Map(entries) = tree.expect("YAML").value else { panic!("a map") };
        assert!(matches!(&entries[1].1.value, Value::List(second) if second.len() == 1));
        assert_eq!(stream("items: [a, b\nx: {}").0.expect_err("no YAML").code, "yaml-syntax");
    }
}
