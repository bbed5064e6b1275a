//! What the mouse does on the browse screen.

use std::sync::Arc;

use super::Browse;
use crate::action::Action;
use crate::app::effect::Effect;
use crate::app::pointing::{Gesture, Pointed, Turned};
use crate::app::screen::Surroundings;
use crate::app::steps::Step;
use crate::layout::{BrowsePart, Focus, LeadsTo, Point, ROW_MARGIN, detail_page, row};
use crate::search::FacetKind;

impl Browse {
    /// A click selects, switches a filter, or follows what it hits; a second one opens.
    pub(in crate::app) fn pointed(&mut self, pointed: Pointed, around: &Surroundings) -> (Step, Option<Effect>) {
        let Some(part) = self.layout(around.area).part_at(pointed.at) else { return (Step::Stay, None) };
        let outcome = match pointed.gesture {
            Gesture::Wheel(turned) => {
                self.turn(part, turned, around);
                (Step::Stay, None)
            }
            Gesture::Click => self.clicked(part, around),
            Gesture::DoubleClick => match part {
                BrowsePart::List(Some(at)) if at.column >= ROW_MARGIN && self.row_at(at, around).is_some() => {
                    self.act(Action::Open, around)
                }
                _ => (Step::Stay, None),
            },
            Gesture::RightClick => {
                if let BrowsePart::List(Some(at)) = part
                    && let Some((index, _)) = self.row_at(at, around)
                {
                    self.marks.toggle(self.results.hits[index]);
                }
                (Step::Stay, None)
            }
        };
        self.settle(around);
        outcome
    }

    fn clicked(&mut self, part: BrowsePart, around: &Surroundings) -> (Step, Option<Effect>) {
        if !matches!(part, BrowsePart::Search(_)) {
            self.close_box();
        }
        match part {
            BrowsePart::Search(column) => {
                self.open_box();
                self.search_box.point_at(column);
            }
            BrowsePart::Facets(kind, at) => return (Step::Stay, self.clicked_facet(kind, at)),
            BrowsePart::List(at) => {
                let width = self.layout(around.area).list_rows().width;
                let hit = at.and_then(|at| Some((at.column, self.row_at(at, around)?)));
                // From here on the panes may lie elsewhere.
                self.focus = Focus::List;
                if let Some((column, (index, line))) = hit {
                    return self.clicked_row(index, Point { line, column }, width.into(), around);
                }
            }
            BrowsePart::Detail(at) => {
                let leads_to = at.and_then(|at| self.detail_leads_at(at, around));
                if let Some(leads_to) = leads_to {
                    return self.follow(leads_to, around);
                }
                self.focus = Focus::Detail;
            }
        }
        (Step::Stay, None)
    }

    fn clicked_facet(&mut self, kind: FacetKind, at: Option<Point>) -> Option<Effect> {
        self.focus = Focus::Facets(kind);
        let row = self.facets[kind.index()].top + at?.line;
        if row >= self.facet_rows(kind).len() {
            return None;
        }
        self.facets[kind.index()].selected = row;
        self.toggle()
    }

    /// A click into a row of the list, at a place in that row.
    fn clicked_row(&mut self, index: usize, at: Point, width: usize, around: &Surroundings) -> (Step, Option<Effect>) {
        self.select(|list, _| list.selected = index);
        let hit = self.results.hits[index];
        if at.column < ROW_MARGIN {
            self.marks.toggle(hit);
            return (Step::Stay, None);
        }
        match self.row(&around.corpus, hit, width).leads_at(at, width) {
            Some(leads_to) => self.follow(leads_to, around),
            None => (Step::Stay, None),
        }
    }

    /// The row of the list at a place of it, and the line within that row.
    fn row_at(&self, at: Point, around: &Surroundings) -> Option<(usize, usize)> {
        let area = self.layout(around.area).list_rows();
        let hits = &self.results.hits;
        let height = |index: usize| self.row(&around.corpus, hits[index], area.width.into()).height();
        self.list_window(&around.corpus, area).row_at(at.line, height)
    }

    fn detail_leads_at(&self, at: Point, around: &Surroundings) -> Option<LeadsTo> {
        let width = self.layout(around.area).detail_text().width;
        let page = detail_page(&around.corpus, self.selected()?, &self.results.highlighter, &self.bookmarks);
        page.leads_at(width.into(), self.detail.top, at).cloned()
    }

    fn follow(&mut self, leads_to: LeadsTo, around: &Surroundings) -> (Step, Option<Effect>) {
        match leads_to {
            LeadsTo::Filter(value) => {
                self.filters.toggle(value);
                (Step::Stay, Some(self.ask_for_same()))
            }
            LeadsTo::Query(terms) => self.toggle_terms(&terms),
            LeadsTo::Address(address) => (Step::OpenAddress(address), None),
            LeadsTo::Statement(hit) => (hit.lead_on(Action::Context, around), None),
        }
    }

    fn turn(&mut self, part: BrowsePart, turned: Turned, around: &Surroundings) {
        let layout = self.layout(around.area);
        match part {
            BrowsePart::Search(_) => {}
            BrowsePart::Facets(kind, _) => {
                let (count, height) = (self.facet_rows(kind).len(), layout.facet_rows(kind).height.into());
                self.facets[kind.index()].turn(turned, count, height, |_| 1);
            }
            BrowsePart::List(_) => {
                let area = layout.list_rows();
                let (results, bookmarks) = (Arc::clone(&self.results), Arc::clone(&self.bookmarks));
                let height = |index: usize| {
                    let hit = results.hits[index];
                    let bookmarked = bookmarks.has(hit.statement);
                    row(&around.corpus, hit, &results.highlighter, bookmarked, area.width.into()).height()
                };
                self.select(|list, count| list.turn(turned, count, area.height.into(), height));
            }
            BrowsePart::Detail(_) => {
                let area = layout.detail_text();
                let lines = self.detail_lines(&around.corpus, area);
                self.detail.turn(turned, lines, area.height.into());
            }
        }
    }
}
