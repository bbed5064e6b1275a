//! Completing what is typed in the search box.

use std::collections::HashSet;

use crate::corpus::Corpus;
use crate::query::{Field, Incomplete, NameField, Part, closed_values, incomplete};
use crate::text::{ByteSpan, Folding, folded};

/// More candidates than this are no help; another letter is.
const MOST_CANDIDATES: usize = 100;

/// The ways a part of the query can go on, with one of them put in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// The texts to put in.
    pub candidates: Vec<String>,
    /// Which is put in.
    pub selected: usize,
    /// Where it stands in the search box.
    pub span: ByteSpan,
}

impl Completion {
    /// The completions at a byte of the query, the first one selected; `span` is what it
    /// replaces. Linear in the number of names.
    pub(super) fn at(query: &str, cursor: usize, corpus: &Corpus) -> Option<Self> {
        let incomplete = incomplete(query, cursor)?;
        let candidates = candidates(corpus, incomplete);
        (!candidates.is_empty()).then_some(Self { candidates, selected: 0, span: incomplete.span })
    }

    /// To the next candidate, or the one before.
    pub(super) fn step(&mut self, forward: bool) {
        let count = self.candidates.len();
        self.selected = (self.selected + if forward { 1 } else { count - 1 }) % count;
    }

    /// The text to put in.
    pub(super) fn text(&self) -> &str {
        self.candidates.get(self.selected).map_or("", String::as_str)
    }
}

fn candidates(corpus: &Corpus, incomplete: Incomplete<'_>) -> Vec<String> {
    let typed = folded(incomplete.typed, Folding::Search);
    match incomplete.part {
        Part::Field => {
            let names = Field::ALL.iter().map(|(name, _)| *name).filter(|name| name.starts_with(&typed));
            names.map(|name| format!("{name}:")).collect()
        }
        Part::Value(field) => {
            let likely = |value| Some((likeness(value, &typed)?, value));
            let mut values: Vec<(Likeness, &str)> = values(corpus, field).into_iter().filter_map(likely).collect();
            values.sort_by_key(|(likeness, _)| *likeness);
            let mut seen = HashSet::new();
            values.retain(|(_, value)| seen.insert(*value));
            values.truncate(MOST_CANDIDATES);
            values.into_iter().map(|(_, value)| in_query(value)).collect()
        }
    }
}

/// How a value goes on from what was typed, the likelier first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Likeness {
    BeginsSo,
    HasAWordThatBeginsSo,
}

fn likeness(value: &str, typed: &str) -> Option<Likeness> {
    let value = folded(value, Folding::Search);
    if value.starts_with(typed) {
        return Some(Likeness::BeginsSo);
    }
    let has_word = value.match_indices(' ').any(|(at, _)| value[at + 1..].starts_with(typed));
    has_word.then_some(Likeness::HasAWordThatBeginsSo)
}

/// All values that a field can have in this corpus.
fn values(corpus: &Corpus, field: Field) -> Vec<&str> {
    match field {
        Field::Name(NameField::Speaker | NameField::Via) => {
            corpus.speakers().map(|(_, speaker)| &*speaker.name).collect()
        }
        Field::Name(NameField::Session) => corpus.sessions().map(|(_, session)| &*session.title).collect(),
        Field::Name(NameField::Place) => {
            let mut places: Vec<&str> = corpus.sessions().filter_map(|(_, session)| session.place.as_deref()).collect();
            places.sort_unstable();
            places
        }
        Field::Name(NameField::Topic) => corpus.topics().map(|(_, topic)| topic).collect(),
        Field::Name(NameField::Source) => corpus.sources().map(|(_, source)| &*source.title).collect(),
        closed => closed_values(closed),
    }
}

/// As it is written in a query: in quote marks where it would else end early.
fn in_query(value: &str) -> String {
    let stands_alone =
        value.chars().all(|character| character.is_alphanumeric() || matches!(character, '-' | '_' | '.'));
    if stands_alone {
        value.to_owned()
    } else {
        format!("\"{}\"", value.replace(['"', '“', '”', '„', '«', '»'], " "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{CorpusChoice, open};

    #[test]
    fn fields_and_values_go_on_as_the_corpus_has_them() {
        let (loaded, _) = open(&CorpusChoice::BuiltIn).expect("the built-in corpus");
        let first = |query: &str| {
            Completion::at(query, query.len(), &loaded.corpus)
                .map(|found| (found.candidates[0].clone(), found.candidates.len()))
        };
        for (query, wanted, count) in [
            ("", "speaker:", 10),
            ("fi", "fidelity:", 1),
            ("speaker:sten", "", 0),
            ("speaker:stol", "\"Jens Stoltenberg\"", 1),
            ("speaker:russ", "\"Russian delegation\"", 2),
            ("kind:", "direct", 3),
            ("topic:de-", "de-escalation", 1),
            ("place:b", "Brussels", 1),
        ] {
            let found = first(query).unwrap_or_default();
            assert_eq!((found.0.as_str(), found.1), (wanted, count), "{query}");
        }
    }
}
