//! The thread that reads keys. It reads only when the loop grants it a read, so that
//! nothing else that uses the terminal ever fights it for keys.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use crossterm::event::{self, Event as TerminalEvent, KeyEvent, KeyEventKind, KeyModifiers};

use super::Event;
use super::background::Listener;
use super::mouse::Clicks;
use crate::action::{Key, KeyCode, NamedKey};
use crate::app::Msg;

/// How long one read goes on: a paste into a terminal that does not mark pastes comes key by key.
/// The screen should show it grow, but drawing it after every few keys would keep later ones waiting.
const LONGEST: Duration = Duration::from_millis(30);

/// After so many events the clock is looked at: to look after each would cost as much as to read it.
const BETWEEN_LOOKS: usize = 64;

/// Too short to wait for anything. (With zero, `crossterm` does not even look at what it has read.)
const NO_WAIT: Duration = Duration::from_micros(500);

/// The running input thread.
#[derive(Debug)]
pub(super) struct InputThread {
    grants: Sender<()>,
}

impl InputThread {
    /// Starts the thread. The listener, if there is one, still waits for the terminal to answer.
    pub(super) fn start(events: Sender<Event>, mut listener: Option<Listener>) -> io::Result<Self> {
        let (grants, granted) = channel();
        let run = move || run(&granted, &events, &mut listener);
        thread::Builder::new().name("input".to_owned()).spawn(run)?;
        Ok(Self { grants })
    }

    /// Grants one read. Its input comes as one event, after which another may be granted.
    pub(super) fn read(&self) {
        // A thread that ended has said so in an event of its own.
        let _ = self.grants.send(());
    }
}

fn run(granted: &Receiver<()>, events: &Sender<Event>, listener: &mut Option<Listener>) {
    let mut clicks = Clicks::default();
    while granted.recv().is_ok() {
        // A program without keys could not even be left: a panic ends it like any other failure.
        let event = match catch_unwind(AssertUnwindSafe(|| read_batch(listener, &mut clicks))) {
            Ok(Ok(msgs)) => Event::Input(msgs),
            Ok(Err(error)) => Event::InputEnded(error),
            Err(_) => Event::InputEnded(io::Error::other("the thread that reads keys broke")),
        };
        let ended = matches!(event, Event::InputEnded(_));
        if events.send(event).is_err() || ended {
            return;
        }
    }
}

/// Waits for input, then takes all that is there.
fn read_batch(listener: &mut Option<Listener>, clicks: &mut Clicks) -> io::Result<Vec<Msg>> {
    let mut msgs = Vec::new();
    let mut read = || -> io::Result<()> {
        let event = event::read()?;
        if let TerminalEvent::Mouse(event) = event {
            msgs.extend(clicks.pointed(event, Instant::now()).map(Msg::Pointed));
            return Ok(());
        }
        match (msg(event), listener.as_mut()) {
            (Some(msg), Some(listener)) => listener.hear(msg, &mut msgs),
            (Some(msg), None) => msgs.push(msg),
            (None, _) => {}
        }
        Ok(())
    };
    read()?;
    let begun = Instant::now();
    let mut count = 1;
    while (count % BETWEEN_LOOKS > 0 || begun.elapsed() < LONGEST) && event::poll(NO_WAIT)? {
        read()?;
        count += 1;
    }
    if let Some(listener) = listener {
        listener.pause(&mut msgs);
    }
    Ok(msgs)
}

/// What an event of the terminal means to the program, if anything.
pub(super) fn msg(event: TerminalEvent) -> Option<Msg> {
    match event {
        TerminalEvent::Key(event) if event.kind != KeyEventKind::Release => key(event).map(Msg::Key),
        TerminalEvent::Paste(text) => Some(Msg::Pasted(text)),
        TerminalEvent::Resize(columns, lines) => Some(Msg::Resized(columns, lines)),
        _ => None,
    }
}

fn key(event: KeyEvent) -> Option<Key> {
    use crossterm::event::KeyCode as Code;
    let named = |key| Some(KeyCode::Named(key));
    let code = match event.code {
        Code::Char(' ') => named(NamedKey::Space),
        Code::Char(character) => Some(KeyCode::Char(character)),
        Code::F(number) => Some(KeyCode::Function(number)),
        Code::Enter => named(NamedKey::Enter),
        Code::Esc => named(NamedKey::Escape),
        Code::Tab | Code::BackTab => named(NamedKey::Tab),
        Code::Backspace => named(NamedKey::Backspace),
        Code::Delete => named(NamedKey::Delete),
        Code::Insert => named(NamedKey::Insert),
        Code::Up => named(NamedKey::Up),
        Code::Down => named(NamedKey::Down),
        Code::Left => named(NamedKey::Left),
        Code::Right => named(NamedKey::Right),
        Code::Home => named(NamedKey::Home),
        Code::End => named(NamedKey::End),
        Code::PageUp => named(NamedKey::PageUp),
        Code::PageDown => named(NamedKey::PageDown),
        _ => None,
    }?;
    let held = |modifier| event.modifiers.contains(modifier);
    let is_character = matches!(code, KeyCode::Char(_));
    let code = match code {
        KeyCode::Char(character) if held(KeyModifiers::CONTROL) => KeyCode::Char(character.to_ascii_lowercase()),
        code => code,
    };
    let key = Key {
        code,
        control: held(KeyModifiers::CONTROL),
        alt: held(KeyModifiers::ALT),
        // A character already says whether shift was held.
        shift: !is_character && (held(KeyModifiers::SHIFT) || event.code == Code::BackTab),
    };
    Some(key.as_one_byte())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crossterm::event::KeyCode as Code;

    #[test]
    fn keys_are_named_as_in_the_keymap() {
        let cases = [
            (Code::Char('G'), KeyModifiers::SHIFT, "G"),
            (Code::Char('d'), KeyModifiers::CONTROL, "Ctrl-D"),
            (Code::BackTab, KeyModifiers::SHIFT, "Shift-Tab"),
            (Code::Char(' '), KeyModifiers::NONE, "Space"),
            (Code::Left, KeyModifiers::CONTROL, "Ctrl-Left"),
            (Code::F(1), KeyModifiers::NONE, "F1"),
            (Code::Char('?'), KeyModifiers::SHIFT, "?"),
            (Code::Char('5'), KeyModifiers::CONTROL, "Ctrl-]"),
            (Code::Char('7'), KeyModifiers::CONTROL, "Ctrl-/"),
            (Code::Char('/'), KeyModifiers::CONTROL, "Ctrl-_"),
        ];
        for (code, modifiers, name) in cases {
            assert_eq!(key(KeyEvent::new(code, modifiers)), name.parse().ok(), "{name}");
        }
    }
}
