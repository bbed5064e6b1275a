//! What a person can set: for now the looks.

mod theme;

pub use theme::{Role, Theme};
