//! Reading all words of a corpus once, on several threads.

use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use hashbrown::HashMap;

use super::postings::{PostingList, Postings};
use super::vocabulary::Vocabulary;
use crate::corpus::{Corpus, StatementId};
use crate::search::worker::joined;
use crate::text::{FormOf, scan_words};

/// The words of the texts, where they are, and how long each text is.
pub(super) struct Texts {
    pub(super) vocabulary: Vocabulary,
    pub(super) postings: Postings,
    /// For each document its number of words.
    pub(super) lengths: Vec<u16>,
}

/// Statements between two looks at whether to go on.
const BETWEEN_LOOKS: usize = 1024;

/// Reads the texts of all wordings. `told` is called from time to time with the number of
/// statements read; where it answers `false` the work is given up, and so is the answer.
pub(super) fn read_texts(corpus: &Corpus, told: &(dyn Fn(usize) -> bool + Sync)) -> Option<Texts> {
    let threads = thread::available_parallelism().map_or(1, usize::from).min(MOST_THREADS);
    let count = corpus.statement_count();
    let share = count.div_ceil(threads).max(BETWEEN_LOOKS);
    let done = AtomicUsize::new(0);
    let pieces: Option<Vec<Piece>> = thread::scope(|scope| {
        let piece = |from: usize| {
            let (done, range) = (&done, from..(from + share).min(count));
            scope
                .spawn(move || Piece::read(corpus, range, &|read| told(done.fetch_add(read, Ordering::Relaxed) + read)))
        };
        let running: Vec<_> = (0..count).step_by(share).map(piece).collect();
        running.into_iter().map(joined).collect()
    });
    Some(join(pieces?))
}

/// More threads than this would wait for memory instead of each other.
const MOST_THREADS: usize = 8;

/// The words of some of the documents.
#[derive(Default)]
struct Piece {
    terms: HashMap<String, u32>,
    lists: Vec<PostingList>,
    lengths: Vec<u16>,
}

impl Piece {
    fn read(corpus: &Corpus, statements: Range<usize>, told: &dyn Fn(usize) -> bool) -> Option<Self> {
        let mut piece = Self::default();
        let mut buffer = String::new();
        let mut found = Vec::new();
        for start in statements.clone().step_by(BETWEEN_LOOKS) {
            let end = (start + BETWEEN_LOOKS).min(statements.end);
            for index in start..end {
                for wording in corpus.statement(StatementId::from_index(index)).wordings() {
                    let document = u32::try_from(wording.id().index()).unwrap_or(u32::MAX);
                    piece.add(document, wording.text(), &mut buffer, &mut found);
                }
            }
            if !told(end - start) {
                return None;
            }
        }
        Some(piece)
    }

    fn add(&mut self, document: u32, text: &str, buffer: &mut String, found: &mut Vec<u32>) {
        found.clear();
        let mut length = 0;
        let (terms, lists) = (&mut self.terms, &mut self.lists);
        scan_words(text, buffer, |form, _, of| {
            let next = u32::try_from(lists.len()).unwrap_or(u32::MAX);
            let term = *terms.entry_ref(form).or_insert(next);
            if term == next {
                lists.push(PostingList::default());
            }
            found.push(term);
            length += usize::from(of == FormOf::Word);
        });
        found.sort_unstable();
        for same in found.chunk_by(|a, b| a == b) {
            lists[same[0] as usize].push(document, u32::try_from(same.len()).unwrap_or(u32::MAX));
        }
        self.lengths.push(u16::try_from(length).unwrap_or(u16::MAX));
    }

    /// Its words with their lists, sorted.
    fn sorted(self) -> (Vec<(String, PostingList)>, Vec<u16>) {
        let mut lists = self.lists;
        let mut words: Vec<(String, PostingList)> =
            self.terms.into_iter().map(|(word, term)| (word, std::mem::take(&mut lists[term as usize]))).collect();
        words.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
        (words, self.lengths)
    }
}

/// Joins pieces, which follow each other, word by word.
fn join(pieces: Vec<Piece>) -> Texts {
    let mut lengths = Vec::new();
    let mut sorted = Vec::new();
    // Sorting is the larger part of joining, and the pieces do not need each other for it.
    let done: Vec<_> = thread::scope(|scope| {
        let running: Vec<_> = pieces.into_iter().map(|piece| scope.spawn(|| piece.sorted())).collect();
        running.into_iter().map(joined).collect()
    });
    for (words, of_piece) in done {
        lengths.extend(of_piece);
        sorted.push(words.into_iter().peekable());
    }
    lengths.shrink_to_fit();
    let mut words: Vec<String> = Vec::new();
    let mut postings = Postings::default();
    while let Some(word) = sorted.iter_mut().filter_map(|piece| piece.peek().map(|(word, _)| word.clone())).min() {
        let lists: Vec<PostingList> = sorted
            .iter_mut()
            .filter_map(|piece| piece.next_if(|(next, _)| *next == word).map(|(_, list)| list))
            .collect();
        postings.push(&lists);
        words.push(word);
    }
    postings.finish();
    Texts { vocabulary: Vocabulary::new(words.iter().map(String::as_str)), postings, lengths }
}
