//! The thread that keeps lists on the disk: one thing after another, so that what was pressed first
//! is done first, and no key waits for a disk.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Sender, channel};
use std::thread;

use super::Event;
use crate::app::Msg;
use crate::search::panic_message;
use crate::talk_list::{Change, ListError, ListFile, change, read};

/// Something to be done with a file.
#[derive(Debug)]
pub(super) enum Task {
    /// Read a list.
    Read(ListFile),
    /// Change a list.
    Change(ListFile, Change),
}

/// The thread, as others see it.
#[derive(Debug)]
pub(super) struct Keeper {
    tasks: Sender<Task>,
}

impl Keeper {
    /// Starts the thread. It ends with the program, after what it is doing.
    pub(super) fn start(events: Sender<Event>) -> io::Result<Self> {
        let (tasks, waiting) = channel();
        thread::Builder::new().name("keep".to_owned()).spawn(move || {
            for task in waiting {
                let _ = events.send(Event::Happened(done(task)));
            }
        })?;
        Ok(Self { tasks })
    }

    pub(super) fn give(&self, task: Task) {
        // The thread lives as long as this.
        let _ = self.tasks.send(task);
    }
}

/// Does a task; what came of it.
pub(super) fn done(task: Task) -> Msg {
    match task {
        Task::Read(file) => Msg::ListRead(or_broke(|| Ok(read(&file)?.map(|(list, _)| list)))),
        Task::Change(file, wanted) => Msg::ListChanged(or_broke(|| change(&file, &wanted))),
    }
}

fn or_broke<T>(act: impl FnOnce() -> Result<T, ListError>) -> Result<T, ListError> {
    catch_unwind(AssertUnwindSafe(act)).unwrap_or_else(|panic| Err(ListError::Broke(panic_message(panic.as_ref()))))
}
