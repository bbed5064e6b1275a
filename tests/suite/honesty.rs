//! Wherever the words of a wording are seen, it is seen with them what they are worth: on every
//! screen, in every format, from every command, for every kind of doubt there is. All of these are
//! taken from the program's own lists, so that a new one fails here until it is answered for.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use onrecord::action::{Action, Scope};
use onrecord::app::{Msg, Screen, SlideView, Start};
use onrecord::corpus::{
    Corpus, CorpusChoice, Fidelity, Kind, OpenOptions, ReviewState, Standing, Statement, StatementId, Wording,
};
use onrecord::export::{Entry, Format, Rendition, Template};
use onrecord::search::Hit;
use onrecord::talk_list::ListFile;
use onrecord::terminal::Headless;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use serde_json::{Value, json};

use crate::export::{corpus_of, primaries, written};
use crate::support::shell::shell;
use crate::support::{cells, file, folder, press, start, text, ways_to};

/// Whose words a statement is said to be.
#[derive(Clone, Copy, Debug)]
pub enum SaidBy {
    Ann,
    AnnThroughBob,
    Nobody,
}

const ALL_SAID_BY: [SaidBy; 3] = [SaidBy::Ann, SaidBy::AnnThroughBob, SaidBy::Nobody];

/// Everything about a statement that a reader must be told.
#[derive(Clone, Copy, Debug)]
pub struct Case {
    pub kind: Kind,
    pub standing: Standing,
    pub verified: bool,
    pub review: Option<ReviewState>,
    pub said_by: SaidBy,
}

/// Every combination.
fn all_cases() -> Vec<Case> {
    let reviews = || std::iter::once(None).chain(ReviewState::ALL.iter().copied().map(Some));
    let mut cases = Vec::new();
    for kind in Kind::ALL.iter().copied() {
        for standing in Standing::ALL.iter().copied() {
            for verified in [true, false] {
                for review in reviews() {
                    cases.extend(ALL_SAID_BY.map(|said_by| Case { kind, standing, verified, review, said_by }));
                }
            }
        }
    }
    cases
}

/// Every standing, verified or not, and beside them every doubt about the speaker.
fn some_cases() -> Vec<Case> {
    let all = all_cases();
    let of_speaker = ALL_SAID_BY.len() * (1 + ReviewState::ALL.len());
    let of_words = 2 * Standing::ALL.len();
    assert!(of_words >= of_speaker);
    // A step that shares no divisor with the number of doubts about the speaker meets them all.
    (0..of_words).map(|at| all[((at % Kind::ALL.len()) * of_words + at) * of_speaker + at * 5 % of_speaker]).collect()
}

/// The word that every text holds, and nothing else on any screen.
const TOKEN: &str = "quagga";

pub const SHORT: usize = 1;
/// More words than fit on a small screen.
pub const LONG: usize = 70;

fn words(token: &str, count: usize) -> String {
    (0..count).map(|at| format!("{token}{at}")).collect::<Vec<_>>().join(" ")
}

fn wording(case: Case, id: &str, text: &str) -> (Value, Option<Value>) {
    let mut wording = json!({ "text": text, "kind": case.kind.name(), "verified": case.verified });
    let fidelity = match case.standing {
        Standing::Of(fidelity) => Some(fidelity.name()),
        Standing::Unstated => None,
        Standing::NoSource => return (wording, None),
        Standing::Paraphrase => {
            wording["by"] = json!("editor");
            Some(Fidelity::Transcript.name())
        }
    };
    wording["source"] = json!(id);
    let around = words("filler", 40);
    let passages = [&*around, &*around, &*format!("Before. “{text}” After."), &*around, &*around];
    let passages = passages.map(|text| json!({ "text": text }));
    let mut source = json!({ "title": "Paper", "url": "https://example.org/1", "passages": passages });
    if let Some(fidelity) = fidelity {
        source["fidelity"] = json!(fidelity);
    }
    (wording, Some(source))
}

fn statement(case: Case, id: &str, text: &str) -> (Value, Option<Value>) {
    let (mut statement, source) = wording(case, id, text);
    statement["id"] = json!(id);
    statement["session"] = json!("hall");
    statement["speaker"] = json!(match case.said_by {
        SaidBy::Ann | SaidBy::AnnThroughBob => "ann",
        SaidBy::Nobody => "unattributed",
    });
    if matches!(case.said_by, SaidBy::AnnThroughBob) {
        statement["via"] = json!("bob");
    }
    if let Some(state) = case.review {
        statement["review"] = json!({ "state": state.name() });
    }
    (statement, source)
}

/// A corpus of these statements; the last one is beyond doubt, and leads to the first.
fn corpus_text(statements: Vec<(Value, Option<Value>)>) -> String {
    let mut file = json!({
        "speakers": { "ann": { "name": "Ann" }, "bob": { "name": "Bob" }, "zoe": { "name": "Zoe" } },
        "sessions": { "hall": { "title": "Hall", "date": 2024 } },
        "sources": { "minutes": { "title": "Minutes", "url": "https://example.org/2", "fidelity": "transcript", "verified": true } },
    });
    let first = statements[0].0["id"].clone();
    let mut list = Vec::new();
    for (statement, source) in statements {
        if let (Some(source), Some(id)) = (source, statement["id"].as_str()) {
            file["sources"][id] = source;
        }
        list.push(statement);
    }
    list.push(json!({ "id": "z", "speaker": "zoe", "kind": "direct", "source": "minutes", "text": "Yes.", "see_also": [first] }));
    file["statements"] = Value::Array(list);
    file.to_string()
}

/// A wording that must not be seen without what it is worth.
struct Doubtful {
    /// A part of its words.
    token: String,
    badge: String,
    /// What must be seen beside its speaker's name, or in its place.
    of_speaker: Vec<&'static str>,
    is_quoted: bool,
}

impl Doubtful {
    fn of(case: Case, token: &str) -> Self {
        let mut of_speaker = Vec::new();
        match case.said_by {
            SaidBy::Ann => {}
            SaidBy::AnnThroughBob => of_speaker.push("Bob"),
            SaidBy::Nobody => of_speaker.push("nattributed"),
        }
        match case.review {
            Some(ReviewState::Open) => of_speaker.push("not reviewed"),
            Some(ReviewState::Rejected) => of_speaker.push("rejected"),
            Some(ReviewState::Accepted) | None => {}
        }
        let verified = case.verified && case.standing != Standing::NoSource;
        let badge = onrecord::corpus::Badge { standing: case.standing, verified };
        let is_quoted = case.kind != Kind::Indirect && case.standing != Standing::Paraphrase;
        Self { token: token.to_owned(), badge: badge.to_string(), of_speaker, is_quoted }
    }
}

/// Whether a text is on the screen: in a line, or in parts where it had to be broken.
fn shows(screen: &str, wanted: &str) -> bool {
    screen.contains(wanted) || wanted.split(' ').all(|word| screen.contains(word.trim_end_matches(',')))
}

/// The program with a file open, in a folder of its own.
pub struct Desk {
    folder: tempfile::TempDir,
    path: PathBuf,
    text: String,
    doubtful: Vec<Doubtful>,
}

impl Desk {
    pub fn of(case: Case, length: usize) -> Self {
        let text = corpus_text(vec![statement(case, "x", &words(TOKEN, length))]);
        Self::new(&text, vec![Doubtful::of(case, TOKEN)])
    }

    /// One statement with a wording of every standing.
    fn with_every_standing(length: usize) -> Self {
        let said_by = SaidBy::Ann;
        let cases = Standing::ALL.iter().flat_map(|standing| {
            [true, false].map(|verified| Case {
                kind: Kind::Direct,
                standing: *standing,
                verified,
                review: None,
                said_by,
            })
        });
        let mut doubtful = Vec::new();
        let mut wordings = Vec::new();
        let mut file: Value =
            serde_json::from_str(&corpus_text(vec![(json!({ "id": "x", "speaker": "ann", "session": "hall" }), None)]))
                .expect("JSON");
        for (at, case) in cases.enumerate() {
            let id = format!("s{at}");
            // No token is the beginning of another one.
            let token = format!("{TOKEN}{}", char::from(b'a' + u8::try_from(at).expect("few")));
            let (wording, source) = wording(case, &id, &words(&token, length));
            wordings.push(wording);
            doubtful.push(Doubtful::of(case, &token));
            if let Some(source) = source {
                file["sources"][&*id] = source;
            }
        }
        file["statements"][0]["wordings"] = Value::Array(wordings);
        Self::new(&file.to_string(), doubtful)
    }

    fn new(text: &str, doubtful: Vec<Doubtful>) -> Self {
        let folder = folder();
        let path = file(&folder, "x.yaml", text);
        Self { folder, path, text: text.to_owned(), doubtful }
    }

    pub fn open(&self, size: (u16, u16)) -> Seen {
        self.open_with(size, |start| start)
    }

    pub fn open_with(&self, (columns, lines): (u16, u16), how: impl FnOnce(Start) -> Start) -> Seen {
        let choice = CorpusChoice::Paths(vec![self.path.clone()], OpenOptions::default());
        // Nothing of what was done before.
        std::fs::write(&self.path, &self.text).expect("written");
        let my_talk = ListFile { name: "list".to_owned(), path: self.folder.path().join("list.talk.yaml") };
        let state = self.folder.path().join("state");
        for old in [&my_talk.path, &state.join("bookmarks.json"), &state.join("views.json")] {
            let _ = std::fs::remove_file(old);
        }
        let state_folder = Some(state);
        let start = Start { my_talk, state_folder, ..start(columns, lines, &choice) };
        let program = Headless::open(how(start), choice);
        assert!(program.model().record.opened, "{}", text(&program));
        Seen { program, below: None }
    }

    pub fn check(&self, seen: &Seen, what: &str, begins: bool) -> usize {
        check(&self.doubtful, seen, what, begins)
    }
}

/// Fails where words are seen and what they are worth is not. Says of how many wordings words are seen.
fn check(doubtful: &[Doubtful], seen: &Seen, what: &str, begins: bool) -> usize {
    let (program, screen) = (&seen.program, seen.text());
    let seen: Vec<&Doubtful> = doubtful.iter().filter(|doubtful| is_seen(program, &screen, doubtful)).collect();
    for doubtful in &seen {
        assert!(shows(&screen, &doubtful.badge), "{what}: no “{}” is seen:\n{screen}", doubtful.badge);
        // A passage on a slide names nobody but its source.
        let has_name = (begins && !is_passage_slide(program)) || screen.contains("Ann");
        for wanted in doubtful.of_speaker.iter().filter(|_| has_name) {
            assert!(shows(&screen, wanted), "{what}: no “{wanted}” is seen:\n{screen}");
        }
        let in_marks = screen.contains(&format!("“{}0", doubtful.token));
        let is_in_source = is_passage_slide(program) || is_context(program);
        assert!(doubtful.is_quoted || !in_marks || is_in_source, "{what}: nobody's words are quoted:\n{screen}");
    }
    seen.len()
}

/// The program with what was seen before something lay over it, and the room it had.
pub struct Seen {
    pub program: Headless,
    below: Option<(Buffer, Rect)>,
}

impl Seen {
    pub fn press(&mut self, keys: &str) {
        for key in keys.split(' ') {
            self.happen(Msg::Key(key.parse().expect("a key")));
        }
    }

    pub fn happen(&mut self, msg: Msg) {
        if !self.is_overlaid() {
            self.below = Some((self.program.frame().0, self.program.model().screen_area()));
        }
        self.program.happen(msg);
    }

    /// Whether something lies over a part of a screen. A note is written below it.
    fn is_overlaid(&self) -> bool {
        let has_room_of_its_own = |screen: &Screen| !screen.is_overlay() || matches!(screen, Screen::Note(_));
        self.program.model().screens.last().is_some_and(|screen| !has_room_of_its_own(screen))
    }

    /// The text on the screen; where something lies over it, only what that adds: the rest was seen by
    /// itself, and a part of it is hidden now. Nothing is known of what it adds once a message moved it all.
    fn text(&self) -> String {
        let (Some((below, room)), true) = (&self.below, self.is_overlaid()) else { return text(&self.program) };
        if *room != self.program.model().screen_area() {
            return String::new();
        }
        let (mut frame, _) = self.program.frame();
        for (cell, before) in frame.content.iter_mut().zip(&below.content) {
            if cell.symbol() == before.symbol() {
                cell.set_symbol(" ");
            }
        }
        cells(&frame).map(|line| line.iter().map(|cell| cell.symbol()).collect::<String>() + "\n").collect()
    }
}

/// Whether passages are seen; a note may be written below them.
fn is_context(program: &Headless) -> bool {
    matches!(program.model().screens.iter().rfind(|screen| !screen.is_overlay()), Some(Screen::Context(_)))
}

fn is_passage_slide(program: &Headless) -> bool {
    matches!(program.model().screens.last(), Some(Screen::Talk(talk)) if talk.view == SlideView::Context)
}

fn is_seen(program: &Headless, screen: &str, doubtful: &Doubtful) -> bool {
    if let Some(Screen::Talk(talk)) = program.model().screens.last()
        && talk.slide.size.glyph().is_some()
        && !talk.blank
        && !screen.is_empty()
    {
        // Large letters are drawn from cells: what they say is known from the slide.
        return talk.slide.text.words.text.contains(&doubtful.token);
    }
    screen.contains(&doubtful.token)
}

const SIZES: [(u16, u16); 3] = [(120, 40), (80, 24), (50, 20)];

pub fn leads_there(program: &Headless, scope: Scope, keys: &str) {
    // There is nothing to pick where nothing waits for a review.
    let is_open = scope != Scope::SpeakerPicker || program.model().record.unreviewed > 0;
    // A note has no key in a talk.
    let has_key = scope != Scope::NoteBox || !keys.starts_with('t');
    assert!(program.model().scope() == scope || !is_open || !has_key, "{keys} leads to {:?}", program.model().scope());
}

/// Walks to every scope in every way, and from there through all that can be scrolled to.
fn walk(desk: &Desk, size: (u16, u16), about: &str) -> usize {
    let mut seen = 0;
    for scope in Scope::ALL.iter().copied() {
        for keys in ways_to(scope) {
            let mut program = desk.open(size);
            program.press(keys);
            leads_there(&program.program, scope, keys);
            let what = |way: &str| format!("{about} at {size:?}, {}: {keys} {way}", scope.name());
            // Above a note, a screen may have too little room for all of its beginning.
            seen += desk.check(&program, &what(""), scope != Scope::NoteBox);
            for way in ["PgDn", "PgDn", "End", "Up"] {
                press(&mut program.program, way);
                seen += desk.check(&program, &what(way), false);
            }
        }
    }
    seen
}

#[test]
fn no_screen_shows_words_without_what_they_are_worth() {
    for (at, case) in some_cases().into_iter().enumerate() {
        let size = SIZES[at % SIZES.len()];
        let length = if at % 2 == 0 { LONG } else { SHORT };
        let seen = walk(&Desk::of(case, length), size, &format!("{case:?}"));
        assert!(seen > 30, "{case:?}: {seen}");
    }
}

#[test]
#[ignore = "it takes minutes: cargo test --release --test suite soak -- --ignored"]
fn soak_no_screen_shows_words_of_any_kind_without_what_they_are_worth() {
    for case in all_cases() {
        for (size, length) in SIZES.iter().flat_map(|size| [(*size, SHORT), (*size, LONG)]) {
            walk(&Desk::of(case, length), size, &format!("{case:?}"));
        }
    }
}

#[test]
fn each_of_many_wordings_is_seen_with_its_own_badge() {
    for (size, length) in SIZES.into_iter().zip([SHORT, LONG, LONG]) {
        walk(&Desk::with_every_standing(length), size, "every standing");
    }
}

/// The case after an action, which may have settled who said it.
fn judged(case: Case, scope: Scope, action: Action) -> Case {
    let review = match action {
        Action::AcceptAttribution => Some(ReviewState::Accepted),
        // The one that was picked.
        Action::Accept if scope == Scope::SpeakerPicker => Some(ReviewState::Accepted),
        Action::RejectAttribution => Some(ReviewState::Rejected),
        _ => case.review,
    };
    Case { review, ..case }
}

/// Whatever a key does, wherever it is pressed.
#[test]
fn no_key_leads_to_words_without_what_they_are_worth() {
    let worst = Case {
        kind: Kind::Indirect,
        standing: Standing::Of(Fidelity::Reworded),
        verified: false,
        review: Some(ReviewState::Open),
        said_by: SaidBy::AnnThroughBob,
    };
    let desk = Desk::of(worst, LONG);
    let mut done = std::collections::BTreeSet::new();
    for (at, scope) in Scope::ALL.iter().copied().enumerate() {
        let Some(keys) = ways_to(scope).first() else { continue };
        let actions = desk.open(SIZES[2]).program.model().keymap().clone();
        for binding in actions.in_scope(scope).chain(actions.in_scope(Scope::Everywhere)) {
            let mut program = desk.open(SIZES[at % SIZES.len()]);
            program.press(keys);
            leads_there(&program.program, scope, keys);
            if scope == Scope::FileName {
                press(&mut program.program, "Ctrl-U");
                program.program.type_text(&desk.folder.path().join("written.txt").display().to_string());
            }
            for key in &binding.keys {
                program.press(&key.to_string());
            }
            if program.program.model().scope() == Scope::Problems {
                continue;
            }
            let what = format!("{} after {keys}: {}", scope.name(), binding.action.name());
            check(&[Doubtful::of(judged(worst, scope, binding.action), TOKEN)], &program, &what, false);
            done.insert(binding.action);
        }
    }
    // It leads away from the problems of files, where nobody's words stand.
    done.insert(Action::Leave);
    let left: Vec<&Action> = Action::ALL.iter().filter(|action| !done.contains(action)).collect();
    assert!(left.is_empty(), "these are tried nowhere: {left:?}");
}

/// All combinations in one corpus.
fn corpus_of_all() -> Corpus {
    let statement =
        |(at, case): (usize, Case)| statement(case, &format!("x{at}"), &words(&format!("{TOKEN}-{at}-"), 2));
    corpus_of("x.yaml", corpus_text(all_cases().into_iter().enumerate().map(statement).collect()))
}

fn hit(wording: Wording<'_>) -> Hit {
    Hit { statement: wording.statement().id(), wording: wording.id() }
}

/// Whether what a format wrote of a statement tells a reader how the words are given, whose they are,
/// through whom they came, and what they are worth. Every format has to be answered for.
fn tells(format: Format, written: &str, entry: Entry<'_>) -> bool {
    let has = |wanted: &str| written.contains(wanted);
    let who = entry.reporters().all(|reporter| has(&reporter.name)) && has(entry.wording().kind().name());
    let badge = has(&entry.wording().badge().to_string());
    match format {
        Format::Text | Format::Citation | Format::Markdown | Format::Html | Format::Fortune => {
            who && badge && has(&entry.status())
        }
        Format::Json | Format::JsonLd | Format::CslJson | Format::Bibtex => {
            who && badge && entry.caveats().iter().all(|caveat| has(caveat))
        }
        // What is read back is asked itself, below.
        Format::Yaml | Format::JsonLines | Format::Csv | Format::Tsv => true,
    }
}

#[test]
fn no_format_gives_words_without_what_they_are_worth() {
    let corpus = corpus_of_all();
    for format in Format::ALL.iter().copied() {
        for statement in corpus.statements() {
            let entry = Entry::new(&corpus, hit(statement.primary()));
            if format.endings().iter().any(|ending| ["yaml", "jsonl", "csv", "tsv"].contains(ending)) {
                continue;
            }
            let text = written(&corpus, &[hit(statement.primary())], &Rendition::Format(format));
            assert!(tells(format, &text, entry), "{} of {}:\n{text}", format.name(), entry.citation());
        }
    }
}

#[test]
fn no_format_that_is_read_back_loses_what_words_are_worth() {
    let corpus = corpus_of_all();
    for format in [Format::Yaml, Format::JsonLines, Format::Csv, Format::Tsv] {
        let text = written(&corpus, &primaries(&corpus), &Rendition::Format(format));
        let read = corpus_of(&format!("x.{}", format.endings()[0]), text);
        let told = |corpus: &Corpus| -> Vec<(String, String, Vec<&'static str>)> {
            let entry = |statement: Statement<'_>| Entry::new(corpus, hit(statement.primary()));
            let entries = corpus.statements().map(entry);
            entries
                .map(|entry| {
                    (
                        entry.statement().key().to_owned(),
                        format!("{} {}", entry.attribution(), entry.status()),
                        entry.caveats(),
                    )
                })
                .collect()
        };
        assert_eq!(told(&read), told(&corpus), "{}", format.name());
    }
}

/// The names that a template can have, as the program lists them.
fn names_of_templates() -> Vec<String> {
    let message = "{?}".parse::<Template>().expect_err("no name").to_string();
    let names = message.split_once("there are ").expect("a list").1;
    names.split(", ").map(str::to_owned).collect()
}

#[test]
fn whoever_leaves_out_what_words_are_worth_is_told() {
    let corpus = corpus_of_all();
    let names = names_of_templates();
    assert!(names.len() > 20 && names.contains(&"text".to_owned()), "{names:?}");
    for name in names {
        let rendition = Rendition::Template(format!("{{{name}}}").parse().expect("a template"));
        let shows_words = written(&corpus, &primaries(&corpus)[..1], &rendition).contains(TOKEN);
        assert_eq!(shows_words, rendition.hides_badges(), "{{{name}}}");
        let with_worth = Rendition::Template(format!("{{{name}}} {{status}}").parse().expect("a template"));
        assert!(!with_worth.hides_badges(), "{{{name}}}");
    }
    // Every way to write words is answered for.
    for rendition in [Rendition::Words, Rendition::Format(Format::Text)] {
        let hides = match rendition {
            Rendition::Words | Rendition::Template(_) => true,
            Rendition::Format(_) => false,
        };
        assert_eq!(rendition.hides_badges(), hides);
    }
}

/// How a command is called so that it shows the words of `x`; not at all where it shows none. Every
/// command has to be answered for.
fn calls_of(command: &str, folder: &Path) -> Vec<Vec<String>> {
    let formats: Vec<&str> = Format::ALL.iter().map(|format| format.name()).collect();
    let call = |parts: &[&str]| parts.iter().map(|part| (*part).to_owned()).collect::<Vec<String>>();
    let in_formats = |start: &[&str]| {
        let mut calls: Vec<Vec<String>> =
            formats.iter().map(|format| call(&[start, &["-f", format]].concat())).collect();
        calls.push(call(&[start, &["--words"]].concat()));
        calls.push(call(&[start, &["--template", "{quote}"]].concat()));
        calls
    };
    match command {
        "search" | "random" => in_formats(&[command, "id:x"])
            .into_iter()
            .map(|mut call| {
                call[1] = TOKEN.to_owned() + "0";
                call
            })
            .collect(),
        "show" => in_formats(&["show", "x"]).into_iter().chain([call(&["show", "x"]), call(&["show", "z"])]).collect(),
        "export" => in_formats(&["export"]),
        "context" => vec![call(&["context", "x"]), call(&["context", "x", "-f", "json"])],
        "bookmarks" => vec![call(&["bookmarks"]), call(&["bookmarks", "-f", "json"])],
        "talk" => ["md", "html"]
            .map(|ending| {
                let handout = folder.join(format!("handout.{ending}"));
                call(&["talk", "--force", "--handout", &handout.display().to_string()])
            })
            .into(),
        // No words of statements.
        "list" | "config" | "schema" | "completions" | "man" | "help" => vec![],
        // They write or check files: what is shown are lines of these, and files that say it all.
        "import" | "check" => vec![],
        // They show the screens.
        "play" | "render" => vec![],
        other => panic!("what does `{other}` show, and does it say what the words are worth?"),
    }
}

#[test]
fn no_command_shows_words_without_what_they_are_worth() {
    let case = |kind, standing, verified, review, said_by| Case { kind, standing, verified, review, said_by };
    let cases = [
        case(Kind::Direct, Standing::Of(Fidelity::Reworded), false, Some(ReviewState::Open), SaidBy::AnnThroughBob),
        case(Kind::Fragment, Standing::Of(Fidelity::Translation), true, Some(ReviewState::Rejected), SaidBy::Ann),
        case(Kind::Indirect, Standing::Unstated, false, None, SaidBy::Nobody),
        case(Kind::Direct, Standing::Paraphrase, true, None, SaidBy::AnnThroughBob),
    ];
    for case in cases {
        let desk = Desk::of(case, SHORT);
        let mut program = desk.open(SIZES[0]);
        program.press("m");
        drop(program);
        for command in onrecord::cli::command().get_subcommands() {
            for call in calls_of(command.get_name(), desk.folder.path()) {
                desk.check_call(case, &call);
            }
        }
    }
}

impl Desk {
    fn check_call(&self, case: Case, call: &[String]) {
        let arguments: Vec<&str> = call.iter().map(String::as_str).collect();
        let state = self.folder.path().join("state").display().to_string();
        let path = self.path.display().to_string();
        let ran = shell(&arguments).with("ONRECORD_CORPUS", &path).with("ONRECORD_STATE", &state).run();
        let mut told = ran.out.clone();
        // What is told beside bare words, or written into a file.
        write!(told, "{}", ran.err).expect("written");
        if let Some(handout) = call.iter().find(|part| part.contains("handout.")) {
            told += &std::fs::read_to_string(handout).expect("a handout");
        }
        assert!(told.contains(TOKEN), "{case:?}, {arguments:?} shows no words: {ran:?}");
        let (corpus, id) = self.corpus();
        let entry = Entry::new(&corpus, hit(corpus.statement(id).primary()));
        let is_bare = call.iter().any(|part| part == "--words" || part == "--template");
        let read_back = call.iter().any(|part| ["yaml", "jsonl", "csv", "tsv"].contains(&part.as_str()));
        if is_bare {
            for caveat in entry.caveats() {
                assert!(ran.err.contains(caveat), "{case:?}, {arguments:?}: {ran:?}");
            }
        } else if !read_back {
            let doubtful = &self.doubtful[0];
            let doubts = doubtful.of_speaker.iter().map(|doubt| match *doubt {
                // Formats for programs say the same in a sentence.
                "not reviewed" if !told.contains("not reviewed") => "nobody has looked yet",
                doubt => doubt,
            });
            for wanted in doubts.chain([&*doubtful.badge]) {
                assert!(told.contains(wanted), "{case:?}, {arguments:?} does not say {wanted}: {ran:?}");
            }
        }
    }

    fn corpus(&self) -> (Corpus, StatementId) {
        let corpus = corpus_of("x.yaml", std::fs::read(&self.path).expect("there"));
        let id = corpus.find_statement("x").expect("there").id();
        (corpus, id)
    }
}
