//! Cursors and scrolling, and keeping them within what there is.

use ratatui::layout::Rect;

use super::Browse;
use super::asking::ThenSelect;
use crate::app::screen::Surroundings;
use crate::app::scroll::{ListCursor, Motion, Scroll};
use crate::corpus::{Corpus, StatementId};
use crate::layout::{Focus, detail_page, visible_window};
use crate::search::FacetKind;

impl Browse {
    pub(super) fn go(&mut self, motion: Motion, around: &Surroundings) {
        let layout = self.layout(around.area);
        match self.focus {
            Focus::Facets(kind) => self.go_in_facets(kind, motion, layout.facet_rows(kind)),
            Focus::List => {
                let window = self.list_window(&around.corpus, layout.list_rows());
                let page = window.end.saturating_sub(window.top + 1);
                self.select(|list, count| list.go(motion, count, page));
            }
            Focus::Detail => {
                let area = layout.detail_text();
                self.detail.go(motion, self.detail_lines(&around.corpus, area), area.height.into());
            }
        }
        self.settle(around);
    }

    /// Down from the last row of a section leads to the next section, up to the one before.
    fn go_in_facets(&mut self, kind: FacetKind, motion: Motion, area: Rect) {
        let count = self.facet_rows(kind).len();
        let cursor = &mut self.facets[kind.index()];
        let before = cursor.selected;
        cursor.go(motion, count, area.height.into());
        let step = match motion {
            Motion::Down if cursor.selected == before || count == 0 => 1,
            Motion::Up if before == 0 => -1,
            _ => return,
        };
        let to = kind.index().cast_signed() + step;
        if let Some(next) = usize::try_from(to).ok().and_then(|to| FacetKind::ALL.get(to)) {
            self.focus = Focus::Facets(*next);
            let last = self.facet_rows(*next).len().saturating_sub(1);
            self.facets[next.index()].selected = if step > 0 { 0 } else { last };
        }
    }

    /// Changes the selection of the list; another statement's detail starts at its top.
    pub(in crate::app) fn select(&mut self, change: impl FnOnce(&mut ListCursor, usize)) {
        let before = self.selected();
        change(&mut self.list, self.results.hits.len());
        if self.selected() != before {
            self.detail = Scroll::default();
            // Who goes on while a search is under way stays where they went.
            if self.is_waiting() && self.asked.then != ThenSelect::Best {
                self.asked.then = self.same();
            }
        }
    }

    /// Selects a statement, if it is in the list. Linear in the length of the list.
    pub(in crate::app) fn select_statement(&mut self, statement: StatementId) {
        let found = self.results.hits.iter().position(|hit| hit.statement == statement);
        self.select(|list, _| list.selected = found.unwrap_or(list.selected));
    }

    /// Keeps cursors and scrolling within what is there and what is visible.
    pub(in crate::app) fn settle(&mut self, around: &Surroundings) {
        let layout = self.layout(around.area);
        self.list.selected = self.list.selected.min(self.results.hits.len().saturating_sub(1));
        self.list.top = self.list_window(&around.corpus, layout.list_rows()).top;
        for kind in FacetKind::ALL {
            let count = self.facet_rows(kind).len();
            let cursor = &mut self.facets[kind.index()];
            cursor.selected = cursor.selected.min(count.saturating_sub(1));
            let height = usize::from(layout.facet_rows(kind).height);
            cursor.top = visible_window(count, cursor.top, cursor.selected, height, |_| 1).top;
        }
        let area = layout.detail_text();
        if area.height > 0 {
            self.detail.settle(self.detail_lines(&around.corpus, area), area.height.into());
        }
    }

    pub(in crate::app) fn detail_lines(&self, corpus: &Corpus, area: Rect) -> usize {
        let page = self.selected().map(|hit| detail_page(corpus, hit, &self.results.highlighter, &self.bookmarks));
        page.map_or(0, |page| page.lines(area.width.into()).len())
    }
}
