//! Nothing in a corpus steers the terminal: every field of the format, on every screen, in
//! everything the shell writes.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use onrecord::action::Scope;
use onrecord::app::Start;
use onrecord::corpus::{CorpusChoice, OpenOptions};
use onrecord::export::Format;
use onrecord::talk_list::ListFile;
use onrecord::terminal::Headless;
use onrecord::text::steers;
use serde_json::Value;

use crate::support::shell::{Ran, shell};
use crate::support::{file, folder, press, start, terminal, text, ways_to};

/// What a stranger may write: colours, a title, a link, the clipboard, a question that the
/// terminal answers as if it were typed, the same in one-byte codes, turned text, tags.
const EVIL: &str = r"\e[31;5mred\e[2J\e]0;title\a\e]8;;http://x\e\\\e]52;c;cm0=\a\eP$qm\e\\\e[6n\x9b31m\x9d0;t\x9c\x7f\b\u202eturned\u2066\u200f\u061c\ufeff\U000e0041";

/// The same where neither spaces nor controls may stand: in an id.
const EVIL_ID: &str = r"\u202eid\u2066\u061c\U000e0041";

/// A corpus with every field of the format, in every text that a person can write.
fn corpus() -> String {
    let text = |name: &str| format!("{name}: \"{name} {EVIL}\"");
    let evil = |name: &str| format!("\"{name} {EVIL}\"");
    let id = |name: &str| format!("\"{name}{EVIL_ID}\"");
    format!(
        r#"{title}
{notes}
speakers:
  {ann}: {{ {name}, {role}, {affiliation}, aliases: [{alias}], body: true, {notes} }}
  {bob}: {{ name: {bob_name} }}
sessions:
  {talk}: {{ {title}, date: 2022-01-12, {place}, participants: [{ann}], {summary}, references: [{reference}], {notes} }}
  {other}: {{ title: {other_title}, participants: [{bob}] }}
sources:
  {paper}: {{ {title}, {publisher}, {author}, date: 2022, url: "https://x.org/{EVIL}", {language}, fidelity: report, verified: false, checked_at: 2022, {licence}, {notes}, passages: [{{ is: excerpt, text: {passage}, {locator} }}] }}
statements:
  - {{ id: {x}, speaker: [{ann}], via: [{bob}], session: {talk}, also_in: [{other}], date: 2022-01-12, {setting}, kind: fragment, topics: [{topic}], part_of: {y}, see_also: [{y}], {notes}, review: {{ state: open, confidence: 0.5, candidates: [{bob}] }}, source: {paper}, {locator}, text: {words}, frame: "{{}} framed {EVIL}" , verified: false, checked_at: 2022 }}
  - id: {y}
    speaker: {ann}
    wordings:
      - {{ source: {paper}, {locator}, text: {words}, frame: "{{}} framed {EVIL}", speaker: {bob}, via: [{ann}], session: {talk}, date: 2022-01-12, kind: fragment, verified: false, checked_at: 2022, {notes} }}
      - {{ source: {paper}, text: {paraphrase}, by: editor }}
  - {{ id: {z}, speaker: {ann}, text: {paraphrase}, by: editor }}
"#,
        title = text("title"),
        notes = text("notes"),
        name = text("name"),
        role = text("role"),
        affiliation = text("affiliation"),
        place = text("place"),
        summary = text("summary"),
        publisher = text("publisher"),
        author = text("author"),
        language = text("language"),
        licence = text("licence"),
        locator = text("locator"),
        setting = text("setting"),
        alias = evil("alias"),
        bob_name = evil("bob"),
        reference = evil("https://x.org/"),
        other_title = evil("other"),
        passage = evil("said: words"),
        words = evil("words"),
        topic = evil("topic"),
        paraphrase = evil("in short"),
        ann = id("ann"),
        bob = id("bob"),
        talk = id("talk"),
        other = id("other"),
        paper = id("paper"),
        x = id("x"),
        y = id("y"),
        z = id("z"),
    )
}

/// The file, in a folder whose name is as bad.
fn hostile() -> (tempfile::TempDir, PathBuf) {
    let folder = folder();
    let path = file(&folder, "odd\u{1b}[31m\u{202e}\u{9b}.yaml", &corpus());
    (folder, path)
}

#[test]
fn the_hostile_corpus_has_every_field_of_the_format() {
    let schema: Value = serde_json::from_str(&shell(&["schema"]).answer()).expect("JSON");
    let mut fields = BTreeSet::new();
    let definitions = schema["$defs"].as_object().expect("definitions");
    for definition in definitions.values().chain([&schema]) {
        fields.extend(definition["properties"].as_object().into_iter().flatten().map(|(name, _)| name.clone()));
    }
    let corpus = corpus();
    let lacking: Vec<_> = fields.iter().filter(|field| !corpus.contains(&format!("{field}:"))).collect();
    assert!(lacking.is_empty(), "{lacking:?}");
    let (_folder, path) = hostile();
    let ran = shell(&["check"]).with("ONRECORD_CORPUS", path.to_str().expect("a path")).run();
    assert_eq!(ran.code, Some(0), "{ran:?}");
}

/// Fails where something in it steers a terminal.
fn assert_harmless(what: &str, written: &str) {
    let found = written.char_indices().find(|(_, character)| steers(*character));
    if let Some((at, character)) = found {
        let from = written[..at].char_indices().rev().nth(60).map_or(0, |(from, _)| from);
        panic!("{what}: {character:?} after {:?}", &written[from..at]);
    }
}

/// The program with this corpus, with what is remembered beside it and with settings that name it.
fn run(arguments: &[&str], path: &Path) -> Ran {
    let mut program = shell(arguments);
    for (variable, value) in surroundings(path) {
        program = program.with(variable, &value);
    }
    program.run()
}

fn surroundings(corpus: &Path) -> [(&'static str, String); 3] {
    let name = |path: &Path| path.to_str().expect("a path").to_owned();
    let folder = corpus.parent().expect("a folder");
    [
        ("ONRECORD_CORPUS", name(corpus)),
        ("ONRECORD_STATE", name(&folder.join("state"))),
        ("ONRECORD_CONFIG", name(&folder.join("config.yaml"))),
    ]
}

/// Bookmarks the first statement with a note, and writes settings with problems.
fn leave_traces(corpus: &Path) {
    let choice = CorpusChoice::Paths(vec![corpus.to_owned()], OpenOptions::default());
    let folder = corpus.parent().expect("a folder");
    let state_folder = Some(folder.join("state"));
    let mut program = Headless::open(Start { state_folder, ..start(120, 40, &choice) }, choice);
    press(&mut program, "m N");
    program.type_text("a note");
    press(&mut program, "Enter");
    let settings = format!("corpora: {{ odd: \"{EVIL}\" }}\ntheme: \"{EVIL}\"\n\"{EVIL}\": x\n");
    std::fs::write(folder.join("config.yaml"), settings).expect("written");
}

#[test]
fn every_screen_shows_every_field_harmlessly() {
    let (_folder, path) = hostile();
    let everywhere = || Scope::ALL.iter().flat_map(|scope| ways_to(*scope)).chain(&MORE_WAYS);
    for (columns, lines) in [(120, 40), (80, 24), (50, 20)] {
        let mut shown = BTreeSet::new();
        for keys in everywhere() {
            // What `T` adds to.
            let my_talk = ListFile { name: "list".to_owned(), path: path.with_extension("talk.yaml") };
            let choice = CorpusChoice::Paths(vec![path.clone()], OpenOptions::default());
            let mut program = Headless::open(Start { my_talk, ..start(columns, lines, &choice) }, choice);
            press(&mut program, keys);
            for _ in 0..4 {
                let seen = text(&program);
                for line in seen.lines() {
                    assert_harmless(&format!("{keys} at {columns}x{lines}"), line);
                }
                shown.insert(seen);
                press(&mut program, "PgDn");
            }
        }
        assert!(shown.len() > 30, "{}", shown.len());
    }
}

/// What is shown of this corpus beside what every scope shows of any.
const MORE_WAYS: [&str; 17] = [
    "E",
    "j c",
    "j w",
    "j t",
    "j j s",
    "G t",
    "Tab Space",
    "1 Space",
    "2 Space",
    "3 Space",
    "t b",
    "v Right Right",
    "v Enter",
    "T j T L",
    "/ s p e a k e r : Tab",
    "/ t o p i c : Tab Tab",
    "/ f r a m e d",
];

#[test]
fn what_the_shell_writes_for_people_is_harmless() {
    let (folder, path) = hostile();
    leave_traces(&path);
    let list = file(&folder, "list.talk.yaml", &format!("title: \"{EVIL}\"\nstatements: [\"absent{EVIL_ID}\"]\n"));
    for command in onrecord::cli::command().get_subcommands() {
        for arguments in calls_for_people(command.get_name(), &path, &list) {
            let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
            let ran = run(&arguments, &path);
            assert!(!ran.out.is_empty() || !ran.err.is_empty(), "{arguments:?}");
            assert_harmless(&format!("{arguments:?}, output"), &ran.out);
            assert_harmless(&format!("{arguments:?}, errors"), &ran.err);
            if command.get_arguments().any(|argument| argument.get_id() == "color") {
                let styled = run(&[&arguments[..], &["--color", "always"]].concat(), &path);
                assert_harmless(&format!("{arguments:?}, in colour"), &without_styles(&styled.out));
            }
        }
    }
}

/// Every way in which a command writes for people what others have written. Every command has to be answered for.
fn calls_for_people(command: &str, corpus: &Path, list: &Path) -> Vec<Vec<String>> {
    let (x, template) = (corpus_id("x"), onrecord_template());
    let (corpus, list) = (corpus.to_str().expect("a path"), list.to_str().expect("a path"));
    let each = |option: &str, values: &[&str]| {
        values.iter().map(|value| vec![option.to_owned(), (*value).to_owned()]).collect()
    };
    let formats: Vec<Vec<String>> = each("-f", &["text", "citation", "markdown", "fortune", "html", "bibtex"]);
    let of: Vec<Vec<String>> = match command {
        "check" => vec![vec![]],
        "search" => [&["words", "--words"][..], &["words", "--template", &template], &["source:\"x"]]
            .map(|call| call.iter().map(|part| (*part).to_owned()).collect())
            .into_iter()
            .chain(formats.into_iter().map(|format| [vec!["words".to_owned()], format].concat()))
            .collect(),
        "show" => [&[&*x][..], &[&x, "--words"], &["absent"], &[&x, "--wording", "absent"]]
            .map(|call| call.iter().map(|part| (*part).to_owned()).collect())
            .into(),
        "context" => vec![vec![x]],
        "list" => ["speakers", "sessions", "topics", "sources"].map(|what| vec![what.to_owned()]).into(),
        "bookmarks" => vec![vec![], vec!["--all".to_owned()]],
        "export" => formats,
        "random" => vec![vec!["--seed".to_owned(), "1".to_owned()]],
        "import" => vec![[corpus, "--from", "transcript", "--dry-run"].map(str::to_owned).into()],
        // `config show` writes data.
        "config" => vec![vec!["check".to_owned()]],
        // Before the screen is taken: what the list names and the corpus lacks.
        "talk" => vec![vec!["--list".to_owned(), list.to_owned()]],
        // They show screens, or nothing that somebody else has written.
        "play" | "render" | "schema" | "completions" | "man" | "help" => vec![],
        other => panic!("what does `{other}` write of a corpus, and is it harmless?"),
    };
    of.into_iter().map(|call| [vec![command.to_owned()], call].concat()).collect()
}

/// A template with every name there is.
fn onrecord_template() -> String {
    let help = shell(&["search", "--help"]).answer();
    let names: BTreeSet<&str> = help
        .split(|character: char| !(character.is_ascii_lowercase() || matches!(character, '.' | '_' | '{' | '}')))
        .filter(|word| word.starts_with('{') && word.ends_with('}') && word.len() > 2)
        .collect();
    let from_list = ["{text}", "{quote}", "{speaker}", "{citation}", "{status}", "{caveats}", "{id}"];
    names.into_iter().chain(from_list).collect()
}

fn corpus_id(name: &str) -> String {
    format!("{name}\u{202e}id\u{2066}\u{61c}\u{e0041}")
}

/// The text without the looks that the program itself gives it.
fn without_styles(text: &str) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("\u{1b}[") {
        kept.push_str(&rest[..at]);
        let after = &rest[at + 2..];
        let end =
            after.find(|character: char| !(character.is_ascii_digit() || character == ';')).unwrap_or(after.len());
        if after[end..].starts_with('m') {
            rest = &after[end + 1..];
        } else {
            kept.push('\u{1b}');
            rest = after;
        }
    }
    kept + rest
}

#[test]
fn data_keep_every_character_in_a_pipe_and_lose_their_power_on_a_terminal() {
    let (_folder, path) = hostile();
    leave_traces(&path);
    let x = corpus_id("x");
    let of_statements =
        Format::ALL.iter().map(|format| format!("search words --color never -n 0 -f {}", format.name()));
    let others = [
        format!("context {x} -f json"),
        "check -f json".to_owned(),
        "bookmarks -f json".to_owned(),
        "bookmarks --all -f json".to_owned(),
        "config check -f json".to_owned(),
        "config show".to_owned(),
        "show absent -f json".to_owned(),
    ];
    let lists = ["json", "jsonl", "csv", "tsv"].map(|format| format!("list speakers --color never -f {format}"));
    for call in of_statements.chain(others).chain(lists) {
        // `hello` ends the output, whatever the format is.
        let mut shown = terminal::shell(&format!("\"$ONRECORD\" {call}; echo hello"));
        for (variable, value) in surroundings(&path) {
            shown = shown.with(variable, &value);
        }
        let mut shown = shown.open();
        shown.end();
        let written = shown.written().replace("\r\n", "\n");
        assert!(written.len() > "hello\n".len() && written.ends_with("hello\n"), "{call}: {written}");
        assert_harmless(&call, &written);
    }
    for format in ["json", "jsonl", "yaml", "csv", "tsv", "json-ld", "csl-json"] {
        let ran = run(&["search", "words", "-f", format], &path);
        let kept = ran.out.contains('\u{9b}')
            || ran.out.contains("\\u009b")
            || ran.out.contains("\\x9b")
            || ran.out.contains("\\x9B");
        assert!(kept, "{format}: {}", ran.out);
    }
}
