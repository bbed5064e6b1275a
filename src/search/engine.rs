//! The pure engine: a corpus and a request in, results out.

use std::collections::HashSet;
use std::sync::Arc;

use super::gather::{Found, Gatherer};
use super::index::Index;
use super::lookup::{GivenUp, Lookup};
use super::order::order;
use super::prepare::{Condition, Prepared, Sought};
use super::{Filters, Highlighter, Relaxed, Request, Results};
use crate::corpus::{Corpus, WordingId};
use crate::query::Query;

/// A corpus made ready for searching.
#[derive(Debug)]
pub struct Engine {
    corpus: Arc<Corpus>,
    index: Index,
}

/// With fewer words, leaving one out would leave nothing of the query.
const FEWEST_WORDS_TO_MISS_ONE: usize = 3;

/// Documents between two looks at whether the answer is still wanted.
const BETWEEN_LOOKS: usize = 4096;

impl Engine {
    /// Makes a corpus ready. Linear in its size.
    #[must_use]
    pub fn new(corpus: Arc<Corpus>) -> Self {
        let index = Index::new(&corpus, &|_| true).unwrap_or_default();
        Self { corpus, index }
    }

    /// Makes a corpus ready; `told` is called from several threads with the number of
    /// statements read so far. Where it answers `false` the work is given up: `None`.
    pub fn build(corpus: Arc<Corpus>, told: &(dyn Fn(usize) -> bool + Sync)) -> Option<Self> {
        let index = Index::new(&corpus, told)?;
        Some(Self { corpus, index })
    }

    /// The corpus it searches.
    #[must_use]
    pub const fn corpus(&self) -> &Arc<Corpus> {
        &self.corpus
    }

    /// Finds what is asked for. `None` if `given_up` said, while it ran, that nobody wants
    /// the answer any more. Time grows with the number of statements that hold a word of the
    /// query.
    #[must_use]
    pub fn search(&self, request: &Request, given_up: &dyn Fn() -> bool) -> Option<Results> {
        self.try_search(request, given_up).ok()
    }

    fn try_search(&self, request: &Request, given_up: &dyn Fn() -> bool) -> Result<Results, GivenUp> {
        let query = &request.query;
        if query == &Query::default() && request.filters.is_empty() {
            let mut results = Results::everything(&self.corpus);
            order(&self.corpus, &self.index, request, &mut results);
            return Ok(results);
        }
        let (prepared, matches, relaxed) = self.matches(query, given_up)?;
        let gathered = self.gather(&request.filters, &matches, given_up)?;
        let mut results = Results {
            hits: Vec::new(),
            counts: gathered.tally.ranked(),
            highlighter: Highlighter::new(&prepared),
            relaxed,
        };
        results.hits = self.ranked(request, &prepared, gathered.found);
        order(&self.corpus, &self.index, request, &mut results);
        Ok(results)
    }

    /// The documents that answer the query, with their scores. Where none does, words that
    /// are similar to known ones will do, and then one word may be missing.
    fn matches(&self, query: &Query, given_up: &dyn Fn() -> bool) -> Result<(Prepared, Matches, Relaxed), GivenUp> {
        let prepared = self.prepare(query, false)?;
        let lookup = Lookup::of(&self.corpus, &self.index, &prepared, given_up)?;
        let words = prepared.sought.len();
        let found = self.narrowed(&lookup, &prepared, words, given_up)?;
        if found.before_exclusions > 0 || words == 0 {
            return Ok((prepared, found.matches, Relaxed::Not));
        }
        if prepared.words().any(|word| word.could_be_wider) {
            let wider = self.prepare(query, true)?;
            let lookup = Lookup::of(&self.corpus, &self.index, &wider, given_up)?;
            let found = self.narrowed(&lookup, &wider, words, given_up)?;
            if found.before_exclusions > 0 {
                return Ok((wider, found.matches, Relaxed::SimilarWords));
            }
        }
        if words >= FEWEST_WORDS_TO_MISS_ONE {
            let found = self.narrowed(&lookup, &prepared, words - 1, given_up)?;
            return Ok((prepared, found.matches, Relaxed::OneWordMissing));
        }
        Ok((prepared, found.matches, Relaxed::Not))
    }

    fn prepare(&self, query: &Query, wider: bool) -> Result<Prepared, GivenUp> {
        let documents = |sought: &Sought| -> HashSet<u32> { Lookup::documents(&self.corpus, &self.index, sought) };
        Ok(Prepared::new(query, &self.corpus, &self.index, wider, &documents))
    }

    /// The documents with so many of the clauses' words that hold the conditions.
    fn narrowed(
        &self,
        lookup: &Lookup,
        prepared: &Prepared,
        words: usize,
        given_up: &dyn Fn() -> bool,
    ) -> Result<Narrowed, GivenUp> {
        let (excluding, positive): (Vec<&Condition>, Vec<&Condition>) =
            prepared.conditions.iter().partition(|condition| condition.excludes);
        let mut narrowed = Narrowed::default();
        for (count, (document, score)) in lookup.with_words(words).enumerate() {
            if count % BETWEEN_LOOKS == 0 && given_up() {
                return Err(GivenUp);
            }
            let wording = self.corpus.wording(self.index.statement(document), WordingId::from_index(document as usize));
            if positive.iter().all(|condition| condition.holds(document, wording)) {
                narrowed.before_exclusions += 1;
                if excluding.iter().all(|condition| condition.holds(document, wording)) {
                    narrowed.matches.push((document, score));
                }
            }
        }
        Ok(narrowed)
    }

    fn gather<'a>(
        &self,
        filters: &'a Filters,
        matches: &[(u32, f32)],
        given_up: &dyn Fn() -> bool,
    ) -> Result<Gatherer<'a>, GivenUp> {
        let mut gatherer = Gatherer::new(&self.corpus, filters, matches.len());
        let mut wordings = Vec::new();
        let groups = matches.chunk_by(|(a, _), (b, _)| self.index.statement(*a) == self.index.statement(*b));
        for (count, group) in groups.enumerate() {
            if count % BETWEEN_LOOKS == 0 && given_up() {
                return Err(GivenUp);
            }
            let id = self.index.statement(group[0].0);
            wordings.clear();
            wordings.extend(
                group.iter().map(|(document, score)| {
                    (self.corpus.wording(id, WordingId::from_index(*document as usize)), *score)
                }),
            );
            gatherer.take(self.corpus.statement(id), &wordings);
        }
        Ok(gatherer)
    }

    /// The statements found, best first if the request wants that, else in the corpus's order.
    fn ranked(&self, request: &Request, prepared: &Prepared, mut found: Vec<Found>) -> Vec<super::Hit> {
        if request.wants_best() {
            super::order::best_first(&self.corpus, &self.index, prepared, &mut found);
        }
        found.into_iter().map(|found| found.hit).collect()
    }
}

/// Documents with their scores, in the order of their numbers.
type Matches = Vec<(u32, f32)>;

#[derive(Debug, Default)]
struct Narrowed {
    matches: Matches,
    /// How many there were before anything was excluded.
    before_exclusions: usize,
}

impl Results {
    /// What the empty request finds, for as long as no engine is ready. Linear in the size
    /// of the corpus.
    #[must_use]
    pub fn everything(corpus: &Corpus) -> Self {
        let filters = Filters::default();
        let mut gatherer = Gatherer::new(corpus, &filters, corpus.statement_count());
        let mut wordings = Vec::new();
        for statement in corpus.statements() {
            wordings.clear();
            wordings.extend(statement.wordings().map(|wording| (wording, 0.0)));
            gatherer.take(statement, &wordings);
        }
        let hits = gatherer.found.iter().map(|found| found.hit).collect();
        Self { hits, counts: gatherer.tally.ranked(), ..Self::default() }
    }
}
#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{InputFile, SpeakerId, load};
    use crate::query::parse;
    use crate::search::{FacetKind, FacetValue, Hit, Sort};

    const TALKS: &str = r#"
speakers:
  jens: { name: Jens Stoltenberg, aliases: [the Secretary General] }
  wendy: { name: Wendy Sherman }
  delegation: { name: Russian delegation, body: true }
sessions:
  geneva: { title: Dialogue, date: 2022-01-10, place: Geneva }
  brussels: { title: NATO–Russia Council, date: 2022-01-12, place: Brussels }
sources:
  paper: { title: The Paper, url: https://example.org, fidelity: report }
  copy: { title: The Copy, fidelity: reworded, verified: false, checked_at: 2022-01-13 }
statements:
  - id: bridge
    speaker: jens
    session: brussels
    topics: [dialogue]
    wordings:
      - { source: copy, text: Our distinctions will not be simple to bridge }
      - { source: paper, text: Our differences will not be easy to bridge }
  - id: nonstarters
    speaker: wendy
    session: geneva
    topics: [demands]
    wordings:
      - { source: paper, text: "Some of the things you put on the table are non-starters." }
      - { source: copy, text: a few of the important things are nonstarters }
  - id: not-prepared
    speaker: delegation
    via: [jens]
    session: brussels
    topics: [dialogue]
    kind: fragment
    text: not prepared
    source: copy
  - id: joint
    speaker: [jens, wendy]
    session: brussels
    wordings:
      - { by: editor, text: Both named areas for talks., kind: indirect }
      - { source: paper, speaker: jens, text: We offered to look at arms control. }
"#;

    fn engine() -> Engine {
        let file = InputFile { name: "talks.yaml".to_owned(), bytes: TALKS.into() };
        let loaded = load(vec![file]).expect("small");
        assert!(loaded.problems.is_empty(), "{:?}", loaded.problems);
        Engine::new(Arc::new(loaded.corpus))
    }

    fn ask(engine: &Engine, request: &Request) -> Results {
        engine.search(request, &|| false).expect("not given up")
    }

    fn request(query: &str) -> Request {
        Request { query: parse(query).expect("a query"), ..Request::default() }
    }

    fn found(query: &str) -> Vec<String> {
        let engine = engine();
        let results = ask(&engine, &request(query));
        results.hits.iter().map(|hit| engine.corpus().statement(hit.statement).key().to_owned()).collect()
    }

    #[test]
    fn queries_find_their_statements() {
        let cases: [(&str, &[&str]); 21] = [
            ("", &["bridge", "nonstarters", "not-prepared", "joint"]),
            ("nonstarters", &["nonstarters"]),
            ("table nonstarter", &["nonstarters"]),
            ("nonstrters", &["nonstarters"]),
            ("\"be easy\"", &["bridge"]),
            ("\"easy be\"", &[]),
            ("bridge sherman", &[]),
            ("sherman table", &["nonstarters"]),
            ("bridge | table", &["nonstarters", "bridge"]),
            ("-bridge", &["nonstarters", "not-prepared", "joint"]),
            ("^our", &["bridge"]),
            ("speaker:\"russian delegation\"", &["not-prepared"]),
            ("speaker:secretary", &["bridge", "joint"]),
            ("via:stoltenberg", &["not-prepared"]),
            ("session:council", &["bridge", "not-prepared", "joint"]),
            ("session:russia topic:dialogue", &["bridge", "not-prepared"]),
            ("place:geneva", &["nonstarters"]),
            ("kind:fragment", &["not-prepared"]),
            ("source:copy fidelity:reworded", &["bridge", "nonstarters", "not-prepared"]),
            ("date:>2022-01-10", &["bridge", "not-prepared", "joint"]),
            ("is:paraphrase", &["joint"]),
        ];
        for (query, wanted) in cases {
            assert_eq!(found(query), wanted, "{query}");
        }
    }

    #[test]
    fn words_of_different_wordings_do_not_add_up() {
        assert_eq!(found("distinctions simple"), ["bridge"]);
        assert_eq!(found("distinctions easy"), Vec::<String>::new());
    }

    #[test]
    fn the_wording_that_matched_is_shown_and_the_primary_where_both_do() {
        let engine = engine();
        let shown = |query: &str| {
            let hit = ask(&engine, &request(query)).hits[0];
            engine.corpus().wording(hit.statement, hit.wording).text().to_owned()
        };
        assert!(shown("distinctions").contains("distinctions"));
        assert!(shown("bridge").contains("differences"));
        assert!(shown("nonstarters").contains("non-starters"));
    }

    #[test]
    fn words_are_never_put_into_another_mouth() {
        let engine = engine();
        let hit = ask(&engine, &request("speaker:sherman kind:indirect")).hits[0];
        assert!(engine.corpus().wording(hit.statement, hit.wording).is_paraphrase());
        assert_eq!(found("speaker:sherman arms"), Vec::<String>::new());
        assert_eq!(found("speaker:stoltenberg arms"), ["joint"]);
    }

    #[test]
    fn counts_follow_the_query_and_the_other_facets() {
        let engine = engine();
        let shown = |results: &Results, kind| {
            let counts = results.counts.of(kind).iter();
            counts
                .map(|(value, count)| format!("{} {count}", value.name(engine.corpus())))
                .collect::<Vec<_>>()
                .join(", ")
        };
        let results = ask(&engine, &request("topic:dialogue"));
        assert_eq!(shown(&results, FacetKind::Speakers), "Jens Stoltenberg 1, Russian delegation 1");
        let mut only_jens = request("");
        only_jens.filters.toggle(FacetValue::Speaker(SpeakerId::from_index(0)));
        let results = ask(&engine, &only_jens);
        assert_eq!(results.hits.len(), 2);
        let speakers = "Jens Stoltenberg 2, Wendy Sherman 2, Russian delegation 1";
        assert_eq!(shown(&results, FacetKind::Speakers), speakers);
        assert_eq!(shown(&results, FacetKind::Sessions), "NATO–Russia Council 2");
        assert_eq!(shown(&results, FacetKind::Topics), "dialogue 1");
    }

    #[test]
    fn the_order_can_be_chosen() {
        let engine = engine();
        let ordered = |sort: Sort| {
            let results = ask(&engine, &Request { sort, ..request("") });
            let key = |hit: &Hit| engine.corpus().statement(hit.statement).key();
            results.hits.iter().map(key).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(ordered(Sort::Newest), "bridge not-prepared joint nonstarters");
        assert_eq!(ordered(Sort::Oldest), "nonstarters bridge not-prepared joint");
        assert_eq!(ordered(Sort::Speaker), "bridge joint not-prepared nonstarters");
    }

    #[test]
    fn everything_is_what_the_empty_request_finds() {
        let engine = engine();
        let (everything, found) = (Results::everything(engine.corpus()), ask(&engine, &request("")));
        assert_eq!(everything.hits, found.hits);
        assert_eq!(everything.counts, found.counts);
    }

    #[test]
    fn a_search_nobody_waits_for_gives_up() {
        assert!(engine().search(&request("bridge"), &|| true).is_none());
    }
}
