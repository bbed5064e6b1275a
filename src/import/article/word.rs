//! One word of a text: where it ends, and what it can be.

use super::lexicon::{Classes, Lexicon, lexicon};

/// Words that a verb is drawn to.
const PRONOUNS: [&str; 14] =
    ["he", "she", "it", "they", "we", "i", "you", "that", "there", "what", "who", "here", "where", "how"];

/// Times of the year and the day that are last names when they have a capital.
const NAMES_LIKE_TIMES: [&str; 8] = ["winter", "summer", "spring", "autumn", "day", "weeks", "noon", "night"];

/// Abbreviations that end in a full stop and are in no list.
const ABBREVIATIONS: [&str; 33] = [
    "jr.", "sr.", "vs.", "etc.", "ave.", "blvd.", "calif.", "fla.", "mass.", "mich.", "minn.", "ill.", "ariz.",
    "penn.", "tenn.", "md.", "va.", "pa.", "ga.", "ala.", "ark.", "colo.", "conn.", "ind.", "kan.", "ky.", "mont.",
    "neb.", "nev.", "okla.", "ore.", "wis.", "wyo.",
];

/// The words of a text.
pub(super) struct Words<'t> {
    text: &'t str,
    lexicon: &'static Lexicon,
    /// The last word that was read, in lower case.
    lower: String,
}

impl<'t> Words<'t> {
    /// Those of this text.
    pub(super) fn of(text: &'t str) -> Self {
        Self { text, lexicon: lexicon(), lower: String::new() }
    }

    /// The text.
    pub(super) const fn text(&self) -> &'t str {
        self.text
    }

    /// Reads the word at `start`, which ends before `limit`: letters and digits, held together by hyphens,
    /// apostrophes and full stops inside, with the full stop of an abbreviation and the mark of a genitive at
    /// its end. Gives its end and its classes.
    pub(super) fn read(&mut self, start: usize, limit: usize) -> (usize, Classes) {
        let whole = without_verb(self.text, start, whole_end(self.text, start, limit));
        let (bare, mut end) = genitive_end(self.text, start, whole, limit);
        let genitive = bare < end;
        let word = &self.text[start..bare];
        self.lower.clear();
        if word.is_ascii() {
            self.lower.push_str(word);
            self.lower.make_ascii_lowercase();
        } else {
            self.lower.extend(word.chars().flat_map(char::to_lowercase));
        }
        let mut classes = self.listed().unwrap_or_default();
        if !genitive && self.text[end..limit].starts_with('.') {
            self.lower.push('.');
            if let Some(abbreviated) = self.abbreviation(word) {
                classes = classes | abbreviated;
                end += 1;
            }
        }
        let letters = letter_classes(word, genitive);
        if letters.any(Classes::CAPITAL) && NAMES_LIKE_TIMES.contains(&self.lower.as_str()) {
            classes = classes.without(Classes::TIME);
        }
        (end, classes | letters)
    }

    fn listed(&self) -> Option<Classes> {
        self.lexicon.get(self.lower.as_str()).copied()
    }

    /// What a word can be with the full stop behind it, if that belongs to it: "Sen.", "D."
    fn abbreviation(&self, word: &str) -> Option<Classes> {
        let letters = word.chars().filter(|letter| letter.is_alphabetic()).count();
        let initial = letters == 1 && word.starts_with(char::is_uppercase) || word.contains('.') && word.len() <= 6;
        let listed = self.listed();
        let abbreviated = initial || listed.is_some() || ABBREVIATIONS.contains(&self.lower.as_str());
        abbreviated.then(|| listed.unwrap_or_default())
    }
}

/// Where a word ends with everything that is held together.
fn whole_end(text: &str, start: usize, limit: usize) -> usize {
    let mut letters = text[start..limit].char_indices().map(|(at, letter)| (start + at, letter));
    letters.next();
    let mut dots = false;
    for (at, letter) in letters {
        if letter.is_alphanumeric() || letter == '_' || unicode_normalization::char::is_combining_mark(letter) {
            continue;
        }
        let after = at + letter.len_utf8();
        let joins = after < limit
            && starts_word(text, after)
            && match letter {
                '-' | '\'' | '@' | '&' | '’' | '‐' | '‑' | 'ʼ' => true,
                // Only within a number.
                ',' => text.as_bytes()[at - 1].is_ascii_digit() && text.as_bytes()[after].is_ascii_digit(),
                '.' => dots || joins_initials(text, start, at),
                _ => false,
            };
        if !joins {
            return at;
        }
        dots |= letter == '.';
    }
    limit
}

/// Whether the first full stop of a word is one of initials or of a number, and no end of a sentence where a
/// space was forgotten.
fn joins_initials(text: &str, start: usize, dot: usize) -> bool {
    let bytes = text.as_bytes();
    let after_initial =
        dot >= start + 2 && bytes[dot - 1].is_ascii_uppercase() && matches!(bytes[dot - 2], b'-' | b'.');
    let next = bytes[dot + 1];
    dot - start <= 2 || after_initial || next.is_ascii_digit() || !next.is_ascii_uppercase()
}

/// Where a word ends without the verb that is drawn to it: "it’s" is two words.
fn without_verb(text: &str, start: usize, end: usize) -> usize {
    let apostrophe = text[start..end].find(['\'', '’']).map(|at| start + at);
    let drawn = apostrophe.filter(|at| {
        PRONOUNS.iter().any(|pronoun| text[start..*at].eq_ignore_ascii_case(pronoun))
            && contraction_end(text, *at, end) == Some(end)
    });
    drawn.unwrap_or(end)
}

/// Where a word ends without and with the mark of its genitive.
fn genitive_end(text: &str, start: usize, end: usize, limit: usize) -> (usize, usize) {
    let word = &text[start..end];
    if let Some(bare) = ["'s", "’s", "'S", "’S"].iter().find_map(|suffix| word.strip_suffix(suffix)) {
        return (start + bare.len(), end);
    }
    let plural = word.len() > 2 && word.ends_with('s');
    let mark = text[end..limit].chars().next().filter(|mark| plural && matches!(mark, '\'' | '’'));
    (end, end + mark.map_or(0, char::len_utf8))
}

/// Where a verb ends that was drawn to the pronoun before it: "’s" of "it’s".
pub(super) fn contraction_end(text: &str, at: usize, limit: usize) -> Option<usize> {
    if at == 0 || !text.as_bytes()[at - 1].is_ascii_alphabetic() {
        return None;
    }
    let rest = text[at..limit].strip_prefix(['\'', '’'])?;
    let verb = rest.split(|c: char| !c.is_ascii_alphabetic()).next()?;
    ["s", "re", "ve", "d", "ll", "m"].contains(&verb).then_some(limit - rest.len() + verb.len())
}

/// Whether a letter or a digit stands at `at`.
pub(super) fn starts_word(text: &str, at: usize) -> bool {
    text[at..].chars().next().is_some_and(char::is_alphanumeric)
}

/// What the letters of a word tell.
fn letter_classes(word: &str, genitive: bool) -> Classes {
    let mut classes = if genitive { Classes::GENITIVE } else { Classes::default() };
    let first = word.chars().next().unwrap_or(' ');
    if first.is_uppercase() || matches!(first, '@' | '#') {
        classes = classes | Classes::CAPITAL;
        if word.chars().count() > 1 && !word.chars().any(char::is_lowercase) {
            classes = classes | Classes::CAPITALS;
        }
    } else if first.is_numeric() || first == '$' {
        classes = classes | Classes::DIGIT;
    }
    classes
}
