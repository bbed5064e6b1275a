//! Quotes whose closing mark is missing.

use super::Stretch;
use super::mark::{Family, Mark};
use super::pairs::Pairs;
use crate::import::article::blocks::trimmed;
use crate::import::article::lexicon::{Classes, classes};
use crate::text::ByteSpan;

/// The stretch of an opening mark that nothing closes: up to the attribution, if one follows, else
/// up to `limit`, which is the next quote or the end of the paragraph.
pub(super) fn unclosed_stretch(text: &str, open: Mark, after: usize, limit: usize, goes_on: bool) -> Option<Stretch> {
    if matches!(open.family, Family::Single | Family::SingleAngle) || open.at < after {
        return None;
    }
    let start = open.at + open.len;
    let all = trimmed(text, ByteSpan::new(start, limit));
    let cut = attribution_after(all.of(text));
    let goes_on = goes_on && cut.is_none();
    let inner = trimmed(text, ByteSpan::new(all.start(), cut.map_or(all.end(), |cut| all.start() + cut)));
    Some(Stretch { outer: ByteSpan::new(open.at, inner.end()), inner, goes_on, closed: false, single: false })
}

/// Whether a quote that nothing closes takes in the pairs behind it: they have marks of another
/// kind, or the next paragraph goes on, and no attribution stands before them.
pub(super) fn holds_all(
    text: &str,
    paragraph: ByteSpan,
    marks: &[Mark],
    found: &Pairs,
    opener: usize,
    opens_next: bool,
) -> bool {
    let mark = marks[opener];
    let openers = || found.closed.iter().map(|(open, _)| marks[*open]);
    let Some(first) = openers().min_by_key(|open| open.at) else { return false };
    if mark.family != Family::Double || mark.at > paragraph.start() || first.at < mark.at {
        return false;
    }
    let other_kind = openers().all(|open| open.bent != mark.bent);
    let between = &text[mark.at + mark.len..first.at];
    (other_kind || opens_next) && attribution_after(between).is_none() && !between.trim_end().ends_with(',')
}

/// The most bytes of an attribution that is looked for without a closing mark before it.
const LONGEST_ATTRIBUTION: usize = 200;

/// Where in a text an attribution begins that ends a quote without its closing mark: a comma, at
/// most four words, a verb of speech, or such a verb and a name.
fn attribution_after(text: &str) -> Option<usize> {
    let mut ends = text.match_indices([',', '?', '!']).map(|(at, _)| at + 1);
    ends.find(|end| begins_with_attribution(clipped(&text[*end..])))
}

/// As much of a text as five words take, so that the time for a text without spaces stays linear.
fn clipped(text: &str) -> &str {
    let end = (0..=LONGEST_ATTRIBUTION.min(text.len())).rev().find(|at| text.is_char_boundary(*at));
    &text[..end.unwrap_or_default()]
}

fn begins_with_attribution(rest: &str) -> bool {
    let named = rest.split_whitespace().next().is_some_and(|first| {
        first.starts_with(char::is_uppercase) || classes(first).any(Classes::SUBJECT | Classes::DETERMINER)
    });
    for (number, word) in rest.split_whitespace().take(5).enumerate() {
        let bare = word.trim_end_matches([',', '.', ':', ';']);
        let class = classes(bare);
        let spoken = class.any(Classes::SPEECH) && class.any(Classes::PAST) && !class.any(Classes::WEAKEST);
        if spoken && (number == 0 || named) {
            return true;
        }
        if bare.len() < word.len() {
            return false;
        }
    }
    false
}
