//! From a line to a statement in the corpus.

use std::borrow::Cow;

use crate::corpus::builder::{Builder, NewStatement, NewWording};
use crate::corpus::ids::{SessionId, SourceId, StatementId};
use crate::corpus::model::Position;
use crate::corpus::text_store::TooMuchText;
use crate::diagnostic::Diagnostic;

use super::fields::Field;
use super::ids::{NewId, OfFile, StatementIds};
use super::names::{Ambiguous, Names, SessionName, SourceName};
use super::problems::{Problems, with_commas};
use super::row::{Checked, PlaceOf, Row, check, short};

/// Takes the lines of one file into the corpus.
pub(super) struct Intake<'a> {
    pub(super) builder: &'a mut Builder,
    pub(super) names: &'a mut Names,
    pub(super) ids: &'a mut StatementIds,
    pub(super) file: OfFile<'a>,
    /// The file's name as the person gave it.
    pub(super) file_name: &'a str,
    pub(super) problems: Problems,
    pub(super) clashes: Clashes,
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
        let line = u32::try_from(line).unwrap_or(u32::MAX);
        if let Some(checked) = check(row, &mut self.problems, place) {
            let meant = self.meant(&checked, place);
            if let Some(id) = self.id(&checked, line, place)
                && self.problems.line_is_good()
            {
                self.add(&checked, &meant, &id, line)?;
            }
        }
        self.problems.end_line();
        Ok(())
    }

    fn id<'c>(&mut self, checked: &Checked<'c>, line: u32, place: PlaceOf<'_>) -> Option<Cow<'c, str>> {
        let corpus = self.builder.corpus();
        let Some(id) = checked.id else { return Some(Cow::Owned(self.ids.made(corpus, line, self.file))) };
        match self.ids.given(corpus, id, self.file) {
            NewId::Free(id) => Some(id),
            NewId::Longer(longer) => {
                self.clashes.add(id);
                Some(Cow::Owned(longer))
            }
            NewId::Taken(first) => {
                self.problems.line(|| {
                    let message = format!("the id `{}` is already taken in line {first}", short(id));
                    Diagnostic::error("duplicate-id", message, place(Some(Field::Id)))
                });
                None
            }
        }
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
        let session = session_name(checked).map(|wanted| self.names.defined_session(self.builder, wanted));
        if let Some(Err(Ambiguous)) = session {
            self.ambiguous(Field::Session, "sessions", checked.session.unwrap_or_default(), place);
        }
        let source = source_name(checked).map(|wanted| self.names.defined_source(self.builder, wanted));
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

    fn ambiguous(&mut self, field: Field, what: &str, name: &str, place: PlaceOf<'_>) {
        self.problems.line(|| {
            let message = format!("several {what} are called `{}`", short(name));
            Diagnostic::error("ambiguous-id", message, place(Some(field)))
                .with_help("write the id of the one that is meant, as `onrecord` shows it")
        });
    }

    fn add(&mut self, checked: &Checked<'_>, meant: &Meant, id: &str, line: u32) -> Result<(), TooMuchText> {
        let (names, builder) = (&mut *self.names, &mut *self.builder);
        let speakers = checked.speakers.iter().map(|name| names.speaker(builder, name)).collect();
        let via = checked.via.iter().map(|name| names.speaker(builder, name)).collect();
        let wanted = session_name(checked);
        let session = meant.session.or_else(|| wanted.map(|wanted| names.session(builder, wanted)));
        let source = self.source(checked, meant);
        // The session's date holds where it says the same.
        let date = checked
            .date
            .filter(|date| session.is_none_or(|session| self.builder.corpus().session(session).date != Some(*date)));
        self.builder.add_statement(NewStatement {
            key: id,
            speakers,
            via,
            session,
            also_in: Vec::new(),
            date,
            setting: None,
            kind: checked.kind,
            topics: checked.topics.clone(),
            part_of: None,
            see_also: Vec::new(),
            notes: None,
            review: None,
            position: Position { file: self.file.number, line },
            wordings: vec![NewWording { text: checked.text, source, ..NewWording::default() }],
        })?;
        let corpus = self.builder.corpus();
        self.ids.insert(corpus, StatementId::from_index(corpus.statement_count() - 1));
        Ok(())
    }

    fn source(&mut self, checked: &Checked<'_>, meant: &Meant) -> Option<SourceId> {
        let (names, builder) = (&mut *self.names, &mut *self.builder);
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

/// The ids that had to be made longer.
#[derive(Debug, Default)]
pub(super) struct Clashes {
    told: Vec<String>,
    untold: usize,
}

/// The ids of one file that are told one by one.
const MOST_TOLD: usize = 20;

impl Clashes {
    fn add(&mut self, id: &str) {
        if self.told.len() < MOST_TOLD {
            self.told.push(format!("statement `{}`", short(id)));
        } else {
            self.untold += 1;
        }
    }

    /// What "is in several files".
    pub(super) fn finish(mut self, file: &str) -> Vec<String> {
        if self.untold > 0 {
            self.told.push(format!("each of {} more statements of {file}", with_commas(self.untold)));
        }
        self.told
    }
}
