//! `onrecord import`: make a corpus from an article, a transcript or a data set.

use std::fs::File;
use std::io::{self, BufReader, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::Found;
use super::failure::Failure;
use super::options::ColorOption;
use super::output::{STANDARD_OUTPUT, data_out, note, tell_problems};
use super::writing::write_whole;
use crate::corpus::{Fidelity, FieldMap, FileForm, OpenError, PartialDate, STANDARD_INPUT, Watch, file_form};
use crate::files::{self, IfThere, WriteError};
use crate::import::{Change, Collection, Details, Format, ImportError, Imported, Material, Merged, import, merge};
use crate::text::{number, visible};

/// As much of a file as tells what it is.
const BEGINNING: usize = 1 << 16;

/// A file with more bytes takes long enough for a bar.
const LARGE: u64 = 4 << 20;

/// What to import, as what, and where to.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The file to import; - is standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// What it is. Without this, its name and its beginning tell
    #[arg(long, value_name = "FORMAT", value_parser = format_parser())]
    from: Option<Format>,
    /// The corpus to write. Without this, it goes to standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Write over a file that is there
    #[arg(long, requires = "output")]
    force: bool,
    /// Add to this corpus (YAML) instead: known speakers, sessions and sources are found again, a
    /// statement that is there already gets another wording. Nothing in it is changed or removed
    #[arg(long, value_name = "CORPUS", conflicts_with = "output")]
    merge: Option<PathBuf>,
    /// Only tell what would be written or added
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    details: DetailOptions,
    #[command(flatten)]
    pub(super) color: ColorOption,
}

/// What is known of the file: it comes before what the file says itself.
#[derive(Debug, Args)]
#[command(next_help_heading = "What is known of the file")]
struct DetailOptions {
    /// The source's title
    #[arg(long, value_name = "TITLE")]
    title: Option<String>,
    /// Who published it
    #[arg(long, value_name = "NAME")]
    publisher: Option<String>,
    /// When it was published, or held: 2022-01-12, 2022-01 or 2022
    #[arg(long, value_name = "DATE")]
    date: Option<PartialDate>,
    /// Its exact address; without one, its words count as unverified
    #[arg(long, value_name = "ADDRESS")]
    url: Option<String>,
    /// Its language, as a tag: en, de-AT
    #[arg(long, value_name = "TAG")]
    language: Option<String>,
    /// How near it is to the spoken words
    #[arg(long, value_name = "FIDELITY", value_parser = fidelity_parser())]
    fidelity: Option<Fidelity>,
    /// The session in which all of it was said: its title
    #[arg(long, value_name = "TITLE")]
    session: Option<String>,
    /// What the fields of a data set are called, as text=quoteText,speaker=who; =NAME ignores a
    /// field of the file, '=*' all that are not known
    #[arg(long, value_name = "FIELD=NAME,…")]
    map: Option<FieldMap>,
}

impl DetailOptions {
    fn details(self) -> Details {
        let given = |text: Option<String>| text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
        Details {
            title: given(self.title),
            publisher: given(self.publisher),
            date: self.date,
            url: given(self.url),
            language: given(self.language),
            fidelity: self.fidelity,
            session: given(self.session),
            map: self.map.unwrap_or_default(),
        }
    }
}

fn format_parser() -> impl TypedValueParser<Value = Format> {
    let names = Format::ALL.iter().map(|format| PossibleValue::new(format.name()).help(format.about()));
    // The parser lets only these names through.
    PossibleValuesParser::new(names).map(|name| Format::named(&name).unwrap_or(Format::Transcript))
}

fn fidelity_parser() -> impl TypedValueParser<Value = Fidelity> {
    let names = Fidelity::ALL.iter().map(|fidelity| PossibleValue::new(fidelity.name()));
    PossibleValuesParser::new(names).map(|name| Fidelity::named(&name).unwrap_or(Fidelity::Report))
}

pub(super) fn run(arguments: Arguments) -> Result<Found, Failure> {
    let output = arguments.output.filter(|path| path.as_os_str() != STANDARD_OUTPUT);
    if let Some(path) = &output {
        refuse_what_is_no_yaml(
            path,
            "and an import is written as YAML",
            "name it .yaml, and let `onrecord export` make the other forms of it",
        )?;
    }
    let imported = read(&arguments.file, arguments.from, &arguments.details.details())?;
    tell_problems(&imported.problems, &arguments.color);
    tell_left_out(&imported);
    let collection = imported.collection;
    if collection.statements.is_empty() {
        note("no statement was found, and nothing was written");
        return Ok(Found::Nothing);
    }
    if let Some(corpus) = &arguments.merge {
        return add_to(corpus, collection, arguments.dry_run);
    }
    if arguments.dry_run {
        tell_changes(&collection.changes())?;
        tell_doubtful(collection.doubtful());
        return match output {
            Some(path) if path.is_file() && !arguments.force => Err(WriteError::IsThere { path }.into()),
            _ => Ok(Found::Something),
        };
    }
    let yaml = collection.yaml()?;
    match output {
        None => {
            let mut out = data_out();
            out.write_all(yaml.as_bytes())?;
            out.flush()?;
        }
        Some(path) => {
            let if_there = if arguments.force { IfThere::Replace } else { IfThere::Refuse };
            write_whole(&path, if_there, |out| out.write_all(yaml.as_bytes()))?;
            note(&format!("{} written to {}", counted(&collection), path.display()));
        }
    }
    tell_doubtful(collection.doubtful());
    Ok(Found::Something)
}

/// Adds to a corpus that is there, while nobody else writes it.
fn add_to(corpus: &Path, collection: Collection, dry_run: bool) -> Result<Found, Failure> {
    refuse_what_is_no_yaml(
        corpus,
        "and only to such a file can something be added",
        "import into a file of its own, with -o, and open both together",
    )?;
    let merged = files::exclusively(corpus, || {
        let name = corpus.display().to_string();
        let bytes = files::required(files::read_bytes(corpus, u64::MAX))
            .map_err(|error| OpenError::Unreadable { path: corpus.to_owned(), error })?;
        let merged = merge(&name, &bytes, collection)?;
        if !dry_run && !merged.changes.is_empty() {
            write_whole(corpus, IfThere::Replace, |out| out.write_all(merged.text.as_bytes()))?;
        }
        Ok::<Merged, Failure>(merged)
    })?;
    if dry_run {
        tell_changes(&merged.changes)?;
    }
    let added = |wanted: fn(&Change) -> bool| merged.changes.iter().filter(|change| wanted(change)).count();
    let statements = number(added(|change| matches!(change, Change::Statement(..))), "statement");
    let wordings = number(added(|change| matches!(change, Change::Wording { .. })), "wording");
    let there = match merged.already_there {
        0 => String::new(),
        1 => "; 1 statement was there already".to_owned(),
        many => format!("; {many} statements were there already"),
    };
    let done = if dry_run { "would be added" } else { "added" };
    note(&format!("{statements} and {wordings} {done} to {}{there}", corpus.display()));
    tell_doubtful(merged.doubtful);
    Ok(Found::Something)
}

/// Refuses a file whose name says that it is lines, a table or packed: whoever opens it reads it as that.
fn refuse_what_is_no_yaml(path: &Path, why: &str, help: &str) -> Result<(), Failure> {
    if file_form(path) == FileForm::Document {
        return Ok(());
    }
    Err(Failure::NotThere {
        code: "not-yaml",
        message: format!("{} is no YAML file, {why}", path.display()),
        help: Some(help.to_owned()),
    })
}

/// What would be done, one line each.
fn tell_changes(changes: &[Change]) -> io::Result<()> {
    let mut out = data_out();
    for change in changes {
        writeln!(out, "{}", visible(&change.to_string()))?;
    }
    out.flush()
}

/// Reads the file, with a bar where that takes time and somebody can see it.
fn read(file: &Path, from: Option<Format>, details: &Details) -> Result<Imported, Failure> {
    if file.as_os_str() == STANDARD_INPUT {
        return read_from(Material::new("standard input", &mut io::stdin().lock()), from, details);
    }
    let name = file.display().to_string();
    let unreadable = |error| ImportError::Unreadable { name: name.clone(), error };
    let opened = File::open(file).map_err(unreadable)?;
    let about = opened.metadata().map_err(unreadable)?;
    if about.is_dir() {
        return Err(unreadable(io::ErrorKind::IsADirectory.into()).into());
    }
    let bar = progress(about.len());
    let watched = bar.clone();
    let watch = Watch::new(move |read| watched.set_position(read));
    let mut reader = BufReader::with_capacity(BEGINNING, bar.wrap_read(opened));
    let material = Material::new(name, &mut reader);
    let material = if about.is_file() { material.on_disk(file, watch) } else { material };
    let imported = read_from(material, from, details);
    bar.finish_and_clear();
    imported
}

fn read_from(mut material: Material<'_>, from: Option<Format>, details: &Details) -> Result<Imported, Failure> {
    let format = match from {
        Some(format) => format,
        None => guess(&mut material)?,
    };
    Ok(import(format, material, details)?)
}

fn guess(material: &mut Material<'_>) -> Result<Format, Failure> {
    let beginning = material.beginning()?;
    let path = material.path().map(Path::to_owned).unwrap_or_default();
    Format::guessed(&path, &beginning).ok_or_else(|| Failure::NotThere {
        code: "unknown-format",
        message: format!("neither the name nor the beginning of {} tells what it is", material.name()),
        help: Some("say it: --from transcript; `onrecord import --help` lists the formats".to_owned()),
    })
}

/// A bar on standard error: only for large files, and only where that is a terminal.
fn progress(bytes: u64) -> ProgressBar {
    if bytes < LARGE {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::with_draw_target(Some(bytes), ProgressDrawTarget::stderr());
    let style = ProgressStyle::with_template("{bar:30} {bytes} of {total_bytes}, {eta} left");
    // The template is good; another look is no reason to fail.
    style.map(|style| bar.clone().with_style(style)).unwrap_or(bar)
}

fn counted(collection: &Collection) -> String {
    let statements = number(collection.statements.len(), "statement");
    let speakers = number(collection.speakers.len(), "speaker");
    format!("{statements} by {speakers}")
}

fn tell_left_out(imported: &Imported) {
    match imported.left_out {
        0 => {}
        1 => note("1 item was left out"),
        many => note(&format!("{many} items were left out")),
    }
}

fn tell_doubtful(places: usize) {
    match places {
        0 => {}
        1 => note("somebody should look at 1 place: it says `look:` or has a `review:`"),
        many => note(&format!("somebody should look at {many} places: they say `look:` or have a `review:`")),
    }
}
