//! Reading articles, against texts that were marked by hand.

#[path = "../../examples/import_score/score.rs"]
mod score;
#[path = "../../examples/import_score/standoff.rs"]
mod standoff;

use std::fs;
use std::path::PathBuf;

use onrecord::import::article::read;

use score::Tally;
use standoff::Marked;

fn gold() -> Vec<(String, Marked)> {
    let entries = fs::read_dir("tests/gold").expect("the texts");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "ann"));
    paths.sort();
    let marked = |path: &PathBuf| {
        let text = fs::read_to_string(path.with_extension("txt")).expect("a text");
        Marked::read(text, &fs::read_to_string(path).expect("its marks"))
    };
    paths.iter().map(|path| (path.display().to_string(), marked(path))).collect()
}

#[test]
fn articles_are_read_as_they_were_marked_by_hand() {
    let texts = gold();
    assert!(texts.len() >= 25, "{} texts", texts.len());
    let mut tally = Tally::default();
    for (name, marked) in &texts {
        tally.add(name, marked, &read(&marked.text), true);
    }
    assert_eq!(tally.counts().map(|count| count > 100), [true; 3]);
    let figures = tally.figures();
    assert!(figures.f1 >= 0.98 && figures.precision >= 0.98 && figures.recall >= 0.98, "{figures:?}");
    assert!(figures.speakers >= 0.97 && figures.kinds >= 0.97, "{figures:?}");
}

/// The measure itself: what was not read, what was read too much, and a wrong speaker all count.
#[test]
fn the_measure_sees_what_is_wrong() {
    let text = "\"One,\" said Ahab. Starbuck called it \"two\".";
    let marks = "T1\tContent 0 6\t\nT2\tSource 12 16\t\nE1\tAttribution:T1 Content:T1 Source:T2\n\
                 T3\tContent 37 42\t\nT4\tSource 18 26\t\nE2\tAttribution:T3 Content:T3 Source:T4\n";
    let marked = Marked::read(text.to_owned(), marks);
    let figures = |article| {
        let mut tally = Tally::default();
        tally.add("text", &marked, &article, false);
        tally.figures()
    };
    let right = figures(read(text));
    assert_eq!((right.precision, right.recall, right.speakers), (1.0, 1.0, 1.0));
    let mut without = read(text);
    without.quotes.pop();
    assert_eq!((figures(without.clone()).precision, figures(without).recall), (1.0, 0.5));
    let mut swapped = read(text);
    swapped.quotes[0].speaker = swapped.quotes[1].speaker.clone();
    assert_eq!((figures(swapped.clone()).recall, figures(swapped).speakers), (1.0, 0.5));
    let mut doubled = read(text);
    doubled.quotes.push(doubled.quotes[0].clone());
    assert!(figures(doubled).precision < 0.7);
}
