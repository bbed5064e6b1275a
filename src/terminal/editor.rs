//! The person's editor: which one, and how it is told a line.

use std::ffi::OsString;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::{env, io};

use crate::app::{EditorFailure, FilePlace};

/// An editor with the arguments the person gave it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Editor {
    program: String,
    arguments: Vec<String>,
    habits: Habits,
}

/// What is known of an editor by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Habits {
    line: LineStyle,
    /// It has a window of its own; the argument lets its command wait until the file is closed.
    window: Option<&'static str>,
}

/// How an editor is told the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum LineStyle {
    /// `+12 file`
    Plus,
    /// `file:12`
    Colon,
    /// `--goto file:12`
    Goto,
    /// `--line 12 file`
    Option,
    /// Not at all: an argument that it does not know could do harm.
    Unknown,
}

/// Editors by the names of their programs.
const KNOWN: &[(&[&str], Habits)] = &[
    (
        &[
            "vi",
            "vim",
            "nvim",
            "view",
            "ex",
            "nano",
            "pico",
            "emacs",
            "emacsclient",
            "mg",
            "micro",
            "kak",
            "joe",
            "jed",
            "ne",
            "mcedit",
            "editor",
        ],
        Habits { line: LineStyle::Plus, window: None },
    ),
    (&["hx", "helix", "amp"], Habits { line: LineStyle::Colon, window: None }),
    (
        &["code", "code-insiders", "codium", "vscodium", "cursor", "windsurf"],
        Habits { line: LineStyle::Goto, window: Some("--wait") },
    ),
    (&["zed", "zeditor", "subl", "sublime_text"], Habits { line: LineStyle::Colon, window: Some("--wait") }),
    (&["gedit", "gnome-text-editor", "xed", "pluma"], Habits { line: LineStyle::Plus, window: Some("--wait") }),
    (&["gvim", "mvim"], Habits { line: LineStyle::Plus, window: Some("--nofork") }),
    (&["kate"], Habits { line: LineStyle::Option, window: Some("--block") }),
    (&["mate", "idea", "pycharm"], Habits { line: LineStyle::Option, window: Some("--wait") }),
];

/// What is tried where the person has said nothing: the first is the easiest to leave.
const USUAL: [&str; 2] = ["nano", "vi"];

impl Editor {
    /// The editor that was set, with its arguments; else the first of the usual ones that is there.
    pub(super) fn of(set: Option<&str>) -> Result<Self, EditorFailure> {
        let Some(command) = set.map(str::trim).filter(|command| !command.is_empty()) else {
            return Ok(Self::named(USUAL.into_iter().find(|name| is_there(name)).unwrap_or(USUAL[1]), Vec::new()));
        };
        let not_a_command = || EditorFailure::NotACommand { command: command.to_owned() };
        let mut words = shell_words::split(command).map_err(|_| not_a_command())?.into_iter();
        let program = words.next().ok_or_else(not_a_command)?;
        Ok(Self::named(&program, words.collect()))
    }

    fn named(program: &str, arguments: Vec<String>) -> Self {
        let file_name = Path::new(program).file_stem().map(|name| name.to_string_lossy().to_lowercase());
        let known = |(names, _): &&(&[&str], Habits)| file_name.as_deref().is_some_and(|name| names.contains(&name));
        let unknown = Habits { line: LineStyle::Unknown, window: None };
        let habits = KNOWN.iter().find(known).map_or(unknown, |(_, habits)| *habits);
        Self { program: program.to_owned(), arguments, habits }
    }

    /// What it is called.
    pub(super) fn name(&self) -> String {
        Path::new(&self.program).file_name().map_or_else(|| self.program.clone(), |name| name.to_string_lossy().into())
    }

    /// Whether it leaves the terminal to this program.
    pub(super) const fn has_a_window(&self) -> bool {
        self.habits.window.is_some()
    }

    /// Its arguments for a place. With `to_the_end`, its command ends when the file is closed.
    fn arguments(&self, place: &FilePlace, to_the_end: bool) -> Vec<OsString> {
        let mut arguments: Vec<OsString> = self.arguments.iter().map(OsString::from).collect();
        let waits = |argument: &str| self.arguments.iter().any(|own| own == argument);
        if let (true, Some(wait)) = (to_the_end, self.habits.window)
            && !waits(wait)
            && !waits("-w")
        {
            arguments.push(wait.into());
        }
        // A path that begins with a hyphen would be taken for an option.
        let path = if place.path.is_relative() { Path::new(".").join(&place.path) } else { place.path.clone() };
        let with_line = || {
            let mut path = path.clone().into_os_string();
            path.push(format!(":{}", place.line));
            path
        };
        match self.habits.line {
            LineStyle::Plus => arguments.extend([format!("+{}", place.line).into(), path.into()]),
            LineStyle::Colon => arguments.push(with_line()),
            LineStyle::Goto => arguments.extend(["--goto".into(), with_line()]),
            LineStyle::Option => arguments.extend(["--line".into(), place.line.to_string().into(), path.into()]),
            LineStyle::Unknown => arguments.push(path.into()),
        }
        arguments
    }

    /// Runs it in this terminal until it ends.
    pub(super) fn run(&self, place: &FilePlace) -> Result<(), EditorFailure> {
        let status = Command::new(&self.program).args(self.arguments(place, true)).status();
        self.ended(status.map_err(|error| self.not_started(&error))?)
    }

    /// Starts it in its own window.
    pub(super) fn start(&self, place: &FilePlace, to_the_end: bool) -> Result<Child, EditorFailure> {
        let mut command = Command::new(&self.program);
        command.args(self.arguments(place, to_the_end));
        // What it may say would be written over the screen.
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command.spawn().map_err(|error| self.not_started(&error))
    }

    /// What an end means.
    pub(super) fn ended(&self, status: ExitStatus) -> Result<(), EditorFailure> {
        if status.success() {
            return Ok(());
        }
        Err(EditorFailure::Ended { editor: self.name(), how: status.to_string() })
    }

    fn not_started(&self, error: &io::Error) -> EditorFailure {
        let editor = self.program.clone();
        match error.kind() {
            io::ErrorKind::NotFound => EditorFailure::NotThere { editor },
            _ => EditorFailure::NotStarted { editor, reason: error.to_string() },
        }
    }
}

/// Whether a program of that name is in one of the folders of `$PATH`.
fn is_there(name: &str) -> bool {
    env::var_os("PATH").is_some_and(|path| env::split_paths(&path).any(|folder| folder.join(name).is_file()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(set: &str, to_the_end: bool) -> String {
        let editor = Editor::of(Some(set)).expect("a command");
        let place = FilePlace { path: "/c/my quotes.yaml".into(), line: 12 };
        let arguments = editor.arguments(&place, to_the_end);
        arguments.iter().map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn every_editor_is_told_the_line_in_its_own_way() {
        for set in ["vi", "nvim", "/usr/bin/emacs", "nano", "micro"] {
            assert_eq!(line(set, false), "+12 | /c/my quotes.yaml", "{set}");
        }
        assert_eq!(line("hx", false), "/c/my quotes.yaml:12");
        assert_eq!(line("code", false), "--goto | /c/my quotes.yaml:12");
        assert_eq!(line("zed", false), "/c/my quotes.yaml:12");
        assert_eq!(line("kate", false), "--line | 12 | /c/my quotes.yaml");
        assert_eq!(line("my-own-editor", false), "/c/my quotes.yaml");
    }

    #[test]
    fn its_own_arguments_stay_and_a_window_is_waited_for_once() {
        assert_eq!(line("vim -u 'my rc' -n", true), "-u | my rc | -n | +12 | /c/my quotes.yaml");
        assert_eq!(line("code -n", true), "-n | --wait | --goto | /c/my quotes.yaml:12");
        assert_eq!(line("code --wait", true), "--wait | --goto | /c/my quotes.yaml:12");
        assert_eq!(line("code -w", true), "-w | --goto | /c/my quotes.yaml:12");
        assert!(Editor::of(Some("code")).expect("a command").has_a_window());
        assert!(!Editor::of(Some("vim")).expect("a command").has_a_window());
    }

    #[test]
    fn a_file_whose_name_begins_with_a_hyphen_is_no_option() {
        let editor = Editor::of(Some("vi")).expect("a command");
        let arguments = editor.arguments(&FilePlace { path: "-c.yaml".into(), line: 1 }, false);
        assert_eq!(arguments, ["+1", "./-c.yaml"]);
    }

    #[test]
    fn what_is_no_command_is_told() {
        assert!(matches!(Editor::of(Some("vim 'x")), Err(EditorFailure::NotACommand { .. })));
        let place = FilePlace { path: "x".into(), line: 1 };
        let gone = Editor::of(Some("no-such-editor")).expect("a command").run(&place);
        assert!(matches!(gone, Err(EditorFailure::NotThere { .. })));
        // Nothing set is as an empty variable: there is always something to try.
        assert_eq!(Editor::of(None).ok(), Editor::of(Some("  ")).ok());
    }
}
