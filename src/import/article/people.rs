//! The people and bodies of an article: their names, what is said of them, and whom a pronoun or
//! "the senator" means.

use hashbrown::HashMap;

use crate::text::ByteSpan;

use super::lexicon::{Classes, classes};
use super::sentences::Sentence;
use super::tokens::Kind;

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

/// Whom a mention means.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Meant {
    /// Numbers among the figures, the likeliest first.
    pub(super) candidates: Vec<usize>,
    /// How sure the first is, from 0 to 1.
    pub(super) confidence: f32,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Gender {
    #[default]
    Unknown,
    Masculine,
    Feminine,
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
    figures: Vec<Figure>,
    genders: Vec<Gender>,
    by_name: HashMap<String, usize>,
    by_last_name: HashMap<String, usize>,
    mentions: Vec<Mention>,
    sentence: usize,
}

impl People {
    /// All figures.
    pub(super) fn into_figures(self) -> Vec<Figure> {
        self.figures
    }

    /// Takes in the people that a sentence names. Linear in its length.
    pub(super) fn hear(&mut self, sentence: &Sentence<'_>) {
        self.sentence += 1;
        // In a headline, every word may have a capital.
        let ends = sentence.tokens.last().is_some_and(|last| last.is_mark('.') || last.is_quote());
        if sentence.headline && !ends {
            return;
        }
        let mut number = 0;
        while number < sentence.tokens.len() {
            if !in_name(sentence, number) {
                number += 1;
                continue;
            }
            let first = number;
            while number < sentence.tokens.len() && (in_name(sentence, number) || is_particle(sentence, number)) {
                let ends = sentence.is(number, Classes::GENITIVE);
                number += 1;
                if ends {
                    break;
                }
            }
            self.hear_name(sentence, first, number);
        }
    }

    /// A run of capitals: a person if the article or the lists of given names say so.
    fn hear_name(&mut self, sentence: &Sentence<'_>, first: usize, end: usize) {
        let Some(name) = name_in(sentence, first, end) else { return };
        let Some((start, last)) = name.whole else {
            let key = bare(sentence.word(end - 1)).to_lowercase();
            if let Some(figure) = self.by_last_name.get(&key).copied() {
                self.mention(sentence, end - 1, end - 1, figure);
            }
            return;
        };
        let words = clean(sentence, start, last);
        let known = self.by_name.get(&words.to_lowercase()).copied();
        if known.is_none() && !name.is_person && !(self.known_last_name(sentence, last).is_some() && last > start) {
            return;
        }
        let figure = known.unwrap_or_else(|| self.add_person(&words, name.gender));
        self.mention(sentence, start, last, figure);
        self.describe(sentence, figure, first, start, last);
    }

    fn known_last_name(&self, sentence: &Sentence<'_>, last: usize) -> Option<usize> {
        self.by_last_name.get(&bare(sentence.word(last)).to_lowercase()).copied()
    }

    fn mention(&mut self, sentence: &Sentence<'_>, first: usize, last: usize, figure: usize) {
        let place = sentence.bytes(first, last);
        self.mentions.push(Mention { place, sentence: self.sentence, figure });
    }

    fn add_person(&mut self, name: &str, gender: Gender) -> usize {
        let last = name.split(' ').next_back().unwrap_or_default().to_lowercase();
        // "Sherman" becomes "Wendy Sherman" once the article says so.
        if let Some(figure) = self.by_last_name.get(&last).copied() {
            let known = &mut self.figures[figure].name;
            let (short, long) = if known.len() < name.len() {
                (known.clone(), name.to_owned())
            } else {
                (name.to_owned(), known.clone())
            };
            let same = long.split(' ').next_back().is_some_and(|own| own.eq_ignore_ascii_case(&short))
                && short.split(' ').count() == 1;
            let one_gender =
                self.genders[figure] == gender || [self.genders[figure], gender].contains(&Gender::Unknown);
            if same && one_gender {
                *known = long;
                self.by_name.insert(name.to_lowercase(), figure);
                if self.genders[figure] == Gender::Unknown {
                    self.genders[figure] = gender;
                }
                return figure;
            }
        }
        let figure = self.add(Figure { name: name.to_owned(), ..Figure::default() }, gender);
        // Whoever was named first is meant by the last name alone.
        self.by_last_name.entry(last).or_insert(figure);
        figure
    }

    fn add(&mut self, figure: Figure, gender: Gender) -> usize {
        let number = self.figures.len();
        self.by_name.insert(figure.name.to_lowercase(), number);
        self.figures.push(figure);
        self.genders.push(gender);
        number
    }

    /// What stands before a name as its title, or behind it as an apposition.
    fn describe(&mut self, sentence: &Sentence<'_>, figure: usize, first: usize, start: usize, last: usize) {
        if self.figures[figure].role.is_some() {
            return;
        }
        let role = apposition(sentence, last + 1).or_else(|| {
            let mut begin = first;
            while begin > 0 && start - begin < MOST_ROLE_WORDS && begins_role(sentence, begin - 1) {
                begin -= 1;
            }
            let relation = start == begin + 1 && RELATIONS.contains(&sentence.word(begin));
            let named = !relation && (begin..start).any(|number| sentence.is(number, Classes::ROLE | Classes::TITLE));
            let only_address = start == begin + 1
                && ADDRESSES.contains(&sentence.word(begin).trim_end_matches('.').to_lowercase().as_str());
            (named && start > begin && !only_address)
                .then(|| sentence.bytes(begin, start - 1).of(sentence.text).to_owned())
        });
        self.figures[figure].role = role.map(|role| role.split_whitespace().collect::<Vec<_>>().join(" "));
    }

    /// Whether a figure is a body, or at least nobody known by name.
    pub(super) fn is_body(&self, figure: usize) -> bool {
        self.figures.get(figure).is_some_and(|figure| figure.body || figure.unnamed)
    }

    /// Whom the mention of a speaker means: made a figure if need be.
    pub(super) fn meant(&mut self, text: &str, mention: ByteSpan) -> Meant {
        let words = mention.of(text);
        // "his wife, Jane Eyre": the part with a name counts.
        let described = words.starts_with(char::is_lowercase) || words.starts_with("The ") || words.starts_with("A ");
        let words = words
            .split(',')
            .take(2)
            .skip(usize::from(described && words.contains(", ")))
            .find(|part| part.split_whitespace().next_back().is_some_and(|last| last.starts_with(char::is_uppercase)))
            .unwrap_or(words)
            .trim();
        let words = self.without_place(words);
        let lower = words.to_lowercase();
        let class = classes(&lower);
        let sure = |figure| Meant { candidates: vec![figure], confidence: 1.0 };
        if class.any(Classes::SUBJECT | Classes::POSSESSIVE | Classes::RELATIVE) {
            return self.pronoun(text, mention, class);
        }
        let mention_words: Vec<&str> = words.split_whitespace().collect();
        let determined = mention_words
            .first()
            .is_some_and(|first| classes(&first.to_lowercase()).any(Classes::DETERMINER | Classes::POSSESSIVE));
        // "the chair of the DNC" is no DNC.
        let describes = |word: &&str| ["of", "for", "from", "at", "in"].contains(word);
        let head = mention_words.iter().position(|word| describes(&&**word)).filter(|at| *at > 0);
        let name = last_name(&mention_words[..head.unwrap_or(mention_words.len())]);
        if let Some(name) = name
            && let Some(figure) = self
                .by_name
                .get(&name.to_lowercase())
                .or_else(|| self.by_last_name.get(&bare(name.rsplit(' ').next().unwrap_or_default()).to_lowercase()))
                .copied()
            && !self.is_namesake(figure, &mention_words[..head.unwrap_or(mention_words.len())])
        {
            return sure(figure);
        }
        // "Deputy Secretary of State Wendy Sherman": the whole name at the end.
        let ends = (2..=4).rev().filter_map(|count| mention_words.len().checked_sub(count));
        let whole = ends.map(|from| bare(&mention_words[from..].join(" ")).to_lowercase());
        if let Some(figure) = whole.into_iter().find_map(|name| self.by_name.get(&name).copied()) {
            return sure(figure);
        }
        if determined && let Some(figure) = self.described(&lower) {
            return Meant { candidates: vec![figure], confidence: 0.8 };
        }
        if let Some(figure) = self.by_name.get(&lower).copied() {
            return sure(figure);
        }
        let named = !mention_words.is_empty() && mention_words.iter().all(|word| word.starts_with(char::is_uppercase));
        let body = mention_words.iter().any(|word| classes(&bare(word).to_lowercase()).any(Classes::BODY))
            || words.len() > 1 && !words.chars().any(char::is_lowercase);
        let person = mention_words
            .iter()
            .any(|word| classes(&bare(word).to_lowercase()).any(Classes::ROLE | Classes::PEOPLE | Classes::TITLE));
        let plain = mention_words.join(" ");
        let plain =
            bare(plain.strip_prefix("The ").or_else(|| plain.strip_prefix("the ")).unwrap_or(&plain)).to_owned();
        if let Some(figure) = self.by_name.get(&plain.to_lowercase()).copied() {
            return sure(figure);
        }
        if named && !body && !person {
            return sure(self.add_person(&plain, Gender::Unknown));
        }
        let body = body && !person;
        sure(
            self.add(Figure { name: capitalised(&plain), role: None, body, unnamed: !named && !body }, Gender::Unknown),
        )
    }

    /// Whether a mention gives a figure's last name to somebody else: "Seth Bede" after "Adam Bede".
    fn is_namesake(&self, figure: usize, mention: &[&str]) -> bool {
        let Some((_, [.., given])) = mention.split_last() else { return false };
        let known = &self.figures[figure].name;
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
    fn described(&self, lower: &str) -> Option<usize> {
        let head = lower.split_whitespace().take_while(|word| *word != "of" && *word != "for").last()?;
        if !classes(head).any(Classes::ROLE | Classes::TITLE)
            || !(lower.starts_with("the ") || lower.starts_with("that ") || lower.starts_with("this "))
        {
            return None;
        }
        let short = match head {
            "senator" => "sen.",
            "governor" => "gov.",
            "congressman" | "congresswoman" | "representative" => "rep.",
            "general" => "gen.",
            other => other,
        };
        self.mentions.iter().rev().take(REACH * 4).map(|mention| mention.figure).find(|figure| {
            self.figures[*figure]
                .role
                .as_ref()
                .is_some_and(|role| role.to_lowercase().split_whitespace().any(|word| word == head || word == short))
        })
    }

    /// The person whom a pronoun means: the first one named in the latest sentence that names one who fits.
    fn pronoun(&self, text: &str, mention: ByteSpan, class: Classes) -> Meant {
        let gender = if class.any(Classes::MASCULINE) {
            Gender::Masculine
        } else if class.any(Classes::FEMININE) {
            Gender::Feminine
        } else {
            Gender::Unknown
        };
        let fits = |figure: usize| match gender {
            Gender::Unknown => self.figures[figure].body,
            gender => {
                self.genders[figure] == gender
                    || self.genders[figure] == Gender::Unknown
                        && !self.figures[figure].body
                        && !self.figures[figure].unnamed
            }
        };
        if class.any(Classes::RELATIVE) {
            let near = self.mentions.iter().rev().find(|other| other.place.end() <= mention.start());
            // "Smith drew cheers from sailors, who": there, another noun stands before it.
            let stands_before = |near: &&Mention| {
                let between = text.get(near.place.end()..mention.start()).unwrap_or_default().trim_start();
                near.sentence == self.sentence
                    && between.len() < 80
                    && (between.is_empty() || between.starts_with([',', '(', '—']))
            };
            let near = near.filter(stands_before);
            return Meant { candidates: near.map(|near| near.figure).into_iter().collect(), confidence: 0.8 };
        }
        let mut recent: Vec<Mention> = self
            .mentions
            .iter()
            .rev()
            .skip_while(|other| other.place.start() >= mention.start())
            .take(REACH)
            .copied()
            .filter(|other| fits(other.figure))
            .collect();
        // The latest sentence first, and in it the first mention.
        recent.sort_by_key(|mention| (std::cmp::Reverse(mention.sentence), mention.place));
        let known = |figure: usize| self.genders[figure] == gender;
        if gender != Gender::Unknown && recent.iter().any(|mention| known(mention.figure)) {
            recent.retain(|mention| known(mention.figure));
        }
        let mut candidates: Vec<usize> = Vec::new();
        for mention in &recent {
            if !candidates.contains(&mention.figure) {
                candidates.push(mention.figure);
            }
        }
        candidates.truncate(3);
        let sure = candidates.first().is_some_and(|figure| gender == Gender::Unknown || known(*figure));
        let confidence = match (candidates.len(), sure) {
            (0, _) => 0.0,
            (1, true) => 0.9,
            (1, false) => 0.8,
            (_, true) => 0.75,
            (_, false) => 0.6,
        };
        Meant { candidates, confidence }
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
        if let Some(figure) = figure.filter(|figure| !self.figures[*figure].unnamed)
            && self.mentions.last().is_none_or(|last| last.figure != figure || last.sentence != self.sentence)
        {
            self.mentions.push(Mention { place: mention, sentence: self.sentence, figure });
        }
    }
}

/// The most words of a role before a name.
const MOST_ROLE_WORDS: usize = 7;
/// Roles that are somebody's only to somebody else.
const RELATIONS: [&str; 10] =
    ["wife", "husband", "son", "daughter", "mother", "father", "brother", "sister", "friend", "man"];
/// Forms of address that are no role.
const ADDRESSES: [&str; 5] = ["mr", "mrs", "ms", "miss", "dr"];

/// A name in a run of capitals.
struct Name {
    /// Its first and last token, if it has more than a last name.
    whole: Option<(usize, usize)>,
    is_person: bool,
    gender: Gender,
}

/// The name of a person in the tokens `first..end`, behind its titles.
fn name_in(sentence: &Sentence<'_>, first: usize, end: usize) -> Option<Name> {
    let last = end.checked_sub(1)?;
    if sentence.is(last, Classes::TITLE | Classes::ROLE) {
        return None;
    }
    let given = |number: usize| sentence.is(number, Classes::MAN | Classes::WOMAN);
    let title = (first..last).rev().find(|number| sentence.is(*number, Classes::TITLE | Classes::ROLE));
    let given_name = (first..last).find(|number| given(*number) && !sentence.is(*number, Classes::GENITIVE));
    let start = match (title, given_name) {
        (Some(title), Some(given)) if title > given => title + 1,
        (_, Some(given)) => given,
        (Some(title), None) => title + 1,
        (None, None) => first,
    };
    let address = title.map(|title| sentence.word(title).trim_end_matches('.').to_lowercase());
    let gender = match address.as_deref() {
        Some("mr" | "king" | "prince" | "lord" | "sir" | "baron" | "sheikh" | "pope") => Gender::Masculine,
        Some(
            "mrs" | "ms" | "miss" | "queen" | "princess" | "lady" | "dame" | "baroness" | "congresswoman"
            | "chairwoman" | "spokeswoman",
        ) => Gender::Feminine,
        Some("congressman" | "chairman" | "spokesman") => Gender::Masculine,
        _ if sentence.is(start, Classes::MAN) => Gender::Masculine,
        _ if sentence.is(start, Classes::WOMAN) => Gender::Feminine,
        _ => Gender::Unknown,
    };
    if (start..end).any(|number| sentence.is(number, Classes::BODY)) && given_name.is_none() {
        return None;
    }
    let whole = (last > start || title.is_some()).then_some((start, last)).filter(|(start, last)| last - start < 5);
    Some(Name { whole, is_person: title.is_some() || given_name.is_some_and(|given| given < last), gender })
}

/// Whether a token can stand in a name: a capital, and no word of the grammar that only begins a sentence.
fn in_name(sentence: &Sentence<'_>, number: usize) -> bool {
    let grammar = Classes::DETERMINER
        | Classes::PREPOSITION
        | Classes::SUBJECT
        | Classes::CONJUNCTION
        | Classes::SUBORDINATOR
        | Classes::POSSESSIVE
        | Classes::TIME
        | Classes::AUX;
    let named = !sentence.is(number, grammar) || sentence.is(number, Classes::MAN | Classes::WOMAN | Classes::TITLE);
    sentence.is(number, Classes::CAPITAL)
        && named
        && !(number == 0 && sentence.is(number, Classes::ADVERB | Classes::SPEECH | Classes::REPORT))
}

/// Small words within names.
fn is_particle(sentence: &Sentence<'_>, number: usize) -> bool {
    ["de", "del", "della", "der", "den", "di", "da", "dos", "van", "von", "bin", "al", "el", "la", "le", "ter"]
        .iter()
        .any(|particle| sentence.word(number) == *particle)
        && sentence.is(number + 1, Classes::CAPITAL)
}

/// Whether a word before a name can belong to what its bearer is: "Republican pollster".
fn begins_role(sentence: &Sentence<'_>, number: usize) -> bool {
    sentence.get(number).is_some_and(|token| {
        token.kind == Kind::Word
            && (token.classes.any(Classes::ROLE | Classes::TITLE | Classes::BODY | Classes::CAPITAL)
                || token.classes == Classes::default() && !sentence.word(number).ends_with("ed")
                || sentence.is_word(number, "of"))
            && !token.classes.any(
                Classes::MAN
                    | Classes::WOMAN
                    | Classes::DETERMINER
                    | Classes::TIME
                    | Classes::SPEECH
                    | Classes::AUX
                    | Classes::SUBJECT,
            )
            && !(number == 0
                && token.classes == Classes::CAPITAL
                && !sentence.is(number + 1, Classes::ROLE | Classes::TITLE))
    })
}

/// The apposition behind a name: what stands between two commas and says what a person is.
fn apposition(sentence: &Sentence<'_>, comma: usize) -> Option<String> {
    if !sentence.is_mark(comma, ',') {
        return None;
    }
    let start = comma + 1;
    let end = (start..start + 14).find(|number| {
        sentence.get(*number).is_none_or(|token| {
            matches!(token.kind, Kind::Mark(',' | '.' | ';' | ':' | ')' | '(' | '—')) || token.is_quote()
        })
    })?;
    let begins = sentence.is(
        start,
        Classes::DETERMINER
            | Classes::POSSESSIVE
            | Classes::ROLE
            | Classes::TITLE
            | Classes::GENITIVE
            | Classes::CAPITAL,
    );
    let named = (start..end).any(|number| sentence.is(number, Classes::ROLE | Classes::TITLE));
    let verb = (start..end).any(|number| {
        sentence.is(number, Classes::AUX | Classes::SPEECH | Classes::RELATIVE) && !sentence.is(number, Classes::NOUN)
    });
    (begins && named && !verb && end > start).then(|| {
        let words = sentence.bytes(start, end - 1).of(sentence.text);
        ["the ", "a ", "an "].iter().find_map(|article| words.strip_prefix(article)).unwrap_or(words).to_owned()
    })
}

/// The words of a name without a genitive at its end.
fn clean(sentence: &Sentence<'_>, first: usize, last: usize) -> String {
    let words = sentence.bytes(first, last).of(sentence.text);
    bare(&words.split_whitespace().collect::<Vec<_>>().join(" ")).to_owned()
}

fn bare(word: &str) -> &str {
    let word = word.trim_end_matches([',', ';', ':', ')']);
    let word = ["'s", "’s", "'", "’"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
    if word.ends_with("r.") { word } else { word.trim_end_matches('.') }
}

/// The name at the end of a mention: its last run of capitals before a comma or "of".
fn last_name<'a>(words: &[&'a str]) -> Option<&'a str> {
    let end = words.iter().position(|word| word.ends_with(',')).map_or(words.len(), |comma| comma + 1);
    let words = &words[..end];
    let run = words.iter().rev().take_while(|word| word.starts_with(char::is_uppercase)).count();
    (run > 0 && words.len() > words.len() - run).then(|| bare(words[words.len() - 1]))
}

fn capitalised(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
