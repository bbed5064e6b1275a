//! Which words of a vocabulary answer a word of a query, and how well.

use std::ops::Range;

use hashbrown::HashMap;

use super::index::{Index, TermId, Vocabulary};
use super::rank::rarity;
use super::similarity::{edits, edits_forgiven, edits_to_beginning, subsequence};

/// How a word of a text answers a word of a query, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Tier {
    /// The very word.
    Exact,
    /// It begins with what was typed.
    Prefix,
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

impl Tier {
    /// How much of a word's score a match of this tier keeps. The numbers only have to fall: a
    /// better tier should outweigh small differences of rarity and length, while a worse one
    /// still shows the right statement first when nothing better competes with it.
    pub(super) const fn weight(self, being_typed: bool) -> f32 {
        match self {
            Self::Exact => 1.0,
            // While a word is being typed its beginning is all that can be there.
            Self::Prefix if being_typed => 0.95,
            Self::Prefix => 0.8,
            Self::Inflection => 0.75,
            Self::OneEdit => 0.5,
            Self::Shorter => 0.4,
            Self::TwoEdits => 0.35,
            Self::PrefixEdit => 0.3,
            Self::Subsequence => 0.25,
        }
    }
}

/// The most words of one lower tier that are taken: those with the fewest differences.
const MOST_OF_A_TIER: usize = 64;

/// A text that is this much longer than the word typed is no inflection of it.
const MOST_LETTERS_OFF: usize = 4;

/// A beginning shorter than this is no form of a longer word.
const SHORTEST_FORM: usize = 4;

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
    fn strong(vocabulary: &Vocabulary, wanted: &str) -> Self {
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
    fn meant(&self, being_typed: bool) -> Range<TermId> {
        if being_typed { self.prefix.clone() } else { self.exact.map_or(0..0, |term| term..term + 1) }
    }

    fn is_empty(&self) -> bool {
        self.prefix.is_empty() && self.others.is_empty()
    }

    /// Adds words that are slips of the finger away.
    fn add_edits(&mut self, vocabulary: &Vocabulary, wanted: &str) {
        let forgiven = edits_forgiven(wanted);
        if forgiven == 0 {
            return;
        }
        let known: Vec<TermId> = self.others.iter().map(|(term, _)| *term).collect();
        let shorter =
            shorter_forms(wanted).filter_map(|form| vocabulary.find(form)).filter(|term| !known.contains(term));
        let mut near: Vec<(TermId, Tier)> = shorter.map(|term| (term, Tier::Shorter)).collect();
        let edited = vocabulary
            .perhaps_within(wanted, forgiven)
            .filter(|term| !self.prefix.contains(term) && !known.contains(term))
            .filter_map(|term| match edits(wanted, vocabulary.word(term)) {
                1 => Some((term, Tier::OneEdit)),
                2 if forgiven >= 2 => Some((term, Tier::TwoEdits)),
                _ => None,
            });
        near.extend(edited);
        // A word may be near in two ways; the better one counts.
        near.sort_unstable();
        near.dedup_by_key(|(term, _)| *term);
        self.add_best(near);
    }

    /// The last resorts, where nothing else answers.
    fn add_far(&mut self, vocabulary: &Vocabulary, wanted: &str) {
        if edits_forgiven(wanted) == 0 {
            return;
        }
        let begun = vocabulary.with_letters_of(wanted, 1).filter(|term| {
            let word = vocabulary.word(*term);
            word.len() > wanted.len() && edits_to_beginning(wanted, word) <= 1
        });
        self.add_best(begun.map(|term| (term, Tier::PrefixEdit)).collect());
        if self.is_empty() {
            let holding = vocabulary
                .with_letters_of(wanted, 0)
                .filter(|term| subsequence(wanted, vocabulary.word(*term)).is_some());
            self.add_best(holding.map(|term| (term, Tier::Subsequence)).collect());
        }
    }

    fn add_best(&mut self, mut found: Vec<(TermId, Tier)>) {
        found.sort_by_key(|(_, tier)| *tier);
        found.truncate(MOST_OF_A_TIER);
        self.others.extend(found);
    }
}

/// `permissive` for `permissiveness`: the word without its last letters.
fn shorter_forms(wanted: &str) -> impl Iterator<Item = &str> {
    let ends = wanted.char_indices().map(|(at, _)| at).rev().take(MOST_LETTERS_OFF);
    ends.map(|end| &wanted[..end]).filter(|form| form.chars().count() >= SHORTEST_FORM)
}

/// A word of a query with everything that answers it.
#[derive(Debug)]
pub(super) struct ExpandedWord {
    pub(super) forms: Forms,
    /// Among the words of the texts.
    pub(super) texts: Expansion,
    /// Among the words of names.
    pub(super) names: Expansion,
    /// How much the word tells. One that only similar words answer is as rare as they are: its
    /// own rarity has no end.
    pub(super) rarity: f32,
    /// Whether slips of the finger would have been looked for, had the word itself not been
    /// there.
    pub(super) could_be_wider: bool,
}

impl ExpandedWord {
    /// Looks a word up. Slips of the finger are looked for if the word is nowhere, or if
    /// `wider` asks for them all the same.
    pub(super) fn new(index: &Index, wanted: &str, being_typed: bool, wider: bool) -> Self {
        let vocabularies = [&index.vocabulary, &index.names.vocabulary];
        let mut expansions = vocabularies.map(|vocabulary| Expansion::strong(vocabulary, wanted));
        let is_known = expansions.iter().any(|expansion| !expansion.is_empty());
        if wider || !is_known {
            for (expansion, vocabulary) in expansions.iter_mut().zip(vocabularies) {
                expansion.add_edits(vocabulary, wanted);
            }
        }
        if expansions.iter().all(Expansion::is_empty) {
            for (expansion, vocabulary) in expansions.iter_mut().zip(vocabularies) {
                expansion.add_far(vocabulary, wanted);
            }
        }
        let mut others = HashMap::new();
        for (expansion, vocabulary) in expansions.iter().zip(vocabularies) {
            others.extend(expansion.others.iter().map(|(term, tier)| (vocabulary.word(*term).into(), *tier)));
        }
        let [texts, names] = expansions;
        let could_be_wider = is_known && !wider && edits_forgiven(wanted) > 0;
        let forms = Forms { wanted: wanted.to_owned(), being_typed, others };
        let rarity = rarity_of(index, texts.meant(being_typed), names.meant(being_typed));
        Self { forms, texts, names, rarity, could_be_wider }
    }
}

fn rarity_of(index: &Index, texts: Range<TermId>, names: Range<TermId>) -> f32 {
    let in_texts: u32 = texts.map(|term| index.postings.count(term)).sum();
    let named = names.flat_map(|term| index.names.named(term));
    let in_names: usize = named.map(|named| index.names.documents(*named).len()).sum();
    match in_texts.saturating_add(u32::try_from(in_names).unwrap_or(u32::MAX)) {
        0 => f32::INFINITY,
        count => rarity(index.len(), count),
    }
}

/// The forms that a word of a query matched, for finding them again in a text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Forms {
    pub(super) wanted: String,
    /// Whether the word may be going on.
    pub(super) being_typed: bool,
    /// The forms that do not begin with the word.
    others: HashMap<Box<str>, Tier>,
}

impl Forms {
    /// How a word of a text answers, if it does.
    pub(super) fn tier(&self, form: &str) -> Option<Tier> {
        if let Some(rest) = form.strip_prefix(self.wanted.as_str()) {
            return Some(if rest.is_empty() { Tier::Exact } else { Tier::Prefix });
        }
        if self.others.is_empty() { None } else { self.others.get(form).copied() }
    }
}
