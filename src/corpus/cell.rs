//! Cells of a table that a spreadsheet would take for a formula.
//!
//! A cell that begins with one of these signs is calculated by spreadsheets, and a formula can
//! open addresses and start programs. As OWASP advises ("CSV Injection"), an apostrophe is
//! written before it; spreadsheets then take it for text. A cell that has the apostrophe already
//! gets another one, so that what is read back is always what was written.

use std::borrow::Cow;

const APOSTROPHE: char = '\'';

/// Whether a cell is a formula to spreadsheets once apostrophes at its beginning are gone.
fn begins_a_formula(cell: &str) -> bool {
    // Some spreadsheets take the wide forms of the signs as well.
    cell.trim_start_matches(APOSTROPHE).starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

/// The cell as it is written.
#[must_use]
pub fn guarded(cell: &str) -> Cow<'_, str> {
    if begins_a_formula(cell) { Cow::Owned(format!("{APOSTROPHE}{cell}")) } else { Cow::Borrowed(cell) }
}

/// The cell as it was before it was written.
pub(super) fn unguarded(cell: &str) -> &str {
    if begins_a_formula(cell) { cell.strip_prefix(APOSTROPHE).unwrap_or(cell) } else { cell }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_begins_as_a_formula_is_guarded() {
        let cases = [
            ("=1+1", "'=1+1"),
            ("-no", "'-no"),
            ("＠x", "'＠x"),
            ("'=x", "''=x"),
            ("'tis", "'tis"),
            ("– no", "– no"),
            ("a=1", "a=1"),
            ("", ""),
        ];
        for (cell, written) in cases {
            assert_eq!(guarded(cell), written);
        }
    }

    proptest::proptest! {
        #[test]
        fn what_is_read_back_is_what_was_written(cell in "[-'=+@\ta＝]{0,6}") {
            let written = guarded(&cell);
            proptest::prop_assert!(!written.starts_with(['=', '+', '-', '@', '\t', '＝']));
            proptest::prop_assert_eq!(unguarded(&written), &*cell);
        }
    }
}
