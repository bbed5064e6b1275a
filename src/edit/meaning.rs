//! Whether a corpus that would come of a change says what was meant.

use super::{Change, NamedSpeaker, StatementPlace};
use crate::corpus::{Corpus, ReviewState, Statement, short_key};

/// Whether a corpus says of the statement what a change is to say. Linear in the number of statements.
pub(super) fn says(corpus: &Corpus, place: &StatementPlace, change: &Change) -> bool {
    let Some(statement) = statement_at(corpus, place) else { return false };
    let state = statement.review().map(|review| review.state);
    match change {
        Change::Judge(wanted) => state == Some(*wanted),
        Change::Attribute(speaker) => {
            is_said_by(corpus, statement, speaker) && state.is_none_or(|state| state == ReviewState::Accepted)
        }
    }
}

fn statement_at<'c>(corpus: &'c Corpus, place: &StatementPlace) -> Option<Statement<'c>> {
    let name = place.path.display().to_string();
    let file = corpus.files().iter().position(|file| *file == name)?;
    corpus
        .statements()
        .find(|statement| usize::from(statement.position().file) == file && short_key(statement.key()) == place.id)
}

/// Whether it is said by this speaker and nobody else. An id that was made from a name may become another
/// when lines change, so where one speaker has the name, the name tells.
fn is_said_by(corpus: &Corpus, statement: Statement<'_>, wanted: &NamedSpeaker) -> bool {
    let [only] = statement.speakers() else { return false };
    let speaker = corpus.speaker(*only);
    let namesakes = corpus.speakers().filter(|(_, other)| other.name == wanted.name).count();
    speaker.name == wanted.name && (speaker.key == wanted.id || namesakes == 1)
}
