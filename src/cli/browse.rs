//! `onrecord`: browse a corpus.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::failure::{FAILURE, Failure};
use super::options::Reading;
use super::output::note;
use super::query_words;
use crate::app::{Msg, Resuming, Start};
use crate::corpus::CorpusChoice;
use crate::settings::{Colours, Config, Environment, Letters, SIGN, Settings, ThemeChoice, ThemeName, state_folder};
use crate::talk_list::ListFile;
use crate::terminal::{Ending, Program, TerminalError, run as run_in_terminal, size};
use crate::tour::Tour;

/// What to open, and how it looks.
#[derive(Debug, Args)]
#[group(skip)]
pub(super) struct Arguments {
    /// Files (.yaml, .jsonl, .csv, .tsv, also with .gz) or folders of them to open, or @NAME for a
    /// corpus that the settings file names. Otherwise $ONRECORD_CORPUS, else ./quotes.yaml, else the
    /// corpus that comes with the program
    #[arg(value_name = "CORPUS")]
    paths: Vec<PathBuf>,
    /// The same as naming it without -c
    #[arg(short, long = "corpus", value_name = "FILE")]
    corpus: Vec<PathBuf>,
    #[command(flatten)]
    reading: Reading,
    #[command(flatten)]
    terminal: TerminalOptions,
    /// The list that `add-to-talk` adds to: NAME.talk.yaml in this folder, or a file by its path. Without it,
    /// my-talk
    #[arg(long, value_name = "NAME")]
    list: Option<ListFile>,
    /// Begin anew, without the query, the filters and the selection that the corpus was left with
    #[arg(long)]
    fresh: bool,
}

/// How the screen looks.
#[derive(Debug, Args)]
pub(super) struct ScreenOptions {
    /// The looks. Without it, those of the settings file, else dark or light by the ground of the
    /// terminal
    #[arg(long, value_name = "NAME", value_parser = theme_names())]
    pub(super) theme: Option<ThemeName>,
    /// Show the last keys and what they did, for people who look on
    #[arg(long)]
    pub(super) show_keys: bool,
}

/// How the screen looks, and what of the terminal the program uses.
#[derive(Debug, Args)]
pub(super) struct TerminalOptions {
    #[command(flatten)]
    screen: ScreenOptions,
    /// Leave the mouse to the terminal
    #[arg(long)]
    no_mouse: bool,
}

/// Takes the name of a theme, and tells which there are.
fn theme_names() -> impl TypedValueParser<Value = ThemeName> {
    PossibleValuesParser::new(ThemeName::ALL.map(ThemeName::name)).try_map(|name| name.parse::<ThemeName>())
}

pub(super) fn run(arguments: Arguments) -> Result<ExitCode, Failure> {
    let named: Vec<PathBuf> = arguments.paths.into_iter().chain(arguments.corpus).collect();
    let resuming = if arguments.fresh { Resuming::Fresh } else { Resuming::Whole };
    let my_talk = arguments.list.unwrap_or_default();
    let beginning = Beginning { my_talk, resuming, ..Beginning::default() };
    browse(arguments.reading.choice(named)?, &arguments.terminal, beginning)
}

/// What begins as soon as the program is open.
#[derive(Debug)]
pub(super) struct Beginning {
    /// A tour.
    pub(super) tour: Option<Tour>,
    /// The list that statements are added to.
    pub(super) my_talk: ListFile,
    /// Whether it begins where the corpus was left.
    pub(super) resuming: Resuming,
    /// What happened already: a corpus that was read is not read again.
    pub(super) happened: Vec<Msg>,
}

impl Default for Beginning {
    /// Something else than where the corpus was left.
    fn default() -> Self {
        Self { tour: None, my_talk: ListFile::default(), resuming: Resuming::Not, happened: Vec::new() }
    }
}

/// Opens a corpus in the terminal.
pub(super) fn browse(
    choice: CorpusChoice,
    terminal: &TerminalOptions,
    beginning: Beginning,
) -> Result<ExitCode, Failure> {
    leaves_keys_alone(&choice)?;
    let config = Config::load();
    let (colours, letters) = looks_of_terminal();
    let screen = &terminal.screen;
    let theme = screen.theme.map_or(config.settings.theme, ThemeChoice::Named);
    let start = Start {
        settings: Settings {
            theme,
            editor: config.settings.editor.clone().or_else(editor),
            mouse: config.settings.mouse && !terminal.no_mouse,
            ..config.settings
        },
        settings_problems: config.problems,
        colours,
        letters,
        // Where there is no terminal, there is no size either, and running says so.
        size: size().unwrap_or_default(),
        corpus_name: choice.to_string(),
        show_keys: screen.show_keys,
        // A tour leaves nothing behind, and shows nobody's bookmarks.
        state_folder: state_folder().filter(|_| beginning.tour.is_none()),
        resuming: beginning.resuming,
        tour: beginning.tour,
        my_talk: beginning.my_talk,
    };
    Ok(match run_in_terminal(Program::default(), start, choice, beginning.happened) {
        Ok(left) => {
            left.news.iter().for_each(|news| note(news));
            match left.ending {
                Ending::Quit => ExitCode::SUCCESS,
                Ending::Signal(signal) => u8::try_from(128 + signal).map_or(ExitCode::FAILURE, ExitCode::from),
            }
        }
        Err(error) => {
            note(&error.to_string());
            if matches!(error, TerminalError::NotATerminal | TerminalError::Dumb) {
                note("without one there are `onrecord search`, `onrecord check` and the others; see `onrecord --help`");
            }
            ExitCode::from(FAILURE)
        }
    })
}

/// No corpus can be piped into a program that takes keys.
pub(super) fn leaves_keys_alone(choice: &CorpusChoice) -> Result<(), Failure> {
    if !choice.reads_standard_input() {
        return Ok(());
    }
    Err(Failure::NotThere {
        code: "piped",
        message: "keys are read from standard input, so no corpus can come from there".to_owned(),
        help: Some("name a file".to_owned()),
    })
}

/// Whether the first argument is a misspelt subcommand, and no file either.
pub(super) fn misspelt(first: &OsStr, program: &clap::Command) -> Option<String> {
    let is_name = first.to_str().is_some_and(|name| name.starts_with(SIGN));
    if is_name || program.find_subcommand(first).is_some() || Path::new(first).exists() {
        return None;
    }
    let meant = query_words::meant_subcommand(first, program)?;
    Some(format!("there is no file `{}`; did you mean `onrecord {meant}`?", first.display()))
}

/// The editor as the environment names it: the one for a terminal that can show a whole screen comes
/// first, as everywhere.
fn editor() -> Option<String> {
    let variable = |name| std::env::var(name).ok().filter(|command| !command.trim().is_empty());
    variable("VISUAL").or_else(|| variable("EDITOR"))
}

/// The colours and the letters of this terminal, as far as the environment says it.
fn looks_of_terminal() -> (Colours, Letters) {
    let variable = |name| std::env::var_os(name).map(|value| value.to_string_lossy().into_owned());
    let [no_color, colorterm, term, tmux] = ["NO_COLOR", "COLORTERM", "TERM", "TMUX"].map(variable);
    // The first that is set and not empty holds (POSIX, 8.2).
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().filter_map(variable).find(|value| !value.is_empty());
    let environment = Environment {
        no_color: no_color.as_deref(),
        colorterm: colorterm.as_deref(),
        term: term.as_deref(),
        tmux: tmux.as_deref(),
        locale: locale.as_deref(),
    };
    (Colours::of(environment), Letters::of(environment))
}
