//! What a person can set: for now the looks.

mod colour;
mod palette;
mod role;
mod theme;

pub use colour::{Colours, Environment, Rgb};
pub use role::Role;
pub use theme::{Background, NotATheme, Theme, ThemeChoice, ThemeName};
