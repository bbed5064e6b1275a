//! `onrecord export`: write statements out, into a file or to standard output.

use std::cell::Cell;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use clap::Args;
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};

use super::Found;
use super::failure::Failure;
use super::find::{WhichWording, find, limit, load, relaxed_note};
use super::options::{ColorOption, CorpusOptions, ListOptions, RenditionOptions};
use super::output::note;
use super::query_words::{self, joined};
use super::writing::{tell_badges, write_into, write_out};
use crate::export::Format;
use crate::files::{self, IfThere};

/// The name that stands for standard output.
const STANDARD_OUTPUT: &str = "-";

/// What to write, how and where.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// What to write: a query, as in the search box. Without one, everything
    #[arg(value_name = "QUERY", value_parser = query_words::parser())]
    query: Vec<String>,
    #[command(flatten)]
    pub(super) corpus: CorpusOptions,
    #[command(flatten)]
    pub(super) rendition: RenditionOptions,
    #[command(flatten)]
    list: ListOptions,
    /// The file to write. Its ending tells the format where none is given. It is there whole
    /// at the end, or not at all
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Write over a file that is there
    #[arg(long, requires = "output")]
    force: bool,
    #[command(flatten)]
    pub(super) color: ColorOption,
}

impl Arguments {
    /// The file to write; - is standard output.
    fn file(&self) -> Option<&Path> {
        self.output.as_deref().filter(|path| path.as_os_str() != STANDARD_OUTPUT)
    }

    /// The format that is meant where none was named: that of the file's ending.
    fn format(&self) -> Result<Format, Failure> {
        let Some(path) = self.file() else { return Ok(Format::Text) };
        // What is no file, such as a pipe, has a name that says nothing.
        if path.exists() && !path.is_file() {
            return Ok(Format::Text);
        }
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        Format::of_ending(ending).ok_or_else(|| Failure::NotThere {
            code: "unknown-ending",
            message: format!("the ending of {} tells no format", path.display()),
            help: Some("name the format: --format markdown; `onrecord export --help` lists them".to_owned()),
        })
    }
}

pub(super) fn run(arguments: Arguments) -> Result<Found, Failure> {
    let rendition = arguments.rendition.rendition(|| arguments.format())?;
    let file = arguments.file().map(Path::to_owned);
    let corpus = load(&arguments.corpus.choice())?;
    let query = joined(&arguments.query);
    let mut results = find(&corpus, &query, arguments.list.sort)?;
    // A query may ask for one wording alone, such as one speaker's: the others are not meant.
    let otherwise = if query.trim().is_empty() { WhichWording::Nearest } else { WhichWording::Found };
    arguments.rendition.choose_wordings(&corpus, &mut results, otherwise)?;
    limit(&mut results, &arguments.list, None);
    let count = results.hits.len();
    match file.as_deref() {
        None => write_out(&corpus, &results, &rendition, &arguments.color)?,
        // Nothing was found: no file is better than an empty one.
        Some(_) if count == 0 => note("nothing was found, and nothing was written"),
        Some(path) => {
            let if_there = if arguments.force { IfThere::Replace } else { IfThere::Refuse };
            let stop = Stop::listening()?;
            let written = files::write(path, if_there, &mut |out| {
                write_into(&corpus, &results, &rendition, &mut Stoppable { out, stop: &stop })
            });
            if let Some(signal) = stop.signal() {
                return Err(Failure::Stopped { signal });
            }
            written?;
            let noun = if count == 1 { "statement" } else { "statements" };
            note(&format!("{count} {noun} written to {}", path.display()));
            tell_badges(&corpus, &results, &rendition);
        }
    }
    if count > 0 {
        relaxed_note(results.relaxed).into_iter().for_each(note);
    }
    Ok(Found::if_any(count))
}

/// Signals that ask the program to stop, heard while a file is written: it ends in its own
/// way then, and leaves no half file behind.
struct Stop {
    signal: Arc<AtomicUsize>,
    /// Whether it was acted upon: a signal that comes when all is written stops nothing.
    obeyed: Cell<bool>,
}

impl Stop {
    fn listening() -> io::Result<Self> {
        let signal = Arc::new(AtomicUsize::new(0));
        // What was told to go on after a hangup (`nohup`) does.
        for wanted in [SIGINT, SIGTERM, SIGHUP].into_iter().filter(|signal| !is_ignored(*signal)) {
            signal_hook::flag::register_usize(wanted, Arc::clone(&signal), usize::try_from(wanted).unwrap_or(0))?;
        }
        Ok(Self { signal, obeyed: Cell::new(false) })
    }

    /// The signal that stopped the writing.
    fn signal(&self) -> Option<i32> {
        self.obeyed.get().then(|| i32::try_from(self.signal.load(Ordering::Relaxed)).unwrap_or(0))
    }
}

/// Whether the program was started so that this signal does nothing, as far as the system
/// tells it: a file in `/proc`, with a bit for each signal.
fn is_ignored(signal: i32) -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let bits = ignored.and_then(|bits| u64::from_str_radix(bits.trim(), 16).ok()).unwrap_or(0);
    bits >> (signal - 1) & 1 == 1
}

/// Writes until it is asked to stop.
struct Stoppable<'a> {
    out: &'a mut dyn Write,
    stop: &'a Stop,
}

impl Write for Stoppable<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.stop.signal.load(Ordering::Relaxed) != 0 {
            self.stop.obeyed.set(true);
            return Err(io::Error::other("stopped"));
        }
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
