//! What counts as right.
//!
//! **Gold direct quotes** are the stretches in quote marks within a Content. The marks are paired by a
//! reading of their own here ([`marked_stretches`]), line by line, outermost only, so that the measure
//! does not lean on the code it measures. A Content holds a stretch if it covers its words, but for
//! marks and punctuation at the ends, and but for the label of a speaker, as in `"SHERMAN: We …"`; parts of a Content with nothing but spaces, marks and punctuation
//! between them count as one, and so do Contents that follow each other like this.
//!
//! **A hit** is the same stretch, without marks, white space and punctuation at its ends.
//!
//! **The speaker is right** if the mention has the span of the gold Source, or the same name: equal
//! without case, articles and titles, or with the same last name; a mention of a description and a
//! name ("his wife, Jane Eyre") has both, and where somebody is from ("Sen. Jane Eyre of Maine") is no part of a
//! name. The speaker of a stretch is that of
//! the smallest Content that holds it. A gold quote without a Source is right if none was read. All
//! gold quotes count: one that was not found has a wrong speaker.

use onrecord::import::article::{Article, QuoteKind, Quoted};
use onrecord::text::{ByteSpan, merge_spans};

use super::standoff::{Marked, Marking};

#[derive(Default)]
pub(crate) struct Tally {
    gold: usize,
    read: usize,
    hits: usize,
    speakers: usize,
    kinds: usize,
    kinds_right: usize,
}

/// What was measured, each from 0 to 1.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Figures {
    /// How many of the stretches read are gold quotes.
    pub(crate) precision: f64,
    /// How many of the gold quotes were read.
    pub(crate) recall: f64,
    pub(crate) f1: f64,
    /// How many of all gold quotes have the right speaker.
    pub(crate) speakers: f64,
    /// How many of the quotes found whose kind was marked have it right.
    pub(crate) kinds: f64,
}

/// A gold quote.
struct Gold<'a> {
    words: ByteSpan,
    marking: &'a Marking,
}

impl Tally {
    pub(crate) fn add(&mut self, name: &str, marked: &Marked, article: &Article, show: bool) {
        let text = &marked.text;
        let gold = gold_quotes(marked);
        self.gold += gold.len();
        self.read += article.quotes.len();
        let mut extra: Vec<&Quoted> = article.quotes.iter().collect();
        for quote in &gold {
            let Some(at) = extra.iter().position(|read| bare(text, read.words) == quote.words) else {
                if show {
                    println!("{name}: MISSED [{}] in {}", quote.words.of(text), around(text, quote.words));
                }
                continue;
            };
            let read = extra.remove(at);
            self.hits += 1;
            if let Some(kind) = &quote.marking.kind {
                self.kinds += 1;
                let right = (read.kind == QuoteKind::Direct) == (kind == "direct");
                self.kinds_right += usize::from(right);
                if show && !right {
                    println!("{name}: KIND {:?} should be {kind} [{}]", read.kind, quote.words.of(text));
                }
            }
            let right = same_speaker(text, read.speaker.as_ref().map(|speaker| speaker.mention), &quote.marking.source);
            self.speakers += usize::from(right);
            if show && !right {
                let wanted: Vec<&str> = quote.marking.source.iter().map(|span| span.of(text)).collect();
                let got = read.speaker.as_ref().map_or("-", |speaker| speaker.mention.of(text));
                println!(
                    "{name}: SPEAKER {got} should be {wanted:?} ({:.2}) [{}] in {}",
                    read.confidence,
                    quote.words.of(text),
                    around(text, quote.words)
                );
            }
        }
        if show {
            for read in extra {
                println!(
                    "{name}: EXTRA [{}] {} in {}",
                    read.words.of(text),
                    read.speaker.as_ref().map_or("-", |speaker| speaker.mention.of(text)),
                    around(text, read.words)
                );
            }
        }
    }

    /// The figures of all texts so far.
    pub(crate) fn figures(&self) -> Figures {
        Figures {
            precision: self.precision(),
            recall: self.recall(),
            f1: self.f1(),
            speakers: ratio(self.speakers, self.gold),
            kinds: ratio(self.kinds_right, self.kinds),
        }
    }

    /// How many quotes were marked, were read, and were marked with their kind.
    pub(crate) fn counts(&self) -> [usize; 3] {
        [self.gold, self.read, self.kinds]
    }

    fn precision(&self) -> f64 {
        ratio(self.hits, self.read)
    }

    fn recall(&self) -> f64 {
        ratio(self.hits, self.gold)
    }

    fn f1(&self) -> f64 {
        let (precision, recall) = (self.precision(), self.recall());
        if precision + recall == 0.0 { 0.0 } else { 2.0 * precision * recall / (precision + recall) }
    }
}

fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

/// The line around a span, shortened.
fn around(text: &str, span: ByteSpan) -> String {
    let start = text[..span.start()].rfind('\n').map_or(0, |at| at + 1);
    let end = text[span.end()..].find('\n').map_or(text.len(), |at| span.end() + at);
    let before: Vec<char> = text[start..span.start()].chars().rev().take(150).collect();
    let inner: String = span.of(text).chars().take(40).collect();
    let after: String = text[span.end()..end].chars().take(120).collect();
    format!("…{}⟦{inner}⟧{after}…", before.into_iter().rev().collect::<String>())
}

/// A span without white space, marks and punctuation at its ends.
fn bare(text: &str, span: ByteSpan) -> ByteSpan {
    let edge = |c: char| c.is_whitespace() || "\"'`“”„‟«»‹›‘’‚.,;:!?…—–-()[]".contains(c);
    let inner = span.of(text);
    let start = span.start() + inner.len() - inner.trim_start_matches(edge).len();
    ByteSpan::new(start, start + inner.trim_matches(edge).len())
}

fn gold_quotes(marked: &Marked) -> Vec<Gold<'_>> {
    let text = &marked.text;
    let all = joined(text, marked.attributions.iter().flat_map(|marking| marking.content.iter().copied()).collect());
    let contents: Vec<Vec<ByteSpan>> =
        marked.attributions.iter().map(|marking| joined(text, marking.content.clone())).collect();
    let mut gold = Vec::new();
    for (words, closed) in marked_stretches(text) {
        // Nothing says where a stretch ends whose mark is missing: it ends with the Content.
        let holder = all.iter().find(|content| content.start() <= words.start() && words.start() < content.end());
        let words = match holder {
            Some(holder) if !closed => bare(text, words.intersection(*holder).unwrap_or(words)),
            _ => words,
        };
        let words = if all.iter().any(|content| content.covers(words)) {
            words
        } else {
            let Some(words) =
                without_label(text, words).filter(|words| all.iter().any(|content| content.covers(*words)))
            else {
                continue;
            };
            words
        };
        // The smallest Content that holds the stretch, or else the one that holds most of it.
        let best = marked.attributions.iter().zip(&contents).min_by_key(|(_, content)| {
            let held: usize = content.iter().filter_map(|span| span.intersection(words)).map(ByteSpan::len).sum();
            (words.len() - held, content.iter().map(|span| span.len()).sum::<usize>())
        });
        if let Some((marking, _)) = best {
            gold.push(Gold { words, marking });
        }
    }
    gold
}

/// The words of a stretch behind the label of a speaker: `"SHERMAN: We …"`.
fn without_label(text: &str, words: ByteSpan) -> Option<ByteSpan> {
    let (label, rest) = words.of(text).split_once(": ")?;
    let capitals = !label.is_empty() && !label.chars().any(char::is_lowercase);
    capitals.then(|| bare(text, ByteSpan::new(words.end() - rest.len(), words.end())))
}

/// Spans joined where only spaces, marks and punctuation stand between them, within a line, and
/// bare of these at their ends.
fn joined(text: &str, spans: Vec<ByteSpan>) -> Vec<ByteSpan> {
    let mut joined: Vec<ByteSpan> = Vec::new();
    for span in merge_spans(spans).into_iter().map(|span| bare(text, span)) {
        match joined.last_mut() {
            Some(last)
                if span.start() >= last.end() && bare(text, ByteSpan::new(last.end(), span.start())).is_empty() =>
            {
                *last = ByteSpan::new(last.start(), span.end().max(last.end()));
            }
            _ => joined.push(span),
        }
    }
    joined
}

/// The stretches in quote marks, bare, line by line, and whether their closing mark is there. Outermost only.
fn marked_stretches(text: &str) -> Vec<(ByteSpan, bool)> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let behind = text[start + line.len()..].trim_start();
        let goes_on = behind.starts_with(['"', '“', '«', '„']);
        line_stretches(text, ByteSpan::new(start, start + line.trim_end().len()), goes_on, &mut found);
        start += line.len();
    }
    found.retain(|(span, _)| !span.is_empty());
    found
}

fn line_stretches(text: &str, line: ByteSpan, goes_on: bool, found: &mut Vec<(ByteSpan, bool)>) {
    let characters = line_characters(text, line);
    let mut number = 0;
    while number < characters.len() {
        let (at, character) = characters[number];
        let before = number.checked_sub(1).map_or(' ', |before| characters[before].1);
        let after = characters.get(number + 1).map_or(' ', |after| after.1);
        if character == '<'
            && after.is_ascii_alphabetic()
            && let Some(end) = characters[number..].iter().position(|(_, c)| *c == '>')
        {
            number += end + 1;
            continue;
        }
        let close = match character {
            '"' | '“' | '„' | '«' | '»' => Some(closing(&characters, number, goes_on)),
            '‘' | '\''
                if !before.is_alphanumeric()
                    && !after.is_whitespace()
                    && !before.is_ascii_punctuation() | "([-\"".contains(before) =>
            {
                closing_single(&characters, number).map(Some)
            }
            _ => None,
        };
        match close {
            Some(close) => {
                let end = close.map_or(line.end(), |close| characters[close].0);
                found.push((bare(text, ByteSpan::new(at + character.len_utf8(), end)), close.is_some()));
                number = close.unwrap_or(if goes_on { characters.len() } else { number }) + 1;
            }
            None => number += 1,
        }
    }
}

/// The characters of a line with their places; two straight single marks together are a double one.
fn line_characters(text: &str, line: ByteSpan) -> Vec<(usize, char)> {
    let mut characters: Vec<(usize, char)> = Vec::new();
    let mut after_half = false;
    for (at, character) in line.of(text).char_indices() {
        let half = character == '\'';
        match characters.last_mut() {
            Some((_, last)) if half && after_half => {
                *last = '"';
                after_half = false;
            }
            _ => {
                characters.push((line.start() + at, character));
                after_half = half;
            }
        }
    }
    characters
}

/// The mark that closes the double one with this number, if the line has one. `goes_on` says that the
/// next line begins with a mark.
fn closing(characters: &[(usize, char)], open: usize, goes_on: bool) -> Option<usize> {
    let opener = characters[open].1;
    let mut depth = 1;
    for (number, (_, character)) in characters.iter().enumerate().skip(open + 1) {
        match (opener, character) {
            ('«', '»') | ('»', '«') => return Some(number),
            ('«' | '»', _) => {}
            ('„', '“') => return Some(number),
            ('"', '“' | '”') => {}
            (_, '“') => depth += 1,
            (_, '"') if opens(characters, number) => depth += 1,
            (_, '”' | '"') => {
                depth -= 1;
                if depth == 0 {
                    return Some(number);
                }
            }
            _ => {}
        }
    }
    // It goes on in the next line, with other quotes inside.
    if goes_on {
        return None;
    }
    // Marks of two kinds, or one that is missing.
    let mut depth = 0;
    let found = characters.iter().enumerate().skip(open + 1).find(|(number, (_, character))| {
        depth += i32::from(*character == '“') - i32::from(*character == '”');
        *character == '"' && !opens(characters, *number) || depth < 0
    });
    found.map(|(number, _)| number).filter(|close| !(open + 1..*close).any(|number| opens(characters, number)))
}

/// Whether a straight mark stands where only an opening one does.
fn opens(characters: &[(usize, char)], number: usize) -> bool {
    let before = number.checked_sub(1).map_or(' ', |before| characters[before].1);
    let after = characters.get(number + 1).map_or(' ', |after| after.1);
    characters[number].1 == '"'
        && (before.is_whitespace() || "([—–-“‘'".contains(before))
        && (after.is_alphanumeric() || "'‘$".contains(after))
}

/// The mark that closes the single one with this number: the first that cannot be the apostrophe of a
/// plural, else the first.
fn closing_single(characters: &[(usize, char)], open: usize) -> Option<usize> {
    let mut first = None;
    for number in open + 1..characters.len() {
        let (before, character) = (characters[number - 1].1, characters[number].1);
        let after = characters.get(number + 1).map_or(' ', |after| after.1);
        match character {
            '’' | '\'' if !before.is_whitespace() && !after.is_alphanumeric() => {
                if before != 's' {
                    return Some(number);
                }
                first = first.or(Some(number));
            }
            '‘' => break,
            '\'' if before.is_whitespace() && after.is_alphanumeric() => break,
            _ => {}
        }
    }
    first
}

/// Whether a mention names the gold source.
fn same_speaker(text: &str, read: Option<ByteSpan>, gold: &[ByteSpan]) -> bool {
    match read {
        None => gold.is_empty(),
        Some(read) => {
            let whole = gold.first().zip(gold.last()).map(|(first, last)| ByteSpan::new(first.start(), last.end()));
            gold.contains(&read)
                || whole.is_some_and(|whole| {
                    bare(text, whole) == bare(text, read) || same_name(read.of(text), whole.of(text))
                })
        }
    }
}

fn same_name(one: &str, other: &str) -> bool {
    let names = |mention: &str| {
        let parts = mention.split([',', '(']).take(2);
        // Without where a person is from.
        let bare = parts.map(|part| {
            part.split_once(" of ").map(|(name, _)| name).filter(|name| names_person(name)).unwrap_or(part)
        });
        bare.map(name_words).collect::<Vec<_>>()
    };
    let (ones, others) = (names(one), names(other));
    ones.iter().any(|one| others.iter().any(|other| same_words(one, other)))
}

/// Whether a mention ends with a given name and a last name, or a title and one.
fn names_person(mention: &str) -> bool {
    let words: Vec<&str> = mention.split_whitespace().collect();
    let capital = |word: &&str| word.starts_with(char::is_uppercase);
    let title = |word: &str| DROPPED.contains(&word.trim_end_matches('.').to_lowercase().as_str());
    words.len() >= 3 && words.iter().rev().take(2).all(capital) && words.iter().any(|word| title(word) && capital(word))
}

fn same_words(one: &[String], other: &[String]) -> bool {
    let lower = |words: &[String]| words.iter().map(|word| word.to_lowercase()).collect::<Vec<_>>();
    let capital = |word: &String| word.starts_with(char::is_uppercase);
    let pronoun = |words: &[String]| words.len() == 1 && PRONOUNS.contains(&words[0].to_lowercase().as_str());
    if one.is_empty() || other.is_empty() || pronoun(one) || pronoun(other) {
        return false;
    }
    lower(one) == lower(other) || one.last() == other.last() && one.last().is_some_and(capital)
}

/// Pronouns are the same mention only at the same place.
const PRONOUNS: [&str; 12] = ["he", "she", "they", "it", "i", "we", "you", "who", "his", "her", "their", "which"];

/// The words of a name without articles, titles and the mark of a genitive.
fn name_words(mention: &str) -> Vec<String> {
    mention
        .split_whitespace()
        .take_while(|word| *word != "who")
        .map(|word| {
            word.trim_matches(|c: char| !c.is_alphanumeric()).trim_end_matches("'s").trim_end_matches("’s").to_owned()
        })
        .filter(|word| !word.is_empty() && !DROPPED.contains(&word.to_lowercase().as_str()))
        .collect()
}

/// Articles and titles.
const DROPPED: [&str; 26] = [
    "the",
    "a",
    "an",
    "mr",
    "mrs",
    "ms",
    "miss",
    "dr",
    "sen",
    "rep",
    "gov",
    "gen",
    "president",
    "senator",
    "governor",
    "secretary",
    "congressman",
    "congresswoman",
    "representative",
    "sir",
    "lord",
    "lady",
    "prof",
    "professor",
    "jr",
    "sr",
];
