//! What the program remembers of a person's work: bookmarks with their notes, the queries typed
//! before, and how each corpus was left.
//!
//! Each stands in a file of its own in one folder, by corpus. Nothing here is needed to open a
//! corpus, and nothing of it is ever written into one.

mod bookmark;
mod kept;
mod key;
mod placing;
mod state_file;
mod store;
mod view;

pub use bookmark::{Bookmark, Change};
pub use key::CorpusKey;
pub use placing::{Bookmarks, Placed, Whereabouts};
pub use state_file::{MemoryError, Notice};
pub use store::{MOST_QUERIES, Memory, Recalled, Remembered, Task, all_bookmarks, bookmarks_of};
pub use view::{FilterKey, LastView, PaneColumns};
