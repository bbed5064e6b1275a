//! JSON: one document with everything about each statement, names beside ids.

use std::io::{self, Write};

use serde::Serialize;

use super::entry::Entry;
use super::{Exporter, Selection};
use crate::corpus::{Corpus, Fidelity, SessionId, SpeakerId, StatementId, Wording, quoted};

/// Grows when a reader would have to change.
const VERSION: u32 = 1;

#[derive(Default)]
pub(super) struct Json {
    /// Whether a statement stands above.
    begun: bool,
}

impl Exporter<'_> for Json {
    fn begin(&mut self, selection: Selection<'_>, out: &mut dyn Write) -> io::Result<()> {
        let title = serde_json::to_string(&selection.corpus.title())?;
        let relaxed = serde_json::to_string(&selection.relaxed.name())?;
        write!(
            out,
            "{{\n  \"version\": {VERSION},\n  \"corpus\": {title},\n  \"relaxed\": {relaxed},\n  \"statements\": ["
        )
    }

    fn statement(&mut self, entry: Entry<'_>, out: &mut dyn Write) -> io::Result<()> {
        write_item(&mut self.begun, &StatementItem::new(entry), out)
    }

    fn end(&mut self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "\n  ]\n}}")
    }
}

/// Writes an item of a list that stands one level deep in a document.
pub(super) fn write_item(begun: &mut bool, item: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    let comma = if std::mem::replace(begun, true) { "," } else { "" };
    // A page of HTML may hold the document, and `</script>` would end it there. A slash after a
    // backslash is a slash (RFC 8259, section 7).
    let text = serde_json::to_string_pretty(item)?.replace('\n', "\n    ").replace("</", "<\\/");
    write!(out, "{comma}\n    {text}")
}

#[derive(Serialize)]
struct StatementItem<'a> {
    id: &'a str,
    /// The words of the wording that was chosen or found.
    text: &'a str,
    /// The same as it is set down: quote marks, frame.
    quote: String,
    kind: &'static str,
    badge: String,
    /// Whether the words can be given as the speaker's own without more ado.
    verbatim: bool,
    caveats: Vec<&'static str>,
    speakers: Vec<SpeakerItem<'a>>,
    via: Vec<SpeakerItem<'a>>,
    session: Option<SessionItem<'a>>,
    also_in: Vec<SessionItem<'a>>,
    date: Option<String>,
    setting: Option<&'a str>,
    topics: Vec<&'a str>,
    part_of: Option<&'a str>,
    see_also: Vec<&'a str>,
    notes: Option<&'a str>,
    review: Option<ReviewItem<'a>>,
    file: Option<&'a str>,
    line: u32,
    /// All wordings, the nearest to the spoken words first.
    wordings: Vec<WordingItem<'a>>,
}

#[derive(Serialize)]
struct SpeakerItem<'a> {
    id: &'a str,
    name: &'a str,
    role: Option<&'a str>,
    affiliation: Option<&'a str>,
    body: bool,
}

#[derive(Serialize)]
struct SessionItem<'a> {
    id: &'a str,
    title: &'a str,
    date: Option<String>,
    place: Option<&'a str>,
}

#[derive(Serialize)]
struct ReviewItem<'a> {
    state: &'static str,
    confidence: Option<f32>,
    candidates: Vec<SpeakerItem<'a>>,
}

#[derive(Serialize)]
struct WordingItem<'a> {
    text: &'a str,
    quote: String,
    /// Whether it is the one that the statement's `text` gives.
    chosen: bool,
    kind: &'static str,
    badge: String,
    fidelity: Option<&'static str>,
    verified: bool,
    checked_at: Option<String>,
    /// Whether it is the editor's summary, nobody's words.
    paraphrase: bool,
    frame: Option<&'a str>,
    locator: Option<&'a str>,
    speakers: Vec<&'a str>,
    via: Vec<&'a str>,
    session: Option<&'a str>,
    date: Option<String>,
    source: Option<SourceItem<'a>>,
    notes: Option<&'a str>,
}

#[derive(Serialize)]
struct SourceItem<'a> {
    id: &'a str,
    title: &'a str,
    publisher: Option<&'a str>,
    author: Option<&'a str>,
    date: Option<String>,
    url: Option<&'a str>,
    language: Option<&'a str>,
    licence: Option<&'a str>,
}

impl<'a> StatementItem<'a> {
    fn new(entry: Entry<'a>) -> Self {
        let (corpus, wording, statement) = (entry.corpus(), entry.wording(), entry.statement());
        let key = |id: StatementId| corpus.statement(id).key();
        let position = statement.position();
        Self {
            id: statement.key(),
            text: wording.text(),
            quote: quoted(wording).text,
            kind: wording.kind().name(),
            badge: wording.badge().to_string(),
            verbatim: entry.is_verbatim(),
            caveats: entry.caveats(),
            speakers: speakers(corpus, wording.speakers()),
            via: speakers(corpus, wording.via()),
            session: wording.session().map(|id| session(corpus, id)),
            also_in: statement.also_in().iter().map(|id| session(corpus, *id)).collect(),
            date: wording.date().map(|date| date.to_string()),
            setting: statement.setting(),
            topics: entry.topics(),
            part_of: statement.part_of().map(key),
            see_also: statement.see_also().iter().map(|id| key(*id)).collect(),
            notes: statement.notes(),
            review: statement.review().map(|review| ReviewItem {
                state: review.state.name(),
                confidence: review.confidence,
                candidates: speakers(corpus, &review.candidates),
            }),
            file: corpus.files().get(usize::from(position.file)).map(String::as_str),
            line: position.line,
            wordings: statement
                .wordings_nearest_first()
                .into_iter()
                .map(|other| WordingItem::new(corpus, other, other.id() == wording.id()))
                .collect(),
        }
    }
}

impl<'a> WordingItem<'a> {
    fn new(corpus: &'a Corpus, wording: Wording<'a>, chosen: bool) -> Self {
        let keys = |ids: &[SpeakerId]| ids.iter().map(|id| &*corpus.speaker(*id).key).collect();
        Self {
            text: wording.text(),
            quote: quoted(wording).text,
            chosen,
            kind: wording.kind().name(),
            badge: wording.badge().to_string(),
            fidelity: wording.fidelity().map(Fidelity::name),
            verified: wording.is_verified(),
            checked_at: wording.checked_at().map(|date| date.to_string()),
            paraphrase: wording.is_paraphrase(),
            frame: wording.frame(),
            locator: wording.locator(),
            speakers: keys(wording.speakers()),
            via: keys(wording.via()),
            session: wording.session().map(|id| &*corpus.session(id).key),
            date: wording.date().map(|date| date.to_string()),
            source: wording.source().map(|id| {
                let source = corpus.source(id);
                SourceItem {
                    id: &source.key,
                    title: &source.title,
                    publisher: source.publisher.as_deref(),
                    author: source.author.as_deref(),
                    date: source.date.map(|date| date.to_string()),
                    url: source.url.as_deref(),
                    language: source.language.as_deref(),
                    licence: source.licence.as_deref(),
                }
            }),
            notes: wording.notes(),
        }
    }
}

fn speakers<'a>(corpus: &'a Corpus, ids: &[SpeakerId]) -> Vec<SpeakerItem<'a>> {
    let item = |id: &SpeakerId| {
        let speaker = corpus.speaker(*id);
        SpeakerItem {
            id: &speaker.key,
            name: &speaker.name,
            role: speaker.role.as_deref(),
            affiliation: speaker.affiliation.as_deref(),
            body: speaker.body,
        }
    };
    ids.iter().map(item).collect()
}

fn session(corpus: &Corpus, id: SessionId) -> SessionItem<'_> {
    let session = corpus.session(id);
    SessionItem {
        id: &session.key,
        title: &session.title,
        date: session.date.map(|date| date.to_string()),
        place: session.place.as_deref(),
    }
}
