//! Noticing that the terminal goes away: a window that is closed, a connection that breaks.
//!
//! The system says so with SIGHUP, but not to everybody: not under `nohup`, nor where the terminal
//! is not the program's own. And what reads keys takes the end of all input for silence, and asks
//! again at once, for ever.

use std::io;
use std::sync::mpsc::Sender;
use std::thread;

use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;
use signal_hook::consts::SIGHUP;

use super::Event;

/// Tells the loop when the terminal is gone, as the signal would.
pub(super) fn watch(events: Sender<Event>) -> io::Result<()> {
    thread::Builder::new().name("hang-up".to_owned()).spawn(move || {
        if goes_away() {
            // The loop has ended: it knows.
            let _ = events.send(Event::Ended(SIGHUP));
        }
    })?;
    Ok(())
}

/// Sleeps until the terminal is gone. `false` where the system cannot tell.
fn goes_away() -> bool {
    let stdin = io::stdin();
    loop {
        // No flag asks for keys, so that none wakes this thread. That nobody is there any more is told unasked.
        let mut waited_for = [PollFd::new(&stdin, PollFlags::empty())];
        match poll(&mut waited_for, None) {
            Ok(_) => return waited_for[0].revents().intersects(PollFlags::HUP | PollFlags::ERR),
            Err(Errno::INTR) => {}
            Err(_) => return false,
        }
    }
}
