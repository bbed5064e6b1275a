//! What of a collection is in a corpus already, and what is new.
//!
//! `sameness` says when two things are one; `there` finds the statements of the corpus, and `statements` sorts
//! those of the collection by them.

mod known;
mod sameness;
mod statements;
mod there;

use std::collections::{HashMap, HashSet};

use super::Change;
use super::placing::Room;
use crate::corpus::Corpus;
use crate::corpus::written::{
    Id, Names, WrittenPassage, WrittenSession, WrittenSource, WrittenSpeaker, WrittenWording,
};
use crate::import::ids::Ids;
use crate::import::renaming::Renaming;
use crate::import::{Collection, Entry};
use crate::text::PassageTexts;

use known::{KnownSessions, KnownSources, KnownSpeakers};
use sameness::plain;
use statements::match_statements;
use there::There;

/// What goes where.
#[derive(Debug, Default)]
pub(in crate::import::merge) struct Joining {
    /// What is new, with ids that are free in the corpus and fit it.
    pub(in crate::import::merge) new: Collection,
    /// Passages of sources that are there.
    pub(in crate::import::merge) passages: Vec<(String, Vec<WrittenPassage<'static>>)>,
    /// Wordings of statements that are there.
    pub(in crate::import::merge) wordings: Vec<(String, Entry<WrittenWording<'static>>)>,
    pub(in crate::import::merge) changes: Vec<Change>,
    pub(in crate::import::merge) already_there: usize,
    pub(in crate::import::merge) doubtful: usize,
}

/// Finds everything again that the corpus has; `rooms` tells of each statement what its place in the
/// file can take in.
pub(in crate::import::merge) fn match_with(
    corpus: &Corpus,
    rooms: &HashMap<String, Room>,
    mut collection: Collection,
) -> Joining {
    let mut joining = Joining::default();
    let mut renaming = Renaming::default();
    joining.match_speakers(corpus, std::mem::take(&mut collection.speakers), &mut renaming);
    joining.match_sessions(corpus, std::mem::take(&mut collection.sessions), &mut renaming);
    joining.match_sources(corpus, std::mem::take(&mut collection.sources), &mut renaming);
    renaming.apply(&mut collection);
    renaming.apply(&mut joining.new);
    let there = There::of(corpus, rooms, &joining.new.sessions);
    match_statements(&mut joining, &there, &renaming.speakers, collection.statements);
    joining.drop_the_unused();
    joining.new.made_by = collection.made_by;
    let mut changes = joining.new.changes();
    // What belongs to what is there comes before the statements, which may be many.
    let statements = changes.iter().position(|change| matches!(change, Change::Statement(..))).unwrap_or(changes.len());
    let passages = joining.passages.iter().map(|(source, passages)| Change::Passages(source.clone(), passages.len()));
    changes.splice(statements..statements, passages.chain(joining.changes.drain(..)));
    joining.doubtful =
        joining.new.doubtful() + joining.wordings.iter().filter(|(_, entry)| !entry.look.is_empty()).count();
    joining.changes = changes;
    joining
}

impl Joining {
    fn match_speakers(&mut self, corpus: &Corpus, all: Vec<Entry<WrittenSpeaker<'static>>>, renaming: &mut Renaming) {
        let mut ids = Ids::default();
        corpus.speakers().for_each(|(_, speaker)| ids.take(&speaker.key));
        let known = KnownSpeakers::of(corpus);
        for mut entry in all {
            let found = known.find(&entry.value);
            found.look(&mut entry.look, "speakers");
            let new = found.only().map_or_else(|| ids.first_free(&entry.id), |same| same.key.clone());
            renaming.speakers.insert(entry.id.clone(), new);
            if found.only().is_none() {
                self.new.speakers.push(entry);
            }
        }
    }

    fn match_sessions(&mut self, corpus: &Corpus, all: Vec<Entry<WrittenSession<'static>>>, renaming: &mut Renaming) {
        let mut ids = Ids::default();
        corpus.sessions().for_each(|(_, session)| ids.take(&session.key));
        let known = KnownSessions::of(corpus);
        for mut entry in all {
            let found = known.find(&entry.value);
            found.look(&mut entry.look, "sessions");
            let new = found.only().map_or_else(|| ids.first_free(&entry.id), |same| same.key.clone());
            renaming.sessions.insert(entry.id.clone(), new);
            if found.only().is_none() {
                self.new.sessions.push(entry);
            }
        }
    }

    fn match_sources(&mut self, corpus: &Corpus, all: Vec<Entry<WrittenSource<'static>>>, renaming: &mut Renaming) {
        let mut ids = Ids::default();
        corpus.sources().for_each(|(_, source)| ids.take(&source.key));
        let known = KnownSources::of(corpus);
        for mut entry in all {
            let found = known.find(&entry.value);
            found.look(&mut entry.look, "sources");
            let Some(same) = found.only() else {
                renaming.sources.insert(entry.id.clone(), ids.first_free(&entry.id));
                self.new.sources.push(entry);
                continue;
            };
            renaming.sources.insert(entry.id, same.key.clone());
            let whole: HashSet<String> = same.passages.iter().map(|passage| plain(&passage.text)).collect();
            let there = PassageTexts::new(same.passages.iter().map(|passage| &*passage.text));
            let is_new = |text: &str| !whole.contains(&plain(text)) && !there.hold(text);
            entry.value.passages.retain(|passage| is_new(&passage.text));
            if !same.passages.is_empty() && !entry.value.passages.is_empty() {
                self.passages.push((same.key.clone(), entry.value.passages));
            }
        }
    }

    /// Speakers, sessions and sources that only what is there already would have named.
    fn drop_the_unused(&mut self) {
        let mut named: HashSet<String> = HashSet::new();
        let mut sources: HashSet<String> = HashSet::new();
        let mut name = |names: &Names<'_>| named.extend(names.0.iter().map(ToString::to_string));
        let mut sessions: HashSet<String> = HashSet::new();
        let take =
            |place: &mut HashSet<String>, id: &Option<Id<'_>>| place.extend(id.iter().map(|id| id.0.to_string()));
        let own = self.new.statements.iter().flat_map(|entry| &entry.value.wordings);
        for wording in own.chain(self.wordings.iter().map(|(_, entry)| &entry.value)) {
            wording.speaker.iter().chain(&wording.via).for_each(&mut name);
            take(&mut sources, &wording.source);
            take(&mut sessions, &wording.session);
        }
        for Entry { value, .. } in &self.new.statements {
            std::iter::once(&value.speaker).chain(&value.via).for_each(&mut name);
            value.review.iter().for_each(|review| name(&Names(review.candidates.0.clone())));
            take(&mut sources, &value.source);
            take(&mut sessions, &value.session);
            sessions.extend(value.also_in.0.iter().map(ToString::to_string));
        }
        self.new.sessions.retain(|entry| sessions.contains(&entry.id));
        self.new.sessions.iter().for_each(|entry| name(&Names(entry.value.participants.0.clone())));
        self.new.sources.retain(|entry| sources.contains(&entry.id));
        self.new.speakers.retain(|entry| named.contains(&entry.id));
    }
}
