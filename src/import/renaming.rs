//! Other ids for what was found, wherever they stand.

use std::borrow::Cow;
use std::collections::HashMap;

use super::Collection;
use crate::corpus::written::{Id, Names, Text, Texts};

/// New ids by old ones. An id that is not among them stays.
#[derive(Debug, Default)]
pub(super) struct Renaming {
    pub(super) speakers: HashMap<String, String>,
    pub(super) sessions: HashMap<String, String>,
    pub(super) sources: HashMap<String, String>,
    pub(super) statements: HashMap<String, String>,
}

impl Renaming {
    /// Renames in everything that names something.
    pub(super) fn apply(&self, collection: &mut Collection) {
        collection.speakers.iter_mut().for_each(|entry| rename(&mut entry.id, &self.speakers));
        collection.sources.iter_mut().for_each(|entry| rename(&mut entry.id, &self.sources));
        for entry in &mut collection.sessions {
            rename(&mut entry.id, &self.sessions);
            all(&mut entry.value.participants, &self.speakers);
        }
        for entry in &mut collection.statements {
            rename(&mut entry.id, &self.statements);
            let statement = &mut entry.value;
            one(&mut statement.id, &self.statements);
            names(&mut statement.speaker, &self.speakers);
            statement.via.iter_mut().for_each(|via| names(via, &self.speakers));
            statement.session.iter_mut().for_each(|session| one(session, &self.sessions));
            all(&mut statement.also_in, &self.sessions);
            statement.part_of.iter_mut().for_each(|whole| one(whole, &self.statements));
            all(&mut statement.see_also, &self.statements);
            statement.review.iter_mut().for_each(|review| all(&mut review.candidates, &self.speakers));
            statement.source.iter_mut().for_each(|source| one(source, &self.sources));
            for wording in &mut statement.wordings {
                wording.source.iter_mut().for_each(|source| one(source, &self.sources));
                wording.speaker.iter_mut().for_each(|speaker| names(speaker, &self.speakers));
                wording.via.iter_mut().for_each(|via| names(via, &self.speakers));
                wording.session.iter_mut().for_each(|session| one(session, &self.sessions));
            }
        }
    }
}

fn rename(id: &mut String, new: &HashMap<String, String>) {
    if let Some(new) = new.get(id) {
        id.clone_from(new);
    }
}

fn text(id: &mut Text<'static>, new: &HashMap<String, String>) {
    if let Some(new) = new.get(&**id) {
        *id = Cow::Owned(new.clone());
    }
}

fn one(id: &mut Id<'static>, new: &HashMap<String, String>) {
    text(&mut id.0, new);
}

fn names(ids: &mut Names<'static>, new: &HashMap<String, String>) {
    ids.0.iter_mut().for_each(|id| text(id, new));
}

fn all(ids: &mut Texts<'static>, new: &HashMap<String, String>) {
    ids.0.iter_mut().for_each(|id| text(id, new));
}
