//! Ids as they are written.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use crate::corpus::written::Id;
use crate::corpus::{Corpus, SessionId, SourceId, SpeakerId, Statement, StatementId};

/// The ids as they can stand in a file. Those of several files that clash have a `/` in
/// them, which an id cannot have: it becomes a dot.
pub(super) struct Ids<'a> {
    corpus: &'a Corpus,
    speakers: HashMap<&'a str, String>,
    sessions: HashMap<&'a str, String>,
    sources: HashMap<&'a str, String>,
    statements: HashMap<&'a str, String>,
}

impl<'a> Ids<'a> {
    pub(super) fn of(corpus: &'a Corpus) -> Self {
        Self {
            corpus,
            speakers: without_slashes(|| corpus.speakers().map(|(_, speaker)| &*speaker.key)),
            sessions: without_slashes(|| corpus.sessions().map(|(_, session)| &*session.key)),
            sources: without_slashes(|| corpus.sources().map(|(_, source)| &*source.key)),
            statements: without_slashes(|| corpus.statements().map(Statement::key)),
        }
    }

    pub(super) fn speaker(&self, id: SpeakerId) -> Id<'a> {
        written_id(&self.speakers, &self.corpus.speaker(id).key)
    }

    pub(super) fn session(&self, id: SessionId) -> Id<'a> {
        written_id(&self.sessions, &self.corpus.session(id).key)
    }

    pub(super) fn source(&self, id: SourceId) -> Id<'a> {
        written_id(&self.sources, &self.corpus.source(id).key)
    }

    pub(super) fn statement(&self, id: StatementId) -> Id<'a> {
        written_id(&self.statements, self.corpus.statement(id).key())
    }
}

fn written_id<'a>(changed: &HashMap<&str, String>, key: &'a str) -> Id<'a> {
    Id(changed.get(key).map_or(Cow::Borrowed(key), |id| Cow::Owned(id.clone())))
}

/// The new ids of those with a `/`; none of them is the id of another thing.
fn without_slashes<'a, I: Iterator<Item = &'a str>>(keys: impl Fn() -> I) -> HashMap<&'a str, String> {
    let mut changed = HashMap::new();
    let clashing: Vec<&str> = keys().filter(|key| key.contains('/')).collect();
    if clashing.is_empty() {
        return changed;
    }
    let mut taken: HashSet<String> = keys().map(str::to_owned).collect();
    for key in clashing {
        let plain = key.replace('/', ".");
        let mut id = plain.clone();
        let mut number = 2;
        while !taken.insert(id.clone()) {
            id = format!("{plain}-{number}");
            number += 1;
        }
        changed.insert(key, id);
    }
    changed
}
