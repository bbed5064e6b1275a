//! The real program, run as a shell runs it.

use std::io::Write;
use std::process::{Command, Stdio};

/// The program with its arguments.
pub struct Shell {
    command: Command,
    input: Option<Vec<u8>>,
}

/// What came of it.
#[derive(Debug, PartialEq, Eq)]
pub struct Ran {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

/// `shell(&["search", "nonstarter"])`, with nothing in the environment that changes it, in a
/// folder without a corpus.
pub fn shell(arguments: &[&str]) -> Shell {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    command.args(arguments).current_dir("tests");
    for name in ["ONRECORD_CORPUS", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "FORCE_HYPERLINK"] {
        command.env_remove(name);
    }
    // Nobody's own settings.
    command.env("ONRECORD_CONFIG", "/dev/null");
    // Nothing is remembered, and nothing of the person who runs the tests is known.
    command.env("ONRECORD_STATE", std::env::temp_dir().join("onrecord-remembers-nothing"));
    Shell { command, input: None }
}

impl Shell {
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    pub fn fed(mut self, input: impl Into<Vec<u8>>) -> Self {
        self.input = Some(input.into());
        self
    }

    pub fn run(mut self) -> Ran {
        self.command.stdin(if self.input.is_some() { Stdio::piped() } else { Stdio::null() });
        let mut child = self.command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program runs");
        if let Some(input) = self.input {
            // A program that has read enough closes its end.
            let _ = child.stdin.take().expect("an input").write_all(&input);
        }
        let output = child.wait_with_output().expect("it ends");
        let text = |bytes| String::from_utf8(bytes).expect("text");
        Ran { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }

    /// Runs it and hands out what it wrote, which must be an answer.
    pub fn answer(self) -> String {
        let ran = self.run();
        assert_eq!(ran.code, Some(0), "{ran:?}");
        ran.out
    }

    /// The command, for tests that handle its streams themselves.
    pub fn command(self) -> Command {
        self.command
    }
}
