//! The names that statements can be found by, beside their words.

use std::collections::BTreeMap;

use super::documents::Documents;
use super::postings::{GrowingLists, Postings};
use super::vocabulary::{TermId, Vocabulary};
use crate::corpus::{Corpus, SessionId, SpeakerId, TopicId, Wording};
use crate::query::NameField;
use crate::text::{scan_words, words};

/// Something with a name: a speaker, a session, a place, a topic or a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::search) struct Named {
    pub(in crate::search) kind: NameKind,
    /// The number of its id; for a place, that of its session.
    pub(in crate::search) index: u32,
}

/// What a name is the name of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::search) enum NameKind {
    Speaker,
    Session,
    Topic,
    Place,
    Source,
}

impl NameKind {
    /// What a field of a query looks at.
    pub(in crate::search) const fn of(field: NameField) -> Self {
        match field {
            NameField::Speaker | NameField::Via => Self::Speaker,
            NameField::Session => Self::Session,
            NameField::Topic => Self::Topic,
            NameField::Place => Self::Place,
            NameField::Source => Self::Source,
        }
    }

    /// The place of its lists in [`Names::documents`]; a statement is not found by the
    /// words of its place or source unless a field asks for them.
    const fn found_by(self) -> Option<usize> {
        match self {
            Self::Speaker => Some(0),
            Self::Session => Some(1),
            Self::Topic => Some(2),
            Self::Place | Self::Source => None,
        }
    }
}

/// The words of all names, what they name, and the documents of that.
#[derive(Debug, Default)]
pub(in crate::search) struct Names {
    pub(in crate::search) vocabulary: Vocabulary,
    /// For each word of the vocabulary what is named with it.
    named: Vec<Vec<Named>>,
    /// For speakers, sessions and topics: the documents of each.
    documents: [Postings; 3],
}

impl Names {
    pub(super) fn new(corpus: &Corpus, documents: &Documents) -> Self {
        let (vocabulary, named) = words_of_names(corpus);
        Self { vocabulary, named, documents: lists(corpus, documents) }
    }

    /// What is named with a word.
    pub(in crate::search) fn named(&self, term: TermId) -> &[Named] {
        &self.named[term as usize]
    }

    /// How many documents are found by the words of a name.
    pub(in crate::search) fn count(&self, named: Named) -> usize {
        named.kind.found_by().map_or(0, |list| self.documents[list].count(named.index) as usize)
    }

    /// Calls `visit` with each document that is found by the words of a name.
    pub(in crate::search) fn each(&self, named: Named, mut visit: impl FnMut(u32)) {
        if let Some(list) = named.kind.found_by() {
            self.documents[list].each(named.index, |document, _| visit(document));
        }
    }

    /// What a document is found by besides its words.
    pub(in crate::search) fn of(wording: Wording<'_>) -> impl Iterator<Item = Named> {
        let named = |kind, index: usize| Named { kind, index: number(index) };
        let speakers = wording.speakers().iter().map(move |id| named(NameKind::Speaker, id.index()));
        let sessions = wording.sessions().map(move |id| named(NameKind::Session, id.index()));
        let topics = wording.statement().topics().iter().map(move |id| named(NameKind::Topic, id.index()));
        speakers.chain(sessions).chain(topics)
    }

    /// What of a kind has a name that holds the words wanted, in a row; the last may be only
    /// begun.
    pub(in crate::search) fn holding(&self, corpus: &Corpus, kind: NameKind, wanted: &[String]) -> Vec<Named> {
        self.with_run(corpus, kind, wanted, true)
    }

    /// What of a kind has a name that holds the very words wanted, in a row.
    pub(in crate::search) fn holding_exactly(&self, corpus: &Corpus, kind: NameKind, wanted: &[String]) -> Vec<Named> {
        self.with_run(corpus, kind, wanted, false)
    }

    fn with_run(&self, corpus: &Corpus, kind: NameKind, wanted: &[String], open_end: bool) -> Vec<Named> {
        let Some(first) = wanted.first() else { return Vec::new() };
        let terms = if open_end && wanted.len() == 1 {
            self.vocabulary.beginning_with(first)
        } else {
            self.vocabulary.find(first).map_or(0..0, |term| term..term + 1)
        };
        let mut found: Vec<Named> =
            terms.flat_map(|term| self.named(term)).filter(|named| named.kind == kind).copied().collect();
        found.sort_unstable();
        found.dedup();
        if wanted.len() > 1 {
            let holds = |name: &str| crate::search::phrase::find_run(wanted, &words(name), open_end).is_some();
            found.retain(|named| names_of(corpus, *named).into_iter().any(holds));
        }
        found
    }
}

/// All names of a thing.
fn names_of(corpus: &Corpus, named: Named) -> Vec<&str> {
    let index = named.index as usize;
    match named.kind {
        NameKind::Speaker => {
            let speaker = corpus.speaker(SpeakerId::from_index(index));
            [&*speaker.name, &*speaker.key].into_iter().chain(speaker.aliases.iter().map(String::as_str)).collect()
        }
        NameKind::Session => {
            let session = corpus.session(SessionId::from_index(index));
            vec![&session.title, &session.key]
        }
        NameKind::Place => corpus.session(SessionId::from_index(index)).place.as_deref().into_iter().collect(),
        NameKind::Topic => vec![corpus.topic(TopicId::from_index(index))],
        NameKind::Source => {
            let source = corpus.source(crate::corpus::SourceId::from_index(index));
            [&*source.title, &*source.key].into_iter().chain(source.publisher.as_deref()).collect()
        }
    }
}

fn words_of_names(corpus: &Corpus) -> (Vocabulary, Vec<Vec<Named>>) {
    let mut words: BTreeMap<Box<str>, Vec<Named>> = BTreeMap::new();
    let mut buffer = String::new();
    let kinds = [
        (NameKind::Speaker, corpus.speakers().len()),
        (NameKind::Session, corpus.sessions().len()),
        (NameKind::Place, corpus.sessions().len()),
        (NameKind::Topic, corpus.topics().len()),
        (NameKind::Source, corpus.sources().len()),
    ];
    for (kind, count) in kinds {
        for index in 0..number(count) {
            let named = Named { kind, index };
            for name in names_of(corpus, named) {
                scan_words(name, &mut buffer, |form, _, _| match words.get_mut(form) {
                    Some(known) if known.last() == Some(&named) => {}
                    Some(known) => known.push(named),
                    None => {
                        words.insert(form.into(), vec![named]);
                    }
                });
            }
        }
    }
    let mut vocabulary = Vocabulary::default();
    for word in words.keys() {
        vocabulary.push(word);
    }
    vocabulary.finish();
    (vocabulary, words.into_values().collect())
}

/// The documents of each speaker, session and topic.
fn lists(corpus: &Corpus, documents: &Documents) -> [Postings; 3] {
    let counts = [corpus.speakers().len(), corpus.sessions().len(), corpus.topics().len()];
    let mut lists = counts.map(GrowingLists::of);
    for document in 0..number(documents.len()) {
        for named in Names::of(documents.wording(corpus, document)) {
            if let Some(list) = named.kind.found_by() {
                lists[list].push(named.index as usize, document, 1);
            }
        }
    }
    lists.map(Postings::from)
}

fn number(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}
