//! Cues, one after another, as the paragraphs of those who speak.

use super::times::{ARROW, start_of};
use super::voices::{Voice, voices};
use crate::corpus::Fidelity;
use crate::corpus::written::{WrittenSession, WrittenSource};
use crate::diagnostic::Diagnostic;
use crate::import::found::{Found, owned};
use crate::import::material::{Line, Material};
use crate::import::speech::{Label, Turn, ends_a_sentence, speaker_of, take_paragraph};

/// A paragraph with more words ends with the next sentence.
const USUAL_WORDS: usize = 60;

/// A paragraph with more words ends with the next cue: captions made by a machine have no sentences.
const MOST_WORDS: usize = 120;

/// Captions while they are read.
#[derive(Default)]
pub(super) struct Reading {
    head: WrittenSource<'static>,
    /// Whether anything but the head was read.
    begun: bool,
    turn: Option<Turn>,
    paragraph: Paragraph,
    /// The last line: captions that roll up show it again.
    last_line: String,
}

/// The paragraph that is being read.
#[derive(Default)]
struct Paragraph {
    words: String,
    count: usize,
    /// When it began.
    time: Option<String>,
}

impl Paragraph {
    fn add(&mut self, words: &str, time: &str) {
        if self.words.is_empty() {
            self.time = Some(time.to_owned());
        } else {
            self.words.push(' ');
        }
        self.words.push_str(words);
        self.count += words.split_whitespace().count();
    }

    /// Whether it ends with the cue: where a sentence does, or where it has grown too long for that.
    fn ends(&self) -> bool {
        let ends = self.words.split_whitespace().next_back().is_some_and(ends_a_sentence);
        self.count >= MOST_WORDS || self.count >= USUAL_WORDS && ends
    }
}

impl Reading {
    /// Takes a block of lines: the head, a note, or a cue.
    pub(super) fn take_block(&mut self, block: &[Line], material: &Material<'_>, found: &mut Found) {
        let Some(first) = block.first() else { return };
        if !self.begun && first.text.starts_with("WEBVTT") {
            self.take_head(block, found);
            return;
        }
        let word = first.text.split_whitespace().next().unwrap_or_default();
        if ["NOTE", "STYLE", "REGION"].contains(&word) && !block.iter().take(2).any(|line| line.text.contains(ARROW)) {
            if !self.begun && word == "NOTE" {
                self.take_note(block, found);
            }
            return;
        }
        self.begun = true;
        // A name or a number may stand above the times.
        match block.iter().take(2).position(|line| line.text.contains(ARROW)) {
            Some(at) => match start_of(&block[at].text) {
                Some(time) => self.take_cue(&time, &block[at + 1..], found),
                None => found.left_out(bad_cue(material, &block[at], "its times cannot be read")),
            },
            None => found.left_out(bad_cue(material, first, "it has no times")),
        }
    }

    /// `WEBVTT - A title`, and lines of `Kind:` and `Language:` below it.
    fn take_head(&mut self, block: &[Line], found: &mut Found) {
        let title = block[0].text.trim_start_matches("WEBVTT").trim().trim_start_matches(['-', '–', '—']).trim();
        if !title.is_empty() {
            self.head.title = owned(title);
        }
        block[1..].iter().for_each(|line| self.take_field(&line.text, found));
    }

    fn take_note(&mut self, block: &[Line], found: &mut Found) {
        let first = block[0].text.trim_start_matches("NOTE").trim();
        for line in std::iter::once(first).chain(block[1..].iter().map(|line| &*line.text)) {
            self.take_field(line, found);
        }
    }

    fn take_field(&mut self, line: &str, found: &mut Found) {
        let Some((name, value)) = line.split_once(':').map(|(name, value)| (name.trim(), value.trim())) else { return };
        if value.is_empty() {
            return;
        }
        match &*name.to_lowercase() {
            "title" => self.head.title = owned(value),
            "language" => self.head.language = Some(owned(value)),
            "date" => self.head.date = found.date(value),
            "url" => self.head.url = Some(owned(value)),
            "publisher" => self.head.publisher = Some(owned(value)),
            _ => {}
        }
    }

    fn take_cue(&mut self, time: &str, lines: &[Line], found: &mut Found) {
        let mut again = true;
        for line in lines {
            let text = line.text.trim();
            // Captions that roll up begin with the line that stood below before.
            if std::mem::take(&mut again) && lines.len() > 1 && text == self.last_line {
                continue;
            }
            for (voice, words) in voices(text) {
                self.take_words(voice, &words, time, found);
            }
        }
        if let Some(last) = lines.last() {
            last.text.trim().clone_into(&mut self.last_line);
        }
        if self.paragraph.ends() {
            self.end_paragraph(found);
        }
    }

    fn take_words(&mut self, voice: Voice, words: &str, time: &str, found: &mut Found) {
        if voice != Voice::Same || self.turn.is_none() {
            self.begin_turn(voice, found);
        }
        if !words.is_empty() {
            self.paragraph.add(words, time);
        }
    }

    fn begin_turn(&mut self, voice: Voice, found: &mut Found) {
        let label = if let Voice::Named(label) = voice { label } else { Label::default() };
        let speaker = if label.name.is_empty() { None } else { speaker_of(found, &label) };
        let speakers: Vec<String> = speaker.into_iter().collect();
        if self.turn.as_ref().is_some_and(|turn| !speakers.is_empty() && turn.speakers == speakers) {
            return;
        }
        self.end_paragraph(found);
        let before = self.turn.take().unwrap_or_else(|| self.first_turn(found));
        let look = speakers.is_empty().then(|| match &*label.name {
            "" => "the captions do not say who speaks".to_owned(),
            name => format!("the captions only say “{name}”"),
        });
        let notes = label.interpreted.then(|| "The words are an interpreter's.".to_owned());
        self.turn = Some(Turn { speakers, look, notes, ..before });
    }

    /// A turn of nobody, in the source and the session that the head tells.
    fn first_turn(&mut self, found: &mut Found) -> Turn {
        let head = WrittenSource { fidelity: Some(Fidelity::Transcript), ..std::mem::take(&mut self.head) };
        let session = WrittenSession { date: head.date, ..WrittenSession::default() };
        let source = found.main_source(head);
        Turn { source, session: found.main_session(Some(session)), ..Turn::default() }
    }

    /// Hands over the paragraph that is being read.
    pub(super) fn end_paragraph(&mut self, found: &mut Found) {
        let Paragraph { words, time, .. } = std::mem::take(&mut self.paragraph);
        if let (Some(turn), false) = (&self.turn, words.is_empty()) {
            take_paragraph(found, turn, &words, time.as_deref());
        }
    }
}

fn bad_cue(material: &Material<'_>, line: &Line, why: &str) -> Diagnostic {
    let message = format!("bad cue, left out: {why}");
    Diagnostic::warning("bad-cue", message, material.place(line.number, &line.text))
        .with_help("a cue begins with its times: 00:01:23.000 --> 00:01:25.000")
}
