//! Measures the search: how high the wanted statement stands, and how long every key waits.
//!
//! `cargo run --release --example known_item -- CORPUS QUERIES.tsv`
//!
//! Each line of the queries is `kind TAB id TAB query`. Latency is counted from the request
//! to the received answer, with all statements in order and all counts of the facets. The
//! last line is for programs.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use onrecord::corpus::{Corpus, CorpusChoice, OpenOptions, open};
use onrecord::query::parse;
use onrecord::search::{Engine, Generation, Report, Request, Results, Worker};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [corpus, queries] = arguments.as_slice() else {
        return Err("usage: known_item CORPUS QUERIES.tsv".into());
    };
    let queries = fs::read_to_string(queries)?;
    let queries = read_queries(&queries)?;
    let started = Instant::now();
    let (loaded, _) = open(&CorpusChoice::Paths(vec![corpus.clone()], OpenOptions::default()))?;
    let load = started.elapsed();
    let corpus = Arc::new(loaded.corpus);
    let mut search = Search::start(Arc::clone(&corpus))?;
    let index = search.built_in;
    let resident = memory("VmRSS:");

    let mut kinds: BTreeMap<&str, Score> = BTreeMap::new();
    let mut all = Score::default();
    let mut times = Vec::new();
    for Wanted { kind, id, query } in &queries {
        for (end, _) in query.char_indices().skip(1).chain([(query.len(), ' ')]) {
            let (results, time) = search.ask(&query[..end])?;
            times.push(time);
            if end == query.len() {
                let place = place(&corpus, &results, id);
                kinds.entry(kind).or_default().add(place);
                all.add(place);
            }
        }
    }
    times.sort();
    println!("{} statements, {} queries, {} keys", corpus.statement_count(), queries.len(), times.len());
    for (kind, score) in kinds.iter().chain([(&"all", &all)]) {
        println!("{kind:10} MRR@10 {:.3}  hit@10 {:.3}  of {}", score.mean(), score.hits(), score.count);
    }
    let milliseconds = |time: Duration| time.as_secs_f64() * 1000.0;
    let percentile = |hundredths: usize| {
        let place = times.len().saturating_sub(1) * hundredths / 100;
        milliseconds(times.get(place).copied().unwrap_or_default())
    };
    let (p50, p99, most) = (percentile(50), percentile(99), percentile(100));
    println!("each key    p50 {p50:.2} ms  p99 {p99:.2} ms  max {most:.2} ms");
    println!(
        "load {:.2} s, index {:.2} s, resident {resident} MB, at most {} MB",
        load.as_secs_f64(),
        index.as_secs_f64(),
        memory("VmHWM:")
    );
    println!(
        "known_item mrr={:.3} hit={:.3} p50_ms={p50:.2} p99_ms={p99:.2} load_s={:.1} index_s={:.1} rss_mb={}",
        all.mean(),
        all.hits(),
        load.as_secs_f64(),
        index.as_secs_f64(),
        memory("VmHWM:")
    );
    Ok(())
}

/// A query and the statement it should find.
struct Wanted<'a> {
    kind: &'a str,
    id: &'a str,
    query: &'a str,
}

fn read_queries(text: &str) -> Result<Vec<Wanted<'_>>, String> {
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(number, line)| {
            let mut fields = line.splitn(3, '\t');
            let wanted = (|| Some(Wanted { kind: fields.next()?, id: fields.next()?, query: fields.next()? }))();
            wanted.ok_or_else(|| format!("line {}: not `kind TAB id TAB query`", number + 1))
        })
        .collect()
}

/// How high the wanted statements stood.
#[derive(Default)]
struct Score {
    reciprocal: f64,
    found: usize,
    count: usize,
}

impl Score {
    /// Takes the place of one, from 1, if it was among the first ten.
    fn add(&mut self, place: Option<usize>) {
        self.count += 1;
        if let Some(place) = place {
            self.found += 1;
            self.reciprocal += 1.0 / place as f64;
        }
    }

    fn mean(&self) -> f64 {
        self.reciprocal / self.count.max(1) as f64
    }

    fn hits(&self) -> f64 {
        self.found as f64 / self.count.max(1) as f64
    }
}

fn place(corpus: &Corpus, results: &Results, id: &str) -> Option<usize> {
    let first = results.hits.iter().take(10);
    first.map(|hit| corpus.statement(hit.statement).key()).position(|key| key == id).map(|place| place + 1)
}

/// The search as the program runs it: on its thread.
struct Search {
    worker: Worker,
    reports: Receiver<Report>,
    generation: Generation,
    built_in: Duration,
}

impl Search {
    /// Returns once the index is built.
    fn start(corpus: Arc<Corpus>) -> Result<Self, Box<dyn Error>> {
        let (sender, reports) = channel();
        let worker = Worker::start(Engine::search, move |report| sender.send(report).unwrap_or_default())?;
        let mut search = Self { worker, reports, generation: Generation::default(), built_in: Duration::ZERO };
        let started = Instant::now();
        search.worker.use_corpus(corpus);
        search.ask("warming up")?;
        search.built_in = started.elapsed();
        Ok(search)
    }

    fn ask(&mut self, query: &str) -> Result<(Arc<Results>, Duration), Box<dyn Error>> {
        // What cannot be understood asks for nothing, as in the program.
        let Ok(query) = parse(query) else { return Ok(Default::default()) };
        self.generation = self.generation.next();
        let started = Instant::now();
        self.worker.search(self.generation, Request { query, ..Request::default() });
        loop {
            match self.reports.recv()? {
                Report::Answered(answer) => return Ok((answer.results, started.elapsed())),
                Report::Failed(failure) => return Err(failure.message.into()),
                Report::Indexing(_) => {}
            }
        }
    }
}

/// Megabytes of memory, as Linux counts them; 0 elsewhere.
fn memory(field: &str) -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(field));
    line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or(0) / 1024
}
