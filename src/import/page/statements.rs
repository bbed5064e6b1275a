//! From quotes to statements: the parts of a quote that its attribution or a new paragraph divides
//! are one.

use crate::import::article::{Article, QuoteKind, Quoted};

/// What was said at once, in one or several parts.
#[derive(Debug)]
pub(super) struct Said<'a> {
    pub(super) parts: Vec<&'a Quoted>,
}

impl Said<'_> {
    /// The first part, which has the attribution.
    pub(super) fn first(&self) -> &Quoted {
        self.parts[0]
    }
}

/// The longest text between two parts of a quote: an attribution, in bytes.
const LONGEST_ATTRIBUTION: usize = 160;

/// The statements of an article, in order.
pub(super) fn statements<'a>(text: &str, article: &'a Article) -> Vec<Said<'a>> {
    let mut said: Vec<Said<'a>> = Vec::new();
    for quote in &article.quotes {
        match said.last_mut() {
            Some(last) if last.parts.last().is_some_and(|before| goes_on(text, before, quote)) => {
                last.parts.push(quote);
            }
            _ => said.push(Said { parts: vec![quote] }),
        }
    }
    let headline = article.paragraphs.first().map_or(0, |first| first.end());
    let reports = article.reports.iter().filter(|report| report.words.start() >= headline);
    said.extend(reports.map(|report| Said { parts: vec![report] }));
    said.sort_by_key(|said| said.first().words);
    said
}

/// Whether a quote is the rest of the one before it: the same speaker, and nothing but the
/// attribution between them, or the next paragraph.
fn goes_on(text: &str, before: &Quoted, quote: &Quoted) -> bool {
    let speaker = |quote: &Quoted| quote.speaker.as_ref().map(|speaker| (speaker.figures.clone(), speaker.mention));
    let same = speaker(before)
        .zip(speaker(quote))
        .is_some_and(|(one, other)| one.1 == other.1 || one.0 == other.0 && !one.0.is_empty());
    let whole = before.kind == QuoteKind::Direct && quote.kind == QuoteKind::Direct;
    let between = text.get(before.words.end()..quote.words.start()).unwrap_or_default();
    let divided = before.paragraph == quote.paragraph
        && between.len() <= LONGEST_ATTRIBUTION
        && (quote.cue.is_none() || quote.sentence == before.sentence);
    let next =
        quote.paragraph == before.paragraph + 1 && quote.cue.is_none() && !between.contains(char::is_alphanumeric);
    same && whole && (divided || next)
}
