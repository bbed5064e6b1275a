//! Where the open corpus has the statements that are bookmarked.
//!
//! A statement is known by its id. A corpus changes, though: where the id is gone, or means other
//! words now, the statement is looked for by its words.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::Bookmark;
use crate::corpus::{Corpus, SpeakerId, Statement, StatementId};
use crate::text::words;

/// The bookmarks of a corpus, in the order they were made, each with where the corpus has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bookmarks {
    entries: Vec<Placed>,
    statements: Arc<HashSet<StatementId>>,
    /// Each statement with the entry that it has, in order.
    by_statement: Vec<(StatementId, usize)>,
}

/// A bookmark with where the corpus has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// The bookmark.
    pub bookmark: Bookmark,
    /// Where it is.
    pub whereabouts: Whereabouts,
}

/// Where a corpus has a bookmarked statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whereabouts {
    /// Under its id.
    ById(StatementId),
    /// Under another id, with the same words.
    ByWords(StatementId),
    /// Under another id, with words that are clearly nearer than any others of the speaker.
    ByNearWords(StatementId),
    /// Nowhere.
    Lost,
}

impl Whereabouts {
    /// The statement, unless it is lost.
    #[must_use]
    pub const fn statement(self) -> Option<StatementId> {
        match self {
            Self::ById(id) | Self::ByWords(id) | Self::ByNearWords(id) => Some(id),
            Self::Lost => None,
        }
    }
}

impl Bookmarks {
    /// Finds bookmarks in a corpus. Linear in their number; where an id is gone, in the size of all
    /// texts.
    #[must_use]
    pub fn find(bookmarks: Vec<Bookmark>, corpus: &Corpus) -> Self {
        let mut places = by_id(&bookmarks, corpus);
        let unsure: Vec<usize> =
            (0..bookmarks.len()).filter(|at| !has_the_words(&bookmarks[*at], places[*at], corpus)).collect();
        if !unsure.is_empty() {
            let wanted = unsure.iter().map(|at| &bookmarks[*at]).collect();
            for (at, found) in unsure.into_iter().zip(Search::new(wanted).through(corpus)) {
                places[at] = found.beside(places[at]);
            }
        }
        Self::of(bookmarks.into_iter().zip(places).map(|(bookmark, whereabouts)| Placed { bookmark, whereabouts }))
    }

    fn of(entries: impl Iterator<Item = Placed>) -> Self {
        let entries: Vec<Placed> = entries.collect();
        let place = |(at, entry): (usize, &Placed)| Some((entry.whereabouts.statement()?, at));
        let mut by_statement: Vec<(StatementId, usize)> = entries.iter().enumerate().filter_map(place).collect();
        by_statement.sort_unstable();
        let statements = by_statement.iter().map(|(statement, _)| *statement).collect();
        Self { entries, statements: Arc::new(statements), by_statement }
    }

    /// The bookmarks, those made last at the end.
    #[must_use]
    pub fn entries(&self) -> &[Placed] {
        &self.entries
    }

    /// The statements that are bookmarked.
    #[must_use]
    pub const fn statements(&self) -> &Arc<HashSet<StatementId>> {
        &self.statements
    }

    /// Whether a statement is bookmarked.
    #[must_use]
    pub fn has(&self, statement: StatementId) -> bool {
        self.statements.contains(&statement)
    }

    /// The bookmarks of a statement: seldom more than one.
    pub fn of_statement(&self, statement: StatementId) -> impl Iterator<Item = &Bookmark> {
        let first = self.by_statement.partition_point(|(other, _)| *other < statement);
        let own = self.by_statement[first..].iter().take_while(move |(other, _)| *other == statement);
        own.map(|(_, at)| &self.entries[*at].bookmark)
    }

    /// What the person wrote beside a statement.
    #[must_use]
    pub fn note_of(&self, statement: StatementId) -> Option<&str> {
        self.of_statement(statement).find_map(|bookmark| bookmark.note.as_deref())
    }

    /// How many are nowhere in the corpus.
    #[must_use]
    pub fn lost_count(&self) -> usize {
        self.entries.iter().filter(|entry| entry.whereabouts == Whereabouts::Lost).count()
    }

    /// The same after a change that has not reached the disk yet.
    #[must_use]
    pub fn changed(&self, change: &super::Change, corpus: &Corpus) -> Self {
        let mut bookmarks: Vec<Bookmark> = self.entries.iter().map(|entry| entry.bookmark.clone()).collect();
        change.apply(&mut bookmarks);
        self.with(bookmarks, corpus)
    }

    /// These bookmarks in the same corpus. Only those that are new are looked for, so that a lost
    /// one does not cost a walk through all texts each time.
    #[must_use]
    pub fn with(&self, bookmarks: Vec<Bookmark>, corpus: &Corpus) -> Self {
        let known: HashMap<(&str, &str), Whereabouts> = self
            .entries
            .iter()
            .map(|entry| ((entry.bookmark.id.as_str(), entry.bookmark.text.as_str()), entry.whereabouts))
            .collect();
        let place = |bookmark: &Bookmark| known.get(&(bookmark.id.as_str(), bookmark.text.as_str())).copied();
        let new = bookmarks.iter().filter(|bookmark| place(bookmark).is_none()).cloned().collect();
        let mut found = Self::find(new, corpus).entries.into_iter().map(|entry| entry.whereabouts);
        Self::of(bookmarks.into_iter().map(|bookmark| {
            let whereabouts = place(&bookmark).or_else(|| found.next()).unwrap_or(Whereabouts::Lost);
            Placed { bookmark, whereabouts }
        }))
    }

    /// The same in a corpus that was read again, as far as their ids tell: what is shown until they
    /// are found again.
    #[must_use]
    pub fn carried_over(&self, to: &Corpus) -> Self {
        let bookmarks: Vec<Bookmark> = self.entries.iter().map(|entry| entry.bookmark.clone()).collect();
        let places = by_id(&bookmarks, to);
        Self::of(bookmarks.into_iter().zip(places).map(|(bookmark, whereabouts)| Placed { bookmark, whereabouts }))
    }
}

/// Where the ids are.
fn by_id(bookmarks: &[Bookmark], corpus: &Corpus) -> Vec<Whereabouts> {
    let place = |bookmark: &Bookmark| {
        corpus.find_statement(&bookmark.id).map_or(Whereabouts::Lost, |statement| Whereabouts::ById(statement.id()))
    };
    bookmarks.iter().map(place).collect()
}

/// Whether the statement under the id has the words that were bookmarked.
fn has_the_words(bookmark: &Bookmark, whereabouts: Whereabouts, corpus: &Corpus) -> bool {
    let Some(statement) = whereabouts.statement().map(|id| corpus.statement(id)) else { return false };
    if statement.wordings().any(|wording| wording.text() == bookmark.text) {
        return true;
    }
    let wanted = forms(&bookmark.text);
    statement.wordings().any(|wording| forms(wording.text()) == wanted)
}

/// The words of a text as they are compared: case, accents and punctuation make no difference.
fn forms(text: &str) -> Vec<String> {
    words(text).into_iter().map(|word| word.folded).collect()
}

/// The part of their words that two texts share, from which on one may be the other, changed: of a
/// sentence of five words, two may be others.
const NEAR: f64 = 0.6;

/// The fewest words they share: of two or three words, most stand in many sentences.
const FEWEST_SHARED: usize = 3;

/// How much nearer it must be than any other statement, so that no second one may be meant as well.
const CLEARLY: f64 = 0.15;

/// Bookmarks that are looked for by their words.
struct Search<'a> {
    wanted: Vec<Wanted<'a>>,
}

struct Wanted<'a> {
    bookmark: &'a Bookmark,
    forms: Vec<String>,
    found: Found,
}

/// What was found for a bookmark.
#[derive(Clone, Copy, Debug, Default)]
struct Found {
    /// The first with the same words of the same speaker.
    exact: Option<StatementId>,
    /// With the same words of somebody else, if there is one alone.
    elsewhere: Option<StatementId>,
    several_elsewhere: bool,
    /// The nearest of the same speaker, with how near it is.
    nearest: Option<(StatementId, f64)>,
    /// How near another one is.
    second: f64,
}

impl<'a> Search<'a> {
    fn new(bookmarks: Vec<&'a Bookmark>) -> Self {
        let wanted =
            |bookmark: &'a Bookmark| Wanted { bookmark, forms: forms(&bookmark.text), found: Found::default() };
        Self { wanted: bookmarks.into_iter().map(wanted).collect() }
    }

    fn through(mut self, corpus: &Corpus) -> Vec<Found> {
        let mut names: HashMap<&[SpeakerId], String> = HashMap::new();
        for statement in corpus.statements() {
            self.look_at(statement, corpus, &mut names);
        }
        self.wanted.into_iter().map(|wanted| wanted.found).collect()
    }

    fn look_at<'c>(
        &mut self,
        statement: Statement<'c>,
        corpus: &'c Corpus,
        names: &mut HashMap<&'c [SpeakerId], String>,
    ) {
        let mut nearness = vec![0.0_f64; self.wanted.len()];
        for wording in statement.wordings() {
            let name = names.entry(wording.speakers()).or_insert_with(|| corpus.speaker_names(wording.speakers()));
            let forms = forms(wording.text());
            for (wanted, nearness) in self.wanted.iter_mut().zip(&mut nearness) {
                let same_speaker = *name == wanted.bookmark.speaker;
                if forms == wanted.forms {
                    wanted.found.take_exact(statement.id(), same_speaker);
                } else if same_speaker {
                    *nearness = nearness.max(shared(&wanted.forms, &forms));
                }
            }
        }
        for (wanted, nearness) in self.wanted.iter_mut().zip(nearness) {
            wanted.found.take_near(statement.id(), nearness);
        }
    }
}

impl Found {
    fn take_exact(&mut self, statement: StatementId, same_speaker: bool) {
        if same_speaker {
            self.exact = self.exact.or(Some(statement));
        } else {
            self.several_elsewhere |= self.elsewhere.is_some_and(|other| other != statement);
            self.elsewhere = Some(statement);
        }
    }

    fn take_near(&mut self, statement: StatementId, nearness: f64) {
        match self.nearest {
            Some((_, best)) if nearness <= best => self.second = self.second.max(nearness),
            _ if nearness > 0.0 => {
                self.second = self.nearest.map_or(0.0, |(_, best)| best);
                self.nearest = Some((statement, nearness));
            }
            _ => {}
        }
    }

    /// What it means beside what the id led to.
    fn beside(self, by_id: Whereabouts) -> Whereabouts {
        if let Some(statement) = self.exact.filter(|statement| Some(*statement) != by_id.statement()) {
            return Whereabouts::ByWords(statement);
        }
        if by_id != Whereabouts::Lost {
            // The words were changed in their place.
            return by_id;
        }
        if let Some(statement) = self.elsewhere.filter(|_| !self.several_elsewhere) {
            return Whereabouts::ByWords(statement);
        }
        match self.nearest {
            Some((statement, nearness)) if nearness >= NEAR && nearness - self.second >= CLEARLY => {
                Whereabouts::ByNearWords(statement)
            }
            _ => Whereabouts::Lost,
        }
    }
}

/// The part of their words that two texts share, wherever they stand: 0 to 1 (the Sørensen–Dice
/// coefficient of the two bags of words), and 0 where they are too few.
fn shared(first: &[String], second: &[String]) -> f64 {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for form in first {
        *counts.entry(form).or_default() += 1;
    }
    let mut both = 0_usize;
    for form in second {
        if let Some(left) = counts.get_mut(form.as_str()).filter(|left| **left > 0) {
            *left -= 1;
            both += 1;
        }
    }
    let all = first.len() + second.len();
    if both < FEWEST_SHARED { 0.0 } else { 2.0 * both as f64 / all as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{InputFile, load};
    use std::fmt::Write;

    /// Ids, speakers and words.
    type Statements<'a> = &'a [(&'a str, &'a str, &'a str)];

    fn corpus(statements: Statements<'_>) -> Corpus {
        let mut text = "speakers: { a: { name: Ann }, b: { name: Ben } }\nstatements:\n".to_owned();
        for (id, speaker, words) in statements {
            let _ = writeln!(text, "  - {{ id: {id}, speaker: {speaker}, text: \"{words}\" }}");
        }
        load(vec![InputFile { name: "x.yaml".to_owned(), bytes: text.into_bytes() }]).expect("a corpus").corpus
    }

    /// Where a bookmark of Ann's words under the id `old` is found.
    fn whereabouts(words: &str, statements: Statements<'_>) -> String {
        let bookmark = Bookmark { id: "old".to_owned(), speaker: "Ann".to_owned(), text: words.to_owned(), note: None };
        let corpus = corpus(statements);
        let key = |id| corpus.statement(id).key();
        match Bookmarks::find(vec![bookmark], &corpus).entries()[0].whereabouts {
            Whereabouts::ById(id) => format!("id {}", key(id)),
            Whereabouts::ByWords(id) => format!("words {}", key(id)),
            Whereabouts::ByNearWords(id) => format!("near {}", key(id)),
            Whereabouts::Lost => "lost".to_owned(),
        }
    }

    #[test]
    fn a_statement_is_found_by_its_id_and_else_by_its_words() {
        const WORDS: &str = "There was no commitment to de-escalate.";
        let cases: [(Statements<'_>, &str); 10] = [
            (&[("other", "a", WORDS), ("old", "a", WORDS)], "id old"),
            (&[("old", "a", "There was no promise to de-escalate.")], "id old"),
            (&[("new", "a", "there was no “commitment” to deescalate")], "words new"),
            // The id was given to another statement.
            (&[("old", "a", "Something else."), ("new", "a", WORDS)], "words new"),
            (&[("old", "a", "Something else."), ("new", "b", WORDS)], "id old"),
            // The attribution was corrected.
            (&[("new", "b", WORDS)], "words new"),
            (&[("new", "b", WORDS), ("newer", "b", WORDS)], "lost"),
            (&[("new", "a", "There was no commitment at all to de-escalate."), ("x", "a", "Yes.")], "near new"),
            (
                &[
                    ("new", "a", "There was no commitment at all to de-escalate."),
                    ("x", "a", "There was no real commitment to de-escalate."),
                ],
                "lost",
            ),
            (&[("new", "b", "There was no commitment at all to de-escalate.")], "lost"),
        ];
        for (statements, wanted) in cases {
            assert_eq!(whereabouts(WORDS, statements), wanted, "{statements:?}");
        }
        assert_eq!(whereabouts("not prepared", &[("new", "a", "unprepared")]), "lost");
        assert_eq!(whereabouts("No commitment.", &[("new", "a", "No.")]), "lost");
        assert_eq!(whereabouts("…", &[("new", "a", "Yes.")]), "lost");
    }
}
