//! A corpus as it is written: the fields of the format, as types.
//!
//! These types are what is written out as YAML and as tagged lines, and what the JSON Schema
//! of `quotes.yaml` is made from. Reading is done field by field instead
//! (`read_fields`), so that all problems can be told; tests hold both
//! together.

use std::borrow::Cow;

use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use schemars::{JsonSchema, Schema};
use serde::Serialize;

pub use super::detached::Detach;
pub use super::written_fields::{ById, Id, Names, Texts};

use super::date::PartialDate;
use super::kind::{Fidelity, Kind, PassageKind, ReviewState};
use super::written_fields::{Confidence, Frame, Words, texts_are_scalars};

/// A text of a corpus, borrowed where it stands in one.
pub type Text<'a> = Cow<'a, str>;

/// The fields of a document, in the order in which people write them.
pub const DOCUMENT_FIELDS: [&str; 6] = ["title", "notes", "speakers", "sessions", "sources", "statements"];

/// A corpus: who said what, where, and who has the words.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, title = "A corpus of onrecord")]
pub struct WrittenCorpus<'a> {
    /// What the corpus calls itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<Text<'a>>,
    /// The editor's remarks on the whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notes: Option<Text<'a>>,
    /// The people and bodies that statements are attributed to, by id.
    #[serde(default, skip_serializing_if = "ById::is_empty")]
    pub speakers: ById<'a, WrittenSpeaker<'a>>,
    /// The events at which statements were made, by id.
    #[serde(default, skip_serializing_if = "ById::is_empty")]
    pub sessions: ById<'a, WrittenSession<'a>>,
    /// The documents that carry the words, by id.
    #[serde(default, skip_serializing_if = "ById::is_empty")]
    pub sources: ById<'a, WrittenSource<'a>>,
    /// Who said what.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(with = "Option<Vec<WrittenStatement<'a>>>")]
    pub statements: Vec<WrittenStatement<'a>>,
}

/// A person or a body that statements are attributed to.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, rename = "Speaker")]
pub struct WrittenSpeaker<'a> {
    /// The full name.
    pub name: Text<'a>,
    /// Office or function.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<Text<'a>>,
    /// Country, organisation or party.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub affiliation: Option<Text<'a>>,
    /// Other names; a search finds them too.
    #[serde(default, skip_serializing_if = "Texts::is_empty")]
    pub aliases: Texts<'a>,
    /// Whether it is a body (a delegation, a ministry), not a person.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[schemars(with = "Option<bool>")]
    pub body: bool,
    /// The editor's remarks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notes: Option<Text<'a>>,
}

/// An event at which statements were made.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, rename = "Session")]
pub struct WrittenSession<'a> {
    /// What it was.
    pub title: Text<'a>,
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<PartialDate>,
    /// Where.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<Text<'a>>,
    /// Who took part: ids of speakers.
    #[serde(default, skip_serializing_if = "Texts::is_empty")]
    pub participants: Texts<'a>,
    /// What happened, in the editor's words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summary: Option<Text<'a>>,
    /// Addresses where these facts were found.
    #[serde(default, skip_serializing_if = "Texts::is_empty")]
    pub references: Texts<'a>,
    /// The editor's remarks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notes: Option<Text<'a>>,
}

/// A document that carries words.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, rename = "Source")]
pub struct WrittenSource<'a> {
    /// Its title.
    pub title: Text<'a>,
    /// Who published it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publisher: Option<Text<'a>>,
    /// Who wrote it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author: Option<Text<'a>>,
    /// When it was published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<PartialDate>,
    /// Its exact address; without one its words count as unverified.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<Text<'a>>,
    /// Its language, as a tag: en, de-AT.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<Text<'a>>,
    /// How near it is to the spoken words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fidelity: Option<Fidelity>,
    /// Whether somebody read the words there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verified: Option<bool>,
    /// When somebody last looked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub checked_at: Option<PartialDate>,
    /// The terms it is published under.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub licence: Option<Text<'a>>,
    /// The editor's remarks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notes: Option<Text<'a>>,
    /// Its paragraphs, as far as the corpus holds them. The words of each of its wordings must
    /// stand in them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(with = "Option<Vec<WrittenPassage<'a>>>")]
    pub passages: Vec<WrittenPassage<'a>>,
}

/// A paragraph of a source.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, rename = "Passage")]
pub struct WrittenPassage<'a> {
    /// A whole paragraph, a part of one as it stands in the source (this holds if nothing is
    /// said), or the editor's own words around the quoted ones.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is: Option<PassageKind>,
    /// The paragraph.
    pub text: Text<'a>,
    /// Where it stands in the source: a page, a paragraph, a time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locator: Option<Text<'a>>,
}

/// One attributed utterance: who said it, and its wordings; or, where there is only one
/// wording, its text.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, extend("oneOf" = two_forms()), rename = "Statement")]
pub struct WrittenStatement<'a> {
    /// Its name in the corpus.
    pub id: Id<'a>,
    /// Who said it: ids of speakers, or `unattributed` where nobody knows.
    pub speaker: Names<'a>,
    /// Who reported it, the nearest reporter last: ids of speakers.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<Texts<'a>>")]
    pub via: Option<Names<'a>>,
    /// Where it was said: the id of a session.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<Text<'a>>")]
    pub session: Option<Id<'a>>,
    /// Where it was said again: ids of sessions.
    #[serde(default, skip_serializing_if = "Texts::is_empty")]
    pub also_in: Texts<'a>,
    /// When it was said; without it, the session's date holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<PartialDate>,
    /// The occasion within the session: a press conference, an interview.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub setting: Option<Text<'a>>,
    /// How it gives the speaker's words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    /// Short subject tags.
    #[serde(default, skip_serializing_if = "Texts::is_empty")]
    pub topics: Texts<'a>,
    /// The longer statement it is taken from: its id.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<Text<'a>>")]
    pub part_of: Option<Id<'a>>,
    /// Statements worth reading beside it: their ids.
    #[serde(default, skip_serializing_if = "Texts::is_empty")]
    pub see_also: Texts<'a>,
    /// The editor's remarks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notes: Option<Text<'a>>,
    /// The judgement on an attribution that a program made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub review: Option<WrittenReview<'a>>,
    /// The source of the only wording.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<Text<'a>>")]
    pub source: Option<Id<'a>>,
    /// Where the words stand in the source.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locator: Option<Text<'a>>,
    /// The words of the only wording. […] marks what is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Words")]
    pub text: Option<Text<'a>>,
    /// The editor's sentence around the words; {} is their place.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<Frame>")]
    pub frame: Option<Text<'a>>,
    /// Whose summary it is, where it is a paraphrase.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<By>,
    /// Whether somebody read the words at the source; overrides what the source says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verified: Option<bool>,
    /// When somebody last looked; overrides what the source says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub checked_at: Option<PartialDate>,
    /// Its text as each source has it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(min = 1))]
    pub wordings: Vec<WrittenWording<'a>>,
}

/// The text of a statement as one source has it.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, rename = "Wording")]
pub struct WrittenWording<'a> {
    /// The id of the source that has it so.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<Text<'a>>")]
    pub source: Option<Id<'a>>,
    /// Where the words stand in the source: a page, a paragraph, a time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locator: Option<Text<'a>>,
    /// The words. […] marks what is left out.
    #[schemars(with = "Words")]
    pub text: Text<'a>,
    /// The editor's sentence around the words; {} is their place.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<Frame>")]
    pub frame: Option<Text<'a>>,
    /// Whose summary it is, where it is a paraphrase.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<By>,
    /// Overrides the statement's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Names<'a>")]
    pub speaker: Option<Names<'a>>,
    /// Overrides the statement's.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<Texts<'a>>")]
    pub via: Option<Names<'a>>,
    /// Overrides the statement's.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<Text<'a>>")]
    pub session: Option<Id<'a>>,
    /// Overrides the statement's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<PartialDate>,
    /// Overrides the statement's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    /// Overrides the source's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verified: Option<bool>,
    /// Overrides the source's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub checked_at: Option<PartialDate>,
    /// The editor's remarks on this wording.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notes: Option<Text<'a>>,
}

/// The judgement on an attribution that a program made.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, rename = "Review")]
pub struct WrittenReview<'a> {
    /// What a person has said to it; `open` if nothing is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<ReviewState>,
    /// How sure the program was, from 0 to 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<Confidence>")]
    pub confidence: Option<f32>,
    /// Who else it may have been: ids of speakers.
    #[serde(default, skip_serializing_if = "Texts::is_empty")]
    pub candidates: Texts<'a>,
}

/// Whose words a paraphrase is in.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum By {
    /// The editor's summary, nobody's words.
    Editor,
}

/// The fields of a wording that its statement has instead, where it is the only one.
pub(super) const OF_ONLY_WORDING: [&str; 7] = ["text", "source", "frame", "locator", "by", "verified", "checked_at"];

/// A statement has its words itself, or in wordings; beside these it has nothing that belongs into them.
fn two_forms() -> serde_json::Value {
    let with = |name: &str| serde_json::json!({ "required": [name] });
    serde_json::json!([
        { "required": ["text"], "not": with("wordings") },
        { "required": ["wordings"], "not": { "anyOf": OF_ONLY_WORDING.map(with) } },
    ])
}

/// The JSON Schema of a corpus file, for editors and for programs. It says of a file what reading it says, but
/// for where ids lead and what stands in passages.
#[must_use]
pub fn schema() -> Schema {
    let settings = SchemaSettings::draft2020_12().with_transform(RecursiveTransform(texts_are_scalars));
    settings.into_generator().into_root_schema_for::<WrittenCorpus<'_>>()
}
