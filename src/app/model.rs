//! The state of the program.

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ratatui::layout::Rect;

use super::browse::Browse;
use super::clock::Moment;
use super::early_keys::EarlyKeys;
use super::key_cast::KeyCast;
use super::message::{Message, Messages};
use super::player::Player;
use super::remembering::Remembering;
use super::screen::{Screen, Surroundings};
use crate::action::{Key, Keymap, Scope};
use crate::corpus::{Corpus, Origin, STANDARD_INPUT_NAME, StatementId};
use crate::diagnostic::{Diagnostic, summary};
use crate::edit::Draft;
use crate::layout::Overview;
use crate::memory::LastView;
use crate::search::Hit;
use crate::settings::{Background, Colours, Letters, Settings, Theme, ThemeChoice, ThemeName};
use crate::talk_list::ListFile;
use crate::tour::Tour;

/// What the program starts with.
#[derive(Clone, Debug)]
pub struct Start {
    /// What the person has set.
    pub settings: Settings,
    /// What is wrong with their settings file.
    pub settings_problems: Vec<Diagnostic>,
    /// The colours the terminal has.
    pub colours: Colours,
    /// The letters it has.
    pub letters: Letters,
    /// The terminal's size in columns and lines.
    pub size: (u16, u16),
    /// What the corpus is called until it is open.
    pub corpus_name: String,
    /// Whether the last keys are shown.
    pub show_keys: bool,
    /// A tour to play.
    pub tour: Option<Tour>,
    /// The list that statements are added to.
    pub my_talk: ListFile,
    /// The folder of what is remembered. Without one, it is remembered for as long as the program
    /// runs.
    pub state_folder: Option<PathBuf>,
    /// Whether it begins where the corpus was left.
    pub resuming: Resuming,
}

/// What is done with the query, the filters and the selection that a corpus was left with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Resuming {
    /// They come back at the start, and are kept at the end.
    #[default]
    Whole,
    /// The program begins anew; they are kept at the end.
    Fresh,
    /// Nothing: the program was started for something else.
    Not,
}

impl Start {
    /// The default settings and the dark theme in all its colours, for a screen of this size.
    #[must_use]
    pub fn sized(columns: u16, lines: u16, corpus_name: impl Into<String>) -> Self {
        Self {
            settings: Settings { theme: ThemeChoice::Named(ThemeName::Dark), ..Settings::default() },
            settings_problems: Vec::new(),
            colours: Colours::Exact,
            letters: Letters::All,
            size: (columns, lines),
            corpus_name: corpus_name.into(),
            show_keys: false,
            tour: None,
            my_talk: ListFile::default(),
            state_folder: None,
            resuming: Resuming::default(),
        }
    }
}

/// Everything the screen shows and the keys act on. Only [`update`](super::update()) changes it.
#[derive(Debug)]
pub struct Model {
    /// The looks.
    pub theme: Theme,
    /// The terminal.
    pub area: Rect,
    /// The letters the terminal has.
    pub letters: Letters,
    /// The corpus.
    pub record: Record,
    /// The browse screen, at the bottom of all others.
    pub browse: Browse,
    /// The screens over the browse screen, the visible one last.
    pub screens: Vec<Screen>,
    /// What is told until the next key.
    pub messages: Messages,
    /// The last keys, where they are shown.
    pub key_cast: Option<KeyCast>,
    /// The tour that is playing.
    pub player: Option<Player>,
    /// The list that statements are added to.
    pub my_talk: ListFile,
    pub(super) remembering: Remembering,
    /// A new statement that was written and is in no file of the corpus yet.
    pub(super) draft: Option<Box<Draft>>,
    /// What the person has set.
    pub settings: Arc<Settings>,
    colours: Colours,
    /// The keys of a sequence that is begun.
    pub(super) pressed: Vec<Key>,
    /// What was pressed before the corpus is open.
    pub early: EarlyKeys,
    /// Whether a second click at once would be meant for what is shown: the first one opened and closed
    /// no screen, and took away no message that had room of its own.
    pub(super) awaits_second_click: bool,
}

/// The corpus that is open, or about to be.
#[derive(Clone, Debug)]
pub struct Record {
    /// What is open; empty until something is.
    pub corpus: Arc<Corpus>,
    /// The corpus in numbers.
    pub numbers: Numbers,
    /// Where it came from, in words.
    pub name: String,
    /// Where it came from.
    pub origin: Option<Origin>,
    /// The reading of its files.
    pub reading: Reading,
    /// Whether it has ever been open.
    pub opened: bool,
    /// Whether the files have errors now, so that an older state of them is shown.
    pub broken: bool,
    /// What there is to know of the files as they were read last.
    pub problems: Vec<Diagnostic>,
    /// How many statements a program attributed that nobody has judged.
    pub unreviewed: usize,
    /// Those among them that were judged since the files were read.
    pub judged: Vec<StatementId>,
}

/// The reading of the files of a corpus.
#[derive(Clone, Copy, Debug, Default)]
pub struct Reading {
    /// Whether it goes on now.
    pub underway: bool,
    /// Whether they changed meanwhile: what comes of it is old already.
    pub changed: bool,
    /// Whether a person asked for it, and wants to see what is wrong.
    pub asked: bool,
}

/// A corpus in numbers, which are counted once somebody wants them.
#[derive(Clone, Debug, Default)]
pub enum Numbers {
    /// Nobody wanted them yet.
    #[default]
    NotCounted,
    /// They are being counted.
    Counting,
    /// They are these.
    Counted(Arc<Overview>),
}

impl Numbers {
    /// The numbers, if they are there.
    #[must_use]
    pub const fn counted(&self) -> Option<&Arc<Overview>> {
        match self {
            Self::Counted(overview) => Some(overview),
            Self::NotCounted | Self::Counting => None,
        }
    }
}

impl Record {
    /// How many statements are left to review.
    #[must_use]
    pub const fn left_to_review(&self) -> usize {
        self.unreviewed.saturating_sub(self.judged.len())
    }

    /// Whether this is the name of a file on the disk that it was read from.
    pub(super) fn has_file(&self, name: &str) -> bool {
        match &self.origin {
            Some(Origin::Files(files)) => name != STANDARD_INPUT_NAME && files.iter().any(|file| file == name),
            _ => false,
        }
    }
}

impl Model {
    /// The state before anything has happened. Ask for [`Effect::Load`](super::Effect::Load)
    /// beside it.
    #[must_use]
    pub fn new(start: Start) -> Self {
        let problems = &start.settings_problems;
        let mut messages = Messages::default();
        if !problems.is_empty() {
            let text = format!("Settings file: {}: see `onrecord config check`.", summary(problems));
            messages.say(Message::note(text));
        }
        Self {
            theme: start.settings.theme_over(None, start.colours),
            area: Rect::new(0, 0, start.size.0, start.size.1),
            letters: start.letters,
            record: Record {
                corpus: Arc::default(),
                numbers: Numbers::NotCounted,
                name: start.corpus_name,
                origin: None,
                reading: Reading { underway: true, ..Reading::default() },
                opened: false,
                broken: false,
                problems: Vec::new(),
                unreviewed: 0,
                judged: Vec::new(),
            },
            browse: Browse::default(),
            screens: Vec::new(),
            messages,
            key_cast: start.show_keys.then(KeyCast::default),
            player: start.tour.map(|tour| Player::new(tour, start.settings.reduced_motion)),
            my_talk: start.my_talk,
            remembering: Remembering::new(start.resuming),
            draft: None,
            settings: Arc::new(start.settings),
            colours: start.colours,
            pressed: Vec::new(),
            early: EarlyKeys::default(),
            awaits_second_click: false,
        }
    }

    /// The theme for a terminal with this ground, unless the person named one.
    pub(super) fn follow_background(&mut self, background: Background) {
        self.theme = self.settings.theme_over(Some(background), self.colours);
    }

    /// When [`Msg::Tick`](super::Msg::Tick) is wanted, if it is: nothing else waits for time.
    #[must_use]
    pub fn deadline(&self) -> Option<Moment> {
        let of_tour = self.player.as_ref().and_then(Player::deadline);
        // Beside an overlay, a talk is still seen.
        let of_talk = match self.uncovered_screen() {
            Some(Screen::Talk(talk)) => talk.deadline(),
            _ => None,
        };
        of_tour.into_iter().chain(of_talk).min()
    }

    /// The text that is waited for, as it is shown: [`Msg::Seen`](super::Msg::Seen) is wanted when it is
    /// on the screen.
    #[must_use]
    pub fn awaited_text(&self) -> Option<Cow<'_, str>> {
        Some(self.letters.shown(self.player.as_ref()?.awaited()?))
    }

    /// Where keys are pressed now.
    #[must_use]
    pub fn scope(&self) -> Scope {
        self.screens.last().map_or_else(|| self.browse.scope(), Screen::scope)
    }

    /// Whether a letter that is pressed now goes into a box, and the letters after it as well.
    #[must_use]
    pub fn takes_letters(&self) -> bool {
        let is_free = self.player.is_none() && self.pressed.is_empty() && !self.early.are_kept();
        is_free && self.scope().takes_text()
    }

    /// The statement that the keys act on, in the wording that is shown.
    #[must_use]
    pub fn selected(&self) -> Option<Hit> {
        match self.screens.last() {
            Some(screen) => screen.selected(&self.record.corpus, &self.browse.bookmarks),
            None => self.browse.selected(),
        }
    }

    /// What is done to statements is done to these: the marked ones, else the selected one. Marks
    /// count where they are seen, in the list of the browse screen.
    #[must_use]
    pub fn chosen(&self) -> Vec<Hit> {
        if self.screens.is_empty() { self.browse.chosen() } else { self.selected().into_iter().collect() }
    }

    /// How the corpus is left, where that is to be kept.
    #[must_use]
    pub fn last_view(&self) -> Option<LastView> {
        (self.remembering.keeps_view() && self.record.opened).then(|| self.browse.view(&self.record.corpus))
    }

    /// The file of a new statement that was written and is in no file of the corpus yet.
    #[must_use]
    pub fn draft_left(&self) -> Option<&Path> {
        self.draft.as_ref()?.file.as_deref()
    }

    /// The keys in force.
    #[must_use]
    pub fn keymap(&self) -> &Keymap {
        &self.settings.keymap
    }

    /// The keys of a sequence that is begun, as a person reads them.
    #[must_use]
    pub fn begun_keys(&self) -> String {
        self.pressed.iter().map(|key| key.shown()).collect::<Vec<_>>().join(" ")
    }

    pub(super) fn surroundings(&self) -> Surroundings {
        Surroundings {
            corpus: Arc::clone(&self.record.corpus),
            area: self.screen_area(),
            letters: self.letters,
            overview: self.record.numbers.counted().cloned(),
            settings: Arc::clone(&self.settings),
            opened: self.record.opened,
            bookmarks: Arc::clone(&self.browse.bookmarks),
        }
    }
}
