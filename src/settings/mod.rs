//! What a person can set, and where that is kept.

mod colour;
mod config;
mod corpora;
mod folders;
mod letters;
mod looks;
mod palette;
mod read;
mod role;
mod theme;
mod written;

pub use colour::{Colours, Environment, Rgb};
pub use config::Config;
pub use corpora::{Corpora, SIGN};
pub use folders::{config_file, state_folder};
pub use letters::Letters;
pub use looks::{Look, Looks, Paint};
pub use read::Settings;
pub use role::Role;
pub use theme::{Background, NotATheme, Theme, ThemeChoice, ThemeName};
pub use written::{default_config, in_force};
