//! How the terms of a query match the words of a text, and which letters they light.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use crate::query::{Query, Term};
use crate::text::{ByteSpan, Folding, Word, fold, merge_spans, words};

/// How well a word of a text answers a word of a query, from 0 to 1.
pub(super) type Score = f32;

/// The very word.
const EXACT: Score = 1.0;
/// A part of a hyphenated word: `starters` in `non-starters`.
const PART: Score = 0.9;
/// The beginning of a word, as while it is being typed.
const PREFIX: Score = 0.8;
/// The letters in order, with others between them: the last resort.
const SUBSEQUENCE: Score = 0.4;

/// A shorter pattern is a subsequence of nearly every word.
const SHORTEST_SUBSEQUENCE: usize = 4;

/// How well `word` answers `wanted` (folded), if at all.
pub(super) fn match_word(wanted: &str, word: &Word) -> Option<Score> {
    if word.folded == wanted {
        return Some(EXACT);
    }
    if word.parts.iter().any(|(_, part)| part == wanted) {
        return Some(PART);
    }
    if word.folded.starts_with(wanted) || word.parts.iter().any(|(_, part)| part.starts_with(wanted)) {
        return Some(PREFIX);
    }
    subsequence(wanted, &word.folded).map(|_| SUBSEQUENCE)
}

/// The places, in characters, of the letters of `wanted` in `word`, where they stand in
/// order, begin alike, and leave out fewer letters than they keep.
fn subsequence(wanted: &str, word: &str) -> Option<Vec<usize>> {
    let (wanted_len, word_len) = (wanted.chars().count(), word.chars().count());
    let near = wanted_len >= SHORTEST_SUBSEQUENCE && word_len < wanted_len * 2;
    if !near || wanted.chars().next() != word.chars().next() {
        return None;
    }
    SkimMatcherV2::default().fuzzy_indices(word, wanted).map(|(_, places)| places)
}

/// Where `wanted` stands as a run of words, the last of which may be only begun if
/// `open_end`. A hyphenated word counts as one.
pub(super) fn find_run(wanted: &[String], text: &[Word], open_end: bool) -> Option<usize> {
    let last = wanted.len().checked_sub(1)?;
    (0..text.len().saturating_sub(last)).find(|start| run_at(wanted, &text[*start..], open_end))
}

/// Whether the run stands at the very start.
pub(super) fn run_at(wanted: &[String], text: &[Word], open_end: bool) -> bool {
    text.len() >= wanted.len()
        && wanted.iter().zip(text).enumerate().all(|(index, (asked, word))| {
            let may_be_begun = open_end && index + 1 == wanted.len();
            word.folded == *asked || (may_be_begun && word.folded.starts_with(asked.as_str()))
        })
}

/// Lights in any text what a query matched, by the same rules that found it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Highlighter {
    terms: Vec<Term>,
}

impl Highlighter {
    /// Lights what the positive terms of `query` match.
    #[must_use]
    pub fn new(query: &Query) -> Self {
        let alternatives = query.clauses.iter().flat_map(|clause| &clause.alternatives);
        let terms = alternatives
            .filter(|alternative| !alternative.negated && !matches!(alternative.term, Term::Field(_)))
            .map(|alternative| alternative.term.clone())
            .collect();
        Self { terms }
    }

    /// The matched letters of `text`: sorted, apart, on grapheme borders.
    #[must_use]
    pub fn spans(&self, text: &str) -> Vec<ByteSpan> {
        if self.terms.is_empty() {
            return Vec::new();
        }
        let text_words = words(text);
        let mut spans = Vec::new();
        for term in &self.terms {
            match term {
                Term::Word(wanted) => {
                    spans.extend(text_words.iter().flat_map(|word| lit_letters(wanted, word, text)));
                }
                Term::Phrase(wanted) => {
                    let mut from = 0;
                    while let Some(at) = find_run(wanted, &text_words[from..], false) {
                        let run = &text_words[from + at..from + at + wanted.len()];
                        spans.extend(run.iter().map(|word| word.span));
                        from += at + wanted.len();
                    }
                }
                Term::Start(wanted) if run_at(wanted, &text_words, true) => {
                    spans.extend(text_words[..wanted.len()].iter().map(|word| word.span));
                }
                Term::Start(_) | Term::Field(_) => {}
            }
        }
        merge_spans(spans)
    }
}

/// The letters of one word that answer `wanted`.
fn lit_letters(wanted: &str, word: &Word, text: &str) -> Vec<ByteSpan> {
    if word.folded == wanted {
        return vec![word.span];
    }
    if let Some((span, _)) = word.parts.iter().find(|(_, part)| part == wanted) {
        return vec![*span];
    }
    if word.folded.starts_with(wanted) {
        return letters(text, word.span, (0..wanted.chars().count()).collect());
    }
    if let Some((span, _)) = word.parts.iter().find(|(_, part)| part.starts_with(wanted)) {
        return letters(text, *span, (0..wanted.chars().count()).collect());
    }
    subsequence(wanted, &word.folded).map_or_else(Vec::new, |places| letters(text, word.span, places))
}

/// The spans in `text` of characters of a word's folded form, given by their places.
fn letters(text: &str, word: ByteSpan, places: Vec<usize>) -> Vec<ByteSpan> {
    let folded = fold(word.of(text), Folding::Search);
    let characters: Vec<(usize, char)> = folded.text().char_indices().collect();
    let spans = places.into_iter().filter_map(|place| {
        let (start, character) = *characters.get(place)?;
        let span = folded.to_original(ByteSpan::new(start, start + character.len_utf8()));
        Some(span.shifted(word.start()))
    });
    // A hyphen between two lit letters is lit with them.
    let mut joined: Vec<ByteSpan> = Vec::new();
    for span in spans {
        match joined.last_mut() {
            Some(last) if text[last.end()..span.start()].chars().all(|c| !c.is_alphanumeric()) => {
                *last = ByteSpan::new(last.start(), span.end());
            }
            _ => joined.push(span),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::parse;

    fn lit<'a>(query: &str, text: &'a str) -> Vec<&'a str> {
        let query = parse(query).expect("a query");
        Highlighter::new(&query).spans(text).into_iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn the_matched_letters_are_lit() {
        let text = "Some are non-starters for us, Façade";
        let cases: [(&str, &[&str]); 10] = [
            ("nonstarters", &["non-starters"]),
            ("non-starters", &["non-starters"]),
            ("starters", &["starters"]),
            ("nonst", &["non-st"]),
            ("start", &["start"]),
            ("nonstrters", &["non-st", "rters"]),
            ("facade", &["Façade"]),
            ("\"for us\"", &["for", "us"]),
            ("^some", &["Some"]),
            ("-some ^are speaker:us", &[]),
        ];
        for (query, wanted) in cases {
            assert_eq!(lit(query, text), wanted, "{query}");
        }
    }

    #[test]
    fn whole_sentences_are_not_searched_for_scattered_letters() {
        assert_eq!(lit("nonstrter", "no one in istanbul trusts the report"), Vec::<&str>::new());
    }

    proptest::proptest! {
        #[test]
        fn lit_letters_lie_on_grapheme_borders(query in "\\PC{1,8}", text in "\\PC{0,40}") {
            use unicode_segmentation::UnicodeSegmentation;
            if let Ok(query) = parse(&query) {
                let borders: Vec<usize> = text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]).collect();
                for span in Highlighter::new(&query).spans(&text) {
                    proptest::prop_assert!(borders.contains(&span.start()) && borders.contains(&span.end()));
                }
            }
        }
    }
}
