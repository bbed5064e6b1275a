//! The hold on the terminal, and lending it: to an editor, or to the shell that `Ctrl-Z` leads to.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use crossterm::event::DisableMouseCapture;

use super::TerminalError;
use super::guard::{self, Guard};

/// The time the system has to stop every thread of the program. A stop that comes later is met by
/// the signal that continues the program, which takes the terminal again.
const STOPS_WITHIN: Duration = Duration::from_millis(20);

/// The hold on the terminal. Dropped, it gives the terminal back.
#[derive(Debug)]
pub(super) struct Lending {
    /// Whether another program has the terminal.
    is_lent: Arc<AtomicBool>,
    /// Gives the terminal back when the program ends, however it ends.
    _guard: Guard,
}

impl Lending {
    /// Takes the terminal, and its mouse where that is wanted. `is_lent` says from now on whether another
    /// program has it.
    pub(super) fn enter(mouse: bool, is_lent: Arc<AtomicBool>) -> io::Result<Self> {
        Ok(Self { is_lent, _guard: Guard::enter(mouse)? })
    }

    /// Lets another program have the terminal. However that one leaves it, it can be taken again then.
    pub(super) fn lend<T, E>(&self, act: impl FnOnce() -> Result<T, E>) -> Result<Result<T, E>, TerminalError> {
        guard::give_back();
        let settings = rustix::termios::tcgetattr(io::stdin()).map_err(io::Error::from)?;
        self.is_lent.store(true, Ordering::SeqCst);
        let outcome = act();
        if outcome.is_err() {
            // It may have broken in the middle. And a signal of the keyboard that ended it came here too.
            rustix::termios::tcsetattr(io::stdin(), rustix::termios::OptionalActions::Now, &settings)
                .map_err(io::Error::from)?;
            crossterm::execute!(io::stdout(), DisableMouseCapture)?;
            thread::sleep(STOPS_WITHIN);
        }
        self.is_lent.store(false, Ordering::SeqCst);
        Ok(outcome)
    }
}

/// Gives the terminal to the shell until the program is continued.
pub(super) fn suspend() -> Result<(), TerminalError> {
    guard::give_back();
    // The whole job stops, as when the terminal itself answers Ctrl-Z: what started the program
    // (cargo, a script) must not go on waiting in front of the shell. Where no shell could
    // continue the job, the system ignores this and we go on.
    rustix::process::kill_current_process_group(rustix::process::Signal::TSTP).map_err(io::Error::from)?;
    // Another thread may take the signal a moment after this one goes on.
    thread::sleep(STOPS_WITHIN);
    Ok(())
}
