//! Writing files so that nothing is lost: a file is there whole, or it is as it was; and reading them so that
//! nobody waits for ever, and nothing unfolds without end. And formats of files, told by their names.

mod format;
mod packed;
mod read;
mod steps;
#[cfg(test)]
mod tests;

use std::ffi::OsStr;
use std::fs::{self, File, OpenOptions, Permissions, TryLockError};
use std::io::{self, BufWriter, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::{Builder, NamedTempFile};
use thiserror::Error;

pub(crate) use format::define_formats;
pub use packed::{BEGINNING, Limited, begins_packed, is_named_packed};
pub use read::{MOST_BY_HAND, Text, read_bytes, read_text, required};
#[cfg(test)]
pub(crate) use steps::assert_whole_or_not_at_all;
use steps::{Step, Stepwise, take};

/// What happens to a file that is there already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IfThere {
    /// It stays, and that is an error.
    Refuse,
    /// The new one takes its place.
    Replace,
}

/// A file could not be written; where there was one, it is as it was.
#[derive(Debug, Error)]
pub enum WriteError {
    /// It is there already.
    #[error("{} is there already", path.display())]
    IsThere {
        /// Which.
        path: PathBuf,
    },
    /// There is no room.
    #[error("cannot write {}: the disk is full; nothing was changed", path.display())]
    DiskFull {
        /// Which.
        path: PathBuf,
    },
    /// The folder is not there.
    #[error("cannot write {}: there is no such folder", path.display())]
    NoFolder {
        /// Which file.
        path: PathBuf,
    },
    /// Another program changes files of the folder, and does not come to an end.
    #[error("cannot write {}: another program has locked the folder {}; nothing was changed", path.display(), folder.display())]
    Held {
        /// Which file.
        path: PathBuf,
        /// The folder.
        folder: PathBuf,
    },
    /// Any other reason.
    #[error("cannot write {}: {error}; nothing was changed", path.display())]
    Unwritable {
        /// Which.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
}

/// What a new file may be to whom, before the user's mask takes away from it.
const NEW_FILE: u32 = 0o666;

/// Writes a file whole or not at all: into a temporary file beside it, which is brought to
/// the disk and then takes the name. A link is followed, so that it stays one; permissions
/// stay as they were. What is no regular file (a pipe, a device) is written to as it is.
///
/// # Errors
/// The file is there and is to stay, or it cannot be written.
pub fn write(
    path: &Path,
    if_there: IfThere,
    fill: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>,
) -> Result<(), WriteError> {
    let failed = |error: io::Error| {
        let path = path.to_owned();
        match error.kind() {
            io::ErrorKind::AlreadyExists => WriteError::IsThere { path },
            io::ErrorKind::StorageFull => WriteError::DiskFull { path },
            io::ErrorKind::NotFound => WriteError::NoFolder { path },
            // An error that names the temporary file says something else than what was asked for.
            kind if error.raw_os_error().is_none() && error.get_ref().is_some() => {
                WriteError::Unwritable { path, error: kind.into() }
            }
            _ => WriteError::Unwritable { path, error },
        }
    };
    match fs::metadata(path) {
        Ok(there) if there.is_dir() => Err(failed(io::ErrorKind::IsADirectory.into())),
        Ok(there) if !there.is_file() => write_into(path, fill).map_err(failed),
        Ok(there) => match if_there {
            IfThere::Refuse => Err(WriteError::IsThere { path: path.to_owned() }),
            IfThere::Replace => replace(path, there.permissions(), fill).map_err(failed),
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            // A link to nothing leads to the file that is made.
            let target = fs::read_link(path).map(|target| folder_of(path).join(target));
            create(target.as_deref().unwrap_or(path), fill).map_err(failed)
        }
        Err(error) => Err(failed(error)),
    }
}

/// The longest that a folder is waited for. To read and write a large corpus takes a second or two; but anybody
/// who may read a folder can hold it for as long as they like.
const PATIENCE: Duration = Duration::from_secs(5);

/// Does something with a file while no other onrecord program does: what asks meanwhile waits. The
/// folder is locked, since the file itself is replaced. Where folders cannot be locked, it is done
/// all the same.
///
/// # Errors
/// What is done fails, or somebody holds the folder for seconds.
pub fn exclusively<T, E: From<WriteError>>(path: &Path, act: impl FnOnce() -> Result<T, E>) -> Result<T, E> {
    exclusively_within(PATIENCE, path, act)
}

fn exclusively_within<T, E: From<WriteError>>(
    patience: Duration,
    path: &Path,
    act: impl FnOnce() -> Result<T, E>,
) -> Result<T, E> {
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let folder = folder_of(&target);
    let opened = File::open(folder).ok();
    // It is let go of when the folder is closed, however that comes about.
    if opened.as_ref().is_some_and(|opened| !is_free_within(patience, opened)) {
        return Err(WriteError::Held { path: path.to_owned(), folder: folder.to_owned() }.into());
    }
    act()
}

/// The longest pause between two looks whether a folder is free.
const LONGEST_PAUSE: Duration = Duration::from_millis(50);

/// Locks a folder as soon as it is free. The system can wait for a lock, but not for a while only.
fn is_free_within(patience: Duration, folder: &File) -> bool {
    let begun = Instant::now();
    let mut pause = Duration::from_millis(1);
    while let Err(TryLockError::WouldBlock) = folder.try_lock() {
        let left = patience.saturating_sub(begun.elapsed());
        if left.is_zero() {
            return false;
        }
        thread::sleep(pause.min(left));
        pause = (pause * 2).min(LONGEST_PAUSE);
    }
    true
}

/// What fills a file.
type Fill<'a> = &'a mut dyn FnMut(&mut dyn Write) -> io::Result<()>;

fn write_into(path: &Path, fill: Fill<'_>) -> io::Result<()> {
    let mut out = BufWriter::new(OpenOptions::new().write(true).open(path)?);
    fill(&mut out)?;
    out.flush()
}

fn create(path: &Path, fill: Fill<'_>) -> io::Result<()> {
    let file = filled(path, Permissions::from_mode(NEW_FILE), fill)?;
    take(Step::Name)?;
    // Somebody may have made it meanwhile.
    file.persist_noclobber(path).map_err(|error| error.error)?;
    sync_folder_of(path);
    Ok(())
}

fn replace(path: &Path, permissions: Permissions, fill: Fill<'_>) -> io::Result<()> {
    let target = fs::canonicalize(path)?;
    let file = filled(&target, permissions.clone(), fill)?;
    take(Step::Allow)?;
    // The user's mask may have taken something away when it was made.
    file.as_file().set_permissions(permissions)?;
    take(Step::Name)?;
    file.persist(&target).map_err(|error| error.error)?;
    sync_folder_of(&target);
    Ok(())
}

/// How the names of temporary files begin.
const TEMPORARY: &str = ".onrecord-";

/// Whether a file is one that a write leaves behind where the program is killed in the middle, by
/// its name.
#[must_use]
pub fn is_leftover(name: &OsStr) -> bool {
    name.to_string_lossy().starts_with(TEMPORARY)
}

/// A temporary file beside `path`, filled and on the disk. It is removed again when dropped.
fn filled(path: &Path, permissions: Permissions, fill: Fill<'_>) -> io::Result<NamedTempFile> {
    take(Step::Create)?;
    let file = Builder::new().prefix(TEMPORARY).permissions(permissions).tempfile_in(folder_of(path))?;
    let mut out = BufWriter::new(Stepwise(file));
    fill(&mut out)?;
    let Stepwise(file) = out.into_inner().map_err(io::IntoInnerError::into_error)?;
    take(Step::Sync)?;
    file.as_file().sync_all()?;
    Ok(file)
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Brings the new name to the disk as well. The file itself is there: where a folder cannot
/// be synchronised, nothing more can be done.
fn sync_folder_of(path: &Path) {
    let _ = take(Step::SyncFolder).and_then(|()| File::open(folder_of(path))).and_then(|folder| folder.sync_all());
}
