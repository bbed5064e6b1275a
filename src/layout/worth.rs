//! What the words of a wording are worth, told in few words where they are seen.

use crate::corpus::{ReviewState, Statement, Wording};
use crate::settings::Role;

use super::rows::badge_role;

/// What words are worth: "reworded, unverified, not reviewed".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Worth {
    /// The badge, and what became of an attribution that a program made.
    pub text: String,
    /// How it looks.
    pub role: Role,
}

impl Worth {
    /// That of a wording.
    #[must_use]
    pub fn of(wording: Wording<'_>) -> Self {
        let badge = wording.badge();
        match doubt(wording.statement()) {
            Some(doubt) => Self { text: format!("{badge}, {doubt}"), role: Role::WarningBadge },
            None => Self { text: badge.to_string(), role: badge_role(badge) },
        }
    }
}

/// Why the name beside a statement is not to be relied upon, where a program put it there.
pub(super) fn doubt(statement: Statement<'_>) -> Option<&'static str> {
    match statement.review()?.state {
        ReviewState::Open => Some("not reviewed"),
        ReviewState::Rejected => Some("rejected"),
        ReviewState::Accepted => None,
    }
}
