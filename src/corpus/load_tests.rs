//! What is read from a corpus, and what is found wrong with one.

use super::load::{InputFile, Loaded, load};
use crate::corpus::{Kind, Overrides, PartialDate, SpeakerId, Standing, Wording};
use crate::diagnostic::Diagnostic;

fn load_files(files: &[(&str, &str)]) -> Loaded {
    let files = files
        .iter()
        .map(|(name, text)| InputFile { name: (*name).to_owned(), bytes: text.as_bytes().to_vec() })
        .collect();
    load(files).expect("small enough")
}

fn load_text(text: &str) -> Loaded {
    load_files(&[("x.yaml", text)])
}

/// The problems as `line:column code`.
fn problems(loaded: &Loaded) -> Vec<String> {
    let place = |problem: &Diagnostic| format!("{}:{} {}", problem.place.line, problem.place.column, problem.code);
    loaded.problems.iter().map(place).collect()
}

const GOOD: &str = r#"
title: Talks
speakers:
  ann: { name: Ann Arbor, aliases: [Ann] }
  body: { name: The Body, body: true }
sessions:
  first: { title: First, date: 2022-01-12, participants: [body] }
sources:
  paper:
    title: Paper
    url: https://example.org/1
    fidelity: report
    passages:
      - text: 'Asked again, Ann said: “We will not – ever,” and then: “Never.”'
  copy: { title: Copy, fidelity: reworded, url: https://example.org/2 }
statements:
  - id: never
    speaker: ann
    session: first
    topics: [refusal]
    wordings:
      - { source: copy, text: "We shall not", speaker: [ann, body], kind: indirect, date: 2022-01-13 }
      - { source: paper, text: "we will not - ever […] Never." }
  - id: short
    speaker: unattributed
    via: [body]
    text: so they say
    frame: "It is {}, he said."
"#;

#[test]
fn a_good_file_has_no_problems_and_keeps_everything() {
    let loaded = load_text(GOOD);
    assert_eq!(problems(&loaded), Vec::<String>::new());
    let corpus = &loaded.corpus;
    assert_eq!(corpus.title(), Some("Talks"));
    let never = corpus.find_statement("never").expect("there");
    assert_eq!(corpus.speaker_names(never.speakers()), "Ann Arbor");
    assert_eq!(never.kind(), Kind::Direct);
    assert_eq!(never.date(), "2022-01-12".parse::<PartialDate>().ok());
    assert_eq!(never.position().line, 17);
    let short = corpus.find_statement("short").expect("there");
    assert!(short.speakers().is_empty());
    assert_eq!(short.kind(), Kind::Fragment);
    assert_eq!(short.primary().standing(), Standing::NoSource);
}

#[test]
fn the_primary_wording_is_the_one_nearest_to_the_spoken_words() {
    let loaded = load_text(GOOD);
    let never = loaded.corpus.find_statement("never").expect("there");
    assert_eq!(never.primary().text(), "we will not - ever […] Never.");
}

#[test]
fn a_wording_may_override_what_the_statement_says() {
    let loaded = load_text(GOOD);
    let never = loaded.corpus.find_statement("never").expect("there");
    let copy = never.wordings().next().expect("a wording");
    assert_eq!(loaded.corpus.speaker_names(copy.speakers()), "Ann Arbor and The Body");
    assert_eq!(copy.kind(), Kind::Indirect);
    assert_eq!(copy.date().map(PartialDate::in_words).as_deref(), Some("13 January 2022"));
    assert_eq!(loaded.corpus.speaker_names(never.primary().speakers()), "Ann Arbor");
}

#[test]
fn a_wording_of_another_session_has_neither_the_date_nor_the_setting_of_the_statements() {
    let loaded = load_text(
        "
speakers: { ann: { name: Ann } }
sessions: { geneva: { title: Geneva, date: 2022-01-10 }, brussels: { title: Brussels } }
statements:
  - id: a
    speaker: ann
    session: geneva
    setting: press conference in Geneva
    wordings: [{ text: x, session: brussels }, { text: y, session: geneva }, { text: z }]
",
    );
    let statement = loaded.corpus.find_statement("a").expect("there");
    let told: Vec<_> = statement.wordings().map(|wording| (wording.date(), wording.setting())).collect();
    let of_geneva = ("2022-01-10".parse::<PartialDate>().ok(), Some("press conference in Geneva"));
    assert_eq!(told, [(None, None), of_geneva, of_geneva]);
}

#[test]
fn what_a_wording_says_itself_is_told_from_what_it_has_of_others() {
    let text = GOOD.replace(
        "text: \"we will",
        "speaker: unattributed, via: [], verified: false, checked_at: 2023, text: \"we will",
    );
    let loaded = load_text(&text);
    let corpus = &loaded.corpus;
    let never = corpus.find_statement("never").expect("there");
    assert_eq!(never.own_date(), None);
    let overrides: Vec<Overrides<'_>> = never.wordings().map(Wording::overrides).collect();
    let speakers: Vec<SpeakerId> = corpus.speakers().map(|(id, _)| id).collect();
    let copy = Overrides {
        speakers: Some(&speakers),
        date: "2022-01-13".parse().ok(),
        kind: Some(Kind::Indirect),
        ..Overrides::default()
    };
    assert_eq!(overrides[0], copy);
    let paper = Overrides {
        speakers: Some(&[]),
        via: Some(&[]),
        verified: Some(false),
        checked_at: "2023".parse().ok(),
        ..Overrides::default()
    };
    assert_eq!(overrides[1], paper);
}

#[test]
fn every_kind_of_problem_is_found_at_its_place() {
    let base =
        "speakers: { ann: { name: Ann } }\nsessions: { one: { title: One, participants: [ann] } }\nstatements:\n";
    let cases: [(&str, &[&str]); 22] = [
        ("  - { id: a, speaker: anne, text: x }", &["4:23 unknown-speaker"]),
        ("  - { id: a, speaker: ann, session: s, text: x }", &["4:37 unknown-session"]),
        ("  - { id: a, speaker: ann, source: s, text: x }", &["4:36 unknown-source"]),
        ("  - { id: a, speaker: ann, via: [bob], text: x }", &["4:34 unknown-speaker"]),
        ("  - { id: a, speaker: ann, see_also: [z], text: x }", &["4:39 unknown-statement"]),
        ("  - { id: a, speaker: ann, txt: x, text: y }", &["4:28 unknown-field"]),
        ("  - { id: a, text: x, speaker: ann }\n  - { id: a, speaker: ann, text: y }", &["5:11 duplicate-id"]),
        ("  - { speaker: ann, text: x }", &["4:5 missing-field"]),
        ("  - { id: a, text: x }", &["4:5 missing-field"]),
        ("  - { id: a, speaker: ann }", &["4:5 no-wording"]),
        ("  - { id: a, speaker: ann, wordings: [] }", &["4:5 no-wording"]),
        ("  - { id: a, speaker: ann, text: '  ' }", &["4:34 empty-text"]),
        ("  - { id: a, speaker: ann, text: x, date: 12 January }", &["4:43 bad-date"]),
        ("  - { id: a, speaker: ann, text: x, kind: fragmnt }", &["4:43 bad-value"]),
        ("  - { id: a, speaker: ann, text: x, frame: none }", &["4:44 bad-frame"]),
        ("  - { id: a, speaker: , text: x }", &["4:14 empty-text"]),
        ("  - { id: a, speaker: [], text: x }", &["4:14 empty-text"]),
        ("  - { speaker: ann, text: x }\n  - { speaker: ann, text: y }", &["4:5 missing-field", "5:5 missing-field"]),
        (
            "  - { id: a, speaker: ann, wordings: [{ txt: x, source: s }] }",
            &["4:39 missing-field", "4:41 unknown-field"],
        ),
        ("  - { id: a, speaker: ann, text: x, wordings: [{ text: y }] }", &["4:28 two-forms"]),
        ("  - { id: a, speaker: ann, by: editor, wordings: [{ text: y }] }", &["4:28 two-forms"]),
        ("  - { id: a/b, speaker: ann, text: { a: b } }", &["4:11 bad-id", "4:36 wrong-type"]),
    ];
    for (statement, wanted) in cases {
        assert_eq!(problems(&load_text(&format!("{base}{statement}\n"))), wanted, "{statement}");
    }
}

#[test]
fn all_problems_of_a_file_come_in_one_go_in_its_order() {
    let loaded = load_text(
        "titel: x\nspeakers:\n  ann: { }\n  ann: { name: Ann }\nstatements:\n  - { id: a, speaker: an, text: x }\n  - 7\n",
    );
    assert_eq!(
        problems(&loaded),
        [
            "1:1 unknown-field",
            "3:3 unused-speaker",
            "3:8 missing-field",
            "4:3 duplicate-id",
            "6:23 unknown-speaker",
            "7:5 wrong-type"
        ]
    );
    assert_eq!(loaded.problems[0].help.as_deref(), Some("did you mean `title`?"));
    assert_eq!(loaded.problems[4].help.as_deref(), Some("did you mean `ann`?"));
}

#[test]
fn words_that_their_source_does_not_hold_are_an_error() {
    let loaded = load_text(&GOOD.replace("we will not - ever […] Never.", "we will never"));
    assert_eq!(problems(&loaded), ["23:32 not-in-passages"]);
}

#[test]
fn a_paraphrase_need_not_stand_in_its_source() {
    let loaded = load_text(&GOOD.replace("text: \"we will not - ever […] Never.\"", "by: editor, text: She refused."));
    assert_eq!(problems(&loaded), Vec::<String>::new());
}

#[test]
fn words_without_an_address_are_unverified_whatever_is_said_of_them() {
    let text = "
speakers: { ann: { name: Ann } }
sources: { bare: { title: Bare, fidelity: report } }
statements: [{ id: a, speaker: ann, source: bare, verified: true, text: x }]
";
    let loaded = load_text(text);
    assert!(!loaded.corpus.find_statement("a").expect("there").primary().is_verified());
    assert_eq!(problems(&loaded), ["4:20 unverified"]);
}

#[test]
fn two_speakers_of_one_name_are_a_warning() {
    let text = "
speakers:
  ann: { name: Ann Lee }
  lee: { name: Ann Lee }
statements: [{ id: a, speaker: [ann, lee], text: x }]
";
    assert_eq!(problems(&load_text(text)), ["4:3 alias-twice"]);
}

#[test]
fn what_nobody_uses_or_checked_is_a_warning() {
    let text = "
speakers:
  ann: { name: Ann, aliases: [B] }
  bob: { name: Bob, aliases: [b] }
sources:
  none: { title: None }
  bare: { title: Bare, fidelity: report }
  looked: { title: Looked, fidelity: report, verified: false, checked_at: 2022-02-01 }
statements:
  - { id: a, speaker: ann, source: bare, text: x }
  - { id: b, speaker: ann, source: looked, text: y }
";
    assert_eq!(
        problems(&load_text(text)),
        ["4:3 unused-speaker", "4:31 alias-twice", "6:3 unused-source", "10:11 unverified"]
    );
}

#[test]
fn files_are_merged_and_clashing_ids_are_told_apart() {
    let speakers = "speakers: { ann: { name: Ann } }\nstatements:\n  - { id: a, speaker: ann, text: one }\n";
    let other = "speakers: { ann: { name: Other Ann }, bob: { name: Bob } }\nstatements:\n  - { id: a, speaker: ann, text: two }\n";
    let third = "statements:\n  - { id: c, speaker: bob, text: three }\n  - { id: d, speaker: ann, text: four }\n  - { id: e, speaker: two/ann, text: five }\n";
    let loaded = load_files(&[("one.yaml", speakers), ("two.yaml", other), ("three.yaml", third)]);
    assert_eq!(problems(&loaded), ["3:23 ambiguous-id"]);
    assert_eq!(loaded.clashes, ["speaker `ann`", "statement `a`"]);
    let corpus = &loaded.corpus;
    let said = |key: &str| {
        let statement = corpus.find_statement(key).expect("there");
        corpus.speaker_names(statement.speakers())
    };
    assert_eq!(said("one/a"), "Ann");
    assert_eq!(said("two/a"), "Other Ann");
    assert_eq!(said("c"), "Bob");
    assert_eq!(said("e"), "Other Ann");
}

#[test]
fn a_syntax_error_and_a_wrong_encoding_are_reported_with_their_place() {
    assert_eq!(problems(&load_text("title: [x\n")).len(), 1);
    let bytes = b"title: x\nnotes: \xff\n".to_vec();
    let loaded = load(vec![InputFile { name: "x.yaml".to_owned(), bytes }]).expect("small");
    assert_eq!(problems(&loaded), ["2:8 not-utf8"]);
    let bom = load_text("\u{feff}title: x\n");
    assert_eq!(bom.corpus.title(), Some("x"));
}

#[test]
fn an_empty_file_is_an_empty_corpus() {
    let loaded = load_text("# nothing yet\n");
    assert!(loaded.problems.is_empty());
    assert_eq!(loaded.corpus.statement_count(), 0);
}
