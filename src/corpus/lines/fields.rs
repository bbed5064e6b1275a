//! The fields of a line, and how the fields of foreign files are called.

use std::collections::HashMap;
use std::str::FromStr;

use thiserror::Error;

use crate::diagnostic::closest;

/// Defines the fields with their names, in the order in which people are told them.
macro_rules! define_fields {
    ($($field:ident = $name:literal,)+) => {
        /// A field of a line, or a column of a table.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Field {
            $($field,)+
        }

        impl Field {
            pub(super) const ALL: &'static [Self] = &[$(Self::$field),+];
            pub(super) const COUNT: usize = Self::ALL.len();

            pub(super) const fn name(self) -> &'static str {
                match self {
                    $(Self::$field => $name,)+
                }
            }

            fn named(name: &str) -> Option<Self> {
                match name {
                    $($name => Some(Self::$field),)+
                    _ => None,
                }
            }
        }
    };
}

define_fields! {
    Id = "id",
    Speaker = "speaker",
    Via = "via",
    Session = "session",
    Date = "date",
    Place = "place",
    Kind = "kind",
    Text = "text",
    Topics = "topics",
    Source = "source",
    Url = "url",
    Fidelity = "fidelity",
    Context = "context",
    Frame = "frame",
    Locator = "locator",
    Verified = "verified",
    By = "by",
    Review = "review",
}

impl Field {
    /// Whether several values can stand in it.
    pub(super) const fn is_list(self) -> bool {
        matches!(self, Self::Speaker | Self::Via | Self::Topics)
    }
}

/// The names of all fields, for people.
pub(super) fn all_names() -> String {
    let names: Vec<&str> = Field::ALL.iter().map(|field| field.name()).collect();
    names.join(", ")
}

/// The field that a wrong name is most like.
pub(super) fn meant(name: &str) -> Option<&'static str> {
    closest(name, Field::ALL.iter().map(|field| field.name()))
}

/// What a name in a file stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    Field(Field),
    /// The person said that it is not wanted.
    Ignored,
    Unknown,
}

/// How the fields of foreign lines and tables are called:
/// `text=quoteText,speaker=quoteAuthor,=pageId`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FieldMap {
    named: HashMap<String, Meaning>,
    ignores_the_rest: bool,
}

/// A map of fields cannot be understood.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum BadFieldMap {
    /// An entry without `=`, or with nothing after it.
    #[error("`{0}` is not FIELD=NAME; write `=NAME` to ignore a field, `=*` to ignore all others")]
    Entry(String),
    /// A field that a line does not have.
    #[error("there is no field `{name}`{}; the fields are {}", did_you_mean(name), all_names())]
    Field {
        /// Which.
        name: String,
    },
    /// A foreign name that stands for two things.
    #[error("`{0}` stands there twice")]
    Twice(String),
}

fn did_you_mean(name: &str) -> String {
    meant(name).map_or_else(String::new, |meant| format!(" (did you mean `{meant}`?)"))
}

impl FromStr for FieldMap {
    type Err = BadFieldMap;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut map = Self::default();
        for entry in text.split(',').map(str::trim) {
            let (ours, theirs) = entry.split_once('=').ok_or_else(|| BadFieldMap::Entry(entry.to_owned()))?;
            let (ours, theirs) = (ours.trim(), theirs.trim());
            let meaning = match ours {
                "" => Meaning::Ignored,
                name => match Field::named(name) {
                    Some(field) => Meaning::Field(field),
                    None => return Err(BadFieldMap::Field { name: name.to_owned() }),
                },
            };
            match (theirs, meaning) {
                ("", _) => return Err(BadFieldMap::Entry(entry.to_owned())),
                ("*", Meaning::Ignored) => map.ignores_the_rest = true,
                (name, meaning) => {
                    if map.named.insert(name.to_owned(), meaning).is_some() {
                        return Err(BadFieldMap::Twice(name.to_owned()));
                    }
                }
            }
        }
        Ok(map)
    }
}

impl FieldMap {
    /// Whether the person said what a name stands for.
    pub(super) fn names(&self, name: &str) -> bool {
        self.named.contains_key(name)
    }

    /// Whether columns of these names make a table of statements: one is the speaker, one the text.
    pub(in crate::corpus) fn finds_statements_in<'n>(&self, columns: &(impl Iterator<Item = &'n str> + Clone)) -> bool {
        let mut wanted = [Field::Speaker, Field::Text].into_iter();
        wanted.all(|field| columns.clone().any(|column| self.meaning(column) == Meaning::Field(field)))
    }

    /// What a name stands for: what the person said comes before our own names.
    pub(super) fn meaning(&self, name: &str) -> Meaning {
        if !self.named.is_empty()
            && let Some(meaning) = self.named.get(name)
        {
            return *meaning;
        }
        match Field::named(name) {
            Some(field) => Meaning::Field(field),
            None if self.ignores_the_rest => Meaning::Ignored,
            None => Meaning::Unknown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_map_renames_and_ignores() {
        let map: FieldMap = "text=quoteText, context=text,=lang".parse().expect("a map");
        assert_eq!(map.meaning("quoteText"), Meaning::Field(Field::Text));
        assert_eq!(map.meaning("text"), Meaning::Field(Field::Context));
        assert_eq!(map.meaning("lang"), Meaning::Ignored);
        assert_eq!(map.meaning("speaker"), Meaning::Field(Field::Speaker));
        assert_eq!(map.meaning("score"), Meaning::Unknown);
        let map: FieldMap = "=*".parse().expect("a map");
        assert_eq!(map.meaning("score"), Meaning::Ignored);
        assert_eq!(map.meaning("text"), Meaning::Field(Field::Text));
    }

    #[test]
    fn a_map_that_cannot_be_understood_is_told() {
        let cases = [
            ("text", "`text` is not FIELD=NAME; write `=NAME` to ignore a field, `=*` to ignore all others"),
            ("text=", "`text=` is not FIELD=NAME; write `=NAME` to ignore a field, `=*` to ignore all others"),
            ("text=a,context=a", "`a` stands there twice"),
        ];
        for (text, wanted) in cases {
            assert_eq!(text.parse::<FieldMap>().expect_err("bad").to_string(), wanted);
        }
        let error = "speakr=a".parse::<FieldMap>().expect_err("bad").to_string();
        assert!(error.contains("did you mean `speaker`?"), "{error}");
    }
}
