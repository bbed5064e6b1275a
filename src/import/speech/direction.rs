//! Stage directions: what was heard or done, and nobody's words.

use crate::text::{ByteSpan, GAP};

/// Words of stage directions: what was heard or done, and nobody's words.
const DIRECTIONS: [&str; 40] = [
    "applause",
    "laughter",
    "laughs",
    "laughing",
    "laugh",
    "cheers",
    "cheering",
    "music",
    "crosstalk",
    "inaudible",
    "unintelligible",
    "indiscernible",
    "pause",
    "silence",
    "interruption",
    "interjection",
    "interjections",
    "booing",
    "boos",
    "sighs",
    "sigh",
    "coughs",
    "gavel",
    "bell",
    "off-mike",
    "off-mic",
    "speaks",
    "speaking",
    "interpreter",
    "interpreted",
    "translation",
    "chuckles",
    "chuckle",
    "beifall",
    "heiterkeit",
    "zuruf",
    "zurufe",
    "lachen",
    "applaudissements",
    "rires",
];

/// The most words of a stage direction.
const LONGEST_DIRECTION: usize = 12;

/// Whether what stands in brackets is a stage direction.
pub(super) fn is_direction(text: &str) -> bool {
    let lower = text.to_lowercase();
    let words: Vec<&str> =
        lower.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric())).collect();
    words.len() <= LONGEST_DIRECTION && words.iter().any(|word| DIRECTIONS.contains(word))
}

/// The stage directions in a text, with their brackets, notes of music (`♪`) among them.
pub(super) fn directions(text: &str) -> Vec<ByteSpan> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(open) = text[from..].find(['(', '[', '♪']).map(|at| from + at) {
        let mark = text[open..].chars().next().unwrap_or('(');
        let inside = open + mark.len_utf8();
        let close = match mark {
            '(' => text[inside..].find([')', '(']).filter(|at| text[inside + at..].starts_with(')')),
            '[' => text[inside..].find([']', '[']).filter(|at| text[inside + at..].starts_with(']')),
            _ => text[inside..].find('♪'),
        };
        match close.map(|at| inside + at) {
            Some(close) if mark == '♪' || is_direction(&text[inside..close]) => {
                let end = close + if mark == '♪' { mark.len_utf8() } else { 1 };
                found.push(ByteSpan::new(open, end));
                from = end;
            }
            _ => from = inside,
        }
    }
    found
}

/// The words of a text without its stage directions: those at its ends are gone, one between words
/// leaves a gap. Empty where there are no words.
pub(super) fn words_alone(text: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    let mut from = 0;
    for direction in directions(text) {
        kept.push(text[from..direction.start()].trim());
        from = direction.end();
        // The full stop of `(Laughter.).` and the like belongs to nobody.
        if text[from..].starts_with(['.', ',']) {
            from += 1;
        }
    }
    kept.push(text[from..].trim());
    kept.retain(|part| part.chars().any(char::is_alphanumeric));
    kept.join(&format!(" {GAP} "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stage_directions_are_nobodys_words() {
        for (text, words) in [
            ("We will. (Applause.)", "We will."),
            ("(Laughter.) We will.", "We will."),
            ("We will (laughter) build it.", "We will […] build it."),
            ("We [inaudible] will.", "We […] will."),
            ("(Applause and cheers from the gallery.)", ""),
            ("[crosstalk]", ""),
            ("♪ la la ♪ We will.", "We will."),
            ("We (the people) will.", "We (the people) will."),
            ("We (will", "We (will"),
            ("We will […] build it.", "We will […] build it."),
        ] {
            assert_eq!(words_alone(text), words, "{text}");
        }
    }
}
