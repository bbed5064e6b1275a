//! The terminal: the only place that performs effects.
//!
//! One channel carries everything that happens to the loop: batches of input, answers of
//! the search, the corpus once it is read, signals. Nothing polls; an idle program sleeps.

mod background;
mod clipboard;
mod desktop;
mod drafts;
mod editor;
mod effects;
mod guard;
mod hang_up;
mod headless;
mod input;
mod keeper;
mod mouse;
mod osc52;
mod signals;
mod watch;

use std::io::{self, IsTerminal, Stdout, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use crossterm::cursor::MoveTo;
use crossterm::event::DisableMouseCapture;
use crossterm::terminal::{BeginSynchronizedUpdate, EndSynchronizedUpdate};
use ratatui::Frame;
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;
use thiserror::Error;

use crate::app::{EditorFailure, EditorReport, Effect, FilePlace, Model, Moment, Msg, Start, update};
use crate::corpus::{CorpusChoice, Loaded, OpenError, Origin, open};
use crate::edit::Draft;
use crate::memory::{CorpusKey, Memory};
use crate::search::{Engine, SearchFunction};
use crate::settings::{Colours, ThemeChoice};
use crate::ui::{draw, resting_place, shows};
use background::Listener;
use editor::Editor;
use effects::Performer;
use guard::Guard;
use input::InputThread;

pub use headless::{Headless, Picture};

/// The parts the loop is made of. Tests put in parts that break.
#[derive(Clone, Copy, Debug)]
pub struct Program {
    /// What happened in, effects out.
    pub update: fn(&mut Model, Msg) -> Vec<Effect>,
    /// The state in, a frame out.
    pub draw: fn(&Model, &mut Frame<'_>),
    /// A request in, what was found out.
    pub search: SearchFunction,
    /// Which corpus in, the corpus out.
    pub open: fn(&CorpusChoice) -> Result<(Loaded, Origin), OpenError>,
}

impl Default for Program {
    fn default() -> Self {
        Self { update, draw, search: Engine::search, open }
    }
}

/// The time the system has to stop every thread of the program. A stop that comes later is met by
/// the signal that continues the program, which takes the terminal again.
const STOPS_WITHIN: Duration = Duration::from_millis(20);

/// How the program was left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The person quit.
    Quit,
    /// A signal with this number ended it.
    Signal(i32),
}

/// The program was left.
#[derive(Debug)]
pub struct Left {
    /// How.
    pub ending: Ending,
    /// What a person should know whom the status line cannot tell any more, in sentences.
    pub news: Vec<String>,
}

/// The program cannot run in this terminal.
#[derive(Debug, Error)]
pub enum TerminalError {
    /// Input or output is no terminal.
    #[error("this is not a terminal: onrecord needs one to show the record and to take keys")]
    NotATerminal,
    /// It calls itself `dumb`: it can only write line after line.
    #[error("this terminal (TERM=dumb) cannot show a screen: onrecord needs one that can move its cursor")]
    Dumb,
    /// The terminal fails.
    #[error("the terminal fails: {0}")]
    Broken(#[from] io::Error),
}

/// Something for the loop.
#[derive(Debug)]
enum Event {
    /// For the state machine.
    Happened(Msg),
    /// Bytes to be sent to the terminal, and what has happened once they are.
    ForTerminal(Vec<u8>, Msg),
    /// Input, in the order it came.
    Input(Vec<Msg>),
    /// No more input will come.
    InputEnded(io::Error),
    /// The system wants the program to end.
    Ended(i32),
    /// The program was stopped and goes on.
    Continued,
}

/// Opens a corpus on this terminal until the person quits. What happened already, as when
/// somebody has read the corpus, comes first; where nothing has, the corpus is read now.
///
/// # Errors
/// Input or output is not a terminal, or it can show no screen, or it fails.
pub fn run(program: Program, start: Start, choice: CorpusChoice, happened: Vec<Msg>) -> Result<Left, TerminalError> {
    if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
        return Err(TerminalError::NotATerminal);
    }
    if std::env::var_os("TERM").is_some_and(|kind| kind == "dumb") {
        return Err(TerminalError::Dumb);
    }
    let (sender, events) = channel();
    let is_lent = Arc::new(AtomicBool::new(false));
    signals::watch(sender.clone(), Arc::clone(&is_lent))?;
    hang_up::watch(sender.clone())?;
    let guard = Guard::enter(start.settings.mouse)?;
    let is_read = !happened.is_empty();
    // Read before anything is drawn, so that the program is as it was left from the first frame on.
    let mut memory = Memory::new(start.state_folder.as_deref(), CorpusKey::of(&choice));
    let recalled = memory.recall();
    let performer = Performer::new(program, choice, memory, sender.clone())?;
    let (mut running, heard) = Running::new(program, start, performer, sender, Lending { is_lent, _guard: guard })?;
    if !is_read {
        running.performer.load();
    }
    let first = std::iter::once(Msg::Recalled(recalled)).chain(happened).chain(heard).collect();
    let ending = running.run(first, &events);
    let news = running.finish(&events);
    Ok(Left { ending: ending?, news })
}

/// The size of this terminal in columns and lines.
///
/// # Errors
/// There is no terminal.
pub fn size() -> io::Result<(u16, u16)> {
    crossterm::terminal::size()
}

/// The program while it runs.
struct Running {
    program: Program,
    model: Model,
    performer: Performer,
    input: InputThread,
    screen: Terminal<CrosstermBackend<Stdout>>,
    /// When it was started: moments are counted from here.
    started: Instant,
    /// Whether the last frame showed the text that the state machine waits for.
    sees_awaited: bool,
    /// The command of the editor, where the person has one.
    editor: Option<String>,
    /// Whether the thread that reads keys waits for the loop, so that another program can have them.
    keys_are_free: bool,
    lending: Lending,
}

/// The hold on the terminal.
struct Lending {
    /// Whether another program has the terminal.
    is_lent: Arc<AtomicBool>,
    /// Gives the terminal back when the program ends, however it ends.
    _guard: Guard,
}

/// Whether the loop goes on.
enum Flow {
    On,
    End(Ending),
}

impl Running {
    fn new(
        program: Program,
        start: Start,
        performer: Performer,
        sender: Sender<Event>,
        lending: Lending,
    ) -> Result<(Self, Vec<Msg>), TerminalError> {
        let screen = Terminal::new(CrosstermBackend::new(io::stdout()))?;
        let asks = start.settings.theme == ThemeChoice::ByBackground && start.colours != Colours::None;
        let mut listener = (asks && background::can_be_asked()).then(Listener::default);
        let early = listener.as_mut().map_or(Ok(Vec::new()), background::ask)?;
        let input = InputThread::start(sender, listener)?;
        let running = Self {
            program,
            editor: start.settings.editor.clone(),
            model: Model::new(start),
            performer,
            input,
            screen,
            started: Instant::now(),
            sees_awaited: false,
            keys_are_free: false,
            lending,
        };
        Ok((running, early))
    }

    /// Gives the terminal back, and then waits for the disk. What became of the last keys, where it is
    /// not what was wanted, is the answer. What is in memory goes with the process: to take a large
    /// corpus apart piece by piece would keep the person waiting. And the screen of `ratatui` would complain
    /// of a terminal that is gone, on that terminal.
    fn finish(self, events: &Receiver<Event>) -> Vec<String> {
        let Self { program, mut model, performer, lending, screen, .. } = self;
        let view = model.last_view();
        drop(lending);
        performer.finish(view);
        let mut news = Vec::new();
        for event in events.try_iter() {
            let Event::Happened(msg) = event else { continue };
            if !msg.is_of_keeping() {
                continue;
            }
            model.message = None;
            let _ = (program.update)(&mut model, msg);
            news.extend(model.message.take().filter(|message| message.is_error).map(|message| message.text));
        }
        let draft = model
            .draft_left()
            .map(|file| format!("A new statement is in no file yet; it is kept in {}.", file.display()));
        news.extend(draft);
        std::mem::forget((model, screen));
        news
    }

    /// Runs the loop; what came in before it starts is dealt with first.
    fn run(&mut self, early: Vec<Msg>, events: &Receiver<Event>) -> Result<Ending, TerminalError> {
        self.redraw_all(self.model.area)?;
        if let Flow::End(ending) = self.take(Event::Input(early))? {
            return Ok(ending);
        }
        self.draw()?;
        while let Ok(first) = self.next(events) {
            for event in std::iter::once(first).chain(events.try_iter()) {
                if let Flow::End(ending) = self.take(event)? {
                    return Ok(ending);
                }
            }
            self.draw()?;
        }
        // Every sender is gone: no thread is left that could tell anything.
        Err(TerminalError::Broken(io::ErrorKind::BrokenPipe.into()))
    }

    /// The next thing that happens. Where the state machine waits for a time, that may be it; else
    /// this sleeps for as long as nothing happens.
    fn next(&self, events: &Receiver<Event>) -> Result<Event, RecvTimeoutError> {
        let Some(deadline) = self.model.deadline() else { return Ok(events.recv()?) };
        if self.sees_awaited {
            return Ok(Event::Happened(Msg::Seen(self.now())));
        }
        match events.recv_timeout(self.now().until(deadline)) {
            Err(RecvTimeoutError::Timeout) => Ok(Event::Happened(Msg::Tick(self.now()))),
            other => other,
        }
    }

    fn now(&self) -> Moment {
        Moment(self.started.elapsed())
    }

    fn take(&mut self, event: Event) -> Result<Flow, TerminalError> {
        match event {
            Event::Happened(msg) => return self.update(msg),
            Event::ForTerminal(bytes, msg) => {
                let mut out = io::stdout();
                out.write_all(&bytes)?;
                out.flush()?;
                return self.update(msg);
            }
            Event::Input(msgs) => {
                self.keys_are_free = true;
                for msg in msgs {
                    if let Flow::End(ending) = self.update(msg)? {
                        return Ok(Flow::End(ending));
                    }
                }
                self.keys_are_free = false;
                self.input.read();
            }
            Event::InputEnded(error) => return Err(error.into()),
            Event::Ended(signal) => return Ok(Flow::End(Ending::Signal(signal))),
            Event::Continued => self.resume()?,
        }
        Ok(Flow::On)
    }

    fn update(&mut self, msg: Msg) -> Result<Flow, TerminalError> {
        for effect in (self.program.update)(&mut self.model, msg) {
            match effect {
                Effect::Quit => return Ok(Flow::End(Ending::Quit)),
                Effect::Suspend => self.suspend()?,
                Effect::Edit(place) => {
                    if let Flow::End(ending) = self.edit(&place)? {
                        return Ok(Flow::End(ending));
                    }
                }
                Effect::Compose(draft) => {
                    if let Flow::End(ending) = self.compose(*draft)? {
                        return Ok(Flow::End(ending));
                    }
                }
                effect => self.performer.perform(effect),
            }
        }
        Ok(Flow::On)
    }

    /// Opens the person's editor.
    fn edit(&mut self, place: &FilePlace) -> Result<Flow, TerminalError> {
        let report = match Editor::of(self.editor.as_deref()) {
            Err(failure) => EditorReport::Failed(failure),
            Ok(editor) if editor.has_a_window() => self.performer.edit_in_window(editor, place, None),
            Ok(editor) => self.edit_here(&editor, place)?.map_or_else(EditorReport::Failed, |()| EditorReport::Closed),
        };
        self.update(Msg::Editor(report))
    }

    /// Lets a person write a draft in their editor.
    fn compose(&mut self, draft: Draft) -> Result<Flow, TerminalError> {
        let opened = Editor::of(self.editor.as_deref()).and_then(|editor| Ok((editor, drafts::file_of(&draft)?)));
        let (editor, file) = match opened {
            Ok(opened) => opened,
            Err(failure) => return self.update(Msg::Editor(drafts::report(&draft, failure))),
        };
        let place = FilePlace { path: file.clone(), line: draft.line };
        let draft = Box::new(Draft { file: Some(file), ..draft });
        let msg = if editor.has_a_window() {
            match self.performer.edit_in_window(editor, &place, Some(draft.clone())) {
                EditorReport::Failed(failure) => Msg::Editor(drafts::report(&draft, failure)),
                report => Msg::Editor(report),
            }
        } else {
            match self.edit_here(&editor, &place)? {
                Ok(()) => Msg::DraftWritten(draft),
                Err(failure) => Msg::Editor(drafts::report(&draft, failure)),
            }
        };
        self.update(msg)
    }

    /// Runs an editor in this terminal.
    fn edit_here(&mut self, editor: &Editor, place: &FilePlace) -> Result<Result<(), EditorFailure>, TerminalError> {
        if !self.keys_are_free {
            return Ok(Err(EditorFailure::NobodyThere));
        }
        self.lend(|| editor.run(place))
    }

    /// Lets another program have the terminal. However that one leaves it, it is ours again then.
    fn lend<T>(
        &mut self,
        act: impl FnOnce() -> Result<T, EditorFailure>,
    ) -> Result<Result<T, EditorFailure>, TerminalError> {
        guard::give_back();
        let settings = rustix::termios::tcgetattr(io::stdin()).map_err(io::Error::from)?;
        self.lending.is_lent.store(true, Ordering::SeqCst);
        let outcome = act();
        if outcome.is_err() {
            // It may have broken in the middle. And a signal of the keyboard that ended it came here too.
            rustix::termios::tcsetattr(io::stdin(), rustix::termios::OptionalActions::Now, &settings)
                .map_err(io::Error::from)?;
            crossterm::execute!(io::stdout(), DisableMouseCapture)?;
            thread::sleep(STOPS_WITHIN);
        }
        self.lending.is_lent.store(false, Ordering::SeqCst);
        self.resume()?;
        Ok(outcome)
    }

    /// Gives the terminal back to the shell until the program is continued.
    fn suspend(&mut self) -> Result<(), TerminalError> {
        guard::give_back();
        // The whole job stops, as when the terminal itself answers Ctrl-Z: what started the program
        // (cargo, a script) must not go on waiting in front of the shell. Where no shell could
        // continue the job, the system ignores this and we go on.
        rustix::process::kill_current_process_group(rustix::process::Signal::TSTP).map_err(io::Error::from)?;
        // Another thread may take the signal a moment after this one goes on.
        thread::sleep(STOPS_WITHIN);
        self.resume()
    }

    /// Takes the terminal again; it may have another size now.
    fn resume(&mut self) -> Result<(), TerminalError> {
        guard::take()?;
        let (columns, lines) = size()?;
        // A new size has no effects.
        let _ = (self.program.update)(&mut self.model, Msg::Resized(columns, lines));
        self.redraw_all(self.model.area)
    }

    /// Clears the screen, so that the next frame is drawn whole. (`Terminal::clear` would ask the
    /// terminal where its cursor is, and wait for an answer that some terminals never give.)
    fn redraw_all(&mut self, area: Rect) -> Result<(), TerminalError> {
        Ok(self.screen.resize(area)?)
    }

    /// Draws in one go, so that no half frame is ever seen.
    fn draw(&mut self) -> Result<(), TerminalError> {
        crossterm::queue!(io::stdout(), BeginSynchronizedUpdate)?;
        let drawn = self.screen.draw(|frame| (self.program.draw)(&self.model, frame));
        let resting_place = resting_place(&self.model);
        let awaited = self.model.awaited_text();
        let sees_awaited = drawn.map(|frame| awaited.is_some_and(|text| shows(frame.buffer, &text)));
        if let Some(at) = resting_place {
            crossterm::queue!(io::stdout(), MoveTo(at.x, at.y))?;
        }
        crossterm::execute!(io::stdout(), EndSynchronizedUpdate)?;
        self.sees_awaited = sees_awaited?;
        Ok(())
    }
}
