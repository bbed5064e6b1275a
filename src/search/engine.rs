//! The pure engine: a corpus and a request in, results out.

use std::cmp::Reverse;
use std::sync::Arc;

use super::facets::Tally;
use super::matching::{Score, find_run, match_word, run_at};
use super::{FacetKind, FacetValue, Filters, Highlighter, Hit, Request, Results, Sort};
use crate::corpus::{Corpus, PartialDate, SessionId, Speaker, SpeakerId, Statement, Wording};
use crate::query::{Alternative, FieldTerm, NameField, Property, Term};
use crate::text::{Word, words};

/// A corpus made ready for searching.
#[derive(Debug)]
pub struct Engine {
    corpus: Arc<Corpus>,
    /// For each wording its words, in the corpus's order.
    texts: Vec<Vec<Word>>,
    speakers: Vec<Names>,
    sessions: Vec<Names>,
    places: Vec<Names>,
    sources: Vec<Names>,
    topics: Vec<Names>,
}

/// The names of one thing: each a run of words.
#[derive(Debug, Default)]
struct Names(Vec<Vec<Word>>);

impl Names {
    fn new<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        Self(names.into_iter().map(words).collect())
    }

    /// Whether a name holds the words wanted; the last may be only begun.
    fn hold(&self, wanted: &[String]) -> bool {
        self.0.iter().any(|name| find_run(wanted, name, true).is_some() || find_part(wanted, name))
    }

    fn best(&self, wanted: &str) -> Option<Score> {
        self.0.iter().flatten().filter_map(|word| match_word(wanted, word)).max_by(f32::total_cmp)
    }
}

/// `russia` names the `nato-russia` council: one word wanted may be part of a hyphenated one.
fn find_part(wanted: &[String], name: &[Word]) -> bool {
    let [only] = wanted else { return false };
    name.iter().flat_map(|word| &word.parts).any(|(_, part)| part.starts_with(only.as_str()))
}

impl Engine {
    /// Makes a corpus ready. Linear in its size.
    #[must_use]
    pub fn new(corpus: Arc<Corpus>) -> Self {
        let texts = corpus.statements().flat_map(Statement::wordings).map(|wording| words(wording.text())).collect();
        let speaker_names = |speaker: &Speaker| {
            let aliases = speaker.aliases.iter().map(String::as_str);
            Names::new([&*speaker.name, &*speaker.key].into_iter().chain(aliases))
        };
        Self {
            speakers: corpus.speakers().map(|(_, speaker)| speaker_names(speaker)).collect(),
            sessions: corpus.sessions().map(|(_, session)| Names::new([&*session.title, &*session.key])).collect(),
            places: corpus.sessions().map(|(_, session)| Names::new(session.place.as_deref())).collect(),
            sources: corpus
                .sources()
                .map(|(_, source)| {
                    Names::new([&*source.title, &*source.key].into_iter().chain(source.publisher.as_deref()))
                })
                .collect(),
            topics: corpus.topics().map(|(_, topic)| Names::new([topic])).collect(),
            texts,
            corpus,
        }
    }

    /// The corpus it searches.
    #[must_use]
    pub const fn corpus(&self) -> &Arc<Corpus> {
        &self.corpus
    }

    /// Finds what is asked for. `None` if `given_up` said, while it ran, that nobody wants
    /// the answer any more. Time grows with the size of the corpus.
    #[must_use]
    pub fn search(&self, request: &Request, given_up: &dyn Fn() -> bool) -> Option<Results> {
        let mut tally = Tally::new(&self.corpus);
        let mut found = Vec::new();
        for (index, statement) in self.corpus.statements().enumerate() {
            if index % 1024 == 0 && given_up() {
                return None;
            }
            let matches: Vec<(Wording<'_>, Score)> =
                statement.wordings().filter_map(|wording| Some((wording, self.score(request, wording)?))).collect();
            if matches.is_empty() {
                continue;
            }
            count(&request.filters, &matches, &mut tally);
            found.extend(best(&request.filters, &matches));
        }
        self.order(&mut found, request);
        Some(Results {
            hits: found.into_iter().map(|found| found.hit).collect(),
            counts: tally.ranked(),
            highlighter: Highlighter::new(&request.query),
        })
    }

    /// How well a wording answers the query, if it does. Every clause must hold; a word may
    /// stand in the text or in the names of its speaker, session and topics.
    fn score(&self, request: &Request, wording: Wording<'_>) -> Option<Score> {
        let mut total = 0.0;
        for clause in &request.query.clauses {
            total += clause
                .alternatives
                .iter()
                .filter_map(|alternative| self.alternative(alternative, wording))
                .max_by(f32::total_cmp)?;
        }
        Some(total)
    }

    fn alternative(&self, alternative: &Alternative, wording: Wording<'_>) -> Option<Score> {
        let score = self.term(&alternative.term, wording);
        if alternative.negated {
            return score.is_none().then_some(0.0);
        }
        score
    }

    fn term(&self, term: &Term, wording: Wording<'_>) -> Option<Score> {
        let text = &self.texts[wording.id().index()];
        match term {
            Term::Word(wanted) => {
                let in_text = text.iter().filter_map(|word| match_word(wanted, word)).max_by(f32::total_cmp);
                let in_names = self.names(wording).filter_map(|names| names.best(wanted)).max_by(f32::total_cmp);
                // Words said count for more than words about them.
                [in_text, in_names.map(|score| score * 0.5)].into_iter().flatten().max_by(f32::total_cmp)
            }
            Term::Phrase(wanted) => {
                let held = find_run(wanted, text, false).is_some()
                    || self
                        .names(wording)
                        .any(|names| names.0.iter().any(|name| find_run(wanted, name, false).is_some()));
                held.then_some(2.0)
            }
            Term::Start(wanted) => run_at(wanted, text, true).then_some(2.0),
            Term::Field(field) => self.field(field, wording).then_some(0.0),
        }
    }

    /// The names a wording can be found by, beside its words.
    fn names<'a>(&'a self, wording: Wording<'a>) -> impl Iterator<Item = &'a Names> {
        let speakers = wording.speakers().iter().map(|id| &self.speakers[id.index()]);
        let sessions = wording.sessions().map(|id| &self.sessions[id.index()]);
        let topics = wording.statement().topics().iter().map(|id| &self.topics[id.index()]);
        speakers.chain(sessions).chain(topics)
    }

    fn field(&self, field: &FieldTerm, wording: Wording<'_>) -> bool {
        match field {
            FieldTerm::Name(name, wanted) => self.name(*name, wanted, wording),
            FieldTerm::Kind(kind) => wording.kind() == *kind,
            FieldTerm::Fidelity(fidelity) => wording.fidelity() == Some(*fidelity) && !wording.is_paraphrase(),
            FieldTerm::Date(range) => wording.date().is_some_and(|date| range.holds(date)),
            FieldTerm::Is(Property::Unverified) => !wording.is_verified() && !wording.is_paraphrase(),
            FieldTerm::Is(Property::Paraphrase) => wording.is_paraphrase(),
            FieldTerm::Is(Property::Unattributed) => wording.speakers().is_empty(),
        }
    }

    fn name(&self, field: NameField, wanted: &[String], wording: Wording<'_>) -> bool {
        let any_speaker = |ids: &[SpeakerId]| ids.iter().any(|id| self.speakers[id.index()].hold(wanted));
        let any_session = |names: &[Names]| wording.sessions().any(|id: SessionId| names[id.index()].hold(wanted));
        match field {
            NameField::Speaker => any_speaker(wording.speakers()),
            NameField::Via => any_speaker(wording.via()),
            NameField::Session => any_session(&self.sessions),
            NameField::Place => any_session(&self.places),
            NameField::Topic => wording.statement().topics().iter().any(|id| self.topics[id.index()].hold(wanted)),
            NameField::Source => wording.source().is_some_and(|id| self.sources[id.index()].hold(wanted)),
        }
    }

    fn order(&self, found: &mut [Found], request: &Request) {
        let date = |found: &Found| {
            let wording = self.corpus.wording(found.hit.statement, found.hit.wording);
            wording.date().map(PartialDate::first_day)
        };
        match request.sort {
            // The sort is stable, and what was found stands in the files' order.
            Sort::Best if request.query.has_words() => {
                found.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| date(b).cmp(&date(a))));
            }
            Sort::Best => {}
            Sort::Newest => found.sort_by_cached_key(|found| Reverse(date(found))),
            Sort::Oldest => found.sort_by_cached_key(|found| (date(found).is_none(), date(found))),
            Sort::Speaker => found.sort_by_cached_key(|found| {
                let wording = self.corpus.wording(found.hit.statement, found.hit.wording);
                (wording.speakers().is_empty(), self.corpus.speaker_names(wording.speakers()))
            }),
        }
    }
}

impl Results {
    /// What the empty request finds, for as long as no engine is ready. Linear in the size
    /// of the corpus.
    #[must_use]
    pub fn everything(corpus: &Corpus) -> Self {
        let mut tally = Tally::new(corpus);
        let mut hits = Vec::with_capacity(corpus.statement_count());
        for statement in corpus.statements() {
            let matches: Vec<(Wording<'_>, Score)> = statement.wordings().map(|wording| (wording, 0.0)).collect();
            count(&Filters::default(), &matches, &mut tally);
            hits.push(Hit { statement: statement.id(), wording: statement.primary().id() });
        }
        Self { hits, counts: tally.ranked(), highlighter: Highlighter::default() }
    }
}

struct Found {
    hit: Hit,
    score: Score,
}

/// Which facets a wording satisfies.
struct Satisfies {
    speakers: bool,
    sessions: bool,
    topics: bool,
}

fn satisfies(filters: &Filters, wording: Wording<'_>) -> Satisfies {
    let off = |kind| !filters.narrow(kind);
    let topics = wording.statement().topics();
    Satisfies {
        speakers: off(FacetKind::Speakers) || wording.speakers().iter().any(|id| filters.has(FacetValue::Speaker(*id))),
        sessions: off(FacetKind::Sessions) || wording.sessions().any(|id| filters.has(FacetValue::Session(id))),
        topics: off(FacetKind::Topics) || topics.iter().any(|id| filters.has(FacetValue::Topic(*id))),
    }
}

/// The best wording that satisfies all facets; among equals the nearest to the spoken words.
fn best(filters: &Filters, matches: &[(Wording<'_>, Score)]) -> Option<Found> {
    let primary = matches.first()?.0.statement().primary().id();
    matches
        .iter()
        .filter(|(wording, _)| {
            let satisfied = satisfies(filters, *wording);
            satisfied.speakers && satisfied.sessions && satisfied.topics
        })
        .max_by(|(a, a_score), (b, b_score)| {
            a_score
                .total_cmp(b_score)
                .then_with(|| (a.id() == primary).cmp(&(b.id() == primary)))
                .then_with(|| b.standing().cmp(&a.standing()))
                .then_with(|| b.id().cmp(&a.id()))
        })
        .map(|(wording, score)| Found {
            hit: Hit { statement: wording.statement().id(), wording: wording.id() },
            score: *score,
        })
}

/// Counts a statement once for each value that would keep it, were it switched on alone in
/// its facet.
fn count(filters: &Filters, matches: &[(Wording<'_>, Score)], tally: &mut Tally) {
    let (mut speakers, mut sessions, mut topics) = (Vec::new(), Vec::new(), Vec::new());
    for (wording, _) in matches {
        let satisfied = satisfies(filters, *wording);
        if satisfied.sessions && satisfied.topics {
            speakers.extend(wording.speakers().iter().map(|id| id.index()));
        }
        if satisfied.speakers && satisfied.topics {
            sessions.extend(wording.sessions().map(SessionId::index));
        }
        if satisfied.speakers && satisfied.sessions {
            topics.extend(wording.statement().topics().iter().map(|id| id.index()));
        }
    }
    tally.add_each_once(FacetKind::Speakers, speakers);
    tally.add_each_once(FacetKind::Sessions, sessions);
    tally.add_each_once(FacetKind::Topics, topics);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{InputFile, load};
    use crate::query::parse;

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
            ("bridge | table", &["bridge", "nonstarters"]),
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
