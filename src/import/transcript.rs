//! Transcripts in plain text: a name and a colon before each turn, as official ones have it.

use super::found::{Found, owned};
use super::material::{Material, NextLine};
use super::speech::{Label, Turn, label, speaker_of, take_aside, take_paragraph};
use super::{ImportError, Importer};
use crate::corpus::Fidelity;
use crate::corpus::written::{WrittenSession, WrittenSource};

/// Lines above the first turn that tell something of the whole.
const HEAD_FIELDS: [&str; 9] =
    ["title", "date", "place", "location", "session", "publisher", "source", "url", "language"];

/// A line with more letters is a paragraph and not one of its lines.
const LONGEST_WRAPPED: usize = 120;

/// This many labels make a transcript.
const LABELS_OF_A_TRANSCRIPT: usize = 2;

pub(super) struct Transcript;

impl Importer for Transcript {
    fn recognises(&self, beginning: &str) -> bool {
        let lines: Vec<&str> = beginning.lines().filter(|line| !line.trim().is_empty()).collect();
        let is_turn = |line: &&&str| label(line).is_some_and(|(label, _)| !label.is_field());
        let labels = lines.iter().filter(is_turn).count();
        labels >= LABELS_OF_A_TRANSCRIPT && labels * 12 >= lines.len()
    }

    fn read(&self, material: &mut Material<'_>, found: &mut Found) -> Result<(), ImportError> {
        let mut reading = Reading::default();
        loop {
            match material.next_line()? {
                NextLine::Line(line) => reading.take_line(&line.text, found),
                NextLine::Bad(problem) => {
                    reading.end_paragraph(found);
                    found.left_out(problem);
                }
                NextLine::End => break,
            }
        }
        reading.end_paragraph(found);
        Ok(())
    }
}

/// The field of the head that a label is, if it is one.
fn head_field(label: &Label) -> Option<&'static str> {
    let name = label.name.to_lowercase();
    HEAD_FIELDS.into_iter().find(|field| *field == name)
}

/// A transcript while it is read.
#[derive(Default)]
struct Reading {
    head: WrittenSource<'static>,
    session: WrittenSession<'static>,
    /// Lines above the first turn that are no fields.
    above: Vec<String>,
    /// None above the first turn.
    turn: Option<Turn>,
    /// Whether labels stand in capitals: then nothing else is one.
    in_capitals: bool,
    /// The lines of the paragraph that is being read.
    paragraph: Vec<String>,
    locator: Option<String>,
    /// The number of the paragraph, from 1.
    number: usize,
}

impl Reading {
    fn take_line(&mut self, line: &str, found: &mut Found) {
        let line = line.trim();
        if line.is_empty() {
            self.end_paragraph(found);
            return;
        }
        match label(line) {
            Some((label, words)) if label.is_field() => self.take_field(&label, line, words, found),
            Some((label, words))
                if self.turn.is_none() || label.in_capitals == self.in_capitals || label.is_nobody() =>
            {
                self.begin_turn(&label, found);
                self.add_line(words, found);
            }
            _ => self.add_line(line, found),
        }
    }

    fn add_line(&mut self, line: &str, found: &mut Found) {
        if line.is_empty() {
            return;
        }
        self.paragraph.push(line.to_owned());
        if line.chars().count() > LONGEST_WRAPPED {
            self.end_paragraph(found);
        }
    }

    /// A field below the first turn is nobody's words.
    fn take_field(&mut self, label: &Label, line: &str, words: &str, found: &mut Found) {
        match (head_field(label), self.turn.as_ref().map(|turn| turn.source.clone())) {
            (Some(field), None) => self.take_head_field(field, words, found),
            (Some(_), Some(source)) => {
                self.end_paragraph(found);
                take_aside(found, &source, line);
            }
            (None, _) => self.add_line(line, found),
        }
    }

    fn take_head_field(&mut self, field: &str, words: &str, found: &mut Found) {
        let text = (!words.is_empty()).then(|| owned(words));
        match field {
            "title" => self.head.title = text.unwrap_or_default(),
            "publisher" | "source" => self.head.publisher = text,
            "url" => self.head.url = text,
            "language" => self.head.language = text,
            "session" => self.session.title = text.unwrap_or_default(),
            "date" => self.session.date = found.date(words),
            _ => self.session.place = text,
        }
    }

    /// Everything above the first turn was read.
    fn end_head(&mut self, label: &Label, found: &mut Found) -> Turn {
        self.in_capitals = label.in_capitals;
        let mut head = std::mem::take(&mut self.head);
        if head.title.is_empty() {
            head.title = self.above.first().map(owned).unwrap_or_default();
        }
        head.fidelity = Some(Fidelity::Transcript);
        head.date = self.session.date;
        let source = found.main_source(head);
        let session = found.main_session(Some(std::mem::take(&mut self.session)));
        for line in std::mem::take(&mut self.above) {
            take_aside(found, &source, &line);
        }
        Turn { source, session, ..Turn::default() }
    }

    fn begin_turn(&mut self, label: &Label, found: &mut Found) {
        self.end_paragraph(found);
        let before = self.turn.take();
        let before = before.unwrap_or_else(|| self.end_head(label, found));
        let speaker = speaker_of(found, label);
        let look = speaker.is_none().then(|| format!("the transcript only says “{}”", label.name));
        let notes = label.interpreted.then(|| "The words are an interpreter's.".to_owned());
        self.turn = Some(Turn { speakers: speaker.into_iter().collect(), look, notes, ..before });
        self.locator.clone_from(&label.time);
    }

    fn end_paragraph(&mut self, found: &mut Found) {
        let text = std::mem::take(&mut self.paragraph).join(" ");
        if text.is_empty() {
            return;
        }
        match &self.turn {
            None => self.above.push(text),
            Some(turn) => {
                self.number += 1;
                let locator = self.locator.take().unwrap_or_else(|| format!("par. {}", self.number));
                take_paragraph(found, turn, &text, Some(&locator));
            }
        }
    }
}
