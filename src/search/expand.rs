//! A word of a query with everything that answers it.

use hashbrown::HashMap;

use super::expansion::{Expansion, Known, Tier};
use super::index::{Index, TermId};
use super::rank::{Score, rarity};
use super::similarity::edits_forgiven;

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
        let known = [
            Known { vocabulary: &index.vocabulary, documents: &|term| in_texts(index, term) },
            Known { vocabulary: &index.names.vocabulary, documents: &|term| in_names(index, term) },
        ];
        let mut expansions = known.each_ref().map(|known| Expansion::strong(known.vocabulary, wanted));
        let is_known = expansions.iter().any(|expansion| !expansion.is_empty());
        let apart = if is_known { None } else { Apart::new(index, wanted) };
        widen(&mut expansions, &known, typed, wider);
        let mut others = HashMap::new();
        for (expansion, Known { vocabulary, .. }) in expansions.iter().zip(&known) {
            others.extend(expansion.others.iter().map(|(term, tier)| (vocabulary.word(*term).into(), *tier)));
        }
        let is_joined = |form: &String| known.iter().any(|known| known.vocabulary.find(form).is_some());
        let could_be_wider = !wider && (is_known && edits_forgiven(wanted) > 0 || joined.iter().any(is_joined));
        let of_all = expansions.iter().zip(&known).map(|(expansion, known)| expansion.count(known)).sum::<usize>();
        let entries = of_all + apart.as_ref().map_or(0, |apart| apart.count);
        let of_meant = |(expansion, known): (&Expansion, &Known<'_>)| -> usize {
            expansion.meant(being_typed).map(|term| (known.documents)(term)).sum()
        };
        let meant = expansions.iter().zip(&known).map(of_meant).sum();
        let [texts, names] = expansions;
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

/// Adds words that only look like the word, where it is nowhere or more is looked for; and last resorts
/// where nothing answers even so.
fn widen(expansions: &mut [Expansion; 2], known: &[Known<'_>; 2], typed: Typed<'_>, wider: bool) {
    let are_empty = |expansions: &[Expansion; 2]| expansions.iter().all(Expansion::is_empty);
    let is_known = !are_empty(expansions);
    for (expansion, known) in expansions.iter_mut().zip(known) {
        if wider {
            expansion.add_joined(known.vocabulary, typed.joined);
        }
        if wider || !is_known {
            expansion.add_edits(known, typed.form);
        }
    }
    if are_empty(expansions) {
        for (expansion, known) in expansions.iter_mut().zip(known) {
            expansion.add_far(known, typed.form);
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
    use crate::search::expansion::MOST_ALIKE;

    /// The index of one statement.
    fn index(text: &str) -> Index {
        index_of(&[text])
    }

    fn index_of(texts: &[&str]) -> Index {
        let statement = |(number, text)| format!("  - {{ id: x{number}, speaker: a, text: \"{text}\" }}\n");
        let statements: String = texts.iter().enumerate().map(statement).collect();
        let file = format!("speakers: {{ a: {{ name: Ann }} }}\nstatements:\n{statements}");
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
    fn of_many_words_alike_the_nearest_and_then_the_commonest_are_taken() {
        let with_any_two = |start: &str, middle: &str, end: &str| {
            let words = ('a'..='z').flat_map(|a| ('a'..='z').map(move |b| (a, b)));
            words.map(|(a, b)| format!("{start}{a}{middle}{b}{end} ")).collect::<String>()
        };
        for (typed, many, taken) in [
            ("strωngωr", with_any_two("str", "ng", "r"), ["strzngzr", "strωngzr"]),
            ("stramg", with_any_two("strang", "", ""), ["strangzz", "strangzz"]),
        ] {
            let answers = answers(&index_of(&[&many, taken[0], taken[1]]), typed, &[], false);
            assert_eq!(answers.len(), MOST_ALIKE, "{typed}");
            assert!(taken.iter().all(|wanted| answers.iter().any(|(word, _)| word == wanted)), "{typed}");
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
