//! My talk: adding statements, putting them in order, and what happens to the file.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use onrecord::app::{Msg, MyTalkScreen, Screen, Start};
use onrecord::corpus::CorpusChoice;
use onrecord::files::WriteError;
use onrecord::talk_list::{ListError, ListFile, read};
use onrecord::terminal::Headless;
use tempfile::TempDir;

use crate::support::shell::shell;
use crate::support::{file, flowing_text, folder, looks, press, search, start, talk, text};

const NAME: &str = "evening.talk.yaml";

/// The program with the built-in corpus, and its list in this folder.
fn program_in(folder: &TempDir, columns: u16, lines: u16) -> Headless {
    let my_talk = ListFile { name: "evening".to_owned(), path: folder.path().join(NAME) };
    let start = Start { my_talk, ..start(columns, lines, &CorpusChoice::BuiltIn) };
    Headless::open(start, CorpusChoice::BuiltIn)
}

fn path_in(folder: &TempDir) -> PathBuf {
    folder.path().join(NAME)
}

/// The ids in the file.
fn ids(path: &Path) -> Vec<String> {
    let list = ListFile { name: "evening".to_owned(), path: path.to_owned() };
    let (list, _) = read(&list).expect("a list").expect("a file");
    list.entries.into_iter().map(|entry| entry.id).collect()
}

/// What the status line says.
fn said(program: &Headless) -> &str {
    program.model().messages.first().map_or("", |message| &message.text)
}

fn list(program: &Headless) -> &MyTalkScreen {
    match program.model().screens.last() {
        Some(Screen::MyTalk(list)) => list,
        other => panic!("the list is not shown, but {other:?}"),
    }
}

/// A list of three statements, of which the corpus has two.
const THREE: &str = "title: An evening\nstatements:\n  # The opening.\n  - no-commitment\n  - { id: of-another-record, note: Ask them. }\n  - id: non-starters\n    note: Wait for the laugh.\n";

#[test]
fn a_statement_is_added_wherever_it_is_selected_and_said_to_be_once_it_is_on_the_disk() {
    let folder = folder();
    let mut program = program_in(&folder, 120, 40);
    search(&mut program, "nonstarters");
    press(&mut program, "T");
    assert_eq!(said(&program), "Added to evening as number 1; L shows it.");
    let path = path_in(&folder);
    assert_eq!(fs::read_to_string(&path).expect("a file"), "title: evening\nstatements:\n  - non-starters\n");
    press(&mut program, "T");
    assert_eq!(said(&program), "It is in evening already, as number 1 of 1.");
    // Each of these screens goes on to another statement first.
    for (number, keys) in [(2, "c p T"), (3, "s n n n n n T")] {
        press(&mut program, keys);
        assert_eq!(said(&program), format!("Added to evening as number {number}; L shows it."));
        press(&mut program, "Esc");
    }
    search(&mut program, "\"commitment to de-escalate\"");
    press(&mut program, "w T");
    assert!(said(&program).starts_with("Added to evening"), "{}", said(&program));
    press(&mut program, "Esc");
    search(&mut program, "kind:direct speaker:stoltenberg");
    press(&mut program, "t Right T");
    assert!(said(&program).starts_with("Added to evening"), "{}", said(&program));
    let shown = talk(&program);
    let on_stage = program.model().record.corpus.statement(shown.playlist[shown.at].statement).key().to_owned();
    let listed = ids(&path);
    assert_eq!((listed.len(), listed.last()), (5, Some(&on_stage)));
    assert_eq!(listed[3], "no-commitment");
}

#[test]
fn the_list_is_put_in_order_with_keys_and_the_selection_goes_along() {
    let folder = folder();
    let path = file(&folder, NAME, THREE);
    let mut program = program_in(&folder, 80, 24);
    press(&mut program, "L J");
    assert_eq!((said(&program), list(&program).cursor.selected), ("Now number 2 of 3.", 1));
    press(&mut program, "Shift-Down");
    assert_eq!(ids(&path), ["of-another-record", "non-starters", "no-commitment"]);
    press(&mut program, "J");
    assert_eq!(said(&program), "This is the last statement.");
    press(&mut program, "K Shift-Up K");
    assert_eq!((said(&program), list(&program).cursor.selected), ("This is the first statement.", 0));
    assert_eq!(fs::read_to_string(&path).expect("a file"), THREE, "there and back again changes nothing");
}

#[test]
fn the_list_opens_at_the_statement_that_was_selected() {
    let folder = folder();
    file(&folder, NAME, THREE);
    let mut program = program_in(&folder, 80, 24);
    search(&mut program, "nonstarters");
    for keys in ["L", "c L", "s L", "w L", "t L"] {
        press(&mut program, keys);
        assert_eq!(list(&program).cursor.selected, 2, "{keys}");
        press(&mut program, if keys == "L" { "Esc" } else { "Esc Esc" });
    }
}

#[test]
fn what_is_taken_out_can_be_put_back_with_its_note() {
    let folder = folder();
    let path = file(&folder, NAME, THREE);
    let mut program = program_in(&folder, 80, 24);
    press(&mut program, "L j d");
    assert_eq!((said(&program), ids(&path).len()), ("Taken out of evening; u puts it back.", 2));
    press(&mut program, "d");
    assert_eq!(ids(&path), ["no-commitment"]);
    press(&mut program, "u u");
    assert_eq!(fs::read_to_string(&path).expect("a file"), THREE);
    press(&mut program, "u");
    assert_eq!(said(&program), "Nothing was taken out here.");
}

#[test]
fn what_is_taken_out_comes_back_once_where_the_list_lies_over_itself() {
    let folder = folder();
    let path = file(&folder, NAME, THREE);
    let mut program = program_in(&folder, 80, 24);
    press(&mut program, "L t L g d u Esc Esc");
    assert_eq!(list(&program).hits.len(), 3);
    press(&mut program, "u");
    assert_eq!(said(&program), "Nothing was taken out here.");
    assert_eq!(ids(&path), ["no-commitment", "of-another-record", "non-starters"]);
}

#[test]
fn the_talk_begins_at_the_selected_statement_and_leaves_out_what_the_corpus_lacks() {
    let folder = folder();
    file(&folder, NAME, THREE);
    let mut program = program_in(&folder, 80, 24);
    press(&mut program, "L G t");
    assert_eq!((talk(&program).playlist.len(), talk(&program).at), (2, 1));
    press(&mut program, "Left Esc");
    assert_eq!(list(&program).cursor.selected, 0);
    press(&mut program, "j c");
    assert_eq!(said(&program), "This statement is not in the corpus that is open.");
    for (key, shown) in [("c", "Context"), ("s", "Session"), ("w", "Wordings")] {
        press(&mut program, &format!("g {key}"));
        assert!(text(&program).contains(shown), "{key}");
        press(&mut program, "Esc");
    }
    press(&mut program, "Esc");
    assert!(program.model().screens.is_empty());
}

#[test]
fn a_file_that_somebody_else_changed_is_read_again_and_not_overwritten() {
    let folder = folder();
    let path = file(&folder, NAME, THREE);
    let (mut one, mut other) = (program_in(&folder, 80, 24), program_in(&folder, 80, 24));
    press(&mut one, "L");
    search(&mut other, "speaker:stoltenberg kind:direct");
    press(&mut other, "T");
    assert_eq!(ids(&path).len(), 4);
    let added = ids(&path)[3].clone();
    press(&mut one, "J");
    assert_eq!(ids(&path), ["of-another-record", "no-commitment", "non-starters", added.as_str()]);
    assert_eq!(list(&one).hits.len(), 4);
    // The selected statement is gone from the file.
    file(&folder, NAME, "statements:\n  - non-starters\n");
    press(&mut one, "d");
    assert_eq!(said(&one), "`no-commitment` is no longer in evening; nothing was changed");
    press(&mut one, "r d");
    assert_eq!(ids(&path), Vec::<String>::new());
}

#[test]
fn a_broken_file_is_told_with_its_problems_and_stays_as_it_is() {
    let folder = folder();
    let broken = "statements:\n  - id: a\n    noet: b\n";
    let path = file(&folder, NAME, broken);
    let mut program = program_in(&folder, 120, 40);
    press(&mut program, "T");
    assert!(said(&program).ends_with("has 1 error; nothing was changed; L shows them"), "{}", said(&program));
    press(&mut program, "L");
    let shown = flowing_text(&program);
    assert!(shown.contains("did you mean `note`?") && shown.contains("r read again"), "{shown}");
    press(&mut program, "J");
    assert_eq!(fs::read_to_string(&path).expect("a file"), broken);
    file(&folder, NAME, THREE);
    press(&mut program, "r");
    assert_eq!(list(&program).hits.len(), 3);
}

#[test]
fn a_list_that_cannot_be_written_says_what_to_do() {
    let folder = folder();
    let my_talk = ListFile { name: "x".to_owned(), path: folder.path().join("no/such/x.yaml") };
    let start = Start { my_talk, ..start(120, 40, &CorpusChoice::BuiltIn) };
    let mut program = Headless::open(start, CorpusChoice::BuiltIn);
    press(&mut program, "T");
    assert!(
        said(&program).contains("no/such/x.yaml (there is no such folder); start with --list FILE"),
        "{}",
        said(&program)
    );
    // What the disk itself refuses cannot be brought about everywhere.
    let path = PathBuf::from("x.yaml");
    for (error, told) in [
        (WriteError::DiskFull { path: path.clone() }, "The disk is full: make room and try again"),
        (
            WriteError::Unwritable { path: path.clone(), error: ErrorKind::PermissionDenied.into() },
            "(permission denied)",
        ),
        (WriteError::IsThere { path }, "try again"),
    ] {
        press(&mut program, "g");
        program.happen(Msg::ListChanged(Err(ListError::Write(error))));
        assert!(said(&program).contains(told), "{}", said(&program));
    }
}

#[test]
fn the_list_as_it_is_drawn() {
    for (columns, lines) in [(50, 20), (80, 24), (120, 40)] {
        for (name, content) in [("my-talk", THREE), ("my-talk-empty", "")] {
            let folder = folder();
            file(&folder, NAME, content);
            let mut program = program_in(&folder, columns, lines);
            press(&mut program, "L j");
            // The folder has another name each time.
            let looks: String = looks(&program)
                .lines()
                .filter(|line| !line.contains(NAME) && !line.contains("/tmp") && !line.contains("The list is kept"))
                .map(|line| format!("{line}\n"))
                .collect();
            insta::assert_snapshot!(format!("{name}-{columns}x{lines}"), looks);
        }
    }
}

#[test]
fn a_list_is_shown_from_the_shell_and_a_folder_of_corpora_does_not_take_it_for_one() {
    let folder = folder();
    let path = file(&folder, NAME, THREE);
    file(&folder, "quotes.yaml", include_str!("../../quotes.yaml"));
    let list = path.to_str().expect("a path");
    let handout = folder.path().join("evening.md");
    let here = folder.path().to_str().expect("a path");
    let ran = shell(&["talk", "--list", list, "-c", here, "--handout", handout.to_str().expect("a path")]).run();
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(ran.err.contains("warning[unknown-statement]: there is no statement `of-another-record`"), "{}", ran.err);
    assert!(ran.err.contains(&format!("{NAME}:5:11")), "{}", ran.err);
    let handout = fs::read_to_string(handout).expect("a handout");
    assert!(handout.find("There was no commitment") < handout.find("non-starters for"), "{handout}");
    let ran = shell(&["talk", "--list", "nothing-here"]).run();
    assert_eq!(ran.code, Some(2));
    assert!(
        ran.err.contains("nothing-here.talk.yaml is not there") && ran.err.contains("`add-to-talk` adds"),
        "{}",
        ran.err
    );
    file(&folder, NAME, "statements:\n  - []\n");
    let ran = shell(&["talk", "--list", list]).run();
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains(":2:5"), "{}", ran.err);
    assert_eq!(shell(&["talk", "--list", ""]).run().code, Some(2));
    assert!(matches!(
        read(&ListFile { name: String::new(), path: folder.path().to_owned() }),
        Err(ListError::Unreadable { .. })
    ));
}
