//! Small changes of a text at the places of its tree.

use super::tree::{entry, items};
use crate::text::ByteSpan;
use crate::yaml::{Node, Value, quoted, scalar};

/// Bytes that something else comes in the place of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stroke {
    span: ByteSpan,
    new: String,
}

/// The text with all its strokes, which lie apart.
pub(super) fn written(text: &str, mut strokes: Vec<Stroke>) -> String {
    strokes.sort_by_key(|stroke| stroke.span.start());
    let mut out = String::with_capacity(text.len() + 64);
    let mut at = 0;
    for Stroke { span, new } in strokes {
        out.push_str(text.get(at..span.start()).unwrap_or_default());
        out.push_str(&new);
        at = span.end();
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}

/// Sets a field of a map to a text, in the way the map is written. `None` where it is not seen how.
pub(super) fn set_text(text: &str, map: &Node<'_>, name: &str, value: &str) -> Option<Stroke> {
    let Some((key, node)) = entry(map, name) else { return insert(text, map, name, value) };
    match &node.value {
        Value::Text(_) | Value::Flag(_) => Some(Stroke { span: node.span, new: alike(node.span.of(text), value) }),
        Value::Null if node.span.is_empty() => {
            // Nothing stands behind the colon.
            let colon = key.span.end() + text.get(key.span.end()..)?.find(':')? + 1;
            Some(Stroke { span: ByteSpan::new(colon, colon), new: format!(" {}", scalar(value)) })
        }
        Value::Null => Some(Stroke { span: node.span, new: scalar_as(is_json(text, map), value) }),
        Value::List(_) => {
            let (first, last) = (items(node).first()?, items(node).last()?);
            let span = ByteSpan::new(first.span.start(), last.span.end());
            // What is no list of plain texts, and what has remarks inside, is not cut.
            let all = text.get(span.start()..span.end())?;
            let plain = items(node).iter().all(|item| matches!(item.value, Value::Text(_)));
            (plain && !all.contains('#')).then(|| Stroke { span, new: alike(first.span.of(text), value) })
        }
        Value::Map(_) => None,
    }
}

/// A new field before all others of a map.
fn insert(text: &str, map: &Node<'_>, name: &str, value: &str) -> Option<Stroke> {
    let json = is_json(text, map);
    let field = |colon: &str| format!("{}{colon}{}", scalar_as(json, name), scalar_as(json, value));
    let before = |at, new| Some(Stroke { span: ByteSpan::new(at, at), new });
    let flows = text.get(map.span.start()..)?.starts_with('{');
    let Value::Map(entries) = &map.value else { return None };
    let Some((key, _)) = entries.first() else {
        return if flows { before(map.span.start() + 1, field(": ")) } else { None };
    };
    let at = key_start(text, key.span);
    if flows {
        let is_tight = !text.get(key.span.end()..)?.split_once(':')?.1.starts_with(' ');
        return before(at, if json && is_tight { field(":") + "," } else { field(": ") + ", " });
    }
    let line = text[..at].rfind('\n').map_or(0, |at| at + 1);
    let margin: String = text.get(line..at)?.chars().map(|_| ' ').collect();
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    before(at, format!("{}{line_end}{margin}", field(": ")))
}

/// Where a key begins with its quote mark.
fn key_start(text: &str, key: ByteSpan) -> usize {
    let is_quoted = text[..key.start()].ends_with(['"', '\'']);
    key.start() - usize::from(is_quoted)
}

/// Whether a map is written as JSON is: its keys are in quotes.
fn is_json(text: &str, map: &Node<'_>) -> bool {
    let Value::Map(entries) = &map.value else { return false };
    entries.first().is_some_and(|(key, _)| text[..key.span.start()].ends_with('"'))
}

fn scalar_as(json: bool, text: &str) -> String {
    if json { quoted(text) } else { scalar(text) }
}

/// A text in quotes where the one before was.
fn alike(before: &str, text: &str) -> String {
    scalar_as(before.starts_with('"'), text)
}
