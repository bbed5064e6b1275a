//! From a line to a statement in the corpus.

use std::borrow::Cow;

use crate::corpus::assembly::Assembly;
use crate::corpus::builder::{NewStatement, NewWording};
use crate::corpus::ids::{SessionId, SourceId};
use crate::corpus::lint::NOT_IN_PASSAGES;
use crate::corpus::model::{Position, Review};
use crate::corpus::text_store::TooMuchText;
use crate::diagnostic::{Diagnostic, short};

use super::fields::Field;
use super::names::{Ambiguous, Names, SessionName, SourceName};
use super::problems::Problems;
use super::row::{Checked, PlaceOf, Row, check};

/// Takes the lines of one file into the corpus.
pub(super) struct Intake<'a> {
    pub(super) assembly: &'a mut Assembly,
    pub(super) names: &'a mut Names,
    /// The file's number.
    pub(super) file: u16,
    /// The file's name as the person gave it.
    pub(super) file_name: &'a str,
    pub(super) problems: &'a mut Problems,
}

/// What a line means in the corpus as it is; whatever is `None` has to be made.
struct Meant {
    session: Option<SessionId>,
    source: Option<SourceId>,
}

impl Intake<'_> {
    /// Takes a line, or notes what is wrong with it. Nothing of a bad line gets into the
    /// corpus, not even its speaker.
    pub(super) fn take(&mut self, row: &Row<'_>, line: usize, place: PlaceOf<'_>) -> Result<(), TooMuchText> {
        let position = Position::new(usize::from(self.file), line);
        if let Some(checked) = check(row, self.problems, place) {
            let meant = self.meant(&checked, place);
            self.words_are_in_the_passages(&checked, &meant, place);
            let id = self.id(&checked, position.line, place)?;
            if self.problems.line_is_good() {
                self.add(&checked, &meant, &id, position)?;
            }
        }
        self.problems.end_line();
        Ok(())
    }

    /// The id that is given, or one made from the line.
    fn id<'c>(&mut self, checked: &Checked<'c>, line: u32, place: PlaceOf<'_>) -> Result<Cow<'c, str>, TooMuchText> {
        let Some(id) = checked.id else {
            let corpus = self.assembly.builder.corpus();
            let among_several = corpus.files().len() > 1;
            let made = if among_several {
                format!("{}/L{line}", self.assembly.short_name(self.file))
            } else {
                format!("L{line}")
            };
            return Ok(Cow::Owned(self.assembly.statement_ids.unused(corpus, made)));
        };
        if let Some(first) = self.assembly.written_before(id, self.file)? {
            let first = self.assembly.builder.corpus().statement(first).position().line;
            self.problems.line(|| {
                let message = format!("the id `{}` is already taken in line {first}", short(id));
                Diagnostic::error("duplicate-id", message, place(Some(Field::Id)))
            });
        }
        Ok(Cow::Borrowed(id))
    }

    /// What the names of a line stand for in the YAML files, if they are clear.
    fn meant(&mut self, checked: &Checked<'_>, place: PlaceOf<'_>) -> Meant {
        for (field, people) in [(Field::Speaker, &checked.speakers), (Field::Via, &checked.via)] {
            for name in people {
                if !self.names.speaker_is_clear(name) {
                    self.ambiguous(field, "speakers", name, place);
                }
            }
        }
        let session = session_name(checked).map(|wanted| self.names.defined_session(&self.assembly.builder, wanted));
        if let Some(Err(Ambiguous)) = session {
            let (field, name) = match checked.session {
                Some(title) => (Field::Session, title),
                None => (Field::Place, checked.place.unwrap_or_default()),
            };
            self.ambiguous(field, "sessions", name, place);
        }
        let source = source_name(checked).map(|wanted| self.names.defined_source(&self.assembly.builder, wanted));
        if let Some(Err(Ambiguous)) = source {
            let (field, name) = match checked.source {
                Some(title) => (Field::Source, title),
                None => (Field::Url, checked.url.unwrap_or_default()),
            };
            self.ambiguous(field, "sources", name, place);
        }
        let found = |found: Option<Result<_, Ambiguous>>| found.and_then(Result::ok).flatten();
        Meant { session: found(session), source: source.and_then(Result::ok).flatten() }
    }

    /// Where a file gives a source its passages, a line that brings none puts no words into it that it does not hold.
    fn words_are_in_the_passages(&mut self, checked: &Checked<'_>, meant: &Meant, place: PlaceOf<'_>) {
        let Some(source) = meant.source.filter(|_| checked.context.is_none() && !checked.by_editor) else { return };
        let Assembly { builder, passages, .. } = &mut *self.assembly;
        let corpus = builder.corpus();
        if passages.hold(corpus, source, checked.text) {
            return;
        }
        self.problems.line(|| {
            let message = format!("these words are not in the passages of `{}`", corpus.source(source).key);
            Diagnostic::error(NOT_IN_PASSAGES, message, place(Some(Field::Text)))
                .with_help("correct the words, or give the passage they stand in as their `context`")
        });
    }

    fn ambiguous(&mut self, field: Field, what: &str, name: &str, place: PlaceOf<'_>) {
        self.problems.line(|| {
            let message = format!("several {what} are called `{}`", short(name));
            Diagnostic::error("ambiguous-id", message, place(Some(field)))
                .with_help("write the id of the one that is meant, as `onrecord` shows it")
        });
    }

    fn add(&mut self, checked: &Checked<'_>, meant: &Meant, id: &str, position: Position) -> Result<(), TooMuchText> {
        let (names, builder) = (&mut *self.names, &mut self.assembly.builder);
        let speakers = checked.speakers.iter().map(|name| names.speaker(builder, name)).collect();
        let via = checked.via.iter().map(|name| names.speaker(builder, name)).collect();
        let wanted = session_name(checked);
        let session = meant.session.or_else(|| wanted.map(|wanted| names.session(builder, wanted)));
        let source = self.source(checked, meant);
        // The session's date holds where it says the same.
        let date = checked.date.filter(|date| {
            session.is_none_or(|session| self.assembly.builder.corpus().session(session).date != Some(*date))
        });
        let statement = self.assembly.add_plain(NewStatement {
            key: id,
            speakers,
            via,
            session,
            also_in: Vec::new(),
            date,
            setting: None,
            kind: checked.kind(),
            topics: checked.topics.clone(),
            notes: None,
            review: checked.review.map(|state| Review { state, ..Review::default() }),
            position,
            wordings: vec![NewWording {
                text: checked.text,
                source,
                frame: checked.frame.map(str::to_owned),
                locator: checked.locator.map(str::to_owned),
                by_editor: checked.by_editor,
                // What the source says anyway is not said again: it would cost memory.
                verified: checked.verified.filter(|verified| {
                    source.is_some_and(|id| self.assembly.builder.corpus().source(id).is_verified() != *verified)
                }),
                ..NewWording::default()
            }],
        })?;
        if checked.id.is_none() {
            self.assembly.statement_ids.note_made(statement);
        }
        if source.is_some() && checked.context.is_none() {
            self.assembly.loose_words.add(statement);
        }
        Ok(())
    }

    fn source(&mut self, checked: &Checked<'_>, meant: &Meant) -> Option<SourceId> {
        let (names, builder) = (&mut *self.names, &mut self.assembly.builder);
        let source = match (meant.source, source_name(checked), checked.context) {
            (Some(source), ..) => Some(source),
            (None, Some(wanted), _) => Some(names.source(builder, wanted)),
            // A passage is a passage of something. Each context is its own source then: one
            // for all would claim that they stand in one document.
            (None, None, Some(_)) => {
                let title = Some(checked.session.unwrap_or(self.file_name));
                Some(names.new_source(builder, SourceName { title, url: None, fidelity: checked.fidelity }))
            }
            (None, None, None) => None,
        };
        if let (Some(source), Some(context)) = (source, checked.context) {
            names.passage(builder, source, context);
        }
        source
    }
}

/// The session of a line. One with a place alone is called by that, so that the place is
/// not lost.
fn session_name<'a>(checked: &Checked<'a>) -> Option<SessionName<'a>> {
    let title = checked.session.or(checked.place)?;
    Some(SessionName { title, date: checked.date, place: checked.place })
}

fn source_name<'a>(checked: &Checked<'a>) -> Option<SourceName<'a>> {
    if checked.source.is_none() && checked.url.is_none() {
        return None;
    }
    Some(SourceName { title: checked.source, url: checked.url, fidelity: checked.fidelity })
}
