//! Which letters a terminal can show.

use std::borrow::Cow;

use super::colour::Environment;
use crate::text::in_ascii;

/// Which letters a terminal can show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Letters {
    /// Those of every script, as far as its font has them.
    #[default]
    All,
    /// ASCII alone.
    Ascii,
}

impl Letters {
    /// What a terminal has, as far as the environment says it: all, unless the locale has another
    /// encoding than UTF-8. Where no locale is set, as in many containers, only the console of Linux is
    /// taken at its word.
    #[must_use]
    pub fn of(environment: Environment<'_>) -> Self {
        let is_utf8 = |locale: &str| {
            let locale = locale.to_ascii_lowercase();
            locale.contains("utf-8") || locale.contains("utf8")
        };
        let shows_all = environment.locale.map_or(environment.term != Some("linux"), is_utf8);
        if shows_all { Self::All } else { Self::Ascii }
    }

    /// A text as it is shown, as wide as it is.
    #[must_use]
    pub fn shown(self, text: &str) -> Cow<'_, str> {
        match self {
            Self::All => text.into(),
            Self::Ascii => in_ascii(text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_locale_says_which_letters_there_are() {
        let of = |locale, term| Letters::of(Environment { locale, term: Some(term), ..Environment::default() });
        for locale in ["C.UTF-8", "en_US.UTF-8", "de_DE.utf8", "UTF-8"] {
            assert_eq!(of(Some(locale), "linux"), Letters::All, "{locale}");
        }
        for locale in ["C", "POSIX", "de_DE.ISO-8859-1", "en_US"] {
            assert_eq!(of(Some(locale), "xterm-256color"), Letters::Ascii, "{locale}");
        }
        assert_eq!(of(None, "xterm-256color"), Letters::All);
        assert_eq!(of(None, "linux"), Letters::Ascii);
    }
}
