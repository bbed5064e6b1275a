//! The people and bodies of an article: their names, what is said of them, and whom a pronoun or
//! "the senator" means.
//!
//! `names` finds people in the sentences, `roles` what is said of them; `meaning` tells whom the mention of a
//! speaker means, by the words of it (`naming`), or by what a pronoun can mean (`pronouns`).

mod gender;
mod meaning;
mod names;
mod naming;
mod pronouns;
mod roles;

use hashbrown::HashMap;

use super::lexicon::Classes;
use super::phrases::Phrase;
use super::sentences::Sentence;
use crate::text::ByteSpan;

use gender::Gender;
use meaning::Meant;
use names::{Name, bare, clean, next_run};
use roles::role_of;

/// A person or a body that an article names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figure {
    /// The fullest name that was found.
    pub name: String,
    /// What the article says that they are: "the alliance's secretary general".
    pub role: Option<String>,
    /// Whether this is a body.
    pub body: bool,
    /// Whether this is a description and no name: "a spokesman for the campaign".
    pub unnamed: bool,
}

/// A figure with what its pronouns tell.
#[derive(Debug)]
struct Person {
    figure: Figure,
    gender: Gender,
}

/// A place where a person is named.
#[derive(Clone, Copy, Debug)]
struct Mention {
    place: ByteSpan,
    sentence: usize,
    figure: usize,
}

/// So many mentions are looked at for a pronoun.
const REACH: usize = 24;

/// Everybody who was named so far.
#[derive(Debug, Default)]
pub(super) struct People {
    all: Vec<Person>,
    by_name: HashMap<String, usize>,
    /// Whoever has a last name; the last name alone means the first of them.
    by_last_name: HashMap<String, Vec<usize>>,
    mentions: Vec<Mention>,
    /// Subjects of sentences that may be names, though nothing says so.
    perhaps: Vec<ByteSpan>,
    /// The number of the sentence that is read.
    sentence: usize,
}

impl People {
    /// All figures.
    pub(super) fn into_figures(self) -> Vec<Figure> {
        self.all.into_iter().map(|person| person.figure).collect()
    }

    /// Takes in the people that a sentence names. Linear in its length.
    pub(super) fn hear(&mut self, sentence: &Sentence<'_>) {
        self.sentence += 1;
        // In a headline, every word may have a capital.
        let ends = sentence.tokens.last().is_some_and(|last| last.is_mark('.') || last.is_quote());
        if sentence.headline && !ends {
            return;
        }
        let mut at = 0;
        while let Some(run) = next_run(sentence, at) {
            at = run.end;
            if let Some(name) = Name::read(sentence, run) {
                self.hear_name(sentence, &name);
            }
        }
    }

    /// A name: of a person if the article or the lists of given names say so.
    fn hear_name(&mut self, sentence: &Sentence<'_>, name: &Name) {
        let namesake = self.last_named(sentence.word(name.last)).first().copied();
        if !name.is_whole {
            if let Some(figure) = namesake {
                let gender = &mut self.all[figure].gender;
                *gender = gender.or(name.gender);
                self.mention(sentence.bytes(name.last, name.last), figure);
            }
            return;
        }
        let words = clean(sentence, name.first, name.last);
        let known = self.by_name.get(&words.to_lowercase()).copied();
        if known.is_none() && !name.is_person && !(namesake.is_some() && name.last > name.first) {
            return;
        }
        let figure = if name.first == name.last {
            self.titled(sentence, name, &words, known)
        } else {
            known.unwrap_or_else(|| self.add_person(&words, name.gender))
        };
        let gender = &mut self.all[figure].gender;
        *gender = name.gender.or(*gender);
        self.mention(sentence.bytes(name.first, name.last), figure);
        let described = &mut self.all[figure].figure;
        described.role = described.role.take().or_else(|| role_of(sentence, name));
    }

    /// Whoever has a title and a last name: one of those who have that name, unless their title says that it
    /// is none of them, as "Mrs. Bennet" is not "Mr. Bennet".
    fn titled(&mut self, sentence: &Sentence<'_>, name: &Name, last: &str, known: Option<usize>) -> usize {
        let namesakes = known.into_iter().chain(self.last_named(last).iter().copied());
        if let Some(figure) = namesakes.clone().find(|figure| self.all[*figure].gender.agrees(name.gender)) {
            return figure;
        }
        if namesakes.count() == 0 {
            return self.add_person(last, name.gender);
        }
        let titled = clean(sentence, name.first - 1, name.last);
        let known = self.by_name.get(&titled.to_lowercase()).copied();
        known.unwrap_or_else(|| self.add(Figure { name: titled, ..Figure::default() }, name.gender))
    }

    /// Everybody with a last name, in the order in which they were named.
    fn last_named(&self, last: &str) -> &[usize] {
        self.by_last_name.get(&bare(last).to_lowercase()).map_or(&[], Vec::as_slice)
    }

    /// Takes in of whom a sentence tells in which nobody speaks: a word with a capital that is in no list.
    pub(super) fn told_of(&mut self, sentence: &Sentence<'_>, subject: Phrase) {
        let is_plain = |number: usize| sentence.get(number).is_some_and(|token| token.classes == Classes::CAPITAL);
        if subject.last < subject.first + 3 && (subject.first..=subject.last).all(is_plain) {
            self.perhaps.push(subject.bytes(sentence));
        }
    }

    fn mention(&mut self, place: ByteSpan, figure: usize) {
        self.mentions.push(Mention { place, sentence: self.sentence, figure });
    }

    fn add_person(&mut self, name: &str, gender: Gender) -> usize {
        let last = name.split(' ').next_back().unwrap_or_default().to_lowercase();
        let namesakes = self.by_last_name.get(&last).into_iter().flatten().copied();
        if let Some(figure) = namesakes.into_iter().find(|figure| self.all[*figure].is_called(name, gender)) {
            let person = &mut self.all[figure];
            person.gender = person.gender.or(gender);
            if person.figure.name.len() < name.len() {
                name.clone_into(&mut person.figure.name);
            }
            self.by_name.insert(name.to_lowercase(), figure);
            return figure;
        }
        let figure = self.add(Figure { name: name.to_owned(), ..Figure::default() }, gender);
        self.by_last_name.entry(last).or_default().push(figure);
        figure
    }

    fn add(&mut self, figure: Figure, gender: Gender) -> usize {
        let number = self.all.len();
        self.by_name.insert(figure.name.to_lowercase(), number);
        self.all.push(Person { figure, gender });
        number
    }

    /// Whether a figure is a body, or at least nobody known by name.
    pub(super) fn is_body(&self, figure: usize) -> bool {
        self.all.get(figure).is_some_and(|person| person.figure.body || person.figure.unnamed)
    }

    /// Takes in that somebody with this name speaks: who does is named.
    pub(super) fn speaks(&mut self, text: &str, mention: ByteSpan) {
        let name = mention.of(text);
        let figure = match name.split_whitespace().count() {
            1..=3 if name.split_whitespace().all(|word| word.starts_with(char::is_uppercase)) => {
                self.meant(text, mention).candidates.first().copied()
            }
            _ => None,
        };
        if let Some(figure) = figure.filter(|figure| !self.all[*figure].figure.unnamed)
            && self.mentions.last().is_none_or(|last| last.figure != figure || last.sentence != self.sentence)
        {
            self.mention(mention, figure);
        }
    }
}

impl Person {
    /// Whether a name means the same person: "Sherman" becomes "Wendy Sherman" once the article says so.
    fn is_called(&self, name: &str, gender: Gender) -> bool {
        let known = &*self.figure.name;
        let (short, long) = if known.len() < name.len() { (known, name) } else { (name, known) };
        let same = long.split(' ').next_back().is_some_and(|own| own.eq_ignore_ascii_case(short));
        same && !short.contains(' ') && self.gender.agrees(gender)
    }
}
