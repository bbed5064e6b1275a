//! The browse screen: search box, facets, list and detail.

mod asking;
mod keys;
mod moving;
mod narrowing;
mod pointing;
mod returning;
mod search_box;

pub(super) use returning::filters_gone;

use std::sync::Arc;

use ratatui::layout::Rect;

use asking::Asked;

use crate::action::Scope;
use crate::app::completion::Completion;
use crate::app::marks::Marks;
use crate::app::query_history::QueryHistory;
use crate::app::scroll::{ListCursor, Scroll};
use crate::app::text_box::TextBox;
use crate::corpus::Corpus;
use crate::layout::{BrowseLayout, Focus, Row, Window, browse_layout, row, visible_window};
use crate::memory::{Bookmarks, PaneColumns};
use crate::query::{Query, QueryError};
use crate::search::{FacetKind, FacetValue, Filters, Hit, Progress, Results, Sort};

/// The state of the browse screen.
#[derive(Debug, Default)]
pub struct Browse {
    /// The search box.
    pub search_box: TextBox,
    /// The ways the query can go on, while one of them is chosen.
    pub completion: Option<Completion>,
    /// Whether keys go into the search box.
    pub searching: bool,
    /// What is wrong with the text in the search box; what was found before stays.
    pub query_problem: Option<QueryError>,
    /// The facets that are switched on.
    pub filters: Filters,
    /// The order wanted.
    pub sort: Sort,
    /// How far a large corpus is made ready; nothing is found until it is.
    pub indexing: Option<Progress>,
    /// What was found.
    pub results: Arc<Results>,
    /// What is marked.
    pub marks: Marks,
    /// The row of the list the keys act on.
    pub list: ListCursor,
    /// The pane the keys act on.
    pub focus: Focus,
    /// For each facet the row the keys act on.
    pub facets: [ListCursor; 3],
    /// How far the detail is scrolled.
    pub detail: Scroll,
    /// The id of a statement that is not in the corpus yet, and is selected as soon as it is.
    pub(in crate::app) wanted: Option<String>,
    /// How the panes are sized.
    pub panes: PaneColumns,
    /// What is bookmarked, and where it is.
    pub bookmarks: Arc<Bookmarks>,
    /// Whether they have been looked for: until then, that none is found means nothing.
    pub(in crate::app) bookmarks_known: bool,
    /// The queries used before.
    pub history: QueryHistory,
    /// The last query that could be understood, as it was typed.
    pub understood: String,
    /// The same, read.
    query: Query,
    asked: Asked,
    /// Whether the keys moved in the list since the search box was opened.
    moves_in_list: bool,
    /// What `x` took away.
    cleared: Option<Cleared>,
}

#[derive(Clone, Debug)]
struct Cleared {
    query: String,
    filters: Filters,
}

impl Browse {
    /// Where keys are pressed.
    #[must_use]
    pub const fn scope(&self) -> Scope {
        if self.searching { Scope::SearchBox } else { Scope::Browse }
    }

    /// The selected row of the list.
    #[must_use]
    pub fn selected(&self) -> Option<Hit> {
        self.results.hits.get(self.list.selected).copied()
    }

    /// The marked statements, in the order of the list; where none is marked, the selected one.
    #[must_use]
    pub fn chosen(&self) -> Vec<Hit> {
        if self.marks.is_empty() {
            return self.selected().into_iter().collect();
        }
        self.marks.in_order(&self.results.hits, self.list.selected)
    }

    /// The rows of a facet: the values that would find something, most first, then those
    /// that are switched on and find nothing.
    #[must_use]
    pub fn facet_rows(&self, kind: FacetKind) -> Vec<(FacetValue, u32)> {
        let mut rows = self.results.counts.of(kind).to_vec();
        let listed = rows.len();
        for value in self.filters.values().filter(|value| value.kind() == kind) {
            if !rows[..listed].iter().any(|(row, _)| *row == value) {
                rows.push((value, 0));
            }
        }
        rows
    }

    /// Where its panes are.
    #[must_use]
    pub fn layout(&self, area: Rect) -> BrowseLayout {
        browse_layout(area, self.focus, FacetKind::ALL.map(|kind| self.facet_rows(kind).len()), self.panes)
    }

    /// A row of the list.
    #[must_use]
    pub fn row(&self, corpus: &Corpus, hit: Hit, width: usize) -> Row {
        row(corpus, hit, &self.results.highlighter, self.bookmarks.has(hit.statement), width)
    }

    /// The visible rows of the list.
    #[must_use]
    pub fn list_window(&self, corpus: &Corpus, area: Rect) -> Window {
        let results = &self.results;
        let height = |index: usize| self.row(corpus, results.hits[index], area.width.into()).height();
        visible_window(results.hits.len(), self.list.top, self.list.selected, area.height.into(), height)
    }
}
