//! Editing the files of the corpus in the person's own editor.

use std::path::{Path, PathBuf};

use thiserror::Error;

use super::copying::say_that_nothing_is_selected;
use super::effect::Effect;
use super::message::Message;
use super::model::{Model, Record};
use crate::action::{Action, Scope};
use crate::corpus::{FileForm, Origin, file_form};
use crate::diagnostic::Place;
use crate::edit::Draft;
use crate::search::Hit;

/// A line of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilePlace {
    /// The file.
    pub path: PathBuf,
    /// The line, from 1.
    pub line: usize,
}

/// What became of an editor.
#[derive(Debug)]
pub enum EditorReport {
    /// It has a window of its own, and the person works there now.
    Opened {
        /// Its name.
        editor: String,
    },
    /// It was closed.
    Closed,
    /// It could not be used.
    Failed(EditorFailure),
    /// It could not be used to the end, and what was written with it is not lost.
    DraftKept {
        /// Why.
        failure: EditorFailure,
        /// What was written.
        draft: Box<Draft>,
    },
}

/// An editor could not be used.
#[derive(Debug, Error)]
pub enum EditorFailure {
    /// Its name and arguments are not words as a shell has them.
    #[error("`{command}` is not a command: a quote mark is left open; set $VISUAL to an editor")]
    NotACommand {
        /// What was set.
        command: String,
    },
    /// There is no such program.
    #[error("there is no program `{editor}`; set $VISUAL to an editor")]
    NotThere {
        /// Its name.
        editor: String,
    },
    /// It could not be started.
    #[error("`{editor}` cannot be started: {reason}")]
    NotStarted {
        /// Its name.
        editor: String,
        /// Why.
        reason: String,
    },
    /// It ended with an error.
    #[error("`{editor}` failed ({how}); what it had saved is read")]
    Ended {
        /// Its name.
        editor: String,
        /// How: a status or a signal.
        how: String,
    },
    /// The file of a draft could not be made.
    #[error("there is no place for a draft: {reason}")]
    NoPlace {
        /// Why.
        reason: String,
    },
    /// It was not a key just pressed that asked for it (it waited for the corpus), so the keys that are pressed next
    /// are not the editor's.
    #[error("an editor needs a person: press its key again")]
    NobodyThere,
}

/// Opens the editor at the selected statement.
pub(super) fn edit_selected(model: &mut Model) -> Vec<Effect> {
    let Some(Hit { statement, .. }) = model.selected() else { return say_that_nothing_is_selected(model) };
    let position = model.record.corpus.statement(statement).position();
    let file = model.record.corpus.files().get(usize::from(position.file)).cloned().unwrap_or_default();
    let line = usize::try_from(position.line).unwrap_or(1);
    edit(model, &file, line)
}

/// Opens the editor at the place of a problem.
pub(super) fn edit_problem(model: &mut Model, place: &Place) -> Vec<Effect> {
    edit(model, &place.file, place.line.max(1))
}

fn edit(model: &mut Model, file: &str, line: usize) -> Vec<Effect> {
    match editable(&model.record, file) {
        Ok(path) => vec![Effect::Edit(FilePlace { path, line })],
        Err(why_not) => {
            model.messages.say(Message::note(why_not));
            Vec::new()
        }
    }
}

/// The path of a file of the corpus, or why it cannot be changed and what can be done.
pub(super) fn editable(record: &Record, file: &str) -> Result<PathBuf, String> {
    let path = Path::new(file);
    if record.origin == Some(Origin::BuiltIn) {
        return Err(format!("The built-in corpus cannot be changed; {MAKE_A_FILE} makes a file of it."));
    }
    if file.is_empty() || (record.origin.is_some() && !record.has_file(file)) {
        return Err(format!("There is no file to change; {MAKE_A_FILE} makes one of what is open."));
    }
    if file_form(path) == FileForm::Packed {
        return Err(format!("{file} is packed and cannot be changed; unpack it with gunzip, or: {MAKE_A_FILE}."));
    }
    Ok(path.to_owned())
}

/// Why no file is changed now: what is on the disk is not what is shown.
pub(super) fn not_broken(model: &Model) -> Result<(), String> {
    if !model.record.broken {
        return Ok(());
    }
    let key = model.keymap().told(Action::Problems, model.scope());
    Err(format!("The files have errors now; {key} shows them. Mend them first."))
}

/// What makes a file that can be edited of any corpus.
const MAKE_A_FILE: &str = "`onrecord export -o quotes.yaml`";

/// Says what became of an editor, where there is something to say. One that was closed may have changed
/// the files.
pub(super) fn editor_reported(model: &mut Model, report: EditorReport) -> Option<Effect> {
    let is_closed = matches!(report, EditorReport::Closed | EditorReport::Failed(EditorFailure::Ended { .. }));
    if is_closed {
        // It is not open any more.
        model.messages.keep_errors();
    }
    match report {
        EditorReport::Closed => {}
        EditorReport::Opened { editor } => {
            model.messages.say(Message::note(format!("Open in {editor}; what is saved there is read at once.")));
        }
        EditorReport::Failed(failure) => model.messages.say(Message::error(in_a_sentence(&failure.to_string()))),
        EditorReport::DraftKept { failure, draft } => {
            let kept = draft.file.as_ref().map(|file| file.display().to_string()).unwrap_or_default();
            let key = model.keymap().told(Action::Add, Scope::Browse);
            model.draft = Some(draft);
            let text = format!("{failure}; what you wrote is kept in {kept}, and {key} goes on with it");
            model.messages.say(Message::error(in_a_sentence(&text)));
        }
    }
    is_closed.then_some(Effect::NoticeChange)
}

/// The words of an error as a sentence. A name of a file stays as it is.
pub(super) fn in_a_sentence(words: &str) -> String {
    let mut letters = words.chars();
    let first = words.split(' ').next().unwrap_or_default();
    if first.contains(['/', '.']) {
        return format!("{words}.");
    }
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", letters.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_begins_with_a_capital_but_a_name_of_a_file_stays_as_it_is() {
        assert_eq!(in_a_sentence("the disk is full"), "The disk is full.");
        assert_eq!(in_a_sentence("work/list.yaml is a pipe"), "work/list.yaml is a pipe.");
        assert_eq!(in_a_sentence("quotes.yaml has an error"), "quotes.yaml has an error.");
    }
}
