//! `onrecord completions`: what makes a shell complete the command line.

use std::io::Write;

use clap::Args;
use clap_complete::{Shell, generate};

use super::failure::Failure;
use super::output::stdout;
use super::{Found, command};

/// For which shell.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

pub(super) fn run(arguments: &Arguments) -> Result<Found, Failure> {
    let mut script = Vec::new();
    generate(arguments.shell, &mut command(), "onrecord", &mut script);
    let mut out = stdout();
    out.write_all(&script)?;
    out.flush()?;
    Ok(Found::Something)
}
