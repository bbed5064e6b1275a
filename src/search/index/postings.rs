//! Which documents hold a word, and how often.

/// A list of documents in the order of their numbers. Each takes one or two bytes: the
/// distance to the one before, and a bit that says whether a count follows.
#[derive(Clone, Debug, Default)]
pub(super) struct PostingList {
    bytes: Vec<u8>,
    last: u32,
    len: u32,
}

impl PostingList {
    /// Adds a document, larger than all before, and how often it holds the word.
    pub(super) fn push(&mut self, document: u32, count: u32) {
        let distance = document - self.last;
        let several = count > 1;
        write(&mut self.bytes, u64::from(distance) << 1 | u64::from(several));
        if several {
            write(&mut self.bytes, u64::from(count));
        }
        self.last = document;
        self.len += 1;
    }

    /// Adds a list whose documents all follow.
    fn append(&mut self, other: &Self) {
        let mut rest = other.bytes.as_slice();
        if self.len == 0 {
            self.clone_from(other);
        } else if other.len > 0 {
            let first = read(&mut rest);
            let distance = (first >> 1) - u64::from(self.last);
            write(&mut self.bytes, distance << 1 | first & 1);
            self.bytes.extend_from_slice(rest);
            self.last = other.last;
            self.len += other.len;
        }
    }
}

/// The lists of all words of a vocabulary, one after another.
#[derive(Debug, Default)]
pub(in crate::search) struct Postings {
    bytes: Vec<u8>,
    /// Where each list ends.
    ends: Vec<u32>,
    /// How many documents each list has.
    counts: Vec<u32>,
}

impl Postings {
    /// Adds the list of the next word, put together from pieces that follow each other.
    pub(super) fn push<'a>(&mut self, pieces: impl IntoIterator<Item = &'a PostingList>) {
        let mut list = PostingList::default();
        for piece in pieces {
            list.append(piece);
        }
        self.bytes.extend_from_slice(&list.bytes);
        // A word takes more bytes in the text than its posting here, and the text holds less than 4 GiB.
        self.ends.push(u32::try_from(self.bytes.len()).unwrap_or(u32::MAX));
        self.counts.push(list.len);
    }

    pub(super) fn finish(&mut self) {
        self.bytes.shrink_to_fit();
    }

    /// How many documents hold the word.
    pub(in crate::search) fn count(&self, term: u32) -> u32 {
        self.counts[term as usize]
    }

    /// Calls `visit` with each document that holds the word, and how often it does.
    pub(in crate::search) fn each(&self, term: u32, mut visit: impl FnMut(u32, u32)) {
        let index = term as usize;
        let start = if index == 0 { 0 } else { self.ends[index - 1] as usize };
        let mut bytes = &self.bytes[start..self.ends[index] as usize];
        let mut document = 0;
        while !bytes.is_empty() {
            let head = read(&mut bytes);
            document += (head >> 1) as u32;
            let count = if head & 1 == 1 { read(&mut bytes) as u32 } else { 1 };
            visit(document, count);
        }
    }
}

/// Seven bits a byte, the lowest first; the high bit says that more follow (LEB128).
fn write(bytes: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

fn read(bytes: &mut &[u8]) -> u64 {
    let mut number = 0;
    let mut shift = 0;
    while let [byte, rest @ ..] = *bytes {
        *bytes = rest;
        number |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            break;
        }
        shift += 7;
    }
    number
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(documents: &[(u32, u32)]) -> PostingList {
        let mut list = PostingList::default();
        for (document, count) in documents {
            list.push(*document, *count);
        }
        list
    }

    proptest::proptest! {
        #[test]
        fn what_is_put_in_pieces_is_read_in_one(
            documents in proptest::collection::btree_map(0..u32::MAX / 2, 1..300u32, 0..40), cut in 0..40usize,
        ) {
            let documents: Vec<(u32, u32)> = documents.into_iter().collect();
            let (left, right) = documents.split_at(cut.min(documents.len()));
            let mut postings = Postings::default();
            postings.push(&[]);
            postings.push([&list(left), &list(right)]);
            let mut read = Vec::new();
            postings.each(1, |document, count| read.push((document, count)));
            proptest::prop_assert_eq!(&read, &documents);
            proptest::prop_assert_eq!(postings.count(1) as usize, documents.len());
            postings.each(0, |_, _| unreachable!("an empty list"));
        }
    }
}
