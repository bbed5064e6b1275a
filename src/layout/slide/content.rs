//! What a slide says.

use crate::corpus::{Corpus, PartialDate, SessionId, Speaker, Wording, quoted};
use crate::export::Entry;
use crate::search::{Highlighter, Hit};
use crate::settings::Role;
use crate::text::ByteSpan;

use super::super::context::{LitWording, lit_wording, what_passages_are, why_another};
use super::super::document::{Document, Paragraph};
use super::super::rows::{badge_role, words_paragraph};
use super::super::session::place_and_day;
use super::super::worth::Worth;

/// What a slide says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SlideText {
    /// What is set as large as fits.
    pub words: Paragraph,
    /// Who said them, where that is one.
    pub signature: Option<Signature>,
    /// What stands below in the terminal's own letters: who else, where, when, and what to know.
    pub below: Document,
    /// What an audience must know of words that are not plainly the speaker's own.
    pub caveat: Option<Paragraph>,
    /// What the words are worth, where they are anybody's.
    pub worth: Option<Worth>,
    /// Who published them.
    pub publisher: Option<String>,
}

/// A speaker under their words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// The name.
    pub name: String,
    /// Office and affiliation.
    pub office: Option<String>,
}

impl Signature {
    fn of(speaker: &Speaker) -> Self {
        let parts: Vec<&str> =
            [&speaker.role, &speaker.affiliation].into_iter().flatten().map(String::as_str).collect();
        Self { name: speaker.name.clone(), office: (!parts.is_empty()).then(|| parts.join(", ")) }
    }

    /// In one line, after a word: "and Wendy Sherman, Deputy Secretary of State, United States"
    fn line(&self, before: &str) -> Paragraph {
        let name = ByteSpan::new(before.len(), before.len() + self.name.len());
        let office = self.office.as_ref().map_or(String::new(), |office| format!(", {office}"));
        Paragraph::new(format!("{before}{}{office}", self.name), Role::Text).marked(name, Role::Name)
    }
}

impl SlideText {
    /// What stands below the words: the name in a line of its own or with the office, and with the
    /// caveat or without.
    pub(super) fn foot(&self, name_apart: bool, with_caveat: bool) -> Document {
        let mut foot = Document::default();
        match &self.signature {
            Some(Signature { name, office }) if name_apart => {
                foot.push(Paragraph::new(name, Role::Name));
                foot.paragraphs.extend(office.iter().map(|office| Paragraph::new(office, Role::Text)));
            }
            Some(signature) => foot.push(signature.line("")),
            None => {}
        }
        foot.paragraphs.extend(self.below.paragraphs.iter().cloned());
        foot.paragraphs.extend(self.caveat.clone().filter(|_| with_caveat));
        foot
    }
}

/// So many speakers have a line each.
const MOST_WITH_A_LINE: usize = 3;

/// A statement in one wording; `lit` are its words that differ from another, in bytes of its
/// text.
#[must_use]
pub fn statement_slide(corpus: &Corpus, wording: Wording<'_>, lit: &[ByteSpan]) -> SlideText {
    let words = words_paragraph(wording, &Highlighter::default());
    let shift = quoted(wording).words.start();
    let words = words.marked_all(lit.iter().map(|span| span.shifted(shift)), Role::Differs);
    let mut below = Document::default();
    let signature = who(&mut below, corpus, wording);
    if let Some(place) = place_and_time(corpus, wording) {
        below.push(Paragraph::new(place, Role::Dim));
    }
    SlideText { signature, ..slide_text(corpus, wording, words, below) }
}

/// The passages a statement's words stand in, with the words lit; those of another wording where
/// its own cannot be lit. `None` if no wording stands in a passage.
#[must_use]
pub fn context_slide(corpus: &Corpus, asked: Wording<'_>) -> Option<SlideText> {
    let LitWording { wording, source, passages } = lit_wording(corpus, asked)?;
    let mut text = String::new();
    let mut spans = Vec::new();
    for (passage, of_passage) in passages {
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        spans.extend(of_passage.into_iter().map(|span| span.shifted(text.len())));
        text.push_str(&passage.text);
    }
    let mut below = Document::default();
    below.push(Paragraph::new(source.in_words(), Role::Name));
    below.push(Paragraph::new(what_passages_are(source), Role::Dim));
    if wording.id() != asked.id() {
        below.push(Paragraph::new(why_another(corpus, asked), Role::Warning));
    }
    let words = Paragraph::new(text, Role::Text).marked_all(spans, Role::Words);
    Some(slide_text(corpus, wording, words, below))
}

/// What is known of a session.
#[must_use]
pub fn session_slide(corpus: &Corpus, id: SessionId) -> SlideText {
    let session = corpus.session(id);
    let mut below = Document::default();
    if let Some(place_and_day) = place_and_day(session) {
        below.push(Paragraph::new(place_and_day, Role::Name));
    }
    if !session.participants.is_empty() {
        below.push(Paragraph::new(format!("With {}", corpus.speaker_names(&session.participants)), Role::Text));
    }
    if let Some(summary) = &session.summary {
        below.space();
        below.push(Paragraph::new(summary, Role::Dim));
    }
    SlideText {
        words: Paragraph::new(&*session.title, Role::Text),
        signature: None,
        below,
        caveat: None,
        worth: None,
        publisher: None,
    }
}

fn slide_text(corpus: &Corpus, wording: Wording<'_>, words: Paragraph, below: Document) -> SlideText {
    let publisher = wording.source().and_then(|id| corpus.source(id).publisher.clone());
    let worth = Some(Worth::of(wording));
    SlideText { words, signature: None, below, caveat: caveat(corpus, wording), worth, publisher }
}

/// Who said it, and through whom it reached us, in words. One speaker signs; several stand below.
fn who(below: &mut Document, corpus: &Corpus, wording: Wording<'_>) -> Option<Signature> {
    let speakers = wording.speakers();
    match speakers {
        [] => below.push(Paragraph::new("Unattributed: it is not known who said it", Role::Warning)),
        [_] => {}
        _ if speakers.len() > MOST_WITH_A_LINE => {
            below.push(Paragraph::new(corpus.speaker_names(speakers), Role::Name));
        }
        _ => {
            for (index, id) in speakers.iter().enumerate() {
                let before = if index > 0 { "and " } else { "" };
                below.push(Signature::of(corpus.speaker(*id)).line(before));
            }
        }
    }
    if let [first, rest @ ..] = wording.via() {
        let mut reporters = corpus.speaker(*first).name.clone();
        for id in rest {
            reporters.push_str(", then by ");
            reporters.push_str(&corpus.speaker(*id).name);
        }
        below.push(Paragraph::new(format!("as reported by {reporters}"), Role::Text));
    }
    match speakers {
        [only] => Some(Signature::of(corpus.speaker(*only))),
        _ => None,
    }
}

/// "NATO–Russia Council, Brussels, 12 January 2022"
fn place_and_time(corpus: &Corpus, wording: Wording<'_>) -> Option<String> {
    let session = wording.session().map(|id| corpus.session(id));
    let title = session.map(|session| session.title.clone());
    let place = session.and_then(|session| session.place.clone());
    let date = wording.date().map(PartialDate::in_words);
    let parts: Vec<String> = [title, place, date].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// What the badge means, where it warns, and what else the words are not.
fn caveat(corpus: &Corpus, wording: Wording<'_>) -> Option<Paragraph> {
    let badge = wording.badge();
    let warns = badge_role(badge) == Role::WarningBadge;
    let meaning = warns.then(|| format!("{badge} – {}", badge.standing.meaning()));
    let entry = Entry::new(corpus, Hit { statement: wording.statement().id(), wording: wording.id() });
    let others = entry.caveats_of_attribution().into_iter().map(str::to_owned);
    let told: Vec<String> = meaning.into_iter().chain(others).collect();
    (!told.is_empty()).then(|| Paragraph::new(told.join("; "), Role::WarningBadge))
}
