//! Parliamentary records and other transcripts of speech in TEI, as ParlaMint has them:
//! utterances (`u`) of speakers (`who`) in segments (`seg`), with people and meeting in the header
//! (<https://clarin-eric.github.io/ParlaMint/>).
//!
//! The file is read event by event. Nothing outside of it is ever read: entities that a DTD defines,
//! external or not, are not resolved, so none can grow.

use std::collections::HashMap;
use std::io::{self, BufRead, Read};

use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::found::{Found, owned};
use super::material::Material;
use super::speech::{Turn, take_paragraph};
use super::tei_head::Head;
use super::{ImportError, Importer};
use crate::corpus::written::WrittenSpeaker;
use crate::diagnostic::{Diagnostic, Place};
use crate::text::{ByteSpan, GAP};

/// The most bytes of a file: a day of a parliament has a few million.
const MOST_BYTES: u64 = 1 << 30;

/// How deep elements may lie in each other.
const DEEPEST: usize = 256;

/// What is nobody's words: remarks of the editors, what was heard or done, and what was deleted.
const ASIDES: [&str; 13] = [
    "note", "kinesic", "vocal", "incident", "desc", "writing", "head", "figure", "fw", "linkGrp", "spanGrp",
    "standOff", "del",
];

/// Of two readings of the same words in a `choice`, those that the other corrects or spells out.
const OTHER_READINGS: [&str; 3] = ["sic", "orig", "abbr"];

pub(super) struct Tei;

impl Importer for Tei {
    fn recognises(&self, beginning: &str) -> bool {
        beginning.trim_start().starts_with('<') && (beginning.contains("<TEI") || beginning.contains("<teiCorpus"))
    }

    fn read(&self, material: &mut Material<'_>, found: &mut Found) -> Result<(), ImportError> {
        let name = material.name().to_owned();
        let mut reader = Reader::from_reader(Counting { inner: material.reader().take(MOST_BYTES), line: 1 });
        reader.config_mut().allow_dangling_amp = true;
        let mut reading = Reading::default();
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            let event = reader.read_event_into(&mut buffer);
            let line = reader.get_ref().line;
            let place = || Place { line, column: 1, ..Place::whole(&*name) };
            let malformed =
                |message: String| ImportError::Malformed(Box::new(Diagnostic::error("xml-syntax", message, place())));
            match event {
                Ok(Event::Eof) if reading.open.is_empty() => break,
                Ok(Event::Eof) => return Err(malformed(format!("the file ends inside of <{}>", reading.innermost()))),
                Ok(Event::Start(tag)) => {
                    reading.start(&tag, found);
                    if reading.open.len() > DEEPEST {
                        return Err(malformed(format!("elements lie more than {DEEPEST} deep in each other")));
                    }
                }
                Ok(Event::Empty(tag)) => {
                    reading.start(&tag, found);
                    reading.end(found);
                }
                Ok(Event::End(_)) => reading.end(found),
                Ok(Event::Text(text)) => reading.text(&text.xml10_content()),
                Ok(Event::CData(text)) => reading.text(&text.xml10_content()),
                Ok(Event::GeneralRef(reference)) => match resolved(&reference) {
                    Some(text) => reading.text(&text),
                    None if reading.hears() => {
                        let entity = reference.xml10_content();
                        let message = format!(
                            "the entity `&{};` is not resolved, and was left out",
                            crate::diagnostic::short(&entity)
                        );
                        let written = format!("&{entity};");
                        let place = Place::in_line(&*name, line, &written, ByteSpan::new(0, written.len()));
                        found.left_out(Diagnostic::warning("unknown-entity", message, place));
                    }
                    None => {}
                },
                Ok(_) => {}
                Err(quick_xml::Error::Io(error)) => {
                    let error = io::Error::new(error.kind(), error.to_string());
                    return Err(ImportError::Unreadable { name, error });
                }
                Err(error) => return Err(malformed(format!("this is not XML that can be read: {error}"))),
            }
        }
        Ok(())
    }
}

/// The sign that a reference stands for: those that XML itself knows.
fn resolved(reference: &BytesRef<'_>) -> Option<String> {
    if let Ok(Some(letter)) = reference.resolve_char_ref() {
        return Some(letter.to_string());
    }
    let sign = match &*reference.xml10_content() {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        _ => return None,
    };
    Some(sign.to_owned())
}

/// Knows the line that is being read.
struct Counting<R> {
    inner: R,
    line: usize,
}

impl<R: BufRead> Read for Counting<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(buffer)?;
        self.consume(read);
        Ok(read)
    }
}

impl<R: BufRead> BufRead for Counting<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.inner.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        // What is consumed lies in the buffer already.
        if let (1.., Ok(bytes)) = (amount, self.inner.fill_buf()) {
            self.line += bytes[..amount.min(bytes.len())].split(|byte| *byte == b'\n').count() - 1;
        }
        self.inner.consume(amount);
    }
}

/// An element that is open.
struct Element {
    name: String,
    /// `xml:id`, or `n`.
    id: Option<String>,
    /// Whether its text ends without a space: a word before a comma.
    joined: bool,
    /// Whether it holds nobody's words.
    is_aside: bool,
}

/// A file while it is read.
#[derive(Default)]
struct Reading {
    open: Vec<Element>,
    head: Head,
    /// How many of the open elements hold nobody's words.
    asides: usize,
    /// The utterance that is being read.
    turn: Option<Turn>,
    /// The session and source of the document, from its first utterance on.
    document: Option<Turn>,
    /// The paragraph that is being read.
    words: String,
}

/// The attribute of that name.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = tag.try_get_attribute(name).ok().flatten()?;
    let value = attribute
        .normalized_value(XmlVersion::Implicit1_0)
        .map_or_else(|_| attribute.value.to_string(), std::borrow::Cow::into_owned);
    let value = value.trim().to_owned();
    (!value.is_empty()).then_some(value)
}

impl Reading {
    fn innermost(&self) -> &str {
        self.open.last().map_or("", |element| &element.name)
    }

    fn is_in(&self, name: &str) -> bool {
        self.open.iter().any(|element| element.name == name)
    }

    /// Whether text is somebody's words, or tells something of the whole.
    fn hears(&self) -> bool {
        (self.turn.is_some() && self.asides == 0) || self.is_in("teiHeader")
    }

    fn start(&mut self, tag: &BytesStart<'_>, found: &mut Found) {
        let name = tag.local_name().as_ref().to_owned();
        let id = attribute(tag, "xml:id").or_else(|| attribute(tag, "n"));
        let joined = attribute(tag, "join").is_some_and(|join| join == "right" || join == "both");
        let is_other_reading = self.innermost() == "choice" && OTHER_READINGS.contains(&&*name);
        let is_aside = is_other_reading || ASIDES.contains(&&*name);
        self.asides += usize::from(is_aside);
        match &*name {
            "TEI" => {
                self.document = None;
                self.head.begin_document();
                self.head.take_language(attribute(tag, "xml:lang"));
            }
            "teiCorpus" | "text" => self.head.take_language(attribute(tag, "xml:lang")),
            "u" if self.asides == 0 => self.begin_utterance(tag, found),
            "seg" | "p" if self.turn.is_some() && self.asides == 0 => self.end_paragraph(found),
            "gap" if self.turn.is_some() && self.asides == 0 => {
                self.words.push(' ');
                self.words.push_str(GAP);
                self.words.push(' ');
            }
            "lb" | "pb" | "cb" if self.turn.is_some() => self.words.push(' '),
            _ => {}
        }
        self.open.push(Element { name, id, joined, is_aside });
        if self.is_in("teiHeader") {
            let path: Vec<&str> = self.open.iter().map(|element| &*element.name).collect();
            self.head.start(&path, tag);
        }
    }

    fn end(&mut self, found: &mut Found) {
        if self.is_in("teiHeader") {
            let path: Vec<&str> = self.open.iter().map(|element| &*element.name).collect();
            self.head.end(&path);
        }
        match self.innermost() {
            "seg" | "p" | "u" if self.asides == 0 => self.end_paragraph(found),
            "w" | "pc" if !self.open.last().is_some_and(|word| word.joined) => self.words.push(' '),
            _ => {}
        }
        let Some(closed) = self.open.pop() else { return };
        self.asides -= usize::from(closed.is_aside);
        if closed.name == "u" {
            self.turn = None;
        }
    }

    fn text(&mut self, text: &str) {
        if self.is_in("teiHeader") {
            self.head.text(text);
        } else if self.turn.is_some() && self.asides == 0 {
            // Between the words of an annotated sentence stand line breaks that mean nothing.
            let annotated = self.innermost() == "s" && text.trim().is_empty();
            if !annotated {
                self.words.push_str(text);
            }
        }
    }

    fn begin_utterance(&mut self, tag: &BytesStart<'_>, found: &mut Found) {
        let document = self.document.take().unwrap_or_else(|| self.head.document(found));
        self.document = Some(document.clone());
        let who = attribute(tag, "who").unwrap_or_default();
        let speakers: Vec<String> = who.split_whitespace().map(|id| self.head.people.speaker(id, found)).collect();
        let look = speakers.is_empty().then(|| "the file does not say who speaks".to_owned());
        let in_the_chair = attribute(tag, "ana").is_some_and(|ana| ana.split_whitespace().any(|one| one == "#chair"));
        let setting = in_the_chair.then(|| "in the chair".to_owned());
        self.words.clear();
        self.turn = Some(Turn { speakers, look, setting, ..document });
    }

    /// What was read up to here is a paragraph.
    fn end_paragraph(&mut self, found: &mut Found) {
        let words = std::mem::take(&mut self.words);
        if let (Some(turn), false) = (&self.turn, words.trim().is_empty()) {
            let mut inner = self.open.iter().rev().filter(|element| matches!(&*element.name, "seg" | "p" | "u"));
            let id = inner.find_map(|element| element.id.as_deref());
            // The beginning of such an id is the name of the file.
            let locator = id.map(|id| id.rsplit_once('.').map_or(id, |(_, rest)| rest));
            take_paragraph(found, turn, &words, locator);
        }
    }
}

/// The people that the file tells of, by their ids.
#[derive(Default)]
pub(super) struct People {
    pub(super) known: HashMap<String, WrittenSpeaker<'static>>,
    /// The ids that were given to them.
    given: HashMap<String, String>,
}

impl People {
    /// The speaker that a reference means, as `#BorisJohnson`.
    fn speaker(&mut self, reference: &str, found: &mut Found) -> String {
        let id = reference.rsplit(['#', ':']).next().unwrap_or(reference);
        if let Some(given) = self.given.get(id) {
            return given.clone();
        }
        let given = match self.known.get(id) {
            Some(person) => found.speaker_apart(person.clone()),
            None => {
                let given =
                    found.speaker_apart(WrittenSpeaker { name: owned(name_of_id(id)), ..WrittenSpeaker::default() });
                found.look_at_speaker(&given, format!("the file does not tell the name; it is made from `{id}`"));
                given
            }
        };
        self.given.insert(id.to_owned(), given.clone());
        given
    }
}

/// `BorisJohnson` and `boris_johnson` to a name.
fn name_of_id(id: &str) -> String {
    let mut name = String::new();
    let mut before_small = false;
    for letter in id.chars() {
        if matches!(letter, '_' | '.' | '-') {
            name.push(' ');
        } else {
            if letter.is_uppercase() && before_small {
                name.push(' ');
            }
            name.push(letter);
        }
        before_small = letter.is_lowercase();
    }
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() { "Unnamed".to_owned() } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_made_a_name() {
        for (id, name) in [
            ("BorisJohnson", "Boris Johnson"),
            ("boris_johnson", "boris johnson"),
            ("JanezJanša", "Janez Janša"),
            ("MP.12", "MP 12"),
            ("", "Unnamed"),
        ] {
            assert_eq!(name_of_id(id), name, "{id}");
        }
    }
}
