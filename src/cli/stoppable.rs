//! Writing that a signal can stop, so that no half file stays behind.

use std::cell::Cell;
use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};

/// Signals that ask the program to stop, heard while a file is written: it ends in its own
/// way then, and leaves no half file behind.
pub(super) struct Stop {
    signal: Arc<AtomicUsize>,
    /// Whether it was acted upon: a signal that comes when all is written stops nothing.
    obeyed: Cell<bool>,
}

impl Stop {
    pub(super) fn listening() -> io::Result<Self> {
        let signal = Arc::new(AtomicUsize::new(0));
        // What was told to go on after a hangup (`nohup`) does.
        for wanted in [SIGINT, SIGTERM, SIGHUP].into_iter().filter(|signal| !is_ignored(*signal)) {
            signal_hook::flag::register_usize(wanted, Arc::clone(&signal), usize::try_from(wanted).unwrap_or(0))?;
        }
        Ok(Self { signal, obeyed: Cell::new(false) })
    }

    /// The signal that stopped the writing.
    pub(super) fn signal(&self) -> Option<i32> {
        self.obeyed.get().then(|| i32::try_from(self.signal.load(Ordering::Relaxed)).unwrap_or(0))
    }
}

/// Whether the program was started so that this signal does nothing, as far as the system
/// tells it: a file in `/proc`, with a bit for each signal.
fn is_ignored(signal: i32) -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let bits = ignored.and_then(|bits| u64::from_str_radix(bits.trim(), 16).ok()).unwrap_or(0);
    bits >> (signal - 1) & 1 == 1
}

/// Writes until it is asked to stop.
pub(super) struct Stoppable<'a> {
    pub(super) out: &'a mut dyn Write,
    pub(super) stop: &'a Stop,
}

impl Write for Stoppable<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.stop.signal.load(Ordering::Relaxed) != 0 {
            self.stop.obeyed.set(true);
            return Err(io::Error::other("stopped"));
        }
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
