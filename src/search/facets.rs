//! Facets: the speakers, sessions and topics that statements can be narrowed down to.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::index::Attribution;
use crate::corpus::{Corpus, SessionId, SpeakerId, Statement, TopicId, Wording};

/// What statements can be narrowed down by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FacetKind {
    /// Who said it.
    Speakers,
    /// Where it was said.
    Sessions,
    /// What it is about.
    Topics,
}

impl FacetKind {
    /// All kinds, in the order they are shown.
    pub const ALL: [Self; 3] = [Self::Speakers, Self::Sessions, Self::Topics];

    /// Its place in that order.
    #[must_use]
    pub const fn index(self) -> usize {
        self as usize
    }

    /// Its name in a file.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Speakers => "speakers",
            Self::Sessions => "sessions",
            Self::Topics => "topics",
        }
    }

    /// Its heading on the screen.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Speakers => "Speakers",
            Self::Sessions => "Sessions",
            Self::Topics => "Topics",
        }
    }
}

/// One value to narrow down to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FacetValue {
    /// What this speaker said.
    Speaker(SpeakerId),
    /// What was said in this session.
    Session(SessionId),
    /// What has this topic.
    Topic(TopicId),
}

impl FacetValue {
    /// Which facet it is a value of.
    #[must_use]
    pub const fn kind(self) -> FacetKind {
        match self {
            Self::Speaker(_) => FacetKind::Speakers,
            Self::Session(_) => FacetKind::Sessions,
            Self::Topic(_) => FacetKind::Topics,
        }
    }

    /// Its name.
    #[must_use]
    pub fn name(self, corpus: &Corpus) -> &str {
        match self {
            Self::Speaker(id) => &corpus.speaker(id).name,
            Self::Session(id) => &corpus.session(id).title,
            Self::Topic(id) => corpus.topic(id),
        }
    }

    /// Its id; a topic is its own.
    #[must_use]
    pub fn key(self, corpus: &Corpus) -> &str {
        match self {
            Self::Speaker(id) => &corpus.speaker(id).key,
            Self::Session(id) => &corpus.session(id).key,
            Self::Topic(id) => corpus.topic(id),
        }
    }

    /// The value of the facet with this name that has this id.
    #[must_use]
    pub fn with_key(facet: &str, key: &str, corpus: &Corpus) -> Option<Self> {
        match FacetKind::ALL.into_iter().find(|kind| kind.name() == facet)? {
            FacetKind::Speakers => {
                corpus.speakers().find(|(_, speaker)| speaker.key == key).map(|(id, _)| Self::Speaker(id))
            }
            FacetKind::Sessions => {
                corpus.sessions().find(|(_, session)| session.key == key).map(|(id, _)| Self::Session(id))
            }
            FacetKind::Topics => corpus.topics().find(|(_, topic)| *topic == key).map(|(id, _)| Self::Topic(id)),
        }
    }

    /// The same value in another corpus, if it is there.
    #[must_use]
    pub fn carried_over(self, from: &Corpus, to: &Corpus) -> Option<Self> {
        Self::with_key(self.kind().name(), self.key(from), to)
    }
}

/// The values that are switched on. Within a facet any of its values will do; every facet
/// with a value must hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filters {
    values: BTreeSet<FacetValue>,
}

impl Filters {
    /// Whether nothing is switched on.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// Whether a value is switched on.
    #[must_use]
    pub fn has(&self, value: FacetValue) -> bool {
        self.values.contains(&value)
    }

    /// Switches a value on, or off where it was on.
    pub fn toggle(&mut self, value: FacetValue) {
        if !self.values.remove(&value) {
            self.values.insert(value);
        }
    }

    /// The values that are on: speakers, then sessions, then topics.
    pub fn values(&self) -> impl Iterator<Item = FacetValue> {
        self.values.iter().copied()
    }

    /// Whether a facet has a value that is on.
    pub(super) fn narrow(&self, kind: FacetKind) -> bool {
        self.values().any(|value| value.kind() == kind)
    }

    /// The same values in another corpus; those it does not have are left out.
    #[must_use]
    pub fn carried_over(&self, from: &Corpus, to: &Corpus) -> Self {
        Self { values: self.values().filter_map(|value| value.carried_over(from, to)).collect() }
    }
}

impl FromIterator<FacetValue> for Filters {
    fn from_iter<I: IntoIterator<Item = FacetValue>>(values: I) -> Self {
        Self { values: values.into_iter().collect() }
    }
}

/// How many statements each value of a facet has, were it the only one switched on in its
/// facet. Most first, then in the corpus's order; values without any are left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FacetCounts {
    ranked: [Vec<(FacetValue, u32)>; 3],
}

impl FacetCounts {
    /// The values of a facet with their counts.
    #[must_use]
    pub fn of(&self, kind: FacetKind) -> &[(FacetValue, u32)] {
        &self.ranked[kind.index()]
    }

    /// Whether no value has a statement.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ranked.iter().all(Vec::is_empty)
    }
}

/// Counts while they are being made: indexed by the number of the id.
#[derive(Clone, Debug)]
pub(super) struct Tally {
    counts: [Vec<u32>; 3],
    /// Counts of whole lists. Large corpora have many statements and few different lists, so
    /// that a statement costs one addition here instead of a walk to its list.
    speaker_lists: Vec<u32>,
    topic_lists: Vec<u32>,
}

impl Tally {
    pub(super) fn new(corpus: &Corpus) -> Self {
        Self {
            counts: [
                vec![0; corpus.speakers().len()],
                vec![0; corpus.sessions().len()],
                vec![0; corpus.topics().len()],
            ],
            speaker_lists: vec![0; corpus.speaker_lists().len()],
            topic_lists: vec![0; corpus.topic_lists().len()],
        }
    }

    /// Counts a statement once for each of the values, which may hold one twice.
    pub(super) fn add_each_once(&mut self, kind: FacetKind, mut values: Vec<usize>) {
        values.sort_unstable();
        values.dedup();
        for value in values {
            self.counts[kind.index()][value] += 1;
        }
    }

    /// Counts a statement that is attributed so.
    pub(super) fn add_attribution(&mut self, attribution: Attribution) {
        self.speaker_lists[attribution.speakers] += 1;
        self.topic_lists[attribution.topics] += 1;
        if let Some(session) = attribution.session {
            self.counts[FacetKind::Sessions.index()][session] += 1;
        }
    }

    /// Counts a statement of which one wording was found.
    pub(super) fn add_wording(&mut self, wording: Wording<'_>) {
        if let Some(attribution) = Attribution::of(wording) {
            return self.add_attribution(attribution);
        }
        self.add_each_once(FacetKind::Speakers, wording.speakers().iter().map(|id| id.index()).collect());
        self.add_each_once(FacetKind::Sessions, wording.sessions().map(SessionId::index).collect());
        self.add_each_once(FacetKind::Topics, wording.statement().topics().iter().map(|id| id.index()).collect());
    }

    /// Counts a statement with all its wordings.
    pub(super) fn add_statement(&mut self, statement: Statement<'_>) {
        if statement.wordings().len() == 1 {
            return self.add_wording(statement.primary());
        }
        let wordings = || statement.wordings();
        let speakers = wordings().flat_map(|wording| wording.speakers().iter().map(|id| id.index()));
        self.add_each_once(FacetKind::Speakers, speakers.collect());
        let sessions = wordings().flat_map(|wording| wording.sessions().map(SessionId::index));
        self.add_each_once(FacetKind::Sessions, sessions.collect());
        self.add_each_once(FacetKind::Topics, statement.topics().iter().map(|id| id.index()).collect());
    }

    /// Adds the counts of other statements.
    pub(super) fn add(&mut self, other: &Self) {
        let add = |to: &mut [u32], from: &[u32]| to.iter_mut().zip(from).for_each(|(to, from)| *to += from);
        for (to, from) in self.counts.iter_mut().zip(&other.counts) {
            add(to, from);
        }
        add(&mut self.speaker_lists, &other.speaker_lists);
        add(&mut self.topic_lists, &other.topic_lists);
    }

    pub(super) fn ranked(mut self, corpus: &Corpus) -> FacetCounts {
        let [speakers, sessions, topics] = &mut self.counts;
        add_lists(speakers, corpus.speaker_lists(), &self.speaker_lists, SpeakerId::index);
        add_lists(topics, corpus.topic_lists(), &self.topic_lists, TopicId::index);
        FacetCounts {
            ranked: [
                rank(speakers, |index| FacetValue::Speaker(SpeakerId::from_index(index))),
                rank(sessions, |index| FacetValue::Session(SessionId::from_index(index))),
                rank(topics, |index| FacetValue::Topic(TopicId::from_index(index))),
            ],
        }
    }
}

/// Adds the counts of lists to those of their members.
fn add_lists<T: Copy + Ord>(counts: &mut [u32], lists: &[Box<[T]>], of_lists: &[u32], index: impl Fn(T) -> usize) {
    for (list, count) in lists.iter().zip(of_lists).filter(|(_, count)| **count > 0) {
        let mut members = list.to_vec();
        members.sort_unstable();
        members.dedup();
        for member in members {
            counts[index(member)] += count;
        }
    }
}

fn rank(counts: &[u32], value: impl Fn(usize) -> FacetValue) -> Vec<(FacetValue, u32)> {
    let counted = counts.iter().enumerate().filter(|(_, count)| **count > 0);
    let mut ranked: Vec<(FacetValue, u32)> = counted.map(|(index, count)| (value(index), *count)).collect();
    ranked.sort_by_key(|(_, count)| Reverse(*count));
    ranked
}
