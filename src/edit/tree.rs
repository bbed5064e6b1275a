//! The trees of files: setting a field, and telling whether two mean the same.

use crate::yaml::{Key, Node, Value};

/// Sets a field of a map, which comes first where it is new.
pub(super) fn set<'t>(node: &mut Node<'t>, name: &'t str, value: Value<'t>) {
    let Value::Map(entries) = &mut node.value else { return };
    let span = node.span;
    match entries.iter_mut().find(|(key, _)| key.text == name) {
        Some((_, node)) => node.value = value,
        None => entries.insert(0, (Key { text: name.into(), span }, Node { value, span })),
    }
}

/// Whether two nodes mean the same. The order of fields means nothing.
pub(super) fn same(one: &Node<'_>, other: &Node<'_>) -> bool {
    match (&one.value, &other.value) {
        (Value::Null, Value::Null) => true,
        (Value::Flag(one), Value::Flag(other)) => one == other,
        (Value::Text(one), Value::Text(other)) => one == other,
        (Value::List(one), Value::List(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (Value::Map(one), Value::Map(other_entries)) => {
            // Most often the order is the same as well.
            let is_there = |(place, (key, value)): (usize, &(Key<'_>, Node<'_>))| {
                let there = other_entries.get(place).filter(|(there, _)| there.text == key.text);
                let found = there.or_else(|| other_entries.iter().find(|(there, _)| there.text == key.text));
                found.is_some_and(|(_, there)| same(value, there))
            };
            one.len() == other_entries.len() && one.iter().enumerate().all(is_there)
        }
        _ => false,
    }
}
