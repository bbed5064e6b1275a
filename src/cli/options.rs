//! The options that several subcommands share.

use std::path::{Path, PathBuf};

use anstream::{AutoStream, ColorChoice};
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};

use super::failure::Failure;
use crate::corpus::{CorpusChoice, FieldMap, OpenOptions};
use crate::diagnostic::{Diagnostic, Place, short};
use crate::export::{Format, all_names};
use crate::search::Sort;
use crate::settings::{Config, SIGN};

/// The environment variable that names the corpus.
const CORPUS_VARIABLE: &str = "ONRECORD_CORPUS";

/// How files of lines are read.
#[derive(Debug, Args)]
pub(super) struct Reading {
    /// What the fields of JSONL, CSV and TSV files are called, as text=quoteText,speaker=who;
    /// =NAME ignores a field of the file, '=*' all that are not known
    #[arg(long, value_name = "FIELD=NAME,…")]
    map: Option<FieldMap>,
    /// Skip the bad lines of JSONL, CSV and TSV files: they become warnings
    #[arg(long)]
    keep_going: bool,
}

impl Reading {
    /// The corpus that is meant: what was named, else what the environment says, else what
    /// is here, else the built-in corpus.
    pub(super) fn choice(self, named: Vec<PathBuf>) -> Result<CorpusChoice, Failure> {
        let options = OpenOptions { map: self.map.unwrap_or_default(), keep_going: self.keep_going };
        // Where the working folder cannot be named, nothing can be found in it either.
        let folder = std::env::current_dir().unwrap_or_default();
        let choice = CorpusChoice::from(named, std::env::var_os(CORPUS_VARIABLE).as_deref(), &folder, options);
        with_names_replaced(choice)
    }
}

/// The same corpus with the files that names like `@nato` stand for.
fn with_names_replaced(choice: CorpusChoice) -> Result<CorpusChoice, Failure> {
    let name_of = |path: &Path| Some(path.to_str()?.strip_prefix(SIGN)?.to_owned());
    let (paths, options) = match choice {
        CorpusChoice::Paths(paths, options) if paths.iter().any(|path| name_of(path).is_some()) => (paths, options),
        choice => return Ok(choice),
    };
    let config = Config::load();
    let corpora = &config.settings.corpora;
    let mut replaced = Vec::new();
    for path in paths {
        match name_of(&path) {
            None => replaced.push(path),
            Some(name) => match corpora.paths(&name) {
                Some(paths) => replaced.extend_from_slice(paths),
                None => {
                    let file = config.path.iter().map(|path| path.display().to_string()).collect::<String>();
                    let unknown = format!("there is no corpus {SIGN}{}", short(&name));
                    let unknown = Diagnostic::error("unknown-corpus", unknown, Place::whole(file));
                    // A name may be unknown because it could not be read.
                    let problems = config.problems.iter().cloned();
                    return Err(Failure::Problems(problems.chain([unknown.with_help(corpora.help(&name))]).collect()));
                }
            },
        }
    }
    Ok(CorpusChoice::Paths(replaced, options))
}

/// Which corpus.
#[derive(Debug, Args)]
pub(super) struct CorpusOptions {
    /// A file (.yaml, .jsonl, .csv, .tsv, also with .gz), a folder of them, or @NAME for a corpus that
    /// the settings file names; can be given several times; - is standard input. Otherwise
    /// $ONRECORD_CORPUS, else ./quotes.yaml, else the corpus that comes with the program
    #[arg(short, long = "corpus", value_name = "FILE")]
    corpus: Vec<PathBuf>,
    #[command(flatten)]
    reading: Reading,
}

impl CorpusOptions {
    pub(super) fn choice(self) -> Result<CorpusChoice, Failure> {
        self.reading.choice(self.corpus)
    }
}

/// When the output has colours.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub(super) enum When {
    /// On a terminal, unless the environment asks for none (NO_COLOR, CLICOLOR, TERM=dumb); also
    /// where it insists (CLICOLOR_FORCE)
    #[default]
    Auto,
    Always,
    Never,
}

/// Colours.
#[derive(Debug, Args)]
pub(super) struct ColorOption {
    /// When to use colours
    #[arg(long, value_name = "WHEN", value_enum, default_value_t)]
    color: When,
}

impl ColorOption {
    /// Whether what goes to that stream has colours.
    pub(super) fn for_stream<S: anstream::stream::RawStream>(&self, stream: &S) -> bool {
        match self.color {
            When::Always => true,
            When::Never => false,
            // 0 insists on nothing (see <https://bixense.com/clicolors>).
            When::Auto if std::env::var_os("CLICOLOR_FORCE").is_some_and(|value| value == "0") => {
                stream.is_terminal() && AutoStream::choice(stream) != ColorChoice::Never
            }
            When::Auto => AutoStream::choice(stream) != ColorChoice::Never,
        }
    }
}

/// How many, and in which order.
#[derive(Debug, Args)]
pub(super) struct ListOptions {
    /// At most so many; 0 for all. Without it all; `search` shows 10 as text on a terminal
    #[arg(short = 'n', long, value_name = "COUNT")]
    pub(super) limit: Option<usize>,
    /// The order: best, newest, oldest or speaker
    #[arg(long, value_name = "ORDER", value_parser = sort_parser(), default_value = Sort::Best.id())]
    pub(super) sort: Sort,
}

fn sort_parser() -> impl TypedValueParser<Value = Sort> {
    PossibleValuesParser::new(Sort::ALL.iter().map(|sort| PossibleValue::new(sort.id()).help(sort.name())))
        .map(|id| Sort::ALL.iter().copied().find(|sort| sort.id() == id).unwrap_or_default())
}

/// How statements are written.
#[derive(Debug, Args)]
pub(super) struct RenditionOptions {
    /// The format
    #[arg(short, long, value_name = "FORMAT", value_parser = format_parser(), conflicts_with_all = ["words", "template"])]
    pub(super) format: Option<Format>,
    /// The bare words, each statement's in a line. What they are worth is told on standard
    /// error
    #[arg(long, conflicts_with = "template")]
    pub(super) words: bool,
    /// A layout of your own: '{text} — {speaker}, {session.date}'
    #[arg(long, value_name = "TEMPLATE", allow_hyphen_values = true, long_help = template_help())]
    pub(super) template: Option<String>,
    /// The wording of this source (its id); what has none from it is left out. `nearest` is
    /// the wording nearest to the spoken words
    #[arg(long, value_name = "SOURCE")]
    pub(super) wording: Option<String>,
}

fn template_help() -> String {
    format!(
        "A layout of your own: '{{text}} — {{speaker}}, {{session.date}}'. \\n is a line break, \\t a tab, \
         {{{{ and }}}} the signs themselves. What is not known is empty. The names: {}",
        all_names()
    )
}

/// Takes the names of the formats.
pub(super) fn format_parser() -> impl TypedValueParser<Value = Format> {
    let names = Format::ALL.iter().map(|format| PossibleValue::new(format.name()).help(format.about()));
    PossibleValuesParser::new(names).map(|name| Format::named(&name).unwrap_or(Format::Text))
}

/// How what is no statement is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Telling {
    /// For people
    #[default]
    Text,
    /// For programs: one document
    Json,
}
