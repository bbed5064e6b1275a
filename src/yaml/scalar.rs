//! Writing a text so that it is read as the same text.

/// A text as YAML: plain where it is plainly text, else in quotes, as JSON has them. It stands in one
/// line, and may stand between brackets.
#[must_use]
pub fn scalar(text: &str) -> String {
    let is_plain = text.starts_with(|first: char| first.is_ascii_alphanumeric())
        && text.chars().all(|character| character.is_ascii_alphanumeric() || "-_./~".contains(character))
        && !["null", "true", "false"].iter().any(|word| word.eq_ignore_ascii_case(text));
    if is_plain { text.to_owned() } else { quoted(text) }
}

/// A text in quotes, as JSON has it. YAML reads the same.
#[must_use]
pub fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
