//! `onrecord config`: the settings file.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::{Args, Subcommand};
use serde::Serialize;

use super::Found;
use super::failure::Failure;
use super::options::{ColorOption, Telling};
use super::output::{UNKNOWN_COLUMNS, data_out, json_out, note, page, stdout, write_diagnostics};
use crate::diagnostic::{Diagnostic, has_errors, summary};
use crate::settings::{Config, default_config, in_force};

/// What to do with it.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: ConfigCommand,
}

#[derive(Debug, Subcommand)]
enum ConfigCommand {
    /// Print where the settings file is, or would be: $ONRECORD_CONFIG, else onrecord/config.yaml in
    /// the folder where the platform keeps settings
    Path,
    /// Print the settings in force, and where each comes from
    Show,
    /// Print a settings file in which every setting is explained, to begin with
    Default,
    /// Look for problems in the settings file
    Check(CheckArguments),
}

/// Which file, and how to tell.
#[derive(Debug, Args)]
struct CheckArguments {
    /// Another file than the one in force
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
    /// How to tell what was found
    #[arg(short, long, value_enum, default_value_t)]
    format: Telling,
    #[command(flatten)]
    color: ColorOption,
}

pub(super) fn run(arguments: Arguments) -> Result<Found, Failure> {
    match arguments.command {
        ConfigCommand::Path => path(),
        ConfigCommand::Show => show(),
        ConfigCommand::Default => print(&default_config()),
        ConfigCommand::Check(arguments) => check(arguments),
    }
}

fn print(text: &str) -> Result<Found, Failure> {
    let mut out = data_out();
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok(Found::Something)
}

fn path() -> Result<Found, Failure> {
    let config = Config::load();
    let path = config.path.ok_or_else(no_home)?;
    let found = print(&format!("{}\n", path.display()))?;
    if !config.is_there {
        note("there is no such file yet; `onrecord config default` prints one to begin with");
    }
    Ok(found)
}

fn no_home() -> Failure {
    Failure::NotThere {
        code: "no-home",
        message: "there is no home folder, so there is no place for settings".to_owned(),
        help: Some("$ONRECORD_CONFIG can name a file".to_owned()),
    }
}

fn show() -> Result<Found, Failure> {
    let config = Config::load();
    let found = print(&in_force(&config))?;
    if !config.problems.is_empty() {
        note(&format!("{} in the settings file: see `onrecord config check`", summary(&config.problems)));
    }
    Ok(found)
}

/// What a program reads.
#[derive(Serialize)]
struct Report<'a> {
    /// Grows when a reader would have to change.
    version: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<String>,
    problems: &'a [Diagnostic],
}

/// Errors are a negative answer, and the problems are what was asked for: they go to standard output.
fn check(arguments: CheckArguments) -> Result<Found, Failure> {
    let mut config = arguments.file.map_or_else(Config::load, |path| Config::read(path, true));
    config.problems.extend(config.missing_corpora());
    match arguments.format {
        Telling::Text => tell(&config, &arguments.color, &mut stdout())?,
        Telling::Json => {
            let file = config.path.as_ref().map(|path| path.display().to_string());
            json_out(&Report { version: 1, file, problems: &config.problems })?;
        }
    }
    if config.is_unreadable() {
        return Err(Failure::Told);
    }
    Ok(if has_errors(&config.problems) { Found::Nothing } else { Found::Something })
}

fn tell(config: &Config, color: &ColorOption, out: &mut dyn Write) -> io::Result<()> {
    let page = page(color);
    write_diagnostics(&config.problems, page.styled, page.columns.unwrap_or(UNKNOWN_COLUMNS), out)?;
    let name = config.path.as_ref().map_or_else(String::new, |path| path.display().to_string());
    if config.is_there || !config.problems.is_empty() {
        writeln!(out, "{name}: {}", summary(&config.problems))?;
    } else {
        writeln!(out, "{name} is not there: everything is as it comes")?;
    }
    out.flush()
}
