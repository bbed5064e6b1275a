//! What is found again in a corpus, and what is not.

use super::{Merged, merge};
use crate::import::{Details, Format, Material, import};

/// Lines that are added to a corpus.
fn merged(corpus: &str, lines: &str) -> Merged {
    let mut bytes = lines.as_bytes();
    let found = import(Format::JsonLines, Material::new("new.jsonl", &mut bytes), &Details::default());
    merge("quotes.yaml", corpus.as_bytes(), found.expect("read").collection).expect("merged")
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
