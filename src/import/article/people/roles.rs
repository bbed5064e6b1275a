//! What an article says that somebody is: titles before a name, appositions behind it.

use super::names::Name;
use crate::import::article::lexicon::Classes;
use crate::import::article::sentences::Sentence;
use crate::import::article::tokens::Kind;

/// The most words of a role before a name.
const MOST_ROLE_WORDS: usize = 7;
/// Roles that are somebody's only to somebody else.
const RELATIONS: [&str; 10] =
    ["wife", "husband", "son", "daughter", "mother", "father", "brother", "sister", "friend", "man"];
/// Forms of address that are no role.
const ADDRESSES: [&str; 5] = ["mr", "mrs", "ms", "miss", "dr"];

/// What is said of whoever has a name: in an apposition behind it, or else as a title before it.
pub(super) fn role_of(sentence: &Sentence<'_>, name: &Name) -> Option<String> {
    let role = apposition(sentence, name.last + 1).or_else(|| title_before(sentence, name))?;
    Some(role.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The title before a name: "Deputy Secretary of State".
fn title_before<'t>(sentence: &Sentence<'t>, name: &Name) -> Option<&'t str> {
    let mut first = name.run;
    while first > 0 && name.first - first < MOST_ROLE_WORDS && begins_role(sentence, first - 1) {
        first -= 1;
    }
    let alone = name.first == first + 1;
    let is_relation = alone && RELATIONS.contains(&sentence.word(first));
    let is_address = alone && ADDRESSES.contains(&sentence.word(first).trim_end_matches('.').to_lowercase().as_str());
    let is_named = (first..name.first).any(|number| sentence.is(number, Classes::ROLE | Classes::TITLE));
    (is_named && !is_relation && !is_address).then(|| sentence.bytes(first, name.first - 1).of(sentence.text))
}

/// Whether a word before a name can belong to what its bearer is: "Republican pollster".
fn begins_role(sentence: &Sentence<'_>, number: usize) -> bool {
    sentence.get(number).is_some_and(|token| {
        token.kind == Kind::Word
            && (token.classes.any(Classes::ROLE | Classes::TITLE | Classes::BODY | Classes::CAPITAL)
                || token.classes == Classes::default() && !sentence.word(number).ends_with("ed")
                || sentence.is_word(number, "of"))
            && !token.classes.any(
                Classes::MAN
                    | Classes::WOMAN
                    | Classes::DETERMINER
                    | Classes::TIME
                    | Classes::SPEECH
                    | Classes::AUX
                    | Classes::SUBJECT,
            )
            && !(number == 0
                && token.classes == Classes::CAPITAL
                && !sentence.is(number + 1, Classes::ROLE | Classes::TITLE))
    })
}

/// The apposition behind a name: what stands between two commas and says what a person is.
fn apposition<'t>(sentence: &Sentence<'t>, comma: usize) -> Option<&'t str> {
    if !sentence.is_mark(comma, ',') {
        return None;
    }
    let start = comma + 1;
    let end = (start..start + 14).find(|number| {
        sentence.get(*number).is_none_or(|token| {
            matches!(token.kind, Kind::Mark(',' | '.' | ';' | ':' | ')' | '(' | '—')) || token.is_quote()
        })
    })?;
    let begins = sentence.is(
        start,
        Classes::DETERMINER
            | Classes::POSSESSIVE
            | Classes::ROLE
            | Classes::TITLE
            | Classes::GENITIVE
            | Classes::CAPITAL,
    );
    let named = (start..end).any(|number| sentence.is(number, Classes::ROLE | Classes::TITLE));
    let verb = (start..end).any(|number| {
        sentence.is(number, Classes::AUX | Classes::SPEECH | Classes::RELATIVE) && !sentence.is(number, Classes::NOUN)
    });
    (begins && named && !verb && end > start).then(|| {
        let words = sentence.bytes(start, end - 1).of(sentence.text);
        ["the ", "a ", "an "].iter().find_map(|article| words.strip_prefix(article)).unwrap_or(words)
    })
}
