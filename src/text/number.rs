//! Numbers of things.

/// A number of things, by the noun for one of them: "1 statement", "3 statements". The noun takes an `s`.
#[must_use]
pub fn number(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_one_and_all_else_are_several() {
        assert_eq!([0, 1, 2].map(|count| number(count, "bad line")), ["0 bad lines", "1 bad line", "2 bad lines"]);
    }
}
