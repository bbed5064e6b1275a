//! Made-up documents, good and bad, and their tagged lines.

use proptest::prelude::*;
use serde_json::{Map, Value as Json, json};

use super::OpenOptions;
use super::tagged_tests::{EVERYTHING, codes, tagged};
use super::tests::{KEEP_GOING, read, read_bytes};
use crate::corpus::differences;

/// What stands in a field of a made-up document; now and then, something else does.
#[derive(Clone, Copy)]
enum Sort {
    Text,
    Texts,
    Words,
    Date,
    Flag,
    Number,
    Id,
    Ids,
    OneOf(&'static [&'static str]),
}

impl Sort {
    fn value(self) -> BoxedStrategy<Json> {
        let text = || sample(&["x", " é 😀\u{85}", "“a”: 'b' #", "{}, no", "- 7", "true", "a\\b\"\t\n c"]);
        // One is always defined, another sometimes.
        let id = |others| prop_oneof![50 => sample(&["a"]), 1 => sample(others)].boxed();
        let right = match self {
            Self::Text => text(),
            Self::Texts => proptest::collection::vec(text(), 0..3).prop_map(Json::from).boxed(),
            Self::Words => sample(&["one two", "“Two” – three", "one […] three", "four"]),
            Self::Date => sample(&["2022-01-12", "2022-01", "2022"]),
            Self::Flag => any::<bool>().prop_map(Json::from).boxed(),
            Self::Number => (0..=8_u8).prop_map(|eighths| json!(f32::from(eighths) / 8.0)).boxed(),
            Self::Id => id(&["b", "c"]),
            Self::Ids => proptest::collection::vec(id(&["b", "unattributed"]), 1..3).prop_map(Json::from).boxed(),
            Self::OneOf(names) => sample(names),
        };
        let wrong =
            [Json::Null, json!(""), json!(7), json!(["x"]), json!({}), json!("May"), json!("[…]"), json!("a b")];
        prop_oneof![150 => right, 1 => proptest::sample::select(wrong.to_vec())].boxed()
    }
}

fn sample(texts: &'static [&'static str]) -> BoxedStrategy<Json> {
    proptest::sample::select(texts).prop_map(Json::from).boxed()
}

const KINDS: Sort = Sort::OneOf(&["direct", "fragment", "indirect"]);

/// A map with some of these fields, most often the first, which are required.
fn fields(required: usize, fields: &[(&'static str, Sort)]) -> BoxedStrategy<Map<String, Json>> {
    let given = |(index, (name, sort)): (usize, &(&'static str, Sort))| {
        let often = if index < required { 0.98 } else { 0.3 };
        (*name, proptest::option::weighted(often, sort.value()).boxed())
    };
    let unknown = ("other", proptest::option::weighted(0.005, Sort::Text.value()).boxed());
    let (names, values): (Vec<_>, Vec<_>) = fields.iter().enumerate().map(given).chain([unknown]).unzip();
    let pair = |(name, value): (&&'static str, Option<Json>)| Some(((*name).to_owned(), value?));
    values.prop_map(move |values| names.iter().zip(values).filter_map(pair).collect()).boxed()
}

/// A map of things by their ids.
fn things(thing: BoxedStrategy<Map<String, Json>>) -> BoxedStrategy<Json> {
    let others = prop_oneof![30 => Just("b"), 1 => Just("a b"), 1 => Just("x/y")].prop_map(str::to_owned);
    let others = proptest::collection::btree_map(others, thing.clone(), 0..2);
    (thing, others)
        .prop_map(|(first, mut all)| {
            all.insert("a".to_owned(), first);
            Json::Object(all.into_iter().map(|(id, thing)| (id, Json::Object(thing))).collect())
        })
        .boxed()
}

fn sources() -> BoxedStrategy<Json> {
    let fidelities = Sort::OneOf(&["transcript", "report", "translation", "reworded"]);
    let source = [
        ("title", Sort::Text),
        ("publisher", Sort::Text),
        ("author", Sort::Text),
        ("date", Sort::Date),
        ("url", Sort::Text),
        ("language", Sort::Text),
        ("fidelity", fidelities),
        ("verified", Sort::Flag),
        ("checked_at", Sort::Date),
        ("licence", Sort::Text),
        ("notes", Sort::Text),
    ];
    let kinds = Sort::OneOf(&["full", "excerpt", "summary"]);
    let passages =
        proptest::collection::vec(fields(1, &[("text", Sort::Words), ("is", kinds), ("locator", Sort::Text)]), 1..4);
    let source = (fields(1, &source), proptest::option::weighted(0.3, passages)).prop_map(|(mut source, passages)| {
        source.extend(passages.map(|passages| ("passages".to_owned(), json!(passages))));
        source
    });
    things(source.boxed())
}

fn statements() -> BoxedStrategy<Json> {
    let statement = [
        ("speaker", Sort::Ids),
        ("via", Sort::Ids),
        ("session", Sort::Id),
        ("also_in", Sort::Ids),
        ("date", Sort::Date),
        ("setting", Sort::Text),
        ("kind", KINDS),
        ("topics", Sort::Texts),
        ("part_of", Sort::OneOf(&["s0", "s1"])),
        ("see_also", Sort::OneOf(&["s0", "s2"])),
        ("notes", Sort::Text),
    ];
    let short = [
        ("text", Sort::Words),
        ("source", Sort::Id),
        ("frame", Sort::OneOf(&["{}", "He {}.", "none"])),
        ("locator", Sort::Text),
        ("by", Sort::OneOf(&["editor"])),
        ("verified", Sort::Flag),
        ("checked_at", Sort::Date),
    ];
    let overrides = [
        ("speaker", Sort::Ids),
        ("via", Sort::Ids),
        ("session", Sort::Id),
        ("date", Sort::Date),
        ("kind", KINDS),
        ("notes", Sort::Text),
    ];
    let wordings = proptest::collection::vec(fields(1, &[&short[..], &overrides].concat()), 1..4);
    let review = [
        ("confidence", Sort::Number),
        ("candidates", Sort::Ids),
        ("state", Sort::OneOf(&["open", "accepted", "rejected"])),
    ];
    let words = prop_oneof![
        wordings.prop_map(|wordings| Map::from_iter([("wordings".to_owned(), json!(wordings))])),
        fields(1, &short),
    ];
    let review = proptest::option::weighted(0.2, fields(0, &review));
    let statement = (fields(1, &statement), words, review).prop_map(|(mut statement, words, review)| {
        statement.extend(words);
        statement.extend(review.map(|review| ("review".to_owned(), json!(review))));
        statement
    });
    let numbered = |statements: Vec<Map<String, Json>>| {
        let with_id = |(number, mut statement): (usize, Map<String, Json>)| {
            // Once in a while an id stands twice.
            statement.insert("id".to_owned(), json!(format!("s{}", if number == 4 { 1 } else { number })));
            Json::Object(statement)
        };
        Json::from(statements.into_iter().enumerate().map(with_id).collect::<Vec<_>>())
    };
    proptest::collection::vec(statement, 0..6).prop_map(numbered).boxed()
}

/// A document in JSON, which is YAML too.
fn document() -> impl Strategy<Value = String> {
    let speaker = [
        ("name", Sort::Text),
        ("role", Sort::Text),
        ("affiliation", Sort::Text),
        ("aliases", Sort::Texts),
        ("body", Sort::Flag),
        ("notes", Sort::Text),
    ];
    let session = [
        ("title", Sort::Text),
        ("date", Sort::Date),
        ("place", Sort::Text),
        ("participants", Sort::Ids),
        ("summary", Sort::Text),
        ("references", Sort::Texts),
        ("notes", Sort::Text),
    ];
    let about = fields(0, &[("title", Sort::Text), ("notes", Sort::Text)]);
    let tables = (things(fields(1, &speaker)), things(fields(1, &session)), sources());
    (about, tables, statements()).prop_map(|(mut document, (speakers, sessions, sources), statements)| {
        let parts = [("speakers", speakers), ("sessions", sessions), ("sources", sources), ("statements", statements)];
        document.extend(parts.map(|(name, part)| (name.to_owned(), part)));
        Json::Object(document).to_string()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_document_and_its_lines_say_the_same_and_are_wrong_in_the_same(document in document()) {
        let (whole, lines) = (read("x.yaml", &document), read("x.jsonl", &tagged(&document)));
        prop_assert_eq!(differences(&whole.corpus, &lines.corpus), Vec::<String>::new());
        prop_assert_eq!(codes(&whole), codes(&lines));
    }

    #[test]
    fn no_damage_to_a_tagged_line_breaks_the_reading(at in any::<prop::sample::Index>(), into in any::<char>(), keep in any::<bool>()) {
        let mut letters: Vec<char> = tagged(EVERYTHING).chars().collect();
        let at = at.index(letters.len());
        letters[at] = into;
        let text: String = letters.into_iter().collect();
        let options = if keep { KEEP_GOING() } else { OpenOptions::default() };
        let loaded = read_bytes(&[("x.jsonl", text.as_bytes())], &options);
        // A statement is there, or why it is not.
        let lost = 3 - loaded.corpus.statement_count().min(3);
        prop_assert!(lost <= loaded.problems.len());
    }
}
