//! Which corpus is meant, and reading its files.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::files::Limited;
use crate::talk_list::is_list;

use super::input::{Content, Form, Format, Input};
use super::lines::{FieldMap, OpenOptions};
use super::load::{InputFile, Loaded, load, load_inputs};
use super::text_store::TooMuchText;

/// The corpus that comes with the program.
pub const BUILT_IN: &str = include_str!("../../quotes.yaml");

/// The name under which problems of the built-in corpus are reported.
const BUILT_IN_NAME: &str = "quotes.yaml (built-in)";

/// The file that is opened where nothing is named.
const DEFAULT_FILE: &str = "quotes.yaml";

/// Which corpus to open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CorpusChoice {
    /// The corpus that comes with the program.
    BuiltIn,
    /// Files, and folders of files; and how to read those of lines.
    Paths(Vec<PathBuf>, OpenOptions),
}

impl CorpusChoice {
    /// The paths that were named, else those in the variable (as in `$PATH`, several are
    /// separated by `:`), else `quotes.yaml` in the working folder, else the built-in corpus.
    #[must_use]
    pub fn from(named: Vec<PathBuf>, variable: Option<&OsStr>, folder: &Path, options: OpenOptions) -> Self {
        if !named.is_empty() {
            return Self::Paths(named, options);
        }
        let in_variable: Vec<PathBuf> =
            variable.into_iter().flat_map(std::env::split_paths).filter(|path| !path.as_os_str().is_empty()).collect();
        if !in_variable.is_empty() {
            return Self::Paths(in_variable, options);
        }
        if folder.join(DEFAULT_FILE).is_file() {
            return Self::Paths(vec![PathBuf::from(DEFAULT_FILE)], options);
        }
        Self::BuiltIn
    }

    /// Whether something of it is piped in.
    #[must_use]
    pub fn reads_standard_input(&self) -> bool {
        matches!(self, Self::Paths(paths, _) if paths.iter().any(|path| path.as_os_str() == STANDARD_INPUT))
    }

    /// How its files of lines are read.
    #[must_use]
    pub fn options(&self) -> OpenOptions {
        match self {
            Self::BuiltIn => OpenOptions::default(),
            Self::Paths(_, options) => options.clone(),
        }
    }
}

impl fmt::Display for CorpusChoice {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BuiltIn => formatter.write_str("built-in corpus"),
            Self::Paths(paths, _) => match paths.as_slice() {
                [only] => write!(formatter, "{}", only.display()),
                several => write!(formatter, "{} files", several.len()),
            },
        }
    }
}

/// Where a corpus came from, for the status line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The corpus that comes with the program.
    BuiltIn,
    /// Files, as they were named or found.
    Files(Vec<String>),
}

impl fmt::Display for Origin {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BuiltIn => formatter.write_str("built-in corpus"),
            Self::Files(files) => match files.as_slice() {
                [only] => formatter.write_str(only),
                several => write!(formatter, "{} files", several.len()),
            },
        }
    }
}

/// A corpus could not be read at all.
#[derive(Debug, Error)]
pub enum OpenError {
    /// A file or folder cannot be read.
    #[error("cannot read {}: {error}", path.display())]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// What is named is neither a file nor a folder: a pipe, a device.
    #[error("{} is no file: a corpus is read again when it changes, so it has to be one", path.display())]
    NoFile {
        /// Which.
        path: PathBuf,
    },
    /// A link in a folder leads to a file outside: whoever made the folder may be a stranger.
    #[error("{} leads out of its folder, to {}; to read that file, name it", path.display(), target.display())]
    LeadsOut {
        /// The link.
        path: PathBuf,
        /// Where it leads.
        target: PathBuf,
    },
    /// A folder holds no corpus.
    #[error("there is no .yaml, .jsonl, .csv or .tsv file in the folder {}", path.display())]
    EmptyFolder {
        /// Which.
        path: PathBuf,
    },
    /// The texts are larger than a corpus can hold.
    #[error(transparent)]
    TooMuchText(#[from] TooMuchText),
    /// The program itself failed.
    #[error("reading the corpus broke: {0}; please report it")]
    Broke(String),
}

impl OpenError {
    /// The same as a problem with a place, to be listed beside those of a file.
    #[must_use]
    pub fn diagnostic(&self) -> Diagnostic {
        let (code, file) = match self {
            Self::Unreadable { path, .. } => ("unreadable", path.display().to_string()),
            Self::NoFile { path } => ("no-file", path.display().to_string()),
            Self::LeadsOut { path, .. } => ("leads-out", path.display().to_string()),
            Self::EmptyFolder { path } => ("empty-folder", path.display().to_string()),
            Self::TooMuchText(_) => ("too-much-text", String::new()),
            Self::Broke(_) => ("broke", String::new()),
        };
        Diagnostic::error(code, self.to_string(), Place::whole(file))
    }
}

/// Reads and loads the corpus that is meant.
///
/// # Errors
/// A file or folder cannot be read, or a folder holds no corpus. Problems inside a file
/// are no error here: they are listed in [`Loaded::problems`].
pub fn open(choice: &CorpusChoice) -> Result<(Loaded, Origin), OpenError> {
    match choice {
        CorpusChoice::BuiltIn => {
            let file = InputFile { name: BUILT_IN_NAME.to_owned(), bytes: BUILT_IN.into() };
            Ok((load(vec![file])?, Origin::BuiltIn))
        }
        CorpusChoice::Paths(paths, options) => load_found(find_all(paths, &options.map)?, options),
    }
}

fn load_found(found: FoundFiles, options: &OpenOptions) -> Result<(Loaded, Origin), OpenError> {
    let names = found.files.iter().map(|file| file.name.clone()).collect();
    let mut loaded = load_inputs(found.files, options)?;
    loaded.problems.splice(0..0, found.passed_over);
    Ok((loaded, Origin::Files(names)))
}

/// The same with files in memory: each takes the place of the one with its name, or is read beside the
/// others. So it is seen what a change would come to before it is made.
///
/// # Errors
/// As [`open()`].
pub fn open_with(choice: &CorpusChoice, files: Vec<InputFile>) -> Result<(Loaded, Origin), OpenError> {
    let built_in = || InputFile { name: BUILT_IN_NAME.to_owned(), bytes: BUILT_IN.into() };
    let mut found = match choice {
        CorpusChoice::BuiltIn => FoundFiles { files: vec![Input::in_memory(built_in())], passed_over: Vec::new() },
        CorpusChoice::Paths(paths, options) => find_all(paths, &options.map)?,
    };
    for file in files {
        match found.files.iter_mut().find(|input| input.name == file.name) {
            Some(input) => input.content = Content::Memory(file.bytes),
            None => found.files.push(Input::in_memory(file)),
        }
    }
    load_found(found, &choice.options())
}

/// How a file can be changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileForm {
    /// A document in YAML.
    Document,
    /// A JSON object in each line.
    JsonLines,
    /// CSV or TSV.
    Table,
    /// Anything packed.
    Packed,
}

/// What the name of a corpus file says of it.
#[must_use]
pub fn file_form(path: &Path) -> FileForm {
    match Form::of(path) {
        Form { packed: true, .. } => FileForm::Packed,
        Form { format: Format::Yaml, .. } => FileForm::Document,
        Form { format: Format::JsonLines, .. } => FileForm::JsonLines,
        Form { format: Format::Table { .. }, .. } => FileForm::Table,
    }
}

/// What is to be read.
struct FoundFiles {
    files: Vec<Input>,
    /// What stands in a folder under the name of a corpus and is not read, with the reason.
    passed_over: Vec<Diagnostic>,
}

/// The files, and those in the folders, each once.
fn find_all(paths: &[PathBuf], map: &FieldMap) -> Result<FoundFiles, OpenError> {
    let mut seen = HashSet::new();
    let mut files = Vec::new();
    let mut passed_over = Vec::new();
    for path in paths {
        if path.as_os_str() == STANDARD_INPUT {
            files.push(standard_input(map)?);
            continue;
        }
        let found = if path.is_dir() { files_in(path, &mut passed_over)? } else { vec![path.clone()] };
        for file in found {
            let unreadable = |error| OpenError::Unreadable { path: file.clone(), error };
            // Asked before it is opened: to open a pipe can wait for ever.
            if !file.metadata().map_err(unreadable)?.is_file() {
                return Err(OpenError::NoFile { path: file });
            }
            if seen.insert(file.canonicalize().map_err(unreadable)?) {
                // What cannot be opened is told before anything is read.
                File::open(&file).map_err(unreadable)?;
                files.push(Input {
                    name: file.display().to_string(),
                    form: Form::of(&file),
                    content: Content::Disk(file),
                });
            }
        }
    }
    Ok(FoundFiles { files, passed_over })
}

/// The name that stands for what is piped in.
pub const STANDARD_INPUT: &str = "-";

/// What is piped in is called so in messages.
pub const STANDARD_INPUT_NAME: &str = "standard input";

/// The most bytes that are piped in: they are held in memory, which a file of lines is not.
const MOST_PIPED: u64 = 1 << 30;

fn standard_input(map: &FieldMap) -> Result<Input, OpenError> {
    let unreadable = |error| OpenError::Unreadable { path: PathBuf::from(STANDARD_INPUT_NAME), error };
    let mut bytes = Vec::new();
    let mut limited =
        Limited::new(io::stdin().lock(), MOST_PIPED, "write it to a file and name that: what is piped in is");
    limited.read_to_end(&mut bytes).map_err(unreadable)?;
    let name = STANDARD_INPUT_NAME.to_owned();
    Ok(Input { name, form: Form::of_content(&bytes, map), content: Content::Memory(bytes) })
}

/// Whether a file of this name in a folder is a part of the corpus. Lists of talks are none.
#[must_use]
pub fn is_corpus_file(path: &Path) -> bool {
    Form::known(path).is_some() && !is_list(path)
}

/// The corpus files directly in a folder, by name. Lists of talks are none, and folders are not
/// gone into. What else has the name of a corpus is passed over with a warning; where there is
/// nothing else, that is the error.
fn files_in(folder: &Path, passed_over: &mut Vec<Diagnostic>) -> Result<Vec<PathBuf>, OpenError> {
    let unreadable = |error| OpenError::Unreadable { path: folder.to_owned(), error };
    let home = folder.canonicalize().map_err(unreadable)?;
    let (mut files, mut refused) = (Vec::new(), Vec::new());
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if !is_corpus_file(&path) || path.is_dir() {
            continue;
        }
        match file_within(path, &home) {
            Ok(path) => files.push(path),
            Err(error) => refused.push(error),
        }
    }
    if files.is_empty() {
        return Err(refused.pop().unwrap_or_else(|| OpenError::EmptyFolder { path: folder.to_owned() }));
    }
    files.sort();
    let mut warnings: Vec<Diagnostic> =
        refused.iter().map(|error| Diagnostic { severity: Severity::Warning, ..error.diagnostic() }).collect();
    warnings.sort_by(|one, other| one.place.cmp(&other.place));
    passed_over.append(&mut warnings);
    Ok(files)
}

/// The file itself, if it is one and does not lie outside.
fn file_within(path: PathBuf, home: &Path) -> Result<PathBuf, OpenError> {
    match path.canonicalize() {
        Err(error) => Err(OpenError::Unreadable { path, error }),
        Ok(target) if !target.is_file() => Err(OpenError::NoFile { path }),
        Ok(target) if !target.starts_with(home) => Err(OpenError::LeadsOut { path, target }),
        Ok(_) => Ok(path),
    }
}
