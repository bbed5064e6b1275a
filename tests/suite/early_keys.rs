//! Keys that are pressed before the corpus is open.

use std::path::Path;
use std::process::Command;

use onrecord::app::{MOST_EARLY_KEYS, Msg, Resuming, Screen, Start};
use onrecord::corpus::{CorpusChoice, OpenOptions, open};
use onrecord::terminal::{Headless, Program, run, size};

use crate::support::terminal::{onrecord as onrecord_in_terminal, program};
use crate::support::{file, flowing_text, folder, onrecord, press, search, start, text};

/// The program in its first moment.
fn beginning() -> Headless {
    Headless::begin(start(120, 40, &CorpusChoice::BuiltIn), CorpusChoice::BuiltIn)
}

/// The same, with a folder in which it is kept how the corpus was left.
fn beginning_again(state: &Path) -> Headless {
    let start = Start {
        state_folder: Some(state.to_owned()),
        resuming: Resuming::Whole,
        ..start(120, 40, &CorpusChoice::BuiltIn)
    };
    Headless::begin(start, CorpusChoice::BuiltIn)
}

/// Leaves the corpus with a query and a filter.
fn left_with(state: &Path, query: &str) {
    let mut program = beginning_again(state);
    program.read();
    search(&mut program, query);
    press(&mut program, "1 Space q");
    assert!(program.has_quit());
}

fn query(program: &Headless) -> &str {
    program.model().browse.search_box.text()
}

fn message(program: &Headless) -> &str {
    program.model().messages.first().map_or("", |message| message.text.as_str())
}

#[test]
fn the_same_keys_lead_to_the_same_place_however_early_they_are_pressed() {
    for keys in [
        "/ n o n s t a r t e r s Enter c",
        "/ n o n s t a r t e r s Enter w Right",
        "j j j",
        "G k c n",
        "c q j",
        "j / c o u n c i l Enter j s",
        "1 j Space / c o u n c i l",
        "t Right Right w",
        "v Down",
        "/ s p e Tab",
        "/ q ? Esc Down",
        ": o v e r Enter Down",
        "o x Esc",
        "Tab j j",
        "2 Space x u",
        "? Esc c",
        "E",
        "L j q j",
    ] {
        let mut late = onrecord(120, 40);
        press(&mut late, keys);
        for read_after in 0..=keys.split(' ').count() {
            let mut early = beginning();
            for (number, key) in keys.split(' ').enumerate() {
                if number == read_after {
                    early.read();
                }
                press(&mut early, key);
            }
            if !early.model().record.opened {
                early.read();
            }
            assert!(
                early.frame() == late.frame(),
                "{keys}, read after {read_after}:\n{}\n{}",
                text(&early),
                text(&late)
            );
        }
    }
}

#[test]
fn what_needs_no_corpus_is_done_at_once() {
    let pressed = |keys: &str| {
        let mut program = beginning();
        press(&mut program, keys);
        program
    };
    assert!(pressed("q").has_quit() && pressed("Ctrl-C").has_quit());
    assert!(pressed("j c Ctrl-C").has_quit(), "what leaves the program waits for nothing");
    assert!(matches!(pressed("?").model().screens[..], [Screen::Help(_)]));
    assert!(matches!(pressed(":").model().screens[..], [Screen::Palette(_)]));
    assert_eq!(query(&pressed("/ n o")), "no");
    assert!(flowing_text(&pressed("/ n o")).contains("/ no"));
}

#[test]
fn an_early_bookmark_is_among_those_that_are_asked_for() {
    let mut program = beginning();
    press(&mut program, "j m M");
    program.read();
    assert_eq!(query(&program), "is:bookmarked");
    let mut program = beginning();
    press(&mut program, "m B");
    program.read();
    assert!(matches!(program.model().screens[..], [Screen::Bookmarks(_)]));
}

#[test]
fn what_waits_is_shown_and_what_follows_it_waits_behind() {
    let mut program = beginning();
    press(&mut program, "/ n o Enter c q");
    assert!(!program.has_quit());
    assert!(flowing_text(&program).contains("waiting: c q · built-in corpus · reading…"), "{}", flowing_text(&program));
    program.read();
    assert!(program.model().screens.is_empty() && !flowing_text(&program).contains("waiting"));
}

#[test]
fn what_is_pasted_behind_a_key_that_waits_waits_as_well() {
    let mut program = beginning();
    program.happen(Msg::Pasted("nonstarters".to_owned()));
    assert_eq!(query(&program), "nonstarters");
    press(&mut program, "Enter j");
    program.happen(Msg::Pasted(" talks".to_owned()));
    assert_eq!(query(&program), "nonstarters");
    program.read();
    assert_eq!(query(&program), "nonstarters talks");
}

#[test]
fn who_searches_at_once_begins_anew_and_can_bring_back_what_was_left() {
    for keys in ["/ t a l k s", "j / t a l k s"] {
        let state = folder();
        left_with(state.path(), "council");
        let mut program = beginning_again(state.path());
        press(&mut program, keys);
        program.read();
        assert_eq!(query(&program), "talks", "{keys}");
        assert!(program.model().browse.filters.is_empty());
        press(&mut program, "Enter u");
        assert_eq!(query(&program), "council");
        assert!(!program.model().browse.filters.is_empty());
    }
    let state = folder();
    left_with(state.path(), "council");
    let mut program = beginning_again(state.path());
    press(&mut program, "/");
    program.read();
    assert!(message(&program).starts_with("u brings back the query"), "{}", message(&program));
}

#[test]
fn who_presses_something_else_goes_on_where_the_corpus_was_left() {
    let state = folder();
    left_with(state.path(), "council");
    let mut program = beginning_again(state.path());
    press(&mut program, "x");
    program.read();
    let is_told = program.model().messages.iter().any(|message| message.text.contains("cleared"));
    assert!(query(&program).is_empty() && is_told, "x clears what was left");
}

#[test]
fn no_key_is_kept_for_a_corpus_that_cannot_be_opened() {
    let folder = folder();
    let broken = CorpusChoice::Paths(vec![file(&folder, "quotes.yaml", "statements: 3")], OpenOptions::default());
    let mut program = Headless::begin(start(120, 40, &broken), broken);
    press(&mut program, "c q");
    program.read();
    assert!(!program.has_quit() && !program.model().early.are_kept());
    assert!(matches!(program.model().screens[..], [Screen::Problems(_)]));
}

#[test]
fn more_keys_than_anybody_presses_are_left_out_and_that_is_told() {
    let mut program = beginning();
    press(&mut program, &vec!["j"; MOST_EARLY_KEYS].join(" "));
    assert_eq!(message(&program), "");
    press(&mut program, "j");
    assert!(message(&program).contains("the rest was left out"), "{}", message(&program));
}

#[test]
fn an_editor_is_not_opened_later_when_keys_are_read() {
    let mut program = beginning();
    press(&mut program, "e");
    assert!(message(&program).contains("once the corpus is open"), "{}", message(&program));
    assert!(!program.model().early.are_kept());
}

/// Not a test of its own: a program that opens the built-in corpus once somebody writes to a pipe.
#[test]
#[ignore = "it is started by the test below, in a terminal of its own"]
fn a_program_that_reads_slowly() {
    let Ok(_) = std::env::var("ONRECORD_READS_AFTER") else { return };
    let program = Program {
        open: |choice| {
            // Nothing is there to be read before the other end is opened and closed.
            let _ = std::fs::read(std::env::var_os("ONRECORD_READS_AFTER").expect("a pipe"));
            open(choice)
        },
        ..Program::default()
    };
    let (columns, lines) = size().expect("a terminal");
    let start = start(columns, lines, &CorpusChoice::BuiltIn);
    run(program, start, CorpusChoice::BuiltIn, Vec::new()).expect("the program runs");
}

#[test]
fn keys_typed_while_a_slow_file_is_read_are_taken_once_it_is_there() {
    let folder = folder();
    let pipe = folder.path().join("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().expect("mkfifo").success());
    let this = std::env::current_exe().expect("this test program");
    let arguments = ["--exact", "early_keys::a_program_that_reads_slowly", "--ignored", "--nocapture"];
    let slow = program(this.to_str().expect("a path"), &arguments);
    let mut terminal = slow.with("ONRECORD_READS_AFTER", pipe.to_str().expect("a path")).open();
    terminal.wait_for("Opening").keys("/nonstarters\r").wait_for("/ nonstarters").keys("cw").wait_for("waiting: c w");
    std::fs::write(&pipe, "").expect("written");
    terminal.wait_for("wording 1 of").keys("q").wait_for("Context").keys("qq").end();
}

#[test]
fn keys_typed_before_the_program_has_the_terminal_are_taken() {
    let mut terminal = onrecord_in_terminal(&[]).open();
    terminal.keys("/nonstarters\rc").wait_for("Esc back").wait_for("for us").keys("qq").end();
}
