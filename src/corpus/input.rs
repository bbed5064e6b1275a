//! Files as they lie on the disk: which format they have by their ending, packed or not.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::fs::{self, File};
use std::io::{self, Cursor, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use flate2::read::MultiGzDecoder;
use serde::de::IgnoredAny;

use crate::files::{BEGINNING, Limited, begins_packed, is_named_packed};

use super::lines::FieldMap;
use super::load::InputFile;
use super::written::DOCUMENT_FIELDS;

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

impl Form {
    /// What a content without a name says of itself. Lines begin with a JSON object, a table
    /// with the names of its columns, as `map` has them; everything else is YAML.
    pub(super) fn of_content(bytes: &[u8], map: &FieldMap) -> Self {
        let packed = begins_packed(bytes);
        let mut beginning = Vec::new();
        let read = if packed {
            MultiGzDecoder::new(bytes).take(BEGINNING).read_to_end(&mut beginning)
        } else {
            bytes.take(BEGINNING).read_to_end(&mut beginning)
        };
        // What cannot be unpacked is told when it is read.
        let _ = read;
        let is_cut = beginning.len() as u64 == BEGINNING;
        Self { format: format_of_beginning(&String::from_utf8_lossy(&beginning), is_cut, map), packed }
    }
}

fn format_of_beginning(beginning: &str, is_cut: bool, map: &FieldMap) -> Format {
    let text = beginning.trim_start_matches(['\u{feff}', ' ', '\r', '\n']);
    let first = text.lines().next().unwrap_or("");
    let goes_on = is_cut && first.len() == text.len();
    if first.starts_with('{') && is_a_line_of_json(first, goes_on) {
        return Format::JsonLines;
    }
    for delimiter in [b',', b'\t'] {
        let columns = first.split(char::from(delimiter)).map(|column| column.trim().trim_matches('"'));
        if map.finds_statements_in(&columns) {
            return Format::Table { delimiter };
        }
    }
    Format::Yaml
}

/// Whether a first line is an object of JSON. Of one that goes on beyond what was looked at, only its first name can
/// be asked: a document in braces, which YAML is too, begins with one of its sections.
fn is_a_line_of_json(first: &str, goes_on: bool) -> bool {
    if !goes_on {
        return serde_json::from_str::<IgnoredAny>(first).is_ok();
    }
    let name = first[1..].trim_start().strip_prefix('"').and_then(|rest| rest.split_once('"'));
    name.is_some_and(|(name, rest)| rest.trim_start().starts_with(':') && !DOCUMENT_FIELDS.contains(&name))
}

/// The name without `.gz`, and whether that was there.
fn without_packing(path: &Path) -> (PathBuf, bool) {
    let packed = is_named_packed(path);
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
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for stem in &stems {
        *counts.entry(stem).or_default() += 1;
    }
    let mut taken = HashSet::with_capacity(names.len());
    let short = stems.iter().zip(names).map(|(stem, name)| {
        let mut chosen = if counts[stem.as_str()] == 1 { stem.clone() } else { without_spaces(name) };
        // Two paths may differ in a space only.
        while !taken.insert(chosen.clone()) {
            chosen.push('~');
        }
        chosen
    });
    short.collect()
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
        Ok(Box::new(Limited::new(MultiGzDecoder::new(raw), most, "it unpacks to")))
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
    fn a_content_without_a_name_is_known_by_its_first_line_however_long_it_is() {
        let of = |text: &str, map: &str| {
            let map = if map.is_empty() { FieldMap::default() } else { map.parse().expect("a map") };
            Form::of_content(text.as_bytes(), &map).format
        };
        let long = "word ".repeat(20_000);
        assert_eq!(of(&format!("{{\"speaker\": \"Ann\", \"text\": \"{long}\"}}\n"), ""), Format::JsonLines);
        assert_eq!(of(&format!("{{\"title\": \"T\", \"notes\": \"{long}\"}}\n"), ""), Format::Yaml);
        assert_eq!(of(&format!("{{ id: {long}"), ""), Format::Yaml);
        let table = "who,quote\nAnn,Never.\n";
        assert_eq!(of(table, "speaker=who,text=quote"), Format::Table { delimiter: b',' });
        assert_eq!(of(table, ""), Format::Yaml);
    }

    #[test]
    fn short_names_have_no_endings_unless_two_would_be_alike() {
        assert_eq!(short_names(&["d/a.jsonl.gz", "b.yaml"]), ["a", "b"]);
        assert_eq!(short_names(&["d/a.jsonl", "e/a.csv"]), ["d/a.jsonl", "e/a.csv"]);
        assert_eq!(short_names(&["my talks.csv", "b.csv"]), ["my-talks", "b"]);
        assert_eq!(short_names(&["a b.csv", "a-b.csv"]), ["a-b.csv", "a-b.csv~"]);
    }
}
