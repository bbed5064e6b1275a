//! Makes a corpus and queries for measuring:
//! `cargo run --release --example generate -- STATEMENTS CORPUS.jsonl QUERIES.tsv`

#[path = "../benches/generator/mod.rs"]
mod generator;

use std::error::Error;
use std::fs::File;
use std::io::{BufWriter, Write};

use generator::{Generator, Random};

const KINDS: [&str; 5] = ["exact", "typo", "prefix", "inflected", "speaker"];

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [statements, corpus, queries] = arguments.as_slice() else {
        return Err("usage: generate STATEMENTS CORPUS.jsonl QUERIES.tsv".into());
    };
    let statements: usize = statements.parse()?;
    let (mut lines, mut queries) = (BufWriter::new(File::create(corpus)?), BufWriter::new(File::create(queries)?));
    let mut random = Random(7);
    // About three hundred queries, spread over the corpus.
    let every = (statements / 300).max(1);
    for (number, (statement, line)) in Generator::new(statements, 1).lines().enumerate() {
        writeln!(lines, "{line}")?;
        if number % every == 0 {
            let kind = KINDS[number / every % KINDS.len()];
            writeln!(queries, "{kind}\t{}\t{}", statement.id, Generator::query(&mut random, &statement, kind))?;
        }
    }
    lines.flush()?;
    Ok(queries.flush()?)
}
