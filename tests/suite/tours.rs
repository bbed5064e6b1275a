//! Tours: played without a terminal, in one, and stopped by a person.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use onrecord::action::{Action, Keymap, Scope};
use onrecord::app::{Moment, Msg, Start};
use onrecord::corpus::{CorpusChoice, OpenOptions};
use onrecord::talk_list::ListFile;
use onrecord::terminal::Headless;
use onrecord::tour::{BUILT_IN, Step, Tour};

use crate::support::shell::shell;
use crate::support::terminal::onrecord as in_terminal;
use crate::support::{file, flowing_text, folder, looks, press, start, tour, ways_to};

/// The program with a tour that is about to begin.
fn touring(text: &str) -> Headless {
    let start = Start { tour: Some(tour(text)), ..Start::sized(80, 24, "built-in corpus") };
    Headless::open(start, CorpusChoice::BuiltIn)
}

/// A corpus in which every action has something to do: a statement that waits for a review, with an address.
const OF_ALL: &str = "
speakers: { ann: { name: Ann }, bob: { name: Bob } }
sessions: { hall: { title: Hall, date: 2024, participants: [ann, bob] } }
sources: { minutes: { title: Minutes, url: 'https://example.org/1', fidelity: transcript, passages: [{ text: A quagga ran. }, { text: Yes. }] } }
statements:
  - { id: a, speaker: unattributed, session: hall, kind: direct, source: minutes, text: A quagga ran., review: { candidates: [ann, bob] } }
  - { id: b, speaker: ann, session: hall, kind: direct, source: minutes, text: Yes. }
";

/// A folder with a corpus and a list for a talk, and the program on a tour of it that presses these keys.
fn touring_in_a_folder(steps: Vec<Step>) -> (tempfile::TempDir, Headless) {
    let folder = folder();
    let quotes = file(&folder, "quotes.yaml", OF_ALL);
    let list = file(&folder, "list.talk.yaml", "statements: [a, b]\n");
    let choice = CorpusChoice::Paths(vec![quotes], OpenOptions::default());
    let my_talk = ListFile { name: "list".to_owned(), path: list };
    let start = Start { tour: Some(Tour { title: None, steps }), my_talk, ..start(120, 40, &choice) };
    (folder, Headless::open(start, choice))
}

/// Every file of a folder with what is in it.
fn contents(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    entries.map(|path| (path.clone(), fs::read(path).expect("a file"))).collect()
}

fn keys(text: &str) -> Step {
    Step::Keys(text.split(' ').map(|key| key.parse().expect("a key")).collect())
}

/// The ways to every place where keys are pressed.
fn ways() -> impl Iterator<Item = (Scope, &'static str)> {
    let first = |scope: &Scope| Some((*scope, *ways_to(*scope).first()?));
    Scope::ALL.iter().filter_map(first).chain([(Scope::Problems, "E"), (Scope::Everywhere, "g")])
}

#[test]
fn whatever_keys_a_tour_presses_it_leaves_files_and_clipboard_alone() {
    let keymap = Keymap::built_in();
    let mut done = BTreeSet::new();
    for (scope, way) in ways() {
        for binding in keymap.in_scope(scope) {
            let mut steps = vec![keys(way)];
            if scope == Scope::FileName {
                steps.push(keys("Ctrl-U"));
                steps.push(Step::Type("written.txt".to_owned()));
            }
            steps.push(Step::Keys(binding.keys.clone()));
            // What opens a box is taken to its end.
            steps.push(keys("Enter"));
            let (folder, mut program) = touring_in_a_folder(steps);
            let before = contents(folder.path());
            program.play();
            let what = format!("{} after {way}", binding.action.name());
            assert!(program.model().player.is_none(), "{what}: it is not over");
            assert!(contents(folder.path()) == before, "{what}: a file is changed, written or gone");
            assert!(!Path::new("written.txt").exists(), "{what}: a file is written");
            assert_eq!(program.copied(), None, "{what}");
            done.insert(binding.action);
        }
    }
    let left: Vec<&Action> = Action::ALL.iter().filter(|action| !done.contains(action)).collect();
    assert!(left.is_empty(), "these are tried nowhere: {left:?}");
}

#[test]
fn what_a_tour_leaves_undone_is_said_and_the_tour_goes_on() {
    for wanted in ["y", "T", "O", "e", "a", "A", "D", "P Enter", "Ctrl-Z", "Y Enter", "L J", "L d"] {
        let (_folder, mut program) = touring_in_a_folder(vec![keys(wanted), Step::Pause(Duration::from_secs(60))]);
        pass(&mut program, 30.0);
        let text = flowing_text(&program);
        assert!(text.contains("Not in a tour: it reaches no file"), "{wanted}: {text}");
        assert!(program.model().player.is_some(), "{wanted}");
    }
}

/// Lets so much time pass, in all the steps the program asks for.
fn pass(program: &mut Headless, seconds: f64) {
    let end = Moment(Duration::from_secs_f64(seconds));
    while let Some(due) = program.model().deadline().filter(|due| *due <= end) {
        program.happen(Msg::Tick(due));
    }
}

#[test]
fn the_built_in_tour_plays_to_its_end_in_a_minute() {
    let mut program = touring(BUILT_IN);
    let mut last = Moment::default();
    while let Some(due) = program.model().deadline() {
        let shown = flowing_text(&program);
        let is_seen = program.model().awaited_text().is_some_and(|text| shown.contains(&*text));
        program.happen(if is_seen { Msg::Seen(last) } else { Msg::Tick(due) });
        last = last.max(due.min(Moment(Duration::from_secs(600))));
    }
    let message = program.model().messages.first().expect("it says that it has ended");
    assert!(!message.is_error, "{}", message.text);
    let seconds = last.0.as_secs();
    assert!((45..=75).contains(&seconds), "{seconds} seconds");
}

#[test]
fn a_tour_presses_types_waits_and_says() {
    let mut program =
        touring("steps: [{ say: Look here }, { keys: / }, { type: nonst }, { pause: 5 }, { keys: Enter }]");
    pass(&mut program, 2.0);
    let text = flowing_text(&program);
    assert!(text.contains("Look here") && text.contains("Space pauses"), "{text}");
    assert!(text.contains("1 of 24 statements"), "{text}");
    assert!(program.model().browse.searching);
    pass(&mut program, 60.0);
    assert!(!program.model().browse.searching);
    assert!(program.model().player.is_none());
    assert!(flowing_text(&program).contains("The tour has ended; the keys are yours."));
}

#[test]
fn space_holds_a_tour_and_lets_it_go_on() {
    let mut program = touring("steps: [{ say: Look }, { pause: 5 }, { keys: v }, { pause: 5 }]");
    pass(&mut program, 1.0);
    press(&mut program, "Space");
    assert_eq!(program.model().deadline(), None, "nothing waits for a time while it is held");
    assert!(flowing_text(&program).contains("Space goes on"));
    press(&mut program, "Space");
    pass(&mut program, 6.0);
    assert!(flowing_text(&program).contains("Overview"));
}

#[test]
fn any_other_key_hands_the_program_back() {
    let mut program = touring("steps: [{ pause: 5 }, { keys: v }]");
    pass(&mut program, 1.0);
    press(&mut program, "q");
    assert!(!program.has_quit(), "the first key only ends the tour");
    assert!(program.model().player.is_none());
    press(&mut program, "q");
    assert!(program.has_quit());
    let mut program = touring("steps: [{ pause: 5 }]");
    press(&mut program, "Ctrl-C");
    assert!(program.has_quit(), "what leaves the program leaves it at once");
}

#[test]
fn a_text_that_never_comes_ends_the_tour_and_says_so() {
    let mut program = touring("steps: [{ wait-for: zeppelin }, { keys: v }]");
    pass(&mut program, 60.0);
    assert!(flowing_text(&program).contains("The tour waited for “zeppelin” in vain"));
    assert!(program.model().screens.is_empty());
}

#[test]
fn the_last_keys_are_shown_with_what_they_did() {
    let start = Start { show_keys: true, ..Start::sized(80, 24, "built-in corpus") };
    let mut program = Headless::open(start, CorpusChoice::BuiltIn);
    press(&mut program, "j /");
    program.type_text("non");
    press(&mut program, "Enter");
    insta::assert_snapshot!(looks(&program));
    press(&mut program, "F2");
    assert!(program.model().key_cast.is_none());
    assert!(!flowing_text(&program).contains("leave the box"));
}

#[test]
fn a_caption_has_room_of_its_own() {
    let mut program =
        touring("steps: [{ say: 'Who said what, where, and through whom it reached us.' }, { pause: 1 }]");
    pass(&mut program, 0.5);
    insta::assert_snapshot!(looks(&program));
}

#[test]
fn a_tour_plays_in_a_terminal_and_a_key_ends_it() {
    let folder = folder();
    let path = file(
        &folder,
        "tour.yaml",
        "steps: [{ wait-for: 24 statements }, { say: Look here }, { keys: v }, { pause: 600 }]",
    );
    let mut terminal = in_terminal(&["play", path.to_str().expect("a path")]).open();
    terminal.wait_for("Look here").wait_for("Overview");
    terminal.keys("j").wait_for("The tour has ended");
    // Back from the overview, and out.
    terminal.keys("qq");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn a_tour_with_problems_is_told_and_the_terminal_left_alone() {
    let folder = folder();
    let path = file(&folder, "tour.yaml", "steps:\n  - keys: Entre\n");
    let ran = shell(&["play", path.to_str().expect("a path")]).run();
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("error[bad-value]: `Entre` is no key"), "{}", ran.err);
    assert!(ran.err.contains("tour.yaml:2:11"), "{}", ran.err);
}

#[test]
fn pictures_are_drawn_without_a_terminal() {
    let folder = folder();
    let tour = file(&folder, "tour.yaml", "steps: [{ keys: v }, { picture: overview }, { pause: 1 }]");
    let out = folder.path().join("pictures");
    let name = |path: &Path| path.to_str().expect("a path").to_owned();
    let arguments = ["render", "--tour", &name(&tour), "--size", "60x20", "--out", &name(&out)];
    assert_eq!(shell(&arguments).run().code, Some(0));
    let names: Vec<String> = fs::read_dir(&out)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    assert_eq!(names, ["overview.svg"]);
    let tour = file(&folder, "tour.yaml", "steps: [{ wait-for: zeppelin }]");
    let ran = shell(&["render", "--tour", &name(&tour), "--out", &name(&out)]).run();
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("waited for “zeppelin” in vain"), "{}", ran.err);
    assert_eq!(shell(&["render", "--size", "wide", "--out", &name(&out)]).run().code, Some(2));
    assert_eq!(shell(&["render", "--no-mouse", "--out", &name(&out)]).run().code, Some(2), "there is no mouse");
}

#[test]
fn the_pictures_of_the_documentation_show_the_program_as_it_is() {
    let folder = folder();
    let out = folder.path().to_str().expect("a path");
    let arguments = ["render", "--tour", "docs/pictures.yaml", "--size", "120x32", "--out", out];
    assert!(shell(&arguments).command().current_dir(".").status().expect("the program runs").success());
    for entry in fs::read_dir("docs/pictures").expect("the pictures") {
        let kept = entry.expect("an entry").path();
        let drawn = folder.path().join(kept.file_name().expect("a name"));
        assert!(
            fs::read(&kept).ok() == fs::read(&drawn).ok(),
            "{} is old; draw it anew: cargo run -- render --tour docs/pictures.yaml --size 120x32 --out docs/pictures",
            kept.display()
        );
    }
}

#[test]
fn a_tour_that_is_held_is_as_patient_afterwards() {
    let mut program = touring("steps: [{ wait-for: never to be seen }, { say: after }]");
    pass(&mut program, 5.0);
    press(&mut program, "Space");
    let hold = Moment(Duration::from_secs(60));
    press(&mut program, "Space");
    program.happen(Msg::Tick(hold));
    assert!(program.model().player.is_some(), "{:?}", program.model().messages);
    pass(&mut program, 79.0);
    assert!(program.model().player.is_some());
    pass(&mut program, 81.0);
    assert!(program.model().player.is_none());
}
