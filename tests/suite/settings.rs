//! The settings file, as the program uses it.

use crate::support::shell::shell;
use crate::support::{file, folder, terminal};

const COUNCIL: &str = "speakers:\n  lee: { name: Ann Lee }\nstatements:\n  - { id: bridge, speaker: lee, date: 2025-03-03, by: editor, text: The bridge will open in May. }\n";

#[test]
fn a_corpus_is_opened_by_the_name_that_the_settings_give_it() {
    let folder = folder();
    file(&folder, "council.yaml", COUNCIL);
    let config = file(&folder, "config.yaml", "corpora:\n  council: council.yaml\n");
    let config = config.to_str().expect("text");
    let found = |arguments: &[&str]| shell(arguments).with("ONRECORD_CONFIG", config).run();
    assert!(found(&["search", "bridge", "-c", "@council"]).out.contains("The bridge will open in May."));
    assert_eq!(found(&["check", "@council"]).code, Some(0));
    let in_variable = shell(&["list", "speakers"]).with("ONRECORD_CONFIG", config).with("ONRECORD_CORPUS", "@council");
    assert!(in_variable.answer().contains("Ann Lee"));
}

#[test]
fn a_name_that_there_is_not_is_told_with_those_that_may_be_meant() {
    let folder = folder();
    let config = file(&folder, "config.yaml", "theme: drak\ncorpora:\n  council: council.yaml\n");
    let config = config.to_str().expect("text");
    for arguments in [&["search", "bridge", "-c", "@counsil"][..], &["@counsil"], &["check", "@counsil"]] {
        let ran = shell(arguments).with("ONRECORD_CONFIG", config).run();
        assert_eq!(ran.code, Some(2), "{ran:?}");
        assert!(
            ran.err.contains("there is no corpus @counsil") && ran.err.contains("did you mean @council?"),
            "{ran:?}"
        );
        assert!(ran.err.contains("`theme` cannot be `drak`"), "{ran:?}");
    }
    let ran = shell(&["search", "bridge", "-c", "@council"]).run();
    assert!(ran.err.contains("onrecord config path"), "{ran:?}");
}

#[test]
fn the_program_starts_with_a_broken_settings_file_and_says_so() {
    let folder = folder();
    let config = file(&folder, "config.yaml", "theme: drak\nmouse: maybe\n");
    let mut terminal = terminal::onrecord(&[]).with("ONRECORD_CONFIG", config.to_str().expect("text")).open();
    terminal.wait_for("Settings file: 2 errors: see `onrecord config check`");
    terminal.keys("q");
    assert_eq!(terminal.end(), 0);
}
