//! What is around the program: a desktop, or only a terminal, perhaps on another machine.

use std::env::consts::OS;
use std::sync::mpsc::Sender;
use std::thread;

use super::Event;
use super::osc52::Multiplexer;
use crate::app::{Msg, NotOpened};

/// What the environment tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Surroundings {
    /// Whether the person sits at the desktop of this machine.
    pub(super) has_desktop: bool,
    /// What stands between the program and the terminal.
    pub(super) multiplexer: Multiplexer,
}

impl Surroundings {
    /// What the environment of this process tells.
    pub(super) fn of_process() -> Self {
        Self::of(OS, |name| std::env::var(name).ok())
    }

    /// What a system's environment tells. Over SSH the desktop of this machine, if it has one, is
    /// not the person's.
    fn of(system: &str, variable: impl Fn(&str) -> Option<String>) -> Self {
        let is_set = |name: &str| variable(name).is_some_and(|value| !value.is_empty());
        let is_remote = is_set("SSH_CONNECTION") || is_set("SSH_TTY");
        let has_screen = system == "macos" || is_set("WAYLAND_DISPLAY") || is_set("DISPLAY");
        let terminal = variable("TERM").unwrap_or_default();
        // Both call their terminals `screen`; tmux also says who it is, but not over SSH.
        let multiplexer = if is_set("TMUX") || terminal.starts_with("tmux") {
            Multiplexer::Tmux
        } else if is_set("STY") || terminal.starts_with("screen") {
            Multiplexer::Screen
        } else {
            Multiplexer::None
        };
        Self { has_desktop: has_screen && !is_remote, multiplexer }
    }
}

/// Opens an address with what the desktop opens addresses with. No shell reads it, and what the
/// opener writes is thrown away.
pub(super) fn open_address(address: String, surroundings: Surroundings, events: &Sender<Event>) {
    let told = events.clone();
    let tell = |events: &Sender<Event>, address: String, outcome| {
        let _ = events.send(Event::Happened(Msg::AddressOpened { address, outcome }));
    };
    if !surroundings.has_desktop {
        return tell(&told, address, Err(NotOpened::NoDesktop));
    }
    let of_thread = address.clone();
    let open = move || {
        let outcome = open::that_detached(&of_thread).map_err(|_| NotOpened::Refused);
        tell(&told, of_thread, outcome);
    };
    if thread::Builder::new().name("open".to_owned()).spawn(open).is_err() {
        tell(events, address, Err(NotOpened::Refused));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(system: &str, environment: &[(&str, &str)]) -> Surroundings {
        let variable =
            |name: &str| environment.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
        Surroundings::of(system, variable)
    }

    #[test]
    fn a_desktop_is_one_that_the_person_sits_at() {
        let has_desktop = |system, environment: &[(&str, &str)]| of(system, environment).has_desktop;
        assert!(has_desktop("linux", &[("DISPLAY", ":0")]));
        assert!(has_desktop("linux", &[("WAYLAND_DISPLAY", "wayland-0")]));
        assert!(has_desktop("macos", &[]));
        assert!(!has_desktop("linux", &[]));
        assert!(!has_desktop("linux", &[("DISPLAY", "")]));
        assert!(!has_desktop("linux", &[("DISPLAY", "localhost:10.0"), ("SSH_CONNECTION", "a 1 b 22")]));
        assert!(!has_desktop("macos", &[("SSH_TTY", "/dev/ttys001")]));
    }

    #[test]
    fn the_multiplexer_is_known_by_what_it_sets() {
        let multiplexer = |environment: &[(&str, &str)]| of("linux", environment).multiplexer;
        assert_eq!(multiplexer(&[("TERM", "xterm-256color")]), Multiplexer::None);
        assert_eq!(multiplexer(&[("TERM", "screen-256color"), ("TMUX", "/tmp/tmux,1,0")]), Multiplexer::Tmux);
        assert_eq!(multiplexer(&[("TERM", "tmux-256color")]), Multiplexer::Tmux);
        assert_eq!(multiplexer(&[("TERM", "screen"), ("STY", "1.pts-0")]), Multiplexer::Screen);
    }
}
