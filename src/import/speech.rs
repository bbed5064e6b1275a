//! What transcripts of all kinds have in common: labels of speakers, stage directions, and turns
//! that are too long for one statement.

use crate::corpus::written::{Texts, WrittenPassage, WrittenSpeaker, WrittenStatement};
use crate::corpus::{Kind, PassageKind};
use crate::text::{ByteSpan, GAP};

use super::found::{Found, id, names, owned};

/// A paragraph with more words than this is several statements: a quote is looked up by a few
/// sentences, and a speech of an hour as one statement answers every query and none.
const MOST_WORDS: usize = 150;

/// So many words a piece of a long paragraph has, if its sentences allow.
const USUAL_WORDS: usize = 80;

/// Who speaks, as a label before the words says it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Label {
    /// The name, in capitals only where it stands so and is short.
    pub(super) name: String,
    pub(super) role: Option<String>,
    /// When, where the label says so.
    pub(super) time: Option<String>,
    /// Whether the words are those of an interpreter.
    pub(super) interpreted: bool,
    /// Whether it was written in capitals.
    pub(super) in_capitals: bool,
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

impl Label {
    /// Whether it names nobody in particular.
    pub(super) fn is_nobody(&self) -> bool {
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
pub(super) fn label(line: &str) -> Option<(Label, &str)> {
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

/// Words of stage directions: what was heard or done, and nobody's words.
const DIRECTIONS: [&str; 40] = [
    "applause",
    "laughter",
    "laughs",
    "laughing",
    "laugh",
    "cheers",
    "cheering",
    "music",
    "crosstalk",
    "inaudible",
    "unintelligible",
    "indiscernible",
    "pause",
    "silence",
    "interruption",
    "interjection",
    "interjections",
    "booing",
    "boos",
    "sighs",
    "sigh",
    "coughs",
    "gavel",
    "bell",
    "off-mike",
    "off-mic",
    "speaks",
    "speaking",
    "interpreter",
    "interpreted",
    "translation",
    "chuckles",
    "chuckle",
    "beifall",
    "heiterkeit",
    "zuruf",
    "zurufe",
    "lachen",
    "applaudissements",
    "rires",
];

/// The most words of a stage direction.
const LONGEST_DIRECTION: usize = 12;

/// Whether what stands in brackets is a stage direction.
pub(super) fn is_direction(text: &str) -> bool {
    let lower = text.to_lowercase();
    let words: Vec<&str> =
        lower.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric())).collect();
    words.len() <= LONGEST_DIRECTION && words.iter().any(|word| DIRECTIONS.contains(word))
}

/// The stage directions in a text, with their brackets, notes of music (`♪`) among them.
fn directions(text: &str) -> Vec<ByteSpan> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(open) = text[from..].find(['(', '[', '♪']).map(|at| from + at) {
        let mark = text[open..].chars().next().unwrap_or('(');
        let inside = open + mark.len_utf8();
        let close = match mark {
            '(' => text[inside..].find([')', '(']).filter(|at| text[inside + at..].starts_with(')')),
            '[' => text[inside..].find([']', '[']).filter(|at| text[inside + at..].starts_with(']')),
            _ => text[inside..].find('♪'),
        };
        match close.map(|at| inside + at) {
            Some(close) if mark == '♪' || is_direction(&text[inside..close]) => {
                let end = close + if mark == '♪' { mark.len_utf8() } else { 1 };
                found.push(ByteSpan::new(open, end));
                from = end;
            }
            _ => from = inside,
        }
    }
    found
}

/// The words of a text without its stage directions: those at its ends are gone, one between words
/// leaves a gap. Empty where there are no words.
pub(super) fn words_alone(text: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    let mut from = 0;
    for direction in directions(text) {
        kept.push(text[from..direction.start()].trim());
        from = direction.end();
        // The full stop of `(Laughter.).` and the like belongs to nobody.
        if text[from..].starts_with(['.', ',']) {
            from += 1;
        }
    }
    kept.push(text[from..].trim());
    kept.retain(|part| part.chars().any(char::is_alphanumeric));
    kept.join(&format!(" {GAP} "))
}

/// A paragraph cut where a sentence ends, into pieces that are no longer than a statement should
/// be; a short one is one piece.
pub(super) fn pieces(text: &str) -> Vec<&str> {
    let count = text.split_whitespace().count();
    if count <= MOST_WORDS {
        return vec![text];
    }
    let mut found = Vec::new();
    let (mut start, mut words) = (0, 0);
    let mut ends = words_with_ends(text).peekable();
    while let Some((end, ends_sentence)) = ends.next() {
        words += 1;
        let cut = (ends_sentence && words >= USUAL_WORDS) || words >= MOST_WORDS;
        if cut && ends.peek().is_some() {
            found.push(text[start..end].trim());
            (start, words) = (end, 0);
        }
    }
    found.push(text[start..].trim());
    found
}

/// Where each word ends, and whether a sentence ends with it.
fn words_with_ends(text: &str) -> impl Iterator<Item = (usize, bool)> {
    let offset = |part: &str| part.as_ptr().addr() - text.as_ptr().addr();
    let all: Vec<&str> = text.split_whitespace().collect();
    (0..all.len()).map(move |index| {
        let word = all[index];
        let next_is_large = all.get(index + 1).is_none_or(|next| !next.starts_with(char::is_lowercase));
        (offset(word) + word.len(), next_is_large && ends_a_sentence(word))
    })
}

/// Whether a word is the last of a sentence; not so `Mr.`, `U.S.` and initials.
pub(super) fn ends_a_sentence(word: &str) -> bool {
    let word = word.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»']);
    match word.strip_suffix(['?', '!', '…', '。', '？', '！']) {
        Some(_) => true,
        None => word.strip_suffix('.').is_some_and(|stem| {
            const ABBREVIATED: [&str; 14] =
                ["mr", "mrs", "ms", "dr", "prof", "sen", "rep", "gen", "gov", "st", "no", "vs", "jr", "hon"];
            stem.chars().count() > 1 && !stem.contains('.') && !ABBREVIATED.contains(&&*stem.to_lowercase())
        }),
    }
}

/// Where and by whom a paragraph of a transcript was said.
#[derive(Clone, Debug, Default)]
pub(super) struct Turn {
    pub(super) source: String,
    pub(super) session: Option<String>,
    /// Ids; nobody's where there are none.
    pub(super) speakers: Vec<String>,
    /// Why somebody should look at the attribution.
    pub(super) look: Option<String>,
    pub(super) notes: Option<String>,
    pub(super) setting: Option<String>,
}

/// Takes in a paragraph of a turn: it becomes a passage, and its words a statement, or several
/// where it is long.
pub(super) fn take_paragraph(found: &mut Found, turn: &Turn, text: &str, locator: Option<&str>) {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    found.passage(
        &turn.source,
        WrittenPassage { is: Some(PassageKind::Full), text: owned(&*text), locator: locator.map(owned) },
    );
    for piece in pieces(&text) {
        let words = words_alone(piece);
        if words.is_empty() {
            continue;
        }
        let statement = WrittenStatement {
            speaker: names(turn.speakers.iter().cloned()),
            session: turn.session.as_deref().map(id),
            kind: Some(Kind::Direct),
            setting: turn.setting.as_deref().map(owned),
            notes: turn.notes.as_deref().map(owned),
            source: Some(id(&turn.source)),
            locator: locator.map(owned),
            text: Some(owned(words)),
            ..WrittenStatement::default()
        };
        found.statement(statement, turn.look.iter().cloned().collect());
    }
}

/// Takes in what belongs to the text and is nobody's words.
pub(super) fn take_aside(found: &mut Found, source: &str, text: &str) {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    found.passage(source, WrittenPassage { is: Some(PassageKind::Full), text: owned(text), locator: None });
}

/// The speaker that a label names: nobody where it names nobody in particular.
pub(super) fn speaker_of(found: &mut Found, label: &Label) -> Option<String> {
    if label.is_nobody() {
        return None;
    }
    if let Some((id, whole)) = found.speaker_by_last_name(&label.name) {
        found.look_at_speaker(&id, format!("“{}” is taken for {whole}", label.name));
        found.speaker(WrittenSpeaker {
            name: owned(whole),
            aliases: Texts(vec![owned(&*label.name)]),
            ..WrittenSpeaker::default()
        });
        return Some(id);
    }
    let speaker = WrittenSpeaker {
        name: owned(&*label.name),
        role: label.role.as_deref().map(owned),
        ..WrittenSpeaker::default()
    };
    Some(found.speaker(speaker))
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

    #[test]
    fn stage_directions_are_nobodys_words() {
        for (text, words) in [
            ("We will. (Applause.)", "We will."),
            ("(Laughter.) We will.", "We will."),
            ("We will (laughter) build it.", "We will […] build it."),
            ("We [inaudible] will.", "We […] will."),
            ("(Applause and cheers from the gallery.)", ""),
            ("[crosstalk]", ""),
            ("♪ la la ♪ We will.", "We will."),
            ("We (the people) will.", "We (the people) will."),
            ("We (will", "We (will"),
            ("We will […] build it.", "We will […] build it."),
        ] {
            assert_eq!(words_alone(text), words, "{text}");
        }
    }

    #[test]
    fn a_long_turn_is_cut_where_sentences_end() {
        let sentence = "We will build it, said Mr. Smith of the U.S. Navy, and so we will. ";
        let text = sentence.repeat(30);
        let pieces = pieces(text.trim());
        assert!(pieces.len() > 2);
        for piece in &pieces {
            assert!(piece.ends_with("we will."), "{piece}");
            assert!(piece.split_whitespace().count() <= MOST_WORDS, "{piece}");
        }
        assert_eq!(pieces.join(" "), text.trim());
        assert_eq!(super::pieces("short"), ["short"]);
    }
}
