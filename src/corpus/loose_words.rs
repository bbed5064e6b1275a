//! Words whose source got passages from plain lines, where none of these holds them.
//!
//! Where a source has passages, the words of each of its wordings stand in them: context
//! screens rest on that, and a corpus that is written out is read under that rule. A plain
//! line with a `context` brings a passage to a source that others have words of as well. So
//! these get a passage of their own: the words, which are an excerpt whatever stands around.

use hashbrown::{HashMap, HashSet};

use crate::text::PassageTexts;

use super::Corpus;
use super::builder::Builder;
use super::ids::{SourceId, StatementId};
use super::kind::PassageKind;
use super::model::Passage;

/// The statements of plain lines that name a source and give no context.
#[derive(Debug, Default)]
pub(super) struct LooseWords {
    statements: Vec<StatementId>,
}

impl LooseWords {
    pub(super) fn add(&mut self, statement: StatementId) {
        self.statements.push(statement);
    }

    /// Gives passages to all words that are in none of their source's. `bare` are the sources
    /// that were defined without any: what documents and tagged lines have of them was not
    /// looked for.
    pub(super) fn give_passages(self, builder: &mut Builder, bare: impl Iterator<Item = SourceId>) {
        for (source, passage) in self.homeless(builder.corpus(), bare) {
            builder.add_passage(source, passage);
        }
    }

    fn homeless(&self, corpus: &Corpus, bare: impl Iterator<Item = SourceId>) -> Vec<(SourceId, Passage)> {
        let grown: HashSet<SourceId> = bare.filter(|source| !corpus.source(*source).passages.is_empty()).collect();
        let mut homeless = Homeless::default();
        for statement in &self.statements {
            homeless.look_at(corpus, *statement, |_| true);
        }
        if !grown.is_empty() {
            for statement in corpus.statements() {
                homeless.look_at(corpus, statement.id(), |source| grown.contains(&source));
            }
        }
        homeless.passages
    }
}

/// Finds words that no passage holds.
#[derive(Default)]
struct Homeless<'a> {
    texts: HashMap<SourceId, PassageTexts>,
    seen: HashSet<(SourceId, &'a str)>,
    passages: Vec<(SourceId, Passage)>,
}

impl<'a> Homeless<'a> {
    fn look_at(&mut self, corpus: &'a Corpus, statement: StatementId, wanted: impl Fn(SourceId) -> bool) {
        for wording in corpus.statement(statement).wordings() {
            let Some(id) = wording.source().filter(|source| wanted(*source)) else { continue };
            let passages = &corpus.source(id).passages;
            if passages.is_empty() || wording.is_paraphrase() {
                continue;
            }
            let texts = || PassageTexts::new(passages.iter().map(|passage| &*passage.text));
            let held = self.texts.entry(id).or_insert_with(texts).hold(wording.text());
            if !held && self.seen.insert((id, wording.text())) {
                let locator = wording.locator().map(str::to_owned);
                let text = wording.text().to_owned();
                self.passages.push((id, Passage { is: PassageKind::Excerpt, text, locator }));
            }
        }
    }
}
