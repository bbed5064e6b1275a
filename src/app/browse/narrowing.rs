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
use crate::query::parse;
use crate::search::Filters;

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

    pub(super) fn clear(&mut self) -> (Step, Option<Effect>) {
        if self.search_box.text().is_empty() && self.filters.is_empty() {
            return (Step::Say(Message::note("There is nothing to clear.")), None);
        }
        let query = self.search_box.text().to_owned();
        self.cleared = Some(Cleared { query, filters: std::mem::take(&mut self.filters) });
        self.set_query("");
        (Step::Say(Message::note("Query and filters cleared; u brings them back.")), Some(self.ask_for_same()))
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
        let text = self.search_box.text();
        let query = parse(text).unwrap_or_default();
        let changed = match query.bookmarks_only() {
            Some(span) => {
                let (before, after) = (&text[..span.start()], &text[span.end()..]);
                [before.trim_end(), after.trim_start()].join(" ").trim().to_owned()
            }
            None if self.bookmarks.entries().is_empty() => {
                return (no_bookmark(around), None);
            }
            // Before the others, of which the last may be a word that goes on.
            None => format!("{ONLY_BOOKMARKS} {}", text.trim_start_matches(['|', ' '])).trim_end().to_owned(),
        };
        self.set_query(&changed);
        let step = match self.bookmarks.lost_count() {
            0 => Step::Stay,
            _ if query.bookmarks_only().is_some() => Step::Stay,
            lost => {
                let key = around.settings.keymap.told(Action::Bookmarks, Scope::Browse);
                let are = if lost == 1 { "bookmark is" } else { "bookmarks are" };
                Step::Say(Message::note(format!("{lost} {are} lost; see {key}.")))
            }
        };
        let effect = self.query_problem.is_none().then(|| self.ask_for_same());
        (step, effect)
    }
}
