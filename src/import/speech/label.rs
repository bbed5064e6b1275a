//! Labels: the name before the words, and what stands beside it.

use super::direction::is_direction;

/// Who speaks, as a label before the words says it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::import) struct Label {
    /// The name, in capitals only where it stands so and is short.
    pub(in crate::import) name: String,
    pub(in crate::import) role: Option<String>,
    /// When, where the label says so.
    pub(in crate::import) time: Option<String>,
    /// Whether the words are those of an interpreter.
    pub(in crate::import) interpreted: bool,
    /// Whether it was written in capitals.
    pub(in crate::import) in_capitals: bool,
}

/// Names that are nobody's: two questions are seldom of the same person.
const NOBODY: [&str; 16] = [
    "q",
    "question",
    "reporter",
    "journalist",
    "unknown",
    "unknown speaker",
    "unidentified",
    "unidentified speaker",
    "unidentified male",
    "unidentified female",
    "unattributed",
    "speaker",
    "participant",
    "audience member",
    "several speakers",
    "multiple speakers",
];

/// What stands before a colon and tells something of the whole, and so is no name.
const FIELDS: [&str; 10] =
    ["title", "date", "place", "location", "session", "publisher", "source", "url", "language", "note"];

impl Label {
    /// Whether it is no name, but tells what follows: `Date:`, `Note:`.
    pub(in crate::import) fn is_field(&self) -> bool {
        FIELDS.contains(&&*self.name.to_lowercase())
    }

    /// Whether it names nobody in particular.
    pub(in crate::import) fn is_nobody(&self) -> bool {
        let name = self.name.to_lowercase();
        NOBODY.contains(&name.trim_matches(|letter: char| !letter.is_alphanumeric()))
    }
}

/// The longest name before a colon, in bytes.
const LONGEST_LABEL: usize = 120;

/// Small words that stand in names and offices.
const SMALL_WORDS: [&str; 40] = [
    "of", "the", "for", "and", "on", "in", "to", "at", "de", "del", "della", "der", "den", "des", "du", "da", "dos",
    "di", "van", "von", "vom", "zu", "zum", "und", "für", "et", "la", "le", "les", "al", "bin", "ibn", "ter", "ten",
    "y", "e", "a", "af", "av", "el",
];

/// The label at the beginning of a line, and the words after it.
pub(in crate::import) fn label(line: &str) -> Option<(Label, &str)> {
    let (time_before, line) = leading_time(line.trim_start().trim_start_matches('>').trim_start());
    let (line, starred) = line.strip_prefix("**").map_or((line, false), |line| (line, true));
    let (before, after) = split_label(line)?;
    let after = if starred { after.trim_start().strip_prefix("**").unwrap_or(after) } else { after };
    let mut label = read_label(before.trim().trim_end_matches('*'))?;
    let (time_after, after) = leading_time(after.trim_start());
    label.time = time_before.or(label.time).or(time_after);
    Some((label, after.trim()))
}

/// The parts around the first colon that stands outside of brackets and ends a word.
fn split_label(line: &str) -> Option<(&str, &str)> {
    let mut depth = 0_usize;
    for (at, letter) in line.char_indices().take_while(|(at, _)| *at <= LONGEST_LABEL) {
        match letter {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            ':' | '：' if depth == 0 => {
                let after = &line[at + letter.len_utf8()..];
                let ends = after.is_empty() || after.starts_with([' ', '\t', '*', '\u{a0}']) || letter == '：';
                return ends.then_some((&line[..at], after));
            }
            // So some transcripts of press conferences mark a question.
            ' ' | '\t'
                if at == 1 && line.starts_with('Q') && ["  ", "\t"].iter().any(|gap| line[at..].starts_with(gap)) =>
            {
                return Some((&line[..at], &line[at..]));
            }
            _ => {}
        }
    }
    None
}

fn read_label(text: &str) -> Option<Label> {
    let mut label = Label::default();
    let mut plain = String::new();
    let mut rest = text;
    while let Some(open) = rest.find(['(', '[']) {
        plain.push_str(&rest[..open]);
        let close = rest[open..].find([')', ']'])? + open;
        label.take_remark(rest[open + 1..close].trim());
        rest = &rest[close + 1..];
    }
    plain.push_str(rest);
    let (name, office) = plain.split_once(',').map_or((&*plain, None), |(name, office)| (name, Some(office.trim())));
    let name = name.trim().trim_start_matches(['-', '–', '—', '#']).trim();
    if !looks_like_a_name(name) {
        return None;
    }
    if let Some(office) = office.filter(|office| !office.is_empty()) {
        label.role.get_or_insert_with(|| office.to_owned());
    }
    label.in_capitals = is_in_capitals(name);
    label.name = if label.in_capitals { with_small_letters(name) } else { name.to_owned() };
    label.role = label.role.map(|role| if is_in_capitals(&role) { with_small_letters(&role) } else { role });
    Some(label)
}

impl Label {
    /// Takes what stands in brackets behind a name.
    fn take_remark(&mut self, remark: &str) {
        let lower = remark.to_lowercase();
        if let (Some(time), "") = leading_time(remark) {
            self.time = Some(time);
        } else if ["interpret", "translat", "dolmetsch", "interprète"].iter().any(|word| lower.contains(word)) {
            self.interpreted = true;
        } else if !remark.is_empty() && !is_direction(remark) {
            self.role.get_or_insert_with(|| remark.to_owned());
        }
    }
}

/// Whether text before a colon can be a name or an office: every word begins with a capital letter
/// but for the small ones, and there are few. What is only a word or two of a sentence is not
/// told apart from a name by that; a transcript in capitals tells it by its other labels.
fn looks_like_a_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let begins_large = |word: &str| {
        let first = word.trim_start_matches(['"', '“', '‘', '\'', '’', 'd', 'l']).chars().next();
        first.is_none_or(|letter| !letter.is_lowercase() && letter.is_alphanumeric())
            || word.chars().next().is_some_and(|letter| letter.is_alphabetic() && !letter.is_lowercase())
    };
    (1..=9).contains(&words.len())
        && words[0].chars().any(char::is_alphabetic)
        && words.iter().all(|word| SMALL_WORDS.contains(word) || begins_large(word))
        && !SMALL_WORDS.contains(&words[0])
        && text
            .chars()
            .all(|letter| letter.is_alphanumeric() || " .,'’‘-–/&#\u{a0}".contains(letter) || is_mark(letter))
        && !text.ends_with("http")
        && !text.ends_with("https")
}

/// Marks that belong to the letter before them.
fn is_mark(letter: char) -> bool {
    unicode_normalization::char::is_combining_mark(letter)
}

/// Mostly capitals: `SECRETARY McDONALD` is.
fn is_in_capitals(text: &str) -> bool {
    let (large, small) = text.chars().fold((0, 0), |(large, small), letter| {
        (large + usize::from(letter.is_uppercase()), small + usize::from(letter.is_lowercase()))
    });
    large > 1 && small * 3 <= large
}

/// Abbreviations that stand in capitals in running text too have so many letters at most.
const SHORT_WORD: usize = 4;

/// A name in capitals as running text has it. One short word stays as it is: it may be `NATO`.
fn with_small_letters(name: &str) -> String {
    let alone = !name.contains(' ') && name.chars().count() <= SHORT_WORD;
    if alone || !name.chars().all(|letter| !letter.is_lowercase()) {
        return name.to_owned();
    }
    let mut words: Vec<String> = Vec::new();
    for word in name.split_whitespace() {
        let lower = word.to_lowercase();
        let small = !words.is_empty() && SMALL_WORDS.contains(&&*lower) && lower.len() > 1;
        words.push(if small { lower } else { with_first_letters_large(&lower) });
    }
    words.join(" ")
}

/// `o'brien-smith` to `O'Brien-Smith`, `mcconnell` to `McConnell`.
fn with_first_letters_large(word: &str) -> String {
    let mut out = String::new();
    let mut large = true;
    for letter in word.chars() {
        if large && letter.is_alphabetic() {
            out.extend(letter.to_uppercase());
        } else {
            out.push(letter);
        }
        large = matches!(letter, '-' | '–' | '.' | '\'' | '’' | '/') || (out == "Mc");
    }
    out
}

/// A time at the beginning, as `00:01:23`, `1:23` or in brackets, and what follows.
fn leading_time(text: &str) -> (Option<String>, &str) {
    let inner = text.strip_prefix(['[', '(']);
    let from = inner.unwrap_or(text);
    let end =
        from.find(|letter: char| !letter.is_ascii_digit() && !matches!(letter, ':' | '.' | ',')).unwrap_or(from.len());
    let (time, rest) = from.split_at(end);
    let time = time.trim_end_matches(['.', ',', ':']);
    let groups: Vec<&str> = time.split([':', '.', ',']).collect();
    let is_time = time.contains(':') && groups.len() <= 4 && groups.iter().all(|group| (1..=3).contains(&group.len()));
    if !is_time {
        return (None, text);
    }
    match (inner, rest.strip_prefix([']', ')'])) {
        (Some(_), Some(rest)) => (Some(time.to_owned()), rest.trim_start()),
        (None, _) if rest.is_empty() || rest.starts_with([' ', '\t']) => (Some(time.to_owned()), rest.trim_start()),
        _ => (None, text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_transcripts_are_told_from_words() {
        for (line, name, role, words) in [
            ("ANN ARBOR: We will.", "Ann Arbor", None, "We will."),
            ("Ann Arbor: We will.", "Ann Arbor", None, "We will."),
            ("MR. O'BRIEN (Treasurer): No.", "Mr. O'Brien", Some("Treasurer"), "No."),
            (
                "Wendy Sherman, Deputy Secretary of State: So.",
                "Wendy Sherman",
                Some("Deputy Secretary of State"),
                "So.",
            ),
            ("SECRETARY OF STATE McDONALD: So.", "SECRETARY OF STATE McDONALD", None, "So."),
            ("MCCONNELL-SMITH: So.", "McConnell-Smith", None, "So."),
            ("NATO: So.", "NATO", None, "So."),
            ("**Ann Arbor:** We will.", "Ann Arbor", None, "We will."),
            (">> BOBBY: So.", "Bobby", None, "So."),
            ("[00:01:02] Ann Arbor: So.", "Ann Arbor", None, "So."),
            ("Speaker 1: (00:12) So.", "Speaker 1", None, "So."),
            ("Q    And who pays?", "Q", None, "And who pays?"),
            ("Сергей Рябков: Нет.", "Сергей Рябков", None, "Нет."),
            ("ANN ARBOR:", "Ann Arbor", None, ""),
            ("Jan van der Berg: Ja: nee.", "Jan van der Berg", None, "Ja: nee."),
        ] {
            let (found, rest) = label(line).unwrap_or_else(|| panic!("{line}"));
            assert_eq!((&*found.name, found.role.as_deref(), rest), (name, role, words), "{line}");
        }
        for line in [
            "There are two things: the bridge, and the road.",
            "at 12:30 we will",
            "https://example.org",
            "We said this: no.",
            ": so",
            "(Laughter): so",
            "He said to me, and I quote: no",
            "12:30: so",
            "A very long line of words that goes on and on and on before it comes to an end at last, with a colon here: so",
        ] {
            assert_eq!(label(line), None, "{line}");
        }
        assert_eq!(label("[00:01:02] Ann Arbor: So.").and_then(|(label, _)| label.time).as_deref(), Some("00:01:02"));
        assert!(label("PRESIDENT PUTIN (through interpreter): So.").is_some_and(|(label, _)| label.interpreted));
        assert!(label("UNIDENTIFIED SPEAKER: So.").is_some_and(|(label, _)| label.is_nobody()));
    }
}
