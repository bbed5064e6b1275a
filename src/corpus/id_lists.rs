//! Short lists of ids, each kept once however many statements share it.

use std::collections::HashMap;
use std::hash::Hash;
use std::marker::PhantomData;

/// A list kept in an [`IdLists`]; the default is the empty list.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct ListRef<T> {
    index: u32,
    of: PhantomData<T>,
}

impl<T> Clone for ListRef<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for ListRef<T> {}

impl<T> Default for ListRef<T> {
    fn default() -> Self {
        Self { index: 0, of: PhantomData }
    }
}

/// All the different lists of one kind of id. List 0 is empty.
#[derive(Clone, Debug)]
pub(super) struct IdLists<T> {
    lists: Vec<Box<[T]>>,
    /// Only while the corpus is being built.
    known: HashMap<Box<[T]>, u32>,
}

impl<T> Default for IdLists<T> {
    fn default() -> Self {
        Self { lists: vec![Box::default()], known: HashMap::new() }
    }
}

impl<T: Copy + Eq + Hash> IdLists<T> {
    /// Keeps a list.
    pub(super) fn add(&mut self, list: &[T]) -> ListRef<T> {
        if list.is_empty() {
            return ListRef::default();
        }
        if let Some(&index) = self.known.get(list) {
            return ListRef { index, of: PhantomData };
        }
        let index = u32::try_from(self.lists.len()).unwrap_or(u32::MAX);
        self.lists.push(list.into());
        self.known.insert(list.into(), index);
        ListRef { index, of: PhantomData }
    }

    /// The number of a list among all.
    pub(super) const fn number(list: ListRef<T>) -> usize {
        list.index as usize
    }

    /// All lists, in the order of their numbers.
    pub(super) fn all(&self) -> &[Box<[T]>] {
        &self.lists
    }

    /// The list kept there.
    pub(super) fn get(&self, list: ListRef<T>) -> &[T] {
        self.lists.get(list.index as usize).map_or(&[], |list| list)
    }

    /// Gives back the memory that only building needed.
    pub(super) fn finish(&mut self) {
        self.known = HashMap::new();
        self.lists.shrink_to_fit();
    }
}
