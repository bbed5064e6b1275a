//! How long each text is, in one byte.

use crate::search::rank::{Score, for_length};

/// For each document the number of its words, rounded; and what that is worth.
#[derive(Debug)]
pub(in crate::search) struct Lengths {
    codes: Vec<u8>,
    /// The mean number of words.
    mean: f32,
    /// What a text of each code is worth beside one of mean length.
    scores: [Score; 256],
}

/// Shorter lengths are kept as they are.
const EXACT: usize = 32;

/// The steps from a length to its double: each is 4 % longer than the one before. The longest
/// length that 16 bits hold is eleven doublings from [`EXACT`], so that a byte has room.
const STEPS: usize = 16;

/// A length in one byte.
pub(super) fn code(length: usize) -> u8 {
    if length < EXACT {
        return length as u8;
    }
    let doublings = (length as f32 / EXACT as f32).log2();
    #[expect(clippy::cast_sign_loss, reason = "the logarithm of a number of 1 and more")]
    let steps = (doublings * STEPS as f32) as usize;
    u8::try_from(EXACT + steps).unwrap_or(u8::MAX)
}

/// The shortest length with this code.
fn length(code: u8) -> f32 {
    match usize::from(code) {
        exact @ 0..EXACT => exact as f32,
        steps => EXACT as f32 * ((steps - EXACT) as f32 / STEPS as f32).exp2(),
    }
}

impl Lengths {
    /// Takes the codes of all documents, and the number of words in all of them.
    pub(super) fn new(codes: Vec<u8>, words: u64) -> Self {
        let mean = words as f32 / codes.len().max(1) as f32;
        let mut scores = [0; 256];
        for (score, code) in scores.iter_mut().zip(0..=u8::MAX) {
            *score = for_length(length(code), mean);
        }
        Self { codes, mean, scores }
    }

    /// The mean number of words of a text.
    pub(in crate::search) const fn mean(&self) -> f32 {
        self.mean
    }

    /// What the length of a document is worth: more than 0 if it is shorter than the mean.
    pub(in crate::search) fn score(&self, document: u32) -> Score {
        self.scores[usize::from(self.codes[document as usize])]
    }
}

impl Default for Lengths {
    fn default() -> Self {
        Self::new(Vec::new(), 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_is_kept_to_one_part_in_twenty() {
        for long in (0..2000).chain([5000, 65_535]) {
            let kept = length(code(long));
            assert!((long as f32 - kept).abs() <= long as f32 / 20.0, "{long} {kept}");
            assert!(code(long) <= code(long + 1));
        }
    }
}
