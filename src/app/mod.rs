//! The state machine: what happened goes in, the next state and what is to be done come
//! out. It knows no terminal, no files and no clock.

mod browse;
mod clock;
mod completion;
mod context;
mod effect;
mod help;
mod key_cast;
mod message;
mod model;
mod my_talk;
mod overview;
mod palette;
mod player;
mod playing;
mod problems;
mod screen;
mod scroll;
mod session;
mod stopwatch;
mod talk;
mod text_box;
mod update;
mod wordings;

pub use browse::Browse;
pub use clock::Moment;
pub use completion::Completion;
pub use context::ContextScreen;
pub use effect::Effect;
pub use help::HelpScreen;
pub use key_cast::{Cast, KeyCast};
pub use message::Message;
pub use model::{Model, Record, Start};
pub use my_talk::MyTalkScreen;
pub use overview::OverviewScreen;
pub use palette::PaletteScreen;
pub use player::Player;
pub use problems::ProblemsScreen;
pub use screen::{Screen, Shown};
pub use scroll::{ListCursor, Scroll};
pub use session::SessionScreen;
pub use stopwatch::Stopwatch;
pub use talk::{SlideView, TalkScreen};
pub use text_box::{MOST_CHARACTERS, TextBox};
pub use update::{Msg, update};
pub use wordings::WordingsScreen;
