//! "Did you mean …?", and values as messages show them.

use std::borrow::Cow;

use crate::text::{Folding, clip, folded};

/// The candidate most like `wanted`, if one is near enough to be meant.
/// Time grows with the number of candidates and the length of the names.
pub fn closest<'a>(wanted: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = folded(wanted, Folding::Search);
    candidates
        .into_iter()
        .map(|candidate| (likeness(&wanted, &folded(candidate, Folding::Search)), candidate))
        .filter(|(likeness, _)| *likeness >= NEAR_ENOUGH)
        .max_by(|(a, _), (b, _)| a.total_cmp(b))
        .map(|(_, candidate)| candidate)
}

/// Below this a suggestion is more often puzzling than helpful; the value used by clap.
const NEAR_ENOUGH: f64 = 0.7;

fn likeness(wanted: &str, candidate: &str) -> f64 {
    let alike = strsim::jaro_winkler(wanted, candidate);
    // `sherman` for `wendy-sherman`: one name inside the other.
    let contained = wanted.chars().count() >= 4 && candidate.contains(wanted);
    if contained { alike.max(0.9) } else { alike }
}

/// A value as a message shows it: it may be megabytes long.
#[must_use]
pub fn short(text: &str) -> Cow<'_, str> {
    const COLUMNS: usize = 60;
    if text.len() <= COLUMNS {
        return Cow::Borrowed(text);
    }
    // A column seldom takes more than four characters; the cut bounds the time of what comes after.
    let end = text.char_indices().nth(4 * COLUMNS).map_or(text.len(), |(at, _)| at);
    Cow::Owned(clip(&text[..end], COLUMNS).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_suggested_and_a_far_one_is_not() {
        let names = ["stoltenberg", "sherman", "russian-delegation"];
        assert_eq!(closest("shermann", names), Some("sherman"));
        assert_eq!(closest("delegation", names), Some("russian-delegation"));
        assert_eq!(closest("zzz", names), None);
    }
}
