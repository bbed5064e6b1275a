//! Tagged lines: objects with a `type`, which carry what a document carries.
//!
//! Their fields are read by the code that reads a document's. Lines that define something
//! are read first, of all files; statements later, one by one.

use std::collections::HashMap;
use std::fmt;

use serde::de::{Deserializer as _, IgnoredAny, MapAccess, Visitor};

use crate::corpus::assembly::repeated_id;
use crate::corpus::draft::{Entry, FileDraft};
use crate::corpus::finding::Finding;
use crate::corpus::kind::one_of;
use crate::corpus::model::Position;
use crate::corpus::read_fields::{about, problem_of_id, session, source, speaker, statement};
use crate::corpus::text_store::TooMuchText;
use crate::diagnostic::{Collect, Diagnostic, FirstProblems, Place, Places, Severity};
use crate::yaml::{Fields, Key, Located, Node, Value, parse_json};

use super::fields::FieldMap;
use super::intake::Intake;
use super::json_lines::{Name, not_json};
use super::problems::Problems;
use super::row::Given;
use super::text_lines::{Line, Next, TextLines};

/// The field that says what a line is.
pub(super) const TYPE: &str = "type";

/// What a tagged line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Tag {
    Speaker,
    Session,
    Source,
    Statement,
    /// The file's title and notes.
    Corpus,
}

impl Tag {
    const ALL: [Self; 5] = [Self::Speaker, Self::Session, Self::Source, Self::Statement, Self::Corpus];

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Speaker => "speaker",
            Self::Session => "session",
            Self::Source => "source",
            Self::Statement => "statement",
            Self::Corpus => "corpus",
        }
    }

    const fn in_words(self) -> &'static str {
        match self {
            Self::Speaker => "a speaker",
            Self::Session => "a session",
            Self::Source => "a source",
            Self::Statement => "a statement",
            Self::Corpus => "a line about the corpus",
        }
    }
}

/// The tag of a line, if it has one; a problem if it is none that lines have.
pub(super) fn tag(line: &Line<'_>, map: &FieldMap) -> Option<Result<Tag, Box<Diagnostic>>> {
    // Nearly every line without a tag is told by this. A tag with escapes in its name is one too.
    let may_have_one = line.text.contains("\"type\"") || line.text.contains("\\u");
    if !may_have_one || map.names(TYPE) {
        return None;
    }
    let mut found = None;
    // It is not read to its end, which is an error; whether the line is JSON is seen later.
    let _ = serde_json::Deserializer::from_str(line.text).deserialize_map(TypeVisitor(&mut found));
    let found = match found? {
        Given::Absent => return None,
        Given::Text(name) => one_of(name.trim(), &Tag::ALL, Tag::name),
        Given::List(_) => Err("`type` is one text, not a list".to_owned()),
        wrong @ (Given::Flag(_) | Given::Wrong(_)) => Err(format!("`type` is a text, not {}", wrong.wrong())),
    };
    Some(found.map_err(|message| {
        let problem = Diagnostic::error("bad-value", message, place_of_type(line));
        Box::new(problem.with_help("where it means something else, ignore it: --map =type"))
    }))
}

/// Stops at the first `type`.
struct TypeVisitor<'a, 't>(&'a mut Option<Given<'t>>);

impl<'de> Visitor<'de> for TypeVisitor<'_, 'de> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        while let Some(Name(name)) = entries.next_key::<Name<'de>>()? {
            if name != TYPE {
                entries.next_value::<IgnoredAny>()?;
                continue;
            }
            let given = entries.next_value()?;
            if !matches!(given, Given::Absent) {
                *self.0 = Some(given);
                break;
            }
        }
        Ok(())
    }
}

fn place_of_type(line: &Line<'_>) -> Place {
    let tree = parse_json(line.text, line.start).map(|node| node.value);
    let Ok(Value::Map(entries)) = tree else { return line.beginning() };
    let value = entries.into_iter().find(|(key, _)| key.text == TYPE).map(|(_, value)| value.span);
    value.map_or_else(|| line.beginning(), |span| line.place(span))
}

/// What the lines of a file define.
#[derive(Debug, Default)]
pub(super) struct Survey {
    pub(super) draft: FileDraft,
    /// The number of lines that define something, or should.
    pub(super) defining_lines: usize,
    /// The line of each id, by what it is the id of.
    lines: HashMap<(Tag, String), usize>,
}

impl Survey {
    /// Reads the lines that define something. All others are for later.
    pub(super) fn read(&mut self, file: &str, mut lines: TextLines<'_>, map: &FieldMap, problems: &mut Problems) {
        while let Ok(next @ (Next::Line | Next::TooLong)) = lines.next() {
            let Some(line) = lines.line(file).filter(|_| next == Next::Line) else { continue };
            if let Some(Ok(tag)) = tag(&line, map)
                && tag != Tag::Statement
            {
                self.defining_lines += 1;
                self.define(file, &line, tag, problems);
                problems.end_line();
            }
        }
    }

    /// What is wrong is told, and the corpus not opened; so that what refers to this line is
    /// not wrong as well, the line counts. Where bad lines are to be left out, it does not.
    fn define(&mut self, file: &str, line: &Line<'_>, tag: Tag, problems: &mut Problems) {
        let mut found = FirstProblems::of(file);
        let mut draft = FileDraft::default();
        if let Some(fields) = open(line, tag, &mut found, problems)
            && let Some(id) = self.read_fields(tag, fields, &mut draft)
            && (found.is_empty() || !problems.keeps_going())
        {
            self.lines.entry((tag, id)).or_insert(line.number);
            self.draft.append(draft);
        }
        tell(found, problems);
    }

    /// Reads what a line defines, and gives its id, if it may count.
    fn read_fields(&self, tag: Tag, mut fields: Fields<'_, '_>, draft: &mut FileDraft) -> Option<String> {
        if tag == Tag::Corpus {
            about(&mut fields, draft);
            fields.finish();
            return Some(String::new());
        }
        let id = self.id(tag, &mut fields);
        // Without an id the fields are read all the same, for what else may be wrong.
        let known = id.clone().unwrap_or(Located { value: String::new(), span: fields.span() });
        match tag {
            Tag::Speaker => draft.speakers.push(Entry { id: known, value: speaker(fields) }),
            Tag::Session => draft.sessions.push(Entry { id: known, value: session(fields) }),
            _ => draft.sources.push(Entry { id: known, value: source(fields) }),
        }
        id.map(|id| id.value)
    }

    /// The id of what a line defines, if no line before has it.
    fn id(&self, tag: Tag, fields: &mut Fields<'_, '_>) -> Option<Located<String>> {
        let id = fields.required_text("id")?.into_owned();
        if let Some(message) = problem_of_id(&id.value) {
            fields.problem("bad-id", message, id.span);
        }
        if let Some(first) = self.lines.get(&(tag, id.value.clone())) {
            fields.report(|places| repeated_id(&id.value, first, id.span).placed(places.place(id.span)));
            return None;
        }
        Some(id)
    }
}

/// Takes a statement into the corpus. One that something is wrong with is taken too, as in
/// a document: then the corpus is not opened. Where bad lines are to be left out, it is not.
pub(super) fn take_statement(line: &Line<'_>, intake: &mut Intake<'_>) -> Result<(), TooMuchText> {
    let Intake { assembly, problems, file, file_name, .. } = intake;
    let placed = |finding: Finding| {
        let place = line.place(finding.span);
        finding.placed(place)
    };
    let mut found = FirstProblems::of(file_name);
    let draft = open(line, Tag::Statement, &mut found, problems).map(statement);
    if let Some(draft) = draft {
        let mut findings = Vec::new();
        let new = assembly.resolve(&draft, Position::new(usize::from(*file), line.number), &mut findings)?;
        for finding in findings.drain(..) {
            let found: &mut dyn Collect = &mut found;
            found.note(finding.severity(), || placed(finding));
        }
        if found.is_empty() || !problems.keeps_going() {
            assembly.add(new, &draft, &mut findings)?;
            for finding in findings {
                problems.warning(|| placed(finding));
            }
        } else {
            assembly.links.left_out(&draft.id.value);
        }
    }
    tell(found, problems);
    problems.end_line();
    Ok(())
}

/// The fields of a tagged line, without its tag.
fn open<'t, 'p>(
    line: &'p Line<'t>,
    tag: Tag,
    found: &'p mut FirstProblems,
    problems: &mut Problems,
) -> Option<Fields<'t, 'p>> {
    let mut node = match parse_json(line.text, line.start) {
        Ok(node) => node,
        Err(error) => {
            problems.line(|| not_json(line, &error.error, error.start));
            return None;
        }
    };
    if let Node { value: Value::Map(entries), .. } = &mut node {
        let is_type = |(key, _): &(Key<'_>, _)| key.text == TYPE;
        if let Some(first) = entries.iter().position(is_type) {
            entries.remove(first);
        }
        entries.retain(|entry| {
            if is_type(entry) {
                let found: &mut dyn Collect = found;
                found.note(Severity::Error, || {
                    let message = format!("`{TYPE}` stands here a second time");
                    Diagnostic::error("duplicate-field", message, line.place(entry.0.span))
                });
            }
            !is_type(entry)
        });
    }
    Fields::open(node, tag.in_words(), line, found)
}

/// Tells what is wrong with a line.
fn tell(found: FirstProblems, problems: &mut Problems) {
    let (found, untold, untold_error) = found.into_parts();
    problems.leave_untold(untold, untold_error);
    for problem in found {
        if problem.code == "unknown-field" {
            let message = problem.message.clone();
            problems.unknown_field(&message, || problem);
        } else {
            problems.line(|| problem);
        }
    }
}
