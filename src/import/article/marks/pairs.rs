//! Which marks open a quote and which close it.

use super::mark::{Family, Mark, Side};

/// The marks of a paragraph in pairs, as numbers in the list of them.
#[derive(Debug, Default)]
pub(super) struct Pairs {
    /// Opening and closing marks, those inside of others as well.
    pub(super) closed: Vec<(usize, usize)>,
    /// The opening marks that nothing closes.
    pub(super) unclosed: Vec<usize>,
    /// The first mark, if it closes something that this paragraph did not open.
    pub(super) first_closer: Option<usize>,
}

impl Pairs {
    /// Pairs the marks of a paragraph. Linear in their number.
    pub(super) fn of(marks: &[Mark]) -> Self {
        let mut pairing =
            Pairing { marks, later: Later::new(marks), open: Vec::new(), depth: [0; 5], found: Self::default() };
        for number in 0..marks.len() {
            if pairing.opens(number) {
                pairing.open(number);
            } else {
                pairing.close(number);
            }
        }
        pairing.open.retain(|opener| marks[*opener].family != Family::Single);
        Self { unclosed: pairing.open, ..pairing.found }
    }
}

/// Pairs while they are found.
struct Pairing<'m> {
    marks: &'m [Mark],
    later: Later,
    /// The opening marks that nothing closed so far.
    open: Vec<usize>,
    /// How many of them each family has.
    depth: [usize; 5],
    found: Pairs,
}

impl Pairing<'_> {
    fn opens(&self, number: usize) -> bool {
        let mark = self.marks[number];
        match mark.side {
            Side::Opens => true,
            Side::Closes => false,
            Side::Either => self.depth[mark.family as usize] == 0,
        }
    }

    fn open(&mut self, number: usize) {
        let family = self.marks[number].family;
        if family != Family::Single || self.later.closer[number] {
            self.open.push(number);
            self.depth[family as usize] += 1;
        }
    }

    fn close(&mut self, number: usize) {
        let mark = self.marks[number];
        if self.depth[mark.family as usize] == 0 {
            let nothing_before =
                self.found.first_closer.is_none() && self.found.closed.is_empty() && self.open.is_empty();
            if nothing_before && mark.family != Family::Single {
                self.found.first_closer = Some(number);
            }
            return;
        }
        let covered = mark.family == Family::Single
            && self.open.last().is_some_and(|opener| self.marks[*opener].family != Family::Single);
        if covered || mark.doubtful && self.later.undoubted[number] {
            return;
        }
        while let Some(opener) = self.open.pop() {
            let family = self.marks[opener].family;
            self.depth[family as usize] -= 1;
            if family == mark.family {
                self.found.closed.push((opener, number));
                break;
            }
        }
    }
}

/// What comes after each of the single marks of a paragraph.
struct Later {
    /// Whether a mark that can close a single quote comes.
    closer: Vec<bool>,
    /// Whether one comes that is no apostrophe, before the next that opens.
    undoubted: Vec<bool>,
}

impl Later {
    fn new(marks: &[Mark]) -> Self {
        let mut later = Self { closer: vec![false; marks.len()], undoubted: vec![false; marks.len()] };
        let (mut closer, mut undoubted) = (false, false);
        for (number, mark) in marks.iter().enumerate().rev() {
            later.closer[number] = closer;
            later.undoubted[number] = undoubted;
            if mark.family == Family::Single {
                match mark.side {
                    Side::Opens => undoubted = false,
                    _ => {
                        closer = true;
                        undoubted = undoubted || !mark.doubtful;
                    }
                }
            }
        }
        later
    }
}

/// Pairs of marks without those inside another pair, by their order in the text.
pub(super) fn outermost(mut pairs: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    pairs.sort_unstable();
    let mut end = None;
    pairs.retain(|(open, close)| {
        let outside = end.is_none_or(|end| *open > end);
        if outside {
            end = Some(*close);
        }
        outside
    });
    pairs
}
