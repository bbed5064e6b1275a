//! A corpus that is being put together from all its files: where ids lead, and what is wrong
//! with a statement before it goes in.

use crate::diagnostic::short;
use crate::text::ByteSpan;

use super::Corpus;
use super::builder::{Builder, NewStatement, NewWording};
use super::draft::{FileDraft, StatementDraft, WordingDraft};
use super::finding::Finding;
use super::ids::StatementId;
use super::input::short_names;
use super::links::Links;
use super::lint::{PassageCheck, Used, repeated_names, unverified};
use super::loose_words::LooseWords;
use super::model::{Position, Review};
use super::statement_ids::{MadeIds, StatementIds};
use super::tables::{Defined, Tables};
use super::text_store::TooMuchText;

/// A corpus that has its speakers, sessions and sources, and gets its statements.
#[derive(Debug)]
pub(super) struct Assembly {
    pub(super) builder: Builder,
    pub(super) statement_ids: StatementIds,
    pub(super) links: Links,
    pub(super) loose_words: LooseWords,
    tables: Tables,
    pub(super) passages: PassageCheck,
    /// What each file is called in ids.
    short_names: Vec<String>,
    defined: Vec<Defined>,
    /// For each file, what was found that is not told yet.
    findings: Vec<Vec<Finding>>,
}

/// What came of it.
pub(super) struct Assembled {
    pub(super) corpus: Corpus,
    pub(super) made_ids: MadeIds,
    pub(super) clashes: Vec<String>,
    /// For each file, what was found when all of it was read.
    pub(super) findings: Vec<Vec<Finding>>,
}

/// The clashing statements that are told one by one.
const MOST_TOLD: usize = 20;

impl Assembly {
    /// Begins with what files define. `names` are theirs as the person gave them.
    pub(super) fn new(names: &[&str], drafts: Vec<FileDraft>) -> Self {
        let short_names = short_names(names);
        let mut builder = Builder::default();
        let mut tables = Tables::new(&drafts, &short_names);
        let mut findings: Vec<Vec<Finding>> = drafts.iter().map(repeated_names).collect();
        let mut defined = Vec::with_capacity(drafts.len());
        for (number, draft) in drafts.into_iter().enumerate() {
            builder.add_file(names[number], &draft.titles, &draft.notes);
            defined.push(tables.add(&mut builder, (number, draft), &mut findings[number]));
        }
        let passages = PassageCheck::of(builder.corpus());
        Self {
            builder,
            statement_ids: StatementIds::default(),
            links: Links::default(),
            loose_words: LooseWords::default(),
            tables,
            passages,
            short_names,
            defined,
            findings,
        }
    }

    /// What a file is called in ids.
    pub(super) fn short_name(&self, file: u16) -> &str {
        self.short_names.get(usize::from(file)).map_or("", |name| name)
    }

    /// A statement with its references followed, and what is found wrong with it.
    ///
    /// # Errors
    /// The texts are too much for one corpus.
    pub(super) fn resolve<'d>(
        &mut self,
        draft: &'d StatementDraft<'_>,
        position: Position,
        findings: &mut Vec<Finding>,
    ) -> Result<NewStatement<'d>, TooMuchText> {
        self.check_id(draft, position.file, findings)?;
        let file = usize::from(position.file);
        let tables = &mut self.tables;
        let review = draft.review.as_ref().map(|review| Review {
            confidence: review.confidence,
            candidates: tables.speakers(file, &review.candidates, findings),
            state: review.state,
        });
        let new = NewStatement {
            key: &draft.id.value,
            speakers: tables.speakers(file, &draft.speakers, findings),
            via: tables.speakers(file, &draft.via, findings),
            session: tables.session(file, draft.session.as_ref(), findings),
            also_in: tables.sessions(file, &draft.also_in, findings),
            date: draft.date,
            setting: draft.setting.as_deref().map(str::to_owned),
            kind: draft.kind_or_told(),
            topics: draft.topics.iter().map(|topic| &**topic).collect(),
            notes: draft.notes.as_deref().map(str::to_owned),
            review,
            position,
            wordings: draft.wordings.iter().map(|wording| resolve_wording(tables, file, wording, findings)).collect(),
        };
        for (wording, written) in new.wordings.iter().zip(&draft.wordings) {
            findings.extend(self.passages.check(self.builder.corpus(), wording, written.text.span));
        }
        Ok(new)
    }

    /// The statement of a file that has a written id already.
    pub(super) fn written_before(&mut self, id: &str, file: u16) -> Result<Option<StatementId>, TooMuchText> {
        self.statement_ids.written_before(&mut self.builder, id, file)
    }

    fn check_id(
        &mut self,
        draft: &StatementDraft<'_>,
        file: u16,
        findings: &mut Vec<Finding>,
    ) -> Result<(), TooMuchText> {
        if !draft.id.value.is_empty()
            && let Some(first) = self.written_before(&draft.id.value, file)?
        {
            let line = self.builder.corpus().statement(first).position().line;
            findings.push(repeated_id(&draft.id.value, line, draft.id.span));
        }
        Ok(())
    }

    /// Adds a statement, and looks at what is first shown of it.
    pub(super) fn add(
        &mut self,
        new: NewStatement<'_>,
        draft: &StatementDraft<'_>,
        findings: &mut Vec<Finding>,
    ) -> Result<(), TooMuchText> {
        let id = self.add_plain(new)?;
        self.links.add(id, draft)?;
        findings.extend(unverified(self.builder.corpus().statement(id), draft.id.span));
        Ok(())
    }

    /// Adds a statement that links to no other. An id that its file has already is not
    /// given to it, too.
    pub(super) fn add_plain(&mut self, new: NewStatement<'_>) -> Result<StatementId, TooMuchText> {
        let (key, file) = (new.key, new.position.file);
        let is_new = !key.is_empty() && self.statement_ids.in_file(self.builder.corpus(), key, file).is_none();
        let id = self.builder.add_statement(new)?;
        if is_new {
            self.statement_ids.insert(self.builder.corpus(), id);
        }
        Ok(id)
    }

    /// When all statements are there: follows what leads from one to another, and looks for
    /// what nothing uses.
    pub(super) fn finish(self) -> Result<Assembled, TooMuchText> {
        let Self { mut builder, statement_ids, links, loose_words, tables, passages, short_names, defined, .. } = self;
        let mut findings = self.findings;
        loose_words.give_passages(&mut builder, passages.bare_sources());
        links.follow(&mut builder, &statement_ids, &short_names, &mut findings);
        let mut clashes = tables.clashes();
        let statements = statement_ids.tell_apart(&mut builder, &short_names)?;
        clashes.extend(statements.iter().take(MOST_TOLD).map(|id| format!("statement `{id}`")));
        if let Some(more @ 1..) = statements.len().checked_sub(MOST_TOLD) {
            clashes.push(format!("each of {more} more statements"));
        }
        let corpus = builder.finish();
        if defined.iter().any(|file| !file.speakers.is_empty() || !file.sources.is_empty()) {
            Used::in_corpus(&corpus).report(&defined, &mut findings);
        }
        Ok(Assembled { corpus, made_ids: statement_ids.into_made(), clashes, findings })
    }
}

/// An id that something of the same file and sort has already.
pub(super) fn repeated_id(id: &str, first_line: impl std::fmt::Display, span: ByteSpan) -> Finding {
    let message = format!("the id `{}` is already taken in line {first_line}", short(id));
    Finding::error("duplicate-id", message, span)
}

fn resolve_wording<'d>(
    tables: &mut Tables,
    file: usize,
    draft: &'d WordingDraft<'_>,
    findings: &mut Vec<Finding>,
) -> NewWording<'d> {
    NewWording {
        text: &draft.text.value,
        source: tables.source(file, draft.source.as_ref(), findings),
        frame: draft.frame.as_deref().map(str::to_owned),
        locator: draft.locator.as_deref().map(str::to_owned),
        by_editor: draft.by_editor,
        speakers: draft.speakers.as_ref().map(|ids| tables.speakers(file, ids, findings)),
        via: draft.via.as_ref().map(|ids| tables.speakers(file, ids, findings)),
        session: tables.session(file, draft.session.as_ref(), findings),
        date: draft.date,
        kind: draft.kind,
        verified: draft.verified,
        checked_at: draft.checked_at,
        notes: draft.notes.as_deref().map(str::to_owned),
    }
}
