//! Which words of a vocabulary answer a word of a query, and how well.

use std::ops::Range;

use hashbrown::HashMap;

use super::index::{Index, TermId, Vocabulary};
use super::rank::{Score, rarity};
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

    /// How many documents hold one of these words, at most.
    fn count(&self, of: impl Fn(TermId) -> usize) -> usize {
        self.answers().map(|(term, _)| of(term)).sum()
    }

    fn is_empty(&self) -> bool {
        self.prefix.is_empty() && self.others.is_empty()
    }

    /// Adds what the word is together with another.
    fn add_joined(&mut self, vocabulary: &Vocabulary, joined: &[String]) {
        let known = joined.iter().filter_map(|form| vocabulary.find(form));
        let new = known.filter(|term| !self.prefix.contains(term)).map(|term| (term, Tier::Joined));
        self.others.extend(new);
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
        self.add_best(near);
    }

    /// The last resorts, where nothing else answers.
    fn add_far(&mut self, vocabulary: &Vocabulary, wanted: &str) {
        if edits_forgiven(wanted) == 0 {
            return;
        }
        let begun = vocabulary.with_letters_of(wanted, 1).filter(|term| {
            let word = vocabulary.word(*term);
            word.len() > wanted.len() && begins_with_a_slip(wanted, word)
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
    /// The two words it may be, typed without the space between them.
    pub(super) apart: Option<Apart>,
    /// How much the word tells. One that only similar words answer is as rare as they are.
    pub(super) rarity: Score,
    /// The entries of the index that hold what answers.
    pub(super) entries: usize,
    /// Whether more would have been looked for, had the word itself not been there.
    pub(super) could_be_wider: bool,
}

/// Two words that were typed as one.
#[derive(Debug)]
pub(super) struct Apart {
    pub(super) words: [String; 2],
    /// The documents with both, at most.
    pub(super) count: usize,
}

/// In more texts than this nobody looks whether two words stand side by side; two so common
/// words that were typed as one do in most of them.
const MOST_LOOKED_AT: usize = 4096;

/// A word as it was typed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Typed<'a> {
    pub(super) form: &'a str,
    /// Whether it may be going on.
    pub(super) is_open: bool,
    /// What it is together with each of the other words.
    pub(super) joined: &'a [String],
}

impl ExpandedWord {
    /// Looks a word up. Slips of the finger are looked for if the word is nowhere, or if
    /// `wider` asks for them all the same.
    pub(super) fn new(index: &Index, typed: Typed<'_>, wider: bool) -> Self {
        let Typed { form: wanted, is_open: being_typed, joined } = typed;
        let vocabularies = [&index.vocabulary, &index.names.vocabulary];
        let mut expansions = vocabularies.map(|vocabulary| Expansion::strong(vocabulary, wanted));
        let is_known = expansions.iter().any(|expansion| !expansion.is_empty());
        let apart = if is_known { None } else { Apart::new(index, wanted) };
        for (expansion, vocabulary) in expansions.iter_mut().zip(vocabularies) {
            if wider {
                expansion.add_joined(vocabulary, joined);
            }
            if wider || !is_known {
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
        let joins = || vocabularies.iter().any(|known| joined.iter().any(|form| known.find(form).is_some()));
        let could_be_wider = !wider && (is_known && edits_forgiven(wanted) > 0 || joins());
        let [texts, names] = expansions;
        let of_apart = apart.as_ref().map_or(0, |apart| apart.count);
        let entries = texts.count(|term| in_texts(index, term)) + names.count(|term| in_names(index, term)) + of_apart;
        let meant = [texts.meant(being_typed).map(|term| in_texts(index, term)).sum::<usize>()]
            .into_iter()
            .chain(names.meant(being_typed).map(|term| in_names(index, term)))
            .sum();
        Self {
            forms: Forms { wanted: wanted.to_owned(), being_typed, others },
            texts,
            names,
            apart,
            rarity: rarity(index.documents.len(), if meant > 0 { meant } else { entries }),
            entries,
            could_be_wider,
        }
    }
}

impl ExpandedWord {
    /// What it counts that the two words stand together that this one may be.
    pub(super) const fn score_apart(&self) -> Score {
        self.rarity + Tier::Joined.score(self.forms.being_typed)
    }
}

fn in_texts(index: &Index, term: TermId) -> usize {
    index.postings.count(term) as usize
}

fn in_names(index: &Index, term: TermId) -> usize {
    index.names.named(term).iter().map(|named| index.names.count(*named)).sum()
}

fn of_text(index: &Index, word: &str) -> usize {
    index.vocabulary.find(word).map_or(0, |term| in_texts(index, term))
}

impl Apart {
    /// The two words that were most likely meant by one: those that are said most often.
    fn new(index: &Index, wanted: &str) -> Option<Self> {
        if edits_forgiven(wanted) == 0 {
            return None;
        }
        let counts = |(first, second): (&str, &str)| [of_text(index, first), of_text(index, second)];
        let places = wanted.char_indices().skip(1).map(|(at, _)| wanted.split_at(at));
        let both_known = places.filter(|words| !counts(*words).contains(&0));
        let best = both_known.max_by_key(|words| counts(*words).iter().map(|count| *count as u64).product::<u64>())?;
        let count = counts(best).into_iter().min().unwrap_or(0);
        Some(Self { words: [best.0.to_owned(), best.1.to_owned()], count })
    }

    /// Whether the words must be seen to stand side by side.
    pub(super) const fn is_looked_at(&self) -> bool {
        self.count <= MOST_LOOKED_AT
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
        let other = || if self.others.is_empty() { None } else { self.others.get(form).copied() };
        self.own_tier(form).or_else(other)
    }

    /// Whether it says so little that it does not count how often it is there.
    pub(super) fn is_one_letter(&self) -> bool {
        self.wanted.chars().nth(1).is_none()
    }

    /// How a word answers that begins with the word of the query.
    pub(super) fn own_tier(&self, form: &str) -> Option<Tier> {
        let rest = form.strip_prefix(self.wanted.as_str())?;
        Some(if rest.is_empty() { Tier::Exact } else { Tier::Prefix })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{InputFile, load};

    /// The index of one statement.
    fn index(text: &str) -> Index {
        let file =
            format!("speakers: {{ a: {{ name: Ann }} }}\nstatements: [{{ id: x, speaker: a, text: \"{text}\" }}]");
        let file = InputFile { name: "x.yaml".to_owned(), bytes: file.into() };
        Index::new(&load(vec![file]).expect("small").corpus, &|_| true).expect("nobody gives up")
    }

    /// What answers a word as it is typed, each with its tier.
    fn answers(index: &Index, form: &str, joined: &[&str], wider: bool) -> Vec<(String, Tier)> {
        let joined: Vec<String> = joined.iter().map(|form| (*form).to_owned()).collect();
        let word = ExpandedWord::new(index, Typed { form, is_open: false, joined: &joined }, wider);
        let mut answers: Vec<(String, Tier)> =
            word.texts.answers().map(|(term, tier)| (index.vocabulary.word(term).to_owned(), tier)).collect();
        answers.extend(word.apart.map(|apart| (apart.words.join(" "), Tier::Joined)));
        answers.sort();
        answers
    }

    #[test]
    fn each_tier_has_its_words() {
        let index = index("commitment committed commit table permissive the stranger non-starters");
        let cases: [(&str, &[(&str, Tier)]); 11] = [
            ("table", &[("table", Tier::Exact)]),
            ("tab", &[("table", Tier::Prefix)]),
            ("commit", &[("commit", Tier::Exact), ("commitment", Tier::Prefix), ("committed", Tier::Prefix)]),
            ("committing", &[("commit", Tier::Inflection), ("committed", Tier::Inflection)]),
            ("thetable", &[("the table", Tier::Joined)]),
            ("tabel", &[("table", Tier::OneEdit)]),
            ("fable", &[("table", Tier::OneEdit)]),
            ("permissiveness", &[("permissive", Tier::Shorter)]),
            ("comitmnet", &[("commitment", Tier::TwoEdits)]),
            ("stramg", &[("stranger", Tier::PrefixEdit)]),
            ("cmmtmnt", &[("commitment", Tier::Subsequence)]),
        ];
        for (typed, wanted) in cases {
            let wanted: Vec<(String, Tier)> = wanted.iter().map(|(form, tier)| ((*form).to_owned(), *tier)).collect();
            assert_eq!(answers(&index, typed, &[], false), wanted, "{typed}");
        }
        for nothing in ["zebra", "tbl", "2022"] {
            assert_eq!(answers(&index, nothing, &[], false), [], "{nothing}");
        }
    }

    #[test]
    fn two_words_are_taken_for_one_where_more_is_looked_for() {
        let index = index("Stranger tables.");
        assert_eq!(answers(&index, "str", &["stranger", "angerstr"], false), [("stranger".to_owned(), Tier::Prefix)]);
        let anger = |wider| answers(&index, "anger", &["stranger", "angerstr"], wider);
        assert_eq!((anger(false), anger(true)), (vec![], vec![("stranger".to_owned(), Tier::Joined)]));
    }

    #[test]
    fn a_better_tier_takes_less_away() {
        let tiers = [
            Tier::Exact,
            Tier::Prefix,
            Tier::Joined,
            Tier::Inflection,
            Tier::OneEdit,
            Tier::Shorter,
            Tier::TwoEdits,
            Tier::PrefixEdit,
            Tier::Subsequence,
        ];
        for pair in tiers.windows(2) {
            assert!(pair[0] < pair[1] && pair[0].score(false) >= pair[1].score(false), "{pair:?}");
        }
    }
}
