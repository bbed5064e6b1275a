//! The files of a walk: the corpus in several versions, the list for a talk, and what is remembered.

use std::collections::BTreeSet;
use std::path::PathBuf;

use onrecord::app::Start;
use onrecord::corpus::{CorpusChoice, OpenOptions};
use onrecord::talk_list::{ListFile, read};
use onrecord::terminal::Headless;
use tempfile::TempDir;

use super::chance::Chance;
use crate::support::{folder, start};

/// A state of the corpus's file.
struct Version {
    text: String,
    /// The ids of its statements in their order; none where it has an error.
    ids: Option<Vec<String>>,
}

pub struct Files {
    folder: TempDir,
    versions: Vec<Version>,
    now: usize,
    /// How many other files there are.
    written: usize,
}

impl Files {
    pub fn new() -> Self {
        let mut files = Self { folder: folder(), versions: versions(), now: 0, written: 0 };
        files.write(0);
        files
    }

    /// Opens the corpus as it is now, in a terminal of this size.
    pub fn open(&self, columns: u16, lines: u16) -> Headless {
        let choice = CorpusChoice::Paths(vec![self.record()], OpenOptions::default());
        let state_folder = Some(self.folder.path().join("state"));
        let start = Start { my_talk: self.list(), state_folder, ..start(columns, lines, &choice) };
        Headless::open(start, choice)
    }

    /// Another version takes the place of the corpus's file.
    pub fn change(&mut self, chance: &mut Chance) {
        self.write(chance.below(self.versions.len()));
    }

    /// A version without an error takes the place of one that has one.
    pub fn mend(&mut self) {
        if self.ids().is_none() {
            self.write(0);
        }
    }

    fn write(&mut self, version: usize) {
        self.now = version;
        std::fs::write(self.record(), &self.versions[version].text).expect("written");
    }

    /// The ids of the statements in the file, unless it has an error.
    pub fn ids(&self) -> Option<&[String]> {
        self.versions[self.now].ids.as_deref()
    }

    /// A name for a file, and whether no file has it yet.
    pub fn name(&mut self, chance: &mut Chance) -> (PathBuf, bool) {
        let is_new = self.written == 0 || !chance.once_in(4);
        self.written += usize::from(is_new);
        (self.folder.path().join(format!("written-{}.txt", self.written)), is_new)
    }

    /// The bytes of the list for a talk; none where there is no file yet.
    pub fn list_bytes(&self) -> Vec<u8> {
        std::fs::read(self.list().path).unwrap_or_default()
    }

    /// The ids in the list for a talk.
    pub fn listed(&self) -> Vec<String> {
        let list = read(&self.list()).expect("it can be read").map(|(list, _)| list).unwrap_or_default();
        list.entries.into_iter().map(|entry| entry.id).collect()
    }

    fn record(&self) -> PathBuf {
        self.folder.path().join("record.yaml")
    }

    fn list(&self) -> ListFile {
        ListFile { name: "walk".to_owned(), path: self.folder.path().join("walk.talk.yaml") }
    }
}

/// The built-in corpus as it is, with its statements in other orders, without some of them, and with
/// an error.
fn versions() -> Vec<Version> {
    let text = std::fs::read_to_string("quotes.yaml").expect("the built-in corpus");
    let (head, body) = text.split_once("\nstatements:\n").expect("statements");
    let statements: Vec<(String, String)> =
        body.split("  - id: ").skip(1).map(|statement| (id_of(statement), format!("  - id: {statement}\n"))).collect();
    let version = |statements: &[&(String, String)]| Version {
        text: format!("{head}\nstatements:\n{}", statements.iter().map(|(_, text)| text.as_str()).collect::<String>()),
        ids: Some(statements.iter().map(|(id, _)| id.clone()).collect()),
    };
    let all: Vec<&(String, String)> = statements.iter().collect();
    let reversed: Vec<&(String, String)> = statements.iter().rev().collect();
    // Nothing leads to it or from it, so that it can go without an error.
    let is_alone = |one: &&(String, String)| {
        !one.1.contains("see_also: ") && statements.iter().all(|other| other.0 == one.0 || !other.1.contains(&one.0))
    };
    let alone: BTreeSet<&String> = statements.iter().filter(is_alone).map(|one| &one.0).collect();
    let without = |nth: usize| -> Vec<&(String, String)> {
        let gone: BTreeSet<&String> = alone.iter().copied().skip(nth).step_by(2).collect();
        statements.iter().rev().filter(|one| !gone.contains(&one.0)).collect()
    };
    assert!(alone.len() > 5, "{alone:?}");
    let broken = Version { text: format!("nobody: knows this\n{text}"), ids: None };
    vec![version(&all), version(&reversed), version(&without(0)), version(&without(1)), broken]
}

fn id_of(statement: &str) -> String {
    statement.lines().next().expect("an id").trim().to_owned()
}
