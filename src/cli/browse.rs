//! `onrecord`: browse a corpus.

use std::path::PathBuf;
use std::process::ExitCode;

use super::options::Reading;
use super::output::note;
use super::{FAILURE, command, query_words};
use crate::action::Keymap;
use crate::app::Start;
use crate::corpus::STANDARD_INPUT;
use crate::settings::Theme;
use crate::terminal::{Ending, Program, TerminalError, run as run_in_terminal, size};

pub(super) fn run(named: Vec<PathBuf>, reading: Reading) -> ExitCode {
    if let Some(why_not) = cannot_browse(&named) {
        note(&why_not);
        return ExitCode::from(FAILURE);
    }
    let choice = reading.choice(named);
    let start = Start {
        keymap: Keymap::built_in(),
        theme: Theme::for_no_color(no_color()),
        // Where there is no terminal, there is no size either, and running says so.
        size: size().unwrap_or_default(),
        corpus_name: choice.to_string(),
    };
    match run_in_terminal(Program::default(), start, choice) {
        Ok(Ending::Quit) => ExitCode::SUCCESS,
        Ok(Ending::Signal(signal)) => u8::try_from(128 + signal).map_or(ExitCode::FAILURE, ExitCode::from),
        Err(error) => {
            note(&error.to_string());
            if matches!(error, TerminalError::NotATerminal) {
                note("without one there are `onrecord search`, `onrecord check` and the others; see `onrecord --help`");
            }
            ExitCode::from(FAILURE)
        }
    }
}

/// What is wrong with the files that were named, if they cannot be meant.
fn cannot_browse(named: &[PathBuf]) -> Option<String> {
    if named.iter().any(|path| path.as_os_str() == STANDARD_INPUT) {
        return Some("keys are read from standard input, so no corpus can come from there; name a file".to_owned());
    }
    let first = named.first().filter(|path| !path.exists())?;
    let program = command();
    let meant = query_words::meant_subcommand(first.as_os_str(), &program)?;
    Some(format!("there is no file `{}`; did you mean `onrecord {meant}`?", first.display()))
}

/// Whether the environment asks for no colours (see <https://no-color.org>).
fn no_color() -> bool {
    std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
}
