//! Reading all words of a corpus once, on several threads.

use std::hash::BuildHasher;
use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use hashbrown::{DefaultHashBuilder, HashTable};

use super::documents::Documents;
use super::lengths::{Lengths, code};
use super::postings::{GrowingLists, Postings};
use super::vocabulary::{TermId, Vocabulary};
use crate::corpus::Corpus;
use crate::search::worker::joined;
use crate::text::{FormOf, scan_words};

/// The words of the texts, where they are, and how long each text is.
pub(super) struct Texts {
    pub(super) vocabulary: Vocabulary,
    pub(super) postings: Postings,
    pub(super) lengths: Lengths,
}

/// Documents between two looks at whether to go on.
const BETWEEN_LOOKS: usize = 1024;

/// The memory reserved for the lists of a document, in bytes: more than the lists of most
/// take, and enough in all that the system takes it back as a whole.
const BYTES_RESERVED: usize = 512;

/// More threads than this would wait for memory instead of each other.
const MOST_THREADS: usize = 8;

/// Reads the texts of all documents. `told` is called from time to time with the number of
/// statements read; where it answers `false` the work is given up, and so is the answer.
pub(super) fn read_texts(
    corpus: &Corpus,
    documents: &Documents,
    told: &(dyn Fn(usize) -> bool + Sync),
) -> Option<Texts> {
    let threads = thread::available_parallelism().map_or(1, usize::from).min(MOST_THREADS);
    let done = AtomicUsize::new(0);
    let pieces: Option<Vec<Piece>> = thread::scope(|scope| {
        let piece = |range: Range<usize>| {
            let done = &done;
            let told = move |read| told(done.fetch_add(read, Ordering::Relaxed) + read);
            scope.spawn(move || Piece::read(corpus, documents, range, &told))
        };
        let ranges = documents.ranges(threads.min(documents.len().div_ceil(BETWEEN_LOOKS)));
        let running: Vec<_> = ranges.into_iter().map(piece).collect();
        running.into_iter().map(joined).collect()
    });
    Some(join(pieces?))
}

/// The words of some of the documents.
#[derive(Default)]
struct Piece {
    words: Words,
    lists: GrowingLists,
    lengths: Vec<u8>,
    /// The number of words in all of the documents.
    total: u64,
}

impl Piece {
    fn read(corpus: &Corpus, documents: &Documents, range: Range<usize>, told: &dyn Fn(usize) -> bool) -> Option<Self> {
        let lists = GrowingLists::with_capacity(range.len() * BYTES_RESERVED);
        let mut piece = Self { lists, lengths: Vec::with_capacity(range.len()), ..Self::default() };
        let (mut buffer, mut found) = (String::new(), Vec::new());
        let (mut statements, mut last) = (0, None);
        for index in range {
            let document = u32::try_from(index).unwrap_or(u32::MAX);
            let wording = documents.wording(corpus, document);
            piece.add(document, wording.text(), &mut buffer, &mut found);
            let statement = Some(wording.statement().id());
            statements += usize::from(statement != last);
            last = statement;
            if statements >= BETWEEN_LOOKS && !told(std::mem::take(&mut statements)) {
                return None;
            }
        }
        told(statements).then_some(piece)
    }

    fn add(&mut self, document: u32, text: &str, buffer: &mut String, found: &mut Vec<TermId>) {
        found.clear();
        let mut length = 0;
        let (words, lists) = (&mut self.words, &mut self.lists);
        scan_words(text, buffer, |form, _, of| {
            let (term, is_new) = words.term(form);
            if is_new {
                lists.add();
            }
            found.push(term);
            length += usize::from(of == FormOf::Word);
        });
        found.sort_unstable();
        for same in found.chunk_by(|a, b| a == b) {
            lists.push(same[0] as usize, document, u32::try_from(same.len()).unwrap_or(u32::MAX));
        }
        self.lengths.push(code(length));
        self.total += length as u64;
    }
}

/// Different words, numbered as they come, one after another in one piece of memory.
#[derive(Default)]
struct Words {
    bytes: String,
    ends: Vec<u32>,
    known: HashTable<KnownWord>,
    hasher: DefaultHashBuilder,
}

/// A word in the table. Most words are so short that this says all of them, and nothing else of
/// memory is touched to know one again; that is what takes the time in a large corpus.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Head {
    first_bytes: [u8; 8],
    len: u32,
}

struct KnownWord {
    head: Head,
    term: TermId,
}

impl Head {
    fn of(word: &str) -> Self {
        let mut first_bytes = [0; 8];
        for (to, from) in first_bytes.iter_mut().zip(word.bytes()) {
            *to = from;
        }
        Self { first_bytes, len: u32::try_from(word.len()).unwrap_or(u32::MAX) }
    }

    const fn is_all(self) -> bool {
        self.len as usize <= self.first_bytes.len()
    }
}

impl Words {
    /// The number of a word, and whether it is new.
    fn term(&mut self, word: &str) -> (TermId, bool) {
        let Self { bytes, ends, known, hasher } = self;
        let (hash, head) = (hasher.hash_one(word), Head::of(word));
        let of = |term: TermId| get(bytes, ends, term);
        if let Some(same) = known.find(hash, |known| known.head == head && (head.is_all() || of(known.term) == word)) {
            return (same.term, false);
        }
        let term = TermId::try_from(ends.len()).unwrap_or(TermId::MAX);
        known.insert_unique(hash, KnownWord { head, term }, |known| hasher.hash_one(of(known.term)));
        bytes.push_str(word);
        ends.push(u32::try_from(bytes.len()).unwrap_or(u32::MAX));
        (term, true)
    }

    fn word(&self, term: TermId) -> &str {
        get(&self.bytes, &self.ends, term)
    }

    /// All of them, sorted.
    fn sorted(&self) -> Vec<TermId> {
        let mut words: Vec<(&str, TermId)> =
            (0..self.ends.len()).map(|term| term as TermId).map(|term| (self.word(term), term)).collect();
        words.sort_unstable();
        words.into_iter().map(|(_, term)| term).collect()
    }
}

fn get<'a>(bytes: &'a str, ends: &[u32], term: TermId) -> &'a str {
    let index = term as usize;
    let start = if index == 0 { 0 } else { ends[index - 1] as usize };
    &bytes[start..ends[index] as usize]
}

/// Joins pieces, which follow each other, word by word.
fn join(pieces: Vec<Piece>) -> Texts {
    // Sorting takes a good part of joining, and the pieces do not need each other for it.
    let sorted: Vec<Vec<TermId>> = thread::scope(|scope| {
        let running: Vec<_> = pieces.iter().map(|piece| scope.spawn(|| piece.words.sorted())).collect();
        running.into_iter().map(joined).collect()
    });
    let mut vocabulary = Vocabulary::default();
    let mut postings = Postings::with_capacity(pieces.iter().map(|piece| piece.lists.size()).sum());
    let mut left: Vec<&[TermId]> = sorted.iter().map(Vec::as_slice).collect();
    loop {
        let next = pieces.iter().zip(&left).filter_map(|(piece, left)| Some(piece.words.word(*left.first()?)));
        let Some(word) = next.min() else { break };
        vocabulary.push(word);
        postings.push(pieces.iter().zip(&mut left).filter_map(|(piece, left)| {
            let (term, rest) = left.split_first()?;
            (piece.words.word(*term) == word).then(|| {
                *left = rest;
                piece.lists.copied(*term as usize)
            })
        }));
    }
    vocabulary.finish();
    postings.finish();
    let words = pieces.iter().map(|piece| piece.total).sum();
    let lengths = pieces.into_iter().flat_map(|piece| piece.lengths).collect();
    Texts { vocabulary, postings, lengths: Lengths::new(lengths, words) }
}
