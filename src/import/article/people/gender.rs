//! Which pronoun somebody has, as far as the article tells it.

use crate::import::article::lexicon::Classes;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Gender {
    #[default]
    Unknown,
    Masculine,
    Feminine,
}

impl Gender {
    /// What a title before a name tells: "Mrs."
    pub(super) fn of_title(title: &str) -> Self {
        match &*title.trim_end_matches('.').to_lowercase() {
            "mr" | "king" | "prince" | "lord" | "sir" | "baron" | "sheikh" | "pope" | "congressman" | "chairman"
            | "spokesman" => Self::Masculine,
            "mrs" | "ms" | "miss" | "queen" | "princess" | "lady" | "dame" | "baroness" | "congresswoman"
            | "chairwoman" | "spokeswoman" => Self::Feminine,
            _ => Self::Unknown,
        }
    }

    /// What a word in small letters right before a name tells: "spokeswoman", "his brother".
    pub(super) fn of_description(word: &str) -> Self {
        match word {
            "spokesman" | "chairman" | "congressman" | "businessman" | "husband" | "father" | "son" | "brother"
            | "uncle" | "nephew" | "widower" => Self::Masculine,
            "spokeswoman" | "chairwoman" | "congresswoman" | "businesswoman" | "wife" | "mother" | "daughter"
            | "sister" | "aunt" | "niece" | "widow" | "actress" => Self::Feminine,
            _ => Self::Unknown,
        }
    }

    /// What a given name tells.
    pub(super) fn of_given_name(name: Classes) -> Self {
        if name.any(Classes::MAN) {
            Self::Masculine
        } else if name.any(Classes::WOMAN) {
            Self::Feminine
        } else {
            Self::Unknown
        }
    }

    /// Whether one person can have both.
    pub(super) fn agrees(self, other: Self) -> bool {
        self == other || self == Self::Unknown || other == Self::Unknown
    }

    /// This one, if it is known, else the other.
    pub(super) fn or(self, other: Self) -> Self {
        if self == Self::Unknown { other } else { self }
    }
}
