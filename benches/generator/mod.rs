//! Makes corpora for measuring: the same seed gives the same text, anywhere.
//!
//! Words follow Zipf's law, and their number grows with the text as Heaps' law has it; most
//! statements are short and some are long; few speakers say much and many say little.

#![allow(clippy::cast_sign_loss, reason = "random parts lie between 0 and 1")]
#![allow(dead_code, reason = "the examples and the benchmarks share this file, and each uses a part of it")]

use std::collections::BTreeMap;
use std::fmt::Write;

/// A made-up corpus and how it goes on.
pub(crate) struct Generator {
    random: Random,
    vocabulary: f64,
    speakers: f64,
    statements: usize,
}

/// A made-up statement.
pub(crate) struct Statement {
    pub(crate) id: String,
    pub(crate) speaker: String,
    pub(crate) session: String,
    pub(crate) date: String,
    pub(crate) words: Vec<String>,
}

impl Generator {
    /// For a corpus of so many statements.
    pub(crate) fn new(statements: usize, seed: u64) -> Self {
        let size = statements as f64;
        Self {
            random: Random(seed),
            vocabulary: 40.0 * (size * 25.0).sqrt(),
            speakers: (size.sqrt() * 10.0).max(20.0),
            statements,
        }
    }

    /// The statement with this number.
    pub(crate) fn statement(&mut self, number: usize) -> Statement {
        let length = 5 + (-(1.0 - self.random.part()).ln() * 22.0) as usize;
        let words = (0..length.min(80)).map(|_| word(self.random.zipf(self.vocabulary))).collect();
        let speaker = self.random.zipf(self.speakers);
        let session = number / 100;
        Statement {
            id: format!("s{number}"),
            speaker: format!("{} {}", name(speaker % 200 + 3000), name(speaker + 7000)),
            session: format!("Session of {} {}", name(session % 50 + 500), session),
            date: format!("{:04}-{:02}-{:02}", 1990 + session % 30, 1 + session / 30 % 12, 1 + session / 360 % 28),
            words,
        }
    }

    /// All statements as lines of JSON.
    pub(crate) fn lines(mut self) -> impl Iterator<Item = (Statement, String)> {
        (0..self.statements).map(move |number| {
            let statement = self.statement(number);
            let line = statement.json();
            (statement, line)
        })
    }

    /// A query of three words for a statement, as somebody types it who half-remembers.
    pub(crate) fn query(random: &mut Random, statement: &Statement, kind: &str) -> String {
        let mut words: Vec<String> = Vec::new();
        while words.len() < 3 {
            let word = &statement.words[random.below(statement.words.len())];
            if word.len() > 3 || random.below(4) == 0 {
                words.push(word.clone());
            }
        }
        match kind {
            "typo" => {
                let longest = (0..3).max_by_key(|index| words[*index].len()).unwrap_or(0);
                words[longest] = mistyped(random, &words[longest]);
            }
            "prefix" => {
                let last = words[2].len();
                words[2].truncate((last * 2 / 3).max(2));
            }
            "inflected" => words[0].push('s'),
            "speaker" => words[0] = statement.speaker.split(' ').next_back().unwrap_or_default().to_lowercase(),
            _ => {}
        }
        words.join(" ")
    }
}

/// What statements refer to, with a number for each.
struct Tables<'a> {
    speakers: BTreeMap<&'a str, usize>,
    /// With their dates.
    sessions: BTreeMap<&'a str, (usize, &'a str)>,
}

impl<'a> Tables<'a> {
    fn of(statements: &'a [Statement]) -> Self {
        let (mut speakers, mut sessions) = (BTreeMap::new(), BTreeMap::new());
        for statement in statements {
            let (people, events) = (speakers.len(), sessions.len());
            speakers.entry(&*statement.speaker).or_insert(people);
            sessions.entry(&*statement.session).or_insert((events, &*statement.date));
        }
        Self { speakers, sessions }
    }
}

/// Statements as a YAML file.
#[allow(dead_code, reason = "the examples and the benchmarks share this file")]
pub(crate) fn yaml(statements: &[Statement]) -> String {
    let tables = Tables::of(statements);
    let mut file = String::from("speakers:\n");
    // Writing to a string never fails, and made-up words need no quotes.
    for (name, number) in &tables.speakers {
        let _ = writeln!(file, "  p{number}: {{ name: {name} }}");
    }
    file.push_str("sessions:\n");
    for (title, (number, date)) in &tables.sessions {
        let _ = writeln!(file, "  e{number}: {{ title: {title}, date: {date} }}");
    }
    file.push_str("statements:\n");
    for statement in statements {
        let (speaker, (session, _)) = (tables.speakers[&*statement.speaker], tables.sessions[&*statement.session]);
        let (id, text) = (&statement.id, statement.text());
        let _ = writeln!(file, "  - {{ id: {id}, speaker: p{speaker}, session: e{session}, text: {text} }}");
    }
    file
}

/// The same as tagged lines of JSON.
#[allow(dead_code, reason = "the examples and the benchmarks share this file")]
pub(crate) fn tagged(statements: &[Statement]) -> String {
    let tables = Tables::of(statements);
    let mut file = String::new();
    for (name, number) in &tables.speakers {
        let _ = writeln!(file, r#"{{"type": "speaker", "id": "p{number}", "name": "{name}"}}"#);
    }
    for (title, (number, date)) in &tables.sessions {
        let _ = writeln!(file, r#"{{"type": "session", "id": "e{number}", "title": "{title}", "date": "{date}"}}"#);
    }
    for statement in statements {
        let (speaker, (session, _)) = (tables.speakers[&*statement.speaker], tables.sessions[&*statement.session]);
        let (id, text) = (&statement.id, statement.text());
        let _ = writeln!(
            file,
            r#"{{"type": "statement", "id": "{id}", "speaker": "p{speaker}", "session": "e{session}", "text": "{text}"}}"#
        );
    }
    file
}

impl Statement {
    /// Its words as a sentence.
    pub(crate) fn text(&self) -> String {
        let mut text = self.words.join(" ");
        text[..1].make_ascii_uppercase();
        text.push('.');
        text
    }

    /// As a line of JSON.
    pub(crate) fn json(&self) -> String {
        let text = self.text();
        let mut line = String::new();
        // Made-up words need no escapes.
        let _ = write!(
            line,
            "{{\"id\": \"{}\", \"speaker\": \"{}\", \"session\": \"{}\", \"date\": \"{}\", \"text\": \"{text}\"}}",
            self.id, self.speaker, self.session, self.date
        );
        line
    }
}

/// A word with one slip of the finger: two letters exchanged, one left out, or one put in.
pub(crate) fn mistyped(random: &mut Random, word: &str) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let at = random.below(letters.len().saturating_sub(1).max(1));
    match random.below(3) {
        0 if letters.len() > 1 => letters.swap(at, at + 1),
        1 => drop(letters.remove(at)),
        _ => letters.insert(at, 'e'),
    }
    letters.into_iter().collect()
}

const SYLLABLES: [&str; 60] = [
    "a", "the", "to", "in", "re", "con", "di", "be", "per", "sta", "tion", "al", "er", "mi", "no", "lo", "ra", "ti",
    "ca", "ver", "men", "ta", "po", "li", "de", "un", "ex", "pro", "ter", "na", "so", "ma", "ne", "ri", "co", "mu",
    "sha", "che", "tri", "gra", "ple", "ous", "ing", "est", "ful", "ver", "ble", "ro", "da", "fi", "go", "hu", "ja",
    "ke", "la", "oo", "pi", "qua", "vo", "we",
];

/// The word of a rank: common ones are short.
fn word(rank: usize) -> String {
    let mut word = String::new();
    let mut left = rank;
    loop {
        word.push_str(SYLLABLES[left % SYLLABLES.len()]);
        left /= SYLLABLES.len();
        if left == 0 {
            return word;
        }
        left -= 1;
    }
}

fn name(rank: usize) -> String {
    let mut name = word(rank);
    name[..1].make_ascii_uppercase();
    name
}

/// Random numbers that are the same everywhere (SplitMix64, by Sebastiano Vigna).
pub(crate) struct Random(pub(crate) u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From 0 up to 1.
    fn part(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Below `end`, which is not 0.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        (self.part() * end as f64) as usize
    }

    /// A rank below `count` after Zipf's law with exponent 1: the inverse of its distribution.
    fn zipf(&mut self, count: f64) -> usize {
        count.powf(self.part()) as usize - 1
    }
}
