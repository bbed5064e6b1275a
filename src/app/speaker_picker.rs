//! Who said it: the candidates of a program first, then everybody.

use ratatui::layout::Rect;

use super::filtered_list::{Clicked, FilteredList};
use super::message::Message;
use super::pointing::Pointed;
use super::screen::Surroundings;
use super::steps::Step;
use crate::action::Action;
use crate::corpus::{Corpus, SpeakerId, Statement, StatementId};
use crate::layout::{Overlay, overlay_of, speakers_like};

/// The list of speakers.
#[derive(Clone, Debug)]
pub struct SpeakerPicker {
    /// Whose words they are is asked of this statement.
    pub statement: StatementId,
    /// Who is the likeliest.
    pub candidates: Vec<SpeakerId>,
    /// The box and the cursor.
    pub list: FilteredList,
}

impl SpeakerPicker {
    /// Candidates come first, and before them who is named now: to pick that one is to agree.
    pub(super) fn open(statement: Statement<'_>) -> Self {
        let named = statement.speakers().iter().take(1).copied();
        let others = statement.review().into_iter().flat_map(|review| review.candidates.iter().copied());
        let mut candidates: Vec<SpeakerId> = Vec::new();
        for speaker in named.chain(others) {
            if !candidates.contains(&speaker) {
                candidates.push(speaker);
            }
        }
        Self { statement: statement.id(), candidates, list: FilteredList::default() }
    }

    /// Who is listed.
    #[must_use]
    pub fn speakers(&self, corpus: &Corpus) -> Vec<SpeakerId> {
        speakers_like(corpus, self.list.filter.text(), &self.candidates)
    }

    /// Where it lies.
    #[must_use]
    pub fn layout(corpus: &Corpus, area: Rect) -> Overlay {
        overlay_of(area, corpus.speakers().len())
    }

    pub(super) fn act(&mut self, action: Action, around: &Surroundings) -> Step {
        let speakers = self.speakers(&around.corpus);
        match action {
            Action::Back => Step::Back,
            Action::Accept => self.take(&speakers),
            _ => self.list.act(action, speakers.len(), &Self::layout(&around.corpus, around.area)).step(),
        }
    }

    fn take(&self, speakers: &[SpeakerId]) -> Step {
        match speakers.get(self.list.cursor.selected) {
            Some(speaker) => Step::Attribute(self.statement, *speaker),
            None => Step::Say(Message::note("Nobody is called so; a new speaker is added in the file.")),
        }
    }

    pub(super) fn pointed(&mut self, pointed: Pointed, around: &Surroundings) -> Step {
        let speakers = self.speakers(&around.corpus);
        match self.list.pointed(pointed, speakers.len(), &Self::layout(&around.corpus, around.area)) {
            Clicked::Take => self.take(&speakers),
            Clicked::Leave => Step::Back,
            Clicked::Nothing => Step::Stay,
        }
    }

    pub(super) fn settle(&mut self, around: &Surroundings) {
        let count = self.speakers(&around.corpus).len();
        self.list.settle(count, &Self::layout(&around.corpus, around.area));
    }

    /// The same over another corpus, if it has the statement.
    pub(super) fn carried_over(self, from: &Corpus, around: &Surroundings) -> Option<Self> {
        let statement = around.corpus.find_statement(from.statement(self.statement).key())?;
        let mut picker = Self { list: self.list, ..Self::open(statement) };
        picker.settle(around);
        Some(picker)
    }
}
