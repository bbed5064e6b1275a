//! The small closed lists of the model: kinds of statement, fidelities, kinds of passage,
//! states of a review.

use crate::diagnostic::{closest, short};
use schemars::JsonSchema;
use serde::Serialize;

/// Defines an enum whose values have one name each, the same in files and on screens.
macro_rules! named_values {
    ($(#[$attribute:meta])* $name:ident { $($(#[$value_attribute:meta])* $value:ident = $text:literal,)+ }) => {
        $(#[$attribute])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
        pub enum $name {
            $($(#[$value_attribute])* #[serde(rename = $text)] $value,)+
        }

        impl $name {
            /// All values, in order.
            pub const ALL: &'static [Self] = &[$(Self::$value),+];

            /// Its name in files, queries and on screens.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$value => $text,)+
                }
            }

            /// The value of that name.
            #[must_use]
            pub fn named(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.name() == name)
            }
        }
    };
}

named_values!(
    /// How a statement gives the speaker's words.
    Kind {
        /// A full quote.
        Direct = "direct",
        /// Words quoted inside somebody else's sentence.
        Fragment = "fragment",
        /// Reported without quote marks.
        Indirect = "indirect",
    }
);

named_values!(
    /// How near a source is to the spoken words, nearest first.
    Fidelity {
        /// The words as they were spoken, taken down in full.
        Transcript = "transcript",
        /// The words as a report gives them.
        Report = "report",
        /// The words after a translation.
        Translation = "translation",
        /// The words after somebody, or a machine, put them otherwise.
        Reworded = "reworded",
    }
);

named_values!(
    /// What a passage is of its source.
    PassageKind {
        /// A whole paragraph of the source.
        Full = "full",
        /// A part of a paragraph, as it stands in the source.
        Excerpt = "excerpt",
        /// The editor's own words around the quoted ones.
        Summary = "summary",
    }
);

named_values!(
    /// Where a review stands.
    #[derive(Default)]
    ReviewState {
        /// Nobody has looked yet.
        #[default]
        Open = "open",
        /// A person agreed.
        Accepted = "accepted",
        /// A person disagreed.
        Rejected = "rejected",
    }
);

/// The value of that name among `all`, or what these are, in words.
pub(super) fn one_of<T: Copy>(text: &str, all: &[T], name: impl Fn(T) -> &'static str) -> Result<T, String> {
    all.iter().copied().find(|value| name(*value) == text).ok_or_else(|| {
        let names: Vec<&str> = all.iter().map(|value| name(*value)).collect();
        let text = short(text);
        match closest(&text, names.iter().copied()) {
            Some(meant) => format!("`{text}` is none of {}; did you mean `{meant}`?", names.join(", ")),
            None => format!("`{text}` is none of {}", names.join(", ")),
        }
    })
}
