//! What of a corpus goes with a selection of its statements, as it is written.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashSet};

use super::Selection;
use super::ids::Ids;
use crate::corpus::written::{
    By, Id, Names, Text, Texts, WrittenPassage, WrittenReview, WrittenSession, WrittenSource, WrittenSpeaker,
    WrittenStatement, WrittenWording,
};
use crate::corpus::{
    Corpus, PassageKind, Review, ReviewState, SessionId, SourceId, SpeakerId, Statement, StatementId, Wording,
};

/// The part of a corpus that is written: the selected statements and everything they name.
/// Where all statements are selected it is the whole corpus.
pub(super) struct Extent<'a> {
    corpus: &'a Corpus,
    speakers: BTreeSet<SpeakerId>,
    sessions: BTreeSet<SessionId>,
    sources: BTreeSet<SourceId>,
    /// `None` where all are selected.
    statements: Option<HashSet<StatementId>>,
    ids: Ids<'a>,
}

impl<'a> Extent<'a> {
    pub(super) fn of(selection: Selection<'a>) -> Self {
        let corpus = selection.corpus;
        let statements: HashSet<StatementId> = selection.hits.iter().map(|hit| hit.statement).collect();
        if statements.len() == corpus.statement_count() {
            return Self::whole(corpus);
        }
        let mut extent = Self {
            corpus,
            speakers: BTreeSet::new(),
            sessions: BTreeSet::new(),
            sources: BTreeSet::new(),
            statements: None,
            ids: Ids::of(corpus),
        };
        for id in &statements {
            extent.take_in(corpus.statement(*id));
        }
        let participants = extent.sessions.iter().flat_map(|id| &corpus.session(*id).participants);
        extent.speakers.extend(participants);
        extent.statements = Some(statements);
        extent
    }

    /// The whole corpus.
    pub(super) fn whole(corpus: &'a Corpus) -> Self {
        Self {
            corpus,
            speakers: corpus.speakers().map(|(id, _)| id).collect(),
            sessions: corpus.sessions().map(|(id, _)| id).collect(),
            sources: corpus.sources().map(|(id, _)| id).collect(),
            statements: None,
            ids: Ids::of(corpus),
        }
    }

    fn take_in(&mut self, statement: Statement<'a>) {
        self.speakers.extend(statement.speakers());
        self.speakers.extend(statement.via());
        self.speakers.extend(statement.review().into_iter().flat_map(|review| &review.candidates));
        self.sessions.extend(statement.sessions());
        for wording in statement.wordings() {
            self.speakers.extend(wording.speakers());
            self.speakers.extend(wording.via());
            self.sessions.extend(wording.session());
            self.sources.extend(wording.source());
        }
    }

    pub(super) fn title(&self) -> Option<Text<'a>> {
        self.corpus.title().map(Cow::Borrowed)
    }

    /// The editor's remarks; those of several files, one after another.
    pub(super) fn notes(&self) -> Option<Text<'a>> {
        match self.corpus.notes() {
            [] => None,
            [only] => Some(Cow::Borrowed(only)),
            several => Some(Cow::Owned(several.join("\n\n"))),
        }
    }

    pub(super) fn speakers(&self) -> impl Iterator<Item = (Id<'a>, WrittenSpeaker<'a>)> {
        self.speakers.iter().map(|id| (self.ids.speaker(*id), written_speaker(self.corpus, *id)))
    }

    pub(super) fn sessions(&self) -> impl Iterator<Item = (Id<'a>, WrittenSession<'a>)> {
        self.sessions.iter().map(|id| (self.ids.session(*id), self.written_session(*id)))
    }

    pub(super) fn sources(&self) -> impl Iterator<Item = (Id<'a>, WrittenSource<'a>)> {
        self.sources.iter().map(|id| (self.ids.source(*id), written_source(self.corpus, *id)))
    }

    fn names(&self, ids: &[SpeakerId]) -> Names<'a> {
        Names(ids.iter().map(|id| self.ids.speaker(*id).0).collect())
    }

    fn written_session(&self, id: SessionId) -> WrittenSession<'a> {
        let session = self.corpus.session(id);
        WrittenSession {
            title: text(&session.title),
            date: session.date,
            place: optional(session.place.as_ref()),
            participants: Texts(self.names(&session.participants).0),
            summary: optional(session.summary.as_ref()),
            references: texts(&session.references),
            notes: optional(session.notes.as_ref()),
        }
    }

    /// A statement with all its wordings; in the short form where it has one that says
    /// nothing of its own. What it refers to outside of the extent is left out.
    pub(super) fn statement(&self, statement: Statement<'a>) -> WrittenStatement<'a> {
        let is_in = |id: &StatementId| self.statements.as_ref().is_none_or(|all| all.contains(id));
        let via = statement.via();
        let also_in = statement.also_in().iter().map(|id| self.ids.session(*id).0).collect();
        let topics = statement.topics().iter().map(|id| text(self.corpus.topic(*id))).collect();
        let see_also = statement.see_also().iter().filter(|id| is_in(id)).map(|id| self.ids.statement(*id).0).collect();
        let written = WrittenStatement {
            id: self.ids.statement(statement.id()),
            speaker: self.names(statement.speakers()).or_unattributed(),
            via: (!via.is_empty()).then(|| self.names(via)),
            session: statement.session().map(|id| self.ids.session(id)),
            also_in: Texts(also_in),
            date: statement.own_date(),
            setting: statement.setting().map(text),
            kind: Some(statement.kind()),
            topics: Texts(topics),
            part_of: statement.part_of().filter(is_in).map(|id| self.ids.statement(id)),
            see_also: Texts(see_also),
            notes: statement.notes().map(text),
            review: statement.review().map(|review| self.review(review)),
            ..WrittenStatement::default()
        };
        let mut wordings: Vec<WrittenWording<'a>> = statement.wordings().map(|wording| self.wording(wording)).collect();
        match wordings.as_slice() {
            [only] if fits_the_short_form(only) => short(written, wordings.remove(0)),
            _ => WrittenStatement { wordings, ..written },
        }
    }

    fn review(&self, review: &Review) -> WrittenReview<'a> {
        WrittenReview {
            state: (review.state != ReviewState::default()).then_some(review.state),
            confidence: review.confidence,
            candidates: Texts(self.names(&review.candidates).0),
        }
    }

    fn wording(&self, wording: Wording<'a>) -> WrittenWording<'a> {
        let own = wording.overrides();
        WrittenWording {
            source: wording.source().map(|id| self.ids.source(id)),
            locator: wording.locator().map(text),
            text: text(wording.text()),
            frame: wording.frame().map(text),
            by: wording.is_paraphrase().then_some(By::Editor),
            speaker: own.speakers.map(|ids| self.names(ids).or_unattributed()),
            via: own.via.map(|ids| self.names(ids)),
            session: own.session.map(|id| self.ids.session(id)),
            date: own.date,
            kind: own.kind,
            verified: own.verified,
            checked_at: own.checked_at,
            notes: wording.notes().map(text),
        }
    }
}

/// The short form has no room for what a wording says of its own speaker, session or kind.
fn fits_the_short_form(wording: &WrittenWording<'_>) -> bool {
    wording.speaker.is_none()
        && wording.via.is_none()
        && wording.session.is_none()
        && wording.date.is_none()
        && wording.kind.is_none()
        && wording.notes.is_none()
}

fn short<'a>(statement: WrittenStatement<'a>, wording: WrittenWording<'a>) -> WrittenStatement<'a> {
    WrittenStatement {
        source: wording.source,
        locator: wording.locator,
        text: Some(wording.text),
        frame: wording.frame,
        by: wording.by,
        verified: wording.verified,
        checked_at: wording.checked_at,
        ..statement
    }
}

fn written_speaker(corpus: &Corpus, id: SpeakerId) -> WrittenSpeaker<'_> {
    let speaker = corpus.speaker(id);
    WrittenSpeaker {
        name: text(&speaker.name),
        role: optional(speaker.role.as_ref()),
        affiliation: optional(speaker.affiliation.as_ref()),
        aliases: texts(&speaker.aliases),
        body: speaker.body,
        notes: optional(speaker.notes.as_ref()),
    }
}

fn written_source(corpus: &Corpus, id: SourceId) -> WrittenSource<'_> {
    let source = corpus.source(id);
    let passages = source.passages.iter().map(|passage| WrittenPassage {
        is: (passage.is != PassageKind::Excerpt).then_some(passage.is),
        text: text(&passage.text),
        locator: optional(passage.locator.as_ref()),
    });
    WrittenSource {
        title: text(&source.title),
        publisher: optional(source.publisher.as_ref()),
        author: optional(source.author.as_ref()),
        date: source.date,
        url: optional(source.url.as_ref()),
        language: optional(source.language.as_ref()),
        fidelity: source.fidelity,
        verified: source.verified,
        checked_at: source.checked_at,
        licence: optional(source.licence.as_ref()),
        notes: optional(source.notes.as_ref()),
        passages: passages.collect(),
    }
}

const fn text(text: &str) -> Text<'_> {
    Cow::Borrowed(text)
}

fn optional(given: Option<&String>) -> Option<Text<'_>> {
    given.map(|given| text(given))
}

fn texts(all: &[String]) -> Texts<'_> {
    Texts(all.iter().map(|one| text(one)).collect())
}
