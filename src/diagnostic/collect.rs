//! Collecting the problems of a file, of which a hostile one may have millions.

use super::{Diagnostic, Place, Severity};

/// The problems of one file that are told one by one.
pub const MOST_TOLD: usize = 1000;

/// What problems are noted in.
pub trait Collect {
    /// Whether another one is kept.
    fn has_room(&self) -> bool;

    /// Keeps a problem.
    fn keep(&mut self, problem: Diagnostic);

    /// Counts a problem that is not kept.
    fn count(&mut self, severity: Severity);
}

impl dyn Collect + '_ {
    /// Notes a problem. `problem`, which looks up its place, is called only if it is kept.
    pub fn note(&mut self, severity: Severity, problem: impl FnOnce() -> Diagnostic) {
        if self.has_room() {
            self.keep(problem());
        } else {
            self.count(severity);
        }
    }
}

/// The first problems of a file, and the number of the others.
#[derive(Debug)]
pub struct FirstProblems {
    file: String,
    told: Vec<Diagnostic>,
    untold: usize,
    untold_error: bool,
}

impl FirstProblems {
    /// None so far, of the file of that name.
    #[must_use]
    pub fn of(file: &str) -> Self {
        Self { file: file.to_owned(), told: Vec::new(), untold: 0, untold_error: false }
    }

    /// Forgets them all.
    pub fn clear(&mut self) {
        self.told.clear();
        self.untold = 0;
        self.untold_error = false;
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.told.is_empty()
    }

    /// How many more are kept.
    #[must_use]
    pub fn room_left(&self) -> usize {
        MOST_TOLD.saturating_sub(self.told.len())
    }

    /// Counts so many that are not kept, and whether one of them is an error.
    pub const fn leave_untold(&mut self, count: usize, errors: bool) {
        self.untold += count;
        self.untold_error |= errors && count > 0;
    }

    /// Those that are kept as they were found, the number of the others, and whether one of these is an error.
    #[must_use]
    pub fn into_parts(self) -> (Vec<Diagnostic>, usize, bool) {
        (self.told, self.untold, self.untold_error)
    }

    /// Those that are told in the order of the file, and at the end how many there are besides.
    #[must_use]
    pub fn finish(mut self) -> Vec<Diagnostic> {
        self.told.sort_by_key(|problem| (problem.place.line, problem.place.column));
        if self.untold > 0 {
            let problems = if self.untold == 1 { "problem" } else { "problems" };
            let message = format!("and {} more {problems} in this file", with_commas(self.untold));
            let more = Diagnostic::error("more-problems", message, Place::whole(self.file));
            let severity = if self.untold_error { Severity::Error } else { Severity::Warning };
            self.told.push(Diagnostic { severity, ..more });
        }
        self.told
    }
}

impl Collect for FirstProblems {
    fn has_room(&self) -> bool {
        self.room_left() > 0
    }

    fn keep(&mut self, problem: Diagnostic) {
        self.told.push(problem);
    }

    fn count(&mut self, severity: Severity) {
        self.leave_untold(1, severity == Severity::Error);
    }
}

/// 1234567 as `1,234,567`.
#[must_use]
pub fn with_commas(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_problems_are_told_and_the_others_counted() {
        let mut problems = FirstProblems::of("x.yaml");
        for _ in 0..MOST_TOLD + 2500 {
            let collected: &mut dyn Collect = &mut problems;
            collected.note(Severity::Warning, || Diagnostic::warning("odd", "odd", Place::whole("x.yaml")));
        }
        let told = problems.finish();
        assert_eq!(told.len(), MOST_TOLD + 1);
        assert_eq!(told[MOST_TOLD].message, "and 2,500 more problems in this file");
        assert_eq!(told[MOST_TOLD].severity, Severity::Warning);
    }

    #[test]
    fn one_more_problem_is_one() {
        let mut problems = FirstProblems::of("x.yaml");
        for _ in 0..=MOST_TOLD {
            let collected: &mut dyn Collect = &mut problems;
            collected.note(Severity::Error, || Diagnostic::error("odd", "odd", Place::whole("x.yaml")));
        }
        assert_eq!(problems.finish()[MOST_TOLD].message, "and 1 more problem in this file");
    }

    #[test]
    fn an_error_that_is_only_counted_is_an_error() {
        let mut problems = FirstProblems::of("x.yaml");
        for severity in [Severity::Warning; MOST_TOLD].into_iter().chain([Severity::Error, Severity::Warning]) {
            let collected: &mut dyn Collect = &mut problems;
            collected.note(severity, || Diagnostic::warning("odd", "odd", Place::whole("x.yaml")));
        }
        assert_eq!(problems.finish()[MOST_TOLD].severity, Severity::Error);
    }

    #[test]
    fn numbers_are_grouped() {
        assert_eq!([0, 999, 1000, 1_234_567].map(with_commas), ["0", "999", "1,000", "1,234,567"]);
    }
}
