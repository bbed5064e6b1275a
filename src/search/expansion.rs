//! Which words of a vocabulary answer a word of a query, and how well.

use std::cmp::Reverse;
use std::ops::Range;

use super::index::{TermId, Vocabulary};
use super::similarity::{begins_with_a_slip, edits, edits_forgiven, is_one_edit, subsequence};

/// How a word of a text answers a word of a query, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Tier {
    /// The very word.
    Exact,
    /// It begins with what was typed.
    Prefix,
    /// What was typed as two words is one, or what was typed as one is two: `non starters`,
    /// `nothingis`.
    Joined,
    /// Another form of the word: `committed` for `commit`.
    Inflection,
    /// One slip of the finger away.
    OneEdit,
    /// What was typed begins with it, and goes on a little: `permissive` for `permissiveness`.
    Shorter,
    /// Two slips away.
    TwoEdits,
    /// It begins with what was typed, but for a slip.
    PrefixEdit,
    /// The typed letters in order, with others between them.
    Subsequence,
}

/// The most words that are taken of those that only look like the word: the nearest, and among these
/// the ones that most documents have.
pub(super) const MOST_ALIKE: usize = 64;

/// A text that is this much longer than the word typed is no inflection of it.
const MOST_LETTERS_OFF: usize = 4;

/// A beginning shorter than this is no form of a longer word.
const SHORTEST_FORM: usize = 4;

/// The words of the texts, or those of the names.
pub(super) struct Known<'a> {
    pub(super) vocabulary: &'a Vocabulary,
    /// How many documents have a word, at most.
    pub(super) documents: &'a dyn Fn(TermId) -> usize,
}

/// The words of one vocabulary that answer.
#[derive(Debug, Default)]
pub(super) struct Expansion {
    /// The very word.
    pub(super) exact: Option<TermId>,
    /// All words that begin so; the very word is one of them.
    pub(super) prefix: Range<TermId>,
    /// All others, with their tiers.
    pub(super) others: Vec<(TermId, Tier)>,
}

impl Expansion {
    /// What answers without doubt: the word, its continuations, its inflected forms.
    pub(super) fn strong(vocabulary: &Vocabulary, wanted: &str) -> Self {
        let prefix = vocabulary.beginning_with(wanted);
        let exact = vocabulary.find(wanted);
        let forms = vocabulary.with_stem_of(wanted).filter(|term| !prefix.contains(term));
        let others = forms.map(|term| (term, Tier::Inflection)).collect();
        Self { exact, prefix, others }
    }

    /// Every word that answers, with its tier.
    pub(super) fn answers(&self) -> impl Iterator<Item = (TermId, Tier)> {
        let of_prefix = |term| (term, if self.exact == Some(term) { Tier::Exact } else { Tier::Prefix });
        self.prefix.clone().map(of_prefix).chain(self.others.iter().copied())
    }

    /// The words that decide how rare the word of the query is: the very word, or while it is
    /// being typed everything it may become.
    pub(super) fn meant(&self, being_typed: bool) -> Range<TermId> {
        if being_typed { self.prefix.clone() } else { self.exact.map_or(0..0, |term| term..term + 1) }
    }

    /// How many documents hold one of these words, at most.
    pub(super) fn count(&self, known: &Known<'_>) -> usize {
        self.answers().map(|(term, _)| (known.documents)(term)).sum()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.prefix.is_empty() && self.others.is_empty()
    }

    /// Adds what the word is together with another.
    pub(super) fn add_joined(&mut self, vocabulary: &Vocabulary, joined: &[String]) {
        let known = joined.iter().filter_map(|form| vocabulary.find(form));
        let new = known.filter(|term| !self.prefix.contains(term)).map(|term| (term, Tier::Joined));
        self.others.extend(new);
    }

    /// Adds words that are slips of the finger away.
    pub(super) fn add_edits(&mut self, known: &Known<'_>, wanted: &str) {
        let vocabulary = known.vocabulary;
        let forgiven = edits_forgiven(wanted);
        if forgiven == 0 {
            return;
        }
        let taken: Vec<TermId> = self.others.iter().map(|(term, _)| *term).collect();
        let shorter =
            shorter_forms(wanted).filter_map(|form| vocabulary.find(form)).filter(|term| !taken.contains(term));
        let mut near: Vec<(TermId, Tier)> = shorter.map(|term| (term, Tier::Shorter)).collect();
        let edited = vocabulary
            .perhaps_within(wanted, forgiven)
            .filter(|term| !self.prefix.contains(term) && !taken.contains(term))
            .filter_map(|term| {
                let word = vocabulary.word(term);
                let tier = if is_one_edit(wanted, word) { Tier::OneEdit } else { Tier::TwoEdits };
                let is_near = tier == Tier::OneEdit || forgiven >= 2 && edits(wanted, word) == 2;
                is_near.then_some((term, tier))
            });
        near.extend(edited);
        // A word may be near in two ways; the better one counts.
        near.sort_unstable();
        near.dedup_by_key(|(term, _)| *term);
        self.add_best(near, known);
    }

    /// The last resorts, where nothing else answers.
    pub(super) fn add_far(&mut self, known: &Known<'_>, wanted: &str) {
        let vocabulary = known.vocabulary;
        if edits_forgiven(wanted) == 0 {
            return;
        }
        let begun = vocabulary.with_letters_of(wanted, 1).filter(|term| {
            let word = vocabulary.word(*term);
            word.len() > wanted.len() && begins_with_a_slip(wanted, word)
        });
        self.add_best(begun.map(|term| (term, Tier::PrefixEdit)).collect(), known);
        if self.is_empty() {
            let holding = vocabulary
                .with_letters_of(wanted, 0)
                .filter(|term| subsequence(wanted, vocabulary.word(*term)).is_some());
            self.add_best(holding.map(|term| (term, Tier::Subsequence)).collect(), known);
        }
    }

    fn add_best(&mut self, mut found: Vec<(TermId, Tier)>, known: &Known<'_>) {
        if found.len() > MOST_ALIKE {
            found.sort_by_cached_key(|(term, tier)| (*tier, Reverse((known.documents)(*term))));
            found.truncate(MOST_ALIKE);
        }
        self.others.extend(found);
    }
}

/// `permissive` for `permissiveness`: the word without its last letters.
fn shorter_forms(wanted: &str) -> impl Iterator<Item = &str> {
    let ends = wanted.char_indices().map(|(at, _)| at).rev().take(MOST_LETTERS_OFF);
    ends.map(|end| &wanted[..end]).filter(|form| form.chars().count() >= SHORTEST_FORM)
}
