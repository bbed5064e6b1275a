//! Editing in the person's editor, and reading what changes on the disk, in a real terminal.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::support::terminal::{Terminal, onrecord, shell};
use crate::support::{file, folder};

const ESCAPE: &str = "\x1b";
const CONTROL_C: &str = "\x03";

const QUOTES: &str = "\
speakers:
  ann: { name: Ann Arbor }
  bob: { name: Bob Berlin }
statements:
  - { id: bridge, speaker: ann, date: 2024-05-02, text: We will build the bridge. }
  # The one that matters.
  - { id: cost, speaker: bob, date: 2024-05-01, text: It will cost too much. }
";

/// A program in a folder, to be found under its name.
fn program_in(folder: &Path, name: &str, script: &str) -> PathBuf {
    let path = folder.join(name);
    fs::write(&path, format!("#!/bin/sh\n{script}\n")).expect("a script");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("it can be run");
    path
}

/// The program with a corpus and an editor of this name that does this; `$QUOTES` is the corpus.
fn with_editor(folder: &tempfile::TempDir, name: &str, script: &str) -> Terminal {
    let editor = program_in(folder.path(), name, script);
    let quotes = file(folder, "quotes.yaml", QUOTES);
    let line = "echo before; \"$ONRECORD\" quotes.yaml; echo \"exit=$?\"; stty -a";
    let mut terminal = shell(line)
        .with("VISUAL", &format!("'{}'", editor.display()))
        .with("QUOTES", quotes.to_str().expect("a path"))
        .with("SAID", folder.path().join("said").to_str().expect("a path"))
        .in_folder(folder.path())
        .open();
    terminal.wait_for("Ann Arbor").wait_for("2 statements");
    terminal
}

fn said(folder: &tempfile::TempDir) -> String {
    fs::read_to_string(folder.path().join("said")).unwrap_or_default()
}

/// It goes on as if nothing had been, and gives the terminal back at the end.
fn assert_ends_well(terminal: &mut Terminal) {
    terminal.keys("q").wait_for("exit=0").wait_for("icanon");
    assert!(!terminal.shows("-icanon") && !terminal.shows("-echo "), "the terminal is as it was");
    terminal.end();
    terminal.assert_given_back();
}

#[test]
fn the_editor_opens_at_the_line_of_the_statement_and_what_it_saves_is_read() {
    let folder = folder();
    let script = "echo \"$1 $2\" > \"$SAID\"; printf 'the editor is here'; read line\n\
                  sed -i 's/too much/a fortune/' \"$QUOTES\"";
    let mut terminal = with_editor(&folder, "vi", script);
    terminal
        .keys("je")
        .wait_for("the editor is here")
        .wait_until("its own screen", |screen| !screen.alternate_screen());
    assert_eq!(said(&folder), "+7 ./quotes.yaml\n");
    terminal.keys("q for the editor\r").wait_for("It will cost a fortune").wait_for("2/2").wait_for("2 statements");
    assert_ends_well(&mut terminal);
}

#[test]
fn an_editor_that_breaks_leaves_the_screen_whole_and_a_message() {
    let folder = folder();
    let mut terminal = with_editor(&folder, "vi", "stty raw -echo; printf '\\033[?1000h\\033[?1049h'; kill -9 $$");
    terminal.keys("e").wait_for("`vi` failed").wait_for("Ann Arbor").wait_for("2 statements");
    assert_ends_well(&mut terminal);
}

#[test]
fn an_editor_that_is_not_there_is_told_with_what_to_do() {
    let folder = folder();
    let quotes = file(&folder, "quotes.yaml", QUOTES);
    let mut terminal = onrecord(&[quotes.to_str().expect("a path")]).with("VISUAL", "no-such-editor -x").open();
    terminal.wait_for("2 statements").keys("e").wait_for("There is no program `no-such-editor`").wait_for("Ann Arbor");
    terminal.keys("/fortune").wait_for("Nothing found").keys(CONTROL_C).end();
    terminal.assert_given_back();
}

#[test]
fn control_c_in_the_editor_does_not_end_the_program() {
    let folder = folder();
    let editor = program_in(folder.path(), "vi", "printf 'the editor is here'; read line");
    let quotes = file(&folder, "quotes.yaml", QUOTES);
    let quotes = quotes.to_str().expect("a path");
    let mut terminal = onrecord(&[quotes]).with("VISUAL", editor.to_str().expect("a path")).open();
    terminal.wait_for("2 statements").keys("e").wait_for("the editor is here").keys(CONTROL_C);
    terminal.wait_for("`vi` failed").wait_for("2 statements").keys("q");
    assert_eq!(terminal.end(), 0);
    terminal.assert_given_back();
}

#[test]
fn an_editor_with_a_window_leaves_the_screen_as_it_is() {
    let folder = folder();
    let script = "echo \"$@\" > \"$SAID\"; echo over the screen; sed -i 's/too much/a fortune/' \"$QUOTES\"";
    let mut terminal = with_editor(&folder, "code", script);
    terminal.keys("je").wait_for("It will cost a fortune");
    assert_eq!(said(&folder), "--goto ./quotes.yaml:7\n");
    assert!(!terminal.shows("over the screen"));
    assert_ends_well(&mut terminal);
}

#[test]
fn what_cannot_be_edited_is_told_with_what_to_do() {
    let mut terminal = onrecord(&[]).open();
    terminal.wait_for("24 statements").keys("e").wait_for("built-in corpus cannot be changed");
    terminal.wait_for("onrecord export -o quotes.yaml").keys("q").end();
}

#[test]
fn a_file_that_changes_is_read_and_the_same_statement_stays_selected() {
    let folder = folder();
    let quotes = file(&folder, "quotes.yaml", QUOTES);
    let mut terminal = onrecord(&[quotes.to_str().expect("a path")]).open();
    terminal.wait_for("2 statements").keys("j").wait_for("2/2");
    let one_more = "statements:\n  - { id: first, speaker: ann, text: We meet. }\n";
    file(&folder, "quotes.yaml", &QUOTES.replace("statements:\n", one_more));
    terminal.wait_for("3 statements").wait_for("Read again: 3 statements.").wait_for("3/3");
    // As editors do: another file takes the place of this one.
    fs::rename(&quotes, folder.path().join("quotes.yaml~")).expect("away");
    let new = file(&folder, "new", &QUOTES.replace("too much", "a fortune"));
    fs::rename(new, &quotes).expect("there again");
    terminal.wait_for("It will cost a fortune").wait_for("2/2").keys("q").end();
}

#[test]
fn a_broken_file_is_told_below_the_last_good_state_until_it_is_mended() {
    let folder = folder();
    let quotes = file(&folder, "quotes.yaml", QUOTES);
    let mut terminal = onrecord(&[quotes.to_str().expect("a path")]).open();
    terminal.wait_for("2 statements").keys("c").wait_for("Context");
    file(&folder, "quotes.yaml", &QUOTES.replace("speaker: ann", "speaker: anne"));
    terminal.wait_for("! E shows 1 error in quotes.yaml").wait_for("Context").wait_for("We will build the bridge");
    terminal.keys(ESCAPE).wait_for("2 statements").keys("E").wait_for("did you mean `ann`");
    // What is shown follows the file.
    file(&folder, "quotes.yaml", &QUOTES.replace("speaker: bob", "speaker: bobb"));
    terminal.wait_for("did you mean `bob`").keys(ESCAPE).wait_for("! E shows 1 error").keys("E").wait_for("`bobb`");
    file(&folder, "quotes.yaml", QUOTES);
    terminal.wait_for("2 statements").wait_until("no problem", |screen| !screen.contents().contains("1 error"));
    terminal.keys("E").wait_for("Nothing is wrong with the files").keys("q").end();
}

#[test]
fn a_talk_is_not_disturbed_by_a_broken_file() {
    let folder = folder();
    let quotes = file(&folder, "quotes.yaml", QUOTES);
    let mut terminal = onrecord(&[quotes.to_str().expect("a path")]).open();
    terminal
        .wait_for("2 statements")
        .keys("t")
        .wait_until("a slide", |screen| screen.contents().contains("1/2") && !screen.contents().contains("Statements"));
    file(&folder, "quotes.yaml", "statements: [\n");
    // Longer than a change waits to be read.
    while !terminal.stays_silent(Duration::from_millis(1500)) {}
    assert!(terminal.shows("1/2") && !terminal.shows("error") && !terminal.shows("Statements"));
    terminal.keys(ESCAPE).wait_for("! E shows 1 error").keys("q").end();
}

#[test]
fn a_file_that_goes_away_is_told_once_it_stays_away() {
    let folder = folder();
    let quotes = file(&folder, "quotes.yaml", QUOTES);
    let mut terminal = onrecord(&[quotes.to_str().expect("a path")]).open();
    terminal.wait_for("2 statements");
    fs::remove_file(&quotes).expect("away");
    terminal.wait_for("! E shows 1 error in quotes.yaml").wait_for("Ann Arbor");
    file(&folder, "quotes.yaml", QUOTES);
    terminal.wait_for("Read again").keys("q").end();
}

#[test]
fn a_storm_of_changes_leaves_the_keys_alive_and_ends_on_the_last_content() {
    let folder = folder();
    let quotes = file(&folder, "quotes.yaml", QUOTES);
    let mut terminal = onrecord(&[quotes.to_str().expect("a path")]).open();
    terminal.wait_for("2 statements");
    std::thread::scope(|scope| {
        let writer = scope.spawn(|| {
            // A hundred in a second, written in place: whoever reads meets half a file now and then.
            for number in 0..300 {
                fs::write(&quotes, QUOTES.replace("too much", &format!("{number} coins"))).expect("written");
                std::thread::sleep(Duration::from_millis(10));
            }
        });
        let mut rounds = 0;
        while !writer.is_finished() || rounds == 0 {
            terminal.keys("/bridge\r").wait_for("/ bridge").wait_for("1 of 2 statements").keys("x");
            terminal.wait_until("everything", |screen| {
                let text = screen.contents();
                text.contains("2 statements") && !text.contains("1 of 2")
            });
            rounds += 1;
        }
        assert!(rounds > 5, "{rounds} searches in three seconds");
    });
    terminal.wait_for("It will cost 299 coins").keys("q").end();
}

#[test]
fn a_program_that_watches_a_file_is_idle() {
    let folder = folder();
    let quotes = file(&folder, "quotes.yaml", QUOTES);
    let mut terminal = onrecord(&[quotes.to_str().expect("a path")]).open();
    terminal.wait_for("2 statements");
    file(&folder, "quotes.yaml", &QUOTES.replace("too much", "a fortune"));
    terminal.wait_for("a fortune");
    terminal.assert_idle();
}

#[test]
fn a_new_statement_is_written_in_the_editor_and_selected_once_it_is_in_the_file() {
    let folder = folder();
    let script =
        "echo \"$1\" > \"$SAID\"; cp \"$2\" \"$SAID.draft\"; sed -i 's/^    text:$/    text: It is open./' \"$2\"";
    let mut terminal = with_editor(&folder, "vi", script);
    // The speaker is the one that is filtered by.
    terminal.keys("1 ").wait_for("1 of 2").keys("a").wait_for("Added to quotes.yaml: it-is-open.");
    terminal.wait_for("2 of 3").wait_for("2/2").wait_for("“It is open.”");
    let draft = fs::read_to_string(folder.path().join("said.draft")).expect("a draft");
    assert!(draft.contains("    speaker: ann\n"), "{draft}");
    let place = draft.lines().position(|line| line == "    text:").expect("a place for the words") + 1;
    assert_eq!(said(&folder), format!("+{place}\n"));
    let text = fs::read_to_string(folder.path().join("quotes.yaml")).expect("there");
    assert_eq!(text, format!("{QUOTES}  - id: it-is-open\n    speaker: ann\n    text: It is open.\n"));
    assert_ends_well(&mut terminal);
}

#[test]
fn a_draft_with_problems_is_kept_and_written_on() {
    let folder = folder();
    let script = "if [ -e \"$SAID\" ]; then sed -i 's/speaker: annn/speaker: ann/' \"$2\"; else\n\
                  sed -i 's/^    text:$/    text: It is open./; s/speaker:$/speaker: annn/' \"$2\"; fi; echo \"$2\" >> \"$SAID\"";
    let mut terminal = with_editor(&folder, "vi", script);
    terminal.keys("a").wait_for("Problems of what you wrote").wait_for("did you mean `ann`").wait_for("It is kept in");
    let kept = PathBuf::from(said(&folder).trim());
    assert!(fs::read_to_string(&kept).expect("kept").contains("It is open."));
    assert_eq!(fs::read_to_string(folder.path().join("quotes.yaml")).expect("there"), QUOTES);
    terminal.keys("e").wait_for("Added to quotes.yaml: it-is-open.").wait_for("3 statements");
    assert!(!kept.exists(), "a draft that is in the file is gone");
    assert_ends_well(&mut terminal);
}

#[test]
fn a_draft_that_could_not_be_added_is_gone_on_with_and_told_at_the_end() {
    let folder = folder();
    let script =
        "sed -i 's/^    text:$/    text: It is open./; s/speaker:$/speaker: annn/' \"$2\"; echo \"$2\" >> \"$SAID\"";
    let mut terminal = with_editor(&folder, "vi", script);
    terminal.keys("a").wait_for("Problems of what you wrote").keys("q").wait_for("2 statements").keys("a");
    terminal.wait_for("Problems of what you wrote").keys("qq");
    terminal.wait_for("A new statement is in no file yet; it is kept in").wait_for("exit=0");
    let files = said(&folder);
    let files: Vec<&str> = files.lines().collect();
    assert_eq!((files.len(), files[0]), (2, files[1]), "the same file is opened again");
    assert!(fs::read_to_string(files[0]).expect("kept").contains("It is open."));
    fs::remove_file(files[0]).expect("removed");
    terminal.end();
}

#[test]
fn a_template_that_is_left_as_it_is_adds_nothing() {
    let folder = folder();
    let mut terminal = with_editor(&folder, "vi", "echo \"$2\" >> \"$SAID\"");
    terminal.keys("a").wait_for("Nothing was written, so nothing is added.").wait_for("2 statements");
    assert!(!PathBuf::from(said(&folder).trim()).exists());
    assert_eq!(fs::read_to_string(folder.path().join("quotes.yaml")).expect("there"), QUOTES);
    assert_ends_well(&mut terminal);
}

#[test]
fn a_draft_is_written_in_a_window_while_the_corpus_stays_on_the_screen() {
    let folder = folder();
    let script = "echo \"$1 $2\" > \"$SAID\"; sed -i 's/^    text:$/    text: It is open./; s/speaker:$/speaker: bob/' \"${3%:*}\"";
    let mut terminal = with_editor(&folder, "code", script);
    terminal.keys("a").wait_for("Added to quotes.yaml: it-is-open.").wait_for("3 statements");
    assert_eq!(said(&folder), "--wait --goto\n");
    assert_ends_well(&mut terminal);
}

#[test]
fn a_tour_opens_no_editor() {
    let folder = folder();
    let quotes = file(&folder, "quotes.yaml", QUOTES);
    let tour = file(&folder, "tour.yaml", "steps:\n  - wait-for: 2 statements\n  - keys: e\n  - pause: 60\n");
    let mut terminal = onrecord(&["play", tour.to_str().expect("a path")])
        .with("ONRECORD_CORPUS", quotes.to_str().expect("a path"))
        .with("VISUAL", "vi")
        .open();
    terminal
        .wait_for("Not in a tour: it reaches no file, no clipboard, no browser and no editor.")
        .keys(CONTROL_C)
        .end();
    terminal.assert_given_back();
}
