//! Files that are as large, or as wrong, as can be.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use crate::support::folder;
use crate::support::shell::shell;

const MEBIBYTE: u64 = 1 << 20;

/// Writes a file piece by piece.
pub(super) fn fill(path: &Path, pieces: impl Iterator<Item = String>) -> u64 {
    let mut out = BufWriter::new(File::create(path).expect("a file"));
    for piece in pieces {
        out.write_all(piece.as_bytes()).expect("written");
    }
    out.into_inner().expect("written").metadata().expect("there").len()
}

/// Checks a file with no more memory than this (of addresses, which is more than is used), and says
/// how long that took.
fn check(what: &str, path: &Path, most_memory: u64, wanted: &str) {
    let program = shell(&[]).command().get_program().to_owned();
    let begun = Instant::now();
    let ran = Command::new("sh")
        .args(["-c", "ulimit -v \"$1\"; exec \"$0\" check \"$2\""])
        .arg(program)
        .arg((most_memory / 1024).to_string())
        .arg(path)
        .output()
        .expect("it runs");
    let told = String::from_utf8_lossy(&ran.stdout);
    let last = told.lines().last().unwrap_or_default();
    assert!(last.contains(wanted), "{what}: {:?} {last} {}", ran.status, String::from_utf8_lossy(&ran.stderr));
    let size = path.metadata().expect("there").len() / MEBIBYTE;
    println!("{what}, {size} MiB: {:.1} s, in less than {} MiB", begun.elapsed().as_secs_f64(), most_memory / MEBIBYTE);
}

#[test]
#[ignore = "it takes minutes"]
fn soak_ten_million_statements_are_read() {
    let folder = folder();
    let path = folder.path().join("many.jsonl");
    let line = |number: usize| {
        format!("{{\"speaker\":\"Speaker {}\",\"text\":\"This is statement {number} of many.\"}}\n", number % 1000)
    };
    let size = fill(&path, (0..10_000_000).map(line));
    check("ten million statements", &path, 6 * size, "10000000 statements");
}

#[test]
#[ignore = "it takes minutes"]
fn soak_two_hundred_megabytes_of_one_statement_are_read() {
    let folder = folder();
    let path = folder.path().join("long.yaml");
    let before = "speakers: { a: { name: Ann } }\nstatements:\n  - { id: x, speaker: a, text: \"".to_owned();
    let words = std::iter::repeat_n("word ".repeat(1000), 40_000);
    let size = fill(&path, std::iter::once(before).chain(words).chain(std::iter::once("end\" }\n".to_owned())));
    check("one statement", &path, 6 * size, "1 statement");
}

#[test]
#[ignore = "it takes minutes"]
fn soak_a_file_in_which_everything_is_wrong_is_read_within_a_bound() {
    let folder = folder();
    let path = folder.path().join("wrong.yaml");
    let wrong = |number: usize| format!("{{ id: i{number}, speaker: q, x: y, text: z }}, ");
    let statements = (0..1_000_000).map(wrong);
    let size = fill(
        &path,
        std::iter::once("statements: [".to_owned()).chain(statements).chain(std::iter::once("]\n".to_owned())),
    );
    check("a million wrong statements in one line", &path, 40 * size, "errors");
}
