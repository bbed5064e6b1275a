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
pub(super) use faults::{Fault, fail_at, steps_taken, take};

#[cfg(test)]
use faults::most_at_once;

#[cfg(test)]
mod faults {
    use super::{Step, io};
    use std::cell::Cell;

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
