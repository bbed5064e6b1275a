//! The command line: one file for each subcommand.
//!
//! Exit codes: 0 where something was found or done, 1 for a negative answer, 2 where the
//! question could not be answered; a program ended by a signal exits with 128 and its number,
//! as shells have it.

mod bookmarks;
mod browse;
mod check;
mod completions;
mod config;
mod context;
mod document;
mod export;
mod failure;
mod find;
mod import;
mod list;
mod man;
mod options;
mod output;
mod play;
mod query_words;
mod random;
mod render;
mod schema;
mod search;
mod show;
mod stoppable;
mod surroundings;
mod talk;
mod writing;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

use failure::{FAILURE, Failure};
use list::ListFormat;
use options::{ColorOption, Telling};
use output::note;

/// Explore attributed statements and quotes: who said it, in which session, through whom it
/// reached us, where in the source it stands, and how the words changed
#[derive(Debug, Parser)]
#[command(
    name = "onrecord",
    version,
    args_conflicts_with_subcommands = true,
    after_long_help = surroundings::environment_in_words()
)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    browse: browse::Arguments,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Find statements
    Search(search::Arguments),
    /// Show everything about a statement
    Show(show::Arguments),
    /// Show a statement's words in the passages of their source
    Context(context::Arguments),
    /// List the speakers, sessions, sources or topics
    List(list::Arguments),
    /// List the bookmarks, with their notes
    Bookmarks(bookmarks::Arguments),
    /// Write statements out in another format
    Export(export::Arguments),
    /// Make a corpus from an article, a transcript or a data set
    Import(import::Arguments),
    /// Show a statement by chance: a quote of the day
    Random(random::Arguments),
    /// Show statements to an audience, one after another
    Talk(talk::Arguments),
    /// Play a tour: the program shows itself
    Play(play::Arguments),
    /// Draw the pictures of a tour, without a terminal
    Render(render::Arguments),
    /// Look for problems in a corpus
    Check(check::Arguments),
    /// The settings file: where it is, what is in force, what is wrong
    Config(config::Arguments),
    /// Print the JSON Schema of a corpus file
    Schema,
    /// Print what makes a shell complete this command line
    Completions(completions::Arguments),
    /// Print the manual page, or that of a subcommand
    Man(man::Arguments),
}

/// Whether there was an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Found {
    Something,
    Nothing,
}

impl Found {
    const fn if_any(count: usize) -> Self {
        if count == 0 { Self::Nothing } else { Self::Something }
    }
}

/// How problems are told.
struct Told {
    as_json: bool,
    styled: bool,
}

impl Told {
    fn new(as_json: bool, color: &ColorOption) -> Self {
        Self { as_json, styled: color.for_stream(&std::io::stderr()) }
    }

    fn failure(&self, failure: &Failure) -> ExitCode {
        failure.tell(self.as_json, self.styled);
        ExitCode::from(failure.code())
    }
}

/// The command line as clap knows it; the documentation is made from it.
#[must_use]
pub fn command() -> clap::Command {
    let overriding = |command: clap::Command| command.args_override_self(true);
    let names: Vec<String> =
        Arguments::command().get_subcommands().map(|command| command.get_name().to_owned()).collect();
    // An option that is given again takes the place of the first, as shell aliases need it.
    names.into_iter().fold(overriding(Arguments::command()), |program, name| program.mut_subcommand(name, overriding))
}

/// Runs the program with the arguments of this process.
#[must_use]
pub fn main() -> ExitCode {
    let program = command();
    let given: Vec<OsString> = std::env::args_os().collect();
    if let Some(why_not) = given.get(1).and_then(|first| browse::misspelt(first, &program)) {
        note(&why_not);
        return ExitCode::from(FAILURE);
    }
    let given = query_words::mark(given, &program);
    let matches = program.get_matches_from(given);
    let arguments = Arguments::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
    match arguments.command {
        None => {
            let told = Told { as_json: false, styled: false };
            browse::run(arguments.browse).unwrap_or_else(|failure| told.failure(&failure))
        }
        Some(command) => run(command),
    }
}

fn run(command: Command) -> ExitCode {
    let told = match &command {
        Command::Search(arguments) => Told::new(arguments.rendition.is_json(), &arguments.color),
        Command::Show(arguments) => Told::new(arguments.rendition.is_json(), &arguments.color),
        Command::Export(arguments) => Told::new(arguments.rendition.is_json(), &arguments.color),
        Command::Random(arguments) => Told::new(arguments.rendition.is_json(), &arguments.color),
        Command::Context(arguments) => Told::new(arguments.format == Telling::Json, &arguments.color),
        Command::List(arguments) => {
            Told::new(matches!(arguments.format, ListFormat::Json | ListFormat::Jsonl), &arguments.color)
        }
        Command::Bookmarks(arguments) => Told::new(arguments.format == Telling::Json, &arguments.color),
        Command::Check(arguments) => Told::new(arguments.format == Telling::Json, &arguments.color),
        Command::Import(arguments) => Told::new(false, &arguments.color),
        _ => Told { as_json: false, styled: false },
    };
    let done = match command {
        Command::Talk(arguments) => return talk::run(arguments).unwrap_or_else(|failure| told.failure(&failure)),
        Command::Play(arguments) => return play::run(arguments).unwrap_or_else(|failure| told.failure(&failure)),
        Command::Render(arguments) => render::run(arguments),
        Command::Search(arguments) => search::run(arguments),
        Command::Show(arguments) => show::run(arguments),
        Command::Context(arguments) => context::run(arguments),
        Command::List(arguments) => list::run(arguments),
        Command::Bookmarks(arguments) => bookmarks::run(arguments),
        Command::Export(arguments) => export::run(arguments),
        Command::Import(arguments) => import::run(arguments),
        Command::Random(arguments) => random::run(arguments),
        Command::Check(arguments) => check::run(arguments),
        Command::Config(arguments) => config::run(arguments),
        Command::Schema => schema::run(),
        Command::Completions(arguments) => completions::run(&arguments),
        Command::Man(arguments) => man::run(&arguments),
    };
    match done {
        Ok(Found::Something) => ExitCode::SUCCESS,
        Ok(Found::Nothing) => ExitCode::from(1),
        // Whoever read the output has seen enough.
        Err(failure) if failure.is_broken_pipe() => ExitCode::SUCCESS,
        Err(failure) => told.failure(&failure),
    }
}
