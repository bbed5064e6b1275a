//! Why a subcommand could not do what it was asked: the one place where that becomes words.

use std::io::{self, Write};

use serde::Serialize;
use thiserror::Error;

use super::output::{error_columns, write_diagnostics};
use crate::corpus::OpenError;
use crate::diagnostic::{Diagnostic, Place};
use crate::export::BadTemplate;
use crate::files::WriteError;
use crate::import::{ImportError, MergeError};
use crate::memory::MemoryError;
use crate::query::QueryError;
use crate::talk_list::ListError;
use crate::text::Harmless;

/// The exit code where something could not be done.
pub(super) const FAILURE: u8 = 2;

/// Why something could not be done.
#[derive(Debug, Error)]
pub(super) enum Failure {
    /// The corpus cannot be read at all.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// A file has errors.
    #[error("a file has errors")]
    Problems(Vec<Diagnostic>),
    /// The query cannot be understood.
    #[error("{error}")]
    Query { query: String, error: QueryError },
    /// The template cannot be understood.
    #[error("{error}")]
    Template { template: String, error: BadTemplate },
    /// Something that was named is not there.
    #[error("{message}")]
    NotThere { code: &'static str, message: String, help: Option<String> },
    /// Statements that were asked for are not there: an answer, if a negative one.
    #[error("there are no such statements")]
    NoStatements(Vec<NoStatement>),
    /// A list cannot be read.
    #[error(transparent)]
    List(#[from] ListError),
    /// A file cannot be imported.
    #[error(transparent)]
    Import(#[from] ImportError),
    /// Something cannot be added to a corpus.
    #[error(transparent)]
    Merge(#[from] MergeError),
    /// What is remembered cannot be read.
    #[error(transparent)]
    Memory(#[from] MemoryError),
    /// A file cannot be written.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// The output cannot be written.
    #[error("cannot write: {0}")]
    Output(#[from] io::Error),
    /// Something that was told already, where the answer belongs.
    #[error("told already")]
    Told,
    /// A signal asked to stop while a file was written.
    #[error("stopped; nothing was changed")]
    Stopped { signal: i32 },
}

/// There is no statement with that id.
#[derive(Debug)]
pub(super) struct NoStatement {
    pub(super) id: String,
    pub(super) meant: Option<String>,
}

impl NoStatement {
    /// The same as a problem of where the id stands.
    pub(super) fn diagnostic(&self, place: Place) -> Diagnostic {
        let problem = Diagnostic::error("unknown-statement", format!("there is no statement `{}`", self.id), place);
        problem.with_help(self.meant.as_ref().map_or_else(
            || "`onrecord search` shows statements with their ids".to_owned(),
            |meant| format!("did you mean `{meant}`?"),
        ))
    }
}

/// What a program reads on standard error.
#[derive(Serialize)]
struct Report<'a> {
    /// Grows when a reader would have to change.
    version: u32,
    problems: &'a [Diagnostic],
}

impl Failure {
    /// Whether whoever read the output has seen enough: that is no failure.
    pub(super) fn is_broken_pipe(&self) -> bool {
        let broken = |error: &io::Error| error.kind() == io::ErrorKind::BrokenPipe;
        match self {
            Self::Output(error) | Self::Write(WriteError::Unwritable { error, .. }) => broken(error),
            _ => false,
        }
    }

    /// The exit code of the program.
    pub(super) fn code(&self) -> u8 {
        match self {
            // As shells have it.
            Self::Stopped { signal } => u8::try_from(128 + signal).unwrap_or(FAILURE),
            Self::NoStatements(_) => 1,
            _ => FAILURE,
        }
    }

    fn problems(&self) -> Vec<Diagnostic> {
        let whole = || Place::whole("");
        match self {
            Self::Open(error) => vec![error.diagnostic()],
            Self::Problems(problems) => problems.clone(),
            Self::Query { query, error } => {
                let place = Place::in_line("query", 1, query, error.span);
                vec![Diagnostic::error("bad-query", &*error.message, place).with_help(&*error.help)]
            }
            Self::Template { template, error } => {
                vec![Diagnostic::error(
                    "bad-template",
                    error.to_string(),
                    Place::in_line("template", 1, template, error.span()),
                )]
            }
            Self::NotThere { code, message, help } => {
                let problem = Diagnostic::error(code, &**message, whole());
                vec![help.iter().fold(problem, |problem, help| problem.with_help(&**help))]
            }
            Self::NoStatements(missing) => missing.iter().map(|missing| missing.diagnostic(whole())).collect(),
            Self::List(error) => error.diagnostics(),
            Self::Merge(MergeError::Open(error)) => vec![error.diagnostic()],
            Self::Merge(MergeError::Problems(problems)) => problems.clone(),
            Self::Merge(error) => {
                let problem = Diagnostic::error("cannot-merge", error.to_string(), whole());
                vec![problem.with_help("import into a file of its own, with -o, and open both together")]
            }
            Self::Import(ImportError::Malformed(problem)) => vec![(**problem).clone()],
            Self::Import(error) => vec![Diagnostic::error("unreadable", error.to_string(), whole())],
            Self::Write(error @ WriteError::IsThere { .. }) => {
                let problem = Diagnostic::error("is-there", error.to_string(), whole());
                vec![problem.with_help("--force writes over it")]
            }
            Self::Memory(error) => vec![Diagnostic::error("no-memory", error.to_string(), whole())],
            Self::Write(_) | Self::Output(_) => vec![Diagnostic::error("cannot-write", self.to_string(), whole())],
            Self::Told => Vec::new(),
            Self::Stopped { .. } => vec![Diagnostic::error("stopped", self.to_string(), whole())],
        }
    }

    /// Says it on standard error: to a person, or as one document to a program.
    pub(super) fn tell(&self, as_json: bool, styled: bool) {
        let problems = self.problems();
        if problems.is_empty() {
            return;
        }
        let mut out = io::stderr().lock();
        // Where nothing can be said any more, there is nobody to say that to.
        let _ = if as_json {
            serde_json::to_writer_pretty(Harmless::new(&mut out), &Report { version: 1, problems: &problems })
                .map_err(io::Error::from)
                .and_then(|()| writeln!(out))
        } else {
            write_diagnostics(&problems, styled, error_columns(), &mut out)
        };
    }
}
