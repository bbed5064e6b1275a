//! The statements of all files by their ids, so that none is given out twice.

use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashTable};

use super::Corpus;
use super::builder::Builder;
use super::ids::StatementId;
use super::text_store::TooMuchText;

/// Which statements there are, by id: eight bytes for each and none of its text.
#[derive(Debug, Default)]
pub(super) struct StatementIds {
    hasher: DefaultHashBuilder,
    table: HashTable<Entry>,
    /// Statements whose ids another file has too: at least one for each id.
    clashing: Vec<StatementId>,
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

impl StatementIds {
    /// Knows a statement that was added. No other of its file has that id.
    pub(super) fn insert(&mut self, corpus: &Corpus, id: StatementId) {
        let key = corpus.statement(id).key();
        if self.all(corpus, key).next().is_some() {
            self.clashing.push(id);
        }
        let hash = self.hash(key);
        self.table.insert_unique(spread(hash), Entry { statement: id, hash }, |entry| spread(entry.hash));
    }

    /// The statements with an id, of any file.
    pub(super) fn all(&self, corpus: &Corpus, key: &str) -> impl Iterator<Item = StatementId> {
        let hash = self.hash(key);
        let found = self.table.iter_hash(spread(hash)).filter(move |entry| entry.hash == hash);
        found.map(|entry| entry.statement).filter(move |id| corpus.statement(*id).key() == key)
    }

    /// The statement with an id in a file.
    pub(super) fn in_file(&self, corpus: &Corpus, key: &str, file: u16) -> Option<StatementId> {
        self.all(corpus, key).find(|id| corpus.statement(*id).position().file == file)
    }

    fn hash(&self, key: &str) -> u32 {
        self.hasher.hash_one(key) as u32
    }

    /// An id that nothing has: the wanted one, or one like it.
    pub(super) fn unused(&self, corpus: &Corpus, wanted: String) -> String {
        let is_free = |id: &str| self.all(corpus, id).next().is_none();
        if is_free(&wanted) {
            return wanted;
        }
        let mut number = 2;
        loop {
            let other = format!("{wanted}~{number}");
            if is_free(&other) {
                return other;
            }
            number += 1;
        }
    }

    /// Puts the file's name before each id that several files have, and tells these ids.
    pub(super) fn tell_apart(&self, builder: &mut Builder, short_names: &[String]) -> Result<Vec<String>, TooMuchText> {
        let mut told = Vec::new();
        for id in &self.clashing {
            let key = builder.corpus().statement(*id).key().to_owned();
            let alike: Vec<StatementId> = self.all(builder.corpus(), &key).collect();
            // Its id may have been dealt with already.
            if alike.len() < 2 {
                continue;
            }
            for id in alike {
                let file = builder.corpus().statement(id).position().file;
                let longer = format!("{}/{key}", short_names[usize::from(file)]);
                let longer = self.unused(builder.corpus(), longer);
                builder.rename_statement(id, &longer)?;
            }
            told.push(key);
        }
        told.sort_unstable();
        Ok(told)
    }
}
