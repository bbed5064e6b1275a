//! What a stretch of the screen is; a theme says what that looks like.

/// Defines the roles, so that all of them can be gone through.
macro_rules! roles {
    ($($(#[$doc:meta])* $role:ident = $name:literal,)+) => {
        /// What a stretch of the screen is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Role {
            $($(#[$doc])* $role,)+
        }

        impl Role {
            /// All roles.
            pub const ALL: [Self; [$(Self::$role),+].len()] = [$(Self::$role),+];

            /// Its name in a settings file.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$role => $name,)+ }
            }
        }
    };
}

roles! {
    /// Words of a statement, and anything else to be read.
    Text = "text",
    /// What stands beside the matter: dates, kinds, labels.
    Dim = "dim",
    /// The name of the program and of screens.
    Title = "title",
    /// A heading in a text.
    Heading = "heading",
    /// The name of a speaker.
    Name = "name",
    /// Letters that the query matched.
    Match = "match",
    /// Words that differ between wordings.
    Differs = "differs",
    /// The words of the statement in its passage.
    Words = "words",
    /// The words of other statements in the same passages.
    OtherWords = "other-words",
    /// The editor's sentence around quoted words.
    Frame = "frame",
    /// The editor's summary.
    Paraphrase = "paraphrase",
    /// The row the keys act on.
    Selected = "selected",
    /// The bar beside the row the keys act on.
    Cursor = "cursor",
    /// Lines between panes.
    Border = "border",
    /// The line over the pane the keys act on.
    FocusedBorder = "focused-border",
    /// A badge of words as they were spoken or reported.
    GoodBadge = "good-badge",
    /// A badge that warns: reworded, translated, unverified, nobody's words.
    WarningBadge = "warning-badge",
    /// A filter that is switched on.
    Active = "active",
    /// A key to press.
    Key = "key",
    /// Something went wrong.
    Error = "error",
    /// Somebody should look.
    Warning = "warning",
    /// An address.
    Link = "link",
}

impl Role {
    /// Its place among all roles.
    pub(super) const fn index(self) -> usize {
        self as usize
    }
}
