//! Something that is kept of a corpus in a file, so that no change of it is lost.

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::state_file::StateFile;
use super::{CorpusKey, MemoryError, Notice};

/// A change of something that is kept.
pub(super) trait ChangeOf<T> {
    fn make(&self, kept: &mut T);
}

/// As it is now, and the changes that are not in its file.
#[derive(Debug)]
pub(super) struct Kept<T, C> {
    /// Without one, it lasts as long as the program.
    file: Option<StateFile<T>>,
    now: T,
    /// What could not be written, the newest last. It is tried again with the next change.
    unwritten: Vec<C>,
}

impl<T: Clone + Default + PartialEq + Serialize + DeserializeOwned, C: ChangeOf<T>> Kept<T, C> {
    /// What is kept in a file; nothing is read yet.
    pub(super) fn new(file: Option<StateFile<T>>) -> Self {
        Self { file, now: T::default(), unwritten: Vec::new() }
    }

    /// As it is now.
    pub(super) const fn now(&self) -> &T {
        &self.now
    }

    /// Reads it as it is on the disk, and makes the changes that could not be written.
    pub(super) fn read(&mut self, key: &CorpusKey, notices: &mut Vec<Notice>) {
        let Some(file) = &self.file else { return };
        match file.read(key, notices) {
            Ok(mut kept) => {
                self.unwritten.iter().for_each(|change| change.make(&mut kept));
                self.now = kept;
            }
            Err(error) => notices.push(error.into()),
        }
    }

    /// Makes a change, on the disk too where that can be.
    pub(super) fn change(&mut self, key: &CorpusKey, change: C, notices: &mut Vec<Notice>) {
        if self.file.is_none() {
            change.make(&mut self.now);
            return;
        }
        self.unwritten.push(change);
        if let Err(error) = self.write(key, notices) {
            self.unwritten.iter().next_back().into_iter().for_each(|change| change.make(&mut self.now));
            notices.push(error.into());
        }
    }

    /// Writes what could not be written before.
    pub(super) fn write(&mut self, key: &CorpusKey, notices: &mut Vec<Notice>) -> Result<(), MemoryError> {
        let (Some(file), false) = (&self.file, self.unwritten.is_empty()) else { return Ok(()) };
        self.now = file.change(key, notices, |kept| self.unwritten.iter().for_each(|change| change.make(kept)))?;
        self.unwritten.clear();
        Ok(())
    }
}
