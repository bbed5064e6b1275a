//! The program without a terminal: effects are performed in place, frames are drawn into
//! memory. For pictures and for tests.

use std::collections::VecDeque;
use std::sync::Arc;

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;

use super::keeper::{Task, done};
use crate::action::{Key, KeyCode};
use crate::app::{Clipboard, Effect, Model, Moment, Msg, NotOpened, Start, update};
use crate::corpus::{Corpus, CorpusChoice, open};
use crate::layout::Overview;
use crate::memory::{self, CorpusKey, Memory};
use crate::search::{Answer, Engine};
use crate::ui::{draw, shows};

/// The program without a terminal.
#[derive(Debug)]
pub struct Headless {
    model: Model,
    choice: CorpusChoice,
    engine: Engine,
    memory: Memory,
    quit: bool,
    pictures: Vec<Picture>,
    copied: Option<String>,
}

/// A frame that was kept.
#[derive(Clone, Debug)]
pub struct Picture {
    /// Its name, if it was given one.
    pub name: Option<String>,
    /// What the screen showed.
    pub frame: Buffer,
}

impl Headless {
    /// Opens a corpus; what is wrong with it is shown on the screen, as in a terminal.
    #[must_use]
    pub fn open(start: Start, choice: CorpusChoice) -> Self {
        let mut headless = Self::begin(start, choice);
        headless.read();
        headless
    }

    /// The program in its first moment: the corpus is not read yet.
    #[must_use]
    pub fn begin(start: Start, choice: CorpusChoice) -> Self {
        let engine = Engine::new(Arc::<Corpus>::default());
        let mut memory = Memory::new(start.state_folder.as_deref(), CorpusKey::of(&choice));
        let recalled = memory.recall();
        let model = Model::new(start);
        let mut headless = Self { model, choice, engine, memory, quit: false, pictures: Vec::new(), copied: None };
        headless.happen(Msg::Recalled(recalled));
        headless
    }

    /// Reads the corpus.
    pub fn read(&mut self) {
        self.perform(Effect::Load);
    }

    /// Presses one key after another.
    pub fn press(&mut self, keys: &[Key]) {
        for key in keys {
            self.happen(Msg::Key(*key));
        }
    }

    /// Types a text, letter by letter.
    pub fn type_text(&mut self, text: &str) {
        for character in text.chars() {
            self.happen(Msg::Key(Key::plain(KeyCode::Char(character))));
        }
    }

    /// Takes in whatever else may happen.
    pub fn happen(&mut self, msg: Msg) {
        for effect in update(&mut self.model, msg) {
            self.perform(effect);
        }
    }

    /// Plays the tour that it was started with to its end, as fast as it goes, and hands out the
    /// pictures it took: those with a name, and one of each pause. Time passes only on paper.
    pub fn play(&mut self) -> Vec<Picture> {
        let mut now = Moment::default();
        while let (Some(due), true) = (self.model.deadline(), self.model.player.is_some()) {
            // What is due at once is due now.
            now = now.max(due);
            let is_seen = self.model.awaited_text().is_some_and(|text| shows(&self.frame().0, &text));
            self.happen(if is_seen { Msg::Seen(now) } else { Msg::Tick(now) });
        }
        std::mem::take(&mut self.pictures)
    }

    /// Performs an effect and everything that follows from it.
    fn perform(&mut self, effect: Effect) {
        let mut waiting = VecDeque::from([effect]);
        while let Some(effect) = waiting.pop_front() {
            if let Some(msg) = self.msg_of(effect) {
                waiting.extend(update(&mut self.model, msg));
            }
        }
    }

    fn msg_of(&mut self, effect: Effect) -> Option<Msg> {
        match effect {
            Effect::Load => Some(Msg::Loaded(Box::new(open(&self.choice)))),
            Effect::UseCorpus(corpus) => {
                self.engine = Engine::new(corpus);
                None
            }
            Effect::Search(generation, request) => {
                let results = self.engine.search(&request, &|| false)?;
                Some(Msg::Answered(Answer { generation, results: Arc::new(results) }))
            }
            Effect::Count(corpus) => {
                let outcome = Ok(Arc::new(Overview::of(&corpus)));
                Some(Msg::Counted { of: corpus, outcome })
            }
            Effect::ReadList(file) => done(Task::Read(file), &mut self.memory),
            Effect::ChangeList(file, change) => done(Task::Change(file, change), &mut self.memory),
            Effect::Remember(task) => done(Task::Remember(task), &mut self.memory),
            Effect::WriteFile(path, writing) => done(Task::Write(path, writing), &mut self.memory),
            Effect::Copy(writing) => {
                self.copied = Some(writing.text_to_paste());
                Some(Msg::Copied { what: writing.in_words(), outcome: Ok(Clipboard::Desktop) })
            }
            // A picture of a browser is nobody's wish.
            Effect::OpenAddress(address) => Some(Msg::AddressOpened { address, outcome: Err(NotOpened::NoDesktop) }),
            Effect::Quit => {
                self.quit = true;
                let view = self.model.last_view().map(Box::new);
                done(Task::Remember(memory::Task::Leave(view)), &mut self.memory)
            }
            Effect::Picture(name) => {
                self.pictures.push(Picture { name, frame: self.frame().0 });
                None
            }
            // There is nothing to give to a shell or to an editor.
            Effect::Suspend | Effect::Edit(_) | Effect::Compose(_) => None,
            Effect::AddDraft(draft) => done(Task::Add(draft, self.choice.clone()), &mut self.memory),
            Effect::ChangeStatement(change) => {
                done(Task::ChangeStatement(change, self.choice.clone()), &mut self.memory)
            }
            Effect::NoticeChange => Some(Msg::FilesChanged),
        }
    }

    /// The state of the program.
    #[must_use]
    pub const fn model(&self) -> &Model {
        &self.model
    }

    /// What was copied last.
    #[must_use]
    pub fn copied(&self) -> Option<&str> {
        self.copied.as_deref()
    }

    /// Whether the person quit.
    #[must_use]
    pub const fn has_quit(&self) -> bool {
        self.quit
    }

    /// What the screen shows, and where the cursor stands, if it is shown.
    #[must_use]
    pub fn frame(&self) -> (Buffer, Option<(u16, u16)>) {
        let area = self.model.area;
        let Ok(mut terminal) = Terminal::new(TestBackend::new(area.width, area.height));
        let Ok(_) = terminal.draw(|frame| draw(&self.model, frame));
        let backend = terminal.backend();
        let cursor = backend.cursor_visible().then(|| (backend.cursor_position().x, backend.cursor_position().y));
        (backend.buffer().clone(), cursor)
    }
}
