//! The thread that keeps lists and writes other files: one thing after another, so that what was pressed first
//! is done first, and no key waits for a disk.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use super::Event;
use crate::app::{Msg, StatementChange, Writing};
use crate::corpus::CorpusChoice;
use crate::edit::{self, Draft, EditError};
use crate::files::{IfThere, WriteError};
use crate::memory::{self, Memory, Remembered};
use crate::search::panic_message;
use crate::talk_list::{Change, ListError, ListFile, change, read};

/// Something to be done with a file.
#[derive(Debug)]
pub(super) enum Task {
    /// Remember or recall something.
    Remember(memory::Task),
    /// Read a list.
    Read(ListFile),
    /// Change a list.
    Change(ListFile, Change),
    /// Write statements into a file that is not there yet.
    Write(PathBuf, Writing),
    /// Change a statement in its file, which belongs to this corpus.
    ChangeStatement(StatementChange, CorpusChoice),
    /// Put a draft into its file, which belongs to this corpus.
    Add(Box<Draft>, CorpusChoice),
}

/// The thread, as others see it.
#[derive(Debug)]
pub(super) struct Keeper {
    tasks: Sender<Task>,
    /// Closed by the thread when it ends.
    ended: Receiver<()>,
}

/// The longest that the end of the program waits for what is still to be written: longer than a folder is waited
/// for that somebody else holds, so that what could not be done is still told.
const PATIENCE: Duration = Duration::from_secs(6);

impl Keeper {
    /// Starts the thread. It ends with the program, after what it is doing.
    pub(super) fn start(mut memory: Memory, events: Sender<Event>) -> io::Result<Self> {
        let (tasks, waiting) = channel();
        let (at_end, ended) = channel();
        thread::Builder::new().name("keep".to_owned()).spawn(move || {
            let _at_end: Sender<()> = at_end;
            for task in waiting {
                if let Some(msg) = done(task, &mut memory) {
                    let _ = events.send(Event::Happened(msg));
                }
            }
        })?;
        Ok(Self { tasks, ended })
    }

    /// Waits until everything is done that was given, but not for ever; whether it is.
    pub(super) fn finish(self) -> bool {
        self.finish_within(PATIENCE)
    }

    fn finish_within(self, patience: Duration) -> bool {
        let Self { tasks, ended } = self;
        drop(tasks);
        // Nothing is ever sent there: it is closed.
        ended.recv_timeout(patience) == Err(RecvTimeoutError::Disconnected)
    }

    pub(super) fn give(&self, task: Task) {
        // The thread lives as long as this.
        let _ = self.tasks.send(task);
    }
}

/// Does a task; what came of it.
pub(super) fn done(task: Task, memory: &mut Memory) -> Option<Msg> {
    Some(match task {
        Task::Read(file) => Msg::ListRead(or_broke(|| Ok(read(&file)?.map(|(list, _)| list)), ListError::Broke)),
        Task::Write(path, writing) => {
            let broke = |words| WriteError::Unwritable { path: path.clone(), error: io::Error::other::<String>(words) };
            let outcome = or_broke(|| write(&path, &writing), broke);
            Msg::Written { what: writing.in_words(), path, outcome }
        }
        Task::ChangeStatement(change, choice) => {
            let outcome = or_broke(|| edit::change(&change.place, &change.change, &choice), EditError::Broke);
            Msg::StatementChanged { change, outcome }
        }
        Task::Add(draft, choice) => {
            let outcome = or_broke(|| edit::add(&draft, &choice), EditError::Broke);
            Msg::Added { draft, outcome }
        }
        Task::Change(file, wanted) => Msg::ListChanged(or_broke(|| change(&file, &wanted), ListError::Broke)),
        Task::Remember(task) => {
            let done = catch_unwind(AssertUnwindSafe(|| memory.perform(task)));
            Msg::Remembered(done.unwrap_or_else(|panic| Some(Remembered::Broke(panic_message(panic.as_ref()))))?)
        }
    })
}

fn write(path: &Path, writing: &Writing) -> Result<(), WriteError> {
    crate::files::write(path, IfThere::Refuse, &mut |out| out.write_all(writing.text().as_bytes()))
}

/// What came of something; that it broke is an error like any other.
fn or_broke<T, E>(act: impl FnOnce() -> Result<T, E>, broke: impl FnOnce(String) -> E) -> Result<T, E> {
    catch_unwind(AssertUnwindSafe(act)).unwrap_or_else(|panic| Err(broke(panic_message(panic.as_ref()))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::memory::CorpusKey;
    use std::fs::File;

    #[test]
    fn the_end_of_the_program_waits_for_the_disk_but_not_for_ever() {
        let folder = tempfile::tempdir().expect("a folder");
        let file: ListFile = folder.path().join("evening.talk.yaml").display().to_string().parse().expect("a path");
        let memory = || Memory::new(None, CorpusKey::of(&CorpusChoice::BuiltIn));
        let add = || Task::Change(file.clone(), Change::Add(vec!["a".to_owned()]));
        let (events, told) = channel();
        let keeper = Keeper::start(memory(), events.clone()).expect("a thread");
        let holder = File::open(folder.path()).expect("a folder");
        holder.lock().expect("held");
        keeper.give(add());
        assert!(!keeper.finish_within(Duration::ZERO), "nobody can write there");
        holder.unlock().expect("let go");
        assert!(matches!(told.recv(), Ok(Event::Happened(Msg::ListChanged(Ok(_))))));
        let keeper = Keeper::start(memory(), events).expect("a thread");
        keeper.give(add());
        assert!(keeper.finish_within(Duration::MAX));
    }
}
