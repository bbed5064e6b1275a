//! A layout of the user's own: `{text} — {speaker}, {session.date}`.

use std::fmt;
use std::io::{self, Write};
use std::str::FromStr;

use thiserror::Error;

use super::Exporter;
use super::entry::Entry;
use super::words::in_one_line;
use crate::corpus::PartialDate;
use crate::diagnostic::closest;
use crate::text::ByteSpan;

/// A name that can stand in a template, and what it gives. What is not known is empty.
struct Name {
    written: &'static str,
    tells: Tells,
    value: fn(Entry<'_>) -> String,
}

/// What a name gives.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tells {
    /// The words of the statement.
    Words,
    /// What they are worth.
    Badge,
    Else,
}

const fn name(written: &'static str, value: fn(Entry<'_>) -> String) -> Name {
    Name { written, tells: Tells::Else, value }
}

const fn words(written: &'static str, value: fn(Entry<'_>) -> String) -> Name {
    Name { written, tells: Tells::Words, value }
}

const fn badge(written: &'static str, value: fn(Entry<'_>) -> String) -> Name {
    Name { written, tells: Tells::Badge, value }
}

/// A text that may not be there.
fn or_empty(text: Option<&str>) -> String {
    text.unwrap_or_default().to_owned()
}

fn date(date: Option<PartialDate>) -> String {
    date.map_or_else(String::new, |date| date.to_string())
}

/// All names, in the order in which people are told them.
#[allow(clippy::redundant_closure_for_method_calls, reason = "a method has one lifetime, the table any")]
const NAMES: &[Name] = &[
    name("id", |entry| entry.statement().key().to_owned()),
    words("text", |entry| entry.words().into_owned()),
    words("quote", |entry| entry.quote()),
    name("speaker", |entry| entry.speaker_names()),
    name("speaker.role", |entry| joined(entry.speakers().filter_map(|speaker| speaker.role.as_deref()))),
    name("speaker.affiliation", |entry| joined(entry.speakers().filter_map(|speaker| speaker.affiliation.as_deref()))),
    name("via", |entry| entry.reporter_names().unwrap_or_default()),
    name("attribution", |entry| entry.attribution()),
    name("session", |entry| or_empty(entry.session().map(|session| &*session.title))),
    name("session.date", |entry| date(entry.session().and_then(|session| session.date))),
    name("session.place", |entry| or_empty(entry.session().and_then(|session| session.place.as_deref()))),
    name("date", |entry| date(entry.wording().date())),
    name("date.words", |entry| entry.wording().date().map_or_else(String::new, PartialDate::in_words)),
    name("setting", |entry| or_empty(entry.wording().setting())),
    name("occasion", |entry| entry.occasion().unwrap_or_default()),
    name("topics", |entry| entry.topics().join(", ")),
    name("source", |entry| or_empty(entry.source().map(|source| &*source.title))),
    name("source.publisher", |entry| or_empty(entry.source().and_then(|source| source.publisher.as_deref()))),
    name("source.author", |entry| or_empty(entry.source().and_then(|source| source.author.as_deref()))),
    name("source.date", |entry| date(entry.source().and_then(|source| source.date))),
    name("source.url", |entry| or_empty(entry.source().and_then(|source| source.url.as_deref()))),
    name("source.language", |entry| or_empty(entry.source().and_then(|source| source.language.as_deref()))),
    name("locator", |entry| or_empty(entry.wording().locator())),
    name("notes", |entry| or_empty(entry.statement().notes())),
    name("kind", |entry| entry.wording().kind().name().to_owned()),
    name("badge", |entry| entry.wording().badge().to_string()),
    badge("status", |entry| entry.status()),
    badge("caveats", |entry| entry.caveats().join("; ")),
    badge("citation", |entry| entry.citation()),
];

fn joined<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    texts.collect::<Vec<_>>().join(", ")
}

/// All names that can stand in a template, for people.
#[must_use]
pub(crate) fn all_names() -> String {
    joined(NAMES.iter().map(|name| name.written))
}

/// A template, understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    pieces: Vec<Piece>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Text(String),
    /// Index into [`NAMES`].
    Name(usize),
}

/// A template cannot be understood; every kind says where.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum BadTemplate {
    /// A name that there is not.
    #[error("there is no `{{{name}}}`{}; there are {}", did_you_mean(name), all_names())]
    UnknownName {
        /// Which.
        name: String,
        /// Where, in bytes of the template.
        span: ByteSpan,
    },
    /// A `{` with no `}` after it.
    #[error("this `{{` is never closed; write `{{{{` for the sign itself")]
    NeverClosed {
        /// Where.
        span: ByteSpan,
    },
    /// A `}` with no `{` before it.
    #[error("this `}}` closes nothing; write `}}}}` for the sign itself")]
    NeverOpened {
        /// Where.
        span: ByteSpan,
    },
    /// A `\` before something that it does not change.
    #[error("`\\` stands before `n` (a line break), `t` (a tab) or another `\\`")]
    UnknownEscape {
        /// Where.
        span: ByteSpan,
    },
}

impl BadTemplate {
    /// Where, in bytes of the template.
    #[must_use]
    pub const fn span(&self) -> ByteSpan {
        match self {
            Self::UnknownName { span, .. }
            | Self::NeverClosed { span }
            | Self::NeverOpened { span }
            | Self::UnknownEscape { span } => *span,
        }
    }
}

fn did_you_mean(name: &str) -> String {
    closest(name, NAMES.iter().map(|name| name.written))
        .map_or_else(String::new, |meant| format!(" (did you mean `{{{meant}}}`?)"))
}

impl FromStr for Template {
    type Err = BadTemplate;

    fn from_str(template: &str) -> Result<Self, BadTemplate> {
        let mut pieces = Vec::new();
        let mut text = String::new();
        let mut at = 0;
        while let Some(character) = template[at..].chars().next() {
            let rest = &template[at + character.len_utf8()..];
            let here = |len: usize| ByteSpan::new(at, at + len);
            match (character, rest.chars().next()) {
                ('{', Some('{')) | ('}', Some('}')) | ('\\', Some('\\')) => {
                    text.push(character);
                    at += 2;
                }
                ('{', _) => {
                    let length = rest.find('}').ok_or(BadTemplate::NeverClosed { span: here(1) })?;
                    let name = &rest[..length];
                    let index = NAMES.iter().position(|known| known.written == name.trim());
                    let unknown = || BadTemplate::UnknownName { name: name.to_owned(), span: here(length + 2) };
                    if !text.is_empty() {
                        pieces.push(Piece::Text(std::mem::take(&mut text)));
                    }
                    pieces.push(Piece::Name(index.ok_or_else(unknown)?));
                    at += length + 2;
                }
                ('}', _) => return Err(BadTemplate::NeverOpened { span: here(1) }),
                ('\\', Some(escape @ ('n' | 't'))) => {
                    text.push(if escape == 'n' { '\n' } else { '\t' });
                    at += 2;
                }
                ('\\', _) => return Err(BadTemplate::UnknownEscape { span: here(1) }),
                (other, _) => {
                    text.push(other);
                    at += other.len_utf8();
                }
            }
        }
        if !text.is_empty() {
            pieces.push(Piece::Text(text));
        }
        Ok(Self { pieces })
    }
}

impl Template {
    /// Whether it lays out words without saying what they are worth.
    pub(super) fn hides_badges(&self) -> bool {
        let has = |wanted: Tells| {
            self.pieces.iter().any(|piece| matches!(piece, Piece::Name(index) if NAMES[*index].tells == wanted))
        };
        has(Tells::Words) && !has(Tells::Badge)
    }

    fn filled(&self, entry: Entry<'_>) -> String {
        // A name stands in one line, and steers no terminal.
        let piece = |piece: &Piece| match piece {
            Piece::Text(text) => text.clone(),
            Piece::Name(index) => in_one_line(&(NAMES[*index].value)(entry)),
        };
        self.pieces.iter().map(piece).collect()
    }
}

impl fmt::Display for Template {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for piece in &self.pieces {
            match piece {
                Piece::Name(index) => write!(formatter, "{{{}}}", NAMES[*index].written)?,
                Piece::Text(text) => {
                    for character in text.chars() {
                        match character {
                            '{' | '}' | '\\' => write!(formatter, "{character}{character}")?,
                            '\n' => formatter.write_str("\\n")?,
                            '\t' => formatter.write_str("\\t")?,
                            other => write!(formatter, "{other}")?,
                        }
                    }
                }
            }
        }
        Ok(())
    }
}

pub(super) struct Templated<'a> {
    pub(super) template: &'a Template,
}

impl Exporter<'_> for Templated<'_> {
    fn statement(&mut self, entry: Entry<'_>, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{}", self.template.filled(entry))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_is_text_with_names_in_it() {
        let template: Template = "{{{text}}}\\t— {speaker}".parse().expect("a template");
        let index = |wanted: &str| NAMES.iter().position(|name| name.written == wanted).expect("a name");
        assert_eq!(
            template.pieces,
            [
                Piece::Text("{".to_owned()),
                Piece::Name(index("text")),
                Piece::Text("}\t— ".to_owned()),
                Piece::Name(index("speaker"))
            ]
        );
        let hides = |template: &str| template.parse::<Template>().expect("a template").hides_badges();
        assert!(hides("{text} — {speaker} ({badge})") && !hides("{text} ({status})") && !hides("{id}"));
    }

    #[test]
    fn what_cannot_be_understood_is_told_with_its_place() {
        let cases = [
            ("say {txt}", "there is no `{txt}` (did you mean `{text}`?)", 4..9),
            ("{text", "this `{` is never closed", 0..1),
            ("text}", "this `}` closes nothing", 4..5),
            ("é\\x", "`\\` stands before `n`", 2..3),
        ];
        for (text, wanted, at) in cases {
            let error = text.parse::<Template>().expect_err("bad");
            assert!(error.to_string().starts_with(wanted), "{error}");
            assert_eq!(error.span().range(), at, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_a_template_or_is_told_why_not(text in "[{}\\\\a-z.é]{0,20}") {
            match text.parse::<Template>() {
                Err(error) => proptest::prop_assert!(text.get(error.span().range()).is_some()),
                Ok(template) => proptest::prop_assert_eq!(template.to_string().parse(), Ok(template)),
            }
        }
    }
}
