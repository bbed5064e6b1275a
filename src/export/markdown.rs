//! Markdown (CommonMark): block quotes with their attributions.

use std::io::{self, Write};

use super::entry::Entry;
use super::{Exporter, Selection};
use crate::text::{steers, visible};

#[derive(Default)]
pub(super) struct Markdown {
    /// Whether a statement stands above.
    begun: bool,
}

impl Exporter<'_> for Markdown {
    fn begin(&mut self, selection: Selection<'_>, out: &mut dyn Write) -> io::Result<()> {
        selection.title.map_or(Ok(()), |title| writeln!(out, "# {}\n", escaped(&one_line(title))))
    }

    fn statement(&mut self, entry: Entry<'_>, out: &mut dyn Write) -> io::Result<()> {
        if std::mem::replace(&mut self.begun, true) {
            // Two block quotes with nothing between them would be one.
            writeln!(out, "\n---\n")?;
        }
        for (number, line) in entry.quote().lines().filter(|line| !line.trim().is_empty()).enumerate() {
            if number > 0 {
                // Lines of a text stay lines.
                writeln!(out, "\\")?;
            }
            write!(out, "> {}", escaped(&visible(line.trim())))?;
        }
        writeln!(out, "\n>")?;
        write!(out, "> — {}", escaped(&one_line(&entry.signature())))?;
        if let Some(found_in) = entry.found_in() {
            let found_in = escaped(&one_line(&found_in));
            match entry.source().and_then(|source| source.url.as_deref()).filter(|url| is_web_address(url)) {
                Some(url) => write!(out, ". [{found_in}](<{}>)", link_target(url))?,
                None => write!(out, ". {found_in}")?,
            }
        }
        writeln!(out, " *({})*", escaped(&entry.status()))
    }
}

fn one_line(text: &str) -> String {
    visible(&text.split_whitespace().collect::<Vec<_>>().join(" ")).into_owned()
}

/// Only such an address becomes a link: `javascript:` and the like stay text.
pub(crate) fn is_web_address(url: &str) -> bool {
    let begins = |scheme: &str| url.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    begins("https://") || begins("http://")
}

/// An address between angle brackets, where only these characters end it.
fn link_target(url: &str) -> String {
    let harmless = |character: char| match character {
        '<' => "%3C".to_owned(),
        '>' => "%3E".to_owned(),
        '\\' => "%5C".to_owned(),
        other if other.is_whitespace() || steers(other) => String::new(),
        other => other.to_string(),
    };
    url.chars().map(harmless).collect()
}

/// The text with everything escaped that Markdown would take for a sign. CommonMark 0.31,
/// section 2.4: any ASCII punctuation can be escaped.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for (at, character) in text.char_indices() {
        let is_sign = match character {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '~' | '|' => true,
            // Signs at the beginning of a line only: headings, lists, rules, code.
            '#' | '+' | '-' | '=' | ':' => at == 0,
            // `1.` and `1)` begin a list.
            '.' | ')' => {
                let before = &text[..at];
                !before.is_empty() && before.len() <= 9 && before.bytes().all(|byte| byte.is_ascii_digit())
            }
            _ => false,
        };
        if is_sign {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}
