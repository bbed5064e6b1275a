//! The tests of the whole program, in one binary so that it is linked once.
// Nothing imports a test binary; `pub` says here what the files share.
#![allow(unreachable_pub)]

mod support;

mod rooms;
mod terminal;
