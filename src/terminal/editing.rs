//! The person's editor, opened on a statement or on a draft.

use super::editor::Editor;
use super::running::{Flow, Running};
use super::{TerminalError, drafts};
use crate::app::{EditorFailure, EditorReport, FilePlace, Msg};
use crate::edit::Draft;

impl Running {
    /// Opens the person's editor.
    pub(super) fn edit(&mut self, place: &FilePlace) -> Result<Flow, TerminalError> {
        let report = match Editor::of(self.editor.as_deref()) {
            Err(failure) => EditorReport::Failed(failure),
            Ok(editor) if editor.has_a_window() => self.performer.edit_in_window(editor, place, None),
            Ok(editor) => self.edit_here(&editor, place)?.map_or_else(EditorReport::Failed, |()| EditorReport::Closed),
        };
        self.update(Msg::Editor(report))
    }

    /// Lets a person write a draft in their editor.
    pub(super) fn compose(&mut self, draft: Draft) -> Result<Flow, TerminalError> {
        let opened = Editor::of(self.editor.as_deref()).and_then(|editor| Ok((editor, drafts::file_of(&draft)?)));
        let (editor, file) = match opened {
            Ok(opened) => opened,
            Err(failure) => return self.update(Msg::Editor(drafts::report(&draft, failure))),
        };
        let place = FilePlace { path: file.clone(), line: draft.line };
        let draft = Box::new(Draft { file: Some(file), ..draft });
        let msg = if editor.has_a_window() {
            match self.performer.edit_in_window(editor, &place, Some(draft.clone())) {
                EditorReport::Failed(failure) => Msg::Editor(drafts::report(&draft, failure)),
                report => Msg::Editor(report),
            }
        } else {
            match self.edit_here(&editor, &place)? {
                Ok(()) => Msg::DraftWritten(draft),
                Err(failure) => Msg::Editor(drafts::report(&draft, failure)),
            }
        };
        self.update(msg)
    }

    /// Runs an editor in this terminal.
    fn edit_here(&mut self, editor: &Editor, place: &FilePlace) -> Result<Result<(), EditorFailure>, TerminalError> {
        if !self.keys_are_free {
            return Ok(Err(EditorFailure::NobodyThere));
        }
        let outcome = self.lending.lend(|| editor.run(place))?;
        self.resume()?;
        Ok(outcome)
    }
}
