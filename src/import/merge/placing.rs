//! Where in a corpus file new things go, in the layout that the file has.

use std::collections::HashMap;
use std::io;

use serde::Serialize;

use super::MergeError;
use super::matching::Joining;
use crate::corpus::written::{DOCUMENT_FIELDS, WrittenWording};
use crate::diagnostic::SourceText;
use crate::import::Entry;
use crate::import::write::{STEP, comment, commented, flow, named, statement};
use crate::text::{Patch, indented, line_start, next_line, patched};
use crate::yaml::{Item, Key, Node, Value, append, is_airy, parse, scalar, yaml_text};

/// What the place of a statement can take in: another wording.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Room {
    /// Whether the statement says how it gives the words. Where it does not, a wording may change
    /// that.
    pub(super) says_its_kind: bool,
}

/// The fields of a wording that a statement with one wording may hold itself.
const SHORT_FORM: [&str; 7] = ["text", "source", "frame", "locator", "by", "verified", "checked_at"];

type Entries<'n, 't> = &'n [(Key<'t>, Node<'t>)];

/// A file's tree with its text.
pub(super) struct Layout<'t> {
    file: &'t SourceText,
    root: Node<'t>,
}

impl<'t> Layout<'t> {
    pub(super) fn of(file: &'t SourceText) -> Result<Self, MergeError> {
        let root = parse(file).map_err(|problem| MergeError::Problems(vec![*problem]))?;
        Ok(Self { file, root })
    }

    /// The statements that can take another wording in.
    pub(super) fn rooms(&self) -> HashMap<String, Room> {
        let statements = self.statements().filter_map(|(id, statement)| {
            let takes = statement.field("wordings").is_some() || short_form(statement).is_some();
            takes.then(|| (id.to_owned(), Room { says_its_kind: statement.field("kind").is_some() }))
        });
        statements.collect()
    }

    /// The text with everything new in its place.
    pub(super) fn add(&self, joining: &Joining) -> Result<String, MergeError> {
        let mut adding = Adding { layout: self, insertions: Vec::new() };
        if !joining.changes.is_empty() && !self.text().is_empty() && !self.text().ends_with('\n') {
            adding.insert(self.text().len(), "\n");
        }
        // What belongs to something that is there stands before what comes behind it.
        for (source, passages) in &joining.passages {
            adding.add_passages(source, passages)?;
        }
        let mut of_statements: Vec<(&str, Vec<&Entry<WrittenWording<'static>>>)> = Vec::new();
        let mut places: HashMap<&str, usize> = HashMap::new();
        for (statement, wording) in &joining.wordings {
            let place = *places.entry(statement).or_insert_with(|| {
                of_statements.push((statement, Vec::new()));
                of_statements.len() - 1
            });
            of_statements[place].1.push(wording);
        }
        for (id, statement) in self.statements() {
            if let Some(place) = places.get(id) {
                adding.add_wordings(statement, &of_statements[*place].1)?;
            }
        }
        let new = &joining.new;
        adding.add_named("speakers", &new.speakers)?;
        adding.add_named("sessions", &new.sessions)?;
        adding.add_named("sources", &new.sources)?;
        adding.add_statements(joining)?;
        Ok(patched(self.text(), adding.insertions))
    }

    fn text(&self) -> &'t str {
        self.file.text()
    }

    /// The statements with their ids.
    fn statements(&self) -> impl Iterator<Item = (&str, &Node<'t>)> {
        self.statement_list().iter().filter_map(|statement| Some((statement.field("id")?.trimmed()?, statement)))
    }

    fn statement_list(&self) -> &[Node<'t>] {
        self.root.field("statements").map_or(&[], Node::items)
    }

    fn layout_error(&self, why: &str) -> MergeError {
        MergeError::Layout { file: self.file.name().to_owned(), why: why.to_owned() }
    }
}

/// The fields of the short form, if they stand together: then they can become a wording by putting
/// something before and behind them.
fn short_form<'n, 't>(statement: &'n Node<'t>) -> Option<Entries<'n, 't>> {
    let entries = statement.entries();
    let is_short = |(key, _): &(Key<'_>, Node<'_>)| SHORT_FORM.contains(&&*key.text);
    let from = entries.iter().position(is_short)?;
    let to = entries.iter().rposition(is_short)? + 1;
    entries[from..to].iter().all(is_short).then(|| &entries[from..to])
}

/// Additions while they are gathered.
struct Adding<'l, 't> {
    layout: &'l Layout<'t>,
    insertions: Vec<Patch>,
}

/// Something new for a list.
fn list_item(value: &impl Serialize, look: &[String]) -> io::Result<Item> {
    Ok(Item { block: commented(look, &yaml_text(&[value])?), flow: flow(value)? })
}

impl Adding<'_, '_> {
    fn insert(&mut self, at: usize, new: impl Into<String>) {
        self.insertions.push(Patch::insert(at, new));
    }

    /// Puts items behind the last one of a list or map.
    fn append(&mut self, node: &Node<'_>, items: &[Item], between: &str) -> Result<(), MergeError> {
        let patch = append(self.layout.text(), node, items, between);
        self.insertions.push(patch.ok_or_else(|| self.layout.layout_error("the end of a list or map was not found"))?);
        Ok(())
    }

    fn add_passages(&mut self, source: &str, passages: &[impl Serialize]) -> Result<(), MergeError> {
        let sources = self.layout.root.field("sources");
        let source = sources.and_then(|sources| sources.field(source));
        let Some(node) = source.and_then(|source| source.field("passages")) else { return Ok(()) };
        let items: Vec<Item> = passages.iter().map(|passage| list_item(passage, &[])).collect::<io::Result<_>>()?;
        self.append(node, &items, "")
    }

    fn add_wordings(
        &mut self,
        statement: &Node<'_>,
        wordings: &[&Entry<WrittenWording<'static>>],
    ) -> Result<(), MergeError> {
        let item = |entry: &&Entry<WrittenWording<'static>>| list_item(&entry.value, &entry.look);
        let items: Vec<Item> = wordings.iter().map(item).collect::<io::Result<_>>()?;
        match (statement.field("wordings"), short_form(statement)) {
            (Some(node), _) => self.append(node, &items, ""),
            (None, Some(fields)) => self.lengthen(fields, &items),
            (None, None) => Ok(()),
        }
    }

    /// Makes a wording of the fields of the short form, and puts others behind it: `wordings:` goes
    /// before the first, and they go further in.
    fn lengthen(&mut self, fields: Entries<'_, '_>, items: &[Item]) -> Result<(), MergeError> {
        let layout = self.layout;
        let misread = || layout.layout_error("the fields of a statement were not found");
        let (Some((first, _)), Some((last, value))) = (fields.first(), fields.last()) else { return Ok(()) };
        let start = first.start(layout.text());
        let end = last.entry_end(value, layout.text()).ok_or_else(misread)?;
        let before = &layout.text()[line_start(layout.text(), start)..start];
        let is_block = before.trim_start().trim_start_matches('-').trim_start().is_empty();
        if !is_block {
            let flow: Vec<&str> = items.iter().map(|item| &*item.flow).collect();
            self.insert(start, "wordings: [{ ");
            self.insert(end, format!(" }}, {}]", flow.join(", ")));
            return Ok(());
        }
        let column = before.chars().count();
        self.insert(start, format!("wordings:\n{}- ", " ".repeat(column + STEP)));
        let mut line = next_line(layout.text(), start);
        while line < end {
            let next = next_line(layout.text(), line);
            if !layout.text()[line..next].trim().is_empty() {
                self.insert(line, " ".repeat(2 * STEP));
            }
            line = next;
        }
        for item in items {
            self.insert(next_line(layout.text(), end), indented(&item.block, column + STEP));
        }
        Ok(())
    }

    fn add_named<T: Serialize>(&mut self, section: &str, entries: &[Entry<T>]) -> Result<(), MergeError> {
        let item = |entry: &Entry<T>| {
            let flow = format!("{}: {}", scalar(&entry.id), flow(&entry.value)?);
            Ok(Item { block: named(entry)?, flow })
        };
        let items: Vec<Item> = entries.iter().map(item).collect::<io::Result<_>>()?;
        self.add_to_section(section, &items, "")
    }

    fn add_statements(&mut self, joining: &Joining) -> Result<(), MergeError> {
        let item = |entry| Ok(Item { block: statement(entry)?, flow: flow(&entry.value)? });
        let mut items: Vec<Item> = joining.new.statements.iter().map(item).collect::<io::Result<_>>()?;
        if let Some(first) = items.first_mut() {
            first.block = comment(&format!("Added by {}.", joining.new.made_by)) + &first.block;
        }
        self.add_to_section("statements", &items, self.between_statements())
    }

    /// An empty line where the file has one between its statements, or has too few to tell.
    fn between_statements(&self) -> &'static str {
        let statements = self.layout.root.field("statements");
        let airy = statements.and_then(|statements| is_airy(self.layout.text(), statements));
        if airy.unwrap_or(true) { "\n" } else { "" }
    }

    fn add_to_section(&mut self, name: &str, items: &[Item], between: &'static str) -> Result<(), MergeError> {
        if items.is_empty() {
            return Ok(());
        }
        let layout = self.layout;
        let blocks = || -> String { items.iter().map(|item| &*item.block).collect::<Vec<_>>().join(between) };
        match layout.root.entry(name) {
            Some((key, Node { value: Value::Null, .. })) => {
                self.insert(next_line(layout.text(), key.span.end()), indented(&blocks(), STEP));
                Ok(())
            }
            Some((_, node)) => self.append(node, items, between),
            None if layout.root.is_flow(layout.text()) && !layout.root.entries().is_empty() => {
                Err(layout.layout_error("the whole file stands in braces"))
            }
            None => {
                let place = self.place_of_section(name)?;
                let next = layout.text()[place..].lines().next();
                let after = if next.is_some_and(|line| !line.trim().is_empty()) { "\n" } else { "" };
                let is_first = layout.text()[..place].trim().is_empty()
                    && !self.insertions.iter().any(|patch| patch.span.start() == place);
                let space = if is_first || !after.is_empty() { "" } else { "\n" };
                self.insert(place, format!("{space}{name}:\n{}{after}", indented(&blocks(), STEP)));
                Ok(())
            }
        }
    }

    /// Where a section goes that is not there: behind the nearest that people write before it, else
    /// before everything.
    fn place_of_section(&self, name: &str) -> Result<usize, MergeError> {
        let layout = self.layout;
        let before: Vec<&str> = DOCUMENT_FIELDS.into_iter().take_while(|section| *section != name).collect();
        match before.into_iter().rev().find_map(|section| layout.root.entry(section)) {
            Some((key, value)) => {
                let end = key.entry_end(value, layout.text());
                end.map(|end| next_line(layout.text(), end))
                    .ok_or_else(|| layout.layout_error("the end of a section was not found"))
            }
            None if layout.root.entries().is_empty() => Ok(layout.text().len()),
            None => Ok(line_start(layout.text(), layout.root.span.start())),
        }
    }
}
