//! From what happened to the next state, and to what is to be done.

use std::path::PathBuf;
use std::sync::Arc;

use super::adding;
use super::clock::Moment;
use super::copying::{self, Clipboard, NotCopied, NotOpened};
use super::editing::{EditorFailure, EditorReport, edit_problem, edit_selected, editor_reported};
use super::effect::Effect;
use super::help::HelpScreen;
use super::key_cast::KeyCast;
use super::message::Message;
use super::model::Model;
use super::my_talk::{MyTalkScreen, list_changed, list_read};
use super::palette::PaletteScreen;
use super::playing::{by_hand, play};
use super::pointing::{Pointed, pointed};
use super::problems::ProblemsScreen;
use super::remembering::{change_bookmarks, query_used, recalled, remembered, resume, toggle_bookmarks, write_note};
use super::review::{self, StatementChange};
use super::screen::{Screen, Step, open_talk};
use crate::action::{Action, Key, KeyCode, Keymap, NamedKey, Resolution, Scope};
use crate::corpus::{Corpus, Loaded, OpenError, Origin, ReviewState};
use crate::diagnostic::{Diagnostic, has_errors, summary};
use crate::edit::{Added, Draft, EditError};
use crate::files::WriteError;
use crate::layout::Overview;
use crate::memory::{Recalled, Remembered, Task};
use crate::search::{Answer, Failure, Hit, Progress};
use crate::settings::Background;
use crate::talk_list::{Changed, ListError, TalkList};

/// Everything that can happen.
#[derive(Debug)]
pub enum Msg {
    /// A key was pressed.
    Key(Key),
    /// Text was pasted.
    Pasted(String),
    /// The mouse was used.
    Pointed(Pointed),
    /// The terminal has another size, in columns and lines.
    Resized(u16, u16),
    /// The terminal told what its ground is.
    Background(Background),
    /// The corpus was read, or could not be.
    Loaded(Box<Result<(Loaded, Origin), OpenError>>),
    /// Files of the corpus changed on the disk.
    FilesChanged,
    /// Changes of the files are not told, for this reason.
    NotWatched(String),
    /// An editor was opened, or closed.
    Editor(EditorReport),
    /// A draft was written, and its editor is closed.
    DraftWritten(Box<Draft>),
    /// A draft came into its file, or did not.
    Added {
        /// The draft.
        draft: Box<Draft>,
        /// What became of it.
        outcome: Result<Added, EditError>,
    },
    /// A statement was changed in its file, or could not be.
    StatementChanged {
        /// What was to be changed.
        change: StatementChange,
        /// What became of it.
        outcome: Result<(), EditError>,
    },
    /// A talk is to begin with these statements of the open corpus.
    Present {
        /// The query that found them, for the search box underneath.
        query: String,
        /// What is shown, one after another.
        playlist: Vec<Hit>,
    },
    /// A search was answered.
    Answered(Answer),
    /// A search broke.
    SearchFailed(Failure),
    /// A corpus was counted, or could not be.
    Counted {
        /// Which corpus.
        of: Arc<Corpus>,
        /// The numbers.
        outcome: Result<Arc<Overview>, Failure>,
    },
    /// The corpus is being made ready for searching.
    Indexing(Progress),
    /// My talk was read: what its file holds, if there is one.
    ListRead(Result<Option<TalkList>, ListError>),
    /// My talk was changed on the disk, or could not be.
    ListChanged(Result<Changed, ListError>),
    /// Statements were copied, or could not be.
    Copied {
        /// What, for people.
        what: String,
        /// How, or why not.
        outcome: Result<Clipboard, NotCopied>,
    },
    /// Statements were written into a file, or could not be.
    Written {
        /// What, for people.
        what: String,
        /// The file.
        path: PathBuf,
        /// Why not.
        outcome: Result<(), WriteError>,
    },
    /// An address was opened, or could not be.
    AddressOpened {
        /// The address.
        address: String,
        /// Why not.
        outcome: Result<(), NotOpened>,
    },
    /// What is known when the program starts.
    Recalled(Recalled),
    /// Something was remembered, or could not be.
    Remembered(Remembered),
    /// It is this moment now.
    Tick(Moment),
    /// The text that was waited for is on the screen, at this moment.
    Seen(Moment),
}

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
            if let Some(Screen::Talk(talk)) = model.screens.last_mut() {
                talk.stopwatch.tick(now);
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

/// A key was pressed; what it means is in the keymap.
pub(super) fn pressed(model: &mut Model, key: Key, keymap: &Keymap) -> Vec<Effect> {
    model.message = None;
    model.pressed.push(key);
    let scope = model.scope();
    let resolution = keymap.resolve(&model.pressed, scope);
    if !leaves(resolution) && wake(model) {
        model.pressed.clear();
        return Vec::new();
    }
    match resolution {
        Resolution::Pending => Vec::new(),
        Resolution::Action(action) => {
            let keys = model.begun_keys();
            model.pressed.clear();
            if let Some(cast) = &mut model.key_cast {
                cast.pressed(keys, action.description());
            }
            act(model, action)
        }
        Resolution::None => {
            let broken_off = model.pressed.len() > 1;
            let keys = model.begun_keys();
            model.pressed.clear();
            match key.typed() {
                _ if broken_off && is_escape(key) => Vec::new(),
                // What leaves the program leaves it at once, whatever was begun.
                _ if broken_off && leaves(keymap.resolve(&[key], scope)) => pressed(model, key, keymap),
                Some(character) if scope.takes(character) && !broken_off => {
                    if let Some(cast) = &mut model.key_cast {
                        cast.typed(character);
                    }
                    typed(model, character.encode_utf8(&mut [0; 4]))
                }
                _ => {
                    let help = model.settings.keymap.told(Action::Help, scope);
                    model.message = Some(Message::note(format!("{keys} does nothing here; {help} shows the keys.")));
                    Vec::new()
                }
            }
        }
    }
}

const fn leaves(resolution: Resolution) -> bool {
    matches!(resolution, Resolution::Action(Action::Quit | Action::Suspend))
}

fn is_escape(key: Key) -> bool {
    key == Key::plain(KeyCode::Named(NamedKey::Escape))
}

/// Ends a blank screen. Whether there was one: then the key has done all it does.
pub(super) fn wake(model: &mut Model) -> bool {
    match model.screens.last_mut() {
        Some(Screen::Talk(talk)) => std::mem::take(&mut talk.blank),
        _ => false,
    }
}

/// Text that is pasted where nothing is typed begins a search.
fn pasted(model: &mut Model, text: &str) -> Vec<Effect> {
    model.message = None;
    model.pressed.clear();
    if wake(model) {
        return Vec::new();
    }
    if model.screens.is_empty() && !model.browse.searching {
        let _ = act(model, Action::Search);
    }
    if model.scope().takes_text() {
        return typed(model, text);
    }
    model.message = Some(Message::note("Text can be pasted into a box only."));
    Vec::new()
}

fn typed(model: &mut Model, text: &str) -> Vec<Effect> {
    if let Some(screen) = model.screens.last_mut() {
        match screen {
            Screen::Help(help) => help.typed(text),
            Screen::Palette(palette) => palette.typed(text),
            Screen::SpeakerPicker(picker) => picker.typed(text),
            Screen::CopyAs(screen) => screen.typed(text),
            Screen::Talk(talk) => talk.typed(text),
            Screen::Note(note) => note.typed(text),
            Screen::Queries(queries) => queries.typed(text),
            _ => {}
        }
        return Vec::new();
    }
    let (step, effect) = model.browse.typed(text);
    follow(model, step, effect)
}

fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    match action {
        Action::Quit => return vec![Effect::Quit],
        Action::Suspend => return vec![Effect::Suspend],
        Action::ShowKeys => {
            model.key_cast = model.key_cast.is_none().then(KeyCast::default);
            return Vec::new();
        }
        Action::Help if !matches!(model.screens.last(), Some(Screen::Help(_))) => {
            let help = HelpScreen::open(model.scope());
            model.screens.push(Screen::Help(Box::new(help)));
            return Vec::new();
        }
        Action::Palette if !matches!(model.screens.last(), Some(Screen::Palette(_))) => {
            let palette = PaletteScreen::open(model.scope());
            model.screens.push(Screen::Palette(Box::new(palette)));
            return Vec::new();
        }
        Action::Copy => return copying::copy(model),
        Action::CopyAs => return copying::copy_as(model),
        Action::OpenSource => return copying::open_source(model),
        Action::AddToTalk => return copying::add_to_talk(model),
        Action::Add => return adding::add(model),
        Action::AcceptAttribution => return review::judge(model, ReviewState::Accepted),
        Action::RejectAttribution => return review::judge(model, ReviewState::Rejected),
        Action::PickSpeaker => return review::pick_speaker(model),
        Action::Bookmark => return toggle_bookmarks(model),
        Action::Note if !matches!(model.screens.last(), Some(Screen::Bookmarks(_))) => {
            write_note(model);
            return Vec::new();
        }
        Action::Edit if !matches!(model.screens.last(), Some(Screen::Problems(_))) => return edit_selected(model),
        Action::Problems if !matches!(model.screens.last(), Some(Screen::Problems(_))) => {
            show_problems(model);
            return Vec::new();
        }
        _ => {}
    }
    let around = model.surroundings();
    let (step, effect) = match model.screens.last_mut() {
        Some(screen) => (screen.act(action, &around), None),
        None => model.browse.act(action, &around),
    };
    let used = (model.screens.is_empty() && uses_query(action, &step)).then(|| query_used(model)).flatten();
    let mut effects = follow(model, step, effect);
    effects.extend(used);
    effects
}

/// Whether a query was used for something: it was left in the box, or what it found was opened.
const fn uses_query(action: Action, step: &Step) -> bool {
    matches!(action, Action::Accept)
        || matches!(step, Step::Open(Screen::Context(_) | Screen::Session(_) | Screen::Wordings(_) | Screen::Talk(_)))
}

pub(super) fn follow(model: &mut Model, step: Step, effect: Option<Effect>) -> Vec<Effect> {
    let mut effects: Vec<Effect> = effect.into_iter().collect();
    match step {
        Step::Stay => {}
        Step::Back => {
            model.screens.pop();
        }
        Step::Run(action) => {
            model.screens.pop();
            if let Some(cast) = &mut model.key_cast {
                cast.pressed(action.name().to_owned(), action.description());
            }
            effects.extend(act(model, action));
        }
        Step::BackAt(statement) => {
            model.screens.pop();
            let around = model.surroundings();
            match model.screens.last_mut() {
                Some(screen) => screen.select_statement(statement, &around),
                None => model.browse.select_statement(statement),
            }
        }
        Step::Narrow(query, filters) => {
            model.screens.clear();
            effects.push(model.browse.narrow(&query, filters));
            let undo = model.settings.keymap.told(Action::UndoClear, Scope::Browse);
            model.message = Some(Message::note(format!("{undo} brings the former query and filters back.")));
        }
        Step::Open(screen) => model.screens.push(screen),
        Step::Say(message) => model.message = Some(message),
        Step::OpenMyTalk(statement) => {
            model.screens.push(Screen::MyTalk(Box::new(MyTalkScreen::at(statement))));
            effects.push(Effect::ReadList(model.my_talk.clone()));
        }
        Step::ReadMyTalk => effects.push(Effect::ReadList(model.my_talk.clone())),
        Step::ChangeMyTalk(change) => effects.push(Effect::ChangeList(model.my_talk.clone(), change)),
        Step::OpenAddress(address) => match copying::effect_of_opening(&address) {
            Ok(effect) => effects.push(effect),
            Err(why_not) => model.message = Some(Message::note(why_not)),
        },
        Step::Copy(hits, rendition) => {
            model.screens.pop();
            effects.push(Effect::Copy(copying::writing(model, hits, rendition)));
        }
        Step::WriteFile(path, hits, rendition) => {
            effects.push(Effect::WriteFile(path, copying::writing(model, hits, rendition)));
        }
        Step::Compose(draft) => {
            model.screens.pop();
            effects.push(Effect::Compose(draft));
        }
        Step::Attribute(statement, speaker) => {
            model.screens.pop();
            effects.extend(review::attribute(model, statement, speaker));
        }
        Step::EditAt(place) => effects.extend(edit_problem(model, &place)),
        Step::ChangeBookmarks(change) => effects.extend(change_bookmarks(model, change)),
        Step::BackChangingBookmarks(change) => {
            model.screens.pop();
            effects.extend(change_bookmarks(model, change));
        }
        Step::SearchFor(query) => {
            model.screens.pop();
            effects.extend(model.browse.recall(&query));
        }
        Step::Reload => {
            model.record.reading.asked = true;
            effects.extend(files_changed(model));
        }
    }
    fit_browse(model);
    effects
}

fn fit_browse(model: &mut Model) {
    let around = model.surroundings();
    model.browse.settle(&around);
    if let Some(Screen::Bookmarks(screen)) = model.screens.last_mut() {
        screen.settle(&around);
    }
}

/// Reads the files. While that goes on, it is kept in mind that they changed again.
fn files_changed(model: &mut Model) -> Vec<Effect> {
    if model.record.reading.underway {
        model.record.reading.changed = true;
        return Vec::new();
    }
    model.record.reading.underway = true;
    vec![Effect::Load]
}

fn loaded(model: &mut Model, outcome: Result<(Loaded, Origin), OpenError>) -> Vec<Effect> {
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
    let of_files = |screen: &Screen| matches!(screen, Screen::Problems(screen) if screen.draft.is_none());
    let is_shown = model.screens.iter().any(of_files);
    if is_shown || model.record.reading.asked || !model.record.opened {
        show_problems(model);
    }
    Vec::new()
}

/// Opens the problems screen, or brings it up to date.
fn show_problems(model: &mut Model) {
    let problems = model.record.problems.clone();
    if problems.is_empty() {
        model.message = Some(Message::note("Nothing is wrong with the files."));
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
    fit(model);
}

fn opened(model: &mut Model, loaded: Loaded, origin: Origin) -> Vec<Effect> {
    let again = model.record.opened;
    let by_itself = again && !model.record.reading.asked;
    let from = Arc::clone(&model.record.corpus);
    model.record.corpus = Arc::new(loaded.corpus);
    model.record.name = origin.to_string();
    model.record.origin = Some(origin);
    model.record.opened = true;
    model.record.broken = false;
    model.record.problems = loaded.problems;
    model.record.unreviewed = model.record.corpus.statements().filter(|statement| statement.is_unreviewed()).count();
    model.record.judged.clear();
    model.record.overview = None;
    let around = model.surroundings();
    let screens = std::mem::take(&mut model.screens);
    model.screens = screens.into_iter().filter_map(|screen| screen.carried_over(&from, &around)).collect();
    let search = model.browse.use_corpus(&from, &around);
    let settings = model.settings_told.take();
    if by_itself {
        read_by_itself(model);
    } else {
        let news =
            what_to_know(settings, model, &loaded.clashes, loaded.skipped).or_else(|| again.then(|| read_again(model)));
        // What went wrong with what is remembered was told a moment ago, and nobody has read it yet.
        model.message = news.or_else(|| model.message.take());
    }
    let search = resume(model).unwrap_or(search);
    let corpus = &model.record.corpus;
    let mut effects =
        vec![Effect::UseCorpus(Arc::clone(corpus)), search, Effect::Remember(Task::Find(Arc::clone(corpus)))];
    if model.screens.iter().any(|screen| matches!(screen, Screen::Overview(_))) {
        effects.push(Effect::Count(Arc::clone(&model.record.corpus)));
    }
    effects
}

/// Says that the files were read though nobody asked for it; but never to an audience, and never
/// in the place of something else.
fn read_by_itself(model: &mut Model) {
    let in_talk = matches!(model.screens.last(), Some(Screen::Talk(_)));
    if !in_talk && model.message.is_none() {
        model.message = Some(read_again(model));
    }
}

fn read_again(model: &Model) -> Message {
    match model.record.corpus.statement_count() {
        1 => Message::note("Read again: 1 statement."),
        count => Message::note(format!("Read again: {count} statements.")),
    }
}

/// What a person should know about their settings and a corpus that was opened.
fn what_to_know(settings: Option<String>, model: &Model, clashes: &[String], skipped: usize) -> Option<Message> {
    let warnings = &model.record.problems;
    let key = model.keymap().shown(Action::Problems, Scope::Everywhere).unwrap_or_default();
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
    let parts: Vec<String> = [settings, skipped, clashes, warnings].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| Message::note(format!("{}.", parts.join("; "))))
}
