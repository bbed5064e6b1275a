//! One line or row as it was read, and what is good in it.

use std::borrow::Cow;

use crate::corpus::date::{NotADate, PartialDate};
use crate::corpus::draft::UNATTRIBUTED;
use crate::corpus::kind::{Fidelity, Kind, ReviewState, one_of};
use crate::corpus::lint::NOT_IN_PASSAGES;
use crate::corpus::quoted::{by_editor, frame_problem};
use crate::diagnostic::{Diagnostic, Place, short};
use crate::text::{PassageTexts, parts, stands_plainly};

use super::fields::Field;
use super::problems::Problems;

/// What stands in a field.
#[derive(Debug, Default)]
pub(super) enum Given<'a> {
    /// Nothing: the field is not there, or `null`.
    #[default]
    Absent,
    Text(Cow<'a, str>),
    List(Vec<Cow<'a, str>>),
    Flag(bool),
    /// What no field can hold, in words.
    Wrong(&'static str),
}

impl Given<'_> {
    /// What is given instead of a text, in words.
    pub(super) const fn wrong(&self) -> &'static str {
        match self {
            Self::Absent => "nothing",
            Self::Text(_) => "a text",
            Self::List(_) => "a list",
            Self::Flag(_) => "true or false",
            Self::Wrong(what) => what,
        }
    }
}

/// The fields of a line, before anything is known of their values.
#[derive(Debug, Default)]
pub(super) struct Row<'a> {
    fields: [Given<'a>; Field::COUNT],
}

impl<'a> Row<'a> {
    pub(super) fn set(&mut self, field: Field, given: Given<'a>) {
        self.fields[field as usize] = given;
    }

    /// Whether something was set there.
    pub(super) fn has(&self, field: Field) -> bool {
        !matches!(self.fields[field as usize], Given::Absent)
    }
}

/// A line in which everything is as it should be; texts are trimmed and not empty.
#[derive(Debug)]
pub(super) struct Checked<'a> {
    pub(super) id: Option<&'a str>,
    /// Empty where nobody is known.
    pub(super) speakers: Vec<&'a str>,
    pub(super) via: Vec<&'a str>,
    pub(super) session: Option<&'a str>,
    pub(super) date: Option<PartialDate>,
    pub(super) place: Option<&'a str>,
    kind: Option<Kind>,
    pub(super) text: &'a str,
    pub(super) topics: Vec<&'a str>,
    pub(super) source: Option<&'a str>,
    pub(super) url: Option<&'a str>,
    pub(super) fidelity: Option<Fidelity>,
    pub(super) context: Option<&'a str>,
    pub(super) frame: Option<&'a str>,
    pub(super) locator: Option<&'a str>,
    pub(super) verified: Option<bool>,
    pub(super) by_editor: bool,
    pub(super) review: Option<ReviewState>,
}

impl Checked<'_> {
    /// What holds where nobody says how the words are given; as in a YAML file.
    const fn untold_kind(&self) -> Kind {
        match (self.frame, self.by_editor) {
            (Some(_), _) => Kind::Fragment,
            (None, true) => Kind::Indirect,
            (None, false) => Kind::Direct,
        }
    }

    /// The kind of the statement.
    pub(super) fn kind(&self) -> Kind {
        self.kind.unwrap_or_else(|| self.untold_kind())
    }
}

/// Where a field of the line stands; without a field, where the line begins.
pub(super) type PlaceOf<'a> = &'a dyn Fn(Option<Field>) -> Place;

/// Looks at every field of a line. `None` if there is any problem.
pub(super) fn check<'a>(row: &'a Row<'_>, problems: &mut Problems, place: PlaceOf<'_>) -> Option<Checked<'a>> {
    let mut checker = Checker { row, problems, place };
    let speakers = checker.speakers();
    let text = checker.words();
    let checked = Checked {
        id: checker.id(),
        speakers,
        via: checker.texts(Field::Via),
        session: checker.text(Field::Session),
        date: checker.parsed(Field::Date, "bad-date", |text| text.parse().map_err(|error: NotADate| error.to_string())),
        place: checker.text(Field::Place),
        kind: checker.parsed(Field::Kind, "bad-value", |text| one_of(text, Kind::ALL, Kind::name)),
        text: text.unwrap_or_default(),
        topics: checker.texts(Field::Topics),
        source: checker.text(Field::Source),
        url: checker.text(Field::Url),
        fidelity: checker.parsed(Field::Fidelity, "bad-value", |text| one_of(text, Fidelity::ALL, Fidelity::name)),
        context: checker.text(Field::Context),
        frame: checker.frame(),
        locator: checker.text(Field::Locator),
        verified: checker.flag(Field::Verified),
        by_editor: checker.parsed(Field::By, "bad-value", by_editor).unwrap_or(false),
        review: checker.parsed(Field::Review, "bad-value", |text| one_of(text, ReviewState::ALL, ReviewState::name)),
    };
    checker.fidelity_is_of_something(&checked);
    checker.words_are_in_the_context(&checked);
    problems.line_is_good().then_some(checked)
}

struct Checker<'r, 'a, 'p> {
    row: &'a Row<'r>,
    problems: &'p mut Problems,
    place: PlaceOf<'p>,
}

impl<'a> Checker<'_, 'a, '_> {
    fn problem(&mut self, code: &'static str, at: Option<Field>, message: impl FnOnce() -> String) {
        let place = self.place;
        self.problems.line(|| Diagnostic::error(code, message(), place(at)));
    }

    /// A single text, if there is one.
    fn text(&mut self, field: Field) -> Option<&'a str> {
        match &self.row.fields[field as usize] {
            Given::Absent => None,
            Given::Text(text) => Some(text.trim()).filter(|text| !text.is_empty()),
            Given::List(_) => {
                self.problem("wrong-type", Some(field), || format!("`{}` is one text, not a list", field.name()));
                None
            }
            Given::Flag(_) | Given::Wrong(_) => {
                let what = self.row.fields[field as usize].wrong();
                self.problem("wrong-type", Some(field), || format!("`{}` is a text, not {what}", field.name()));
                None
            }
        }
    }

    /// One text or several.
    fn texts(&mut self, field: Field) -> Vec<&'a str> {
        let good = |text: &'a Cow<'_, str>| Some(text.trim()).filter(|text| !text.is_empty());
        match &self.row.fields[field as usize] {
            Given::Absent => Vec::new(),
            Given::Text(text) => good(text).into_iter().collect(),
            Given::List(texts) => texts.iter().filter_map(good).collect(),
            Given::Flag(_) | Given::Wrong(_) => {
                let what = self.row.fields[field as usize].wrong();
                self.problem("wrong-type", Some(field), || {
                    format!("`{}` is a text or a list of texts, not {what}", field.name())
                });
                Vec::new()
            }
        }
    }

    /// `true` or `false`, which a table has as texts.
    fn flag(&mut self, field: Field) -> Option<bool> {
        if let Given::Flag(flag) = self.row.fields[field as usize] {
            return Some(flag);
        }
        self.parsed(field, "wrong-type", |text| {
            text.parse().map_err(|_| format!("`{}` is `true` or `false`, not `{}`", field.name(), short(text)))
        })
    }

    fn parsed<T>(
        &mut self,
        field: Field,
        code: &'static str,
        read: impl FnOnce(&str) -> Result<T, String>,
    ) -> Option<T> {
        match read(self.text(field)?) {
            Ok(value) => Some(value),
            Err(message) => {
                self.problem(code, Some(field), || message);
                None
            }
        }
    }

    /// A field that must be there has nothing in it.
    fn missing(&mut self, field: Field, help: &'static str) {
        let place = self.place;
        let there = self.row.has(field);
        self.problems.line(|| {
            let problem = if there {
                Diagnostic::error("empty-text", format!("`{}` is empty", field.name()), place(Some(field)))
            } else {
                Diagnostic::error("missing-field", format!("`{}` is missing", field.name()), place(None))
            };
            problem.with_help(help)
        });
    }

    fn speakers(&mut self) -> Vec<&'a str> {
        let mut speakers = self.texts(Field::Speaker);
        if speakers.is_empty() && !matches!(self.row.fields[Field::Speaker as usize], Given::Wrong(_)) {
            self.missing(Field::Speaker, "write `unattributed` where nobody is known");
        }
        speakers.retain(|speaker| *speaker != UNATTRIBUTED);
        speakers
    }

    /// The words of the statement.
    fn words(&mut self) -> Option<&'a str> {
        let text = self.text(Field::Text);
        match text {
            None if matches!(self.row.fields[Field::Text as usize], Given::Absent | Given::Text(_)) => {
                self.missing(Field::Text, "a statement needs its words");
            }
            // Only a text with a bracket can be nothing but a gap.
            Some(text) if text.starts_with('[') && parts(text).is_empty() => {
                self.problem("empty-text", Some(Field::Text), || "the text is only a gap".to_owned());
            }
            _ => {}
        }
        text
    }

    fn frame(&mut self) -> Option<&'a str> {
        let frame = self.text(Field::Frame)?;
        if let Some(message) = frame_problem(frame) {
            self.problem("bad-frame", Some(Field::Frame), || message);
        }
        Some(frame)
    }

    fn id(&mut self) -> Option<&'a str> {
        let id = self.text(Field::Id)?;
        if id == UNATTRIBUTED || id.chars().any(|c| c == '/' || c.is_whitespace() || c.is_control()) {
            self.problem("bad-id", Some(Field::Id), || {
                format!("`{}` cannot be an id: an id has no spaces and no `/`, and is not `{UNATTRIBUTED}`", short(id))
            });
        }
        Some(id)
    }

    fn fidelity_is_of_something(&mut self, checked: &Checked<'_>) {
        if checked.fidelity.is_some() && checked.source.is_none() && checked.url.is_none() && checked.context.is_none()
        {
            self.problem("missing-field", Some(Field::Fidelity), || {
                "`fidelity` says how near a source is to the spoken words: it needs `source` or `url`".to_owned()
            });
        }
    }

    fn words_are_in_the_context(&mut self, checked: &Checked<'_>) {
        // A paraphrase is in the editor's words.
        let Some(context) = checked.context.filter(|_| !checked.text.is_empty() && !checked.by_editor) else { return };
        // Nearly all contexts hold the words as they are; folding is for the others. A
        // word cut in two must not pass, so the borders are looked at too.
        if stands_plainly(checked.text, context) || PassageTexts::new([context]).hold(checked.text) {
            return;
        }
        let place = self.place;
        self.problems.line(|| {
            Diagnostic::error(NOT_IN_PASSAGES, "these words are not in their `context`", place(Some(Field::Text)))
                .with_help("correct the words or the context, or mark what is left out with […]")
        });
    }
}
