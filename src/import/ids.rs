//! Ids that a person would have chosen: from names, readable, each once.

use std::collections::{HashMap, HashSet};

use unicode_normalization::UnicodeNormalization;

use crate::corpus::UNATTRIBUTED;

/// The most letters of an id that is made from a name.
const LONGEST: usize = 48;

/// The ids of one kind of thing.
#[derive(Debug, Default)]
pub(super) struct Ids {
    taken: HashSet<String>,
    /// By an id, the next number to be tried behind it.
    next: HashMap<String, usize>,
}

impl Ids {
    /// Takes an id that stands elsewhere.
    pub(super) fn take(&mut self, id: &str) {
        self.taken.insert(id.to_owned());
    }

    /// Whether it is free.
    pub(super) fn is_free(&self, id: &str) -> bool {
        id != UNATTRIBUTED && !self.taken.contains(id)
    }

    /// The id that a name gives, with a number where another thing has it.
    pub(super) fn make(&mut self, name: &str, otherwise: &str) -> String {
        let plain = slug(name);
        let plain = if plain.is_empty() { otherwise.to_owned() } else { plain };
        self.first_free(&plain)
    }

    /// This id, with a number where it is not free.
    pub(super) fn first_free(&mut self, plain: &str) -> String {
        if !self.is_free(plain) {
            return self.next_number(plain, 2);
        }
        self.taken.insert(plain.to_owned());
        plain.to_owned()
    }

    /// The first free of `plain-7`, `plain-8` and so on. What was asked for before is not tried
    /// again.
    pub(super) fn next_number(&mut self, plain: &str, from: usize) -> String {
        let mut number = self.next.get(plain).copied().unwrap_or_default().max(from);
        loop {
            let id = format!("{plain}-{number}");
            number += 1;
            if self.is_free(&id) {
                self.next.insert(plain.to_owned(), number);
                self.taken.insert(id.clone());
                return id;
            }
        }
    }
}

/// A name in small letters, without accents on them, words joined by hyphens. Letters of every
/// alphabet stay.
pub(super) fn slug(name: &str) -> String {
    // In other alphabets a mark makes another letter: й is no и.
    let mut base = ' ';
    let without_accents = name.nfd().filter(|letter| {
        let is_accent = ('\u{300}'..='\u{36f}').contains(letter);
        base = if is_accent { base } else { *letter };
        !(is_accent && base.is_ascii_alphabetic())
    });
    let plain: String = without_accents.nfc().flat_map(char::to_lowercase).collect();
    let mut id = String::new();
    for word in plain.split(|letter: char| !letter.is_alphanumeric() && letter != '\'' && letter != '’') {
        let word: String = word.chars().filter(|letter| letter.is_alphanumeric()).collect();
        if word.is_empty() {
            continue;
        }
        if !id.is_empty() {
            if id.chars().count() + word.chars().count() >= LONGEST {
                break;
            }
            id.push('-');
        }
        id.extend(word.chars().take(LONGEST));
    }
    id
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_names_in_small_letters() {
        for (name, id) in [
            ("Wendy Sherman", "wendy-sherman"),
            ("Zdravko Počivalšek", "zdravko-pocivalsek"),
            ("Sinéad O’Brien", "sinead-obrien"),
            ("  NATO–Russia Council, 12 January ", "nato-russia-council-12-january"),
            ("Сергей Рябков", "сергей-рябков"),
            ("习近平", "习近平"),
            ("…", ""),
        ] {
            assert_eq!(slug(name), id, "{name}");
        }
        assert!(slug(&"word ".repeat(40)).chars().count() <= LONGEST);
        assert_eq!(slug(&"x".repeat(400)).chars().count(), LONGEST);
    }

    #[test]
    fn no_id_is_given_twice_and_none_is_reserved() {
        let mut ids = Ids::default();
        assert_eq!(ids.make("Ann Lee", "speaker"), "ann-lee");
        assert_eq!(ids.make("Ann-Lee", "speaker"), "ann-lee-2");
        assert_eq!(ids.make("!", "speaker"), "speaker");
        assert_eq!(ids.make("Unattributed", "speaker"), "unattributed-2");
    }
}
