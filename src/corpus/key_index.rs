//! Statements by their ids.

use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashTable};

use super::Corpus;
use super::ids::StatementId;

/// Where the statements of a corpus are, by id: eight bytes for each and none of its text.
#[derive(Clone, Debug, Default)]
pub(super) struct KeyIndex {
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

impl KeyIndex {
    /// All statements of a corpus. Linear in their number.
    pub(super) fn of(corpus: &Corpus) -> Self {
        let mut index = Self { table: HashTable::with_capacity(corpus.statement_count()), ..Self::default() };
        for statement in corpus.statements() {
            index.insert(statement.key(), statement.id());
        }
        index
    }

    /// Knows a statement that was added.
    pub(super) fn insert(&mut self, key: &str, statement: StatementId) {
        let hash = self.hash(key);
        self.table.insert_unique(spread(hash), Entry { statement, hash }, |entry| spread(entry.hash));
    }

    /// The statements with an id, of any file.
    pub(super) fn all(&self, corpus: &Corpus, key: &str) -> impl Iterator<Item = StatementId> {
        let hash = self.hash(key);
        let found = self.table.iter_hash(spread(hash)).filter(move |entry| entry.hash == hash);
        found.map(|entry| entry.statement).filter(move |id| corpus.statement(*id).key() == key)
    }

    fn hash(&self, key: &str) -> u32 {
        self.hasher.hash_one(key) as u32
    }
}
