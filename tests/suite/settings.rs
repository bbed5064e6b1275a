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

#[test]
fn the_settings_file_is_checked_as_a_corpus_is() {
    let folder = folder();
    let check = |text: &str, format: &str| {
        let config = file(&folder, "config.yaml", text);
        shell(&["config", "check", "-f", format]).with("ONRECORD_CONFIG", config.to_str().expect("text")).run()
    };
    let good = check("theme: light\n", "text");
    assert_eq!((good.code, good.out.ends_with("config.yaml: no problems\n")), (Some(0), true), "{good:?}");
    let bad = check("theme: lihgt\nkeymap:\n  browse: { sort: [Entr] }\n", "text");
    assert_eq!(bad.code, Some(1));
    for wanted in ["config.yaml:1:8", "did you mean `light`?", "config.yaml:3:20", "did you mean `Enter`?", "2 errors"]
    {
        assert!(bad.out.contains(wanted), "{wanted}: {}", bad.out);
    }
    let away = check("corpora:\n  here: .\n  away: [., not-there.yaml]\n", "text");
    assert_eq!(away.code, Some(0));
    assert!(away.out.contains("@away: there is no file or folder"), "{away:?}");
    assert!(away.out.contains("config.yaml:3:13") && away.out.contains("1 warning"), "{away:?}");
    let told = check("theme: lihgt\n", "json");
    let report: serde_json::Value = serde_json::from_str(&told.out).expect("JSON");
    assert_eq!((&report["problems"][0]["code"], &report["problems"][0]["line"]), (&"bad-value".into(), &1.into()));
    let other = file(&folder, "other.yaml", "mouse: false\n");
    assert_eq!(shell(&["config", "check", other.to_str().expect("text")]).run().code, Some(0));
    let missing = shell(&["config", "check"]).with("ONRECORD_CONFIG", "/not/there.yaml").run();
    assert_eq!(missing.code, Some(2), "{missing:?}");
    assert!(missing.out.contains("cannot read /not/there.yaml"));
}

#[test]
fn what_is_in_force_is_shown_with_where_it_comes_from() {
    let folder = folder();
    let config =
        file(&folder, "config.yaml", "# mine\ntheme: light\nmouse: perhaps\nkeymap: { browse: { sort: [S] } }\n");
    let config = config.to_str().expect("text");
    let ran = shell(&["config", "show"]).with("ONRECORD_CONFIG", config).run();
    assert_eq!(ran.code, Some(0));
    for wanted in [
        format!("theme: light # {config}:2\n"),
        format!("mouse: true # {config}:3, as far as it can be used\n"),
        "copy: citation # as it comes\n".to_owned(),
        "    sort: [\"S\", \"o\"] # changed\n".to_owned(),
        "    search: [\"/\"]\n".to_owned(),
    ] {
        assert!(ran.out.contains(&wanted), "{wanted}: {}", ran.out);
    }
    assert!(ran.err.contains("1 error in the settings file"), "{}", ran.err);
    let path = shell(&["config", "path"]).with("ONRECORD_CONFIG", config).run();
    assert_eq!((path.code, path.out.trim(), &*path.err), (Some(0), config, ""));
    let written = file(&folder, "default.yaml", &shell(&["config", "default"]).answer());
    assert_eq!(shell(&["config", "check", written.to_str().expect("text")]).run().code, Some(0));
}

#[test]
fn the_settings_file_decides_looks_and_keys() {
    let folder = folder();
    let config = file(
        &folder,
        "config.yaml",
        "theme: light\nroles: { ground: '#102030' }\nkeymap: { browse: { overview: [z v] } }\n",
    );
    let mut terminal = terminal::onrecord(&[])
        .with("ONRECORD_CONFIG", config.to_str().expect("text"))
        .with("COLORTERM", "truecolor")
        .open();
    terminal.wait_for("24 statements");
    assert!(!terminal.was_asked(), "the theme is named");
    terminal.wait_until("the ground", |screen| {
        screen.cell(20, 60).is_some_and(|cell| cell.bgcolor() == vt100::Color::Rgb(0x10, 0x20, 0x30))
    });
    terminal.keys("z").wait_for("z …");
    terminal.keys("v").wait_for("Overview");
    terminal.keys("q:quit\r");
    assert_eq!(terminal.end(), 0);
}
