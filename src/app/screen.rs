//! The screens that lie over the browse screen.

use std::sync::Arc;

use ratatui::layout::Rect;

use super::bookmarks::BookmarksScreen;
use super::context::ContextScreen;
use super::copy_as::CopyAsScreen;
use super::help::HelpScreen;
use super::model::Numbers;
use super::my_talk::MyTalkScreen;
use super::note::NoteScreen;
use super::overview::OverviewScreen;
use super::palette::PaletteScreen;
use super::pointing::Pointed;
use super::problems::ProblemsScreen;
use super::queries::QueriesScreen;
use super::session::SessionScreen;
use super::speaker_picker::SpeakerPicker;
use super::steps::Step;
use super::talk::TalkScreen;
use super::wordings::WordingsScreen;
use crate::action::{Action, Scope};
use crate::corpus::{Corpus, StatementId};
use crate::layout::Overview;
use crate::memory::Bookmarks;
use crate::search::Hit;
use crate::settings::{Letters, Settings};

/// A screen over the browse screen.
#[derive(Clone, Debug)]
pub enum Screen {
    /// The passages of a source.
    Context(Box<ContextScreen>),
    /// The timeline of sessions.
    Session(Box<SessionScreen>),
    /// The wordings of a statement.
    Wordings(Box<WordingsScreen>),
    /// The corpus in numbers.
    Overview(Box<OverviewScreen>),
    /// Statements for an audience.
    Talk(Box<TalkScreen>),
    /// The list of statements for a talk.
    MyTalk(Box<MyTalkScreen>),
    /// The bookmarks.
    Bookmarks(Box<BookmarksScreen>),
    /// A note on a bookmark, being written.
    Note(Box<NoteScreen>),
    /// The queries used before.
    Queries(Box<QueriesScreen>),
    /// All actions by name.
    Palette(Box<PaletteScreen>),
    /// The speakers to choose from.
    SpeakerPicker(Box<SpeakerPicker>),
    /// The forms that statements are copied in.
    CopyAs(Box<CopyAsScreen>),
    /// The keys.
    Help(Box<HelpScreen>),
    /// The problems of a corpus that could not be opened.
    Problems(Box<ProblemsScreen>),
}

/// What a screen needs to know to answer an action.
#[derive(Clone, Debug)]
pub(super) struct Surroundings {
    pub(super) corpus: Arc<Corpus>,
    pub(super) area: Rect,
    /// The letters the terminal has.
    pub(super) letters: Letters,
    /// The corpus in numbers, if they have been counted.
    pub(super) overview: Option<Arc<Overview>>,
    pub(super) settings: Arc<Settings>,
    /// Whether a corpus is open underneath.
    pub(super) opened: bool,
    pub(super) bookmarks: Arc<Bookmarks>,
}

impl Screen {
    /// Whether the screen underneath is still seen beside it.
    #[must_use]
    pub const fn is_overlay(&self) -> bool {
        matches!(
            self,
            Self::Note(_)
                | Self::Queries(_)
                | Self::Palette(_)
                | Self::SpeakerPicker(_)
                | Self::CopyAs(_)
                | Self::Help(_)
        )
    }

    /// Whether what it shows is still to come.
    pub(super) const fn is_waiting(&self, numbers: &Numbers) -> bool {
        match self {
            Self::Overview(_) => numbers.counted().is_none(),
            Self::MyTalk(screen) => screen.list.is_none() && screen.problems.is_empty(),
            _ => false,
        }
    }

    /// Where keys are pressed on it.
    #[must_use]
    pub fn scope(&self) -> Scope {
        match self {
            Self::Context(_) => Scope::Context,
            Self::Session(_) => Scope::Session,
            Self::Wordings(_) => Scope::Wordings,
            Self::Overview(_) => Scope::Overview,
            Self::Talk(_) => Scope::Talk,
            Self::MyTalk(_) => Scope::MyTalk,
            Self::Bookmarks(_) => Scope::Bookmarks,
            Self::Note(_) => Scope::NoteBox,
            Self::Queries(_) => Scope::Queries,
            Self::Palette(_) => Scope::Palette,
            Self::SpeakerPicker(_) => Scope::SpeakerPicker,
            Self::CopyAs(screen) => screen.scope(),
            Self::Help(help) => help.scope(),
            Self::Problems(_) => Scope::Problems,
        }
    }

    pub(super) fn act(&mut self, action: Action, around: &Surroundings) -> Step {
        match self {
            Self::Context(screen) => screen.act(action, around),
            Self::Session(screen) => screen.act(action, around),
            Self::Wordings(screen) => screen.act(action, around),
            Self::Overview(screen) => screen.act(action, around),
            Self::Talk(screen) => screen.act(action, around),
            Self::MyTalk(screen) => screen.act(action, around),
            Self::Bookmarks(screen) => screen.act(action, around),
            Self::Note(screen) => screen.act(action, around),
            Self::Queries(screen) => screen.act(action, around),
            Self::Palette(screen) => screen.act(action, around),
            Self::SpeakerPicker(picker) => picker.act(action, around),
            Self::CopyAs(screen) => screen.act(action, around),
            Self::Help(screen) => screen.act(action, around),
            Self::Problems(screen) => screen.act(action, around),
        }
    }

    pub(super) fn pointed(&mut self, pointed: Pointed, around: &Surroundings) -> Step {
        match self {
            Self::Context(screen) => screen.pointed(pointed, around),
            Self::Session(screen) => screen.pointed(pointed, around),
            Self::Wordings(screen) => screen.pointed(pointed, around),
            Self::Overview(screen) => screen.pointed(pointed, around),
            Self::Talk(screen) => screen.pointed(pointed, around),
            Self::MyTalk(screen) => screen.pointed(pointed, around),
            Self::Bookmarks(screen) => screen.pointed(pointed, around),
            // What is being written is not lost by a slip of the hand.
            Self::Note(_) => Step::Stay,
            Self::Queries(screen) => screen.pointed(pointed, around),
            Self::Palette(screen) => screen.pointed(pointed, around),
            Self::SpeakerPicker(picker) => picker.pointed(pointed, around),
            Self::CopyAs(screen) => screen.pointed(pointed, around),
            Self::Help(screen) => screen.pointed(pointed, around),
            Self::Problems(screen) => screen.pointed(pointed, around),
        }
    }

    /// Goes to a statement that was shown over it, where it lists that one.
    pub(super) fn select_statement(&mut self, statement: StatementId, around: &Surroundings) {
        match self {
            Self::Context(screen) => screen.select_statement(statement, around),
            Self::Session(screen) => screen.select_statement(statement, around),
            Self::MyTalk(screen) => screen.select_statement(statement, around),
            Self::Bookmarks(screen) => screen.select_statement(statement, around),
            _ => {}
        }
    }

    /// The statement that is selected on it, in the wording that is shown.
    pub(super) fn selected(&self, corpus: &Corpus, bookmarks: &Bookmarks) -> Option<Hit> {
        match self {
            Self::Context(screen) => Some(screen.shown),
            Self::Session(screen) => screen.selected(),
            Self::Wordings(screen) => screen.selected(),
            Self::Talk(screen) => Some(screen.shown_wording(corpus).into()),
            Self::MyTalk(screen) => screen.selected(),
            Self::Bookmarks(screen) => screen.selected_hit(bookmarks, corpus),
            Self::Overview(_)
            | Self::Note(_)
            | Self::Queries(_)
            | Self::Palette(_)
            | Self::SpeakerPicker(_)
            | Self::CopyAs(_)
            | Self::Help(_)
            | Self::Problems(_) => None,
        }
    }

    /// Fits it to a terminal of another size.
    pub(super) fn fit(&mut self, around: &Surroundings) {
        match self {
            Self::Context(screen) => screen.aim(around),
            Self::Session(screen) => screen.settle(around),
            Self::Wordings(screen) => screen.settle(around),
            Self::Overview(screen) => screen.settle(around),
            Self::Talk(screen) => screen.settle(around),
            Self::MyTalk(screen) => screen.settle(around),
            Self::Bookmarks(screen) => screen.settle(around),
            Self::Note(_) => {}
            Self::Queries(screen) => screen.settle(around),
            Self::Palette(screen) => screen.settle(around),
            Self::SpeakerPicker(picker) => picker.settle(around),
            Self::CopyAs(screen) => screen.settle(around),
            Self::Help(screen) => screen.settle(around),
            Self::Problems(screen) => screen.settle(around),
        }
    }

    /// The same screen over another corpus, if it still has what is shown.
    pub(super) fn carried_over(self, from: &Corpus, around: &Surroundings) -> Option<Self> {
        match self {
            Self::Context(screen) => screen.carried_over(from, around).map(|screen| Self::Context(Box::new(screen))),
            Self::Session(screen) => screen.carried_over(from, around).map(|screen| Self::Session(Box::new(screen))),
            Self::Wordings(screen) => screen.carried_over(from, around).map(|screen| Self::Wordings(Box::new(screen))),
            Self::Talk(screen) => screen.carried_over(from, around).map(|screen| Self::Talk(Box::new(screen))),
            Self::MyTalk(screen) => Some(Self::MyTalk(Box::new(screen.over(around)))),
            Self::SpeakerPicker(picker) => {
                picker.carried_over(from, around).map(|picker| Self::SpeakerPicker(Box::new(picker)))
            }
            Self::CopyAs(screen) => screen.carried_over(from, around).map(|screen| Self::CopyAs(Box::new(screen))),
            // The numbers are counted anew.
            Self::Overview(_) => Some(self),
            Self::Bookmarks(_) | Self::Note(_) | Self::Queries(_) | Self::Palette(_) | Self::Help(_) => Some(self),
            // Those of the files are gone.
            Self::Problems(screen) => screen.draft.is_some().then_some(Self::Problems(screen)),
        }
    }
}
