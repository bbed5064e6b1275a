//! The tests of the whole program, in one binary so that it is linked once.
// Nothing imports a test binary; `pub` says here what the files share.
#![allow(unreachable_pub)]
// A helper of a test fails the test, just like the test itself.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

mod access;
mod articles;
mod beside;
mod copying;
mod dependencies;
mod documentation;
mod early_keys;
mod editing;
mod export;
mod fuzz;
mod honesty;
mod hostile;
mod import;
mod import_properties;
mod lines;
mod memory;
mod mouse;
mod model;
mod my_talk;
mod overview;
mod palette;
mod promises;
mod record;
mod rooms;
mod review;
mod round_trip;
mod schema;
mod screens;
mod search;
mod settings;
mod shell;
mod soak;
mod steering;
mod talk;
mod talk_command;
mod talk_keys;
mod terminal;
mod tours;
mod update;
