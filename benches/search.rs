//! What the program takes its time for: `cargo bench`, or `cargo bench -- key` for a part.
//!
//! At the end the time of a key is set beside that of `frizbee`, the engine of several fuzzy
//! finders, over the same text on one thread.

mod generator;

use std::error::Error;
use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use criterion::{BenchmarkId, Criterion};
use frizbee::{Config, Matcher};
use generator::{Generator, Random, Statement, mistyped, tagged, yaml};
use onrecord::app::Start;
use onrecord::corpus::{Corpus, CorpusChoice, OpenError, OpenOptions, open};
use onrecord::query::parse;
use onrecord::search::{Engine, Request};
use onrecord::terminal::Headless;

/// Statements of the corpus that is searched.
const STATEMENTS: usize = 200_000;

/// Statements of the files whose reading is measured.
const STATEMENTS_READ: usize = 20_000;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let mut criterion = Criterion::default().sample_size(10).configure_from_args();
    reading(&mut criterion, folder.path())?;
    drawing(&mut criterion, folder.path())?;

    let statements = made(STATEMENTS);
    let corpus = Arc::new(opened(lines(folder.path(), "searched.jsonl", &statements)?)?);
    criterion.bench_function("index/200000", |bencher| bencher.iter(|| Engine::new(Arc::clone(&corpus))));
    let engine = Engine::new(Arc::clone(&corpus));
    let keys = keys(&statements);
    for (class, query) in &keys {
        let request = Request { query: parse(query)?, ..Request::default() };
        criterion.bench_with_input(BenchmarkId::new("key", class), &request, |bencher, request| {
            bencher.iter(|| engine.search(black_box(request), &|| false));
        });
    }
    criterion.final_summary();
    beside_frizbee(&engine, &statements, &keys)
}

fn made(count: usize) -> Vec<Statement> {
    let mut generator = Generator::new(count, 1);
    (0..count).map(|number| generator.statement(number)).collect()
}

fn lines(folder: &Path, name: &str, statements: &[Statement]) -> Result<PathBuf, Box<dyn Error>> {
    let path = folder.join(name);
    let lines: Vec<String> = statements.iter().map(Statement::json).collect();
    fs::write(&path, lines.join("\n"))?;
    Ok(path)
}

fn opened(path: PathBuf) -> Result<Corpus, OpenError> {
    Ok(open(&CorpusChoice::Paths(vec![path], OpenOptions::default()))?.0.corpus)
}

fn reading(criterion: &mut Criterion, folder: &Path) -> Result<(), Box<dyn Error>> {
    let statements = made(STATEMENTS_READ);
    let (document, tagged_lines) = (folder.join("read.yaml"), folder.join("tagged.jsonl"));
    fs::write(&document, yaml(&statements))?;
    fs::write(&tagged_lines, tagged(&statements))?;
    let files = [("jsonl", lines(folder, "read.jsonl", &statements)?), ("tagged", tagged_lines), ("yaml", document)];
    for (format, path) in files {
        criterion.bench_function(&format!("read/{format}/20000"), |bencher| bencher.iter(|| opened(path.clone())));
    }
    Ok(())
}

/// A frame of the browse screen with so many results.
fn drawing(criterion: &mut Criterion, folder: &Path) -> Result<(), Box<dyn Error>> {
    for count in [10, 10_000, 1_000_000] {
        let path = folder.join(format!("{count}.jsonl"));
        let line = |number: usize| format!("{{\"speaker\": \"A\", \"text\": \"The words of number {number}.\"}}");
        fs::write(&path, (0..count).map(line).collect::<Vec<_>>().join("\n"))?;
        let choice = CorpusChoice::Paths(vec![path], OpenOptions::default());
        let start = Start::sized(120, 40, choice.to_string());
        let program = Headless::open(start, choice);
        criterion.bench_function(&format!("frame/{count}"), |bencher| bencher.iter(|| program.frame()));
    }
    Ok(())
}

/// A query of each class, with what the class is.
fn keys(statements: &[Statement]) -> Vec<(&'static str, String)> {
    let statement = &statements[statements.len() / 2];
    let words = &statement.words;
    // In the made-up language rare words are long.
    let rare = words.iter().max_by_key(|word| word.len()).cloned().unwrap_or_default();
    let three = Generator::query(&mut Random(3), statement, "exact");
    vec![
        ("one letter", "t".to_owned()),
        ("common word", "the".to_owned()),
        ("typo", mistyped(&mut Random(5), &rare)),
        ("phrase", format!("\"{} {}\"", words[0], words[1])),
        ("field", format!("speaker:\"{}\" {}", statement.speaker, words[0])),
        ("three words", three),
        ("rare word", rare),
    ]
}

/// Runs of which the middle one is taken.
const RUNS: usize = 9;

fn median(mut run: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..RUNS)
        .map(|_| {
            let started = Instant::now();
            run();
            started.elapsed()
        })
        .collect();
    times.sort();
    times[RUNS / 2]
}

/// Prints the time of a key, and that of a pass of `frizbee` over lines `speaker: text` with one
/// typo allowed in each word.
fn beside_frizbee(engine: &Engine, statements: &[Statement], keys: &[(&str, String)]) -> Result<(), Box<dyn Error>> {
    let lines: Vec<String> =
        statements.iter().map(|statement| format!("{}: {}", statement.speaker, statement.text())).collect();
    println!("{:12} {:>10} {:>10} {:>7}", "", "onrecord", "frizbee", "ratio");
    // It knows neither phrases nor fields.
    for (class, query) in keys.iter().filter(|(_, query)| !query.contains('"')) {
        let request = Request { query: parse(query)?, ..Request::default() };
        let ours = median(|| drop(black_box(engine.search(&request, &|| false))));
        let config = Config { max_typos: Some(1), ..Config::default() };
        let theirs = median(|| drop(black_box(Matcher::from_query(query, &config).match_list(&lines))));
        let milliseconds = |time: Duration| time.as_secs_f64() * 1000.0;
        println!(
            "{class:12} {:7.2} ms {:7.1} ms {:6.0}x",
            milliseconds(ours),
            milliseconds(theirs),
            milliseconds(theirs) / milliseconds(ours)
        );
    }
    Ok(())
}
