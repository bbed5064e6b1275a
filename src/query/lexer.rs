//! From the text of a query to its tokens.

use crate::text::ByteSpan;

/// A piece of a query between spaces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// `|`
    Or,
    /// Anything else.
    Item(Item),
}

/// A condition as it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Item {
    /// `-` stood before it.
    pub(super) negated: bool,
    /// `^` stood before it.
    pub(super) start: bool,
    /// The word before the colon.
    pub(super) field: Option<ByteSpan>,
    /// The text, or the value of the field, without quote marks.
    pub(super) value: ByteSpan,
    /// The value stood in quote marks.
    pub(super) quoted: bool,
    /// The whole item.
    pub(super) span: ByteSpan,
}

/// Splits a query into tokens. Any text has tokens; an unclosed quote runs to the end.
pub(super) fn tokens(query: &str) -> Vec<Token> {
    let mut lexer = Lexer { query, at: 0 };
    let mut found = Vec::new();
    loop {
        lexer.skip(char::is_whitespace);
        match lexer.peek() {
            None => return found,
            Some('|') => {
                lexer.bump();
                found.push(Token::Or);
            }
            Some(_) => found.push(Token::Item(lexer.item())),
        }
    }
}

struct Lexer<'a> {
    query: &'a str,
    at: usize,
}

impl Lexer<'_> {
    fn peek(&self) -> Option<char> {
        self.query[self.at..].chars().next()
    }

    fn bump(&mut self) {
        self.at += self.peek().map_or(0, char::len_utf8);
    }

    fn skip(&mut self, wanted: impl Fn(char) -> bool) {
        while self.peek().is_some_and(&wanted) {
            self.bump();
        }
    }

    /// Takes a sign that stands before something; alone it is a text like any other.
    fn sign(&mut self, sign: char) -> bool {
        let rest = &self.query[self.at..];
        let before_something =
            rest.strip_prefix(sign).and_then(|rest| rest.chars().next()).is_some_and(|next| !next.is_whitespace());
        if before_something {
            self.bump();
        }
        before_something
    }

    fn item(&mut self) -> Item {
        let start_of_item = self.at;
        let negated = self.sign('-');
        let start = self.sign('^');
        let field = if start { None } else { self.field() };
        let quoted = self.peek().is_some_and(is_quote);
        let value = if quoted { self.quoted() } else { self.bare() };
        Item { negated, start, field, value, quoted, span: ByteSpan::new(start_of_item, self.at) }
    }

    /// A word of letters directly before a colon.
    fn field(&mut self) -> Option<ByteSpan> {
        let start = self.at;
        self.skip(|c| c.is_ascii_alphabetic());
        let end = self.at;
        if end > start && self.peek() == Some(':') {
            self.bump();
            return Some(ByteSpan::new(start, end));
        }
        self.at = start;
        None
    }

    fn quoted(&mut self) -> ByteSpan {
        self.bump();
        let start = self.at;
        self.skip(|c| !is_quote(c));
        let end = self.at;
        self.bump();
        ByteSpan::new(start, end)
    }

    fn bare(&mut self) -> ByteSpan {
        let start = self.at;
        self.skip(|c| !c.is_whitespace() && c != '|' && !is_quote(c));
        ByteSpan::new(start, self.at)
    }
}

/// Straight and typographic double quotes: a phrase is often pasted.
const fn is_quote(character: char) -> bool {
    matches!(character, '"' | '“' | '”' | '„' | '«' | '»')
}
