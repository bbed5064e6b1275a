//! The clipboard: that of the desktop where there is one, else that of the terminal.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

use super::Event;
use super::desktop::Surroundings;
use super::osc52::{MOST_BYTES, osc52};
use crate::app::{Clipboard, Msg, NotCopied, Writing};
use crate::search::panic_message;

/// How long a desktop has to take a text. It takes milliseconds; one that hangs must not keep a
/// person waiting for the other way.
const PATIENCE: Duration = Duration::from_secs(1);

/// How long the desktop has, when the program ends, to keep what was copied.
const HANDING_OVER: Duration = Duration::from_millis(500);

/// The thread that copies, as others see it: writing out many statements takes time, and a desktop
/// may take its own.
#[derive(Debug)]
pub(super) struct Copier {
    writings: Option<Sender<Writing>>,
    ended: Receiver<()>,
}

impl Copier {
    pub(super) fn start(surroundings: Surroundings, events: Sender<Event>) -> io::Result<Self> {
        let (writings, waiting) = channel::<Writing>();
        let (ending, ended) = channel();
        thread::Builder::new().name("copy".to_owned()).spawn(move || {
            let mut desktop = surroundings.has_desktop.then(Desktop::default);
            for writing in waiting {
                let _ = events.send(copied(&writing, desktop.as_mut(), surroundings));
            }
            if let Some(desktop) = desktop {
                desktop.hand_over();
            }
            let _ = ending.send(());
        })?;
        Ok(Self { writings: Some(writings), ended })
    }

    pub(super) fn copy(&self, writing: Writing) {
        if let Some(writings) = &self.writings {
            // The thread lives as long as this.
            let _ = writings.send(writing);
        }
    }
}

impl Drop for Copier {
    fn drop(&mut self) {
        self.writings = None;
        let _ = self.ended.recv_timeout(HANDING_OVER);
    }
}

/// Copies, and says what is to be told; where that is the terminal's to do, also what is to be sent
/// to it, which only the loop does.
fn copied(writing: &Writing, desktop: Option<&mut Desktop>, surroundings: Surroundings) -> Event {
    let what = writing.in_words();
    let text = match catch_unwind(AssertUnwindSafe(|| writing.text_to_paste())) {
        Ok(text) => text,
        Err(panic) => {
            let outcome = Err(NotCopied::Broke(panic_message(panic.as_ref())));
            return Event::Happened(Msg::Copied { what, outcome });
        }
    };
    if desktop.is_some_and(|desktop| desktop.take(&text)) {
        return Event::Happened(Msg::Copied { what, outcome: Ok(Clipboard::Desktop) });
    }
    match osc52(&text, surroundings.multiplexer) {
        Some(bytes) => Event::ForTerminal(bytes, Msg::Copied { what, outcome: Ok(Clipboard::Terminal) }),
        None => {
            let outcome = Err(NotCopied::TooLong { bytes: text.len(), most: MOST_BYTES });
            Event::Happened(Msg::Copied { what, outcome })
        }
    }
}

/// The desktop's clipboard. On X11 and Wayland the program itself answers whoever pastes, so it is
/// held for as long as the program runs.
#[derive(Default)]
struct Desktop {
    thread: Option<DesktopThread>,
}

struct DesktopThread {
    texts: Sender<String>,
    taken: Receiver<bool>,
}

impl Desktop {
    /// Whether the desktop has taken the text in time.
    fn take(&mut self, text: &str) -> bool {
        let Some(thread) = self.thread.take().or_else(DesktopThread::start) else { return false };
        let is_taken = thread.texts.send(text.to_owned()).is_ok() && thread.taken.recv_timeout(PATIENCE) == Ok(true);
        // One that failed or hangs is left to itself; the next time begins anew.
        self.thread = Some(thread).filter(|_| is_taken);
        is_taken
    }

    /// Lets go of the clipboard, so that its manager, if there is one, keeps what is in it.
    fn hand_over(self) {
        if let Some(DesktopThread { texts, taken }) = self.thread {
            drop(texts);
            // Its thread ends when that is done, and its channel with it.
            let _ = taken.recv_timeout(HANDING_OVER);
        }
    }
}

impl DesktopThread {
    fn start() -> Option<Self> {
        let (texts, waiting) = channel::<String>();
        let (answers, taken) = channel();
        let hold = move || {
            let mut clipboard = arboard::Clipboard::new().ok();
            for text in waiting {
                let is_taken = clipboard.as_mut().is_some_and(|clipboard| clipboard.set_text(text).is_ok());
                if answers.send(is_taken).is_err() {
                    return;
                }
            }
            // Dropped before the channel, whose end says that it is done.
            drop(clipboard);
            drop(answers);
        };
        thread::Builder::new().name("clipboard".to_owned()).spawn(hold).ok()?;
        Some(Self { texts, taken })
    }
}
