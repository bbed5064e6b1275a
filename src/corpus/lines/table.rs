//! CSV and TSV: a header with the names of the columns, and a row for each statement.

use std::borrow::Cow;
use std::io::{self, Read};

use csv::{ByteRecord, Reader, ReaderBuilder};

use crate::corpus::cell::unguarded;
use crate::corpus::text_store::TooMuchText;
use crate::diagnostic::{Diagnostic, Place, short};
use crate::text::{ByteSpan, number};

use super::fields::{Field, FieldMap, Meaning, all_names, meant};
use super::intake::Intake;
use super::row::{Given, Row};
use super::{BUFFER, LONGEST_LINE, not_utf8, unreadable};

/// What stands between several values in a field.
const LIST_SEPARATOR: char = ';';

/// Reads the header and all rows.
pub(super) fn read(text: impl Read, delimiter: u8, map: &FieldMap, intake: &mut Intake<'_>) -> Result<(), TooMuchText> {
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter)
        // In TSV a quote mark is a letter like any other: no field holds a tab.
        .quoting(delimiter != TAB)
        // Rows of another length are told with their place.
        .flexible(true)
        .has_headers(false)
        .buffer_capacity(BUFFER)
        .from_reader(Tail::new(text));
    let mut columns = None;
    let mut record = ByteRecord::new();
    loop {
        match reader.read_byte_record(&mut record) {
            Ok(true) => {}
            Ok(false) => return Ok(()),
            Err(error) => {
                let line = usize::try_from(reader.position().line()).unwrap_or(usize::MAX);
                let error = match error.into_kind() {
                    csv::ErrorKind::Io(error) => error,
                    other => io::Error::other(format!("{other:?}")),
                };
                intake.problems.file(unreadable(intake.file_name, line, &error));
                return Ok(());
            }
        }
        let text = RowText::of(&record, &reader, intake.file_name, delimiter);
        match &columns {
            None => match header(&record, &text, map, intake) {
                Some(header) => columns = Some(header),
                None => return Ok(()),
            },
            Some(columns) => take_row(&record, &text, columns, intake)?,
        }
        let next = reader.position().byte();
        reader.get_mut().forget_before(next);
    }
}

const TAB: u8 = b'\t';

/// A row as it stands in the file, for problems to show.
struct RowText<'a> {
    file: &'a str,
    line: usize,
    bytes: &'a [u8],
    delimiter: u8,
    /// Whether the file ended before the row was full.
    ended: bool,
}

impl<'a> RowText<'a> {
    /// The csv crate counts from the end of the row before; line breaks that belong to no
    /// row are passed over here.
    fn of(record: &ByteRecord, reader: &'a Reader<Tail<impl Read>>, file: &'a str, delimiter: u8) -> Self {
        let (start, line) = record.position().map_or((0, 0), |position| (position.byte(), position.line()));
        let bytes = reader.get_ref().between(start, reader.position().byte());
        let leading = bytes.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let breaks = bytes[..leading].split(|byte| *byte == b'\n').count() - 1;
        let line = usize::try_from(line).unwrap_or(usize::MAX).saturating_add(breaks);
        Self { file, line, bytes: &bytes[leading..], delimiter, ended: reader.get_ref().ended }
    }

    fn text(&self) -> Cow<'a, str> {
        String::from_utf8_lossy(self.bytes.strip_suffix(b"\n").unwrap_or(self.bytes))
    }

    /// The place of a column, or of the row's beginning.
    fn place(&self, column: Option<usize>) -> Place {
        let text = self.text();
        let span = column.map_or(ByteSpan::new(0, 1), |column| self.field_span(&text, column));
        // A quoted field may stand on a later line than the row begins on.
        let before = text.get(..span.start()).unwrap_or_default();
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let line_text = text[line_start..].lines().next().unwrap_or_default();
        let span = ByteSpan::new(span.start() - line_start, (span.end() - line_start).min(line_text.len()));
        Place::in_line(self.file, self.line + before.matches('\n').count(), line_text, span)
    }

    /// Where a column's field lies in the text of the row.
    fn field_span(&self, text: &str, column: usize) -> ByteSpan {
        let mut number = 0;
        let mut start = 0;
        let mut quoted = false;
        for (at, byte) in text.bytes().enumerate() {
            if byte == b'"' && self.delimiter != TAB && (quoted || at == start) {
                quoted = !quoted;
            } else if byte == self.delimiter && !quoted {
                if number == column {
                    return ByteSpan::new(start, at);
                }
                number += 1;
                start = at + 1;
            }
        }
        if number == column { ByteSpan::new(start, text.len()) } else { ByteSpan::new(0, 1) }
    }

    /// Whether the file ended inside a quoted field, the last of the row: it has swallowed
    /// all that came after the quote mark.
    fn ends_open(&self, last_column: usize) -> bool {
        if !self.ended || self.delimiter == TAB {
            return false;
        }
        let text = self.text();
        let last = self.field_span(&text, last_column).of(&text);
        last.starts_with('"') && last.bytes().filter(|byte| *byte == b'"').count() % 2 == 1
    }

    fn not_utf8(&self) -> Diagnostic {
        not_utf8(self.file, self.line, self.bytes)
    }
}

/// What the columns mean. `None` if no row can be read by them.
fn header(record: &ByteRecord, text: &RowText<'_>, map: &FieldMap, intake: &mut Intake<'_>) -> Option<Vec<Meaning>> {
    let Ok(names) = record.iter().map(std::str::from_utf8).collect::<Result<Vec<&str>, _>>() else {
        intake.problems.file(text.not_utf8());
        return None;
    };
    let columns: Vec<Meaning> = names.iter().map(|name| map.meaning(name.trim())).collect();
    let unknown: Vec<usize> = (0..names.len()).filter(|column| columns[*column] == Meaning::Unknown).collect();
    if let Some(first) = unknown.first() {
        let names: Vec<&str> = unknown.iter().map(|column| names[*column].trim()).collect();
        intake.problems.file(unknown_columns(&names, text.place(Some(*first))));
    }
    let mut usable = true;
    for field in Field::ALL {
        let mut those = (0..names.len()).filter(|column| columns[*column] == Meaning::Field(*field));
        let first = those.next();
        if let Some(second) = those.next() {
            let message = format!("two columns give `{}`", field.name());
            let problem = Diagnostic::error("duplicate-field", message, text.place(Some(second)));
            intake.problems.file(problem.with_help("ignore one: --map =NAME"));
            usable = false;
        }
        if first.is_none() && matches!(field, Field::Speaker | Field::Text) {
            let message = format!("there is no column `{}`", field.name());
            let help = format!("the first row names the columns; rename one: --map {}=NAME", field.name());
            let problem = Diagnostic::error("missing-field", message, text.place(None));
            intake.problems.file(problem.with_help(help));
            usable = false;
        }
    }
    usable.then_some(columns)
}

fn take_row(
    record: &ByteRecord,
    text: &RowText<'_>,
    columns: &[Meaning],
    intake: &mut Intake<'_>,
) -> Result<(), TooMuchText> {
    if record.len() != columns.len() {
        intake.problems.line(|| wrong_columns(record.len(), columns.len(), text.place(None)));
    } else if text.ends_open(columns.len() - 1) {
        intake.problems.line(|| {
            let place = text.place(Some(columns.len() - 1));
            Diagnostic::error("unclosed-quote", "this quote mark is never closed", place)
                .with_help("the file ends inside the quote; write quote marks inside a field twice: \"\"")
        });
    }
    let mut row = Row::default();
    for (bytes, meaning) in record.iter().zip(columns) {
        let Meaning::Field(field) = *meaning else { continue };
        match std::str::from_utf8(bytes) {
            Ok(value) => row.set(field, given(field, unguarded(value))),
            Err(_) => {
                intake.problems.line(|| text.not_utf8());
                break;
            }
        }
    }
    if !intake.problems.line_is_good() {
        intake.problems.end_line();
        return Ok(());
    }
    let place = |field: Option<Field>| {
        let is_it = |meaning: &Meaning| field.is_some_and(|field| *meaning == Meaning::Field(field));
        text.place(columns.iter().position(is_it))
    };
    intake.take(&row, text.line, &place)
}

fn wrong_columns(fields: usize, columns: usize, place: Place) -> Diagnostic {
    let fields = number(fields, "field");
    Diagnostic::error("wrong-columns", format!("this row has {fields}, the header {columns}"), place)
        .with_help("a field of a CSV file that holds a comma or a line break stands in quote marks")
}

/// A field's text, or its texts where several can stand in it.
fn given(field: Field, text: &str) -> Given<'_> {
    if field.is_list() && text.contains(LIST_SEPARATOR) {
        return Given::List(text.split(LIST_SEPARATOR).map(Cow::Borrowed).collect());
    }
    Given::Text(Cow::Borrowed(text))
}

fn unknown_columns(names: &[&str], place: Place) -> Diagnostic {
    let quoted: Vec<String> = names.iter().take(20).map(|name| format!("`{}`", short(name))).collect();
    let more = if names.len() > 20 { ", …" } else { "" };
    let noun = if names.len() == 1 { "column" } else { "columns" };
    let message = format!("a table has no {noun} {}{more}", quoted.join(", "));
    let help = match names {
        [only] if meant(&short(only)).is_some_and(|meant| !meant.is_empty()) => {
            let meant = meant(&short(only)).unwrap_or_default();
            format!("did you mean `{meant}`? Or rename it: --map {meant}=NAME; or ignore it: --map =NAME")
        }
        _ => format!("the columns are {}; rename one: --map FIELD=NAME, or ignore it: --map =NAME", all_names()),
    };
    Diagnostic::error("unknown-field", message, place).with_help(help)
}

/// Reads, and keeps what was read since the current row began: the csv crate gives the
/// fields of a row, but not its text, which a problem shows. It also ends a row that grows
/// without end because a quote mark is never closed.
struct Tail<R> {
    inner: R,
    kept: Vec<u8>,
    /// Where in the file `kept` begins.
    start: u64,
    /// Where the current row begins.
    row: u64,
    ended: bool,
}

impl<R> Tail<R> {
    const fn new(inner: R) -> Self {
        Self { inner, kept: Vec::new(), start: 0, row: 0, ended: false }
    }

    fn forget_before(&mut self, byte: u64) {
        self.row = byte;
        let done = usize::try_from(byte.saturating_sub(self.start)).unwrap_or(usize::MAX).min(self.kept.len());
        // Not for each row: the rest would be moved each time.
        if done > 4 * BUFFER || done == self.kept.len() {
            self.kept.drain(..done);
            self.start += done as u64;
        }
    }

    fn between(&self, from: u64, to: u64) -> &[u8] {
        let index = |byte: u64| usize::try_from(byte.saturating_sub(self.start)).unwrap_or(usize::MAX);
        let end = index(to).min(self.kept.len());
        &self.kept[index(from).min(end)..end]
    }
}

impl<R: Read> Read for Tail<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let unread = (self.start + self.kept.len() as u64).saturating_sub(self.row);
        if unread > (LONGEST_LINE + BUFFER) as u64 {
            let message = format!("this row is longer than {} MiB; is a quote mark not closed?", LONGEST_LINE >> 20);
            return Err(io::Error::new(io::ErrorKind::InvalidData, message));
        }
        let read = self.inner.read(buffer)?;
        self.ended |= read == 0;
        self.kept.extend_from_slice(&buffer[..read]);
        Ok(read)
    }
}
