//! Whatever is read is read or told, and what comes of it holds together: properties over files and
//! queries that are nearly right. What once failed is kept in `tests/proptest-regressions/fuzz.txt`
//! and tried again first. More cases: `PROPTEST_CASES=20000 cargo test --test suite fuzz`.

use std::path::Path;
use std::sync::{Arc, LazyLock};

use onrecord::corpus::{BUILT_IN, Corpus, InputFile, Loaded, load};
use onrecord::diagnostic::{Diagnostic, Severity, SourceText, has_errors};
use onrecord::export::{Format, Page, Rendition, Selection, write};
use onrecord::import::{self, Details, Material, import};
use onrecord::query::parse;
use onrecord::search::{Engine, Request, Results, Sort};
use onrecord::settings::Settings;
use onrecord::talk_list::TalkList;
use onrecord::text::{display_width, snap_to_graphemes, steers, wrap};
use onrecord::tour::Tour;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::strategy::ValueTree;
use proptest::test_runner::FileFailurePersistence;

use crate::support::{cells, file, folder, onrecord_with, press};

/// Where cases that once failed are kept.
const KEPT: &str = "tests/proptest-regressions/fuzz.txt";

fn config() -> ProptestConfig {
    let failure_persistence = Some(Box::new(FileFailurePersistence::Direct(KEPT)) as _);
    ProptestConfig { failure_persistence, ..ProptestConfig::default() }
}

/// Pieces that mean something to one reader or another.
const PIECES: &[&str] = &[
    ":",
    " ",
    "\n",
    "\t",
    "\r",
    "- ",
    "? ",
    "{",
    "}",
    "[",
    "]",
    ",",
    "\"",
    "'",
    "|",
    ">",
    "#",
    "&a ",
    "*a",
    "!!str ",
    "%",
    "---\n",
    "...\n",
    "<<: ",
    "\u{feff}",
    "\0",
    "\u{1b}[31m",
    "\u{202e}",
    "\u{301}",
    "👩‍🚀",
    "北約",
    "é",
    "ß",
    "id",
    "speaker",
    "text: x",
    "wordings: []",
    "null",
    "true",
    "2022-13-45",
    "\\",
    "\\u0000",
    "<",
    "</p>",
    "<p>",
    "&amp;",
    "&#0;",
    "=",
    "~",
    "[…]",
    "{}",
    "1e999",
    "-->",
    "00:00:01,000",
    "unattributed",
    "\u{2028}",
    "”",
    "“",
];

/// A change of a text: what is cut out, and what is put in.
type Mutation = (Index, usize, Option<&'static str>);

fn mutations() -> impl Strategy<Value = Vec<Mutation>> {
    let mutation = (any::<Index>(), 0_usize..12, proptest::option::of(select(PIECES)));
    proptest::collection::vec(mutation, 0..6)
}

fn mutated(text: &str, mutations: &[Mutation]) -> String {
    let mut text = text.to_owned();
    for (at, cut, piece) in mutations {
        let border = |mut at: usize| {
            while !text.is_char_boundary(at) {
                at += 1;
            }
            at
        };
        let from = border(at.index(text.len() + 1));
        let to = border((from + cut).min(text.len()));
        text.replace_range(from..to, piece.unwrap_or_default());
    }
    text
}

/// One of these texts, changed a little.
fn nearly(texts: &'static [&'static str]) -> impl Strategy<Value = String> {
    (select(texts), mutations()).prop_map(|(text, mutations)| mutated(text, &mutations))
}

/// Fails unless every problem stands in its file and can be shown.
fn assert_placed(problems: &[Diagnostic], text: &str) {
    let lines = text.split('\n').count().max(text.split(['\n', '\r']).count());
    for problem in problems {
        assert!(problem.place.line <= lines, "{problem:?}");
        assert!(problem.place.line_text.get(problem.place.marked.range()).is_some(), "{problem:?}");
        assert!(!problem.message.is_empty(), "{problem:?}");
        for line in onrecord::diagnostic::plain(problem).lines() {
            assert!(!line.contains(steers), "{line:?}");
        }
    }
}

fn read(name: &str, text: &str) -> Loaded {
    load(vec![InputFile { name: name.to_owned(), bytes: text.as_bytes().to_vec() }]).expect("small enough")
}

/// What was read without an error, written as YAML and read again, is the same.
fn assert_comes_back(corpus: &Corpus) {
    let results = Results::everything(corpus);
    let selection = Selection {
        corpus,
        hits: &results.hits,
        highlighter: &results.highlighter,
        relaxed: results.relaxed,
        title: None,
    };
    let mut yaml = Vec::new();
    write(selection, &Rendition::Format(Format::Yaml), Page::default(), &mut yaml).expect("into memory");
    let yaml = String::from_utf8(yaml).expect("text");
    let again = read("again.yaml", &yaml);
    assert!(!has_errors(&again.problems), "{:#?}\n{yaml}", again.problems);
    let words = |corpus: &Corpus| -> Vec<(String, Vec<String>)> {
        let texts = |statement: onrecord::corpus::Statement<'_>| {
            statement.wordings().map(|wording| wording.text().to_owned()).collect()
        };
        let mut all: Vec<_> = corpus.statements().map(|one| (one.key().to_owned(), texts(one))).collect();
        all.sort();
        all
    };
    assert_eq!(words(&again.corpus), words(corpus), "{yaml}");
}

const DOCUMENTS: &[&str] = &[
    "title: T\nspeakers:\n  ann: { name: Ann Arbor, aliases: [Ann] }\n  body: { name: The Body, body: true }\nsessions:\n  one: { title: One, date: 2022-01-12, participants: [ann] }\nsources:\n  paper:\n    title: Paper\n    fidelity: report\n    passages:\n      - { is: excerpt, text: 'She said: “we will not”, and: “never”.' }\nstatements:\n  - id: a\n    speaker: ann\n    via: [body]\n    session: one\n    topics: [peace]\n    wordings:\n      - { source: paper, text: we will not […] never }\n      - { text: no, by: editor }\n  - { id: b, speaker: unattributed, text: not ready, frame: \"They are {} now.\" }\n",
    "speakers: { a: { name: A } }\nstatements: [{ id: x, speaker: a, text: y }]\n",
    BUILT_IN,
];

const LINES: &[&str] = &[
    "{\"speaker\":\"Ann\",\"text\":\"one\"}\n{\"type\":\"speaker\",\"id\":\"b\",\"name\":\"Bob\"}\n{\"type\":\"statement\",\"id\":\"s\",\"speaker\":\"b\",\"wordings\":[{\"text\":\"two\"}]}\n",
    "{\"id\":\"a\",\"speaker\":[\"Ann\",\"Bob\"],\"text\":\"not ready\",\"frame\":\"They are {}.\",\"source\":\"Paper\",\"context\":\"They are not ready.\"}\n",
];

const TABLES: &[&str] = &[
    "speaker,text,date,context\nAnn,no,2022,\"She said no, twice.\"\nBob,\"two\nlines\",2022-01-12,\n",
    "id,speaker,via,text\na,Ann; Bob,Cid,'=1\n",
];

/// A file of each format that can be imported.
const IMPORTS: &[&str] = &[
    "ANN ARBOR: We will not do it.\n\nBOB: Nor we.\nAnd so on.\n",
    "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n<v Ann>We will not.\n\n2\n00:00:03.000 --> 00:00:04.000\nNo.\n",
    "1\n00:00:01,000 --> 00:00:02,000\nANN: No.\n\n2\n00:00:02,000 --> 00:00:03,000\nNever.\n",
    "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><teiHeader/><text><body><u who=\"#ann\"><seg>We will not.</seg></u></body></text></TEI>",
    "[{\"speaker\":\"Ann\",\"text\":\"No.\"},{\"speaker\":\"Bob\",\"text\":\"Yes.\",\"date\":\"2022\"}]",
    "<html><body><p>“We will not,” Ann Arbor said. Bob said: \"No.\"</p></body></html>",
    LINES[0],
    TABLES[0],
];

const SMALL_FILES: &[&str] = &[
    "title: Tour\nsize: 120x40\nsteps:\n  - keys: / a b Enter\n  - wait: 1s\n  - picture: one\n",
    include_str!("../../docs/tour.yaml"),
    "theme: dark\ncorpora: { nato: ~/nato.yaml }\nkeys:\n  browse: { g g: first }\ncolours: { text: red }\n",
    "title: Evening\nstatements:\n  - a\n  - { id: b, note: slowly }\n",
];

/// The corpus that comes with the program, ready to be searched.
static ENGINE: LazyLock<(Arc<Corpus>, Engine)> = LazyLock::new(|| {
    let corpus = Arc::new(read("quotes.yaml", BUILT_IN).corpus);
    (Arc::clone(&corpus), Engine::new(corpus))
});

/// Queries of the language's own signs and of words that are there.
const QUERY: &str = "((speaker|via|session|topic|kind|source|fidelity|place|date|is|x)?:?(sherman|nato|direct|2022(-01)?|\\.\\.|[a-zé北“\"|()<>^*-]{0,4}) ?){0,5}";

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_document_is_read_or_told_and_comes_back_the_same(text in nearly(DOCUMENTS)) {
        let loaded = read("x.yaml", &text);
        assert_placed(&loaded.problems, &text);
        if !has_errors(&loaded.problems) {
            assert_comes_back(&loaded.corpus);
        }
    }

    #[test]
    fn lines_and_tables_are_read_or_told_and_come_back_the_same(lines in nearly(LINES), table in nearly(TABLES)) {
        for (name, text) in [("x.jsonl", &lines), ("x.csv", &table), ("x.tsv", &table)] {
            let loaded = read(name, text);
            assert_placed(&loaded.problems, text);
            if !has_errors(&loaded.problems) {
                assert_comes_back(&loaded.corpus);
            }
        }
    }

    #[test]
    fn bytes_that_are_no_text_are_told(bytes in proptest::collection::vec(any::<u8>(), 0..100)) {
        for name in ["x.yaml", "x.yaml.gz", "x.jsonl", "x.csv", "x.csv.gz"] {
            let loaded = load(vec![InputFile { name: name.to_owned(), bytes: bytes.clone() }]);
            prop_assert!(loaded.is_err() || loaded.is_ok());
        }
    }

    #[test]
    fn a_query_finds_each_statement_once_and_lights_whole_letters(text in QUERY) {
        let (corpus, engine) = &*ENGINE;
        let query = match parse(&text) {
            Ok(query) => query,
            Err(error) => {
                prop_assert!(text.get(error.span.range()).is_some(), "{error:?}");
                return Ok(());
            }
        };
        let ask = |sort| {
            let request = Request { query: query.clone(), sort, ..Request::default() };
            engine.search(&request, &|| false).expect("not given up")
        };
        let results = ask(Sort::default());
        let mut found: Vec<_> = results.hits.iter().map(|hit| hit.statement).collect();
        found.sort();
        let mut once = found.clone();
        once.dedup();
        prop_assert_eq!(&once, &found);
        for hit in &results.hits {
            let wording = corpus.wording(hit.statement, hit.wording);
            prop_assert_eq!(wording.statement().id(), hit.statement);
            for span in results.highlighter.spans(wording.text()) {
                prop_assert_eq!(snap_to_graphemes(wording.text(), span), span);
            }
        }
        // The same query finds the same again.
        prop_assert_eq!(ask(Sort::default()).hits, results.hits);
    }

    #[test]
    fn a_text_is_wrapped_into_lines_that_fit(text in nearly(&["A long line – of “words”, 北約 and 👩‍🚀.", "x", ""]), width in 2_usize..40) {
        for line in wrap(&text, width) {
            prop_assert!(display_width(line.of(&text)) <= width, "{:?}", line.of(&text));
        }
    }

    #[test]
    fn an_import_is_a_corpus_or_told(text in nearly(IMPORTS)) {
        for format in import::Format::ALL {
            let mut bytes = text.as_bytes();
            let Ok(imported) = import(*format, Material::new("x", &mut bytes), &Details::default()) else { continue };
            let yaml = imported.collection.yaml().expect("YAML");
            let loaded = read("x.yaml", &yaml);
            prop_assert!(!has_errors(&loaded.problems), "{}: {:#?}\n{yaml}", format.name(), loaded.problems);
        }
    }

    #[test]
    fn tours_settings_and_lists_are_read_or_told(text in nearly(SMALL_FILES)) {
        let source = SourceText::new("x.yaml", text.as_str());
        assert_placed(&Tour::read(&source).1, &text);
        assert_placed(&Settings::read(&source, Path::new("/nowhere")).1, &text);
        assert_placed(&TalkList::read(&source).1, &text);
    }
}

proptest! {
    // Each case draws many screens.
    #![proptest_config(ProptestConfig { cases: config().cases / 8, ..config() })]

    #[test]
    fn any_text_is_drawn_on_a_screen_of_any_size(
        text in nearly(&["We will “not”, 北約 👩‍🚀 – a\u{301}.", "x"]),
        (columns, lines) in (1_u16..140, 1_u16..50),
        keys in proptest::collection::vec(select(vec!["j", "Tab", "c", "w", "t", "s", "v", "/", "PgDn", "Esc", "F1", ":"]), 0..6),
    ) {
        prop_assume!(text.chars().any(char::is_alphanumeric));
        let line = serde_json::json!({ "speaker": text, "text": text, "session": text, "topics": [text], "source": text });
        let folder = folder();
        let path = file(&folder, "x.jsonl", &line.to_string());
        let mut program = onrecord_with(columns, lines, &path);
        for key in std::iter::once("Esc").chain(keys) {
            press(&mut program, key);
            let (buffer, _) = program.frame();
            prop_assert_eq!((buffer.area.width, buffer.area.height), (columns, lines));
            for cell in cells(&buffer).flatten() {
                prop_assert!(!cell.symbol().contains(steers), "{key}: {:?}", cell.symbol());
            }
        }
    }
}

#[test]
fn what_is_nearly_right_is_right_often_enough_to_prove_something() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let good = (0..200).filter(|_| {
        let text = nearly(DOCUMENTS).new_tree(&mut runner).expect("a text").current();
        !read("x.yaml", &text).problems.iter().any(|problem| problem.severity == Severity::Error)
    });
    let good = good.count();
    assert!((20..180).contains(&good), "{good} of 200");
}
