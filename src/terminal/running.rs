//! The program while it runs: the loop.

use std::io::{self, Stdout, Write};
use std::iter::Peekable;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::Instant;

use crossterm::cursor::MoveTo;
use crossterm::terminal::{BeginSynchronizedUpdate, EndSynchronizedUpdate};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;

use super::background::{self, Listener};
use super::effects::Performer;
use super::input::InputThread;
use super::lending::{Lending, suspend};
use super::{Ending, Event, Program, TerminalError, guard, size};
use crate::app::{Effect, Model, Moment, Msg, Start};
use crate::settings::{Colours, ThemeChoice};
use crate::ui::{resting_place, shows};

/// What is said where the program ends before everything is on the disk.
const NOT_KEPT: &str = "Writing did not come to an end: look whether your last changes are in their files.";

/// The program while it runs.
pub(super) struct Running {
    program: Program,
    model: Model,
    pub(super) performer: Performer,
    input: InputThread,
    screen: Terminal<CrosstermBackend<Stdout>>,
    /// When it was started: moments are counted from here.
    started: Instant,
    /// Whether the last frame showed the text that the state machine waits for.
    sees_awaited: bool,
    /// The command of the editor, where the person has one.
    pub(super) editor: Option<String>,
    /// Whether the thread that reads keys waits for the loop, so that another program can have them.
    pub(super) keys_are_free: bool,
    pub(super) lending: Lending,
}

/// Whether the loop goes on.
pub(super) enum Flow {
    On,
    End(Ending),
}

impl Running {
    pub(super) fn new(
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
    pub(super) fn finish(self, events: &Receiver<Event>) -> Vec<String> {
        let Self { program, mut model, performer, lending, screen, .. } = self;
        let view = model.last_view();
        drop(lending);
        let is_kept = performer.finish(view);
        for event in events.try_iter() {
            let Event::Happened(msg) = event else { continue };
            if !msg.is_of_keeping() {
                continue;
            }
            let _ = (program.update)(&mut model, msg);
        }
        let mut news: Vec<String> = model.messages.errors().map(|message| message.text.clone()).collect();
        news.extend((!is_kept).then(|| NOT_KEPT.to_owned()));
        let draft = model
            .draft_left()
            .map(|file| format!("A new statement is in no file yet; it is kept in {}.", file.display()));
        news.extend(draft);
        std::mem::forget((model, screen));
        news
    }

    /// Runs the loop; what came in before it starts is dealt with first.
    pub(super) fn run(&mut self, early: Vec<Msg>, events: &Receiver<Event>) -> Result<Ending, TerminalError> {
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
                let mut msgs = msgs.into_iter().peekable();
                while let Some(msg) = msgs.next() {
                    let msg = if self.model.takes_letters() { with_letters_after(msg, &mut msgs) } else { msg };
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

    pub(super) fn update(&mut self, msg: Msg) -> Result<Flow, TerminalError> {
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

    /// Gives the terminal back to the shell until the program is continued.
    fn suspend(&mut self) -> Result<(), TerminalError> {
        suspend()?;
        self.resume()
    }

    /// Takes the terminal again; it may have another size now.
    pub(super) fn resume(&mut self) -> Result<(), TerminalError> {
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

/// A letter together with all letters that follow it at once; anything else as it is.
fn with_letters_after(msg: Msg, following: &mut Peekable<impl Iterator<Item = Msg>>) -> Msg {
    let Some(first) = letter(&msg) else { return msg };
    let Some(second) = following.peek().and_then(letter) else { return msg };
    let mut letters = String::from_iter([first, second]);
    following.next();
    while let Some(next) = following.peek().and_then(letter) {
        letters.push(next);
        following.next();
    }
    Msg::Typed(letters)
}

const fn letter(msg: &Msg) -> Option<char> {
    match msg {
        Msg::Key(key) => key.typed(),
        _ => None,
    }
}
