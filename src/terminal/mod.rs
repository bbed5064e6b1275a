//! The terminal: the only place that performs effects.
//!
//! One channel carries everything that happens to the loop: batches of input, answers of
//! the search, the corpus once it is read, signals. Nothing polls; an idle program sleeps.

mod background;
mod clipboard;
mod desktop;
mod drafts;
mod editing;
mod editor;
mod effects;
mod guard;
mod hang_up;
mod headless;
mod input;
mod keeper;
mod lending;
mod mouse;
mod osc52;
mod running;
mod signals;
mod watch;

use std::io::{self, IsTerminal};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::mpsc::channel;

use ratatui::Frame;
use thiserror::Error;

use crate::app::{Effect, Model, Msg, Start, update};
use crate::corpus::{CorpusChoice, Loaded, OpenError, Origin, open};
use crate::memory::{CorpusKey, Memory};
use crate::search::{Engine, SearchFunction};
use crate::ui::draw;
use effects::Performer;
use lending::Lending;
use running::Running;

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
    #[error("this is not a terminal: onrecord needs one to show the corpus and to take keys")]
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
    let lending = Lending::enter(start.settings.mouse, is_lent)?;
    let is_read = !happened.is_empty();
    // Read before anything is drawn, so that the program is as it was left from the first frame on.
    let mut memory = Memory::new(start.state_folder.as_deref(), CorpusKey::of(&choice));
    let recalled = memory.recall();
    let performer = Performer::new(program, choice, memory, sender.clone())?;
    let (mut running, heard) = Running::new(program, start, performer, sender, lending)?;
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
