//! `onrecord random`: a statement by chance; the same one for the same seed.

use std::hash::{BuildHasher, Hasher, RandomState};

use clap::Args;

use super::Found;
use super::failure::Failure;
use super::find::{WhichWording, find, load};
use super::options::{ColorOption, CorpusOptions, RenditionOptions};
use super::query_words::{self, joined};
use super::writing::write_out;
use crate::export::Format;
use crate::search::{Hit, Sort};

/// From what to choose, and how to show it.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// From what to choose: a query, as in the search box. Without one, from everything
    #[arg(value_name = "QUERY", value_parser = query_words::parser())]
    query: Vec<String>,
    #[command(flatten)]
    pub(super) corpus: CorpusOptions,
    #[command(flatten)]
    pub(super) rendition: RenditionOptions,
    /// How many, each another one; 0 for all
    #[arg(short = 'n', long, value_name = "COUNT", default_value_t = 1)]
    limit: usize,
    /// Any text: the same seed gives the same statements of the same corpus. "$(date +%F)" gives
    /// one for each day
    #[arg(long, value_name = "TEXT")]
    seed: Option<String>,
    #[command(flatten)]
    pub(super) color: ColorOption,
}

pub(super) fn run(arguments: Arguments) -> Result<Found, Failure> {
    let rendition = arguments.rendition.rendition(|| Ok(Format::Text))?;
    let choice = arguments.corpus.choice()?;
    let corpus = load(&choice)?;
    let query = joined(&arguments.query);
    let mut results = find(&corpus, &choice, &query, Sort::Best)?;
    arguments.rendition.choose_wordings(&corpus, &mut results, WhichWording::of(&query))?;
    // The same statements in the same order, however well they match.
    results.hits.sort_by_key(|hit| hit.statement);
    let mut chance = match &arguments.seed {
        Some(seed) => Chance::of(seed),
        None => Chance::new(),
    };
    let most = if arguments.limit == 0 { results.hits.len() } else { arguments.limit };
    results.hits = chance.choose(results.hits, most);
    write_out(&corpus, &results, &rendition, &arguments.color)?;
    Ok(Found::if_any(results.hits.len()))
}

/// Random numbers: SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number
/// generators", 2014). The same seed gives the same numbers on every machine.
struct Chance(u64);

impl Chance {
    fn new() -> Self {
        // The standard library seeds its hash maps from the system.
        Self(RandomState::new().build_hasher().finish())
    }

    /// The seed's FNV-1a hash (Fowler, Noll and Vo).
    fn of(seed: &str) -> Self {
        let hash = seed
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
        Self(hash)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, count: usize) -> usize {
        usize::try_from(self.next() % (count.max(1) as u64)).unwrap_or(0)
    }

    /// So many of them, each once.
    fn choose(&mut self, mut hits: Vec<Hit>, count: usize) -> Vec<Hit> {
        let count = count.min(hits.len());
        for place in 0..count {
            let other = place + self.below(hits.len() - place);
            hits.swap(place, other);
        }
        hits.truncate(count);
        hits
    }
}
