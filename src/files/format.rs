//! Formats of files, told to people by their names.

/// Defines an enum of formats with their names, the endings of their files and what they are.
macro_rules! define_formats {
    (
        $(#[$about_all:meta])* pub enum $formats:ident;
        $($(#[$doc:meta])* $format:ident = $name:literal, $endings:expr, $about:literal;)+
    ) => {
        $(#[$about_all])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $formats {
            $($(#[$doc])* $format,)+
        }

        impl $formats {
            /// All formats.
            pub const ALL: &'static [Self] = &[$(Self::$format),+];

            /// Its name.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$format => $name,)+
                }
            }

            /// What it is, in a few words.
            #[must_use]
            pub const fn about(self) -> &'static str {
                match self {
                    $(Self::$format => $about,)+
                }
            }

            /// How the names of its files end, if that tells it from others.
            #[must_use]
            pub const fn endings(self) -> &'static [&'static str] {
                match self {
                    $(Self::$format => $endings,)+
                }
            }
        }
    };
}

pub(crate) use define_formats;
