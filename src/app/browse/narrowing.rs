//! Showing less, and all again: filters, bookmarks only, and what `x` takes away.

use super::asking::ThenSelect;
use super::{Browse, Cleared};
use crate::action::{Action, Scope};
use crate::app::bookmarks::no_bookmark;
use crate::app::effect::Effect;
use crate::app::message::Message;
use crate::app::screen::Surroundings;
use crate::app::steps::Step;
use crate::layout::Focus;
use crate::query::{Alternative, parse};
use crate::search::Filters;
use crate::text::ByteSpan;

/// What asks for bookmarks only.
const ONLY_BOOKMARKS: &str = "is:bookmarked";

impl Browse {
    pub(in crate::app) fn toggle(&mut self) -> Option<Effect> {
        let Focus::Facets(kind) = self.focus else { return None };
        let (value, _) = *self.facet_rows(kind).get(self.facets[kind.index()].selected)?;
        self.filters.toggle(value);
        Some(self.ask_for_same())
    }

    /// Shows only what this query and these filters leave; what stood there can be brought back.
    pub(in crate::app) fn narrow(&mut self, query: &str, filters: Filters) -> Effect {
        let before = std::mem::replace(&mut self.filters, filters);
        self.cleared = Some(Cleared { query: self.search_box.text().to_owned(), filters: before });
        self.focus = Focus::List;
        self.set_query(query);
        self.ask(ThenSelect::Best)
    }

    pub(super) fn clear(&mut self, around: &Surroundings) -> (Step, Option<Effect>) {
        if self.search_box.text().is_empty() && self.filters.is_empty() {
            return (Step::Say(Message::note("There is nothing to clear.")), None);
        }
        let query = self.search_box.text().to_owned();
        self.cleared = Some(Cleared { query, filters: std::mem::take(&mut self.filters) });
        self.set_query("");
        let undo = around.settings.keymap.told(Action::UndoClear, Scope::Browse);
        let text = format!("Query and filters cleared; {undo} brings them back.");
        (Step::Say(Message::note(text)), Some(self.ask_for_same()))
    }

    pub(super) fn undo_clear(&mut self) -> (Step, Option<Effect>) {
        let Some(cleared) = self.cleared.take() else {
            return (Step::Say(Message::note("Nothing was cleared.")), None);
        };
        self.filters = cleared.filters;
        self.set_query(&cleared.query);
        (Step::Stay, Some(self.ask_for_same()))
    }

    /// Asks for bookmarks only, or no longer. It is a part of the query: it is seen there, cleared
    /// and brought back with it.
    pub(super) fn toggle_bookmarks_only(&mut self, around: &Surroundings) -> (Step, Option<Effect>) {
        let asked = self.query.bookmarks_only().is_some();
        if !asked && self.query_problem.is_none() && self.bookmarks.entries().is_empty() {
            return (no_bookmark(around), None);
        }
        let (step, effect) = self.toggle_terms(ONLY_BOOKMARKS);
        let lost = self.bookmarks.lost_count();
        if asked || effect.is_none() || lost == 0 {
            return (step, effect);
        }
        let key = around.settings.keymap.told(Action::Bookmarks, Scope::Browse);
        let are = if lost == 1 { "bookmark is" } else { "bookmarks are" };
        (Step::Say(Message::note(format!("{lost} {are} lost; see {key}."))), effect)
    }

    /// Asks for these terms as well; where the query has them all, no longer.
    pub(super) fn toggle_terms(&mut self, terms: &str) -> (Step, Option<Effect>) {
        match toggled(self.search_box.text(), terms) {
            Some(changed) => {
                self.set_query(&changed);
                (Step::Stay, self.query_problem.is_none().then(|| self.ask_for_same()))
            }
            None => (Step::Say(Message::note("Mend the query first: it cannot be understood.")), None),
        }
    }
}

/// A query with these terms, or without them where it has them all. `None` if it cannot be
/// understood: what is in it then is not known.
fn toggled(query: &str, terms: &str) -> Option<String> {
    let (there, wanted) = (parse(query).ok()?, parse(terms).ok()?);
    let wanted: Vec<&Alternative> = wanted.clauses.iter().flat_map(|clause| &clause.alternatives).collect();
    let missing = wanted.iter().filter(|wanted| there.place_of(&wanted.term).is_none());
    let missing: Vec<&str> = missing.map(|missing| missing.span.of(terms)).collect();
    if !missing.is_empty() {
        // Before what is there: its last word may be going on, and a quote may be open.
        let rest = query.trim_start_matches(['|', ' ']);
        return Some(format!("{} {rest}", missing.join(" ")).trim_end().to_owned());
    }
    let mut places: Vec<ByteSpan> = wanted.iter().filter_map(|wanted| there.place_of(&wanted.term)).collect();
    places.sort_by_key(|place| std::cmp::Reverse(*place));
    Some(places.into_iter().fold(query.to_owned(), |text, place| {
        let (before, after) = (&text[..place.start()], &text[place.end()..]);
        [before.trim_end(), after.trim_start()].join(" ").trim().to_owned()
    }))
}
