//! Everything that can happen.

use std::path::PathBuf;
use std::sync::Arc;

use super::clock::Moment;
use super::copying::{Clipboard, NotCopied, NotOpened};
use super::editing::EditorReport;
use super::pointing::Pointed;
use super::review::StatementChange;
use crate::action::Key;
use crate::corpus::{Corpus, Loaded, OpenError, Origin};
use crate::edit::{Added, Draft, EditError};
use crate::files::WriteError;
use crate::layout::Overview;
use crate::memory::{Recalled, Remembered};
use crate::search::{Answer, Failure, Hit, Progress, Relaxed};
use crate::settings::Background;
use crate::talk_list::{Changed, ListError, TalkList};

/// Everything that can happen.
#[derive(Debug)]
pub enum Msg {
    /// A key was pressed.
    Key(Key),
    /// Letters were typed into a box, so quickly that they came together. They are what as many keys would be,
    /// where [`Model::takes_letters`](super::Model::takes_letters).
    Typed(String),
    /// Text was pasted.
    Pasted(String),
    /// The mouse was used.
    Pointed(Pointed),
    /// The terminal has another size, in columns and lines.
    Resized(u16, u16),
    /// The terminal told what its ground is.
    Background(Background),
    /// The corpus was read, or could not be.
    Loaded(Box<Result<(Loaded, Origin), OpenError>>),
    /// Files of the corpus changed on the disk.
    FilesChanged,
    /// Changes of the files are not told, for this reason.
    NotWatched(String),
    /// An editor was opened, or closed.
    Editor(EditorReport),
    /// A draft was written, and its editor is closed.
    DraftWritten(Box<Draft>),
    /// A draft came into its file, or did not.
    Added {
        /// The draft.
        draft: Box<Draft>,
        /// What became of it.
        outcome: Result<Added, EditError>,
    },
    /// A statement was changed in its file, or could not be.
    StatementChanged {
        /// What was to be changed.
        change: StatementChange,
        /// What became of it.
        outcome: Result<(), EditError>,
    },
    /// A talk is to begin with these statements of the open corpus.
    Present {
        /// The query that found them, for the search box underneath.
        query: String,
        /// What is shown, one after another.
        playlist: Vec<Hit>,
        /// What was given up to find them.
        relaxed: Relaxed,
    },
    /// A search was answered.
    Answered(Answer),
    /// A search broke.
    SearchFailed(Failure),
    /// A corpus was counted, or could not be.
    Counted {
        /// Which corpus.
        of: Arc<Corpus>,
        /// The numbers.
        outcome: Result<Arc<Overview>, Failure>,
    },
    /// The corpus is being made ready for searching.
    Indexing(Progress),
    /// My talk was read: what its file holds, if there is one.
    ListRead(Result<Option<TalkList>, ListError>),
    /// My talk was changed on the disk, or could not be.
    ListChanged(Result<Changed, ListError>),
    /// Statements were copied, or could not be.
    Copied {
        /// What, for people.
        what: String,
        /// How, or why not.
        outcome: Result<Clipboard, NotCopied>,
    },
    /// Statements were written into a file, or could not be.
    Written {
        /// What, for people.
        what: String,
        /// The file.
        path: PathBuf,
        /// Why not.
        outcome: Result<(), WriteError>,
    },
    /// An address was opened, or could not be.
    AddressOpened {
        /// The address.
        address: String,
        /// Why not.
        outcome: Result<(), NotOpened>,
    },
    /// What is known when the program starts.
    Recalled(Recalled),
    /// Something was remembered, or could not be.
    Remembered(Remembered),
    /// It is this moment now.
    Tick(Moment),
    /// The text that was waited for is on the screen, at this moment.
    Seen(Moment),
}

impl Msg {
    /// Whether it tells what became of something that was to be on the disk.
    #[must_use]
    pub const fn is_of_keeping(&self) -> bool {
        matches!(
            self,
            Self::Added { .. }
                | Self::StatementChanged { .. }
                | Self::ListChanged(_)
                | Self::Written { .. }
                | Self::Remembered(_)
        )
    }
}
