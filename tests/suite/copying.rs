//! Copying, marking, writing into files, and opening sources.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use onrecord::action::{Action, Scope};
use onrecord::app::{Clipboard, Effect, Msg, NotCopied, Screen, Start, update};
use onrecord::corpus::CorpusChoice;
use onrecord::export::Format;
use onrecord::settings::Settings;
use onrecord::talk_list::ListFile;
use onrecord::terminal::Headless;

use crate::support::terminal::onrecord as in_terminal;
use crate::support::{file, flowing_text, folder, onrecord, onrecord_with, press, search, start, text};

/// What the status line says.
fn said(program: &Headless) -> &str {
    program.model().messages.first().map_or("", |message| &message.text)
}

/// The keys of the statements that are chosen.
fn chosen(program: &Headless) -> Vec<String> {
    let corpus = &program.model().record.corpus;
    program.model().chosen().iter().map(|hit| corpus.statement(hit.statement).key().to_owned()).collect()
}

const NON_STARTERS: &str = "“We were basically saying to the Russians: some of the things you put on the table are non-starters for us.” — Wendy Sherman, Deputy Secretary of State (United States). NATO–Russia Council, Brussels, 12 January 2022. Stoltenberg: real risk of conflict, NATO–Russia talks end, The Quint [direct; report]";

#[test]
fn a_statement_is_copied_with_its_citation_from_every_screen_that_has_one() {
    for keys in ["", " c", " s", " w", " t"] {
        let mut program = onrecord(120, 40);
        search(&mut program, "nonstarters");
        press(&mut program, format!("{keys} y").trim());
        let copied = program.copied().expect("something");
        assert!(copied.starts_with(NON_STARTERS) && copied.contains(" https://"), "{keys}: {copied}");
        assert!(!copied.ends_with('\n'));
        assert_eq!(said(&program), "Copied to the clipboard: 1 statement with its citation.", "{keys}");
    }
}

#[test]
fn what_is_copied_is_the_wording_that_is_shown_with_what_it_is_worth() {
    let mut program = onrecord(120, 40);
    search(&mut program, "no commitment to de-escalate");
    press(&mut program, "w G y");
    let copied = program.copied().expect("something").to_owned();
    assert!(copied.contains("[direct; reworded, unverified]"), "{copied}");
    press(&mut program, "g y");
    assert_ne!(program.copied().expect("something"), copied);
}

#[test]
fn the_form_that_is_copied_at_once_can_be_another() {
    let choice = CorpusChoice::BuiltIn;
    let template = Some("{speaker}: {text} ({status})".parse().expect("a template"));
    let bare = Some("{text}".parse().expect("a template"));
    for (copy, citation, wanted, words) in [
        (Format::Markdown, None, "> “We were", "1 statement as markdown."),
        (Format::Markdown, template, "Wendy Sherman: We were", "1 statement in your own layout."),
        (
            Format::Text,
            bare,
            "We were basically",
            "in your own layout, which does not say what the words are worth (direct; report).",
        ),
    ] {
        let settings = Settings { copy, citation, ..Settings::default() };
        let mut program = Headless::open(Start { settings, ..start(120, 40, &choice) }, CorpusChoice::BuiltIn);
        search(&mut program, "nonstarters");
        press(&mut program, "y");
        assert!(program.copied().is_some_and(|text| text.contains(wanted)), "{:?}", program.copied());
        assert!(said(&program).contains(words), "{}", said(&program));
    }
}

#[test]
fn every_format_can_be_picked_by_typing_its_name() {
    for format in Format::ALL {
        let mut program = onrecord(120, 40);
        search(&mut program, "nonstarters");
        press(&mut program, "Y");
        program.type_text(format.name());
        press(&mut program, "Enter");
        assert!(program.model().screens.is_empty(), "{}", format.name());
        assert!(program.copied().is_some_and(|text| text.contains("non-starters")), "{}", format.name());
    }
}

#[test]
fn the_list_of_forms_is_filtered_and_left_like_help() {
    let mut program = onrecord(80, 24);
    press(&mut program, "Y");
    program.type_text("spreadsheet");
    assert!(flowing_text(&program).contains("Copy 1 statement as") && flowing_text(&program).contains("csv"));
    assert!(!flowing_text(&program).contains("bibtex"));
    program.type_text("q");
    assert!(flowing_text(&program).contains("No form has this name."));
    press(&mut program, "Enter");
    assert_eq!((said(&program), program.copied()), ("No form has this name.", None));
    press(&mut program, "Ctrl-U Down Down Esc");
    assert!(program.model().screens.is_empty());
    assert_eq!(program.copied(), None);
}

#[test]
fn marks_are_kept_while_the_list_changes_and_dropped_by_a_step_back() {
    let mut program = onrecord(120, 40);
    search(&mut program, "nonstarters");
    press(&mut program, "Space");
    search(&mut program, "speaker:stoltenberg");
    press(&mut program, "o");
    press(&mut program, "Space");
    let marked = chosen(&program);
    assert_eq!(marked.len(), 2, "{marked:?}");
    assert!(marked.contains(&"non-starters".to_owned()));
    assert!(text(&program).contains("2 marked"), "{}", text(&program));
    press(&mut program, "r");
    assert_eq!(chosen(&program), marked);
    press(&mut program, "y");
    assert!(program.copied().is_some_and(|text| text.split("\n\n").count() == 2), "{:?}", program.copied());
    // The selected statement is chosen again, and the query stays.
    press(&mut program, "Esc");
    assert_eq!(chosen(&program).len(), 1);
    assert!(!text(&program).contains("marked") && text(&program).contains("speaker:stoltenberg"));
}

#[test]
fn a_range_is_marked_from_here_to_there_and_taken_back_step_by_step() {
    let mut program = onrecord(120, 40);
    press(&mut program, "Down V Down Down");
    assert!(text(&program).contains("3 marked, to here"), "{}", text(&program));
    assert_eq!(chosen(&program).len(), 3);
    press(&mut program, "V Down Down V k");
    assert_eq!(chosen(&program).len(), 5, "a range upward: the two between are marked as well");
    press(&mut program, "Esc");
    assert_eq!(chosen(&program).len(), 3);
    press(&mut program, "Esc");
    assert_eq!(chosen(&program).len(), 1);
}

#[test]
fn a_range_follows_its_beginning_into_another_order_or_ends_without_it() {
    let mut program = onrecord(120, 40);
    search(&mut program, "speaker:sherman");
    let first = chosen(&program);
    press(&mut program, "V o");
    assert_eq!(chosen(&program), first, "the same statement is selected, and begins the range");
    search(&mut program, "speaker:stoltenberg");
    assert!(!program.model().browse.marks.is_ranging());
}

#[test]
fn a_range_that_is_begun_goes_on_when_the_files_are_read_again() {
    for query in ["", "speaker:sherman"] {
        let mut program = onrecord(120, 40);
        search(&mut program, query);
        press(&mut program, "Down V Down r Down");
        assert_eq!(chosen(&program).len(), 3, "{query}");
    }
}

#[test]
fn marked_statements_are_copied_in_the_order_of_the_list() {
    let mut program = onrecord(120, 40);
    press(&mut program, "Down Down Space g Space");
    let corpus = &program.model().record.corpus;
    let listed: Vec<&str> =
        program.model().browse.results.hits.iter().map(|hit| corpus.statement(hit.statement).key()).collect();
    assert_eq!(chosen(&program), [listed[0], listed[2]]);
}

#[test]
fn all_marked_statements_are_added_to_a_talk_at_once() {
    let folder = folder();
    let path = folder.path().join("evening.talk.yaml");
    let my_talk = ListFile { name: "evening".to_owned(), path: path.clone() };
    let choice = CorpusChoice::BuiltIn;
    let mut program = Headless::open(Start { my_talk, ..start(120, 40, &choice) }, choice);
    press(&mut program, "T V Down Down T");
    assert_eq!(said(&program), "2 statements added to evening as numbers 2–3; L shows them.");
    press(&mut program, "T");
    assert_eq!(said(&program), "It is in evening already, as number 3 of 3.");
    assert_eq!(fs::read_to_string(path).expect("a list").matches("\n  - ").count(), 3);
}

#[test]
fn statements_are_written_into_a_file_that_is_not_there_yet() {
    let folder = folder();
    let there = file(&folder, "there.md", "mine");
    let mut program = onrecord(120, 40);
    search(&mut program, "nonstarters");
    press(&mut program, "Y");
    program.type_text("markdown");
    press(&mut program, "Ctrl-S");
    assert!(flowing_text(&program).contains("File: statements.md"), "{}", text(&program));
    press(&mut program, "Ctrl-U");
    program.type_text(&there.display().to_string());
    press(&mut program, "Enter");
    assert!(said(&program).ends_with("is there already and stays as it is; choose another name."));
    assert_eq!(fs::read_to_string(&there).expect("a file"), "mine");
    press(&mut program, "Ctrl-U");
    program.type_text(&folder.path().join("new.md").display().to_string());
    press(&mut program, "Enter");
    assert!(program.model().screens.is_empty() && said(&program).starts_with("Wrote 1 statement as markdown to "));
    let written = fs::read_to_string(folder.path().join("new.md")).expect("a file");
    assert!(written.starts_with("> “We were") && written.ends_with('\n'), "{written}");
}

#[test]
fn a_file_without_a_name_or_a_folder_is_told() {
    let mut program = onrecord(120, 40);
    press(&mut program, "Y Ctrl-S Ctrl-U Enter");
    assert_eq!(said(&program), "A file needs a name.");
    program.type_text("/no/such/folder/x.txt");
    press(&mut program, "Enter");
    assert!(
        said(&program).contains("Cannot write /no/such/folder/x.txt: there is no such folder."),
        "{}",
        said(&program)
    );
    press(&mut program, "Esc Esc");
    assert!(program.model().screens.is_empty());
}

#[test]
fn what_could_not_be_copied_is_told_with_a_way_out() {
    let mut program = onrecord(120, 40);
    let outcome = Err(NotCopied::TooLong { bytes: 80_000, most: 74_994 });
    program.happen(Msg::Copied { what: "9 statements".to_owned(), outcome });
    assert_eq!(
        said(&program),
        "Nothing was copied: 80000 bytes are more than a terminal takes for its clipboard (74994). Y Ctrl-S writes a file."
    );
    press(&mut program, "g");
    program.happen(Msg::Copied { what: "9 statements".to_owned(), outcome: Ok(Clipboard::Terminal) });
    assert_eq!(said(&program), "Sent to the terminal for its clipboard (OSC 52), if it allows that: 9 statements.");
}

/// A corpus whose source has this address.
fn with_address(address: &str) -> String {
    format!(
        "speakers: {{ ann: {{ name: Ann Lee }} }}\nsources: {{ log: {{ title: The log{address} }} }}\nstatements: [{{ id: one, speaker: ann, source: log, text: We met. }}]\n"
    )
}

#[test]
fn only_addresses_of_the_web_are_opened() {
    let folder = folder();
    for (address, wanted) in [
        (", url: 'https://example.org/log'", "https://example.org/log (there is no desktop here to open it)"),
        (", url: 'HTTP://example.org'", "HTTP://example.org (there is no desktop here to open it)"),
        (
            ", url: 'file:///etc/passwd'",
            "Only web addresses are opened (http, https), and this is none: file:///etc/passwd",
        ),
        (
            ", url: 'javascript:alert(1)'",
            "Only web addresses are opened (http, https), and this is none: javascript:alert(1)",
        ),
        (
            ", url: 'https://example.org/a b'",
            "Only web addresses are opened (http, https), and this is none: https://example.org/a b",
        ),
        ("", "“The log” has no address."),
    ] {
        let file = file(&folder, "one.yaml", &with_address(address));
        let mut program = onrecord_with(120, 40, &file);
        press(&mut program, "O");
        assert_eq!(said(&program), wanted);
    }
}

#[test]
fn nothing_is_copied_or_opened_where_nothing_is_selected() {
    let mut program = onrecord(120, 40);
    search(&mut program, "qqqq");
    for keys in ["y", "Y", "O", "T", "Space"] {
        press(&mut program, keys);
        assert_eq!(said(&program), "No statement is selected.", "{keys}");
    }
}

#[test]
fn every_screen_with_a_statement_has_the_keys_for_it() {
    let program = onrecord(120, 40);
    let keymap = program.model().keymap();
    for scope in [Scope::Browse, Scope::Context, Scope::Session, Scope::Wordings, Scope::Talk, Scope::MyTalk] {
        for action in [Action::Copy, Action::CopyAs, Action::OpenSource] {
            assert!(keymap.shown(action, scope).is_some(), "{scope:?} {action:?}");
        }
    }
}

#[test]
fn copying_asks_for_one_effect_and_does_nothing_itself() {
    let choice = CorpusChoice::BuiltIn;
    let mut model = onrecord::app::Model::new(start(120, 40, &choice));
    let _ = update(&mut model, Msg::Loaded(Box::new(onrecord::corpus::open(&choice))));
    let effects = update(&mut model, Msg::Key("y".parse().expect("a key")));
    assert!(matches!(effects.as_slice(), [Effect::Copy(writing)] if writing.hits.len() == 1), "{effects:?}");
    assert!(model.messages.is_empty() && !matches!(model.screens.last(), Some(Screen::CopyAs(_))));
}

#[test]
fn a_terminal_without_a_desktop_is_asked_for_its_clipboard() {
    let plain = "\x1b]52;c;4oCc";
    for (variable, value, wanted) in [
        ("LANG", "C", plain.to_owned()),
        ("TMUX", "/tmp/tmux-0/default,1,0", format!("{plain}*\x1bPtmux;\x1b\x1b]52;c;4oCc")),
        ("STY", "1.pts-0.host", format!("\x1bP{plain}")),
    ] {
        let mut terminal = in_terminal(&[]).with(variable, value).open();
        terminal.wait_for("24 statements").keys("y").wait_for("Sent to the terminal for its clipboard");
        for part in wanted.split('*') {
            assert!(terminal.has_written(part), "{variable}: {part:?}");
        }
        terminal.keys("q").end();
    }
}

#[test]
fn a_desktop_that_does_not_answer_leaves_it_to_the_terminal() {
    let mut terminal = in_terminal(&[]).with("DISPLAY", ":4711").open();
    terminal.wait_for("24 statements").keys("y").wait_for("Sent to the terminal for its clipboard");
    assert!(terminal.has_written("\x1b]52;c;"));
    terminal.keys("q").end();
}

#[test]
fn the_desktop_opens_a_source_and_its_chatter_stays_off_the_screen() {
    let folder = folder();
    let opener = file(&folder, "xdg-open", "#!/bin/sh\necho chatter; echo more >&2\necho \"$1\" >> \"$0.said\"\n");
    fs::set_permissions(&opener, fs::Permissions::from_mode(0o755)).expect("set");
    let path = format!("{}:{}", folder.path().display(), std::env::var("PATH").unwrap_or_default());
    let corpus = file(&folder, "one.yaml", &with_address(", url: 'https://example.org/$(id)'"));
    let mut terminal =
        in_terminal(&[&corpus.display().to_string()]).with("PATH", &path).with("DISPLAY", ":4711").open();
    terminal.wait_for("1 statement").keys("O").wait_for("Opened https://example.org/$(id)");
    assert!(!terminal.shows("chatter"));
    assert_eq!(fs::read_to_string(folder.path().join("xdg-open.said")).expect("called"), "https://example.org/$(id)\n");
    terminal.keys("q").end();
}
