//! The corpus: speakers, sessions, sources and statements; reading and checking them.

mod assembly;
mod badge;
mod builder;
mod cell;
mod date;
mod detached;
mod differences;
mod draft;
mod finding;
mod id_lists;
mod ids;
mod input;
mod key_index;
mod kind;
mod lines;
mod links;
mod lint;
mod load;
#[cfg(test)]
mod load_tests;
mod loose_words;
mod model;
mod open;
mod quoted;
mod read_fields;
mod read_yaml;
mod statement_ids;
mod tables;
mod text_store;
mod view;
pub mod written;
mod written_fields;

use std::collections::HashMap;
use std::sync::OnceLock;

use id_lists::IdLists;
use key_index::KeyIndex;
use model::{StatementRecord, WordingRecord};
use text_store::TextStore;

pub use badge::{Badge, Standing};
pub use cell::guarded;
pub use date::{NotADate, PartialDate};
pub use differences::{differences, losses};
pub(crate) use draft::UNATTRIBUTED;
pub use ids::{SessionId, SourceId, SpeakerId, StatementId, TopicId, WordingId, short_key};
pub use input::Watch;
pub use kind::{Fidelity, Kind, PassageKind, ReviewState};
pub use lines::{BadFieldMap, FieldMap, OpenOptions, SpeakersBy, StatementFields};
pub use load::{DataFormat, DataInput, InputFile, Loaded, load, load_data};
pub use model::{Passage, Position, Review, Session, Source, Speaker};
pub use open::{
    BUILT_IN, CorpusChoice, FileForm, OpenError, Origin, STANDARD_INPUT, STANDARD_INPUT_NAME, file_form,
    is_corpus_file, open, open_with,
};
pub use quoted::{Quoted, quoted};
pub use statement_ids::MadeIds;
pub use text_store::TooMuchText;
pub use view::{Overrides, Statement, Wording};

/// Everything loaded: speakers, sessions, sources and statements.
#[derive(Clone, Debug, Default)]
pub struct Corpus {
    title: Option<String>,
    notes: Vec<String>,
    files: Vec<String>,
    speakers: Vec<Speaker>,
    sessions: Vec<Session>,
    sources: Vec<Source>,
    topics: Vec<String>,
    statements: Vec<StatementRecord>,
    wordings: Vec<WordingRecord>,
    texts: TextStore,
    speaker_lists: IdLists<SpeakerId>,
    topic_lists: IdLists<TopicId>,
    /// Made when a statement is looked up for the first time: seldom is one needed.
    by_key: OnceLock<KeyIndex>,
}

impl Corpus {
    /// What the corpus calls itself.
    #[must_use]
    pub fn title(&self) -> Option<&str> {
        self.title.as_deref()
    }

    /// The editor's remarks on the whole, one for each file that has some.
    #[must_use]
    pub fn notes(&self) -> &[String] {
        &self.notes
    }

    /// The files it was read from, as the person named them.
    #[must_use]
    pub fn files(&self) -> &[String] {
        &self.files
    }

    /// A speaker.
    ///
    /// Ids come from the same corpus; one from another corpus would name another speaker.
    #[must_use]
    pub fn speaker(&self, id: SpeakerId) -> &Speaker {
        &self.speakers[id.index()]
    }

    /// A session.
    #[must_use]
    pub fn session(&self, id: SessionId) -> &Session {
        &self.sessions[id.index()]
    }

    /// A source.
    #[must_use]
    pub fn source(&self, id: SourceId) -> &Source {
        &self.sources[id.index()]
    }

    /// A topic's name.
    #[must_use]
    pub fn topic(&self, id: TopicId) -> &str {
        &self.topics[id.index()]
    }

    /// A statement.
    #[must_use]
    pub const fn statement(&self, id: StatementId) -> Statement<'_> {
        Statement { corpus: self, id }
    }

    /// A wording of a statement.
    #[must_use]
    pub const fn wording(&self, statement: StatementId, id: WordingId) -> Wording<'_> {
        Wording::new(self, self.statement(statement), id)
    }

    /// All speakers, in the files' order.
    #[must_use]
    pub fn speakers(&self) -> impl ExactSizeIterator<Item = (SpeakerId, &Speaker)> {
        self.speakers.iter().enumerate().map(|(index, speaker)| (SpeakerId::from_index(index), speaker))
    }

    /// All sessions, in the files' order.
    #[must_use]
    pub fn sessions(&self) -> impl ExactSizeIterator<Item = (SessionId, &Session)> {
        self.sessions.iter().enumerate().map(|(index, session)| (SessionId::from_index(index), session))
    }

    /// All sources, in the files' order.
    #[must_use]
    pub fn sources(&self) -> impl ExactSizeIterator<Item = (SourceId, &Source)> {
        self.sources.iter().enumerate().map(|(index, source)| (SourceId::from_index(index), source))
    }

    /// All topics, in the order they first occur.
    #[must_use]
    pub fn topics(&self) -> impl ExactSizeIterator<Item = (TopicId, &str)> {
        self.topics.iter().enumerate().map(|(index, topic)| (TopicId::from_index(index), &**topic))
    }

    /// All different lists of speakers of statements; [`Statement::speaker_list`] numbers them.
    pub(crate) fn speaker_lists(&self) -> &[Box<[SpeakerId]>] {
        self.speaker_lists.all()
    }

    /// All different lists of topics; [`Statement::topic_list`] numbers them.
    pub(crate) fn topic_lists(&self) -> &[Box<[TopicId]>] {
        self.topic_lists.all()
    }

    /// All statements, in the files' order.
    #[must_use]
    pub fn statements(&self) -> impl ExactSizeIterator<Item = Statement<'_>> {
        (0..self.statements.len()).map(|index| self.statement(StatementId::from_index(index)))
    }

    /// The number of statements.
    #[must_use]
    pub const fn statement_count(&self) -> usize {
        self.statements.len()
    }

    /// The statement with that id in its file. The first time, linear in the number of statements.
    #[must_use]
    pub fn find_statement(&self, key: &str) -> Option<Statement<'_>> {
        let index = self.by_key.get_or_init(|| KeyIndex::of(self));
        let found = index.all(self, key).next();
        found.map(|id| self.statement(id))
    }

    /// The statements with these ids.
    #[must_use]
    pub fn find_statements<'i>(&self, keys: impl IntoIterator<Item = &'i str>) -> HashMap<&'i str, Statement<'_>> {
        keys.into_iter().filter_map(|key| Some((key, self.find_statement(key)?))).collect()
    }

    /// The names of speakers, joined: "Jens Stoltenberg and Wendy Sherman".
    #[must_use]
    pub fn speaker_names(&self, ids: &[SpeakerId]) -> String {
        let names: Vec<&str> = ids.iter().map(|id| &*self.speaker(*id).name).collect();
        match names.as_slice() {
            [] => "unattributed".to_owned(),
            [only] => (*only).to_owned(),
            [first @ .., last] => format!("{} and {last}", first.join(", ")),
        }
    }
}
