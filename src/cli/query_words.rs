//! Words of a query among the arguments: `search treaty -nuclear -n 3`.
//!
//! An exclusion looks like an option. So before the arguments are read, those that are words
//! of a query get a sign that no argument can have, and lose it when they are read.

use std::ffi::{OsStr, OsString};

use clap::builder::{OsStringValueParser, TypedValueParser};
use clap::{ArgAction, Command};

/// An argument of a program ends at this character, so that none has it.
const SIGN: &str = "\0";

/// Marks the words of a query that begin with a hyphen, if the subcommand takes a query.
/// Options of more than one letter begin with two hyphens, so that a single hyphen before
/// more than one letter is always an exclusion (but for `-n5`).
pub(super) fn mark(mut arguments: Vec<OsString>, program: &Command) -> Vec<OsString> {
    let Some(command) = arguments.get(1).and_then(|name| program.find_subcommand(name)) else { return arguments };
    if !command.get_positionals().any(|positional| positional.get_id() == QUERY) {
        return arguments;
    }
    let mut takes_value = false;
    for argument in arguments.iter_mut().skip(2) {
        if argument == "--" {
            break;
        }
        if std::mem::take(&mut takes_value) {
            continue;
        }
        let Some(text) = argument.to_str() else { continue };
        if let Some(long) = text.strip_prefix("--") {
            takes_value = option_takes_value(command, |option| option.get_long() == Some(long));
        } else if let Some(rest) = text.strip_prefix('-').filter(|rest| !rest.is_empty()) {
            let mut letters = rest.chars();
            let (first, behind) = (letters.next(), letters.as_str());
            // Help is an option of every subcommand.
            let known = first == Some('h') || command.get_arguments().any(|option| option.get_short() == first);
            let is_option = known && (behind.is_empty() || behind.starts_with('=') || is_count(first, behind));
            if is_option {
                takes_value = behind.is_empty() && option_takes_value(command, |option| option.get_short() == first);
            } else {
                *argument = OsString::from(format!("{SIGN}{text}"));
            }
        }
    }
    arguments
}

/// The name of the argument that takes a query.
pub(super) const QUERY: &str = "query";

/// `-n5`
fn is_count(first: Option<char>, behind: &str) -> bool {
    first == Some('n') && behind.bytes().all(|byte| byte.is_ascii_digit())
}

fn option_takes_value(command: &Command, is_it: impl Fn(&clap::Arg) -> bool) -> bool {
    let takes = |option: &clap::Arg| matches!(option.get_action(), ArgAction::Set | ArgAction::Append);
    command.get_arguments().any(|option| is_it(option) && takes(option))
}

/// Reads a word of a query, without the sign.
pub(super) fn parser() -> impl TypedValueParser<Value = String> {
    OsStringValueParser::new().try_map(|word| {
        let word = word.into_string().map_err(NotText)?;
        Ok::<String, NotText>(word.strip_prefix(SIGN).map_or(word.clone(), str::to_owned))
    })
}

/// A word of a query is no text.
#[derive(Debug, thiserror::Error)]
#[error("`{}` is not UTF-8 text", .0.display())]
struct NotText(OsString);

/// The words as one query; arguments are joined with spaces.
pub(super) fn joined(words: &[String]) -> String {
    words.join(" ")
}

/// Whether an argument would be taken for a subcommand that does not exist: `serach`.
pub(super) fn meant_subcommand<'a>(argument: &OsStr, program: &'a Command) -> Option<&'a str> {
    let name = argument.to_str().filter(|name| !name.starts_with('-'))?;
    // A path is a path.
    if name.contains(['/', '.', '\\']) {
        return None;
    }
    crate::diagnostic::closest(name, program.get_subcommands().map(Command::get_name))
}
