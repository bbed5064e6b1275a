//! From statement to statement: `part_of` and `see_also`, which may point to what is read later.

use std::collections::HashSet;

use crate::text::ByteSpan;

use super::builder::Builder;
use super::draft::{Reference, StatementDraft};
use super::finding::{Finding, Missing, Suggestions};
use super::ids::StatementId;
use super::statement_ids::StatementIds;
use super::text_store::{TextRef, TextStore, TooMuchText};
use super::view::Statement;

/// The links that are to be followed when all statements are there, in the files' order.
#[derive(Debug, Default)]
pub(super) struct Links {
    to_follow: Vec<Link>,
    texts: TextStore,
    /// Ids of bad lines: what links to them is not wrong itself.
    left_out: HashSet<String>,
}

#[derive(Debug)]
struct Link {
    from: StatementId,
    sort: Sort,
    to: TextRef,
    span: ByteSpan,
}

#[derive(Clone, Copy, Debug)]
enum Sort {
    PartOf,
    SeeAlso,
}

impl Links {
    /// Notes the links of a statement that was added.
    pub(super) fn add(&mut self, from: StatementId, draft: &StatementDraft<'_>) -> Result<(), TooMuchText> {
        let part_of = draft.part_of.iter().map(|id| (Sort::PartOf, id));
        for (sort, Reference { value, span }) in part_of.chain(draft.see_also.iter().map(|id| (Sort::SeeAlso, id))) {
            let to = self.texts.add(value)?;
            self.to_follow.push(Link { from, sort, to, span: *span });
        }
        Ok(())
    }

    /// Notes that a statement is not in the corpus because its line is bad, which is told.
    pub(super) fn left_out(&mut self, id: &str) {
        self.left_out.insert(id.to_owned());
    }

    /// Follows the links. What leads nowhere is found wrong, in its file's list.
    pub(super) fn follow(
        self,
        builder: &mut Builder,
        ids: &StatementIds,
        short_names: &[String],
        findings: &mut [Vec<Finding>],
    ) {
        let mut suggestions = Suggestions::default();
        for link in self.to_follow {
            let id = self.texts.get(link.to);
            let corpus = builder.corpus();
            let file = corpus.statement(link.from).position().file;
            match find(builder, ids, short_names, file, id) {
                Ok(to) => match link.sort {
                    Sort::PartOf => builder.set_part_of(link.from, to),
                    Sort::SeeAlso => builder.add_see_also(link.from, to),
                },
                Err(Missing::Unknown) if self.left_out.contains(id) => {}
                Err(missing) => {
                    let keys = corpus.statements().map(Statement::key);
                    let meant = suggestions.meant(id, keys);
                    findings[usize::from(file)].push(missing.finding("statement", id, link.span, meant));
                }
            }
        }
    }
}

/// The statement an id stands for in a file: its own first, then those of other files.
fn find(
    builder: &Builder,
    ids: &StatementIds,
    short_names: &[String],
    file: u16,
    id: &str,
) -> Result<StatementId, Missing> {
    let corpus = builder.corpus();
    if let Some(own) = ids.in_file(corpus, id, file) {
        return Ok(own);
    }
    let mut all = ids.all(corpus, id);
    match (all.next(), all.next()) {
        (Some(only), None) => return Ok(only),
        (Some(_), Some(_)) => return Err(Missing::Ambiguous),
        (None, _) => {}
    }
    // Only ids that clash have a longer form.
    let (name, short) = id.rsplit_once('/').ok_or(Missing::Unknown)?;
    let number = short_names.iter().position(|other| other == name).ok_or(Missing::Unknown)?;
    let clashes = ids.all(corpus, short).nth(1).is_some();
    let named = u16::try_from(number).ok().filter(|_| clashes);
    named.and_then(|number| ids.in_file(corpus, short, number)).ok_or(Missing::Unknown)
}
