//! Files of lines, read as a whole: what is in the corpus then, and what is told.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::{LONGEST_LINE, OpenOptions};
use crate::corpus::guarded;
use crate::corpus::input::{Content, Form, Input};
use crate::corpus::load::{Loaded, load_inputs};
use crate::corpus::{Badge, Fidelity, Kind, PartialDate, PassageKind, Standing, Statement};
use crate::diagnostic::Severity;

pub(super) fn read_bytes(files: &[(&str, &[u8])], options: &OpenOptions) -> Loaded {
    let input = |(name, bytes): &(&str, &[u8])| Input {
        name: (*name).to_owned(),
        form: Form::of(name.as_ref()),
        content: Content::Memory(bytes.to_vec()),
    };
    load_inputs(files.iter().map(input).collect(), options).expect("small enough")
}

pub(super) fn read_files(files: &[(&str, &str)]) -> Loaded {
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    read_bytes(&files, &OpenOptions::default())
}

pub(super) fn read(name: &str, text: &str) -> Loaded {
    read_files(&[(name, text)])
}

pub(super) fn mapped(map: &str) -> OpenOptions {
    OpenOptions { map: map.parse().expect("a map"), keep_going: false }
}

pub(super) const KEEP_GOING: fn() -> OpenOptions = || OpenOptions { keep_going: true, ..OpenOptions::default() };

/// The problems as `line:column code`.
pub(super) fn problems(loaded: &Loaded) -> Vec<String> {
    let told = |problem: &crate::diagnostic::Diagnostic| {
        format!("{}:{} {}", problem.place.line, problem.place.column, problem.code)
    };
    loaded.problems.iter().map(told).collect()
}

pub(super) fn good(loaded: &Loaded) -> &Loaded {
    assert_eq!(loaded.problems, []);
    loaded
}

pub(super) fn statement<'a>(loaded: &'a Loaded, key: &str) -> Statement<'a> {
    loaded.corpus.find_statement(key).unwrap_or_else(|| panic!("no statement {key}"))
}

pub(super) fn said_by(loaded: &Loaded, key: &str) -> String {
    loaded.corpus.speaker_names(statement(loaded, key).speakers())
}

const FULL: &str = r#"{"id": "one", "speaker": ["Ann Arbor", "Bob"], "via": "Cid", "session": "Council", "date": "2022-01-12", "place": "Brussels", "text": " We \"will\" not. ", "kind": "indirect", "topics": ["refusal", "talks"], "source": "The Paper", "url": "https://example.org/1", "fidelity": "report", "context": "Asked again: We “will” not. So it ended."}
"#;

#[test]
fn a_line_can_carry_everything() {
    let loaded = read("x.jsonl", FULL);
    let corpus = &good(&loaded).corpus;
    let one = statement(&loaded, "one");
    assert_eq!(said_by(&loaded, "one"), "Ann Arbor and Bob");
    assert_eq!(corpus.speaker_names(one.via()), "Cid");
    assert_eq!(one.kind(), Kind::Indirect);
    assert_eq!(one.primary().text(), "We \"will\" not.");
    assert_eq!(one.topics().iter().map(|topic| corpus.topic(*topic)).collect::<Vec<_>>(), ["refusal", "talks"]);
    let session = corpus.session(one.session().expect("a session"));
    assert_eq!((&*session.title, session.place.as_deref()), ("Council", Some("Brussels")));
    assert_eq!(one.date(), "2022-01-12".parse::<PartialDate>().ok());
    let source = corpus.source(one.primary().source().expect("a source"));
    assert_eq!((&*source.title, source.url.as_deref()), ("The Paper", Some("https://example.org/1")));
    assert_eq!(one.primary().badge(), Badge { standing: Standing::Of(Fidelity::Report), verified: true });
    assert_eq!(source.passages[0].is, PassageKind::Excerpt);
    assert_eq!(corpus.speakers().map(|(_, speaker)| &*speaker.key).collect::<Vec<_>>(), ["ann-arbor", "bob", "cid"]);
}

#[test]
fn a_table_says_the_same_as_lines() {
    let csv = "id,speaker,via,session,date,place,text,kind,topics,source,url,fidelity,context\r\n\
        one,Ann Arbor; Bob,Cid,Council,2022-01-12,Brussels,\"We \"\"will\"\" not.\",indirect,refusal;talks,The Paper,https://example.org/1,report,Asked again: We “will” not. So it ended.\r\n";
    let tsv = csv.replace("\"We \"\"will\"\" not.\"", "We \"will\" not.").replace(',', "\t");
    let lines = format!("{:?}", good(&read("x.jsonl", FULL)).corpus);
    let same = |name: &str, text: &str| {
        let other = read(name, text);
        let other = format!("{:?}", good(&other).corpus).replace(name, "x.jsonl");
        assert_eq!(other.replace("line: 2", "line: 1"), lines);
    };
    same("x.csv", csv);
    same("x.tsv", &tsv);
}

#[test]
fn a_line_can_say_how_its_words_are_set_down_and_whether_they_were_checked() {
    let lines = "{\"id\": \"part\", \"speaker\": \"Ann\", \"text\": \"a lot\", \"frame\": \"She wants {}.\", \"locator\": 7, \"url\": \"https://example.org\", \"verified\": false}\n\
        {\"id\": \"summary\", \"speaker\": \"Ann\", \"text\": \"She agreed.\", \"by\": \"editor\", \"context\": \"Yes, she said.\"}\n";
    let table = "id,speaker,text,frame,locator,url,verified,by,context\n\
        part,Ann,a lot,She wants {}.,7,https://example.org,false,,\nsummary,Ann,She agreed.,,,,,editor,\"Yes, she said.\"\n";
    for (name, text) in [("x.jsonl", lines), ("x.csv", table)] {
        let loaded = read(name, text);
        let part = statement(good(&loaded), "part").primary();
        assert_eq!((part.frame(), part.locator()), (Some("She wants {}."), Some("7")));
        assert_eq!((part.kind(), part.is_verified()), (Kind::Fragment, false));
        let summary = statement(&loaded, "summary").primary();
        assert_eq!((summary.kind(), summary.standing()), (Kind::Indirect, Standing::Paraphrase));
    }
    let bad = "speaker,text,frame,verified,by\nAnn,x,no place,perhaps,me\n";
    assert_eq!(problems(&read("x.csv", bad)), ["2:7 bad-frame", "2:16 wrong-type", "2:24 bad-value"]);
}

#[test]
fn what_a_line_says_of_its_words_holds_whatever_its_source_says() {
    let yaml = "sources: { paper: { title: Paper, url: 'https://example.org', verified: false } }\n";
    let lines = "{\"id\": \"a\", \"speaker\": \"Ann\", \"text\": \"x\", \"source\": \"paper\", \"verified\": true}\n\
        {\"id\": \"b\", \"speaker\": \"Ann\", \"text\": \"y\", \"source\": \"paper\"}\n";
    let loaded = read_files(&[("x.yaml", yaml), ("x.jsonl", lines)]);
    assert!(statement(&loaded, "a").primary().is_verified());
    assert!(!statement(&loaded, "b").primary().is_verified());
}

#[test]
fn only_speaker_and_text_are_needed_and_the_line_gives_the_id() {
    let loaded =
        read("x.jsonl", "{\"speaker\":\"Ann\",\"text\":\"one\"}\n\n{\"speaker\":\"unattributed\",\"text\":\"two\"}");
    good(&loaded);
    assert_eq!(said_by(&loaded, "L1"), "Ann");
    assert!(statement(&loaded, "L3").speakers().is_empty());
    assert_eq!(statement(&loaded, "L3").position().line, 3);
    assert_eq!(statement(&loaded, "L3").primary().standing(), Standing::NoSource);
    assert_eq!(loaded.corpus.speakers().len(), 1);
}

#[test]
fn numbers_and_empty_fields_are_taken_as_people_mean_them() {
    let line = r#"{"id": 17, "speaker": "Ann", "via": [], "session": "", "date": 2022, "text": "x", "url": null}"#;
    let loaded = read("x.jsonl", line);
    good(&loaded);
    let statement = statement(&loaded, "17");
    assert_eq!(statement.date(), "2022".parse::<PartialDate>().ok());
    assert_eq!((statement.session(), statement.primary().source()), (None, None));
}

#[test]
fn every_kind_of_problem_of_a_line_is_found_at_its_place() {
    let cases: [(&str, &[&str]); 22] = [
        (r#"{"text": "x"}"#, &["2:1 missing-field"]),
        (r#" {"speaker": "Ann"}"#, &["2:2 missing-field"]),
        (r#"{"speaker": " ", "text": ""}"#, &["2:13 empty-text", "2:26 empty-text"]),
        (r#"{"speaker": [], "text": "x"}"#, &["2:13 empty-text"]),
        (r#"{"speaker": "é", "text": "[…]"}"#, &["2:26 empty-text"]),
        (r#"{"speaker": 1.5, "text": true}"#, &["2:13 wrong-type", "2:26 wrong-type"]),
        (r#"{"speaker": ["a", [1]], "text": ["x"]}"#, &["2:13 wrong-type", "2:33 wrong-type"]),
        (r#"{"speaker": "a", "text": {"b": [1, {}]}}"#, &["2:26 wrong-type"]),
        (r#"{"speaker": "a", "text": "x", "date": "1 May"}"#, &["2:39 bad-date"]),
        (r#"{"speaker": "a", "text": "x", "kind": "fragmnt"}"#, &["2:39 bad-value"]),
        (r#"{"speaker": "a", "text": "x", "url": "u", "fidelity": "good"}"#, &["2:55 bad-value"]),
        (r#"{"speaker": "a", "text": "x", "fidelity": "report"}"#, &["2:43 missing-field"]),
        (r#"{"speaker": "a", "text": "x", "id": "a b"}"#, &["2:37 bad-id"]),
        (r#"{"speaker": "a", "text": "x", "id": "first"}"#, &["2:37 duplicate-id"]),
        (r#"{"speaker": "a", "text": "x", "scor\u0065": 7}"#, &["2:32 unknown-field"]),
        (r#"{"speaker": "a", "text": "x", "text": "y"}"#, &["2:32 duplicate-field"]),
        (r#"{"speaker": "a", "text": "an", "context": "and then"}"#, &["2:26 not-in-passages"]),
        (r#"{"speaker": "a", "text": "x""#, &["2:28 json-syntax"]),
        (r#"{"speaker": "a", "text": "x"} {}"#, &["2:31 json-syntax"]),
        ("{\"speaker\": \"a\", \"text\": \"x\0\"}", &["2:28 json-syntax"]),
        (r#"["a", "x"]"#, &["2:1 wrong-type"]),
        ("7", &["2:1 wrong-type"]),
    ];
    let first = r#"{"id": "first", "speaker": "Ann", "text": "here"}"#;
    for (line, wanted) in cases {
        let loaded = read("x.jsonl", &format!("{first}\n{line}\n"));
        assert_eq!(problems(&loaded), wanted, "{line}");
        assert_eq!(loaded.corpus.statement_count(), 1, "{line}");
        assert_eq!(loaded.corpus.speakers().len(), 1, "{line}");
    }
}

#[test]
fn every_kind_of_problem_of_a_row_is_found_at_its_place() {
    let cases: [(&str, &[&str]); 9] = [
        ("a,Ann,x", &["4:1 wrong-columns"]),
        ("a,Ann,x,2022,more", &["4:1 wrong-columns"]),
        ("a,,x,2022", &["4:3 empty-text"]),
        ("a,Ann,,2022", &["4:7 empty-text"]),
        ("a,\"Ann, of B\",x,May", &["4:17 bad-date"]),
        ("a,\"Ann\nB\",x,May", &["5:6 bad-date"]),
        ("first,Ann,x,", &["4:1 duplicate-id"]),
        ("a,Ann,x,\"2022\n\nb,Ann,y,", &["4:9 unclosed-quote"]),
        ("\n\na b,Ann,x,", &["6:1 bad-id"]),
    ];
    for (row, wanted) in cases {
        for line_break in ["\n", "\r\n"] {
            let text = format!("id,speaker,text,date\n\nfirst,Ann,here,\n{row}").replace('\n', line_break);
            let loaded = read("x.csv", &text);
            assert_eq!(problems(&loaded), wanted, "{text:?}");
            assert_eq!(loaded.corpus.statement_count(), 1, "{text:?}");
        }
    }
}

#[test]
fn a_bad_header_is_told_once() {
    let loaded = read("x.csv", "speakr,text,score,speaker\nx,x,x,a\nx,x,x,b\n");
    assert_eq!(problems(&loaded), ["1:1 unknown-field"]);
    assert_eq!(loaded.problems[0].message, "a table has no columns `speakr`, `score`");
    assert_eq!(problems(&read("x.csv", "speaker,words\na,b\n")), ["1:1 missing-field", "1:9 unknown-field"]);
    assert_eq!(problems(&read("x.csv", "speaker,text,text\na,b,c\n")), ["1:14 duplicate-field"]);
    assert_eq!(good(&read("x.csv", "")).corpus.statement_count(), 0);
}

#[test]
fn a_map_gives_foreign_fields_their_meaning() {
    let options = mapped("text=quote,speaker=who,=page");
    let line = r#"{"quote": "x", "who": "Ann", "page": {"any": ["thing"]}}"#;
    let loaded = read_bytes(&[("x.jsonl", line.as_bytes())], &options);
    assert_eq!(said_by(good(&loaded), "L1"), "Ann");
    let loaded = read_bytes(&[("x.csv", b"who,page,quote\nAnn,7,x\n")], &options);
    assert_eq!(said_by(good(&loaded), "L2"), "Ann");
    let both = br#"{"quote": "x", "text": "y", "who": "Ann"}"#;
    assert_eq!(problems(&read_bytes(&[("x.jsonl", both)], &options)), ["1:17 duplicate-field"]);
    let rest = br#"{"text": "y", "speaker": "Ann", "a": 1, "b": 2}"#;
    good(&read_bytes(&[("x.jsonl", rest)], &mapped("=*")));
}

#[test]
fn a_bad_line_is_skipped_only_where_that_was_asked_for() {
    let text =
        "{\"speaker\":\"Ann\",\"text\":\"one\"}\nnonsense\n{\"speaker\":\"Ann\",\"text\":\"two\",\"kind\":\"x\"}\n";
    let loaded = read("x.jsonl", text);
    assert!(loaded.problems.iter().all(|problem| problem.severity == Severity::Error));
    assert_eq!(loaded.skipped, 0);
    let loaded = read_bytes(&[("x.jsonl", text.as_bytes())], &KEEP_GOING());
    assert_eq!(problems(&loaded), ["2:2 json-syntax", "3:38 bad-value"]);
    assert!(loaded.problems.iter().all(|problem| problem.severity == Severity::Warning));
    assert_eq!((loaded.skipped, loaded.corpus.statement_count()), (2, 1));
}

#[test]
fn other_encodings_are_told_and_marks_passed_over() {
    let line = "{\"speaker\":\"Ann\",\"text\":\"x\"}\r\n";
    assert_eq!(good(&read("x.jsonl", &format!("\u{feff}{line}\r\n{line}"))).corpus.statement_count(), 2);
    assert_eq!(good(&read("x.csv", "\u{feff}speaker,text\r\nAnn,x\r\n")).corpus.statement_count(), 1);
    let latin = [line.as_bytes(), b"{\"speaker\":\"Andr\xe9\",\"text\":\"x\"}\n", line.as_bytes()].concat();
    let loaded = read_bytes(&[("x.jsonl", &latin)], &KEEP_GOING());
    assert_eq!(problems(&loaded), ["2:17 not-utf8"]);
    assert_eq!(loaded.corpus.statement_count(), 2);
    let loaded = read_bytes(&[("x.csv", b"speaker,text\nAndr\xe9,x\n")], &OpenOptions::default());
    assert_eq!(problems(&loaded), ["2:5 not-utf8"]);
    let loaded = read_bytes(&[("x.jsonl", b"\xff\xfe{\0")], &KEEP_GOING());
    assert_eq!(problems(&loaded), ["0:0 not-utf8"]);
    assert_eq!(loaded.problems[0].severity, Severity::Error);
}

#[test]
fn what_a_yaml_file_defines_is_meant_by_id_name_and_alias() {
    let yaml = "
speakers:
  ann: { name: Ann Arbor, aliases: [Dr. Arbor] }
  b1: { name: Bob One, aliases: [Bob] }
  b2: { name: Bob Two, aliases: [Bob] }
sessions:
  one: { title: Council, date: 2022-01-12 }
sources:
  paper: { title: The Paper, url: https://example.org/1, fidelity: report }
statements:
  - { id: a, speaker: [b1, b2], source: paper, text: x }
";
    let line = |speaker: &str, rest: &str| format!("{{\"speaker\":\"{speaker}\",\"text\":\"y\"{rest}}}\n");
    let lines = [
        line("ann", r#","session":"one","source":"paper""#),
        line("Ann Arbor", r#","session":"Council","date":"2022-01","source":"The Paper""#),
        line("Dr. Arbor", r#","session":"Council","url":"https://example.org/1""#),
        line("Ann", r#","session":"Council","date":"2023","source":"The Paper","url":"other""#),
    ]
    .concat();
    let loaded = read_files(&[("x.jsonl", &lines), ("y.yaml", yaml)]);
    assert_eq!(problems(&loaded), ["5:34 alias-twice"]);
    let corpus = &loaded.corpus;
    assert_eq!(corpus.files(), ["y.yaml", "x.jsonl"]);
    for key in ["x/L1", "x/L2", "x/L3"] {
        let statement = statement(&loaded, key);
        assert_eq!(said_by(&loaded, key), "Ann Arbor");
        assert_eq!(corpus.session(statement.session().expect("a session")).key, "one");
        assert_eq!(corpus.source(statement.primary().source().expect("a source")).key, "paper");
    }
    assert_eq!(statement(&loaded, "x/L2").date(), "2022-01".parse::<PartialDate>().ok());
    assert_eq!(said_by(&loaded, "x/L4"), "Ann");
    assert_eq!((corpus.sessions().len(), corpus.sources().len()), (2, 2));
    let ambiguous = read_files(&[("y.yaml", yaml), ("x.jsonl", &line("Bob", ""))]);
    assert!(problems(&ambiguous).contains(&"1:12 ambiguous-id".to_owned()), "{:?}", ambiguous.problems);
}

#[test]
fn a_line_puts_no_words_into_the_passages_that_a_file_gives_a_source() {
    let yaml = "
speakers: { ann: { name: Ann } }
sources: { paper: { title: Paper, url: u, passages: [{ is: full, text: 'Ann said: We will not go.' }] } }
statements: [{ id: a, speaker: ann, source: paper, text: We will not go }]
";
    let line = |rest: &str| format!("{{\"speaker\": \"Ann\", \"source\": \"paper\", {rest}}}\n");
    let invented = read_files(&[("y.yaml", yaml), ("x.jsonl", &line(r#""text": "We will go""#))]);
    assert_eq!(problems(&invented), ["1:47 not-in-passages"]);
    let good_lines = [
        line(r#""text": "we will NOT go""#),
        line(r#""text": "They stay.", "by": "editor""#),
        line(r#""text": "We may", "context": "Later: We may.""#),
    ];
    let read = read_files(&[("y.yaml", yaml), ("x.jsonl", &good_lines.concat())]);
    let (_, source) = good(&read).corpus.sources().next().expect("a source");
    let passages: Vec<&str> = source.passages.iter().map(|passage| &*passage.text).collect();
    assert_eq!(passages, ["Ann said: We will not go.", "Later: We may."]);
}

#[test]
fn an_id_that_was_made_from_a_line_gives_way_to_one_that_is_written() {
    let line = |id: &str, text: &str| format!("{{{id}\"speaker\": \"Ann\", \"text\": \"{text}\"}}\n");
    let tagged = r#"{"type": "statement", "id": "L2", "speaker": "ann", "text": "Tagged."}"#;
    let ann = r#"{"type": "speaker", "id": "ann", "name": "Ann"}"#;
    let lines =
        [line("", "First."), line("", "Second."), line(r#""id": "L1", "#, "Written."), format!("{tagged}\n{ann}\n")];
    let loaded = read("x.jsonl", &lines.concat());
    let told: Vec<(&str, &str)> =
        good(&loaded).corpus.statements().map(|statement| (statement.key(), statement.primary().text())).collect();
    assert_eq!(told, [("L1~2", "First."), ("L2~2", "Second."), ("L1", "Written."), ("L2", "Tagged.")]);
    let twice = read("x.jsonl", &[line(r#""id": "L1", "#, "One."), line(r#""id": "L1", "#, "Two.")].concat());
    assert_eq!(problems(&twice), ["2:8 duplicate-id"]);
}

#[test]
fn a_place_that_several_sessions_are_called_by_is_told_as_the_place() {
    let yaml = "
speakers: { ann: { name: Ann } }
sessions: { one: { title: Brussels, place: Brussels }, two: { title: Brussels, place: Brussels } }
statements: [{ id: a, speaker: ann, session: one, text: x }, { id: b, speaker: ann, session: two, text: y }]
";
    let line = r#"{"speaker": "Ann", "text": "y", "place": "Brussels"}"#;
    let loaded = read_files(&[("y.yaml", yaml), ("x.jsonl", line)]);
    let problem = loaded.problems.iter().find(|problem| problem.code == "ambiguous-id").expect("told");
    assert_eq!(problem.message, "several sessions are called `Brussels`");
    assert_eq!(problem.place.column, 42);
}

#[test]
fn sessions_and_sources_are_one_where_everything_about_them_is_the_same() {
    let line = |rest: &str| format!("{{\"speaker\":\"Ann\",\"text\":\"y\",{rest}}}\n");
    let lines = [
        line(r#""session":"A","date":"2022""#),
        line(r#""session":"A","date":"2022""#),
        line(r#""session":"A","date":"2023""#),
        line(r#""session":"A","date":"2022","place":"B""#),
        line(r#""place":"B","source":"S""#),
        line(r#""source":"S","url":"u""#),
        line(r#""url":"u""#),
        line(r#""url":"u","source":"u""#),
    ]
    .concat();
    let loaded = read("x.jsonl", &lines);
    let corpus = &good(&loaded).corpus;
    let sessions: Vec<&str> = corpus.sessions().map(|(_, session)| &*session.key).collect();
    assert_eq!(sessions, ["a", "a~2", "a~3", "b"]);
    let sources: Vec<&str> = corpus.sources().map(|(_, source)| &*source.title).collect();
    assert_eq!(sources, ["S", "S", "u"]);
}

#[test]
fn equal_contexts_of_a_source_are_one_passage() {
    let line = |text: &str, rest: &str| {
        format!("{{\"speaker\":\"Ann\",\"text\":\"{text}\",\"context\":\"Yes, no and yes.\"{rest}}}\n")
    };
    let with_source = [line("yes", r#","source":"S""#), line("no", r#","source":"S""#)].concat();
    let loaded = read("x.jsonl", &with_source);
    let passages: Vec<usize> = good(&loaded).corpus.sources().map(|(_, source)| source.passages.len()).collect();
    assert_eq!(passages, [1]);
    let loaded = read("x.jsonl", &[line("yes", ""), line("no", r#","session":"Talk""#)].concat());
    let titles: Vec<&str> = good(&loaded).corpus.sources().map(|(_, source)| &*source.title).collect();
    assert_eq!(titles, ["x.jsonl", "Talk"]);
}

#[test]
fn words_without_context_stand_for_themselves_where_their_source_has_passages() {
    let line =
        |text: &str, rest: &str| format!("{{\"speaker\":\"Ann\",\"source\":\"Paper\",\"text\":\"{text}\"{rest}}}\n");
    let lines = [
        line("no", r#","locator":"p. 2""#),
        line("NO", ""),
        line("yes", r#","context":"She said yes.""#),
        line("said", ""),
        line("a summary", r#","by":"editor""#),
    ]
    .concat();
    let passages = |loaded: &Loaded| {
        let (_, source) = loaded.corpus.sources().next().expect("a source");
        source.passages.iter().map(|passage| passage.text.clone()).collect::<Vec<_>>()
    };
    let alone = read("x.jsonl", &lines);
    assert_eq!(passages(good(&alone)), ["She said yes.", "no", "NO"]);
    let yaml = "
speakers: { bob: { name: Bob } }
sources: { paper: { title: Paper, url: u } }
statements: [{ id: a, speaker: bob, source: paper, text: perhaps }]
";
    let with_document = read_files(&[("y.yaml", yaml), ("x.jsonl", &lines)]);
    assert_eq!(passages(good(&with_document)), ["She said yes.", "no", "NO", "perhaps"]);
    // Where nobody brings a context, no source gets a passage.
    let without = read("x.jsonl", &[line("no", ""), line("yes", "")].concat());
    assert_eq!(passages(good(&without)), Vec::<String>::new());
}

#[test]
fn ids_that_other_files_have_get_the_files_name() {
    let line = |id: &str| format!("{{\"id\":\"{id}\",\"speaker\":\"Ann\",\"text\":\"y\"}}\n");
    let yaml = "speakers: { ann: { name: Ann } }\nstatements: [{ id: a, speaker: ann, text: x }]\n";
    let many: String = (0..50).map(|number| line(&format!("n{number}"))).collect();
    let loaded = read_files(&[
        ("y.yaml", yaml),
        ("one.jsonl", &(line("a") + &line("b") + &many)),
        ("d/two.jsonl.csv", "id,speaker,text\nb,Ann,z\n"),
        ("three.ndjson", &many),
    ]);
    good(&loaded);
    for key in ["y/a", "one/a", "one/b", "two.jsonl/b", "one/n49", "three/n49"] {
        assert_eq!(said_by(&loaded, key), "Ann");
    }
    assert_eq!(loaded.corpus.speakers().len(), 1);
    assert_eq!(loaded.clashes[..2], ["statement `a`", "statement `b`"]);
    assert_eq!(loaded.clashes[20], "each of 32 more statements");
}

pub(super) fn packed(text: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(text).expect("into memory");
    encoder.finish().expect("into memory")
}

#[test]
pub(super) fn packed_files_are_read_and_damaged_ones_told() {
    let line = b"{\"speaker\":\"Ann\",\"text\":\"x\"}\n";
    let twice = [packed(line), packed(line)].concat();
    let loaded = read_bytes(&[("x.jsonl.gz", &twice)], &OpenOptions::default());
    assert_eq!(good(&loaded).corpus.statement_count(), 2);
    assert_eq!(read_bytes(&[("x.csv.gz", &packed(b"speaker,text\na,b\n"))], &KEEP_GOING()).problems, []);
    let yaml = packed(b"speakers: { a: { name: A } }\nstatements: [{ id: a, speaker: a, text: x }]\n");
    assert_eq!(good(&read_bytes(&[("x.yaml.gz", &yaml)], &KEEP_GOING())).corpus.statement_count(), 1);
    for cut in [&twice[..twice.len() - 9], &twice[..5], b"not packed"] {
        let loaded = read_bytes(&[("x.jsonl.gz", cut)], &KEEP_GOING());
        assert_eq!(problems(&loaded), ["0:0 unreadable"]);
        assert_eq!(loaded.problems[0].severity, Severity::Error);
    }
}

#[test]
fn a_line_without_end_is_told_and_fills_no_memory() {
    let long = "x".repeat(LONGEST_LINE + 10);
    let text = format!("{long}\n{{\"speaker\":\"Ann\",\"text\":\"x\"}}\n");
    let loaded = read_bytes(&[("x.jsonl", text.as_bytes())], &KEEP_GOING());
    assert_eq!(problems(&loaded), ["1:1 line-too-long"]);
    assert_eq!(loaded.corpus.statement_count(), 1);
    let text = format!("speaker,text\nAnn,\"{long}{long}\n");
    let loaded = read("x.csv", &text);
    assert_eq!(problems(&loaded), ["0:0 unreadable"]);
    assert!(loaded.problems[0].message.contains("quote mark"), "{}", loaded.problems[0].message);
}

proptest::proptest! {
    #[test]
    fn no_bytes_break_the_reading(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..200)) {
        for name in ["x.jsonl", "x.csv", "x.tsv", "x.jsonl.gz"] {
            read_bytes(&[(name, &bytes)], &OpenOptions::default());
        }
        let rows = [b"speaker,text,date,context\n", &bytes[..]].concat();
        read_bytes(&[("x.csv", &rows)], &KEEP_GOING());
    }

    #[test]
    fn a_text_comes_out_as_it_went_in(text in "\\PC{1,40}") {
        proptest::prop_assume!(!crate::text::parts(&text).is_empty());
        let line = serde_json::json!({ "speaker": "Ann", "text": text }).to_string();
        let loaded = read("x.jsonl", &line);
        proptest::prop_assert_eq!(statement(&loaded, "L1").primary().text(), text.trim());
        let row = format!("speaker,text\nAnn,\"{}\"\n", guarded(&text).replace('"', "\"\""));
        let loaded = read("x.csv", &row);
        proptest::prop_assert_eq!(statement(&loaded, "L2").primary().text(), text.trim());
    }
}
