//! Taking fields out of a map one by one, noting every problem.

use std::borrow::Cow;
use std::collections::HashSet;

use super::tree::{Key, Node, Value};
use crate::diagnostic::{Collect, Diagnostic, Places, Severity, closest, short};
use crate::text::ByteSpan;

/// A value with the place it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Located<T> {
    /// The value.
    pub value: T,
    /// The bytes of the file it stands at.
    pub span: ByteSpan,
}

impl<T> Located<T> {
    /// Something else at the same place.
    pub fn map<U>(self, make: impl FnOnce(T) -> U) -> Located<U> {
        Located { value: make(self.value), span: self.span }
    }
}

impl Located<Cow<'_, str>> {
    /// The same with a text of its own.
    #[must_use]
    pub fn into_owned(self) -> Located<String> {
        Located { value: self.value.into_owned(), span: self.span }
    }
}

/// The fields of one map. Every field that is asked for is known; [`Fields::finish`]
/// reports those that nobody asked for.
pub struct Fields<'t, 'p> {
    places: &'p dyn Places,
    problems: &'p mut dyn Collect,
    /// What the map describes, for messages: "a speaker".
    what: &'static str,
    span: ByteSpan,
    entries: Vec<(Key<'t>, Node<'t>)>,
    known: Vec<&'static str>,
}

/// The most fields whose names are compared one by one; a set would take longer to fill.
const FEW: usize = 32;

impl<'t, 'p> Fields<'t, 'p> {
    /// Opens a map; anything else is noted as a problem and gives `None`.
    pub fn open(
        node: Node<'t>,
        what: &'static str,
        places: &'p dyn Places,
        problems: &'p mut dyn Collect,
    ) -> Option<Self> {
        let span = node.span;
        match node.value {
            Value::Map(entries) => {
                let mut fields = Self { places, problems, what, span, entries, known: Vec::with_capacity(FEW) };
                fields.report_repeated();
                Some(fields)
            }
            _ => {
                let message = format!("{what} is a map of fields, but here is {}", node.describe());
                problems.note(Severity::Error, || Diagnostic::error("wrong-type", message, places.place(span)));
                None
            }
        }
    }

    /// Opens a map that stands in this one.
    pub fn nested<'n>(&'n mut self, node: Node<'t>, what: &'static str) -> Option<Fields<'t, 'n>> {
        Fields::open(node, what, self.places, self.problems)
    }

    /// Notes every field that stands there again, and keeps its first value.
    fn report_repeated(&mut self) {
        let is_first = |(index, (key, _)): (usize, &(Key<'t>, _))| {
            self.entries[..index].iter().all(|(earlier, _)| earlier.text != key.text)
        };
        if self.entries.len() <= FEW && self.entries.iter().enumerate().all(is_first) {
            return;
        }
        let mut seen = HashSet::new();
        let (first, repeated): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.entries).into_iter().partition(|(key, _)| seen.insert(key.text.clone()));
        self.entries = first;
        for (key, _) in repeated {
            self.problem("duplicate-field", format!("`{}` stands here a second time", short(&key.text)), key.span);
        }
    }

    /// Takes a field out as it stands in the tree, if it is there and not empty.
    pub fn node(&mut self, name: &'static str) -> Option<Node<'t>> {
        self.known.push(name);
        let index = self.entries.iter().position(|(key, _)| key.text == name)?;
        let (_, node) = self.entries.remove(index);
        (!matches!(node.value, Value::Null)).then_some(node)
    }

    /// Whether a field is there.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.entries.iter().any(|(key, _)| key.text == name)
    }

    /// Whether a field is there with a list that has nothing in it.
    #[must_use]
    pub fn is_empty_list(&self, name: &str) -> bool {
        let is_empty = |node: &Node<'_>| matches!(&node.value, Value::List(items) if items.is_empty());
        self.entries.iter().any(|(key, node)| key.text == name && is_empty(node))
    }

    /// Where the name of a field stands, if the field is there.
    #[must_use]
    pub fn key_span(&self, name: &str) -> Option<ByteSpan> {
        self.entries.iter().find(|(key, _)| key.text == name).map(|(key, _)| key.span)
    }

    /// A text, trimmed. An empty one is a problem.
    pub fn text(&mut self, name: &'static str) -> Option<Located<Cow<'t, str>>> {
        let node = self.node(name)?;
        self.text_of(name, node)
    }

    /// A text that must be there.
    pub fn required_text(&mut self, name: &'static str) -> Option<Located<Cow<'t, str>>> {
        if !self.has(name) {
            self.missing(name);
        } else if let Some((key, _)) =
            self.entries.iter().find(|(key, node)| key.text == name && matches!(node.value, Value::Null))
        {
            let span = key.span;
            self.problem("empty-text", format!("`{name}` is empty"), span);
        }
        self.text(name)
    }

    /// Notes that a field which must be there is not.
    pub fn missing(&mut self, name: &'static str) {
        let first_line = ByteSpan::new(self.span.start(), self.span.start());
        let what = self.what;
        self.problem("missing-field", format!("{what} needs the field `{name}`"), first_line);
    }

    /// `true` or `false`.
    pub fn flag(&mut self, name: &'static str) -> Option<Located<bool>> {
        let node = self.node(name)?;
        if let Value::Flag(value) = node.value {
            return Some(Located { value, span: node.span });
        }
        self.wrong_type(name, "`true` or `false`", &node);
        None
    }

    /// A list of texts; a single text counts as a list of one.
    pub fn texts(&mut self, name: &'static str) -> Vec<Located<Cow<'t, str>>> {
        let items = match self.node(name) {
            None => return Vec::new(),
            Some(Node { value: Value::List(items), .. }) => items,
            Some(single) => vec![single],
        };
        items.into_iter().filter_map(|item| self.text_of(name, item)).collect()
    }

    /// A list of anything.
    pub fn list(&mut self, name: &'static str) -> Vec<Node<'t>> {
        match self.node(name) {
            None => Vec::new(),
            Some(Node { value: Value::List(items), .. }) => items,
            Some(other) => {
                self.wrong_type(name, "a list", &other);
                Vec::new()
            }
        }
    }

    /// A map from ids to anything, in the file's order.
    pub fn map(&mut self, name: &'static str) -> Vec<(Key<'t>, Node<'t>)> {
        match self.node(name) {
            None => Vec::new(),
            Some(Node { value: Value::Map(entries), .. }) => entries,
            Some(other) => {
                self.wrong_type(name, "a map of ids", &other);
                Vec::new()
            }
        }
    }

    /// A text read by `read`, which says what it wants instead where it cannot.
    pub fn parsed<T>(
        &mut self,
        name: &'static str,
        code: &'static str,
        read: impl FnOnce(&str) -> Result<T, String>,
    ) -> Option<Located<T>> {
        let Located { value, span } = self.text(name)?;
        match read(&value) {
            Ok(value) => Some(Located { value, span }),
            Err(message) => {
                self.problem(code, message, span);
                None
            }
        }
    }

    /// Notes a problem with something of this map.
    pub fn problem(&mut self, code: &'static str, message: String, span: ByteSpan) {
        self.problems.note(Severity::Error, || Diagnostic::error(code, message, self.places.place(span)));
    }

    /// Notes an error that somebody else puts into words.
    pub fn report(&mut self, problem: impl FnOnce(&dyn Places) -> Diagnostic) {
        self.problems.note(Severity::Error, || problem(self.places));
    }

    /// Where the map stands.
    #[must_use]
    pub const fn span(&self) -> ByteSpan {
        self.span
    }

    /// Reports the fields that nobody asked for.
    pub fn finish(self) {
        let Self { places, problems, what, entries, known, .. } = self;
        for (key, _) in entries {
            problems.note(Severity::Error, || {
                let name = short(&key.text);
                let message = format!("{what} has no field `{name}`");
                let problem = Diagnostic::error("unknown-field", message, places.place(key.span));
                problem.with_help(match closest(&name, known.iter().copied()) {
                    Some(meant) => format!("did you mean `{meant}`?"),
                    None => format!("its fields are {}", known.join(", ")),
                })
            });
        }
    }

    fn text_of(&mut self, name: &'static str, node: Node<'t>) -> Option<Located<Cow<'t, str>>> {
        let value = match node.value {
            Value::Text(text) => text,
            Value::Flag(flag) => Cow::Borrowed(if flag { "true" } else { "false" }),
            _ => {
                self.wrong_type(name, "text", &node);
                return None;
            }
        };
        if value.trim().is_empty() {
            self.problem("empty-text", format!("`{name}` is empty"), node.span);
            return None;
        }
        let value = match value {
            Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
            Cow::Owned(text) if text.trim().len() == text.len() => Cow::Owned(text),
            Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
        };
        Some(Located { value, span: node.span })
    }

    fn wrong_type(&mut self, name: &str, wanted: &str, node: &Node<'_>) {
        self.problem("wrong-type", format!("`{name}` is {wanted}, but here is {}", node.describe()), node.span);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{FirstProblems, SourceText};
    use crate::yaml::parse;

    fn read<T>(text: &str, take: impl FnOnce(&mut Fields<'_, '_>) -> T) -> (T, Vec<String>) {
        let source = SourceText::new("x.yaml", text);
        let mut problems = FirstProblems::of(source.name());
        let tree = parse(&source).expect("YAML that can be read");
        let mut fields = Fields::open(tree, "a thing", &source, &mut problems).expect("a map");
        let taken = take(&mut fields);
        fields.finish();
        (
            taken,
            problems
                .into_parts()
                .0
                .into_iter()
                .map(|problem| format!("{}: {}", problem.place.line, problem.message))
                .collect(),
        )
    }

    #[test]
    fn all_problems_of_a_map_are_noted() {
        let ((), problems) = read("nmae: x\nbody: perhaps\naliases: {}\ntitle: ' '\nbody: true\n", |fields| {
            fields.required_text("name");
            fields.flag("body");
            fields.texts("aliases");
            fields.text("title");
        });
        assert_eq!(
            problems,
            [
                "5: `body` stands here a second time",
                "1: a thing needs the field `name`",
                "2: `body` is `true` or `false`, but here is text",
                "3: `aliases` is text, but here is a map",
                "4: `title` is empty",
                "1: a thing has no field `nmae`",
            ]
        );
    }

    #[test]
    fn a_single_text_is_a_list_of_one() {
        let (texts, problems) = read("a: one\nb: [one, 2]\n", |fields| {
            (
                fields.texts("a").len(),
                fields.texts("b").into_iter().map(|text| text.value.into_owned()).collect::<Vec<_>>(),
            )
        });
        assert_eq!(texts, (1, vec!["one".to_owned(), "2".to_owned()]));
        assert!(problems.is_empty(), "{problems:?}");
    }

    #[test]
    fn an_empty_optional_field_counts_as_absent() {
        let (text, problems) = read("notes:\n", |fields| fields.text("notes").is_some());
        assert!(!text);
        assert!(problems.is_empty());
    }
}
