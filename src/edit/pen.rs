//! Small changes of a text at the places of its tree.

use crate::text::{ByteSpan, Patch, line_start};
use crate::yaml::{Node, Value, quoted, scalar};

/// Sets a field of a map to a text, in the way the map is written. `None` where it is not seen how.
pub(super) fn set_text(text: &str, map: &Node<'_>, name: &str, value: &str) -> Option<Patch> {
    let Some((key, node)) = map.entry(name) else { return insert(text, map, name, value) };
    match &node.value {
        Value::Text(_) | Value::Flag(_) => Some(Patch { span: node.span, new: alike(node.span.of(text), value) }),
        Value::Null if node.span.is_empty() => {
            // Nothing stands behind the colon.
            let colon = key.span.end() + text.get(key.span.end()..)?.find(':')? + 1;
            Some(Patch::insert(colon, format!(" {}", scalar(value))))
        }
        Value::Null => Some(Patch { span: node.span, new: scalar_as(is_json(text, map), value) }),
        Value::List(_) => {
            let (first, last) = (node.items().first()?, node.items().last()?);
            let span = ByteSpan::new(first.span.start(), last.span.end());
            // What is no list of plain texts, and what has remarks inside, is not cut.
            let all = text.get(span.start()..span.end())?;
            let plain = node.items().iter().all(|item| matches!(item.value, Value::Text(_)));
            (plain && !all.contains('#')).then(|| Patch { span, new: alike(first.span.of(text), value) })
        }
        Value::Map(_) => None,
    }
}

/// A new field before all others of a map.
fn insert(text: &str, map: &Node<'_>, name: &str, value: &str) -> Option<Patch> {
    let json = is_json(text, map);
    let field = |colon: &str| format!("{}{colon}{}", scalar_as(json, name), scalar_as(json, value));
    let before = |at, new: String| Some(Patch::insert(at, new));
    let flows = text.get(map.span.start()..)?.starts_with('{');
    let Value::Map(entries) = &map.value else { return None };
    let Some((key, _)) = entries.first() else {
        return if flows { before(map.span.start() + 1, field(": ")) } else { None };
    };
    let at = key.start(text);
    if flows {
        let is_tight = !text.get(key.span.end()..)?.split_once(':')?.1.starts_with(' ');
        return before(at, if json && is_tight { field(":") + "," } else { field(": ") + ", " });
    }
    let margin: String = text.get(line_start(text, at)..at)?.chars().map(|_| ' ').collect();
    before(at, format!("{}\n{margin}", field(": ")))
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
