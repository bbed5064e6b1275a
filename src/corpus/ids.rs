//! Numbers for the things of a corpus, one type each, so that none is taken for another.

use std::num::NonZeroU32;

/// Defines a dense, four-byte id whose `Option` takes no more room.
macro_rules! define_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(NonZeroU32);

        impl $name {
            /// The id of the thing at `index` in its table; the last possible id where
            /// the table would be larger than ids reach.
            #[must_use]
            pub fn from_index(index: usize) -> Self {
                let number = u32::try_from(index).unwrap_or(u32::MAX).saturating_add(1);
                Self(NonZeroU32::new(number).unwrap_or(NonZeroU32::MAX))
            }

            /// The place in its table, from 0.
            #[must_use]
            pub const fn index(self) -> usize {
                self.0.get() as usize - 1
            }
        }
    };
}

define_id!(
    /// A speaker of a corpus.
    SpeakerId
);
define_id!(
    /// A session of a corpus.
    SessionId
);
define_id!(
    /// A source of a corpus.
    SourceId
);
define_id!(
    /// A topic of a corpus.
    TopicId
);
define_id!(
    /// A statement of a corpus.
    StatementId
);
define_id!(
    /// A wording of a corpus.
    WordingId
);

/// The id as its file has it, without the file's name that stands before it where several
/// files have the same: `ann` of `one/ann`.
#[must_use]
pub fn short_key(key: &str) -> &str {
    key.rsplit_once('/').map_or(key, |(_, short)| short)
}
