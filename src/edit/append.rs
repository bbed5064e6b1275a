//! Putting what a draft holds at the end of the sections of a document.

use super::flow;
use super::tree::same;
use crate::diagnostic::SourceText;
use crate::text::{ByteSpan, ended, line_break, line_start, next_line};
use crate::yaml::{Key, Node, Value, parse};

/// What a draft may hold, in the order in which new sections are written.
pub(super) const SECTIONS: [&str; 4] = ["speakers", "sessions", "sources", "statements"];

/// How far things stand in from their section, where nothing says otherwise.
const INDENT: &str = "  ";

/// The text of a document with everything that a draft holds at the ends of its sections. `None` where
/// the document, or the draft, is written in a way that does not allow it.
pub(super) fn append(document: &SourceText, draft: &SourceText) -> Option<String> {
    let new = parse(draft).ok()?;
    let mut text = document.text().to_owned();
    for section in SECTIONS {
        if let Some((key, node)) = new.entry(section).filter(|(_, node)| !is_empty(node)) {
            text = match flow::with_more(&text, section, node) {
                Some(text) => text,
                None => {
                    let lines = body(draft.text(), &new, key, node)?;
                    with_section(&SourceText::new("", text), section, &lines)?
                }
            };
        }
    }
    let expected = joined(parse(document).ok()?, new);
    let appended = SourceText::new("", text.as_str());
    parse(&appended).is_ok_and(|read| same(&read, &expected)).then_some(text)
}

/// Whether a node has nothing in it that could be added.
pub(super) fn is_empty(node: &Node<'_>) -> bool {
    node.entries().is_empty() && node.items().is_empty()
}

/// What the document should mean.
fn joined<'t>(document: Node<'t>, draft: Node<'t>) -> Node<'t> {
    let mut all = match document.value {
        Value::Map(entries) => entries,
        _ => Vec::new(),
    };
    let new = match draft.value {
        Value::Map(entries) => entries,
        _ => Vec::new(),
    };
    for (key, node) in new.into_iter().filter(|(_, node)| !is_empty(node)) {
        match all.iter_mut().find(|(there, _)| there.text == key.text) {
            None => all.push((key, node)),
            Some((_, there)) => match (&mut there.value, node.value) {
                (Value::List(items), Value::List(new)) => items.extend(new),
                (Value::Map(entries), Value::Map(new)) => entries.extend(new),
                (_, new) => there.value = new,
            },
        }
    }
    Node { value: Value::Map(all), span: ByteSpan::default() }
}

/// The lines of a section of the draft, without what they stand in.
fn body(text: &str, tree: &Node<'_>, key: &Key<'_>, node: &Node<'_>) -> Option<Vec<String>> {
    if node.is_flow(text) {
        return None;
    }
    let begin = next_line(text, key.span.end());
    let next =
        tree.entries().iter().map(|(other, _)| line_start(text, other.span.start())).filter(|at| *at >= begin).min();
    let lines: Vec<&str> = text.get(begin..next.unwrap_or(text.len()))?.lines().collect();
    let is_remark = |line: &&str| line.trim_start().starts_with('#');
    let margin =
        lines.iter().filter(|line| !line.trim().is_empty() && !is_remark(line)).map(|line| margin_of(line)).min()?;
    let shifted =
        |line: &&str| line.get(margin.min(margin_of(line))..).unwrap_or_default().trim_end_matches('\r').to_owned();
    let mut lines: Vec<String> = lines.iter().map(shifted).collect();
    let first = lines.iter().position(|line| !line.trim().is_empty())?;
    lines.drain(..first);
    while lines.last().is_some_and(|line| line.trim().is_empty()) {
        lines.pop();
    }
    Some(lines)
}

/// The document with lines at the end of a section.
fn with_section(document: &SourceText, section: &str, lines: &[String]) -> Option<String> {
    let text = document.text();
    let tree = parse(document).ok()?;
    let line_break = line_break(text);
    let set_in = |indent: &str| -> String {
        let line =
            |line: &String| if line.is_empty() { line_break.to_owned() } else { format!("{indent}{line}{line_break}") };
        lines.iter().map(line).collect()
    };
    let Some((key, node)) = tree.entry(section) else {
        if tree.is_flow(text) {
            return None;
        }
        let air = if text.trim().is_empty() { "" } else { line_break };
        return Some(format!("{}{air}{section}:{line_break}{}", ended(text, line_break), set_in(INDENT)));
    };
    let key_line_end = next_line(text, key.span.end());
    if is_empty(node) {
        // Nothing, or brackets with nothing between them.
        let head = text.get(..key_line_end)?;
        let head = if node.is_flow(text) {
            let inside = text.get(node.span.start()..key_line_end)?;
            let close = inside.find(['}', ']'])? + 1;
            let before = text.get(..node.span.start())?.trim_end();
            format!("{before}{}", &inside[close..])
        } else {
            head.to_owned()
        };
        return Some(format!("{}{}{}", ended(&head, line_break), set_in(INDENT), text.get(key_line_end..)?));
    }
    if node.is_flow(text) {
        return None;
    }
    let first = match &node.value {
        Value::List(_) => text.get(key_line_end..)?.lines().find(|line| line.trim_start().starts_with('-'))?,
        _ => node.entries().first().map(|(key, _)| &text[line_start(text, key.span.start())..])?,
    };
    let indent = first.get(..margin_of(first))?;
    let (end, is_airy) = section_end(text, key_line_end, indent.len(), matches!(node.value, Value::List(_)));
    let air = if is_airy { line_break } else { "" };
    let head = ended(text.get(..end)?, line_break);
    Some(format!("{head}{air}{}{}", set_in(indent), text.get(end..)?))
}

/// Where the last line of a section ends, and whether empty lines stand between its items.
fn section_end(text: &str, from: usize, indent: usize, is_list: bool) -> (usize, bool) {
    let (mut end, mut at) = (from, from);
    let (mut is_airy, mut was_empty, mut begun) = (false, false, false);
    for line in text[from..].split_inclusive('\n') {
        at += line.len();
        let inner = line.trim();
        let margin = margin_of(line);
        if inner.is_empty() {
            was_empty = true;
            continue;
        }
        let is_remark = inner.starts_with('#') && margin <= indent;
        let is_item = margin == indent && (!is_list || inner == "-" || inner.starts_with("- "));
        if !is_remark {
            if !is_item && margin <= indent {
                break;
            }
            is_airy |= is_item && was_empty && begun;
            begun = true;
            end = at;
        }
        was_empty = was_empty && is_remark;
    }
    (end, is_airy)
}

fn margin_of(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// The statements of a document.
pub(super) fn statements<'n, 't>(tree: &'n Node<'t>) -> &'n [Node<'t>] {
    tree.field("statements").map_or(&[], Node::items)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn appended(document: &str, draft: &str) -> Option<String> {
        append(&SourceText::new("", document), &SourceText::new("", draft))
    }

    const DRAFT: &str = "statements:\n  - id: new\n    text: |\n      One.\n        # no remark\n\n      Two.\n";

    #[test]
    fn a_statement_comes_to_the_end_of_its_list_in_the_documents_layout() {
        for (before, after) in [
            ("", "statements:\n  - N\n"),
            ("title: t", "title: t\n\nstatements:\n  - N\n"),
            ("statements:\n", "statements:\n  - N\n"),
            ("statements: # all\nspeakers: {}\n", "statements: # all\n  - N\nspeakers: {}\n"),
            ("statements: []\n# end\n", "statements:\n  - N\n# end\n"),
            ("statements: [ ] # none\n", "statements: # none\n  - N\n"),
            ("statements:\n- id: a\ntitle: t\n", "statements:\n- id: a\n- N\ntitle: t\n"),
            (
                "statements:\n    - id: a\n      text: |\n        x\n\n\n# the end\nspeakers: {}\n",
                "statements:\n    - id: a\n      text: |\n        x\n    - N\n\n\n# the end\nspeakers: {}\n",
            ),
            (
                "statements:\n  - id: a\n\n  # b\n  - id: b\n  # last",
                "statements:\n  - id: a\n\n  # b\n  - id: b\n\n  - N\n  # last",
            ),
            ("statements:\r\n  - id: a", "statements:\r\n  - id: a\r\n  - N\r\n"),
        ] {
            let draft = "statements:\n  - id: new\n";
            assert_eq!(appended(before, draft).expect("appended"), after.replace('N', "id: new"), "{before:?}");
        }
    }

    #[test]
    fn texts_of_several_lines_are_moved_as_a_whole() {
        let after = appended("statements:\n- id: a\n", DRAFT).expect("appended");
        assert_eq!(after, "statements:\n- id: a\n- id: new\n  text: |\n    One.\n      # no remark\n\n    Two.\n");
    }

    #[test]
    fn what_is_new_beside_it_comes_into_its_section() {
        let draft = "speakers:\n  eve: { name: Eve }\n# mine\nsources:\n      paper:\n        title: P\nstatements:\n  - { id: new, speaker: eve }\n";
        let before = "speakers:\n    ann: { name: Ann } # her\n\nstatements:\n  - { id: a, speaker: ann }\n";
        let after = "speakers:\n    ann: { name: Ann } # her\n    eve: { name: Eve }\n    # mine\n\nstatements:\n  - { id: a, speaker: ann }\n  - { id: new, speaker: eve }\n\nsources:\n  paper:\n    title: P\n";
        let appended = appended(before, draft).expect("appended");
        assert_eq!(appended.replace("    # mine\n", ""), after.replace("    # mine\n", ""));
        assert!(appended.contains("# mine"));
    }

    #[test]
    fn what_cannot_be_done_line_by_line_is_refused() {
        for tangled in [
            "{ statements: [] }\n",
            "statements: [\n  { id: a } # the last\n]\n",
            "statements: &all\n  - id: a\nother: *all\n",
            "statements:\n  - text: 'a\n\n  - b'\n    id: [\n a ]\n",
        ] {
            let outcome = appended(tangled, DRAFT);
            let is_right = |text: &String| {
                let source = SourceText::new("", text.as_str());
                statements(&parse(&source).expect("YAML")).len() == 2
            };
            assert!(outcome.as_ref().is_none_or(is_right), "{tangled}: {outcome:?}");
        }
        assert_eq!(appended("{ statements: [] }\n", DRAFT), None);
    }

    #[test]
    fn between_brackets_what_is_new_comes_before_the_last_one() {
        let draft = "speakers:\n  žižek: { name: \"Žižek, S.\" }\n\
                     statements:\n  - id: new\n    topics: [a, b c]\n    text: |\n      One: \"two\".\n      Three.\n";
        let (speaker, statement) = (
            r#""žižek": { name: "Žižek, S." }"#,
            r#"{ id: new, topics: [a, "b c"], text: "One: \"two\".\nThree.\n" }"#,
        );
        for (before, after) in [
            (
                "speakers: { ann: { name: Ann } } # all\r\nstatements:\r\n  - { id: a }\r\n",
                format!("speakers: {{ ann: {{ name: Ann }}, {speaker} }} # all\r\nstatements:\r\n  - {{ id: a }}\r\n"),
            ),
            (
                "{speakers: {ann: {name: Ann}}, statements: [{id: a}]}",
                format!("{{speakers: {{ann: {{name: Ann}}, {speaker}}}, statements: [{{id: a}}, {statement}]}}"),
            ),
            (
                "speakers: {\n  ann: { name: '}'' it''s' },\n}\nstatements: [\n  { id: a },\n]\n",
                format!(
                    "speakers: {{\n  ann: {{ name: '}}'' it''s' }}, {speaker}\n}}\nstatements: [\n  {{ id: a }}, {statement}\n]\n"
                ),
            ),
        ] {
            let appended = appended(before, draft).expect("appended");
            assert!(appended.starts_with(&after), "{appended}\n{after}");
        }
    }
}
