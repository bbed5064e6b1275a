//! The problems of a corpus that could not be opened, to be read.

use crate::diagnostic::{Diagnostic, Part, PartKind, lines};
use crate::settings::Role;
use crate::text::ByteSpan;

use super::document::{Document, Paragraph};

/// All problems, one under another, their source lines cut to `columns`.
#[must_use]
pub fn diagnostics_page(problems: &[Diagnostic], columns: usize) -> Document {
    let mut page = Document::default();
    for problem in problems {
        page.space();
        for parts in lines(problem, columns) {
            page.push(paragraph(&parts));
        }
    }
    page
}

fn paragraph(parts: &[Part]) -> Paragraph {
    let mut paragraph = Paragraph::new("", Role::Text);
    for part in parts {
        let start = paragraph.text.len();
        paragraph.text.push_str(&part.text);
        paragraph = {
            let end = paragraph.text.len();
            paragraph.marked(ByteSpan::new(start, end), role(part.kind))
        };
    }
    paragraph
}

const fn role(kind: PartKind) -> Role {
    match kind {
        PartKind::Error => Role::Error,
        PartKind::Warning => Role::Warning,
        PartKind::Message => Role::Heading,
        PartKind::Margin => Role::Dim,
        PartKind::Source => Role::Text,
        PartKind::Help => Role::Active,
    }
}
