//! Adding to a list or a map at its end, in the layout that it has.

use super::{Node, Value};
use crate::text::{ByteSpan, Patch, indented, line_start, next_line};

/// Something new, in both layouts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Over lines that are not set in: with its dash or its key, and a line break at the end.
    pub block: String,
    /// In one line, as it stands between brackets.
    pub flow: String,
}

/// Puts items behind the last one of a list or a map: before its bracket if it has one, else in lines of their
/// own, as far in as those that are there. A remark that is set further in belongs to the item above it.
/// `between` stands before each of the items over lines. The text ends with a line break, unless brackets stand
/// around the list or map.
///
/// None where the place is not found.
#[must_use]
pub fn append(text: &str, node: &Node<'_>, items: &[Item], between: &str) -> Option<Patch> {
    if node.is_flow(text) {
        let flow = items.iter().map(|item| &*item.flow).collect::<Vec<_>>().join(", ");
        return Some(if node.is_empty() {
            Patch::insert(node.span.start() + 1, flow)
        } else {
            Patch::insert(node.last_end(text)?, format!(", {flow}"))
        });
    }
    let column = node.column(text)?;
    let blocks = items.iter().map(|item| format!("{between}{}", indented(&item.block, column)));
    Some(Patch::insert(block_end(text, node, column)?, blocks.collect::<String>()))
}

/// Whether an empty line stands between the last two items or fields of a list or a map over lines. None where
/// it holds fewer, or where that is not found.
#[must_use]
pub fn is_airy(text: &str, node: &Node<'_>) -> Option<bool> {
    let between = match (node.items(), node.entries()) {
        ([.., one, other], _) => ByteSpan::new(one.end(text)?, other.span.start()),
        (_, [.., (key, value), (other, _)]) => ByteSpan::new(key.entry_end(value, text)?, other.start(text)),
        _ => return None,
    };
    let lines = text.get(next_line(text, between.start())..between.end()).unwrap_or_default();
    Some(lines.lines().any(|line| line.trim().is_empty()))
}

impl Node<'_> {
    /// How far in the dashes or the keys of a list or a map stand that is written over lines.
    fn column(&self, text: &str) -> Option<usize> {
        let dash = |item: &Node<'_>| text.get(..item.span.start())?.trim_end().strip_suffix('-').map(str::len);
        let first = match &self.value {
            Value::List(items) => items.first().and_then(dash).unwrap_or(self.span.start()),
            _ => self.entries().first()?.0.start(text),
        };
        Some(text.get(line_start(text, first)..first)?.chars().count())
    }
}

/// Where the line after a list or a map begins that stands so far in, with the remarks on its last item.
fn block_end(text: &str, node: &Node<'_>, column: usize) -> Option<usize> {
    let mut end = next_line(text, node.end(text)?);
    let is_remark_within = |line: &str| {
        let inner = line.trim_start_matches(' ');
        inner.starts_with('#') && line.len() - inner.len() > column
    };
    while is_remark_within(text.get(end..)?) {
        end = next_line(text, end);
    }
    Some(end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::SourceText;
    use crate::text::patched;
    use crate::yaml::parse;

    fn with_more(text: &str, section: &str) -> Option<String> {
        let source = SourceText::new("", text);
        let tree = parse(&source).expect("YAML");
        let item = Item { block: "- N:\n    n\n".to_owned(), flow: "N".to_owned() };
        append(text, tree.field(section).expect("a section"), &[item], "").map(|patch| patched(text, vec![patch]))
    }

    #[test]
    fn items_come_behind_the_last_one_as_far_in_as_those_before() {
        for (text, after) in [
            ("a:\n- x\nb:\n", "a:\n- x\n- N:\n    n\nb:\n"),
            ("a:\n    - x: |\n        y\n\n\nb:\n", "a:\n    - x: |\n        y\n    - N:\n        n\n\n\nb:\n"),
            ("a:\n  \"x\": 1 # x\n# b\nb:\n", "a:\n  \"x\": 1 # x\n  - N:\n      n\n# b\nb:\n"),
            ("a: [x] # x\n", "a: [x, N] # x\n"),
            ("a: [ ]\n", "a: [N ]\n"),
            ("a: {\n  x: ']', # x\n  y: [1], # y\n}\n", "a: {\n  x: ']', # x\n  y: [1], N, # y\n}\n"),
        ] {
            assert_eq!(with_more(text, "a").as_deref(), Some(after), "{text}");
        }
    }

    #[test]
    fn a_remark_that_is_set_in_stays_with_the_item_above_it() {
        let text = "a:\n  - x: 1\n    # more of x\n  # the end\n";
        assert_eq!(
            with_more(text, "a").as_deref(),
            Some("a:\n  - x: 1\n    # more of x\n  - N:\n      n\n  # the end\n")
        );
    }

    #[test]
    fn empty_lines_between_the_last_two_are_seen_behind_a_remark_too() {
        for (text, airy) in [
            ("a:\n  - x\n  - y\n", Some(false)),
            ("a:\n  - x\n\n  - y\n", Some(true)),
            ("a:\n  - x # x\n\n  # y\n  - y\n", Some(true)),
            ("a:\n  - x\n  # y\n  - y\n", Some(false)),
            ("a:\n  x: |\n    x\n\n  'y': 1\n", Some(true)),
            ("a:\n  - x\n", None),
        ] {
            let source = SourceText::new("", text);
            assert_eq!(is_airy(text, parse(&source).expect("YAML").field("a").expect("a section")), airy, "{text}");
        }
    }
}
