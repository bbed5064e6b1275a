//! The wordings of a statement side by side, with the words that differ.

use ratatui::layout::{Position, Rect};

use crate::corpus::{Corpus, Statement, StatementId, Wording, WordingId, quoted};
use crate::search::Highlighter;
use crate::settings::Role;
use crate::text::{ByteSpan, differing_words};

use super::document::{Document, Paragraph};
use super::hit::point_in;
use super::panes::reading_area;
use super::rows::{who, words_paragraph};
use super::worth::Worth;

/// The narrowest column that words can be read in.
const NARROWEST: u16 = 21;

/// A wording beside the nearest one to the spoken words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// The wording.
    pub wording: WordingId,
    /// Its words that differ from the first wording's, in bytes of its text.
    pub differs: Vec<ByteSpan>,
    /// The first wording's words that differ from this one's.
    pub first_differs: Vec<ByteSpan>,
}

/// The wordings of a statement, nearest to the spoken words first, each compared with the
/// first. A paraphrase is nobody's words and is not compared.
#[must_use]
pub fn comparisons(statement: Statement<'_>) -> Vec<Comparison> {
    let wordings = statement.wordings_nearest_first();
    let first = wordings.first().map_or("", |wording| wording.text());
    wordings
        .iter()
        .enumerate()
        .map(|(index, wording)| {
            let differences = if index == 0 || wording.is_paraphrase() {
                crate::text::Differences::default()
            } else {
                differing_words(first, wording.text())
            };
            Comparison { wording: wording.id(), differs: differences.second, first_differs: differences.first }
        })
        .collect()
}

/// The wordings as they are arranged in an area.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WordingsView {
    /// One beside another: each with the column its text is set in.
    Columns(Vec<(Rect, Document)>),
    /// One under another in one column of text; with the first paragraph of each wording.
    Stacked(Rect, Document, Vec<usize>),
}

impl WordingsView {
    /// Arranges wordings in columns where each gets room enough to be read, else one under
    /// another.
    #[must_use]
    pub fn new(corpus: &Corpus, statement: StatementId, all: &[Comparison], selected: usize, body: Rect) -> Self {
        let parts = |index| WordingParts::new(corpus, statement, all, index, selected);
        let all_parts: Vec<WordingParts> = (0..all.len()).filter_map(parts).collect();
        if let Some(columns) = columns(body, all.len()) {
            // The words begin on the same line in every column.
            let lines = |parts: &WordingParts, area: &Rect| parts.head.lines(area.width.into()).len();
            let heads = all_parts.iter().zip(&columns).map(|(parts, area)| lines(parts, area));
            let tallest = heads.max().unwrap_or(0);
            let column = |(area, parts): (Rect, WordingParts)| {
                let missing = tallest - lines(&parts, &area);
                (area, parts.joined(missing))
            };
            return Self::Columns(columns.into_iter().zip(all_parts).map(column).collect());
        }
        let (mut document, mut starts) = (Document::default(), Vec::new());
        for parts in all_parts {
            document.space();
            starts.push(document.paragraphs.len());
            document.paragraphs.extend(parts.joined(0).paragraphs);
        }
        Self::Stacked(reading_area(body), document, starts)
    }

    /// The wording at a place of the screen, where the first `top` lines are scrolled away.
    #[must_use]
    pub fn wording_at(&self, at: Position, top: usize) -> Option<usize> {
        match self {
            Self::Columns(columns) => columns.iter().position(|(area, _)| area.contains(at)),
            Self::Stacked(area, _, starts) => {
                let line = top + point_in(*area, at)?.line;
                (0..starts.len()).find(|index| self.lines_of(*index).is_some_and(|(_, last)| line <= last))
            }
        }
    }

    /// The lines of text, in the longest column.
    #[must_use]
    pub fn line_count(&self) -> usize {
        match self {
            Self::Columns(columns) => {
                columns.iter().map(|(area, page)| page.lines(area.width.into()).len()).max().unwrap_or(0)
            }
            Self::Stacked(area, page, _) => page.lines(area.width.into()).len(),
        }
    }

    /// The lines that are visible at once.
    #[must_use]
    pub fn height(&self) -> usize {
        let area = match self {
            Self::Columns(columns) => columns.first().map_or(Rect::ZERO, |(area, _)| *area),
            Self::Stacked(area, _, _) => *area,
        };
        area.height.into()
    }

    /// The first and last line of a wording, where one stands under another.
    #[must_use]
    pub fn lines_of(&self, index: usize) -> Option<(usize, usize)> {
        let Self::Stacked(area, page, starts) = self else { return None };
        let from = *starts.get(index)?;
        let to = starts.get(index + 1).copied().unwrap_or(page.paragraphs.len());
        let lines = page.lines(area.width.into());
        let first = lines.iter().position(|line| line.paragraph >= from)?;
        let last = lines.iter().rposition(|line| line.paragraph < to)?;
        Some((first, last))
    }
}

/// The columns of text for some wordings, if each gets room enough.
fn columns(body: Rect, count: usize) -> Option<Vec<Rect>> {
    let count = u16::try_from(count).ok()?.max(1);
    // A rule and a space stand left of every column but the first.
    let width = ((body.width + 1) / count).saturating_sub(3);
    let column = |index: u16| Rect {
        x: body.x + 1 + index * (width + 3),
        y: body.y + 1,
        width,
        height: body.height.saturating_sub(1),
    };
    (width >= NARROWEST).then(|| (0..count).map(column).collect())
}

/// One wording, in parts: what it is, and its words with where they stand.
struct WordingParts {
    head: Document,
    words: Document,
}

impl WordingParts {
    /// The words that differ are lit: from the first wording, or, for the first itself, from
    /// the selected one.
    fn new(corpus: &Corpus, statement: StatementId, all: &[Comparison], index: usize, selected: usize) -> Option<Self> {
        let (this, chosen) = (all.get(index)?, all.get(selected)?);
        let wording = corpus.wording(statement, this.wording);
        let mut words = Document::default();
        let differs = if index == 0 { &chosen.first_differs } else { &this.differs };
        let shift = quoted(wording).words.start();
        let spans: Vec<ByteSpan> = differs.iter().map(|span| span.shifted(shift)).collect();
        words.push(words_paragraph(wording, &Highlighter::default()).marked_all(spans, Role::Differs).indented(2));
        if let Some(source) = wording.source() {
            words.space();
            words.push(Paragraph::new(corpus.source(source).in_words(), Role::Dim).indented(2));
        }
        Some(Self { head: head(corpus, wording, index, index == selected), words })
    }

    /// One document, with empty lines below the head.
    fn joined(self, empty_lines: usize) -> Document {
        let mut page = self.head;
        page.paragraphs.extend(std::iter::repeat_n(Paragraph::empty(), empty_lines + 1));
        page.paragraphs.extend(self.words.paragraphs);
        page
    }
}

/// The number, what the words are worth, and whose words these are where they are not the statement's
/// speaker's.
fn head(corpus: &Corpus, wording: Wording<'_>, index: usize, selected: bool) -> Document {
    let worth = Worth::of(wording);
    let name = format!("{}. {}", index + 1, worth.text);
    let worth_span = ByteSpan::new(name.len() - worth.text.len(), name.len());
    let mut page = Document::default();
    let mark = if selected { "▌" } else { "" };
    page.push(Paragraph::new(name, Role::Dim).marked(worth_span, worth.role).labelled(mark, 2).label_as(Role::Cursor));
    let statement = wording.statement();
    if (wording.speakers(), wording.via()) != (statement.speakers(), statement.via()) {
        page.push(who(corpus, wording, &Highlighter::default()).indented(2));
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_wordings_fit_side_by_side_in_120_columns_and_not_in_80() {
        let columns = columns(Rect::new(0, 2, 120, 37), 5).expect("room enough");
        assert_eq!(columns.len(), 5);
        assert!(columns.iter().all(|column| column.width == 21));
        assert!(columns.windows(2).all(|pair| pair[0].right() + 3 == pair[1].x));
        assert!(columns[4].right() <= 120);
        assert_eq!(super::columns(Rect::new(0, 2, 80, 20), 5), None);
    }
}
