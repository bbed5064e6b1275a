//! Tagged lines: they say what a document says, and are as wrong where they are wrong.

use serde_json::json;

use super::OpenOptions;
use super::tests::{KEEP_GOING, good, mapped, problems, read, read_bytes, read_files, said_by, statement};
use crate::corpus::load::Loaded;
use crate::corpus::{BUILT_IN, Statement, differences};
use crate::diagnostic::{Severity, SourceText};
use crate::yaml::{Key, Node, Value, parse};

/// A document with every field that there is.
pub(super) const EVERYTHING: &str = r#"
title: Everything
notes: "With \"quotes\", a \\, a\ttab and 😀."
speakers:
  ann: { name: Ann Arbor, role: Mayor, affiliation: Town, aliases: [Ann, Mayor Arbor], notes: n }
  council: { name: Town council, body: true }
  bob: { name: Bob }
sessions:
  hall: { title: Town hall, date: 2024-05-02, place: Here, participants: [ann, council], summary: s, references: [r1, r2], notes: n }
  again: { title: Again, date: 2024 }
sources:
  paper:
    title: The Paper
    publisher: P
    author: A
    date: 2024-05
    url: https://example.org/1
    language: en
    fidelity: report
    verified: false
    checked_at: 2024-06-01
    licence: CC0
    notes: n
    passages:
      - { is: full, text: "Ann said: “We will build – it.” Then: “Soon.”", locator: p. 1 }
      - { is: summary, text: and another }
      - { text: third }
  minutes: { title: Minutes, url: https://example.org/2, fidelity: transcript, verified: true }
statements:
  - id: later
    speaker: ann
    see_also: [build, short]
    part_of: build
    text: later
  - id: build
    speaker: [ann, council]
    via: [bob, council]
    session: hall
    also_in: [again]
    date: 2024-05-03
    setting: corridor
    kind: direct
    topics: [bridge, money]
    see_also: later
    notes: n
    review: { confidence: 0.25, candidates: [bob], state: accepted }
    wordings:
      - { source: paper, text: "we will build - it. […] soon.", frame: "She said {}.", locator: par. 1, verified: true, checked_at: 2024-07, notes: n }
      - { source: paper, by: editor, text: A summary. }
      - { source: minutes, text: We build., speaker: unattributed, via: [], session: again, date: 2023, kind: indirect }
  - { id: short, speaker: unattributed, source: minutes, text: so, frame: "{}, they say", locator: l, verified: false, checked_at: 2024-01-01 }
"#;

/// A part of a document as JSON, whatever it is.
fn json_of(node: &Node<'_>) -> String {
    match &node.value {
        Value::Null => "null".to_owned(),
        Value::Flag(flag) => flag.to_string(),
        Value::Text(text) => json!(text).to_string(),
        Value::List(items) => format!("[{}]", items.iter().map(json_of).collect::<Vec<_>>().join(",")),
        Value::Map(entries) => format!("{{{}}}", fields_of(entries)),
    }
}

fn fields_of(entries: &[(Key<'_>, Node<'_>)]) -> String {
    let field = |(key, value): &(Key<'_>, Node<'_>)| format!("{}:{}", json!(key.text), json_of(value));
    entries.iter().map(field).collect::<Vec<_>>().join(",")
}

/// A line of a type, with the fields of a map.
fn tagged_line(tag: &str, id: Option<&str>, thing: &Node<'_>) -> String {
    let Value::Map(entries) = &thing.value else { panic!("a map of fields") };
    let mut fields = vec![format!("\"type\":{}", json!(tag))];
    fields.extend(id.map(|id| format!("\"id\":{}", json!(id))));
    fields.push(fields_of(entries));
    format!("{{{}}}\n", fields.into_iter().filter(|field| !field.is_empty()).collect::<Vec<_>>().join(","))
}

/// A document as tagged lines: statements first, so that they name what comes later.
pub(super) fn tagged(document: &str) -> String {
    let source = SourceText::new("x.yaml", document);
    let tree = parse(&source).expect("a document");
    let Value::Map(fields) = tree.value else { panic!("a map of fields") };
    let (mut statements, mut others, mut about) = (String::new(), String::new(), Vec::new());
    for (key, node) in fields {
        match (&*key.text, &node.value) {
            ("statements", Value::List(items)) => {
                statements.extend(items.iter().map(|item| tagged_line("statement", None, item)));
            }
            (plural @ ("speakers" | "sessions" | "sources"), Value::Map(things)) => {
                let tag = plural.trim_end_matches('s');
                others.extend(things.iter().map(|(id, thing)| tagged_line(tag, Some(&id.text), thing)));
            }
            _ => about.push((key, node)),
        }
    }
    let span = crate::text::ByteSpan::default();
    let about = (!about.is_empty()).then(|| tagged_line("corpus", None, &Node { value: Value::Map(about), span }));
    statements + &others + &about.unwrap_or_default()
}

fn same(one: &Loaded, other: &Loaded) {
    assert_eq!(differences(&one.corpus, &other.corpus), Vec::<String>::new());
}

/// The codes of the problems, each once: lines tell some of them once for many.
pub(super) fn codes(loaded: &Loaded) -> Vec<&'static str> {
    let mut codes: Vec<&str> =
        loaded.problems.iter().map(|problem| problem.code).filter(|code| *code != "more-problems").collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

#[test]
fn the_built_in_corpus_is_the_same_in_tagged_lines() {
    let document = read("x.yaml", BUILT_IN);
    let lines = read("x.jsonl", &tagged(BUILT_IN));
    same(&document, &lines);
    assert_eq!(codes(&document), codes(&lines));
}

#[test]
fn every_field_of_a_document_can_be_said_in_a_tagged_line() {
    let document = read("x.yaml", EVERYTHING);
    good(&document);
    let lines = read("x.jsonl", &tagged(EVERYTHING));
    same(&document, good(&lines));
}

#[test]
fn escapes_are_read_as_json_has_them() {
    let lines = r#"{"type":"speaker","id":"ann","name":"\u0041nn \ud83d\ude00 \/ \"\\\n\t\u00e9"}
{"typ\u0065":"statement","id":"a","speaker":"ann","text":"x\u00a0y"}
"#;
    let loaded = read("x.jsonl", lines);
    assert_eq!(said_by(good(&loaded), "a"), "Ann 😀 / \"\\\n\té");
    assert_eq!(statement(&loaded, "a").primary().text(), "x\u{a0}y");
}

#[test]
fn lines_about_the_corpus_are_put_together() {
    let lines = "{\"type\":\"corpus\",\"title\":\"One\",\"notes\":\"n\"}\n{\"type\":\"corpus\",\"title\":\"Two\"}\n";
    let loaded = read("x.jsonl", lines);
    assert_eq!(good(&loaded).corpus.title(), Some("One · Two"));
    assert_eq!(loaded.corpus.notes(), ["n"]);
}

#[test]
fn every_kind_of_problem_of_a_tagged_line_is_found_at_its_place() {
    let base = [
        r#"{"type": "speaker", "id": "ann", "name": "Ann"}"#,
        r#"{"type": "session", "id": "hall", "title": "Hall", "participants": ["ann"]}"#,
        r#"{"type": "source", "id": "paper", "title": "Paper", "url": "u", "passages": [{"text": "one two three"}]}"#,
        r#"{"type": "statement", "id": "first", "speaker": "ann", "source": "paper", "text": "two"}"#,
    ]
    .join("\n");
    let start = r#"{"type": "statement", "id": "a", "speaker": "ann""#;
    let cases: [(&str, &[&str]); 38] = [
        (r#"{"type": "speakr", "id": "b", "name": "B"}"#, &["5:10 bad-value"]),
        (r#"{"type": "", "id": "b"}"#, &["5:10 bad-value"]),
        (r#"{"type": ["speaker"], "id": "b"}"#, &["5:10 bad-value"]),
        (r#"{"type": "speaker", "name": "B"}"#, &["5:1 missing-field"]),
        (r#"{"type": "speaker", "id": null, "name": "B"}"#, &["5:22 empty-text"]),
        (r#"{"type": "speaker", "id": "ann", "name": "B"}"#, &["5:27 duplicate-id"]),
        (
            r#"{"type": "speaker", "id": "a b", "name": "Ann"}"#,
            &["5:27 bad-id", "5:27 alias-twice", "5:27 unused-speaker"],
        ),
        (r#"{"type": "speaker", "id": "b", "name": "Ann"}"#, &["5:27 alias-twice", "5:27 unused-speaker"]),
        (
            r#"{"type": "speaker", "id": "b", "name": "B", "type": "source"}"#,
            &["5:27 unused-speaker", "5:46 duplicate-field"],
        ),
        (
            r#"{"type": "speaker", "id": "b", "nam": "B"}"#,
            &["5:1 missing-field", "5:27 unused-speaker", "5:33 unknown-field"],
        ),
        (r#"{"type": "session", "id": "s", "title": "S", "date": "May"}"#, &["5:54 bad-date"]),
        (
            r#"{"type": "session", "id": "s", "title": "S", "participants": ["b", "an"]}"#,
            &["5:63 unknown-speaker", "5:68 unknown-speaker"],
        ),
        (r#"{"type": "source", "id": "s", "title": "S", "passages": {}}"#, &["5:26 unused-source", "5:57 wrong-type"]),
        (
            r#"{"type": "source", "id": "s", "title": "S", "passages": [{"is": "ful", "text": "x"}]}"#,
            &["5:26 unused-source", "5:65 bad-value"],
        ),
        (
            r#"{"type": "source", "id": "s", "title": "S", "verified": "yes"}"#,
            &["5:26 unused-source", "5:57 wrong-type"],
        ),
        (r#"{"type": "corpus", "titel": "x"}"#, &["5:21 unknown-field"]),
        (r#"{"type": "corpus", "id": "x"}"#, &["5:21 unknown-field"]),
        (r#"{"type": "statement", "speaker": "ann", "text": "x"}"#, &["5:1 missing-field"]),
        (r#"{"type": "statement", "id": "first", "speaker": "ann", "text": "x"}"#, &["5:29 duplicate-id"]),
        (r#"{"type": "statement", "id": "a", "text": "x"}"#, &["5:1 missing-field"]),
        (r#"{"type": "statement", "id": "a", "speaker": "Ann", "text": "x"}"#, &["5:45 unknown-speaker"]),
        (r#"{"type": "statement", "id": "a", "speaker": [], "text": "x"}"#, &["5:35 empty-text"]),
        (r#"START, "session": "hal", "text": "x"}"#, &["5:63 unknown-session"]),
        (r#"START, "via": ["bob"], "text": "x"}"#, &["5:60 unknown-speaker"]),
        (r#"START, "source": "papr", "text": "x"}"#, &["5:62 unknown-source"]),
        (r#"START, "source": "paper", "text": "tw"}"#, &["5:79 not-in-passages"]),
        (
            r#"START, "part_of": "frst", "see_also": ["a", "b"], "text": "x"}"#,
            &["5:63 unknown-statement", "5:89 unknown-statement"],
        ),
        (r#"START, "text": "x", "kind": "fragmnt"}"#, &["5:73 bad-value"]),
        (r#"START, "text": "x", "frame": "none"}"#, &["5:74 bad-frame"]),
        (r#"START, "text": "[…]"}"#, &["5:60 empty-text"]),
        (r#"START, "text": "x", "wordings": [{"text": "y"}]}"#, &["5:53 two-forms"]),
        (r#"START, "wordings": []}"#, &["5:1 no-wording"]),
        (r#"START, "wordings": [{"text": "x", "by": "me"}, 7]}"#, &["5:85 bad-value", "5:92 wrong-type"]),
        (
            r#"START, "text": "x", "review": {"confidence": 2, "candidates": "bob", "state": "opn"}}"#,
            &["5:90 bad-value", "5:107 unknown-speaker", "5:123 bad-value"],
        ),
        (r#"START, "text": {"de": "x"}, "place": "Rome"}"#, &["5:60 wrong-type", "5:74 unknown-field"]),
        (r#"START, "text": "x"#, &["5:61 json-syntax"]),
        (r#"START, "text": "\ud83d"}"#, &["5:67 json-syntax"]),
        (r#"{"type": "speaker", "id": "b", "name" "B"}"#, &["5:39 json-syntax"]),
    ];
    for (line, wanted) in cases {
        let line = line.replace("START", start);
        assert_eq!(problems(&read("x.jsonl", &format!("{base}\n{line}\n"))), wanted, "{line}");
    }
}

#[test]
fn a_wrong_tag_says_which_was_meant_and_how_to_ignore_it() {
    let loaded = read("x.jsonl", &"{\"type\": \"sorce\", \"id\": \"x\"}\n".repeat(3));
    let told: Vec<(&str, Option<&str>)> =
        loaded.problems.iter().map(|problem| (&*problem.message, problem.help.as_deref())).collect();
    assert_eq!(
        told,
        [
            (
                "`sorce` is none of speaker, session, source, statement, corpus; did you mean `source`?",
                Some("where it means something else, ignore it: --map =type")
            ),
            ("and 2 more problems: 3 lines of this file are bad in all", None)
        ]
    );
    let loaded = read("x.jsonl", "{\"tpe\": \"speaker\", \"speaker\": \"a\", \"text\": \"x\"}");
    assert_eq!(loaded.problems[0].help.as_deref(), Some("did you mean `type`? Or ignore it: --map =tpe"));
}

#[test]
fn a_map_is_for_lines_without_a_tag() {
    let lines = br#"{"type": "speaker", "id": "a", "name": "A"}
{"type": "statement", "id": "one", "speaker": "a", "text": "x"}
{"text": "a", "words": "y"}
"#;
    let loaded = read_bytes(&[("x.jsonl", lines)], &mapped("speaker=text,text=words"));
    assert_eq!(said_by(good(&loaded), "one"), "A");
    assert_eq!(said_by(&loaded, "L3"), "A");
    let foreign = br#"{"type": "tweet", "speaker": "A", "text": "x"}"#;
    for map in ["=type", "topics=type"] {
        assert_eq!(said_by(good(&read_bytes(&[("x.jsonl", foreign)], &mapped(map))), "L1"), "A");
    }
    assert_eq!(problems(&read_bytes(&[("x.jsonl", foreign)], &mapped("=*"))), ["1:10 bad-value"]);
    let null = read("x.jsonl", r#"{"type": null, "speaker": "A", "text": "x"}"#);
    assert_eq!(said_by(good(&null), "L1"), "A");
}

#[test]
fn a_bad_tagged_line_is_left_out_and_what_needs_it() {
    let lines = r#"{"type": "speaker", "id": "ann", "name": "Ann", "aliass": "A"}
{"type": "speaker", "id": "bob", "name": "Bob"}
{"type": "session", "id": "hall", "title": "Hall", "participants": ["bob", "ann"]}
{"type": "statement", "id": "a", "speaker": "ann", "text": "x"}
{"type": "statement", "id": "b", "speaker": "bob", "session": "hall", "see_also": ["a", "c", "d"], "text": "x"}
{"type": "statement", "id": "c", "speaker": "bob", "text": "x"}
"#;
    let loaded = read_bytes(&[("x.jsonl", lines.as_bytes())], &KEEP_GOING());
    let told = ["1:50 unknown-field", "3:76 unknown-speaker", "4:45 unknown-speaker", "5:94 unknown-statement"];
    assert_eq!(problems(&loaded), told);
    assert!(loaded.problems.iter().all(|problem| problem.severity == Severity::Warning));
    assert_eq!((loaded.skipped, loaded.corpus.statement_count(), loaded.corpus.speakers().len()), (2, 2, 1));
    let see_also = statement(&loaded, "b").see_also().iter().map(|id| loaded.corpus.statement(*id).key());
    assert_eq!(see_also.collect::<Vec<_>>(), ["c"]);
    // Otherwise one mistake is one error.
    assert_eq!(problems(&read("x.jsonl", lines)), ["1:50 unknown-field", "5:94 unknown-statement"]);
}

#[test]
fn plain_lines_stand_among_tagged_ones_and_mean_what_they_define() {
    let lines = r#"{"id": "one", "speaker": "Dr. Arbor", "session": "Hall", "source": "https://example.org", "text": "x"}
{"type": "statement", "id": "two", "speaker": "ann", "see_also": ["one", "L4"], "text": "y"}
{"type": "speaker", "id": "ann", "name": "Ann Arbor", "aliases": ["Dr. Arbor"]}
{"speaker": "ann", "text": "z"}
{"type": "session", "id": "hall", "title": "Hall"}
{"type": "source", "id": "paper", "title": "Paper", "url": "https://example.org"}
"#;
    let loaded = read("x.jsonl", lines);
    let corpus = &good(&loaded).corpus;
    let keys: Vec<&str> = corpus.statements().map(Statement::key).collect();
    assert_eq!(keys, ["one", "two", "L4"]);
    assert!(keys.iter().all(|key| said_by(&loaded, key) == "Ann Arbor"));
    assert_eq!((corpus.speakers().len(), corpus.sessions().len(), corpus.sources().len()), (1, 1, 1));
    assert_eq!(statement(&loaded, "two").see_also().len(), 2);
}

#[test]
fn documents_and_lines_refer_to_each_other_and_clash_as_documents_do() {
    let document = "
speakers: { ann: { name: Ann }, bob: { name: Bob in the document } }
statements:
  - { id: a, speaker: bob, see_also: [b, x/a], text: x }
  - { id: c, speaker: cid, part_of: x/a, text: x }
";
    let lines = r#"{"type": "statement", "id": "a", "speaker": ["bob", "ann"], "see_also": "c", "text": "y"}
{"type": "statement", "id": "b", "speaker": "y/bob", "part_of": "a", "text": "y"}
{"type": "speaker", "id": "bob", "name": "Bob in a line"}
{"type": "speaker", "id": "cid", "name": "Cid"}
"#;
    let loaded = read_files(&[("x.jsonl", lines), ("y.yaml", document)]);
    let corpus = &good(&loaded).corpus;
    assert_eq!(loaded.clashes, ["speaker `bob`", "statement `a`"]);
    let keys: Vec<&str> = corpus.statements().map(Statement::key).collect();
    assert_eq!(keys, ["y/a", "c", "x/a", "b"]);
    let said: Vec<String> = keys.iter().map(|key| said_by(&loaded, key)).collect();
    assert_eq!(said, ["Bob in the document", "Cid", "Bob in a line and Ann", "Bob in the document"]);
    let link = |key: &str| statement(&loaded, key).part_of().map(|id| corpus.statement(id).key());
    assert_eq!((link("c"), link("b")), (Some("x/a"), Some("x/a")));
    let third = r#"{"type": "statement", "id": "d", "speaker": "bob", "see_also": ["a", "y/c", "z/a"], "text": "y"}"#;
    let loaded = read_files(&[("x.jsonl", lines), ("y.yaml", document), ("z.jsonl", third)]);
    let told = ["1:45 ambiguous-id", "1:65 ambiguous-id", "1:70 unknown-statement", "1:77 unknown-statement"];
    assert_eq!(problems(&loaded), told);
}

#[test]
fn tagged_lines_are_read_from_packed_files() {
    let lines = super::tests::packed(tagged(EVERYTHING).as_bytes());
    let loaded = read_bytes(&[("x.jsonl.gz", &lines)], &OpenOptions::default());
    same(&read("x.yaml", EVERYTHING), good(&loaded));
}

#[test]
fn many_problems_are_counted_and_warnings_among_them() {
    let mut lines = String::from(
        "{\"type\":\"speaker\",\"id\":\"ann\",\"name\":\"A\"}\n{\"type\":\"source\",\"id\":\"s\",\"title\":\"S\"}\n",
    );
    lines.extend((0..1200).map(|number| {
        let statement =
            json!({"type": "statement", "id": format!("s{number}"), "speaker": "ann", "source": "s", "text": "x"});
        format!("{statement}\n")
    }));
    let loaded = read("x.jsonl", &lines);
    assert_eq!(loaded.problems.len(), 1001);
    assert!(loaded.problems.iter().all(|problem| problem.severity == Severity::Warning));
    assert_eq!(loaded.problems[1000].message, "and 200 more warnings in this file");
    let dangling = lines.replace("\"text\"", "\"see_also\":\"none\",\"text\"");
    let loaded = read("x.jsonl", &dangling);
    assert_eq!(loaded.problems.len(), 1001);
    assert_eq!(loaded.problems[1000].severity, Severity::Error);
    assert!(loaded.problems[1000].message.ends_with(" more problems in this file"), "{:?}", loaded.problems[1000]);
}

#[test]
fn the_problems_of_one_line_are_bounded_as_those_of_a_file() {
    // A thousand of them are told; the last of the others is that nobody refers to her.
    let again = ", \"type\": 1".repeat(20_000);
    let line = format!("{{\"type\": \"speaker\", \"id\": \"ann\", \"name\": \"Ann\"{again}}}\n");
    let loaded = read("x.jsonl", &line);
    assert_eq!(loaded.problems.len(), 1001);
    assert_eq!(loaded.problems[1000].message, "and 19,001 more problems: one line of this file is bad in all");
}
