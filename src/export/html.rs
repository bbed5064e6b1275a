//! HTML: a page of block quotes with their attributions.

use std::io::{self, Write};

use super::entry::Entry;
use super::markdown::is_web_address;
use super::{Exporter, Selection};
use crate::text::steers;

pub(super) struct Html;

impl Exporter<'_> for Html {
    fn begin(&mut self, selection: Selection<'_>, out: &mut dyn Write) -> io::Result<()> {
        let title = escaped(selection.title.or(selection.corpus.title()).unwrap_or("Statements"));
        writeln!(
            out,
            "<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n</head>\n<body>"
        )?;
        selection.title.map_or(Ok(()), |title| writeln!(out, "<h1>{}</h1>", escaped(title)))
    }

    fn statement(&mut self, entry: Entry<'_>, out: &mut dyn Write) -> io::Result<()> {
        let address = entry.source().and_then(|source| source.url.as_deref()).filter(|url| is_web_address(url));
        let cite = address.map_or_else(String::new, |url| format!(" cite=\"{}\"", escaped(url)));
        let language = entry.language().map_or_else(String::new, |tag| format!(" lang=\"{}\"", escaped(tag)));
        let (kind, fidelity) = (entry.wording().kind().name(), entry.wording().badge());
        writeln!(
            out,
            "<figure id=\"{}\" data-kind=\"{kind}\" data-fidelity=\"{}\">",
            escaped(entry.statement().key()),
            escaped(&fidelity.to_string())
        )?;
        let lines: Vec<String> = entry.quote().lines().map(escaped).collect();
        writeln!(out, "<blockquote{cite}{language}><p>{}</p></blockquote>", lines.join("<br>\n"))?;
        write!(out, "<figcaption>— {}", escaped(&entry.signature()))?;
        if let Some(found_in) = entry.found_in() {
            let found_in = escaped(&found_in);
            match address {
                Some(url) => write!(out, ". <cite><a href=\"{}\">{found_in}</a></cite>", escaped(url))?,
                None => write!(out, ". <cite>{found_in}</cite>")?,
            }
        }
        writeln!(out, " <small>({})</small></figcaption>\n</figure>", escaped(&entry.status()))
    }

    fn end(&mut self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "</body>\n</html>")
    }
}

/// Text for HTML, between tags and in quoted attributes. Control characters that HTML does
/// not know become the sign for an unknown one.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\n' | '\t' => escaped.push(character),
            other if steers(other) => escaped.push('\u{fffd}'),
            other => escaped.push(other),
        }
    }
    escaped
}
