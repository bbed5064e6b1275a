//! What a search promises, on the corpus that comes with the program.

use std::collections::BTreeSet;
use std::sync::mpsc::channel;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use onrecord::corpus::{CorpusChoice, open};
use onrecord::query::parse;
use onrecord::search::{Engine, Generation, Relaxed, Report, Request, Results, Worker};
use onrecord::text::words;
use proptest::prelude::{Strategy, prop};
use proptest::{prop_assert, prop_assert_eq, proptest};

fn engine() -> &'static Engine {
    static ENGINE: OnceLock<Engine> = OnceLock::new();
    ENGINE.get_or_init(|| {
        let (loaded, _) = open(&CorpusChoice::BuiltIn).expect("the built-in corpus");
        Engine::new(Arc::new(loaded.corpus))
    })
}

fn request(query: &str) -> Request {
    Request { query: parse(query).expect("a query"), ..Request::default() }
}

fn search(query: &str) -> Results {
    engine().search(&request(query), &|| false).expect("nobody gives up")
}

/// The ids of what was found, best first.
fn ids(results: &Results) -> Vec<String> {
    results.hits.iter().map(|hit| engine().corpus().statement(hit.statement).key().to_owned()).collect()
}

fn set(results: &Results) -> BTreeSet<String> {
    ids(results).into_iter().collect()
}

/// What people may type, and what they find, best first.
#[test]
fn the_ranking_of_typical_queries() {
    let queries = [
        "nonstarters",
        "nonstartrs",
        "non-starters table",
        "commitment deescalate",
        "comitment",
        "de-escalation",
        "knowledge police",
        "armed conflict",
        "sherman",
        "stoltenberg dialogue",
        "delegation prepared",
        "table put things",
        "\"the table\"",
        "^there",
        "via:stoltenberg",
        "kind:fragment -stoltenberg",
        "russian difficult | easy",
        "speaker:sherman fidelity:reworded",
        "place:brussels date:2022-01-12 commitment",
        "tool figt",
    ];
    let lines: Vec<String> = queries
        .iter()
        .map(|query| {
            let results = search(query);
            let relaxed =
                if results.relaxed == Relaxed::Not { String::new() } else { format!(" ({:?})", results.relaxed) };
            let mut found = ids(&results);
            let more = found.len().saturating_sub(6);
            found.truncate(6);
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            format!("{query}{relaxed}: {}{more}", found.join(" "))
        })
        .collect();
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn a_typo_still_finds_the_statement() {
    for query in ["nonstrters", "nonstartesr", "non-strters", "nonstarterss", "nonsarters"] {
        assert_eq!(ids(&search(query)), ["non-starters"], "{query}");
    }
}

#[test]
fn a_missing_word_is_announced() {
    let results = search("commitment deescalate xylophone");
    assert_eq!(results.relaxed, Relaxed::OneWordMissing);
    assert_eq!(results.hits, search("commitment deescalate").hits, "only the one word may be missing");
    assert_eq!(ids(&results)[0], "no-commitment");
    assert_eq!(search("commitment xylophone").hits.len(), 0, "of two words none may be missing");
    assert_eq!(search("qqqq wwww zzzz").relaxed, Relaxed::Not, "nothing misses only one");
    assert_eq!(search("commitment deescalate xylophone -there -no").relaxed, Relaxed::Not, "nothing is left");
    // It is judged before exclusions: what is excluded does not bring others in.
    let excluded = search("commitment deescalate statement -commitment");
    assert_eq!((excluded.relaxed, excluded.hits.len()), (Relaxed::Not, 0));
}

#[test]
fn what_is_excluded_is_taken_at_its_word() {
    let with = set(&search("nato"));
    let without = set(&search("nato -stoltenberg"));
    assert!(without.is_subset(&with) && without.len() < with.len());
    assert_eq!(ids(&search("starters")), ["non-starters"]);
    assert!(ids(&search("starters -starters")).is_empty());
    assert_eq!(ids(&search("starters -starter")), ["non-starters"]);
}

#[test]
fn words_typed_as_one_or_as_two_are_found() {
    for query in ["thetable nonstarters", "nonstarters the table", "non starters", "nonst arters table"] {
        assert_eq!(ids(&search(query))[0], "non-starters", "{query}");
    }
    assert_eq!(search("nonst arters").relaxed, Relaxed::SimilarWords);
}

/// Words of the corpus, whole, cut short or mistyped, and now and then a word of none.
fn word() -> impl Strategy<Value = String> {
    let corpus = engine().corpus();
    let texts = corpus.statements().flat_map(|statement| statement.wordings().map(|wording| wording.text().to_owned()));
    let all: Vec<String> = texts.flat_map(|text| words(&text)).map(|word| word.folded).collect();
    (prop::sample::select(all), 0..4_u8, 0..8_usize).prop_map(|(mut word, change, at)| {
        let at = word.char_indices().nth(at).map_or(word.len(), |(at, _)| at);
        match change {
            0 if at > 0 => word.truncate(at),
            1 => word.insert(at, 'x'),
            _ => {}
        }
        word
    })
}

proptest! {
    #[test]
    fn the_order_of_words_does_not_matter(a in word(), b in word()) {
        let (there, back) = (search(&format!("{a} {b}")), search(&format!("{b} {a}")));
        prop_assert_eq!(set(&there), set(&back));
        prop_assert_eq!(there.relaxed, back.relaxed);
    }

    #[test]
    fn another_word_never_finds_more_unless_that_is_announced(a in word(), b in word(), c in word()) {
        let before = search(&format!("{a} {b}"));
        let after = search(&format!("{a} {b} {c}"));
        prop_assert!(after.relaxed != Relaxed::Not || set(&after).is_subset(&set(&before)));
    }

    #[test]
    fn an_exclusion_never_finds_more(a in word(), b in word(), c in word()) {
        let before = search(&format!("{a} {b}"));
        let after = search(&format!("{a} {b} -{c}"));
        prop_assert!(set(&after).is_subset(&set(&before)));
    }

    #[test]
    fn what_is_found_has_its_words_lit(a in word()) {
        let results = search(&a);
        for hit in results.hits.iter().take(3) {
            let wording = engine().corpus().wording(hit.statement, hit.wording);
            let corpus = engine().corpus();
            let names = corpus.speaker_names(wording.speakers());
            let sessions: Vec<&str> = wording.sessions().map(|id| &*corpus.session(id).title).collect();
            let topics: Vec<&str> = wording.statement().topics().iter().map(|id| corpus.topic(*id)).collect();
            let aliases = wording.speakers().iter().flat_map(|id| &corpus.speaker(*id).aliases).cloned().collect::<Vec<_>>();
            let keys: Vec<&str> = wording.speakers().iter().map(|id| &*corpus.speaker(*id).key)
                .chain(wording.sessions().map(|id| &*corpus.session(id).key)).collect();
            let anywhere = [wording.text(), &names, &sessions.join(" "), &topics.join(" "), &aliases.join(" "), &keys.join(" ")]
                .iter().any(|text| !results.highlighter.spans(text).is_empty());
            prop_assert!(anywhere, "{} {}", a, wording.text());
        }
    }

    #[test]
    fn any_query_is_answered(query in "\\PC{0,30}") {
        if let Ok(query) = parse(&query) {
            let request = Request { query, ..Request::default() };
            prop_assert!(engine().search(&request, &|| false).is_some());
        }
    }

    /// Keys come faster than answers: the worker leaves some out, and the last is as if it were
    /// the only one.
    #[test]
    fn typing_letter_by_letter_ends_where_asking_at_once_does(a in word(), b in word(), c in word()) {
        let typed = format!("{a} {b} {c}");
        let (sender, reports) = channel();
        let worker = Worker::start(Engine::search, move |report| sender.send(report).unwrap_or_default())
            .expect("a thread");
        worker.use_corpus(Arc::clone(engine().corpus()));
        let mut generation = Generation::default();
        for (end, _) in typed.char_indices().skip(1).chain([(typed.len(), ' ')]) {
            generation = generation.next();
            worker.search(generation, request(&typed[..end]));
        }
        let last = loop {
            match reports.recv_timeout(Duration::from_secs(20)).expect("an answer") {
                Report::Answered(answer) if answer.generation == generation => break answer.results,
                Report::Failed(failure) => panic!("{}", failure.message),
                _ => {}
            }
        };
        let at_once = search(&typed);
        prop_assert_eq!(&last.hits, &at_once.hits);
        prop_assert_eq!(&last.counts, &at_once.counts);
        prop_assert_eq!(last.relaxed, at_once.relaxed);
        prop_assert_eq!(&last.highlighter, &at_once.highlighter);
    }

    #[test]
    fn a_search_nobody_wants_is_given_up_or_answered(query in word()) {
        let _ = engine().search(&request(&query), &|| true);
    }
}
