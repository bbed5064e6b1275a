//! What a stretch of the screen is; a theme says what that looks like.

/// Defines the roles, so that all of them can be gone through.
macro_rules! roles {
    ($($(#[$doc:meta])* $role:ident,)+) => {
        /// What a stretch of the screen is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Role {
            $($(#[$doc])* $role,)+
        }

        impl Role {
            /// All roles.
            pub const ALL: [Self; [$(Self::$role),+].len()] = [$(Self::$role),+];
        }
    };
}

roles! {
    /// Words of a statement, and anything else to be read.
    Text,
    /// What stands beside the matter: dates, kinds, labels.
    Dim,
    /// The name of the program and of screens.
    Title,
    /// A heading in a text.
    Heading,
    /// The name of a speaker.
    Name,
    /// Letters that the query matched.
    Match,
    /// Words that differ between wordings.
    Differs,
    /// The words of the statement in its passage.
    Words,
    /// The words of other statements in the same passages.
    OtherWords,
    /// The editor's sentence around quoted words.
    Frame,
    /// The editor's summary.
    Paraphrase,
    /// The row the keys act on.
    Selected,
    /// The bar beside the row the keys act on.
    Cursor,
    /// Lines between panes.
    Border,
    /// The line over the pane the keys act on.
    FocusedBorder,
    /// A badge of words as they were spoken or reported.
    GoodBadge,
    /// A badge that warns: reworded, translated, unverified, nobody's words.
    WarningBadge,
    /// A filter that is switched on.
    Active,
    /// A key to press.
    Key,
    /// Something went wrong.
    Error,
    /// Somebody should look.
    Warning,
    /// An address.
    Link,
}

impl Role {
    /// Its place among all roles.
    pub(super) const fn index(self) -> usize {
        self as usize
    }
}
