//! Sets the search beside fuzzy finders, over the same statements in one run:
//!
//! `cargo run --release --example compare_search -- CORPUS QUERIES.tsv COUNT [PROGRAM …]`
//!
//! asks the first COUNT of the queries, which `make_queries` makes. Each PROGRAM is the path of
//! an `fzf` or `sk`; it is asked with `--filter` and reads lines `speaker: text` anew for each
//! query, as these programs do when they are started. `frizbee`, the engine in several of such
//! programs, has the lines in memory and is asked on one thread, with one typo allowed in each
//! word. Times are medians.

use std::error::Error;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use frizbee::{Config, Matcher};
use onrecord::corpus::{Corpus, CorpusChoice, OpenOptions, Statement, open};
use onrecord::query::parse;
use onrecord::search::{Engine, Request};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [corpus, queries, count, programs @ ..] = arguments.as_slice() else {
        return Err("usage: compare_search CORPUS QUERIES.tsv COUNT [PROGRAM …]".into());
    };
    let (loaded, _) = open(&CorpusChoice::Paths(vec![PathBuf::from(corpus)], OpenOptions::default()))?;
    let corpus = Arc::new(loaded.corpus);
    let queries = fs::read_to_string(queries)?;
    let queries: Vec<Wanted> =
        queries.lines().filter_map(|line| Wanted::read(&corpus, line)).take(count.parse()?).collect();
    let lines: Vec<String> = corpus.statements().map(|statement| line(&corpus, statement)).collect();
    println!("{} statements, {} queries", lines.len(), queries.len());

    let engine = Engine::new(Arc::clone(&corpus));
    let first = |query: &str| {
        let query = parse(query).unwrap_or_default();
        let results = engine.search(&Request { query, ..Request::default() }, &|| false).unwrap_or_default();
        results.hits.iter().take(10).map(|hit| lines[hit.statement.index()].clone()).collect()
    };
    let ours = Score::of(&queries, |query| Ok(first(query)))?;
    println!("{:24} {:>10} {:>8} {:>8}", "", "median", "ratio", "MRR@10");
    ours.print("onrecord", &ours);

    let config = Config { max_typos: Some(1), ..Config::default() };
    let first = |query: &str| {
        let matches = Matcher::from_query(query, &config).match_list(&lines);
        matches.iter().take(10).map(|found| lines[found.index as usize].clone()).collect()
    };
    Score::of(&queries, |query| Ok(first(query)))?.print("frizbee, one typo", &ours);

    let folder = tempfile::tempdir()?;
    let input = folder.path().join("lines.txt");
    fs::write(&input, lines.join("\n"))?;
    for program in programs {
        let name = Path::new(program).file_name().unwrap_or_default().display().to_string();
        Score::of(&queries, |query| filtered(program, query, &input))?.print(&name, &ours);
    }
    Ok(())
}

/// A statement as one line for programs that know of nothing else.
fn line(corpus: &Corpus, statement: Statement<'_>) -> String {
    let text = format!("{}: {}", corpus.speaker_names(statement.speakers()), statement.primary().text());
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A query and the line of the statement it should find.
struct Wanted {
    query: String,
    line: String,
}

impl Wanted {
    fn read(corpus: &Corpus, text: &str) -> Option<Self> {
        let mut fields = text.splitn(3, '\t').skip(1);
        let statement = corpus.find_statement(fields.next()?)?;
        Some(Self { query: fields.next()?.to_owned(), line: line(corpus, statement) })
    }
}

/// How high the wanted lines stood, and how long it took.
struct Score {
    times: Vec<Duration>,
    reciprocal: f64,
}

impl Score {
    /// Asks all queries; `first` gives the first lines found.
    fn of(
        queries: &[Wanted],
        first: impl Fn(&str) -> Result<Vec<String>, Box<dyn Error>>,
    ) -> Result<Self, Box<dyn Error>> {
        let mut score = Self { times: Vec::new(), reciprocal: 0.0 };
        for Wanted { query, line } in queries {
            let started = Instant::now();
            let found = first(query)?;
            score.times.push(started.elapsed());
            let place = found.iter().take(10).position(|found| found == line);
            score.reciprocal += place.map_or(0.0, |place| 1.0 / (place as f64 + 1.0));
        }
        score.times.sort();
        Ok(score)
    }

    fn median(&self) -> f64 {
        self.times.get(self.times.len() / 2).map_or(0.0, |time| time.as_secs_f64() * 1000.0)
    }

    fn print(&self, name: &str, ours: &Self) {
        let mean = self.reciprocal / self.times.len().max(1) as f64;
        println!("{name:24} {:7.2} ms {:7.0}x {mean:8.3}", self.median(), self.median() / ours.median());
    }
}

/// The first lines that a program finds; it is heard to the end, for it ranks all.
fn filtered(program: &str, query: &str, input: &Path) -> Result<Vec<String>, Box<dyn Error>> {
    let output =
        Command::new(program).args(["--filter", query]).stdin(File::open(input)?).stderr(Stdio::inherit()).output()?;
    // With nothing found these programs end with 1.
    if output.status.code().is_none_or(|code| code > 1) {
        return Err(format!("{program} failed with {}", output.status).into());
    }
    Ok(String::from_utf8_lossy(&output.stdout).lines().take(10).map(str::to_owned).collect())
}
