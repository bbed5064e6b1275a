//! Values as YAML that a person would have written.

use std::io;

use serde::Serialize;

use super::{Key, Node, Value, scalar};

/// How long a line of text is before it is broken.
const COLUMNS: usize = 110;

/// A value as YAML, with a line break at the end. Scalars are written as they are read, so that
/// dates need no quote marks.
///
/// # Errors
/// The value cannot be serialised.
pub fn yaml_text(value: &impl Serialize) -> io::Result<String> {
    let options = serde_saphyr::ser_options! { yaml_12: true, no_lang_directive: true, folded_wrap_chars: COLUMNS };
    let mut text = serde_saphyr::to_string_with_options(value, options).map_err(io::Error::other)?;
    if !text.ends_with('\n') {
        text.push('\n');
    }
    Ok(text)
}

/// A value of a tree in one line, as it stands between brackets: `{ name: Ann, aliases: [A, B] }`.
#[must_use]
pub fn flow_text(node: &Node<'_>) -> String {
    match &node.value {
        Value::Null => "~".to_owned(),
        Value::Flag(flag) => flag.to_string(),
        Value::Text(text) => scalar(text),
        Value::List(_) => format!("[{}]", flow_inside(node)),
        Value::Map(_) => format!("{{ {} }}", flow_inside(node)),
    }
}

/// What stands between the brackets of a list or a map in one line.
#[must_use]
pub fn flow_inside(node: &Node<'_>) -> String {
    let field = |(key, value): &(Key<'_>, Node<'_>)| format!("{}: {}", scalar(&key.text), flow_text(value));
    let fields = node.entries().iter().map(field);
    node.items().iter().map(flow_text).chain(fields).collect::<Vec<_>>().join(", ")
}
