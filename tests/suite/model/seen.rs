//! What a person would say of the program, in words that outlast a reading of the files.

use std::collections::BTreeSet;

use onrecord::action::Scope;
use onrecord::app::{Browse, MyTalkScreen, Screen};
use onrecord::corpus::Corpus;
use onrecord::layout::Focus;
use onrecord::memory::Bookmarks;
use onrecord::search::{FacetKind, Sort};
use onrecord::terminal::Headless;

/// A value that is switched on: its facet and its id.
pub type Filter = (FacetKind, String);

/// A bookmark: the id of its statement, and the note on it.
pub type Noted = (String, Option<String>);

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// What is typed in the search box.
    pub typed: String,
    /// The last of it that was understood.
    pub query: String,
    pub filters: BTreeSet<Filter>,
    pub sort: Sort,
    /// The ids of what is listed, and the selected row.
    pub list: Vec<String>,
    pub row: usize,
    pub marked: BTreeSet<String>,
    pub is_ranging: bool,
    pub bookmarks: Vec<Noted>,
    pub focus: Focus,
    /// The value of a facet that the keys act on.
    pub value: Option<Filter>,
    /// The screens over the browse screen; a box of one is the same screen.
    pub screens: Vec<Scope>,
    pub scope: Scope,
    /// The statement that the keys act on.
    pub acted_on: Option<String>,
    /// The row of the visible list for a talk or of bookmarks.
    pub place: usize,
    /// What the visible list for a talk holds.
    pub my_talk: Option<Vec<String>>,
    /// The note that is being written, and on which statement.
    pub note: Option<(String, String)>,
    pub is_blank: bool,
    pub has_quit: bool,
}

impl Seen {
    pub fn of(program: &Headless) -> Self {
        let model = program.model();
        let corpus = &*model.record.corpus;
        let browse = &model.browse;
        let top = model.screens.last();
        let key = |statement| corpus.statement(statement).key().to_owned();
        Self {
            typed: browse.search_box.text().to_owned(),
            query: browse.understood.clone(),
            filters: browse.filters.values().map(|value| (value.kind(), value.key(corpus).to_owned())).collect(),
            sort: browse.sort,
            list: browse.results.hits.iter().map(|hit| key(hit.statement)).collect(),
            row: browse.list.selected,
            marked: marked(browse, corpus),
            is_ranging: browse.marks.is_ranging(),
            bookmarks: noted(&browse.bookmarks),
            focus: browse.focus,
            value: value(browse, corpus),
            screens: model.screens.iter().map(screen_of).collect(),
            scope: model.scope(),
            acted_on: model.selected().map(|hit| key(hit.statement)),
            place: top.map_or(0, place),
            my_talk: match top {
                Some(Screen::MyTalk(screen)) => Some(ids(screen)),
                _ => None,
            },
            note: match top {
                Some(Screen::Note(screen)) => Some((screen.bookmark.id.clone(), screen.text.text().to_owned())),
                _ => None,
            },
            is_blank: matches!(top, Some(Screen::Talk(talk)) if talk.blank),
            has_quit: program.has_quit(),
        }
    }

    /// The id of the selected row.
    pub fn selected(&self) -> Option<&String> {
        self.list.get(self.row)
    }

    /// Whether the keys act in the list of the browse screen.
    pub fn is_in_list(&self) -> bool {
        self.scope == Scope::Browse && self.focus == Focus::List
    }

    pub fn is_in_facets(&self) -> bool {
        self.scope == Scope::Browse && matches!(self.focus, Focus::Facets(_))
    }

    /// What is asked for, but for the filters.
    pub fn asked(&self) -> (&str, &str, Sort) {
        (&self.typed, &self.query, self.sort)
    }

    /// What the browse screen lists, and why.
    pub fn listed(&self) -> (&str, &BTreeSet<Filter>, &[String]) {
        (&self.query, &self.filters, &self.list)
    }
}

fn marked(browse: &Browse, corpus: &Corpus) -> BTreeSet<String> {
    // What is chosen where nothing is marked is the selected statement.
    let chosen = if browse.marks.is_empty() { Vec::new() } else { browse.chosen() };
    chosen.into_iter().map(|hit| corpus.statement(hit.statement).key().to_owned()).collect()
}

fn value(browse: &Browse, corpus: &Corpus) -> Option<Filter> {
    let Focus::Facets(kind) = browse.focus else { return None };
    let rows = browse.facet_rows(kind);
    rows.get(browse.facets[kind.index()].selected).map(|(value, _)| (kind, value.key(corpus).to_owned()))
}

fn noted(bookmarks: &Bookmarks) -> Vec<Noted> {
    bookmarks.entries().iter().map(|placed| (placed.bookmark.id.clone(), placed.bookmark.note.clone())).collect()
}

fn ids(screen: &MyTalkScreen) -> Vec<String> {
    screen.list.iter().flat_map(|list| list.entries.iter().map(|entry| entry.id.clone())).collect()
}

fn place(screen: &Screen) -> usize {
    match screen {
        Screen::MyTalk(screen) => screen.cursor.selected,
        Screen::Bookmarks(screen) => screen.cursor.selected,
        _ => 0,
    }
}

fn screen_of(screen: &Screen) -> Scope {
    match screen.scope() {
        Scope::HelpFilter => Scope::Help,
        Scope::FileName => Scope::CopyAs,
        scope => scope,
    }
}
