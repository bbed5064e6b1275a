//! The talk screen: one statement after another, each filling the screen for an audience.

use super::clock::Moment;
use super::message::Message;
use super::pointing::{Gesture, Pointed, Turned};
use super::screen::Screen;
use super::screen::Surroundings;
use super::steps::Step;
use super::stopwatch::Stopwatch;
use crate::action::Action;
use crate::corpus::{Corpus, Wording};
use crate::layout::{Comparison, Slide, SlideText, comparisons, context_slide, session_slide, statement_slide};
use crate::search::Hit;

/// Statements shown to an audience.
#[derive(Clone, Debug)]
pub struct TalkScreen {
    /// What is shown, one after another.
    pub playlist: Vec<Hit>,
    /// Which of them is shown.
    pub at: usize,
    /// What of it.
    pub view: SlideView,
    /// Its wordings, the nearest to the spoken words first.
    pub comparisons: Vec<Comparison>,
    /// The wording shown: an index into the comparisons.
    pub wording: usize,
    /// Whether the wordings are gone through, and what differs from the first is lit.
    pub revealing: bool,
    /// The page of the slide.
    pub page: usize,
    /// Whether the screen is blank, until any key is pressed.
    pub blank: bool,
    /// The number that is being typed.
    pub number: String,
    /// How long it has gone on.
    pub stopwatch: Stopwatch,
    /// The slide, laid out.
    pub slide: Slide,
    /// How many steps larger than fits the letters are wanted.
    larger: isize,
}

/// What a slide shows of a statement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SlideView {
    /// Its words.
    #[default]
    Words,
    /// The passages they stand in.
    Context,
    /// The session they were said in.
    Session,
}

/// No playlist is longer than this number.
const MOST_DIGITS: usize = 9;

/// Opens a list for an audience, at one of its statements.
pub(super) fn open_talk(playlist: Vec<Hit>, at: usize, around: &Surroundings) -> Step {
    TalkScreen::open(playlist, at, around).map_or_else(
        || Step::Say(Message::note("No statement is selected.")),
        |screen| Step::Open(Screen::Talk(Box::new(screen))),
    )
}

impl TalkScreen {
    /// Opens a playlist at one of its statements. `None` if it has none.
    pub(super) fn open(playlist: Vec<Hit>, at: usize, around: &Surroundings) -> Option<Self> {
        let at = at.min(playlist.len().checked_sub(1)?);
        let hit = playlist[at];
        let wording = around.corpus.wording(hit.statement, hit.wording);
        let comparisons = comparisons(wording.statement());
        Some(Self {
            view: SlideView::default(),
            wording: place_of(hit, &comparisons),
            comparisons,
            revealing: false,
            page: 0,
            blank: false,
            number: String::new(),
            stopwatch: Stopwatch::new(around.settings.reduced_motion),
            slide: Slide::new(statement_slide(&around.corpus, wording, &[]), around.area, around.letters, 0),
            larger: 0,
            playlist,
            at,
        })
    }

    fn hit(&self) -> Hit {
        self.playlist[self.at]
    }

    /// The wording shown.
    #[must_use]
    pub fn shown_wording<'a>(&self, corpus: &'a Corpus) -> Wording<'a> {
        let wording = self.comparisons.get(self.wording).map_or(self.hit().wording, |comparison| comparison.wording);
        corpus.wording(self.hit().statement, wording)
    }

    pub(super) fn act(&mut self, action: Action, around: &Surroundings) -> Step {
        let number = std::mem::take(&mut self.number);
        match action {
            Action::Jump => return self.jump(&number, around),
            // One step back: first the number, then the slides beside the statement's.
            Action::Back if !number.is_empty() => {}
            Action::Back if self.view != SlideView::Words => self.show(SlideView::Words, around),
            Action::Back => return Step::BackAt(self.hit().statement),
            Action::Next => return self.next(around),
            Action::Previous => return self.previous(around),
            Action::First => self.go_to(0, around),
            Action::Last => self.go_to(self.playlist.len() - 1, around),
            Action::NextWording => return self.reveal(1, around),
            Action::PreviousWording => return self.reveal(-1, around),
            Action::Context => return self.turn_to(SlideView::Context, around),
            Action::Session => return self.turn_to(SlideView::Session, around),
            Action::Blank => self.blank = true,
            Action::Clock => self.stopwatch.toggle(),
            Action::Larger => return self.resize(1, around),
            Action::Smaller => return self.resize(-1, around),
            Action::DeleteBack => {
                self.number = number;
                self.number.pop();
            }
            _ => {
                self.number = number;
                return Step::Pass;
            }
        }
        Step::Stay
    }

    /// A click leads on, the right button back, and so does the wheel.
    pub(super) fn pointed(&mut self, pointed: Pointed, around: &Surroundings) -> Step {
        // A wheel wakes nothing, and nothing moves where nobody sees it.
        if self.blank {
            return Step::Stay;
        }
        match pointed.gesture {
            Gesture::Click | Gesture::DoubleClick | Gesture::Wheel(Turned::Down) => self.next(around),
            Gesture::RightClick | Gesture::Wheel(Turned::Up) => self.previous(around),
        }
    }

    /// When a tick is wanted. A blank screen wants none.
    pub(super) fn deadline(&self) -> Option<Moment> {
        self.stopwatch.deadline().filter(|_| !self.blank)
    }

    /// Takes a digit of the number to jump to.
    pub(super) fn typed(&mut self, text: &str) {
        if self.number.len() < MOST_DIGITS {
            self.number.push_str(text);
        }
    }

    fn jump(&mut self, number: &str, around: &Surroundings) -> Step {
        if number.is_empty() {
            return self.next(around);
        }
        let at = number.parse().ok().and_then(|number: usize| number.checked_sub(1));
        match at.filter(|at| *at < self.playlist.len()) {
            Some(at) => self.go_to(at, around),
            None => {
                let count = self.playlist.len();
                return Step::Say(Message::note(format!("There is no {number}; the last is {count}.")));
            }
        }
        Step::Stay
    }

    /// To a statement of the playlist, in the wording that was found.
    fn go_to(&mut self, at: usize, around: &Surroundings) {
        self.at = at;
        self.comparisons = comparisons(around.corpus.statement(self.hit().statement));
        self.wording = place_of(self.hit(), &self.comparisons);
        self.revealing = false;
        self.show(SlideView::Words, around);
    }

    /// To the next page, else to the next statement.
    fn next(&mut self, around: &Surroundings) -> Step {
        if self.page + 1 < self.slide.page_count() {
            self.page += 1;
        } else if self.at + 1 < self.playlist.len() {
            self.go_to(self.at + 1, around);
        } else {
            return Step::Say(Message::note("This is the last statement."));
        }
        Step::Stay
    }

    /// To the page before, else to the end of the statement before.
    fn previous(&mut self, around: &Surroundings) -> Step {
        if self.page > 0 {
            self.page -= 1;
        } else if self.at > 0 {
            self.go_to(self.at - 1, around);
            self.page = self.slide.page_count() - 1;
        } else {
            return Step::Say(Message::note("This is the first statement."));
        }
        Step::Stay
    }

    /// To the next wording or the one before, round and round.
    fn reveal(&mut self, by: isize, around: &Surroundings) -> Step {
        let count = self.comparisons.len();
        if count < 2 {
            return Step::Say(Message::note("This statement has no other wording."));
        }
        self.wording = (self.wording.cast_signed() + by).rem_euclid(count.cast_signed()).cast_unsigned();
        self.revealing = true;
        self.show(SlideView::Words, around);
        Step::Stay
    }

    /// To the passage or the session; to the words again where that is shown.
    fn turn_to(&mut self, view: SlideView, around: &Surroundings) -> Step {
        let view = if self.view == view { SlideView::Words } else { view };
        match self.text(view, &around.corpus) {
            Ok(_) => {
                self.show(view, around);
                Step::Stay
            }
            Err(reason) => Step::Say(Message::note(reason)),
        }
    }

    fn resize(&mut self, by: isize, around: &Surroundings) -> Step {
        let before = self.slide.size;
        self.larger += by;
        self.lay_out(around);
        if self.slide.size == before {
            self.larger -= by;
            let how = if by > 0 { "larger" } else { "smaller" };
            return Step::Say(Message::note(format!("The letters cannot be {how} here.")));
        }
        Step::Say(Message::note(format!("Letters: {}.", self.slide.size.name())))
    }

    fn show(&mut self, view: SlideView, around: &Surroundings) {
        self.view = view;
        self.page = 0;
        self.lay_out(around);
    }

    /// What a slide says, or why there is nothing to say.
    fn text(&self, view: SlideView, corpus: &Corpus) -> Result<SlideText, String> {
        let wording = self.shown_wording(corpus);
        match view {
            SlideView::Words => {
                let lit = self.comparisons.get(self.wording).filter(|_| self.revealing);
                Ok(statement_slide(corpus, wording, lit.map_or(&[], |comparison| &comparison.differs)))
            }
            SlideView::Context => {
                context_slide(corpus, wording).ok_or_else(|| "No passage with these words is in the corpus.".to_owned())
            }
            SlideView::Session => {
                let session = Hit::from(wording).session(corpus)?;
                Ok(session_slide(corpus, session))
            }
        }
    }

    fn lay_out(&mut self, around: &Surroundings) {
        if let Ok(text) = self.text(self.view, &around.corpus) {
            self.slide = Slide::new(text, around.area, around.letters, self.larger);
        }
        self.page = self.page.min(self.slide.page_count() - 1);
    }

    /// Fits it to a terminal of another size.
    pub(super) fn settle(&mut self, around: &Surroundings) {
        self.lay_out(around);
    }

    /// The same statements over another corpus, as far as it has them.
    pub(super) fn carried_over(mut self, from: &Corpus, around: &Surroundings) -> Option<Self> {
        let carried = |hit: &Hit| hit.carried_over(from, &around.corpus);
        let at = self.playlist[..self.at].iter().filter_map(carried).count();
        let stays = carried(&self.playlist[self.at]).is_some();
        self.playlist = self.playlist.iter().filter_map(carried).collect();
        let (view, page, wording, count) = (self.view, self.page, self.wording, self.comparisons.len());
        let revealing = self.revealing;
        self.go_to(at.min(self.playlist.len().checked_sub(1)?), around);
        if stays && count == self.comparisons.len() {
            (self.wording, self.revealing) = (wording, revealing);
            self.show(view, around);
            self.page = page.min(self.slide.page_count() - 1);
        }
        Some(self)
    }
}

/// The place of the wording that was found.
fn place_of(hit: Hit, comparisons: &[Comparison]) -> usize {
    comparisons.iter().position(|comparison| comparison.wording == hit.wording).unwrap_or(0)
}
