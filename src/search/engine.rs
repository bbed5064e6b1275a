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
            prefer_by_places(&mut found, &self.corpus, &self.index.documents, &answers.prepared, given_up)?;
            found
        } else {
            sorted(found, request.sort, &self.corpus, &self.index.documents)
        };
        let counts = tally.ranked(&self.corpus);
        // Where even that found nothing, there is nothing to say it about.
        let relaxed = if found.is_empty() && counts.is_empty() { Relaxed::Not } else { answers.relaxed };
        Ok(Results { hits: self.hits(&found), counts, highlighter: Highlighter::new(&answers.prepared), relaxed })
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
