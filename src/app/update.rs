//! From what happened to the next state, and to what is to be done.

use std::sync::Arc;

use super::adding;
use super::copying;
use super::editing::{EditorFailure, EditorReport, editor_reported};
use super::effect::Effect;
use super::keys::pasted;
use super::message::Message;
use super::model::Model;
use super::msg::Msg;
use super::my_talk::{list_changed, list_read};
use super::playing::{by_hand, play};
use super::pointing::pointed;
use super::reading::{files_changed, loaded};
use super::remembering::{recalled, remembered};
use super::review;
use super::screen::{Screen, open_talk};
use super::steps::follow;
use crate::action::{Action, Scope};
use crate::layout::Overview;
use crate::search::{Failure, Hit};

/// Takes what happened into the state, and says what is to be done. Pure: no terminal, no
/// files, no clock.
#[must_use]
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    match msg {
        Msg::Key(key) => by_hand(model, key),
        Msg::Pasted(text) => pasted(model, &text),
        Msg::Pointed(at) => pointed(model, at),
        Msg::Resized(columns, lines) => {
            model.area = ratatui::layout::Rect::new(0, 0, columns, lines);
            fit(model);
            Vec::new()
        }
        Msg::Background(background) => {
            model.follow_background(background);
            Vec::new()
        }
        Msg::Loaded(outcome) => loaded(model, *outcome),
        Msg::FilesChanged => files_changed(model),
        Msg::NotWatched(reason) => {
            let key = model.keymap().shown(Action::Reload, Scope::Browse).unwrap_or_default();
            let text = format!("Changes of the files are not noticed ({reason}); {key} reads them again.");
            model.message = Some(Message::note(text));
            Vec::new()
        }
        Msg::DraftWritten(draft) => vec![Effect::AddDraft(draft)],
        Msg::Added { draft, outcome } => adding::added(model, *draft, outcome),
        Msg::StatementChanged { change, outcome } => review::statement_changed(model, &change, outcome),
        Msg::Editor(report) => {
            let changed = matches!(report, EditorReport::Closed | EditorReport::Failed(EditorFailure::Ended { .. }));
            editor_reported(model, report);
            if changed { vec![Effect::NoticeChange] } else { Vec::new() }
        }
        Msg::Present { query, playlist } => present(model, &query, playlist),
        Msg::Answered(answer) => {
            let around = model.surroundings();
            model.browse.answered(answer, &around);
            Vec::new()
        }
        Msg::Counted { of, outcome } => {
            if Arc::ptr_eq(&of, &model.record.corpus) {
                counted(model, outcome);
            }
            Vec::new()
        }
        Msg::Indexing(progress) => {
            model.browse.indexing = Some(progress);
            Vec::new()
        }
        Msg::ListRead(outcome) => {
            list_read(model, outcome);
            Vec::new()
        }
        Msg::ListChanged(outcome) => {
            list_changed(model, outcome);
            Vec::new()
        }
        Msg::Copied { what, outcome } => {
            copying::copied(model, &what, &outcome);
            Vec::new()
        }
        Msg::Written { what, path, outcome } => {
            copying::written(model, &what, &path, outcome);
            Vec::new()
        }
        Msg::AddressOpened { address, outcome } => {
            copying::opened(model, &address, &outcome);
            Vec::new()
        }
        Msg::Recalled(known) => {
            recalled(model, known);
            Vec::new()
        }
        Msg::Remembered(outcome) => remembered(model, outcome),
        Msg::Tick(now) => {
            for screen in &mut model.screens {
                if let Screen::Talk(talk) = screen {
                    talk.stopwatch.tick(now);
                }
            }
            play(model, now)
        }
        Msg::Seen(now) => {
            if let Some(player) = &mut model.player {
                player.saw(now);
            }
            Vec::new()
        }
        Msg::SearchFailed(failure) => {
            model.browse.search_failed();
            model.message = Some(Message::error(format!("The search broke: {}. Please report it.", failure.message)));
            Vec::new()
        }
    }
}

/// Opens the talk screen over what the query finds.
fn present(model: &mut Model, query: &str, playlist: Vec<Hit>) -> Vec<Effect> {
    // What there is to know of the files is not for an audience; `onrecord check` tells it.
    model.message = None;
    let search = (!query.trim().is_empty()).then(|| model.browse.search_for(query));
    let step = open_talk(playlist, 0, &model.surroundings());
    follow(model, step, search)
}

fn counted(model: &mut Model, outcome: Result<Arc<Overview>, Failure>) {
    match outcome {
        Ok(overview) => {
            let around = model.surroundings();
            for screen in &mut model.screens {
                if let Screen::Overview(screen) = screen {
                    screen.counted(&overview, &around);
                }
            }
            model.record.overview = Some(overview);
        }
        Err(failure) => {
            let text = format!("The counting broke: {}. Please report it.", failure.message);
            model.message = Some(Message::error(text));
        }
    }
}

/// Fits everything to the terminal and to what there is.
pub(super) fn fit(model: &mut Model) {
    let around = model.surroundings();
    model.browse.settle(&around);
    for screen in &mut model.screens {
        screen.fit(&around);
    }
}
