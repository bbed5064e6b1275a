//! Opening a corpus and finding statements in it, for every subcommand that does.

use std::collections::HashSet;
use std::sync::Arc;

use super::failure::{Failure, NoStatement};
use super::options::ListOptions;
use super::output::note;
use crate::corpus::{Corpus, CorpusChoice, Loaded, Origin, Statement, StatementId, Wording, open};
use crate::diagnostic::{Diagnostic, closest, has_errors};
use crate::memory::{Bookmarks, CorpusKey, Notice, bookmarks_of};
use crate::query::{Query, parse};
use crate::search::{Engine, Hit, Request, Results, Sort};
use crate::settings::state_folder;

/// Opens a corpus for use.
pub(super) fn load(choice: &CorpusChoice) -> Result<Arc<Corpus>, Failure> {
    let (loaded, _) = open_whole(choice)?;
    Ok(Arc::new(loaded.corpus))
}

/// Opens a corpus: one with errors is none.
pub(super) fn open_whole(choice: &CorpusChoice) -> Result<(Loaded, Origin), Failure> {
    let (loaded, origin) = open(choice)?;
    if has_errors(&loaded.problems) {
        let errors = loaded.problems.into_iter().filter(Diagnostic::is_error);
        return Err(Failure::Problems(errors.collect()));
    }
    match loaded.skipped {
        0 => {}
        1 => note("1 bad line was skipped; `onrecord check` tells it"),
        lines => note(&format!("{lines} bad lines were skipped; `onrecord check` tells them")),
    }
    Ok((loaded, origin))
}

/// Which wording of a statement is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WhichWording {
    /// The one that the query found.
    Found,
    /// The one nearest to the spoken words.
    Nearest,
}

impl WhichWording {
    /// Without a query, the nearest one. A query may ask for one wording alone, such as one
    /// speaker's: the others are not meant.
    pub(super) fn of(query: &str) -> Self {
        if query.trim().is_empty() { Self::Nearest } else { Self::Found }
    }
}

/// Finds what a query asks for, and says what had to be given up for it. An empty one finds everything, and needs no
/// index for that.
pub(super) fn find(corpus: &Arc<Corpus>, of: &CorpusChoice, query: &str, sort: Sort) -> Result<Results, Failure> {
    // The space says that the last word is whole.
    let parsed = parse(&format!("{query} ")).map_err(|error| Failure::Query { query: query.to_owned(), error })?;
    if parsed == Query::default() && sort == Sort::Best {
        return Ok(Results::everything(corpus));
    }
    let bookmarked = if parsed.asks_for_bookmarks() { bookmarked(corpus, of)? } else { Arc::default() };
    let request = Request { query: parsed, sort, bookmarked, ..Request::default() };
    // Nobody gives up here, so there is always an answer.
    let results = Engine::new(Arc::clone(corpus)).search(&request, &|| false).unwrap_or_default();
    if !results.hits.is_empty() {
        results.relaxed.in_words().into_iter().for_each(note);
    }
    Ok(results)
}

/// What is bookmarked in a corpus.
fn bookmarked(corpus: &Corpus, of: &CorpusChoice) -> Result<Arc<HashSet<StatementId>>, Failure> {
    let Some(folder) = state_folder() else { return Ok(Arc::default()) };
    let mut notices = Vec::new();
    let kept = bookmarks_of(&folder, &CorpusKey::of(of), &mut notices)?;
    tell_notices(&notices);
    let found = Bookmarks::find(kept, corpus);
    match found.lost_count() {
        0 => {}
        1 => note("1 bookmark is lost; `onrecord bookmarks` lists it"),
        lost => note(&format!("{lost} bookmarks are lost; `onrecord bookmarks` lists them")),
    }
    Ok(Arc::clone(found.statements()))
}

/// Says what became of the files of what is remembered.
pub(super) fn tell_notices(notices: &[Notice]) {
    for notice in notices {
        note(&notice.to_string());
    }
}

/// Puts the wordings that are meant into the place of those found. Those of a source leave
/// out the statements that have none from it.
pub(super) fn choose_wordings(
    corpus: &Corpus,
    results: &mut Results,
    otherwise: WhichWording,
    source: Option<&str>,
) -> Result<(), Failure> {
    let nearest = |hit: &Hit| Some(corpus.statement(hit.statement).primary());
    match source {
        None if otherwise == WhichWording::Found => {}
        None => choose(results, nearest),
        Some(name) => match corpus.sources().find(|(_, source)| source.key == name) {
            Some((id, _)) => choose(results, |hit| {
                corpus.statement(hit.statement).wordings().find(|wording| wording.source() == Some(id))
            }),
            None if name == NEAREST => choose(results, nearest),
            None => {
                let known = corpus.sources().map(|(_, source)| &*source.key).chain([NEAREST]);
                return Err(Failure::NotThere {
                    code: "unknown-source",
                    message: format!("there is no source `{name}`"),
                    help: closest(name, known)
                        .map(|meant| format!("did you mean `{meant}`?"))
                        .or_else(|| Some("`onrecord list sources` shows them with their ids".to_owned())),
                });
            }
        },
    }
    Ok(())
}

/// The word for the wording nearest to the spoken words, in the place of a source.
const NEAREST: &str = "nearest";

fn choose<'a>(results: &mut Results, wording: impl Fn(&Hit) -> Option<Wording<'a>>) {
    results.hits.retain_mut(|hit| match wording(hit) {
        Some(wording) => {
            hit.wording = wording.id();
            true
        }
        None => false,
    });
}

/// Keeps the first of what was found; answers how many there were.
pub(super) fn limit(results: &mut Results, options: &ListOptions, otherwise: Option<usize>) -> usize {
    let found = results.hits.len();
    let most = match options.limit {
        Some(0) => None,
        Some(count) => Some(count),
        None => otherwise,
    };
    results.hits.truncate(most.unwrap_or(found));
    found
}

/// The statement with that id.
pub(super) fn statement<'a>(corpus: &'a Corpus, id: &str) -> Result<Statement<'a>, NoStatement> {
    corpus.find_statement(id).ok_or_else(|| no_statement(corpus, id))
}

fn no_statement(corpus: &Corpus, id: &str) -> NoStatement {
    let meant = closest(id, corpus.statements().map(Statement::key));
    NoStatement { id: id.to_owned(), meant: meant.map(str::to_owned) }
}

/// For how many ids that are not there it is told which were meant: each takes a look at all that are.
const MOST_MEANT: usize = 10;

/// The statements with these ids, in their order, each once and in its nearest wording; and what
/// is not there. Linear in the size of the corpus and the number of ids.
pub(super) fn statements(corpus: &Corpus, ids: &[&str]) -> (Results, Vec<NoStatement>) {
    let (mut results, mut missing) = (Results::default(), Vec::new());
    let found = corpus.find_statements(ids.iter().copied());
    let mut seen = HashSet::new();
    for id in ids {
        match found.get(id) {
            Some(statement) if !seen.insert(statement.id()) => {}
            Some(statement) => results.hits.push(Hit { statement: statement.id(), wording: statement.primary().id() }),
            None if missing.len() < MOST_MEANT => missing.push(no_statement(corpus, id)),
            None => missing.push(NoStatement { id: (*id).to_owned(), meant: None }),
        }
    }
    (results, missing)
}
