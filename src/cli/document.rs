//! The documents of the screens, written to the shell.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use crate::export::Page;
use crate::layout::{Document, DocumentLine, Paragraph};
use crate::settings::Role;
use crate::text::{ByteSpan, display_width, visible};

/// The signs around what is lit, where nothing can be.
const LIT: (&str, &str) = (">>", "<<");

/// Columns for what is written where lines are not broken.
const UNBROKEN: usize = usize::MAX / 2;

/// Writes a document: in the columns of a terminal, else a line for each paragraph.
pub(super) fn write_document(document: &Document, page: Page, out: &mut dyn Write) -> io::Result<()> {
    let width = page.columns.unwrap_or(UNBROKEN);
    for line in document.lines(width) {
        let paragraph = &document.paragraphs[line.paragraph];
        // An address stays in one piece, so that it can be copied.
        let is_address = paragraph.role == Role::Link;
        if is_address && !line.first {
            continue;
        }
        if !paragraph.text.is_empty() {
            write_margin(paragraph, line, document.margin_of(line.paragraph, width), page, out)?;
            let span = if is_address { ByteSpan::new(0, paragraph.text.len()) } else { line.span };
            write_line(paragraph, span, page, out)?;
        }
        writeln!(out)?;
    }
    Ok(())
}

fn write_margin(
    paragraph: &Paragraph,
    line: DocumentLine,
    margin: usize,
    page: Page,
    out: &mut dyn Write,
) -> io::Result<()> {
    let label = if line.first { visible(&paragraph.label) } else { "".into() };
    let style = style(paragraph.label_role, page);
    let space = margin.saturating_sub(display_width(&label));
    write!(out, "{style}{label}{style:#}{:space$}", "")
}

fn write_line(paragraph: &Paragraph, line: ByteSpan, page: Page, out: &mut dyn Write) -> io::Result<()> {
    let mut lit = false;
    for piece in line.cut_at(paragraph.marks.iter().map(|mark| mark.span)) {
        let role =
            paragraph.marks.iter().rfind(|mark| mark.span.covers(piece)).map_or(paragraph.role, |mark| mark.role);
        let style = style(role, page);
        let text = visible(piece.of(&paragraph.text));
        // What is lit on a terminal has signs around it elsewhere.
        let is_lit = role == Role::Words && !page.styled;
        if is_lit != lit {
            write!(out, "{}", if is_lit { LIT.0 } else { LIT.1 })?;
            lit = is_lit;
        }
        write!(out, "{style}{text}{style:#}")?;
    }
    if lit {
        write!(out, "{}", LIT.1)?;
    }
    Ok(())
}

/// The look of a role on a terminal's own ground. What the shell shows has fewer than a
/// screen: there is no cursor and nothing is selected.
const fn style(role: Role, page: Page) -> Style {
    if !page.styled {
        return Style::new();
    }
    match role {
        Role::Dim | Role::Frame | Role::Border => Style::new().dimmed(),
        Role::Title | Role::Heading | Role::Name => Style::new().bold(),
        Role::Match | Role::Differs => Style::new().bold().underline(),
        Role::Words => AnsiColor::Cyan.on_default().bold().underline(),
        Role::Paraphrase => Style::new().italic(),
        Role::GoodBadge => AnsiColor::Green.on_default(),
        Role::WarningBadge | Role::Warning => AnsiColor::Yellow.on_default().bold(),
        Role::Error => AnsiColor::Red.on_default().bold(),
        Role::Link => Style::new().underline(),
        _ => Style::new(),
    }
}
