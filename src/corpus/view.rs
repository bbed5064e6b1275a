//! Statements and wordings as they are read: small handles into a corpus.

use std::ops::Range;

use super::Corpus;
use super::badge::{Badge, Standing};
use super::date::PartialDate;
use super::id_lists::IdLists;
use super::ids::{SessionId, SourceId, SpeakerId, StatementId, TopicId, WordingId};
use super::kind::{Fidelity, Kind, ReviewState};
use super::model::{Position, Review, StatementExtras, StatementRecord, WordingExtras, WordingRecord};

/// One attributed utterance.
#[derive(Clone, Copy, Debug)]
pub struct Statement<'a> {
    pub(super) corpus: &'a Corpus,
    pub(super) id: StatementId,
}

impl<'a> Statement<'a> {
    fn record(self) -> &'a StatementRecord {
        &self.corpus.statements[self.id.index()]
    }

    fn more(self) -> Option<&'a StatementExtras> {
        self.record().more.as_deref()
    }

    /// Its number.
    #[must_use]
    pub const fn id(self) -> StatementId {
        self.id
    }

    /// The id in its file.
    #[must_use]
    pub fn key(self) -> &'a str {
        self.corpus.texts.get(self.record().key)
    }

    /// Who said it, together; empty where that is not known.
    #[must_use]
    pub fn speakers(self) -> &'a [SpeakerId] {
        self.corpus.speaker_lists.get(self.record().speakers)
    }

    /// Who reported it, the nearest reporter last.
    #[must_use]
    pub fn via(self) -> &'a [SpeakerId] {
        self.corpus.speaker_lists.get(self.record().via)
    }

    /// Its topics.
    #[must_use]
    pub fn topics(self) -> &'a [TopicId] {
        self.corpus.topic_lists.get(self.record().topics)
    }

    /// The session it was said in.
    #[must_use]
    pub fn session(self) -> Option<SessionId> {
        self.record().session
    }

    /// The number of its list of speakers: statements with the same speakers share one.
    pub(crate) fn speaker_list(self) -> usize {
        IdLists::number(self.record().speakers)
    }

    /// The number of its list of topics.
    pub(crate) fn topic_list(self) -> usize {
        IdLists::number(self.record().topics)
    }

    /// Sessions where it was said again.
    #[must_use]
    pub fn also_in(self) -> &'a [SessionId] {
        self.more().map_or(&[], |more| &more.also_in)
    }

    /// Every session it was said in.
    pub fn sessions(self) -> impl Iterator<Item = SessionId> + use<'a> {
        self.session().into_iter().chain(self.also_in().iter().copied())
    }

    /// When it was said: its own date, else its session's.
    #[must_use]
    pub fn date(self) -> Option<PartialDate> {
        self.record().date.or_else(|| self.corpus.session(self.session()?).date)
    }

    /// The date it has itself, whatever its session's is.
    #[must_use]
    pub fn own_date(self) -> Option<PartialDate> {
        self.record().date
    }

    /// How it gives the speaker's words.
    #[must_use]
    pub fn kind(self) -> Kind {
        self.record().kind
    }

    /// The occasion within the session: a press conference, an interview.
    #[must_use]
    pub fn setting(self) -> Option<&'a str> {
        self.more()?.setting.as_deref()
    }

    /// The longer statement it is taken from.
    #[must_use]
    pub fn part_of(self) -> Option<StatementId> {
        self.more()?.part_of
    }

    /// Statements worth reading beside it.
    #[must_use]
    pub fn see_also(self) -> &'a [StatementId] {
        self.more().map_or(&[], |more| &more.see_also)
    }

    /// The editor's remarks.
    #[must_use]
    pub fn notes(self) -> Option<&'a str> {
        self.more()?.notes.as_deref()
    }

    /// The judgement on its attribution, where a program made it.
    #[must_use]
    pub fn review(self) -> Option<&'a Review> {
        self.more()?.review.as_ref()
    }

    /// Whether a program attributed it, and nobody has judged that yet.
    #[must_use]
    pub fn is_unreviewed(self) -> bool {
        self.review().is_some_and(|review| review.state == ReviewState::Open)
    }

    /// Where it stands in its file.
    #[must_use]
    pub fn position(self) -> Position {
        self.record().position
    }

    /// Its wordings, in the file's order.
    #[must_use]
    pub fn wordings(self) -> impl ExactSizeIterator<Item = Wording<'a>> + use<'a> {
        let first = self.record().first_wording.index();
        let corpus = self.corpus;
        let range: Range<usize> = first..first + self.record().wording_count as usize;
        range.map(move |index| Wording { corpus, statement: self, id: WordingId::from_index(index) })
    }

    /// The wording nearest to the spoken words, the first listed where several are.
    #[must_use]
    pub fn primary(self) -> Wording<'a> {
        let record = self.record();
        let id = WordingId::from_index(record.first_wording.index() + record.primary as usize);
        Wording { corpus: self.corpus, statement: self, id }
    }

    /// Its wordings, the nearest to the spoken words first.
    #[must_use]
    pub fn wordings_nearest_first(self) -> Vec<Wording<'a>> {
        let mut wordings: Vec<Wording<'a>> = self.wordings().collect();
        wordings.sort_by_key(|wording| wording.standing());
        wordings
    }
}

/// What a wording says itself, where it does not go with its statement or its source.
/// `None` is: nothing; an empty list is: nobody.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Overrides<'a> {
    /// Whose words these are, instead of the statement's speakers.
    pub speakers: Option<&'a [SpeakerId]>,
    /// Who reported them, instead of the statement's reporters.
    pub via: Option<&'a [SpeakerId]>,
    /// Where they were said, instead of the statement's session.
    pub session: Option<SessionId>,
    /// When they were said, instead of any other date.
    pub date: Option<PartialDate>,
    /// How the speaker's words are given, instead of the statement's kind.
    pub kind: Option<Kind>,
    /// Whether somebody read them at the source, instead of what the source says.
    pub verified: Option<bool>,
    /// When somebody last looked, instead of what the source says.
    pub checked_at: Option<PartialDate>,
}

/// The text of a statement as one source has it.
#[derive(Clone, Copy, Debug)]
pub struct Wording<'a> {
    corpus: &'a Corpus,
    statement: Statement<'a>,
    id: WordingId,
}

impl<'a> Wording<'a> {
    pub(super) const fn new(corpus: &'a Corpus, statement: Statement<'a>, id: WordingId) -> Self {
        Self { corpus, statement, id }
    }

    fn record(self) -> &'a WordingRecord {
        &self.corpus.wordings[self.id.index()]
    }

    fn more(self) -> Option<&'a WordingExtras> {
        self.record().more.as_deref()
    }

    /// Whether its speakers and its session are those of the statement.
    pub(crate) fn is_attributed_like_its_statement(self) -> bool {
        self.more().is_none_or(|more| more.speakers.is_none() && more.session.is_none())
    }

    /// What it says itself, and so does not have from its statement or its source.
    #[must_use]
    pub fn overrides(self) -> Overrides<'a> {
        let overrides = |more: &'a WordingExtras| Overrides {
            speakers: more.speakers.as_deref(),
            via: more.via.as_deref(),
            session: more.session,
            date: more.date,
            kind: more.kind,
            verified: more.verified,
            checked_at: more.checked_at,
        };
        self.more().map(overrides).unwrap_or_default()
    }

    /// Its number.
    #[must_use]
    pub const fn id(self) -> WordingId {
        self.id
    }

    /// The statement it is a wording of.
    #[must_use]
    pub const fn statement(self) -> Statement<'a> {
        self.statement
    }

    /// The words.
    #[must_use]
    pub fn text(self) -> &'a str {
        self.corpus.texts.get(self.record().text)
    }

    /// The source that has them so.
    #[must_use]
    pub fn source(self) -> Option<SourceId> {
        self.record().source
    }

    /// Whose words these are; empty where that is not known.
    #[must_use]
    pub fn speakers(self) -> &'a [SpeakerId] {
        self.more().and_then(|more| more.speakers.as_deref()).unwrap_or_else(|| self.statement.speakers())
    }

    /// Who reported these words, the nearest reporter last.
    #[must_use]
    pub fn via(self) -> &'a [SpeakerId] {
        self.more().and_then(|more| more.via.as_deref()).unwrap_or_else(|| self.statement.via())
    }

    /// The session these words were said in.
    #[must_use]
    pub fn session(self) -> Option<SessionId> {
        self.more().and_then(|more| more.session).or_else(|| self.statement.session())
    }

    /// Every session these words were said in.
    pub fn sessions(self) -> impl Iterator<Item = SessionId> + use<'a> {
        self.session().into_iter().chain(self.statement.also_in().iter().copied())
    }

    /// The session that only these words were said in, where it is not the statement's.
    fn session_of_its_own(self) -> Option<SessionId> {
        self.more()?.session.filter(|session| Some(*session) != self.statement.session())
    }

    /// When these words were said. Where they have a session of their own, that of the
    /// statement's session is none of theirs.
    #[must_use]
    pub fn date(self) -> Option<PartialDate> {
        let own = self.more().and_then(|more| more.date);
        own.or_else(|| match self.session_of_its_own() {
            Some(session) => self.corpus.session(session).date.or_else(|| self.statement.own_date()),
            None => self.statement.date(),
        })
    }

    /// The occasion within the session: a press conference, an interview. It is the statement's, and so
    /// of none of the words that were said in a session of their own.
    #[must_use]
    pub fn setting(self) -> Option<&'a str> {
        self.statement.setting().filter(|_| self.session_of_its_own().is_none())
    }

    /// Every date these words were said on: first that of [`date`](Self::date), then those of
    /// the other sessions they were said in.
    pub fn dates(self) -> impl Iterator<Item = PartialDate> + use<'a> {
        let repeated = self.statement.also_in().iter().filter_map(move |session| self.corpus.session(*session).date);
        self.date().into_iter().chain(repeated)
    }

    /// How the speaker's words are given here.
    #[must_use]
    pub fn kind(self) -> Kind {
        self.more().and_then(|more| more.kind).unwrap_or_else(|| self.statement.kind())
    }

    /// The editor's sentence around a fragment, with `{}` for the words.
    #[must_use]
    pub fn frame(self) -> Option<&'a str> {
        self.more()?.frame.as_deref()
    }

    /// Where the words stand in the source: a page, a paragraph, a time.
    #[must_use]
    pub fn locator(self) -> Option<&'a str> {
        self.more()?.locator.as_deref()
    }

    /// Whether this is the editor's summary instead of anybody's words.
    #[must_use]
    pub fn is_paraphrase(self) -> bool {
        self.more().is_some_and(|more| more.by_editor)
    }

    /// The editor's remarks.
    #[must_use]
    pub fn notes(self) -> Option<&'a str> {
        self.more()?.notes.as_deref()
    }

    /// How near the source is to the spoken words, where it says so.
    #[must_use]
    pub fn fidelity(self) -> Option<Fidelity> {
        self.corpus.source(self.source()?).fidelity
    }

    /// What the words are: of a source, of none, or the editor's.
    #[must_use]
    pub fn standing(self) -> Standing {
        if self.is_paraphrase() {
            return Standing::Paraphrase;
        }
        match self.source() {
            None => Standing::NoSource,
            Some(source) => self.corpus.source(source).fidelity.map_or(Standing::Unstated, Standing::Of),
        }
    }

    /// Whether somebody read these words at the source's address.
    #[must_use]
    pub fn is_verified(self) -> bool {
        let Some(source) = self.source().map(|source| self.corpus.source(source)) else { return false };
        // Without an address nobody can look the words up again.
        self.more()
            .and_then(|more| more.verified)
            .map_or_else(|| source.is_verified(), |verified| verified && source.url.is_some())
    }

    /// When somebody last looked.
    #[must_use]
    pub fn checked_at(self) -> Option<PartialDate> {
        let of_source = || self.corpus.source(self.source()?).checked_at;
        self.more().and_then(|more| more.checked_at).or_else(of_source)
    }

    /// The badge that goes wherever the text goes.
    #[must_use]
    pub fn badge(self) -> Badge {
        Badge { standing: self.standing(), verified: self.is_verified() }
    }
}
