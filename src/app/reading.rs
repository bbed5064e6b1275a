//! Reading the files of the corpus: when, and what becomes of it.

use std::sync::Arc;

use super::effect::Effect;
use super::message::Message;
use super::model::{Model, Numbers};
use super::overview::count;
use super::problems::ProblemsScreen;
use super::remembering::{resume, tell_of_filters};
use super::screen::Screen;
use super::update::fit_but_reading;
use crate::action::{Action, Scope};
use crate::corpus::{Loaded, OpenError, Origin};
use crate::diagnostic::{Diagnostic, has_errors, summary};
use crate::memory::{LastView, Task};
use crate::text::number;

/// Reads the files. While that goes on, it is kept in mind that they changed again.
pub(super) fn files_changed(model: &mut Model) -> Vec<Effect> {
    if model.record.reading.underway {
        model.record.reading.changed = true;
        return Vec::new();
    }
    model.record.reading.underway = true;
    vec![Effect::Load]
}

/// Reads the files because a person asked for it.
pub(super) fn reload(model: &mut Model) -> Vec<Effect> {
    model.record.reading.asked = true;
    files_changed(model)
}

pub(super) fn loaded(model: &mut Model, outcome: Result<(Loaded, Origin), OpenError>) -> Vec<Effect> {
    model.record.reading.underway = false;
    let reads_again = std::mem::take(&mut model.record.reading.changed);
    let mut effects = match outcome {
        Ok((loaded, origin)) if !has_errors(&loaded.problems) => opened(model, loaded, origin),
        // Whoever is writing a file may have written half of it.
        _ if reads_again => Vec::new(),
        Ok((loaded, _)) => broken(model, loaded.problems),
        Err(error) => broken(model, vec![error.diagnostic()]),
    };
    if reads_again {
        effects.extend(files_changed(model));
    } else {
        model.record.reading.asked = false;
    }
    effects
}

/// A corpus with errors is never shown half: what was open stays. Its problems are shown to whoever
/// asked for it, and where nothing is open; else the status line tells of them, for what a person
/// reads or an audience sees is not taken away.
fn broken(model: &mut Model, problems: Vec<Diagnostic>) -> Vec<Effect> {
    model.record.problems = problems;
    model.record.broken = true;
    // What they were meant for is not there.
    model.early.forget();
    if model.record.opened {
        // "Read again" is not true any more.
        model.messages.keep_errors();
    }
    let of_files = |screen: &Screen| matches!(screen, Screen::Problems(screen) if screen.draft.is_none());
    let is_shown = model.screens.iter().any(of_files);
    if is_shown || model.record.reading.asked || !model.record.opened {
        show_problems(model);
    }
    Vec::new()
}

/// Opens the problems screen, or brings it up to date.
pub(super) fn show_problems(model: &mut Model) {
    let problems = model.record.problems.clone();
    if problems.is_empty() {
        model.messages.say(Message::note("Nothing is wrong with the files."));
        return;
    }
    let shown = model.screens.iter_mut().find_map(|screen| match screen {
        Screen::Problems(screen) if screen.draft.is_none() => Some(screen),
        _ => None,
    });
    match shown {
        Some(screen) => screen.problems = problems,
        None => model.screens.push(Screen::Problems(Box::new(ProblemsScreen::open(problems)))),
    }
    fit_but_reading(model);
}

fn opened(model: &mut Model, loaded: Loaded, origin: Origin) -> Vec<Effect> {
    let again = model.record.opened;
    let by_itself = again && !model.record.reading.asked;
    let from = Arc::clone(&model.record.corpus);
    let left = model.browse.view(&from);
    model.record.corpus = Arc::new(loaded.corpus);
    model.record.name = origin.to_string();
    model.record.origin = Some(origin);
    model.record.opened = true;
    model.record.broken = false;
    model.record.problems = loaded.problems;
    model.record.unreviewed = model.record.corpus.statements().filter(|statement| statement.is_unreviewed()).count();
    model.record.judged.clear();
    model.record.numbers = Numbers::NotCounted;
    let around = model.surroundings();
    let screens = std::mem::take(&mut model.screens);
    model.screens = screens.into_iter().filter_map(|screen| screen.carried_over(&from, &around)).collect();
    let search = model.browse.use_corpus(&from, &around);
    if by_itself {
        read_by_itself(model, &left);
    } else {
        tell_of_filters(model, &left);
        let news = what_to_know(model, &loaded.clashes, loaded.skipped).or_else(|| again.then(|| read_again(model)));
        if let Some(news) = news {
            model.messages.say(news);
        }
    }
    let search = resume(model).unwrap_or(search);
    let corpus = &model.record.corpus;
    let mut effects =
        vec![Effect::UseCorpus(Arc::clone(corpus)), search, Effect::Remember(Task::Find(Arc::clone(corpus)))];
    if model.screens.iter().any(|screen| matches!(screen, Screen::Overview(_))) {
        effects.extend(count(model));
    }
    effects
}

/// Says that the files were read though nobody asked for it, where there is nothing else to say; and never to
/// an audience.
fn read_by_itself(model: &mut Model, left: &LastView) {
    if matches!(model.screens.last(), Some(Screen::Talk(_))) {
        return;
    }
    tell_of_filters(model, left);
    if model.messages.is_empty() {
        model.messages.say(read_again(model));
    }
}

fn read_again(model: &Model) -> Message {
    Message::note(format!("Read again: {}.", number(model.record.corpus.statement_count(), "statement")))
}

/// What a person should know about a corpus that was opened.
fn what_to_know(model: &Model, clashes: &[String], skipped: usize) -> Option<Message> {
    let warnings = &model.record.problems;
    let key = model.keymap().told(Action::Problems, Scope::Browse);
    let warnings = (!warnings.is_empty()).then(|| format!("{}: {key} shows them", summary(warnings)));
    let skipped = match skipped {
        0 => None,
        1 => Some("1 bad line was skipped".to_owned()),
        lines => Some(format!("{lines} bad lines were skipped")),
    };
    let clashes = match clashes {
        [] => None,
        [only] => Some(format!("{only} is in several files: it is now written file/id")),
        [first, rest @ ..] => {
            Some(format!("{first} and {} more are in several files: they are now written file/id", rest.len()))
        }
    };
    let parts: Vec<String> = [skipped, clashes, warnings].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| Message::note(format!("{}.", parts.join("; "))))
}
