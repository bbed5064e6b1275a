//! Captions and subtitles: WebVTT and SubRip. Cues of one speaker are joined into paragraphs, and
//! the time of the first is where a paragraph stands.
//!
//! WebVTT: <https://www.w3.org/TR/webvtt1/>. SubRip has no standard; a cue is a number, a line with
//! `-->`, and text up to an empty line.

use super::found::{Found, owned};
use super::material::{Line, Material, NextLine};
use super::speech::{Label, Turn, ends_a_sentence, label, speaker_of, take_paragraph};
use super::{ImportError, Importer};
use crate::corpus::Fidelity;
use crate::corpus::written::{WrittenSession, WrittenSource};
use crate::diagnostic::Diagnostic;

/// A paragraph with more words ends with the next sentence.
const USUAL_WORDS: usize = 60;

/// A paragraph with more words ends with the next cue: captions made by a machine have no sentences.
const MOST_WORDS: usize = 120;

/// The most letters of a tag: what is longer is text with a sign in it.
const LONGEST_TAG: usize = 400;

/// What stands between the times of a cue.
const ARROW: &str = "-->";

pub(super) struct WebVtt;

pub(super) struct Srt;

impl Importer for WebVtt {
    fn recognises(&self, beginning: &str) -> bool {
        beginning.starts_with("WEBVTT")
    }

    fn read(&self, material: &mut Material<'_>, found: &mut Found) -> Result<(), ImportError> {
        read(material, found)
    }
}

impl Importer for Srt {
    fn recognises(&self, beginning: &str) -> bool {
        let mut lines = beginning.lines().map(str::trim).filter(|line| !line.is_empty());
        lines.next().is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
            && lines.next().is_some_and(|times| times.contains(ARROW))
    }

    fn read(&self, material: &mut Material<'_>, found: &mut Found) -> Result<(), ImportError> {
        read(material, found)
    }
}

/// Reads blocks of lines: both formats have an empty line after each.
fn read(material: &mut Material<'_>, found: &mut Found) -> Result<(), ImportError> {
    let mut reading = Reading::default();
    let mut block: Vec<Line> = Vec::new();
    loop {
        match material.next_line()? {
            NextLine::Line(line) if !line.text.trim().is_empty() => block.push(line),
            NextLine::Line(_) => reading.take_block(&std::mem::take(&mut block), material, found),
            NextLine::Bad(problem) => found.left_out(problem),
            NextLine::End => break,
        }
    }
    reading.take_block(&block, material, found);
    reading.end_paragraph(found);
    Ok(())
}

/// Who speaks, as far as the captions say it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum Voice {
    /// Nothing was said of it: whoever spoke before, or nobody.
    #[default]
    Same,
    /// Somebody else, without a name.
    Another,
    Named(Label),
}

/// Captions while they are read.
#[derive(Default)]
struct Reading {
    head: WrittenSource<'static>,
    /// Whether anything but the head was read.
    begun: bool,
    turn: Option<Turn>,
    /// The words of the paragraph that is being read.
    words: String,
    count: usize,
    /// When it began.
    time: Option<String>,
    /// The last line: captions that roll up show it again.
    last_line: String,
}

impl Reading {
    fn take_block(&mut self, block: &[Line], material: &Material<'_>, found: &mut Found) {
        let Some(first) = block.first() else { return };
        if !self.begun && first.text.starts_with("WEBVTT") {
            self.take_head(block);
            return;
        }
        let word = first.text.split_whitespace().next().unwrap_or_default();
        if ["NOTE", "STYLE", "REGION"].contains(&word) && !block.iter().take(2).any(|line| line.text.contains(ARROW)) {
            if !self.begun && word == "NOTE" {
                self.take_note(block);
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
    fn take_head(&mut self, block: &[Line]) {
        let title = block[0].text.trim_start_matches("WEBVTT").trim().trim_start_matches(['-', '–', '—']).trim();
        if !title.is_empty() {
            self.head.title = owned(title);
        }
        block[1..].iter().for_each(|line| self.take_field(&line.text));
    }

    fn take_note(&mut self, block: &[Line]) {
        let first = block[0].text.trim_start_matches("NOTE").trim();
        for line in std::iter::once(first).chain(block[1..].iter().map(|line| &*line.text)) {
            self.take_field(line);
        }
    }

    fn take_field(&mut self, line: &str) {
        let Some((name, value)) = line.split_once(':').map(|(name, value)| (name.trim(), value.trim())) else { return };
        if value.is_empty() {
            return;
        }
        match &*name.to_lowercase() {
            "title" => self.head.title = owned(value),
            "language" => self.head.language = Some(owned(value)),
            "date" => self.head.date = value.parse().ok(),
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
        let ends = self.words.split_whitespace().next_back().is_some_and(ends_a_sentence);
        if self.count >= MOST_WORDS || (self.count >= USUAL_WORDS && ends) {
            self.end_paragraph(found);
        }
    }

    fn take_words(&mut self, voice: Voice, words: &str, time: &str, found: &mut Found) {
        if voice != Voice::Same || self.turn.is_none() {
            self.begin_turn(voice, found);
        }
        if words.is_empty() {
            return;
        }
        if self.words.is_empty() {
            self.time = Some(time.to_owned());
        } else {
            self.words.push(' ');
        }
        self.words.push_str(words);
        self.count += words.split_whitespace().count();
    }

    fn begin_turn(&mut self, voice: Voice, found: &mut Found) {
        let label = if let Voice::Named(label) = voice { label } else { Label::default() };
        let speakers: Vec<String> =
            (!label.name.is_empty()).then(|| speaker_of(found, &label)).flatten().into_iter().collect();
        if self.turn.as_ref().is_some_and(|turn| !speakers.is_empty() && turn.speakers == speakers) {
            return;
        }
        self.end_paragraph(found);
        let before = match self.turn.take() {
            Some(turn) => turn,
            None => {
                let head = WrittenSource { fidelity: Some(Fidelity::Transcript), ..std::mem::take(&mut self.head) };
                let session = WrittenSession { date: head.date, ..WrittenSession::default() };
                let source = found.main_source(head);
                Turn { source, session: found.main_session(Some(session)), ..Turn::default() }
            }
        };
        let look = speakers.is_empty().then(|| match &*label.name {
            "" => "the captions do not say who speaks".to_owned(),
            name => format!("the captions only say “{name}”"),
        });
        let notes = label.interpreted.then(|| "The words are an interpreter's.".to_owned());
        self.turn = Some(Turn { speakers, look, notes, ..before });
    }

    fn end_paragraph(&mut self, found: &mut Found) {
        let words = std::mem::take(&mut self.words);
        self.count = 0;
        if let (Some(turn), false) = (&self.turn, words.is_empty()) {
            take_paragraph(found, turn, &words, self.time.take().as_deref());
        }
    }
}

fn bad_cue(material: &Material<'_>, line: &Line, why: &str) -> Diagnostic {
    let message = format!("bad cue, left out: {why}");
    Diagnostic::warning("bad-cue", message, material.place(line.number, &line.text))
        .with_help("a cue begins with its times: 00:01:23.000 --> 00:01:25.000")
}

/// When a cue starts, as `00:01:23`.
fn start_of(times: &str) -> Option<String> {
    let (start, end) = times.split_once(ARROW)?;
    let end = end.split_whitespace().next()?;
    seconds(end)?;
    let seconds = seconds(start.trim())?;
    Some(format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60))
}

/// Whole seconds of `hh:mm:ss.mmm`, `hh:mm:ss,mmm` or `mm:ss.mmm`.
fn seconds(time: &str) -> Option<u32> {
    let whole = time.split(['.', ',']).next()?;
    let groups: Vec<&str> = whole.split(':').collect();
    if !(2..=3).contains(&groups.len()) {
        return None;
    }
    groups.iter().try_fold(0_u32, |sum, group| {
        let is_number = !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit());
        let number: u32 = is_number.then(|| group.parse().ok()).flatten()?;
        sum.checked_mul(60)?.checked_add(number)
    })
}

/// The words of a line, by who speaks them.
fn voices(line: &str) -> Vec<(Voice, String)> {
    let mut found = Vec::new();
    let mut voice = Voice::Same;
    let mut words = String::new();
    let mut rest = line;
    while let Some(open) = rest.find(['<', '{']) {
        words.push_str(&rest[..open]);
        let is_tag = rest[open..].starts_with('<');
        let end = if is_tag { '>' } else { '}' };
        let close = rest[open..].char_indices().take(LONGEST_TAG).find(|(_, letter)| *letter == end);
        let Some(close) = close.map(|(at, _)| open + at) else {
            words.push_str(&rest[open..=open]);
            rest = &rest[open + 1..];
            continue;
        };
        let tag = &rest[open + 1..close];
        if let Some(name) = voice_tag(tag).filter(|_| is_tag) {
            push_words(&mut found, std::mem::take(&mut voice), &std::mem::take(&mut words));
            voice = Voice::Named(Label { name, ..Label::default() });
        } else if !(if is_tag { looks_like_a_tag(tag) } else { tag.starts_with('\\') }) {
            words.push_str(&rest[open..=close]);
        }
        rest = &rest[close + 1..];
    }
    words.push_str(rest);
    push_words(&mut found, voice, &words);
    found
}

/// The name in `v Name` or `v.class Name`.
fn voice_tag(tag: &str) -> Option<String> {
    let rest = tag.strip_prefix('v')?;
    let (classes, name) = rest.split_once([' ', '\t'])?;
    let name = unescaped(name.trim());
    ((classes.is_empty() || classes.starts_with('.')) && !name.trim().is_empty()).then(|| name.trim().to_owned())
}

/// A tag of WebVTT or one of the few of HTML that subtitles have, or a time within a cue.
fn looks_like_a_tag(tag: &str) -> bool {
    let name = tag.trim_start_matches('/').split(['.', ' ', '\t']).next().unwrap_or_default();
    ["c", "i", "b", "u", "v", "lang", "ruby", "rt", "font"].contains(&&*name.to_lowercase()) || seconds(tag).is_some()
}

/// Words of a voice; a label before them, or the dash of another speaker, is no part of them.
fn push_words(found: &mut Vec<(Voice, String)>, voice: Voice, words: &str) {
    let words = unescaped(words);
    let words = words.trim();
    let (voice, words) = match voice {
        Voice::Named(_) => (voice, words),
        _ => match label(words) {
            Some((label, words)) => (Voice::Named(label), words),
            None => {
                match words.strip_prefix(">>").or_else(|| words.strip_prefix("- ")).or_else(|| words.strip_prefix("– "))
                {
                    Some(words) => (Voice::Another, words.trim_start_matches('>').trim()),
                    None => (voice, words),
                }
            }
        },
    };
    if voice != Voice::Same || !words.is_empty() {
        found.push((voice, words.to_owned()));
    }
}

/// The few escapes of WebVTT.
fn unescaped(text: &str) -> String {
    [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&nbsp;", " "),
        ("&lrm;", ""),
        ("&rlm;", ""),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&amp;", "&"),
    ]
    .iter()
    .fold(text.to_owned(), |text, (escape, sign)| if text.contains('&') { text.replace(escape, sign) } else { text })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_in_both_forms() {
        for (times, start) in [
            ("00:01:23.000 --> 00:01:25.000", Some("00:01:23")),
            ("01:23.000 --> 01:25.000 align:start", Some("00:01:23")),
            ("00:01:23,500 --> 00:01:25,000", Some("00:01:23")),
            ("100:01:23,500 --> 100:01:25,000", Some("100:01:23")),
            ("1 --> 2", None),
            ("00:xx:00 --> 00:00:02", None),
            ("00:00:01 -->", None),
            ("--> 00:00:02.000", None),
            ("99999999999:00:01 --> 00:00:02", None),
        ] {
            assert_eq!(start_of(times).as_deref(), start, "{times}");
        }
    }

    #[test]
    fn voices_are_told_from_tags_and_words() {
        let named = |name: &str| Voice::Named(Label { name: name.to_owned(), ..Label::default() });
        for (line, wanted) in [
            ("<v Ann>So <i>we</i> will</v>", vec![(named("Ann"), "So we will")]),
            ("<v.loud.big Ann Lee>So <v Bob>No", vec![(named("Ann Lee"), "So"), (named("Bob"), "No")]),
            ("a &lt; b &amp;amp; c", vec![(Voice::Same, "a < b &amp; c")]),
            ("{\\an8}So <00:00:01.000>it <font color=\"red\">is</font>", vec![(Voice::Same, "So it is")]),
            ("a < b and c > d", vec![(Voice::Same, "a < b and c > d")]),
            (">> So", vec![(Voice::Another, "So")]),
            ("- So", vec![(Voice::Another, "So")]),
            ("", vec![]),
        ] {
            let wanted: Vec<(Voice, String)> =
                wanted.into_iter().map(|(voice, words)| (voice, words.to_owned())).collect();
            assert_eq!(voices(line), wanted, "{line}");
        }
    }
}
