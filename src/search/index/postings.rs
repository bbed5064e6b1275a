//! Which documents hold a word, and how often.

/// The lists of all words of a vocabulary, one after another. A document takes one or two
/// bytes: the distance to the one before, and a bit that says whether a count follows.
#[derive(Debug, Default)]
pub(in crate::search) struct Postings {
    bytes: Vec<u8>,
    /// Where each list ends.
    ends: Vec<u32>,
    /// How many documents each list has.
    counts: Vec<u32>,
}

impl Postings {
    /// For so many bytes of lists, and more where needed.
    pub(super) fn with_capacity(bytes: usize) -> Self {
        Self { bytes: Vec::with_capacity(bytes), ..Self::default() }
    }

    /// Adds the list of the next word, put together from pieces that follow each other.
    pub(super) fn push(&mut self, pieces: impl IntoIterator<Item = PostingList>) {
        let (mut count, mut last) = (0, 0);
        for piece in pieces {
            let mut rest = piece.bytes.as_slice();
            if count > 0 && !rest.is_empty() {
                // The first distance of a piece is counted from 0.
                let first = read(&mut rest);
                write(&mut self.bytes, first - (u64::from(last) << 1));
            }
            self.bytes.extend_from_slice(rest);
            count += piece.count;
            last = piece.last;
        }
        // All texts hold less than 4 GiB, and a word takes about as many bytes there as its postings do
        // here, also where it stands whole and in parts.
        self.ends.push(u32::try_from(self.bytes.len()).unwrap_or(u32::MAX));
        self.counts.push(count);
    }

    /// Gives back the memory kept for more.
    pub(super) fn finish(&mut self) {
        self.bytes.shrink_to_fit();
        self.ends.shrink_to_fit();
        self.counts.shrink_to_fit();
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

/// One list while it is copied.
#[derive(Debug, Default)]
pub(super) struct PostingList {
    bytes: Vec<u8>,
    count: u32,
    last: u32,
}

/// Lists that grow side by side in one piece of memory, each in slices that double in size:
/// a list for each of a million words costs no allocation, and growing moves nothing.
#[derive(Debug, Default)]
pub(super) struct GrowingLists {
    bytes: Vec<u8>,
    lists: Vec<GrowingList>,
}

#[derive(Clone, Copy, Debug)]
struct GrowingList {
    /// Where its first slice lies.
    first: u32,
    /// Where its next byte goes.
    at: u32,
    /// The bytes left in the slice.
    left: u16,
    /// The bytes of the slice.
    size: u16,
    len: u32,
    count: u32,
    last: u32,
}

/// Most words are rare: their lists fit in the first slice.
const FIRST_SLICE: u16 = 6;
const LARGEST_SLICE: u16 = 1 << 14;

/// The bytes behind a slice that say where the next lies.
const LINK: usize = 4;

impl GrowingLists {
    /// For lists that will take so many bytes at most. Memory that is not used costs nothing
    /// in large pieces, which the system gives page by page; and no smaller pieces stay behind
    /// that were outgrown.
    pub(super) fn with_capacity(bytes: usize) -> Self {
        Self { bytes: Vec::with_capacity(bytes), lists: Vec::new() }
    }

    /// Adds an empty list.
    pub(super) fn add(&mut self) {
        let first = self.slice(FIRST_SLICE);
        let list = GrowingList { first, at: first, left: FIRST_SLICE, size: FIRST_SLICE, len: 0, count: 0, last: 0 };
        self.lists.push(list);
    }

    /// So many empty lists.
    pub(super) fn of(count: usize) -> Self {
        let mut lists = Self::default();
        (0..count).for_each(|_| lists.add());
        lists
    }

    /// The bytes of all lists, with what is not yet used.
    pub(super) const fn size(&self) -> usize {
        self.bytes.len()
    }

    /// Adds to a list a document, no smaller than all before, and how often it holds the word.
    /// One that is there already stays as it is.
    pub(super) fn push(&mut self, list: usize, document: u32, count: u32) {
        let GrowingList { last, count: before, .. } = self.lists[list];
        if before > 0 && document == last {
            return;
        }
        let several = count > 1;
        self.write(list, u64::from(document - last) << 1 | u64::from(several));
        if several {
            self.write(list, u64::from(count));
        }
        self.lists[list].last = document;
        self.lists[list].count += 1;
    }

    /// A copy of a list.
    pub(super) fn copied(&self, list: usize) -> PostingList {
        let GrowingList { first, len, count, last, .. } = self.lists[list];
        let mut bytes = Vec::with_capacity(len as usize);
        let (mut at, mut size, mut left) = (first as usize, FIRST_SLICE, len as usize);
        while left > 0 {
            let taken = left.min(usize::from(size));
            bytes.extend_from_slice(&self.bytes[at..at + taken]);
            left -= taken;
            if left > 0 {
                let link = &self.bytes[at + taken..at + taken + LINK];
                at = link.iter().rev().fold(0, |next, byte| next << 8 | usize::from(*byte));
                size = larger(size);
            }
        }
        PostingList { bytes, count, last }
    }

    fn slice(&mut self, size: u16) -> u32 {
        let start = self.bytes.len();
        self.bytes.resize(start + usize::from(size) + LINK, 0);
        // As many bytes as in `Postings`, and at most as many again: far below 4 GiB.
        u32::try_from(start).unwrap_or(u32::MAX)
    }

    /// Seven bits a byte, the lowest first; the high bit says that more follow (LEB128).
    fn write(&mut self, list: usize, mut number: u64) {
        while number >= 0x80 {
            self.write_byte(list, number as u8 | 0x80);
            number >>= 7;
        }
        self.write_byte(list, number as u8);
    }

    fn write_byte(&mut self, list: usize, byte: u8) {
        if self.lists[list].left == 0 {
            self.lengthen(list);
        }
        let list = &mut self.lists[list];
        self.bytes[list.at as usize] = byte;
        list.at += 1;
        list.left -= 1;
        list.len += 1;
    }

    /// Gives a list another slice.
    #[cold]
    fn lengthen(&mut self, list: usize) {
        let size = larger(self.lists[list].size);
        let next = self.slice(size);
        let list = &mut self.lists[list];
        let link = list.at as usize;
        self.bytes[link..link + LINK].copy_from_slice(&next.to_le_bytes());
        (list.at, list.left, list.size) = (next, size, size);
    }
}

fn larger(size: u16) -> u16 {
    (size * 2).min(LARGEST_SLICE)
}

impl From<GrowingLists> for Postings {
    fn from(lists: GrowingLists) -> Self {
        let mut postings = Self::with_capacity(lists.size());
        (0..lists.lists.len()).for_each(|list| postings.push([lists.copied(list)]));
        postings.finish();
        postings
    }
}

fn write(bytes: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

fn read(bytes: &mut &[u8]) -> u64 {
    // Nearly every number takes one byte.
    if let [byte @ 0..0x80, rest @ ..] = *bytes {
        *bytes = rest;
        return u64::from(*byte);
    }
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

    /// Lists of which the second has these documents.
    fn lists(documents: &[(u32, u32)]) -> GrowingLists {
        let mut lists = GrowingLists::of(3);
        for (document, count) in documents {
            lists.push(1, *document, *count);
            // A neighbour that grows too.
            lists.push(2, *document, 1);
        }
        lists
    }

    proptest::proptest! {
        #[test]
        fn what_is_put_in_pieces_is_read_in_one(
            documents in proptest::collection::btree_map(0..u32::MAX / 2, 1..300u32, 0..400), cut in 0..400usize,
        ) {
            let documents: Vec<(u32, u32)> = documents.into_iter().collect();
            let (left, right) = documents.split_at(cut.min(documents.len()));
            let mut postings = Postings::default();
            postings.push([]);
            postings.push([lists(left).copied(1), lists(right).copied(1)]);
            let mut read = Vec::new();
            postings.each(1, |document, count| read.push((document, count)));
            proptest::prop_assert_eq!(&read, &documents);
            proptest::prop_assert_eq!(postings.count(1) as usize, documents.len());
            postings.each(0, |_, _| unreachable!("an empty list"));
        }
    }

    #[test]
    fn a_document_that_comes_twice_is_there_once() {
        let postings = Postings::from(lists(&[(7, 1), (7, 1), (9, 2)]));
        let mut read = Vec::new();
        postings.each(1, |document, count| read.push((document, count)));
        assert_eq!(read, [(7, 1), (9, 2)]);
    }
}
