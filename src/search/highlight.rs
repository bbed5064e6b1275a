//! Lighting in a text what a query matched there.

use super::expand::Forms;
use super::expansion::Tier;
use super::phrase::{find_run, run_at};
use super::prepare::{Prepared, Sought};
use super::similarity::subsequence;
use crate::text::{ByteSpan, Folding, Word, fold, merge_spans, words};

/// Lights in any text what a query matched, by the very forms that found it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Highlighter {
    words: Vec<Forms>,
    phrases: Vec<Vec<String>>,
    starts: Vec<Vec<String>>,
}

impl Highlighter {
    /// Lights what was sought.
    pub(super) fn new(prepared: &Prepared) -> Self {
        let mut highlighter = Self::default();
        for sought in prepared.sought.iter().flatten() {
            match sought {
                Sought::Word(word) => {
                    highlighter.words.push(word.forms.clone());
                    highlighter.phrases.extend(word.apart.as_ref().map(|apart| apart.words.to_vec()));
                }
                Sought::Phrase(phrase) => highlighter.phrases.push(phrase.clone()),
                Sought::Start(start) => highlighter.starts.push(start.clone()),
                Sought::Test(_) => {}
            }
        }
        highlighter
    }

    /// The matched letters of `text`: sorted, apart, on grapheme borders.
    #[must_use]
    pub fn spans(&self, text: &str) -> Vec<ByteSpan> {
        if *self == Self::default() {
            return Vec::new();
        }
        let text_words = words(text);
        let mut spans: Vec<ByteSpan> = text_words
            .iter()
            .flat_map(|word| self.words.iter().flat_map(|forms| lit_letters(forms, word, text)))
            .collect();
        for phrase in &self.phrases {
            let mut rest = text_words.as_slice();
            while let Some(run) = find_run(phrase, rest, false) {
                spans.extend(rest[run.clone()].iter().map(|word| word.span));
                // A phrase has words, so that a run never is empty.
                rest = &rest[run.end.max(1)..];
            }
        }
        for start in &self.starts {
            let taken = run_at(start, &text_words, true).unwrap_or(0);
            spans.extend(text_words[..taken].iter().map(|word| word.span));
        }
        merge_spans(spans)
    }
}

/// The letters of one word that answer a word of the query.
fn lit_letters(forms: &Forms, word: &Word, text: &str) -> Vec<ByteSpan> {
    let whole = std::iter::once((word.span, word.folded.as_str()));
    let all = whole.chain(word.parts.iter().map(|(span, part)| (*span, part.as_str())));
    let best = all.filter_map(|(span, form)| Some((forms.tier(form)?, span, form))).min_by_key(|(tier, ..)| *tier);
    let Some((tier, span, form)) = best else { return Vec::new() };
    match tier {
        Tier::Prefix => letters(text, span, (0..forms.wanted.chars().count()).collect()),
        Tier::Subsequence => {
            subsequence(&forms.wanted, form).map_or_else(Vec::new, |places| letters(text, span, places))
        }
        Tier::Exact
        | Tier::Joined
        | Tier::Inflection
        | Tier::OneEdit
        | Tier::Shorter
        | Tier::TwoEdits
        | Tier::PrefixEdit => {
            vec![span]
        }
    }
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
    // Several characters may come from one letter: `ss` from `ß`.
    let apart = merge_spans(spans.collect());
    // A hyphen between two lit letters is lit with them.
    let mut joined: Vec<ByteSpan> = Vec::new();
    for span in apart {
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
    use std::sync::Arc;
    use unicode_segmentation::UnicodeSegmentation;

    use crate::corpus::{InputFile, load};
    use crate::query::parse;
    use crate::search::{Engine, Request};

    /// What a query lights in the only statement of a corpus.
    fn spans(query: &str, text: &str) -> Vec<ByteSpan> {
        let Ok(query) = parse(query) else { return Vec::new() };
        let text_in_yaml = text.replace('\'', "''");
        let file =
            format!("speakers: {{ a: {{ name: A }} }}\nstatements: [{{ id: x, speaker: a, text: '{text_in_yaml}' }}]");
        let file = InputFile { name: "x.yaml".to_owned(), bytes: file.into() };
        let engine = Engine::new(Arc::new(load(vec![file]).expect("small").corpus));
        let request = Request { query, ..Request::default() };
        engine.search(&request, &|| false).expect("nobody gives up").highlighter.spans(text)
    }

    fn lit<'a>(query: &str, text: &'a str) -> Vec<&'a str> {
        spans(query, text).into_iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn the_matched_letters_are_lit() {
        let text = "Some are non-starters for us, Façade";
        let cases: [(&str, &[&str]); 11] = [
            ("nonstarters", &["non-starters"]),
            ("non-starters", &["non-starters"]),
            ("starters", &["starters"]),
            ("nonst", &["non-st"]),
            ("start", &["start"]),
            ("nonstrters", &["non-starters"]),
            ("nnstrtrs", &["n", "n-st", "rt", "rs"]),
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

    #[test]
    fn a_letter_that_folds_into_several_is_lit_whole() {
        for (query, text, wanted) in [
            ("gross", "in Großbritannien", "Groß"),
            ("stras", "Straße", "Straß"),
            ("fin", "ﬁnance", "ﬁn"),
            ("encyclopae", "encyclopædia", "encyclopæ"),
            ("한", "한국어", "한"),
            ("क्ष", "क्षेत्र", "क्षे"),
            ("น้ำ", "น้ำใจ", "น้ำ"),
            ("grosritn", "Großbritan", "Groß"),
        ] {
            assert_eq!(lit(query, text).first(), Some(&wanted), "{query}");
        }
    }

    /// Whether spans are sorted, apart, and on grapheme borders of a text.
    fn are_in_place(spans: &[ByteSpan], text: &str) -> bool {
        let borders: Vec<usize> = text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]).collect();
        let are_apart = spans.windows(2).all(|pair| pair[0].end() < pair[1].start());
        are_apart && spans.iter().all(|span| borders.contains(&span.start()) && borders.contains(&span.end()))
    }

    proptest::proptest! {
        #[test]
        fn lit_letters_lie_on_grapheme_borders(query in "\\PC{1,8}", text in "[^\\p{Cc}]{0,40}") {
            proptest::prop_assert!(are_in_place(&spans(&query, &text), &text));
        }

        #[test]
        fn the_beginning_of_any_word_is_lit(
            text in "([ab]|[ßﬁæþǆ]|한|국|क्ष|त्र|น้ำ|ệ|-){1,8}",
            letters in 1..12_usize,
        ) {
            let Some(word) = words(&text).into_iter().next() else { return Ok(()) };
            let begun: String = word.folded.chars().take(letters).collect();
            let lit = spans(&begun, &text);
            proptest::prop_assert!(are_in_place(&lit, &text), "{begun} {lit:?}");
            let is_lit = lit.iter().any(|span| span.intersection(word.span).is_some());
            proptest::prop_assert!(begun.is_empty() || is_lit, "{begun} {lit:?}");
        }
    }
}
