//! Bookmarks, notes, the queries used before, and where a corpus was left.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use onrecord::app::{Msg, Resuming, Screen, Start};
use onrecord::corpus::{CorpusChoice, OpenOptions};
use onrecord::terminal::Headless;

use crate::support::shell::shell;
use crate::support::terminal::{Terminal, onrecord as in_terminal, shell as shell_in_terminal};
use crate::support::{file, flowing_text, folder, press, search, start, text};

/// The program with the built-in corpus open, remembering in a folder.
fn remembering(state: &Path) -> Headless {
    opened(state, CorpusChoice::BuiltIn, Resuming::Whole)
}

fn opened(state: &Path, choice: CorpusChoice, resuming: Resuming) -> Headless {
    let start = Start { state_folder: Some(state.to_owned()), resuming, ..start(120, 40, &choice) };
    Headless::open(start, choice)
}

fn of_file(path: &Path) -> CorpusChoice {
    CorpusChoice::Paths(vec![path.to_owned()], OpenOptions::default())
}

/// A corpus of statements by one speaker, as ids and words.
fn corpus(statements: &[(&str, &str)]) -> String {
    let lines = statements.iter().map(|(id, words)| format!("  - {{ id: {id}, speaker: a, text: \"{words}\" }}\n"));
    format!("speakers: {{ a: {{ name: Ann }} }}\nstatements:\n{}", lines.collect::<String>())
}

fn message(program: &Headless) -> &str {
    program.model().messages.first().map_or("", |message| message.text.as_str())
}

/// The ids of the list.
fn listed(program: &Headless) -> Vec<&str> {
    let model = program.model();
    model.browse.results.hits.iter().map(|hit| model.record.corpus.statement(hit.statement).key()).collect()
}

fn selected(program: &Headless) -> &str {
    let hit = program.model().browse.selected().expect("a statement");
    program.model().record.corpus.statement(hit.statement).key()
}

fn query(program: &Headless) -> &str {
    program.model().browse.search_box.text()
}

/// The ids that are bookmarked on the disk, of all corpora.
fn on_disk(state: &Path) -> Vec<String> {
    let text = fs::read_to_string(state.join("bookmarks.json")).unwrap_or_else(|_| "{\"corpora\": []}".to_owned());
    let file: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let corpora = file["corpora"].as_array().expect("corpora").iter();
    let kept = corpora.flat_map(|corpus| corpus["kept"].as_array().expect("bookmarks"));
    kept.map(|bookmark| bookmark["id"].as_str().expect("an id").to_owned()).collect()
}

#[test]
fn a_bookmark_is_on_the_disk_before_the_status_line_says_so() {
    let state = folder();
    let mut program = remembering(state.path());
    search(&mut program, "nonstarters");
    press(&mut program, "m");
    assert_eq!(on_disk(state.path()), ["non-starters"]);
    assert!(message(&program).starts_with("Bookmarked"), "{}", message(&program));
    assert!(text(&program).contains("★ Wendy Sherman") && text(&program).contains("★ bookmarked"));
    press(&mut program, "m");
    assert!(message(&program).contains("m puts it back"));
    assert!(on_disk(state.path()).is_empty() && !text(&program).contains('★'));
    press(&mut program, "m q");
    let next = opened(state.path(), CorpusChoice::BuiltIn, Resuming::Fresh);
    assert_eq!(next.model().browse.bookmarks.statements().len(), 1);
}

#[test]
fn a_statement_is_bookmarked_wherever_it_is_selected() {
    for keys in ["m", "c m", "s m", "w m", "t m", "T L m", "c N a Enter"] {
        let (state, here) = (folder(), folder());
        let list = here.path().join("evening.talk.yaml").display().to_string().parse().expect("a list");
        let choice = CorpusChoice::BuiltIn;
        let start = Start { state_folder: Some(state.path().to_owned()), my_talk: list, ..start(120, 40, &choice) };
        let mut program = Headless::open(start, choice);
        search(&mut program, "nonstarters");
        press(&mut program, keys);
        assert_eq!(on_disk(state.path()), ["non-starters"], "{keys}");
    }
}

#[test]
fn a_bookmark_moves_nothing_that_is_being_read() {
    let state = folder();
    let mut program = remembering(state.path());
    program.happen(Msg::Resized(60, 12));
    press(&mut program, "c G");
    let read = |program: &Headless| match program.model().screens.last() {
        Some(Screen::Context(screen)) => screen.scroll,
        other => panic!("{other:?}"),
    };
    let scrolled = read(&program);
    press(&mut program, "m");
    assert_eq!(read(&program), scrolled);
    press(&mut program, "c");
    assert_ne!(read(&program), scrolled, "c leads back to the words");
    assert!(text(&program).contains("significant differences"), "{}", text(&program));
}

#[test]
fn a_message_that_one_line_cannot_hold_is_told_whole() {
    let here = folder();
    let state = here.path().join("a folder with a long name").join("in the place of which there is a file");
    fs::write(here.path().join("a folder with a long name"), "").expect("written");
    let mut program = remembering(&state);
    for (columns, lines) in [(120, 40), (50, 20)] {
        program.happen(Msg::Resized(columns, lines));
        press(&mut program, "m");
        let said = message(&program).to_owned();
        assert!(said.len() > 120 && said.contains("cannot make the folder"), "{said}");
        let pressed_together = |text: &str| text.split_whitespace().collect::<String>();
        assert!(pressed_together(&text(&program)).contains(&pressed_together(&said)), "{}", text(&program));
        press(&mut program, "j");
        assert!(!text(&program).contains("cannot make"));
    }
}

#[test]
fn marked_statements_are_bookmarked_together() {
    let state = folder();
    let mut program = remembering(state.path());
    press(&mut program, "m Down Space Down Space g Space m");
    assert_eq!((on_disk(state.path()).len(), message(&program)), (3, "Bookmarked: 2 statements."));
    press(&mut program, "m");
    assert!(on_disk(state.path()).is_empty() && message(&program).starts_with("3 bookmarks taken off"));
}

#[test]
fn a_note_is_written_shown_changed_and_comes_back_with_its_bookmark() {
    let state = folder();
    let mut program = remembering(state.path());
    search(&mut program, "nonstarters");
    press(&mut program, "N");
    assert!(matches!(program.model().screens[..], [Screen::Note(_)]));
    program.type_text("Ask who q? said no:");
    press(&mut program, "Enter");
    assert!(program.model().screens.is_empty() && text(&program).contains("★ Ask who q? said no:"));
    press(&mut program, "N Ctrl-U");
    program.type_text("never mind");
    press(&mut program, "Esc");
    assert!(text(&program).contains("★ Ask who"), "Esc leaves it as it was");
    press(&mut program, "m");
    assert!(message(&program).contains("puts both back"), "{}", message(&program));
    press(&mut program, "m");
    assert!(text(&program).contains("★ Ask who"), "{}", text(&program));
    press(&mut program, "N Ctrl-U Enter");
    assert!(text(&program).contains("★ bookmarked"), "{}", text(&program));
}

#[test]
fn bookmarks_alone_are_a_part_of_the_query() {
    let state = folder();
    let mut program = remembering(state.path());
    press(&mut program, "M");
    assert!(message(&program).contains("no bookmark yet") && query(&program).is_empty());
    search(&mut program, "nonstarters");
    press(&mut program, "m");
    search(&mut program, "\"commitment to de-escalate\"");
    press(&mut program, "m");
    search(&mut program, "sherman table");
    press(&mut program, "M");
    assert_eq!((query(&program), listed(&program)), ("is:bookmarked sherman table", vec!["non-starters"]));
    press(&mut program, "M");
    assert_eq!(query(&program), "sherman table");
    search(&mut program, "is:bookmarked");
    assert_eq!(listed(&program).len(), 2);
    // What is taken off stays in sight, so that it can be put back.
    press(&mut program, "m");
    assert_eq!((listed(&program).len(), on_disk(state.path()).len()), (2, 1));
    press(&mut program, "m t");
    let talk = crate::support::talk(&program);
    assert_eq!(talk.playlist.len(), 2);
    press(&mut program, "Esc");
    search(&mut program, "-is:bookmarked");
    assert_eq!(listed(&program).len(), 22);
}

#[test]
fn a_bookmark_survives_a_changed_corpus_and_is_lost_in_sight() {
    let (state, here) = (folder(), folder());
    let path = file(&here, "list.yaml", &corpus(&[("one", "No commitment to de-escalate."), ("two", "Yes.")]));
    let mut program = opened(state.path(), of_file(&path), Resuming::Whole);
    press(&mut program, "m Down m N");
    program.type_text("short");
    press(&mut program, "Enter");
    // Read again with other ids, and one statement gone.
    file(&here, "list.yaml", &corpus(&[("three", "no commitment to deescalate"), ("four", "Perhaps.")]));
    press(&mut program, "r M");
    assert_eq!(listed(&program), ["three"]);
    assert!(message(&program).contains("1 bookmark is lost; see B"), "{}", message(&program));
    press(&mut program, "B");
    let shown = flowing_text(&program);
    for wanted in ["found by its words, not as `one`", "lost: Ann", "Yes.", "Note: short", "1 lost"] {
        assert!(shown.contains(wanted), "{wanted}: {shown}");
    }
    press(&mut program, "Down c");
    assert!(message(&program).contains("not in the corpus any more"));
    // Lost ones are taken off by hand only, and come back as they were.
    press(&mut program, "d");
    assert_eq!(on_disk(state.path()), ["one"]);
    press(&mut program, "u");
    assert_eq!(on_disk(state.path()), ["one", "two"]);
    assert!(flowing_text(&program).contains("Note: short"));
    // The statement is back.
    file(&here, "list.yaml", &corpus(&[("one", "No commitment to de-escalate."), ("two", "Yes.")]));
    press(&mut program, "q r");
    assert_eq!((listed(&program).len(), program.model().browse.bookmarks.lost_count()), (2, 0));
}

#[test]
fn corpora_with_the_same_ids_are_not_taken_for_each_other() {
    let (state, here) = (folder(), folder());
    let paths = ["a.yaml", "b.yaml"].map(|name| file(&here, name, &corpus(&[("one", "Yes."), ("two", "No.")])));
    let mut program = opened(state.path(), of_file(&paths[0]), Resuming::Whole);
    press(&mut program, "m");
    search(&mut program, "yes");
    press(&mut program, "q");
    let other = opened(state.path(), of_file(&paths[1]), Resuming::Whole);
    assert!(other.model().browse.bookmarks.entries().is_empty());
    assert!(other.model().browse.history.is_empty() && query(&other).is_empty());
}

#[test]
fn queries_used_before_come_back_with_keys() {
    let state = folder();
    let mut program = remembering(state.path());
    for words in ["nonstarters", "sherman", "dialogue"] {
        search(&mut program, words);
    }
    press(&mut program, "/ Ctrl-U");
    program.type_text("comm");
    press(&mut program, "Ctrl-P Ctrl-P");
    assert_eq!((query(&program), listed(&program).len()), ("sherman", 8));
    press(&mut program, "Ctrl-N Ctrl-N");
    assert_eq!(query(&program), "comm", "what was typed comes back");
    press(&mut program, "Ctrl-N");
    assert!(message(&program).contains("no later query"));
    // The arrows do the same in an empty box, and move in the list where something is typed.
    press(&mut program, "Down");
    assert_eq!((query(&program), program.model().browse.list.selected), ("comm", 1));
    press(&mut program, "Esc / Ctrl-U Up Up Up Up");
    assert_eq!(query(&program), "nonstarters");
    press(&mut program, "Down");
    assert_eq!(query(&program), "sherman");
    program.type_text("x");
    press(&mut program, "Down");
    assert_eq!(query(&program), "shermanx", "it is changed: the arrows leave it alone");
    // Whoever moves in the list of an empty box stays there.
    press(&mut program, "Esc x g / Down Down Up");
    assert_eq!((query(&program), program.model().browse.list.selected), ("", 1));
    press(&mut program, "Esc");
    // And in the next run, through a list that is narrowed down.
    let mut next = remembering(state.path());
    press(&mut next, "/ Ctrl-R");
    next.type_text("nst");
    assert!(text(&next).contains("nonstarters") && !text(&next).contains("▌ sherman"));
    press(&mut next, "Enter");
    assert_eq!((query(&next), listed(&next)), ("nonstarters", vec!["non-starters"]));
    assert!(next.model().browse.searching);
}

#[test]
fn a_query_is_kept_when_it_is_used_and_not_at_each_key() {
    let state = folder();
    let mut program = remembering(state.path());
    press(&mut program, "/");
    program.type_text("nonst");
    press(&mut program, "Esc");
    assert!(!state.path().join("queries.json").exists());
    press(&mut program, "c Esc c");
    let kept = fs::read_to_string(state.path().join("queries.json")).expect("kept");
    assert_eq!(kept.matches("nonst").count(), 1, "{kept}");
    press(&mut program, "Esc /");
    program.type_text(" date:x");
    press(&mut program, "Enter");
    assert!(!fs::read_to_string(state.path().join("queries.json")).expect("kept").contains("date:x"));
}

#[test]
fn a_corpus_opens_as_it_was_left() {
    let state = folder();
    let mut program = remembering(state.path());
    press(&mut program, "1 Space Tab o");
    search(&mut program, "nato");
    press(&mut program, "Down Down < < <");
    let (rows, statement, area) = (listed(&program).len(), selected(&program).to_owned(), program.model().area);
    let detail = program.model().browse.layout(area).detail;
    assert!(rows > 3);
    press(&mut program, "q");
    let next = remembering(state.path());
    assert_eq!((query(&next), listed(&next).len(), selected(&next)), ("nato", rows, statement.as_str()));
    assert_eq!(next.model().browse.filters, program.model().browse.filters);
    assert_eq!(next.model().browse.sort, program.model().browse.sort);
    assert_eq!(next.model().browse.layout(area).detail, detail);
    assert!(message(&next).contains("As you left it"));
    for resuming in [Resuming::Fresh, Resuming::Not] {
        let fresh = opened(state.path(), CorpusChoice::BuiltIn, resuming);
        assert_eq!((query(&fresh), listed(&fresh).len()), ("", 24));
    }
    // A talk is something else: what it leaves is not kept.
    let mut talk = opened(state.path(), CorpusChoice::BuiltIn, Resuming::Not);
    search(&mut talk, "sherman");
    press(&mut talk, "q");
    assert_eq!(query(&remembering(state.path())), "nato");
}

#[test]
fn bookmarks_alone_are_shown_again_at_the_next_start() {
    let state = folder();
    let mut program = remembering(state.path());
    press(&mut program, "m Down Down m M Down q");
    let next = remembering(state.path());
    assert_eq!((query(&next), listed(&next).len()), ("is:bookmarked", 2));
    assert_eq!(selected(&next), selected(&program));
}

#[test]
fn a_filter_that_the_corpus_no_longer_has_is_left_out_and_told() {
    let (state, here) = (folder(), folder());
    let path = file(&here, "list.yaml", &corpus(&[("one", "Yes."), ("two", "Yes and no.")]));
    let mut program = opened(state.path(), of_file(&path), Resuming::Whole);
    press(&mut program, "1 Space Tab G q");
    let view = fs::read_to_string(state.path().join("views.json")).expect("kept");
    assert!(view.contains("\"two\"") && view.contains("speakers"), "{view}");
    let text = corpus(&[("one", "Yes.")]).replace("a:", "b:").replace("speaker: a", "speaker: b");
    file(&here, "list.yaml", &text);
    let next = opened(state.path(), of_file(&path), Resuming::Whole);
    let told = "Left out of the filters, as no longer in the corpus: the speaker a.";
    assert_eq!((selected(&next), next.model().browse.filters.is_empty(), message(&next)), ("one", true, told));
}

#[test]
fn damaged_files_are_set_aside_and_told() {
    let state = folder();
    for name in ["bookmarks.json", "queries.json", "views.json"] {
        fs::write(state.path().join(name), "garbage").expect("written");
    }
    let mut program = remembering(state.path());
    let told = flowing_text(&program);
    for name in ["bookmarks.json.damaged", "queries.json.damaged", "views.json.damaged"] {
        assert!(told.contains(name), "{name} is not told:\n{}", text(&program));
    }
    press(&mut program, "m");
    assert_eq!(on_disk(state.path()).len(), 1);
    for name in ["bookmarks.json", "queries.json", "views.json"] {
        let aside = state.path().join(format!("{name}.damaged"));
        assert_eq!(fs::read_to_string(aside).expect("set aside"), "garbage");
    }
}

#[test]
fn a_newer_file_is_left_alone_and_bookmarks_last_until_the_end() {
    let state = folder();
    let newer = "{\"version\": 9}";
    fs::write(state.path().join("bookmarks.json"), newer).expect("written");
    let mut program = remembering(state.path());
    press(&mut program, "m");
    assert!(message(&program).contains("until you quit") && message(&program).contains("newer"));
    assert!(text(&program).contains('★'));
    assert_eq!(fs::read_to_string(state.path().join("bookmarks.json")).expect("there"), newer);
}

#[test]
fn bookmarks_that_cannot_be_kept_are_kept_with_the_next_change() {
    let here = folder();
    let state = here.path().join("state");
    fs::write(&state, "no folder").expect("written");
    let mut program = remembering(&state);
    press(&mut program, "m");
    let error = program.model().messages.first().expect("a message");
    assert!(error.is_error && error.text.contains("until you quit"), "{}", error.text);
    assert_eq!(program.model().browse.bookmarks.statements().len(), 1);
    fs::remove_file(&state).expect("removed");
    press(&mut program, "Down m");
    assert_eq!(on_disk(&state).len(), 2);
}

const ESCAPE: &str = "\x1b";

/// The program in a terminal that remembers in this folder.
fn in_terminal_with(state: &Path) -> Terminal {
    let mut terminal = in_terminal(&["--fresh"]).with("ONRECORD_STATE", &state.display().to_string()).open();
    terminal.wait_for("24 statements").wait_for("Jens Stoltenberg");
    terminal
}

/// Waits until a message is gone: what is shown next is another one.
fn wait_for_no(terminal: &mut Terminal, words: &str) {
    terminal.wait_until("the message to go", |screen| !screen.contents().contains(words));
}

#[test]
fn two_open_programs_do_not_lose_each_others_bookmarks() {
    let state = folder();
    let (mut first, mut second) = (in_terminal_with(state.path()), in_terminal_with(state.path()));
    first.keys("/nonstarters\r").wait_for("1 of 24").keys("m").wait_for("Bookmarked");
    second.keys("m").wait_for("Bookmarked").keys("j");
    wait_for_no(&mut second, "Bookmarked");
    second.keys("m").wait_for("Bookmarked");
    first.keys("/\x15\"commitment to de-escalate\"\r").wait_for("4 other wordings").keys("m").wait_for("Bookmarked");
    first.keys("B").wait_for("take off").wait_for("4/4");
    assert_eq!(on_disk(state.path()).len(), 4);
}

#[test]
fn a_killed_program_leaves_what_it_said_to_be_kept() {
    let state = folder();
    let mut said = 0;
    for round in 0..6 {
        let mut terminal = in_terminal_with(state.path());
        for _ in 0..round {
            terminal.keys("j");
        }
        terminal.keys("N").wait_for("keeps it").keys(&format!("round {round}\r")).wait_for("with your note");
        said += 1;
        // Killed somewhere in the middle of further changes.
        terminal.keys("mmmm");
        let killed = Command::new("kill").args(["-9", &terminal.process().to_string()]).status().expect("kill");
        assert!(killed.success());
        terminal.end();
        let kept = on_disk(state.path()).len();
        // The last one may just have been taken off, or put back.
        assert!(kept == said || kept + 1 == said, "{kept} of {said}");
        said = kept;
    }
    let mut terminal = in_terminal_with(state.path());
    terminal.keys("jjjjjjm").wait_for("Bookmark");
    let left: Vec<PathBuf> =
        fs::read_dir(state.path()).expect("a folder").map(|entry| entry.expect("one").path()).collect();
    assert!(left.iter().all(|path| path.extension().is_some_and(|ending| ending == "json")), "{left:?}");
}

#[test]
fn signals_keep_how_the_corpus_was_left() {
    for signal in ["TERM", "HUP", "INT"] {
        let state = folder();
        let mut terminal = in_terminal_with(state.path());
        terminal.keys("/nonstarters\r").wait_for("1 of 24");
        Command::new("kill").args([&format!("-{signal}"), &terminal.process().to_string()]).status().expect("kill");
        terminal.end();
        let mut next = in_terminal(&[]).with("ONRECORD_STATE", &state.path().display().to_string()).open();
        next.wait_for("1 of 24").wait_for("As you left it").keys("q").end();
    }
}

#[test]
fn a_bookmark_of_the_last_moment_is_kept() {
    let state = folder();
    let mut terminal = in_terminal_with(state.path());
    terminal.keys("mq").end();
    assert_eq!(on_disk(state.path()).len(), 1);
}

#[test]
fn where_files_cannot_grow_the_program_goes_on_and_says_so() {
    let state = folder();
    // As on a full disk, a file can be made, but nothing written into it.
    let mut terminal = shell_in_terminal("trap '' XFSZ; ulimit -f 0; exec \"$ONRECORD\"")
        .with("ONRECORD_STATE", &state.path().display().to_string())
        .open();
    terminal.wait_for("24 statements").keys("m").wait_for("until you quit").wait_for("★");
    terminal.keys("j");
    wait_for_no(&mut terminal, "until you quit");
    terminal.keys("m").wait_for("until you quit").keys("B").wait_for("take off").keys(ESCAPE).wait_for("Speakers");
    terminal.keys("q").end();
    assert_eq!(fs::read_dir(state.path()).expect("a folder").count(), 0, "nothing half-done stays");
}

#[test]
fn bookmarks_are_found_and_listed_from_the_shell() {
    let (state, here) = (folder(), folder());
    let path = file(&here, "list.yaml", &corpus(&[("one", "No commitment."), ("two", "Yes."), ("three", "No.")]));
    let mut program = opened(state.path(), of_file(&path), Resuming::Whole);
    press(&mut program, "m N");
    program.type_text("to myself");
    press(&mut program, "Enter G m");
    let path = path.display().to_string();
    let run = |arguments: &[&str]| {
        let state = state.path().display().to_string();
        shell(&[arguments, &["-c", &path]].concat()).with("ONRECORD_STATE", &state).run()
    };
    let found = run(&["search", "is:bookmarked", "--template", "{id}"]);
    assert_eq!(found.out.split_whitespace().collect::<Vec<_>>(), ["one", "three"]);
    assert_eq!(run(&["search", "-is:bookmarked", "--template", "{id}"]).out.trim(), "two");
    let handout = here.path().join("handout.md").display().to_string();
    assert_eq!(run(&["talk", "is:bookmarked", "--handout", &handout]).code, Some(0));
    for format in ["yaml", "json", "markdown"] {
        assert!(!run(&["export", "is:bookmarked", "-f", format]).out.contains("to myself"), "{format}");
    }
    assert!(!fs::read_to_string(&handout).expect("a handout").contains("to myself"));
    let listed = run(&["bookmarks"]).out;
    assert!(listed.contains("Ann  one") && listed.contains("Note: to myself"), "{listed}");
    // One is gone: it is told, and still listed.
    file(&here, "list.yaml", &corpus(&[("three", "No.")]));
    let found = run(&["search", "is:bookmarked", "--template", "{id}"]);
    assert!(found.out.trim() == "three" && found.err.contains("1 bookmark is lost"), "{found:?}");
    let json: serde_json::Value = serde_json::from_str(&run(&["bookmarks", "-f", "json"]).out).expect("JSON");
    assert_eq!(json["bookmarks"][0]["found"], "lost");
    assert_eq!(json["bookmarks"][0]["note"], "to myself");
    assert_eq!(json["bookmarks"][1]["statement"], "three");
    assert!(run(&["bookmarks"]).out.contains("Ann  one, lost: neither the id nor the words"));
    file(&here, "list.yaml", &corpus(&[("tres", "No.")]));
    let listed = run(&["bookmarks"]).out;
    assert!(listed.contains("Ann  tres, found by its words; it was `three`"), "{listed}");
    assert!(run(&["bookmarks", "-f", "json"]).out.contains("\"found\": \"by-words\""));
    let all = shell(&["bookmarks", "--all"]).with("ONRECORD_STATE", &state.path().display().to_string()).answer();
    assert!(all.contains("list.yaml") && all.contains("Note: to myself"), "{all}");
    let none = shell(&["bookmarks"]).run();
    assert!(none.code == Some(1) && none.err.contains("no bookmark"), "{none:?}");
}
