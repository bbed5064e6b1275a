//! A key press, as it is written in a keymap and shown in help.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// A key with the modifiers held down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    /// The key.
    pub code: KeyCode,
    /// Control was held.
    pub control: bool,
    /// Alt was held.
    pub alt: bool,
    /// Shift was held; for characters it is part of the character instead.
    pub shift: bool,
}

/// A key without modifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum KeyCode {
    /// A character, as typed.
    Char(char),
    /// A function key, from 1.
    Function(u8),
    /// The key of that name.
    Named(NamedKey),
}

/// Defines the named keys, with their names in keymaps and in help.
macro_rules! named_keys {
    ($($key:ident = $name:literal, $shown:literal;)+) => {
        /// Keys with names.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum NamedKey {
            $(#[doc = $name] $key,)+
        }

        impl NamedKey {
            const ALL: &'static [(&'static str, &'static str, Self)] = &[$(($name, $shown, Self::$key),)+];
        }
    };
}

named_keys! {
    Enter = "Enter", "Enter";
    Escape = "Esc", "Esc";
    Tab = "Tab", "Tab";
    Backspace = "Backspace", "Backspace";
    Delete = "Delete", "Del";
    Insert = "Insert", "Ins";
    Up = "Up", "↑";
    Down = "Down", "↓";
    Left = "Left", "←";
    Right = "Right", "→";
    Home = "Home", "Home";
    End = "End", "End";
    PageUp = "PgUp", "PgUp";
    PageDown = "PgDn", "PgDn";
    Space = "Space", "Space";
}

impl Key {
    /// The key alone.
    #[must_use]
    pub const fn plain(code: KeyCode) -> Self {
        Self { code, control: false, alt: false, shift: false }
    }

    /// A character that goes into a text being typed: no control, no alt.
    #[must_use]
    pub const fn typed(self) -> Option<char> {
        match self.code {
            _ if self.control || self.alt => None,
            KeyCode::Char(character) => Some(character),
            KeyCode::Named(NamedKey::Space) => Some(' '),
            _ => None,
        }
    }

    /// As it is shown to a person: `↑` for `Up`.
    #[must_use]
    pub fn shown(self) -> String {
        match self.code {
            KeyCode::Named(named) => {
                let shown = NamedKey::ALL.iter().find(|(_, _, key)| *key == named).map_or("", |(_, shown, _)| *shown);
                format!("{}{shown}", self.modifiers())
            }
            _ => self.to_string(),
        }
    }

    fn modifiers(self) -> String {
        let held = [(self.control, "Ctrl-"), (self.alt, "Alt-"), (self.shift, "Shift-")];
        held.into_iter().filter(|(held, _)| *held).map(|(_, name)| name).collect()
    }
}

impl fmt::Display for Key {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.modifiers())?;
        match self.code {
            KeyCode::Char(character) if self.control => write!(formatter, "{}", character.to_uppercase()),
            KeyCode::Char(character) => write!(formatter, "{character}"),
            KeyCode::Function(number) => write!(formatter, "F{number}"),
            KeyCode::Named(named) => {
                let name = NamedKey::ALL.iter().find(|(_, _, key)| *key == named).map_or("", |(name, _, _)| *name);
                formatter.write_str(name)
            }
        }
    }
}

/// A text is not the name of a key.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum NotAKey {
    /// There is none of that name.
    #[error("`{0}` is no key; keys are written as x, X, F1, Enter, PgDn, Ctrl-D or Shift-Tab")]
    Unknown(String),
    /// Shift is part of the character that comes.
    #[error("`{0}` never comes from a terminal; write the character that Shift makes of the key")]
    Shifted(String),
    /// A terminal sends something else for it.
    #[error("`{0}` never comes from a terminal, which sends {1} for it")]
    Another(String, &'static str),
}

impl FromStr for Key {
    type Err = NotAKey;

    fn from_str(text: &str) -> Result<Self, NotAKey> {
        let unknown = || NotAKey::Unknown(text.to_owned());
        let mut key = Self::plain(KeyCode::Char(' '));
        let mut rest = text;
        while let Some((modifier, after)) = rest.split_once('-').filter(|(_, after)| !after.is_empty()) {
            let is = |name: &str| modifier.eq_ignore_ascii_case(name);
            let held = if is("Ctrl") {
                &mut key.control
            } else if is("Alt") {
                &mut key.alt
            } else if is("Shift") {
                &mut key.shift
            } else {
                return Err(unknown());
            };
            *held = true;
            rest = after;
        }
        key.code = code(rest).ok_or_else(unknown)?;
        key.as_it_comes().map_err(|error| match error {
            NeverComes::Shifted => NotAKey::Shifted(text.to_owned()),
            NeverComes::As(sent) => NotAKey::Another(text.to_owned(), sent),
        })
    }
}

/// Why no terminal sends a key.
enum NeverComes {
    Shifted,
    As(&'static str),
}

impl Key {
    /// The same key as a terminal sends it: with Control a letter is small, and Shift is part of it.
    fn as_it_comes(self) -> Result<Self, NeverComes> {
        let KeyCode::Char(character) = self.code else { return Ok(self) };
        let character = match (self.control, self.shift) {
            (true, true) => return Err(NeverComes::Shifted),
            (true, false) => character.to_ascii_lowercase(),
            (false, true) if character.is_alphabetic() => {
                let mut capital = character.to_uppercase();
                capital.next().filter(|_| capital.next().is_none()).ok_or(NeverComes::Shifted)?
            }
            (false, true) => return Err(NeverComes::Shifted),
            (false, false) => character,
        };
        // These are the same bytes as those of the keys with names.
        match character {
            'i' if self.control => Err(NeverComes::As("Tab")),
            'm' if self.control => Err(NeverComes::As("Enter")),
            '[' if self.control => Err(NeverComes::As("Esc")),
            _ => Ok(Self { code: KeyCode::Char(character), shift: false, ..self }.as_one_byte()),
        }
    }

    /// The same key under the one name that it has here, where terminals have several for it: a
    /// byte from 0x1C to 0x1F (Ctrl-\\ to Ctrl-_ in ASCII) is read as Ctrl-4 to Ctrl-7, and
    /// Ctrl-/ sends the last of them; terminals that tell keys apart send them as they are.
    #[must_use]
    pub const fn as_one_byte(self) -> Self {
        let character = match self.code {
            KeyCode::Char('4') if self.control => '\\',
            KeyCode::Char('5') if self.control => ']',
            KeyCode::Char('6') if self.control => '^',
            KeyCode::Char('7' | '/') if self.control => '_',
            _ => return self,
        };
        Self { code: KeyCode::Char(character), ..self }
    }

    /// The names of keys that have one.
    pub(super) fn names() -> impl Iterator<Item = &'static str> {
        NamedKey::ALL.iter().map(|(name, _, _)| *name)
    }
}

fn code(text: &str) -> Option<KeyCode> {
    let mut characters = text.chars();
    if let (Some(only), None) = (characters.next(), characters.next()) {
        return (!only.is_whitespace() && !only.is_control()).then_some(KeyCode::Char(only));
    }
    if let Some(number) = text.strip_prefix(['F', 'f']).and_then(|number| number.parse().ok()) {
        return (1..=24).contains(&number).then_some(KeyCode::Function(number));
    }
    NamedKey::ALL.iter().find(|(name, _, _)| name.eq_ignore_ascii_case(text)).map(|(_, _, key)| KeyCode::Named(*key))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_written_and_read_the_same_way() {
        for name in [
            "x",
            "X",
            "?",
            "-",
            "F5",
            "Enter",
            "Esc",
            "Ctrl-D",
            "Ctrl-Left",
            "Alt-x",
            "Shift-Tab",
            "Space",
            "é",
            "Ctrl--",
        ] {
            assert_eq!(name.parse::<Key>().map(|key| key.to_string()), Ok(name.to_owned()));
        }
        for (written, same) in [("Ctrl-d", "Ctrl-D"), ("ctrl-d", "Ctrl-D"), ("enter", "Enter"), ("f5", "F5")] {
            assert_eq!(written.parse::<Key>(), same.parse(), "{written}");
        }
    }

    #[test]
    fn what_no_terminal_sends_is_no_key() {
        assert_eq!("Shift-x".parse::<Key>(), "X".parse());
        assert_eq!("Alt-Shift-É".parse::<Key>(), "Alt-É".parse());
        for (name, why) in [("Shift-1", "Shift makes"), ("Ctrl-Shift-x", "Shift makes"), ("Ctrl-I", "sends Tab")] {
            let error = name.parse::<Key>().expect_err(name).to_string();
            assert!(error.contains(why), "{error}");
        }
    }

    #[test]
    fn keys_that_terminals_cannot_tell_apart_are_one() {
        for (written, same) in [("Ctrl-]", "Ctrl-5"), ("Ctrl-\\", "Ctrl-4"), ("Ctrl-^", "Ctrl-6"), ("Ctrl-/", "Ctrl-7")]
        {
            assert_eq!(written.parse::<Key>(), same.parse(), "{written}");
        }
        assert_eq!("Ctrl-/".parse::<Key>(), "Ctrl-_".parse());
        assert_ne!("5".parse::<Key>(), "]".parse());
    }

    #[test]
    fn what_is_no_key_is_said() {
        for name in ["", "Entr", "F0", "F99", "Meta-x", "xy", " ", "Ctrl-"] {
            assert!(name.parse::<Key>().is_err(), "{name:?}");
        }
    }
}
