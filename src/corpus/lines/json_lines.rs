//! JSONL: a JSON object in each line.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use crate::corpus::text_store::TooMuchText;
use crate::diagnostic::{Diagnostic, Place, Places, closest, short};
use crate::text::ByteSpan;
use crate::yaml::{Key, Node, Value, parse_json};

use super::fields::{Field, FieldMap, Meaning, all_names};
use super::intake::Intake;
use super::row::{Given, Row};
use super::tagged::{TYPE, Tag, tag, take_statement};
use super::text_lines::{Line, Next, TextLines};
use super::{not_utf8, too_long, unreadable};

/// Reads all lines but those that define something; there should be so many of these.
/// Empty lines say nothing.
pub(super) fn read(
    mut lines: TextLines<'_>,
    map: &FieldMap,
    defining_lines: usize,
    intake: &mut Intake<'_>,
) -> Result<(), TooMuchText> {
    let file = intake.file_name;
    let mut defining = 0;
    loop {
        match lines.next() {
            Ok(Next::Line) => {}
            Ok(Next::TooLong) => {
                let text = String::from_utf8_lossy(&lines.bytes()[..1000]);
                let place = Place::in_line(file, lines.number(), &text, ByteSpan::new(0, 1));
                intake.problems.line(|| too_long(place));
                intake.problems.end_line();
                continue;
            }
            Ok(Next::End) => break,
            Err(error) => {
                intake.problems.file(unreadable(file, lines.number(), &error));
                return Ok(());
            }
        }
        let Some(line) = lines.line(file) else {
            intake.problems.line(|| not_utf8(file, lines.number(), lines.bytes().trim_ascii_end()));
            intake.problems.end_line();
            continue;
        };
        match tag(&line, map) {
            None => take_plain(&line, map, intake)?,
            Some(Ok(Tag::Statement)) => take_statement(&line, intake)?,
            Some(Ok(_)) => defining += 1,
            Some(Err(problem)) => {
                let message = problem.message.clone();
                intake.problems.unknown_field(&message, || *problem);
                intake.problems.end_line();
            }
        }
    }
    if defining != defining_lines {
        let message = "the file changed while it was read";
        intake.problems.file(Diagnostic::error("unreadable", message, Place::whole(file)).with_help("read it again"));
    }
    Ok(())
}

/// Takes a line without a tag.
fn take_plain(line: &Line<'_>, map: &FieldMap, intake: &mut Intake<'_>) -> Result<(), TooMuchText> {
    if line.text.trim().is_empty() {
        return Ok(());
    }
    let read = match parse(line.text, map) {
        Ok(read) => read,
        Err(error) => {
            intake.problems.line(|| not_json(line, &error, 0));
            intake.problems.end_line();
            return Ok(());
        }
    };
    let place = |at: Option<Field>| {
        let is_it = |key: &Key<'_>| at.is_some_and(|field| map.meaning(&key.text) == Meaning::Field(field));
        let value = entries(line).into_iter().find(|(key, _)| is_it(key)).map(|(_, value)| value.span);
        value.map_or_else(|| line.beginning(), |span| line.place(span))
    };
    for name in &read.unknown {
        intake.problems.unknown_field(name, || {
            let named = entries(line).into_iter().find(|(key, _)| key.text == *name);
            unknown_field(name, named.map_or_else(|| line.beginning(), |(key, _)| line.place(key.span)))
        });
    }
    for name in &read.repeated {
        intake.problems.line(|| {
            let last = entries(line).into_iter().rfind(|(key, _)| key.text == *name);
            let place = last.map_or_else(|| line.beginning(), |(key, _)| line.place(key.span));
            let message = format!("`{}` gives a field that is there already", short(name));
            Diagnostic::error("duplicate-field", message, place)
                .with_help("where two fields of the file mean the same, ignore one: --map =NAME")
        });
    }
    intake.take(&read.row, line.number, &place)
}

/// The entries of a line with their places. It is read a second time for that: only a line
/// in which something is wrong asks for them.
fn entries<'t>(line: &Line<'t>) -> Vec<(Key<'t>, Node<'t>)> {
    match parse_json(line.text, line.start) {
        Ok(Node { value: Value::Map(entries), .. }) => entries,
        _ => Vec::new(),
    }
}

/// A line as it was read.
#[derive(Debug, Default)]
struct LineRead<'a> {
    row: Row<'a>,
    unknown: Vec<String>,
    repeated: Vec<String>,
}

fn parse<'a>(line: &'a str, map: &FieldMap) -> serde_json::Result<LineRead<'a>> {
    let mut deserializer = serde_json::Deserializer::from_str(line);
    let read = Object { map }.deserialize(&mut deserializer)?;
    deserializer.end()?;
    Ok(read)
}

/// Reads an object by the names that its fields have in this file.
struct Object<'m> {
    map: &'m FieldMap,
}

impl<'de> DeserializeSeed<'de> for Object<'_> {
    type Value = LineRead<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Object<'_> {
    type Value = LineRead<'de>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object like {\"speaker\": …, \"text\": …}")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
        let mut read = LineRead::default();
        while let Some(Name(name)) = entries.next_key::<Name<'de>>()? {
            match self.map.meaning(&name) {
                Meaning::Field(field) => {
                    let given: Given<'de> = entries.next_value()?;
                    if read.row.has(field) && !matches!(given, Given::Absent) {
                        read.repeated.push(name.into_owned());
                    } else if !matches!(given, Given::Absent) {
                        read.row.set(field, given);
                    }
                }
                Meaning::Ignored => {
                    entries.next_value::<IgnoredAny>()?;
                }
                // An empty one, or the line would be a tagged one.
                Meaning::Unknown if name == TYPE => {
                    entries.next_value::<IgnoredAny>()?;
                }
                Meaning::Unknown => {
                    entries.next_value::<IgnoredAny>()?;
                    read.unknown.push(name.into_owned());
                }
            }
        }
        Ok(read)
    }
}

/// A text that is copied only where JSON's escapes ask for it.
#[derive(Deserialize)]
pub(super) struct Name<'a>(#[serde(borrow)] pub(super) Cow<'a, str>);

impl<'de> Deserialize<'de> for Given<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyValue)
    }
}

/// Takes whatever stands there: what is wrong with it is told later, with its place.
struct AnyValue;

impl<'de> Visitor<'de> for AnyValue {
    type Value = Given<'de>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Given<'de>, E> {
        Ok(Given::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Given<'de>, E> {
        Ok(Given::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_unit<E>(self) -> Result<Given<'de>, E> {
        Ok(Given::Absent)
    }

    // A year or an id is often written without quote marks.
    fn visit_u64<E>(self, number: u64) -> Result<Given<'de>, E> {
        Ok(Given::Text(Cow::Owned(number.to_string())))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Given<'de>, E> {
        Ok(Given::Text(Cow::Owned(number.to_string())))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Given<'de>, E> {
        Ok(Given::Wrong("a number with a fraction"))
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Given<'de>, E> {
        Ok(Given::Flag(flag))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Given<'de>, A::Error> {
        let mut texts = Vec::new();
        let mut wrong = false;
        while let Some(item) = items.next_element::<Item<'de>>()? {
            match item.0 {
                Some(text) => texts.push(text),
                None => wrong = true,
            }
        }
        Ok(if wrong { Given::Wrong("a list with something else in it") } else { Given::List(texts) })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Given<'de>, A::Error> {
        while entries.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Given::Wrong("an object"))
    }
}

/// An item of a list, if it is a text. Lists in lists are passed over without recursion.
struct Item<'a>(Option<Cow<'a, str>>);

impl<'de> Deserialize<'de> for Item<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw: &'de RawValue = <&RawValue>::deserialize(deserializer)?;
        if !raw.get().starts_with('"') {
            return Ok(Self(None));
        }
        let Name(text) = serde_json::from_str(raw.get()).map_err(D::Error::custom)?;
        Ok(Self(Some(text)))
    }
}

fn unknown_field(name: &str, place: Place) -> Diagnostic {
    let name = short(name);
    let help = match closest(&name, Field::ALL.iter().map(|field| field.name()).chain([TYPE])) {
        Some(TYPE) => format!("did you mean `{TYPE}`? Or ignore it: --map ={name}"),
        Some(meant) => {
            format!("did you mean `{meant}`? Or rename it: --map {meant}={name}; or ignore it: --map ={name}")
        }
        None => format!("the fields are {}; rename it: --map FIELD={name}, or ignore it: --map ={name}", all_names()),
    };
    Diagnostic::error("unknown-field", format!("a line has no field `{name}`"), place).with_help(help)
}

/// What is wrong with a line that is not one JSON object, from where the reader began.
pub(super) fn not_json(line: &Line<'_>, error: &serde_json::Error, start: usize) -> Diagnostic {
    let at = start + error.column().saturating_sub(1);
    let message = error.to_string();
    // The place is told by itself; within a line, serde_json knows only line 1.
    let message = message.rsplit_once(" at line ").map_or(&*message, |(message, _)| message);
    let place = line.place_of(ByteSpan::new(at, at + 1));
    if error.is_data() {
        return Diagnostic::error("wrong-type", message, place).with_help(if line.text.trim_start().starts_with('[') {
            "each line is one object; where the whole file is one list, put each of its objects into a line: jq -c '.[]'"
        } else {
            "each line is one object"
        });
    }
    let problem = Diagnostic::error("json-syntax", format!("this is not JSON: {message}"), place);
    if error.is_eof() {
        problem.with_help("each line is one object, and an object stands in one line")
    } else {
        problem
    }
}
