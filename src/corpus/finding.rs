//! What is found out about something that was read, while its place is only known as bytes.

use std::collections::HashMap;

use crate::diagnostic::{Diagnostic, Place, Severity, closest, short};
use crate::text::ByteSpan;

/// A problem with a span of a file. Whoever has the file at hand gives it its place.
#[derive(Debug)]
pub(super) struct Finding {
    severity: Severity,
    code: &'static str,
    message: String,
    help: Option<String>,
    pub(super) span: ByteSpan,
}

impl Finding {
    pub(super) const fn error(code: &'static str, message: String, span: ByteSpan) -> Self {
        Self { severity: Severity::Error, code, message, help: None, span }
    }

    pub(super) fn warning(code: &'static str, message: String, span: ByteSpan) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, message, span) }
    }

    pub(super) fn with_help(self, help: impl Into<String>) -> Self {
        Self { help: Some(help.into()), ..self }
    }

    pub(super) const fn severity(&self) -> Severity {
        self.severity
    }

    pub(super) fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    pub(super) fn placed(self, place: Place) -> Diagnostic {
        let Self { severity, code, message, help, .. } = self;
        Diagnostic { severity, code, message, help, place }
    }
}

/// Why an id leads nowhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Missing {
    /// Nothing has it.
    Unknown,
    /// Several other files have it.
    Ambiguous,
}

impl Missing {
    /// The same as a finding. `what` is the sort of thing that was looked for, `meant` the
    /// id that may have been.
    pub(super) fn finding(self, what: &'static str, id: &str, span: ByteSpan, meant: Option<String>) -> Finding {
        let id = short(id);
        match self {
            Self::Unknown => {
                let finding = Finding::error(unknown_code(what), format!("there is no {what} `{id}`"), span);
                finding.with_help(match meant {
                    Some(meant) => format!("did you mean `{meant}`?"),
                    None => format!("define a {what} of that id, or correct it here"),
                })
            }
            Self::Ambiguous => {
                let finding = Finding::error("ambiguous-id", format!("several files have a {what} `{id}`"), span);
                finding.with_help(format!("write the file's name before it: `file/{id}`"))
            }
        }
    }
}

fn unknown_code(what: &str) -> &'static str {
    match what {
        "speaker" => "unknown-speaker",
        "session" => "unknown-session",
        "source" => "unknown-source",
        _ => "unknown-statement",
    }
}

/// Which ids may have been meant. A million wrong ids must not be compared with a million
/// right ones, so each is looked for once, and only as long as that takes no time to speak of.
#[derive(Debug)]
pub(super) struct Suggestions {
    known: HashMap<String, Option<String>>,
    comparisons_left: usize,
}

impl Default for Suggestions {
    fn default() -> Self {
        // About a second.
        Self { known: HashMap::new(), comparisons_left: 2_000_000 }
    }
}

impl Suggestions {
    /// The candidate most like `wanted`.
    pub(super) fn meant<'a>(
        &mut self,
        wanted: &str,
        candidates: impl ExactSizeIterator<Item = &'a str>,
    ) -> Option<String> {
        if let Some(known) = self.known.get(wanted) {
            return known.clone();
        }
        self.comparisons_left = self.comparisons_left.checked_sub(candidates.len())?;
        let meant = closest(&short(wanted), candidates).map(str::to_owned);
        self.known.insert(wanted.to_owned(), meant.clone());
        meant
    }
}
