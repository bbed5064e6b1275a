//! Sessions by date, and what is known of one.

use crate::corpus::{Corpus, Session, SessionId};
use crate::search::Hit;
use crate::settings::Role;

use super::document::{Document, LeadsTo, Paragraph};

/// Columns of the labels.
const LABELS: usize = 13;

/// Lines of a row of the timeline: the date, the title, and an empty one.
pub const TIMELINE_ROW: usize = 3;

/// All sessions by date; those without one come last.
#[must_use]
pub fn timeline(corpus: &Corpus) -> Vec<SessionId> {
    let mut sessions: Vec<SessionId> = corpus.sessions().map(|(id, _)| id).collect();
    sessions.sort_by_key(|id| {
        let date = corpus.session(*id).date;
        (date.is_none(), date)
    });
    sessions
}

/// What was said in a session, in the files' order: for each statement the wording nearest
/// to the spoken words that belongs there. Linear in the size of the corpus.
#[must_use]
pub fn statements_of(corpus: &Corpus, session: SessionId) -> Vec<Hit> {
    corpus
        .statements()
        .filter_map(|statement| {
            let mut wordings = statement.wordings_nearest_first().into_iter();
            let wording = wordings.find(|wording| wording.sessions().any(|id| id == session))?;
            Some(Hit { statement: statement.id(), wording: wording.id() })
        })
        .collect()
}

/// "Brussels · Wednesday, 12 January 2022"
pub(super) fn place_and_day(session: &Session) -> Option<String> {
    let day = session.date.map(|date| match date.weekday() {
        Some(weekday) => format!("{weekday}, {}", date.in_words()),
        None => date.in_words(),
    });
    let parts: Vec<String> = [session.place.clone(), day].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}

/// What is known of a session.
#[must_use]
pub fn session_page(corpus: &Corpus, id: SessionId) -> Document {
    let session = corpus.session(id);
    let mut page = Document::default();
    page.push(Paragraph::new(&*session.title, Role::Heading));
    if let Some(place_and_day) = place_and_day(session) {
        page.push(Paragraph::new(place_and_day, Role::Text));
    }
    if let Some(summary) = &session.summary {
        page.space();
        page.push(Paragraph::new(summary, Role::Text));
    }
    if !session.participants.is_empty() {
        page.space();
        let names: Vec<&str> = session.participants.iter().map(|id| &*corpus.speaker(*id).name).collect();
        page.push(Paragraph::new(names.join(", "), Role::Text).labelled("Participants", LABELS));
    }
    if let Some(notes) = &session.notes {
        page.push(Paragraph::new(notes, Role::Dim).labelled("Note", LABELS));
    }
    for (index, address) in session.references.iter().enumerate() {
        let label = if index == 0 { "Found at" } else { "" };
        let leads_to = LeadsTo::Address(address.clone());
        page.push(Paragraph::new(address, Role::Link).labelled(label, LABELS).leading_whole(leads_to));
    }
    page
}
