//! Data sets: JSON, JSONL, CSV and TSV. They are read as `onrecord` opens such files, and become
//! YAML.

use std::collections::HashSet;

use serde::de::IgnoredAny;
use serde_json::value::RawValue;

use super::found::{Found, id};
use super::material::Material;
use super::renaming::Renaming;
use super::{Collection, Details, Entry, ImportError, Importer};
use crate::corpus::written::{Detach, WrittenCorpus, WrittenSource, WrittenStatement};
use crate::corpus::{DataFormat, DataInput, OpenError, OpenOptions, PartialDate, load_data};
use crate::diagnostic::{Diagnostic, Place, SourceText, has_errors};
use crate::export::written;
use crate::text::ByteSpan;
use crate::yaml::Entries;

/// The most bytes of a JSON document: it is read as a whole.
const MOST_JSON: u64 = 256 << 20;

/// A data set in lines or rows.
pub(super) struct Lines(pub(super) DataFormat);

/// A data set in one JSON document: a list of objects, alone or in a field.
pub(super) struct Json;

impl Importer for Lines {
    fn recognises(&self, beginning: &str) -> bool {
        DataFormat::of_beginning(beginning) == Some(self.0)
    }

    fn read(&self, material: &mut Material<'_>, found: &mut Found) -> Result<(), ImportError> {
        let input = match material.disk() {
            Some((path, watch)) => DataInput::Disk(path, watch),
            None => DataInput::Memory(material.whole_bytes(u64::MAX - 1)?),
        };
        read(material, self.0, input, found, |place| place)
    }
}

impl Importer for Json {
    fn recognises(&self, beginning: &str) -> bool {
        // A transcript may begin with a time or a direction in such brackets.
        let text = beginning.trim_start();
        let next = |rest: &str, allowed: [char; 2]| rest.trim_start().starts_with(allowed);
        text.strip_prefix('[').is_some_and(|rest| next(rest, ['{', ']']))
            || text.strip_prefix('{').is_some_and(|rest| next(rest, ['"', '}']))
    }

    fn read(&self, material: &mut Material<'_>, found: &mut Found) -> Result<(), ImportError> {
        let text = material.whole_text(MOST_JSON)?;
        let document = SourceText::new(material.name(), text);
        let text = document.text();
        let records = records(text).map_err(|error| {
            let place = Place { line: error.line(), column: error.column(), ..Place::whole(material.name()) };
            let problem = Diagnostic::error("json-syntax", format!("this is not JSON: {error}"), place);
            ImportError::Malformed(Box::new(
                problem.with_help("a list of objects is wanted, alone or in a field of an object"),
            ))
        })?;
        let (lines, starts) = as_lines(text, &records);
        let original = |place: Place| match place.line.checked_sub(1).and_then(|index| starts.get(index)) {
            Some(start) => {
                let record = &text[*start..];
                let before = record.char_indices().nth(place.column.saturating_sub(1)).map_or(0, |(at, _)| at);
                document.place(ByteSpan::new(start + before, start + before + place.marked.len()))
            }
            None => place,
        };
        read(material, DataFormat::JsonLines, DataInput::Memory(lines.into_bytes()), found, original)
    }
}

/// The objects of a document: its list, or the longest in its fields, of several the first.
fn records(text: &str) -> Result<Vec<&RawValue>, serde_json::Error> {
    if text.trim_start().starts_with('[') {
        return serde_json::from_str(text);
    }
    let Entries(fields): Entries<'_, IgnoredAny> = serde_json::from_str(text)?;
    let lists = fields.iter().filter_map(|(_, value)| serde_json::from_str::<Vec<&RawValue>>(value.get()).ok());
    let of_objects = lists.filter(|list| list.iter().all(|item| item.get().starts_with('{')));
    // The last of the longest is meant by `max_by_key`.
    match of_objects.rev().max_by_key(Vec::len) {
        Some(list) if !list.is_empty() => Ok(list),
        _ => Ok(vec![serde_json::from_str(text)?]),
    }
}

/// Each record in a line of its own, letter by letter as it stands, and the byte of the document at which it begins.
fn as_lines(text: &str, records: &[&RawValue]) -> (String, Vec<usize>) {
    let mut lines = String::with_capacity(text.len());
    let mut starts = Vec::with_capacity(records.len());
    for record in records {
        let start = record.get().as_ptr().addr().saturating_sub(text.as_ptr().addr()).min(text.len());
        starts.push(start);
        // A line break in JSON stands between values: in a text it is written as `\n`.
        lines.push_str(&record.get().replace(['\n', '\r'], " "));
        lines.push('\n');
    }
    (lines, starts)
}

fn read(
    material: &Material<'_>,
    format: DataFormat,
    input: DataInput,
    found: &mut Found,
    original: impl Fn(Place) -> Place,
) -> Result<(), ImportError> {
    let options = OpenOptions { map: found.details().map.clone(), keep_going: true };
    let loaded = load_data(material.name(), format, input, &options).map_err(|error| match error {
        OpenError::Unreadable { error, .. } => material.unreadable(error),
        other => ImportError::Malformed(Box::new(other.diagnostic())),
    })?;
    let mut problems = loaded.problems;
    for problem in &mut problems {
        let place = std::mem::replace(&mut problem.place, Place::whole(""));
        problem.place = original(place);
    }
    if has_errors(&problems) {
        let error = problems.into_iter().find(|problem| has_errors(std::slice::from_ref(problem)));
        return error.map_or(Ok(()), |error| Err(ImportError::Malformed(Box::new(error))));
    }
    for problem in problems {
        found.problem(problem);
    }
    found.count_left_out(loaded.skipped);
    let made: Vec<bool> =
        loaded.corpus.statements().map(|statement| loaded.made_ids.contains(statement.id())).collect();
    let corpus = written(&loaded.corpus).detached();
    take_in(corpus, &made, found);
    Ok(())
}

/// Takes in a corpus that was read; statements whose ids were made from their lines are called
/// after their speakers instead.
fn take_in(corpus: WrittenCorpus<'static>, made: &[bool], found: &mut Found) {
    fn entries<T>(all: Vec<(crate::corpus::written::Id<'static>, T)>) -> Vec<Entry<T>> {
        all.into_iter().map(|(id, value)| Entry::new(id.0.into_owned(), value)).collect()
    }
    let statements = corpus.statements;
    found.replace(Collection {
        title: corpus.title.map(std::borrow::Cow::into_owned),
        notes: corpus.notes.map(std::borrow::Cow::into_owned),
        speakers: entries(corpus.speakers.0),
        sessions: entries(corpus.sessions.0),
        sources: entries(corpus.sources.0),
        ..Collection::default()
    });
    let kept = statements.iter().zip(made).filter(|(_, made)| !**made);
    let kept: Vec<String> = kept.map(|(statement, _)| statement.id.0.to_string()).collect();
    for id in &kept {
        found.keep_statement_id(id);
    }
    let told = Told::of(&statements, found);
    let mut renaming = Renaming::default();
    for (mut statement, made) in statements.into_iter().zip(made) {
        told.complete(&mut statement);
        let old = statement.id.0.to_string();
        if !made {
            found.statement_called(old, statement);
        } else if let Some(new) = found.statement(statement, Vec::new()) {
            renaming.statements.insert(old, new);
        }
    }
    found.rename(&renaming);
}

/// What the person told and lines do not say.
struct Told {
    source: Option<String>,
    session: Option<String>,
    /// When it was said, for statements that have no date. Beside a source or a session it is theirs.
    date: Option<PartialDate>,
    /// Sessions that have one.
    dated: HashSet<String>,
}

impl Told {
    /// Makes the source and the session that the person told of, where a statement lacks one. What belongs to
    /// no statement is told.
    fn of(statements: &[WrittenStatement<'_>], found: &mut Found) -> Self {
        let details = found.details().clone();
        let wants_source = statements.iter().any(lacks_source);
        let wants_session = statements.iter().any(|statement| statement.session.is_none());
        let source = (says_something(&details) && wants_source).then(|| found.main_source(WrittenSource::default()));
        let session = if wants_session { found.main_session(None) } else { None };
        let is_alone = source.is_none() && session.is_none();
        let date = details.date.filter(|_| is_alone);
        let told = Self { source, session, date, dated: found.dated_sessions() };
        if says_something(&details) && !wants_source {
            found.unplaced("every statement names its source", "what was told of the source");
        }
        if details.session.is_some() && !wants_session {
            found.unplaced("every statement names its session", "the session that was told");
        }
        if date.is_some() && statements.iter().all(|statement| told.has_date(statement)) {
            found.unplaced("every statement has a date", "the date that was told");
        }
        told
    }

    /// Gives a statement what its line does not say and the person did.
    fn complete(&self, statement: &mut WrittenStatement<'static>) {
        if statement.source.is_none() && statement.wordings.is_empty() {
            statement.source = self.source.as_deref().map(id);
        }
        for wording in statement.wordings.iter_mut().filter(|wording| wording.source.is_none()) {
            wording.source = self.source.as_deref().map(id);
        }
        if statement.session.is_none() {
            statement.session = self.session.as_deref().map(id);
        }
        if !self.has_date(statement) {
            statement.date = self.date;
        }
    }

    /// Whether a statement has a date, its own or its session's.
    fn has_date(&self, statement: &WrittenStatement<'_>) -> bool {
        let session = statement.session.as_ref();
        statement.date.is_some() || session.is_some_and(|session| self.dated.contains(&*session.0))
    }
}

/// Whether words of a statement have no source.
fn lacks_source(statement: &WrittenStatement<'_>) -> bool {
    let wordings = &statement.wordings;
    statement.source.is_none() && (wordings.is_empty() || wordings.iter().any(|wording| wording.source.is_none()))
}

/// Whether the person told something that belongs to a source. A date alone may be a statement's.
fn says_something(details: &Details) -> bool {
    let Details { title, publisher, date: _, url, language, fidelity, session: _, map: _ } = details;
    [title, publisher, url, language].iter().any(|told| told.is_some()) || fidelity.is_some()
}
