//! What becomes of a data set.

use super::{Details, Format, Imported, Material, import};
use crate::corpus::Fidelity;

/// The import of a text, with what a person says of it.
fn imported(format: Format, text: &str, details: &Details) -> Imported {
    let mut bytes = text.as_bytes();
    import(format, Material::new("set.json", &mut bytes), details).expect("read")
}

#[test]
fn of_two_lists_in_an_object_the_first_of_the_longest_is_taken() {
    let list = |speaker: &str| format!(r#"[{{"speaker":"{speaker}","text":"so"}}]"#);
    let text = format!(r#"{{"empty":[],"a":{},"b":{},"c":{}}}"#, list("Ann"), list("Bob"), list("Cox"));
    for _ in 0..20 {
        let found = imported(Format::Json, &text, &Details::default()).collection;
        assert_eq!(found.statements[0].id, "ann-1");
    }
}

#[test]
fn what_a_person_says_of_a_data_set_is_in_the_result_or_told() {
    let bare = r#"{"speaker":"Ann","text":"so"}"#;
    let whole = r#"{"speaker":"Ann","text":"so","source":"Paper","session":"Council","date":"2020"}"#;
    let of = |line: &str, details: Details| {
        let imported = imported(Format::JsonLines, line, &details);
        let told = imported.problems.iter().map(|problem| format!("# {}\n", problem.message)).collect::<String>();
        told + &imported.collection.yaml().expect("written")
    };
    let date = "2022-01-12".parse().ok();
    let fidelity = Details { fidelity: Some(Fidelity::Transcript), ..Details::default() };
    let language = Details { language: Some("en".to_owned()), ..Details::default() };
    let session = Details { session: Some("Hall".to_owned()), ..Details::default() };
    let day = Details { date, ..Details::default() };
    for (line, details, wanted) in [
        (bare, &fidelity, "fidelity: transcript"),
        (bare, &language, "language: en"),
        (bare, &session, "session: hall"),
        (bare, &day, "date: 2022-01-12"),
        (r#"{"speaker":"Ann","text":"so","session":"Council"}"#, &day, "date: 2022-01-12"),
        (whole, &fidelity, "# every statement names its source: what was told of the source was left out\n"),
        (whole, &session, "# every statement names its session: the session that was told was left out\n"),
        (whole, &day, "# every statement has a date: the date that was told was left out\n"),
    ] {
        let made = of(line, details.clone());
        assert_eq!(made.matches(wanted).count(), 1, "{line} {wanted}\n{made}");
    }
    assert!(!of(whole, session).contains("Hall"));
}

#[test]
fn an_id_that_somebody_wrote_is_kept_and_one_made_from_a_line_is_not() {
    let lines = [
        r#"{"id":"a","speaker":"Ann","text":"one"}"#,
        r#"{"id":"L2","speaker":"Ann","text":"two"}"#,
        r#"{"speaker":"Ann","text":"three"}"#,
        r#"{"id":"L3","speaker":"Ann","text":"four"}"#,
    ];
    let found = imported(Format::JsonLines, &lines.join("\n"), &Details::default()).collection;
    let ids: Vec<&str> = found.statements.iter().map(|entry| &*entry.id).collect();
    assert_eq!(ids, ["a", "L2", "ann-1", "L3"]);
}

#[test]
fn what_is_wrong_in_a_document_of_json_is_told_where_it_stands() {
    for (text, line, column, shown) in [
        (r#"[{"speaker":"A","text":"x"},{"speaker":"A","text":"é","date":"bad"}]"#, 1, 62, "[{"),
        ("[\n {\"speaker\":\"A\",\n  \"text\":\"x\",\n  \"date\":\"bad\"}]", 4, 10, "  \"date\""),
    ] {
        let problems = imported(Format::Json, text, &Details::default()).problems;
        let place = &problems[0].place;
        assert_eq!((place.line, place.column), (line, column), "{text}");
        assert!(place.line_text.starts_with(shown) && place.marked.of(&place.line_text).contains("bad"), "{place:?}");
    }
}
