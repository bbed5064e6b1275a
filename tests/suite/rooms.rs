//! The house stands: a room imports only rooms below it.

use std::fs;
use std::path::{Path, PathBuf};

/// The rooms from the ground up, as `src/lib.rs` lists them.
fn rooms() -> Vec<String> {
    let plan = fs::read_to_string("src/lib.rs").expect("the plan of the house");
    let room = |line: &str| Some(line.strip_prefix("pub mod ")?.strip_suffix(';')?.to_owned());
    plan.lines().filter_map(room).collect()
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files
}

/// The rooms that a line of code names, as `crate::room` or in `use crate::{room, …}`.
fn named_rooms(code: &str) -> Vec<String> {
    let code: String = code.lines().map(|line| line.split("//").next().unwrap_or_default()).collect();
    let mut named = Vec::new();
    for (_, rest) in code.match_indices("crate::").map(|(at, path)| (at, &code[at + path.len()..])) {
        let name = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
        if let Some(group) = rest.strip_prefix('{') {
            let mut depth = 0;
            let parts = group.split(|c| match c {
                '{' => {
                    depth += 1;
                    false
                }
                '}' => {
                    depth -= 1;
                    depth < 0
                }
                ',' => depth == 0,
                _ => false,
            });
            named.extend(parts.take_while(|part| !part.contains(';')).map(|part| name(part.trim())));
        } else {
            named.push(name(rest));
        }
    }
    named
}

#[test]
fn every_room_of_the_tree_is_in_the_plan() {
    let mut found: Vec<String> = fs::read_dir("src")
        .expect("src")
        .map(|entry| entry.expect("an entry").path())
        .filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()))
        .filter(|name| name != "lib" && name != "main")
        .collect();
    let mut planned = rooms();
    found.sort();
    planned.sort();
    assert_eq!(found, planned);
}

#[test]
fn rooms_import_only_downward() {
    let rooms = rooms();
    let mut wrong = Vec::new();
    for (floor, room) in rooms.iter().enumerate() {
        for file in rust_files(&Path::new("src").join(room)) {
            let code = fs::read_to_string(&file).expect("a file");
            for named in named_rooms(&code) {
                match rooms.iter().position(|other| *other == named) {
                    Some(other) if other <= floor => {}
                    Some(_) => wrong.push(format!("{} imports {named}, which is above {room}", file.display())),
                    None => wrong.push(format!("{} names `crate::{named}`, which is no room", file.display())),
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn imports_are_seen_in_every_form() {
    let code =
        "use crate::text::Span;\nuse crate::{app::{Model, Msg}, ui};\n// crate::cli\nlet x = crate::query::parse(y);";
    assert_eq!(named_rooms(code), ["text", "app", "ui", "query"]);
}

/// Only the terminal performs: no other room reads keys, draws on a terminal or starts programs.
#[test]
fn the_state_machine_and_the_drawing_perform_nothing() {
    let forbidden =
        ["std::fs", "std::io", "std::thread", "std::process", "std::env", "Instant", "SystemTime", "crossterm"];
    for room in ["action", "layout", "app", "ui"] {
        for file in rust_files(&Path::new("src").join(room)) {
            let code = fs::read_to_string(&file).expect("a file");
            for name in forbidden {
                assert!(!code.contains(name), "{} uses {name}", file.display());
            }
        }
    }
}

/// What writes a file, or gives one its name.
const WRITES: [&str; 8] = [
    "fs::write(",
    "fs::copy(",
    "fs::rename(",
    "fs::hard_link(",
    "File::create",
    "OpenOptions::new",
    "tempfile",
    "fs::symlink(",
];

/// A file is written whole or not at all, for `files` writes it. What else makes one is this alone: a damaged
/// file of what is remembered is set aside as it is, and a draft begins in a file of its own.
#[test]
fn only_the_room_for_files_writes_files() {
    let mut found = Vec::new();
    for file in rust_files(Path::new("src")) {
        let name = file.display().to_string();
        if name.starts_with("src/files/") || name.ends_with("tests.rs") {
            continue;
        }
        let code = fs::read_to_string(&file).expect("a file");
        let code = code.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
        found.extend(WRITES.iter().filter(|write| code.contains(**write)).map(|write| format!("{name}: {write}")));
    }
    found.sort();
    let known = [
        "src/memory/state_file.rs: fs::hard_link(",
        "src/memory/state_file.rs: fs::rename(",
        "src/terminal/drafts.rs: tempfile",
    ];
    assert_eq!(found, known);
}

/// Every dependency has its reason written down, and no reason is left of one that is gone.
#[test]
fn every_dependency_has_a_line_with_its_reason() {
    let manifest = fs::read_to_string("Cargo.toml").expect("Cargo.toml");
    let mut names = Vec::new();
    let mut listed = false;
    for line in manifest.lines() {
        if line.starts_with('[') {
            listed = line.ends_with("dependencies]");
        } else if let (true, Some((name, _))) = (listed, line.split_once(" = ")) {
            names.push(format!("`{name}`"));
        }
    }
    let reasons = fs::read_to_string("docs/dependencies.md").expect("docs/dependencies.md");
    let mut explained: Vec<String> =
        reasons.lines().filter_map(|line| Some(line.strip_prefix("| ")?.split(' ').next()?.to_owned())).collect();
    explained.retain(|name| name.starts_with('`'));
    names.sort();
    explained.sort();
    assert_eq!(names, explained);
}
