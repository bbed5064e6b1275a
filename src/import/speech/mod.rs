//! What transcripts of all kinds have in common: labels of speakers, stage directions, and turns
//! that are too long for one statement.

mod direction;
mod label;
mod pieces;
mod turn;

pub(super) use label::{Label, label};
pub(super) use pieces::ends_a_sentence;
pub(super) use turn::{Turn, speaker_of, take_aside, take_paragraph};
