//! The file that is imported, as it is read.

use std::io::{BufRead, BufReader, Cursor, Read};
use std::path::{Path, PathBuf};

use flate2::bufread::MultiGzDecoder;

use super::ImportError;
use crate::corpus::Watch;
use crate::diagnostic::{Diagnostic, Place};
use crate::files::{BEGINNING, Limited, begins_packed, is_named_packed};
use crate::text::ByteSpan;

/// The most bytes of a line of text: longer ones are no lines of words.
const LONGEST_LINE: usize = 4 << 20;

/// The most bytes that a packed file may unpack to.
const MOST_UNPACKED: u64 = 1 << 30;

/// A file while it is read.
pub struct Material<'a> {
    name: String,
    disk: Option<(PathBuf, Watch)>,
    reader: Box<dyn BufRead + 'a>,
    line: usize,
}

/// The name of what is in a file that may be packed: without `.gz`.
pub(super) fn inner_name(name: &str) -> &str {
    match name.rsplit_once('.') {
        Some((inner, _)) if is_named_packed(Path::new(name)) => inner,
        _ => name,
    }
}

/// A line of text without its line break.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// From 1.
    pub(super) number: usize,
    pub(super) text: String,
}

/// What came of reading a line.
pub(super) enum NextLine {
    Line(Line),
    /// It is no text, or too long for one.
    Bad(Diagnostic),
    End,
}

impl<'a> Material<'a> {
    /// Takes what is read, with its name as the person gave it.
    pub fn new(name: impl Into<String>, reader: &'a mut dyn BufRead) -> Self {
        Self { name: name.into(), disk: None, reader: Box::new(reader), line: 0 }
    }

    /// Says where it lies on the disk: a large data set is read from there, and more than once. The
    /// watch is told how far.
    #[must_use]
    pub fn on_disk(mut self, path: impl Into<PathBuf>, watch: Watch) -> Self {
        self.disk = Some((path.into(), watch));
        self
    }

    /// Its name as the person gave it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Where it lies, if it lies on the disk.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        self.disk.as_ref().map(|(path, _)| &**path)
    }

    /// The same, with what is to be told how far it is read.
    pub(super) fn disk(&self) -> Option<(PathBuf, Watch)> {
        self.disk.clone()
    }

    /// How it begins, unpacked, as far as that tells what it is; it is read again from there. What is no text in it is
    /// replaced.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn beginning(&mut self) -> Result<String, ImportError> {
        self.unpack()?;
        let bytes = self.look_ahead(BEGINNING)?;
        Ok(String::from_utf8_lossy(&bytes).trim_start_matches('\u{feff}').to_owned())
    }

    /// Unpacks what is packed with gzip, from here on.
    ///
    /// # Errors
    /// It cannot be read.
    pub(super) fn unpack(&mut self) -> Result<(), ImportError> {
        // The mark of gzip has two bytes.
        if begins_packed(&self.look_ahead(2)?) {
            let packed = std::mem::replace(&mut self.reader, Box::new(std::io::empty()));
            let unpacked = Limited::new(MultiGzDecoder::new(packed), MOST_UNPACKED, "it unpacks to");
            self.reader = Box::new(BufReader::new(unpacked));
        }
        Ok(())
    }

    /// The next bytes, which are still to be read afterwards. A pipe may give them little by little.
    fn look_ahead(&mut self, most: u64) -> Result<Vec<u8>, ImportError> {
        let mut bytes = Vec::new();
        let read = self.reader.by_ref().take(most).read_to_end(&mut bytes);
        let rest = std::mem::replace(&mut self.reader, Box::new(std::io::empty()));
        self.reader = Box::new(Cursor::new(bytes.clone()).chain(rest));
        read.map_err(|error| self.unreadable(error))?;
        Ok(bytes)
    }

    /// The place of a whole line of it.
    pub(super) fn place(&self, number: usize, text: &str) -> Place {
        Place::in_line(&*self.name, number, text, ByteSpan::new(0, text.len()))
    }

    /// The next line. Memory holds no more of a line than a line may have.
    pub(super) fn next_line(&mut self) -> Result<NextLine, ImportError> {
        let mut bytes = Vec::new();
        let read = self.reader.by_ref().take(LONGEST_LINE as u64).read_until(b'\n', &mut bytes);
        if read.map_err(|error| self.unreadable(error))? == 0 {
            return Ok(NextLine::End);
        }
        self.line += 1;
        let number = self.line;
        if !bytes.ends_with(b"\n") && bytes.len() == LONGEST_LINE {
            self.reader.skip_until(b'\n').map_err(|error| self.unreadable(error))?;
            let message = format!("this line is longer than {} MiB, and was left out", LONGEST_LINE >> 20);
            let beginning = String::from_utf8_lossy(&bytes[..200]).into_owned();
            return Ok(NextLine::Bad(Diagnostic::warning("line-too-long", message, self.place(number, &beginning))));
        }
        while bytes.last().is_some_and(|byte| matches!(byte, b'\n' | b'\r')) {
            bytes.pop();
        }
        if number == 1 {
            self.refuse_utf16(&bytes)?;
            if bytes.starts_with("\u{feff}".as_bytes()) {
                bytes.drain(..3);
            }
        }
        Ok(match String::from_utf8(bytes) {
            Ok(text) => NextLine::Line(Line { number, text }),
            Err(error) => {
                let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
                NextLine::Bad(
                    Diagnostic::warning(
                        "not-utf8",
                        "this line is not UTF-8 text, and was left out",
                        self.place(number, &text),
                    )
                    .with_help("save the file as UTF-8"),
                )
            }
        })
    }

    /// The whole text, for formats that look at it as a whole; so many bytes at most.
    pub(super) fn whole_text(&mut self, most: u64) -> Result<String, ImportError> {
        let bytes = self.whole_bytes(most)?;
        self.refuse_utf16(&bytes)?;
        let text = String::from_utf8(bytes).map_err(|error| {
            let good = String::from_utf8_lossy(&error.as_bytes()[..error.utf8_error().valid_up_to()]);
            let line = good.matches('\n').count() + 1;
            let place = Place { line, column: 1, ..Place::whole(&*self.name) };
            let problem = Diagnostic::error("not-utf8", "this is not UTF-8 text", place);
            ImportError::Malformed(Box::new(problem.with_help("save the file as UTF-8")))
        })?;
        Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
    }

    /// All bytes, up to a limit.
    pub(super) fn whole_bytes(&mut self, most: u64) -> Result<Vec<u8>, ImportError> {
        let mut bytes = Vec::new();
        let read = self.reader.by_ref().take(most + 1).read_to_end(&mut bytes);
        read.map_err(|error| self.unreadable(error))?;
        if bytes.len() as u64 > most {
            let message = format!("this is more than {} MiB, too much for this format", most >> 20);
            let problem = Diagnostic::error("too-large", message, Place::whole(&*self.name));
            return Err(ImportError::Malformed(Box::new(problem)));
        }
        Ok(bytes)
    }

    /// The bytes themselves, for a reader of its own.
    pub(super) fn reader(&mut self) -> &mut dyn BufRead {
        &mut self.reader
    }

    pub(super) fn unreadable(&self, error: std::io::Error) -> ImportError {
        ImportError::Unreadable { name: self.name.clone(), error }
    }

    fn refuse_utf16(&self, bytes: &[u8]) -> Result<(), ImportError> {
        if !bytes.starts_with(&[0xff, 0xfe]) && !bytes.starts_with(&[0xfe, 0xff]) {
            return Ok(());
        }
        let problem = Diagnostic::error("not-utf8", "this is UTF-16", Place::whole(&*self.name));
        Err(ImportError::Malformed(Box::new(problem.with_help("save the file as UTF-8"))))
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;
    use crate::import::{Details, Format, import};

    #[test]
    fn what_comes_little_by_little_is_known_by_all_of_its_beginning() {
        let mut pipe = b"1\n".chain(&b"00:00:01,000 --> 00:00:02,000\n"[..]).chain(&b"ANN: so\n"[..]);
        let mut material = Material::new("standard input", &mut pipe);
        let beginning = material.beginning().expect("read");
        assert_eq!(Format::guessed(Path::new(""), &beginning), Some(Format::Srt));
        let again = material.whole_text(100).expect("read");
        assert_eq!((again.as_str(), again.lines().count()), (&*beginning, 3), "and is read from there");
    }

    #[test]
    fn what_is_packed_is_read_as_what_is_in_it() {
        let packed = |text: &str| {
            let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
            packer.write_all(text.as_bytes()).expect("packed");
            packer.finish().expect("packed")
        };
        for (name, text, format) in [
            ("talk.vtt.gz", "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann>so it is\n", Format::WebVtt),
            ("talk.GZ", "ANN: so it is\n\nBOB: no\n", Format::Transcript),
            ("talk.md.gz", "# A talk\n\n“**So** it is,” said Ann Lee.\n", Format::Article),
            ("talk.jsonl.gz", "{\"speaker\":\"Ann\",\"text\":\"so it is\"}\n", Format::JsonLines),
        ] {
            let bytes = packed(text);
            let mut reader = &*bytes;
            let mut material = Material::new(name, &mut reader);
            let beginning = material.beginning().expect("read");
            assert_eq!(Format::guessed(Path::new(name), &beginning), Some(format), "{name}");
            let details = Details { url: Some("https://example.org/1".to_owned()), ..Details::default() };
            let made = import(format, material, &details).expect("read").collection.yaml().expect("written");
            let wanted = if format == Format::Article { "title: A talk\n" } else { "title: talk\n" };
            assert!(made.contains(wanted) && made.to_lowercase().contains("so it is"), "{name}: {made}");
            let mut reader = &bytes[..];
            let told = import(format, Material::new(name, &mut reader), &details).expect("read");
            assert!(!told.collection.statements.is_empty(), "{name} without a look at its beginning");
        }
    }
}
