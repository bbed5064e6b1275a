//! The browse screen: search box, facets, list and detail.

use std::sync::Arc;

use ratatui::layout::Rect;

use super::bookmarks::{no_bookmark, open_bookmarks};
use super::completion::Completion;
use super::effect::Effect;
use super::marks::Marks;
use super::message::Message;
use super::overview::open_overview;
use super::queries::open_queries;
use super::query_history::{QueryHistory, Walk};
use super::screen::{Screen, Shown, Step, Surroundings, open_talk};
use super::scroll::{ListCursor, Motion, Scroll};
use super::session::SessionScreen;
use super::text_box::{MOST_CHARACTERS, TextBox};
use crate::action::{Action, Scope};
use crate::corpus::{Corpus, StatementId};
use crate::layout::{BrowseLayout, Focus, Row, Window, browse_layout, detail_page, row, visible_window};
use crate::memory::{Bookmarks, FilterKey, LastView, PaneColumns};
use crate::query::{Query, QueryError, parse};
use crate::search::{Answer, FacetKind, FacetValue, Filters, Generation, Hit, Progress, Request, Results, Sort};

/// Columns that a pane gets or gives at once.
const COLUMNS_AT_ONCE: i16 = 2;

/// What asks for bookmarks only.
const ONLY_BOOKMARKS: &str = "is:bookmarked";

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
    pub(super) wanted: Option<String>,
    /// How the panes are sized.
    pub panes: PaneColumns,
    /// What is bookmarked, and where it is.
    pub bookmarks: Arc<Bookmarks>,
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

/// The newest search.
#[derive(Clone, Copy, Debug, Default)]
struct Asked {
    generation: Generation,
    answered: Generation,
    then: ThenSelect,
}

/// Which row is selected once the answer comes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum ThenSelect {
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

    /// Whether the newest search has not been answered yet.
    #[must_use]
    pub fn is_waiting(&self) -> bool {
        self.asked.answered < self.asked.generation
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

/// What keys do.
impl Browse {
    pub(super) fn act(&mut self, action: Action, around: &Surroundings) -> (Step, Option<Effect>) {
        if let Some(walk) = self.walk_of(action) {
            return self.walk(walk);
        }
        if let Some(motion) = Motion::of(action) {
            self.moves_in_list = true;
            self.go(motion, around);
            return (Step::Stay, None);
        }
        if self.searching {
            return self.act_in_box(action, around);
        }
        match action {
            Action::Toggle | Action::Open if matches!(self.focus, Focus::Facets(_)) => (Step::Stay, self.toggle()),
            Action::Toggle => (self.mark(), None),
            Action::MarkRange => (self.mark_range(), None),
            Action::ClearFilters => self.clear(),
            Action::UndoClear => self.undo_clear(),
            Action::Sort => self.sort_next(),
            Action::Back => self.back(),
            Action::Open | Action::Context => (self.lead_on(Shown::open_context, around), None),
            Action::Wordings => (self.lead_on(Shown::open_wordings, around), None),
            Action::Session => (self.open_session(around), None),
            Action::Overview => open_overview(around),
            Action::Talk => (open_talk(self.results.hits.clone(), self.list.selected, around), None),
            Action::BookmarksOnly => self.toggle_bookmarks_only(around),
            Action::Bookmarks => (open_bookmarks(self.selected().map(|hit| hit.statement), around), None),
            Action::Queries => (open_queries(&self.history, around), None),
            Action::Wider => (self.resize(1, around), None),
            Action::Narrower => (self.resize(-1, around), None),
            Action::MyTalk => (Step::OpenMyTalk(self.selected().map(|hit| hit.statement)), None),
            Action::Reload => (Step::Reload, None),
            _ => {
                self.change_focus(action);
                (Step::Stay, None)
            }
        }
    }

    fn act_in_box(&mut self, action: Action, around: &Surroundings) -> (Step, Option<Effect>) {
        match action {
            Action::Complete => return self.complete(true, &around.corpus),
            Action::CompleteBack => return self.complete(false, &around.corpus),
            // One step back: first the list of completions, then the box.
            Action::Back if self.completion.is_some() => self.completion = None,
            Action::Queries => return (open_queries(&self.history, around), None),
            Action::Accept | Action::Back => {
                self.completion = None;
                self.searching = false;
                self.history.stop();
            }
            _ if self.search_box.edit(action) => {
                self.completion = None;
                self.history.stop();
                return (Step::Stay, self.query_changed());
            }
            _ => {}
        }
        (Step::Stay, None)
    }

    /// Puts in the next way to go on, or the one before.
    fn complete(&mut self, forward: bool, corpus: &Corpus) -> (Step, Option<Effect>) {
        self.history.stop();
        let completion = match self.completion.take() {
            Some(mut chosen) => {
                chosen.step(forward);
                Some(chosen)
            }
            None => Completion::at(self.search_box.text(), self.search_box.cursor_byte(), corpus),
        };
        let Some(mut completion) = completion else {
            return (Step::Say(Message::note("Nothing here goes on so.")), None);
        };
        completion.span = self.search_box.replace(completion.span, completion.text());
        // Where there is nothing to choose, the next press completes what comes next.
        self.completion = (completion.candidates.len() > 1).then_some(completion);
        (Step::Stay, self.query_changed())
    }

    /// Which way through the queries used before a key leads: those of their own always, the arrows
    /// where nothing is typed that would be lost, and nobody has begun to move in the list.
    fn walk_of(&self, action: Action) -> Option<Walk> {
        if !self.searching || self.completion.is_some() {
            return None;
        }
        let is_untouched = self.search_box.text().is_empty() && !self.moves_in_list;
        match action {
            Action::Earlier => Some(Walk::Earlier),
            Action::Later => Some(Walk::Later),
            Action::Up if self.history.is_walked() || (is_untouched && !self.history.is_empty()) => Some(Walk::Earlier),
            Action::Down if self.history.is_walked() => Some(Walk::Later),
            _ => None,
        }
    }

    /// Puts the query before or after into the box.
    fn walk(&mut self, walk: Walk) -> (Step, Option<Effect>) {
        match self.history.walk(walk, self.search_box.text()) {
            Some(query) => {
                self.set_query(&query);
                let effect = self.query_problem.is_none().then(|| self.ask(ThenSelect::Best));
                (Step::Stay, effect)
            }
            None if walk == Walk::Earlier => (Step::Say(Message::note("There is no earlier query.")), None),
            None => (Step::Say(Message::note("There is no later query.")), None),
        }
    }

    /// Puts a query that was used before into the box, to be changed or left.
    pub(super) fn recall(&mut self, query: &str) -> Option<Effect> {
        self.searching = true;
        self.completion = None;
        self.focus = Focus::List;
        self.set_query(query);
        self.query_problem.is_none().then(|| self.ask(ThenSelect::Best))
    }

    /// Makes the pane that the keys act on wider or narrower.
    fn resize(&mut self, by: i16, around: &Surroundings) -> Step {
        let before = self.layout(around.area);
        let columns = self.panes;
        let by = by * COLUMNS_AT_ONCE;
        match self.focus {
            Focus::Facets(_) => self.panes.facets += by,
            Focus::Detail => self.panes.detail += by,
            // What the list takes it takes from the detail, where that is beside it.
            Focus::List if before.detail.width > 0 => self.panes.detail -= by,
            Focus::List => self.panes.facets -= by,
        }
        if self.layout(around.area) == before {
            self.panes = columns;
            let how = if by > 0 { "wide" } else { "narrow" };
            return Step::Say(Message::note(format!("This pane is as {how} as it gets here.")));
        }
        Step::Stay
    }

    fn change_focus(&mut self, action: Action) {
        let facet = FacetKind::ALL.into_iter().find(|kind| self.focus == Focus::Facets(*kind));
        self.focus = match action {
            Action::Search => {
                self.searching = true;
                self.moves_in_list = false;
                Focus::List
            }
            Action::Speakers => Focus::Facets(FacetKind::Speakers),
            Action::Sessions => Focus::Facets(FacetKind::Sessions),
            Action::Topics => Focus::Facets(FacetKind::Topics),
            Action::NextPane if facet.is_some() => Focus::List,
            Action::NextPane if self.focus == Focus::List => Focus::Detail,
            Action::PreviousPane if self.focus == Focus::Detail => Focus::List,
            Action::PreviousPane if facet.is_some() => Focus::Detail,
            Action::NextPane | Action::PreviousPane => Focus::Facets(FacetKind::Speakers),
            _ => self.focus,
        };
    }

    fn go(&mut self, motion: Motion, around: &Surroundings) {
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
    pub(super) fn select(&mut self, change: impl FnOnce(&mut ListCursor, usize)) {
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

    /// Shows only what this query and these filters leave; what stood there can be brought back.
    pub(super) fn narrow(&mut self, query: &str, filters: Filters) -> Effect {
        let before = std::mem::replace(&mut self.filters, filters);
        self.cleared = Some(Cleared { query: self.search_box.text().to_owned(), filters: before });
        self.focus = Focus::List;
        self.set_query(query);
        self.ask(ThenSelect::Best)
    }

    /// Puts a query into the search box and asks for it.
    pub(super) fn search_for(&mut self, query: &str) -> Effect {
        self.set_query(query);
        self.ask(ThenSelect::Best)
    }

    /// Selects a statement, if it is in the list. Linear in the length of the list.
    pub(super) fn select_statement(&mut self, statement: StatementId) {
        let found = self.results.hits.iter().position(|hit| hit.statement == statement);
        self.select(|list, _| list.selected = found.unwrap_or(list.selected));
    }

    pub(super) fn toggle(&mut self) -> Option<Effect> {
        let Focus::Facets(kind) = self.focus else { return None };
        let (value, _) = *self.facet_rows(kind).get(self.facets[kind.index()].selected)?;
        self.filters.toggle(value);
        Some(self.ask_for_same())
    }

    fn clear(&mut self) -> (Step, Option<Effect>) {
        if self.search_box.text().is_empty() && self.filters.is_empty() {
            return (Step::Say(Message::note("There is nothing to clear.")), None);
        }
        let query = self.search_box.text().to_owned();
        self.cleared = Some(Cleared { query, filters: std::mem::take(&mut self.filters) });
        self.set_query("");
        (Step::Say(Message::note("Query and filters cleared; u brings them back.")), Some(self.ask_for_same()))
    }

    fn undo_clear(&mut self) -> (Step, Option<Effect>) {
        let Some(cleared) = self.cleared.take() else {
            return (Step::Say(Message::note("Nothing was cleared.")), None);
        };
        self.filters = cleared.filters;
        self.set_query(&cleared.query);
        (Step::Stay, Some(self.ask_for_same()))
    }

    /// Asks for bookmarks only, or no longer. It is a part of the query: it is seen there, cleared
    /// and brought back with it.
    fn toggle_bookmarks_only(&mut self, around: &Surroundings) -> (Step, Option<Effect>) {
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
                let key = around.settings.keymap.shown(Action::Bookmarks, Scope::Browse).unwrap_or_default();
                let are = if lost == 1 { "bookmark is" } else { "bookmarks are" };
                Step::Say(Message::note(format!("{lost} {are} lost; see {key}.")))
            }
        };
        let effect = self.query_problem.is_none().then(|| self.ask_for_same());
        (step, effect)
    }

    fn sort_next(&mut self) -> (Step, Option<Effect>) {
        self.sort = self.sort.next();
        let name = self.sort.name();
        (Step::Say(Message::note(format!("Order: {name}."))), Some(self.ask_for_same()))
    }

    /// Marks the selected statement, or takes its mark away, and goes on to the next one.
    fn mark(&mut self) -> Step {
        let Some(hit) = self.selected() else { return Step::Say(Message::note("No statement is selected.")) };
        self.marks.toggle(hit);
        self.select(|list, count| list.go(Motion::Down, count, 1));
        Step::Stay
    }

    /// Begins a range of marks at the selected statement, or ends the one that is begun.
    fn mark_range(&mut self) -> Step {
        self.focus = Focus::List;
        self.marks.begin_or_end_range(&self.results.hits, self.list.selected);
        Step::Stay
    }

    /// One step back: to the list, then marks, then filters and query off.
    fn back(&mut self) -> (Step, Option<Effect>) {
        if self.focus != Focus::List {
            self.focus = Focus::List;
            return (Step::Stay, None);
        }
        if !self.marks.is_empty() {
            self.marks.drop_last();
            return (Step::Stay, None);
        }
        if self.search_box.text().is_empty() && self.filters.is_empty() {
            return (Step::Say(Message::note("Nothing to go back from; q quits.")), None);
        }
        self.clear()
    }

    fn lead_on(&self, open: impl Fn(Shown, &Surroundings) -> Step, around: &Surroundings) -> Step {
        self.selected().map_or_else(
            || Step::Say(Message::note("No statement is selected.")),
            |hit| open(Shown { statement: hit.statement, wording: hit.wording }, around),
        )
    }

    /// The session under the cursor, else that of the selected statement.
    fn open_session(&self, around: &Surroundings) -> Step {
        if self.focus == Focus::Facets(FacetKind::Sessions) {
            let selected = self.facets[FacetKind::Sessions.index()].selected;
            if let Some((FacetValue::Session(id), _)) = self.facet_rows(FacetKind::Sessions).get(selected) {
                return Step::Open(Screen::Session(Box::new(SessionScreen::open(*id, None, around))));
            }
        }
        self.lead_on(Shown::open_session, around)
    }
}

/// Searching.
impl Browse {
    /// Takes typed or pasted text into the search box.
    pub(super) fn typed(&mut self, text: &str) -> (Step, Option<Effect>) {
        self.completion = None;
        self.history.stop();
        let mut characters = text.chars();
        let fits = match (characters.next(), characters.next()) {
            (Some(only), None) => self.search_box.insert(only),
            _ => self.search_box.paste(text),
        };
        let step = if fits {
            Step::Stay
        } else {
            Step::Say(Message::error(format!(
                "The search box takes {MOST_CHARACTERS} characters; the rest was left out."
            )))
        };
        (step, self.query_changed())
    }

    /// Understands the text in the box and asks for it. What cannot be understood is not
    /// asked: the last good results stay.
    fn query_changed(&mut self) -> Option<Effect> {
        self.understand().then(|| self.ask(ThenSelect::Best))
    }

    pub(super) fn set_query(&mut self, text: &str) {
        self.search_box = TextBox::holding(text);
        self.understand();
    }

    fn understand(&mut self) -> bool {
        match parse(self.search_box.text()) {
            Ok(query) => {
                self.query = query;
                self.understood = self.search_box.text().trim().to_owned();
                self.query_problem = None;
            }
            Err(problem) => self.query_problem = Some(problem),
        }
        self.query_problem.is_none()
    }

    fn ask(&mut self, then: ThenSelect) -> Effect {
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

    /// Shows these bookmarks from now on. What the query finds by them is asked for anew, but not
    /// where some were only taken off: they stay in sight until something else is asked for.
    pub(super) fn use_bookmarks(&mut self, bookmarks: Bookmarks) -> Option<Effect> {
        let is_new = |statement: &StatementId| !self.bookmarks.has(*statement);
        let has_new = bookmarks.statements().iter().any(is_new);
        self.bookmarks = Arc::new(bookmarks);
        if !has_new || !self.query.asks_for_bookmarks() {
            return None;
        }
        // A statement that is still to be selected stays wanted.
        let then = self.asked.then;
        Some(if self.results.hits.is_empty() { self.ask(then) } else { self.ask_for_same() })
    }

    pub(super) fn ask_for_same(&mut self) -> Effect {
        self.ask(self.same())
    }

    fn same(&self) -> ThenSelect {
        ThenSelect::Same { statement: self.selected().map(|hit| hit.statement), row: self.list.selected }
    }

    /// Takes an answer in, unless a newer search is under way.
    pub(super) fn answered(&mut self, answer: Answer, around: &Surroundings) {
        self.indexing = None;
        if answer.generation != self.asked.generation {
            return;
        }
        self.asked.answered = answer.generation;
        self.show(answer.results, self.asked.then, around);
    }

    fn show(&mut self, results: Arc<Results>, then: ThenSelect, around: &Surroundings) {
        let before = self.selected();
        self.results = results;
        self.marks.follow(&self.results.hits);
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
    pub(super) fn search_failed(&mut self) {
        self.asked.answered = self.asked.generation;
        self.indexing = None;
    }

    /// Goes on over another corpus with the same query, filters and statement.
    pub(super) fn use_corpus(&mut self, from: &Corpus, around: &Surroundings) -> Effect {
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
        self.asked.then = then;
        self.ask(then)
    }
}

/// Being left and being come back to.
impl Browse {
    /// What is asked for and selected, in words that outlast the corpus.
    pub(super) fn view(&self, corpus: &Corpus) -> LastView {
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

    /// Goes on as it was left. What the corpus no longer has is left out.
    pub(super) fn restore(&mut self, view: &LastView, around: &Surroundings) -> Effect {
        let corpus = &around.corpus;
        let value = |filter: &FilterKey| FacetValue::with_key(&filter.facet, &filter.value, corpus);
        self.filters = view.filters.iter().filter_map(value).collect();
        self.sort = Sort::ALL.iter().copied().find(|sort| sort.id() == view.sort).unwrap_or_default();
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

/// Staying inside what there is.
impl Browse {
    pub(super) fn detail_lines(&self, corpus: &Corpus, area: Rect) -> usize {
        let page = self.selected().map(|hit| detail_page(corpus, hit, &self.results.highlighter, &self.bookmarks));
        page.map_or(0, |page| page.lines(area.width.into()).len())
    }

    /// Keeps cursors and scrolling within what is there and what is visible.
    pub(super) fn settle(&mut self, around: &Surroundings) {
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
}
