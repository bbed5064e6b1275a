//! Asking the terminal what its ground is: OSC 11, which most terminals answer at once, some
//! late, and some never.
//!
//! The answer comes on the way of the keys, as if somebody had typed it. So it is looked for
//! among them, and whatever is no part of it goes on as the keys it is.

use std::io::{self, Write};
use std::time::{Duration, Instant};

use crossterm::event;

use super::input::msg;
use crate::action::{Key, KeyCode, NamedKey};
use crate::app::Msg;
use crate::settings::{Background, Rgb};

/// The question; a terminal ends its answer as the question ends.
const QUESTION: &str = "\u{1b}]11;?\u{1b}\\";
/// How every answer begins.
const BEGINNING: &str = "\u{1b}]11;";
/// The two ways to end it.
const ENDS: [&str; 2] = ["\u{1b}\\", "\u{7}"];
/// No answer is longer than this; the longest form is `rgba:ffff/ffff/ffff/ffff`.
const LONGEST: usize = 40;
/// How long the first frame waits for the answer. One that comes later is still heard.
const PATIENCE: Duration = Duration::from_millis(100);

/// Whether a terminal of this kind can be asked. The console of Linux would show a part of the
/// question.
pub(super) fn can_be_asked() -> bool {
    std::env::var_os("TERM").is_some_and(|term| term != "linux")
}

/// Asks, and waits a moment. Gives what came meanwhile in the order it came.
///
/// # Errors
/// The terminal fails.
pub(super) fn ask(listener: &mut Listener) -> io::Result<Vec<Msg>> {
    let mut out = io::stdout();
    out.write_all(QUESTION.as_bytes())?;
    out.flush()?;
    let deadline = Instant::now() + PATIENCE;
    let mut msgs = Vec::new();
    while !listener.has_heard {
        let left = deadline.saturating_duration_since(Instant::now());
        if left.is_zero() || !event::poll(left)? {
            break;
        }
        if let Some(msg) = msg(event::read()?) {
            listener.hear(msg, &mut msgs);
        }
    }
    listener.pause(&mut msgs);
    Ok(msgs)
}

/// Looks for the answer among the keys.
#[derive(Debug, Default)]
pub(super) struct Listener {
    /// Keys that may be the beginning of the answer.
    held: Vec<Key>,
    has_heard: bool,
}

/// What some keys are to the answer.
#[derive(Debug, PartialEq, Eq)]
enum Part {
    Beginning,
    /// All of it, with the ground it tells, if that can be understood.
    Whole(Option<Background>),
    None,
}

impl Listener {
    /// Takes what came in; what is no part of the answer is passed on.
    pub(super) fn hear(&mut self, msg: Msg, onward: &mut Vec<Msg>) {
        let Msg::Key(key) = msg else { return onward.push(msg) };
        if self.has_heard {
            return onward.push(Msg::Key(key));
        }
        self.held.push(key);
        match part(&self.held) {
            Part::Beginning => {}
            Part::Whole(background) => {
                self.held.clear();
                self.has_heard = true;
                onward.extend(background.map(Msg::Background));
            }
            Part::None => {
                self.held.pop();
                let begins_anew = !self.held.is_empty() && part(&[key]) == Part::Beginning;
                onward.extend(self.held.drain(..).map(Msg::Key));
                if begins_anew {
                    self.held.push(key);
                } else {
                    onward.push(Msg::Key(key));
                }
            }
        }
    }

    /// Nothing more is there for now: `Esc` alone is a key that somebody pressed.
    pub(super) fn pause(&mut self, onward: &mut Vec<Msg>) {
        if self.held.len() == 1 && self.held[0].code == KeyCode::Named(NamedKey::Escape) {
            onward.extend(self.held.drain(..).map(Msg::Key));
        }
    }
}

/// The bytes that a terminal sends for a key, as far as they can be part of the answer.
fn bytes(key: Key) -> Option<String> {
    match key.code {
        KeyCode::Named(NamedKey::Escape) => Some("\u{1b}".to_owned()),
        KeyCode::Char('g') if key.control => Some("\u{7}".to_owned()),
        KeyCode::Char(character) if key.alt && !key.control => Some(format!("\u{1b}{character}")),
        KeyCode::Char(character) if !key.control => Some(character.to_string()),
        _ => None,
    }
}

fn part(keys: &[Key]) -> Part {
    let Some(text) = keys.iter().map(|key| bytes(*key)).collect::<Option<String>>() else { return Part::None };
    let Some(body) = text.strip_prefix(BEGINNING) else {
        return if BEGINNING.starts_with(&text) { Part::Beginning } else { Part::None };
    };
    if let Some(colour) = ENDS.into_iter().find_map(|end| body.strip_suffix(end)) {
        return Part::Whole(colour_of(colour).map(Background::of));
    }
    let belongs = |character: char| character.is_ascii_hexdigit() || "rgba:/\u{1b}".contains(character);
    if body.len() <= LONGEST && body.chars().all(belongs) { Part::Beginning } else { Part::None }
}

/// The colour that is written `rgb:RRRR/GGGG/BBBB`, with one to four digits for each part.
fn colour_of(text: &str) -> Option<Rgb> {
    let (_, parts) = text.split_once(':').filter(|(name, _)| matches!(*name, "rgb" | "rgba"))?;
    let mut parts = parts.split('/').map(|digits| {
        let most = [0xf, 0xff, 0xfff, 0xffff].get(digits.len().checked_sub(1)?)?;
        u8::try_from(u32::from_str_radix(digits, 16).ok()? * 255 / most).ok()
    });
    Some(Rgb { red: parts.next()??, green: parts.next()??, blue: parts.next()?? })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(names: &str) -> Vec<Msg> {
        names.split(' ').map(|name| Msg::Key(name.parse().expect("a key"))).collect()
    }

    /// What is passed on: keys by their names, and the ground.
    fn passed_on(listener: &mut Listener, msgs: Vec<Msg>) -> String {
        let mut onward = Vec::new();
        for msg in msgs {
            listener.hear(msg, &mut onward);
        }
        listener.pause(&mut onward);
        let told = |msg: &Msg| match msg {
            Msg::Key(key) => key.to_string(),
            other => format!("{other:?}"),
        };
        onward.iter().map(told).collect::<Vec<_>>().join(" ")
    }

    const LIGHT: &str = "Alt-] 1 1 ; r g b : f d f d / f 6 f 6 / e 3 e 3 Alt-\\";

    #[test]
    fn the_answer_is_taken_out_of_the_keys_around_it() {
        let mut listener = Listener::default();
        let heard = passed_on(&mut listener, keys(&format!("/ n {LIGHT} o Alt-] 1")));
        assert_eq!(heard, "/ n Background(Light) o Alt-] 1");
    }

    #[test]
    fn an_answer_may_come_in_pieces_and_late() {
        let mut listener = Listener::default();
        let names: Vec<&str> = LIGHT.split(' ').collect();
        assert_eq!(passed_on(&mut listener, keys("x")), "x");
        assert_eq!(passed_on(&mut listener, keys(&names[..6].join(" "))), "");
        assert_eq!(passed_on(&mut listener, keys(&names[6..].join(" "))), "Background(Light)");
    }

    #[test]
    fn every_form_of_the_answer_is_understood() {
        for (form, ground) in [
            ("Alt-] 1 1 ; r g b : 0 0 / 2 b / 3 6 Ctrl-G", "Background(Dark)"),
            ("Alt-] 1 1 ; r g b a : 0 / 0 / 0 / f Esc \\", "Background(Dark)"),
            ("Esc ] 1 1 ; r g b : f f f f / F F F F / f f f f Esc \\", "Background(Light)"),
            ("Alt-] 1 1 ; r g b : / / Ctrl-G x", "x"),
        ] {
            assert_eq!(passed_on(&mut Listener::default(), keys(form)), ground, "{form}");
        }
    }

    #[test]
    fn keys_that_only_look_like_the_answer_are_passed_on() {
        for typed in ["Esc", "Esc Esc", "Alt-] x", "Alt-] 1 1 ; q", "Alt-] 1 1 ; r Down", "Esc ] 1 2", "Ctrl-G Enter"] {
            assert_eq!(passed_on(&mut Listener::default(), keys(typed)), typed);
        }
    }

    #[test]
    fn colours_are_read_with_one_to_four_digits() {
        let read = |text| colour_of(text).map(|colour| [colour.red, colour.green, colour.blue]);
        assert_eq!(read("rgb:ffff/8000/0000"), Some([255, 127, 0]));
        assert_eq!(read("rgb:f/8/0"), Some([255, 136, 0]));
        for odd in ["", "rgb:", "rgb:ff/ff", "rgb:fffff/0/0", "hsl:0/0/0", "rgb:g/0/0", "rgb:é/0/0"] {
            assert_eq!(read(odd), None, "{odd}");
        }
    }
}
