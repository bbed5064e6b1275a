//! Statements that a corpus has already, that are other wordings of them, or that are new.

use std::collections::HashMap;

use super::Joining;
use super::sameness::source_of;
use super::there::{Taken, There};
use crate::corpus::written::{Names, WrittenStatement, WrittenWording};
use crate::corpus::{Corpus, PartialDate, Statement, UNATTRIBUTED};
use crate::import::Entry;
use crate::import::found::{id, owned};
use crate::import::ids::Ids;
use crate::import::merge::Change;
use crate::import::renaming::Renaming;

/// Sorts statements into those that are there, further wordings and new ones. `speakers` has the new ids of
/// speakers by those that they had.
pub(super) fn match_statements(
    joining: &mut Joining,
    there: &There<'_>,
    speakers: &HashMap<String, String>,
    all: Vec<Entry<WrittenStatement<'static>>>,
) {
    let mut ids = Ids::default();
    there.corpus.statements().for_each(|statement| ids.take(statement.key()));
    let (taken, renaming) = (Taken::default(), Renaming::default());
    let mut sorting = Sorting { joining, there, speakers, ids, taken, renaming };
    for entry in all {
        sorting.take(entry);
    }
    sorting.renaming.apply(&mut sorting.joining.new);
}

/// Statements while they are sorted.
struct Sorting<'s, 'a> {
    joining: &'s mut Joining,
    there: &'s There<'a>,
    speakers: &'s HashMap<String, String>,
    ids: Ids,
    taken: Taken,
    renaming: Renaming,
}

impl Sorting<'_, '_> {
    fn take(&mut self, mut entry: Entry<WrittenStatement<'static>>) {
        if let Some(statement) = self.there.word_by_word(&entry.value) {
            self.renaming.statements.insert(entry.id, statement.key().to_owned());
            self.joining.already_there += 1;
            return;
        }
        let session = entry.value.session.as_ref().map(|id| &*id.0);
        let date = self.there.date(entry.value.date, session);
        match self.there.like(&entry.value, date, &self.taken) {
            Some((index, likeness)) if self.there.takes(index, &entry.value) => {
                self.add_wording(entry, index, likeness, date);
            }
            Some((index, _)) => {
                // Its place in the file takes no wording in: both stay apart, and say so.
                let key = self.there.statement(index).key();
                entry.value.see_also.0.push(owned(key));
                entry.look.push(format!("these may be the words of `{key}` too"));
                self.add_statement(entry);
            }
            None => self.add_statement(entry),
        }
    }

    /// Makes a statement another wording of one that is there.
    fn add_wording(
        &mut self,
        entry: Entry<WrittenStatement<'static>>,
        index: usize,
        likeness: f32,
        date: Option<PartialDate>,
    ) {
        let statement = self.there.statement(index);
        let key = statement.key();
        self.taken.insert((index, source_of(&entry.value)));
        self.renaming.statements.insert(entry.id, key.to_owned());
        let wording = wording_of(entry.value, statement, self.there.corpus, date);
        let text = wording.text.to_string();
        self.joining.changes.push(Change::Wording { statement: key.to_owned(), likeness, text });
        let mut look = entry.look;
        if likeness < 1.0 {
            let percent = (likeness * 100.0).round();
            look.push(format!("{percent} % like other words of `{key}`; is it the same statement?"));
        }
        let new = Entry { id: key.to_owned(), value: wording, look };
        self.joining.wordings.push((key.to_owned(), new));
    }

    fn add_statement(&mut self, entry: Entry<WrittenStatement<'static>>) {
        let new = self.free_id(&entry.id);
        self.renaming.statements.insert(entry.id.clone(), new);
        self.joining.new.statements.push(entry);
    }

    /// A free id. One that was called after the speaker, with a number, is called so after the speaker's id in
    /// the corpus.
    fn free_id(&mut self, id: &str) -> String {
        let stem = id.rsplit_once('-').filter(|(_, number)| number.parse::<usize>().is_ok()).map(|(stem, _)| stem);
        match stem {
            Some(UNATTRIBUTED) => self.ids.next_number(UNATTRIBUTED, 1),
            Some(stem) if self.speakers.contains_key(stem) => self.ids.next_number(&self.speakers[stem], 1),
            _ => self.ids.first_free(id),
        }
    }
}

/// A statement as a wording of another: it says itself what that one does not say, or says
/// otherwise.
fn wording_of(
    new: WrittenStatement<'static>,
    statement: Statement<'_>,
    corpus: &Corpus,
    date: Option<PartialDate>,
) -> WrittenWording<'static> {
    let via = |ids: &[crate::corpus::SpeakerId]| Names(ids.iter().map(|id| owned(&*corpus.speaker(*id).key)).collect());
    let own_via = new.via.unwrap_or_default();
    let kind = new.kind.filter(|kind| *kind != statement.kind());
    let session = new.session.filter(|_| statement.session().is_none()).map(|session| id(&session.0));
    // A session of its own gives it that session's date.
    let date = if session.is_some() { new.date } else { date };
    WrittenWording {
        source: new.source,
        locator: new.locator,
        text: new.text.unwrap_or_default(),
        frame: new.frame,
        by: new.by,
        speaker: None,
        via: (via(statement.via()) != own_via).then_some(own_via),
        session,
        date: date.filter(|_| statement.date().is_none()),
        kind,
        verified: new.verified,
        checked_at: new.checked_at,
        notes: new.notes,
    }
}
