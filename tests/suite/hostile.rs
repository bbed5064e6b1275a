//! Files from a stranger: each is told of, or read; none takes more than its share.

use std::fmt::Write as _;
use std::io::Write as _;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;

use onrecord::corpus::{CorpusChoice, InputFile, Loaded, OpenOptions, load, open};
use onrecord::diagnostic::{Severity, SourceText, has_errors};
use onrecord::settings::Settings;
use onrecord::talk_list::TalkList;
use onrecord::tour::Tour;

use crate::support::{file, folder};

fn read(name: &str, bytes: impl Into<Vec<u8>>) -> Loaded {
    load(vec![InputFile { name: name.to_owned(), bytes: bytes.into() }]).expect("small enough")
}

/// The codes of the problems, each once.
fn codes(loaded: &Loaded) -> Vec<&'static str> {
    let mut codes: Vec<_> = loaded.problems.iter().map(|problem| problem.code).collect();
    codes.dedup();
    codes
}

const GOOD: &str = "speakers: { a: { name: Ann } }\nstatements: [{ id: x, speaker: a, text: hello }]\n";

fn packed(text: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(text).expect("into memory");
    encoder.finish().expect("into memory")
}

#[test]
fn what_nests_or_unfolds_without_end_is_stopped_where_it_does() {
    let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for level in 1..12 {
        let items = vec![format!("*a{}", level - 1); 10].join(", ");
        let _ = writeln!(bomb, "a{level}: &a{level} [{items}]");
    }
    let mut repeated = format!(
        "speakers: {{ a: {{ name: A }} }}\nstatements:\n  - {{ id: x, speaker: a, text: &t \"{}\" }}\n",
        "y".repeat(1_000_000)
    );
    for number in 0..1000 {
        let _ = writeln!(repeated, "  - {{ id: x{number}, speaker: a, text: *t }}");
    }
    let deep = 100_000;
    let cases = [
        bomb,
        repeated,
        "[".repeat(deep),
        "{ a: ".repeat(deep),
        "- ".repeat(deep),
        "? ".repeat(deep),
        format!("speakers: {}", "[".repeat(deep)),
        (0..2000).map(|level| format!("{}a:\n", " ".repeat(level))).collect(),
    ];
    for text in cases {
        let loaded = read("x.yaml", text.as_str());
        assert_eq!(codes(&loaded), ["yaml-syntax"], "{text:.40}");
        assert!(loaded.problems[0].place.line > 0);
    }
    for field in ["text", "passages", "x"] {
        let line = format!("{{\"type\":\"source\",\"id\":\"a\",\"{field}\":{}{}}}", "[".repeat(deep), "]".repeat(deep));
        assert!(has_errors(&read("x.jsonl", line).problems), "{field}");
    }
}

#[test]
fn texts_that_are_no_text_are_told_with_what_they_are() {
    let utf16 =
        |mark: &[u8], unit: fn(u16) -> [u8; 2]| [mark.to_vec(), GOOD.encode_utf16().flat_map(unit).collect()].concat();
    for name in ["x.yaml", "x.jsonl", "x.csv"] {
        for bytes in [utf16(b"\xff\xfe", u16::to_le_bytes), utf16(b"\xfe\xff", u16::to_be_bytes)] {
            let loaded = read(name, bytes);
            assert_eq!(codes(&loaded), ["not-utf8"], "{name}");
            assert!(loaded.problems[0].message.contains("UTF-16"), "{name}");
        }
    }
    assert_eq!(codes(&read("x.yaml", GOOD.replace("hello", "h\0llo"))), ["yaml-syntax"]);
    assert_eq!(codes(&read("x.yaml", b"title: \xe9\n".as_slice())), ["not-utf8"]);
    assert_eq!(codes(&read("x.yaml", utf16(b"", u16::to_le_bytes))), ["yaml-syntax"]);
    for harmless in [format!("\u{feff}{GOOD}"), GOOD.replace('\n', "\r\n"), GOOD.replace('\n', "\r")] {
        assert_eq!(read("x.yaml", harmless.as_str()).problems, [], "{harmless:?}");
    }
}

#[test]
fn a_tag_of_yaml_starts_nothing_and_reads_no_other_file() {
    for tag in ["!!python/object:os.system", "!include", "!!binary"] {
        let loaded = read("x.yaml", GOOD.replace("hello", &format!("{tag} /etc/hostname")));
        if let Some(statement) = loaded.corpus.statements().next() {
            assert_eq!(statement.primary().text(), "/etc/hostname");
        } else {
            assert!(has_errors(&loaded.problems));
        }
    }
}

#[test]
fn of_a_million_problems_the_first_thousand_are_told_and_the_others_counted() {
    let statements: String =
        (0..20_000).map(|number| format!("{{ id: i{number}, speaker: q, x: y, text: z }}, ")).collect();
    // All in one line, so that each place is far from the line's beginning.
    let loaded = read("x.yaml", format!("speakers: {{}}\nstatements: [{statements}]\n"));
    assert_eq!(loaded.problems.len(), 1001);
    let last = &loaded.problems[1000];
    assert_eq!((last.code, last.severity), ("more-problems", Severity::Error));
    assert_eq!(last.message, "and 39,000 more problems in this file");
    assert!(loaded.problems.iter().all(|problem| problem.place.line_text.len() < 1000));
    let unknown: String = (0..5000).map(|number| format!("k{number}: 1\n")).collect();
    assert_eq!(read("x.yaml", unknown).problems.len(), 1001);
    let long_name = read("x.yaml", format!("{}: 1\n", "k".repeat(500)));
    assert!(long_name.problems[0].message.len() < 200, "{}", long_name.problems[0].message);
}

#[test]
fn of_many_problems_in_a_tour_a_list_or_the_settings_a_thousand_are_told_and_the_others_counted() {
    let many = |what: &str| what.repeat(1500);
    let tour = SourceText::new("t.yaml", format!("steps: [{}]\n", many("{ keys: Entre }, ")));
    let list = SourceText::new("l.yaml", format!("statements: [{}]\n", many("[], ")));
    let keys = format!("keymap: {{ browse: {{ sort: [{}] }} }}\n", many("Entre, "));
    let taken = format!("keymap: {{ browse: {{ sort: [{}] }} }}\n", many("F5, "));
    let unknown: String = (0..1500).map(|number| format!("k{number}: 1\n")).collect();
    let settings = |text: String| Settings::read(&SourceText::new("c.yaml", text), Path::new("")).1;
    for (problems, untold) in [
        (Tour::read(&tour).1, 500),
        (TalkList::read(&list).1, 500),
        (settings(keys), 500),
        (settings(taken), 499),
        (settings(unknown), 500),
    ] {
        assert_eq!(problems.len(), 1001, "{:?}", problems.first());
        assert_eq!(problems[1000].message, format!("and {untold} more problems in this file"));
        assert_eq!(problems[1000].severity, Severity::Error);
    }
}

#[test]
fn a_packed_file_that_unfolds_without_end_is_stopped() {
    let lines = packed(&vec![b'\n'; 40 << 20]);
    assert!(lines.len() < 100_000);
    for name in ["x.jsonl.gz", "x.csv.gz"] {
        let loaded = read(name, lines.clone());
        assert_eq!(codes(&loaded), ["unreadable"], "{name}");
        assert!(loaded.problems[0].message.contains("it unpacks to more than 16 MiB"), "{:?}", loaded.problems);
    }
    let line = "{\"speaker\":\"Ann\",\"text\":\"the same words again and again\"}\n";
    let honest = packed(line.repeat(100_000).as_bytes());
    assert_eq!(read("x.jsonl.gz", honest).corpus.statement_count(), 100_000);
}

#[test]
fn an_id_is_never_a_path() {
    for id in ["../../etc/passwd", "/etc/passwd", "a/b", "a b", "a\\nb"] {
        let text = format!("speakers: {{ a: {{ name: A }} }}\nstatements: [{{ id: \"{id}\", speaker: a, text: x }}]\n");
        assert_eq!(codes(&read("x.yaml", text)), ["bad-id"], "{id}");
        let line = serde_json::json!({ "id": id.replace("\\n", "\n"), "speaker": "A", "text": "x" });
        assert_eq!(codes(&read("x.jsonl", line.to_string())), ["bad-id"], "{id}");
    }
}

#[test]
fn what_is_no_file_of_its_folder_is_passed_over_and_told() {
    let folder = folder();
    let outside = crate::support::folder();
    let secret = file(&outside, "secret.yaml", &GOOD.replace("hello", "secret"));
    file(&folder, "good.yaml", GOOD);
    file(&folder, ".onrecord-a1B2c3", "left over by a program that was ended");
    std::fs::create_dir(folder.path().join("folder.yaml")).expect("a folder");
    symlink(folder.path().join("good.yaml"), folder.path().join("same.yaml")).expect("a link");
    symlink(&secret, folder.path().join("out.yaml")).expect("a link");
    symlink("/dev/zero", folder.path().join("zero.yaml")).expect("a link");
    symlink("nowhere", folder.path().join("nowhere.jsonl")).expect("a link");
    symlink("loop.csv", folder.path().join("loop.csv")).expect("a link");
    assert!(Command::new("mkfifo").arg(folder.path().join("pipe.jsonl")).status().expect("mkfifo").success());
    let choice = CorpusChoice::Paths(vec![folder.path().to_owned()], OpenOptions::default());
    let (loaded, origin) = open(&choice).expect("it opens");
    let told: Vec<_> = loaded
        .problems
        .iter()
        .map(|problem| (problem.place.file.rsplit('/').next().unwrap_or_default(), problem.code, problem.severity))
        .collect();
    assert_eq!(
        told,
        [
            ("loop.csv", "unreadable", Severity::Warning),
            ("nowhere.jsonl", "unreadable", Severity::Warning),
            ("out.yaml", "leads-out", Severity::Warning),
            ("pipe.jsonl", "no-file", Severity::Warning),
            ("zero.yaml", "no-file", Severity::Warning),
        ]
    );
    // The link that stays in the folder is the same file, which is read once.
    assert_eq!(loaded.corpus.statement_count(), 1, "{origin}");
    let only_a_link = crate::support::folder();
    symlink(&secret, only_a_link.path().join("out.yaml")).expect("a link");
    let choice = CorpusChoice::Paths(vec![only_a_link.path().to_owned()], OpenOptions::default());
    assert_eq!(open(&choice).expect_err("nothing to read").diagnostic().code, "leads-out");
    // Who names the link means the file.
    let choice = CorpusChoice::Paths(vec![only_a_link.path().join("out.yaml")], OpenOptions::default());
    assert_eq!(open(&choice).expect("it opens").0.corpus.statement_count(), 1);
}

#[test]
fn words_of_twenty_megabytes_are_read_and_searched_like_any_other() {
    let text = GOOD.replace("hello", &format!("\"{}end\"", "word ".repeat(4_000_000)));
    let loaded = read("x.yaml", text);
    assert_eq!(loaded.problems, []);
    let statement = loaded.corpus.statements().next().expect("a statement");
    assert_eq!(statement.primary().text().len(), 20_000_003);
}
