//! What queries find, in which order, and what is counted beside it.

use super::engine::Engine;
use super::{Request, Results};
use crate::corpus::{InputFile, SpeakerId, load};
use crate::query::parse;
use crate::search::{FacetKind, FacetValue, Hit, Sort};
use std::sync::Arc;

const TALKS: &str = r#"
speakers:
  jens: { name: Jens Stoltenberg, aliases: [the Secretary General] }
  wendy: { name: Wendy Sherman }
  delegation: { name: Russian delegation, body: true }
sessions:
  geneva: { title: Dialogue, date: 2022-01-10, place: Geneva }
  brussels: { title: NATO–Russia Council, date: 2022-01-12, place: Brussels }
sources:
  paper: { title: The Paper, url: https://example.org, fidelity: report }
  copy: { title: The Copy, fidelity: reworded, verified: false, checked_at: 2022-01-13 }
statements:
  - id: bridge
    speaker: jens
    session: brussels
    topics: [dialogue]
    wordings:
      - { source: copy, text: Our distinctions will not be simple to bridge }
      - { source: paper, text: Our differences will not be easy to bridge }
  - id: nonstarters
    speaker: wendy
    session: geneva
    topics: [demands]
    wordings:
      - { source: paper, text: "Some of the things you put on the table are non-starters." }
      - { source: copy, text: a few of the important things are nonstarters }
  - id: not-prepared
    speaker: delegation
    via: [jens]
    session: brussels
    topics: [dialogue]
    kind: fragment
    text: not prepared
    source: copy
  - id: joint
    speaker: [jens, wendy]
    session: brussels
    wordings:
      - { by: editor, text: Both named areas for talks., kind: indirect }
      - { source: paper, speaker: jens, text: We offered to look at arms control. }
"#;

fn engine() -> Engine {
    engine_of(TALKS)
}

fn engine_of(file: &str) -> Engine {
    let file = InputFile { name: "talks.yaml".to_owned(), bytes: file.into() };
    let loaded = load(vec![file]).expect("small");
    assert!(loaded.problems.is_empty(), "{:?}", loaded.problems);
    Engine::new(Arc::new(loaded.corpus))
}

fn ask(engine: &Engine, request: &Request) -> Results {
    engine.search(request, &|| false).expect("not given up")
}

fn request(query: &str) -> Request {
    Request { query: parse(query).expect("a query"), ..Request::default() }
}

fn found(query: &str) -> Vec<String> {
    let engine = engine();
    let results = ask(&engine, &request(query));
    results.hits.iter().map(|hit| engine.corpus().statement(hit.statement).key().to_owned()).collect()
}

#[test]
fn a_query_of_very_many_words_is_answered() {
    let many = "table ".repeat(400);
    assert_eq!(found(&many), ["nonstarters"]);
}

#[test]
fn order_closeness_length_and_occurrences_decide_between_statements_with_the_same_words() {
    let engine = engine_of(
        r"
speakers: { a: { name: A } }
statements:
  - { id: in-order, speaker: a, text: red stones and green hills }
  - { id: turned, speaker: a, text: green hills and red stones }
  - { id: apart, speaker: a, text: old seas and red skies and hills }
  - { id: close, speaker: a, text: old red hills and seas and skies }
  - { id: long, speaker: a, text: there was snow once more on the roofs of the town }
  - { id: short, speaker: a, text: snow on roofs }
  - { id: once, speaker: a, text: rain and sun again }
  - { id: twice, speaker: a, text: rain and rain again }
",
    );
    for (query, better, worse) in [
        ("red green", "in-order", "turned"),
        ("green red", "turned", "in-order"),
        ("old hills", "close", "apart"),
        ("snow roofs", "short", "long"),
        ("rain", "twice", "once"),
    ] {
        let results = ask(&engine, &request(query));
        let place = |id: &str| results.hits.iter().position(|hit| engine.corpus().statement(hit.statement).key() == id);
        assert!(place(better) < place(worse), "{query}");
    }
}

#[test]
fn queries_find_their_statements() {
    let cases: [(&str, &[&str]); 26] = [
        ("", &["bridge", "nonstarters", "not-prepared", "joint"]),
        ("nonstarters", &["nonstarters"]),
        ("table nonstarter", &["nonstarters"]),
        ("nonstrters", &["nonstarters"]),
        ("tableare", &["nonstarters"]),
        ("thetable put", &["nonstarters"]),
        ("thetables", &[]),
        ("dis tinctions bridge", &["bridge"]),
        ("tinctions dis", &["bridge"]),
        ("\"be easy\"", &["bridge"]),
        ("\"easy be\"", &[]),
        ("bridge sherman", &[]),
        ("sherman table", &["nonstarters"]),
        ("bridge | table", &["nonstarters", "bridge"]),
        ("-bridge", &["nonstarters", "not-prepared", "joint"]),
        ("^our", &["bridge"]),
        ("speaker:\"russian delegation\"", &["not-prepared"]),
        ("speaker:secretary", &["bridge", "joint"]),
        ("via:stoltenberg", &["not-prepared"]),
        ("session:council", &["bridge", "not-prepared", "joint"]),
        ("session:russia topic:dialogue", &["bridge", "not-prepared"]),
        ("place:geneva", &["nonstarters"]),
        ("kind:fragment", &["not-prepared"]),
        ("source:copy fidelity:reworded", &["bridge", "nonstarters", "not-prepared"]),
        ("date:>2022-01-10", &["bridge", "not-prepared", "joint"]),
        ("is:paraphrase", &["joint"]),
    ];
    for (query, wanted) in cases {
        assert_eq!(found(query), wanted, "{query}");
    }
}

#[test]
fn words_of_different_wordings_do_not_add_up() {
    assert_eq!(found("distinctions simple"), ["bridge"]);
    assert_eq!(found("distinctions easy"), Vec::<String>::new());
}

#[test]
fn the_wording_that_matched_is_shown_and_the_primary_where_both_do() {
    let engine = engine();
    let shown = |query: &str| {
        let hit = ask(&engine, &request(query)).hits[0];
        engine.corpus().wording(hit.statement, hit.wording).text().to_owned()
    };
    assert!(shown("distinctions").contains("distinctions"));
    assert!(shown("bridge").contains("differences"));
    assert!(shown("nonstarters").contains("non-starters"));
}

#[test]
fn words_are_never_put_into_another_mouth() {
    let engine = engine();
    let hit = ask(&engine, &request("speaker:sherman kind:indirect")).hits[0];
    assert!(engine.corpus().wording(hit.statement, hit.wording).is_paraphrase());
    assert_eq!(found("speaker:sherman arms"), Vec::<String>::new());
    assert_eq!(found("speaker:stoltenberg arms"), ["joint"]);
}

#[test]
fn counts_follow_the_query_and_the_other_facets() {
    let engine = engine();
    let shown = |results: &Results, kind| {
        let counts = results.counts.of(kind).iter();
        counts.map(|(value, count)| format!("{} {count}", value.name(engine.corpus()))).collect::<Vec<_>>().join(", ")
    };
    let results = ask(&engine, &request("topic:dialogue"));
    assert_eq!(shown(&results, FacetKind::Speakers), "Jens Stoltenberg 1, Russian delegation 1");
    let mut only_jens = request("");
    only_jens.filters.toggle(FacetValue::Speaker(SpeakerId::from_index(0)));
    let results = ask(&engine, &only_jens);
    assert_eq!(results.hits.len(), 2);
    let speakers = "Jens Stoltenberg 2, Wendy Sherman 2, Russian delegation 1";
    assert_eq!(shown(&results, FacetKind::Speakers), speakers);
    assert_eq!(shown(&results, FacetKind::Sessions), "NATO–Russia Council 2");
    assert_eq!(shown(&results, FacetKind::Topics), "dialogue 1");
}

#[test]
fn what_every_statement_has_is_counted_like_everything() {
    let engine = engine_of(
        r"
speakers: { a: { name: A }, b: { name: B } }
sessions: { first: { title: First }, second: { title: Second } }
statements:
  - { id: 1, speaker: a, session: first, topics: [x, y], text: a word }
  - { id: 2, speaker: [a, b], session: second, topics: [y], text: a second word }
  - { id: 3, speaker: b, session: second, also_in: [first], text: the last word }
  - { id: 4, speaker: unattributed, text: nobody's word }
",
    );
    let counts = ask(&engine, &request("word")).counts;
    assert_eq!(counts, Results::everything(engine.corpus()).counts);
    let sessions: Vec<u32> = counts.of(FacetKind::Sessions).iter().map(|(_, count)| *count).collect();
    let topics: Vec<(&str, u32)> =
        counts.of(FacetKind::Topics).iter().map(|(value, count)| (value.name(engine.corpus()), *count)).collect();
    assert_eq!((sessions, topics), (vec![2, 2], vec![("y", 2), ("x", 1)]));
}

#[test]
fn the_order_can_be_chosen() {
    let engine = engine();
    let ordered = |sort: Sort| {
        let results = ask(&engine, &Request { sort, ..request("") });
        let key = |hit: &Hit| engine.corpus().statement(hit.statement).key();
        results.hits.iter().map(key).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(ordered(Sort::Newest), "bridge not-prepared joint nonstarters");
    assert_eq!(ordered(Sort::Oldest), "nonstarters bridge not-prepared joint");
    assert_eq!(ordered(Sort::Speaker), "bridge joint not-prepared nonstarters");
}

#[test]
fn everything_is_what_the_empty_request_finds() {
    let engine = engine();
    let (everything, found) = (Results::everything(engine.corpus()), ask(&engine, &request("")));
    assert_eq!(everything.hits, found.hits);
    assert_eq!(everything.counts, found.counts);
}

#[test]
fn a_search_nobody_waits_for_gives_up() {
    assert!(engine().search(&request("bridge"), &|| true).is_none());
}
