//! What a corpus is made of.
//!
//! Speakers, sessions and sources are few and hold their texts themselves. Statements and
//! wordings may be millions: they are small records that point into shared tables, read
//! through [`Statement`](super::Statement) and [`Wording`](super::Wording).

use super::date::PartialDate;
use super::id_lists::ListRef;
use super::ids::{SessionId, SourceId, SpeakerId, StatementId, TopicId, WordingId};
use super::kind::{Fidelity, Kind, PassageKind, ReviewState};
use super::text_store::TextRef;

/// A person or a body that statements are attributed to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Speaker {
    /// The id in the file.
    pub key: String,
    /// The full name.
    pub name: String,
    /// Office or function.
    pub role: Option<String>,
    /// Country, organisation or party.
    pub affiliation: Option<String>,
    /// Other names it is known by.
    pub aliases: Vec<String>,
    /// A body (a delegation, a ministry), not a person.
    pub body: bool,
    /// The editor's remarks.
    pub notes: Option<String>,
}

/// An event at which statements were made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Session {
    /// The id in the file.
    pub key: String,
    /// What it was.
    pub title: String,
    /// When.
    pub date: Option<PartialDate>,
    /// Where.
    pub place: Option<String>,
    /// Who took part.
    pub participants: Vec<SpeakerId>,
    /// What happened, in the editor's words.
    pub summary: Option<String>,
    /// Addresses where these facts were found.
    pub references: Vec<String>,
    /// The editor's remarks.
    pub notes: Option<String>,
}

impl Session {
    /// "NATO–Russia Council, Brussels, 12 January 2022"
    #[must_use]
    pub fn in_words(&self) -> String {
        facts([Some(self.title.clone()), self.place.clone(), self.date.map(PartialDate::in_words)])
    }
}

/// A document that carries words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// The id in the file.
    pub key: String,
    /// Its title.
    pub title: String,
    /// Who published it.
    pub publisher: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// When it was published.
    pub date: Option<PartialDate>,
    /// Its exact address.
    pub url: Option<String>,
    /// Its language, as a BCP 47 tag.
    pub language: Option<String>,
    /// How near it is to the spoken words.
    pub fidelity: Option<Fidelity>,
    /// Whether somebody read the words there, where the file says it; [`Source::is_verified`]
    /// tells what holds.
    pub verified: Option<bool>,
    /// When somebody last looked.
    pub checked_at: Option<PartialDate>,
    /// The terms it is published under.
    pub licence: Option<String>,
    /// The editor's remarks.
    pub notes: Option<String>,
    /// Its paragraphs, as far as the corpus holds them.
    pub passages: Vec<Passage>,
}

impl Source {
    /// Whether somebody read the words there: without an address nobody can look again, and
    /// with one somebody did, unless the file says otherwise.
    #[must_use]
    pub fn is_verified(&self) -> bool {
        self.url.is_some() && self.verified.unwrap_or(true)
    }

    /// "Sherman: NATO in complete unity, The Hill, 12 January 2022"
    #[must_use]
    pub fn in_words(&self) -> String {
        facts([Some(self.title.clone()), self.publisher.clone(), self.date.map(PartialDate::in_words)])
    }
}

/// What is known of these, with commas between.
fn facts(facts: [Option<String>; 3]) -> String {
    facts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// A paragraph of a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// What it is of the source.
    pub is: PassageKind,
    /// Its text.
    pub text: String,
    /// Where it stands in the source: a page, a paragraph, a time.
    pub locator: Option<String>,
}

/// A judgement on an attribution that was made by a program.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Review {
    /// How sure the program was, from 0 to 1.
    pub confidence: Option<f32>,
    /// Who else it may have been.
    pub candidates: Vec<SpeakerId>,
    /// What a person has said to it.
    pub state: ReviewState,
}

/// Where a statement stands in the files the corpus was read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Index into [`Corpus::files`](super::Corpus::files).
    pub file: u16,
    /// Line, from 1.
    pub line: u32,
}

impl Position {
    /// A line, from 1, of the file with this index.
    pub(super) fn new(file: usize, line: usize) -> Self {
        Self { file: u16::try_from(file).unwrap_or(u16::MAX), line: u32::try_from(line).unwrap_or(u32::MAX) }
    }
}

/// A statement as it is kept.
#[derive(Clone, Debug)]
pub(super) struct StatementRecord {
    pub(super) key: TextRef,
    pub(super) speakers: ListRef<SpeakerId>,
    pub(super) via: ListRef<SpeakerId>,
    pub(super) topics: ListRef<TopicId>,
    pub(super) session: Option<SessionId>,
    pub(super) date: Option<PartialDate>,
    pub(super) first_wording: WordingId,
    pub(super) position: Position,
    pub(super) wording_count: u32,
    /// Offset of the primary wording from the first.
    pub(super) primary: u32,
    pub(super) kind: Kind,
    /// What few statements have.
    pub(super) more: Option<Box<StatementExtras>>,
}

/// What few statements have.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct StatementExtras {
    pub(super) also_in: Vec<SessionId>,
    pub(super) setting: Option<String>,
    pub(super) part_of: Option<StatementId>,
    pub(super) see_also: Vec<StatementId>,
    pub(super) notes: Option<String>,
    pub(super) review: Option<Review>,
}

/// A wording as it is kept.
#[derive(Clone, Debug)]
pub(super) struct WordingRecord {
    pub(super) text: TextRef,
    pub(super) source: Option<SourceId>,
    /// What few wordings have.
    pub(super) more: Option<Box<WordingExtras>>,
}

/// What few wordings have; a field that is set here overrides the statement's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct WordingExtras {
    pub(super) frame: Option<String>,
    pub(super) locator: Option<String>,
    pub(super) by_editor: bool,
    pub(super) speakers: Option<Vec<SpeakerId>>,
    pub(super) via: Option<Vec<SpeakerId>>,
    pub(super) session: Option<SessionId>,
    pub(super) date: Option<PartialDate>,
    pub(super) kind: Option<Kind>,
    pub(super) verified: Option<bool>,
    pub(super) checked_at: Option<PartialDate>,
    pub(super) notes: Option<String>,
}
