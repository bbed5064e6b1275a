//! Long paragraphs in pieces, cut where sentences end.

use super::direction::directions;

/// A paragraph with more words than this is several statements: a quote is looked up by a few
/// sentences, and a speech of an hour as one statement answers every query and none.
const MOST_WORDS: usize = 150;

/// So many words a piece of a long paragraph has, if its sentences allow.
const USUAL_WORDS: usize = 80;

/// A paragraph cut where a sentence ends, into pieces that are no longer than a statement should
/// be; a short one is one piece. A stage direction stays whole: half of one would be taken for somebody's words.
pub(super) fn pieces(text: &str) -> Vec<&str> {
    let count = text.split_whitespace().count();
    if count <= MOST_WORDS {
        return vec![text];
    }
    let mut found = Vec::new();
    let directions = directions(text);
    let is_in_a_direction = |end: usize| {
        let next = directions.partition_point(|direction| direction.end() <= end);
        directions.get(next).is_some_and(|direction| direction.start() < end)
    };
    let (mut start, mut words) = (0, 0);
    let mut ends = words_with_ends(text).peekable();
    while let Some((end, ends_sentence)) = ends.next() {
        words += 1;
        let cut = (ends_sentence && words >= USUAL_WORDS) || words >= MOST_WORDS;
        if cut && ends.peek().is_some() && !is_in_a_direction(end) {
            found.push(text[start..end].trim());
            (start, words) = (end, 0);
        }
    }
    found.push(text[start..].trim());
    found
}

/// Where each word ends, and whether a sentence ends with it.
fn words_with_ends(text: &str) -> impl Iterator<Item = (usize, bool)> {
    let offset = |part: &str| part.as_ptr().addr() - text.as_ptr().addr();
    let all: Vec<&str> = text.split_whitespace().collect();
    (0..all.len()).map(move |index| {
        let word = all[index];
        let next_is_large = all.get(index + 1).is_none_or(|next| !next.starts_with(char::is_lowercase));
        (offset(word) + word.len(), next_is_large && ends_a_sentence(word))
    })
}

/// Whether a word is the last of a sentence; not so `Mr.`, `U.S.` and initials.
pub(in crate::import) fn ends_a_sentence(word: &str) -> bool {
    let word = word.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»']);
    match word.strip_suffix(['?', '!', '…', '。', '？', '！']) {
        Some(_) => true,
        None => word.strip_suffix('.').is_some_and(|stem| {
            const ABBREVIATED: [&str; 14] =
                ["mr", "mrs", "ms", "dr", "prof", "sen", "rep", "gen", "gov", "st", "no", "vs", "jr", "hon"];
            stem.chars().count() > 1 && !stem.contains('.') && !ABBREVIATED.contains(&&*stem.to_lowercase())
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_turn_is_cut_where_sentences_end() {
        let sentence = "We will build it, said Mr. Smith of the U.S. Navy, and so we will. ";
        let text = sentence.repeat(30);
        let pieces = pieces(text.trim());
        assert!(pieces.len() > 2);
        for piece in &pieces {
            assert!(piece.ends_with("we will."), "{piece}");
            assert!(piece.split_whitespace().count() <= MOST_WORDS, "{piece}");
        }
        assert_eq!(pieces.join(" "), text.trim());
        assert_eq!(super::pieces("short"), ["short"]);
    }

    #[test]
    fn a_stage_direction_is_never_cut() {
        let said = "word ".repeat(82);
        let direction = "(Applause. Laughter in the gallery.)";
        let text = format!("{said}{direction} Then {said}");
        let found = pieces(text.trim());
        assert_eq!(found.len(), 2);
        assert!(found[0].ends_with(direction) && found[1].starts_with("Then"), "{found:?}");
        let sung = format!("{said}♪ {said}♪ {said}");
        assert!(pieces(sung.trim()).iter().all(|piece| piece.matches('♪').count() != 1));
    }
}
