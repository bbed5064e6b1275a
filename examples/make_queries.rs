//! Makes queries for statements of any corpus, as somebody types who half-remembers them, for
//! `known_item` to ask: `cargo run --release --example make_queries -- CORPUS COUNT SEED`
//!
//! Writes `kind TAB id TAB query`, one a line. The same seed gives the same queries.

#[path = "../benches/generator/mod.rs"]
mod generator;

use std::collections::{HashMap, HashSet};
use std::error::Error;
use std::io::{BufWriter, Write, stdout};
use std::path::PathBuf;

use generator::{Random, mistyped};
use onrecord::corpus::{Corpus, CorpusChoice, OpenOptions, Statement, StatementId, open};
use onrecord::text::words;

/// How a statement is remembered.
#[derive(Clone, Copy)]
enum Kind {
    /// Three words of it.
    Exact,
    /// One of them mistyped.
    Typo,
    /// One of them mistyped at its first letter.
    FirstLetter,
    /// One of them mistyped, so that it is another word of the corpus.
    OtherWord,
    /// The last one only begun.
    Prefix,
    /// One of them in another form.
    Inflected,
    /// Two words of it, and one of the speaker's name.
    Speaker,
    /// In another order.
    Reordered,
    /// Two words that follow each other, without the space.
    Glued,
    /// One of them with a space in it.
    Split,
}

impl Kind {
    const ALL: [Self; 10] = [
        Self::Exact,
        Self::Typo,
        Self::FirstLetter,
        Self::OtherWord,
        Self::Prefix,
        Self::Inflected,
        Self::Speaker,
        Self::Reordered,
        Self::Glued,
        Self::Split,
    ];

    const fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Typo => "typo",
            Self::FirstLetter => "first",
            Self::OtherWord => "other",
            Self::Prefix => "prefix",
            Self::Inflected => "inflected",
            Self::Speaker => "speaker",
            Self::Reordered => "reordered",
            Self::Glued => "glued",
            Self::Split => "split",
        }
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [corpus, count, seed] = arguments.as_slice() else {
        return Err("usage: make_queries CORPUS COUNT SEED".into());
    };
    let (count, seed): (usize, u64) = (count.parse()?, seed.parse()?);
    let (loaded, _) = open(&CorpusChoice::Paths(vec![PathBuf::from(corpus)], OpenOptions::default()))?;
    let mut maker = Maker::new(&loaded.corpus, seed);
    let mut out = BufWriter::new(stdout().lock());
    let mut made = 0;
    // Few statements are too short to be remembered by three words; a corpus of only such has none.
    for _ in 0..count * 100 {
        if made == count {
            break;
        }
        let kind = Kind::ALL[made % Kind::ALL.len()];
        let statement = maker.any_statement();
        if let Some(query) = maker.query(statement, kind) {
            writeln!(out, "{}\t{}\t{query}", kind.name(), statement.key())?;
            made += 1;
        }
    }
    Ok(out.flush()?)
}

/// Shorter words are not what people remember.
const SHORTEST: usize = 4;

/// The words that a corpus holds most often are in every statement, and nobody types them.
const TOO_COMMON: usize = 100;

struct Maker<'a> {
    corpus: &'a Corpus,
    random: Random,
    known: HashSet<String>,
    common: HashSet<String>,
}

impl<'a> Maker<'a> {
    fn new(corpus: &'a Corpus, seed: u64) -> Self {
        let mut counts: HashMap<String, usize> = HashMap::new();
        for statement in corpus.statements() {
            for word in words(statement.primary().text()) {
                *counts.entry(word.folded).or_default() += 1;
            }
        }
        let mut most: Vec<(&String, &usize)> = counts.iter().collect();
        most.sort_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
        let common = most.into_iter().take(TOO_COMMON).map(|(word, _)| word.clone()).collect();
        Self { corpus, random: Random(seed), known: counts.into_keys().collect(), common }
    }

    fn any_statement(&mut self) -> Statement<'a> {
        self.corpus.statement(StatementId::from_index(self.random.below(self.corpus.statement_count())))
    }

    /// A query for a statement, if it has enough words for one of this kind.
    fn query(&mut self, statement: Statement<'_>, kind: Kind) -> Option<String> {
        let text = statement.primary().text();
        let all: Vec<String> = words(text).iter().map(|word| word.span.of(text).to_lowercase()).collect();
        let mut query = self.remembered(&all)?;
        let longest = (0..query.len()).max_by_key(|index| query[*index].len())?;
        match kind {
            Kind::Exact => {}
            Kind::Typo => query[longest] = mistyped(&mut self.random, &query[longest]),
            Kind::FirstLetter => query[longest] = self.with_another_first_letter(&query[longest]),
            Kind::OtherWord => {
                let other = |query: &Vec<String>, index: usize| self.other_word(&query[index]);
                let (index, other) = (0..query.len()).find_map(|index| Some((index, other(&query, index)?)))?;
                query[index] = other;
            }
            Kind::Prefix => {
                let last = query.last_mut()?;
                let kept = (last.chars().count() * 2 / 3).max(3);
                *last = last.chars().take(kept).collect();
            }
            Kind::Inflected => query[longest] = self.inflected(&query[longest]),
            Kind::Speaker => {
                let speaker = self.corpus.speaker(*statement.speakers().first()?);
                query[0] = words(&speaker.name).pop()?.folded;
            }
            Kind::Reordered => query.reverse(),
            Kind::Glued => {
                let at = all.iter().position(|word| *word == query[0])?;
                query[0].push_str(all.get(at + 1)?);
            }
            Kind::Split => {
                let (at, _) = query[longest].char_indices().nth(query[longest].chars().count() / 2)?;
                query[longest].insert(at, ' ');
            }
        }
        Some(query.join(" "))
    }

    /// Three different words, in the order of the text.
    fn remembered(&mut self, all: &[String]) -> Option<Vec<String>> {
        let mut left: Vec<usize> = (0..all.len())
            .filter(|at| {
                let word = &all[*at];
                let is_plain = word.chars().all(char::is_alphabetic);
                is_plain
                    && word.chars().count() >= SHORTEST
                    && !self.common.contains(word)
                    && !all[..*at].contains(word)
            })
            .collect();
        while left.len() > 3 {
            left.remove(self.random.below(left.len()));
        }
        (left.len() == 3).then(|| left.into_iter().map(|at| all[at].clone()).collect())
    }

    fn with_another_first_letter(&mut self, word: &str) -> String {
        let letters: Vec<char> = ('a'..='z').filter(|letter| !word.starts_with(*letter)).collect();
        let rest = word.char_indices().nth(1).map_or("", |(at, _)| &word[at..]);
        format!("{}{rest}", letters[self.random.below(letters.len())])
    }

    /// Another word of the corpus that is one letter away.
    fn other_word(&self, word: &str) -> Option<String> {
        let letters: Vec<char> = word.chars().collect();
        (1..letters.len()).rev().find_map(|at| {
            ('a'..='z').find_map(|letter| {
                let mut other = letters.clone();
                other[at] = letter;
                let other: String = other.into_iter().collect();
                (other != word && self.known.contains(&other)).then_some(other)
            })
        })
    }

    fn inflected(&mut self, word: &str) -> String {
        if let Some(shorter) = word.strip_suffix('s') {
            return shorter.to_owned();
        }
        let ending = ["s", "ed", "ing"][self.random.below(3)];
        format!("{}{ending}", word.strip_suffix('e').filter(|_| ending != "s").unwrap_or(word))
    }
}
