//! What a person can do, and which keys do it.

mod key;
mod keymap;
mod keymap_file;
#[cfg(test)]
mod keymap_tests;

pub use key::{Key, KeyCode, NamedKey, NotAKey};
pub use keymap::{Binding, Keymap, Resolution};

/// Defines the actions: one line each, with the name used in keymaps and the words of help.
macro_rules! actions {
    ($($action:ident = $name:literal, $description:literal;)+) => {
        /// Something a person can do with a key.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Action {
            $(#[doc = $description] $action,)+
        }

        impl Action {
            /// All actions.
            pub const ALL: &'static [Self] = &[$(Self::$action),+];

            /// Its name in a keymap.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$action => $name,)+ }
            }

            /// What it does in most places, in a few words.
            const fn usual_description(self) -> &'static str {
                match self { $(Self::$action => $description,)+ }
            }
        }
    };
}

actions! {
    Help = "help", "show the keys";
    Palette = "palette", "all commands by name";
    Run = "run", "do what is selected";
    Back = "back", "one step back";
    Quit = "quit", "leave the program";
    Leave = "leave", "back; out of the program where nothing is open";
    ShowKeys = "show-keys", "show the keys that are pressed, or hide them";
    Suspend = "suspend", "pause the program, back to the shell";
    Search = "search", "search statements";
    Open = "open", "open the selected statement in its source";
    Context = "context", "show the passage it stands in";
    Session = "session", "show the session it was said in";
    Wordings = "wordings", "compare its wordings";
    Talk = "talk", "show it to an audience";
    AddToTalk = "add-to-talk", "add it to my talk";
    MyTalk = "my-talk", "my talk: the list that is added to";
    MoveDown = "move-down", "move it one down";
    MoveUp = "move-up", "move it one up";
    TakeOut = "take-out", "take it out of the list";
    PutBack = "put-back", "put back what was taken out last";
    Copy = "copy", "copy it with its citation";
    CopyAs = "copy-as", "copy it in another form, or into a file";
    WriteFile = "write-file", "write it into a file instead";
    OpenSource = "open-source", "open the address of its source";
    Bookmark = "bookmark", "bookmark it, or take the bookmark off";
    Note = "note", "write a note on its bookmark";
    BookmarksOnly = "bookmarks-only", "show bookmarks only, or all again";
    Bookmarks = "bookmarks", "list the bookmarks, the lost ones too";
    Overview = "overview", "who said how much in which session";
    Down = "down", "one down";
    Up = "up", "one up";
    PageDown = "page-down", "a page down";
    PageUp = "page-up", "a page up";
    First = "first", "to the first";
    Last = "last", "to the last";
    Left = "left", "one to the left";
    Right = "right", "one to the right";
    FarLeft = "far-left", "to the first column";
    FarRight = "far-right", "to the last column";
    NextPane = "next-pane", "to the next pane";
    PreviousPane = "previous-pane", "to the pane before";
    Wider = "wider", "make the pane wider";
    Narrower = "narrower", "make the pane narrower";
    Speakers = "speakers", "to the speakers";
    Sessions = "sessions", "to the sessions";
    Topics = "topics", "to the topics";
    Toggle = "toggle", "among the filters, switch one on or off; in the list, mark";
    MarkRange = "mark-range", "mark from here to there: begin, and end";
    ClearFilters = "clear-filters", "clear the query and all filters";
    UndoClear = "undo-clear", "bring the cleared filters back";
    Sort = "sort", "change the order";
    Reload = "reload", "read the files again";
    Edit = "edit", "edit it in your editor";
    Add = "add", "add a statement, in your editor";
    AcceptAttribution = "accept-attribution", "accept who is said to have said it";
    PickSpeaker = "pick-speaker", "say who said it";
    RejectAttribution = "reject-attribution", "reject who is said to have said it";
    Problems = "problems", "what is wrong with the files";
    Next = "next", "to the next statement";
    Previous = "previous", "to the statement before";
    NextWording = "next-wording", "to the next wording";
    PreviousWording = "previous-wording", "to the wording before";
    Jump = "jump", "to the number typed, else on";
    Blank = "blank", "a blank screen, until any key";
    Clock = "clock", "show how long the talk has gone on, or hide it";
    Larger = "larger", "larger letters";
    Smaller = "smaller", "smaller letters";
    Complete = "complete", "complete the field or the value, then the next one";
    CompleteBack = "complete-back", "the completion before";
    Earlier = "earlier", "the query before";
    Later = "later", "the query after";
    Queries = "queries", "look through the queries used before";
    Accept = "accept", "leave the box, keep the text";
    DeleteBack = "delete-back", "delete the letter before";
    DeleteForward = "delete-forward", "delete the letter after";
    DeleteWord = "delete-word", "delete the word before";
    DeleteToStart = "delete-to-start", "delete to the start";
    DeleteToEnd = "delete-to-end", "delete to the end";
    CursorLeft = "cursor-left", "one letter left";
    CursorRight = "cursor-right", "one letter right";
    CursorWordLeft = "cursor-word-left", "one word left";
    CursorWordRight = "cursor-word-right", "one word right";
    CursorStart = "cursor-start", "to the start of the text";
    CursorEnd = "cursor-end", "to the end of the text";
}

impl Action {
    /// What it does in a place, in a few words.
    #[must_use]
    pub const fn description(self, scope: Scope) -> &'static str {
        match (scope, self) {
            (Scope::Browse, Self::Open) => "open its source; among the filters, switch one",
            (Scope::Session, Self::Open) => "open its source; in the timeline, go to the statements",
            (Scope::Overview, Self::Open) => "list the statements that are counted here",
            (Scope::Context, Self::Context) => "back to the words that are lit",
            (Scope::Talk, Self::Context) => "the passage it stands in, as a slide",
            (Scope::Talk, Self::Session) => "the session it was said in, as a slide",
            (Scope::Talk, Self::DeleteBack) => "delete the last digit of the number",
            (Scope::MyTalk, Self::Reload) => "read the list again",
            (Scope::Bookmarks, Self::TakeOut) => "take the bookmark off",
            (Scope::Problems, Self::Edit) => "edit what has the first problem",
            (Scope::Help, Self::Search) => "filter the keys",
            (Scope::NoteBox, Self::Accept) => "keep the note",
            (Scope::Queries, Self::Accept) => "put the selected query into the search box",
            (Scope::CopyAs, Self::Accept) => "copy it in the selected form",
            (Scope::FileName, Self::Accept) => "write the file",
            (Scope::SpeakerPicker, Self::Accept) => "write into the file that this speaker said it",
            _ => self.usual_description(),
        }
    }
}

/// Where keys are pressed: each place has its own bindings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scope {
    /// Wherever nothing else claims the key.
    Everywhere,
    /// The screen with facets, list and detail.
    Browse,
    /// The search box of the browse screen.
    SearchBox,
    /// The passages of a source.
    Context,
    /// The timeline of sessions.
    Session,
    /// The wordings of a statement side by side.
    Wordings,
    /// The corpus in numbers.
    Overview,
    /// Statements shown to an audience.
    Talk,
    /// The list of statements for a talk.
    MyTalk,
    /// The list of bookmarks.
    Bookmarks,
    /// The box for a note on a bookmark.
    NoteBox,
    /// The queries used before, and the box that narrows them down.
    Queries,
    /// The list of all actions, and the box that filters it.
    Palette,
    /// The list of speakers to choose from.
    SpeakerPicker,
    /// The list of keys.
    Help,
    /// The box that filters the list of keys.
    HelpFilter,
    /// The forms that statements are copied in.
    CopyAs,
    /// The box for the name of a file.
    FileName,
    /// The problems of a corpus that could not be opened.
    Problems,
}

impl Scope {
    /// All scopes, in the order help shows them.
    pub const ALL: &'static [Self] = &[
        Self::Browse,
        Self::SearchBox,
        Self::Context,
        Self::Session,
        Self::Wordings,
        Self::Overview,
        Self::Talk,
        Self::MyTalk,
        Self::Bookmarks,
        Self::NoteBox,
        Self::Queries,
        Self::CopyAs,
        Self::FileName,
        Self::Problems,
        Self::Palette,
        Self::SpeakerPicker,
        Self::Help,
        Self::HelpFilter,
        Self::Everywhere,
    ];

    /// Its name in a keymap.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Everywhere => "everywhere",
            Self::Browse => "browse",
            Self::SearchBox => "search-box",
            Self::Context => "context",
            Self::Session => "session",
            Self::Wordings => "wordings",
            Self::Overview => "overview",
            Self::Talk => "talk",
            Self::MyTalk => "my-talk",
            Self::Bookmarks => "bookmarks",
            Self::NoteBox => "note-box",
            Self::Queries => "queries",
            Self::Palette => "palette",
            Self::SpeakerPicker => "speaker-picker",
            Self::Help => "help",
            Self::HelpFilter => "help-filter",
            Self::CopyAs => "copy-as",
            Self::FileName => "file-name",
            Self::Problems => "problems",
        }
    }

    /// Its heading in help.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Everywhere => "Everywhere",
            Self::Browse => "Browse",
            Self::SearchBox => "Search box",
            Self::Context => "Context",
            Self::Session => "Session",
            Self::Wordings => "Wordings",
            Self::Overview => "Overview",
            Self::Talk => "Talk",
            Self::MyTalk => "My talk",
            Self::Bookmarks => "Bookmarks",
            Self::NoteBox => "Note box",
            Self::Queries => "Queries",
            Self::Palette => "Commands",
            Self::SpeakerPicker => "Who said it",
            Self::Help => "Help",
            Self::HelpFilter => "Help filter",
            Self::CopyAs => "Copy as",
            Self::FileName => "Name of a file",
            Self::Problems => "Problems",
        }
    }

    /// Whether text is typed here, so that a plain character is never a command.
    #[must_use]
    pub const fn takes_text(self) -> bool {
        matches!(
            self,
            Self::SearchBox
                | Self::Palette
                | Self::SpeakerPicker
                | Self::HelpFilter
                | Self::CopyAs
                | Self::FileName
                | Self::NoteBox
                | Self::Queries
        )
    }

    /// Whether this character is typed here, where no key of the place is meant.
    #[must_use]
    pub const fn takes(self, character: char) -> bool {
        self.takes_text() || (matches!(self, Self::Talk) && character.is_ascii_digit())
    }
}
