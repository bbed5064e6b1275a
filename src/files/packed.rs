//! Files packed with gzip, and readings with a limit.

use std::io::{self, Read};
use std::path::Path;

/// How a packed file begins (RFC 1952, section 2.3.1).
const GZIP: [u8; 2] = [0x1f, 0x8b];

/// As much of a file as tells what it is, in bytes.
pub const BEGINNING: u64 = 1 << 16;

/// Whether bytes are the beginning of a packed file.
#[must_use]
pub fn begins_packed(bytes: &[u8]) -> bool {
    bytes.starts_with(&GZIP)
}

/// Whether the name of a file says that it is packed.
#[must_use]
pub fn is_named_packed(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("gz"))
}

/// Reads up to a limit; more is an error, where [`Read::take`] would end in silence.
#[derive(Debug)]
pub struct Limited<R> {
    inner: R,
    left: u64,
    most: u64,
    /// What is too much then: "it unpacks to".
    what: &'static str,
}

impl<R> Limited<R> {
    /// Reads no more than so many bytes.
    pub const fn new(inner: R, most: u64, what: &'static str) -> Self {
        Self { inner, left: most, most, what }
    }
}

impl<R: Read> Read for Limited<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.left = self.left.checked_sub(read as u64).ok_or_else(|| {
            io::Error::new(io::ErrorKind::FileTooLarge, format!("{} more than {} MiB", self.what, self.most >> 20))
        })?;
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    #[test]
    fn what_is_more_than_the_limit_is_an_error_and_not_cut() {
        let read = |most| {
            let mut bytes = Vec::new();
            Limited::new(Cursor::new(b"1234"), most, "it is").read_to_end(&mut bytes)
        };
        assert_eq!(read(4).ok(), Some(4));
        assert!(read(3).is_err());
    }
}
