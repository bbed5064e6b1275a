//! Putting things at the end of a list or a map that is written between brackets.

use crate::diagnostic::SourceText;
use crate::yaml::{Key, Node, Value, parse, scalar};

/// The text of a document with what `new` holds before the closing bracket of a section. `None` where that
/// section is not written between brackets, or holds nothing yet.
pub(super) fn with_more(text: &str, section: &str, new: &Node<'_>) -> Option<String> {
    let document = SourceText::new("", text);
    let tree = parse(&document).ok()?;
    let (_, node) = tree.entry(section)?;
    let close = closing_bracket(text, node)?;
    let inside = text.get(..close)?.trim_end();
    let comma = if inside.ends_with(',') { "" } else { "," };
    let more = match &node.value {
        Value::Map(_) => fields(new),
        _ => list(new),
    };
    // What stands between the last of them and the bracket stays: a space, or a line break and what follows it.
    Some(format!("{inside}{comma} {more}{}", text.get(inside.len()..)?))
}

/// Where the bracket stands that closes a list or a map which holds something.
fn closing_bracket(text: &str, node: &Node<'_>) -> Option<usize> {
    if node.entries().is_empty() && node.items().is_empty() {
        return None;
    }
    let start = node.span.start();
    let mut letters = text.get(start..)?.char_indices().peekable();
    if !matches!(letters.peek(), Some((_, '{' | '['))) {
        return None;
    }
    let (mut depth, mut last) = (0_usize, ' ');
    while let Some((at, letter)) = letters.next() {
        match letter {
            '{' | '[' => depth += 1,
            '}' | ']' => depth -= 1,
            // Within a word, quote marks and number signs are letters.
            '"' | '\'' if "{[,:".contains(last) || (letter == '\'' && last == letter) => {
                skip_quoted(&mut letters, letter);
            }
            '#' if text[..start + at].ends_with([' ', '\n']) => {
                letters.by_ref().take_while(|(_, letter)| *letter != '\n').for_each(drop);
            }
            _ => {}
        }
        if depth == 0 {
            return Some(start + at);
        }
        if !letter.is_whitespace() {
            last = letter;
        }
    }
    None
}

/// Goes behind the end of a text in quotes. (Of two single ones, which stand for one, the second begins
/// another text.)
fn skip_quoted(letters: &mut impl Iterator<Item = (usize, char)>, quote: char) {
    while let Some((_, letter)) = letters.next() {
        if letter == quote {
            return;
        }
        if letter == '\\' && quote == '"' {
            letters.next();
        }
    }
}

/// A value as it stands between brackets.
fn flowing(node: &Node<'_>) -> String {
    match &node.value {
        Value::Null => "null".to_owned(),
        Value::Flag(flag) => flag.to_string(),
        Value::Text(text) => scalar(text),
        Value::List(_) => format!("[{}]", list(node)),
        Value::Map(_) => format!("{{ {} }}", fields(node)),
    }
}

fn list(node: &Node<'_>) -> String {
    node.items().iter().map(flowing).collect::<Vec<_>>().join(", ")
}

fn fields(node: &Node<'_>) -> String {
    let field = |(key, value): &(Key<'_>, Node<'_>)| format!("{}: {}", scalar(&key.text), flowing(value));
    node.entries().iter().map(field).collect::<Vec<_>>().join(", ")
}
