//! What of its surroundings the program heeds and what it answers with, as the help and the manual
//! tell it.

/// Something that is told with what it means.
pub(super) type Told = (&'static str, &'static str);

/// The environment variables, in the order in which people look for them. A test holds that our own code reads no
/// other one.
pub(super) const ENVIRONMENT: &[Told] = &[
    ("ONRECORD_CORPUS", "the corpus to open where none is named: a file, a folder or @NAME"),
    ("ONRECORD_CONFIG", "the settings file; /dev/null for none"),
    ("ONRECORD_STATE", "the folder of bookmarks, queries and views"),
    ("NO_COLOR", "no colours, if it is set and not empty"),
    ("CLICOLOR, CLICOLOR_FORCE", "whether what is written to a pipe or a terminal has colours"),
    ("TERM, COLORTERM", "how many colours the terminal has"),
    (
        "LC_ALL, LC_CTYPE, LANG",
        "the letters the terminal has: all is shown in ASCII if they name another encoding than UTF-8",
    ),
    ("VISUAL, EDITOR", "the editor, where the settings name none"),
    ("PATH", "where the editor is looked for"),
    ("DISPLAY, WAYLAND_DISPLAY", "the desktop whose clipboard is set and whose browser opens addresses"),
    ("SSH_CONNECTION, SSH_TTY", "the desktop is far away: the terminal is asked for its clipboard instead"),
    ("TMUX, STY", "the clipboard is asked for through tmux or GNU Screen"),
    (
        "HOME, XDG_CONFIG_HOME, XDG_STATE_HOME",
        "where the settings file and the folder of state are, if nothing else is said",
    ),
];

/// The exit codes.
pub(super) const EXIT_STATUS: &[Told] = &[
    ("0", "it was done; something was found"),
    ("1", "nothing was found, or `check` found errors"),
    ("2", "something could not be done, and standard error says what and why"),
    ("128+N", "signal N ended the program"),
];

/// The files.
pub(super) const FILES: &[Told] = &[
    ("./quotes.yaml", "the corpus that is opened where none is named"),
    ("~/.config/onrecord/config.yaml", "the settings; `onrecord config path` tells where they are"),
    ("~/.local/state/onrecord/", "bookmarks.json, queries.json and views.json: what is remembered"),
    ("./my-talk.talk.yaml", "the list of statements for a talk"),
];

/// What people begin with.
pub(super) const EXAMPLES: &[Told] = &[
    ("onrecord", "open ./quotes.yaml, or the corpus that comes with the program"),
    ("onrecord search nonstarters", "find statements from the shell"),
    ("onrecord search 'speaker:sherman -treaty' -f markdown", "find them, and write them as Markdown"),
    ("onrecord show no-commitment", "everything about one statement"),
    ("onrecord talk speaker:sherman", "show statements to an audience"),
    ("onrecord import briefing.txt -o briefing.yaml", "make a corpus of a transcript"),
    ("onrecord check quotes.yaml", "look for problems in a corpus"),
];

/// The environment for the end of the help.
pub(super) fn environment_in_words() -> String {
    let lines = ENVIRONMENT.iter().map(|(names, meaning)| format!("  {names}\n          {meaning}\n"));
    format!("Environment:\n{}", lines.collect::<String>().trim_end())
}
