//! Which stretches in quote marks are somebody's words, and which are titles, names and words that
//! the writer only holds with tongs.

use super::attribution::{Attribution, Rule};
use super::lexicon::Classes;
use super::sentences::Sentence;
use super::tokens::Kind;

/// Whether a stretch looks like one or more sentences of its own.
pub(super) fn looks_like_sentence(inner: &str) -> bool {
    let words = inner.split_whitespace().count();
    let capital = inner.starts_with(|first: char| first.is_uppercase() || !first.is_alphanumeric());
    let ends = inner.ends_with(['.', '!', '?', ',', '…', '—']);
    capital && (words >= 4 || ends && words >= 2) || ends && words >= 6 || words >= 14
}

/// Whether a quote is a whole one: a sentence of its own, or the whole of what its cue gives.
pub(super) fn is_whole(sentence: &Sentence<'_>, quote: usize, inner: &str, rule: Option<Rule>) -> bool {
    let capital = inner.starts_with(|first: char| first.is_uppercase() || !first.is_alphanumeric());
    let starts = quote == 0 || !sentence.tokens[..quote].iter().any(|token| token.kind == Kind::Word);
    let earlier = sentence.tokens[..quote].iter().any(super::tokens::Token::is_quote);
    let listed = quote > 1 && sentence.tokens[quote - 2].is_quote();
    let marked = quote > 0
        && match sentence.tokens[quote - 1].kind {
            Kind::Mark(':') => true,
            Kind::Mark(',' | '—') => (capital || earlier) && !listed,
            _ => false,
        };
    let ends = inner.ends_with(['.', '!', '?', ',', '…', '—']);
    match rule {
        None => starts && looks_like_sentence(inner),
        Some(Rule::Beside) => {
            starts && (capital || ends) || marked || ends && quote > 0 && sentence.tokens[quote - 1].kind != Kind::Word
        }
        Some(_) => marked || starts && ends || capital && ends && inner.split_whitespace().count() >= 2,
    }
}

/// Whether the words begin with a small letter, as no title does.
fn is_small(inner: &str) -> bool {
    inner.starts_with(char::is_lowercase)
}

/// Whether a stretch holds somebody's words. `headline` says that its sentence is a headline.
pub(super) fn is_report(
    sentence: &Sentence<'_>,
    quote: usize,
    inner: &str,
    attribution: Option<&Attribution>,
    headline: bool,
) -> bool {
    if !inner.chars().any(char::is_alphanumeric) {
        return false;
    }
    if !sentence.headline && is_nickname(sentence, quote) {
        return false;
    }
    if headline && (sentence.headline && quote > 0 || attribution.is_some() || !sentence.headline && is_small(inner)) {
        return true;
    }
    if sentence.is(quote + 1, Classes::WORK)
        && inner
            .split_whitespace()
            .all(|word| word.starts_with(|first: char| first.is_uppercase() || first.is_numeric()))
    {
        return false;
    }
    let alone = sentence.tokens.iter().all(|token| token.kind != Kind::Word)
        && (looks_like_sentence(inner) || inner.ends_with(['.', '!', '?', ',', '…']));
    let title = is_title(sentence, quote, inner);
    let named = quote > 0 && sentence.is(quote - 1, Classes::NAMING) && !uses_words(sentence, quote - 1);
    match attribution {
        Some(found) => match found.rule {
            Rule::Beside => !title || quote == 0 || !names_work(sentence, quote),
            Rule::Introduced => !title || !sentence.is(quote - 1, Classes::GENITIVE),
            Rule::Within => !title || sentence.is_word(quote - 1, "as") || !names_work(sentence, quote),
            Rule::Tail => !title,
            Rule::Near => !title && !named,
        },
        None if alone => true,
        None if (1..=3).any(|back| quote >= back && sentence.is(quote - back, Classes::NAMING)) => false,
        None => (looks_like_sentence(inner) || quote == 0 && sentence.is_mark(1, ',')) && !title,
    }
}

/// "used the words", "coined the phrase": there, a word for words tells what somebody said.
fn uses_words(sentence: &Sentence<'_>, naming: usize) -> bool {
    let verb = ["used", "uses", "using", "use", "uttered", "utter", "coined", "repeated", "invoked", "with", "spoke"];
    (1..=3).filter_map(|back| naming.checked_sub(back)).any(|at| sentence.is_one_of(at, &verb))
}

/// Whether the word before a title says that it is one: "the film", "wrote", "in", "ABC's".
fn names_work(sentence: &Sentence<'_>, quote: usize) -> bool {
    // "In his book, "The Long Voyage," he says"
    let comma = usize::from(quote > 1 && sentence.is_mark(quote - 1, ',') && sentence.is(quote - 2, Classes::WORK));
    let before = quote - 1 - comma;
    let written = ["wrote", "written", "writes", "read", "reads", "sang", "sings", "reading", "singing", "writing"];
    let shown = [
        "host",
        "co-host",
        "episode",
        "clip",
        "broadcast",
        "edition",
        "author",
        "star",
        "version",
        "preview",
        "copy",
        "season",
    ];
    if sentence.is_word(before, "of") {
        return before > 0 && (sentence.is(before - 1, Classes::WORK) || sentence.is_one_of(before - 1, &shown));
    }
    sentence.is(before, Classes::PREPOSITION | Classes::WORK | Classes::GENITIVE)
        || sentence.is_one_of(before, &written)
}

/// `Edward "Ed" Smith`
fn is_nickname(sentence: &Sentence<'_>, quote: usize) -> bool {
    let name = |number: usize| {
        sentence.is(number, Classes::CAPITAL) && !sentence.is(number, Classes::SUBJECT | Classes::DETERMINER)
    };
    let inner = sentence.get(quote).map_or("", |token| token.span.of(sentence.text));
    quote > 0
        && name(quote - 1)
        && name(quote + 1)
        && !inner.contains(['.', ',', '!', '?'])
        && inner.split_whitespace().count() <= 3
}

/// The title of a work: most of its words have capitals, and nothing in it ends a sentence.
fn is_title(sentence: &Sentence<'_>, quote: usize, inner: &str) -> bool {
    let words: Vec<&str> = inner.split_whitespace().take(14).collect();
    if words.len() > 12 || inner.ends_with(['.', '!', '?']) && words.len() < 2 {
        return false;
    }
    let introduced = (1..=2).any(|back| quote >= back && sentence.is(quote - back, Classes::WORK));
    let capitals = words
        .iter()
        .filter(|word| **word != "I" && word.starts_with(|first: char| first.is_uppercase() || first.is_numeric()))
        .count();
    let small = words.iter().filter(|word| word.len() <= 4 && word.starts_with(char::is_lowercase)).count();
    let titled = capitals >= 2
        && capitals + small == words.len()
        && words.first().is_some_and(|word| word.starts_with(|first: char| first.is_uppercase() || first.is_numeric()));
    titled || introduced && capitals >= 1 && capitals + small == words.len()
}
