//! The answers of screens, and what follows from them.

use std::path::PathBuf;

use super::copying;
use super::editing::edit_problem;
use super::effect::Effect;
use super::keys::act;
use super::message::Message;
use super::model::Model;
use super::my_talk::MyTalkScreen;
use super::overview::open_overview;
use super::reading::reload;
use super::remembering::change_bookmarks;
use super::review;
use super::screen::Screen;
use crate::action::{Action, Scope};
use crate::corpus::{SpeakerId, StatementId};
use crate::diagnostic::Place;
use crate::edit::Draft;
use crate::export::Rendition;
use crate::memory;
use crate::search::{Filters, Hit};
use crate::talk_list::Change;

/// What follows from an action on a screen.
#[derive(Debug)]
pub(super) enum Step {
    /// The screen stays.
    Stay,
    /// The action is none of the screen's own: what it does on every screen is done.
    Pass,
    /// Back to the screen underneath.
    Back,
    /// The same, and this is done there.
    Run(Action),
    /// The same, to the place of this statement there.
    BackAt(StatementId),
    /// Back to the browse screen, narrowed down to this query and these filters.
    Narrow(String, Filters),
    /// Another screen over this one.
    Open(Screen),
    /// The screen stays and says something.
    Say(Message),
    /// The files are to be read again.
    Reload,
    /// What stands at the place of a problem is to be edited.
    EditAt(Place),
    /// Back, and the draft is to be written on.
    Compose(Box<Draft>),
    /// Back, and the statement was said by this speaker.
    Attribute(StatementId, SpeakerId),
    /// The corpus in numbers over this one.
    OpenOverview,
    /// The list of statements for a talk over this one, at this statement if it has it.
    OpenMyTalk(Option<StatementId>),
    /// That list is to be read again.
    ReadMyTalk,
    /// That list is to be changed.
    ChangeMyTalk(Change),
    /// This address is to be opened.
    OpenAddress(String),
    /// Back, and these statements are to be copied so.
    Copy(Vec<Hit>, Rendition),
    /// These statements are to be written into this file so.
    WriteFile(PathBuf, Vec<Hit>, Rendition),
    /// The bookmarks are to be changed.
    ChangeBookmarks(memory::Change),
    /// The same, and the screen is done with.
    BackChangingBookmarks(memory::Change),
    /// Back to the search box, with this query.
    SearchFor(String),
}

impl Step {
    /// Whether the screen is done with, so that the one underneath is seen.
    pub(super) const fn leads_back(&self) -> bool {
        matches!(
            self,
            Self::Back
                | Self::Run(_)
                | Self::BackAt(_)
                | Self::Compose(_)
                | Self::Attribute(..)
                | Self::Copy(..)
                | Self::BackChangingBookmarks(_)
                | Self::SearchFor(_)
        )
    }
}

/// Does what a screen asks for; `effect` is what it asked for itself.
pub(super) fn follow(model: &mut Model, step: Step, effect: Option<Effect>) -> Vec<Effect> {
    // What a screen does within itself leaves the lists below it as they are.
    if matches!(step, Step::Stay) && !model.screens.is_empty() && effect.is_none() {
        return Vec::new();
    }
    let mut effects: Vec<Effect> = effect.into_iter().collect();
    if step.leads_back() {
        model.screens.pop();
    }
    match step {
        Step::Stay | Step::Pass | Step::Back => {}
        Step::Run(action) => effects.extend(run(model, action)),
        Step::BackAt(statement) => go_to(model, statement),
        Step::Narrow(query, filters) => effects.push(narrow(model, &query, filters)),
        Step::Open(screen) => model.screens.push(screen),
        Step::Say(message) => model.messages.say(message),
        Step::OpenOverview => effects.extend(open_overview(model)),
        Step::OpenMyTalk(statement) => {
            model.screens.push(Screen::MyTalk(Box::new(MyTalkScreen::at(statement))));
            effects.push(Effect::ReadList(model.my_talk.clone()));
        }
        Step::ReadMyTalk => effects.push(Effect::ReadList(model.my_talk.clone())),
        Step::ChangeMyTalk(change) => effects.push(Effect::ChangeList(model.my_talk.clone(), change)),
        Step::OpenAddress(address) => effects.extend(copying::open_address(model, &address)),
        Step::Copy(hits, rendition) => effects.push(Effect::Copy(copying::writing(model, hits, rendition))),
        Step::WriteFile(path, hits, rendition) => {
            effects.push(Effect::WriteFile(path, copying::writing(model, hits, rendition)));
        }
        Step::Compose(draft) => effects.push(Effect::Compose(draft)),
        Step::Attribute(statement, speaker) => effects.extend(review::attribute(model, statement, speaker)),
        Step::EditAt(place) => effects.extend(edit_problem(model, &place)),
        Step::ChangeBookmarks(change) | Step::BackChangingBookmarks(change) => {
            effects.extend(change_bookmarks(model, change));
        }
        Step::SearchFor(query) => effects.extend(model.browse.recall(&query)),
        Step::Reload => effects.extend(reload(model)),
    }
    fit_lists(model);
    effects
}

/// Does what was chosen from the list of all commands.
fn run(model: &mut Model, action: Action) -> Vec<Effect> {
    let scope = model.scope();
    if let Some(cast) = &mut model.key_cast {
        cast.pressed(action.name().to_owned(), action.description(scope));
    }
    act(model, action)
}

/// Goes to a statement on the visible screen.
fn go_to(model: &mut Model, statement: StatementId) {
    let around = model.surroundings();
    match model.screens.last_mut() {
        Some(screen) => screen.select_statement(statement, &around),
        None => model.browse.select_statement(statement),
    }
}

fn narrow(model: &mut Model, query: &str, filters: Filters) -> Effect {
    model.screens.clear();
    let undo = model.settings.keymap.told(Action::UndoClear, Scope::Browse);
    model.messages.say(Message::note(format!("{undo} brings the former query and filters back.")));
    model.browse.narrow(query, filters)
}

/// Fits the lists to what is in them now. What a person reads elsewhere stays where they scrolled it.
pub(super) fn fit_lists(model: &mut Model) {
    let around = model.surroundings();
    model.browse.settle(&around);
    for screen in &mut model.screens {
        if let Screen::Bookmarks(screen) = screen {
            screen.settle(&around);
        }
    }
}
