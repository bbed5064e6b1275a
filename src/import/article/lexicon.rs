//! The classes of words, read once from the word lists beside this file.

use std::borrow::Cow;
use std::ops::BitOr;
use std::sync::LazyLock;

use hashbrown::HashMap;

/// What a word can be, as a set. A word outside all lists has an empty set, but for what its
/// letters tell ([`Classes::CAPITAL`] and the like, which the reader of tokens adds).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Classes(u64);

/// The sections of the list of words; each sets the bit of its place.
const SECTIONS: [&str; 25] = [
    "speech",
    "report",
    "weakest",
    "aux",
    "be",
    "adverb",
    "preposition",
    "determiner",
    "possessive",
    "subject",
    "object",
    "masculine",
    "feminine",
    "conjunction",
    "subordinator",
    "relative",
    "time",
    "title",
    "role",
    "body",
    "people",
    "work",
    "naming",
    "noun",
    "saying",
];

impl Classes {
    /// A verb that gives words to somebody in any order: "said Sherman", "Sherman said".
    pub(super) const SPEECH: Self = Self(1);
    /// A verb that gives words to its subject, but does not stand behind a quote: "called".
    pub(super) const REPORT: Self = Self(1 << 1);
    /// A verb that does so only when the words stand close by: "uses".
    pub(super) const WEAKEST: Self = Self(1 << 2);
    /// "has", "will", "not".
    pub(super) const AUX: Self = Self(1 << 3);
    /// A form of "to be".
    pub(super) const BE: Self = Self(1 << 4);
    /// An adverb that may stand between a subject and its verb.
    pub(super) const ADVERB: Self = Self(1 << 5);
    /// A preposition.
    pub(super) const PREPOSITION: Self = Self(1 << 6);
    /// An article, a demonstrative or a number word.
    pub(super) const DETERMINER: Self = Self(1 << 7);
    /// "his", "their".
    pub(super) const POSSESSIVE: Self = Self(1 << 8);
    /// A pronoun that can be a subject.
    pub(super) const SUBJECT: Self = Self(1 << 9);
    /// A pronoun that cannot.
    pub(super) const OBJECT: Self = Self(1 << 10);
    /// "he" and its forms.
    pub(super) const MASCULINE: Self = Self(1 << 11);
    /// "she" and its forms.
    pub(super) const FEMININE: Self = Self(1 << 12);
    /// "and", "but".
    pub(super) const CONJUNCTION: Self = Self(1 << 13);
    /// A word that begins a clause: "that", "when".
    pub(super) const SUBORDINATOR: Self = Self(1 << 14);
    /// "who", "which".
    pub(super) const RELATIVE: Self = Self(1 << 15);
    /// A day, a month, "yesterday".
    pub(super) const TIME: Self = Self(1 << 16);
    /// A title before a name.
    pub(super) const TITLE: Self = Self(1 << 17);
    /// What a person is: "spokesman".
    pub(super) const ROLE: Self = Self(1 << 18);
    /// The head of a body's name: "delegation".
    pub(super) const BODY: Self = Self(1 << 19);
    /// Several people at once: "officials".
    pub(super) const PEOPLE: Self = Self(1 << 20);
    /// A kind of work that has a title: "film".
    pub(super) const WORK: Self = Self(1 << 21);
    /// A word that introduces a name or a term: "so-called".
    pub(super) const NAMING: Self = Self(1 << 22);
    /// A form of a verb that is a noun as well: "claims".
    pub(super) const NOUN: Self = Self(1 << 23);
    /// What words are said in: "statement".
    pub(super) const SAYING: Self = Self(1 << 24);
    /// A form of a verb that gives no words to anybody.
    pub(super) const OTHER_VERB: Self = Self(1 << 31);
    /// The base form of a verb.
    pub(super) const BASE: Self = Self(1 << 32);
    /// The third person of a verb.
    pub(super) const THIRD: Self = Self(1 << 33);
    /// The past tense or the past participle of a verb.
    pub(super) const PAST: Self = Self(1 << 34);
    /// The present participle of a verb.
    pub(super) const PARTICIPLE: Self = Self(1 << 35);
    /// A man's given name.
    pub(super) const MAN: Self = Self(1 << 36);
    /// A woman's given name.
    pub(super) const WOMAN: Self = Self(1 << 37);
    /// Begins with a capital letter.
    pub(super) const CAPITAL: Self = Self(1 << 40);
    /// Has more than one letter, all of them capitals.
    pub(super) const CAPITALS: Self = Self(1 << 41);
    /// Ends in the mark of a genitive.
    pub(super) const GENITIVE: Self = Self(1 << 42);
    /// Begins with a digit.
    pub(super) const DIGIT: Self = Self(1 << 43);

    /// Whether this set and the other share a class.
    pub(super) const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// This set without the other's classes.
    pub(super) const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }
}

impl BitOr for Classes {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// Words in lower case with what they can be.
pub(super) type Lexicon = HashMap<&'static str, Classes>;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(read_lists);

/// The classes of a word in lower case.
pub(super) fn classes(word: &str) -> Classes {
    LEXICON.get(word).copied().unwrap_or_default()
}

/// The lists, taken once, for looking up many words.
pub(super) fn lexicon() -> &'static Lexicon {
    &LEXICON
}

fn read_lists() -> Lexicon {
    let mut lexicon = Lexicon::new();
    let mut section = Classes::default();
    for line in include_str!("words.txt").lines().chain(include_str!("first_names.txt").lines()) {
        if line.starts_with('#') || line.is_empty() {
            continue;
        }
        if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            section = section_classes(name, section);
            continue;
        }
        if section.any(Classes::SPEECH | Classes::REPORT) {
            for (form, classes) in verb_forms(line) {
                add(&mut lexicon, form, classes | section);
            }
            continue;
        }
        for word in line.split_whitespace() {
            add(&mut lexicon, word, section);
        }
    }
    lexicon
}

/// The class of a section. The lists of given names follow the last list of words, and use two of its titles.
fn section_classes(name: &str, before: Classes) -> Classes {
    let after_words = before.any(Classes::NOUN | Classes::MAN);
    match name {
        "masculine" if after_words => Classes::MAN,
        "feminine" if after_words => Classes::WOMAN,
        "past" => Classes::OTHER_VERB,
        _ => SECTIONS.iter().position(|section| *section == name).map_or_else(Classes::default, |at| Classes(1 << at)),
    }
}

fn add(lexicon: &mut Lexicon, word: impl Into<Cow<'static, str>>, classes: Classes) {
    let word: &'static str = match word.into() {
        Cow::Borrowed(word) => word,
        Cow::Owned(word) => word.leak(),
    };
    let entry = lexicon.entry(word).or_default();
    *entry = *entry | classes;
}

/// The forms of a verb: as listed, or those of a regular one.
fn verb_forms(line: &'static str) -> Vec<(Cow<'static, str>, Classes)> {
    if line.contains('/') {
        let forms: Vec<&str> = line.split('/').collect();
        let last = forms.len() - 1;
        return forms
            .iter()
            .enumerate()
            .map(|(at, form)| {
                let class = match at {
                    0 => Classes::BASE,
                    1 => Classes::THIRD,
                    _ if at == last => Classes::PARTICIPLE,
                    _ => Classes::PAST,
                };
                ((*form).into(), class)
            })
            .collect();
    }
    let stem = line;
    let before_last = stem.chars().rev().nth(1).unwrap_or(' ');
    let (third, past, participle) = if let Some(short) = stem.strip_suffix('e') {
        (format!("{stem}s"), format!("{stem}d"), format!("{short}ing"))
    } else if let (Some(short), false) = (stem.strip_suffix('y'), "aeiou".contains(before_last)) {
        (format!("{short}ies"), format!("{short}ied"), format!("{stem}ing"))
    } else if ["ch", "sh", "s", "x", "z"].iter().any(|end| stem.ends_with(end)) {
        (format!("{stem}es"), format!("{stem}ed"), format!("{stem}ing"))
    } else {
        (format!("{stem}s"), format!("{stem}ed"), format!("{stem}ing"))
    };
    vec![
        (stem.into(), Classes::BASE),
        (third.into(), Classes::THIRD),
        (past.into(), Classes::PAST),
        (participle.into(), Classes::PARTICIPLE),
    ]
}
