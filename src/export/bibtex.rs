//! BibTeX: an entry for each statement, in UTF-8 as `biber` and current reference managers
//! read it.

use std::collections::{HashMap, HashSet};
use std::io::{self, Write};

use super::Exporter;
use super::citation::shortened;
use super::entry::Entry;
use super::words::in_one_line;
use crate::corpus::PartialDate;
use crate::text::steers;

#[derive(Default)]
pub(super) struct Bibtex {
    /// The keys given out, in lower case: BibTeX sees no difference.
    keys: HashSet<String>,
    /// The last number that was put to a key, so that many alike are not counted through again.
    numbers: HashMap<String, usize>,
}

impl Exporter<'_> for Bibtex {
    fn statement(&mut self, entry: Entry<'_>, out: &mut dyn Write) -> io::Result<()> {
        if !self.keys.is_empty() {
            writeln!(out)?;
        }
        writeln!(out, "@misc{{{},", self.key(entry.statement().key()))?;
        for (field, value) in fields(entry) {
            writeln!(out, "  {field} = {{{value}}},")?;
        }
        writeln!(out, "}}")
    }
}

impl Bibtex {
    /// An id as a key that BibTeX takes, and that no other entry has.
    fn key(&mut self, id: &str) -> String {
        let allowed =
            |character: char| character.is_ascii_alphanumeric() || matches!(character, '-' | '_' | '.' | ':' | '+');
        let plain: String = id.chars().map(|c| if allowed(c) { c } else { '-' }).collect();
        let mut key = plain.clone();
        if self.keys.contains(&plain.to_lowercase()) {
            let number = self.numbers.entry(plain.to_lowercase()).or_insert(1);
            while self.keys.contains(&key.to_lowercase()) {
                *number += 1;
                key = format!("{plain}-{number}");
            }
        }
        self.keys.insert(key.to_lowercase());
        key
    }
}

/// The fields that are known, ready to be written.
fn fields(entry: Entry<'_>) -> Vec<(&'static str, String)> {
    let (wording, source, session) = (entry.wording(), entry.source(), entry.session());
    let date = wording.date();
    let url = source.and_then(|source| source.url.as_deref());
    // Braces around a name keep it whole: BibTeX would look for its parts.
    let authors: Vec<String> = entry.speakers().map(|speaker| format!("{{{}}}", escaped(&speaker.name))).collect();
    let occasion = session.map(|session| {
        let place = session.place.as_ref().map_or_else(String::new, |place| format!(", {place}"));
        format!("{}{place}", session.title)
    });
    let plain = |text: Option<String>| text.map(|text| escaped(&text));
    let known = [
        ("author", (!authors.is_empty()).then(|| authors.join(" and "))),
        ("title", Some(format!("{{{}}}", escaped(&shortened(&entry.title()))))),
        ("year", date.map(|date| date.year().to_string())),
        ("month", date.and_then(PartialDate::month).map(|month| month.to_string())),
        ("day", date.and_then(PartialDate::day).map(|day| day.to_string())),
        ("eventtitle", plain(occasion)),
        ("howpublished", plain(entry.found_in())),
        ("url", url.map(address)),
        ("urldate", wording.checked_at().filter(|_| url.is_some()).map(|date| date.to_string())),
        ("keywords", plain(Some(entry.topics().join(", ")).filter(|topics| !topics.is_empty()))),
        ("abstract", plain(Some(entry.quote()))),
        ("note", plain(Some(entry.remark()))),
    ];
    known.into_iter().filter_map(|(field, value)| Some((field, value?))).collect()
}

/// Text as TeX takes it: its signs escaped, so that braces stand in pairs.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in in_one_line(text).chars() {
        match character {
            '%' | '&' | '$' | '#' | '_' => {
                escaped.push('\\');
                escaped.push(character);
            }
            // BibTeX counts braces, escaped or not.
            '{' => escaped.push_str("\\textbraceleft{}"),
            '}' => escaped.push_str("\\textbraceright{}"),
            '\\' => escaped.push_str("\\textbackslash{}"),
            '^' => escaped.push_str("\\textasciicircum{}"),
            '~' => escaped.push_str("\\textasciitilde{}"),
            other if other.is_control() => escaped.push(' '),
            other if steers(other) => escaped.push('\u{fffd}'),
            other => escaped.push(other),
        }
    }
    escaped
}

/// An address stands as it is, but for what would end the field.
fn address(url: &str) -> String {
    let character = |character: char| match character {
        '{' => "%7B".to_owned(),
        '}' => "%7D".to_owned(),
        '\\' => "%5C".to_owned(),
        other if other.is_whitespace() || steers(other) => String::new(),
        other => other.to_string(),
    };
    url.chars().map(character).collect()
}
