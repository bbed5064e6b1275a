//! What a file says that its fields alone cannot show: quotes that their source does not
//! hold, things nobody uses, names claimed twice, words nobody has checked.

use std::collections::{HashMap, HashSet};

use crate::diagnostic::Diagnostic;
use crate::text::{Folding, Passages, folded};

use super::Corpus;
use super::badge::Standing;
use super::draft::{FileDraft, StatementDraft};
use super::ids::{SourceId, SpeakerId, StatementId};
use super::view::Statement;

/// Looks over a resolved corpus beside the drafts it was made of, which know the places.
pub(super) fn lint(files: &[FileDraft], corpus: &Corpus, problems: &mut Vec<Diagnostic>) {
    let passages: Vec<Passages<'_>> = corpus
        .sources()
        .map(|(_, source)| Passages::new(source.passages.iter().map(|passage| &*passage.text)))
        .collect();
    let mut number = 0;
    for file in files {
        for draft in &file.statements {
            let statement = corpus.statement(StatementId::from_index(number));
            number += 1;
            check_wordings(file, draft, statement, &passages, problems);
            check_primary(file, draft, statement, problems);
        }
    }
    check_names(files, problems);
}

/// Looks for what the drafts define and nothing in the whole corpus uses, which may hold
/// more than the drafts.
pub(super) fn lint_uses(files: &[FileDraft], corpus: &Corpus, problems: &mut Vec<Diagnostic>) {
    if files.iter().all(|file| file.speakers.is_empty() && file.sources.is_empty()) {
        return;
    }
    let mut used = Used::default();
    used.participants(corpus);
    for statement in corpus.statements() {
        used.statement(statement);
    }
    used.report(files, problems);
}

/// An error for each wording whose words are not in its source's passages.
fn check_wordings(
    file: &FileDraft,
    draft: &StatementDraft,
    statement: Statement<'_>,
    passages: &[Passages<'_>],
    problems: &mut Vec<Diagnostic>,
) {
    for (wording, written) in statement.wordings().zip(&draft.wordings) {
        let Some(source) = wording.source() else { continue };
        let holds_passages = !statement.corpus.source(source).passages.is_empty();
        if !holds_passages || wording.is_paraphrase() || passages[source.index()].locate(wording.text()).is_some() {
            continue;
        }
        let message = format!("these words are not in the passages of `{}`", statement.corpus.source(source).key);
        problems.push(
            Diagnostic::error("not-in-passages", message, file.source.place(written.text.span))
                .with_help("correct the words, add the passage they stand in, or mark what is left out with […]"),
        );
    }
}

/// A warning where the first words shown rest on nothing anybody has looked up.
fn check_primary(file: &FileDraft, draft: &StatementDraft, statement: Statement<'_>, problems: &mut Vec<Diagnostic>) {
    if draft.wordings.is_empty() {
        return;
    }
    let primary = statement.primary();
    let has_words_of_a_source = matches!(primary.standing(), Standing::Of(_) | Standing::Unstated);
    if has_words_of_a_source && !primary.is_verified() && primary.checked_at().is_none() {
        let message = format!("the primary wording of `{}` is unverified", statement.key());
        problems.push(
            Diagnostic::warning("unverified", message, file.source.place(draft.id.span))
                .with_help("give its source a `url`; or, if you looked and found none, say when: `checked_at`"),
        );
    }
}

/// A warning for each name that two speakers of a file claim.
fn check_names(files: &[FileDraft], problems: &mut Vec<Diagnostic>) {
    for file in files {
        let mut owners: HashMap<String, &str> = HashMap::new();
        for speaker in &file.speakers {
            let owner = owners.entry(folded(&speaker.value.name, Folding::Search)).or_insert(&speaker.id.value);
            if *owner != speaker.id.value {
                let message = format!("the name `{}` already belongs to `{owner}`", speaker.value.name);
                problems.push(Diagnostic::warning("alias-twice", message, file.source.place(speaker.id.span)));
            }
        }
        for speaker in &file.speakers {
            for alias in &speaker.value.aliases {
                let owner = owners.entry(folded(&alias.value, Folding::Search)).or_insert(&speaker.id.value);
                if *owner != speaker.id.value {
                    let message = format!("the name `{}` already belongs to `{owner}`", alias.value);
                    problems.push(Diagnostic::warning("alias-twice", message, file.source.place(alias.span)));
                }
            }
        }
    }
}

/// The speakers and sources that something refers to.
#[derive(Default)]
struct Used {
    speakers: HashSet<SpeakerId>,
    sources: HashSet<SourceId>,
}

impl Used {
    fn participants(&mut self, corpus: &Corpus) {
        for (_, session) in corpus.sessions() {
            self.speakers.extend(&session.participants);
        }
    }

    fn statement(&mut self, statement: Statement<'_>) {
        self.speakers.extend(statement.speakers());
        self.speakers.extend(statement.via());
        self.speakers.extend(statement.review().into_iter().flat_map(|review| &review.candidates));
        for wording in statement.wordings() {
            self.speakers.extend(wording.speakers());
            self.speakers.extend(wording.via());
            self.sources.extend(wording.source());
        }
    }

    fn report(&self, files: &[FileDraft], problems: &mut Vec<Diagnostic>) {
        let mut speaker = 0;
        let mut source = 0;
        for file in files {
            for entry in &file.speakers {
                if !self.speakers.contains(&SpeakerId::from_index(speaker)) {
                    let message = format!("the speaker `{}` says nothing and takes part in nothing", entry.id.value);
                    problems.push(Diagnostic::warning("unused-speaker", message, file.source.place(entry.id.span)));
                }
                speaker += 1;
            }
            for entry in &file.sources {
                if !self.sources.contains(&SourceId::from_index(source)) {
                    let message = format!("no wording comes from the source `{}`", entry.id.value);
                    problems.push(Diagnostic::warning("unused-source", message, file.source.place(entry.id.span)));
                }
                source += 1;
            }
        }
    }
}
