//! The corpus at a glance, and the way from each of its cells to the statements.

use std::sync::Arc;

use onrecord::app::Msg;

use crate::support::{file, folder, looks, onrecord, onrecord_with, press, search, text};

/// A corpus with statements of several speakers and sessions, of none, and of others by wording.
const MANY_WAYS: &str = "
speakers: { ann: { name: Ann }, bob: { name: Bob }, cat: { name: Cat } }
sessions: { one: { title: One, date: 2024-01-01, place: Rome }, two: { title: Two }, none: { title: Empty } }
sources: { log: { title: Log } }
statements:
  - { id: a, speaker: ann, session: one, text: First. }
  - { id: b, speaker: [ann, bob], session: one, also_in: [two], text: Second. }
  - { id: c, speaker: bob, text: Third. }
  - { id: d, speaker: unattributed, session: two, text: Fourth. }
  - { id: e, speaker: unattributed, date: 2024, text: Fifth. }
  - id: f
    speaker: [ann, bob]
    session: one
    kind: indirect
    wordings:
      - { source: log, text: Sixth., speaker: ann, session: two }
      - { source: log, text: Sixth again. }
  - { id: g, speaker: cat, session: two, text: Seventh. }
";

#[test]
fn the_numbers_of_the_corpus() {
    for (columns, lines) in [(40, 10), (50, 20), (80, 24), (120, 40)] {
        let mut program = onrecord(columns, lines);
        press(&mut program, "v Right Down");
        insta::assert_snapshot!(format!("overview-{columns}x{lines}"), looks(&program));
    }
}

#[test]
fn no_digit_of_a_large_number_is_lost() {
    for (columns, lines) in [(40, 12), (80, 24), (120, 40)] {
        let mut program = onrecord(columns, lines);
        press(&mut program, "v End");
        let mut numbers = (**program.model().record.numbers.counted().expect("it is counted at once here")).clone();
        numbers.statements = 4_123_456_789;
        numbers.speakers[0].1 = 1_234_567_891;
        numbers.sessions.iter_mut().for_each(|(_, count)| *count = 2_345_678_912);
        let of = program.model().record.corpus.clone();
        program.happen(Msg::Counted { of, outcome: Ok(Arc::new(numbers)) });
        let shown = text(&program);
        for number in ["4123456789", "1234567891", "2345678912"] {
            assert!(shown.contains(number), "{number} at {columns}x{lines}:\n{shown}");
        }
    }
}

#[test]
fn every_cell_leads_to_as_many_statements_as_it_says() {
    let folder = folder();
    let file = file(&folder, "many.yaml", MANY_WAYS);
    for mut program in [onrecord(120, 40), onrecord_with(120, 40, &file)] {
        press(&mut program, "v");
        let numbers = Arc::clone(program.model().record.numbers.counted().expect("it is counted at once here"));
        press(&mut program, "Esc");
        for row in 0..=numbers.speakers.len() {
            for column in 0..=numbers.sessions.len() {
                press(&mut program, "v");
                press(
                    &mut program,
                    &["Home g".to_owned(), "Down ".repeat(row), "Right ".repeat(column)]
                        .join(" ")
                        .split_whitespace()
                        .collect::<Vec<_>>()
                        .join(" "),
                );
                let count = numbers.count(numbers.speaker_at(row), numbers.session_at(column));
                assert!(text(&program).contains(&format!(" {count} statement")), "{}", text(&program));
                press(&mut program, "Enter");
                if count == 0 {
                    assert!(text(&program).contains("Nothing was said there"));
                    press(&mut program, "Esc");
                } else {
                    assert!(program.model().screens.is_empty());
                    assert_eq!(program.model().browse.results.hits.len() as u32, count, "row {row}, column {column}");
                }
            }
        }
    }
}

#[test]
fn a_cell_takes_the_place_of_query_and_filters_and_they_can_be_brought_back() {
    let mut program = onrecord(120, 40);
    search(&mut program, "nonstarters");
    press(&mut program, "1 Space v Down Enter");
    let browse = &program.model().browse;
    assert_eq!((browse.search_box.text(), browse.filters.values().count()), ("", 2));
    press(&mut program, "u");
    let browse = &program.model().browse;
    assert_eq!((browse.search_box.text(), browse.filters.values().count()), ("nonstarters", 1));
}

#[test]
fn a_table_that_is_too_large_scrolls_both_ways_and_keeps_its_totals() {
    let folder = folder();
    let names = |prefix: &str, field: &str| {
        (0..40).map(|number| format!("  {prefix}{number}: {{ {field}: {prefix} no. {number} }}\n")).collect::<String>()
    };
    let statements: String = (0..40)
        .map(|number| format!("  - {{ id: w{number}, speaker: p{number}, session: s{number}, text: Words. }}\n"))
        .collect();
    let corpus =
        format!("speakers:\n{}sessions:\n{}statements:\n{statements}", names("p", "name"), names("s", "title"));
    let file = file(&folder, "large.yaml", &corpus);
    for (columns, lines) in [(80, 24), (40, 10)] {
        let mut program = onrecord_with(columns, lines, &file);
        press(&mut program, "v");
        assert!(text(&program).contains("p no. 0 ") && !text(&program).contains("p no. 39"));
        press(&mut program, "G Up End Left");
        let shown = text(&program);
        assert!(shown.contains("p no. 39") && shown.contains("s no. 39") && !shown.contains("p no. 0 "), "{shown}");
        assert!(shown.contains("1 statement: p no. 39, s no. 39") || shown.contains("1 statement: p no."), "{shown}");
        assert!(
            shown.lines().any(|line| line.trim_start().starts_with("all ") && line.trim_end().ends_with("40")),
            "{shown}"
        );
        press(&mut program, "PgUp PgUp PgUp PgUp PgUp PgUp PgUp PgUp PgUp PgUp g Home");
        assert!(text(&program).contains("p no. 0 ") && text(&program).contains("s no. 0"));
    }
}

#[test]
fn a_corpus_without_statements_has_only_totals() {
    let folder = folder();
    let file = file(&folder, "empty.yaml", "title: Nothing yet\n");
    let mut program = onrecord_with(80, 24, &file);
    press(&mut program, "v Down Right PgDn End G Enter");
    assert!(text(&program).contains("Nothing was said there"));
}
