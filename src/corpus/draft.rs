//! What a file says, after reading and before its ids are resolved.
//!
//! The fields of a document or of a tagged line become drafts ([`super::read_fields`]); a
//! corpus is made of them by [`super::assembly`]. Ids in a draft are still text, with the
//! bytes of the file they stand at.

use std::borrow::Cow;

use crate::text::ByteSpan;
use crate::yaml::Located;

use super::date::PartialDate;
use super::kind::{Fidelity, Kind, ReviewState};
use super::model::Passage;

/// What a file has besides statements.
#[derive(Debug, Default)]
pub(super) struct FileDraft {
    /// One in a document; any number in a file of lines.
    pub(super) titles: Vec<String>,
    pub(super) notes: Vec<String>,
    pub(super) speakers: Vec<Entry<SpeakerDraft>>,
    pub(super) sessions: Vec<Entry<SessionDraft>>,
    pub(super) sources: Vec<Entry<SourceDraft>>,
}

impl FileDraft {
    /// Adds what another part of the file says.
    pub(super) fn append(&mut self, mut other: Self) {
        self.titles.append(&mut other.titles);
        self.notes.append(&mut other.notes);
        self.speakers.append(&mut other.speakers);
        self.sessions.append(&mut other.sessions);
        self.sources.append(&mut other.sources);
    }
}

/// A thing with its id.
#[derive(Debug)]
pub(super) struct Entry<T> {
    pub(super) id: Located<String>,
    pub(super) value: T,
}

/// An id of something, as it is written.
pub(super) type Reference<'t> = Located<Cow<'t, str>>;

#[derive(Debug)]
pub(super) struct SpeakerDraft {
    pub(super) name: String,
    pub(super) role: Option<String>,
    pub(super) affiliation: Option<String>,
    pub(super) aliases: Vec<Located<String>>,
    pub(super) body: bool,
    pub(super) notes: Option<String>,
}

#[derive(Debug)]
pub(super) struct SessionDraft {
    pub(super) title: String,
    pub(super) date: Option<PartialDate>,
    pub(super) place: Option<String>,
    pub(super) participants: Vec<Reference<'static>>,
    pub(super) summary: Option<String>,
    pub(super) references: Vec<String>,
    pub(super) notes: Option<String>,
}

#[derive(Debug)]
pub(super) struct SourceDraft {
    pub(super) title: String,
    pub(super) publisher: Option<String>,
    pub(super) author: Option<String>,
    pub(super) date: Option<PartialDate>,
    pub(super) url: Option<String>,
    pub(super) language: Option<String>,
    pub(super) fidelity: Option<Fidelity>,
    pub(super) verified: Option<bool>,
    pub(super) checked_at: Option<PartialDate>,
    pub(super) licence: Option<String>,
    pub(super) notes: Option<String>,
    pub(super) passages: Vec<Passage>,
}

/// A statement. There may be many, so what need not be is not copied out of the file.
#[derive(Debug)]
pub(super) struct StatementDraft<'t> {
    /// Empty where it is missing.
    pub(super) id: Reference<'t>,
    /// Ids of speakers; empty for an unattributed statement.
    pub(super) speakers: Vec<Reference<'t>>,
    pub(super) via: Vec<Reference<'t>>,
    pub(super) session: Option<Reference<'t>>,
    pub(super) also_in: Vec<Reference<'t>>,
    pub(super) date: Option<PartialDate>,
    pub(super) setting: Option<Cow<'t, str>>,
    /// Where it is not said, the wordings tell (see [`StatementDraft::kind_or_told`]).
    pub(super) kind: Option<Kind>,
    pub(super) topics: Vec<Cow<'t, str>>,
    pub(super) part_of: Option<Reference<'t>>,
    pub(super) see_also: Vec<Reference<'t>>,
    pub(super) notes: Option<Cow<'t, str>>,
    pub(super) review: Option<ReviewDraft<'t>>,
    pub(super) wordings: Vec<WordingDraft<'t>>,
}

impl StatementDraft<'_> {
    /// The kind as written; else `fragment` where a frame stands around the words,
    /// `indirect` where there are only paraphrases, `direct` otherwise.
    pub(super) fn kind_or_told(&self) -> Kind {
        self.kind.unwrap_or_else(|| {
            if self.wordings.iter().any(|wording| wording.frame.is_some()) {
                Kind::Fragment
            } else if !self.wordings.is_empty() && self.wordings.iter().all(|wording| wording.by_editor) {
                Kind::Indirect
            } else {
                Kind::Direct
            }
        })
    }
}

#[derive(Debug)]
pub(super) struct ReviewDraft<'t> {
    pub(super) confidence: Option<f32>,
    pub(super) candidates: Vec<Reference<'t>>,
    pub(super) state: ReviewState,
}

#[derive(Debug)]
pub(super) struct WordingDraft<'t> {
    pub(super) text: Located<Cow<'t, str>>,
    pub(super) source: Option<Reference<'t>>,
    pub(super) frame: Option<Cow<'t, str>>,
    pub(super) locator: Option<Cow<'t, str>>,
    pub(super) by_editor: bool,
    pub(super) speakers: Option<Vec<Reference<'t>>>,
    pub(super) via: Option<Vec<Reference<'t>>>,
    pub(super) session: Option<Reference<'t>>,
    pub(super) date: Option<PartialDate>,
    pub(super) kind: Option<Kind>,
    pub(super) verified: Option<bool>,
    pub(super) checked_at: Option<PartialDate>,
    pub(super) notes: Option<Cow<'t, str>>,
}

/// The speaker of a statement whose speaker is not known, as written in a file.
pub(crate) const UNATTRIBUTED: &str = "unattributed";

/// A span of one byte or less, for a place that is a point.
pub(super) const fn point(span: ByteSpan) -> ByteSpan {
    ByteSpan::new(span.start(), span.start())
}
