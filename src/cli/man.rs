//! `onrecord man`: the manual pages.

use std::io::Write;

use clap::Args;
use clap_mangen::Man;

use super::failure::Failure;
use super::output::stdout;
use super::{Found, command};
use crate::diagnostic::closest;

/// Which page.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The page of a subcommand instead of the program's
    #[arg(value_name = "COMMAND")]
    command: Option<String>,
}

pub(super) fn run(arguments: &Arguments) -> Result<Found, Failure> {
    let mut program = command();
    program.build();
    let page = match &arguments.command {
        None => program,
        Some(name) => match program.find_subcommand(name) {
            Some(found) => found.clone().name(format!("onrecord-{name}")),
            None => {
                let meant = closest(name, program.get_subcommands().map(clap::Command::get_name));
                return Err(Failure::NotThere {
                    code: "unknown-command",
                    message: format!("there is no command `{name}`"),
                    help: meant.map(|meant| format!("did you mean `{meant}`?")),
                });
            }
        },
    };
    let mut out = stdout();
    Man::new(page).render(&mut out)?;
    out.flush()?;
    Ok(Found::Something)
}
