//! The program beside a model of it that is as simple as can be: random keys, clicks, texts, sizes and
//! files, and after each step the same selection, filters, counts, marks, bookmarks, list for a talk and
//! screens. The keys are those of the keymap, so that a new action takes part as soon as it has one.

mod chance;
mod counting;
mod files;
mod plain;
mod pointing;
mod rules;
mod seen;
mod walk;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Mutex;
use std::thread;
use std::time::Instant;

use walk::Walk;

/// Walks at random, so many steps in all, from as many beginnings as there are seeds, and on as many threads as there
/// are processors. How often each action was taken.
fn walk(seeds: Range<u64>, steps: usize) -> BTreeMap<&'static str, usize> {
    let each = steps / seeds.clone().count();
    let waiting = Mutex::new(seeds);
    let taken = Mutex::new(BTreeMap::new());
    let next = || waiting.lock().expect("nothing breaks here").next();
    let walk_on = || {
        while let Some(seed) = next() {
            let mut walk = Walk::new(seed);
            walk.go(each);
            let mut all = taken.lock().expect("nothing breaks here");
            walk.taken.into_iter().for_each(|(action, times)| *all.entry(action).or_default() += times);
        }
    };
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(walk_on);
        }
    });
    taken.into_inner().expect("nothing breaks here")
}

/// Steps in each run of the tests; in the soak there are ten times as many.
const STEPS: usize = 100_000;

#[test]
fn the_program_does_what_a_simple_model_does() {
    let taken = walk(1..11, STEPS);
    assert!(taken.len() > 60, "{taken:?}");
}

#[test]
#[ignore = "it takes minutes: cargo test --release --test suite soak -- --ignored"]
fn soak_the_program_does_what_a_simple_model_does_for_long() {
    let begun = Instant::now();
    let taken = walk(11..21, 10 * STEPS);
    println!("a million random keys and gestures: {:.0} s, {taken:?}", begun.elapsed().as_secs_f64());
}
