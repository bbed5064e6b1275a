//! The real program in a pseudo-terminal.

use std::fmt::Write as _;
use std::io::{Read, Write};
use std::num::NonZero;
use std::sync::mpsc::channel;
use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// Far longer than anything takes; only a failing test waits as long.
const PATIENCE: Duration = Duration::from_secs(20);

/// The same where a test gives the program more to do than anybody.
pub const LONG_PATIENCE: Duration = Duration::from_secs(180);

/// The program under test.
pub const ONRECORD: &str = env!("CARGO_BIN_EXE_onrecord");

/// A terminal with a program in it.
pub struct Terminal {
    master: Box<dyn MasterPty + Send>,
    keyboard: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    screen: Arc<Screen>,
    patience: Duration,
    /// What the program remembers here is gone with the terminal.
    _state: tempfile::TempDir,
}

/// What the terminal shows, and a bell for everybody who waits for it to change.
struct Screen {
    state: Mutex<State>,
    changed: Condvar,
}

struct State {
    parser: vt100::Parser,
    /// Everything the program wrote.
    written: Vec<u8>,
    closed: bool,
}

/// A terminal that is about to be opened.
pub struct Builder {
    command: CommandBuilder,
    size: PtySize,
    patience: Duration,
    state: tempfile::TempDir,
}

/// The program itself with these arguments.
pub fn onrecord(arguments: &[&str]) -> Builder {
    program(ONRECORD, arguments)
}

/// A line of shell; `"$ONRECORD"` is the program.
pub fn shell(line: &str) -> Builder {
    program("sh", &["-c", line])
}

/// Any program.
pub fn program(name: &str, arguments: &[&str]) -> Builder {
    let mut command = CommandBuilder::new(name);
    command.args(arguments);
    command.env("ONRECORD", ONRECORD);
    command.env("TERM", "xterm-256color");
    command.env("RUST_BACKTRACE", "0");
    for variable in [
        "NO_COLOR",
        "COLORTERM",
        "LC_ALL",
        "LC_CTYPE",
        "LANG",
        "ONRECORD_CORPUS",
        // Who runs the tests may do so anywhere.
        "TMUX",
        "STY",
        "DISPLAY",
        "WAYLAND_DISPLAY",
        "SSH_CONNECTION",
        "SSH_TTY",
        "VISUAL",
        "EDITOR",
    ] {
        command.env_remove(variable);
    }
    // Nobody's own settings.
    command.env("ONRECORD_CONFIG", "/dev/null");
    // A folder without a quotes.yaml: the built-in corpus opens.
    command.cwd(std::env::temp_dir());
    let state = super::folder();
    command.env("ONRECORD_STATE", state.path());
    let size = PtySize { rows: 40, cols: 120, pixel_width: 0, pixel_height: 0 };
    Builder { command, state, size, patience: PATIENCE }
}

impl Builder {
    pub fn with(mut self, variable: &str, value: &str) -> Self {
        self.command.env(variable, value);
        self
    }

    pub fn in_folder(mut self, folder: &std::path::Path) -> Self {
        self.command.cwd(folder);
        self
    }

    /// Waits as long as this for what is waited for.
    pub fn with_patience(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    /// Opens a terminal that is gone as soon as it shows this text; the exit code. Without `control` it is not
    /// the program's own, so that no signal tells of its end.
    pub fn open_and_go_away(mut self, text: &str, control: bool) -> u32 {
        self.command.set_controlling_tty(control);
        let pair = native_pty_system().openpty(self.size).expect("a pseudo-terminal");
        let mut child = pair.slave.spawn_command(self.command).expect("the program starts");
        drop(pair.slave);
        let mut output = pair.master.try_clone_reader().expect("its output");
        let mut parser = vt100::Parser::new(cells(self.size.rows), cells(self.size.cols), 0);
        let mut bytes = [0; 4096];
        while !flowing(parser.screen()).contains(text) {
            let read = output.read(&mut bytes).expect("the program writes");
            parser.process(&bytes[..read]);
        }
        drop((output, pair.master));
        let mut killer = child.clone_killer();
        let (sender, ended) = channel();
        thread::spawn(move || sender.send(child.wait().expect("the program ends").exit_code()));
        ended.recv_timeout(PATIENCE).unwrap_or_else(|_| {
            let _ = killer.kill();
            panic!("the program goes on without a terminal")
        })
    }

    pub fn open(self) -> Terminal {
        let pair = native_pty_system().openpty(self.size).expect("a pseudo-terminal");
        let child = pair.slave.spawn_command(self.command).expect("the program starts");
        let mut output = pair.master.try_clone_reader().expect("its output");
        let keyboard = pair.master.take_writer().expect("its keyboard");
        let parser = vt100::Parser::new(cells(self.size.rows), cells(self.size.cols), 0);
        let screen = Arc::new(Screen {
            state: Mutex::new(State { parser, written: Vec::new(), closed: false }),
            changed: Condvar::new(),
        });
        let shown = Arc::clone(&screen);
        thread::spawn(move || {
            let mut bytes = [0; 4096];
            loop {
                let read = output.read(&mut bytes).unwrap_or(0);
                let mut state = shown.state.lock().expect("the screen");
                state.parser.process(&bytes[..read]);
                state.written.extend_from_slice(&bytes[..read]);
                state.closed = read == 0;
                shown.changed.notify_all();
                if state.closed {
                    return;
                }
            }
        });
        Terminal { master: pair.master, keyboard, child, screen, patience: self.patience, _state: self.state }
    }
}

impl Terminal {
    /// Types text or control bytes.
    pub fn keys(&mut self, keys: &str) -> &mut Self {
        self.keyboard.write_all(keys.as_bytes()).expect("the program takes keys");
        self.keyboard.flush().expect("the program takes keys");
        self
    }

    /// Waits until the terminal is as wanted.
    pub fn wait_until(&mut self, what: &str, wanted: impl Fn(&vt100::Screen) -> bool) -> &mut Self {
        let deadline = Instant::now() + self.patience;
        let mut state = self.screen.state.lock().expect("the screen");
        while !wanted(state.parser.screen()) {
            let left = deadline.saturating_duration_since(Instant::now());
            assert!(!left.is_zero() && !state.closed, "waited for {what}; the screen is\n{}", picture(&state));
            state = self.screen.changed.wait_timeout(state, left).expect("the screen").0;
        }
        drop(state);
        self
    }

    /// Waits until the terminal shows a text; line ends count as spaces.
    pub fn wait_for(&mut self, text: &str) -> &mut Self {
        self.wait_until(text, |screen| flowing(screen).contains(text))
    }

    /// Waits until the program asks the terminal for the colour of its ground.
    pub fn wait_for_the_question(&mut self) -> &mut Self {
        let deadline = Instant::now() + PATIENCE;
        let mut state = self.screen.state.lock().expect("the screen");
        while !asks_for_the_ground(&state) {
            let left = deadline.saturating_duration_since(Instant::now());
            assert!(!left.is_zero() && !state.closed, "the program does not ask; the screen is\n{}", picture(&state));
            state = self.screen.changed.wait_timeout(state, left).expect("the screen").0;
        }
        drop(state);
        self
    }

    /// Whether the program has asked the terminal for the colour of its ground.
    pub fn was_asked(&self) -> bool {
        asks_for_the_ground(&self.screen.state.lock().expect("the screen"))
    }

    /// Whether the program has written these bytes.
    pub fn has_written(&self, text: &str) -> bool {
        let state = self.screen.state.lock().expect("the screen");
        state.written.windows(text.len()).any(|bytes| bytes == text.as_bytes())
    }

    /// Whether the terminal shows a text now.
    pub fn shows(&self, text: &str) -> bool {
        flowing(self.screen.state.lock().expect("the screen").parser.screen()).contains(text)
    }

    /// What the terminal shows now, with colours as escape sequences.
    pub fn formatted(&self) -> String {
        let state = self.screen.state.lock().expect("the screen");
        state.parser.screen().contents_formatted()
    }

    /// Everything the program wrote, as text.
    pub fn written(&self) -> String {
        String::from_utf8_lossy(&self.screen.state.lock().expect("the screen").written).into_owned()
    }

    /// Whether the program writes nothing for as long as this.
    pub fn stays_silent(&self, time: Duration) -> bool {
        let state = self.screen.state.lock().expect("the screen");
        let before = state.written.len();
        let (_state, waited) = self
            .screen
            .changed
            .wait_timeout_while(state, time, |state| state.written.len() == before)
            .expect("the screen");
        waited.timed_out()
    }

    /// Waits until the program has nothing more to do; then it must write nothing and use no processor.
    pub fn assert_idle(&self) {
        while !self.stays_silent(Duration::from_millis(300)) {}
        let before = self.processor_time();
        assert!(self.stays_silent(Duration::from_secs(1)));
        let used = self.processor_time().zip(before).map(|(after, before)| after - before);
        assert!(used.is_none_or(|ticks| ticks <= 1), "{used:?} ticks of processor time while idle");
    }

    pub fn resize(&mut self, columns: u16, lines: u16) -> &mut Self {
        self.screen.state.lock().expect("the screen").parser.screen_mut().set_size(cells(lines), cells(columns));
        let size = PtySize { rows: lines, cols: columns, pixel_width: 0, pixel_height: 0 };
        self.master.resize(size).expect("a new size");
        self
    }

    /// The process in the terminal.
    pub fn process(&self) -> u32 {
        self.child.process_id().expect("a process")
    }

    /// The processor time it has used, in hundredths of a second, where Linux counts it.
    pub fn processor_time(&self) -> Option<u64> {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.process())).ok()?;
        let fields: Vec<u64> =
            stat.rsplit(')').next()?.split_whitespace().skip(11).take(2).flat_map(str::parse).collect();
        Some(fields.iter().sum())
    }

    /// The memory it takes now, in KiB, where Linux counts it.
    pub fn resident(&self) -> Option<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.process())).ok()?;
        number_of("VmRSS", &status)
    }

    /// How often its threads have slept and woken up again, together, where Linux counts it.
    pub fn wake_ups(&self) -> Option<u64> {
        let threads = std::fs::read_dir(format!("/proc/{}/task", self.process())).ok()?;
        let wake_ups = |thread: std::io::Result<std::fs::DirEntry>| {
            let status = std::fs::read_to_string(thread.ok()?.path().join("status")).ok()?;
            number_of("voluntary_ctxt_switches", &status)
        };
        Some(threads.filter_map(wake_ups).sum())
    }

    /// Waits until the program has ended and all it wrote is on the screen; its exit code.
    pub fn end(&mut self) -> u32 {
        let deadline = Instant::now() + PATIENCE;
        let mut state = self.screen.state.lock().expect("the screen");
        while !state.closed {
            let left = deadline.saturating_duration_since(Instant::now());
            assert!(!left.is_zero(), "the program does not end; the screen is\n{}", picture(&state));
            state = self.screen.changed.wait_timeout(state, left).expect("the screen").0;
        }
        drop(state);
        self.child.wait().expect("the program ends").exit_code()
    }

    /// Nothing the program switched on is left on.
    pub fn assert_given_back(&self) {
        let state = self.screen.state.lock().expect("the screen");
        let screen = state.parser.screen();
        let left = [
            ("the alternate screen", screen.alternate_screen()),
            ("bracketed paste", screen.bracketed_paste()),
            ("a hidden cursor", screen.hide_cursor()),
            ("the mouse", screen.mouse_protocol_mode() != vt100::MouseProtocolMode::None),
            ("application keys", screen.application_keypad() || screen.application_cursor()),
        ];
        for (what, is_left) in left {
            assert!(!is_left, "the program left behind: {what}\n{}", picture(&state));
        }
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A number of a status of Linux, which has a line for each.
fn number_of(field: &str, status: &str) -> Option<u64> {
    let line = status.lines().find_map(|line| line.strip_prefix(field)?.strip_prefix(':'))?;
    line.split_whitespace().next()?.parse().ok()
}

fn cells(number: u16) -> NonZero<u16> {
    NonZero::new(number).expect("a terminal has cells")
}

fn asks_for_the_ground(state: &State) -> bool {
    let question = b"\x1b]11;?";
    state.written.windows(question.len()).any(|bytes| bytes == question)
}

fn flowing(screen: &vt100::Screen) -> String {
    screen.contents().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn picture(state: &State) -> String {
    let screen = state.parser.screen();
    let mut picture = screen.contents();
    let _ = write!(picture, "\n(alternate screen: {}, closed: {})", screen.alternate_screen(), state.closed);
    picture
}
