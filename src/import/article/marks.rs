//! Quote marks: where they are, which open and which close, and the stretches between them.
//!
//! The marks of one paragraph are paired at a time. A quote that goes on in the next paragraph is
//! opened there again by custom, so that each paragraph holds one stretch of it.

use crate::text::ByteSpan;

use super::blocks::{tag_end, trimmed};
use super::lexicon::{Classes, classes};

/// A stretch of text in quote marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    /// With its marks.
    pub(super) outer: ByteSpan,
    /// Without its marks and the white space inside them.
    pub(super) inner: ByteSpan,
    /// Whether the closing mark is missing, as the quote goes on in the next paragraph.
    pub(super) goes_on: bool,
    /// Whether both marks are there.
    pub(super) closed: bool,
    /// Whether the marks are single ones.
    pub(super) single: bool,
}

/// The families of marks. A mark closes only what one of its own family opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Family {
    Double,
    Single,
    Angle,
    SingleAngle,
    Corner,
}

/// What a mark can do where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Opens,
    Closes,
    /// It opens if nothing is open that it could close.
    Either,
}

#[derive(Clone, Copy, Debug)]
struct Mark {
    at: usize,
    len: usize,
    family: Family,
    side: Side,
    /// Whether this may be an apostrophe at the end of a word: "workers'".
    doubtful: bool,
    /// Whether the mark is bent or low, not a straight one.
    bent: bool,
}

/// The stretches of one paragraph, outermost only, in order.
///
/// `was_open` says that the paragraph before ended within a quote, `opens_next` that the next one
/// begins with an opening mark. Linear in the length of the paragraph.
pub(super) fn stretches(text: &str, paragraph: ByteSpan, was_open: bool, opens_next: bool) -> Vec<Stretch> {
    let marks = find_marks(text, paragraph);
    if marks.is_empty() {
        return Vec::new();
    }
    let (mut pairs, mut unclosed, first_closer) = pair(&marks);
    // Words quoted within a quote that goes on in the next paragraph.
    if let Some(opener) =
        unclosed.first().copied().filter(|opener| holds_all(text, &marks, *opener, paragraph, &pairs, opens_next))
    {
        pairs.clear();
        unclosed = vec![opener];
    }
    let mut found = Vec::with_capacity(pairs.len() + 1);
    if let (true, Some(closer)) = (was_open, first_closer) {
        let mark = marks[closer];
        found.push(stretch(text, paragraph.start(), 0, mark.at, mark.len, mark.family));
    }
    // Each opening mark that nothing closes reaches at most to the next mark that opens something.
    let mut after = found.last().map_or(paragraph.start(), |first: &Stretch| first.outer.end());
    let mut unclosed = unclosed.into_iter().peekable();
    for (open, close) in outermost(pairs) {
        let (open, close) = (marks[open], marks[close]);
        while let Some(opener) = unclosed.next_if(|opener| marks[*opener].at < open.at) {
            let limit = unclosed.peek().map_or(open.at, |next| marks[*next].at.min(open.at));
            found.extend(unclosed_stretch(text, marks[opener], after, limit, false));
        }
        found.push(stretch(text, open.at, open.len, close.at, close.len, open.family));
        after = close.at + close.len;
    }
    while let Some(opener) = unclosed.next() {
        let limit = unclosed.peek().map_or(paragraph.end(), |next| marks[*next].at);
        found.extend(unclosed_stretch(text, marks[opener], after, limit, opens_next && limit == paragraph.end()));
    }
    found.retain(|stretch| !stretch.inner.is_empty());
    found
}

/// Whether a paragraph begins with a mark that opens a quote.
pub(super) fn begins_with_mark(text: &str, paragraph: ByteSpan) -> bool {
    paragraph.of(text).starts_with(['"', '“', '«', '„', '‘', '\'', '»', '”', '「', '`'])
}

fn stretch(text: &str, open: usize, open_len: usize, close: usize, close_len: usize, family: Family) -> Stretch {
    Stretch {
        outer: ByteSpan::new(open, close + close_len),
        inner: trimmed(text, ByteSpan::new(open + open_len, close)),
        goes_on: false,
        closed: open_len > 0,
        single: family == Family::Single,
    }
}

/// The stretch of an opening mark that nothing closes: up to the attribution, if one follows, else
/// up to `limit`, which is the next quote or the end of the paragraph.
fn unclosed_stretch(text: &str, open: Mark, after: usize, limit: usize, goes_on: bool) -> Option<Stretch> {
    if matches!(open.family, Family::Single | Family::SingleAngle) || open.at < after {
        return None;
    }
    let start = open.at + open.len;
    let all = trimmed(text, ByteSpan::new(start, limit));
    let cut = attribution_after(all.of(text));
    let goes_on = goes_on && cut.is_none();
    let inner = trimmed(text, ByteSpan::new(all.start(), cut.map_or(all.end(), |cut| all.start() + cut)));
    Some(Stretch { outer: ByteSpan::new(open.at, inner.end()), inner, goes_on, closed: false, single: false })
}

/// Where in a text an attribution begins that ends a quote without its closing mark: a comma, at
/// most four words, a verb of speech, or such a verb and a name.
fn attribution_after(text: &str) -> Option<usize> {
    text.match_indices([',', '?', '!']).map(|(at, _)| at).find_map(|at| {
        let rest = &text[at + 1..];
        let words = rest.split_whitespace().take(5);
        for (number, word) in words.enumerate() {
            let bare = word.trim_end_matches([',', '.', ':', ';']);
            let class = classes(bare);
            let spoken = class.any(Classes::SPEECH) && class.any(Classes::PAST) && !class.any(Classes::WEAKEST);
            let begins = rest.trim_start().chars().next()?;
            if spoken
                && (number == 0
                    || begins.is_uppercase()
                    || classes(rest.split_whitespace().next()?).any(Classes::SUBJECT | Classes::DETERMINER))
            {
                return Some(at + 1);
            }
            if bare.len() < word.len() {
                break;
            }
        }
        None
    })
}

/// Whether a quote that nothing closes takes in the pairs behind it: they have marks of another
/// kind, or the next paragraph goes on, and no attribution stands before them.
fn holds_all(
    text: &str,
    marks: &[Mark],
    opener: usize,
    paragraph: ByteSpan,
    pairs: &[(usize, usize)],
    opens_next: bool,
) -> bool {
    let mark = marks[opener];
    let Some(first) = pairs.iter().map(|(open, _)| marks[*open]).min_by_key(|open| open.at) else { return false };
    if mark.family != Family::Double || mark.at > paragraph.start() || first.at < mark.at {
        return false;
    }
    let other_kind = pairs.iter().all(|(open, _)| marks[*open].bent != mark.bent);
    let between = &text[mark.at + mark.len..first.at];
    (other_kind || opens_next) && attribution_after(between).is_none() && !between.trim_end().ends_with(',')
}

/// Pairs of marks without those inside another pair, by their order in the text.
fn outermost(mut pairs: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    pairs.sort_unstable();
    let mut end = None;
    pairs.retain(|(open, close)| {
        let outside = end.is_none_or(|end| *open > end);
        if outside {
            end = Some(*close);
        }
        outside
    });
    pairs
}

/// Pairs marks as numbers in the list; gives the pairs, the opening marks that nothing closes, and
/// the first mark if it closes something that this paragraph did not open.
fn pair(marks: &[Mark]) -> (Vec<(usize, usize)>, Vec<usize>, Option<usize>) {
    let later = Later::new(marks);
    let mut pairs = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut first_closer = None;
    let mut depth = [0_usize; 5];
    for (number, mark) in marks.iter().enumerate() {
        let family = mark.family as usize;
        let opens = match mark.side {
            Side::Opens => true,
            Side::Closes => false,
            Side::Either => depth[family] == 0,
        };
        if opens {
            if mark.family != Family::Single || later.closer[number] {
                open.push(number);
                depth[family] += 1;
            }
            continue;
        }
        if depth[family] == 0 {
            if first_closer.is_none() && pairs.is_empty() && open.is_empty() && mark.family != Family::Single {
                first_closer = Some(number);
            }
            continue;
        }
        let covered =
            mark.family == Family::Single && open.last().is_some_and(|opener| marks[*opener].family != Family::Single);
        if covered || mark.doubtful && later.undoubted[number] {
            continue;
        }
        while let Some(opener) = open.pop() {
            depth[marks[opener].family as usize] -= 1;
            if marks[opener].family == mark.family {
                pairs.push((opener, number));
                break;
            }
        }
    }
    open.retain(|opener| marks[*opener].family != Family::Single);
    (pairs, open, first_closer)
}

/// What comes after each of the single marks of a paragraph.
struct Later {
    /// Whether a mark that can close a single quote comes.
    closer: Vec<bool>,
    /// Whether one comes that is no apostrophe, before the next that opens.
    undoubted: Vec<bool>,
}

impl Later {
    fn new(marks: &[Mark]) -> Self {
        let mut later = Self { closer: vec![false; marks.len()], undoubted: vec![false; marks.len()] };
        let (mut closer, mut undoubted) = (false, false);
        for (number, mark) in marks.iter().enumerate().rev() {
            later.closer[number] = closer;
            later.undoubted[number] = undoubted;
            if mark.family == Family::Single {
                match mark.side {
                    Side::Opens => undoubted = false,
                    _ => {
                        closer = true;
                        undoubted = undoubted || !mark.doubtful;
                    }
                }
            }
        }
        later
    }
}

/// All marks of a paragraph but those inside a tag.
fn find_marks(text: &str, paragraph: ByteSpan) -> Vec<Mark> {
    let bytes = text.as_bytes();
    let mut marks = Vec::new();
    let mut at = paragraph.start();
    let mut single_open = false;
    while at < paragraph.end() {
        let byte = bytes[at];
        match byte {
            b'<' => {
                at = tag_end(text, at, paragraph.end()).unwrap_or(at + 1);
                continue;
            }
            b'"' | b'\'' | b'`' | 0xc2 | 0xe2 | 0xe3 => {}
            _ => {
                at += 1;
                continue;
            }
        }
        let Some(character) = text[at..].chars().next() else { break };
        let double = bytes.get(at + 1) == Some(&byte) && matches!(byte, b'\'' | b'`');
        let len = if double { 2 } else { character.len_utf8() };
        let around = Around {
            before: text[paragraph.start()..at].chars().next_back(),
            after: text[at + len..paragraph.end()].chars().next(),
        };
        if let Some((family, side, doubtful)) =
            read_mark(character, double, around, &text[at + len..paragraph.end()], single_open)
        {
            if family == Family::Single {
                single_open = side == Side::Opens || single_open && doubtful;
            }
            marks.push(Mark { at, len, family, side, doubtful, bent: !character.is_ascii() });
        }
        at += len;
    }
    marks
}

/// The characters beside a mark; none at the ends of a paragraph.
#[derive(Clone, Copy)]
struct Around {
    before: Option<char>,
    after: Option<char>,
}

impl Around {
    fn may_open(self) -> bool {
        self.before.is_none_or(|before| before.is_whitespace() || "([{—–-‒―/“‘\"'„«…".contains(before))
            && self.after.is_some_and(|after| !after.is_whitespace() && !",;:!?)]}".contains(after))
    }

    fn may_close(self) -> bool {
        self.before.is_some_and(|before| !before.is_whitespace())
            && self.after.is_none_or(|after| after.is_whitespace() || ".,;:!?)]}—–-‒―/”’\"'»…<[".contains(after))
    }

    fn within_word(self) -> bool {
        self.before.is_some_and(char::is_alphanumeric) && self.after.is_some_and(char::is_alphanumeric)
    }

    fn side(self) -> Side {
        match (self.may_open(), self.may_close()) {
            (true, false) => Side::Opens,
            (false, true) => Side::Closes,
            _ => Side::Either,
        }
    }
}

fn read_mark(mark: char, double: bool, around: Around, rest: &str, single_open: bool) -> Option<(Family, Side, bool)> {
    let sure = |family, side| Some((family, side, false));
    match mark {
        '\'' if double => sure(Family::Double, around.side()),
        '`' if double => sure(Family::Double, Side::Opens),
        '"' => {
            // A sign for inches or seconds, unless a quote can end here.
            let measure = around.before.is_some_and(|before| before.is_ascii_digit()) && !around.may_close();
            if measure { None } else { sure(Family::Double, around.side()) }
        }
        '“' => {
            sure(Family::Double, if around.may_close() && !around.may_open() { Side::Either } else { Side::Opens })
        }
        '”' => {
            sure(Family::Double, if around.may_open() && !around.may_close() { Side::Either } else { Side::Closes })
        }
        '„' => sure(Family::Double, Side::Opens),
        '‟' => sure(Family::Double, around.side()),
        '«' | '»' => sure(Family::Angle, angle_side(mark == '«', around)),
        '‹' | '›' => sure(Family::SingleAngle, angle_side(mark == '‹', around)),
        '「' | '『' => sure(Family::Corner, Side::Opens),
        '」' | '』' => sure(Family::Corner, Side::Closes),
        '‘' | '‚' | '\'' | '’' | '`' => single(mark, around, rest, single_open),
        _ => None,
    }
}

/// Guillemets point outwards in French and inwards in German, and French sets spaces inside.
fn angle_side(left: bool, around: Around) -> Side {
    match (around.may_open(), around.may_close()) {
        (true, false) => Side::Opens,
        (false, true) => Side::Closes,
        _ if left => Side::Opens,
        _ => Side::Either,
    }
}

/// A single mark, if it is no apostrophe.
fn single(mark: char, around: Around, rest: &str, single_open: bool) -> Option<(Family, Side, bool)> {
    if around.within_word() {
        return None;
    }
    let opens = around.may_open() && mark != '’' && !is_elided(rest);
    if opens && (!around.may_close() || mark == '‘') {
        return Some((Family::Single, Side::Opens, false));
    }
    let closes = around.before.is_some_and(|before| !before.is_whitespace()) && matches!(mark, '’' | '\'' | '‘');
    if closes && around.after.is_none_or(|after| !after.is_alphanumeric()) {
        let doubtful = single_open && around.before.is_some_and(|before| before == 's' || before == 'n');
        return Some((Family::Single, Side::Closes, doubtful));
    }
    None
}

/// Whether a word follows whose beginning was left out: "’em", "’90s".
fn is_elided(rest: &str) -> bool {
    if rest.starts_with(|first: char| first.is_ascii_digit()) {
        return rest.chars().take_while(char::is_ascii_digit).count() == 2
            && rest[2..].chars().next().is_none_or(|next| next == 's' || next.is_whitespace());
    }
    let end = rest.find(|next: char| !next.is_alphabetic()).unwrap_or(rest.len());
    matches!(
        rest[..end].to_ascii_lowercase().as_str(),
        "em" | "til" | "tis" | "twas" | "cause" | "bout" | "cuz" | "n" | "cos"
    )
}
