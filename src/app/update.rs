//! From what happened to the next state, and to what is to be done.

use std::sync::Arc;

use ratatui::layout::Rect;

use super::adding;
use super::clock::Moment;
use super::copying;
use super::early_keys;
use super::editing::{editor_reported, in_a_sentence};
use super::effect::Effect;
use super::keys::typed_together;
use super::message::Message;
use super::model::Model;
use super::msg::Msg;
use super::my_talk::{list_changed, list_read};
use super::overview::counted;
use super::playing::{by_hand, play};
use super::pointing::pointed;
use super::reading::{files_changed, loaded};
use super::remembering::{recalled, remembered};
use super::review;
use super::screen::Screen;
use super::steps::follow;
use super::talk::open_talk;
use super::telling::in_its_room;
use crate::action::{Action, Scope};
use crate::search::{Failure, Hit, Relaxed};

/// Takes what happened into the state, and says what is to be done. Pure: no terminal, no
/// files, no clock.
#[must_use]
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    in_its_room(model, |model| take_in(model, msg))
}

fn take_in(model: &mut Model, msg: Msg) -> Vec<Effect> {
    let mut effects = Vec::new();
    match msg {
        Msg::Key(key) => effects = by_hand(model, key),
        Msg::Typed(letters) => effects = typed_together(model, &letters),
        Msg::Pasted(text) => effects = early_keys::pasted_in_turn(model, text),
        Msg::Pointed(at) => effects = pointed(model, at),
        Msg::Resized(columns, lines) => resized(model, columns, lines),
        Msg::Background(background) => model.follow_background(background),
        Msg::Loaded(outcome) => effects = loaded(model, *outcome),
        Msg::FilesChanged => effects = files_changed(model),
        Msg::NotWatched(reason) => not_watched(model, &reason),
        Msg::DraftWritten(draft) => effects.push(Effect::AddDraft(draft)),
        Msg::Added { draft, outcome } => effects = adding::added(model, *draft, outcome),
        Msg::StatementChanged { change, outcome } => effects = review::statement_changed(model, &change, outcome),
        Msg::Editor(report) => effects.extend(editor_reported(model, report)),
        Msg::Present { query, playlist, relaxed } => effects = present(model, &query, playlist, relaxed),
        Msg::Answered(answer) => {
            let around = model.surroundings();
            model.browse.answered(answer, &around);
        }
        Msg::SearchFailed(failure) => search_failed(model, &failure),
        Msg::Counted { of, outcome } if Arc::ptr_eq(&of, &model.record.corpus) => counted(model, outcome),
        // Another corpus is open by now.
        Msg::Counted { .. } => {}
        Msg::Indexing(progress) => model.browse.indexing = Some(progress),
        Msg::ListRead(outcome) => list_read(model, outcome),
        Msg::ListChanged(outcome) => list_changed(model, outcome),
        Msg::Copied { what, outcome } => copying::copied(model, &what, &outcome),
        Msg::Written { what, path, outcome } => copying::written(model, &what, &path, outcome),
        Msg::AddressOpened { address, outcome } => copying::opened(model, &address, &outcome),
        Msg::Recalled(known) => recalled(model, known),
        Msg::Remembered(outcome) => effects = remembered(model, outcome),
        Msg::Tick(now) => effects = ticked(model, now),
        Msg::Seen(now) => model.player.iter_mut().for_each(|player| player.saw(now)),
    }
    effects.extend(early_keys::take_effect(model));
    effects
}

fn resized(model: &mut Model, columns: u16, lines: u16) {
    model.area = Rect::new(0, 0, columns, lines);
    fit(model);
}

fn not_watched(model: &mut Model, reason: &str) {
    let key = model.keymap().told(Action::Reload, Scope::Browse);
    let text = format!("Changes of the files are not noticed ({reason}); {key} reads them again.");
    model.messages.say(Message::note(text));
}

fn search_failed(model: &mut Model, failure: &Failure) {
    model.browse.search_failed();
    model.messages.say(Message::error(format!("The search broke: {}. Please report it.", failure.message)));
}

fn ticked(model: &mut Model, now: Moment) -> Vec<Effect> {
    for screen in &mut model.screens {
        if let Screen::Talk(talk) = screen {
            talk.stopwatch.tick(now);
        }
    }
    play(model, now)
}

/// Opens the talk screen over what the query finds.
fn present(model: &mut Model, query: &str, playlist: Vec<Hit>, relaxed: Relaxed) -> Vec<Effect> {
    // What there is to know of the files is not for an audience; `onrecord check` tells it. But whoever speaks has to
    // know that these are not the words that were asked for.
    model.messages.clear();
    if let Some(given_up) = relaxed.in_words() {
        model.messages.say(Message::note(in_a_sentence(given_up)));
    }
    let search = (!query.trim().is_empty()).then(|| model.browse.search_for(query));
    let step = open_talk(playlist, 0, &model.surroundings());
    follow(model, step, search)
}

/// Fits everything to the terminal.
fn fit(model: &mut Model) {
    fit_those(model, |_| true);
}

/// The same, but what a person reads in a source stays where they scrolled it.
pub(super) fn fit_but_reading(model: &mut Model) {
    fit_those(model, |screen| !matches!(screen, Screen::Context(_)));
}

fn fit_those(model: &mut Model, fits: impl Fn(&Screen) -> bool) {
    let around = model.surroundings();
    model.browse.settle(&around);
    for screen in model.screens.iter_mut().filter(|screen| fits(screen)) {
        screen.fit(&around);
    }
}
