//! What becomes of a data set.

use super::{Details, Format, Imported, Material, import};

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
