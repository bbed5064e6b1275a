//! A JSON value as the same tree as a YAML document.
//!
//! JSON is nearly YAML, but a JSON reader is several times as fast, and tells what is wrong in
//! terms of JSON.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::tree::{Key, Node, Value};
use crate::text::ByteSpan;

/// What lies deeper is not looked into: lists and maps are empty there. No field that
/// anybody reads lies as deep.
const DEEPEST: usize = 8;

/// A text is not JSON.
#[derive(Debug)]
pub struct NotJson {
    /// What the reader says; its column counts from `start`.
    pub error: serde_json::Error,
    /// The byte of the text from which the reader read.
    pub start: usize,
}

/// Reads one value. The places of its parts are bytes of the text, and `offset` more.
///
/// # Errors
/// It is not JSON, or more than one value.
pub fn parse_json(text: &str, offset: usize) -> Result<Node<'_>, NotJson> {
    let raw: &RawValue = serde_json::from_str(text).map_err(|error| NotJson { error, start: 0 })?;
    Reader { text, offset }.node(raw.get(), 0)
}

struct Reader<'t> {
    text: &'t str,
    offset: usize,
}

impl<'t> Reader<'t> {
    fn node(&self, raw: &'t str, depth: usize) -> Result<Node<'t>, NotJson> {
        let value = match raw.as_bytes().first() {
            Some(b'"') => Value::Text(self.read::<Text<'t>>(raw)?.0),
            Some(b'n') => Value::Null,
            Some(b't') => Value::Flag(true),
            Some(b'f') => Value::Flag(false),
            Some(b'[') if depth >= DEEPEST => Value::List(Vec::new()),
            Some(b'{') if depth >= DEEPEST => Value::Map(Vec::new()),
            Some(b'[') => {
                let items: Vec<&'t RawValue> = self.read(raw)?;
                Value::List(items.into_iter().map(|item| self.node(item.get(), depth + 1)).collect::<Result<_, _>>()?)
            }
            Some(b'{') => {
                let entries: Entries<'t, Text<'t>> = self.read(raw)?;
                let entry = |(key, value): (Text<'t>, &'t RawValue)| {
                    Ok((self.key(key.0, value.get()), self.node(value.get(), depth + 1)?))
                };
                Value::Map(entries.0.into_iter().map(entry).collect::<Result<_, _>>()?)
            }
            // A number is its text, as everywhere.
            _ => Value::Text(Cow::Borrowed(raw)),
        };
        let start = self.start(raw);
        Ok(Node { value, span: ByteSpan::new(start, start + raw.len()).shifted(self.offset) })
    }

    fn read<T: Deserialize<'t>>(&self, raw: &'t str) -> Result<T, NotJson> {
        serde_json::from_str(raw).map_err(|error| NotJson { error, start: self.start(raw) })
    }

    /// Where a part of the text begins: its address tells.
    fn start(&self, part: &str) -> usize {
        part.as_ptr().addr().saturating_sub(self.text.as_ptr().addr())
    }

    /// A key and its place, which lies before its value. One with escapes is not a part of
    /// the text, so its quote marks are looked for.
    fn key(&self, key: Cow<'t, str>, value: &str) -> Key<'t> {
        let span = match &key {
            Cow::Borrowed(key) => ByteSpan::new(self.start(key), self.start(key) + key.len()),
            Cow::Owned(_) => {
                let before = self.text.get(..self.start(value)).unwrap_or_default();
                let end = before.rfind('"').unwrap_or(0);
                let start = before.get(..end).and_then(last_bare_quote_mark).map_or(0, |at| at + 1);
                ByteSpan::new(start, end)
            }
        };
        Key { text: key, span: span.shifted(self.offset) }
    }
}

/// Where the last quote mark stands that no backslash makes a letter of the text.
fn last_bare_quote_mark(text: &str) -> Option<usize> {
    let escapes = |at: usize| text[..at].bytes().rev().take_while(|byte| *byte == b'\\').count();
    text.rmatch_indices('"').map(|(at, _)| at).find(|at| escapes(*at).is_multiple_of(2))
}

/// A text that is copied only where JSON's escapes ask for it.
#[derive(Deserialize)]
struct Text<'t>(#[serde(borrow)] Cow<'t, str>);

/// The entries of an object of JSON, in order, repeated ones too, with what is wanted of their names.
pub struct Entries<'t, N>(pub Vec<(N, &'t RawValue)>);

impl<'de, N: Deserialize<'de>> Deserialize<'de> for Entries<'de, N> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(EntriesVisitor(PhantomData))
    }
}

struct EntriesVisitor<N>(PhantomData<N>);

impl<'de, N: Deserialize<'de>> Visitor<'de> for EntriesVisitor<N> {
    type Value = Entries<'de, N>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Entries<'de, N>, A::Error> {
        let mut all = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            all.push(entry);
        }
        Ok(Entries(all))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tree without its places.
    fn plain(node: &Node<'_>) -> String {
        match &node.value {
            Value::Null => "null".to_owned(),
            Value::Flag(flag) => flag.to_string(),
            Value::Text(text) => format!("{text:?}"),
            Value::List(items) => format!("[{}]", items.iter().map(plain).collect::<Vec<_>>().join(", ")),
            Value::Map(entries) => {
                let entry = |(key, value): &(Key<'_>, Node<'_>)| format!("{}: {}", key.text, plain(value));
                format!("{{{}}}", entries.iter().map(entry).collect::<Vec<_>>().join(", "))
            }
        }
    }

    #[test]
    fn a_value_is_read_as_json_has_it() {
        let cases = [
            (
                r#" {"a": [1, 2.50, -1e3], "b": {"c": null}, "a": true} "#,
                r#"{a: ["1", "2.50", "-1e3"], b: {c: null}, a: true}"#,
            ),
            (r#""\u00e9\ud83d\ude00\/\"\\\n\t\u0000""#, "\"é😀/\\\"\\\\\\n\\t\\0\""),
            ("[]", "[]"),
            ("{}", "{}"),
            (r#"{"\u0061": "true"}"#, r#"{a: "true"}"#),
        ];
        for (text, wanted) in cases {
            assert_eq!(plain(&parse_json(text, 0).expect("JSON")), wanted, "{text}");
        }
    }

    #[test]
    fn every_key_and_value_knows_its_place() {
        let text = r#" {"é": ["x", {"k\u0065y" : 7}]}"#;
        let tree = parse_json(text, 0).expect("JSON");
        let Value::Map(entries) = &tree.value else { panic!("a map") };
        assert_eq!((tree.span.start(), entries[0].0.span.of(text)), (1, "é"));
        let Value::List(items) = &entries[0].1.value else { panic!("a list") };
        assert_eq!((items[0].span.of(text), items[1].span.of(text)), ("\"x\"", "{\"k\\u0065y\" : 7}"));
        let Value::Map(inner) = &items[1].value else { panic!("a map") };
        assert_eq!((inner[0].0.span.of(text), inner[0].1.span.of(text)), ("k\\u0065y", "7"));
        let text = r#"{ "a\"b\\" : 1, "\\" : 2}"#;
        let tree = parse_json(text, 0).expect("JSON");
        let Value::Map(entries) = &tree.value else { panic!("a map") };
        assert_eq!([entries[0].0.span.of(text), entries[1].0.span.of(text)], [r#"a\"b\\"#, r"\\"]);
        let moved = parse_json(text, 100).expect("JSON");
        assert_eq!(moved.span.start(), 100);
    }

    #[test]
    fn what_is_not_json_is_told_with_its_place() {
        let place = |text: &str| {
            let error = parse_json(text, 0).expect_err("no JSON");
            error.start + error.error.column()
        };
        assert_eq!(place(r#"{"a": x}"#), 7);
        assert_eq!(place("{} {}"), 4);
        // Half of a letter.
        assert_eq!(place(r#"{"a": "\ud83d"}"#), 14);
    }

    #[test]
    fn a_value_without_bottom_is_not_followed() {
        for text in ["[".repeat(100_000) + &"]".repeat(100_000), "{\"a\":".repeat(50_000) + "1" + &"}".repeat(50_000)] {
            let mut node = &parse_json(&text, 0).expect("JSON");
            for _ in 0..DEEPEST {
                node = match &node.value {
                    Value::List(items) => &items[0],
                    Value::Map(entries) => &entries[0].1,
                    other => panic!("{other:?}"),
                };
            }
            assert!(["[]", "{}"].contains(&&*plain(node)));
        }
    }
}
