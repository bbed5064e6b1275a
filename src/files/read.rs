//! Reading files that a person, or the program, keeps.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

/// What a file of text holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// The byte-order mark that stands before it; empty where there is none.
    pub mark: &'static str,
    /// The text without it.
    pub text: String,
}

/// More than anybody writes by hand, in bytes.
pub const MOST_BY_HAND: u64 = 16 << 20;

const BYTE_ORDER_MARK: &str = "\u{feff}";

/// Reads a text of no more than so many bytes; `None` where there is no such file.
///
/// # Errors
/// It is no file (a folder, a pipe, a device), it is larger, it is not UTF-8, or it cannot be read.
pub fn read_text(path: &Path, most: u64) -> io::Result<Option<Text>> {
    let Some(bytes) = read_bytes(path, most)? else { return Ok(None) };
    let text =
        String::from_utf8(bytes).map_err(|_| io::Error::new(io::ErrorKind::InvalidData, "it is not UTF-8 text"))?;
    Ok(Some(match text.strip_prefix(BYTE_ORDER_MARK) {
        Some(rest) => Text { mark: BYTE_ORDER_MARK, text: rest.to_owned() },
        None => Text { mark: "", text },
    }))
}

/// What was read of a file that has to be there.
///
/// # Errors
/// It could not be read, or is not there.
pub fn required<T>(read: io::Result<Option<T>>) -> io::Result<T> {
    read?.ok_or_else(|| io::ErrorKind::NotFound.into())
}

/// Reads a file of no more than so many bytes; `None` where there is no such file.
///
/// # Errors
/// It is no file (a folder, a pipe, a device), it is larger, or it cannot be read.
pub fn read_bytes(path: &Path, most: u64) -> io::Result<Option<Vec<u8>>> {
    match fs::metadata(path) {
        // Asked before it is opened: to open a pipe can wait for ever, and a device may have no end.
        Ok(there) if there.is_dir() => return Err(io::ErrorKind::IsADirectory.into()),
        Ok(there) if !there.is_file() => return Err(io::Error::other("it is no file")),
        Ok(_) => {}
        Err(error) if is_missing(&error) => return Ok(None),
        Err(error) => return Err(error),
    }
    let mut bytes = Vec::new();
    File::open(path)?.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most {
        let message = format!("it has more than {most} bytes");
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, message));
    }
    Ok(Some(bytes))
}

/// A folder of which some part is a file has no file either.
fn is_missing(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}
