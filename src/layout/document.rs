//! A text to be read on the screen: paragraphs with marks, laid out to a width.

use crate::search::{FacetValue, Hit};
use crate::settings::Role;
use crate::text::{ByteSpan, byte_in_column, display_width, wrap};

use super::worth::Worth;

/// A stretch of a paragraph that looks otherwise than the rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Where, in bytes of the paragraph's text.
    pub span: ByteSpan,
    /// What it is.
    pub role: Role,
}

/// What a stretch of text leads to when it is clicked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LeadsTo {
    /// A filter.
    Filter(FacetValue),
    /// A part of a query.
    Query(String),
    /// An address.
    Address(String),
    /// A statement, in a wording.
    Statement(Hit),
}

/// A stretch of a paragraph that leads somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Where, in bytes of the paragraph's text.
    pub span: ByteSpan,
    /// What it leads to.
    pub leads_to: LeadsTo,
}

/// A paragraph of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// Its text.
    pub text: String,
    /// What it is where no mark says otherwise.
    pub role: Role,
    /// Later marks lie over earlier ones.
    pub marks: Vec<Mark>,
    /// What stands in the margin beside its first line.
    pub label: String,
    /// What the label is.
    pub label_role: Role,
    /// Columns of margin.
    pub indent: usize,
    /// What leads somewhere.
    pub links: Vec<Link>,
    /// What its words are worth, where it shows those of a wording.
    pub worth: Option<Worth>,
}

impl Paragraph {
    /// A paragraph of plain text.
    #[must_use]
    pub fn new(text: impl Into<String>, role: Role) -> Self {
        Self {
            text: text.into(),
            role,
            marks: Vec::new(),
            label: String::new(),
            label_role: Role::Dim,
            indent: 0,
            links: Vec::new(),
            worth: None,
        }
    }

    /// Nothing: an empty line.
    #[must_use]
    pub fn empty() -> Self {
        Self::new("", Role::Text)
    }

    /// Marks a stretch.
    #[must_use]
    pub fn marked(mut self, span: ByteSpan, role: Role) -> Self {
        self.marks.push(Mark { span, role });
        self
    }

    /// Lets a stretch lead somewhere.
    #[must_use]
    pub fn leading(mut self, span: ByteSpan, leads_to: LeadsTo) -> Self {
        self.links.push(Link { span, leads_to });
        self
    }

    /// Lets all of it lead somewhere.
    #[must_use]
    pub fn leading_whole(self, leads_to: LeadsTo) -> Self {
        let end = self.text.len();
        self.leading(ByteSpan::new(0, end), leads_to)
    }

    /// Where the letter in a column of one of its lines leads to.
    #[must_use]
    pub fn leads_at(&self, line: ByteSpan, column: usize) -> Option<&LeadsTo> {
        let byte = line.start() + byte_in_column(line.of(&self.text), column)?;
        self.links.iter().find(|link| link.span.range().contains(&byte)).map(|link| &link.leads_to)
    }

    /// Marks several stretches.
    #[must_use]
    pub fn marked_all(mut self, spans: impl IntoIterator<Item = ByteSpan>, role: Role) -> Self {
        self.marks.extend(spans.into_iter().map(|span| Mark { span, role }));
        self
    }

    /// Says what its words are worth.
    pub(super) fn worth(mut self, worth: Worth) -> Self {
        self.worth = Some(worth);
        self
    }

    /// Sets it in by some columns.
    #[must_use]
    pub const fn indented(mut self, columns: usize) -> Self {
        self.indent = columns;
        self
    }

    /// Puts a label into the margin of its first line.
    #[must_use]
    pub fn labelled(mut self, label: impl Into<String>, columns: usize) -> Self {
        self.label = label.into();
        self.indent = columns;
        self
    }

    /// Says what the label is.
    #[must_use]
    pub const fn label_as(mut self, role: Role) -> Self {
        self.label_role = role;
        self
    }
}

/// A line of a document on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DocumentLine {
    /// Index of its paragraph.
    pub paragraph: usize,
    /// What of the paragraph's text it shows.
    pub span: ByteSpan,
    /// Whether it is the paragraph's first line, the one with the label.
    pub first: bool,
}

/// Paragraphs, one under another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// Its paragraphs.
    pub paragraphs: Vec<Paragraph>,
}

impl Document {
    /// Adds a paragraph.
    pub fn push(&mut self, paragraph: Paragraph) {
        self.paragraphs.push(paragraph);
    }

    /// Adds an empty line, unless there is one already or nothing stands above.
    pub fn space(&mut self) {
        if self.paragraphs.last().is_some_and(|last| !last.text.is_empty()) {
            self.push(Paragraph::empty());
        }
    }

    /// Its lines at a width. Linear in the length of the text.
    #[must_use]
    pub fn lines(&self, width: usize) -> Vec<DocumentLine> {
        let mut lines = Vec::new();
        for (index, paragraph) in self.paragraphs.iter().enumerate() {
            let margin = margin(paragraph, width);
            for (nth, span) in wrap(&paragraph.text, width.saturating_sub(margin)).into_iter().enumerate() {
                lines.push(DocumentLine { paragraph: index, span, first: nth == 0 });
            }
        }
        lines
    }

    /// The columns before the text of a paragraph at a width.
    #[must_use]
    pub fn margin_of(&self, paragraph: usize, width: usize) -> usize {
        self.paragraphs.get(paragraph).map_or(0, |paragraph| margin(paragraph, width))
    }

    /// What the words are worth that stand in one of `lines`, or below it where it is empty.
    #[must_use]
    pub fn worth_at(&self, lines: &[DocumentLine], line: usize) -> Option<&Worth> {
        let mut paragraphs = lines.iter().skip(line).filter_map(|line| self.paragraphs.get(line.paragraph));
        paragraphs.find(|paragraph| !paragraph.text.is_empty())?.worth.as_ref()
    }

    /// The first and last of `lines` that show something with this role.
    #[must_use]
    pub fn lines_with(&self, role: Role, lines: &[DocumentLine]) -> Option<(usize, usize)> {
        let shows = |line: &DocumentLine| {
            let marks = &self.paragraphs[line.paragraph].marks;
            marks.iter().any(|mark| mark.role == role && mark.span.intersection(line.span).is_some())
        };
        let first = lines.iter().position(shows)?;
        let last = lines.iter().rposition(shows)?;
        Some((first, last))
    }
}

/// A margin never takes more than half the width.
fn margin(paragraph: &Paragraph, width: usize) -> usize {
    let wanted = paragraph.indent.max(if paragraph.label.is_empty() { 0 } else { display_width(&paragraph.label) + 1 });
    wanted.min(width / 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_wrapped_beside_its_labels() {
        let mut document = Document::default();
        document.push(Paragraph::new("one two three", Role::Text).labelled("Label", 8));
        document.space();
        document.space();
        document.push(Paragraph::new("end", Role::Text));
        let lines = document.lines(16);
        let shown: Vec<&str> =
            lines.iter().map(|line| line.span.of(&document.paragraphs[line.paragraph].text)).collect();
        assert_eq!(shown, ["one two", "three", "", "end"]);
        assert_eq!(lines.iter().map(|line| line.first).collect::<Vec<_>>(), [true, false, true, true]);
    }

    #[test]
    fn the_lines_with_a_mark_are_found() {
        let mut document = Document::default();
        document.push(Paragraph::new("first", Role::Text));
        document.push(Paragraph::new("aaaa bbbb cccc", Role::Text).marked(ByteSpan::new(5, 14), Role::Words));
        let lines = document.lines(4);
        assert_eq!(document.lines_with(Role::Words, &lines), Some((3, 4)));
        assert_eq!(document.lines_with(Role::Match, &lines), None);
    }
}
