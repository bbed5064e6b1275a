//! Folded forms of a text, with the way back to the original.

use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{UnicodeNormalization, is_nfd};

use super::span::{ByteSpan, snap_to_graphemes};

/// How much difference a folded form forgets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Folding {
    /// Case, composition, and the typography of quotes, dashes, ellipses and spaces.
    /// Used to find a wording in its source: the words must be the same words.
    Typography,
    /// Also accents, and the marks inside a word (apostrophes, hyphens).
    /// Used to search: `deescalate` is `de-escalate`, `dont` is `don’t`.
    Search,
}

/// A folded text that knows where each of its bytes came from.
#[derive(Clone, Debug)]
pub struct Folded<'a> {
    original: &'a str,
    text: String,
    /// For each byte of `text`, the first byte of the original character it came from; among the
    /// accents of one letter, of any of them.
    from: Vec<u32>,
}

impl Folded<'_> {
    /// The folded text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The span of the original that a span of the folded text stands for,
    /// widened to whole graphemes.
    #[must_use]
    pub fn to_original(&self, span: ByteSpan) -> ByteSpan {
        if span.is_empty() || span.end() > self.from.len() {
            return ByteSpan::default();
        }
        let start = self.from[span.start()] as usize;
        let last = self.from[span.end() - 1] as usize;
        let last_len = self.original[last..].chars().next().map_or(0, char::len_utf8);
        snap_to_graphemes(self.original, ByteSpan::new(start, last + last_len))
    }
}

/// Folds `text`, keeping the map back. Linear in the length of the text.
#[must_use]
pub fn fold(text: &str, folding: Folding) -> Folded<'_> {
    let mut out = String::with_capacity(text.len());
    let mut from = Vec::with_capacity(text.len());
    for (at, character) in text.char_indices() {
        fold_char(character, folding, &mut out);
        from.resize(out.len(), u32::try_from(at).unwrap_or(u32::MAX));
    }
    order_accents(&mut out);
    Folded { original: text, text: out, from }
}

/// The folded text alone, where the way back is not needed.
#[must_use]
pub fn folded(text: &str, folding: Folding) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(text, folding, &mut out);
    order_accents(&mut out);
    out
}

/// Puts the accents of each letter in the order that Unicode gives them: they may be written in any. What
/// was taken apart letter by letter keeps its length.
fn order_accents(folded: &mut String) {
    if !folded.is_ascii() && !is_nfd(folded) {
        *folded = folded.nfd().collect();
    }
}

/// Appends the folded text to `out`; accents stay in the order in which they are written.
pub(super) fn fold_into(text: &str, folding: Folding, out: &mut String) {
    for character in text.chars() {
        fold_char(character, folding, out);
    }
}

/// Appends the folded form of one character.
fn fold_char(character: char, folding: Folding, out: &mut String) {
    if character.is_ascii() {
        fold_ascii(character, folding, out);
        return;
    }
    match (plain_mark(character), folding) {
        (Some("'" | "-"), Folding::Search) => {}
        (Some(" "), _) => push_space(out),
        (Some(plain), _) => out.push_str(plain),
        (None, Folding::Typography) => {
            for lower in character.to_lowercase().flat_map(|c| std::iter::once(c).nfd()) {
                out.push(if lower == 'ς' { 'σ' } else { lower });
            }
        }
        (None, Folding::Search) => fold_letter(character, out),
    }
}

fn fold_ascii(character: char, folding: Folding, out: &mut String) {
    match character {
        '\'' | '`' if folding == Folding::Typography => out.push('\''),
        '\'' | '`' | '-' if folding == Folding::Search => {}
        _ if character.is_ascii_whitespace() => push_space(out),
        _ => out.push(character.to_ascii_lowercase()),
    }
}

/// A run of white space counts as one space.
fn push_space(out: &mut String) {
    if !out.ends_with(' ') {
        out.push(' ');
    }
}

/// A letter without case, accents and compatibility forms.
fn fold_letter(character: char, out: &mut String) {
    for lower in character.to_lowercase() {
        for part in std::iter::once(lower).nfkd() {
            if is_combining_mark(part) {
                continue;
            }
            match unaccented(part) {
                Some(plain) => out.push_str(plain),
                None => out.extend(part.to_lowercase()),
            }
        }
    }
}

/// The plain form of typographic marks: quotes, dashes, spaces, and what is not seen.
#[must_use]
pub fn plain_mark(character: char) -> Option<&'static str> {
    Some(match character {
        '‘' | '’' | '‚' | '‛' | '′' | 'ʼ' | '‹' | '›' | '´' | '\u{1fef}' | '\u{1ffd}' => "'",
        '“' | '”' | '„' | '‟' | '″' | '«' | '»' => "\"",
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => "-",
        '…' => "...",
        // Soft hyphen, zero-width characters, all that turns the direction, byte-order mark.
        '\u{ad}'
        | '\u{61c}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}' => "",
        _ if character.is_whitespace() => " ",
        _ => return None,
    })
}

/// Letters that Unicode does not decompose but people type plainly.
fn unaccented(character: char) -> Option<&'static str> {
    Some(match character {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'ł' => "l",
        'ħ' => "h",
        'ı' => "i",
        'þ' => "th",
        // The same letter at the end of a word; capitals do not tell them apart.
        'ς' => "σ",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_for_search_forgets_case_accents_and_marks_inside_words() {
        let cases = [
            ("De-escalate", "deescalate"),
            ("don’t", "dont"),
            ("don't", "dont"),
            ("Łódź", "lodz"),
            ("ČAPUTOVÁ", "caputova"),
            ("Straße", "strasse"),
            ("ﬁrst", "first"),
            ("a \u{a0}\n b", "a b"),
            ("co\u{ad}operate", "cooperate"),
            ("ΣΊΣΥΦΟΣ", "σισυφοσ"),
            ("Σίσυφος", "σισυφοσ"),
        ];
        for (given, wanted) in cases {
            assert_eq!(folded(given, Folding::Search), wanted, "{given}");
        }
    }

    #[test]
    fn folding_for_typography_keeps_the_words() {
        let cases =
            [("“Quote” – it’s…", "\"quote\" - it's..."), ("de-escalate", "de-escalate"), ("two\n lines", "two lines")];
        for (given, wanted) in cases {
            assert_eq!(folded(given, Folding::Typography), wanted, "{given}");
        }
        assert_eq!(folded("é", Folding::Typography), folded("e\u{301}", Folding::Typography));
        assert_ne!(folded("é", Folding::Typography), folded("e", Folding::Typography));
        assert_eq!(folded("ΣΊΣΥΦΟΣ", Folding::Typography), folded("Σίσυφος", Folding::Typography));
    }

    #[test]
    fn accents_are_the_same_in_whatever_order_they_are_written() {
        // In one letter, as keyboards of Windows write it, and as those of other systems do.
        for written in ["Việt", "Vi\u{ea}\u{323}t", "Vie\u{302}\u{323}t", "Vie\u{323}\u{302}t"] {
            let folded = fold(written, Folding::Typography);
            assert_eq!(folded.text(), "vie\u{323}\u{302}t");
            assert_eq!(folded.to_original(ByteSpan::new(2, 7)), ByteSpan::new(2, written.len() - 1), "{written}");
        }
    }

    proptest::proptest! {
        #[test]
        fn composition_makes_no_difference(text in "(\\PC|[aêệΣς가\u{302}\u{323}\u{31b}]){0,20}") {
            for folding in [Folding::Typography, Folding::Search] {
                let wanted = folded(&text, folding);
                let with_map = fold(&text, folding);
                proptest::prop_assert_eq!(with_map.text(), &wanted);
                proptest::prop_assert_eq!(with_map.from.len(), wanted.len());
                proptest::prop_assert_eq!(&folded(&text.nfc().collect::<String>(), folding), &wanted);
                proptest::prop_assert_eq!(&folded(&text.nfd().collect::<String>(), folding), &wanted);
            }
        }
    }

    #[test]
    fn a_folded_span_leads_back_to_the_original_letters() {
        let text = "The “Façade”";
        let folded = fold(text, Folding::Search);
        let at = folded.text().find("facade").expect("folded text holds the word");
        let original = folded.to_original(ByteSpan::new(at, at + 6));
        assert_eq!(original.of(text), "Façade");
    }

    #[test]
    fn the_way_back_covers_accents_written_as_separate_marks() {
        let text = "re\u{301}sume\u{301}!";
        let folded = fold(text, Folding::Search);
        assert_eq!(folded.text(), "resume!");
        assert_eq!(folded.to_original(ByteSpan::new(0, 6)).of(text), "re\u{301}sume\u{301}");
    }
}
