//! The ids of statements, so that none is given out twice.

use std::borrow::Cow;
use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashTable};

use crate::corpus::Corpus;
use crate::corpus::ids::StatementId;

/// Which statements there are, by id: eight bytes for each and none of its text.
#[derive(Debug, Default)]
pub(super) struct StatementIds {
    hasher: DefaultHashBuilder,
    table: HashTable<Entry>,
}

/// A statement with the hash of its id, so that the table can grow without a look at
/// the ids, which lie far apart in memory.
#[derive(Clone, Copy, Debug)]
struct Entry {
    statement: StatementId,
    hash: u32,
}

/// A hash for the table, which looks at the upper bits as well.
fn spread(hash: u32) -> u64 {
    // 2^64 divided by the golden ratio: any odd number without a pattern does.
    u64::from(hash).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// The id of a new statement.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum NewId<'a> {
    /// As it was given, or made where none was.
    Free(Cow<'a, str>),
    /// Another file has it already, so this file's name goes before it.
    Longer(String),
    /// This file has it already, in that line.
    Taken(u32),
}

/// The file that ids are for.
#[derive(Clone, Copy, Debug)]
pub(super) struct OfFile<'a> {
    pub(super) number: u16,
    pub(super) short_name: &'a str,
    /// Whether other files are opened with it.
    pub(super) among_several: bool,
}

impl StatementIds {
    /// Knows the statements that are there already.
    pub(super) fn of(corpus: &Corpus) -> Self {
        let mut ids = Self::default();
        for statement in corpus.statements() {
            ids.insert(corpus, statement.id());
        }
        ids
    }

    pub(super) fn insert(&mut self, corpus: &Corpus, id: StatementId) {
        let hash = self.hash(corpus.statement(id).key());
        self.table.insert_unique(spread(hash), Entry { statement: id, hash }, |entry| spread(entry.hash));
    }

    fn find(&self, corpus: &Corpus, key: &str) -> Option<StatementId> {
        let hash = self.hash(key);
        let is_it = |entry: &Entry| entry.hash == hash && corpus.statement(entry.statement).key() == key;
        self.table.find(spread(hash), is_it).map(|entry| entry.statement)
    }

    fn hash(&self, key: &str) -> u32 {
        self.hasher.hash_one(key) as u32
    }

    /// The id for a statement: the one that is given if nobody has it.
    pub(super) fn given<'a>(&self, corpus: &Corpus, id: &'a str, file: OfFile<'_>) -> NewId<'a> {
        let Some(other) = self.find(corpus, id) else { return NewId::Free(Cow::Borrowed(id)) };
        let position = corpus.statement(other).position();
        if position.file == file.number {
            return NewId::Taken(position.line);
        }
        let longer = format!("{}/{id}", file.short_name);
        match self.find(corpus, &longer) {
            None => NewId::Longer(longer),
            Some(other) => NewId::Taken(corpus.statement(other).position().line),
        }
    }

    /// The id for a statement that has none: made from its line.
    pub(super) fn made(&self, corpus: &Corpus, line: u32, file: OfFile<'_>) -> String {
        let id = if file.among_several { format!("{}/L{line}", file.short_name) } else { format!("L{line}") };
        if self.find(corpus, &id).is_none() {
            return id;
        }
        let mut number = 2;
        loop {
            let other = format!("{id}~{number}");
            if self.find(corpus, &other).is_none() {
                return other;
            }
            number += 1;
        }
    }
}
