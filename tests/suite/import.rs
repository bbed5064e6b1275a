//! Making a corpus: `onrecord import`.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::folder;
use crate::support::shell::{Shell, shell};

/// The examples of each format, and what is said of them.
const EXAMPLES: &[(&str, &[&str])] = &[
    ("hearing.txt", &[]),
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
