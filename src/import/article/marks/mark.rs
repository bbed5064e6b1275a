//! Where the quote marks of a paragraph are, and what each of them can do.

use crate::import::article::blocks::tag_end;
use crate::text::ByteSpan;

/// The families of marks. A mark closes only what one of its own family opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Family {
    Double,
    Single,
    Angle,
    SingleAngle,
    Corner,
}

/// What a mark can do where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Opens,
    Closes,
    /// It opens if nothing is open that it could close.
    Either,
}

/// A quote mark and its place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    pub(super) at: usize,
    pub(super) len: usize,
    pub(super) family: Family,
    pub(super) side: Side,
    /// Whether this may be an apostrophe at the end of a word: "workers'".
    pub(super) doubtful: bool,
    /// Whether the mark is bent or low, not a straight one.
    pub(super) bent: bool,
}

/// All marks of a paragraph but those inside a tag.
pub(super) fn find_marks(text: &str, paragraph: ByteSpan) -> Vec<Mark> {
    let bytes = text.as_bytes();
    let mut marks = Vec::new();
    let mut at = paragraph.start();
    let mut single_open = false;
    while at < paragraph.end() {
        let byte = bytes[at];
        if byte == b'<' {
            at = tag_end(text, at, paragraph.end()).unwrap_or(at + 1);
            continue;
        }
        // The first bytes of all marks.
        if !matches!(byte, b'"' | b'\'' | b'`' | 0xc2 | 0xe2 | 0xe3) {
            at += 1;
            continue;
        }
        let Some(place) = Place::of(text, at, paragraph) else { break };
        if let Some(mark) = place.mark(single_open) {
            if mark.family == Family::Single {
                single_open = mark.side == Side::Opens || single_open && mark.doubtful;
            }
            marks.push(mark);
        }
        at += place.len;
    }
    marks
}

/// A character that may be a mark, with what is around it in its paragraph.
#[derive(Clone, Copy)]
struct Place<'t> {
    character: char,
    at: usize,
    /// Its length; that of both where it is written twice: `''`.
    len: usize,
    double: bool,
    around: Around,
    rest: &'t str,
}

impl<'t> Place<'t> {
    fn of(text: &'t str, at: usize, paragraph: ByteSpan) -> Option<Self> {
        let character = text[at..].chars().next()?;
        let double = matches!(character, '\'' | '`') && text[at + 1..].starts_with(character);
        let len = if double { 2 } else { character.len_utf8() };
        let rest = &text[at + len..paragraph.end()];
        let around = Around { before: text[paragraph.start()..at].chars().next_back(), after: rest.chars().next() };
        Some(Self { character, at, len, double, around, rest })
    }

    const fn sure(self, family: Family, side: Side) -> Mark {
        Mark { at: self.at, len: self.len, family, side, doubtful: false, bent: !self.character.is_ascii() }
    }

    /// The mark, if it is one; `single_open` says that a single quote is open.
    fn mark(self, single_open: bool) -> Option<Mark> {
        let around = self.around;
        let sure = |family, side| Some(self.sure(family, side));
        match self.character {
            '\'' if self.double => sure(Family::Double, around.side()),
            '`' if self.double => sure(Family::Double, Side::Opens),
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
            '«' | '»' => sure(Family::Angle, angle_side(self.character == '«', around)),
            '‹' | '›' => sure(Family::SingleAngle, angle_side(self.character == '‹', around)),
            '「' | '『' => sure(Family::Corner, Side::Opens),
            '」' | '』' => sure(Family::Corner, Side::Closes),
            '‘' | '‚' | '\'' | '’' | '`' => self.single(single_open),
            _ => None,
        }
    }

    /// A single mark, if it is no apostrophe.
    fn single(self, single_open: bool) -> Option<Mark> {
        if self.around.within_word() {
            return None;
        }
        let opens = self.around.may_open() && self.character != '’' && !is_elided(self.rest);
        if opens && (!self.around.may_close() || self.character == '‘') {
            return Some(self.sure(Family::Single, Side::Opens));
        }
        let closes = self.around.before.is_some_and(|before| !before.is_whitespace())
            && matches!(self.character, '’' | '\'' | '‘');
        if closes && self.around.after.is_none_or(|after| !after.is_alphanumeric()) {
            let doubtful = single_open && self.around.before.is_some_and(|before| before == 's' || before == 'n');
            return Some(Mark { doubtful, ..self.sure(Family::Single, Side::Closes) });
        }
        None
    }
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

/// Guillemets point outwards in French and inwards in German, and French sets spaces inside.
fn angle_side(left: bool, around: Around) -> Side {
    match (around.may_open(), around.may_close()) {
        (true, false) => Side::Opens,
        (false, true) => Side::Closes,
        _ if left => Side::Opens,
        _ => Side::Either,
    }
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
