//! Everything about a statement, to be read.

use crate::corpus::{Corpus, PartialDate, ReviewState, SessionId, SpeakerId, Statement, StatementId, TopicId, Wording};
use crate::memory::Bookmarks;
use crate::search::{FacetValue, Highlighter, Hit};
use crate::settings::Role;
use crate::text::{ByteSpan, number};

use super::document::{Document, LeadsTo, Paragraph};
use super::rows::{BOOKMARK_MARK, badge_role, kind_meaning, who, who_in_words, words_paragraph};
use super::worth::Worth;

/// Columns of the labels.
const LABELS: usize = 9;

/// The detail of what was found: the words, who, where, when, through whom, and every
/// other wording.
#[must_use]
pub fn detail_page(corpus: &Corpus, hit: Hit, highlighter: &Highlighter, bookmarks: &Bookmarks) -> Document {
    let wording = corpus.wording(hit.statement, hit.wording);
    let statement = wording.statement();
    let mut page = Document::default();
    page.push(words_paragraph(wording, highlighter));
    page.space();
    page.push(leading_to_names(who(corpus, wording, highlighter), corpus, wording));
    for speaker in wording.speakers() {
        let speaker = corpus.speaker(*speaker);
        let facts: Vec<&str> =
            [&speaker.role, &speaker.affiliation].into_iter().flatten().map(String::as_str).collect();
        let of = if wording.speakers().len() > 1 { format!("{}: ", speaker.name) } else { String::new() };
        if !facts.is_empty() {
            page.push(Paragraph::new(format!("{of}{}", facts.join(", ")), Role::Dim));
        }
    }
    if bookmarks.has(hit.statement) {
        page.space();
        page.push(bookmark(bookmarks.note_of(hit.statement)));
    }
    page.space();
    facts(&mut page, corpus, wording);
    page.space();
    source(&mut page, corpus, wording);
    if let Some(words) = review(corpus, statement) {
        page.push(labelled("Review", words));
    }
    others(&mut page, corpus, wording, highlighter);
    for (label, ids) in [("Part of", statement.part_of().as_slice()), ("See also", statement.see_also())] {
        related(&mut page, corpus, label, ids);
    }
    let of_speakers = wording.speakers().iter().filter_map(|speaker| corpus.speaker(*speaker).notes.as_deref());
    for notes in statement.notes().into_iter().chain(of_speakers) {
        page.space();
        page.push(labelled("Note", notes));
    }
    page
}

/// Each speaker's name leads to what they said.
fn leading_to_names(mut who: Paragraph, corpus: &Corpus, wording: Wording<'_>) -> Paragraph {
    let mut from = 0;
    for id in wording.speakers() {
        let name = &corpus.speaker(*id).name;
        let Some(start) = who.text[from..].find(&**name).map(|at| from + at) else { break };
        from = start + name.len();
        who = who.leading(ByteSpan::new(start, from), LeadsTo::Filter(FacetValue::Speaker(*id)));
    }
    who
}

/// That it is bookmarked, with what the person wrote beside it.
fn bookmark(note: Option<&str>) -> Paragraph {
    let text = format!("{BOOKMARK_MARK}{}", note.unwrap_or("bookmarked"));
    Paragraph::new(text, Role::Text).marked(ByteSpan::new(0, BOOKMARK_MARK.len()), Role::Active)
}

fn labelled(label: &str, text: impl Into<String>) -> Paragraph {
    Paragraph::new(text, Role::Text).labelled(label, LABELS)
}

fn facts(page: &mut Document, corpus: &Corpus, wording: Wording<'_>) {
    let statement = wording.statement();
    if let Some(session) = wording.session() {
        page.push(of_session("Session", corpus, session));
    }
    for session in statement.also_in() {
        page.push(of_session("Also in", corpus, *session));
    }
    // The date of the session stands beside it.
    let of_session = wording.session().and_then(|session| corpus.session(session).date);
    if let Some(date) = wording.date().filter(|date| Some(*date) != of_session) {
        page.push(labelled("Date", date.in_words()));
    }
    if let Some(setting) = wording.setting() {
        page.push(labelled("Setting", setting));
    }
    page.push(labelled("Kind", kind_meaning(wording.kind())));
    if !statement.topics().is_empty() {
        page.push(topics(corpus, statement.topics()));
    }
    page.push(labelled("Id", statement.key()));
}

fn of_session(label: &str, corpus: &Corpus, session: SessionId) -> Paragraph {
    labelled(label, corpus.session(session).in_words()).leading_whole(LeadsTo::Filter(FacetValue::Session(session)))
}

/// All topics in a line, each leading to what is about it.
fn topics(corpus: &Corpus, topics: &[TopicId]) -> Paragraph {
    let mut text = String::new();
    let mut links = Vec::new();
    for topic in topics {
        if !text.is_empty() {
            text.push_str(", ");
        }
        let start = text.len();
        text.push_str(corpus.topic(*topic));
        links.push((ByteSpan::new(start, text.len()), LeadsTo::Filter(FacetValue::Topic(*topic))));
    }
    links.into_iter().fold(labelled("Topics", text), |paragraph, (span, leads_to)| paragraph.leading(span, leads_to))
}

/// The badge with its meaning, and where the words stand.
fn source(page: &mut Document, corpus: &Corpus, wording: Wording<'_>) {
    let badge = wording.badge();
    let name = badge.to_string();
    let span = ByteSpan::new(0, name.len());
    let meaning = badge.standing.meaning();
    let words = labelled("Words", format!("{name}: {meaning}")).marked(span, badge_role(badge));
    page.push(words.leading_badge(span, badge));
    if let Some(id) = wording.source() {
        let source = corpus.source(id);
        page.push(labelled("Source", source.in_words()));
        if let Some(locator) = wording.locator() {
            page.push(labelled("Place", locator));
        }
        if let Some(url) = &source.url {
            page.push(Paragraph::new(url, Role::Link).indented(LABELS).leading_whole(LeadsTo::Address(url.clone())));
        }
        let about = [("by", &source.author), ("language", &source.language), ("licence", &source.licence)];
        let about: Vec<String> =
            about.into_iter().filter_map(|(word, fact)| Some(format!("{word} {}", fact.as_ref()?))).collect();
        for remark in (!about.is_empty()).then(|| about.join(", ")).iter().chain(&source.notes) {
            page.push(Paragraph::new(remark, Role::Dim).indented(LABELS));
        }
    }
    if let Some(notes) = wording.notes() {
        page.push(Paragraph::new(notes, Role::Dim).indented(LABELS));
    }
    if let Some(date) = wording.checked_at() {
        let verb = if badge.verified { "verified" } else { "looked for, not found," };
        page.push(Paragraph::new(format!("{verb} {}", date.in_words()), Role::Dim).indented(LABELS));
    }
}

/// What a person has said to the attribution, where a program made it.
fn review(corpus: &Corpus, statement: Statement<'_>) -> Option<String> {
    let state = match statement.review()?.state {
        ReviewState::Open => "nobody has looked yet",
        ReviewState::Accepted => "accepted",
        ReviewState::Rejected => "rejected",
    };
    Some(
        [Some(state.to_owned()), doubt_in_words(corpus, statement)]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(", "),
    )
}

/// How sure a program was of an attribution, and who else it may have been: "62% sure, or Ann Arbor".
#[must_use]
pub fn doubt_in_words(corpus: &Corpus, statement: Statement<'_>) -> Option<String> {
    let review = statement.review()?;
    let sure = review.confidence.map(|sure| format!("{:.0}% sure", sure * 100.0));
    let named = statement.speakers();
    let others: Vec<SpeakerId> = review.candidates.iter().copied().filter(|id| !named.contains(id)).collect();
    let others = (!others.is_empty()).then(|| format!("or {}", corpus.speaker_names(&others)));
    let parts: Vec<String> = [sure, others].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// Every other wording, nearest to the spoken words first.
fn others(page: &mut Document, corpus: &Corpus, shown: Wording<'_>, highlighter: &Highlighter) {
    let others: Vec<Wording<'_>> =
        shown.statement().wordings_nearest_first().into_iter().filter(|wording| wording.id() != shown.id()).collect();
    if others.is_empty() {
        return;
    }
    page.space();
    page.push(Paragraph::new(number(others.len(), "other wording"), Role::Heading));
    for wording in others {
        let badge = wording.badge();
        let name = badge.to_string();
        let place = wording.source().map(|id| {
            let source = corpus.source(id);
            source.publisher.as_ref().unwrap_or(&source.title).clone()
        });
        let parts = [Some(name.clone()), place].into_iter().flatten().chain(differences(corpus, wording, shown));
        let line = parts.collect::<Vec<_>>().join(" · ");
        let span = ByteSpan::new(0, name.len());
        page.push(Paragraph::new(line, Role::Dim).marked(span, badge_role(badge)).leading_badge(span, badge));
        page.push(words_paragraph(wording, highlighter).indented(2));
        if let Some(notes) = wording.notes() {
            page.push(Paragraph::new(notes, Role::Dim).indented(2));
        }
    }
}

/// What another wording says otherwise than the one that is shown: whose words, through whom,
/// when, how.
fn differences(corpus: &Corpus, wording: Wording<'_>, shown: Wording<'_>) -> impl Iterator<Item = String> {
    let attributed = (wording.speakers(), wording.via()) != (shown.speakers(), shown.via());
    let who = attributed.then(|| who(corpus, wording, &Highlighter::default()).text);
    let date = wording.date().filter(|_| wording.date() != shown.date()).map(PartialDate::in_words);
    let kind = (wording.kind() != shown.kind()).then(|| wording.kind().name().to_owned());
    [who, date, kind, wording.locator().map(str::to_owned)].into_iter().flatten()
}

fn related(page: &mut Document, corpus: &Corpus, label: &str, ids: &[StatementId]) {
    if ids.is_empty() {
        return;
    }
    page.space();
    for (index, id) in ids.iter().enumerate() {
        let wording = corpus.statement(*id).primary();
        let quote = words_paragraph(wording, &Highlighter::default()).text;
        let who = who_in_words(corpus, wording);
        let badge = wording.badge();
        let name = badge.to_string();
        let span = ByteSpan::new(0, name.len());
        // The badge comes first: where the end is out of sight, so are the words it is about.
        let text = format!("{name} · {} · {who}: {quote}", wording.statement().key());
        let paragraph = labelled(if index == 0 { label } else { "" }, text).indented_to_labels();
        let leads_to = LeadsTo::Statement(Hit { statement: *id, wording: wording.id() });
        let paragraph = paragraph.marked(span, badge_role(badge)).worth(Worth::of(wording));
        page.push(paragraph.leading_whole(leads_to));
    }
}

impl Paragraph {
    /// In line with the text beside the labels, also where this one has none.
    const fn indented_to_labels(self) -> Self {
        self.indented(LABELS)
    }
}
