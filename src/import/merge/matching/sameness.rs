//! When something that was found is what a corpus has already.

use crate::corpus::written::{Names, WrittenSession, WrittenSource, WrittenStatement};
use crate::corpus::{PartialDate, Session, Source, UNATTRIBUTED};
use crate::import::found::key;
use crate::text::{Folding, folded};

/// Whether neither of two things that may be known says otherwise than the other.
pub(super) fn agree<T>(one: Option<T>, other: Option<T>, same: impl Fn(&T, &T) -> bool) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => same(&one, &other),
        _ => true,
    }
}

/// Whether two dates can mean the same day.
pub(super) fn can_be_one(one: PartialDate, other: PartialDate) -> bool {
    one.first_day() <= other.last_day() && other.first_day() <= one.last_day()
}

/// Whether two sessions have one title, and nothing else that is known of them says otherwise.
pub(super) fn is_session(there: &Session, new: &WrittenSession<'_>) -> bool {
    key(&there.title) == key(&new.title)
        && agree(there.date, new.date, |one, other| can_be_one(*one, *other))
        && agree(there.place.as_deref(), new.place.as_deref(), |one, other| key(one) == key(other))
}

/// Whether a session that can be a new one tells its date and place as that does.
pub(super) fn says_as_much_as_session(there: &Session, new: &WrittenSession<'_>) -> bool {
    there.date == new.date && there.place.as_deref().map(key) == new.place.as_deref().map(key)
}

/// Whether a source that can be a new one tells its address and the other facts as that does.
pub(super) fn says_as_much_as_source(there: &Source, new: &WrittenSource<'_>) -> bool {
    there.url.as_deref().map(address) == new.url.as_deref().map(address)
        && there.date == new.date
        && there.fidelity == new.fidelity
        && there.publisher.as_deref().map(key) == new.publisher.as_deref().map(key)
}

/// An address, without what does not tell it from another.
pub(super) fn address(url: &str) -> &str {
    url.trim_end_matches('/')
}

/// Two addresses are two sources; without both, title and everything else that is known must fit.
/// A source with passages is no source without them: they would have to hold the words.
pub(super) fn is_source(there: &Source, new: &WrittenSource<'_>) -> bool {
    if !there.passages.is_empty() && new.passages.is_empty() {
        return false;
    }
    match (&there.url, &new.url) {
        (Some(one), Some(other)) => address(one) == address(other),
        _ => {
            key(&there.title) == key(&new.title)
                && agree(there.date, new.date, |one, other| can_be_one(*one, *other))
                && agree(there.fidelity, new.fidelity, |one, other| one == other)
                && agree(there.publisher.as_deref(), new.publisher.as_deref(), |one, other| key(one) == key(other))
        }
    }
}

/// The id of the source of a statement with one wording.
pub(super) fn source_of(statement: &WrittenStatement<'_>) -> Option<String> {
    statement.source.as_ref().map(|source| source.0.to_string())
}

/// A text without what only its typography says.
pub(super) fn plain(text: &str) -> String {
    folded(text, Folding::Typography)
}

/// Who said it, in an order that does not matter.
pub(super) fn speakers_of(names: &Names<'_>) -> Vec<String> {
    let mut names: Vec<String> = names.0.iter().map(ToString::to_string).filter(|name| name != UNATTRIBUTED).collect();
    names.sort();
    names
}
