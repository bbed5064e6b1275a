//! Articles as files: from plain text, Markdown or HTML to paragraphs, and from what
//! [`article`](super::article) reads in them to what goes into a corpus.

mod html;
mod markdown;
mod plain;
mod statements;

use std::path::Path;

use crate::corpus::written::{
    Text, Texts, WrittenPassage, WrittenReview, WrittenSession, WrittenSource, WrittenSpeaker, WrittenStatement,
    WrittenWording,
};
use crate::corpus::{Fidelity, Kind, PassageKind};
use crate::text::{ByteSpan, GAP};

use super::article::{Article, Figure, QuoteKind, Speaker, read_paragraphs};
use super::{ImportError, Importer};
use crate::import::found::{Found, id, names, owned};
use crate::import::material::{Material, inner_name};

use plain::{Page, one_line};
use statements::{Said, statements};

/// An article in plain text, Markdown or HTML.
pub(super) struct ArticleText;

/// The most bytes of an article.
const LARGEST: u64 = 64 << 20;

/// Below this, nobody is said to have said it: the likeliest speakers are only candidates.
const SURE_ENOUGH: f32 = 0.55;
/// Below this, somebody should look.
const SURE: f32 = 0.8;

impl Importer for ArticleText {
    fn recognises(&self, beginning: &str) -> bool {
        let text = beginning.trim_start();
        let quotes = beginning.chars().filter(|c| matches!(c, '"' | '“' | '„' | '«')).count();
        is_html(text)
            || quotes >= 2 && !text.starts_with(['{', '[', '<']) && text.split_whitespace().take(31).count() > 30
    }

    fn read(&self, material: &mut Material<'_>, found: &mut Found) -> Result<(), ImportError> {
        let ends = |endings: &[&str]| {
            let ending = Path::new(inner_name(material.name()))
                .extension()
                .and_then(|ending| ending.to_str())
                .unwrap_or_default();
            endings.iter().any(|own| own.eq_ignore_ascii_case(ending))
        };
        let (html, markdown) = (ends(&["html", "htm", "xhtml"]), ends(&["md", "markdown"]));
        let text = material.whole_text(LARGEST)?;
        let page = match (html || is_html(text.trim_start()), markdown) {
            (true, _) => html::read(&text),
            (false, true) => markdown::read(&text),
            (false, false) => Page::plain(&text),
        };
        let article = read_paragraphs(&page.text, page.paragraphs());
        Writer::new(&page, &article, found).write();
        Ok(())
    }
}

fn is_html(text: &str) -> bool {
    let beginning: String = text.chars().take(200).collect::<String>().to_lowercase();
    ["<!doctype html", "<html", "<head", "<body", "<article"].iter().any(|tag| beginning.starts_with(tag))
}

/// Hands over what an article holds.
struct Writer<'a> {
    page: &'a Page,
    article: &'a Article,
    found: &'a mut Found,
    source: String,
    session: Option<String>,
    /// The ids of the figures that were needed so far.
    ids: Vec<Option<String>>,
}

impl<'a> Writer<'a> {
    fn new(page: &'a Page, article: &'a Article, found: &'a mut Found) -> Self {
        if let (Some(told), None) = (&page.unread_date, page.date) {
            found.unread_date(told);
        }
        let text = |text: &Option<String>| text.as_deref().map(owned);
        let title = text(&page.title).unwrap_or_else(|| owned(found.file_title()));
        let source = found.main_source(WrittenSource {
            title: title.clone(),
            publisher: text(&page.publisher),
            author: text(&page.author),
            date: page.date,
            url: text(&page.url),
            language: text(&page.language),
            fidelity: Some(Fidelity::Report),
            ..WrittenSource::default()
        });
        let session = found.main_session(Some(WrittenSession { title, date: page.date, ..WrittenSession::default() }));
        Self { page, article, found, source, session, ids: vec![None; article.figures.len()] }
    }

    fn write(mut self) {
        for (number, paragraph) in self.article.paragraphs.iter().enumerate() {
            let text = owned(paragraph.of(&self.page.text));
            let locator = Some(locator(number));
            self.found.passage(&self.source, WrittenPassage { is: Some(PassageKind::Full), text, locator });
        }
        for said in statements(&self.page.text, self.article) {
            self.write_statement(&said);
        }
    }

    fn write_statement(&mut self, said: &Said<'_>) {
        let first = said.first();
        let text = &self.page.text;
        let parts: Vec<String> = said.parts.iter().map(|part| one_line(words(text, part.words, part.kind))).collect();
        let (speakers, review, look) = self.attribution(said);
        let via: Vec<String> = first
            .via
            .iter()
            .flat_map(|via| via.figures.clone())
            .map(|figure| self.speaker(figure))
            .filter(|via| !speakers.contains(via))
            .collect();
        let frame = (first.kind == QuoteKind::Fragment).then(|| frame(text, first.sentence, first.words)).flatten();
        let wording = WrittenWording {
            source: Some(id(&self.source)),
            locator: Some(locator(first.paragraph)),
            text: owned(parts.join(&format!(" {GAP} "))),
            frame: frame.map(owned),
            ..WrittenWording::default()
        };
        let kind = match first.kind {
            QuoteKind::Direct => Kind::Direct,
            QuoteKind::Fragment => Kind::Fragment,
            QuoteKind::Indirect => Kind::Indirect,
        };
        let statement = WrittenStatement {
            speaker: names(speakers),
            via: (!via.is_empty()).then(|| names(via)),
            session: self.session.as_deref().map(id),
            kind: Some(kind),
            review,
            wordings: vec![wording],
            ..WrittenStatement::default()
        };
        self.found.statement(statement, look);
    }

    /// Who said it, with what somebody should know of how that was found.
    fn attribution(&mut self, said: &Said<'_>) -> (Vec<String>, Option<WrittenReview<'static>>, Vec<String>) {
        let first = said.first();
        let mut look = Vec::new();
        let Some(speaker) = &first.speaker else {
            let review = WrittenReview { confidence: Some(0.0), ..WrittenReview::default() };
            return (Vec::new(), Some(review), look);
        };
        let mention = speaker.mention.of(&self.page.text);
        if speaker.figures.is_empty() {
            look.push(format!("“{}”: the article does not say plainly who that is", one_line(mention)));
        }
        let ids: Vec<String> = speaker.figures.iter().map(|figure| self.speaker(*figure)).collect();
        let sure = !ids.is_empty() && first.confidence >= SURE_ENOUGH;
        let review = (!sure || first.confidence < SURE).then(|| WrittenReview {
            confidence: Some((first.confidence * 100.0).round() / 100.0),
            candidates: Texts(self.candidates(speaker, &ids)),
            ..WrittenReview::default()
        });
        (if sure { ids } else { Vec::new() }, review, look)
    }

    fn candidates(&mut self, speaker: &Speaker, ids: &[String]) -> Vec<Text<'static>> {
        let others: Vec<String> = speaker.others.iter().map(|figure| self.speaker(*figure)).collect();
        ids.iter().cloned().chain(others).map(owned).collect()
    }

    /// The id of a figure.
    fn speaker(&mut self, figure: usize) -> String {
        if let Some(id) = self.ids.get(figure).and_then(Option::as_ref) {
            return id.clone();
        }
        let Figure { name, role, body, unnamed } = self.article.figures.get(figure).cloned().unwrap_or_default();
        let id = self.found.speaker(WrittenSpeaker {
            name: owned(name),
            role: role.map(owned),
            body,
            ..WrittenSpeaker::default()
        });
        if unnamed {
            self.found.look_at_speaker(&id, "the article describes them without a name");
        }
        if let Some(own) = self.ids.get_mut(figure) {
            *own = Some(id.clone());
        }
        id
    }
}

fn locator(paragraph: usize) -> Text<'static> {
    owned(format!("par. {}", paragraph + 1))
}

/// The words of a part: a comma before an attribution belongs to the sentence around the quote.
fn words(text: &str, span: ByteSpan, kind: QuoteKind) -> &str {
    let words = span.of(text);
    let ends: &[char] = if kind == QuoteKind::Fragment { &[',', '.', ';'] } else { &[','] };
    words.trim_end_matches(ends)
}

/// The sentence around a fragment, with `{}` in its place. None if the sentence has such a sign itself.
fn frame(text: &str, sentence: ByteSpan, words: ByteSpan) -> Option<String> {
    const MARKS: [char; 12] = ['"', '“', '”', '„', '‘', '’', '\'', '«', '»', '‹', '›', '`'];
    let whole = sentence.of(text);
    if whole.contains(['{', '}']) || !sentence.covers(words) {
        return None;
    }
    let before = text[sentence.start()..words.start()].trim_end().trim_end_matches(MARKS);
    let spaced = text[before.len() + sentence.start()..words.start()].trim_start_matches(char::is_whitespace);
    let space =
        if before.is_empty() || spaced.len() == words.start() - sentence.start() - before.len() { "" } else { " " };
    let behind = text[words.end()..sentence.end()].trim_start().trim_start_matches(MARKS);
    let inner = words.of(text);
    let mark = inner
        .chars()
        .next_back()
        .filter(|mark| matches!(mark, ',' | '.' | ';') && !behind.starts_with(*mark))
        .map(String::from)
        .unwrap_or_default();
    Some(one_line(&format!("{before}{space}{{}}{mark}{behind}")))
}
