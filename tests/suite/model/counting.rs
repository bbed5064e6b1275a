//! What a query and filters leave, counted one by one.

use std::collections::BTreeSet;

use onrecord::corpus::{Corpus, Fidelity, Kind, Wording};
use onrecord::search::{FacetKind, FacetValue};

use super::seen::Filter;

/// Queries of which the model knows what they find.
pub const QUERIES: [&str; 8] = [
    "",
    "kind:direct",
    "-kind:direct",
    "kind:fragment",
    "fidelity:report",
    "fidelity:reworded is:unverified",
    "is:bookmarked",
    "is:bookmarked -kind:direct",
];

/// The statements of a corpus with everything a query of the model asks for.
pub struct Counting {
    values: Vec<(Filter, FacetValue)>,
    wordings: Vec<Counted>,
}

/// A wording: the values it has, as bits in the order of `values`.
struct Counted {
    statement: String,
    values: u128,
    kind: &'static str,
    fidelity: Option<&'static str>,
    is_unverified: bool,
}

impl Counting {
    pub fn new(corpus: &Corpus) -> Self {
        let values: Vec<(Filter, FacetValue)> = every_value(corpus)
            .into_iter()
            .map(|value| ((value.kind(), value.key(corpus).to_owned()), value))
            .collect();
        assert!(values.len() <= 128, "one bit for each");
        let counted = |wording: Wording<'_>| Counted {
            statement: wording.statement().key().to_owned(),
            values: (0..).zip(&values).filter(|(_, (_, value))| has(wording, *value)).map(|(bit, _)| 1 << bit).sum(),
            kind: wording.kind().name(),
            // A paraphrase is nobody's words, so that they are not near to any.
            fidelity: wording.fidelity().filter(|_| !wording.is_paraphrase()).map(Fidelity::name),
            is_unverified: !wording.is_verified() && !wording.is_paraphrase(),
        };
        let wordings = corpus.statements().flat_map(|statement| statement.wordings().map(counted)).collect();
        Self { values, wordings }
    }

    pub fn has(&self, filter: &Filter) -> bool {
        self.values.iter().any(|(value, _)| value == filter)
    }

    /// Whether the model knows what a query finds. A second `-` is a letter of a word.
    pub fn knows(query: &str) -> bool {
        query.split_whitespace().all(|term| match term.strip_prefix('-').unwrap_or(term).split_once(':') {
            Some(("kind", name)) => Kind::named(name).is_some(),
            Some(("fidelity", name)) => Fidelity::named(name).is_some(),
            Some(("is", name)) => matches!(name, "bookmarked" | "unverified"),
            _ => false,
        })
    }

    /// The statements that have a wording with all of this.
    pub fn list(&self, query: &str, filters: &BTreeSet<Filter>, bookmarks: &BTreeSet<&String>) -> BTreeSet<&String> {
        let found = self.found(query, bookmarks);
        let passing = found.into_iter().filter(|wording| self.passes(wording, filters, None));
        passing.map(|wording| &wording.statement).collect()
    }

    /// For each value how many statements there would be, were it the only one of its facet that is on.
    pub fn counts<'a>(
        &'a self,
        query: &str,
        filters: &'a BTreeSet<Filter>,
        bookmarks: &BTreeSet<&String>,
    ) -> impl Iterator<Item = (FacetValue, usize)> + 'a {
        let found = self.found(query, bookmarks);
        let passing = FacetKind::ALL.map(|kind| {
            let passing = found.iter().copied().filter(|wording| self.passes(wording, filters, Some(kind)));
            passing.collect::<Vec<&Counted>>()
        });
        self.values.iter().enumerate().map(move |(bit, ((kind, _), value))| {
            let mut statements: Vec<&String> = passing[kind.index()]
                .iter()
                .filter(|wording| wording.values & (1 << bit) != 0)
                .map(|wording| &wording.statement)
                .collect();
            // The wordings of a statement stand beside each other.
            statements.dedup();
            (*value, statements.len())
        })
    }

    fn found(&self, query: &str, bookmarks: &BTreeSet<&String>) -> Vec<&Counted> {
        let holds = |wording: &&Counted| query.split_whitespace().all(|term| wording.holds(term, bookmarks));
        self.wordings.iter().filter(holds).collect()
    }

    /// Whether a wording passes the filters of all facets but this.
    fn passes(&self, wording: &Counted, filters: &BTreeSet<Filter>, but: Option<FacetKind>) -> bool {
        FacetKind::ALL.into_iter().filter(|kind| Some(*kind) != but).all(|kind| {
            let mut on = filters.iter().filter(|filter| filter.0 == kind).peekable();
            on.peek().is_none() || on.any(|filter| wording.values & self.bit_of(filter) != 0)
        })
    }

    fn bit_of(&self, filter: &Filter) -> u128 {
        let bit = self.values.iter().position(|(value, _)| value == filter);
        1 << bit.expect("a value of the corpus")
    }
}

impl Counted {
    /// Whether it has what a term of a query asks for.
    fn holds(&self, term: &str, bookmarks: &BTreeSet<&String>) -> bool {
        if let Some(without) = term.strip_prefix('-') {
            return !self.holds(without, bookmarks);
        }
        match term.split_once(':') {
            Some(("kind", kind)) => self.kind == kind,
            Some(("fidelity", fidelity)) => self.fidelity == Some(fidelity),
            Some(("is", "unverified")) => self.is_unverified,
            Some(("is", "bookmarked")) => bookmarks.contains(&self.statement),
            _ => panic!("the model does not know {term}"),
        }
    }
}

fn has(wording: Wording<'_>, value: FacetValue) -> bool {
    match value {
        FacetValue::Speaker(id) => wording.speakers().contains(&id),
        FacetValue::Session(id) => wording.sessions().any(|session| session == id),
        FacetValue::Topic(id) => wording.statement().topics().contains(&id),
    }
}

fn every_value(corpus: &Corpus) -> Vec<FacetValue> {
    let speakers = corpus.speakers().map(|(id, _)| FacetValue::Speaker(id));
    let sessions = corpus.sessions().map(|(id, _)| FacetValue::Session(id));
    speakers.chain(sessions).chain(corpus.topics().map(|(id, _)| FacetValue::Topic(id))).collect()
}
