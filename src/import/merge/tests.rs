//! What is found again in a corpus, and what is not.

use super::{Merged, merge};
use crate::import::{Details, Format, Material, import};

/// Lines that are added to a corpus.
fn merged(corpus: &str, lines: &str) -> Merged {
    let mut bytes = lines.as_bytes();
    let found = import(Format::JsonLines, Material::new("new.jsonl", &mut bytes), &Details::default());
    merge("quotes.yaml", corpus.as_bytes(), found.expect("read").collection).expect("merged")
}

/// What came of it, in a word for each change, and how many statements were there.
fn changes(corpus: &str, lines: &str) -> (Vec<String>, usize) {
    let merged = merged(corpus, lines);
    (merged.changes.iter().map(ToString::to_string).collect(), merged.already_there)
}

const TWICE: &str = "\
speakers: { ann: { name: Ann } }
sessions:
  d1: { title: Plenary, date: 2022-01-10 }
  d2: { title: Plenary, date: 2022-01-11 }
sources:
  p1: { title: Paper, url: \"https://example.org/1\" }
  p2: { title: Paper, url: \"https://example.org/2\" }
statements:
  - { id: a, speaker: ann, session: d1, source: p1, text: Some words that are there. }
";

#[test]
fn what_may_be_one_of_several_is_none_of_them_and_says_so() {
    for (line, things, new) in [
        (r#"{"speaker":"Ann","session":"Plenary","text":"quite new words here"}"#, "sessions", "session: plenary\n"),
        (r#"{"speaker":"Ann","source":"Paper","text":"quite new words here"}"#, "sources", "source: paper\n"),
    ] {
        let Merged { text, doubtful, .. } = merged(TWICE, line);
        assert!(text.contains(&format!("# look: several {things} of the corpus are called so")), "{text}");
        assert!(text.contains(new) && doubtful == 1, "{doubtful} {text}");
        assert_eq!(merged(&text, line).text, text, "a second time changes nothing");
    }
}

#[test]
fn what_can_be_only_one_of_several_is_that_one() {
    for (line, new) in [
        (r#"{"speaker":"Ann","session":"Plenary","date":"2022-01-11","text":"quite new words"}"#, "session: d2\n"),
        (
            r#"{"speaker":"Ann","source":"Paper","url":"https://example.org/2/","text":"quite new words"}"#,
            "source: p2\n",
        ),
    ] {
        let Merged { text, doubtful, .. } = merged(TWICE, line);
        assert!(text.contains(new) && !text.contains("look: several"), "{doubtful} {text}");
    }
}

#[test]
fn the_same_words_on_another_occasion_are_not_there_already() {
    let corpus = "\
speakers: { ann: { name: Ann } }
sessions:
  first: { title: First day, date: 2021-03-01 }
sources:
  paper: { title: Paper }
statements:
  - { id: a, speaker: ann, session: first, text: No comment on that. }
  - { id: b, speaker: ann, session: first, source: paper, text: No comment on this. }
  - { id: c, speaker: ann, date: 2021-04, text: Nor on this. }
";
    for (line, is_there) in [
        (r#"{"speaker":"Ann","session":"First day","text":"No comment on that."}"#, true),
        (r#"{"speaker":"Ann","text":"No comment on that."}"#, true),
        (r#"{"speaker":"Ann","session":"Second day","date":"2022-03-01","text":"No comment on that."}"#, false),
        (r#"{"speaker":"Ann","session":"Second day","text":"No comment on that."}"#, false),
        (r#"{"speaker":"Ann","date":"2022-03-01","text":"No comment on that."}"#, false),
        (r#"{"speaker":"Ann","session":"Second day","source":"Paper","text":"No comment on this."}"#, false),
        (r#"{"speaker":"Ann","date":"2021-04-07","text":"Nor on this."}"#, true),
        (r#"{"speaker":"Ann","date":"2021-05","text":"Nor on this."}"#, false),
    ] {
        let (changes, already_there) = changes(corpus, line);
        assert_eq!((changes.is_empty(), already_there == 1), (is_there, is_there), "{line}: {changes:?}");
    }
}

#[test]
fn the_editors_words_are_not_taken_for_those_of_the_speaker() {
    let corpus = "\
speakers: { ann: { name: Ann } }
statements:
  - { id: a, speaker: ann, kind: indirect, by: editor, text: We will not build the bridge. }
";
    let direct = r#"{"speaker":"Ann","text":"We will not build the bridge."}"#;
    let (told, already_there) = changes(corpus, direct);
    assert_eq!((told.len(), already_there), (1, 0), "{told:?}");
    let paraphrase = r#"{"speaker":"Ann","by":"editor","kind":"indirect","text":"We will not build the bridge."}"#;
    assert_eq!(changes(corpus, paraphrase), (vec![], 1));
}
