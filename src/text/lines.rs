//! Where the lines of a text begin and end.

/// Where the line of the byte `at` begins.
#[must_use]
pub fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |before| before + 1)
}

/// Where the line after that of the byte `at` begins; the end of the text where there is none.
#[must_use]
pub fn next_line(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |end| at + end + 1)
}

/// What ends the lines of a text.
#[must_use]
pub fn line_break(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}

/// The text with its last line ended.
#[must_use]
pub fn ended(text: &str, line_break: &str) -> String {
    let end = if text.is_empty() || text.ends_with('\n') { "" } else { line_break };
    format!("{text}{end}")
}

/// Every line so much further in; empty lines stay empty.
#[must_use]
pub fn indented(text: &str, by: usize) -> String {
    let space = " ".repeat(by);
    let line = |line: &str| if line.trim().is_empty() { line.to_owned() } else { format!("{space}{line}") };
    text.split_inclusive('\n').map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_found_from_every_byte_of_it() {
        let text = "one\ntwo\n\nthree";
        for (at, from, next) in [(0, 0, 4), (3, 0, 4), (4, 4, 8), (8, 8, 9), (9, 9, 14), (14, 9, 14)] {
            assert_eq!((line_start(text, at), next_line(text, at)), (from, next), "byte {at}");
        }
    }

    #[test]
    fn the_last_line_is_ended_as_the_others_are_and_only_once() {
        for (before, after) in [("", ""), ("a", "a\n"), ("a\n", "a\n"), ("a\r\nb", "a\r\nb\r\n")] {
            assert_eq!(ended(before, line_break(before)), after);
        }
    }
}
