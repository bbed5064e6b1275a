//! `onrecord`: browse a corpus.

use std::process::ExitCode;

use super::{FAILURE, no_color};
use crate::action::Keymap;
use crate::app::Start;
use crate::corpus::CorpusChoice;
use crate::settings::Theme;
use crate::terminal::{Ending, Program, TerminalError, run as run_in_terminal, size};

pub(super) fn run(choice: CorpusChoice) -> ExitCode {
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
            eprintln!("onrecord: {error}");
            if matches!(error, TerminalError::NotATerminal) {
                eprintln!("To look for problems in a corpus without one: onrecord check");
            }
            ExitCode::from(FAILURE)
        }
    }
}
