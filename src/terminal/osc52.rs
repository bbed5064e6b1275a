//! Asking a terminal to put a text into its clipboard: OSC 52, as xterm has it
//! (<https://invisible-island.net/xterm/ctlseqs/ctlseqs.html>).

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// The longest text that is sent, in bytes. Terminals that limit such a sequence take 100,000
/// bytes: 7 before the text, 1 behind it, and in between the base64 of 74,994 bytes
/// (<https://sunaku.github.io/tmux-yank-osc52.html>).
pub(super) const MOST_BYTES: usize = 74_994;

/// GNU Screen passes strings of at most 256 bytes on, in its versions before 4.2; later ones take
/// more (<https://chromium.googlesource.com/apps/libapps/+/HEAD/hterm/etc/osc52.sh>). Two bytes
/// before and two behind are its own.
const SCREEN_CHUNK: usize = 252;

/// What stands between the program and the terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Multiplexer {
    /// Nothing.
    None,
    /// tmux.
    Tmux,
    /// GNU Screen.
    Screen,
}

/// The bytes that ask for it. `None` where the text is longer than a terminal takes: part of a
/// quote is worse than none.
pub(super) fn osc52(text: &str, through: Multiplexer) -> Option<Vec<u8>> {
    if text.len() > MOST_BYTES {
        return None;
    }
    let sequence = format!("\x1b]52;c;{}\x07", STANDARD.encode(text));
    Some(match through {
        Multiplexer::None => sequence.into_bytes(),
        // Either tmux takes it itself (`set-clipboard on`), or it passes the second one on
        // (`allow-passthrough on`), in which it wants every ESC doubled.
        Multiplexer::Tmux => {
            let doubled = sequence.replace('\x1b', "\x1b\x1b");
            format!("{sequence}\x1bPtmux;{doubled}\x1b\\").into_bytes()
        }
        Multiplexer::Screen => sequence
            .as_bytes()
            .chunks(SCREEN_CHUNK)
            .flat_map(|chunk| [b"\x1bP".as_slice(), chunk, b"\x1b\\"].concat())
            .collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(text: &str, through: Multiplexer) -> String {
        String::from_utf8(osc52(text, through).expect("short enough")).expect("ASCII")
    }

    #[test]
    fn a_terminal_is_asked_in_one_sequence() {
        assert_eq!(sent("“No.”", Multiplexer::None), "\x1b]52;c;4oCcTm8u4oCd\x07");
        assert_eq!(sent("", Multiplexer::None), "\x1b]52;c;\x07");
    }

    #[test]
    fn tmux_takes_it_or_passes_it_on() {
        assert_eq!(sent("No.", Multiplexer::Tmux), "\x1b]52;c;Tm8u\x07\x1bPtmux;\x1b\x1b]52;c;Tm8u\x07\x1b\\");
    }

    #[test]
    fn screen_passes_it_on_in_strings_it_can_hold() {
        let text = "We will build it. ".repeat(40);
        let sent = sent(&text, Multiplexer::Screen);
        let chunks: Vec<&str> = sent.split_terminator("\x1b\\").collect();
        assert!(chunks.len() > 3, "{chunks:?}");
        assert!(chunks.iter().all(|chunk| chunk.starts_with("\x1bP") && chunk.len() + 2 <= 256), "{chunks:?}");
        let joined: String = chunks.iter().map(|chunk| &chunk[2..]).collect();
        assert_eq!(joined, self::sent(&text, Multiplexer::None));
    }

    #[test]
    fn a_text_that_is_too_long_is_not_sent_at_all() {
        let most = "x".repeat(MOST_BYTES);
        assert_eq!(sent(&most, Multiplexer::None).len(), 100_000);
        for through in [Multiplexer::None, Multiplexer::Tmux, Multiplexer::Screen] {
            assert_eq!(osc52(&format!("{most}x"), through), None);
        }
    }
}
