//! What a file says that its fields alone cannot show: quotes that their source does not
//! hold, things nobody uses, names claimed twice, words nobody has checked.

use hashbrown::HashMap;

use crate::text::{ByteSpan, Folding, PassageTexts, folded, stands_plainly};

use super::Corpus;
use super::badge::Standing;
use super::builder::NewWording;
use super::draft::FileDraft;
use super::finding::Finding;
use super::ids::{SourceId, SpeakerId};
use super::tables::Defined;
use super::view::Statement;

/// The code of words that their source does not hold.
pub(super) const NOT_IN_PASSAGES: &str = "not-in-passages";

/// As many passages are looked through one by one; more are made ready for looking up words.
const FEW: usize = 8;

/// Looks for the words of wordings in the passages of their sources.
#[derive(Debug)]
pub(super) struct PassageCheck {
    /// For each source that a file defines, the number of its passages there. Plain lines
    /// may add more, which no other wording has to stand in.
    defined: Vec<usize>,
    /// The passages of sources that have many, or do not hold words letter by letter.
    folded: HashMap<SourceId, PassageTexts>,
}

impl PassageCheck {
    /// For the sources that are there.
    pub(super) fn of(corpus: &Corpus) -> Self {
        Self { defined: corpus.sources().map(|(_, source)| source.passages.len()).collect(), folded: HashMap::new() }
    }

    /// The sources that were defined without a passage.
    pub(super) fn bare_sources(&self) -> impl Iterator<Item = SourceId> {
        let bare = self.defined.iter().enumerate().filter(|(_, passages)| **passages == 0);
        bare.map(|(index, _)| SourceId::from_index(index))
    }

    /// An error if a wording's words, which stand at `span`, are not in its source's passages.
    pub(super) fn check(&mut self, corpus: &Corpus, wording: &NewWording<'_>, span: ByteSpan) -> Option<Finding> {
        let id = wording.source?;
        if wording.by_editor || self.hold(corpus, id, wording.text) {
            return None;
        }
        let message = format!("these words are not in the passages of `{}`", corpus.source(id).key);
        Some(
            Finding::error(NOT_IN_PASSAGES, message, span)
                .with_help("correct the words, add the passage they stand in, or mark what is left out with […]"),
        )
    }

    /// Whether the passages that files give a source hold these words; without passages, any.
    pub(super) fn hold(&mut self, corpus: &Corpus, id: SourceId, words: &str) -> bool {
        let defined = self.defined.get(id.index()).copied().unwrap_or_default();
        let passages = &corpus.source(id).passages[..defined];
        let texts = || passages.iter().map(|passage| &*passage.text);
        passages.is_empty()
            || passages.len() <= FEW && texts().any(|passage| stands_plainly(words, passage))
            || self.folded.entry(id).or_insert_with(|| PassageTexts::new(texts())).hold(words)
    }
}

/// A warning where the first words shown rest on nothing anybody has looked up. The
/// statement's id stands at `span`.
pub(super) fn unverified(statement: Statement<'_>, span: ByteSpan) -> Option<Finding> {
    if statement.wordings().len() == 0 {
        return None;
    }
    let primary = statement.primary();
    let has_words_of_a_source = matches!(primary.standing(), Standing::Of(_) | Standing::Unstated);
    if !has_words_of_a_source || primary.is_verified() || primary.checked_at().is_some() {
        return None;
    }
    let message = format!("the primary wording of `{}` is unverified", statement.key());
    Some(
        Finding::warning("unverified", message, span)
            .with_help("give its source a `url`; or, if you looked and found none, say when: `checked_at`"),
    )
}

/// A warning for each name that two speakers of a file claim.
pub(super) fn repeated_names(file: &FileDraft) -> Vec<Finding> {
    let mut owners: HashMap<String, &str> = HashMap::new();
    let names = file.speakers.iter().map(|speaker| (&speaker.value.name, &speaker.id, speaker.id.span));
    let aliases = file
        .speakers
        .iter()
        .flat_map(|speaker| speaker.value.aliases.iter().map(|alias| (&alias.value, &speaker.id, alias.span)));
    let mut found = Vec::new();
    for (name, id, span) in names.chain(aliases) {
        let owner = *owners.entry(folded(name, Folding::Search)).or_insert(&id.value);
        if owner != id.value {
            found.push(Finding::warning(
                "alias-twice",
                format!("the name `{name}` already belongs to `{owner}`"),
                span,
            ));
        }
    }
    found
}

/// The speakers and sources that something in a corpus refers to, by their numbers.
#[derive(Debug)]
pub(super) struct Used {
    speakers: Vec<bool>,
    sources: Vec<bool>,
}

impl Used {
    /// Looks through the whole corpus.
    pub(super) fn in_corpus(corpus: &Corpus) -> Self {
        let mut used =
            Self { speakers: vec![false; corpus.speakers().len()], sources: vec![false; corpus.sources().len()] };
        for (_, session) in corpus.sessions() {
            used.speakers(&session.participants);
        }
        for statement in corpus.statements() {
            used.statement(statement);
        }
        used
    }

    fn statement(&mut self, statement: Statement<'_>) {
        self.speakers(statement.speakers());
        self.speakers(statement.via());
        if let Some(review) = statement.review() {
            self.speakers(&review.candidates);
        }
        for wording in statement.wordings() {
            self.speakers(wording.overrides().speakers.unwrap_or_default());
            self.speakers(wording.overrides().via.unwrap_or_default());
            if let Some(source) = wording.source() {
                self.sources[source.index()] = true;
            }
        }
    }

    fn speakers(&mut self, ids: &[SpeakerId]) {
        for id in ids {
            self.speakers[id.index()] = true;
        }
    }

    /// A warning for whatever files define and nothing uses. They come in the corpus's order.
    pub(super) fn report(&self, files: &[Defined], findings: &mut [Vec<Finding>]) {
        let mut speakers = self.speakers.iter();
        let mut sources = self.sources.iter();
        for (file, found) in files.iter().zip(findings) {
            for (id, _) in file.speakers.iter().zip(&mut speakers).filter(|(_, used)| !**used) {
                let message = format!("the speaker `{}` says nothing and takes part in nothing", id.value);
                found.push(Finding::warning("unused-speaker", message, id.span));
            }
            for (id, _) in file.sources.iter().zip(&mut sources).filter(|(_, used)| !**used) {
                let message = format!("no wording comes from the source `{}`", id.value);
                found.push(Finding::warning("unused-source", message, id.span));
            }
        }
    }
}
