//! The problems of one file of lines. A file of ten million wrong lines fills no memory:
//! the first problems are kept, the others counted.

use std::collections::HashSet;

use crate::diagnostic::{Collect, Diagnostic, FirstProblems, MOST_TOLD, Place, Severity, with_commas};

/// Notes the problems of a file, line by line.
#[derive(Debug)]
pub(super) struct Problems {
    file: String,
    keep_going: bool,
    first: FirstProblems,
    unknown_fields: HashSet<String>,
    line_is_bad: bool,
    bad_lines: usize,
}

impl Problems {
    pub(super) fn new(file: &str, keep_going: bool) -> Self {
        Self {
            file: file.to_owned(),
            keep_going,
            first: FirstProblems::of(file),
            unknown_fields: HashSet::new(),
            line_is_bad: false,
            bad_lines: 0,
        }
    }

    /// A problem that makes the line unusable: an error, or a warning where bad lines are
    /// to be skipped. It is put into words only if it is kept.
    pub(super) fn line(&mut self, problem: impl FnOnce() -> Diagnostic) {
        self.line_is_bad = true;
        if self.room_left() == 0 {
            self.leave_untold(1, true);
        } else {
            self.late(problem());
        }
    }

    /// Something in a good line that somebody should look at.
    pub(super) fn warning(&mut self, warning: impl FnOnce() -> Diagnostic) {
        if self.room_left() == 0 {
            self.leave_untold(1, false);
        } else {
            self.first.keep(warning());
        }
    }

    /// A problem that was found when the line had been taken: an error, or a warning where
    /// bad lines are to be skipped.
    pub(super) fn late(&mut self, mut problem: Diagnostic) {
        if self.keep_going {
            problem.severity = Severity::Warning;
        }
        self.first.keep(problem);
    }

    /// Counts problems that there is no room for.
    pub(super) fn leave_untold(&mut self, count: usize, errors: bool) {
        self.first.leave_untold(count, errors && !self.keep_going);
    }

    /// How many more problems are kept.
    pub(super) fn room_left(&self) -> usize {
        self.first.room_left()
    }

    /// Whether bad lines are to be skipped.
    pub(super) const fn keeps_going(&self) -> bool {
        self.keep_going
    }

    /// A field that is not known. Where one line has it, the next million may: it is told
    /// once for each name, and then counted.
    pub(super) fn unknown_field(&mut self, name: &str, problem: impl FnOnce() -> Diagnostic) {
        if self.unknown_fields.contains(name) {
            self.line_is_bad = true;
            return self.leave_untold(1, true);
        }
        if self.unknown_fields.len() < MOST_TOLD {
            self.unknown_fields.insert(name.to_owned());
        }
        self.line(problem);
    }

    /// A problem that no skipping of lines mends.
    pub(super) fn file(&mut self, problem: Diagnostic) {
        self.first.keep(problem);
    }

    /// Whether the line has no problem so far.
    pub(super) const fn line_is_good(&self) -> bool {
        !self.line_is_bad
    }

    /// To the next line.
    pub(super) fn end_line(&mut self) {
        self.bad_lines += usize::from(self.line_is_bad);
        self.line_is_bad = false;
    }

    /// What is to be told, in the file's order, and the number of lines that were skipped.
    pub(super) fn finish(self) -> (Vec<Diagnostic>, usize) {
        let (mut told, untold, untold_error) = self.first.into_parts();
        // What is wrong with the whole file stands last: often it says where reading ended.
        told.sort_by_key(|problem| (problem.place.line == 0, problem.place.line, problem.place.column));
        if untold > 0 {
            let sort = if untold_error || self.bad_lines > 0 { "problem" } else { "warning" };
            let plural = if untold == 1 { "" } else { "s" };
            let more = format!("and {} more {sort}{plural}", with_commas(untold));
            // What is found when all is read makes no line bad.
            let message = match self.bad_lines {
                0 => format!("{more} in this file"),
                1 => format!("{more}: one line of this file is bad in all"),
                lines => format!("{more}: {} lines of this file are bad in all", with_commas(lines)),
            };
            let place = Place::whole(self.file);
            told.push(if untold_error {
                Diagnostic::error("more-problems", message, place)
            } else {
                Diagnostic::warning("more-problems", message, place)
            });
        }
        (told, if self.keep_going { self.bad_lines } else { 0 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bad() -> Diagnostic {
        Diagnostic::error("bad", "bad", Place::whole("x.jsonl"))
    }

    #[test]
    fn the_first_thousand_problems_are_kept_and_the_others_counted() {
        let mut problems = Problems::new("x.jsonl", false);
        for _ in 0..3500 {
            problems.line(bad);
            problems.end_line();
        }
        let (told, skipped) = problems.finish();
        assert_eq!((told.len(), skipped), (1001, 0));
        assert_eq!(told[1000].message, "and 2,500 more problems: 3,500 lines of this file are bad in all");
        assert_eq!(told[1000].severity, Severity::Error);
    }

    #[test]
    fn going_on_makes_warnings_of_bad_lines_but_not_of_a_bad_file() {
        let mut problems = Problems::new("x.jsonl", true);
        problems.line(bad);
        problems.line(bad);
        problems.end_line();
        problems.end_line();
        problems.file(bad());
        let (told, skipped) = problems.finish();
        let severities: Vec<Severity> = told.iter().map(|problem| problem.severity).collect();
        assert_eq!(severities, [Severity::Warning, Severity::Warning, Severity::Error]);
        assert_eq!(skipped, 1);
    }

    #[test]
    fn a_field_that_is_not_known_is_told_once() {
        let mut problems = Problems::new("x.jsonl", false);
        for _ in 0..3 {
            problems.unknown_field("score", bad);
            problems.end_line();
        }
        assert_eq!(problems.finish().0[1].message, "and 2 more problems: 3 lines of this file are bad in all");
    }
}
