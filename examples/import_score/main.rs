//! Measures how well quotes and their speakers are read from articles, against texts marked by hand:
//!
//! `cargo run --release --example import_score -- [--show] DIR`
//!
//! DIR holds pairs `NAME.txt` and `NAME.ann` in brat's standoff format ([`standoff`]); what counts as
//! right is written down in [`score`] and in docs/import.md. `--show` lists what was read wrong.
//! The last line is for programs.

mod score;
mod standoff;

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use onrecord::import::article::read;

use score::{Figures, Tally};
use standoff::Marked;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let show = arguments.iter().position(|argument| argument == "--show").map(|at| arguments.remove(at)).is_some();
    let [folder] = arguments.as_slice() else {
        return Err("usage: import_score [--show] DIR".into());
    };
    let texts = read_folder(Path::new(folder))?;
    let mut tally = Tally::default();
    for (name, marked) in &texts {
        tally.add(name, marked, &read(&marked.text), show);
    }
    print(&tally, texts.len(), megabytes_a_second(&texts));
    Ok(())
}

fn print(tally: &Tally, texts: usize, speed: f64) {
    let Figures { precision, recall, f1, speakers, kinds } = tally.figures();
    let [gold, read, with_kind] = tally.counts();
    println!("{texts} texts, {gold} gold direct quotes, {read} read");
    println!("quote spans: precision {precision:.4}, recall {recall:.4}, F1 {f1:.4}");
    println!("speakers right: {speakers:.4} of all gold quotes");
    println!("kinds right: {kinds:.4} of the {with_kind} that are marked");
    println!("speed: {speed:.1} MB/s");
    println!(
        "import_score span_p={precision:.4} span_r={recall:.4} span_f1={f1:.4} speaker_acc={speakers:.4} kind_acc={kinds:.4} mb_s={speed:.1}"
    );
}

/// The texts of a folder that have marks, by name.
fn read_folder(folder: &Path) -> Result<Vec<(String, Marked)>, Box<dyn Error>> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "ann"));
    paths.sort();
    let mut texts = Vec::new();
    for path in paths {
        let text = fs::read_to_string(path.with_extension("txt"))?;
        let marks = fs::read_to_string(&path)?;
        let name = path.file_stem().unwrap_or_default().display().to_string();
        texts.push((name, Marked::read(text, &marks)));
    }
    if texts.is_empty() {
        return Err(format!("no pairs NAME.txt and NAME.ann in {}", folder.display()).into());
    }
    Ok(texts)
}

/// How fast the texts are read, by the fastest of many runs.
fn megabytes_a_second(texts: &[(String, Marked)]) -> f64 {
    let bytes: usize = texts.iter().map(|(_, marked)| marked.text.len()).sum();
    let start = Instant::now();
    let mut fastest = Duration::MAX;
    while start.elapsed() < Duration::from_secs(1) {
        let run = Instant::now();
        for (_, marked) in texts {
            std::hint::black_box(read(&marked.text));
        }
        fastest = fastest.min(run.elapsed());
    }
    bytes as f64 / 1e6 / fastest.as_secs_f64()
}
