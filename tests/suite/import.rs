//! Making a corpus: `onrecord import`.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::shell::{Shell, shell};
use crate::support::{file, folder};

/// The examples of each format, and what is said of them.
const EXAMPLES: &[(&str, &[&str])] = &[
    ("hearing.txt", &[]),
    ("report.txt", &["--from", "article", "--publisher", "The Strelsau Gazette"]),
    ("report.md", &[]),
    ("report.html", &[]),
    ("talk.vtt", &[]),
    ("talk.srt", &[]),
    ("sitting.xml", &[]),
    ("quotes.json", &[]),
    ("quotes.csv", &["--map", "speaker=who,text=said,session=where,date=when,locator=page", "--title", "Town paper"]),
];

/// `onrecord import` of an example.
fn import(example: &str, options: &[&str]) -> Shell {
    let path = format!("import/{example}");
    shell(&[&["import", &path], options].concat())
}

#[test]
fn every_example_becomes_a_corpus_that_opens_at_once() {
    for (example, options) in EXAMPLES {
        let made = import(example, options).answer();
        insta::assert_snapshot!(*example, made);
        assert_eq!(import(example, options).answer(), made, "{example}: the same again");
        let folder = folder();
        let path = folder.path().join("quotes.yaml");
        let name = path.to_str().expect("a path");
        let ran = import(example, &[options, &["-o", name][..]].concat()).run();
        assert_eq!((ran.code, &*ran.out), (Some(0), ""), "{example} {}", ran.err);
        assert_eq!(fs::read_to_string(&path).expect("written"), made, "{example}: in a file as on standard output");
        assert_eq!(shell(&["check", name]).run().code, Some(0), "{example}");
    }
}

#[test]
fn a_file_that_is_there_is_kept_unless_it_is_forced() {
    let folder = folder();
    let path: PathBuf = folder.path().join("quotes.yaml");
    fs::write(&path, "mine").expect("written");
    let name = path.to_str().expect("a path");
    let ran = import("hearing.txt", &["-o", name]).run();
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("--force"), "{}", ran.err);
    assert_eq!(fs::read_to_string(&path).expect("there"), "mine");
    assert_eq!(import("hearing.txt", &["-o", name, "--force"]).run().code, Some(0));
    assert!(fs::read_to_string(&path).expect("there").contains("statements:"));
}

#[test]
fn a_file_that_would_not_be_read_as_yaml_is_refused() {
    let folder = folder();
    for name in ["x.jsonl", "x.ndjson", "x.csv", "x.TSV", "x.yaml.gz"] {
        let path = folder.path().join(name);
        let ran = import("talk.srt", &["-o", path.to_str().expect("a path")]).run();
        assert_eq!((ran.code, path.exists()), (Some(2), false), "{name}: {}", ran.err);
        assert!(ran.err.contains("error[not-yaml]") && ran.err.contains("name it .yaml"), "{name}: {}", ran.err);
    }
    for name in ["x.yaml", "x.yml", "quotes"] {
        let path = folder.path().join(name);
        let name = path.to_str().expect("a path");
        assert_eq!(import("talk.srt", &["-o", name]).run().code, Some(0), "{name}");
        assert_eq!(shell(&["check", name]).run().code, Some(0), "{name}");
    }
}

#[test]
fn what_cannot_be_imported_says_why() {
    let folder = folder();
    let of = |name: &str, bytes: &[u8], options: &[&str]| {
        let path: &Path = &folder.path().join(name);
        fs::write(path, bytes).expect("written");
        shell(&[&["import", path.to_str().expect("a path")], options].concat()).run()
    };
    for (name, bytes, options, code, told) in [
        ("empty.txt", &b""[..], &["--from", "transcript"][..], 1, "no statement was found"),
        ("odd.bin", b"\x00\x01\x02", &[], 2, "tells what it is"),
        ("bad.json", b"[{]", &[], 2, "json-syntax"),
        ("wide.txt", b"\xff\xfeA\x00", &["--from", "transcript"], 2, "UTF-16"),
        ("old.srt", b"1\n00:00:01,000 --> 00:00:02,000\nANN: caf\xe9\n", &[], 1, "not UTF-8"),
        ("cues.vtt", b"WEBVTT\n\nx --> y\nANN: so\n", &[], 1, "bad cue"),
    ] {
        let ran = of(name, bytes, options);
        assert_eq!((ran.code, &*ran.out), (Some(code), ""), "{name} {}", ran.err);
        assert!(ran.err.contains(told), "{name} {}", ran.err);
    }
    let ran = shell(&["import", "no-such-file.txt"]).run();
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("cannot read no-such-file.txt"), "{}", ran.err);
}

/// A corpus as somebody wrote it, with both forms of a statement.
const MINE: &str = "\
# mine
title: Bridge   # a comment

speakers:
  arbor: { name: Ann Arbor, aliases: [Chairwoman Arbor] }   # the chair
  bob:
    name: Bob

# ----- sources
sources:
  paper:
    title: Paper
    url: https://example.org/1
    fidelity: report

# ----- what was said
statements:
  - id: bridge   # first
    speaker: arbor
    source: paper
    text: >-
      We will build the bridge, and we will build it
      before the winter.

    topics: [bridge]

  # another
  - { id: cost, speaker: bob, source: paper, text: \"It is too much, far too much.\" }
# the end
";

#[test]
fn what_is_new_is_added_to_a_corpus_and_what_is_there_gets_another_wording() {
    let folder = folder();
    let path = file(&folder, "mine.yaml", MINE);
    let mine = path.to_str().expect("a path");
    let ran = import("hearing.txt", &["--merge", mine, "--dry-run"]).run();
    insta::assert_snapshot!(ran.out);
    assert_eq!(
        (ran.code, fs::read_to_string(&path).expect("there")),
        (Some(0), MINE.to_owned()),
        "nothing was written"
    );
    let ran = import("hearing.txt", &["--merge", mine]).run();
    assert_eq!((ran.code, &*ran.out), (Some(0), ""), "{}", ran.err);
    let merged = fs::read_to_string(&path).expect("there");
    insta::assert_snapshot!("merged", merged);
    assert_eq!(shell(&["check", mine]).run().code, Some(0));
    let ran = import("hearing.txt", &["--merge", mine]).run();
    assert!(
        ran.err.contains("0 statements and 0 wordings added") && ran.err.contains("5 statements were there"),
        "{}",
        ran.err
    );
    assert_eq!(fs::read_to_string(&path).expect("there"), merged, "a second time changes nothing");
}

#[test]
fn what_nothing_can_be_added_to_is_left_as_it_is() {
    let folder = folder();
    for (name, text, told) in [
        ("bad.yaml", "speakers: [\n", "yaml-syntax"),
        ("unknown.yaml", "statements: [{ id: a, speaker: ann, text: x }]\n", "unknown-speaker"),
        ("lines.jsonl", "{\"speaker\": \"Ann\", \"text\": \"x\"}\n", "not-yaml"),
        ("braces.yaml", "{ title: x }\n", "cannot-merge"),
    ] {
        let path = file(&folder, name, text);
        let ran = import("hearing.txt", &["--merge", path.to_str().expect("a path")]).run();
        assert_eq!((ran.code, &*ran.out), (Some(2), ""), "{name} {}", ran.err);
        assert!(ran.err.contains(told), "{name} {}", ran.err);
        assert_eq!(fs::read_to_string(&path).expect("there"), text, "{name}");
    }
    let ran = import("hearing.txt", &["--merge", "no-such-file.yaml"]).run();
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("cannot read no-such-file.yaml"), "{}", ran.err);
}

#[test]
fn a_dry_run_tells_what_would_be_written() {
    let ran = import("talk.srt", &["--dry-run"]).run();
    assert_eq!(ran.code, Some(0));
    assert!(
        ran.out.contains("new speaker ann: ANN\n") && ran.out.contains("new statement bob-1: “Never.”"),
        "{}",
        ran.out
    );
}

#[test]
fn a_dry_run_ends_as_the_run_would_where_the_file_is_there() {
    let folder = folder();
    let path = file(&folder, "there.yaml", "mine");
    let name = path.to_str().expect("a path");
    let ran = import("talk.srt", &["--dry-run", "-o", name]).run();
    assert_eq!(ran.code, Some(2));
    assert!(ran.out.contains("new speaker ann") && ran.err.contains("is there already"), "{ran:?}");
    assert_eq!(import("talk.srt", &["--dry-run", "--force", "-o", name]).run().code, Some(0));
    assert_eq!(fs::read_to_string(&path).expect("there"), "mine");
}

#[test]
fn what_is_known_of_a_file_comes_before_what_it_says_itself() {
    let options = ["--title", "A talk", "--publisher", "P", "--date", "2024-05", "--url", "https://example.org/2"];
    let more = ["--language", "de", "--fidelity", "translation", "--session", "Council"];
    let made = import("talk.vtt", &[&options[..], &more].concat()).answer();
    for line in [
        "title: A talk",
        "publisher: P",
        "date: 2024-05",
        "url: https://example.org/2",
        "language: de",
        "fidelity: translation",
        "session: council",
    ] {
        assert!(made.contains(line), "{line}\n{made}");
    }
    assert!(!made.contains("Talk on the bridge"), "{made}");
}

#[test]
fn what_is_piped_in_is_imported_by_its_looks() {
    for example in ["hearing.txt", "talk.vtt", "talk.srt", "sitting.xml", "quotes.json"] {
        let bytes = fs::read(format!("tests/import/{example}")).expect("there");
        let piped = shell(&["import", "-"]).fed(bytes).answer();
        let named = import(example, &[]).answer();
        let statements = |made: &str| made.matches("  - id: ").count();
        assert_eq!(statements(&piped), statements(&named), "{example}");
        assert!(statements(&piped) > 1, "{example}");
    }
}
