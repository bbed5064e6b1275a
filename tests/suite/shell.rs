//! The subcommands, as a shell runs them.

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::process::{Command, Stdio};

use crate::support::shell::shell;
use crate::support::terminal::shell as terminal_around;
use crate::support::{file, folder};

#[test]
fn search_finds_what_the_search_box_finds_and_says_who_said_it() {
    insta::assert_snapshot!(shell(&["search", "nonstarters"]).answer());
}

#[test]
fn words_of_a_query_may_be_several_arguments_and_options_stand_anywhere() {
    let ids = |arguments: &[&str]| shell(arguments).run().out;
    let template = ["--template", "{id}"];
    let whole = ids(&["search", "nato -expand", "--template", "{id}"]);
    assert!(whole.lines().count() > 1, "{whole}");
    assert_eq!(whole, ids(&["search", "nato", "-expand", template[0], template[1]]));
    assert_eq!(whole, ids(&["search", template[0], template[1], "-expand", "nato"]));
    assert_eq!(whole, ids(&["search", template[0], template[1], "--", "-expand", "nato"]));
    assert_eq!(ids(&["search", "-n1", "nato", "--template", "{id}"]).lines().count(), 1);
    assert_eq!(ids(&["search", "nato", "-n", "1", "--template", "{id}"]).lines().count(), 1);
    // An exclusion that begins like an option of one letter.
    assert_eq!(shell(&["search", "nato", "-nuclear"]).run().code, Some(0));
}

#[test]
fn the_exit_code_tells_found_from_not_found_from_failed() {
    for (arguments, code) in [
        (&["search", "commitment"][..], 0),
        (&["search", "zeppelin"], 1),
        (&["search", "speker:sherman"], 2),
        (&["search", "x", "-c", "no-such-file.yaml"], 2),
        (&["search", "commitment", "--template", "{txt}"], 2),
        (&["search", "commitment", "--wording", "nobody"], 2),
        (&["search"], 2),
        (&["show", "no-commitment"], 0),
        (&["show", "no-such-statement"], 1),
        (&["show", "no-commitment", "no-such-statement"], 1),
        (&["context", "no-commitment"], 0),
        (&["context", "no-such-statement"], 1),
        (&["list", "topics"], 0),
        (&["list", "topics", "zeppelin"], 1),
        (&["export"], 0),
        (&["export", "zeppelin"], 1),
        (&["random"], 0),
        (&["random", "zeppelin"], 1),
        (&["schema"], 0),
        (&["completions", "fish"], 0),
        (&["man"], 0),
        (&["man", "search"], 0),
        (&["man", "serach"], 2),
    ] {
        let ran = shell(arguments).run();
        assert_eq!(ran.code, Some(code), "{arguments:?} {ran:?}");
        assert!(code != 2 || ran.out.is_empty(), "{arguments:?} failed, and wrote data all the same");
        assert!(code != 2 || !ran.err.is_empty(), "{arguments:?} failed, and did not say why");
    }
}

#[test]
fn a_query_that_cannot_be_understood_is_marked() {
    let ran = shell(&["search", "table", "speker:sherman"]).run();
    insta::assert_snapshot!(ran.err, @r"
    error[bad-query]: there is no field `speker:`
     --> query:1:7
    1 | table speker:sherman
      |       ^^^^^^
      help: did you mean `speaker:`?
    ");
    assert_eq!(ran.out, "");
}

#[test]
fn problems_are_told_to_programs_as_json() {
    let ran = shell(&["search", "speker:sherman", "-f", "json"]).run();
    let told: serde_json::Value = serde_json::from_str(&ran.err).expect("JSON");
    assert_eq!(told["problems"][0]["code"], "bad-query");
    assert_eq!(told["problems"][0]["column"], 1);
    let ran = shell(&["export", "-f", "json", "-c", "no-such-file.yaml"]).run();
    let told: serde_json::Value = serde_json::from_str(&ran.err).expect("JSON");
    assert_eq!(told["problems"][0]["code"], "unreadable");
}

#[test]
fn a_corpus_with_errors_is_not_used() {
    let folder = folder();
    let path = file(&folder, "bad.yaml", "statements: [{ id: a, speaker: nobody, text: x }]\n");
    let ran = shell(&["search", "x", "-c", path.to_str().expect("a path")]).run();
    assert_eq!((ran.code, &*ran.out), (Some(2), ""));
    assert!(ran.err.contains("error[unknown-speaker]"), "{}", ran.err);
}

#[test]
fn a_query_for_one_speaker_exports_that_speakers_words_alone() {
    // The statement is a joint one, and its nearest wording is the other speaker's alone.
    let names = shell(&["export", "speaker:sherman", "-f", "tsv", "--template", "{speaker}"]).run();
    assert_eq!(names.code, Some(2), "a template and a format exclude each other");
    let names = shell(&["export", "speaker:sherman", "--template", "{speaker}"]).answer();
    assert!(names.lines().all(|line| line.contains("Wendy Sherman")), "{names}");
    let nearest = shell(&["export", "speaker:sherman", "--template", "{speaker}", "--wording", "nearest"]).answer();
    assert!(nearest.contains("Jens Stoltenberg\n"), "{nearest}");
}

#[test]
fn an_ending_that_tells_no_format_is_not_guessed() {
    let folder = folder();
    let path = folder.path().join("talks.jsonl.gz");
    let ran = shell(&["export", "-o", path.to_str().expect("a path")]).run();
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("error[unknown-ending]") && ran.err.contains("--format"), "{}", ran.err);
    assert!(!path.exists());
}

#[test]
fn what_is_asked_for_again_is_shown_once_and_the_last_option_holds() {
    let ids = |arguments: &[&str]| shell(arguments).answer();
    assert_eq!(ids(&["show", "non-starters", "non-starters", "--template", "{id}"]), "non-starters\n");
    assert_eq!(ids(&["search", "-n", "1", "nato", "-n", "2", "--template", "{id}"]).lines().count(), 2);
}

#[test]
fn lines_that_were_skipped_are_told() {
    let folder = folder();
    let path = file(&folder, "bad.jsonl", "{\"speaker\": \"Ann\", \"text\": \"good\"}\n{\"text\": 7}\n");
    let ran = shell(&["search", "good", "--keep-going", "-c", path.to_str().expect("a path")]).run();
    assert_eq!(ran.code, Some(0));
    assert!(ran.err.contains("1 bad line was skipped"), "{}", ran.err);
}

#[test]
fn a_misspelt_command_is_not_taken_for_a_file() {
    for arguments in [&["serach", "treaty"][..], &["serach", "treaty", "--format", "json"]] {
        let ran = shell(arguments).run();
        assert_eq!(ran.code, Some(2));
        assert_eq!(ran.err, "onrecord: there is no file `serach`; did you mean `onrecord search`?\n");
    }
}

#[test]
fn an_id_that_is_nearly_right_is_asked_back() {
    let ran = shell(&["show", "no-comitment"]).run();
    assert!(
        ran.err.contains("there is no statement `no-comitment`\n  help: did you mean `no-commitment`?"),
        "{}",
        ran.err
    );
    let ran = shell(&["show", "no-comitment", "-f", "json"]).run();
    let told: serde_json::Value = serde_json::from_str(&ran.err).expect("JSON");
    assert_eq!((ran.code, &told["problems"][0]["code"]), (Some(1), &"unknown-statement".into()));
}

#[test]
fn show_tells_everything_about_a_statement() {
    insta::assert_snapshot!(shell(&["show", "no-commitment"]).answer());
}

#[test]
fn show_takes_ids_from_a_pipe() {
    let ran = shell(&["show", "-", "--template", "{id}"]).fed("no-commitment\n\n  non-starters \n").answer();
    assert_eq!(ran, "no-commitment\nnon-starters\n");
}

#[test]
fn of_many_ids_each_is_shown_once_and_what_is_missing_is_told_once_each() {
    let unknown: Vec<String> = (0..12).map(|number| format!("non-starter-{number}")).collect();
    let fed = format!("non-starters\nno-commitment\n{}\nnon-starters\n", unknown.join("\n"));
    let ran = shell(&["show", "-", "--template", "{id}"]).fed(fed).run();
    assert_eq!((ran.code, &*ran.out), (Some(1), "non-starters\nno-commitment\n"), "{}", ran.err);
    let told: Vec<&str> = ran.err.split("there is no statement `").skip(1).collect();
    assert_eq!(told.len(), 12, "{}", ran.err);
    for (told, id) in told.iter().zip(&unknown) {
        assert!(told.starts_with(&format!("{id}`")), "{told}");
    }
    let meant = told.iter().take_while(|told| told.contains("did you mean `non-starters`?")).count();
    assert_eq!((meant, told[10..].iter().filter(|told| told.contains("did you mean")).count()), (10, 0), "{}", ran.err);
}

#[test]
fn as_many_passages_stand_around_the_words_as_are_wanted_and_signs_for_the_others() {
    let passages: Vec<String> = (1..=9)
        .map(|number| format!("{{ text: Passage {number}{}. }}", if number == 5 { " words" } else { "" }))
        .collect();
    let corpus = format!(
        "sources: {{ log: {{ title: Log, passages: [{}] }} }}\nstatements: [{{ id: a, speaker: unattributed, source: log, text: words }}]\n",
        passages.join(", ")
    );
    let shown = |around: &str| {
        let told = shell(&["context", "a", "-c", "-", "-C", around]).fed(corpus.clone()).answer();
        (told.matches("Passage").count(), told.matches("[…]").count())
    };
    for (around, wanted) in
        [("0", (1, 2)), ("1", (3, 2)), ("3", (7, 2)), ("4", (9, 0)), ("18446744073709551615", (9, 0))]
    {
        assert_eq!(shown(around), wanted, "-C {around}");
    }
}

#[test]
fn context_lights_the_words_and_says_whose_the_rest_is() {
    insta::assert_snapshot!(shell(&["context", "not-prepared"]).answer());
    let told = shell(&["context", "not-prepared", "-f", "json"]).answer();
    let context: serde_json::Value = serde_json::from_str(&told).expect("JSON");
    let passages = context["passages"].as_array().expect("passages");
    let lit = passages.iter().find(|passage| !passage["words"].as_array().expect("spans").is_empty()).expect("one");
    let span = |at: usize| usize::try_from(lit["words"][0][at].as_u64().expect("a number")).expect("small");
    assert_eq!(&lit["text"].as_str().expect("text")[span(0)..span(1)], "not prepared");
}

#[test]
fn lists_count_statements() {
    insta::assert_snapshot!(shell(&["list", "speakers", "-n", "4"]).answer());
    let told = shell(&["list", "sources", "speaker:sherman", "-f", "json"]).answer();
    let list: serde_json::Value = serde_json::from_str(&told).expect("JSON");
    assert_eq!((&list["items"][0]["id"], &list["items"][0]["statements"]), (&"copy".into(), &7.into()));
    assert!(shell(&["list", "sessions", "-f", "csv"]).answer().starts_with("statements,id,name,about\n"));
}

#[test]
fn names_are_listed_as_people_look_for_them() {
    let topics = "statements: [{ id: a, speaker: unattributed, text: x, topics: [Zypern, Ägypten, zebra, Łódź, aachen, Ägäis] }]";
    let listed = shell(&["list", "topics", "--sort", "name", "-f", "tsv", "-c", "-"]).fed(topics).answer();
    let names: Vec<&str> = listed.lines().skip(1).filter_map(|line| line.split('\t').nth(2)).collect();
    assert_eq!(names, ["aachen", "Ägäis", "Ägypten", "Łódź", "zebra", "Zypern"]);
}

#[test]
fn the_same_seed_gives_the_same_statements_and_each_once() {
    let of = |seed: &str| shell(&["random", "--seed", seed, "-n", "24", "--template", "{id}"]).answer();
    assert_eq!(of("2026-11-25"), of("2026-11-25"));
    assert_ne!(of("2026-11-25"), of("2026-11-26"));
    let mut ids: Vec<String> = of("x").lines().map(str::to_owned).collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 24);
    let all = shell(&["random", "-n", "0", "--template", "{id}"]).answer();
    assert_eq!(all.lines().count(), 24, "0 is all, as everywhere");
}

#[test]
fn where_nothing_is_found_programs_get_a_document_that_says_so() {
    for arguments in [
        &["show", "no-commitment", "--wording", "nato-transcript"][..],
        &["search", "xylophone"],
        &["export", "xylophone"],
        &["random", "xylophone"],
    ] {
        let ran = shell(&[arguments, &["-f", "json"]].concat()).run();
        let written: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
        assert_eq!((ran.code, &written["statements"]), (Some(1), &serde_json::json!([])), "{arguments:?}: {ran:?}");
    }
}

#[test]
fn the_wording_of_one_source_can_be_asked_for() {
    let words = |source: &str| shell(&["show", "no-commitment", "--words", "--wording", source]).answer();
    assert!(words("copy").starts_with("There was no dedication to deescalate […]"));
    assert!(words("hill").starts_with("There was no commitment to de-escalate."));
    assert_eq!(words("nearest"), words("hill"));
    let ran = shell(&["show", "non-starters", "no-commitment", "--words", "--wording", "hill"]).run();
    assert_eq!(ran.err, "onrecord: 1 statement has no wording from `hill`\n");
}

#[test]
fn bare_words_that_are_not_verbatim_are_told_beside_them() {
    let ran = shell(&["show", "not-prepared", "--words"]).run();
    assert_eq!(ran.out, "not prepared\n");
    assert!(ran.err.contains("not-prepared is not verbatim: not the words as spoken"), "{}", ran.err);
    let ran = shell(&["show", "not-prepared", "--template", "{text} ({badge})"]).run();
    assert!(ran.err.contains("not verbatim"), "a badge alone does not tell all: {}", ran.err);
    let ran = shell(&["show", "not-prepared", "--template", "{text} ({status})"]).run();
    assert_eq!((&*ran.out, &*ran.err), ("not prepared (fragment; reworded, unverified)\n", ""));
    let ran = shell(&["show", "no-commitment", "--words"]).run();
    assert_eq!(ran.err, "");
}

#[test]
fn a_corpus_can_come_from_a_pipe_in_any_form() {
    let yaml = shell(&["export", "-f", "yaml"]).answer();
    let count = |fed: Vec<u8>| shell(&["list", "speakers", "-c", "-", "-f", "tsv"]).fed(fed).answer().lines().count();
    assert_eq!(count(yaml.into()), 17);
    assert_eq!(
        count(b"{\"speaker\": \"Ann\", \"text\": \"one\"}\n{\"speaker\": \"Bob\", \"text\": \"two\"}\n".to_vec()),
        3
    );
    assert_eq!(count(b"speaker,text\nAnn,one\n".to_vec()), 2);
    assert_eq!(count(b"text\tspeaker\none\tAnn\n".to_vec()), 2);
}

#[test]
fn what_takes_keys_takes_no_corpus_from_where_the_keys_come() {
    for (arguments, corpus) in [
        (&["-"][..], ""),
        (&["-c", "-"], ""),
        (&[], "-"),
        (&["play", "-c", "-"], ""),
        (&["play"], "-"),
        (&["talk", "-c", "-"], ""),
        (&["talk"], "-"),
    ] {
        let ran = shell(arguments).with("ONRECORD_CORPUS", corpus).fed("title: x\n").run();
        assert_eq!(ran.code, Some(2), "{arguments:?}: {ran:?}");
        assert!(ran.err.contains("keys are read from standard input"), "{arguments:?}: {}", ran.err);
    }
}

#[test]
fn colours_come_when_they_are_wanted() {
    let coloured = |shell: crate::support::shell::Shell| shell.answer().contains('\u{1b}');
    let search = ["search", "nonstarters"];
    assert!(!coloured(shell(&search)));
    assert!(coloured(shell(&["search", "nonstarters", "--color", "always"])));
    assert!(coloured(shell(&search).with("CLICOLOR_FORCE", "1")));
    assert!(!coloured(shell(&["search", "nonstarters", "--color", "never"]).with("CLICOLOR_FORCE", "1")));
    assert!(!coloured(shell(&search).with("NO_COLOR", "1")));
    assert!(!coloured(shell(&search).with("CLICOLOR_FORCE", "0")));
}

/// Runs a command line in a terminal that stays open.
fn in_a_terminal(command: &str) -> crate::support::terminal::Terminal {
    terminal_around(&format!("{command}; echo \"ended with $?\"; read wait")).open()
}

#[test]
fn a_terminal_gets_ten_statements_broken_between_words() {
    let onrecord = env!("CARGO_BIN_EXE_onrecord");
    let mut terminal = in_a_terminal(&format!("{onrecord} search session:brussels"));
    terminal.wait_for("10 of 19 statements; -n 0 shows all").wait_for("ended with 0");
}

#[test]
fn whoever_has_read_enough_may_go() {
    let mut child = shell(&["export", "-f", "json"]).command().stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let child = child.as_mut().expect("the program runs");
    let mut first = String::new();
    BufReader::new(child.stdout.take().expect("an output")).read_line(&mut first).expect("a line");
    let mut told = String::new();
    child.stderr.take().expect("an output").read_to_string(&mut told).expect("text");
    assert_eq!((child.wait().expect("it ends").code(), &*told), (Some(0), ""));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told() {
    let ran = shell(&["export", "-o", "/dev/full"]).run();
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("the disk is full"), "{}", ran.err);
    let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("there");
    let output = shell(&["export"]).command().stdout(full).output().expect("the program runs");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("cannot write"));
}

#[test]
fn a_file_is_written_whole_and_never_over_another_unasked() {
    let folder = folder();
    let path = folder.path().join("talks.md");
    let name = path.to_str().expect("a path");
    let ran = shell(&["export", "speaker:sherman", "-o", name]).run();
    assert_eq!((ran.code, &*ran.out), (Some(0), ""));
    assert!(ran.err.contains("8 statements written to"), "{}", ran.err);
    let written = fs::read_to_string(&path).expect("written");
    assert!(written.starts_with("> "), "the ending tells the format: {written}");
    let ran = shell(&["export", "-o", name]).run();
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("is there already") && ran.err.contains("--force"), "{}", ran.err);
    assert_eq!(fs::read_to_string(&path).expect("still there"), written);
    assert_eq!(shell(&["export", "-f", "html", "-o", name, "--force"]).run().code, Some(0));
    assert!(fs::read_to_string(&path).expect("there").starts_with("<!DOCTYPE html>"));
    let ran = shell(&["export", "zeppelin", "-o", folder.path().join("none.md").to_str().expect("a path")]).run();
    assert_eq!(ran.code, Some(1));
    assert_eq!(fs::read_dir(folder.path()).expect("there").count(), 1);
}

#[test]
fn what_is_interrupted_leaves_no_half_file() {
    let folder = folder();
    let corpus: String =
        (0..200_000).map(|n| format!("{{\"speaker\": \"Ann\", \"text\": \"number {n}\"}}\n")).collect();
    let corpus = file(&folder, "many.jsonl", &corpus);
    let pipe = folder.path().join("reader");
    assert!(Command::new("mkfifo").arg(&pipe).status().expect("mkfifo").success());
    // The template's program is stopped while it writes: the pipe that it writes to is read
    // slowly, so that it cannot have ended.
    let arguments = ["export", "-c", corpus.to_str().expect("a path"), "-o", pipe.to_str().expect("a path")];
    let mut child = shell(&arguments).command().stderr(Stdio::piped()).spawn().expect("the program runs");
    let mut reader = BufReader::new(fs::File::open(&pipe).expect("a pipe"));
    let mut line = String::new();
    reader.read_line(&mut line).expect("a line");
    let id = child.id().to_string();
    // Not the signal of Ctrl-C: what runs in the background of a script has it ignored.
    assert!(Command::new("kill").args(["-TERM", &id]).status().expect("kill").success());
    let mut rest = Vec::new();
    reader.read_to_end(&mut rest).expect("all of it");
    assert_eq!(child.wait().expect("it ends").code(), Some(143));
}

#[test]
fn the_completions_of_every_shell_know_the_subcommands() {
    for name in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(shell(&["completions", name]).answer().contains("context"), "{name}");
    }
}

#[test]
fn the_manual_has_a_page_for_each_subcommand() {
    assert!(shell(&["man"]).answer().contains(".TH onrecord 1"));
    assert!(shell(&["man", "search"]).answer().contains(".TH onrecord-search 1"));
    for command in onrecord::cli::command().get_subcommands() {
        let page = shell(&["man", command.get_name()]).answer();
        for section in ["SYNOPSIS", "DESCRIPTION", "OPTIONS", "EXIT STATUS", "ENVIRONMENT"] {
            assert!(page.contains(section), "{}: {section}", command.get_name());
        }
    }
    let page = shell(&["man"]).answer();
    for told in ["FILES", "EXAMPLES", "ONRECORD_CORPUS", "ONRECORD_CONFIG", "ONRECORD_STATE", "NO_COLOR", "VERSION"] {
        assert!(page.contains(told), "{told}");
    }
}

/// Whatever the program reads of its environment, its help tells.
#[test]
fn the_help_names_every_variable_that_is_read() {
    let help = shell(&["--help"]).answer();
    let told = help.split_once("Environment:").expect("the environment").1;
    let told: BTreeSet<&str> = told.split(|letter: char| !is_of_variable(letter)).collect();
    let mut read = BTreeSet::new();
    let mut folders = vec![std::path::PathBuf::from("src")];
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
            if path.is_dir() {
                folders.push(path);
            } else if !path.ends_with("files/tests.rs") {
                read.extend(variables_in(&fs::read_to_string(&path).expect("text")));
            }
        }
    }
    assert!(read.len() > 15 && read.contains("ONRECORD_STATE") && read.contains("LANG"), "{read:?}");
    let untold: Vec<&String> = read.iter().filter(|name| !told.contains(&***name)).collect();
    assert!(untold.is_empty(), "{untold:?}");
}

const fn is_of_variable(letter: char) -> bool {
    letter.is_ascii_uppercase() || letter == '_'
}

/// The names of variables in a file that reads the environment: every text in it that could be one, but for what the
/// help calls the values of options.
fn variables_in(code: &str) -> Vec<String> {
    let code = code.split("#[cfg(test)]").next().unwrap_or_default();
    if !code.contains("env::var") {
        return Vec::new();
    }
    let parts: Vec<&str> = code.split('"').collect();
    let texts = parts.windows(2).step_by(2).map(|pair| (pair[0], pair[1]));
    let is_name = |text: &str| text.len() > 2 && text.chars().all(is_of_variable);
    texts
        .filter(|(before, text)| is_name(text) && !before.ends_with("value_name = "))
        .map(|(_, text)| text.to_owned())
        .collect()
}

#[test]
fn nothing_in_a_corpus_steers_the_terminal() {
    let folder = folder();
    let corpus = "speakers: { a: { name: \"A\\e[31m\" } }\nsources: { s: { title: \"T\\e]8;;x\\a\", url: \"https://x/\\e]0;y\\a\", publisher: \"\\u202e\" } }\nstatements: [{ id: x, speaker: a, source: s, text: \"red \\e]0;title\\a word\", topics: [\"\\e[2J\"] }]\n";
    let path = file(&folder, "odd.yaml", corpus);
    let name = path.to_str().expect("a path");
    for arguments in [&["search", "red"][..], &["show", "x"], &["list", "topics"], &["list", "sources"]] {
        let out = shell(arguments).with("ONRECORD_CORPUS", name).answer();
        assert!(!out.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{arguments:?} {out:?}");
        assert!(!out.is_empty());
    }
}

#[test]
fn the_schema_in_the_documentation_is_the_one_that_is_printed() {
    let printed = shell(&["schema"]).answer();
    let kept = fs::read_to_string("docs/corpus.schema.json").unwrap_or_default();
    assert!(printed == kept, "write it anew: cargo run -- schema > docs/corpus.schema.json");
}

#[test]
fn a_json_document_says_what_was_given_up() {
    let relaxed = |query: &str| {
        let out = shell(&["search", query, "-f", "json"]).answer();
        serde_json::from_str::<serde_json::Value>(&out).expect("JSON")["relaxed"].clone()
    };
    assert_eq!(relaxed("nonstarter table"), serde_json::Value::Null);
    assert_eq!(relaxed("nonstarter table giraffe"), "one-word-missing");
}
