//! Putting what a draft holds at the end of the sections of a document.

use super::tree::same;
use crate::diagnostic::SourceText;
use crate::text::{ByteSpan, Patch, ended, indented, line_break, line_start, next_line, patched};
use crate::yaml::{self, Item, Key, Node, Value, flow_inside, is_airy, parse};

/// What a draft may hold, in the order in which new sections are written.
pub(super) const SECTIONS: [&str; 4] = ["speakers", "sessions", "sources", "statements"];

/// How far things stand in from their section, where nothing says otherwise.
const INDENT: usize = 2;

/// The text of a document with everything that a draft holds at the ends of its sections. `None` where
/// the document, or the draft, is written in a way that does not allow it.
pub(super) fn append(document: &SourceText, draft: &SourceText) -> Option<String> {
    let new = parse(draft).ok()?;
    let mut text = document.text().to_owned();
    for section in SECTIONS {
        if let Some((key, node)) = new.entry(section).filter(|(_, node)| !node.is_empty()) {
            // A draft between brackets has no lines; what comes of that is seen below.
            let block = body(draft.text(), &new, key, node).unwrap_or_default();
            text = with_section(&text, section, Item { block, flow: flow_inside(node) })?;
        }
    }
    let expected = joined(parse(document).ok()?, new);
    let appended = SourceText::new("", text.as_str());
    parse(&appended).is_ok_and(|read| same(&read, &expected)).then_some(text)
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
    for (key, node) in new.into_iter().filter(|(_, node)| !node.is_empty()) {
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

/// The lines of a section of the draft, not set in.
fn body(text: &str, tree: &Node<'_>, key: &Key<'_>, node: &Node<'_>) -> Option<String> {
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
    Some(lines.iter().map(|line| format!("{line}\n")).collect())
}

/// The text of a document with more at the end of a section.
fn with_section(text: &str, section: &str, new: Item) -> Option<String> {
    let source = SourceText::new("", text);
    let tree = parse(&source).ok()?;
    let ended = ended(text, line_break(text));
    let patches = match tree.entry(section) {
        Some((_, node)) if !node.is_empty() => {
            let between = if is_airy(&ended, node).unwrap_or(false) { "\n" } else { "" };
            vec![yaml::append(&ended, node, &[new], between)?]
        }
        Some((key, node)) => begun(&ended, key, node, &new)?,
        None if tree.is_flow(text) => return None,
        None => {
            let air = if text.trim().is_empty() { "" } else { "\n" };
            vec![Patch::insert(ended.len(), format!("{air}{section}:\n{}", indented(&new.block, INDENT)))]
        }
    };
    // The last line is ended only where something comes behind it.
    let is_behind = patches.iter().any(|patch| patch.span.start() > text.len());
    Some(patched(if is_behind { &ended } else { text }, patches))
}

/// The first things of a section that holds nothing, or brackets with nothing between them.
fn begun(text: &str, key: &Key<'_>, node: &Node<'_>, new: &Item) -> Option<Vec<Patch>> {
    let line_end = next_line(text, key.span.end());
    let mut patches = vec![Patch::insert(line_end, indented(&new.block, INDENT))];
    if node.is_flow(text) {
        let before = text.get(..node.span.start())?.trim_end().len();
        let close = text.get(node.span.start()..line_end)?.find(['}', ']'])? + 1;
        patches.push(Patch { span: ByteSpan::new(before, node.span.start() + close), new: String::new() });
    }
    Some(patches)
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
                    "speakers: {{\n  ann: {{ name: '}}'' it''s' }}, {speaker},\n}}\nstatements: [\n  {{ id: a }}, {statement},\n]\n"
                ),
            ),
        ] {
            let appended = appended(before, draft).expect("appended");
            assert!(appended.starts_with(&after), "{appended}\n{after}");
        }
    }
}
