//! The terminal is always given back as it was found.

use std::io::{self, Write};
use std::panic::{PanicHookInfo, set_hook, take_hook};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use super::mouse::{LetGoOfMouse, ListenToMouse};
use crossterm::cursor::{Hide, SetCursorStyle, Show};
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::execute;
use crossterm::terminal::{
    EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};

/// Holds the terminal; gives it back when dropped, and when this thread panics.
#[derive(Debug)]
pub(super) struct Guard;

impl Guard {
    /// Takes the terminal for the program.
    ///
    /// The mouse is the program's too where it is wanted.
    pub(super) fn enter(mouse: bool) -> io::Result<Self> {
        MOUSE.store(mouse, Ordering::SeqCst);
        restore_on_panic();
        let guard = Self;
        take()?;
        Ok(guard)
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        give_back();
    }
}

/// Takes the terminal.
pub(super) fn take() -> io::Result<()> {
    HELD.store(true, Ordering::SeqCst);
    enable_raw_mode()?;
    execute!(io::stdout(), EnterAlternateScreen, EnableBracketedPaste, SetCursorStyle::SteadyBar, Hide)?;
    if MOUSE.load(Ordering::SeqCst) {
        execute!(io::stdout(), ListenToMouse)?;
    }
    Ok(())
}

/// Whether the mouse is wanted, each time the terminal is taken.
static MOUSE: AtomicBool = AtomicBool::new(false);

/// Whether the terminal is the program's now. To leave the other screen twice would put the
/// cursor back where it stood before, over what was written since.
static HELD: AtomicBool = AtomicBool::new(false);

/// Gives the terminal back, if it was taken. Does what can be done; a terminal that is gone cannot be restored and nobody sees it.
pub(super) fn give_back() {
    if !HELD.swap(false, Ordering::SeqCst) {
        return;
    }
    let mut out = io::stdout();
    let _ = execute!(
        out,
        EndSynchronizedUpdate,
        LetGoOfMouse,
        SetCursorStyle::DefaultUserShape,
        DisableBracketedPaste,
        LeaveAlternateScreen,
        Show
    );
    let _ = out.flush();
    let _ = disable_raw_mode();
}

/// Makes the terminal a shell's again as far as nothing has to be written to it.
pub(super) fn abandon() {
    let _ = disable_raw_mode();
}

/// A panic of the thread that draws gives the terminal back before it says a word. Panics
/// of other threads are caught where they happen and told on the screen.
fn restore_on_panic() {
    let drawing = thread::current().id();
    let tell = take_hook();
    set_hook(Box::new(move |panic: &PanicHookInfo<'_>| {
        if thread::current().id() == drawing {
            give_back();
            tell(panic);
        }
    }));
}
