//! A YAML document as a tree with the place of every key and value.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::{DuplicateKeyPolicy, Location, Options, Spanned, budget, options};

use crate::diagnostic::{Diagnostic, SourceText};
use crate::text::ByteSpan;

/// A value and the bytes of the file it stands at. Its texts are borrowed from the file
/// where they stand there as they are meant.
#[derive(Clone, Debug)]
pub struct Node<'t> {
    /// What it is.
    pub value: Value<'t>,
    /// Where it stands.
    pub span: ByteSpan,
}

/// What a value is. Scalars keep the text as it was written: whether `2022` is a year, a
/// number or a name is for the field to say.
#[derive(Clone, Debug)]
pub enum Value<'t> {
    /// Nothing: an empty value, `~` or `null`.
    Null,
    /// `true` or `false`.
    Flag(bool),
    /// Any other scalar.
    Text(Cow<'t, str>),
    /// A list.
    List(Vec<Node<'t>>),
    /// A map, in the file's order.
    Map(Vec<(Key<'t>, Node<'t>)>),
}

/// A key of a map.
#[derive(Clone, Debug)]
pub struct Key<'t> {
    /// Its text.
    pub text: Cow<'t, str>,
    /// Where it stands.
    pub span: ByteSpan,
}

impl Node<'_> {
    /// What the value is, in the words of a message.
    #[must_use]
    pub const fn describe(&self) -> &'static str {
        match self.value {
            Value::Null => "nothing",
            Value::Flag(_) => "true or false",
            Value::Text(_) => "text",
            Value::List(_) => "a list",
            Value::Map(_) => "a map",
        }
    }
}

/// Reads a document. An empty one is [`Value::Null`].
///
/// # Errors
/// A syntax error, or a document that grows past what its size allows, with its place.
pub fn parse(source: &SourceText) -> Result<Node<'_>, Box<Diagnostic>> {
    let text = source.text();
    match serde_saphyr::from_str_with_options::<Spanned<RawValue<'_>>>(text, reading_options(text.len())) {
        Ok(raw) => Ok(finish(raw.into(), text)),
        Err(error) => Err(Box::new(syntax_error(&error, source))),
    }
}

/// How deep lists and maps may stand in each other: twice as deep as they do in any of our files. Each
/// level takes some of the stack, of which a thread has two megabytes.
const MOST_LEVELS: usize = 16;

/// Budgets in proportion to the file: an honest file has fewer nodes than bytes, and one
/// that unfolds into more (aliases of aliases) is stopped. Depth is bounded outright.
pub(super) fn reading_options(bytes: usize) -> Options {
    const SMALLEST: usize = 250_000;
    let in_proportion = bytes.saturating_add(SMALLEST);
    options! {
        budget: budget! {
            max_reader_input_bytes: None,
            max_events: in_proportion.saturating_mul(2),
            max_nodes: in_proportion,
            max_total_scalar_bytes: in_proportion.saturating_mul(2),
            max_depth: MOST_LEVELS,
            max_documents: 1,
        },
        // A key given twice is a problem to be listed with the others, not one to stop at.
        duplicate_keys: DuplicateKeyPolicy::PassThrough,
        strict_booleans: true,
        with_snippet: false,
    }
}

fn syntax_error(error: &serde_saphyr::Error, source: &SourceText) -> Diagnostic {
    let span = error.location().map_or_else(ByteSpan::default, |location| error_span(location, source.text()));
    let message = error.to_string();
    // The reader ends its message with its own form of the place; ours stands below.
    let message = message.split(" at line ").next().unwrap_or(&message).trim();
    Diagnostic::error("yaml-syntax", format!("this is not YAML that can be read: {message}"), source.place(span))
}

/// The bytes that an error's location stands for: the reader does not always know them.
fn error_span(location: Location, text: &str) -> ByteSpan {
    if location.span().byte_offset().is_some() {
        return span_of(location);
    }
    let line = usize::try_from(location.line().saturating_sub(1)).unwrap_or(usize::MAX);
    let column = usize::try_from(location.column().saturating_sub(1)).unwrap_or(usize::MAX);
    let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
    let within: usize = text[start..].chars().take(column).map(char::len_utf8).sum();
    ByteSpan::new(start + within, start + within)
}

/// The bytes of a node: the reader knows them for every text that is in memory.
fn span_of(location: Location) -> ByteSpan {
    let span = location.span();
    let (start, len) = (span.byte_offset().unwrap_or(0), span.byte_len().unwrap_or(0));
    let start = usize::try_from(start).unwrap_or(usize::MAX);
    ByteSpan::new(start, start.saturating_add(usize::try_from(len).unwrap_or(usize::MAX)))
}

/// A value as the reader hands it over.
pub(super) enum RawValue<'t> {
    Null,
    Flag(bool),
    /// A scalar that looks like a number: its text is taken from the file.
    Number(String),
    Text(Cow<'t, str>),
    List(Vec<RawNode<'t>>),
    Map(Vec<(KeyText<'t>, RawNode<'t>)>),
}

/// A value with its places; [`finish`] makes a [`Node`] of it, for which it needs the text.
pub(super) struct RawNode<'t> {
    value: RawValue<'t>,
    referenced: ByteSpan,
    defined: ByteSpan,
}

impl RawNode<'_> {
    /// What stands for a list whose items were handed over.
    pub(super) fn empty_list() -> Self {
        let nowhere = ByteSpan::default();
        Self { value: RawValue::List(Vec::new()), referenced: nowhere, defined: nowhere }
    }
}

impl<'t> From<Spanned<RawValue<'t>>> for RawNode<'t> {
    fn from(raw: Spanned<RawValue<'t>>) -> Self {
        Self { value: raw.value, referenced: span_of(raw.referenced), defined: span_of(raw.defined) }
    }
}

impl<'de> Deserialize<'de> for RawNode<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Spanned::<RawValue<'de>>::deserialize(deserializer).map(Self::from)
    }
}

pub(super) fn finish<'t>(raw: RawNode<'t>, text: &'t str) -> Node<'t> {
    let value = match raw.value {
        RawValue::Null => Value::Null,
        RawValue::Flag(flag) => Value::Flag(flag),
        RawValue::Number(number) => {
            let written = text.get(raw.defined.start()..raw.defined.end()).unwrap_or_default().trim();
            Value::Text(if written.is_empty() { Cow::Owned(number) } else { Cow::Borrowed(written) })
        }
        RawValue::Text(text) => Value::Text(text),
        RawValue::List(items) => Value::List(items.into_iter().map(|item| finish(item, text)).collect()),
        RawValue::Map(entries) => {
            Value::Map(entries.into_iter().map(|(key, value)| finish_entry(key, value, text)).collect())
        }
    };
    Node { value, span: raw.referenced }
}

/// A key with its place. Where it is borrowed, its address tells that, and the reader need not
/// be asked, which would cost more than all else about the key; one with escapes in it is
/// not a part of the file's text, so its value's place has to do.
pub(super) fn finish_entry<'t>(key: KeyText<'t>, value: RawNode<'t>, text: &'t str) -> (Key<'t>, Node<'t>) {
    let value = finish(value, text);
    let start = key.0.as_ptr().addr().wrapping_sub(text.as_ptr().addr());
    let span = match &key.0 {
        Cow::Borrowed(part) if start < text.len() => ByteSpan::new(start, start + part.len()),
        _ => ByteSpan::new(value.span.start(), value.span.start()),
    };
    (Key { text: key.0, span }, value)
}

/// The text of a key.
pub(super) struct KeyText<'t>(pub(super) Cow<'t, str>);

impl<'de> Deserialize<'de> for KeyText<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_string(KeyVisitor)
    }
}

struct KeyVisitor;

impl<'de> Visitor<'de> for KeyVisitor {
    type Value = KeyText<'de>;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("a key")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<KeyText<'de>, E> {
        Ok(KeyText(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<KeyText<'de>, E> {
        Ok(KeyText(Cow::Owned(text.to_owned())))
    }

    fn visit_string<E>(self, text: String) -> Result<KeyText<'de>, E> {
        Ok(KeyText(Cow::Owned(text)))
    }
}

impl<'de> Deserialize<'de> for RawValue<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = RawValue<'de>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a YAML value")
    }

    fn visit_unit<E>(self) -> Result<RawValue<'de>, E> {
        Ok(RawValue::Null)
    }

    fn visit_none<E>(self) -> Result<RawValue<'de>, E> {
        Ok(RawValue::Null)
    }

    fn visit_bool<E>(self, flag: bool) -> Result<RawValue<'de>, E> {
        Ok(RawValue::Flag(flag))
    }

    fn visit_i64<E>(self, number: i64) -> Result<RawValue<'de>, E> {
        Ok(RawValue::Number(number.to_string()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<RawValue<'de>, E> {
        Ok(RawValue::Number(number.to_string()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<RawValue<'de>, E> {
        Ok(RawValue::Number(number.to_string()))
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<RawValue<'de>, E> {
        Ok(RawValue::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<RawValue<'de>, E> {
        Ok(RawValue::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_string<E>(self, text: String) -> Result<RawValue<'de>, E> {
        Ok(RawValue::Text(Cow::Owned(text)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<RawValue<'de>, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(RawValue::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<RawValue<'de>, A::Error> {
        let mut map = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            map.push(entry);
        }
        Ok(RawValue::Map(map))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tree, which lives as long as the test.
    fn read(text: &str) -> Node<'static> {
        let source = Box::leak(Box::new(SourceText::new("x.yaml", text)));
        parse(source).expect("YAML that can be read")
    }

    fn problem(text: &str) -> Diagnostic {
        let source = SourceText::new("x.yaml", text);
        *parse(&source).expect_err("YAML that cannot be read")
    }

    fn entry<'a>(node: &'a Node<'static>, name: &str) -> &'a Node<'static> {
        let Value::Map(entries) = &node.value else { panic!("a map") };
        &entries.iter().find(|(key, _)| key.text == name).expect("the key is there").1
    }

    #[test]
    fn every_key_and_value_knows_its_place() {
        let text = "title: Talks\nspeakers:\n  é: { name: \"Ünal\" }\n";
        let tree = read(text);
        assert_eq!(entry(&tree, "title").span.of(text), "Talks");
        let speaker = entry(entry(&tree, "speakers"), "é");
        assert_eq!(entry(speaker, "name").span.of(text), "\"Ünal\"");
        let Value::Map(entries) = &entry(&tree, "speakers").value else { panic!("a map") };
        assert_eq!(entries[0].0.span.of(text), "é");
        let text = "'a b': 1\n\"c\\x64\": 2\n";
        let Value::Map(entries) = read(text).value else { panic!("a map") };
        assert_eq!(entries[0].0.span.of(text), "a b");
        assert_eq!((&*entries[1].0.text, entries[1].0.span), ("cd", ByteSpan::new(18, 18)));
    }

    #[test]
    fn scalars_keep_the_text_as_written() {
        let tree = read("a: 007\nb: 1.10\nc: yes\nd: 2022-01-12\ne: 0x1F\nf: 1e3\n");
        for (key, wanted) in
            [("a", "007"), ("b", "1.10"), ("c", "yes"), ("d", "2022-01-12"), ("e", "0x1F"), ("f", "1e3")]
        {
            let Value::Text(text) = &entry(&tree, key).value else { panic!("{key} is text") };
            assert_eq!(text, wanted);
        }
        assert!(matches!(entry(&read("a: true"), "a").value, Value::Flag(true)));
        assert!(matches!(entry(&read("a:"), "a").value, Value::Null));
    }

    #[test]
    fn an_empty_file_is_nothing() {
        assert!(matches!(read("").value, Value::Null));
        assert!(matches!(read("# only a comment\n").value, Value::Null));
    }

    #[test]
    fn a_syntax_error_has_its_place() {
        let found = problem("title: x\nspeakers: [a, b\nsessions: {}\n");
        assert_eq!(found.code, "yaml-syntax");
        assert!(found.place.line >= 2, "{found:?}");
    }

    #[test]
    fn a_file_that_unfolds_without_end_is_stopped() {
        let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for level in 1..12 {
            let items = vec![format!("*a{}", level - 1); 10].join(", ");
            let level = level.to_string();
            bomb.extend(["a", level.as_str(), ": &a", level.as_str(), " [", items.as_str(), "]\n"]);
        }
        assert_eq!(problem(&bomb).code, "yaml-syntax");
        assert_eq!(problem(&"[".repeat(100_000)).code, "yaml-syntax");
    }

    #[test]
    fn a_big_honest_file_is_within_its_budget() {
        let many = format!("items:\n{}", "  - { a: 1, b: 2 }\n".repeat(100_000));
        let tree = read(&many);
        let Value::List(items) = &entry(&tree, "items").value else { panic!("a list") };
        assert_eq!(items.len(), 100_000);
    }
}
