//! Text for people: the words, and below them who said them, where, and who has them so.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use super::entry::Entry;
use super::markdown::is_web_address;
use super::{Exporter, Selection};
use crate::corpus::quoted;
use crate::search::Highlighter;
use crate::text::{ByteSpan, visible, with_gaps_marked, wrap};

/// What the text is written on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// Columns of the terminal. `None`: lines are not broken, as befits a file or a pipe.
    pub columns: Option<usize>,
    /// Whether it may have colours and the like.
    pub styled: bool,
    /// Whether it knows hyperlinks (OSC 8).
    pub links: bool,
}

/// What is left of the signature and of everything below it.
const SIGNATURE: &str = "  — ";
const BELOW: &str = "    ";

const MATCH: Style = Style::new().bold().underline();
const NAME: Style = Style::new().bold();
const FRAME: Style = Style::new().dimmed();
const DIM: Style = Style::new().dimmed();
const GOOD: Style = AnsiColor::Green.on_default();
const WARNING: Style = AnsiColor::Yellow.on_default().bold();

pub(super) struct Text<'a> {
    page: Page,
    highlighter: Option<&'a Highlighter>,
    /// Whether a statement stands above.
    begun: bool,
}

/// Text with stretches that look otherwise; later ones lie over earlier ones.
struct Paragraph {
    text: String,
    marks: Vec<(ByteSpan, Style)>,
    link: Option<(ByteSpan, String)>,
    /// Whether it stays in one piece, as an address that is copied must.
    whole: bool,
}

impl Paragraph {
    fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), marks: Vec::new(), link: None, whole: false }
    }

    fn marked(mut self, start: usize, end: usize, style: Style) -> Self {
        self.marks.push((ByteSpan::new(start, end), style));
        self
    }

    fn all(text: impl Into<String>, style: Style) -> Self {
        let text = text.into();
        let end = text.len();
        Self::new(text).marked(0, end, style)
    }
}

impl Text<'_> {
    pub(super) const fn new(page: Page) -> Self {
        Self { page, highlighter: None, begun: false }
    }

    fn write(&self, first: &str, paragraph: &Paragraph, out: &mut dyn Write) -> io::Result<()> {
        let indent = first.chars().count();
        let lines = match self.page.columns.filter(|_| !paragraph.whole) {
            Some(columns) => wrap(&paragraph.text, columns.saturating_sub(indent)),
            None => lines_of(&paragraph.text),
        };
        for (number, line) in lines.into_iter().enumerate() {
            let left = if number == 0 { first } else { &" ".repeat(indent) };
            write!(out, "{left}")?;
            self.write_line(paragraph, line, out)?;
            writeln!(out)?;
        }
        Ok(())
    }

    fn write_line(&self, paragraph: &Paragraph, line: ByteSpan, out: &mut dyn Write) -> io::Result<()> {
        let link = paragraph.link.as_ref().filter(|_| self.page.links);
        if !self.page.styled && link.is_none() {
            // A line that is not broken may be a whole book.
            return write!(out, "{}", visible(line.of(&paragraph.text)));
        }
        let spans = paragraph.marks.iter().map(|(span, _)| *span).chain(link.map(|(span, _)| *span));
        for piece in line.cut_at(spans) {
            let style = paragraph.marks.iter().rfind(|(span, _)| span.covers(piece)).map(|(_, style)| *style);
            let style = style.filter(|_| self.page.styled).unwrap_or_default();
            let text = visible(piece.of(&paragraph.text));
            match link.filter(|(span, _)| span.covers(piece)) {
                Some((_, address)) => {
                    write!(out, "\u{1b}]8;;{address}\u{1b}\\{style}{text}{style:#}\u{1b}]8;;\u{1b}\\")?;
                }
                None => write!(out, "{style}{text}{style:#}")?,
            }
        }
        Ok(())
    }

    /// The words as they are set down, with what was searched for lit.
    fn quote(&self, entry: Entry<'_>) -> Paragraph {
        let quoted = quoted(entry.wording());
        let end = quoted.text.len();
        let mut paragraph =
            Paragraph::new(&*quoted.text).marked(0, quoted.quote.start(), FRAME).marked(quoted.quote.end(), end, FRAME);
        let words = entry.wording().text();
        if with_gaps_marked(words) != words {
            // The spans would be those of another text.
            return Paragraph::new(entry.quote());
        }
        for span in self.highlighter.into_iter().flat_map(|highlighter| highlighter.spans(words)) {
            let span = span.shifted(quoted.words.start());
            paragraph.marks.push((span, MATCH));
        }
        paragraph
    }

    /// Where the words stand, with a link to it where the page knows links, and the address
    /// itself below where it does not.
    fn found_in(&self, entry: Entry<'_>) -> (Paragraph, Option<Paragraph>) {
        let status = format!("[{}]", entry.status());
        let style = if entry.is_verbatim() { GOOD } else { WARNING };
        let Some(found_in) = entry.found_in() else {
            return (Paragraph::all(status, style), None);
        };
        let start = status.len() + 1;
        let text = format!("{status} {found_in}");
        let title = ByteSpan::new(start, text.len());
        let address = entry.source().and_then(|source| source.url.clone()).filter(|url| is_web_address(url));
        let mut paragraph = Paragraph::new(text).marked(0, start - 1, style);
        let below = address
            .as_ref()
            .filter(|_| !self.page.links)
            .map(|address| Paragraph { whole: true, ..Paragraph::all(address, DIM) });
        paragraph.link = address.filter(|address| visible(address) == *address).map(|address| (title, address));
        (paragraph, below)
    }

    /// What is nearer to the spoken words than the wording that was found.
    fn nearer(entry: Entry<'_>) -> Option<Paragraph> {
        let primary = entry.statement().primary();
        if primary.id() == entry.wording().id() || primary.standing() >= entry.wording().standing() {
            return None;
        }
        let lead = "nearer to the spoken words: ";
        let other = Entry::of(entry.corpus(), primary);
        // Words of a joint statement may be one speaker's alone.
        let whose = if other.attribution() == entry.attribution() {
            String::new()
        } else {
            format!(" — {}", other.attribution())
        };
        let text = format!("{lead}{}{whose} [{}]", other.quote(), other.status());
        Some(Paragraph::new(text).marked(0, lead.len(), DIM))
    }
}

/// The lines as they are.
fn lines_of(text: &str) -> Vec<ByteSpan> {
    let start = |line: &str| line.as_ptr() as usize - text.as_ptr() as usize;
    let lines: Vec<ByteSpan> = text.lines().map(|line| ByteSpan::new(start(line), start(line) + line.len())).collect();
    if lines.is_empty() { vec![ByteSpan::default()] } else { lines }
}

impl<'a> Exporter<'a> for Text<'a> {
    fn begin(&mut self, selection: Selection<'a>, _: &mut dyn Write) -> io::Result<()> {
        self.highlighter = Some(selection.highlighter);
        Ok(())
    }

    fn statement(&mut self, entry: Entry<'a>, out: &mut dyn Write) -> io::Result<()> {
        if std::mem::replace(&mut self.begun, true) {
            writeln!(out)?;
        }
        self.write("", &self.quote(entry), out)?;
        let attribution = entry.attribution();
        let signature = Paragraph::new(entry.signature()).marked(0, attribution.len(), NAME);
        self.write(SIGNATURE, &signature, out)?;
        let (found_in, address) = self.found_in(entry);
        self.write(BELOW, &found_in, out)?;
        for paragraph in address.into_iter().chain(Self::nearer(entry)) {
            self.write(BELOW, &paragraph, out)?;
        }
        self.write(BELOW, &Paragraph::all(format!("id: {}", entry.statement().key()), DIM), out)
    }
}
