//! How many statements each speaker made in each session.

use hashbrown::HashMap;

use super::super::session::timeline;
use crate::corpus::{Corpus, Kind, SessionId, SpeakerId, Standing, Statement};

/// A corpus in numbers. A statement is counted once in each cell, row and column that it belongs
/// to by one of its wordings, as the filters have it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overview {
    /// Those who said something, with how much; who said most comes first, and what nobody is
    /// known to have said comes last.
    pub speakers: Vec<(Option<SpeakerId>, u32)>,
    /// All sessions by date, with how much was said there; what was said in none comes last.
    pub sessions: Vec<(Option<SessionId>, u32)>,
    /// The largest number in a cell.
    pub most: u32,
    /// All statements.
    pub statements: usize,
    /// The kinds of statements.
    pub kinds: Vec<(Kind, u32)>,
    /// What the words nearest to the spoken ones are, for those that there are.
    pub standings: Vec<(Standing, u32)>,
    cells: HashMap<Cell, u32>,
}

type Cell = (Option<SpeakerId>, Option<SessionId>);

impl Overview {
    /// Counts. Linear in the size of the corpus.
    #[must_use]
    pub fn of(corpus: &Corpus) -> Self {
        let mut tally = Tally {
            speakers: vec![0; corpus.speakers().len() + 1],
            sessions: vec![0; corpus.sessions().len() + 1],
            cells: HashMap::new(),
        };
        let mut kinds: Vec<(Kind, u32)> = Kind::ALL.iter().map(|kind| (*kind, 0)).collect();
        let mut standings: Vec<(Standing, u32)> = Standing::ALL.iter().map(|standing| (*standing, 0)).collect();
        let mut places = Vec::new();
        for statement in corpus.statements() {
            tally.add(statement, &mut places);
            add_one(&mut kinds, statement.kind());
            add_one(&mut standings, statement.primary().standing());
        }
        standings.retain(|(_, count)| *count > 0);
        Self { statements: corpus.statement_count(), kinds, standings, ..tally.finish(corpus) }
    }

    /// What a row stands for; after the last one comes the total.
    #[must_use]
    pub fn speaker_at(&self, row: usize) -> Side<SpeakerId> {
        Side::at(row, &self.speakers)
    }

    /// What a column stands for, likewise.
    #[must_use]
    pub fn session_at(&self, column: usize) -> Side<SessionId> {
        Side::at(column, &self.sessions)
    }

    /// The statements of a speaker in a session.
    #[must_use]
    pub fn count(&self, speaker: Side<SpeakerId>, session: Side<SessionId>) -> u32 {
        match (speaker, session) {
            (Side::All, Side::All) => u32::try_from(self.statements).unwrap_or(u32::MAX),
            (Side::All, session) => total(&self.sessions, session.id()),
            (speaker, Side::All) => total(&self.speakers, speaker.id()),
            (speaker, session) => self.cells.get(&(speaker.id(), session.id())).copied().unwrap_or(0),
        }
    }
}

/// What a row or a column stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side<T> {
    /// This one.
    One(T),
    /// What belongs to none.
    None,
    /// All together.
    All,
}

impl<T: Copy> Side<T> {
    fn at(index: usize, all: &[(Option<T>, u32)]) -> Self {
        match all.get(index) {
            Some((Some(id), _)) => Self::One(*id),
            Some((None, _)) => Self::None,
            None => Self::All,
        }
    }

    const fn id(self) -> Option<T> {
        match self {
            Self::One(id) => Some(id),
            Self::None | Self::All => None,
        }
    }
}

fn total<T: Copy + PartialEq>(all: &[(Option<T>, u32)], wanted: Option<T>) -> u32 {
    all.iter().find(|(id, _)| *id == wanted).map_or(0, |(_, count)| *count)
}

fn add_one<T: Copy + PartialEq>(counts: &mut [(T, u32)], counted: T) {
    if let Some((_, count)) = counts.iter_mut().find(|(value, _)| *value == counted) {
        *count += 1;
    }
}

/// Counts while they are made: by the number of the id, the last for where there is none.
struct Tally {
    speakers: Vec<u32>,
    sessions: Vec<u32>,
    cells: HashMap<Cell, u32>,
}

impl Tally {
    /// Adds a statement; `places` is room to work in.
    fn add(&mut self, statement: Statement<'_>, places: &mut Vec<Cell>) {
        places.clear();
        let mut as_the_statement = false;
        for wording in statement.wordings() {
            // Nearly all wordings belong where their statement does: once is enough.
            if wording.is_attributed_like_its_statement() && std::mem::replace(&mut as_the_statement, true) {
                continue;
            }
            let speakers = wording.speakers();
            let none_known = speakers.is_empty().then_some(None);
            for speaker in speakers.iter().copied().map(Some).chain(none_known) {
                let before = places.len();
                places.extend(wording.sessions().map(|session| (speaker, Some(session))));
                if places.len() == before {
                    places.push((speaker, None));
                }
            }
        }
        places.sort_unstable();
        places.dedup();
        for cell in places.iter() {
            *self.cells.entry(*cell).or_default() += 1;
        }
        // Sorted by speaker, so that equal speakers stand side by side.
        for side_by_side in places.chunk_by(|a, b| a.0 == b.0) {
            let none = self.speakers.len() - 1;
            self.speakers[side_by_side[0].0.map_or(none, SpeakerId::index)] += 1;
        }
        places.sort_unstable_by_key(|(_, session)| *session);
        for side_by_side in places.chunk_by(|a, b| a.1 == b.1) {
            let none = self.sessions.len() - 1;
            self.sessions[side_by_side[0].1.map_or(none, SessionId::index)] += 1;
        }
    }

    fn finish(self, corpus: &Corpus) -> Overview {
        let (of_none_known, in_none) = (self.speakers.last().copied(), self.sessions.last().copied());
        let mut speakers: Vec<(Option<SpeakerId>, u32)> =
            corpus.speakers().map(|(id, _)| (Some(id), self.speakers[id.index()])).collect();
        speakers.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        speakers.push((None, of_none_known.unwrap_or(0)));
        speakers.retain(|(_, count)| *count > 0);
        let mut sessions: Vec<(Option<SessionId>, u32)> =
            timeline(corpus).into_iter().map(|id| (Some(id), self.sessions[id.index()])).collect();
        sessions.extend(in_none.filter(|count| *count > 0).map(|count| (None, count)));
        let most = self.cells.values().copied().max().unwrap_or(0);
        Overview { speakers, sessions, most, cells: self.cells, ..Overview::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{CorpusChoice, open};

    fn built_in() -> Corpus {
        open(&CorpusChoice::BuiltIn).expect("the built-in corpus").0.corpus
    }

    #[test]
    fn a_statement_is_counted_where_any_of_its_wordings_belongs_and_once_in_each_total() {
        let corpus = built_in();
        let overview = Overview::of(&corpus);
        let speaker = |key| corpus.speakers().find(|(_, speaker)| speaker.key == key).map(|(id, _)| Side::One(id));
        let session = |key| corpus.sessions().find(|(_, session)| session.key == key).map(|(id, _)| Side::One(id));
        let (speaker, session) = (|key| speaker(key).expect("a speaker"), |key| session(key).expect("a session"));
        // Said in Brussels, as in Geneva before.
        assert_eq!(overview.count(speaker("sherman"), session("geneva")), 1);
        assert_eq!(overview.count(speaker("sherman"), session("brussels")), 8);
        assert_eq!(overview.count(speaker("sherman"), Side::All), 8);
        assert_eq!(overview.count(speaker("nato"), Side::None), 1);
        assert_eq!(overview.count(Side::All, Side::All), 24);
        let kinds: Vec<(&str, u32)> = overview.kinds.iter().map(|(kind, count)| (kind.name(), *count)).collect();
        assert_eq!(kinds.iter().map(|(_, count)| count).sum::<u32>(), 24);
        assert_eq!(overview.standings.iter().map(|(_, count)| count).sum::<u32>(), 24);
    }

    #[test]
    fn a_session_in_which_nothing_was_said_is_shown_and_a_speaker_who_said_nothing_is_not() {
        let corpus = built_in();
        let overview = Overview::of(&corpus);
        let titles: Vec<Option<&str>> =
            overview.sessions.iter().map(|(id, _)| id.map(|id| corpus.session(id).key.as_str())).collect();
        assert_eq!(titles, [Some("geneva"), Some("brussels"), Some("vienna"), None]);
        assert_eq!(overview.speakers.len(), 6);
        assert!(overview.speakers.is_sorted_by_key(|(_, count)| std::cmp::Reverse(*count)));
    }
}
