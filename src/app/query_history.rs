//! The queries used before.

/// The queries used before, and where among them the search box stands.
#[derive(Clone, Debug, Default)]
pub struct QueryHistory {
    /// The newest last.
    queries: Vec<String>,
    walked: Option<Walked>,
}

/// A walk through the queries.
#[derive(Clone, Debug)]
struct Walked {
    /// The query that is in the box.
    at: usize,
    /// What was in the box before.
    typed: String,
}

/// A way through the queries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Walk {
    Earlier,
    Later,
}

impl QueryHistory {
    /// The queries, the newest last.
    #[must_use]
    pub fn queries(&self) -> &[String] {
        &self.queries
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.queries.is_empty()
    }

    /// Whether the search box holds one of them as it was used.
    pub(super) const fn is_walked(&self) -> bool {
        self.walked.is_some()
    }

    /// What is typed from now on is new.
    pub(super) fn stop(&mut self) {
        self.walked = None;
    }

    pub(super) fn replace(&mut self, queries: Vec<String>) {
        if queries != self.queries {
            self.queries = queries;
            self.walked = None;
        }
    }

    /// Takes in a query that was used; whether it was not the newest already.
    pub(super) fn add(&mut self, query: &str) -> bool {
        self.walked = None;
        if self.queries.last().is_some_and(|last| last == query) {
            return false;
        }
        self.queries.retain(|other| other != query);
        self.queries.push(query.to_owned());
        true
    }

    /// The query that a step leads to; later than the newest is what had been typed.
    pub(super) fn walk(&mut self, walk: Walk, in_box: &str) -> Option<String> {
        let at = self.walked.as_ref().map_or(self.queries.len(), |walked| walked.at);
        match walk {
            Walk::Earlier => {
                // What stands in the box already would be no step.
                let at = (0..at).rev().find(|at| self.queries[*at] != in_box)?;
                let typed = self.walked.take().map_or_else(|| in_box.to_owned(), |walked| walked.typed);
                self.walked = Some(Walked { at, typed });
                Some(self.queries[at].clone())
            }
            Walk::Later => {
                let walked = self.walked.as_mut()?;
                walked.at += 1;
                match self.queries.get(walked.at) {
                    Some(query) => Some(query.clone()),
                    None => self.walked.take().map(|walked| walked.typed),
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn history(queries: &[&str]) -> QueryHistory {
        let mut history = QueryHistory::default();
        for query in queries {
            history.add(query);
        }
        history
    }

    #[test]
    fn a_walk_leads_back_to_what_was_typed() {
        let mut history = history(&["one", "two", "one", "three"]);
        assert_eq!(history.queries(), ["two", "one", "three"]);
        let mut steps = Vec::new();
        let mut in_box = "ty".to_owned();
        for walk in [Walk::Earlier, Walk::Earlier, Walk::Later, Walk::Later, Walk::Later] {
            let step = history.walk(walk, &in_box);
            in_box = step.clone().unwrap_or(in_box);
            steps.push(step);
        }
        let wanted = [Some("three"), Some("one"), Some("three"), Some("ty"), None];
        assert_eq!(steps, wanted.map(|step| step.map(str::to_owned)));
    }

    #[test]
    fn what_stands_in_the_box_is_no_step_and_the_newest_is_no_news() {
        let mut history = history(&["one", "two"]);
        assert_eq!(history.walk(Walk::Earlier, "two").as_deref(), Some("one"));
        assert_eq!(history.walk(Walk::Earlier, "one"), None);
        assert!(!history.add("two") && history.add("one"));
    }
}
