//! The JSON Schema and the reader say the same of a file.

use std::sync::LazyLock;

use jsonschema::Validator;
use onrecord::corpus::written::schema;
use onrecord::corpus::{InputFile, load};
use onrecord::diagnostic::Severity;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::FileFailurePersistence;
use serde_json::{Value, json};

/// Where cases that once failed are kept.
const KEPT: &str = "tests/proptest-regressions/schema.txt";

/// What no schema can say: where ids lead, and what stands in passages.
const ONLY_READ: [&str; 6] =
    ["unknown-speaker", "unknown-session", "unknown-source", "unknown-statement", "duplicate-id", "not-in-passages"];

static SCHEMA: LazyLock<Validator> = LazyLock::new(|| {
    let schema = serde_json::to_value(schema()).expect("JSON");
    jsonschema::validator_for(&schema).expect("a schema")
});

/// What is wrong with a document to the reader, as far as the schema can say it.
fn problems(document: &Value) -> Vec<String> {
    let bytes = serde_json::to_vec(document).expect("JSON");
    let loaded = load(vec![InputFile { name: "x.yaml".to_owned(), bytes }]).expect("small enough");
    let both_can_say = loaded
        .problems
        .into_iter()
        .filter(|problem| problem.severity == Severity::Error && !ONLY_READ.contains(&problem.code));
    both_can_say.map(|problem| problem.message).collect()
}

fn assert_agreed(document: &Value) {
    let by_reader = problems(document);
    if SCHEMA.is_valid(document) != by_reader.is_empty() {
        let by_schema: Vec<String> =
            SCHEMA.iter_errors(document).map(|error| format!("{}: {error}", error.instance_path())).collect();
        panic!("{document:#}\nthe schema: {by_schema:?}\nthe reader: {by_reader:?}");
    }
}

/// Every field of the format.
fn whole() -> Value {
    json!({
        "title": "t", "notes": "n",
        "speakers": {
            "ann": { "name": "Ann", "role": "r", "affiliation": "a", "aliases": ["x"], "body": true, "notes": "n" },
            "bob": { "name": "Bob" }
        },
        "sessions": {
            "talk": { "title": "Talk", "date": "2022-01-12", "place": "p", "participants": ["ann"], "summary": "s",
                      "references": "https://x.org", "notes": "n" }
        },
        "sources": {
            "paper": { "title": "Paper", "publisher": "p", "author": "a", "date": 2022, "url": "https://x.org",
                       "language": "en", "fidelity": "report", "verified": true, "checked_at": "2022-01",
                       "licence": "l", "notes": "n",
                       "passages": [{ "is": "excerpt", "text": "the words", "locator": 4 }] }
        },
        "statements": [
            { "id": "a", "speaker": ["ann", "bob"], "via": "bob", "session": "talk", "also_in": ["talk"],
              "date": "2022", "setting": "s", "kind": "fragment", "topics": ["t"], "part_of": "b", "see_also": "b",
              "notes": "n", "review": { "state": "open", "confidence": 0.5, "candidates": ["bob"] },
              "source": "paper", "locator": "l", "text": "words", "frame": "{} they were", "by": "editor",
              "verified": false, "checked_at": 2022 },
            { "id": "b", "speaker": "unattributed", "wordings": [
                { "source": "paper", "locator": 1, "text": "words", "frame": "{}", "by": "editor", "speaker": "ann",
                  "via": ["bob"], "session": "talk", "date": 2022, "kind": "direct", "verified": true,
                  "checked_at": "2022-01-12", "notes": "n" },
                { "text": "other words" }
            ] }
        ]
    })
}

/// What a person may write, wherever that belongs.
fn values() -> Vec<Value> {
    let texts = [
        "",
        " ",
        "x",
        " x ",
        "a b",
        "a/b",
        "a\u{1}b",
        "unattributed",
        " unattributed ",
        "[…]",
        " [...] […]",
        "[…] x",
        "[x]",
        "x {}",
        "{} {}",
        "{",
        "2024-02-29",
        "2022-02-29",
        "2000-02-29",
        "1900-02-29",
        "2022-13",
        "2022-04-31",
        "2022-4",
        " 2022 ",
        "2022-01-12-01",
        "direct",
        "open",
        "editor",
        "ann",
        "paper",
        "talk",
        "a",
        "0.5",
        "1.0",
        "1.5",
        "true",
    ];
    let mut values = vec![
        json!(null),
        json!(true),
        json!(false),
        json!(0),
        json!(1),
        json!(999),
        json!(2022),
        json!(12022),
        json!(-1),
        json!(0.5),
        json!(1.5),
        json!([]),
        json!({}),
        json!([null]),
        json!([["x"]]),
        json!([1]),
        json!([{}]),
        json!({ "x": {} }),
        json!({ "text": "x" }),
        json!([{ "text": "x" }]),
        json!([{ "id": "c", "speaker": "ann", "text": "x" }]),
        json!({ "name": "x" }),
        json!({ "title": "x" }),
        json!({ "a b": { "name": "x", "title": "x" } }),
    ];
    values.extend(texts.map(|text| json!(text)));
    values.extend(["", "a b", "ann"].map(|text| json!([text])));
    values
}

/// A change of a document: where, and what is put there.
#[derive(Clone, Debug)]
enum Mutation {
    /// Another value.
    Set(Index, Value),
    /// Nothing.
    Remove(Index),
    /// A field of this name.
    Add(Index, String, Value),
}

fn mutation() -> impl Strategy<Value = Mutation> {
    let names = [
        "text",
        "wordings",
        "source",
        "frame",
        "by",
        "verified",
        "title",
        "name",
        "date",
        "speaker",
        "nmae",
        "a/b",
        "unattributed",
    ];
    let names = names.map(str::to_owned).to_vec();
    prop_oneof![
        4 => (any::<Index>(), select(values())).prop_map(|(at, value)| Mutation::Set(at, value)),
        2 => any::<Index>().prop_map(Mutation::Remove),
        1 => (any::<Index>(), select(names), select(values())).prop_map(|(at, name, value)| Mutation::Add(at, name, value)),
    ]
}

/// The paths to everything in a document, as JSON pointers.
fn paths(value: &Value, path: &str, found: &mut Vec<String>) {
    let mut below = |name: &str, value: &Value| {
        let path = format!("{path}/{}", name.replace('~', "~0").replace('/', "~1"));
        found.push(path.clone());
        paths(value, &path, found);
    };
    match value {
        Value::Object(entries) => entries.iter().for_each(|(name, value)| below(name, value)),
        Value::Array(items) => items.iter().enumerate().for_each(|(at, value)| below(&at.to_string(), value)),
        _ => {}
    }
}

fn mutated(mut document: Value, mutations: &[Mutation]) -> Value {
    for mutation in mutations {
        let mut all = Vec::new();
        paths(&document, "", &mut all);
        let (Mutation::Set(at, _) | Mutation::Remove(at) | Mutation::Add(at, ..)) = mutation;
        let Some(path) = (!all.is_empty()).then(|| at.get(&all)) else { continue };
        match mutation {
            Mutation::Set(_, value) => document.pointer_mut(path).expect("a place").clone_from(value),
            Mutation::Add(_, name, value) => {
                if let Some(Value::Object(entries)) = document.pointer_mut(path) {
                    entries.insert(name.clone(), value.clone());
                }
            }
            Mutation::Remove(_) => {
                let (parent, name) = path.rsplit_once('/').expect("a path");
                match document.pointer_mut(parent) {
                    Some(Value::Object(entries)) => drop(entries.remove(&name.replace("~1", "/").replace("~0", "~"))),
                    Some(Value::Array(items)) => drop(items.remove(name.parse().expect("a number"))),
                    _ => {}
                }
            }
        }
    }
    document
}

#[test]
fn a_document_with_every_field_is_good_to_both() {
    assert_eq!(problems(&whole()), Vec::<String>::new());
    assert_agreed(&whole());
}

/// The same in pieces: a section each, and each statement. Where ids lead is not asked here.
fn pieces() -> Vec<Value> {
    let Value::Object(sections) = whole() else { return Vec::new() };
    let piece = |(name, section): (String, Value)| match section {
        Value::Array(items) => items.into_iter().map(|item| json!({ name.clone(): [item] })).collect(),
        section => vec![json!({ name: section })],
    };
    sections.into_iter().flat_map(piece).collect()
}

/// Each value in each place: most of what a person can get wrong is one thing.
#[test]
fn one_change_anywhere_is_judged_alike() {
    for piece in pieces() {
        let mut all = Vec::new();
        paths(&piece, "", &mut all);
        for (path, value) in all.iter().flat_map(|path| values().into_iter().map(move |value| (path, value))) {
            let mut document = piece.clone();
            *document.pointer_mut(path).expect("a place") = value;
            assert_agreed(&document);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: Some(Box::new(FileFailurePersistence::Direct(KEPT)) as _),
        ..ProptestConfig::default()
    })]

    #[test]
    fn several_changes_are_judged_alike(mutations in proptest::collection::vec(mutation(), 1..5)) {
        assert_agreed(&mutated(whole(), &mutations));
    }
}
