//! A collection as YAML that a person would have written.

use std::io;

use serde::Serialize;
use serde::ser::SerializeMap;

use super::{Collection, Entry};
use crate::corpus::written::WrittenStatement;
use crate::text::{indented, visible};
use crate::yaml::{flow_text, parse_json, yaml_text};

/// How deep the things of a section stand.
pub(super) const STEP: usize = 2;

impl Collection {
    /// The collection as a corpus file.
    ///
    /// # Errors
    /// The serializer failed, which would be a fault of the program.
    pub fn yaml(&self) -> io::Result<String> {
        let mut out = String::new();
        if !self.made_by.is_empty() {
            out.push_str(&comment(&format!("Made by {}.", self.made_by)));
        }
        if self.doubtful() > 0 {
            out.push_str(&comment(
                "Somebody should look where it says `look:`, and where a statement has a `review:`.",
            ));
        }
        let mut head = String::new();
        for (name, value) in [("title", &self.title), ("notes", &self.notes)] {
            if let Some(value) = value {
                head.push_str(&yaml_text(&Field(name, value))?);
            }
        }
        let mut blocks = vec![head, section("speakers", &self.speakers)?];
        blocks.push(section("sessions", &self.sessions)?);
        blocks.push(section("sources", &self.sources)?);
        blocks.push(self.statements_section()?);
        for block in blocks.iter().filter(|block| !block.is_empty()) {
            if !out.is_empty() {
                out.push('\n');
            }
            out.push_str(block);
        }
        Ok(out)
    }

    fn statements_section(&self) -> io::Result<String> {
        if self.statements.is_empty() {
            return Ok(String::new());
        }
        let all: Vec<String> = self.statements.iter().map(statement).collect::<io::Result<_>>()?;
        Ok(format!("statements:\n{}", indented(&all.join("\n"), STEP)))
    }
}

/// A statement as an item of a list, with its remarks above it.
pub(super) fn statement(entry: &Entry<WrittenStatement<'static>>) -> io::Result<String> {
    Ok(commented(&entry.look, &yaml_text(&[&entry.value])?))
}

/// What is known by id under a heading; nothing where there is nothing.
fn section<T: Serialize>(name: &str, entries: &[Entry<T>]) -> io::Result<String> {
    if entries.is_empty() {
        return Ok(String::new());
    }
    let all: Vec<String> = entries.iter().map(named).collect::<io::Result<_>>()?;
    Ok(format!("{name}:\n{}", indented(&all.concat(), STEP)))
}

/// Something under its id, with its remarks above it.
pub(super) fn named<T: Serialize>(entry: &Entry<T>) -> io::Result<String> {
    Ok(commented(&entry.look, &yaml_text(&Field(&entry.id, &entry.value))?))
}

/// Something with its remarks above it.
pub(super) fn commented(look: &[String], text: &str) -> String {
    let look: String = look.iter().map(|why| comment(&format!("look: {why}"))).collect();
    look + text
}

/// A line of comment: nothing in it ends the line or steers a terminal.
pub(super) fn comment(text: &str) -> String {
    let line: Vec<&str> = text.split_whitespace().collect();
    format!("# {}\n", visible(&line.join(" ")))
}

/// A value in one line, as it stands in braces: `{ name: Ann, aliases: [A, B] }`.
pub(super) fn flow(value: &impl Serialize) -> io::Result<String> {
    let json = serde_json::to_string(value)?;
    let node = parse_json(&json, 0).map_err(|not_json| io::Error::from(not_json.error))?;
    Ok(flow_text(&node))
}

/// One field of a map.
struct Field<'a, T>(&'a str, &'a T);

impl<T: Serialize> Serialize for Field<'_, T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(1))?;
        map.serialize_entry(self.0, self.1)?;
        map.end()
    }
}
