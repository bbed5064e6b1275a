//! What the tests of the whole program share.

pub mod shell;
pub mod terminal;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use onrecord::action::{Key, Scope};
use onrecord::app::{Gesture, Msg, Pointed, Screen, Start, TalkScreen};
use onrecord::corpus::{CorpusChoice, OpenOptions};
use onrecord::diagnostic::SourceText;
use onrecord::settings::{Colours, Settings, ThemeChoice, ThemeName};
use onrecord::talk_list::ListFile;
use onrecord::terminal::Headless;
use onrecord::tour::Tour;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Position;
use ratatui::style::{Color, Style};

/// What the program starts with in a terminal of this size.
pub fn start(columns: u16, lines: u16, choice: &CorpusChoice) -> Start {
    in_theme(Start::sized(columns, lines, choice.to_string()), ThemeChoice::ByBackground)
}

fn in_theme(start: Start, theme: ThemeChoice) -> Start {
    Start { settings: Settings { theme, ..start.settings.clone() }, ..start }
}

/// The program with the built-in corpus open, without a terminal.
pub fn onrecord(columns: u16, lines: u16) -> Headless {
    Headless::open(start(columns, lines, &CorpusChoice::BuiltIn), CorpusChoice::BuiltIn)
}

/// The program with the built-in corpus open, in a theme and as many colours as these, with this list.
pub fn onrecord_in(theme: ThemeName, colours: Colours, my_talk: &ListFile) -> Headless {
    let start = in_theme(start(120, 40, &CorpusChoice::BuiltIn), ThemeChoice::Named(theme));
    let start = Start { colours, my_talk: my_talk.clone(), ..start };
    Headless::open(start, CorpusChoice::BuiltIn)
}

/// The program with a file open, without a terminal.
pub fn onrecord_with(columns: u16, lines: u16, file: &Path) -> Headless {
    let choice = CorpusChoice::Paths(vec![file.to_owned()], OpenOptions::default());
    Headless::open(start(columns, lines, &choice), choice)
}

/// A tour without problems.
pub fn tour(text: &str) -> Tour {
    let (tour, problems) = Tour::read(&SourceText::new("tour.yaml", text));
    assert_eq!(problems, []);
    tour
}

/// Presses keys, named as in the keymap and separated by spaces: `"/ Enter Ctrl-U"`.
pub fn press(program: &mut Headless, keys: &str) {
    let keys: Vec<Key> = keys.split(' ').map(|key| key.parse().expect("a key")).collect();
    program.press(&keys);
}

/// Types a query into the search box and leaves it.
pub fn search(program: &mut Headless, query: &str) {
    // The cursor may stand anywhere in what is there.
    press(program, "/ Ctrl-E Ctrl-U");
    program.type_text(query);
    press(program, "Enter");
}

/// The talk that is shown.
pub fn talk(program: &Headless) -> &TalkScreen {
    match program.model().screens.last() {
        Some(Screen::Talk(talk)) => talk,
        other => panic!("no talk is shown, but {other:?}"),
    }
}

/// The text on the screen, line by line.
pub fn text(program: &Headless) -> String {
    lines_of(&program.frame().0).join("\n")
}

/// The text on the screen in one line, with single spaces: for sentences that wrap.
pub fn flowing_text(program: &Headless) -> String {
    text(program).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Where a text stands on the screen, the first time from above; it must be in one line.
pub fn place_of(program: &Headless, text: &str) -> Position {
    let (buffer, _) = program.frame();
    for (y, line) in (0..).zip(cells(&buffer)) {
        let shown: String = line.iter().map(|cell| cell.symbol()).collect();
        if let Some(byte) = shown.find(text) {
            let x = u16::try_from(onrecord::text::display_width(&shown[..byte])).expect("a column");
            return Position { x, y };
        }
    }
    panic!("“{text}” is not on the screen:\n{}", self::text(program));
}

/// Uses the mouse at a place.
pub fn point(program: &mut Headless, gesture: Gesture, at: Position) {
    program.happen(Msg::Pointed(Pointed { gesture, at }));
}

/// Clicks a text on the screen.
pub fn click(program: &mut Headless, text: &str) {
    let at = place_of(program, text);
    point(program, Gesture::Click, at);
}

/// Clicks a text twice, as a mouse tells it.
pub fn double_click(program: &mut Headless, text: &str) {
    let at = place_of(program, text);
    point(program, Gesture::Click, at);
    point(program, Gesture::DoubleClick, at);
}

fn lines_of(buffer: &Buffer) -> Vec<String> {
    cells(buffer).map(|line| line.iter().map(|cell| cell.symbol()).collect::<String>().trim_end().to_owned()).collect()
}

/// The cells that show something, line by line; a wide character is one cell.
pub fn cells(buffer: &Buffer) -> impl Iterator<Item = Vec<&Cell>> {
    buffer.content.chunks(usize::from(buffer.area.width)).map(|line| {
        let mut shown = Vec::new();
        let mut column = 0;
        while let Some(cell) = line.get(column) {
            column += onrecord::text::display_width(cell.symbol()).max(1);
            shown.push(cell);
        }
        shown
    })
}

/// The screen with its looks: the text, below it a letter for the style of every cell, and
/// what the letters mean.
pub fn looks(program: &Headless) -> String {
    let (buffer, cursor) = program.frame();
    let mut legend: BTreeMap<String, char> = BTreeMap::new();
    let mut map = String::new();
    for line in cells(&buffer) {
        let letters: String =
            line.iter().map(|cell| letter(&mut legend, cell, program.model().theme.ground())).collect();
        map.push_str(letters.trim_end_matches('·'));
        map.push('\n');
    }
    let mut out = lines_of(&buffer).join("\n");
    let _ = write!(out, "\n{:─<40}\n{map}", "");
    let mut meanings: Vec<_> = legend.into_iter().collect();
    meanings.sort_by_key(|(_, letter)| *letter);
    for (style, letter) in meanings {
        let _ = writeln!(out, "{letter}: {style}");
    }
    let _ = writeln!(out, "cursor: {cursor:?}");
    out
}

fn letter(legend: &mut BTreeMap<String, char>, cell: &Cell, ground: Style) -> char {
    let own = |colour: Color, of_ground: Option<Color>| (Some(colour) != of_ground).then_some(colour);
    let (ink, on) = (own(cell.fg, ground.fg), own(cell.bg, ground.bg));
    if ink.is_none() && on.is_none() && cell.modifier.is_empty() {
        return '·';
    }
    let mut style = vec![ink.map_or_else(|| "ink of the ground".to_owned(), |ink| ink.to_string())];
    style.extend(on.map(|on| format!("on {on}")));
    if !cell.modifier.is_empty() {
        style.push(format!("{:?}", cell.modifier));
    }
    let next = char::from(b'a' + u8::try_from(legend.len()).expect("few styles"));
    *legend.entry(style.join(" ")).or_insert(next)
}

/// Text on the screen that looks like this, line by line.
pub fn text_in_style(program: &Headless, wanted: impl Fn(&Cell) -> bool) -> Vec<String> {
    let (buffer, _) = program.frame();
    let mut found = Vec::new();
    for line in cells(&buffer) {
        for run in line.chunk_by(|a, b| wanted(a) == wanted(b)).filter(|run| wanted(run[0])) {
            found.push(run.iter().map(|cell| cell.symbol()).collect::<String>());
        }
    }
    found
}

/// The keys that lead from the first statement of the browse screen to a scope, in all the ways in which
/// it looks otherwise. Every scope has to be answered for.
pub fn ways_to(scope: Scope) -> &'static [&'static str] {
    match scope {
        Scope::Browse => &["g", "Tab", "Shift-Tab", "1", "2", "3", "Space", "G Tab", "m Tab", "G g"],
        Scope::SearchBox => &["/"],
        Scope::Context => &["c"],
        Scope::Session => &["s", "s Tab", "s Shift-Tab"],
        Scope::Wordings => &["w", "w Right"],
        Scope::Overview => &["v"],
        Scope::Talk => &["t", "t w", "t c", "t s", "t c c", "t +", "t + +", "t + + +", "t -", "t - - - -", "t i"],
        Scope::MyTalk => &["T L"],
        Scope::Bookmarks => &["m B"],
        Scope::NoteBox => &["N", "c N", "t N", "Tab N"],
        Scope::Queries => &["/ q u a Enter Ctrl-R", "/ q u a Enter / Ctrl-R"],
        Scope::Palette => &[":", "c :", "t :"],
        Scope::SpeakerPicker => &["P", "c P", "Tab P"],
        Scope::Help => &["?", "c ?"],
        Scope::HelpFilter => &["? /"],
        Scope::CopyAs => &["Y", "c Y", "w Y"],
        Scope::FileName => &["Y Ctrl-S"],
        // It shows lines of the files, as they stand there.
        Scope::Problems => &[],
        // No screen's own.
        Scope::Everywhere => &[],
    }
}

/// A folder for one test, gone when dropped.
pub fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

/// Writes a file into a folder.
pub fn file(folder: &tempfile::TempDir, name: &str, text: &str) -> PathBuf {
    let path = folder.path().join(name);
    std::fs::write(&path, text).expect("a file");
    path
}
