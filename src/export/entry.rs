//! A statement with the wording that is written out, and what a citation says of it.

use std::borrow::Cow;

use crate::corpus::{
    Corpus, Fidelity, Kind, ReviewState, Session, Source, Speaker, Standing, Statement, Wording, quoted,
};
use crate::search::Hit;
use crate::text::with_gaps_marked;

/// A statement with the wording of it that is written out.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    corpus: &'a Corpus,
    wording: Wording<'a>,
}

impl<'a> Entry<'a> {
    /// What was found.
    #[must_use]
    pub const fn new(corpus: &'a Corpus, hit: Hit) -> Self {
        Self::of(corpus, corpus.wording(hit.statement, hit.wording))
    }

    /// A wording of the corpus.
    pub(super) const fn of(corpus: &'a Corpus, wording: Wording<'a>) -> Self {
        Self { corpus, wording }
    }

    /// The corpus it is from.
    #[must_use]
    pub const fn corpus(self) -> &'a Corpus {
        self.corpus
    }

    /// The wording that is written out.
    #[must_use]
    pub const fn wording(self) -> Wording<'a> {
        self.wording
    }

    /// The statement.
    #[must_use]
    pub const fn statement(self) -> Statement<'a> {
        self.wording.statement()
    }

    /// The bare words, with their gaps marked in one way.
    #[must_use]
    pub fn words(self) -> Cow<'a, str> {
        with_gaps_marked(self.wording.text())
    }

    /// The words set down: in quote marks where they are quoted, inside their frame where
    /// they have one.
    #[must_use]
    pub fn quote(self) -> String {
        with_gaps_marked(&quoted(self.wording).text).into_owned()
    }

    /// Whether the words are somebody's, as far as anybody can tell: quoted, by a source
    /// near to the spoken words, which was looked at, from a speaker who is known.
    #[must_use]
    pub fn is_verbatim(self) -> bool {
        self.caveats().is_empty()
    }

    /// What a reader must be told so that the words are not taken for more than they are,
    /// the weightiest first.
    #[must_use]
    pub fn caveats(self) -> Vec<&'static str> {
        let badge = self.wording.badge();
        let is_near = matches!(badge.standing, Standing::Of(Fidelity::Transcript | Fidelity::Report));
        let mut caveats = Vec::new();
        if !is_near {
            caveats.push(badge.standing.meaning());
        }
        if badge.is_unverified() {
            caveats.push("unverified: nobody read the words at the source’s address");
        }
        if self.wording.speakers().is_empty() {
            caveats.push("unattributed: nobody knows who said it");
        }
        caveats.extend(self.caveats_of_attribution());
        caveats
    }

    /// What neither the badge nor the speaker's name says: that the words are not quoted, and what
    /// became of an attribution that a program made.
    #[must_use]
    pub fn caveats_of_attribution(self) -> Vec<&'static str> {
        let mut caveats = Vec::new();
        if self.wording.kind() == Kind::Indirect && !self.wording.is_paraphrase() {
            caveats.push("indirect: reported, not quoted");
        }
        match self.statement().review().map(|review| review.state) {
            Some(ReviewState::Open) => caveats.push("a program attributed it, and nobody has looked yet"),
            Some(ReviewState::Rejected) => caveats.push("the attribution was looked at and rejected"),
            Some(ReviewState::Accepted) | None => {}
        }
        caveats
    }

    /// How the words are given and what they are worth: `fragment; reworded, unverified`.
    #[must_use]
    pub fn status(self) -> String {
        let mut status = format!("{}; {}", self.wording.kind().name(), self.wording.badge());
        if self.wording.speakers().is_empty() {
            status.push_str("; unattributed");
        }
        match self.statement().review().map(|review| review.state) {
            Some(ReviewState::Open) => status.push_str("; attribution not reviewed"),
            Some(ReviewState::Rejected) => status.push_str("; attribution rejected"),
            Some(ReviewState::Accepted) | None => {}
        }
        status
    }

    /// The speakers; none where nobody knows who said it.
    pub fn speakers(self) -> impl Iterator<Item = &'a Speaker> {
        self.wording.speakers().iter().map(move |id| self.corpus.speaker(*id))
    }

    /// Who said it: "Jens Stoltenberg and Wendy Sherman", or "unattributed".
    #[must_use]
    pub fn speaker_names(self) -> String {
        self.corpus.speaker_names(self.wording.speakers())
    }

    /// Those who reported it, the nearest reporter last.
    pub fn reporters(self) -> impl Iterator<Item = &'a Speaker> {
        self.wording.via().iter().map(move |id| self.corpus.speaker(*id))
    }

    /// The names of those who reported it.
    #[must_use]
    pub fn reporter_names(self) -> Option<String> {
        let via = self.wording.via();
        (!via.is_empty()).then(|| self.corpus.speaker_names(via))
    }

    /// Where it was said.
    #[must_use]
    pub fn session(self) -> Option<&'a Session> {
        self.wording.session().map(|id| self.corpus.session(id))
    }

    /// Who has the words so.
    #[must_use]
    pub fn source(self) -> Option<&'a Source> {
        self.wording.source().map(|id| self.corpus.source(id))
    }

    /// The language of the words; a paraphrase is in the editor's, whatever the source's is.
    #[must_use]
    pub fn language(self) -> Option<&'a str> {
        self.source()?.language.as_deref().filter(|_| !self.wording.is_paraphrase())
    }

    /// Its topics.
    #[must_use]
    pub fn topics(self) -> Vec<&'a str> {
        self.statement().topics().iter().map(|id| self.corpus.topic(*id)).collect()
    }
}
