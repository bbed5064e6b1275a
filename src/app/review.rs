//! Reviewing what a program attributed: a person agrees, disagrees, or says who it was.

use std::path::PathBuf;

use super::copying::say_that_nothing_is_selected;
use super::editing::{editable, in_a_sentence, not_broken};
use super::effect::Effect;
use super::message::Message;
use super::model::Model;
use super::screen::Screen;
use super::speaker_picker::SpeakerPicker;
use crate::action::Action;
use crate::corpus::{ReviewState, SpeakerId, Statement, StatementId, short_key};
use crate::edit::{Change, EditError, NamedSpeaker, StatementPlace};
use crate::layout::doubt_in_words;
use crate::search::Hit;

/// A change of a statement in its file.
#[derive(Clone, Debug)]
pub struct StatementChange {
    /// The statement's id in the corpus.
    pub key: String,
    /// Where it stands.
    pub place: StatementPlace,
    /// What is changed.
    pub change: Change,
}

/// Writes down what a person says to the attribution of the selected statement.
pub(super) fn judge(model: &mut Model, state: ReviewState) -> Vec<Effect> {
    let Some(Hit { statement, .. }) = model.selected() else { return say_that_nothing_is_selected(model) };
    let is_so = match model.record.corpus.statement(statement).review() {
        None => return say(model, "There is nothing to review: a person attributed it."),
        Some(review) => review.state == state && !model.record.judged.contains(&statement),
    };
    if is_so {
        return say(model, format!("It is {} already.", state.name()));
    }
    change(model, statement, Change::Judge(state))
}

/// Lets a person say who said the selected statement, where a program said it or nobody.
pub(super) fn pick_speaker(model: &mut Model) -> Vec<Effect> {
    let Some(Hit { statement, .. }) = model.selected() else { return say_that_nothing_is_selected(model) };
    let said = model.record.corpus.statement(statement);
    if said.review().is_none() && !said.speakers().is_empty() {
        let key = model.keymap().told(Action::Edit, model.scope());
        return say(model, format!("A person attributed it; {key} edits it."));
    }
    if let Err(why_not) = place_of(model, statement) {
        return say(model, why_not);
    }
    model.screens.push(Screen::SpeakerPicker(Box::new(SpeakerPicker::open(said))));
    Vec::new()
}

/// Writes down who said a statement.
pub(super) fn attribute(model: &mut Model, statement: StatementId, speaker: SpeakerId) -> Vec<Effect> {
    let speaker = model.record.corpus.speaker(speaker);
    let named = NamedSpeaker { id: speaker.key.clone(), name: speaker.name.clone() };
    change(model, statement, Change::Attribute(named))
}

fn say(model: &mut Model, words: impl Into<String>) -> Vec<Effect> {
    model.messages.say(Message::note(words));
    Vec::new()
}

fn change(model: &mut Model, statement: StatementId, change: Change) -> Vec<Effect> {
    let place = match place_of(model, statement) {
        Ok(place) => place,
        Err(why_not) => return say(model, why_not),
    };
    let key = model.record.corpus.statement(statement).key().to_owned();
    vec![Effect::ChangeStatement(StatementChange { key, place, change })]
}

/// Where a statement can be changed, or why it cannot.
fn place_of(model: &Model, statement: StatementId) -> Result<StatementPlace, String> {
    not_broken(model)?;
    let corpus = &model.record.corpus;
    let statement = corpus.statement(statement);
    let position = statement.position();
    let file = corpus.files().get(usize::from(position.file)).map_or("", String::as_str);
    let path: PathBuf = editable(&model.record, file)?;
    let words = statement.wordings().next().map(|wording| wording.text().to_owned()).unwrap_or_default();
    let line = usize::try_from(position.line).unwrap_or(1);
    Ok(StatementPlace { path, id: short_key(statement.key()).to_owned(), line, words })
}

/// Says what became of a change, and goes on to what is to be reviewed next.
pub(super) fn statement_changed(
    model: &mut Model,
    change: &StatementChange,
    outcome: Result<(), EditError>,
) -> Vec<Effect> {
    if let Err(error) = outcome {
        let key = model.keymap().told_if_meant(Action::Edit, model.scope()).filter(|_| error.editor_can());
        let way = key.map(|key| format!("; {key} opens it")).unwrap_or_default();
        model.messages.say(Message::error(in_a_sentence(&format!("{error}{way}"))));
        return Vec::new();
    }
    let corpus = std::sync::Arc::clone(&model.record.corpus);
    let changed = corpus.find_statement(&change.key);
    if let Some(statement) = changed.filter(|statement| statement.is_unreviewed()) {
        if !model.record.judged.contains(&statement.id()) {
            model.record.judged.push(statement.id());
        }
        go_on(model, statement);
    }
    let left = match model.record.left_to_review() {
        0 => "nothing is left to review".to_owned(),
        1 => "1 is left to review".to_owned(),
        count => format!("{count} are left to review"),
    };
    let parts = [Some(done(&change.change)), Some(left), doubt_of_next(model, changed.map(Statement::id))];
    let text = parts.into_iter().flatten().collect::<Vec<_>>().join("; ");
    model.messages.say(Message::note(format!("{text}.")));
    vec![Effect::NoticeChange]
}

/// What was done.
fn done(change: &Change) -> String {
    match change {
        Change::Judge(ReviewState::Accepted) => "Accepted".to_owned(),
        Change::Judge(ReviewState::Rejected) => "Rejected".to_owned(),
        Change::Judge(ReviewState::Open) => "Open again".to_owned(),
        Change::Attribute(speaker) => format!("Said by {}", speaker.name),
    }
}

/// How sure a program was of the statement that is selected now, if it is another than the one that was
/// changed: that stood on the status line, and the message covers it.
fn doubt_of_next(model: &Model, changed: Option<StatementId>) -> Option<String> {
    let next = model.selected().map(|hit| hit.statement).filter(|next| Some(*next) != changed)?;
    let next = model.record.corpus.statement(next);
    let doubt = doubt_in_words(&model.record.corpus, next).filter(|_| next.is_unreviewed())?;
    Some(format!("this one: {doubt}"))
}

/// Goes to the next statement that nobody has judged: in a list the next one there, else in the order of
/// the files.
fn go_on(model: &mut Model, from: Statement<'_>) {
    let around = model.surroundings();
    let judged = &model.record.judged;
    let is_open = |id: StatementId| around.corpus.statement(id).is_unreviewed() && !judged.contains(&id);
    match model.screens.last_mut() {
        Some(Screen::Context(screen)) if screen.shown.statement == from.id() => {
            let after = around.corpus.statements().skip_while(|statement| statement.id() <= from.id());
            let next = after.chain(around.corpus.statements()).find(|statement| is_open(statement.id()));
            if let Some(next) = next {
                screen.show(next.primary().into(), &around);
            }
        }
        None if model.browse.selected().is_some_and(|hit| hit.statement == from.id()) => {
            let hits = &model.browse.results.hits;
            let after = hits.iter().skip(model.browse.list.selected);
            let next = after.chain(hits.iter()).find(|hit| is_open(hit.statement)).map(|hit| hit.statement);
            if let Some(next) = next {
                model.browse.select_statement(next);
            }
        }
        _ => {}
    }
}
