//! A file's content after reading and before its ids are resolved.
//!
//! The YAML reader makes drafts; [`super::resolve`] makes a corpus of them. Ids in a draft are still text with the place where it was written.

use crate::diagnostic::SourceText;
use crate::text::ByteSpan;
use crate::yaml::Located;

use super::date::PartialDate;
use super::kind::{Fidelity, Kind, ReviewState};
use super::model::Passage;

/// One file.
#[derive(Debug)]
pub(super) struct FileDraft {
    pub(super) source: SourceText,
    pub(super) title: Option<String>,
    pub(super) notes: Option<String>,
    pub(super) speakers: Vec<Entry<SpeakerDraft>>,
    pub(super) sessions: Vec<Entry<SessionDraft>>,
    pub(super) sources: Vec<Entry<SourceDraft>>,
    pub(super) statements: Vec<StatementDraft>,
}

impl FileDraft {
    pub(super) const fn empty(source: SourceText) -> Self {
        Self {
            source,
            title: None,
            notes: None,
            speakers: Vec::new(),
            sessions: Vec::new(),
            sources: Vec::new(),
            statements: Vec::new(),
        }
    }
}

/// A thing with its id.
#[derive(Debug)]
pub(super) struct Entry<T> {
    pub(super) id: Located<String>,
    pub(super) value: T,
}

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
    pub(super) participants: Vec<Located<String>>,
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

#[derive(Debug)]
pub(super) struct StatementDraft {
    pub(super) id: Located<String>,
    /// Ids of speakers; empty for an unattributed statement.
    pub(super) speakers: Vec<Located<String>>,
    pub(super) via: Vec<Located<String>>,
    pub(super) session: Option<Located<String>>,
    pub(super) also_in: Vec<Located<String>>,
    pub(super) date: Option<PartialDate>,
    pub(super) setting: Option<String>,
    /// Where it is not said, the wordings tell (see [`StatementDraft::kind_or_told`]).
    pub(super) kind: Option<Kind>,
    pub(super) topics: Vec<String>,
    pub(super) part_of: Option<Located<String>>,
    pub(super) see_also: Vec<Located<String>>,
    pub(super) notes: Option<String>,
    pub(super) review: Option<ReviewDraft>,
    pub(super) wordings: Vec<WordingDraft>,
}

impl StatementDraft {
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
pub(super) struct ReviewDraft {
    pub(super) confidence: Option<f32>,
    pub(super) candidates: Vec<Located<String>>,
    pub(super) state: ReviewState,
}

#[derive(Debug)]
pub(super) struct WordingDraft {
    pub(super) text: Located<String>,
    pub(super) source: Option<Located<String>>,
    pub(super) frame: Option<String>,
    pub(super) locator: Option<String>,
    pub(super) by_editor: bool,
    pub(super) speakers: Option<Vec<Located<String>>>,
    pub(super) via: Option<Vec<Located<String>>>,
    pub(super) session: Option<Located<String>>,
    pub(super) date: Option<PartialDate>,
    pub(super) kind: Option<Kind>,
    pub(super) verified: Option<bool>,
    pub(super) checked_at: Option<PartialDate>,
    pub(super) notes: Option<String>,
}

/// The speaker of a statement whose speaker is not known, as written in a file.
pub(super) const UNATTRIBUTED: &str = "unattributed";

/// A span of one byte or less, for a place that is a point.
pub(super) const fn point(span: ByteSpan) -> ByteSpan {
    ByteSpan::new(span.start(), span.start())
}
