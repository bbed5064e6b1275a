//! Asking the worker, and what becomes of its answers.

use std::sync::Arc;

use super::Browse;
use crate::app::effect::Effect;
use crate::app::screen::Surroundings;
use crate::app::scroll::Scroll;
use crate::corpus::{Corpus, StatementId};
use crate::memory::Bookmarks;
use crate::query::Query;
use crate::search::{Answer, Generation, Hit, Request, Results, Sort};

/// The newest search.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Asked {
    pub(super) generation: Generation,
    pub(super) answered: Generation,
    pub(super) then: ThenSelect,
}

/// Which row is selected once the answer comes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum ThenSelect {
    /// The best match: the query has changed.
    #[default]
    Best,
    /// The statement that was selected: the same query, in another order, under other filters or
    /// over a corpus that was read again.
    Same {
        statement: Option<StatementId>,
        /// The row it had, for what stands there now if the statement is gone.
        row: usize,
    },
}

impl Browse {
    /// Whether the newest search has not been answered yet.
    #[must_use]
    pub fn is_waiting(&self) -> bool {
        self.asked.answered < self.asked.generation
    }

    /// Whether what is listed is not yet what was asked for.
    #[must_use]
    pub fn awaits_results(&self) -> bool {
        self.is_waiting() || (!self.bookmarks_known && self.query.asks_for_bookmarks())
    }

    /// Whether what is listed is what was asked for. Everything is, before the search is ready for it.
    pub(in crate::app) fn lists_what_is_asked(&self) -> bool {
        let asks_for_all = self.query == Query::default() && self.filters.is_empty() && self.sort == Sort::default();
        !self.awaits_results() || (asks_for_all && !self.results.hits.is_empty())
    }

    pub(super) fn ask(&mut self, then: ThenSelect) -> Effect {
        // A best match that is still to come stays wanted, whatever else changes meanwhile.
        let then = if self.is_waiting() && self.asked.then == ThenSelect::Best { ThenSelect::Best } else { then };
        self.asked.generation = self.asked.generation.next();
        self.asked.then = then;
        let request = Request {
            query: self.query.clone(),
            filters: self.filters.clone(),
            sort: self.sort,
            bookmarked: Arc::clone(self.bookmarks.statements()),
        };
        Effect::Search(self.asked.generation, Box::new(request))
    }

    pub(in crate::app) fn ask_for_same(&mut self) -> Effect {
        self.ask(self.same())
    }

    pub(super) fn same(&self) -> ThenSelect {
        ThenSelect::Same { statement: self.selected().map(|hit| hit.statement), row: self.list.selected }
    }

    /// Takes an answer in, unless a newer search is under way.
    pub(in crate::app) fn answered(&mut self, answer: Answer, around: &Surroundings) {
        self.indexing = None;
        if answer.generation != self.asked.generation {
            return;
        }
        self.asked.answered = answer.generation;
        self.show(answer.results, self.asked.then, around);
        self.marks.follow(&self.results.hits);
    }

    pub(super) fn show(&mut self, results: Arc<Results>, then: ThenSelect, around: &Surroundings) {
        let before = self.selected();
        self.results = results;
        let found = match then {
            ThenSelect::Best => 0,
            ThenSelect::Same { statement, row } => {
                let is_it = |hit: &Hit| Some(hit.statement) == statement;
                self.results.hits.iter().position(is_it).unwrap_or(row)
            }
        };
        if then == ThenSelect::Best {
            self.list.top = 0;
        }
        self.list.selected = found;
        if self.selected() != before {
            self.detail = Scroll::default();
        }
        self.settle(around);
    }

    /// The search broke: nothing more is waited for.
    pub(in crate::app) fn search_failed(&mut self) {
        self.asked.answered = self.asked.generation;
        self.indexing = None;
    }

    /// Shows these bookmarks from now on. What the query finds by them is asked for anew, but not
    /// where some were only taken off: they stay in sight until something else is asked for.
    pub(in crate::app) fn use_bookmarks(&mut self, bookmarks: Bookmarks) -> Option<Effect> {
        let is_new = |statement: &StatementId| !self.bookmarks.has(*statement);
        let has_new = bookmarks.statements().iter().any(is_new);
        self.bookmarks = Arc::new(bookmarks);
        self.bookmarks_known = true;
        if !has_new || !self.query.asks_for_bookmarks() {
            return None;
        }
        // A statement that is still to be selected stays wanted.
        let then = self.asked.then;
        Some(if self.results.hits.is_empty() { self.ask(then) } else { self.ask_for_same() })
    }

    /// Goes on over another corpus with the same query, filters and statement.
    pub(in crate::app) fn use_corpus(&mut self, from: &Corpus, around: &Surroundings) -> Effect {
        let wanted = self.wanted.take();
        let key = self.selected().map(|hit| from.statement(hit.statement).key());
        let key = wanted.as_deref().filter(|wanted| around.corpus.find_statement(wanted).is_some()).or(key);
        let same = key.and_then(|key| around.corpus.find_statement(key)).map(crate::corpus::Statement::id);
        self.filters = self.filters.carried_over(from, &around.corpus);
        self.marks = self.marks.carried_over(from, &around.corpus);
        self.bookmarks = Arc::new(self.bookmarks.carried_over(&around.corpus));
        if let Some(cleared) = &mut self.cleared {
            cleared.filters = cleared.filters.carried_over(from, &around.corpus);
        }
        // Until the search is ready, everything is shown where everything is wanted.
        let everything = self.query == Query::default() && self.filters.is_empty();
        let results = if everything { Results::everything(&around.corpus) } else { Results::default() };
        let then = ThenSelect::Same { statement: same, row: self.list.selected };
        self.show(Arc::new(results), then, around);
        if everything {
            self.marks.follow(&self.results.hits);
        }
        self.asked.then = then;
        self.ask(then)
    }
}
