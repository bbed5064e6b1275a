//! The palette, and sequences of keys.

use std::collections::BTreeSet;

use onrecord::action::{Action, Scope};
use onrecord::app::{Screen, Start};
use onrecord::corpus::{CorpusChoice, OpenOptions};
use onrecord::diagnostic::SourceText;
use onrecord::settings::Settings;
use onrecord::talk_list::ListFile;
use onrecord::terminal::Headless;

use crate::support::{file, flowing_text, folder, looks, onrecord, press, search, start, text};

/// Every place where actions mean something but the palette itself, and the keys that lead there.
const PLACES: &[(Scope, &str)] = &[
    (Scope::Browse, "j"),
    (Scope::SearchBox, "/ n o n"),
    (Scope::Context, "c"),
    (Scope::Session, "s"),
    (Scope::Wordings, "w"),
    (Scope::Overview, "v"),
    (Scope::Talk, "t"),
    (Scope::MyTalk, "T L"),
    (Scope::Bookmarks, "m B"),
    (Scope::NoteBox, "N"),
    (Scope::Queries, "/ c o s t Enter / Ctrl-R"),
    (Scope::Help, "?"),
    (Scope::HelpFilter, "? / t a l k"),
    (Scope::CopyAs, "Y"),
    (Scope::Problems, "r"),
];

/// A few statements, so that the program is opened quickly.
const CORPUS: &str = "speakers: { lee: { name: Ann Lee }, ng: { name: Bo Ng } }
sessions:
  council: { title: City council, date: 2025-03-03, participants: [lee, ng] }
  hearing: { title: Hearing, date: 2025-04-01, participants: [ng] }
sources:
  minutes: { title: Minutes, url: 'https://example.org/m', passages: [{ is: full, text: The bridge opens in May. It costs much. }] }
  paper: { title: The Paper, url: 'https://example.org/p', fidelity: report }
statements:
  - { id: bridge, speaker: lee, session: council, topics: [bridge], wordings: [{ source: minutes, text: The bridge opens in May. }, { source: paper, text: The bridge will open in May. }] }
  - { id: cost, speaker: ng, session: council, source: minutes, text: It costs much. }
  - { id: none, speaker: ng, session: hearing, source: paper, text: Nonsense. }
";

/// The program in one of these places.
fn program_in(scope: Scope, keys: &str, folder: &tempfile::TempDir) -> Headless {
    let text = if scope == Scope::Problems { "them: x\n" } else { CORPUS };
    let choice = CorpusChoice::Paths(vec![file(folder, "corpus.yaml", text)], OpenOptions::default());
    let list = folder.path().join("my-talk.talk.yaml");
    let _ = std::fs::remove_file(&list);
    let my_talk = list.to_str().expect("text").parse::<ListFile>().expect("a list");
    let mut program = Headless::open(Start { my_talk, ..start(120, 40, &choice) }, choice);
    press(&mut program, keys);
    assert_eq!(program.model().scope(), scope);
    program
}

fn open_palette(program: &mut Headless) {
    let key = program.model().keymap().shown(Action::Palette, program.model().scope()).expect("a key");
    press(program, &key);
}

/// What a person sees of it.
fn seen(program: &Headless) -> (String, Option<(u16, u16)>, bool) {
    (text(program), program.frame().1, program.has_quit())
}

#[test]
fn every_action_does_from_the_palette_what_its_key_does() {
    let folder = folder();
    let mut reached = BTreeSet::new();
    for (scope, keys) in PLACES {
        for action in Action::ALL.iter().filter(|action| **action != Action::Palette) {
            let mut by_name = program_in(*scope, keys, &folder);
            if !by_name.model().keymap().means(*action, *scope) {
                continue;
            }
            let key = by_name.model().keymap().shown(*action, *scope);
            open_palette(&mut by_name);
            by_name.type_text(action.name());
            press(&mut by_name, "Enter");
            if let Some(key) = key {
                let names = [("↑", "Up"), ("↓", "Down"), ("←", "Left"), ("→", "Right"), ("Del", "Delete")];
                let name = names.iter().fold(key, |key, (shown, name)| key.replace(shown, name));
                let mut by_key = program_in(*scope, keys, &folder);
                press(&mut by_key, &name);
                assert_eq!(seen(&by_name), seen(&by_key), "{action:?} ({name}) in {scope:?}");
            }
            reached.insert(*action);
        }
    }
    let left: Vec<_> = Action::ALL.iter().filter(|action| !reached.contains(action)).collect();
    assert_eq!(left, [&Action::Palette, &Action::Run]);
}

#[test]
fn the_palette_finds_by_a_word_what_can_be_done() {
    let mut program = onrecord(120, 40);
    press(&mut program, ":");
    let rows: Vec<String> = text(&program).lines().map(str::to_owned).collect();
    assert!(rows.iter().any(|row| row.contains("show the passage it stands in                     c │")), "{rows:?}");
    program.type_text("order");
    insta::assert_snapshot!(looks(&program));
    press(&mut program, "Enter");
    assert!(program.model().screens.is_empty());
    assert!(flowing_text(&program).contains("newest"), "{}", text(&program));
}

#[test]
fn the_palette_fits_a_small_terminal() {
    let mut program = onrecord(50, 20);
    press(&mut program, "t :");
    program.type_text("wording");
    insta::assert_snapshot!(text(&program));
}

#[test]
fn what_means_nothing_here_says_where_it_works() {
    let mut program = onrecord(120, 40);
    press(&mut program, ":");
    program.type_text("larger");
    assert!(flowing_text(&program).contains("in Talk"));
    press(&mut program, "Enter");
    assert!(flowing_text(&program).contains("`larger` does nothing here; it works in: Talk."));
    press(&mut program, "Esc");
    assert!(program.model().screens.is_empty());
}

#[test]
fn the_palette_shows_the_keys_in_force() {
    let mut program = with_keys("browse: { sort: [z z], none: [o] }");
    press(&mut program, ":");
    program.type_text("sort");
    assert!(text(&program).lines().any(|line| line.contains("change the order") && line.contains("z z")));
    press(&mut program, "Esc ? /");
    program.type_text("order");
    assert!(text(&program).lines().any(|line| line.contains("change the order") && line.contains("z z")));
}

#[test]
fn commands_from_the_palette_are_among_the_last_keys() {
    let mut program = onrecord(120, 40);
    press(&mut program, "F2 :");
    program.type_text("overview");
    press(&mut program, "Enter");
    assert!(matches!(program.model().screens.last(), Some(Screen::Overview(_))));
    assert!(flowing_text(&program).contains("overview who said how much"), "{}", text(&program));
}

fn with_keys(keymap: &str) -> Headless {
    let source = SourceText::new("config.yaml", format!("keymap: {{ {keymap} }}"));
    let (settings, problems) = Settings::read(&source, std::path::Path::new(""));
    assert_eq!(problems, []);
    Headless::open(Start { settings, ..start(120, 40, &CorpusChoice::BuiltIn) }, CorpusChoice::BuiltIn)
}

#[test]
fn where_a_key_is_bound_to_nothing_its_name_in_the_palette_is_told() {
    let mut program = with_keys("bookmarks: { none: [u] }, copy-as: { none: [Ctrl-S] }, browse: { none: [N] }");
    press(&mut program, "m");
    assert!(flowing_text(&program).contains("Bookmarked; :note writes a note on it."), "{}", text(&program));
    press(&mut program, "B d");
    assert!(flowing_text(&program).contains(":put-back puts back what was taken off here"), "{}", text(&program));
    press(&mut program, "Esc Y");
    assert!(flowing_text(&program).contains("write-file writes a file"), "{}", text(&program));
}

fn status(program: &Headless) -> String {
    text(program).lines().last().unwrap_or_default().trim().to_owned()
}

#[test]
fn a_sequence_that_is_begun_is_shown_and_can_be_given_up() {
    let mut program = with_keys("browse: { last: [g e], first: [g g] }");
    let selected = |program: &Headless| program.model().browse.list.selected;
    press(&mut program, "g");
    assert!(status(&program).starts_with("g …"), "{}", status(&program));
    press(&mut program, "Esc");
    assert!(!status(&program).starts_with("g …"));
    press(&mut program, "g e");
    assert_eq!(selected(&program), 23);
    press(&mut program, "g x");
    assert!(status(&program).starts_with("g x does nothing here"), "{}", status(&program));
    assert_eq!(selected(&program), 23);
    press(&mut program, "g g");
    assert_eq!(selected(&program), 0);
    press(&mut program, "g Ctrl-C");
    assert!(program.has_quit());
}

#[test]
fn in_a_box_a_sequence_begins_with_a_key_that_is_no_letter() {
    let mut program = with_keys("search-box: { accept: [Ctrl-X s] }");
    press(&mut program, "/ n Ctrl-X s");
    assert_eq!(program.model().scope(), Scope::Browse);
    press(&mut program, "/ Ctrl-X t");
    assert!(status(&program).contains("Ctrl-X t does nothing here"), "{}", status(&program));
    assert_eq!(program.model().browse.search_box.text(), "n");
}

#[test]
fn what_accepting_does_is_told_for_the_place_where_it_is_done() {
    let mut program = onrecord(120, 40);
    press(&mut program, "Y F1");
    let help = flowing_text(&program);
    assert!(help.contains("Enter copy it in the selected form"), "{help}");
    press(&mut program, "Esc Esc F2 N Enter");
    let shown = flowing_text(&program);
    assert!(shown.contains("keep the note") && !shown.contains("leave the box"), "{shown}");
}

#[test]
fn a_sentence_names_no_key_that_does_nothing() {
    let mut program = with_keys("browse: { none: [u, q, m] }");
    let said = |program: &Headless| program.model().messages.first().map_or("", |message| &message.text).to_owned();
    press(&mut program, "Esc");
    assert_eq!(said(&program), "Nothing to go back from; Ctrl-C quits.");
    press(&mut program, "B");
    assert_eq!(said(&program), "There is no bookmark yet; :bookmark makes one.");
    search(&mut program, "nato");
    press(&mut program, "x");
    assert_eq!(said(&program), "Query and filters cleared; :undo-clear brings them back.");
}

#[test]
fn help_tells_of_the_mouse_only_where_the_program_listens_to_it() {
    for (mouse, wanted) in [("true", true), ("false", false)] {
        let source = SourceText::new("config.yaml", format!("mouse: {mouse}"));
        let (settings, problems) = Settings::read(&source, std::path::Path::new(""));
        assert_eq!(problems, []);
        let start = Start { settings, ..Start::sized(120, 40, "built-in corpus") };
        let mut program = Headless::open(start, CorpusChoice::BuiltIn);
        press(&mut program, "? /");
        program.type_text("wheel");
        assert_eq!(flowing_text(&program).contains("scroll what is under it"), wanted);
    }
}
