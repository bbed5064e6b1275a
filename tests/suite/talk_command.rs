//! `onrecord talk` before the terminal is taken: what it refuses, and handouts.

use std::fs;

use crate::support::shell::shell;
use crate::support::{file, flowing_text, folder, onrecord_with, press};

#[test]
fn statements_that_are_not_there_are_all_told_before_the_terminal_is_taken() {
    let ran = shell(&["talk", "--ids", "no-commitment,no-comitment,zzz"]).run();
    assert_eq!((ran.code, ran.out.as_str()), (Some(1), ""));
    for told in ["`no-comitment`", "did you mean `no-commitment`?", "`zzz`"] {
        assert!(ran.err.contains(told), "{}", ran.err);
    }
}

#[test]
fn a_query_that_finds_nothing_says_so_and_one_that_is_broken_shows_its_place() {
    let ran = shell(&["talk", "xylophone", "speaker:sherman"]).run();
    assert_eq!((ran.code, ran.err.as_str()), (Some(1), "onrecord: nothing was found, so there is nothing to show\n"));
    let ran = shell(&["talk", "speker:x"]).run();
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("speaker"), "{}", ran.err);
}

#[test]
fn a_talk_needs_a_terminal() {
    let ran = shell(&["talk", "sherman"]).run();
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("not a terminal"), "{}", ran.err);
}

#[test]
fn a_handout_has_the_statements_in_order_with_their_sources() {
    let folder = folder();
    for (name, signs) in
        [("handout.md", ["> “There was no commitment", "> — "]), ("handout.html", ["<blockquote", "<cite"])]
    {
        let path = folder.path().join(name);
        let path = path.to_str().expect("a path");
        let handout = ["talk", "--ids", "non-starters,no-commitment", "--handout", path];
        let ran = shell(&handout).run();
        assert_eq!(ran.code, Some(0), "{ran:?}");
        let written = fs::read_to_string(path).expect("a handout");
        for sign in signs {
            assert!(written.contains(sign), "{sign} in {written}");
        }
        let place = |words| written.find(words).expect("there");
        assert!(place("non-starters for") < place("There was no commitment"), "{written}");
        assert!(written.contains("The Hill"), "{written}");
        let again = shell(&handout).run();
        assert_eq!(again.code, Some(2));
        assert!(again.err.contains("is there already") && again.err.contains("--force"), "{}", again.err);
        assert_eq!(shell(&[&handout[..], &["--force"]].concat()).run().code, Some(0));
    }
}

#[test]
fn whatever_takes_a_query_says_that_it_found_other_words() {
    let folder = folder();
    let handout = folder.path().join("handout.md");
    let out = folder.path().join("out.md");
    let (handout, out) = (handout.to_str().expect("a path"), out.to_str().expect("a path"));
    for command in [
        &["search"][..],
        &["export"],
        &["export", "--force", "-o", out],
        &["random"],
        &["list", "speakers"],
        &["talk", "--force", "--handout", handout],
    ] {
        for (query, told) in [
            (&["nonstarter", "table", "giraffe"][..], "onrecord: no statement has all words; each misses one\n"),
            (&["nonst", "arters"], "onrecord: not these words, but similar ones\n"),
        ] {
            let ran = shell(&[command, query].concat()).run();
            assert_eq!(ran.code, Some(0), "{command:?}: {ran:?}");
            assert!(ran.err.contains(told), "{command:?} {query:?}: {}", ran.err);
        }
        let ran = shell(&[command, &["non-starter"][..]].concat()).run();
        assert!(!ran.err.contains("words"), "{command:?}: {}", ran.err);
    }
}

#[test]
fn a_handout_begins_with_the_title_of_its_list_or_of_the_corpus() {
    let folder = folder();
    let corpus = file(
        &folder,
        "x.yaml",
        "title: All * of it\nspeakers: { ann: { name: Ann } }\nstatements: [{ id: a, speaker: ann, text: Yes. }]\n",
    );
    let list = file(&folder, "evening.talk.yaml", "title: An <evening>\nstatements:\n  - a\n");
    let corpus = corpus.to_str().expect("a path");
    let list = ["--list", list.to_str().expect("a path")];
    let cases: [(&str, &[&str], &str); 4] = [
        ("list.md", &list, "# An \\<evening\\>\n\n> “Yes.”"),
        (
            "list.html",
            &list,
            "<title>An &lt;evening&gt;</title>\n</head>\n<body>\n<h1>An &lt;evening&gt;</h1>\n<figure",
        ),
        ("all.md", &[], "# All \\* of it\n\n> “Yes.”"),
        ("all.html", &["yes"], "<title>All * of it</title>\n</head>\n<body>\n<h1>All * of it</h1>\n<figure"),
    ];
    for (name, which, beginning) in cases {
        let path = folder.path().join(name);
        let ran =
            shell(&[&["talk", "-c", corpus, "--handout", path.to_str().expect("a path")][..], which].concat()).run();
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        let written = fs::read_to_string(&path).expect("a handout");
        assert!(written.contains(beginning), "{written}");
    }
}

#[test]
fn a_handout_of_another_kind_is_refused_before_anything_is_read() {
    let ran = shell(&["talk", "--handout", "talk.pdf", "-c", "nowhere.yaml"]).run();
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("talk.pdf") && ran.err.contains(".md or .html"), "{}", ran.err);
}

#[test]
fn a_handout_for_one_speaker_holds_that_speakers_words_alone() {
    let folder = folder();
    let path = folder.path().join("sherman.md");
    let ran = shell(&["talk", "speaker:sherman", "--handout", path.to_str().expect("a path")]).run();
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let handout = fs::read_to_string(&path).expect("written");
    let signed: Vec<&str> = handout.lines().filter(|line| line.starts_with("> — ")).collect();
    assert!(!signed.is_empty() && signed.iter().all(|line| line.contains("Wendy Sherman")), "{signed:?}");
}

#[test]
fn a_slide_says_what_no_badge_says() {
    let corpus = "
speakers: { ann: { name: Ann } }
sources: { minutes: { title: Minutes, url: 'https://example.org', fidelity: transcript } }
statements:
  - { id: a, speaker: ann, kind: indirect, source: minutes, text: she would build it }
  - { id: b, speaker: ann, source: minutes, text: Yes., review: { state: rejected } }
";
    let folder = folder();
    let path = file(&folder, "x.yaml", corpus);
    let mut program = onrecord_with(100, 30, &path);
    press(&mut program, "t");
    assert!(flowing_text(&program).contains("indirect: reported, not quoted"), "{}", flowing_text(&program));
    press(&mut program, "Space");
    assert!(flowing_text(&program).contains("looked at and rejected"), "{}", flowing_text(&program));
}
