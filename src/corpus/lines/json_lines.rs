//! JSONL: a JSON object in each line.

use std::borrow::Cow;
use std::fmt;
use std::io::{self, BufRead, Read};

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use crate::corpus::text_store::TooMuchText;
use crate::diagnostic::{Diagnostic, Place};
use crate::text::ByteSpan;

use super::fields::{Field, FieldMap, Meaning, all_names, meant};
use super::intake::Intake;
use super::row::{Given, Row, short};
use super::{LONGEST_LINE, not_utf8, skip_line, too_long, unreadable};

/// Reads all lines. Empty ones say nothing.
pub(super) fn read(mut reader: impl BufRead, map: &FieldMap, intake: &mut Intake<'_>) -> Result<(), TooMuchText> {
    let mut bytes = Vec::new();
    let mut number = 0;
    loop {
        number += 1;
        match next_line(&mut reader, &mut bytes) {
            Ok(Next::Line) => take_line(&bytes, number, map, intake)?,
            Ok(Next::TooLong) => {
                let text = String::from_utf8_lossy(&bytes[..1000]);
                let place = Place::in_line(intake.file_name, number, &text, ByteSpan::new(0, 1));
                intake.problems.line(|| too_long(place));
                intake.problems.end_line();
            }
            Ok(Next::End) => return Ok(()),
            Err(error) => {
                intake.problems.file(unreadable(intake.file_name, number, &error));
                return Ok(());
            }
        }
    }
}

enum Next {
    Line,
    /// The buffer holds its beginning; the rest was passed over.
    TooLong,
    End,
}

/// Reads a line into the buffer, which never grows beyond the longest line.
fn next_line(reader: &mut impl BufRead, bytes: &mut Vec<u8>) -> io::Result<Next> {
    bytes.clear();
    let read = reader.by_ref().take(LONGEST_LINE as u64 + 1).read_until(b'\n', bytes)?;
    if read == 0 {
        return Ok(Next::End);
    }
    if bytes.len() > LONGEST_LINE && bytes.last() != Some(&b'\n') {
        skip_line(reader)?;
        return Ok(Next::TooLong);
    }
    Ok(Next::Line)
}

fn take_line(bytes: &[u8], number: usize, map: &FieldMap, intake: &mut Intake<'_>) -> Result<(), TooMuchText> {
    let file = intake.file_name;
    let Ok(line) = std::str::from_utf8(bytes) else {
        intake.problems.line(|| not_utf8(file, number, bytes.trim_ascii_end()));
        intake.problems.end_line();
        return Ok(());
    };
    let line = line.trim_end_matches(['\r', '\n']);
    if line.trim().is_empty() {
        return Ok(());
    }
    let read = match parse(line, map) {
        Ok(read) => read,
        Err(error) => {
            intake.problems.line(|| syntax_problem(file, number, line, &error));
            intake.problems.end_line();
            return Ok(());
        }
    };
    let place = |at: Option<Field>| {
        let is_it = |name: &str| at.is_some_and(|field| map.meaning(name) == Meaning::Field(field));
        let span = at.and_then(|_| find_pair(line, is_it)).map(|(_, value)| value);
        Place::in_line(file, number, line, span.unwrap_or_else(|| start_of(line)))
    };
    for name in &read.unknown {
        intake.problems.unknown_field(name, || unknown_field(name, named_place(file, number, line, name)));
    }
    for name in &read.repeated {
        intake.problems.line(|| {
            let message = format!("`{}` gives a field that is there already", short(name));
            Diagnostic::error("duplicate-field", message, last_named_place(file, number, line, name))
                .with_help("where two fields of the file mean the same, ignore one: --map =NAME")
        });
    }
    intake.take(&read.row, number, &place)
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
struct Name<'a>(#[serde(borrow)] Cow<'a, str>);

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

    fn visit_bool<E>(self, _: bool) -> Result<Given<'de>, E> {
        Ok(Given::Wrong("true or false"))
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

/// The entries of an object with their places, for a line in which something is wrong.
#[derive(Default)]
struct Pairs<'a>(Vec<(Cow<'a, str>, &'a RawValue)>);

impl<'de> Deserialize<'de> for Pairs<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(PairsVisitor)
    }
}

struct PairsVisitor;

impl<'de> Visitor<'de> for PairsVisitor {
    type Value = Pairs<'de>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Pairs<'de>, A::Error> {
        let mut pairs = Pairs::default();
        while let Some((Name(name), value)) = entries.next_entry()? {
            pairs.0.push((name, value));
        }
        Ok(pairs)
    }
}

/// The places of the name and the value of each entry, in the line's order. The line is
/// read a second time for that.
fn pairs_of(line: &str) -> Vec<(Cow<'_, str>, ByteSpan, ByteSpan)> {
    let pairs: Pairs<'_> = serde_json::from_str(line).unwrap_or_default();
    let place = |(name, value): (_, &RawValue)| {
        // The value is a part of the line: its address tells which.
        let start = value.get().as_ptr().addr().saturating_sub(line.as_ptr().addr());
        let before = line.get(..start).unwrap_or_default();
        let name_end = before.rfind('"').unwrap_or(0);
        let name_start = before.get(..name_end).and_then(|before| before.rfind('"')).map_or(0, |at| at + 1);
        (name, ByteSpan::new(name_start, name_end.max(name_start)), ByteSpan::new(start, start + value.get().len()))
    };
    pairs.0.into_iter().map(place).collect()
}

/// The places of the name and the value of the entry that is meant.
fn find_pair(line: &str, is_it: impl Fn(&str) -> bool) -> Option<(ByteSpan, ByteSpan)> {
    pairs_of(line).into_iter().find(|(name, ..)| is_it(name)).map(|(_, name, value)| (name, value))
}

fn named_place(file: &str, number: usize, line: &str, name: &str) -> Place {
    let span = find_pair(line, |other| other == name).map(|(name, _)| name);
    Place::in_line(file, number, line, span.unwrap_or_else(|| start_of(line)))
}

fn last_named_place(file: &str, number: usize, line: &str, name: &str) -> Place {
    let span = pairs_of(line).into_iter().rfind(|(other, ..)| other == name).map(|(_, name, _)| name);
    Place::in_line(file, number, line, span.unwrap_or_else(|| start_of(line)))
}

/// Where the object begins.
fn start_of(line: &str) -> ByteSpan {
    let start = line.len() - line.trim_start().len();
    ByteSpan::new(start, start + 1)
}

fn unknown_field(name: &str, place: Place) -> Diagnostic {
    let name = short(name);
    let help = match meant(&name) {
        Some(meant) => {
            format!("did you mean `{meant}`? Or rename it: --map {meant}={name}; or ignore it: --map ={name}")
        }
        None => format!("the fields are {}; rename it: --map FIELD={name}, or ignore it: --map ={name}", all_names()),
    };
    Diagnostic::error("unknown-field", format!("a line has no field `{name}`"), place).with_help(help)
}

fn syntax_problem(file: &str, number: usize, line: &str, error: &serde_json::Error) -> Diagnostic {
    let at = error.column().saturating_sub(1);
    let message = error.to_string();
    // The place is told by itself; within a line, serde_json knows only line 1.
    let message = message.rsplit_once(" at line ").map_or(&*message, |(message, _)| message);
    let place = Place::in_line(file, number, line, ByteSpan::new(at, at + 1));
    if error.is_data() {
        return Diagnostic::error("wrong-type", message, place).with_help(if line.trim_start().starts_with('[') {
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
