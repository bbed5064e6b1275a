//! Files of lines, opened by the real program.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::support::terminal::ONRECORD;
use crate::support::{flowing_text, onrecord_with, press};

const LINES: &str = "{\"speaker\": \"Ann Arbor\", \"session\": \"Town hall\", \"text\": \"We will build it.\", \
    \"context\": \"Asked again, she said: We will build it. Soon.\"}\n\
    {\"speaker\": \"Bob\", \"text\": \"x\", \"kind\": \"fragmnt\"}\n";

fn check(folder: &Path, arguments: &[&str]) -> (i32, String) {
    let output: Output = Command::new(ONRECORD)
        .arg("check")
        .args(arguments)
        .current_dir(folder)
        .env_remove("ONRECORD_CORPUS")
        .output()
        .expect("the program runs");
    (output.status.code().expect("a code"), String::from_utf8_lossy(&output.stdout).into_owned())
}

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        fs::write(folder.path().join(name), text).expect("written");
    }
    folder
}

#[test]
fn a_bad_line_is_told_with_its_number() {
    let folder = folder(&[("talks.jsonl", LINES)]);
    let (code, told) = check(folder.path(), &["talks.jsonl"]);
    assert_eq!(code, 1);
    insta::assert_snapshot!(told, @r#"
    error[bad-value]: `fragmnt` is none of direct, fragment, indirect; did you mean `fragment`?
     --> talks.jsonl:2:41
    2 | {"speaker": "Bob", "text": "x", "kind": "fragmnt"}
      |                                         ^^^^^^^^^

    1 statement, 1 error
    "#);
}

#[test]
fn bad_lines_are_skipped_on_request_and_counted() {
    let folder = folder(&[("talks.jsonl", LINES)]);
    let (code, told) = check(folder.path(), &["talks.jsonl", "--keep-going"]);
    assert_eq!(code, 0);
    assert!(told.ends_with("1 statement, 1 line skipped, 1 warning\n"), "{told}");
    let (_, told) = check(folder.path(), &["talks.jsonl", "--keep-going", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&told).expect("JSON");
    assert_eq!((&report["skipped"], &report["problems"][0]["line"]), (&1.into(), &2.into()));
}

#[test]
fn a_folder_opens_documents_and_lines_together() {
    let folder = folder(&[
        ("a.csv", "speaker,text\nAnn,one\n"),
        ("b.yaml", "speakers: { ann: { name: Ann } }\nstatements: [{ id: b, speaker: ann, text: two }]\n"),
        ("c.tsv", "speaker\ttext\nAnn\tthree\n"),
        ("notes.txt", "not a corpus"),
    ]);
    let (code, told) = check(folder.path(), &["."]);
    assert_eq!((code, &*told), (0, "3 statements, no problems\n"));
}

#[test]
fn foreign_names_are_mapped_and_a_wrong_map_is_refused() {
    let folder = folder(&[("x.csv", "who,what,page\nAnn,one,7\n")]);
    let (code, told) = check(folder.path(), &["x.csv", "--map", "speaker=who,text=what,=page"]);
    assert_eq!((code, &*told), (0, "1 statement, no problems\n"));
    assert_eq!(check(folder.path(), &["x.csv", "--map", "speakr=who"]).0, 2);
}

#[cfg(unix)]
#[test]
fn a_pipe_is_refused_instead_of_waited_for() {
    let folder = folder(&[]);
    let made = Command::new("mkfifo").arg(folder.path().join("x.jsonl")).status().expect("mkfifo");
    assert!(made.success());
    let (code, told) = check(folder.path(), &["x.jsonl"]);
    assert_eq!(code, 2);
    assert!(told.contains("error[no-file]: x.jsonl is no file"), "{told}");
}

#[test]
fn the_context_of_a_line_is_a_key_away() {
    let folder = folder(&[("talks.jsonl", LINES.lines().next().expect("a line"))]);
    let mut program = onrecord_with(120, 40, &folder.path().join("talks.jsonl"));
    press(&mut program, "Enter");
    let text = flowing_text(&program);
    assert!(text.contains("Asked again, she said: We will build it. Soon."), "{text}");
}
