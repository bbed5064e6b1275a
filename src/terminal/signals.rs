//! Signals of the system, as events of the loop.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::thread;

use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM};
use signal_hook::iterator::Signals;

use super::{Event, guard};

/// Tells the loop of every signal that ends or continues the program. While another program has the
/// terminal (`is_lent`), what is pressed there is meant for that one: it is not told. A second signal
/// to end is obeyed here: the loop may be waiting for a terminal that takes nothing any more.
pub(super) fn watch(events: Sender<Event>, is_lent: Arc<AtomicBool>) -> io::Result<()> {
    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGCONT])?;
    thread::Builder::new().name("signals".to_owned()).spawn(move || {
        let mut was_told_to_end = false;
        for signal in signals.forever() {
            if is_lent.load(Ordering::SeqCst) && matches!(signal, SIGINT | SIGQUIT | SIGCONT) {
                continue;
            }
            let event = if signal == SIGCONT { Event::Continued } else { Event::Ended(signal) };
            if signal != SIGCONT && std::mem::replace(&mut was_told_to_end, true) {
                guard::abandon();
                std::process::exit(128 + signal);
            }
            if events.send(event).is_err() {
                return;
            }
        }
    })?;
    Ok(())
}
