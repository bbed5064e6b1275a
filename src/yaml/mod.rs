//! YAML and JSON as a tree that keeps positions, and a tolerant way to read fields from it.
//!
//! A typed reader stops at its first problem. This room reads the tree (only a syntax
//! error stops it) and then takes fields out one by one, noting every problem with its
//! place, so that a person mends a file in one go.

mod append;
mod extent;
mod fields;
mod json;
mod lookup;
mod scalar;
mod stream;
mod tree;
mod write;

pub use append::{Item, append, is_airy};
pub use fields::{Fields, Located};
pub use json::{Entries, NotJson, parse_json};
pub use scalar::{quoted, scalar};
pub use stream::parse_streaming;
pub use tree::{Key, Node, Value, parse};
pub use write::{flow_inside, flow_text, yaml_text};
