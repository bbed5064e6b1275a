//! The corpus that comes with the program, and what must be true of it.

use onrecord::corpus::{BUILT_IN, CorpusChoice, Fidelity, Kind, open};
use ratatui::style::Modifier;

use crate::support::{flowing_text, onrecord, press, search, text, text_in_style};

fn built_in() -> onrecord::corpus::Corpus {
    open(&CorpusChoice::BuiltIn).expect("the built-in corpus").0.corpus
}

/// The letters and digits of a text: what is left of it however it is wrapped and quoted.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The statements of the article, in its order.
const OF_THE_ARTICLE: [&str; 19] = [
    "significant-differences",
    "difficult",
    "armed-conflict",
    "exchange",
    "hard-to-bridge",
    "further-talks",
    "not-prepared",
    "basic-readiness",
    "core-principle",
    "no-expansion-veto",
    "non-starters",
    "no-pullback",
    "no-commitment",
    "tool-of-fight",
    "plenty-to-work-on",
    "next-steps",
    "reopen-offices",
    "intelligence-officers",
    "dialogue",
];

#[test]
fn it_has_no_problems_and_no_warnings() {
    let (loaded, _) = open(&CorpusChoice::BuiltIn).expect("the built-in corpus");
    assert_eq!(loaded.problems, []);
    assert_eq!(loaded.clashes, Vec::<String>::new());
}

#[test]
fn the_file_at_the_top_is_the_one_that_is_built_in() {
    assert_eq!(BUILT_IN, std::fs::read_to_string("quotes.yaml").expect("quotes.yaml"));
}

#[test]
fn it_holds_the_statements_of_the_article_in_order_and_their_neighbours() {
    let corpus = built_in();
    let keys: Vec<&str> = corpus.statements().map(onrecord::corpus::Statement::key).collect();
    assert_eq!(keys[..19], OF_THE_ARTICLE);
    assert_eq!(keys.len(), 24);
    assert_eq!(corpus.sessions().len(), 3);
}

#[test]
fn every_fragment_has_its_frame_and_every_wording_its_source() {
    for wording in built_in().statements().flat_map(onrecord::corpus::Statement::wordings) {
        let key = wording.statement().key();
        assert!(wording.source().is_some(), "{key}");
        let needs_frame = wording.kind() == Kind::Fragment && !wording.is_paraphrase();
        assert!(!needs_frame || wording.frame().is_some(), "{key} has a fragment without a frame");
    }
}

#[test]
fn the_copy_is_never_the_first_wording_shown_where_a_truer_one_was_found() {
    for statement in built_in().statements() {
        let best = statement.wordings_nearest_first()[0];
        assert_eq!(statement.primary().id(), best.id(), "{}", statement.key());
        if statement.wordings().len() > 1 {
            let standing = statement.primary().fidelity();
            assert_ne!(standing, Some(Fidelity::Reworded), "{}", statement.key());
        }
    }
}

#[test]
fn every_statement_opens_its_context_with_its_words_lit_or_says_why_not() {
    let corpus = built_in();
    for (row, statement) in corpus.statements().enumerate() {
        let mut program = onrecord(120, 40);
        for _ in 0..row {
            press(&mut program, "Down");
        }
        press(&mut program, "c");
        let lit = text_in_style(&program, |cell| cell.modifier.contains(Modifier::REVERSED)).concat();
        if lit.is_empty() {
            assert!(flowing_text(&program).contains("no passages"), "{}\n{}", statement.key(), text(&program));
        } else {
            let wordings: Vec<String> =
                statement.wordings().map(|wording| letters(&wording.text().replace("[…]", " "))).collect();
            assert!(wordings.contains(&letters(&lit)), "{} lights {lit}", statement.key());
        }
    }
}

#[test]
fn the_russian_delegation_is_heard_through_stoltenberg() {
    let mut program = onrecord(120, 40);
    search(&mut program, "speaker:\"russian delegation\"");
    let shown = text(&program);
    assert!(shown.matches("Russian delegation via Jens Stoltenberg").count() >= 2, "{shown}");
}

#[test]
fn the_thirteenth_statement_has_five_wordings_side_by_side() {
    let mut program = onrecord(120, 40);
    press(&mut program, "Down Down Down Down Down Down Down Down Down Down Down Down w");
    let shown = text(&program);
    assert!(shown.contains("5. reworded"), "{shown}");
    // What the first wording has and another lacks, and the other way round, wording by wording.
    let differing = text_in_style(&program, |cell| cell.modifier.contains(Modifier::REVERSED));
    insta::assert_snapshot!(differing.join("\n"));
}
