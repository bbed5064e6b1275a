//! A document in YAML: its statements as they come, and then all else.

use std::collections::HashMap;

use crate::diagnostic::{Collect, Diagnostic, FirstProblems, Severity, SourceText};
use crate::yaml::{Fields, Key, Located, Node, Value, parse_streaming};

use super::assembly::repeated_id;
use super::draft::{Entry, FileDraft, StatementDraft};
use super::read_fields::{about, problem_of_id, session, source, speaker, statement};

/// What a document holds.
#[derive(Debug, Default)]
pub(super) struct Document<'t> {
    pub(super) draft: FileDraft,
    pub(super) statements: Vec<StatementDraft<'t>>,
}

/// Reads one file. The problems found are added to `problems`; a syntax error leaves the
/// document empty, anything else leaves out only what could not be read.
pub(super) fn read_yaml<'t>(text: &'t SourceText, problems: &mut FirstProblems) -> Document<'t> {
    let mut statements = Vec::new();
    let tree = parse_streaming(text, "statements", &mut |node| {
        statements.extend(Fields::open(node, "a statement", text, problems).map(statement));
    });
    match tree {
        Ok(tree) => {
            let mut document = Document { draft: FileDraft::default(), statements };
            Reader { text, problems }.file(tree, &mut document);
            document
        }
        Err(problem) => {
            // Where it ceases to be YAML, what was taken for statements may be anything.
            problems.clear();
            problems.keep(*problem);
            Document::default()
        }
    }
}

struct Reader<'t, 'p> {
    text: &'t SourceText,
    problems: &'p mut dyn Collect,
}

impl<'t> Reader<'t, '_> {
    fn file(&mut self, tree: Node<'t>, document: &mut Document<'t>) {
        if matches!(tree.value, Value::Null) {
            return;
        }
        let Some(mut fields) = Fields::open(tree, "a corpus", self.text, self.problems) else { return };
        let draft = &mut document.draft;
        about(&mut fields, draft);
        let speakers = fields.map("speakers");
        let sessions = fields.map("sessions");
        let sources = fields.map("sources");
        // Those of a list are here already.
        let _ = fields.list("statements");
        fields.finish();
        draft.speakers = self.entries(speakers, "a speaker", speaker);
        draft.sessions = self.entries(sessions, "a session", session);
        draft.sources = self.entries(sources, "a source", source);
    }

    /// The values of a map from ids; an id that stands there again is a problem.
    fn entries<T>(
        &mut self,
        entries: Vec<(Key<'t>, Node<'t>)>,
        what: &'static str,
        read: impl Fn(Fields<'t, '_>) -> T,
    ) -> Vec<Entry<T>> {
        let mut lines: HashMap<String, usize> = HashMap::new();
        let mut kept = Vec::with_capacity(entries.len());
        for (key, node) in entries {
            let id = Located { value: key.text.into_owned(), span: key.span };
            if let Some(line) = lines.get(&id.value) {
                let place = || self.text.place(id.span);
                self.problems.note(Severity::Error, || repeated_id(&id.value, line, id.span).placed(place()));
                continue;
            }
            lines.insert(id.value.clone(), self.text.line_at(id.span.start()));
            if let Some(message) = problem_of_id(&id.value) {
                let place = || self.text.place(id.span);
                self.problems.note(Severity::Error, || Diagnostic::error("bad-id", message, place()));
            }
            if let Some(fields) = Fields::open(node, what, self.text, self.problems) {
                kept.push(Entry { id, value: read(fields) });
            }
        }
        kept
    }
}
