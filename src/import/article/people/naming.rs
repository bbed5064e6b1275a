//! How a mention names somebody: by a name, or by a description.

use super::gender::Gender;
use super::names::bare;
use crate::import::article::lexicon::{Classes, classes};

/// The words of a mention that is no pronoun.
pub(super) struct Naming<'t> {
    text: &'t str,
    words: Vec<&'t str>,
    /// How many words stand before "of", "for" and the like: "the chair of the DNC" is no DNC.
    head: usize,
}

impl<'t> Naming<'t> {
    pub(super) fn read(text: &'t str) -> Self {
        let words: Vec<&str> = text.split_whitespace().collect();
        let describes = |word: &&str| ["of", "for", "from", "at", "in"].contains(word);
        let head = words.iter().position(describes).filter(|at| *at > 0).unwrap_or(words.len());
        Self { text, words, head }
    }

    /// The words before "of", "for" and the like.
    pub(super) fn head(&self) -> &[&'t str] {
        &self.words[..self.head]
    }

    /// The last word of the name before a comma, if one stands there.
    pub(super) fn last_name(&self) -> Option<&'t str> {
        let head = self.head();
        let end = head.iter().position(|word| word.ends_with(',')).map_or(head.len(), |comma| comma + 1);
        let last = head[..end].last()?;
        last.starts_with(char::is_uppercase).then(|| bare(last))
    }

    /// The words at the end that may be a whole name, longest first: "Deputy Secretary of State Wendy Sherman".
    pub(super) fn endings(&self) -> impl Iterator<Item = String> {
        let starts = (2..=4).rev().filter_map(|count| self.words.len().checked_sub(count));
        starts.map(|from| bare(&self.words[from..].join(" ")).to_lowercase())
    }

    /// All of it in lower case.
    pub(super) fn lower(&self) -> String {
        self.text.to_lowercase()
    }

    /// All of it, without an article and what hangs on at its end.
    pub(super) fn plain(&self) -> String {
        let words = self.words.join(" ");
        bare(words.strip_prefix("The ").or_else(|| words.strip_prefix("the ")).unwrap_or(&words)).to_owned()
    }

    /// What its titles tell: "Mrs."
    pub(super) fn gender(&self) -> Gender {
        let titles = self.head().iter().filter(|word| word.starts_with(char::is_uppercase));
        titles.fold(Gender::Unknown, |gender, word| gender.or(Gender::of_title(word)))
    }

    /// Whether all words have capitals.
    pub(super) fn is_name(&self) -> bool {
        !self.words.is_empty() && self.words.iter().all(|word| word.starts_with(char::is_uppercase))
    }

    /// Whether a word says that this is a person.
    pub(super) fn is_person(&self) -> bool {
        self.has(Classes::ROLE | Classes::PEOPLE | Classes::TITLE)
    }

    /// Whether a word, or all of them being capitals, says that this is a body.
    pub(super) fn is_body(&self) -> bool {
        self.has(Classes::BODY) || self.text.len() > 1 && !self.text.chars().any(char::is_lowercase)
    }

    fn has(&self, class: Classes) -> bool {
        self.words.iter().any(|word| classes(&bare(word).to_lowercase()).any(class))
    }
}

/// The part of a mention that has a name: "his wife, Jane Eyre".
pub(super) fn named_part(mention: &str) -> &str {
    let described = mention.starts_with(char::is_lowercase) || mention.starts_with("The ") || mention.starts_with("A ");
    let skipped = usize::from(described && mention.contains(", "));
    let ends_in_name =
        |part: &&str| part.split_whitespace().next_back().is_some_and(|last| last.starts_with(char::is_uppercase));
    mention.split(',').take(2).skip(skipped).find(ends_in_name).unwrap_or(mention).trim()
}
