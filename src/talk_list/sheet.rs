//! The file of a list as lines, so that a change leaves everything else in it as it was.

use crate::text::{ByteSpan, ended, line_break, next_line};
use crate::yaml::scalar;

use super::{Entry, SourceText, parse};

/// A file cut into what stands before its statements, one block for each, and what stands behind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sheet {
    head: String,
    pub(super) blocks: Vec<Block>,
    tail: String,
    /// What stands before the hyphen of each block.
    indent: String,
    line_end: &'static str,
}

/// The lines of one statement.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Block {
    /// Comments and empty lines above it, which go where it goes.
    above: String,
    /// Its own lines.
    own: String,
}

const INDENT: &str = "  ";

impl Sheet {
    /// The file of a new list.
    pub(super) fn new(title: &str) -> Self {
        Self {
            head: format!("title: {}\nstatements:\n", scalar(title)),
            blocks: Vec::new(),
            tail: String::new(),
            indent: INDENT.to_owned(),
            line_end: "\n",
        }
    }

    /// Cuts a file up, in which these statements were found. `None` where it is written in a way
    /// that cannot be cut into lines.
    pub(super) fn of(source: &SourceText, entries: &[Entry]) -> Option<Self> {
        let text = source.text();
        let line_end = line_break(text);
        let sheet = |head: String, blocks, tail: &str, indent: &str| Self {
            head,
            blocks,
            tail: tail.to_owned(),
            indent: indent.to_owned(),
            line_end,
        };
        let Some((key, value)) = statements_field(source) else {
            let head = format!("{}statements:{line_end}", ended(text, line_end));
            return Some(sheet(head, Vec::new(), "", INDENT));
        };
        let line = next_line(text, key.end());
        let beside = text[key.end()..line].trim_start_matches(['"', '\'']).trim_start().strip_prefix(':')?.trim();
        if !beside.is_empty() && !beside.starts_with('#') {
            // A list in brackets: it becomes one of lines, if nothing but ids stands in it.
            let (inside, behind) = text[value.start()..].strip_prefix('[')?.split_once(']')?;
            if inside.contains(['#', '{']) {
                return None;
            }
            let head = format!("{}{line_end}", text[..value.start()].trim_end());
            let behind = behind.trim_start_matches([' ', '\t', '\r']);
            let blocks = entries.iter().map(|entry| Block::of(&entry.id, INDENT, line_end)).collect();
            return Some(sheet(head, blocks, behind.strip_prefix('\n').unwrap_or(behind), INDENT));
        }
        let (blocks, tail, indent) = cut(&text[line..], line_end);
        (blocks.len() == entries.len()).then(|| sheet(ended(&text[..line], line_end), blocks, tail, indent))
    }

    /// Puts a statement at the end.
    pub(super) fn push(&mut self, id: &str) {
        let block = Block::of(id, &self.indent, self.line_end);
        self.blocks.push(block);
    }

    /// Takes a statement's own lines out, and keeps the comments above them where they were.
    pub(super) fn remove(&mut self, at: usize) -> String {
        let Block { above, own } = self.blocks.remove(at);
        let next = self.blocks.get_mut(at).map_or(&mut self.tail, |block| &mut block.above);
        next.insert_str(0, &above);
        own
    }

    /// Puts lines back that were taken out.
    pub(super) fn put_back(&mut self, at: usize, own: &str) {
        self.blocks.insert(at.min(self.blocks.len()), Block { above: String::new(), own: own.to_owned() });
    }

    /// The whole file.
    pub(super) fn text(&self) -> String {
        let blocks = self.blocks.iter().flat_map(|block| [block.above.as_str(), &block.own]);
        std::iter::once(self.head.as_str()).chain(blocks).chain([self.tail.as_str()]).collect()
    }
}

impl Block {
    fn of(id: &str, indent: &str, line_end: &str) -> Self {
        Self { above: String::new(), own: format!("{indent}- {}{line_end}", scalar(id)) }
    }
}

/// Where the key `statements` and its value stand.
fn statements_field(source: &SourceText) -> Option<(ByteSpan, ByteSpan)> {
    parse(source).ok()?.entry("statements").map(|(key, value)| (key.span, value.span))
}

/// The blocks of a list of lines, what stands behind them, and how far they are set in.
fn cut<'t>(text: &'t str, line_end: &str) -> (Vec<Block>, &'t str, &'t str) {
    let mut blocks: Vec<Block> = Vec::new();
    let mut indent: Option<&str> = None;
    // How far the text is part of a block.
    let (mut taken, mut at) = (0, 0);
    for line in text.split_inclusive('\n') {
        let (start, end) = (at, at + line.len());
        at = end;
        let inner = line.trim();
        let margin = &line[..line.len() - line.trim_start_matches(' ').len()];
        let deeper = indent.is_some_and(|indent| margin.len() > indent.len());
        if inner.is_empty() || (inner.starts_with('#') && !deeper) {
            continue;
        }
        let begins = (inner == "-" || inner.starts_with("- ")) && indent.is_none_or(|indent| indent == margin);
        match blocks.last_mut() {
            _ if begins => {
                indent = Some(margin);
                blocks.push(Block { above: text[taken..start].to_owned(), own: line.to_owned() });
            }
            Some(block) if deeper => block.own.push_str(&text[taken..end]),
            _ => break,
        }
        taken = end;
    }
    if let Some(last) = blocks.last_mut() {
        last.own = ended(&last.own, line_end);
    }
    (blocks, &text[taken..], indent.unwrap_or(INDENT))
}
