//! Names of people in a sentence: runs of capitals.

use std::ops::Range;

use super::gender::Gender;
use crate::import::article::lexicon::Classes;
use crate::import::article::sentences::Sentence;

/// Small words within names.
const PARTICLES: [&str; 16] =
    ["de", "del", "della", "der", "den", "di", "da", "dos", "van", "von", "bin", "al", "el", "la", "le", "ter"];

/// The name of a person in a run of capitals.
pub(super) struct Name {
    /// The first token of the run: a title, or the name itself.
    pub(super) run: usize,
    /// The first and the last token of the name, behind its titles.
    pub(super) first: usize,
    pub(super) last: usize,
    /// Whether this is more than a last name: a name of several words, or one with a title.
    pub(super) is_whole: bool,
    /// Whether a title or a given name says that this is a person.
    pub(super) is_person: bool,
    pub(super) gender: Gender,
}

impl Name {
    /// The name in a run of capitals, if that can be a person's.
    pub(super) fn read(sentence: &Sentence<'_>, run: Range<usize>) -> Option<Self> {
        let last = run.end.checked_sub(1)?;
        let is_title = |number: &usize| sentence.is(*number, Classes::TITLE | Classes::ROLE);
        if is_title(&last) {
            return None;
        }
        let is_given = |number: &usize| {
            sentence.is(*number, Classes::MAN | Classes::WOMAN) && !sentence.is(*number, Classes::GENITIVE)
        };
        let title = (run.start..last).rev().find(is_title);
        let given = (run.start..last).find(is_given);
        let first = match (title, given) {
            (Some(title), Some(given)) if title > given => title + 1,
            (_, Some(given)) => given,
            (Some(title), None) => title + 1,
            (None, None) => run.start,
        };
        if given.is_none() && (first..run.end).any(|number| sentence.is(number, Classes::BODY)) {
            return None;
        }
        let of_titles = (run.start..first).fold(of_word_before(sentence, run.start), |gender, number| {
            gender.or(Gender::of_title(sentence.word(number)))
        });
        let of_name = sentence.get(first).map_or(Gender::Unknown, |token| Gender::of_given_name(token.classes));
        Some(Self {
            run: run.start,
            first,
            last,
            is_whole: (last > first || title.is_some()) && last - first < 5,
            is_person: title.is_some() || given.is_some(),
            gender: of_titles.or(of_name),
        })
    }
}

/// What the word right before a run of capitals tells of whoever is named there.
fn of_word_before(sentence: &Sentence<'_>, run: usize) -> Gender {
    run.checked_sub(1).map_or(Gender::Unknown, |before| Gender::of_description(sentence.word(before)))
}

/// The next run of capitals from a token on, with the small words within names. A genitive ends it.
pub(super) fn next_run(sentence: &Sentence<'_>, from: usize) -> Option<Range<usize>> {
    let first = (from..sentence.tokens.len()).find(|number| in_name(sentence, *number))?;
    let mut end = first;
    while in_name(sentence, end) || is_particle(sentence, end) {
        end += 1;
        if sentence.is(end - 1, Classes::GENITIVE) {
            break;
        }
    }
    Some(first..end)
}

/// Whether a token can stand in a name: a capital, and no word of the grammar that only begins a sentence.
fn in_name(sentence: &Sentence<'_>, number: usize) -> bool {
    let grammar = Classes::DETERMINER
        | Classes::PREPOSITION
        | Classes::SUBJECT
        | Classes::CONJUNCTION
        | Classes::SUBORDINATOR
        | Classes::POSSESSIVE
        | Classes::TIME
        | Classes::AUX;
    let named = !sentence.is(number, grammar) || sentence.is(number, Classes::MAN | Classes::WOMAN | Classes::TITLE);
    sentence.is(number, Classes::CAPITAL)
        && named
        && !(number == 0 && sentence.is(number, Classes::ADVERB | Classes::SPEECH | Classes::REPORT))
}

fn is_particle(sentence: &Sentence<'_>, number: usize) -> bool {
    PARTICLES.contains(&sentence.word(number)) && sentence.is(number + 1, Classes::CAPITAL)
}

/// The words of a name without a genitive at its end.
pub(super) fn clean(sentence: &Sentence<'_>, first: usize, last: usize) -> String {
    let words = sentence.bytes(first, last).of(sentence.text);
    bare(&words.split_whitespace().collect::<Vec<_>>().join(" ")).to_owned()
}

/// A word without a genitive and marks at its end.
pub(super) fn bare(word: &str) -> &str {
    let word = word.trim_end_matches([',', ';', ':', ')']);
    let word = ["'s", "’s", "'", "’"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
    if word.ends_with("r.") { word } else { word.trim_end_matches('.') }
}
