//! The header of a TEI file: what the document is, the meeting, the people.

use std::collections::HashMap;

use quick_xml::events::BytesStart;

use super::dates::told_date;
use super::found::{Found, owned};
use super::speech::Turn;
use super::tei::{People, attribute};
use crate::corpus::Fidelity;
use crate::corpus::written::{Texts, WrittenSession, WrittenSource, WrittenSpeaker};

/// What a header tells, while it is read and after.
#[derive(Default)]
pub(super) struct Head {
    pub(super) people: People,
    /// Bodies by their ids.
    bodies: HashMap<String, String>,
    source: WrittenSource<'static>,
    session: WrittenSession<'static>,
    language: Option<String>,
    meetings: Vec<String>,
    /// The text of the element that is being read.
    text: String,
    person: Option<Person>,
    body: Option<String>,
}

/// A person while it is read.
#[derive(Default)]
struct Person {
    id: String,
    names: Vec<String>,
    /// The parts of the name that is being read: before, and last.
    fore: Vec<String>,
    last: Vec<String>,
    role: Option<String>,
    affiliation: Option<String>,
}

/// Elements whose text is taken.
const TOLD: [&str; 13] = [
    "title",
    "publisher",
    "idno",
    "meeting",
    "name",
    "placeName",
    "settlement",
    "persName",
    "forename",
    "surname",
    "roleName",
    "orgName",
    "nameLink",
];

impl Head {
    /// A document begins: what the corpus around it tells of people stays.
    pub(super) fn begin_document(&mut self) {
        let people = std::mem::take(&mut self.people);
        let bodies = std::mem::take(&mut self.bodies);
        *self = Self { people, bodies, language: self.language.take(), ..Self::default() };
    }

    pub(super) fn take_language(&mut self, language: Option<String>) {
        self.language = language.or_else(|| self.language.take());
    }

    pub(super) fn text(&mut self, text: &str) {
        self.text.push_str(text);
    }

    pub(super) fn start(&mut self, path: &[&str], tag: &BytesStart<'_>) {
        let Some(name) = path.last() else { return };
        let is_inside = |outer: &str| path.contains(&outer);
        if TOLD.contains(name) {
            self.text.clear();
        }
        match *name {
            "date" if is_inside("settingDesc") || (self.session.date.is_none() && is_inside("sourceDesc")) => {
                let when = attribute(tag, "when").or_else(|| attribute(tag, "from"));
                self.session.date = when.as_deref().and_then(told_date).or(self.session.date);
            }
            "person" => {
                self.person = Some(Person { id: attribute(tag, "xml:id").unwrap_or_default(), ..Person::default() });
            }
            "org" => self.body = attribute(tag, "xml:id"),
            "affiliation" => {
                let body = attribute(tag, "ref").and_then(|of| self.bodies.get(of.trim_start_matches('#')).cloned());
                let is_member = attribute(tag, "role").is_none_or(|role| role == "member");
                if let (Some(person), true) = (&mut self.person, is_member) {
                    person.affiliation = person.affiliation.take().or(body);
                }
            }
            _ => {}
        }
    }

    pub(super) fn end(&mut self, path: &[&str]) {
        let Some(name) = path.last() else { return };
        if *name == "person" {
            self.end_person();
            return;
        }
        if !TOLD.contains(name) {
            return;
        }
        let text = std::mem::take(&mut self.text).split_whitespace().collect::<Vec<_>>().join(" ");
        match &mut self.person {
            Some(person) => person.take(name, text, path.contains(&"persName")),
            None if !text.is_empty() => self.take(name, text, path),
            None => {}
        }
    }

    fn take(&mut self, name: &str, text: String, path: &[&str]) {
        let is_inside = |outer: &str| path.contains(&outer);
        match name {
            "title" if is_inside("titleStmt") && self.source.title.is_empty() => self.source.title = owned(text),
            "publisher" if is_inside("sourceDesc") => self.source.publisher = Some(owned(text)),
            "idno" if is_inside("sourceDesc") && text.starts_with("http") => self.source.url = Some(owned(text)),
            "meeting" => self.meetings.push(text),
            "name" | "placeName" | "settlement" if is_inside("settingDesc") && self.session.place.is_none() => {
                self.session.place = Some(owned(text));
            }
            "orgName" => {
                if let Some(id) = &self.body {
                    self.bodies.entry(id.clone()).or_insert(text);
                }
            }
            _ => {}
        }
    }

    fn end_person(&mut self) {
        let Some(mut person) = self.person.take() else { return };
        if person.names.is_empty() || person.id.is_empty() {
            return;
        }
        let name = person.names.remove(0);
        let own = name.clone();
        person.names.retain(|alias| *alias != own);
        person.names.dedup();
        let speaker = WrittenSpeaker {
            name: owned(name),
            role: person.role.map(owned),
            affiliation: person.affiliation.map(owned),
            aliases: Texts(person.names.into_iter().map(owned).collect()),
            ..WrittenSpeaker::default()
        };
        self.people.known.entry(person.id).or_insert(speaker);
    }

    /// The document as a source, with its session: everything that its utterances have in common.
    pub(super) fn document(&mut self, found: &mut Found) -> Turn {
        let mut source = self.source.clone();
        source.language = self.language.clone().map(owned);
        source.fidelity = Some(Fidelity::Transcript);
        source.date = self.session.date;
        let mut session = self.session.clone();
        session.title = owned(self.meetings.join(", "));
        let source = found.main_source(source);
        Turn { session: found.main_session(Some(session)), source, ..Turn::default() }
    }
}

impl Person {
    fn take(&mut self, element: &str, text: String, in_name: bool) {
        match element {
            "forename" if in_name => self.fore.push(text),
            "nameLink" | "surname" if in_name => self.last.push(text),
            "roleName" if !text.is_empty() => self.role = self.role.take().or(Some(text)),
            "persName" => {
                let parts: Vec<String> =
                    self.fore.drain(..).chain(self.last.drain(..)).filter(|part| !part.is_empty()).collect();
                let name = if parts.is_empty() { text } else { parts.join(" ") };
                if !name.is_empty() {
                    self.names.push(name);
                }
            }
            _ => {}
        }
    }
}
