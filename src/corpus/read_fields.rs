//! From the fields of a thing to its draft: every field is taken, every problem is noted.
//! The same for a map in a document and for a tagged line.

use std::borrow::Cow;

use crate::text::parts;
use crate::yaml::{Fields, Located};

use super::date::{NotADate, PartialDate};
use super::draft::{
    FileDraft, Reference, ReviewDraft, SessionDraft, SourceDraft, SpeakerDraft, StatementDraft, UNATTRIBUTED,
    WordingDraft, point,
};
use super::kind::{Fidelity, Kind, PassageKind, ReviewState, one_of};
use super::model::Passage;
use super::quoted::{by_editor, frame_problem};
use super::written::OF_ONLY_WORDING;

/// What is wrong with an id, if anything is: `/` stands between a file and an id, and one
/// word is kept for nobody.
pub(super) fn problem_of_id(id: &str) -> Option<String> {
    if id == UNATTRIBUTED {
        return Some(format!("`{UNATTRIBUTED}` cannot be an id: it stands for an unknown speaker"));
    }
    let bad = id.is_empty() || id.chars().any(|c| c == '/' || c.is_whitespace() || c.is_control());
    bad.then(|| "an id has no spaces and no `/`".to_owned())
}

/// What the corpus calls itself, and what is to be said of it.
pub(super) fn about(fields: &mut Fields<'_, '_>, draft: &mut FileDraft) {
    draft.titles.extend(owned(fields.text("title")));
    draft.notes.extend(owned(fields.text("notes")));
}

pub(super) fn speaker(mut fields: Fields<'_, '_>) -> SpeakerDraft {
    let draft = SpeakerDraft {
        name: owned(fields.required_text("name")).unwrap_or_default(),
        role: owned(fields.text("role")),
        affiliation: owned(fields.text("affiliation")),
        aliases: fields.texts("aliases").into_iter().map(Located::into_owned).collect(),
        body: plain(fields.flag("body")).unwrap_or(false),
        notes: owned(fields.text("notes")),
    };
    fields.finish();
    draft
}

pub(super) fn session(mut fields: Fields<'_, '_>) -> SessionDraft {
    let owned_reference = |id: Reference<'_>| Located { value: Cow::Owned(id.value.into_owned()), span: id.span };
    let draft = SessionDraft {
        title: owned(fields.required_text("title")).unwrap_or_default(),
        date: date(&mut fields, "date"),
        place: owned(fields.text("place")),
        participants: fields.texts("participants").into_iter().map(owned_reference).collect(),
        summary: owned(fields.text("summary")),
        references: fields.texts("references").into_iter().map(|text| text.value.into_owned()).collect(),
        notes: owned(fields.text("notes")),
    };
    fields.finish();
    draft
}

pub(super) fn source(mut fields: Fields<'_, '_>) -> SourceDraft {
    let mut draft = SourceDraft {
        title: owned(fields.required_text("title")).unwrap_or_default(),
        publisher: owned(fields.text("publisher")),
        author: owned(fields.text("author")),
        date: date(&mut fields, "date"),
        url: owned(fields.text("url")),
        language: owned(fields.text("language")),
        fidelity: value_of(&mut fields, "fidelity", Fidelity::ALL, Fidelity::name),
        verified: plain(fields.flag("verified")),
        checked_at: date(&mut fields, "checked_at"),
        licence: owned(fields.text("licence")),
        notes: owned(fields.text("notes")),
        passages: Vec::new(),
    };
    let passages = fields.list("passages");
    draft.passages = passages.into_iter().filter_map(|node| passage(fields.nested(node, "a passage")?)).collect();
    fields.finish();
    draft
}

fn passage(mut fields: Fields<'_, '_>) -> Option<Passage> {
    let text = owned(fields.required_text("text"));
    let is = value_of(&mut fields, "is", PassageKind::ALL, PassageKind::name);
    let locator = owned(fields.text("locator"));
    fields.finish();
    Some(Passage { is: is.unwrap_or(PassageKind::Excerpt), text: text?, locator })
}

pub(super) fn statement<'t>(mut fields: Fields<'t, '_>) -> StatementDraft<'t> {
    let id = fields.required_text("id");
    if let Some(id) = &id
        && let Some(problem) = problem_of_id(&id.value)
    {
        fields.problem("bad-id", problem, id.span);
    }
    if !fields.has("speaker") {
        fields.missing("speaker");
    }
    let start = point(fields.span());
    let mut draft = StatementDraft {
        id: id.unwrap_or(Located { value: Cow::Borrowed(""), span: start }),
        speakers: speakers(&mut fields).unwrap_or_default(),
        via: fields.texts("via"),
        session: fields.text("session"),
        also_in: fields.texts("also_in"),
        date: date(&mut fields, "date"),
        setting: plain(fields.text("setting")),
        kind: value_of(&mut fields, "kind", Kind::ALL, Kind::name),
        topics: fields.texts("topics").into_iter().map(|topic| topic.value).collect(),
        part_of: fields.text("part_of"),
        see_also: fields.texts("see_also"),
        notes: plain(fields.text("notes")),
        review: None,
        wordings: Vec::new(),
    };
    draft.review = fields.node("review").and_then(|node| Some(review(fields.nested(node, "a review")?)));
    draft.wordings = wordings(&mut fields);
    fields.finish();
    draft
}

fn review<'t>(mut fields: Fields<'t, '_>) -> ReviewDraft<'t> {
    let confidence = fields.parsed("confidence", "bad-value", |text| {
        let number: Option<f32> = text.parse().ok().filter(|number| (0.0..=1.0).contains(number));
        number.ok_or_else(|| format!("`{text}` is not a number from 0 to 1"))
    });
    let draft = ReviewDraft {
        confidence: plain(confidence),
        candidates: fields.texts("candidates"),
        state: value_of(&mut fields, "state", ReviewState::ALL, ReviewState::name).unwrap_or_default(),
    };
    fields.finish();
    draft
}

/// The wordings of a statement, or the one that it holds itself.
fn wordings<'t>(fields: &mut Fields<'t, '_>) -> Vec<WordingDraft<'t>> {
    let start = point(fields.span());
    if !fields.has("wordings") {
        let _ = fields.list("wordings");
        if fields.has("text") {
            return short_wording(fields).into_iter().collect();
        }
        let message = "a statement needs its words: `text`, or a list of `wordings`";
        fields.problem("no-wording", message.to_owned(), start);
        return Vec::new();
    }
    let listed = fields.list("wordings");
    for name in OF_ONLY_WORDING {
        if let Some(key) = fields.key_span(name) {
            let message = format!("`{name}` belongs into a wording where a statement has `wordings`");
            fields.problem("two-forms", message, key);
            let _ = fields.node(name);
        }
    }
    if listed.is_empty() {
        fields.problem("no-wording", "a statement needs at least one wording".to_owned(), start);
    }
    listed.into_iter().filter_map(|node| listed_wording(fields.nested(node, "a wording")?)).collect()
}

fn listed_wording<'t>(mut fields: Fields<'t, '_>) -> Option<WordingDraft<'t>> {
    let draft = short_wording(&mut fields);
    let speakers = speakers(&mut fields);
    let via = fields.has("via").then(|| fields.texts("via"));
    let session = fields.text("session");
    let date = date(&mut fields, "date");
    let kind = value_of(&mut fields, "kind", Kind::ALL, Kind::name);
    let notes = plain(fields.text("notes"));
    fields.finish();
    Some(WordingDraft { speakers, via, session, date, kind, notes, ..draft? })
}

/// The fields that a wording has wherever it is written, also on its statement.
fn short_wording<'t>(fields: &mut Fields<'t, '_>) -> Option<WordingDraft<'t>> {
    let text = fields.required_text("text");
    let source = fields.text("source");
    let frame = frame(fields);
    let locator = plain(fields.text("locator"));
    let by = fields.parsed("by", "bad-value", by_editor);
    let verified = plain(fields.flag("verified"));
    let checked_at = date(fields, "checked_at");
    let text = text?;
    if parts(&text.value).is_empty() {
        fields.problem("empty-text", "the text is only a gap".to_owned(), text.span);
    }
    Some(WordingDraft {
        text,
        source,
        frame,
        locator,
        by_editor: plain(by).unwrap_or(false),
        verified,
        checked_at,
        speakers: None,
        via: None,
        session: None,
        date: None,
        kind: None,
        notes: None,
    })
}

/// Who said it, if the field is there: nobody must be said with a word.
fn speakers<'t>(fields: &mut Fields<'t, '_>) -> Option<Vec<Reference<'t>>> {
    let key = fields.key_span("speaker")?;
    let mut speakers = fields.texts("speaker");
    if speakers.is_empty() {
        let message = format!("`speaker` is empty; write `{UNATTRIBUTED}` where nobody is known");
        fields.problem("empty-text", message, key);
    }
    speakers.retain(|speaker| speaker.value != UNATTRIBUTED);
    Some(speakers)
}

fn frame<'t>(fields: &mut Fields<'t, '_>) -> Option<Cow<'t, str>> {
    let frame = fields.text("frame")?;
    if let Some(message) = frame_problem(&frame.value) {
        fields.problem("bad-frame", message, frame.span);
        return None;
    }
    Some(frame.value)
}

fn date(fields: &mut Fields<'_, '_>, name: &'static str) -> Option<PartialDate> {
    plain(fields.parsed(name, "bad-date", |text| text.parse().map_err(|error: NotADate| error.to_string())))
}

/// A value of a closed list.
fn value_of<T: Copy>(
    fields: &mut Fields<'_, '_>,
    field: &'static str,
    all: &[T],
    name: impl Fn(T) -> &'static str,
) -> Option<T> {
    plain(fields.parsed(field, "bad-value", |text| one_of(text, all, name)))
}

fn plain<T>(located: Option<Located<T>>) -> Option<T> {
    located.map(|located| located.value)
}

fn owned(text: Option<Located<Cow<'_, str>>>) -> Option<String> {
    text.map(|text| text.value.into_owned())
}
