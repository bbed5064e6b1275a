//! Writing what was found, for every subcommand that does.

use super::failure::Failure;
use super::find::{WhichWording, choose_wordings};
use super::options::{ColorOption, RenditionOptions};
use super::output::{data_out, note, page, stdout};
use super::stoppable::{Stop, Stoppable};
use crate::corpus::Corpus;
use crate::export::{Entry, Format, Page, Rendition, Selection, Template, write};
use crate::files::{self, IfThere};
use crate::search::Results;
use crate::text::number;
use std::io::{self, Write};
use std::path::Path;

/// The most statements whose badges are told beside bare words.
const MOST_TOLD: usize = 5;

impl RenditionOptions {
    /// How the person wants statements written; `otherwise` is asked where nothing was said.
    pub(super) fn rendition(&self, otherwise: impl FnOnce() -> Result<Format, Failure>) -> Result<Rendition, Failure> {
        if self.words {
            return Ok(Rendition::Words);
        }
        match &self.template {
            Some(template) => template
                .parse::<Template>()
                .map(Rendition::Template)
                .map_err(|error| Failure::Template { template: template.clone(), error }),
            None => Ok(Rendition::Format(self.format.map_or_else(otherwise, Ok)?)),
        }
    }

    /// Whether problems are told to a program.
    pub(super) fn is_json(&self) -> bool {
        self.format
            .is_some_and(|format| matches!(format, Format::Json | Format::JsonLines | Format::JsonLd | Format::CslJson))
    }

    /// Puts the wordings that are meant into the place of those found.
    pub(super) fn choose_wordings(
        &self,
        corpus: &Corpus,
        results: &mut Results,
        otherwise: WhichWording,
    ) -> Result<(), Failure> {
        let before = results.hits.len();
        choose_wordings(corpus, results, otherwise, self.wording.as_deref())?;
        let left_out = before - results.hits.len();
        if let (Some(source), 1..) = (&self.wording, left_out) {
            let verb = if left_out == 1 { "has" } else { "have" };
            note(&format!("{} {verb} no wording from `{source}`", number(left_out, "statement")));
        }
        Ok(())
    }
}

/// Writes to standard output, as it comes. An empty selection writes what its format has
/// for nothing.
pub(super) fn write_out(
    corpus: &Corpus,
    results: &Results,
    rendition: &Rendition,
    color: &ColorOption,
) -> Result<(), Failure> {
    let mut out = match rendition {
        Rendition::Format(Format::Text) => Box::new(stdout()),
        _ => data_out(),
    };
    write(selection(corpus, results), rendition, page(color), &mut out)?;
    out.flush()?;
    tell_badges(corpus, results, rendition);
    Ok(())
}

/// Writes a file, whole or not at all, and says so. It begins with its title, where it has one.
pub(super) fn write_file(
    path: &Path,
    if_there: IfThere,
    corpus: &Corpus,
    results: &Results,
    rendition: &Rendition,
    title: Option<&str>,
) -> Result<(), Failure> {
    let selection = Selection { title, ..selection(corpus, results) };
    write_whole(path, if_there, |out| write(selection, rendition, Page::default(), out))?;
    note(&format!("{} written to {}", number(results.hits.len(), "statement"), path.display()));
    tell_badges(corpus, results, rendition);
    Ok(())
}

/// Writes a file, whole or not at all, also where a signal asks to stop.
pub(super) fn write_whole(
    path: &Path,
    if_there: IfThere,
    mut fill: impl FnMut(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Failure> {
    let stop = Stop::listening()?;
    let written = files::write(path, if_there, &mut |out| fill(&mut Stoppable { out, stop: &stop }));
    match stop.signal() {
        Some(signal) => Err(Failure::Stopped { signal }),
        None => Ok(written?),
    }
}

const fn selection<'a>(corpus: &'a Corpus, results: &'a Results) -> Selection<'a> {
    let Results { highlighter, relaxed, .. } = results;
    Selection { corpus, hits: results.hits.as_slice(), highlighter, relaxed: *relaxed, title: None }
}

/// Bare words say nothing about themselves: what they are worth is told beside them.
fn tell_badges(corpus: &Corpus, results: &Results, rendition: &Rendition) {
    if !rendition.hides_badges() {
        return;
    }
    let entries = results.hits.iter().map(|hit| Entry::new(corpus, *hit));
    let doubtful: Vec<Entry<'_>> = entries.filter(|entry| !entry.is_verbatim()).collect();
    for entry in doubtful.iter().take(MOST_TOLD) {
        note(&format!("{} is not verbatim: {}", entry.statement().key(), entry.caveats().join("; ")));
    }
    if let Some(more @ 1..) = doubtful.len().checked_sub(MOST_TOLD) {
        note(&format!("and {more} more are not verbatim"));
    }
}
