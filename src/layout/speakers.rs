//! Speakers to choose from.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use crate::corpus::{Corpus, Speaker, SpeakerId};
use crate::text::{Folding, folded};

/// The speakers that the words of a filter may mean, the likeliest first. Where they are equally likely,
/// these `candidates` come first, in their order, and then the order of the files. A word is looked for
/// in names, aliases, roles and ids; in a name its letters may stand apart. Linear in the number of
/// speakers.
#[must_use]
pub fn speakers_like(corpus: &Corpus, filter: &str, candidates: &[SpeakerId]) -> Vec<SpeakerId> {
    let words: Vec<String> = filter.split_whitespace().map(|word| folded(word, Folding::Search)).collect();
    let matcher = SkimMatcherV2::default().ignore_case();
    let place = |id: SpeakerId| candidates.iter().position(|candidate| *candidate == id).unwrap_or(usize::MAX);
    let mut found: Vec<(u8, usize, SpeakerId)> = corpus
        .speakers()
        .filter_map(|(id, speaker)| Some((unlikeness(speaker, &words, &matcher)?, place(id), id)))
        .collect();
    found.sort_unstable();
    found.into_iter().map(|(_, _, id)| id).collect()
}

/// The ways in which all words may be meant, the likelier ones less; `None` where one may not.
fn unlikeness(speaker: &Speaker, words: &[String], matcher: &SkimMatcherV2) -> Option<u8> {
    let name = folded(&speaker.name, Folding::Search);
    let about = [&speaker.role, &speaker.affiliation].into_iter().flatten();
    let others: Vec<String> =
        speaker.aliases.iter().chain([&speaker.key]).chain(about).map(|text| folded(text, Folding::Search)).collect();
    let begins = |text: &str, word: &str| text.split(|c: char| !c.is_alphanumeric()).any(|part| part.starts_with(word));
    let of_word = |word: &String| {
        if begins(&name, word) {
            Some(0)
        } else if others.iter().any(|text| begins(text, word)) {
            Some(1)
        } else if name.contains(word.as_str()) || others.iter().any(|text| text.contains(word.as_str())) {
            Some(2)
        } else {
            matcher.fuzzy_match(&name, word).map(|_| 3)
        }
    };
    words.iter().map(of_word).try_fold(0, |worst: u8, word| Some(worst.max(word?)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{InputFile, load};

    fn names(filter: &str, candidates: &[&str]) -> Vec<String> {
        let text = "speakers:\n  ann: { name: Ann Arbor, role: Mayor }\n  bob: { name: Bob Berlin, aliases: [Robert] }\n  eve: { name: Éve Essen }\n";
        let file = InputFile { name: "x.yaml".to_owned(), bytes: text.into() };
        let corpus = load(vec![file]).expect("small enough").corpus;
        let id = |key: &&str| corpus.speakers().find(|(_, speaker)| speaker.key == *key).expect("there").0;
        let candidates: Vec<SpeakerId> = candidates.iter().map(id).collect();
        speakers_like(&corpus, filter, &candidates).into_iter().map(|id| corpus.speaker(id).key.clone()).collect()
    }

    #[test]
    fn candidates_come_first_and_a_word_finds_whoever_is_meant() {
        assert_eq!(names("", &[]), ["ann", "bob", "eve"]);
        assert_eq!(names("", &["eve", "bob"]), ["eve", "bob", "ann"]);
        assert_eq!(names("rob", &["eve"]), ["bob"]);
        assert_eq!(names("eve ess", &[]), ["eve"]);
        assert_eq!(names("mayor", &[]), ["ann"]);
        assert_eq!(names("brln", &[]), ["bob"]);
        assert_eq!(names("zz", &[]), Vec::<String>::new());
    }
}
