//! The pure engine: a corpus and a request in, results out.

use std::ops::Range;
use std::sync::{Arc, OnceLock};
use std::thread;

use super::facets::Tally;
use super::gather::{Gatherer, Match};
use super::index::Index;
use super::lookup::{Found, GivenUp, IsGivenUp, Lookup};
use super::order::{best_first, prefer_by_places, sorted};
use super::prepare::{Condition, Prepared, Sought};
use super::rank::{NEARLY_AS_WELL, Score};
use super::worker::joined;
use super::{FacetCounts, Filters, Highlighter, Hit, Relaxed, Request, Results, Sort};
use crate::corpus::{Corpus, Wording};
use crate::query::Query;

/// A corpus made ready for searching.
#[derive(Debug)]
pub struct Engine {
    corpus: Arc<Corpus>,
    index: Index,
    /// The counts of the empty request, once it was asked.
    counts_of_all: OnceLock<FacetCounts>,
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
        Self { corpus, index, counts_of_all: OnceLock::new() }
    }

    /// Makes a corpus ready; `told` is called from several threads with the number of
    /// statements read so far. Where it answers `false` the work is given up: `None`.
    pub fn build(corpus: Arc<Corpus>, told: &(dyn Fn(usize) -> bool + Sync)) -> Option<Self> {
        let index = Index::new(&corpus, told)?;
        Some(Self { corpus, index, counts_of_all: OnceLock::new() })
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
    pub fn search(&self, request: &Request, given_up: &(dyn Fn() -> bool + Sync)) -> Option<Results> {
        if request.query == Query::default() && request.filters.is_empty() {
            return Some(self.everything(request.sort));
        }
        self.try_search(request, given_up).ok()
    }

    fn try_search(&self, request: &Request, given_up: IsGivenUp<'_>) -> Result<Results, GivenUp> {
        let answers = self.find(request, given_up)?;
        let (found, tally) = answers.gather(self, request)?;
        let found = if request.wants_best() {
            let mut found = best_first(found);
            prefer_by_places(&mut found, &self.corpus, &self.index.documents, &answers.prepared);
            found
        } else {
            sorted(found, request.sort, &self.corpus, &self.index.documents)
        };
        Ok(Results {
            hits: self.hits(&found),
            counts: tally.ranked(&self.corpus),
            highlighter: Highlighter::new(&answers.prepared),
            relaxed: answers.relaxed,
        })
    }

    fn hits(&self, found: &[Found]) -> Vec<Hit> {
        found.iter().map(|found| self.index.documents.hit(found.document)).collect()
    }

    fn everything(&self, sort: Sort) -> Results {
        let counts = self.counts_of_all.get_or_init(|| Results::everything(&self.corpus).counts).clone();
        let is_primary = |hit: &Hit| self.corpus.statement(hit.statement).primary().id() == hit.wording;
        let hits = if sort == Sort::Best {
            self.corpus.statements().map(|statement| Hit::from(statement.primary())).collect()
        } else {
            let documents = &self.index.documents;
            let all = (0..documents.len() as u32).filter(|document| is_primary(&documents.hit(*document)));
            let found = all.map(|document| Found { document, score: 0 }).collect();
            self.hits(&sorted(found, sort, &self.corpus, documents))
        };
        Results { hits, counts, ..Results::default() }
    }

    /// What answers the query. Where nothing does, words that are similar to known ones will
    /// do, and then one word may be missing.
    fn find<'a>(&self, request: &Request, given_up: IsGivenUp<'a>) -> Result<Answers<'a>, GivenUp> {
        let found = self.look_up(request, false, given_up)?;
        if found.prepared.sought.is_empty() || found.is_something(self)? {
            return Ok(found);
        }
        if found.prepared.words().any(|word| word.could_be_wider) {
            let wider = self.look_up(request, true, given_up)?;
            if wider.is_something(self)? {
                return Ok(Answers { relaxed: Relaxed::SimilarWords, ..wider });
            }
        }
        if found.prepared.sought.len() < FEWEST_WORDS_TO_MISS_ONE {
            return Ok(found);
        }
        let lookup = Lookup::all_but_one(&self.corpus, &self.index, &found.prepared, given_up)?;
        Ok(Answers { lookup, relaxed: Relaxed::OneWordMissing, ..found })
    }

    fn look_up<'a>(&self, request: &Request, wider: bool, given_up: IsGivenUp<'a>) -> Result<Answers<'a>, GivenUp> {
        let documents = |sought: &Sought| Lookup::documents(&self.corpus, &self.index, sought);
        let prepared = Prepared::new(request, &self.corpus, &self.index, wider, &documents);
        let lookup = Lookup::all(&self.corpus, &self.index, &prepared, given_up)?;
        Ok(Answers { prepared, lookup, relaxed: Relaxed::Not, given_up })
    }

    fn wording(&self, document: u32) -> Wording<'_> {
        self.index.documents.wording(&self.corpus, document)
    }
}

/// With fewer documents, starting a thread takes longer than the work.
const FEWEST_TO_SHARE: usize = 20_000;

/// The documents that answer a query.
struct Answers<'a> {
    prepared: Prepared,
    lookup: Lookup,
    relaxed: Relaxed,
    given_up: IsGivenUp<'a>,
}

impl Answers<'_> {
    /// Whether anything answers, before something is excluded.
    fn is_something(&self, engine: &Engine) -> Result<bool, GivenUp> {
        let positive: Vec<&Condition> =
            self.prepared.conditions.iter().filter(|condition| !condition.excludes).collect();
        if positive.is_empty() {
            return Ok(self.lookup.count() > 0);
        }
        let mut is_something = false;
        self.each(0..engine.index.documents.len(), |found| {
            let wording = engine.wording(found.document);
            is_something = positive.iter().all(|condition| condition.holds(found.document, wording));
            !is_something
        })?;
        Ok(is_something)
    }

    /// Gathers what holds all conditions, statement by statement, and counts it; much of it on
    /// two threads.
    fn gather(&self, engine: &Engine, request: &Request) -> Result<(Vec<Found>, Tally), GivenUp> {
        let count = self.lookup.count();
        let mut ranges = engine.index.documents.ranges(if count < FEWEST_TO_SHARE { 1 } else { 2 }).into_iter();
        let gather = |range: Range<usize>| self.gather_range(engine, &request.filters, range, count);
        thread::scope(|scope| {
            let here = ranges.next();
            let running: Vec<_> = ranges.map(|range| scope.spawn(|| gather(range))).collect();
            let Gatherer { mut found, mut tally, .. } = gather(here.unwrap_or_default())?;
            for share in running {
                let share = joined(share)?;
                found.extend(share.found);
                tally.add(&share.tally);
            }
            Ok((found, tally))
        })
    }

    fn gather_range<'a>(
        &self,
        engine: &Engine,
        filters: &'a Filters,
        range: Range<usize>,
        expected: usize,
    ) -> Result<Gatherer<'a>, GivenUp> {
        let words = Score::try_from(self.prepared.sought.len()).unwrap_or(Score::MAX);
        let nearly = NEARLY_AS_WELL.saturating_mul(words);
        let mut gatherer = Gatherer::new(&engine.corpus, filters, nearly, expected.min(range.len()));
        let mut of_statement: Vec<Match<'_>> = Vec::new();
        let is_unnarrowed = self.prepared.conditions.is_empty() && filters.is_empty();
        self.each(range, |found| {
            if let Some(attribution) = engine.index.attributions.plain(found.document).filter(|_| is_unnarrowed) {
                gatherer.take_plain(attribution, found);
                return true;
            }
            let wording = engine.wording(found.document);
            if self.prepared.conditions.iter().all(|condition| condition.holds(found.document, wording)) {
                if let Some(Match { wording: first, .. }) = of_statement.first()
                    && first.statement().id() != wording.statement().id()
                {
                    gatherer.take(first.statement(), &of_statement);
                    of_statement.clear();
                }
                of_statement.push(Match { wording, found });
            }
            true
        })?;
        if let Some(Match { wording: first, .. }) = of_statement.first() {
            gatherer.take(first.statement(), &of_statement);
        }
        Ok(gatherer)
    }

    /// Visits the documents of a range that were found, until `visit` answers `false` or nobody
    /// wants the answer any more.
    fn each(&self, range: Range<usize>, mut visit: impl FnMut(Found) -> bool) -> Result<(), GivenUp> {
        let (mut count, mut given_up) = (0_usize, false);
        self.lookup.each(range, |found| {
            count += 1;
            given_up = count.is_multiple_of(BETWEEN_LOOKS) && (self.given_up)();
            !given_up && visit(found)
        });
        if given_up { Err(GivenUp) } else { Ok(()) }
    }
}

impl Results {
    /// What the empty request finds, for as long as no engine is ready. Linear in the size
    /// of the corpus.
    #[must_use]
    pub fn everything(corpus: &Corpus) -> Self {
        let mut tally = Tally::new(corpus);
        corpus.statements().for_each(|statement| tally.add_statement(statement));
        let hits = corpus.statements().map(|statement| Hit::from(statement.primary())).collect();
        Self { hits, counts: tally.ranked(corpus), ..Self::default() }
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
        engine_of(TALKS)
    }

    fn engine_of(file: &str) -> Engine {
        let file = InputFile { name: "talks.yaml".to_owned(), bytes: file.into() };
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
    fn a_query_of_very_many_words_is_answered() {
        let many = "table ".repeat(400);
        assert_eq!(found(&many), ["nonstarters"]);
    }

    #[test]
    fn order_closeness_length_and_occurrences_decide_between_statements_with_the_same_words() {
        let engine = engine_of(
            r"
speakers: { a: { name: A } }
statements:
  - { id: in-order, speaker: a, text: red stones and green hills }
  - { id: turned, speaker: a, text: green hills and red stones }
  - { id: apart, speaker: a, text: old seas and red skies and hills }
  - { id: close, speaker: a, text: old red hills and seas and skies }
  - { id: long, speaker: a, text: there was snow once more on the roofs of the town }
  - { id: short, speaker: a, text: snow on roofs }
  - { id: once, speaker: a, text: rain and sun again }
  - { id: twice, speaker: a, text: rain and rain again }
",
        );
        for (query, better, worse) in [
            ("red green", "in-order", "turned"),
            ("green red", "turned", "in-order"),
            ("old hills", "close", "apart"),
            ("snow roofs", "short", "long"),
            ("rain", "twice", "once"),
        ] {
            let results = ask(&engine, &request(query));
            let place =
                |id: &str| results.hits.iter().position(|hit| engine.corpus().statement(hit.statement).key() == id);
            assert!(place(better) < place(worse), "{query}");
        }
    }

    #[test]
    fn queries_find_their_statements() {
        let cases: [(&str, &[&str]); 26] = [
            ("", &["bridge", "nonstarters", "not-prepared", "joint"]),
            ("nonstarters", &["nonstarters"]),
            ("table nonstarter", &["nonstarters"]),
            ("nonstrters", &["nonstarters"]),
            ("tableare", &["nonstarters"]),
            ("thetable put", &["nonstarters"]),
            ("thetables", &[]),
            ("dis tinctions bridge", &["bridge"]),
            ("tinctions dis", &["bridge"]),
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
    fn what_every_statement_has_is_counted_like_everything() {
        let engine = engine_of(
            r"
speakers: { a: { name: A }, b: { name: B } }
sessions: { first: { title: First }, second: { title: Second } }
statements:
  - { id: 1, speaker: a, session: first, topics: [x, y], text: a word }
  - { id: 2, speaker: [a, b], session: second, topics: [y], text: a second word }
  - { id: 3, speaker: b, session: second, also_in: [first], text: the last word }
  - { id: 4, speaker: unattributed, text: nobody's word }
",
        );
        let counts = ask(&engine, &request("word")).counts;
        assert_eq!(counts, Results::everything(engine.corpus()).counts);
        let sessions: Vec<u32> = counts.of(FacetKind::Sessions).iter().map(|(_, count)| *count).collect();
        let topics: Vec<(&str, u32)> =
            counts.of(FacetKind::Topics).iter().map(|(value, count)| (value.name(engine.corpus()), *count)).collect();
        assert_eq!((sessions, topics), (vec![2, 2], vec![("y", 2), ("x", 1)]));
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
