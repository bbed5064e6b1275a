//! Doing what the state machine asks for.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread;

use super::clipboard::Copier;
use super::desktop::{Surroundings, open_address};
use super::drafts;
use super::editor::Editor;
use super::keeper::{Keeper, Task};
use super::watch::watch;
use super::{Event, Program};
use crate::app::{EditorReport, Effect, FilePlace, Msg};
use crate::corpus::{Corpus, CorpusChoice, OpenError};
use crate::edit::Draft;
use crate::layout::Overview;
use crate::memory::{self, LastView, Memory};
use crate::search::{Failure, Report, Worker, panic_message};

/// Performs effects; what comes of them is sent as events.
#[derive(Debug)]
pub(super) struct Performer {
    program: Program,
    choice: CorpusChoice,
    worker: Worker,
    keeper: Keeper,
    surroundings: Surroundings,
    copier: Copier,
    events: Sender<Event>,
    /// Whether every change of the files is told.
    watches: bool,
}

impl Performer {
    pub(super) fn new(
        program: Program,
        choice: CorpusChoice,
        memory: Memory,
        events: Sender<Event>,
    ) -> io::Result<Self> {
        let answers = events.clone();
        let worker = Worker::start(program.search, move |report| {
            let msg = match report {
                Report::Answered(answer) => Msg::Answered(answer),
                Report::Failed(failure) => Msg::SearchFailed(failure),
                Report::Indexing(progress) => Msg::Indexing(progress),
            };
            // The loop has ended: nobody waits for the answer.
            let _ = answers.send(Event::Happened(msg));
        })?;
        let keeper = Keeper::start(memory, events.clone())?;
        let surroundings = Surroundings::of_process();
        let copier = Copier::start(surroundings, events.clone())?;
        let changes = events.clone();
        let watches = watch(&choice, move || changes.send(Event::Happened(Msg::FilesChanged)).is_ok());
        let watches = watches.unwrap_or_else(|reason| {
            let _ = events.send(Event::Happened(Msg::NotWatched(reason)));
            false
        });
        Ok(Self { program, choice, worker, keeper, surroundings, copier, events, watches })
    }

    /// Where nobody watches the files, somebody has to say it.
    fn notice_change(&self) {
        if !self.watches {
            let _ = self.events.send(Event::Happened(Msg::FilesChanged));
        }
    }

    /// Opens an editor that leaves the terminal alone, and waits for its end beside everything else;
    /// then the draft, if it is one, is written.
    pub(super) fn edit_in_window(&self, editor: Editor, place: &FilePlace, draft: Option<Box<Draft>>) -> EditorReport {
        let mut child = match editor.start(place, draft.is_some()) {
            Ok(child) => child,
            Err(failure) => return EditorReport::Failed(failure),
        };
        let (name, events) = (editor.name(), self.events.clone());
        let wait = move || {
            let outcome = child.wait().map(|status| editor.ended(status));
            let msg = match (outcome, draft) {
                (Ok(Ok(())), Some(draft)) => Msg::DraftWritten(draft),
                (Ok(Err(failure)), Some(draft)) => Msg::Editor(drafts::report(&draft, failure)),
                (Ok(Err(failure)), None) => Msg::Editor(EditorReport::Failed(failure)),
                _ => return,
            };
            let _ = events.send(Event::Happened(msg));
        };
        // Without a thread nobody hears of its end, which changes nothing.
        let _ = thread::Builder::new().name("editor".to_owned()).spawn(wait);
        EditorReport::Opened { editor: name }
    }

    pub(super) fn perform(&self, effect: Effect) {
        match effect {
            Effect::Load => self.load(),
            Effect::UseCorpus(corpus) => self.worker.use_corpus(corpus),
            Effect::Count(corpus) => self.count(corpus),
            Effect::Search(generation, request) => self.worker.search(generation, *request),
            Effect::ReadList(file) => self.keeper.give(Task::Read(file)),
            Effect::ChangeList(file, change) => self.keeper.give(Task::Change(file, change)),
            Effect::WriteFile(path, writing) => self.keeper.give(Task::Write(path, writing)),
            Effect::ChangeStatement(change) => self.keeper.give(Task::ChangeStatement(change, self.choice.clone())),
            Effect::AddDraft(draft) => self.keeper.give(Task::Add(draft, self.choice.clone())),
            Effect::NoticeChange => self.notice_change(),
            Effect::Copy(writing) => self.copier.copy(writing),
            Effect::OpenAddress(address) => open_address(address, self.surroundings, &self.events),
            Effect::Remember(task) => self.keeper.give(Task::Remember(task)),
            // Pictures are for where nobody looks on.
            Effect::Picture(_) => {}
            // The loop itself does these.
            Effect::Suspend | Effect::Edit(_) | Effect::Compose(_) | Effect::Quit => {}
        }
    }

    /// Keeps how the corpus is left, and waits until everything is on the disk, but not for ever; whether it
    /// is.
    pub(super) fn finish(self, view: Option<LastView>) -> bool {
        self.keeper.give(Task::Remember(memory::Task::Leave(view.map(Box::new))));
        self.keeper.finish()
    }

    /// Counts on a thread of its own, so that no key waits for it.
    fn count(&self, corpus: Arc<Corpus>) {
        let events = self.events.clone();
        let of = Arc::clone(&corpus);
        let count = move || {
            let outcome = catch_unwind(|| Arc::new(Overview::of(&corpus)))
                .map_err(|panic| Failure { message: panic_message(panic.as_ref()) });
            let _ = events.send(Event::Happened(Msg::Counted { of: corpus, outcome }));
        };
        if let Err(error) = thread::Builder::new().name("count".to_owned()).spawn(count) {
            let outcome = Err(Failure { message: error.to_string() });
            let _ = self.events.send(Event::Happened(Msg::Counted { of, outcome }));
        }
    }

    /// Reads the corpus on a thread of its own, so that the screen never waits for a disk.
    pub(super) fn load(&self) {
        let (open, choice, events) = (self.program.open, self.choice.clone(), self.events.clone());
        let read = move || {
            let outcome = catch_unwind(AssertUnwindSafe(|| open(&choice)))
                .unwrap_or_else(|panic| Err(OpenError::Broke(panic_message(panic.as_ref()))));
            let _ = events.send(Event::Happened(Msg::Loaded(Box::new(outcome))));
        };
        if let Err(error) = thread::Builder::new().name("load".to_owned()).spawn(read) {
            let outcome = Err(OpenError::Broke(error.to_string()));
            let _ = self.events.send(Event::Happened(Msg::Loaded(Box::new(outcome))));
        }
    }
}
