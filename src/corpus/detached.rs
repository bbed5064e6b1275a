//! Written things that borrow from nothing.

use std::borrow::Cow;

use super::date::PartialDate;
use super::kind::{Fidelity, Kind, PassageKind, ReviewState};
use super::written::{
    By, ById, Id, Names, Texts, WrittenCorpus, WrittenPassage, WrittenReview, WrittenSession, WrittenSource,
    WrittenSpeaker, WrittenStatement, WrittenWording,
};

/// Something that may borrow from a corpus, and can be had so that it does not.
pub trait Detach {
    /// The same, borrowing from nothing.
    type Detached;

    /// Copies what is borrowed.
    fn detached(self) -> Self::Detached;
}

impl Detach for Cow<'_, str> {
    type Detached = Cow<'static, str>;

    fn detached(self) -> Self::Detached {
        Cow::Owned(self.into_owned())
    }
}

impl<T: Detach> Detach for Option<T> {
    type Detached = Option<T::Detached>;

    fn detached(self) -> Self::Detached {
        self.map(T::detached)
    }
}

impl<T: Detach> Detach for Vec<T> {
    type Detached = Vec<T::Detached>;

    fn detached(self) -> Self::Detached {
        self.into_iter().map(T::detached).collect()
    }
}

impl<T: Detach> Detach for ById<'_, T> {
    type Detached = ById<'static, T::Detached>;

    fn detached(self) -> Self::Detached {
        ById(self.0.into_iter().map(|(id, value)| (id.detached(), value.detached())).collect())
    }
}

/// What borrows nothing.
macro_rules! nothing_borrowed {
    ($($type:ty),+) => {
        $(impl Detach for $type {
            type Detached = Self;

            fn detached(self) -> Self {
                self
            }
        })+
    };
}

nothing_borrowed!(bool, f32, PartialDate, Fidelity, Kind, PassageKind, ReviewState, By);

/// What wraps something that may borrow.
macro_rules! wrapping {
    ($($type:ident),+) => {
        $(impl Detach for $type<'_> {
            type Detached = $type<'static>;

            fn detached(self) -> Self::Detached {
                $type(self.0.detached())
            }
        })+
    };
}

wrapping!(Id, Texts, Names);

/// What has fields that may borrow.
macro_rules! with_fields {
    ($($type:ident { $($field:ident),+ })+) => {
        $(impl Detach for $type<'_> {
            type Detached = $type<'static>;

            fn detached(self) -> Self::Detached {
                $type { $($field: self.$field.detached()),+ }
            }
        })+
    };
}

with_fields! {
    WrittenCorpus { title, notes, speakers, sessions, sources, statements }
    WrittenSpeaker { name, role, affiliation, aliases, body, notes }
    WrittenSession { title, date, place, participants, summary, references, notes }
    WrittenSource {
        title, publisher, author, date, url, language, fidelity, verified, checked_at, licence, notes, passages
    }
    WrittenPassage { is, text, locator }
    WrittenStatement {
        id, speaker, via, session, also_in, date, setting, kind, topics, part_of, see_also, notes, review, source,
        locator, text, frame, by, verified, checked_at, wordings
    }
    WrittenWording {
        source, locator, text, frame, by, speaker, via, session, date, kind, verified, checked_at, notes
    }
    WrittenReview { state, confidence, candidates }
}
