//! Captions and subtitles: WebVTT and SubRip. Cues of one speaker are joined into paragraphs, and
//! the time of the first is where a paragraph stands.
//!
//! WebVTT: <https://www.w3.org/TR/webvtt1/>. SubRip has no standard; a cue is a number, a line with
//! `-->`, and text up to an empty line.

mod reading;
mod times;
mod voices;

use super::found::Found;
use super::material::{Line, Material, NextLine};
use super::{ImportError, Importer};

use reading::Reading;
use times::ARROW;

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
