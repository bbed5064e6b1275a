//! What a person can set, and where that is kept.

mod colour;
mod folders;
mod palette;
mod role;
mod theme;

pub use colour::{Colours, Environment, Rgb};
pub use folders::{config_file, state_folder};
pub use role::Role;
pub use theme::{Background, NotATheme, Theme, ThemeChoice, ThemeName};
