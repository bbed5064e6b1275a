//! Files of lines: JSONL, CSV and TSV.
//!
//! They are read line by line, and each statement goes straight into the corpus: memory
//! holds the file never, and its texts once. A JSONL file is read twice: the first time for
//! the lines that define something ([`tagged`]), so that a statement may name what a later
//! line defines.
//!
//! The second time, a reader makes a [`row::Row`] of each plain line; from there on all
//! formats go the same way: [`row::check`] looks at the values, [`intake::Intake`] turns
//! names into ids and adds the statement. A tagged statement goes the way of one in a
//! document.

mod fields;
mod intake;
mod json_lines;
mod names;
mod problems;
mod row;
mod statement_fields;
mod table;
mod tagged;
#[cfg(test)]
mod tagged_properties;
#[cfg(test)]
mod tagged_tests;
#[cfg(test)]
mod tests;
mod text_lines;

use std::io::{self, Chain, Cursor, Read};

use crate::diagnostic::{Diagnostic, Place};
use crate::text::ByteSpan;

use super::assembly::Assembly;
use super::draft::FileDraft;
use super::finding::Finding;
use super::input::{Format, Input};
use super::text_store::TooMuchText;

use intake::Intake;
use names::Names;
use problems::Problems;
use tagged::Survey;
use text_lines::{TextLines, look_up};

pub use fields::{BadFieldMap, FieldMap};
pub use statement_fields::{SpeakersBy, StatementFields};

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

/// A file of lines while it is being read.
pub(super) struct LineFile<'o> {
    input: Input,
    options: &'o OpenOptions,
    survey: Survey,
    problems: Problems,
}

/// What there is to tell of a file.
#[derive(Debug)]
pub(super) struct Told {
    pub(super) problems: Vec<Diagnostic>,
    /// The number of lines that were left out.
    pub(super) skipped: usize,
}

impl<'o> LineFile<'o> {
    /// Reads what lines define. What keeps the file from being read is told when it is read
    /// again, for its statements.
    pub(super) fn survey(input: Input, options: &'o OpenOptions) -> Self {
        let mut problems = Problems::new(&input.name, options.keep_going);
        let mut survey = Survey::default();
        if input.form.format == Format::JsonLines
            && let Ok(Beginning::Text(text)) = input.reader().and_then(begin)
        {
            survey.read(&input.name, TextLines::new(text), &options.map, &mut problems);
        }
        Self { input, options, survey, problems }
    }

    /// The file's name as the person gave it.
    pub(super) fn name(&self) -> &str {
        &self.input.name
    }

    /// What lines define.
    pub(super) fn take_draft(&mut self) -> FileDraft {
        std::mem::take(&mut self.survey.draft)
    }

    /// Reads the statements into the corpus; the problems in it are told, not returned.
    fn read(&mut self, number: u16, assembly: &mut Assembly, names: &mut Names) -> Result<(), TooMuchText> {
        let Self { input, options, survey, problems } = self;
        let mut intake = Intake { assembly, names, file: number, file_name: &input.name, problems };
        match input.reader().and_then(begin) {
            Err(error) => intake.problems.file(unreadable(&input.name, 0, &error)),
            Ok(Beginning::Utf16) => intake.problems.file(
                Diagnostic::error("not-utf8", "this is UTF-16", Place::whole(&input.name))
                    .with_help("save the file as UTF-8"),
            ),
            Ok(Beginning::Text(text)) => match input.form.format {
                Format::Table { delimiter } => table::read(text, delimiter, &options.map, &mut intake)?,
                Format::JsonLines | Format::Yaml => {
                    json_lines::read(TextLines::new(text), &options.map, survey.defining_lines, &mut intake)?;
                }
            },
        }
        Ok(())
    }

    /// All that there is to tell, with what was found when all files were read.
    pub(super) fn finish(mut self, mut findings: Vec<Finding>) -> Told {
        findings.sort_by_key(|finding| finding.span.start());
        let untold = findings.split_off(self.problems.room_left().min(findings.len()));
        self.problems.leave_untold(untold.len(), untold.iter().any(Finding::is_error));
        let spans: Vec<ByteSpan> = findings.iter().map(|finding| finding.span).collect();
        for (finding, place) in findings.into_iter().zip(look_up(&self.input, &spans)) {
            self.problems.late(finding.placed(place));
        }
        let (problems, skipped) = self.problems.finish();
        Told { problems, skipped }
    }
}

/// Reads the statements of files of lines into a corpus, one file after another; `first` is
/// the number of the first.
pub(super) fn read_lines(files: &mut [LineFile<'_>], first: usize, assembly: &mut Assembly) -> Result<(), TooMuchText> {
    if files.is_empty() {
        return Ok(());
    }
    let mut names = Names::of(&assembly.builder);
    for (index, file) in files.iter_mut().enumerate() {
        file.read(u16::try_from(first + index).unwrap_or(u16::MAX), assembly, &mut names)?;
    }
    Ok(())
}

/// A reader that goes on after the bytes that were looked at.
type Text<'a> = Chain<Cursor<Vec<u8>>, Box<dyn Read + 'a>>;

/// How a file begins.
enum Beginning<'a> {
    /// With text, or with a byte-order mark of UTF-8, which is passed over.
    Text(Text<'a>),
    Utf16,
}

fn begin(mut reader: Box<dyn Read + '_>) -> io::Result<Beginning<'_>> {
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
    let place = Place::in_line(file, line, &text, ByteSpan::new(good, good + 3));
    Diagnostic::error("not-utf8", "this is not UTF-8 text", place).with_help("save the file as UTF-8")
}
