//! Copying statements, writing them into files, and opening their sources.

use std::path::Path;
use std::sync::Arc;

use thiserror::Error;

use super::copy_as::CopyAsScreen;
use super::editing::in_a_sentence;
use super::effect::Effect;
use super::message::Message;
use super::model::Model;
use super::screen::Screen;
use crate::action::{Action, Scope};
use crate::corpus::Corpus;
use crate::export::{Entry, Format, Rendition, Selection, is_web_address, to_text};
use crate::files::WriteError;
use crate::search::{Highlighter, Hit, Relaxed};
use crate::talk_list::Change;
use crate::text::{number, visible};

/// Statements that are to be written out, and how.
#[derive(Clone, Debug)]
pub struct Writing {
    /// Where they are from.
    pub corpus: Arc<Corpus>,
    /// Which, in which wording.
    pub hits: Vec<Hit>,
    /// How.
    pub rendition: Rendition,
}

impl Writing {
    /// The text for a clipboard: whoever pastes it into a line wants no line break at its end.
    #[must_use]
    pub fn text_to_paste(&self) -> String {
        let mut text = self.text();
        text.truncate(text.trim_end_matches('\n').len());
        text
    }

    /// The text. Linear in its length.
    #[must_use]
    pub fn text(&self) -> String {
        let highlighter = Highlighter::default();
        let selection = Selection {
            corpus: &self.corpus,
            hits: &self.hits,
            highlighter: &highlighter,
            relaxed: Relaxed::Not,
            title: None,
        };
        to_text(selection, &self.rendition)
    }

    /// "1 statement with its citation", "3 statements as markdown"
    #[must_use]
    pub fn in_words(&self) -> String {
        let count = self.hits.len();
        let statements = number(count, "statement");
        match &self.rendition {
            Rendition::Format(Format::Citation) if count == 1 => format!("{statements} with its citation"),
            Rendition::Format(Format::Citation) => format!("{statements} with their citations"),
            Rendition::Format(format) => format!("{statements} as {}", format.name()),
            Rendition::Template(_) if self.rendition.hides_badges() => {
                format!("{statements} in your own layout, which does not say what the words are worth{}", self.worth())
            }
            Rendition::Template(_) => format!("{statements} in your own layout"),
            Rendition::Words => format!("the bare words of {statements}"),
        }
    }

    /// What the words of a single statement are worth: " (fragment; reworded)"
    fn worth(&self) -> String {
        match self.hits.as_slice() {
            [only] => format!(" ({})", Entry::new(&self.corpus, *only).status()),
            _ => String::new(),
        }
    }
}

/// Which way something went into a clipboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clipboard {
    /// That of the desktop.
    Desktop,
    /// That of the terminal, which was asked for it and does not say whether it did.
    Terminal,
}

/// Nothing was copied.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum NotCopied {
    /// A terminal does not take as much.
    #[error("{bytes} bytes are more than a terminal takes for its clipboard ({most})")]
    TooLong {
        /// The text's length.
        bytes: usize,
        /// The most that is sent.
        most: usize,
    },
    /// Writing the statements out broke.
    #[error("the writing broke ({0}); please report it")]
    Broke(String),
}

/// An address was not opened.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum NotOpened {
    /// There is no desktop that could open it.
    #[error("there is no desktop here to open it")]
    NoDesktop,
    /// The desktop did not.
    #[error("the desktop did not open it")]
    Refused,
}

/// Copies what is chosen in the form that was settled.
pub(super) fn copy(model: &mut Model) -> Vec<Effect> {
    let settings = &model.settings;
    let rendition = settings.citation.clone().map_or_else(|| Rendition::Format(settings.copy), Rendition::Template);
    chosen(model, |model, hits| vec![Effect::Copy(writing(model, hits, rendition))])
}

/// Opens the list of forms for what is chosen.
pub(super) fn copy_as(model: &mut Model) -> Vec<Effect> {
    chosen(model, |model, hits| {
        model.screens.push(Screen::CopyAs(Box::new(CopyAsScreen::open(hits))));
        Vec::new()
    })
}

/// Adds what is chosen to the list for a talk.
pub(super) fn add_to_talk(model: &mut Model) -> Vec<Effect> {
    chosen(model, |model, hits| {
        let corpus = &model.record.corpus;
        let ids = hits.into_iter().map(|hit| corpus.statement(hit.statement).key().to_owned()).collect();
        vec![Effect::ChangeList(model.my_talk.clone(), Change::Add(ids))]
    })
}

/// Opens the address of the source of the statement that is selected.
pub(super) fn open_source(model: &mut Model) -> Vec<Effect> {
    let Some(hit) = model.selected() else { return say_that_nothing_is_selected(model) };
    let corpus = &model.record.corpus;
    let source = corpus.wording(hit.statement, hit.wording).source().map(|id| corpus.source(id));
    let why_not = match source.map(|source| (&source.title, &source.url)) {
        None => "This wording has no source.".to_owned(),
        Some((title, None)) => format!("“{title}” has no address."),
        Some((_, Some(address))) => {
            let address = address.clone();
            return open_address(model, &address);
        }
    };
    model.messages.say(Message::note(why_not));
    Vec::new()
}

/// Opens an address. Only what leads to the web is opened: a corpus may come from anybody.
pub(super) fn open_address(model: &mut Model, address: &str) -> Vec<Effect> {
    if is_web_address(address) && visible(address) == address && !address.contains(char::is_whitespace) {
        return vec![Effect::OpenAddress(address.to_owned())];
    }
    let why_not = format!("Only web addresses are opened (http, https), and this is none: {address}");
    model.messages.say(Message::note(why_not));
    Vec::new()
}

fn chosen(model: &mut Model, act: impl FnOnce(&mut Model, Vec<Hit>) -> Vec<Effect>) -> Vec<Effect> {
    let hits = model.chosen();
    if hits.is_empty() { say_that_nothing_is_selected(model) } else { act(model, hits) }
}

pub(super) fn say_that_nothing_is_selected(model: &mut Model) -> Vec<Effect> {
    model.messages.say(Message::note("No statement is selected."));
    Vec::new()
}

pub(super) fn writing(model: &Model, hits: Vec<Hit>, rendition: Rendition) -> Writing {
    Writing { corpus: Arc::clone(&model.record.corpus), hits, rendition }
}

/// Says what was copied, and how; or why it was not.
pub(super) fn copied(model: &mut Model, what: &str, outcome: &Result<Clipboard, NotCopied>) {
    model.messages.say(match outcome {
        Ok(Clipboard::Desktop) => Message::note(format!("Copied to the clipboard: {what}.")),
        Ok(Clipboard::Terminal) => {
            Message::note(format!("Sent to the terminal for its clipboard (OSC 52), if it allows that: {what}."))
        }
        Err(reason @ NotCopied::TooLong { .. }) => {
            let key = |action, scope| model.keymap().told(action, scope);
            let (copy_as, file) = (key(Action::CopyAs, model.scope()), key(Action::WriteFile, Scope::CopyAs));
            Message::error(format!("Nothing was copied: {reason}. {copy_as} {file} writes a file."))
        }
        Err(reason) => Message::error(format!("Nothing was copied: {reason}.")),
    });
}

/// Says where the statements were written to, and closes the box; or stays in it and says why they
/// were not.
pub(super) fn written(model: &mut Model, what: &str, path: &Path, outcome: Result<(), WriteError>) {
    match outcome {
        Ok(()) => {
            model.screens.retain(|screen| !matches!(screen, Screen::CopyAs(_)));
            model.messages.say(Message::note(format!("Wrote {what} to {}.", path.display())));
        }
        Err(error @ WriteError::IsThere { .. }) => {
            model.messages.say(Message::error(format!("{error} and stays as it is; choose another name.")));
        }
        Err(error) => model.messages.say(Message::error(in_a_sentence(&error.to_string()))),
    }
}

/// Says that an address was opened; where it was not, it is told whole, to be opened by hand.
pub(super) fn opened(model: &mut Model, address: &str, outcome: &Result<(), NotOpened>) {
    model.messages.say(match outcome {
        Ok(()) => Message::note(format!("Opened {address}")),
        Err(reason @ NotOpened::NoDesktop) => Message::note(format!("{address} ({reason})")),
        Err(reason) => Message::error(format!("{address} ({reason})")),
    });
}
