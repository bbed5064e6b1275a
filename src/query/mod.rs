//! The query language: what a person types to find statements.
//!
//! `docs/query.md` describes it. Every part keeps the bytes of the query it stands at, so
//! that a problem can be marked where it is and completion knows what is being typed.

mod completion;
mod lexer;
mod parser;

use std::fmt;

use thiserror::Error;

use crate::corpus::{Fidelity, Kind, PartialDate};
use crate::text::ByteSpan;

pub use completion::{Incomplete, Part, closed_values, incomplete};
pub use parser::parse;

/// A query: all clauses must hold. The default query holds for everything.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query {
    /// Its clauses, in the order they were typed.
    pub clauses: Vec<Clause>,
}

impl Query {
    /// Whether it asks for words, and so ranks what it finds.
    #[must_use]
    pub fn has_words(&self) -> bool {
        self.clauses
            .iter()
            .flat_map(|clause| &clause.alternatives)
            .any(|alternative| !alternative.negated && !matches!(alternative.term, Term::Field(_)))
    }

    /// Whether what it finds depends on what is bookmarked.
    #[must_use]
    pub fn asks_for_bookmarks(&self) -> bool {
        let mut alternatives = self.clauses.iter().flat_map(|clause| &clause.alternatives);
        alternatives.any(|alternative| alternative.term == Term::BOOKMARKED)
    }

    /// Where it says that only what is bookmarked is wanted, if it does.
    #[must_use]
    pub fn bookmarks_only(&self) -> Option<ByteSpan> {
        self.place_of(&Term::BOOKMARKED)
    }

    /// Where it asks for this, with no alternative to it, if it does.
    #[must_use]
    pub fn place_of(&self, wanted: &Term) -> Option<ByteSpan> {
        self.clauses.iter().find_map(|clause| match clause.alternatives.as_slice() {
            [Alternative { negated: false, term, span }] if term == wanted => Some(*span),
            _ => None,
        })
    }
}

/// One condition of a query: any of its alternatives must hold.
#[derive(Clone, Debug, PartialEq)]
pub struct Clause {
    /// `a | b` has two.
    pub alternatives: Vec<Alternative>,
}

/// One side of a `|`.
#[derive(Clone, Debug, PartialEq)]
pub struct Alternative {
    /// Whether it was typed with a `-` before it.
    pub negated: bool,
    /// What must, or must not, be there.
    pub term: Term,
    /// Where it stands in the query.
    pub span: ByteSpan,
}

/// What a query can ask for.
#[derive(Clone, Debug, PartialEq)]
pub enum Term {
    /// A word; it matches fuzzily.
    Word {
        /// Folded for search.
        form: String,
        /// Nothing stands behind it yet: it may be going on.
        being_typed: bool,
    },
    /// Words in a row, folded for search; they match exactly.
    Phrase(Vec<String>),
    /// Words that a text starts with; the last may be the beginning of one.
    Start(Vec<String>),
    /// A value of a field.
    Field(FieldTerm),
}

impl Term {
    /// `is:bookmarked`
    pub const BOOKMARKED: Self = Self::Field(FieldTerm::Is(Property::Bookmarked));
}

/// A field with the value wanted.
#[derive(Clone, Debug, PartialEq)]
pub enum FieldTerm {
    /// A name, given by its words, folded for search.
    Name(NameField, Vec<String>),
    /// `kind:`
    Kind(Kind),
    /// `fidelity:`
    Fidelity(Fidelity),
    /// `date:`
    Date(DateRange),
    /// `is:`
    Is(Property),
}

/// Fields whose value is a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameField {
    /// Who said it.
    Speaker,
    /// Who reported it.
    Via,
    /// The session it was said in.
    Session,
    /// A topic.
    Topic,
    /// A source of one of its wordings.
    Source,
    /// Where the session was held.
    Place,
}

/// The fields of the language, as they are typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// A field whose value is a name.
    Name(NameField),
    /// `kind:`
    Kind,
    /// `fidelity:`
    Fidelity,
    /// `date:`
    Date,
    /// `is:`
    Is,
}

impl Field {
    /// All fields, with the word before the colon.
    pub const ALL: &'static [(&'static str, Self)] = &[
        ("speaker", Self::Name(NameField::Speaker)),
        ("via", Self::Name(NameField::Via)),
        ("session", Self::Name(NameField::Session)),
        ("topic", Self::Name(NameField::Topic)),
        ("kind", Self::Kind),
        ("source", Self::Name(NameField::Source)),
        ("fidelity", Self::Fidelity),
        ("place", Self::Name(NameField::Place)),
        ("date", Self::Date),
        ("is", Self::Is),
    ];
}

/// A stretch of time; either end may be open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateRange {
    /// Not before the first day of this.
    pub from: Option<PartialDate>,
    /// Not after the last day of this.
    pub to: Option<PartialDate>,
    /// Later than the last day of this.
    pub after: Option<PartialDate>,
    /// Earlier than the first day of this.
    pub before: Option<PartialDate>,
}

impl DateRange {
    /// Whether a date lies in the range. A date that is only a month or a year lies in it
    /// if any of its days does.
    #[must_use]
    pub fn holds(self, date: PartialDate) -> bool {
        self.from.is_none_or(|from| date.last_day() >= from.first_day())
            && self.to.is_none_or(|to| date.first_day() <= to.last_day())
            && self.after.is_none_or(|after| date.last_day() > after.last_day())
            && self.before.is_none_or(|before| date.first_day() < before.first_day())
    }
}

/// What `is:` can ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Property {
    /// The shown words were not read at an address.
    Unverified,
    /// The words are the editor's summary.
    Paraphrase,
    /// The speaker is not known.
    Unattributed,
    /// It was said in no session.
    Sessionless,
    /// A program attributed it, and nobody has judged that yet.
    Unreviewed,
    /// The person bookmarked it.
    Bookmarked,
}

impl Property {
    /// All properties, with their names.
    pub const ALL: &'static [(&'static str, Self)] = &[
        ("unverified", Self::Unverified),
        ("paraphrase", Self::Paraphrase),
        ("unattributed", Self::Unattributed),
        ("sessionless", Self::Sessionless),
        ("unreviewed", Self::Unreviewed),
        ("bookmarked", Self::Bookmarked),
    ];
}

/// A query cannot be understood.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub struct QueryError {
    /// What is wrong.
    pub message: String,
    /// What may be meant, or what there is to choose from.
    pub help: String,
    /// Where in the query, in bytes.
    pub span: ByteSpan,
}

impl fmt::Display for QueryError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}; {}", self.message, self.help)
    }
}
