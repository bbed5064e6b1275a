//! The statements of all files by their ids, so that none is given out twice.

use super::Corpus;
use super::builder::Builder;
use super::ids::StatementId;
use super::key_index::KeyIndex;
use super::text_store::TooMuchText;

/// Which statements there are, by id, while they are read.
#[derive(Debug, Default)]
pub(super) struct StatementIds {
    index: KeyIndex,
    /// Statements whose ids another file has too: at least one for each id.
    clashing: Vec<StatementId>,
    made: MadeIds,
}

impl StatementIds {
    /// Knows a statement that was added. No other of its file has that id.
    pub(super) fn insert(&mut self, corpus: &Corpus, id: StatementId) {
        let key = corpus.statement(id).key();
        if self.all(corpus, key).next().is_some() {
            self.clashing.push(id);
        }
        self.index.insert(key, id);
    }

    /// The statements with an id, of any file.
    pub(super) fn all(&self, corpus: &Corpus, key: &str) -> impl Iterator<Item = StatementId> {
        self.index.all(corpus, key)
    }

    /// The statement with an id in a file.
    pub(super) fn in_file(&self, corpus: &Corpus, key: &str, file: u16) -> Option<StatementId> {
        self.all(corpus, key).find(|id| corpus.statement(*id).position().file == file)
    }

    /// Knows that nobody wrote the id of a statement: it was made from its line.
    pub(super) fn note_made(&mut self, id: StatementId) {
        self.made.insert(id);
    }

    /// The statements whose ids nobody wrote.
    pub(super) fn into_made(self) -> MadeIds {
        self.made
    }

    /// The statement of a file that has a written id already. One whose id was only made gives it up for another.
    pub(super) fn written_before(
        &mut self,
        builder: &mut Builder,
        key: &str,
        file: u16,
    ) -> Result<Option<StatementId>, TooMuchText> {
        let before = self.in_file(builder.corpus(), key, file);
        let Some(made) = before.filter(|id| self.made.contains(*id)) else { return Ok(before) };
        let other = self.unused(builder.corpus(), key.to_owned());
        builder.rename_statement(made, &other)?;
        self.insert(builder.corpus(), made);
        Ok(None)
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

/// The statements whose ids nobody wrote: they were made from their lines. A bit for each, as there may be millions.
#[derive(Debug, Default)]
pub struct MadeIds(Vec<u64>);

impl MadeIds {
    const BITS: usize = u64::BITS as usize;

    fn insert(&mut self, id: StatementId) {
        let (word, bit) = (id.index() / Self::BITS, id.index() % Self::BITS);
        if self.0.len() <= word {
            self.0.resize(word + 1, 0);
        }
        self.0[word] |= 1 << bit;
    }

    /// Whether the id of this statement was made.
    #[must_use]
    pub fn contains(&self, id: StatementId) -> bool {
        self.0.get(id.index() / Self::BITS).is_some_and(|bits| bits >> (id.index() % Self::BITS) & 1 == 1)
    }
}
