//! Reads the text of an article: what was said in it, by whom, and where it stands.
//!
//! Rules, no model. Quote marks are paired (`marks`), what stands outside of them is read as
//! words (`word`, `tokens`) in sentences (`sentences`), whose noun phrases (`phrases`) are subjects of verbs of
//! speech (`cues`). By them each quote gets its speaker (`attribution`), and what a sentence
//! leaves open is told by the sentences and paragraphs around it (`chain`), with the people who were named
//! (`people`). What is nobody's words is left out (`keep`), and plain reports are taken (`indirect`).

mod attribution;
mod blocks;
mod chain;
mod cues;
mod indirect;
mod keep;
mod lexicon;
mod marks;
mod people;
mod phrases;
mod sentences;
mod tokens;
mod word;

use crate::text::ByteSpan;

pub(super) use blocks::paragraphs;
pub use people::Figure;

/// Whether a quote is a whole one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuoteKind {
    /// A whole sentence or more.
    Direct,
    /// Words within a sentence of the article.
    Fragment,
    /// Not quoted but reported.
    Indirect,
}

/// Whose words they are.
#[derive(Clone, Debug, PartialEq)]
pub struct Speaker {
    /// Where the article names them, for these words or before.
    pub mention: ByteSpan,
    /// Who they are, as numbers among [`Article::figures`]; several for a joint statement, none if
    /// it is not known whom a pronoun means.
    pub figures: Vec<usize>,
    /// Who else a pronoun may mean.
    pub others: Vec<usize>,
}

/// Words that the article gives to somebody, with the place that says so.
#[derive(Clone, Debug, PartialEq)]
pub struct Quoted {
    /// The words, without their marks.
    pub words: ByteSpan,
    /// Whether they are a whole sentence.
    pub kind: QuoteKind,
    /// Whose words they are.
    pub speaker: Option<Speaker>,
    /// The verb or phrase that says so.
    pub cue: Option<ByteSpan>,
    /// Who reported it, where that is somebody else.
    pub via: Option<Speaker>,
    /// How sure the attribution is, from 0 to 1.
    pub confidence: f32,
    /// The sentence that holds the quote.
    pub sentence: ByteSpan,
    /// The number of the paragraph.
    pub paragraph: usize,
}

/// What an article says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Article {
    /// Its paragraphs.
    pub paragraphs: Vec<ByteSpan>,
    /// The stretches in quote marks that are somebody's words, in order.
    pub quotes: Vec<Quoted>,
    /// What is reported without quote marks, in order.
    pub reports: Vec<Quoted>,
    /// The people and bodies that say something.
    pub figures: Vec<Figure>,
}

/// Reads an article from plain text. Linear in its length; any text can be read.
#[must_use]
pub fn read(text: &str) -> Article {
    read_paragraphs(text, blocks::paragraphs(text))
}

/// Reads an article whose paragraphs are known.
pub(super) fn read_paragraphs(text: &str, paragraphs: Vec<ByteSpan>) -> Article {
    chain::Reading::new(text).read(paragraphs)
}

#[cfg(test)]
mod tests;
