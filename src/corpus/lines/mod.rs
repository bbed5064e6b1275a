//! Files of lines: JSONL, CSV and TSV.
//!
//! They are read line by line, and each goes straight into the corpus: memory holds the
//! file never, and its texts once. A reader makes a [`row::Row`] of each line; from there
//! on all formats go the same way: [`row::check`] looks at the values, [`intake::Intake`]
//! turns names into ids and adds the statement. (A line that carries something else than
//! a statement would part from that way in its reader, by its `type`.)

mod fields;
mod ids;
mod intake;
mod json_lines;
mod names;
mod problems;
mod row;
mod table;
#[cfg(test)]
mod tests;

use std::io::{self, BufRead, BufReader, Chain, Cursor, Read};

use crate::diagnostic::{Diagnostic, Place};

use super::builder::Builder;
use super::input::{Format, Input};
use super::text_store::TooMuchText;

use ids::{OfFile, StatementIds};
use intake::{Clashes, Intake};
use names::Names;
use problems::Problems;

pub use fields::{BadFieldMap, FieldMap};

/// The most bytes of a line, or of a row with all its line breaks.
const LONGEST_LINE: usize = 16 << 20;

/// The bytes that are read from the disk at once.
const BUFFER: usize = 256 << 10;

/// How files of lines are to be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OpenOptions {
    /// How their fields are called.
    pub map: FieldMap,
    /// Bad lines are skipped and told as warnings.
    pub keep_going: bool,
}

/// Reads files of lines into a corpus, one after another.
pub(super) struct LineFiles<'a> {
    builder: &'a mut Builder,
    names: Names,
    ids: StatementIds,
    options: &'a OpenOptions,
    among_several: bool,
}

/// What there is to tell of a file.
#[derive(Debug)]
pub(super) struct Told {
    pub(super) problems: Vec<Diagnostic>,
    /// The number of lines that were left out.
    pub(super) skipped: usize,
    /// The ids that other files have too.
    pub(super) clashes: Vec<String>,
}

impl<'a> LineFiles<'a> {
    /// Goes on with what is in the corpus already. Linear in the number of its statements.
    pub(super) fn new(builder: &'a mut Builder, options: &'a OpenOptions, among_several: bool) -> Self {
        let names = Names::of(builder);
        let ids = StatementIds::of(builder.corpus());
        Self { builder, names, ids, options, among_several }
    }

    /// Reads a file; the problems in it are told, not returned as an error.
    pub(super) fn read(&mut self, input: Input, short_name: &str) -> Result<Told, TooMuchText> {
        let name = input.name.clone();
        let number = u16::try_from(self.builder.corpus().files().len()).unwrap_or(u16::MAX);
        self.builder.add_file(&name, None, None);
        let mut intake = Intake {
            builder: self.builder,
            names: &mut self.names,
            ids: &mut self.ids,
            file: OfFile { number, short_name, among_several: self.among_several },
            file_name: &name,
            problems: Problems::new(&name, self.options.keep_going),
            clashes: Clashes::default(),
        };
        let format = input.form.format;
        match input.reader().and_then(begin) {
            Err(error) => intake.problems.file(unreadable(&name, 0, &error)),
            Ok(Beginning::Utf16) => intake.problems.file(
                Diagnostic::error("not-utf8", "this is UTF-16", Place::whole(&name))
                    .with_help("save the file as UTF-8"),
            ),
            Ok(Beginning::Text(text)) => match format {
                Format::Table { delimiter } => table::read(text, delimiter, &self.options.map, &mut intake)?,
                Format::JsonLines | Format::Yaml => {
                    let reader = BufReader::with_capacity(BUFFER, text);
                    json_lines::read(reader, &self.options.map, &mut intake)?;
                }
            },
        }
        let clashes = intake.clashes.finish(&name);
        let (problems, skipped) = intake.problems.finish();
        Ok(Told { problems, skipped, clashes })
    }
}

/// A reader that goes on after the bytes that were looked at.
type Text = Chain<Cursor<Vec<u8>>, Box<dyn Read>>;

/// How a file begins.
enum Beginning {
    /// With text, or with a byte-order mark of UTF-8, which is passed over.
    Text(Text),
    Utf16,
}

fn begin(mut reader: Box<dyn Read>) -> io::Result<Beginning> {
    let mut first = Vec::with_capacity(3);
    (&mut reader).take(3).read_to_end(&mut first)?;
    if first.starts_with(&[0xff, 0xfe]) || first.starts_with(&[0xfe, 0xff]) {
        return Ok(Beginning::Utf16);
    }
    if first == "\u{feff}".as_bytes() {
        first.clear();
    }
    Ok(Beginning::Text(Cursor::new(first).chain(reader)))
}

/// Reading stopped in the middle of a file. What comes after is not known, so that no
/// skipping of lines mends it.
fn unreadable(file: &str, line: usize, error: &io::Error) -> Diagnostic {
    let message = match line {
        0 => format!("the file cannot be read: {error}"),
        line => format!("the file cannot be read on from line {line}: {error}"),
    };
    Diagnostic::error("unreadable", message, Place::whole(file))
}

/// Passes over the rest of a line.
fn skip_line(reader: &mut impl BufRead) -> io::Result<()> {
    reader.skip_until(b'\n').map(drop)
}

/// A line is longer than any line may be.
fn too_long(place: Place) -> Diagnostic {
    let message = format!("this line is longer than {} MiB", LONGEST_LINE >> 20);
    Diagnostic::error("line-too-long", message, place)
}

/// The place of the first byte that is not UTF-8, and the problem.
fn not_utf8(file: &str, line: usize, bytes: &[u8]) -> Diagnostic {
    let good = bytes.utf8_chunks().next().map_or(0, |chunk| chunk.valid().len());
    // Around the place is enough: the line may be megabytes long.
    let end = (good + 1000).min(bytes.len());
    let text = String::from_utf8_lossy(&bytes[..end]);
    let place = Place::in_line(file, line, &text, crate::text::ByteSpan::new(good, good + 3));
    Diagnostic::error("not-utf8", "this is not UTF-8 text", place).with_help("save the file as UTF-8")
}
