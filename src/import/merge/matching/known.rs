//! The speakers, sessions and sources of a corpus, by what they are called.

use std::collections::HashMap;

use super::sameness::{address, is_session, is_source, says_as_much_as_session, says_as_much_as_source};
use crate::corpus::written::{WrittenSession, WrittenSource, WrittenSpeaker};
use crate::corpus::{Corpus, Session, Source, Speaker};
use crate::import::found::key;

/// What of a corpus something new can be.
pub(super) enum Known<'a, T> {
    /// Nothing is like it.
    None,
    /// It is this.
    One(&'a T),
    /// It may be one of several, and nobody knows which.
    Several,
}

impl<'a, T> Known<'a, T> {
    fn of(mut all: impl Iterator<Item = &'a T>) -> Self {
        let Some(first) = all.next() else { return Self::None };
        if all.all(|other| std::ptr::eq(first, other)) { Self::One(first) } else { Self::Several }
    }

    /// Of several, the only one that says as much as what is new: so what was added once is found again.
    fn among(all: &[&'a T], says_as_much: impl Fn(&T) -> bool) -> Self {
        match Self::of(all.iter().copied()) {
            Self::Several => {
                let found = Self::of(all.iter().copied().filter(|one| says_as_much(one)));
                found.only().map_or(Self::Several, Self::One)
            }
            found => found,
        }
    }

    /// What it is, where that is known.
    pub(super) const fn only(&self) -> Option<&'a T> {
        match self {
            Self::One(only) => Some(only),
            Self::None | Self::Several => None,
        }
    }

    /// Says that somebody should look where it may be one of several.
    pub(super) fn look(&self, look: &mut Vec<String>, things: &str) {
        if let Self::Several = self {
            look.push(format!("several {things} of the corpus are called so; it may be one of them"));
        }
    }
}

/// Speakers by their names and aliases.
pub(super) struct KnownSpeakers<'a>(HashMap<String, Vec<&'a Speaker>>);

impl<'a> KnownSpeakers<'a> {
    pub(super) fn of(corpus: &'a Corpus) -> Self {
        let mut known: HashMap<String, Vec<&Speaker>> = HashMap::new();
        for (_, speaker) in corpus.speakers() {
            for name in std::iter::once(&speaker.name).chain(&speaker.aliases) {
                known.entry(key(name)).or_default().push(speaker);
            }
        }
        Self(known)
    }

    /// The one who has a name or an alias of the new one.
    pub(super) fn find(&self, new: &WrittenSpeaker<'_>) -> Known<'a, Speaker> {
        let names = std::iter::once(&new.name).chain(&new.aliases.0);
        Known::of(names.filter_map(|name| self.0.get(&key(name))).flatten().copied())
    }
}

/// Sessions by their titles.
pub(super) struct KnownSessions<'a>(HashMap<String, Vec<&'a Session>>);

impl<'a> KnownSessions<'a> {
    pub(super) fn of(corpus: &'a Corpus) -> Self {
        let mut known: HashMap<String, Vec<&Session>> = HashMap::new();
        corpus.sessions().for_each(|(_, session)| known.entry(key(&session.title)).or_default().push(session));
        Self(known)
    }

    /// The one that says nothing else than the new one.
    pub(super) fn find(&self, new: &WrittenSession<'_>) -> Known<'a, Session> {
        let called = self.0.get(&key(&new.title)).into_iter().flatten().copied();
        let all: Vec<&Session> = called.filter(|session| is_session(session, new)).collect();
        Known::among(&all, |session| says_as_much_as_session(session, new))
    }
}

/// Sources by their addresses and titles.
pub(super) struct KnownSources<'a> {
    by_address: HashMap<&'a str, Vec<&'a Source>>,
    by_title: HashMap<String, Vec<&'a Source>>,
}

impl<'a> KnownSources<'a> {
    pub(super) fn of(corpus: &'a Corpus) -> Self {
        let mut known = Self { by_address: HashMap::new(), by_title: HashMap::new() };
        for (_, source) in corpus.sources() {
            if let Some(url) = &source.url {
                known.by_address.entry(address(url)).or_default().push(source);
            }
            known.by_title.entry(key(&source.title)).or_default().push(source);
        }
        known
    }

    /// The one with the same address, else the one with the same title that says nothing else.
    pub(super) fn find(&self, new: &WrittenSource<'_>) -> Known<'a, Source> {
        let at_address = new.url.as_ref().and_then(|url| self.by_address.get(address(url)));
        let called = self.by_title.get(&key(&new.title));
        let fitting = |all: Option<&Vec<&'a Source>>| -> Vec<&'a Source> {
            all.into_iter().flatten().copied().filter(|source| is_source(source, new)).collect()
        };
        let by_address = fitting(at_address);
        let all = if by_address.is_empty() { fitting(called) } else { by_address };
        Known::among(&all, |source| says_as_much_as_source(source, new))
    }
}
