//! A million statements: opened, searched, walked through, left alone and closed.

#[path = "../../../benches/generator/mod.rs"]
mod generator;

use std::path::Path;
use std::time::{Duration, Instant};

use generator::{Generator, Random};

use super::files::fill;
use crate::support::folder;
use crate::support::terminal::{LONG_PATIENCE, Terminal, onrecord};

const STATEMENTS: usize = 1_000_000;

/// Queries before memory is looked at: buffers grow to the size they need.
const WARM_UP: usize = 25;

/// Queries after that.
const QUERIES: usize = 200;

/// What memory may grow by while nothing new is there to be kept, in hundredths. An allocator is never quite still.
const MOST_GROWTH: u64 = 3;

/// Rows that are walked over, as the status of the list counts them.
const ROWS: usize = 10_000;

/// Longer than a blink, shorter than a doubt.
const AT_ONCE: Duration = Duration::from_millis(100);

/// Writes a million made-up statements; queries that somebody who half-remembers types for some of them.
fn million(path: &Path) -> Vec<String> {
    let mut random = Random(7);
    let mut queries = Vec::new();
    let every = STATEMENTS / (WARM_UP + QUERIES);
    let lines = Generator::new(STATEMENTS, 1).lines().enumerate().map(|(number, (statement, line))| {
        if number % every == 0 {
            let kind = ["exact", "typo", "prefix", "inflected", "speaker"][number / every % 5];
            queries.push(Generator::query(&mut random, &statement, kind));
        }
        line + "\n"
    });
    fill(path, lines);
    queries
}

/// Asks, and waits for the answer.
fn ask(terminal: &mut Terminal, query: &str) {
    terminal.keys(&format!("/\u{15}{query}\r")).wait_until(query, |screen| {
        let shown = screen.contents();
        shown.contains(&format!("/ {query}"))
            && shown.contains(" of 1000000 statements")
            && !shown.contains("searching…")
    });
}

fn walk(terminal: &mut Terminal) {
    // What is selected stays so where all are listed again; only then it is left.
    terminal.keys("x").wait_for("/1000000").keys("g").wait_for(" 1/1000000");
    terminal.keys(&"j".repeat(ROWS)).wait_for(&format!(" {}/1000000", ROWS + 1));
}

#[test]
#[ignore = "it takes minutes"]
fn soak_a_million_statements_are_quick_still_and_take_no_more_with_time() {
    let folder = folder();
    let path = folder.path().join("million.jsonl");
    let queries = million(&path);
    let begun = Instant::now();
    let mut terminal = onrecord(&[path.to_str().expect("a path")]).with_patience(LONG_PATIENCE).open();
    terminal.wait_for("1000000 statements");
    println!("a million statements: read after {:.1} s", begun.elapsed().as_secs_f64());
    answers_while_it_gets_ready(&mut terminal);
    terminal.wait_until("the index", |screen| !screen.contents().contains("getting ready"));
    println!("a million statements: searched after {:.1} s", begun.elapsed().as_secs_f64());
    takes_no_more_with_time(&mut terminal, &queries);
    sleeps(&terminal);
    closes_at_once(&mut terminal);
}

fn answers_while_it_gets_ready(terminal: &mut Terminal) {
    terminal.wait_for("getting ready to search");
    let mut longest = Duration::ZERO;
    for row in 2..10 {
        let pressed = Instant::now();
        terminal.keys("j").wait_for(&format!(" {row}/1000000"));
        longest = longest.max(pressed.elapsed());
    }
    assert!(terminal.shows("getting ready to search"), "the index was there too soon to tell");
    println!("while the index is built: a key is answered after at most {} ms", longest.as_millis());
    assert!(longest < Duration::from_secs(1), "{longest:?}");
}

fn takes_no_more_with_time(terminal: &mut Terminal, queries: &[String]) {
    let (warm_up, after) = (&queries[..WARM_UP], &queries[WARM_UP..][..QUERIES]);
    for query in warm_up {
        ask(terminal, query);
    }
    walk(terminal);
    let Some(before) = terminal.resident() else {
        println!("memory and wake-ups are not looked at: only Linux tells of them");
        return;
    };
    let begun = Instant::now();
    for query in after {
        ask(terminal, query);
    }
    let took = begun.elapsed() / u32::try_from(after.len()).expect("some");
    walk(terminal);
    let now = terminal.resident().expect("as before");
    println!(
        "{} more queries ({} ms each, typed and shown) and {ROWS} rows: {} MiB before, {} MiB after",
        after.len(),
        took.as_millis(),
        before / 1024,
        now / 1024
    );
    assert!(now <= before + before * MOST_GROWTH / 100, "{before} KiB, then {now} KiB");
}

fn sleeps(terminal: &Terminal) {
    while !terminal.stays_silent(Duration::from_millis(500)) {}
    let before = terminal.wake_ups();
    assert!(terminal.stays_silent(Duration::from_secs(60)), "it writes while nothing happens");
    let after = terminal.wake_ups();
    println!("idle: {:?} wake-ups in a minute", after.zip(before).map(|(after, before)| after - before));
    assert_eq!(after, before, "it wakes up while nothing happens");
}

fn closes_at_once(terminal: &mut Terminal) {
    let pressed = Instant::now();
    terminal.keys("q").end();
    let took = pressed.elapsed();
    println!("closing: {} ms from the key to the end of the process", took.as_millis());
    assert!(took < AT_ONCE, "{took:?}");
}
