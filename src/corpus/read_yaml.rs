//! From a YAML tree to a draft: every field is taken, every problem is noted.

use std::collections::HashMap;

use crate::diagnostic::{Diagnostic, SourceText, closest};
use crate::text::parts;
use crate::yaml::{Fields, Key, Located, Node, Value, parse};

use super::date::PartialDate;
use super::draft::{
    Entry, FileDraft, ReviewDraft, SessionDraft, SourceDraft, SpeakerDraft, StatementDraft, UNATTRIBUTED, WordingDraft,
    point,
};
use super::kind::{Fidelity, Kind, PassageKind, ReviewState};
use super::model::Passage;
use super::quoted::FRAME_MARK;

/// Reads one file. The problems found are added to `problems`; a syntax error leaves the
/// draft empty, anything else leaves out only what could not be read.
pub(super) fn read_yaml(source: SourceText, problems: &mut Vec<Diagnostic>) -> FileDraft {
    let tree = match parse(&source) {
        Ok(tree) => tree,
        Err(problem) => {
            problems.push(*problem);
            return FileDraft::empty(source);
        }
    };
    let mut draft = FileDraft::empty(source.clone());
    if matches!(tree.value, Value::Null) {
        return draft;
    }
    let mut reader = Reader { source, problems };
    reader.file(tree, &mut draft);
    draft
}

struct Reader<'a> {
    source: SourceText,
    problems: &'a mut Vec<Diagnostic>,
}

impl Reader<'_> {
    fn open(&mut self, node: Node, what: &'static str) -> Option<Fields<'_>> {
        Fields::open(node, what, &self.source, self.problems)
    }

    fn file(&mut self, tree: Node, draft: &mut FileDraft) {
        let Some(mut fields) = self.open(tree, "a corpus") else { return };
        draft.title = plain(fields.text("title"));
        draft.notes = plain(fields.text("notes"));
        let speakers = fields.map("speakers");
        let sessions = fields.map("sessions");
        let sources = fields.map("sources");
        let statements = fields.list("statements");
        fields.finish();
        draft.speakers = self.entries(speakers, Self::speaker);
        draft.sessions = self.entries(sessions, Self::session);
        draft.sources = self.entries(sources, Self::source);
        draft.statements = statements.into_iter().filter_map(|node| self.statement(node)).collect();
        self.report_repeated_statements(&draft.statements);
    }

    /// The values of a map from ids; an id that stands there again is a problem.
    fn entries<T>(&mut self, entries: Vec<(Key, Node)>, read: impl Fn(&mut Self, Node) -> Option<T>) -> Vec<Entry<T>> {
        let mut lines: HashMap<String, usize> = HashMap::new();
        let mut kept = Vec::with_capacity(entries.len());
        for (key, node) in entries {
            let id = Located { value: key.text, span: key.span };
            if let Some(line) = lines.get(&id.value) {
                self.report_repeated(&id, *line);
                continue;
            }
            lines.insert(id.value.clone(), self.source.line_at(id.span.start()));
            self.check_id(&id);
            if let Some(value) = read(self, node) {
                kept.push(Entry { id, value });
            }
        }
        kept
    }

    fn report_repeated_statements(&mut self, statements: &[StatementDraft]) {
        let mut lines: HashMap<&str, usize> = HashMap::new();
        for statement in statements.iter().filter(|statement| !statement.id.value.is_empty()) {
            match lines.get(&*statement.id.value) {
                Some(line) => self.report_repeated(&statement.id, *line),
                None => {
                    lines.insert(&statement.id.value, self.source.line_at(statement.id.span.start()));
                }
            }
        }
    }

    fn report_repeated(&mut self, id: &Located<String>, first_line: usize) {
        let message = format!("the id `{}` is already taken in line {first_line}", id.value);
        self.problem("duplicate-id", message, id);
    }

    /// `/` stands between a file and an id, and one word is kept for nobody.
    fn check_id(&mut self, id: &Located<String>) {
        if id.value == UNATTRIBUTED {
            let message = format!("`{UNATTRIBUTED}` cannot be an id: it stands for an unknown speaker");
            self.problem("bad-id", message, id);
        } else if id.value.contains('/')
            || id.value.chars().any(|c| c.is_whitespace() || c.is_control())
            || id.value.is_empty()
        {
            self.problem("bad-id", "an id has no spaces and no `/`".to_owned(), id);
        }
    }

    fn problem<T>(&mut self, code: &'static str, message: String, at: &Located<T>) {
        self.problems.push(Diagnostic::error(code, message, self.source.place(at.span)));
    }

    fn speaker(&mut self, node: Node) -> Option<SpeakerDraft> {
        let mut fields = self.open(node, "a speaker")?;
        let name = plain(fields.required_text("name"));
        let draft = SpeakerDraft {
            name: name.unwrap_or_default(),
            role: plain(fields.text("role")),
            affiliation: plain(fields.text("affiliation")),
            aliases: fields.texts("aliases"),
            body: plain(fields.flag("body")).unwrap_or(false),
            notes: plain(fields.text("notes")),
        };
        fields.finish();
        Some(draft)
    }

    fn session(&mut self, node: Node) -> Option<SessionDraft> {
        let mut fields = self.open(node, "a session")?;
        let title = plain(fields.required_text("title"));
        let draft = SessionDraft {
            title: title.unwrap_or_default(),
            date: date(&mut fields, "date"),
            place: plain(fields.text("place")),
            participants: fields.texts("participants"),
            summary: plain(fields.text("summary")),
            references: fields.texts("references").into_iter().map(|text| text.value).collect(),
            notes: plain(fields.text("notes")),
        };
        fields.finish();
        Some(draft)
    }

    fn source(&mut self, node: Node) -> Option<SourceDraft> {
        let mut fields = self.open(node, "a source")?;
        let title = plain(fields.required_text("title"));
        let mut draft =
            SourceDraft {
                title: title.unwrap_or_default(),
                publisher: plain(fields.text("publisher")),
                author: plain(fields.text("author")),
                date: date(&mut fields, "date"),
                url: plain(fields.text("url")),
                language: plain(fields.text("language")),
                fidelity: plain(fields.parsed("fidelity", "bad-value", |text| {
                    one_of(text, Fidelity::ALL, Fidelity::named, Fidelity::name)
                })),
                verified: plain(fields.flag("verified")),
                checked_at: date(&mut fields, "checked_at"),
                licence: plain(fields.text("licence")),
                notes: plain(fields.text("notes")),
                passages: Vec::new(),
            };
        let passages = fields.list("passages");
        fields.finish();
        draft.passages = passages.into_iter().filter_map(|passage| self.passage(passage)).collect();
        Some(draft)
    }

    fn passage(&mut self, node: Node) -> Option<Passage> {
        let mut fields = self.open(node, "a passage")?;
        let text = plain(fields.required_text("text"));
        let is =
            plain(fields.parsed("is", "bad-value", |text| {
                one_of(text, PassageKind::ALL, PassageKind::named, PassageKind::name)
            }));
        let locator = plain(fields.text("locator"));
        fields.finish();
        Some(Passage { is: is.unwrap_or(PassageKind::Excerpt), text: text?, locator })
    }

    fn statement(&mut self, node: Node) -> Option<StatementDraft> {
        let mut fields = self.open(node, "a statement")?;
        let span = fields.span();
        let id = fields.required_text("id");
        if !fields.has("speaker") {
            fields.missing("speaker");
        }
        let speakers = speakers(&mut fields).unwrap_or_default();
        let mut draft = StatementDraft {
            id: id.unwrap_or_else(|| Located { value: String::new(), span: point(span) }),
            speakers,
            via: fields.texts("via"),
            session: fields.text("session"),
            also_in: fields.texts("also_in"),
            date: date(&mut fields, "date"),
            setting: plain(fields.text("setting")),
            kind: kind(&mut fields),
            topics: fields.texts("topics").into_iter().map(|topic| topic.value).collect(),
            part_of: fields.text("part_of"),
            see_also: fields.texts("see_also"),
            notes: plain(fields.text("notes")),
            review: None,
            wordings: Vec::new(),
        };
        let review = fields.node("review");
        let listed = fields.has("wordings");
        let wordings = fields.list("wordings");
        if listed {
            for name in ["text", "source", "frame", "locator", "by", "verified", "checked_at"] {
                if let Some(key) = fields.key_span(name) {
                    let message = format!("`{name}` belongs into a wording where a statement has `wordings`");
                    fields.problem("two-forms", message, key);
                    let _ = fields.node(name);
                }
            }
            if wordings.is_empty() {
                fields.problem("no-wording", "a statement needs at least one wording".to_owned(), point(span));
            }
        } else if fields.has("text") {
            draft.wordings.extend(short_wording(&mut fields));
        } else {
            fields.problem(
                "no-wording",
                "a statement needs its words: `text`, or a list of `wordings`".to_owned(),
                point(span),
            );
        }
        fields.finish();
        if !draft.id.value.is_empty() {
            let id = draft.id.clone();
            self.check_id(&id);
        }
        draft.review = review.and_then(|node| self.review(node));
        if listed {
            draft.wordings = wordings.into_iter().filter_map(|wording| self.wording(wording)).collect();
        }
        Some(draft)
    }

    fn review(&mut self, node: Node) -> Option<ReviewDraft> {
        let mut fields = self.open(node, "a review")?;
        let confidence = fields.parsed("confidence", "bad-value", |text| {
            let number: Option<f32> = text.parse().ok().filter(|number| (0.0..=1.0).contains(number));
            number.ok_or_else(|| format!("`{text}` is not a number from 0 to 1"))
        });
        let draft = ReviewDraft {
            confidence: plain(confidence),
            candidates: fields.texts("candidates"),
            state: plain(fields.parsed("state", "bad-value", |text| {
                one_of(text, ReviewState::ALL, ReviewState::named, ReviewState::name)
            }))
            .unwrap_or_default(),
        };
        fields.finish();
        Some(draft)
    }

    fn wording(&mut self, node: Node) -> Option<WordingDraft> {
        let mut fields = self.open(node, "a wording")?;
        let text = fields.required_text("text");
        let draft = wording_fields(&mut fields, text);
        let speakers = speakers(&mut fields);
        let via = fields.has("via").then(|| fields.texts("via"));
        let session = fields.text("session");
        let date = date(&mut fields, "date");
        let kind = kind(&mut fields);
        let notes = plain(fields.text("notes"));
        fields.finish();
        Some(WordingDraft { speakers, via, session, date, kind, notes, ..draft? })
    }
}

/// The one wording of a statement that is written short: its fields stand on the statement.
fn short_wording(fields: &mut Fields<'_>) -> Option<WordingDraft> {
    let text = fields.required_text("text");
    wording_fields(fields, text)
}

/// The fields that a wording has wherever it is written.
fn wording_fields(fields: &mut Fields<'_>, text: Option<Located<String>>) -> Option<WordingDraft> {
    let source = fields.text("source");
    let frame = frame(fields);
    let locator = plain(fields.text("locator"));
    let by = fields.parsed("by", "bad-value", |by| match by {
        "editor" => Ok(true),
        other => Err(format!("`by` can only be `editor`, not `{other}`; who reported the words goes into `via`")),
    });
    let verified = plain(fields.flag("verified"));
    let checked_at = date(fields, "checked_at");
    let text = text?;
    if parts(&text.value).is_empty() {
        fields.problem("empty-text", "the text is only a gap".to_owned(), text.span);
    }
    Some(WordingDraft {
        text,
        source,
        frame,
        locator,
        by_editor: plain(by).unwrap_or(false),
        verified,
        checked_at,
        speakers: None,
        via: None,
        session: None,
        date: None,
        kind: None,
        notes: None,
    })
}

/// Who said it, if the field is there: nobody must be said with a word.
fn speakers(fields: &mut Fields<'_>) -> Option<Vec<Located<String>>> {
    let key = fields.key_span("speaker")?;
    let mut speakers = fields.texts("speaker");
    if speakers.is_empty() {
        let message = format!("`speaker` is empty; write `{UNATTRIBUTED}` where nobody is known");
        fields.problem("empty-text", message, key);
    }
    speakers.retain(|speaker| speaker.value != UNATTRIBUTED);
    Some(speakers)
}

fn frame(fields: &mut Fields<'_>) -> Option<String> {
    plain(fields.parsed("frame", "bad-frame", |text| {
        if text.matches(FRAME_MARK).count() == 1 {
            Ok(text.to_owned())
        } else {
            Err(format!("a frame has `{FRAME_MARK}` once, where the quoted words go"))
        }
    }))
}

fn kind(fields: &mut Fields<'_>) -> Option<Kind> {
    plain(fields.parsed("kind", "bad-value", |text| one_of(text, Kind::ALL, Kind::named, Kind::name)))
}

fn date(fields: &mut Fields<'_>, name: &'static str) -> Option<PartialDate> {
    plain(
        fields.parsed(name, "bad-date", |text| text.parse().map_err(|error: super::date::NotADate| error.to_string())),
    )
}

/// A value of a closed list, or what the list is.
fn one_of<T: Copy>(
    text: &str,
    all: &[T],
    named: impl Fn(&str) -> Option<T>,
    name: impl Fn(T) -> &'static str,
) -> Result<T, String> {
    named(text).ok_or_else(|| {
        let names: Vec<&str> = all.iter().map(|value| name(*value)).collect();
        match closest(text, names.iter().copied()) {
            Some(meant) => format!("`{text}` is none of {}; did you mean `{meant}`?", names.join(", ")),
            None => format!("`{text}` is none of {}", names.join(", ")),
        }
    })
}

fn plain<T>(located: Option<Located<T>>) -> Option<T> {
    located.map(|located| located.value)
}
