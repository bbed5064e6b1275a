//! Every format, on every statement.

use std::collections::HashSet;
use std::path::Path;

use onrecord::corpus::{
    Badge, Corpus, CorpusChoice, Fidelity, InputFile, Kind, Standing, Statement, Wording, differences, load, open,
};
use onrecord::export::{Entry, Format, Page, Rendition, Selection, Template, write};
use onrecord::search::{Highlighter, Hit, Relaxed};

fn built_in() -> Corpus {
    open(&CorpusChoice::BuiltIn).expect("the built-in corpus").0.corpus
}

/// A corpus from one file in memory, which must be good.
pub fn corpus_of(name: &str, text: impl Into<Vec<u8>>) -> Corpus {
    let bytes = text.into();
    let file = InputFile { name: name.to_owned(), bytes: bytes.clone() };
    let loaded = load(vec![file]).expect("small");
    let errors: Vec<_> = loaded.problems.iter().filter(|problem| problem.code != "unverified").collect();
    let is_good = errors.iter().all(|problem| problem.severity != onrecord::diagnostic::Severity::Error);
    assert!(is_good, "{errors:#?}\n{}", String::from_utf8_lossy(&bytes));
    loaded.corpus
}

fn hit(wording: Wording<'_>) -> Hit {
    Hit { statement: wording.statement().id(), wording: wording.id() }
}

/// What a selection looks like in a format.
pub fn written(corpus: &Corpus, hits: &[Hit], rendition: &Rendition) -> String {
    let highlighter = Highlighter::default();
    let mut out = Vec::new();
    write(
        Selection { corpus, hits, highlighter: &highlighter, relaxed: Relaxed::Not, title: None },
        rendition,
        Page::default(),
        &mut out,
    )
    .expect("written");
    String::from_utf8(out).expect("text")
}

pub fn primaries(corpus: &Corpus) -> Vec<Hit> {
    corpus.statements().map(|statement| hit(statement.primary())).collect()
}

/// Statements of every kind and standing, with everything that has to be told about them.
const DOUBTFUL: &str = "
speakers:
  ann: { name: Ann Lee, role: Mayor }
  bob: { name: Bob }
  council: { name: The Council, body: true }
sessions: { hall: { title: Town hall, date: 2024-05-02, place: Springfield } }
sources:
  minutes: { title: Minutes, url: 'https://example.org/1', fidelity: transcript }
  abroad: { title: Abroad, url: 'https://example.org/2', fidelity: translation, language: de }
  copy: { title: Copy, fidelity: reworded, verified: false, checked_at: 2024-06-01 }
  silent: { title: Silent, url: 'https://example.org/3' }
statements:
  - { id: plain, speaker: ann, session: hall, kind: direct, source: minutes, text: We will build it. }
  - { id: joint, speaker: [ann, bob], session: hall, kind: direct, source: abroad, text: We agree. }
  - { id: reworded, speaker: bob, kind: fragment, source: copy, text: a lot, frame: 'He wants {}.' }
  - { id: unstated, speaker: bob, kind: direct, source: silent, text: Perhaps. }
  - { id: sourceless, speaker: bob, kind: direct, text: Who knows. }
  - { id: paraphrase, speaker: ann, kind: indirect, source: minutes, by: editor, text: She was against it. }
  - { id: nobody, speaker: unattributed, via: [bob, ann], kind: indirect, source: minutes, text: it is said }
  - { id: body, speaker: council, via: ann, kind: fragment, source: minutes, text: never }
  - { id: open, speaker: ann, kind: direct, source: minutes, text: Yes., review: { confidence: 0.4, candidates: [bob] } }
  - { id: rejected, speaker: ann, kind: direct, source: minutes, text: No., review: { state: rejected } }
";

/// Whether what a format wrote tells how the words are given, through whom, and what they
/// are worth. Each format has to be answered for here.
fn tells_what_it_is(format: Format, written: &str, wording: Wording<'_>, corpus: &Corpus) -> bool {
    let badge = wording.badge();
    let reporters: Vec<&str> = wording.via().iter().map(|id| &*corpus.speaker(*id).name).collect();
    let names_reporters = reporters.iter().all(|name| written.contains(name));
    match format {
        Format::Text
        | Format::Citation
        | Format::Json
        | Format::Markdown
        | Format::Html
        | Format::JsonLd
        | Format::CslJson
        | Format::Bibtex
        | Format::Fortune => {
            written.contains(&badge.to_string()) && written.contains(wording.kind().name()) && names_reporters
        }
        // What is read back is asked itself.
        Format::Yaml | Format::JsonLines | Format::Csv | Format::Tsv => {
            let name = format!("x.{}", format.endings()[0]);
            let read = corpus_of(&name, written);
            let read_back = read.statements().next().expect("a statement");
            let same = read_back.wordings().find(|other| other.text() == wording.text()).expect("the wording");
            let names = |corpus: &Corpus, wording: Wording<'_>| {
                wording.via().iter().map(|id| corpus.speaker(*id).name.clone()).collect::<Vec<_>>()
            };
            same.badge() == badge && same.kind() == wording.kind() && names(&read, same) == names(corpus, wording)
        }
    }
}

#[test]
fn every_format_tells_of_every_wording_what_it_is() {
    for corpus in [built_in(), corpus_of("x.yaml", DOUBTFUL)] {
        for format in Format::ALL {
            for wording in corpus.statements().flat_map(Statement::wordings) {
                let text = written(&corpus, &[hit(wording)], &Rendition::Format(*format));
                let id = wording.statement().key();
                assert!(tells_what_it_is(*format, &text, wording, &corpus), "{} of {id}:\n{text}", format.name());
            }
        }
    }
}

#[test]
fn nothing_but_checked_quotes_passes_for_verbatim() {
    for corpus in [built_in(), corpus_of("x.yaml", DOUBTFUL)] {
        for wording in corpus.statements().flat_map(Statement::wordings) {
            let entry = Entry::new(&corpus, hit(wording));
            let Badge { standing, verified } = wording.badge();
            let is_near = matches!(standing, Standing::Of(Fidelity::Transcript | Fidelity::Report));
            let is_reviewed = wording
                .statement()
                .review()
                .is_none_or(|review| review.state == onrecord::corpus::ReviewState::Accepted);
            let is_good = is_near
                && verified
                && wording.kind() != Kind::Indirect
                && !wording.speakers().is_empty()
                && is_reviewed;
            assert_eq!(entry.is_verbatim(), is_good, "{}", wording.statement().key());
        }
    }
}

#[test]
fn words_that_are_nobodys_never_stand_in_quote_marks() {
    let corpus = corpus_of("x.yaml", DOUBTFUL);
    for id in ["paraphrase", "nobody"] {
        let wording = corpus.find_statement(id).expect("there").primary();
        for format in
            Format::ALL.iter().filter(|format| !matches!(format, Format::Yaml | Format::JsonLines | Format::Json))
        {
            let text = written(&corpus, &[hit(wording)], &Rendition::Format(*format));
            assert!(!text.contains(['“', '”']), "{}:\n{text}", format.name());
        }
        let text = written(&corpus, &[hit(wording)], &Rendition::Format(Format::JsonLd));
        assert!(text.contains("\"abstract\"") && !text.contains("\"text\""), "{text}");
    }
}

#[test]
fn every_format_looks_as_it_should() {
    let corpus = corpus_of("x.yaml", DOUBTFUL);
    let chosen: Vec<Hit> = ["plain", "joint", "reworded", "nobody"]
        .iter()
        .map(|id| hit(corpus.find_statement(id).expect("there").primary()))
        .collect();
    for format in Format::ALL {
        insta::assert_snapshot!(
            format!("format-{}", format.name()),
            written(&corpus, &chosen, &Rendition::Format(*format))
        );
    }
}

#[test]
fn an_empty_selection_is_whole_in_every_format() {
    let corpus = built_in();
    for format in Format::ALL {
        let text = written(&corpus, &[], &Rendition::Format(*format));
        match format {
            Format::Json | Format::JsonLd | Format::CslJson => {
                serde_json::from_str::<serde_json::Value>(&text).unwrap_or_else(|error| panic!("{error}: {text}"));
            }
            Format::Yaml | Format::JsonLines | Format::Csv | Format::Tsv => {
                assert_eq!(corpus_of(&format!("x.{}", format.endings()[0]), text).statement_count(), 0);
            }
            Format::Html => assert!(text.ends_with("</html>\n")),
            Format::Text | Format::Citation | Format::Markdown | Format::Bibtex | Format::Fortune => {
                assert_eq!(text, "");
            }
        }
    }
}

#[test]
fn a_selection_takes_along_what_it_names_and_nothing_else() {
    let corpus = built_in();
    let chosen = hit(corpus.find_statement("difficult").expect("there").primary());
    for format in [Format::Yaml, Format::JsonLines] {
        let name = format!("x.{}", format.endings()[0]);
        let read = corpus_of(&name, written(&corpus, &[chosen], &Rendition::Format(format)));
        assert_eq!(read.statements().map(Statement::key).collect::<Vec<_>>(), ["difficult"]);
        assert_eq!(read.sessions().count(), 1);
        assert!(read.speakers().any(|(_, speaker)| speaker.key == "grushko"), "participants come along");
        assert!(read.speakers().all(|(_, speaker)| speaker.key != "peskov"));
    }
}

#[test]
fn a_whole_corpus_comes_back_the_same() {
    for corpus in [built_in(), corpus_of("x.yaml", DOUBTFUL)] {
        let all = primaries(&corpus);
        let lines = corpus_of("x.jsonl", written(&corpus, &all, &Rendition::Format(Format::JsonLines)));
        assert_eq!(differences(&corpus, &lines), Vec::<String>::new());
        let yaml = corpus_of("x.yaml", written(&lines, &primaries(&lines), &Rendition::Format(Format::Yaml)));
        assert_eq!(differences(&corpus, &yaml), Vec::<String>::new());
    }
}

#[test]
fn what_plain_lines_say_comes_back_the_same() {
    let table = "id,speaker,session,date,place,text,source,url,verified,frame,context\n\
        one,Ann; Bob,Hall,2024,Here,yes,Paper,,,,She said yes.\n\
        two,Ann,Hall,2024,There,no,Paper,,,,\n\
        three,unattributed,,2023-05,,so,,https://example.org,false,They say {}.,\n";
    let corpus = corpus_of("x.csv", table);
    for format in [Format::Yaml, Format::JsonLines] {
        let name = format!("x.{}", format.endings()[0]);
        let read = corpus_of(&name, written(&corpus, &primaries(&corpus), &Rendition::Format(format)));
        assert_eq!(differences(&corpus, &read), Vec::<String>::new(), "{name}");
    }
}

#[test]
fn ids_that_clash_between_files_can_be_written_and_read() {
    let one = "speakers: { ann: { name: Ann } }\nstatements:\n  - { id: a, speaker: ann, text: one }\n";
    let two = "speakers: { ann: { name: Other }, one.ann: { name: Third } }\nstatements:\n  - { id: a, speaker: ann, text: two, see_also: [b] }\n  - { id: b, speaker: one.ann, text: three }\n";
    let file = |name: &str, text: &str| InputFile { name: name.to_owned(), bytes: text.into() };
    let corpus = load(vec![file("one.yaml", one), file("two.yaml", two)]).expect("small").corpus;
    for format in [Format::Yaml, Format::JsonLines] {
        let name = format!("x.{}", format.endings()[0]);
        let read = corpus_of(&name, written(&corpus, &primaries(&corpus), &Rendition::Format(format)));
        let said: Vec<(&str, String)> = read
            .statements()
            .map(|statement| (statement.primary().text(), read.speaker_names(statement.speakers())))
            .collect();
        let names = ["Ann", "Other", "Third"].map(str::to_owned);
        assert_eq!(said, ["one", "two", "three"].into_iter().zip(names).collect::<Vec<_>>());
        let ids: HashSet<&str> = read.statements().map(Statement::key).collect();
        assert_eq!(ids, HashSet::from(["one.a", "two.a", "b"]));
    }
}

#[test]
fn a_cut_is_always_marked_in_the_one_way() {
    let corpus =
        corpus_of("x.yaml", "speakers: { a: { name: A } }\nstatements: [{ id: x, speaker: a, text: 'one [...] two' }]");
    let hits = primaries(&corpus);
    for rendition in [Rendition::Words, Rendition::Template("{text} {quote}".parse::<Template>().expect("a template"))]
    {
        let text = written(&corpus, &hits, &rendition);
        assert!(text.contains("one […] two") && !text.contains("[...]"), "{text}");
    }
    for format in [
        Format::Text,
        Format::Markdown,
        Format::Html,
        Format::Csv,
        Format::JsonLd,
        Format::CslJson,
        Format::Bibtex,
        Format::Fortune,
    ] {
        let text = written(&corpus, &hits, &Rendition::Format(format));
        assert!(text.contains("[…]") || text.contains("\\[…\\]"), "{}: {text}", format.name());
        assert!(!text.contains("[...]"), "{}: {text}", format.name());
    }
}

/// Texts that are hard on a format.
const ODD: [&str; 12] = [
    "a \"quote\" and a 'quote'",
    "<script>alert(1)</script> & <b>",
    "two\nlines",
    "a\ttab",
    "{braces} 100% $1 #2 _x_ ~y^z \\ \\n",
    "*stars* `ticks` [link](x) | # no heading",
    "- no list",
    "12. no list",
    "👩‍🚀 北約 e\u{301} שלום",
    "\u{1}control\u{7f}",
    "@misc{no, entry",
    "%",
];

fn odd_corpus() -> Corpus {
    let statements: Vec<serde_json::Value> = ODD
        .iter()
        .enumerate()
        .map(|(number, text)| {
            serde_json::json!({
                "id": format!("odd-{number}"), "speaker": "a", "source": "s", "text": text, "kind": "direct",
                "topics": [text],
            })
        })
        .collect();
    let file = serde_json::json!({
        "title": ODD[1],
        "speakers": { "a": { "name": ODD[4], "role": ODD[1] } },
        "sources": { "s": { "title": ODD[1], "url": "https://example.org/?a=b&c=<d>\"'{}", "publisher": ODD[5] } },
        "statements": statements,
    });
    corpus_of("x.yaml", serde_saphyr::to_string(&file).expect("YAML"))
}

/// The text as a page shows it: white space means nothing.
fn flowing(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn html_shows_the_words_and_nothing_of_a_corpus_becomes_a_tag() {
    let corpus = odd_corpus();
    let text = written(&corpus, &primaries(&corpus), &Rendition::Format(Format::Html));
    let page = scraper::Html::parse_document(&text);
    let select = |what: &str| scraper::Selector::parse(what).expect("a selector");
    assert_eq!(page.select(&select("script, b")).count(), 0);
    let quotes: Vec<String> =
        page.select(&select("blockquote")).map(|quote| flowing(&quote.text().collect::<String>())).collect();
    let wanted: Vec<String> =
        ODD.iter().map(|text| flowing(&format!("“{}”", text.replace(['\u{1}', '\u{7f}'], "\u{fffd}")))).collect();
    assert_eq!(quotes, wanted);
    let cites: HashSet<&str> = page.select(&select("blockquote")).filter_map(|quote| quote.attr("cite")).collect();
    assert_eq!(cites, HashSet::from(["https://example.org/?a=b&c=<d>\"'{}"]));
}

#[test]
fn markdown_shows_the_words_as_they_are() {
    use pulldown_cmark::{Event, Parser, Tag, TagEnd};
    let corpus = odd_corpus();
    let text = written(&corpus, &primaries(&corpus), &Rendition::Format(Format::Markdown));
    let (mut quotes, mut paragraph) = (Vec::new(), None);
    for event in Parser::new(&text) {
        match event {
            Event::Start(Tag::BlockQuote(_)) => paragraph = Some(String::new()),
            Event::Text(text) => paragraph.iter_mut().for_each(|quote| quote.push_str(&text)),
            Event::HardBreak | Event::SoftBreak => paragraph.iter_mut().for_each(|quote| quote.push(' ')),
            // The first paragraph of a block quote holds the words.
            Event::End(TagEnd::Paragraph) => quotes.extend(paragraph.take()),
            Event::Html(_) | Event::InlineHtml(_) | Event::Code(_) => panic!("{event:?} in\n{text}"),
            Event::Start(Tag::Heading { .. } | Tag::List(_) | Tag::CodeBlock(_)) => panic!("{event:?} in\n{text}"),
            _ => {}
        }
    }
    let shown = |text: &str| onrecord::text::visible(text).into_owned();
    let wanted: Vec<String> = ODD.iter().map(|text| flowing(&shown(&format!("“{text}”")))).collect();
    assert_eq!(quotes.iter().map(|quote| flowing(quote)).collect::<Vec<_>>(), wanted);
}

#[test]
fn bibtex_is_read_by_another_program() {
    let corpus = odd_corpus();
    let text = written(&corpus, &primaries(&corpus), &Rendition::Format(Format::Bibtex));
    let read = biblatex::Bibliography::parse(&text).unwrap_or_else(|error| panic!("{error}: {text}"));
    assert_eq!(read.len(), ODD.len());
    let first = read.get("odd-0").expect("an entry");
    let note = first.get("note").map(biblatex::ChunksExt::format_verbatim).expect("a remark");
    assert!(note.starts_with("direct; fidelity unknown"), "{note}");
    assert_eq!(first.author().expect("authors").len(), 1);
}

#[test]
fn csl_json_is_read_by_another_program() {
    let corpus = built_in();
    let text = written(&corpus, &primaries(&corpus), &Rendition::Format(Format::CslJson));
    let read: Vec<citationberg::json::Item> = serde_json::from_str(&text).expect("CSL-JSON");
    assert_eq!(read.len(), corpus.statement_count());
    // The schema of the style language allows no other fields (csl-data.json, 1.0.2).
    let allowed = [
        "id",
        "type",
        "title",
        "author",
        "issued",
        "event-title",
        "event-place",
        "container-title",
        "publisher",
        "URL",
        "accessed",
        "language",
        "genre",
        "abstract",
        "keyword",
        "note",
    ];
    let items: Vec<serde_json::Map<String, serde_json::Value>> = serde_json::from_str(&text).expect("objects");
    for item in items {
        assert!(item.keys().all(|key| allowed.contains(&&**key)), "{:?}", item.keys());
        for date in ["issued", "accessed"].iter().filter_map(|field| item.get(*field)) {
            let parts = date["date-parts"][0].as_array().expect("a date");
            assert!((1..=3).contains(&parts.len()) && parts.iter().all(serde_json::Value::is_i64));
        }
    }
}

#[test]
fn json_ld_uses_the_words_of_schema_org() {
    let corpus = built_in();
    let text = written(&corpus, &primaries(&corpus), &Rendition::Format(Format::JsonLd));
    let read: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(read["@context"], "https://schema.org");
    let graph = read["@graph"].as_array().expect("a graph");
    assert_eq!(graph.len(), corpus.statement_count());
    for thing in graph {
        check_type(thing);
    }
}

/// The properties that schema.org (release 29) gives the types that are used here.
fn check_type(thing: &serde_json::Value) {
    let thing = thing.as_object().expect("an object");
    let allowed: &[&str] = match thing["@type"].as_str().expect("a type") {
        "Quotation" => &[
            "identifier",
            "name",
            "text",
            "abstract",
            "genre",
            "creativeWorkStatus",
            "description",
            "creator",
            "contributor",
            "dateCreated",
            "recordedAt",
            "isBasedOn",
            "inLanguage",
            "keywords",
        ],
        "Person" => &["name", "jobTitle", "affiliation"],
        "Organization" | "Place" => &["name"],
        "Role" => &["roleName", "contributor"],
        "Event" => &["name", "startDate", "location"],
        "CreativeWork" => &["name", "url", "creditText", "publisher", "datePublished"],
        other => panic!("{other}"),
    };
    for (key, value) in thing.iter().filter(|(key, _)| *key != "@type") {
        assert!(allowed.contains(&&**key), "{key}");
        for inner in value.as_array().map_or_else(|| std::slice::from_ref(value), Vec::as_slice) {
            if inner.is_object() {
                check_type(inner);
            }
        }
    }
}

#[test]
fn a_fortune_ends_where_its_line_says_so() {
    let corpus = odd_corpus();
    let text = written(&corpus, &primaries(&corpus), &Rendition::Format(Format::Fortune));
    assert_eq!(text.lines().filter(|line| *line == "%").count(), ODD.len());
}

#[test]
fn tables_of_odd_texts_are_read_back() {
    let corpus = odd_corpus();
    for format in [Format::Csv, Format::Tsv] {
        let name = format!("x.{}", format.endings()[0]);
        let read = corpus_of(&name, written(&corpus, &primaries(&corpus), &Rendition::Format(format)));
        for (statement, wanted) in read.statements().zip(ODD) {
            let is_same = if format == Format::Csv {
                statement.primary().text() == wanted
            } else {
                // A table with tabs has no way to hold one, nor a line break.
                flowing(statement.primary().text()) == flowing(wanted)
            };
            assert!(is_same, "{wanted:?} came back as {:?}", statement.primary().text());
        }
    }
}

#[test]
fn json_tells_which_wording_was_chosen() {
    let corpus = built_in();
    let statement = corpus.find_statement("no-commitment").expect("there");
    let copy = statement.wordings().last().expect("a wording");
    let text = written(&corpus, &[hit(copy)], &Rendition::Format(Format::Json));
    let read: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let item = &read["statements"][0];
    assert_eq!(item["text"], copy.text());
    let wordings = item["wordings"].as_array().expect("wordings");
    assert_eq!(wordings.len(), 5);
    assert_eq!(wordings.iter().filter(|wording| wording["chosen"] == true).count(), 1);
    assert_eq!(wordings[0]["source"]["id"], "hill");
}

#[test]
fn quotes_yaml_answers_to_the_schema_and_its_mistakes_do_not() {
    let schema = serde_json::to_value(onrecord::corpus::written::schema()).expect("JSON");
    let schema = jsonschema::validator_for(&schema).expect("a schema");
    let value = |text: &str| serde_saphyr::from_str::<serde_json::Value>(text).expect("YAML");
    let problems: Vec<String> = schema
        .iter_errors(&value(onrecord::corpus::BUILT_IN))
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert_eq!(problems, Vec::<String>::new());
    for bad in [
        "titel: x",
        "speakers: { a: { nam: x } }",
        "speakers: { a b: { name: x } }",
        "speakers: { unattributed: { name: x } }",
        "sources: { s: { title: x, fidelity: perfect } }",
        "sessions: { s: { title: x, date: yesterday } }",
        "statements: [{ id: x, speaker: a }]",
        "statements: [{ id: x, text: y }]",
        "statements: [{ id: x, speaker: a, text: y, kind: fragmnt }]",
        "statements: [{ id: x, speaker: a, text: y, wordings: [{ text: y }] }]",
        "statements: [{ id: x, speaker: a, text: y, by: me }]",
    ] {
        assert!(!schema.is_valid(&value(bad)), "{bad}");
    }
}

/// A file with a field, wherever that belongs.
type WithField = fn(&str) -> String;

/// Every field that the schema knows is one that is read.
#[test]
fn the_schema_names_no_field_that_is_not_read() {
    let schema = serde_json::to_value(onrecord::corpus::written::schema()).expect("JSON");
    let fields =
        |of: &serde_json::Value| of["properties"].as_object().expect("fields").keys().cloned().collect::<Vec<_>>();
    let within: [(&str, WithField); 7] = [
        ("Speaker", |field| format!("speakers: {{ a: {{ {field}: }} }}")),
        ("Session", |field| format!("sessions: {{ a: {{ {field}: }} }}")),
        ("Source", |field| format!("sources: {{ a: {{ {field}: }} }}")),
        ("Passage", |field| format!("sources: {{ a: {{ passages: [{{ {field}: }}] }} }}")),
        ("Statement", |field| format!("statements: [{{ id: x, speaker: a, text: y, {field}: }}]")),
        ("Review", |field| format!("statements: [{{ id: x, speaker: a, text: y, review: {{ {field}: }} }}]")),
        ("Wording", |field| format!("statements: [{{ wordings: [{{ {field}: }}] }}]")),
    ];
    for (name, file) in within {
        for field in fields(&schema["$defs"][name]) {
            let file = InputFile { name: "x.yaml".to_owned(), bytes: file(&field).into() };
            let problems = load(vec![file]).expect("small").problems;
            assert!(problems.iter().all(|problem| problem.code != "unknown-field"), "{name}.{field}: {problems:?}");
        }
    }
}

#[test]
fn links_lead_only_to_the_web() {
    let corpus = corpus_of(
        "x.yaml",
        "speakers: { a: { name: A } }\nsources: { s: { title: T, url: 'javascript:alert(1)' } }\nstatements: [{ id: x, speaker: a, source: s, text: y }]",
    );
    for format in [Format::Html, Format::Markdown, Format::Text] {
        assert!(!written(&corpus, &primaries(&corpus), &Rendition::Format(format)).contains("javascript:"));
    }
}

#[test]
fn a_format_is_known_by_its_name_and_by_the_ending_of_its_files() {
    let mut endings = HashSet::new();
    for format in Format::ALL {
        assert_eq!(Format::named(format.name()), Some(*format));
        for ending in format.endings() {
            assert!(endings.insert(*ending), "{ending} is that of two formats");
            assert_eq!(Format::of_file(Path::new(&format!("a.{}", ending.to_uppercase()))), Some(*format));
        }
    }
}
