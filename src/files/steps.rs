//! The steps in which a file is written. At each a test can let the disk fail or end the process.

use std::io::{self, Write};

/// What is about to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// Making the temporary file.
    Create,
    /// Writing some bytes into it.
    Write,
    /// Bringing it to the disk.
    Sync,
    /// Giving it the permissions of the old file.
    Allow,
    /// Giving it its name.
    Name,
    /// Bringing the name to the disk.
    SyncFolder,
}

/// Writes each piece as a step.
#[derive(Debug)]
pub(super) struct Stepwise<W>(pub(super) W);

impl<W: Write> Write for Stepwise<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        take(Step::Write)?;
        let most = most_at_once().min(bytes.len());
        self.0.write(&bytes[..most])
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

#[cfg(not(test))]
#[allow(clippy::unnecessary_wraps)]
pub(super) const fn take(_: Step) -> io::Result<()> {
    Ok(())
}

#[cfg(not(test))]
const fn most_at_once() -> usize {
    usize::MAX
}

#[cfg(test)]
pub(crate) use faults::assert_whole_or_not_at_all;
#[cfg(test)]
pub(super) use faults::{Fault, fail_at, steps_taken, take};

#[cfg(test)]
use faults::most_at_once;

#[cfg(test)]
mod faults {
    use super::{Step, io};
    use std::cell::Cell;
    use std::fs;
    use std::path::Path;

    /// What goes wrong.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub(in crate::files) enum Fault {
        /// There is no room left (ENOSPC).
        Full,
        /// The device fails (EIO).
        Broken,
        /// Only a few bytes are taken at once, from the first step on.
        Short,
        /// The process ends.
        End,
    }

    /// ENOSPC and EIO, which are these numbers on all Unix systems.
    const FULL: i32 = 28;
    const BROKEN: i32 = 5;

    thread_local! {
        static TAKEN: Cell<usize> = const { Cell::new(0) };
        static PLAN: Cell<Option<(usize, Fault)>> = const { Cell::new(None) };
    }

    /// The steps this thread has taken.
    pub(in crate::files) fn steps_taken() -> usize {
        TAKEN.get()
    }

    /// Does something while a step, counted from 0, goes wrong.
    pub(in crate::files) fn fail_at<T>(step: usize, fault: Fault, act: impl FnOnce() -> T) -> T {
        PLAN.set(Some((TAKEN.get() + step, fault)));
        let outcome = act();
        PLAN.set(None);
        outcome
    }

    /// Lets a disk fail at each step of a write to a file that is there. It must stay as it was and the error
    /// name it, or the new one be there whole; nothing may be left beside it.
    pub(crate) fn assert_whole_or_not_at_all<E: std::fmt::Display>(
        path: &Path,
        mut write: impl FnMut() -> Result<(), E>,
    ) {
        let content = || fs::read_to_string(path).expect("there");
        let count = || fs::read_dir(path.parent().expect("a folder")).expect("a folder").count();
        let (old, before) = (content(), steps_taken());
        assert!(write().is_ok());
        let (new, steps, files) = (content(), steps_taken() - before, count());
        assert!(old != new && steps > 0);
        for (step, fault) in (0..steps).flat_map(|step| [(step, Fault::Full), (step, Fault::Broken)]) {
            fs::write(path, &old).expect("written");
            match fail_at(step, fault, &mut write) {
                Ok(()) => assert_eq!(content(), new, "step {step}"),
                Err(error) => {
                    assert_eq!(content(), old, "step {step}");
                    let name = path.file_name().expect("a name").to_string_lossy().into_owned();
                    assert!(error.to_string().contains(&name), "{error}");
                }
            }
            assert_eq!(count(), files, "step {step}");
        }
    }

    pub(in crate::files) fn take(_: Step) -> io::Result<()> {
        let number = TAKEN.get();
        TAKEN.set(number + 1);
        match PLAN.get() {
            Some((at, Fault::Full)) if at == number => Err(io::Error::from_raw_os_error(FULL)),
            Some((at, Fault::Broken)) if at == number => Err(io::Error::from_raw_os_error(BROKEN)),
            Some((at, Fault::End)) if at == number => std::process::abort(),
            _ => Ok(()),
        }
    }

    pub(super) fn most_at_once() -> usize {
        if matches!(PLAN.get(), Some((_, Fault::Short))) { 7 } else { usize::MAX }
    }
}
