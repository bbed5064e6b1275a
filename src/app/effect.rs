//! What the state machine asks the terminal to do.

use std::path::PathBuf;
use std::sync::Arc;

use super::copying::Writing;
use super::editing::FilePlace;
use super::review::StatementChange;
use crate::corpus::Corpus;
use crate::edit::Draft;
use crate::memory::Task;
use crate::search::{Generation, Request};
use crate::talk_list::{Change, ListFile};

/// Something to be done outside the state machine.
#[derive(Clone, Debug)]
pub enum Effect {
    /// Read the corpus and answer with [`Msg::Loaded`](super::Msg::Loaded).
    Load,
    /// Search in this corpus from now on.
    UseCorpus(Arc<Corpus>),
    /// Search, and answer with [`Msg::Answered`](super::Msg::Answered).
    Search(Generation, Box<Request>),
    /// Count what is in this corpus, and answer with [`Msg::Counted`](super::Msg::Counted).
    Count(Arc<Corpus>),
    /// Read this list, and answer with [`Msg::ListRead`](super::Msg::ListRead).
    ReadList(ListFile),
    /// Change this list, and answer with [`Msg::ListChanged`](super::Msg::ListChanged) once that is
    /// on the disk.
    ChangeList(ListFile, Change),
    /// Copy these statements, and answer with [`Msg::Copied`](super::Msg::Copied).
    Copy(Writing),
    /// Write them into a file, unless there is one of this name, and answer with
    /// [`Msg::Written`](super::Msg::Written).
    WriteFile(PathBuf, Writing),
    /// Open an address of the web, and answer with
    /// [`Msg::AddressOpened`](super::Msg::AddressOpened).
    OpenAddress(String),
    /// Open this place in the person's editor, and answer with
    /// [`Msg::Editor`](super::Msg::Editor).
    Edit(FilePlace),
    /// Let the person write this draft in their editor, and answer with
    /// [`Msg::DraftWritten`](super::Msg::DraftWritten) or [`Msg::Editor`](super::Msg::Editor).
    Compose(Box<Draft>),
    /// Put what was written into its file, and answer with [`Msg::Added`](super::Msg::Added).
    AddDraft(Box<Draft>),
    /// Change this statement, and answer with
    /// [`Msg::StatementChanged`](super::Msg::StatementChanged) once that is on the disk.
    ChangeStatement(StatementChange),
    /// The program changed files itself: unless that is noticed anyway, answer with
    /// [`Msg::FilesChanged`](super::Msg::FilesChanged).
    NoticeChange,
    /// Remember or recall something, and answer with [`Msg::Remembered`](super::Msg::Remembered)
    /// where something comes of it.
    Remember(Task),
    /// Take a picture of the screen: under a name, or just the next one.
    Picture(Option<String>),
    /// Stop the program as a shell's `Ctrl-Z` does, until it is brought back.
    Suspend,
    /// Leave the program.
    Quit,
}

impl Effect {
    /// Whether it would change or reach something outside the program: a file of the person's, their clipboard,
    /// browser, editor or shell. Bookmarks and queries are no such thing: they go where the program was started to
    /// keep them, and for a tour that is nowhere.
    #[must_use]
    pub const fn reaches_out(&self) -> bool {
        match self {
            Self::ChangeList(..)
            | Self::Copy(_)
            | Self::WriteFile(..)
            | Self::OpenAddress(_)
            | Self::Edit(_)
            | Self::Compose(_)
            | Self::AddDraft(_)
            | Self::ChangeStatement(_)
            | Self::Suspend => true,
            Self::Load
            | Self::UseCorpus(_)
            | Self::Search(..)
            | Self::Count(_)
            | Self::ReadList(_)
            | Self::NoticeChange
            | Self::Remember(_)
            | Self::Picture(_)
            | Self::Quit => false,
        }
    }
}
