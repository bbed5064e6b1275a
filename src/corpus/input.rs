//! Files as they lie on the disk: which format they have by their ending, packed or not.

use std::fmt;
use std::fs::{self, File};
use std::io::{self, Cursor, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use flate2::read::MultiGzDecoder;
use serde::de::IgnoredAny;

use super::load::InputFile;

/// How a file is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    /// A document in YAML.
    Yaml,
    /// A JSON object in each line.
    JsonLines,
    /// A table with a header.
    Table {
        /// What stands between two fields.
        delimiter: u8,
    },
}

/// What a file's name tells about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Form {
    pub(super) format: Format,
    /// Packed with gzip.
    pub(super) packed: bool,
}

/// The endings that a corpus file has; `.gz` may follow each.
const ENDINGS: [(&str, Format); 6] = [
    ("yaml", Format::Yaml),
    ("yml", Format::Yaml),
    ("jsonl", Format::JsonLines),
    ("ndjson", Format::JsonLines),
    ("csv", Format::Table { delimiter: b',' }),
    ("tsv", Format::Table { delimiter: b'\t' }),
];

const PACKED: &str = "gz";

impl Form {
    /// What the ending of the name says, if it is one of a corpus file.
    pub(super) fn known(path: &Path) -> Option<Self> {
        let (inner, packed) = without_packing(path);
        let ending = inner.extension()?.to_str()?;
        let (_, format) = ENDINGS.iter().find(|(name, _)| name.eq_ignore_ascii_case(ending))?;
        Some(Self { format: *format, packed })
    }

    /// The same for a file that somebody named: with any other ending it is YAML.
    pub(super) fn of(path: &Path) -> Self {
        Self::known(path).unwrap_or_else(|| Self { format: Format::Yaml, packed: without_packing(path).1 })
    }
}

/// How a packed file begins (RFC 1952, section 2.3.1).
const GZIP: [u8; 2] = [0x1f, 0x8b];

/// As much as tells what a file is.
const BEGINNING: u64 = 1 << 16;

impl Form {
    /// What a content without a name says of itself. Lines begin with a JSON object, a table
    /// with the names of its columns; everything else is YAML.
    pub(super) fn of_content(bytes: &[u8]) -> Self {
        let packed = bytes.starts_with(&GZIP);
        let mut beginning = Vec::new();
        let read = if packed {
            MultiGzDecoder::new(bytes).take(BEGINNING).read_to_end(&mut beginning)
        } else {
            bytes.take(BEGINNING).read_to_end(&mut beginning)
        };
        // What cannot be unpacked is told when it is read.
        let _ = read;
        Self { format: format_of_beginning(&String::from_utf8_lossy(&beginning)), packed }
    }
}

fn format_of_beginning(beginning: &str) -> Format {
    let first = beginning.trim_start_matches('\u{feff}').lines().find(|line| !line.trim().is_empty()).unwrap_or("");
    if first.trim_start().starts_with('{') && serde_json::from_str::<IgnoredAny>(first).is_ok() {
        return Format::JsonLines;
    }
    for delimiter in [b',', b'\t'] {
        let has = |name: &str| first.split(char::from(delimiter)).any(|column| column.trim().trim_matches('"') == name);
        if has("speaker") && has("text") {
            return Format::Table { delimiter };
        }
    }
    Format::Yaml
}

/// The name without `.gz`, and whether that was there.
fn without_packing(path: &Path) -> (PathBuf, bool) {
    let packed = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case(PACKED));
    (if packed { path.with_extension("") } else { path.to_owned() }, packed)
}

/// A short name for each file, which stands before an id where several files have it:
/// without folder and endings, or the whole path where two such names are alike. As an id
/// has no spaces, neither has this.
pub(super) fn short_names(names: &[&str]) -> Vec<String> {
    let without_spaces = |name: &str| name.replace(|letter: char| letter.is_whitespace() || letter.is_control(), "-");
    let stem = |name: &str| {
        let (path, _) = without_packing(Path::new(name));
        without_spaces(&path.file_stem().map_or_else(|| name.to_owned(), |stem| stem.to_string_lossy().into_owned()))
    };
    let stems: Vec<String> = names.iter().map(|name| stem(name)).collect();
    let unique = |wanted: &String| stems.iter().filter(|stem| *stem == wanted).count() == 1;
    let mut short: Vec<String> = Vec::with_capacity(names.len());
    for (stem, name) in stems.iter().zip(names) {
        let mut chosen = if unique(stem) { stem.clone() } else { without_spaces(name) };
        // Two paths may differ in a space only.
        while short.contains(&chosen) {
            chosen.push('~');
        }
        short.push(chosen);
    }
    short
}

/// A file that is to be read.
#[derive(Debug)]
pub(super) struct Input {
    /// Its name as the person gave it.
    pub(super) name: String,
    pub(super) form: Form,
    pub(super) content: Content,
}

/// Where the bytes of a file are.
#[derive(Debug)]
pub(super) enum Content {
    Memory(Vec<u8>),
    Disk(PathBuf),
    /// On the disk, and somebody wants to know how far it is read.
    Watched(PathBuf, Watch),
}

/// What is told how many bytes of a file are read. A file of JSONL is read twice, and it is told so
/// twice.
#[derive(Clone)]
pub struct Watch(Arc<dyn Fn(u64) + Send + Sync>);

impl Watch {
    /// Calls this with the number of bytes, from time to time.
    pub fn new(told: impl Fn(u64) + Send + Sync + 'static) -> Self {
        Self(Arc::new(told))
    }
}

impl fmt::Debug for Watch {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Watch")
    }
}

/// Tells how far it is read.
struct Watched<'a, R> {
    inner: R,
    read: u64,
    watch: &'a Watch,
}

impl<R: Read> Read for Watched<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.read += read as u64;
        (self.watch.0)(self.read);
        Ok(read)
    }
}

/// The most that a packed YAML file may unpack to. It is read as a whole.
const MOST_YAML_UNPACKED: u64 = 256 << 20;

/// The most that a packed file of lines may unpack to for each of its bytes, so that the time it
/// takes is in proportion to its size. Texts pack to a fifth, lines that are much alike to a
/// fiftieth; a file made to unfold without end reaches a thousandth.
const MOST_LINES_UNPACKED: u64 = 200;

/// What any packed file of lines may unpack to.
const ALWAYS_UNPACKED: u64 = 16 << 20;

impl Input {
    /// A file that has been read already.
    pub(super) fn in_memory(file: InputFile) -> Self {
        let form = Form::of(Path::new(&file.name));
        Self { name: file.name, form, content: Content::Memory(file.bytes) }
    }

    /// Begins to read, unpacking on the way.
    pub(super) fn reader(&self) -> io::Result<Box<dyn Read + '_>> {
        let raw: Box<dyn Read + '_> = match &self.content {
            Content::Memory(bytes) => Box::new(Cursor::new(bytes)),
            Content::Disk(path) => Box::new(File::open(path)?),
            Content::Watched(path, watch) => Box::new(Watched { inner: File::open(path)?, read: 0, watch }),
        };
        if !self.form.packed {
            return Ok(raw);
        }
        let most = match self.form.format {
            Format::Yaml => MOST_YAML_UNPACKED,
            Format::JsonLines | Format::Table { .. } => {
                self.size()?.saturating_mul(MOST_LINES_UNPACKED).max(ALWAYS_UNPACKED)
            }
        };
        Ok(Box::new(Limited { inner: MultiGzDecoder::new(raw), left: most, most }))
    }

    /// The bytes it takes as it lies there.
    fn size(&self) -> io::Result<u64> {
        match &self.content {
            Content::Memory(bytes) => Ok(bytes.len() as u64),
            Content::Disk(path) | Content::Watched(path, _) => Ok(fs::metadata(path)?.len()),
        }
    }

    /// The whole content.
    pub(super) fn bytes(self) -> io::Result<Vec<u8>> {
        match self {
            Self { content: Content::Memory(bytes), form: Form { packed: false, .. }, .. } => Ok(bytes),
            Self { content: Content::Disk(path), form: Form { packed: false, .. }, .. } => fs::read(path),
            packed => {
                let mut bytes = Vec::new();
                packed.reader()?.read_to_end(&mut bytes)?;
                Ok(bytes)
            }
        }
    }
}

/// Reads up to a limit; more is an error, where [`Read::take`] would end in silence.
struct Limited<R> {
    inner: R,
    left: u64,
    most: u64,
}

impl<R: Read> Read for Limited<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.left = self.left.checked_sub(read as u64).ok_or_else(|| {
            io::Error::new(io::ErrorKind::FileTooLarge, format!("it unpacks to more than {} MiB", self.most >> 20))
        })?;
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ending_tells_the_format_and_any_other_is_yaml() {
        let csv = Format::Table { delimiter: b',' };
        let cases = [
            ("a.yaml", Format::Yaml, false),
            ("a.jsonl", Format::JsonLines, false),
            ("dir.csv/a.NDJSON", Format::JsonLines, false),
            ("a.csv.gz", csv, true),
            ("a.b.TSV", Format::Table { delimiter: b'\t' }, false),
            ("a.yml.GZ", Format::Yaml, true),
            ("quotes", Format::Yaml, false),
            ("quotes.gz", Format::Yaml, true),
        ];
        for (name, format, packed) in cases {
            assert_eq!(Form::of(Path::new(name)), Form { format, packed }, "{name}");
        }
        assert_eq!(Form::known(Path::new("notes.txt")), None);
    }

    #[test]
    fn short_names_have_no_endings_unless_two_would_be_alike() {
        assert_eq!(short_names(&["d/a.jsonl.gz", "b.yaml"]), ["a", "b"]);
        assert_eq!(short_names(&["d/a.jsonl", "e/a.csv"]), ["d/a.jsonl", "e/a.csv"]);
        assert_eq!(short_names(&["my talks.csv", "b.csv"]), ["my-talks", "b"]);
        assert_eq!(short_names(&["a b.csv", "a-b.csv"]), ["a-b.csv", "a-b.csv~"]);
    }

    #[test]
    fn what_is_more_than_the_limit_is_an_error_and_not_cut() {
        let read = |most| {
            let mut bytes = Vec::new();
            Limited { inner: Cursor::new(b"1234"), left: most, most }.read_to_end(&mut bytes)
        };
        assert_eq!(read(4).ok(), Some(4));
        assert!(read(3).is_err());
    }
}
