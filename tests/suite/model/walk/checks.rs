//! What holds after each step.

use onrecord::app::Gesture;

use super::super::counting::Counting;
use super::super::pointing::{self, Target};
use super::super::seen::Seen;
use super::Walk;

impl Walk {
    /// What holds after every step.
    pub(super) fn check(&mut self, before: &Seen) {
        self.plain.follow(&self.now);
        let (now, plain) = (&self.now, &self.plain);
        let is_marked = now.marked == plain.marked(now) && now.is_ranging == plain.is_ranging();
        self.hold(is_marked, "the marks are the model's", before);
        self.hold(now.bookmarks == plain.bookmarks, "the bookmarks are the model's", before);
        self.hold(now.row < now.list.len().max(1), "a row of the list is selected", before);
        self.check_my_talk(before);
        // Where nothing has changed, nothing is wrong that was not.
        if before.listed() != self.now.listed() {
            self.check_counts(before);
        }
    }

    /// The files were read again: what the corpus has no more is switched off, and nothing else.
    pub(super) fn check_filters(&self, before: &Seen) {
        let stay = before.filters.iter().filter(|filter| self.counting.has(filter));
        self.hold(stay.eq(&self.now.filters), "the filters stay that the corpus has", before);
    }

    /// What stands where the click was is drawn as selected.
    pub(super) fn check_drawn(&self, before: &Seen, gesture: Gesture, target: &Target) {
        let (Gesture::Click, Target::Row { row, line, .. }) = (gesture, target) else { return };
        // The panes may lie elsewhere now.
        let now = pointing::target(&self.program, line.as_position());
        let is_there = matches!(&now, Target::Row { row: there, line: here, .. } if (there, here) == (row, line));
        if is_there && before.listed() == self.now.listed() {
            let (frame, _) = self.program.frame();
            let is_empty = line.positions().all(|at| frame[at].symbol() == " ");
            let is_selected = frame[line.as_position()].symbol() == "▌";
            self.hold(is_empty || is_selected, "what is clicked is drawn as selected", before);
        }
    }

    fn check_my_talk(&mut self, before: &Seen) {
        let bytes = self.files.list_bytes();
        if bytes != self.list_bytes {
            self.list_bytes = bytes;
            self.listed = self.files.listed();
        }
        self.hold(self.listed == self.plain.my_talk, "the list in its file is the model's", before);
        let is_shown = self.now.my_talk.as_ref().is_none_or(|shown| *shown == self.plain.my_talk);
        self.hold(is_shown, "the list that is shown is the model's", before);
    }

    /// What is shown is what the query and the filters leave.
    fn check_counts(&self, before: &Seen) {
        let Seen { query, filters, list, .. } = &self.now;
        let bookmarks = self.plain.bookmarked();
        self.hold(filters.iter().all(|filter| self.counting.has(filter)), "the filters are of the corpus", before);
        if !Counting::knows(query) {
            return;
        }
        let wanted = self.counting.list(query, filters, &bookmarks);
        let is_it = list.len() == wanted.len() && list.iter().all(|id| wanted.contains(id));
        self.hold(is_it, &format!("the query and the filters leave {wanted:?}"), before);
        let counts = &self.program.model().browse.results.counts;
        for (value, wanted) in self.counting.counts(query, filters, &bookmarks) {
            let of_value = counts.of(value.kind()).iter().find(|(other, _)| *other == value);
            let told = of_value.map_or(0, |(_, count)| *count as usize);
            let name = value.name(&self.program.model().record.corpus);
            self.hold(wanted == told, &format!("{name} has {wanted} and not {told}"), before);
        }
    }

    pub(super) fn hold(&self, holds: bool, what: &str, before: &Seen) {
        let last = &self.done[self.done.len().saturating_sub(12)..];
        let (seed, step, now) = (self.seed, self.done.len(), &self.now);
        assert!(
            holds,
            "not so: {what}\nseed {seed}, step {step}, after {last:#?}\nbefore: {before:?}\nnow: {now:?}\nmodel: {:?}",
            self.plain
        );
    }
}
