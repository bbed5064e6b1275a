//! From the text of files to a corpus and what is to be said about it.

use std::io;
use std::path::PathBuf;

use crate::diagnostic::{Collect, Diagnostic, FirstProblems, SourceText};
use crate::text::ByteSpan;

use super::Corpus;
use super::assembly::{Assembled, Assembly};
use super::draft::StatementDraft;
use super::finding::Finding;
use super::input::{Content, Form, Format, Input, Watch};
use super::lines::{FieldMap, LineFile, OpenOptions, read_lines};
use super::model::Position;
use super::open::OpenError;
use super::read_yaml::read_yaml;
use super::statement_ids::MadeIds;
use super::text_store::TooMuchText;

/// A file that has been read into memory. Its name tells its format.
#[derive(Clone, Debug)]
pub struct InputFile {
    /// Its name as the person gave it.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// What came of loading.
#[derive(Debug, Default)]
pub struct Loaded {
    /// The corpus. Where `problems` holds an error it is incomplete and not to be shown.
    pub corpus: Corpus,
    /// The statements whose ids nobody wrote.
    pub made_ids: MadeIds,
    /// All problems of all files, in the files' order; of each file the first thousand, and the number of the others.
    pub problems: Vec<Diagnostic>,
    /// Ids that several files use, and so are written `file/id`.
    pub clashes: Vec<String>,
    /// The lines that were left out because they are bad, where that was asked for.
    pub skipped: usize,
}

/// Loads a corpus from files in memory, collecting every problem. Linear in their size,
/// except that each wording is searched for in its source's passages.
///
/// # Errors
/// The texts together are larger than a corpus can hold, or a packed file is damaged.
pub fn load(files: Vec<InputFile>) -> Result<Loaded, OpenError> {
    load_inputs(files.into_iter().map(Input::in_memory).collect(), &OpenOptions::default())
}

/// The form of a data set: a file of lines or rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DataFormat {
    /// A JSON object in each line.
    JsonLines,
    /// A table with commas.
    Csv,
    /// A table with tabs.
    Tsv,
}

impl DataFormat {
    /// The form that a content without a name shows by its first line.
    #[must_use]
    pub fn of_beginning(beginning: &str) -> Option<Self> {
        match Form::of_content(beginning.as_bytes(), &FieldMap::default()).format {
            Format::JsonLines => Some(Self::JsonLines),
            Format::Table { delimiter: b',' } => Some(Self::Csv),
            Format::Table { .. } => Some(Self::Tsv),
            Format::Yaml => None,
        }
    }

    const fn format(self) -> Format {
        match self {
            Self::JsonLines => Format::JsonLines,
            Self::Csv => Format::Table { delimiter: b',' },
            Self::Tsv => Format::Table { delimiter: b'\t' },
        }
    }
}

/// Where a data set is.
#[derive(Debug)]
pub enum DataInput {
    /// In memory.
    Memory(Vec<u8>),
    /// On the disk; it is read from there line by line, and somebody is told how far.
    Disk(PathBuf, Watch),
}

/// Loads a data set, whatever its name ends in, but for the packing: `.gz` is unpacked.
///
/// # Errors
/// As [`load`].
pub fn load_data(name: &str, format: DataFormat, input: DataInput, options: &OpenOptions) -> Result<Loaded, OpenError> {
    let (packed, content) = match input {
        DataInput::Memory(bytes) => (Form::of_content(&bytes, &options.map).packed, Content::Memory(bytes)),
        DataInput::Disk(path, watch) => (Form::of(&path).packed, Content::Watched(path, watch)),
    };
    let form = Form { format: format.format(), packed };
    load_inputs(vec![Input { name: name.to_owned(), form, content }], options)
}

/// Loads a corpus. Whatever files define comes first, of all of them; then the statements,
/// those of documents before those of lines.
pub(super) fn load_inputs(inputs: Vec<Input>, options: &OpenOptions) -> Result<Loaded, OpenError> {
    let (documents, lines): (Vec<Input>, Vec<Input>) =
        inputs.into_iter().partition(|input| input.form.format == Format::Yaml);
    let mut problems = Vec::new();
    let mut texts = Vec::with_capacity(documents.len());
    for document in documents {
        match read_document(document)? {
            Ok(text) => texts.push(text),
            Err(problem) => problems.push(*problem),
        }
    }
    let mut line_files: Vec<LineFile<'_>> = lines.into_iter().map(|input| LineFile::survey(input, options)).collect();

    let mut statements = Vec::with_capacity(texts.len());
    let mut drafts = Vec::with_capacity(texts.len() + line_files.len());
    let mut found_in = Vec::with_capacity(texts.len());
    for text in &texts {
        let mut found = FirstProblems::of(text.name());
        let document = read_yaml(text, &mut found);
        statements.push(document.statements);
        drafts.push(document.draft);
        found_in.push(found);
    }
    drafts.extend(line_files.iter_mut().map(LineFile::take_draft));
    let names: Vec<&str> = texts.iter().map(SourceText::name).chain(line_files.iter().map(LineFile::name)).collect();
    let mut assembly = Assembly::new(&names, drafts);
    for (number, (text, statements)) in texts.iter().zip(statements).enumerate() {
        take_statements(text, number, statements, &mut assembly, &mut found_in[number])?;
    }
    read_lines(&mut line_files, texts.len(), &mut assembly)?;

    let Assembled { corpus, made_ids, clashes, mut findings } = assembly.finish()?;
    let of_lines = findings.split_off(texts.len());
    for ((text, findings), mut found) in texts.iter().zip(findings).zip(found_in) {
        note(findings.into_iter(), text, &mut found);
        problems.extend(found.finish());
    }
    let mut skipped = 0;
    for (file, findings) in line_files.into_iter().zip(of_lines) {
        let told = file.finish(findings);
        problems.extend(told.problems);
        skipped += told.skipped;
    }
    Ok(Loaded { corpus, made_ids, problems, clashes, skipped })
}

/// Takes the statements of a document into the corpus, bad ones too: it is not shown then.
fn take_statements(
    text: &SourceText,
    file: usize,
    statements: Vec<StatementDraft<'_>>,
    assembly: &mut Assembly,
    problems: &mut FirstProblems,
) -> Result<(), TooMuchText> {
    let mut findings = Vec::new();
    for draft in statements {
        let line = text.line_at(draft.id.span.start());
        let position = Position::new(file, line);
        let new = assembly.resolve(&draft, position, &mut findings)?;
        assembly.add(new, &draft, &mut findings)?;
        note(findings.drain(..), text, problems);
    }
    Ok(())
}

fn note(findings: impl Iterator<Item = Finding>, text: &SourceText, problems: &mut dyn Collect) {
    for finding in findings {
        problems.note(finding.severity(), || {
            let place = text.place(finding.span);
            finding.placed(place)
        });
    }
}

/// Reads a document as a whole. It is an error if it cannot be read, and a problem if it
/// is no text.
fn read_document(input: Input) -> Result<Result<SourceText, Box<Diagnostic>>, OpenError> {
    let name = input.name.clone();
    let unreadable = |error: io::Error| OpenError::Unreadable { path: PathBuf::from(&name), error };
    let bytes = input.bytes().map_err(unreadable)?;
    Ok(decode(InputFile { name, bytes }))
}

/// The file's text, without a byte-order mark.
fn decode(file: InputFile) -> Result<SourceText, Box<Diagnostic>> {
    let name = file.name;
    match String::from_utf8(file.bytes) {
        Ok(text) => Ok(SourceText::new(name, text.strip_prefix('\u{feff}').unwrap_or(&text))),
        Err(error) => {
            let good = error.utf8_error().valid_up_to();
            let bytes = error.into_bytes();
            let utf16 = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
            let shown = SourceText::new(name, String::from_utf8_lossy(&bytes));
            let encoding = if utf16 { "this is UTF-16" } else { "this is not UTF-8 text" };
            let problem = Diagnostic::error("not-utf8", encoding, shown.place(ByteSpan::new(good, good + 3)));
            Err(Box::new(problem.with_help("save the file as UTF-8")))
        }
    }
}
