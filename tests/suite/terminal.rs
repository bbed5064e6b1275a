//! The real program in a real (pseudo-)terminal, from start to end.

use std::process::{Command, Stdio};
use std::time::Duration;

use crate::support::start;
use crate::support::terminal::{ONRECORD, Terminal, onrecord, program, shell};
use onrecord::app::{Model, Msg, update};
use onrecord::corpus::CorpusChoice;
use onrecord::terminal::{Program, run, size};

const ESCAPE: &str = "\x1b";
const CONTROL_C: &str = "\x03";
const CONTROL_Z: &str = "\x1a";

/// The line a shell prints when the program has ended, with the terminal's settings.
const THEN_REPORT: &str = "; echo \"exit=$?\"; stty -a";

fn wait_for_the_corpus(terminal: &mut Terminal) {
    terminal.wait_for("Jens Stoltenberg").wait_for("24 statements");
}

/// The shell is back: its own screen, its own line editing, and the exit code.
fn assert_ended_with(terminal: &mut Terminal, code: i32) {
    terminal.wait_for(&format!("exit={code}")).wait_for("icanon");
    assert!(!terminal.shows("-icanon"), "raw mode is left behind");
    assert!(terminal.shows("before"), "the shell's screen is back");
    terminal.end();
    terminal.assert_given_back();
}

fn shell_around(command: &str) -> String {
    format!("echo before; {command}{THEN_REPORT}")
}

#[test]
fn a_person_searches_reads_the_context_and_the_session_and_quits() {
    let mut terminal = shell(&shell_around("\"$ONRECORD\"")).open();
    wait_for_the_corpus(&mut terminal);
    terminal.wait_for("Wendy Sherman").wait_for("Russian delegation");
    terminal.keys("/nonstarters").wait_for("1 of 24").wait_for("non-starters for us");
    terminal.keys("\rc").wait_for("Esc back").wait_for("for us");
    terminal.keys(ESCAPE).wait_for("Speakers");
    terminal.keys("s").wait_for("NATO–Russia Council").wait_for("Brussels").wait_for("12 January 2022");
    terminal.keys("q").wait_for("Speakers").keys("q");
    assert_ended_with(&mut terminal, 0);
}

#[test]
fn a_speaker_shows_statements_with_a_clicker() {
    const PAGE_DOWN: &str = "\x1b[6~";
    const PAGE_UP: &str = "\x1b[5~";
    const F5: &str = "\x1b[15~";
    let mut terminal = shell(&shell_around("\"$ONRECORD\"")).open();
    wait_for_the_corpus(&mut terminal);
    terminal.keys("t").wait_for("1/24").wait_for("Secretary General, NATO");
    terminal.keys(PAGE_DOWN).wait_for("2/24").keys(PAGE_DOWN).wait_for("3/24").keys(PAGE_UP).wait_for("2/24");
    terminal.keys("b").wait_until("a blank screen", |screen| screen.contents().trim().is_empty());
    terminal.keys("b").wait_for("2/24").keys(F5).wait_for("1/24");
    terminal.keys(ESCAPE).wait_for("Statements").keys("q");
    assert_ended_with(&mut terminal, 0);
}

#[test]
fn a_talk_opens_with_what_a_query_finds_and_leads_back_to_it() {
    let mut terminal = shell(&shell_around("\"$ONRECORD\" talk speaker:sherman -nuclear")).open();
    terminal.wait_for("1/8").wait_for("Wendy Sherman").keys(" ").wait_for("2/8");
    terminal.keys(ESCAPE).wait_for("speaker:sherman -nuclear").wait_for("8 of 24").keys("q");
    assert_ended_with(&mut terminal, 0);
}

#[test]
fn a_talk_of_other_words_than_were_asked_for_says_so_to_the_speaker() {
    let mut terminal = onrecord(&["talk", "nonstarter", "table", "giraffe"]).open();
    terminal.wait_for("No statement has all words; each misses one.");
    terminal.keys(CONTROL_C).end();
}

#[test]
fn a_talk_shows_the_statements_that_are_named_in_their_order() {
    let mut terminal = shell(&shell_around("\"$ONRECORD\" talk --ids no-commitment,non-starters")).open();
    terminal
        .wait_for("1/2")
        .keys("c")
        .wait_for("context")
        .keys("c")
        .keys(" ")
        .wait_for("2/2")
        .wait_for("Wendy Sherman");
    terminal.keys(ESCAPE).wait_for("24 statements").keys("q");
    assert_ended_with(&mut terminal, 0);
}

#[test]
fn a_list_is_filled_in_one_run_and_shown_in_the_next() {
    let folder = crate::support::folder();
    let mut terminal = onrecord(&["--list", "evening"]).in_folder(folder.path()).open();
    wait_for_the_corpus(&mut terminal);
    terminal.keys("/nonstarters\r").wait_for("1 of 24").keys("T").wait_for("Added to evening as number 1");
    terminal
        .keys("/\x15\"commitment to de-escalate\"\r")
        .wait_for("4 other wordings")
        .keys("TT")
        .wait_for("as number 2 of 2");
    terminal
        .keys("L")
        .wait_for("2/2")
        .keys("K")
        .wait_for("Now number 1 of 2")
        .keys("q")
        .wait_for("Speakers")
        .keys("q")
        .end();
    let mut terminal = onrecord(&["talk", "--list", "evening"]).in_folder(folder.path()).open();
    terminal.wait_for("1/2").keys("sL").wait_for("evening.talk.yaml").wait_for("2 Wendy Sherman").keys(CONTROL_C).end();
}

#[test]
fn control_c_quits_from_anywhere() {
    let mut terminal = shell(&shell_around("\"$ONRECORD\"")).open();
    wait_for_the_corpus(&mut terminal);
    terminal.keys("/council").wait_for("council").keys(CONTROL_C);
    assert_ended_with(&mut terminal, 0);
}

#[test]
fn signals_end_the_program_with_the_terminal_given_back() {
    for (signal, number) in [("TERM", 15), ("HUP", 1), ("INT", 2), ("QUIT", 3)] {
        // The shell tells the number of the program's process by replacing itself.
        let command = "sh -c 'echo $$ > \"$PID_FILE\"; exec \"$ONRECORD\"'";
        let folder = crate::support::folder();
        let pid_file = folder.path().join("pid");
        let mut terminal = shell(&shell_around(command)).with("PID_FILE", pid_file.to_str().expect("a path")).open();
        wait_for_the_corpus(&mut terminal);
        let pid = std::fs::read_to_string(&pid_file).expect("the process");
        let sent = Command::new("kill").args(["-s", signal, pid.trim()]).status().expect("kill");
        assert!(sent.success());
        assert_ended_with(&mut terminal, 128 + number);
    }
}

#[test]
fn a_stopped_program_goes_on_where_it_was() {
    let mut terminal = program("bash", &["--norc", "-i"]).with("PS1", "ready> ").open();
    // Something waits for the program, as cargo does for `cargo run`: it must stop with it.
    terminal.wait_for("ready>").keys("sh -c '\"$ONRECORD\"; echo done'\r");
    wait_for_the_corpus(&mut terminal);
    terminal.keys("/nonstarters\r").wait_for("1 of 24");
    terminal.keys(CONTROL_Z).wait_for("Stopped").wait_until("the shell's screen", |screen| !screen.alternate_screen());
    terminal.resize(100, 30).keys("fg\r").wait_for("1 of 24").wait_for("non-starters for us");
    terminal.keys("q").wait_for("done").keys("exit\r").end();
}

#[test]
fn where_no_shell_could_continue_it_the_program_goes_on() {
    let mut terminal = onrecord(&[]).open();
    wait_for_the_corpus(&mut terminal);
    terminal.keys(CONTROL_Z).keys("v").wait_for("Overview").keys("qq");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn a_terminal_that_changes_its_size_is_filled_again() {
    let mut terminal = onrecord(&[]).open();
    wait_for_the_corpus(&mut terminal);
    for (columns, lines) in [(50, 20), (80, 24), (120, 40), (200, 60)] {
        let full_width = move |screen: &vt100::Screen| {
            let title = screen.contents_between(0, 0, 0, columns);
            title.contains("NATO")
                && screen.contents_between(lines - 1, 0, lines - 1, columns).contains("built-in corpus")
        };
        terminal.resize(columns, lines).wait_until("the status line at the bottom", full_width);
    }
    terminal.resize(30, 8).wait_for("onrecord needs 40×10");
    terminal.resize(80, 24);
    wait_for_the_corpus(&mut terminal);
}

#[test]
fn an_idle_program_writes_nothing_and_uses_no_processor() {
    let mut terminal = onrecord(&[]).open();
    wait_for_the_corpus(&mut terminal);
    terminal.keys("/council\r").wait_for("19 of 24");
    terminal.assert_idle();
}

#[test]
fn a_talk_is_idle_until_its_time_is_shown_and_then_it_ticks() {
    let mut terminal = onrecord(&["talk"]).open();
    terminal.wait_for("1/24");
    while !terminal.stays_silent(Duration::from_millis(300)) {}
    assert!(terminal.stays_silent(Duration::from_millis(1500)));
    terminal.keys("i").wait_for("1/24 · 0:0");
    let first = terminal.formatted();
    terminal.wait_until("another second", |screen| screen.contents_formatted() != first);
}

/// How the ground of the first cell is set in the colours of a theme.
fn has_ground(ground: &'static str) -> impl Fn(&vt100::Screen) -> bool {
    move |screen| screen.cell(0, 0).is_some_and(|cell| format!("{:?}", cell.bgcolor()) == ground)
}

const DARK_GROUND: &str = "Rgb(22, 24, 29)";
const LIGHT_GROUND: &str = "Rgb(250, 250, 250)";
const ANSWER_LIGHT: &str = "\x1b]11;rgb:fdfd/f6f6/e3e3\x1b\\";

#[test]
fn a_light_terminal_gets_the_light_theme() {
    let mut terminal = onrecord(&[]).with("COLORTERM", "truecolor").open();
    terminal.wait_for_the_question().keys(ANSWER_LIGHT);
    wait_for_the_corpus(&mut terminal);
    terminal.wait_until("a light ground", has_ground(LIGHT_GROUND));
}

#[test]
fn a_terminal_that_never_answers_gets_the_dark_theme_and_loses_no_key() {
    let mut terminal = onrecord(&[]).with("COLORTERM", "truecolor").open();
    terminal.keys("/nonstarters\r").wait_for("1 of 24").wait_for("non-starters for us");
    terminal.wait_until("a dark ground", has_ground(DARK_GROUND));
}

#[test]
fn keys_typed_around_the_answer_are_all_taken_and_the_answer_is_not_typed() {
    let mut terminal = onrecord(&[]).with("COLORTERM", "truecolor").open();
    terminal.wait_for_the_question().keys("/non").keys(ANSWER_LIGHT).keys("starters");
    terminal.wait_for("/ nonstarters").wait_for("1 of 24").wait_until("a light ground", has_ground(LIGHT_GROUND));
}

#[test]
fn an_answer_that_comes_late_is_heard_and_not_typed() {
    let mut terminal = onrecord(&[]).with("COLORTERM", "truecolor").open();
    wait_for_the_corpus(&mut terminal);
    terminal.wait_until("a dark ground", has_ground(DARK_GROUND)).keys("/");
    // In pieces, with the end that other terminals use.
    for piece in ["\x1b]", "1", "1;rgb:f", "f/ff/ff", "\x07"] {
        terminal.keys(piece);
    }
    terminal.keys("nonstarters").wait_for("/ nonstarters").wait_for("1 of 24");
    terminal.wait_until("a light ground", has_ground(LIGHT_GROUND));
}

#[test]
fn a_theme_that_is_named_is_taken_and_the_terminal_is_not_asked() {
    for (name, ground) in [("dark", DARK_GROUND), ("light", LIGHT_GROUND), ("projector", "Rgb(255, 255, 255)")] {
        let mut terminal = onrecord(&["--theme", name]).with("COLORTERM", "truecolor").open();
        wait_for_the_corpus(&mut terminal);
        terminal.wait_until(name, has_ground(ground));
        assert!(!terminal.was_asked());
    }
    let output = Command::new(ONRECORD).args(["--theme", "sepia"]).output().expect("the program runs");
    let message = String::from_utf8(output.stderr).expect("text");
    assert!(message.contains("sepia") && message.contains("high-contrast"), "{message}");
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn a_terminal_with_fewer_colours_is_sent_only_those_it_has() {
    for (kind, ground) in [("xterm-256color", "Idx(234)"), ("linux", "Idx(0)"), ("vt220", "Idx(0)")] {
        let mut terminal = onrecord(&[]).with("TERM", kind).open();
        wait_for_the_corpus(&mut terminal);
        terminal.wait_until(kind, has_ground(ground));
        assert!(!terminal.formatted().contains("8;2;"), "{kind} mixes no colours");
        assert_eq!(terminal.was_asked(), kind != "linux", "the console of Linux would show the question");
    }
}

#[test]
fn where_the_locale_is_not_utf_8_everything_is_shown_in_ascii() {
    let is_ascii = |screen: &vt100::Screen| screen.contents().is_ascii();
    let mut terminal = onrecord(&[]).with("TERM", "linux").with("LC_ALL", "C").open();
    wait_for_the_corpus(&mut terminal);
    terminal.wait_until("ASCII alone", is_ascii).wait_for("NATO-Russia").wait_for("- Statements -");
    terminal.keys("/nonstarters\r").wait_for("1 of 24").wait_until("ASCII alone", is_ascii);
    terminal.keys("w").wait_for("wording 1 of").wait_until("ASCII alone", is_ascii).keys("qt").wait_for("1/1");
    terminal.wait_until("ASCII alone", is_ascii).keys(CONTROL_C).end();
    assert!(terminal.written().is_ascii());
}

#[test]
fn no_color_keeps_the_highlights_and_sends_no_colours() {
    let mut terminal = onrecord(&[]).with("NO_COLOR", "1").open();
    wait_for_the_corpus(&mut terminal);
    terminal.keys("/nonstarters\r").wait_for("1 of 24");
    assert!(!terminal.was_asked(), "the ground makes no difference");
    let formatted = terminal.formatted();
    assert!(
        formatted.contains("\x1b[7m") || formatted.contains("\x1b[1m") || formatted.contains(";7m"),
        "{formatted:?}"
    );
    for colour in 30..=37 {
        assert!(
            !formatted.contains(&format!("[{colour}m")) && !formatted.contains(&format!(";{colour}m")),
            "{formatted:?}"
        );
    }
}

#[test]
fn a_broken_file_is_shown_with_its_problems_and_opens_once_it_is_mended() {
    let folder = crate::support::folder();
    let good = include_str!("../../quotes.yaml");
    let broken = good.replacen("speaker: sherman", "speaker: shermann", 1);
    assert_ne!(good, broken);
    crate::support::file(&folder, "quotes.yaml", &broken);
    let mut terminal = onrecord(&[]).in_folder(folder.path()).open();
    terminal.wait_for("shermann").wait_for("did you mean").wait_for("quotes.yaml:");
    crate::support::file(&folder, "quotes.yaml", good);
    terminal.keys("r");
    wait_for_the_corpus(&mut terminal);
    // Broken again: what was open stays, and is found under the problems.
    crate::support::file(&folder, "quotes.yaml", &broken);
    terminal.keys("r").wait_for("did you mean").keys(ESCAPE);
    wait_for_the_corpus(&mut terminal);
}

#[test]
fn control_characters_in_a_corpus_never_reach_the_terminal() {
    let folder = crate::support::folder();
    let corpus = "speakers: { a: { name: \"A\\e[31m\\u009b5m\" } }\nstatements: [{ id: x, speaker: a, text: \"red \\e]0;title\\a \\e[2J word\" }]\n";
    let file = crate::support::file(&folder, "odd.yaml", corpus);
    let mut terminal = onrecord(&[file.to_str().expect("a path")]).open();
    terminal.wait_for("␛[2J").wait_for("␛]0;title␇").wait_for("A␛[31m").wait_for("1 statement");
}

#[test]
fn without_a_terminal_it_says_so_and_what_to_do() {
    let output = Command::new(ONRECORD).stdin(Stdio::null()).output().expect("the program runs");
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty());
    let message = String::from_utf8(output.stderr).expect("text");
    assert!(message.contains("not a terminal") && message.contains("onrecord check"), "{message}");
}

#[test]
fn a_terminal_that_can_show_no_screen_is_told_so() {
    let mut terminal = onrecord(&[]).with("TERM", "dumb").open();
    terminal.wait_for("TERM=dumb").wait_for("onrecord search");
    assert_eq!(terminal.end(), 2);
    assert!(!terminal.has_written("\x1b"), "nothing but words is sent");
}

#[test]
fn a_terminal_that_goes_away_ends_the_program_also_where_no_signal_tells() {
    for control in [true, false] {
        let code = onrecord(&[]).open_and_go_away("24 statements", control);
        // As after SIGHUP; or the drawing noticed it first, and failed.
        assert!([128 + 1, 2].contains(&code), "its own: {control}, {code}");
    }
}

#[test]
fn a_thousand_keys_at_once_are_answered_one_by_one() {
    let mut terminal = onrecord(&[]).open();
    wait_for_the_corpus(&mut terminal);
    // A single one that is lost leads elsewhere.
    terminal.keys(&format!("{}{}k", "j".repeat(10), "jk".repeat(495))).wait_for("10/24").keys("q").end();
}

/// Runs this very test program as a program that breaks in a chosen place.
fn breaking(place: &str) -> Terminal {
    let this = std::env::current_exe().expect("this test program");
    let command = shell_around("\"$THIS\" --exact terminal::a_program_that_breaks --ignored --nocapture");
    shell(&command).with("THIS", this.to_str().expect("a path")).with("ONRECORD_BREAKS_IN", place).open()
}

/// Not a test of its own: the program that `breaking` starts.
#[test]
#[ignore = "it is started by the tests below, in a terminal of its own"]
fn a_program_that_breaks() {
    let program = match std::env::var("ONRECORD_BREAKS_IN").as_deref() {
        Ok("update") => Program {
            update: |model: &mut Model, msg| {
                let breaks = matches!(&msg, Msg::Key(key) if key.shown() == "z");
                assert!(!breaks, "update broke");
                update(model, msg)
            },
            ..Program::default()
        },
        Ok("draw") => Program {
            draw: |model, frame| {
                assert!(model.messages.is_empty(), "draw broke");
                onrecord::ui::draw(model, frame);
            },
            ..Program::default()
        },
        Ok("search") => Program {
            search: |engine, request, is_stale| {
                assert!(!format!("{:?}", request.query).contains("\"z\""), "the search broke down");
                onrecord::search::Engine::search(engine, request, is_stale)
            },
            ..Program::default()
        },
        Ok("open") => Program { open: |_| panic!("the reader broke"), ..Program::default() },
        _ => return,
    };
    let (columns, lines) = size().expect("a terminal");
    let start = start(columns, lines, &CorpusChoice::BuiltIn);
    run(program, start, CorpusChoice::BuiltIn, Vec::new()).expect("the program runs");
}

#[test]
fn a_panic_in_update_gives_the_terminal_back_and_tells_what_broke() {
    let mut terminal = breaking("update");
    wait_for_the_corpus(&mut terminal);
    terminal.keys("z");
    assert_ended_with(&mut terminal, 101);
    assert!(terminal.shows("update broke"), "what broke stays on the screen");
}

#[test]
fn a_panic_while_drawing_gives_the_terminal_back_and_tells_what_broke() {
    let mut terminal = breaking("draw");
    wait_for_the_corpus(&mut terminal);
    // A key that does nothing says so in a message, and this program cannot draw one.
    terminal.keys("z");
    assert_ended_with(&mut terminal, 101);
    assert!(terminal.shows("draw broke"), "what broke stays on the screen");
}

#[test]
fn a_panic_in_the_search_is_told_and_the_program_goes_on() {
    let mut terminal = breaking("search");
    wait_for_the_corpus(&mut terminal);
    terminal.keys("/z").wait_for("The search broke: the search broke down");
    terminal.keys("\x15nonstarters\r").wait_for("1 of 24").keys("q");
    assert_ended_with(&mut terminal, 0);
}

#[test]
fn a_panic_in_the_reader_is_told_on_the_screen() {
    let mut terminal = breaking("open");
    terminal.wait_for("the reader broke").keys("q");
    assert_ended_with(&mut terminal, 0);
}

#[test]
fn a_burst_of_keys_is_taken_to_its_last_one() {
    let mut terminal = onrecord(&[]).open();
    terminal.wait_for("24 statements");
    // As a paste arrives from a terminal that does not mark pastes.
    terminal.keys(&format!("/{}\u{15}nonstarter\r", "a".repeat(3000)));
    terminal.wait_for("/ nonstarter").wait_for("of 24").keys("q").end();
}
