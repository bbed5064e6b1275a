//! Adding a statement: a draft is written in the person's editor, looked through, and put into a file.

use std::path::PathBuf;

use super::editing::{editable, in_a_sentence, not_broken};
use super::effect::Effect;
use super::message::Message;
use super::model::Model;
use super::problems::ProblemsScreen;
use super::screen::Screen;
use crate::action::{Action, Scope};
use crate::corpus::{FileForm, SessionId, SpeakerId, file_form};
use crate::edit::{Added, Draft, EditError, Proposal};
use crate::search::FacetValue;

/// Opens a draft in the person's editor: the one that could not be added, where there is one.
pub(super) fn add(model: &mut Model) -> Vec<Effect> {
    if let Some(draft) = model.draft.clone() {
        return vec![Effect::Compose(draft)];
    }
    match not_broken(model).and_then(|()| target(model)) {
        Ok(target) => {
            let corpus = std::sync::Arc::clone(&model.record.corpus);
            vec![Effect::Compose(Box::new(Draft::new(target, corpus, proposal(model))))]
        }
        Err(why_not) => {
            model.messages.say(Message::note(why_not));
            Vec::new()
        }
    }
}

/// The file of the selected statement, else the first that can take one.
fn target(model: &Model) -> Result<PathBuf, String> {
    let corpus = &model.record.corpus;
    let of_selected = model.selected().and_then(|hit| {
        let position = corpus.statement(hit.statement).position();
        corpus.files().get(usize::from(position.file))
    });
    let mut why_not = None;
    for file in of_selected.into_iter().chain(corpus.files()) {
        match editable(&model.record, file) {
            Ok(path) if file_form(&path) == FileForm::Document => return Ok(path),
            Ok(_) => {}
            Err(reason) => {
                why_not.get_or_insert(reason);
            }
        }
    }
    Err(why_not.unwrap_or_else(|| {
        "A statement is added to a YAML file, and none is open: open one beside these files.".to_owned()
    }))
}

/// What the filters say of a new statement.
fn proposal(model: &Model) -> Proposal {
    let mut speakers: Vec<SpeakerId> = Vec::new();
    let mut sessions: Vec<SessionId> = Vec::new();
    for value in model.browse.filters.values() {
        match value {
            FacetValue::Speaker(speaker) => speakers.push(speaker),
            FacetValue::Session(session) => sessions.push(session),
            FacetValue::Topic(_) => {}
        }
    }
    // Where several are filtered by, it is not said which is meant.
    Proposal {
        speaker: <[SpeakerId; 1]>::try_from(speakers).ok().map(|[only]| only),
        session: <[SessionId; 1]>::try_from(sessions).ok().map(|[only]| only),
    }
}

/// Says what became of a draft.
pub(super) fn added(model: &mut Model, draft: Draft, outcome: Result<Added, EditError>) -> Vec<Effect> {
    let kept = draft.file.as_ref().map(|file| file.display().to_string()).unwrap_or_default();
    model.draft = outcome.is_err().then(|| Box::new(draft.clone()));
    match outcome {
        Ok(Added::Nothing) => {
            model.messages.say(Message::note("Nothing was written, so nothing is added."));
            Vec::new()
        }
        Ok(Added::Statements(ids)) => {
            let what = if ids.is_empty() { "what is new".to_owned() } else { ids.join(", ") };
            model.messages.say(Message::note(format!("Added to {}: {what}.", draft.target.display())));
            model.browse.wanted = ids.into_iter().next_back();
            vec![Effect::NoticeChange]
        }
        Err(EditError::Problems(problems)) => {
            model.screens.push(Screen::Problems(Box::new(ProblemsScreen::of_draft(problems, draft))));
            let key = model.keymap().told(Action::Edit, Scope::Problems);
            let text = format!("Nothing is added yet; {key} goes on writing. It is kept in {kept}");
            model.messages.say(Message::error(text));
            Vec::new()
        }
        Err(error) => {
            let key = model.keymap().told(Action::Add, Scope::Browse);
            let text = format!("{error}; what you wrote is kept in {kept}, and {key} goes on with it");
            model.messages.say(Message::error(in_a_sentence(&text)));
            Vec::new()
        }
    }
}
