//! Files that are changed and added to, or stay as they are.

use std::fs;
use std::sync::Arc;

use super::*;
use crate::corpus::{CorpusChoice, OpenOptions, open};

const QUOTES: &str = "\
# Of the town hall.
speakers:
  ann: { name: Ann Arbor }
statements:
  - { id: bridge, speaker: ann, text: We will build the bridge., review: { confidence: 0.5 } } # sure?
";

/// What a person makes of a template.
type Fill = fn(&str) -> String;

struct Bench {
    _folder: tempfile::TempDir,
    path: PathBuf,
    choice: CorpusChoice,
}

fn bench(text: &str) -> Bench {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("quotes.yaml");
    fs::write(&path, text).expect("written");
    let choice = CorpusChoice::Paths(vec![path.clone()], OpenOptions::default());
    Bench { _folder: folder, path, choice }
}

impl Bench {
    /// What comes of a template that was filled in so.
    fn added(&self, fill: impl Fn(&str) -> String) -> (Result<Added, EditError>, String, PathBuf) {
        let (loaded, _) = open(&self.choice).expect("read");
        let corpus = Arc::new(loaded.corpus);
        let (speaker, _) = corpus.speakers().next().expect("a speaker");
        let proposal = Proposal { speaker: Some(speaker), session: None };
        let mut draft = Draft::new(self.path.clone(), Arc::clone(&corpus), proposal);
        let file = self.path.with_file_name("draft.yaml");
        fs::write(&file, fill(&draft.template)).expect("written");
        draft.file = Some(file.clone());
        let outcome = add(&draft, &self.choice);
        (outcome, fs::read_to_string(&self.path).expect("there"), file)
    }
}

#[test]
fn a_template_left_as_it_is_or_emptied_adds_nothing() {
    let bench = bench(QUOTES);
    let none: [Fill; 3] = [str::to_owned, |_| String::new(), |_| "# nothing\nstatements: []\n".to_owned()];
    for fill in none {
        let (outcome, text, file) = bench.added(fill);
        assert_eq!((outcome.expect("read"), text), (Added::Nothing, QUOTES.to_owned()));
        assert!(!file.exists());
    }
}

#[test]
fn what_was_filled_in_comes_to_the_end_without_remarks_and_empty_fields() {
    let bench = bench(QUOTES);
    let (outcome, text, file) = bench.added(|template| {
        template
            .replace("    text:\n", "    # Heard twice.\n    text: It will cost a lot; she said.\n")
            .replace("    topics:\n", "    topics: [cost]\n")
    });
    assert_eq!(outcome.expect("added"), Added::Statements(vec!["it-will-cost-a-lot".to_owned()]));
    let new = "  - id: it-will-cost-a-lot\n    speaker: ann\n    topics: [cost]\n    # Heard twice.\n    text: It will cost a lot; she said.\n";
    assert_eq!(text, format!("{QUOTES}{new}"));
    assert!(!file.exists());
}

#[test]
fn somebody_new_is_defined_beside_the_statement() {
    let bench = bench(QUOTES);
    let (outcome, text, _) = bench.added(|template| {
        template.replace("    text:\n", "    text: Never.\n").replace("speaker: ann", "speaker: eve").replace(
            "# speakers:\n#   new-speaker: { name: , role: , affiliation: }",
            "speakers:\n  eve: { name: Eve Essen }",
        )
    });
    assert_eq!(outcome.expect("added"), Added::Statements(vec!["never".to_owned()]));
    assert!(text.contains("  ann: { name: Ann Arbor }\n  eve: { name: Eve Essen }\nstatements:\n"), "{text}");
    assert!(text.ends_with("  - id: never\n    speaker: eve\n    text: Never.\n"), "{text}");
}

#[test]
fn problems_are_told_at_their_places_in_the_draft_which_stays() {
    let bench = bench(QUOTES);
    let cases: [(Fill, &str); 5] = [
        (
            |template| template.replace("speaker: ann", "speaker: anne").replace("    text:\n", "    text: x\n"),
            "unknown-speaker",
        ),
        (|template| template.replace("speaker: ann", "speaker: [ann"), "yaml-syntax"),
        (
            |template| template.replace("  - id:\n", "  - id: bridge\n").replace("    text:\n", "    text: x\n"),
            "duplicate-id",
        ),
        (|template| format!("title: t\n{template}"), "unknown-field"),
        (
            |template| template.replace("    date:\n", "    date: soon\n").replace("    text:\n", "    text: x\n"),
            "bad-date",
        ),
    ];
    for (fill, code) in cases {
        let (outcome, text, file) = bench.added(fill);
        let Err(EditError::Problems(problems)) = outcome else { panic!("{code}: {outcome:?}") };
        assert_eq!(problems[0].code, code);
        assert_eq!(problems[0].place.file, file.display().to_string());
        assert!(problems[0].place.line > 0 && file.exists());
        assert_eq!(text, QUOTES);
    }
}

#[test]
fn a_judgement_is_on_the_disk_and_a_table_is_left_alone() {
    let bench = bench(&format!("\u{feff}{QUOTES}"));
    let place = StatementPlace { path: bench.path.clone(), id: "bridge".to_owned(), line: 5, words: String::new() };
    change(&place, &Change::Judge(ReviewState::Rejected), &bench.choice).expect("changed");
    let after = QUOTES.replace("review: { confidence", "review: { state: rejected, confidence");
    assert_eq!(fs::read_to_string(&bench.path).expect("there"), format!("\u{feff}{after}"));
    let table = StatementPlace { path: bench.path.with_extension("csv"), ..place };
    fs::write(&table.path, "speaker,text,review\nAnn,x,open\n").expect("written");
    let error = change(&table, &Change::Judge(ReviewState::Accepted), &bench.choice).expect_err("a table");
    assert!(error.editor_can() && error.to_string().contains("a table"), "{error}");
}

/// Files of a folder, with their texts.
type Files<'a> = &'a [(&'a str, &'a str)];

/// What becomes of a file of a folder, or why it stays, when somebody says who said `it`.
fn attributed(files: Files<'_>, changed: &str, speaker: (&str, &str)) -> Result<String, EditError> {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        fs::write(folder.path().join(name), text).expect("written");
    }
    let choice = CorpusChoice::Paths(vec![folder.path().to_owned()], OpenOptions::default());
    let path = folder.path().join(changed);
    let before = fs::read_to_string(&path).expect("there");
    let place = StatementPlace { path: path.clone(), id: "it".to_owned(), line: 1, words: "It is.".to_owned() };
    let speaker = NamedSpeaker { id: speaker.0.to_owned(), name: speaker.1.to_owned() };
    let outcome = change(&place, &Change::Attribute(speaker), &choice);
    let after = fs::read_to_string(&path).expect("there");
    assert!(outcome.is_ok() || after == before, "{after}");
    outcome.map(|()| after)
}

#[test]
fn a_speaker_is_written_as_the_file_understands_it() {
    let one = "speakers: { ann: { name: Ann Arbor } }\nstatements: [{ id: it, speaker: unattributed, text: It is. }]\n";
    let two = "speakers: { ann: { name: Ann Essen } }\nstatements: [{ id: that, speaker: ann, text: That is. }]\n";
    let plain = "{\"id\":\"it\",\"speaker\":\"unattributed\",\"text\":\"It is.\"}\n";
    let tagged = "{\"type\":\"statement\",\"id\":\"it\",\"speaker\":\"unattributed\",\"text\":\"It is.\"}\n";
    let named = "{\"speaker\":\"Bob\",\"text\":\"I did.\"}\n";
    let namesake = two.replace("Ann Essen", "Ann Arbor");
    let arbor = ("one/ann", "Ann Arbor");
    let cases: [(Files<'_>, &str, (&str, &str), &str); 6] = [
        (&[("one.yaml", one), ("two.yaml", two)], "one.yaml", arbor, "speaker: ann,"),
        (&[("one.yaml", one), ("two.yaml", two)], "one.yaml", ("two/ann", "Ann Essen"), "speaker: two/ann,"),
        (
            &[("one.yaml", two), ("two.yaml", two), ("x.jsonl", plain)],
            "x.jsonl",
            ("one/ann", "Ann Essen"),
            "\"one/ann\"",
        ),
        (&[("one.yaml", &namesake), ("x.jsonl", plain)], "x.jsonl", ("ann", "Ann Arbor"), "\"Ann Arbor\""),
        (&[("one.yaml", &namesake), ("x.jsonl", tagged)], "x.jsonl", ("ann", "Ann Arbor"), "\"ann\""),
        (&[("a.jsonl", named), ("x.jsonl", plain)], "x.jsonl", ("bob", "Bob"), "\"Bob\""),
    ];
    for (files, changed, speaker, written) in cases {
        let after = attributed(files, changed, speaker).expect("changed");
        assert!(after.contains(written), "{after}");
    }
}

#[test]
fn somebody_the_file_cannot_name_is_not_written_and_an_error_elsewhere_is_told() {
    let tagged = "{\"type\":\"statement\",\"id\":\"it\",\"speaker\":\"unattributed\",\"text\":\"It is.\"}\n";
    let named = "{\"speaker\":\"Bob\",\"text\":\"I did.\"}\n";
    let error = attributed(&[("a.jsonl", named), ("x.jsonl", tagged)], "x.jsonl", ("bob", "Bob")).expect_err("nobody");
    assert!(error.editor_can() && error.to_string().contains("x.jsonl has no id for Bob: define one there"), "{error}");
    let broken = [("a.jsonl", named), ("b.yaml", "\nstatments: []\n"), ("x.jsonl", tagged)];
    let error = attributed(&broken, "x.jsonl", ("bob", "Bob")).expect_err("broken");
    assert!(error.to_string().contains("b.yaml has an error in line 2"), "{error}");
}

#[test]
fn a_disk_that_fails_leaves_a_corpus_as_it_was_and_a_draft_stays() {
    let bench = bench(QUOTES);
    let place = StatementPlace { path: bench.path.clone(), id: "bridge".to_owned(), line: 5, words: String::new() };
    let judge = || change(&place, &Change::Judge(ReviewState::Rejected), &bench.choice);
    crate::files::assert_whole_or_not_at_all(&bench.path, judge);
    let elsewhere = tempfile::tempdir().expect("a folder");
    let (loaded, _) = open(&bench.choice).expect("read");
    let mut draft = Draft::new(bench.path.clone(), Arc::new(loaded.corpus), Proposal::default());
    let file = elsewhere.path().join("draft.yaml");
    draft.file = Some(file.clone());
    let add_it = || {
        let words = draft.template.replace("speaker:\n", "speaker: ann\n").replace("    text:\n", "    text: Never.\n");
        fs::write(&file, words).expect("written");
        let outcome = add(&draft, &bench.choice);
        assert_eq!(file.exists(), outcome.is_err());
        outcome.map(drop)
    };
    crate::files::assert_whole_or_not_at_all(&bench.path, add_it);
}

#[test]
fn a_file_that_cannot_be_changed_is_told_as_what_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, what) in [("quotes.yaml.gz", "packed"), ("quotes.csv", "a table")] {
        let path = folder.path().join(name);
        fs::write(&path, b"\x1f\x8b\xff").expect("written");
        let choice = CorpusChoice::Paths(vec![path.clone()], OpenOptions::default());
        let place = StatementPlace { path, id: "a".to_owned(), line: 1, words: String::new() };
        let error = change(&place, &Change::Judge(ReviewState::Accepted), &choice).expect_err("left alone");
        assert!(matches!(error, EditError::Unsuited { what: told, .. } if told == what), "{error}");
    }
}

#[test]
fn an_id_that_is_made_is_one_that_no_file_has_and_that_may_be_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let text =
        "speakers: { ann: { name: Ann Arbor } }\nstatements:\n  - { id: never, speaker: ann, text: Never ever. }\n";
    let [path, other] = ["one.yaml", "two.yaml"].map(|name| folder.path().join(name));
    fs::write(&path, text).expect("written");
    fs::write(&other, text.replace("ann", "eve")).expect("written");
    let choice = CorpusChoice::Paths(vec![path.clone(), other], OpenOptions::default());
    let bench = Bench { _folder: folder, path, choice };
    for (words, id) in [("Never.", "never-2"), ("Unattributed.", "unattributed-2")] {
        let fill = |template: &str| template.replace("    text:\n", &format!("    text: {words}\n"));
        let (outcome, text, _) = bench.added(fill);
        assert_eq!(outcome.expect("added"), Added::Statements(vec![id.to_owned()]), "{text}");
    }
    let own = |template: &str| template.replace("- id:\n", "- id: never\n").replace("    text:\n", "    text: No.\n");
    let (outcome, _, file) = bench.added(own);
    let Err(EditError::Problems(problems)) = outcome else { panic!("{outcome:?}") };
    assert_eq!((problems[0].code, &*problems[0].place.file), ("duplicate-id", &*file.display().to_string()));
}
