//! YAML: a corpus as a person would have written it.

use std::io::{self, Write};

use serde::Serialize;

use super::entry::Entry;
use super::extent::Extent;
use super::{Exporter, Selection};
use crate::corpus::written::ById;
use crate::yaml::yaml_text;

#[derive(Default)]
pub(super) struct Yaml<'a> {
    extent: Option<Extent<'a>>,
    /// Whether a statement stands above.
    begun: bool,
}

impl<'a> Exporter<'a> for Yaml<'a> {
    fn begin(&mut self, selection: Selection<'a>, out: &mut dyn Write) -> io::Result<()> {
        let extent = Extent::of(selection);
        let title = extent.title().map(|title| field(out, "title", &title)).transpose()?;
        let notes = extent.notes().map(|notes| field(out, "notes", &notes)).transpose()?;
        let mut begun = title.or(notes).is_some();
        begun |= section(out, begun, "speakers", &ById(extent.speakers().collect()))?;
        begun |= section(out, begun, "sessions", &ById(extent.sessions().collect()))?;
        begun |= section(out, begun, "sources", &ById(extent.sources().collect()))?;
        self.extent = Some(extent);
        if selection.hits.is_empty() {
            return Ok(());
        }
        if begun {
            writeln!(out)?;
        }
        writeln!(out, "statements:")
    }

    fn statement(&mut self, entry: Entry<'a>, out: &mut dyn Write) -> io::Result<()> {
        let Some(extent) = &self.extent else { return Ok(()) };
        if std::mem::replace(&mut self.begun, true) {
            writeln!(out)?;
        }
        yaml(out, &[extent.statement(entry.statement())])
    }
}

/// Writes what is given by id under a heading, below an empty line; answers whether there
/// was something.
fn section<T: Serialize>(out: &mut dyn Write, space: bool, name: &str, things: &ById<'_, T>) -> io::Result<bool> {
    if things.is_empty() {
        return Ok(false);
    }
    if space {
        writeln!(out)?;
    }
    field(out, name, things)?;
    Ok(true)
}

/// Writes one field of the file.
fn field(out: &mut dyn Write, name: &str, value: &impl Serialize) -> io::Result<()> {
    struct Field<'a, T>(&'a str, &'a T);
    impl<T: Serialize> Serialize for Field<'_, T> {
        fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serializer.collect_map([(self.0, self.1)])
        }
    }
    yaml(out, &Field(name, value))
}

/// Writes a value as YAML. It goes into a buffer first: an error of the writer is ours to
/// tell, and the serializer would hide it in one of its own.
fn yaml(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    out.write_all(yaml_text(value)?.as_bytes())
}
