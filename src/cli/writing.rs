//! Writing what was found, for every subcommand that does.

use super::failure::Failure;
use super::find::{WhichWording, choose_wordings};
use super::options::{ColorOption, RenditionOptions};
use super::output::{note, page, stdout};
use crate::corpus::Corpus;
use crate::export::{Entry, Format, Page, Rendition, Selection, Template, write};
use crate::search::Results;
use std::io::Write;

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
            let (noun, verb) = if left_out == 1 { ("statement", "has") } else { ("statements", "have") };
            note(&format!("{left_out} {noun} {verb} no wording from `{source}`"));
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
    let mut out = stdout();
    write(selection(corpus, results), rendition, page(color), &mut out)?;
    out.flush()?;
    tell_badges(corpus, results, rendition);
    Ok(())
}

/// Writes to somewhere that is no terminal.
pub(super) fn write_into(
    corpus: &Corpus,
    results: &Results,
    rendition: &Rendition,
    out: &mut dyn Write,
) -> std::io::Result<()> {
    write(selection(corpus, results), rendition, Page::default(), out)
}

const fn selection<'a>(corpus: &'a Corpus, results: &'a Results) -> Selection<'a> {
    Selection { corpus, hits: results.hits.as_slice(), highlighter: &results.highlighter }
}

/// Bare words say nothing about themselves: what they are worth is told beside them.
pub(super) fn tell_badges(corpus: &Corpus, results: &Results, rendition: &Rendition) {
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
