//! A query made ready for one corpus: every word looked up, every field resolved.

use std::collections::HashSet;
use std::sync::Arc;

use super::Request;
use super::expand::{ExpandedWord, Typed};
use super::index::{Index, NameKind, Named};
use crate::corpus::{Corpus, Fidelity, Kind, SourceId, SpeakerId, StatementId, Wording};
use crate::query::{Alternative, Clause, DateRange, FieldTerm, NameField, Property, Term};

/// A query made ready.
#[derive(Debug)]
pub(super) struct Prepared {
    /// The clauses with words to be there: they find and rank.
    pub(super) sought: Vec<Vec<Sought>>,
    /// The other clauses: they narrow.
    pub(super) conditions: Vec<Condition>,
}

/// Something to find in texts and names.
#[derive(Debug)]
pub(super) enum Sought {
    /// A word and all that answers it.
    Word(Box<ExpandedWord>),
    /// Words in a row, anywhere.
    Phrase(Vec<String>),
    /// Words at the very start of a text; the last may be only begun.
    Start(Vec<String>),
    /// One side of a `|` that only narrows: a field, or something that must not be there.
    Test(Test),
}

/// A clause that only narrows: one of its tests must hold.
#[derive(Debug)]
pub(super) struct Condition {
    pub(super) tests: Vec<Test>,
    /// Whether it only takes away: `-x`.
    pub(super) excludes: bool,
}

/// Something that holds for a wording, or does not.
#[derive(Debug)]
pub(super) struct Test {
    negated: bool,
    of: TestOf,
}

#[derive(Debug)]
enum TestOf {
    /// For each document whether it has a word, a phrase or a start.
    Documents(Vec<bool>),
    /// It came through one of these.
    Via(HashSet<SpeakerId>),
    /// It is from one of these.
    Source(HashSet<SourceId>),
    /// It is bookmarked.
    Bookmarked(Arc<HashSet<StatementId>>),
    Kind(Kind),
    Fidelity(Fidelity),
    Date(DateRange),
    /// The wording itself tells.
    Wording(fn(Wording<'_>) -> bool),
}

impl Prepared {
    /// Looks everything up. `wider` looks for slips of the finger also in words that are known;
    /// `documents` finds the documents of what is not to be there.
    pub(super) fn new(
        request: &Request,
        corpus: &Corpus,
        index: &Index,
        wider: bool,
        documents: &dyn Fn(&Sought) -> Vec<bool>,
    ) -> Self {
        let Request { query, bookmarked, .. } = request;
        let maker = Maker { corpus, index, wider, bookmarked, documents };
        let mut prepared = Self { sought: Vec::new(), conditions: Vec::new() };
        for (number, clause) in query.clauses.iter().enumerate() {
            if clause.alternatives.iter().any(is_sought) {
                let joined = joined(&query.clauses, number);
                let sought = clause.alternatives.iter().map(|alternative| maker.sought(alternative, &joined));
                prepared.sought.push(sought.collect());
            } else {
                prepared.conditions.push(maker.condition(clause));
            }
        }
        prepared
    }

    /// The words of the query that were looked up.
    pub(super) fn words(&self) -> impl Iterator<Item = &ExpandedWord> {
        self.sought.iter().flatten().filter_map(|sought| match sought {
            Sought::Word(word) => Some(&**word),
            _ => None,
        })
    }
}

/// In longer queries a word that was typed as two is one of so many that it may be missing.
const MOST_TO_JOIN: usize = 12;

/// What the word of a clause makes together with each of the others, in either order: what a
/// query finds does not depend on the order of its words.
fn joined(clauses: &[Clause], number: usize) -> Vec<String> {
    let Some(word) = single(&clauses[number]).filter(|_| clauses.len() <= MOST_TO_JOIN) else { return Vec::new() };
    let others = clauses.iter().enumerate().filter(|(other, _)| *other != number);
    let others = others.filter_map(|(_, clause)| single(clause));
    others.flat_map(|other| [format!("{word}{other}"), format!("{other}{word}")]).collect()
}

/// The word that a clause is, if it is nothing else.
fn single(clause: &Clause) -> Option<&str> {
    match clause.alternatives.as_slice() {
        [Alternative { negated: false, term: Term::Word { form, .. }, .. }] => Some(form),
        _ => None,
    }
}

fn is_sought(alternative: &Alternative) -> bool {
    !alternative.negated && !matches!(alternative.term, Term::Field(_))
}

struct Maker<'a> {
    corpus: &'a Corpus,
    index: &'a Index,
    wider: bool,
    bookmarked: &'a Arc<HashSet<StatementId>>,
    documents: &'a dyn Fn(&Sought) -> Vec<bool>,
}

impl Maker<'_> {
    fn sought(&self, alternative: &Alternative, joined: &[String]) -> Sought {
        match &alternative.term {
            Term::Word { form, being_typed } if !alternative.negated => {
                let typed = Typed { form, is_open: *being_typed, joined };
                Sought::Word(Box::new(ExpandedWord::new(self.index, typed, self.wider)))
            }
            Term::Phrase(words) if !alternative.negated => Sought::Phrase(words.clone()),
            Term::Start(words) if !alternative.negated => Sought::Start(words.clone()),
            _ => Sought::Test(self.test(alternative)),
        }
    }

    fn condition(&self, clause: &Clause) -> Condition {
        let excludes = clause.alternatives.iter().all(|alternative| alternative.negated);
        Condition { tests: clause.alternatives.iter().map(|alternative| self.test(alternative)).collect(), excludes }
    }

    fn test(&self, alternative: &Alternative) -> Test {
        let with = |sought: Sought| TestOf::Documents((self.documents)(&sought));
        let of = match &alternative.term {
            Term::Field(field) => self.field(field),
            // What is not to be there is taken at its word: nothing similar is shut out.
            Term::Word { form, .. } => self.with_word(form),
            Term::Phrase(words) => with(Sought::Phrase(words.clone())),
            Term::Start(words) => with(Sought::Start(words.clone())),
        };
        Test { negated: alternative.negated, of }
    }

    fn field(&self, field: &FieldTerm) -> TestOf {
        match field {
            FieldTerm::Name(name, wanted) => self.named(*name, wanted),
            FieldTerm::Kind(kind) => TestOf::Kind(*kind),
            FieldTerm::Fidelity(fidelity) => TestOf::Fidelity(*fidelity),
            FieldTerm::Date(range) => TestOf::Date(*range),
            FieldTerm::Is(property) => self.property(*property),
        }
    }

    fn named(&self, field: NameField, wanted: &[String]) -> TestOf {
        let holding = self.index.names.holding(self.corpus, NameKind::of(field), wanted);
        let indices = || holding.iter().map(|named| named.index as usize);
        match field {
            NameField::Speaker | NameField::Session | NameField::Topic => self.documents_of(holding),
            // The documents of a place are those of its sessions.
            NameField::Place => {
                let session = |Named { index, .. }| Named { kind: NameKind::Session, index };
                self.documents_of(holding.into_iter().map(session).collect())
            }
            NameField::Via => TestOf::Via(indices().map(SpeakerId::from_index).collect()),
            NameField::Source => TestOf::Source(indices().map(SourceId::from_index).collect()),
        }
    }

    fn property(&self, property: Property) -> TestOf {
        TestOf::Wording(match property {
            Property::Bookmarked => return TestOf::Bookmarked(Arc::clone(self.bookmarked)),
            Property::Unverified => |wording| !wording.is_verified() && !wording.is_paraphrase(),
            Property::Paraphrase => |wording| wording.is_paraphrase(),
            Property::Unattributed => |wording| wording.speakers().is_empty(),
            Property::Sessionless => |wording| wording.sessions().next().is_none(),
            Property::Unreviewed => |wording| wording.statement().is_unreviewed(),
        })
    }

    /// The documents with this very word, as a part of a hyphenated one too, in their text or in
    /// their names.
    fn with_word(&self, form: &str) -> TestOf {
        let Index { vocabulary, postings, names, documents, .. } = self.index;
        let mut with = vec![false; documents.len()];
        if let Some(term) = vocabulary.find(form) {
            postings.each(term, |document, _| with[document as usize] = true);
        }
        if let Some(term) = names.vocabulary.find(form) {
            for named in names.named(term) {
                names.each(*named, |document| with[document as usize] = true);
            }
        }
        TestOf::Documents(with)
    }

    /// The documents that are found by one of these.
    fn documents_of(&self, named: Vec<Named>) -> TestOf {
        let mut documents = vec![false; self.index.documents.len()];
        for named in named {
            self.index.names.each(named, |document| documents[document as usize] = true);
        }
        TestOf::Documents(documents)
    }
}

impl Condition {
    pub(super) fn holds(&self, document: u32, wording: Wording<'_>) -> bool {
        self.tests.iter().any(|test| test.holds(document, wording))
    }
}

impl Test {
    pub(super) fn holds(&self, document: u32, wording: Wording<'_>) -> bool {
        let found = match &self.of {
            TestOf::Documents(documents) => documents.get(document as usize).copied().unwrap_or(false),
            TestOf::Via(speakers) => wording.via().iter().any(|speaker| speakers.contains(speaker)),
            TestOf::Source(sources) => wording.source().is_some_and(|source| sources.contains(&source)),
            TestOf::Bookmarked(statements) => statements.contains(&wording.statement().id()),
            TestOf::Kind(kind) => wording.kind() == *kind,
            TestOf::Fidelity(fidelity) => wording.fidelity() == Some(*fidelity) && !wording.is_paraphrase(),
            TestOf::Date(range) => wording.dates().any(|date| range.holds(date)),
            TestOf::Wording(holds) => holds(wording),
        };
        found != self.negated
    }
}
