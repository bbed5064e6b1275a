//! Whom a mention means.

use super::gender::Gender;
use super::names::bare;
use super::naming::{Naming, named_part};
use super::pronouns::Pronoun;
use super::{Figure, People, REACH};
use crate::import::article::lexicon::{Classes, classes};
use crate::text::ByteSpan;

/// So many bytes behind a word that may be a name, a pronoun can mean it.
const SHORTLY: usize = 200;

/// Whom a mention means.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::import::article) struct Meant {
    /// Numbers among the figures, the likeliest first.
    pub(in crate::import::article) candidates: Vec<usize>,
    /// How sure the first is, from 0 to 1.
    pub(in crate::import::article) confidence: f32,
}

impl Meant {
    fn one(figure: usize, confidence: f32) -> Self {
        Self { candidates: vec![figure], confidence }
    }
}

impl People {
    /// Whom the mention of a speaker means: made a figure if need be.
    pub(in crate::import::article) fn meant(&mut self, text: &str, mention: ByteSpan) -> Meant {
        let words = self.without_place(named_part(mention.of(text)));
        if let Some(pronoun) = Pronoun::of(classes(&words.to_lowercase())) {
            let meant = self.pronoun(text, mention, pronoun);
            return match pronoun {
                Pronoun::Person(gender) if meant.candidates.is_empty() => self.perhaps(text, mention, gender),
                _ => meant,
            };
        }
        let naming = Naming::read(words);
        match self.known(&naming) {
            Some(meant) => meant,
            None => Meant::one(self.introduce(&naming), 1.0),
        }
    }

    /// Whom a pronoun means that fits nobody: perhaps the subject of a sentence shortly before it.
    fn perhaps(&mut self, text: &str, pronoun: ByteSpan, gender: Gender) -> Meant {
        let before = self.perhaps.partition_point(|name| name.end() <= pronoun.start());
        let name = before.checked_sub(1).map(|last| self.perhaps[last]);
        match name.filter(|name| pronoun.start() - name.end() <= SHORTLY) {
            Some(name) => Meant::one(self.add_person(name.of(text), gender), 0.6),
            None => Meant { candidates: Vec::new(), confidence: 0.0 },
        }
    }

    /// Whoever was named before and is named here.
    fn known(&self, naming: &Naming<'_>) -> Option<Meant> {
        let named = |name: &str| self.by_name.get(name).copied();
        self.with_last_name(naming)
            .or_else(|| naming.endings().find_map(|name| named(&name)))
            .map(|figure| Meant::one(figure, 1.0))
            .or_else(|| self.described(naming).map(|figure| Meant::one(figure, 0.8)))
            .or_else(|| named(&naming.lower()).map(|figure| Meant::one(figure, 1.0)))
            .or_else(|| named(&naming.plain().to_lowercase()).map(|figure| Meant::one(figure, 1.0)))
    }

    /// Somebody who was not named before.
    fn introduce(&mut self, naming: &Naming<'_>) -> usize {
        let (is_name, is_person) = (naming.is_name(), naming.is_person());
        let body = naming.is_body() && !is_person;
        if is_name && !body && !is_person {
            return self.add_person(&naming.plain(), Gender::Unknown);
        }
        let name = capitalised(&naming.plain());
        self.add(Figure { name, role: None, body, unnamed: !is_name && !body }, naming.gender())
    }

    /// Whoever has the last name in a mention, unless that gives it to somebody else.
    fn with_last_name(&self, naming: &Naming<'_>) -> Option<usize> {
        let name = naming.last_name()?;
        let known = self.by_name.get(&name.to_lowercase()).copied();
        let fits = |figure: &usize| {
            self.all[*figure].gender.agrees(naming.gender()) && !self.is_namesake(*figure, naming.head())
        };
        known.into_iter().chain(self.last_named(name).iter().copied()).find(fits)
    }

    /// Whether a mention gives a figure's last name to somebody else: "Seth Bede" after "Adam Bede".
    fn is_namesake(&self, figure: usize, mention: &[&str]) -> bool {
        let Some((_, [.., given])) = mention.split_last() else { return false };
        let known = &self.all[figure].figure.name;
        let listed = classes(&given.to_lowercase()).any(Classes::MAN | Classes::WOMAN);
        listed
            && known.contains(' ')
            && mention.iter().rev().skip(1).all(|word| !known.split(' ').any(|own| own == *word))
    }

    /// A name without where its bearer is from: "Sen. Susan Collins of Maine".
    fn without_place<'t>(&self, words: &'t str) -> &'t str {
        let name =
            [" of ", " from ", " for "].iter().find_map(|place| words.split_once(place)).map_or("", |(name, _)| name);
        let last = bare(name.rsplit(' ').next().unwrap_or_default()).to_lowercase();
        if self.by_last_name.contains_key(&last) && name.ends_with(char::is_alphabetic) { name } else { words }
    }

    /// The person named last whom a description fits: "the senator" after "Sen. Bernie Sanders".
    fn described(&self, naming: &Naming<'_>) -> Option<usize> {
        let lower = naming.lower();
        let pointing = ["the ", "that ", "this "].iter().any(|word| lower.starts_with(word));
        let head = lower.split_whitespace().take_while(|word| *word != "of" && *word != "for").last()?;
        if !pointing || !classes(head).any(Classes::ROLE | Classes::TITLE) {
            return None;
        }
        let short = match head {
            "senator" => "sen.",
            "governor" => "gov.",
            "congressman" | "congresswoman" | "representative" => "rep.",
            "general" => "gen.",
            other => other,
        };
        let fits = |role: &String| role.to_lowercase().split_whitespace().any(|word| word == head || word == short);
        let recent = self.mentions.iter().rev().take(REACH * 4).map(|mention| mention.figure);
        recent.into_iter().find(|figure| self.all[*figure].figure.role.as_ref().is_some_and(fits))
    }
}

fn capitalised(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
