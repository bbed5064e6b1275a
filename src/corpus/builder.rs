//! Puts a corpus together, piece by piece.

use std::collections::HashMap;

use super::Corpus;
use super::date::PartialDate;
use super::ids::{SessionId, SourceId, SpeakerId, StatementId, TopicId, WordingId};
use super::kind::Kind;
use super::model::{
    Passage, Position, Review, Session, Source, Speaker, StatementExtras, StatementRecord, WordingExtras, WordingRecord,
};
use super::text_store::TooMuchText;
use super::view::Wording;

/// A statement to be added, without its links to others; references are already numbers. Its texts are borrowed from
/// where they were read, and copied once, into the corpus.
#[derive(Debug)]
pub(super) struct NewStatement<'a> {
    pub(super) key: &'a str,
    pub(super) speakers: Vec<SpeakerId>,
    pub(super) via: Vec<SpeakerId>,
    pub(super) session: Option<SessionId>,
    pub(super) also_in: Vec<SessionId>,
    pub(super) date: Option<PartialDate>,
    pub(super) setting: Option<String>,
    pub(super) kind: Kind,
    pub(super) topics: Vec<&'a str>,
    pub(super) notes: Option<String>,
    pub(super) review: Option<Review>,
    pub(super) position: Position,
    pub(super) wordings: Vec<NewWording<'a>>,
}

/// A wording to be added.
#[derive(Debug, Default)]
pub(super) struct NewWording<'a> {
    pub(super) text: &'a str,
    pub(super) source: Option<SourceId>,
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

/// A corpus that is being put together.
#[derive(Debug, Default)]
pub(super) struct Builder {
    corpus: Corpus,
    topics: HashMap<String, TopicId>,
    titles: Vec<String>,
}

impl Builder {
    pub(super) fn add_file(&mut self, name: &str, titles: &[String], notes: &[String]) {
        self.corpus.files.push(name.to_owned());
        self.titles.extend_from_slice(titles);
        self.corpus.notes.extend_from_slice(notes);
    }

    pub(super) const fn speaker_count(&self) -> usize {
        self.corpus.speakers.len()
    }

    pub(super) const fn session_count(&self) -> usize {
        self.corpus.sessions.len()
    }

    pub(super) const fn source_count(&self) -> usize {
        self.corpus.sources.len()
    }

    /// What there is already.
    pub(super) const fn corpus(&self) -> &Corpus {
        &self.corpus
    }

    pub(super) fn add_speaker(&mut self, speaker: Speaker) -> SpeakerId {
        self.corpus.speakers.push(speaker);
        SpeakerId::from_index(self.corpus.speakers.len() - 1)
    }

    pub(super) fn add_session(&mut self, session: Session) -> SessionId {
        self.corpus.sessions.push(session);
        SessionId::from_index(self.corpus.sessions.len() - 1)
    }

    pub(super) fn add_source(&mut self, source: Source) -> SourceId {
        self.corpus.sources.push(source);
        SourceId::from_index(self.corpus.sources.len() - 1)
    }

    /// Adds a passage to a source that is there already.
    pub(super) fn add_passage(&mut self, source: SourceId, passage: Passage) {
        self.corpus.sources[source.index()].passages.push(passage);
    }

    pub(super) fn add_statement(&mut self, new: NewStatement<'_>) -> Result<StatementId, TooMuchText> {
        let first_wording = WordingId::from_index(self.corpus.wordings.len());
        let wording_count = u32::try_from(new.wordings.len()).unwrap_or(u32::MAX);
        let topics: Vec<TopicId> = new.topics.into_iter().map(|topic| self.topic(topic)).collect();
        for wording in new.wordings {
            self.add_wording(wording)?;
        }
        let more = StatementExtras {
            also_in: new.also_in,
            setting: new.setting,
            notes: new.notes,
            review: new.review,
            ..StatementExtras::default()
        };
        let record = StatementRecord {
            key: self.corpus.texts.add(new.key)?,
            speakers: self.corpus.speaker_lists.add(&new.speakers),
            via: self.corpus.speaker_lists.add(&new.via),
            topics: self.corpus.topic_lists.add(&topics),
            session: new.session,
            date: new.date,
            first_wording,
            position: new.position,
            wording_count,
            primary: 0,
            kind: new.kind,
            more: (more != StatementExtras::default()).then(|| Box::new(more)),
        };
        self.corpus.statements.push(record);
        let id = StatementId::from_index(self.corpus.statements.len() - 1);
        self.choose_primary(id);
        Ok(id)
    }

    /// Gives a statement another id.
    pub(super) fn rename_statement(&mut self, id: StatementId, key: &str) -> Result<(), TooMuchText> {
        self.corpus.statements[id.index()].key = self.corpus.texts.add(key)?;
        Ok(())
    }

    /// Says which longer statement one is taken from.
    pub(super) fn set_part_of(&mut self, id: StatementId, longer: StatementId) {
        self.extras(id).part_of = Some(longer);
    }

    /// Adds a statement that is worth reading beside another.
    pub(super) fn add_see_also(&mut self, id: StatementId, other: StatementId) {
        self.extras(id).see_also.push(other);
    }

    fn extras(&mut self, id: StatementId) -> &mut StatementExtras {
        self.corpus.statements[id.index()].more.get_or_insert_default()
    }

    /// The primary wording of a statement: nearest to the spoken words, the first listed
    /// where several are.
    fn choose_primary(&mut self, id: StatementId) {
        let nearest = self
            .corpus
            .statement(id)
            .wordings()
            .enumerate()
            .min_by_key(|(_, wording): &(usize, Wording<'_>)| wording.standing())
            .map_or(0, |(offset, _)| offset);
        self.corpus.statements[id.index()].primary = u32::try_from(nearest).unwrap_or(0);
    }

    fn add_wording(&mut self, new: NewWording<'_>) -> Result<(), TooMuchText> {
        let more = WordingExtras {
            frame: new.frame,
            locator: new.locator,
            by_editor: new.by_editor,
            speakers: new.speakers,
            via: new.via,
            session: new.session,
            date: new.date,
            kind: new.kind,
            verified: new.verified,
            checked_at: new.checked_at,
            notes: new.notes,
        };
        let record = WordingRecord {
            text: self.corpus.texts.add(new.text)?,
            source: new.source,
            more: (more != WordingExtras::default()).then(|| Box::new(more)),
        };
        self.corpus.wordings.push(record);
        Ok(())
    }

    fn topic(&mut self, name: &str) -> TopicId {
        if let Some(id) = self.topics.get(name) {
            return *id;
        }
        let id = TopicId::from_index(self.corpus.topics.len());
        self.corpus.topics.push(name.to_owned());
        self.topics.insert(name.to_owned(), id);
        id
    }

    pub(super) fn finish(mut self) -> Corpus {
        self.corpus.title = (!self.titles.is_empty()).then(|| self.titles.join(" · "));
        self.corpus.texts.finish();
        self.corpus.speaker_lists.finish();
        self.corpus.topic_lists.finish();
        self.corpus.statements.shrink_to_fit();
        self.corpus.wordings.shrink_to_fit();
        self.corpus
    }
}
