//! `onrecord man`: the manual pages.

use std::io::{self, Write};

use clap::Args;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use super::failure::Failure;
use super::output::stdout;
use super::surroundings::{ENVIRONMENT, EXAMPLES, EXIT_STATUS, FILES, Told};
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
    let is_program = arguments.command.is_none();
    let mut out = stdout();
    write_page(page, is_program, &mut out)?;
    out.flush()?;
    Ok(Found::Something)
}

/// A page: what the command line knows, and what it does not.
fn write_page(page: clap::Command, is_program: bool, out: &mut dyn Write) -> io::Result<()> {
    let has_commands = page.has_subcommands();
    // The environment is a section of its own here.
    let man = Man::new(page.after_long_help(None));
    man.render_title(out)?;
    man.render_name_section(out)?;
    man.render_synopsis_section(out)?;
    man.render_description_section(out)?;
    man.render_options_section(out)?;
    if has_commands {
        man.render_subcommands_section(out)?;
    }
    section("EXIT STATUS", EXIT_STATUS).to_writer(out)?;
    section("ENVIRONMENT", ENVIRONMENT).to_writer(out)?;
    if is_program {
        section("FILES", FILES).to_writer(out)?;
        section("EXAMPLES", EXAMPLES).to_writer(out)?;
        man.render_version_section(out)?;
    }
    Ok(())
}

fn section(heading: &str, told: &[Told]) -> Roff {
    let mut section = Roff::new();
    section.control("SH", [heading]);
    for (name, meaning) in told {
        section.control("TP", []);
        section.text([bold(*name)]);
        section.text([roman(*meaning)]);
    }
    section
}
