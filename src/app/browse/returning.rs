//! Being left and being come back to.

use std::sync::Arc;

use super::asking::ThenSelect;
use super::{Browse, Cleared};
use crate::app::effect::Effect;
use crate::app::screen::Surroundings;
use crate::corpus::Corpus;
use crate::memory::{FilterKey, LastView};
use crate::query::Query;
use crate::search::{FacetValue, Filters, Sort};

impl Browse {
    /// What is asked for and selected, in words that outlast the corpus.
    pub(in crate::app) fn view(&self, corpus: &Corpus) -> LastView {
        let filter = |value: FacetValue| FilterKey {
            facet: value.kind().name().to_owned(),
            value: value.key(corpus).to_owned(),
        };
        LastView {
            query: self.search_box.text().to_owned(),
            filters: self.filters.values().map(filter).collect(),
            sort: self.sort.id().to_owned(),
            selected: self.selected().map(|hit| corpus.statement(hit.statement).key().to_owned()),
            panes: self.panes,
        }
    }

    /// Whether somebody has begun to search before there was anything to go on with.
    pub(in crate::app) fn has_begun(&self) -> bool {
        self.searching || !self.search_box.text().is_empty()
    }

    /// Begins anew as far as query and filters go, as nobody saw yet how it was left; that can be brought back.
    pub(in crate::app) fn set_aside(&mut self, view: &LastView, around: &Surroundings) -> Effect {
        self.sort = sort_of(view);
        self.panes = view.panes;
        self.cleared = Some(Cleared { query: view.query.clone(), filters: filters_of(view, &around.corpus) });
        self.ask(ThenSelect::Best)
    }

    /// Goes on as it was left. What the corpus no longer has is left out.
    pub(in crate::app) fn restore(&mut self, view: &LastView, around: &Surroundings) -> Effect {
        let corpus = &around.corpus;
        self.filters = filters_of(view, corpus);
        self.sort = sort_of(view);
        self.panes = view.panes;
        self.set_query(&view.query);
        let selected = view.selected.as_deref().and_then(|key| corpus.find_statement(key));
        let then = ThenSelect::Same { statement: selected.map(crate::corpus::Statement::id), row: 0 };
        let everything = self.query == Query::default() && self.filters.is_empty();
        let results = if everything { Arc::clone(&self.results) } else { Arc::default() };
        self.show(results, then, around);
        self.asked.then = then;
        self.ask(then)
    }
}

fn filters_of(view: &LastView, corpus: &Corpus) -> Filters {
    view.filters.iter().filter_map(|filter| value_of(filter, corpus)).collect()
}

/// The filters of a view that the corpus no longer has, in words: "the speaker ann".
pub(in crate::app) fn filters_gone(view: &LastView, corpus: &Corpus) -> Vec<String> {
    let gone = view.filters.iter().filter(|filter| value_of(filter, corpus).is_none());
    gone.map(|filter| format!("the {} {}", filter.facet.trim_end_matches('s'), filter.value)).collect()
}

fn value_of(filter: &FilterKey, corpus: &Corpus) -> Option<FacetValue> {
    FacetValue::with_key(&filter.facet, &filter.value, corpus)
}

fn sort_of(view: &LastView) -> Sort {
    Sort::ALL.iter().copied().find(|sort| sort.id() == view.sort).unwrap_or_default()
}
