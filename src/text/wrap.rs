//! Lines that fit a width, as spans of the original text.

use textwrap::WordSeparator;
use unicode_segmentation::UnicodeSegmentation;

use super::display::display_width;
use super::span::ByteSpan;

/// Breaks `text` into lines of at most `width` columns, at the places Unicode's
/// line-breaking rules allow; a word wider than a line is broken between graphemes.
/// A line break in the text is kept. White space at the end of a line belongs to no line.
/// There is always at least one line. Linear in the length of the text.
#[must_use]
pub fn wrap(text: &str, width: usize) -> Vec<ByteSpan> {
    wrap_limited(text, width, usize::MAX).0
}

/// Like [`wrap`], but stops after `limit` lines; the flag says whether text was left over.
/// The work done depends on what is kept, not on the length of the text.
#[must_use]
pub fn wrap_limited(text: &str, width: usize, limit: usize) -> (Vec<ByteSpan>, bool) {
    wrap_measured(text, width, limit, display_width)
}

/// How wide a word or a grapheme is, in whatever the width of a line is counted in.
pub type Measure = fn(&str) -> usize;

/// Like [`wrap_limited`], where words are as wide as `measure` says.
#[must_use]
pub fn wrap_measured(text: &str, width: usize, limit: usize, measure: Measure) -> (Vec<ByteSpan>, bool) {
    let mut lines = Lines { width: width.max(1), limit: limit.max(1), measure, done: Vec::new() };
    let mut start = 0;
    for piece in text.split('\n') {
        let bare = piece.strip_suffix('\r').unwrap_or(piece);
        if !lines.add_paragraph(text, ByteSpan::new(start, start + bare.len())) {
            return (lines.done, true);
        }
        start += piece.len() + 1;
    }
    (lines.done, false)
}

/// The width of the widest piece of `text` that a line never breaks. Linear in its length.
#[must_use]
pub fn widest_word(text: &str, measure: Measure) -> usize {
    text.lines().flat_map(pieces).map(|piece| measure(piece.word)).max().unwrap_or(0)
}

/// What a line never breaks.
struct Piece<'t> {
    word: &'t str,
    /// The white space after it, where a line may end.
    space: &'t str,
}

/// The pieces of a text, in order: together they are all of it.
fn pieces(text: &str) -> Vec<Piece<'_>> {
    // `textwrap` never breaks after a hyphen, and takes the last other place for the end of a text that
    // ends in one; so those at the end are kept from it. Nothing but white space parts them from a word.
    let body = text.trim_end_matches(['-', '\u{ad}']);
    let words = WordSeparator::UnicodeBreakProperties.find_words(body);
    let mut pieces: Vec<Piece<'_>> = words.map(|word| Piece { word: word.word, space: word.whitespace }).collect();
    if body.len() < text.len() {
        let last = pieces.pop_if(|last| last.space.is_empty());
        let start = body.len() - last.map_or(0, |last| last.word.len());
        pieces.push(Piece { word: &text[start..], space: "" });
    }
    pieces
}

/// Bytes that a column of text seldom comes to: four for a letter, and as many for its accents. An emoji
/// of several people has more.
const LIKELY_BYTES: usize = 8;

struct Lines {
    width: usize,
    limit: usize,
    measure: Measure,
    done: Vec<ByteSpan>,
}

impl Lines {
    /// Adds the lines of one paragraph. False when the limit left some of it over.
    fn add_paragraph(&mut self, text: &str, paragraph: ByteSpan) -> bool {
        let before = self.done.len();
        // A statement has a few hundred bytes; a line limit must not pay for a long one.
        let mut most = self.limit.saturating_sub(before).saturating_mul(self.width).saturating_mul(LIKELY_BYTES);
        loop {
            let begun = cut(paragraph.of(text), most).len();
            if !self.add_lines(text, ByteSpan::new(paragraph.start(), paragraph.start() + begun)) {
                return false;
            }
            if begun == paragraph.len() {
                return true;
            }
            // It was too little to fill the lines. Doubling it costs no more than twice the last try.
            self.done.truncate(before);
            most = most.saturating_mul(2);
        }
    }

    /// Adds the lines of the beginning of a paragraph. False when the limit left some of it over.
    fn add_lines(&mut self, text: &str, beginning: ByteSpan) -> bool {
        let mut line = Line::at(beginning.start());
        let mut at = beginning.start();
        for Piece { word, space } in pieces(beginning.of(text)) {
            let word_span = ByteSpan::new(at, at + word.len());
            at = word_span.end() + space.len();
            let columns = (self.measure)(word);
            if line.columns + line.space + columns > self.width
                && line.columns > 0
                && !self.finish(&mut line, word_span.start())
            {
                return false;
            }
            if columns > self.width {
                if !self.break_word(text, word_span, &mut line) {
                    return false;
                }
            } else {
                line.extend(word_span.end(), columns);
            }
            line.space = (self.measure)(space);
        }
        if self.done.len() >= self.limit {
            return false;
        }
        self.done.push(ByteSpan::new(line.start, line.end));
        true
    }

    /// Ends the line; the next one starts at `next`. False when there is no room for a next one.
    fn finish(&mut self, line: &mut Line, next: usize) -> bool {
        self.done.push(ByteSpan::new(line.start, line.end));
        *line = Line::at(next);
        self.done.len() < self.limit
    }

    fn break_word(&mut self, text: &str, word: ByteSpan, line: &mut Line) -> bool {
        for (offset, grapheme) in word.of(text).grapheme_indices(true) {
            let columns = (self.measure)(grapheme);
            let at = word.start() + offset;
            if line.columns + columns > self.width && line.columns > 0 && !self.finish(line, at) {
                return false;
            }
            line.extend(at + grapheme.len(), columns);
        }
        true
    }
}

/// The line being filled.
struct Line {
    start: usize,
    end: usize,
    columns: usize,
    /// Columns of white space after the last word.
    space: usize,
}

impl Line {
    const fn at(start: usize) -> Self {
        Self { start, end: start, columns: 0, space: 0 }
    }

    fn extend(&mut self, end: usize, columns: usize) {
        self.columns += self.space + columns;
        self.space = 0;
        self.end = end;
    }
}

/// The first `most` bytes of `text`, or a little less, so that no character is split.
fn cut(text: &str, most: usize) -> &str {
    if text.len() <= most {
        return text;
    }
    let mut end = most;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, width: usize) -> Vec<&str> {
        wrap(text, width).into_iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn lines_break_between_words() {
        assert_eq!(lines("some of the things", 8), ["some of", "the", "things"]);
        assert_eq!(lines("some of", 7), ["some of"]);
        assert_eq!(lines("", 7), [""]);
    }

    #[test]
    fn a_hyphen_at_the_end_glues_no_words_together() {
        assert_eq!(lines("some of the things-", 8), ["some of", "the", "things-"]);
        assert_eq!(lines("some of the -", 8), ["some of", "the -"]);
        assert_eq!(lines("some of the --", 6), ["some", "of the", "--"]);
        assert_eq!(lines("-", 8), ["-"]);
    }

    #[test]
    fn line_breaks_in_the_text_are_kept() {
        assert_eq!(lines("one\n\ntwo\r\nthree", 20), ["one", "", "two", "three"]);
    }

    #[test]
    fn long_words_and_wide_letters_are_broken_between_graphemes() {
        assert_eq!(lines("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(lines("北約北約", 5), ["北約", "北約"]);
        assert_eq!(lines("ae\u{301}e\u{301}", 2), ["ae\u{301}", "e\u{301}"]);
        assert_eq!(lines("北", 1), ["北"]);
    }

    #[test]
    fn a_limit_stops_early_and_says_so() {
        let text = "one two three four";
        let (kept, left_over) = wrap_limited(text, 5, 2);
        assert_eq!(kept.iter().map(|span| span.of(text)).collect::<Vec<_>>(), ["one", "two"]);
        assert!(left_over);
        assert!(!wrap_limited(text, 10, 2).1);
    }

    #[test]
    fn letters_of_many_bytes_fill_their_lines_too() {
        let families = "👨‍👩‍👧‍👦".repeat(9);
        let (kept, left_over) = wrap_limited(&families, 6, 3);
        assert_eq!(kept.iter().map(|span| span.len()).collect::<Vec<_>>(), [families.len() / 3; 3]);
        assert!(!left_over);
        assert!(wrap_limited(&families, 6, 2).1);
    }

    #[test]
    fn a_line_is_filled_by_any_measure() {
        let twice = |text: &str| 2 * text.chars().count();
        let (kept, _) = wrap_measured("one two", 10, usize::MAX, twice);
        assert_eq!(kept.iter().map(|span| span.of("one two")).collect::<Vec<_>>(), ["one", "two"]);
        assert_eq!(widest_word("a three-fold\nword", twice), 2 * "three-fold".len());
        assert_eq!(widest_word("", twice), 0);
    }

    proptest::proptest! {
        #[test]
        fn a_limit_keeps_the_first_lines_as_they_are(
            text in "(\\PC|[ab ]|👨‍👩‍👧‍👦|e\u{301}{9}|\n){0,30}", width in 1_usize..8, limit in 1_usize..5,
        ) {
            let all = wrap(&text, width);
            let (kept, left_over) = wrap_limited(&text, width, limit);
            proptest::prop_assert_eq!(&kept, &all[..limit.min(all.len())]);
            proptest::prop_assert_eq!(left_over, all.len() > limit);
        }

        #[test]
        fn wrapping_loses_nothing_but_white_space(text in "\\PC{0,60}", width in 1_usize..20) {
            let kept: String = wrap(&text, width).iter().map(|span| span.of(&text)).collect();
            let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            proptest::prop_assert_eq!(bare(&kept), bare(&text));
        }
    }
}
