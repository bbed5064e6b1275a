//! What stands at the head of an article or of its first paragraph: headline and dateline.

use crate::import::article::Quoted;
use crate::import::article::lexicon::Classes;
use crate::import::article::tokens::{Kind, Token};
use crate::text::ByteSpan;

/// Gives a quote of the headline whose speaker it does not name to whoever says these words below.
pub(super) fn name_headline(text: &str, quotes: &mut [Quoted]) {
    let first = quotes.partition_point(|quote| quote.paragraph == 0);
    let (headline, below) = quotes.split_at_mut(first);
    for quote in headline.iter_mut().filter(|quote| quote.speaker.is_none()) {
        let bare = |words: ByteSpan| words.of(text).trim_end_matches(['.', ',', '!', '?']).to_lowercase();
        let words = bare(quote.words);
        let whole = below.iter().take(60).find(|other| other.speaker.is_some() && bare(other.words).contains(&words));
        if let Some(whole) = whole {
            quote.speaker.clone_from(&whole.speaker);
            quote.confidence = whole.confidence * 0.9;
        }
    }
}

/// The number of the token after a dateline: "BRUSSELS, Jan. 12 (Agency) —".
pub(super) fn dateline_end(tokens: &[Token]) -> usize {
    let outside = |token: &Token| match token.kind {
        Kind::Word => !token.is(Classes::CAPITAL | Classes::DIGIT | Classes::TIME) || token.is(Classes::SPEECH),
        Kind::Mark(mark) => !",()/.—".contains(mark),
        Kind::Quote(_) => true,
    };
    if !tokens.first().is_some_and(|first| first.is(Classes::CAPITALS))
        && !tokens.iter().take(4).any(|token| token.is_mark('('))
    {
        return 0;
    }
    let limit = tokens.iter().take(14).position(outside).unwrap_or(tokens.len().min(14));
    let dash = tokens[..limit].iter().rposition(|token| token.is_mark('—'));
    dash.filter(|dash| *dash > 0).map_or(0, |dash| dash + 1)
}
