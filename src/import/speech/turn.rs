//! Turns: what somebody says until somebody else does.

use super::Label;
use super::direction::words_alone;
use super::pieces::pieces;
use crate::corpus::written::{Texts, WrittenPassage, WrittenSpeaker, WrittenStatement};
use crate::corpus::{Kind, PassageKind};
use crate::import::found::{Found, id, names, owned};

/// Where and by whom a paragraph of a transcript was said.
#[derive(Clone, Debug, Default)]
pub(in crate::import) struct Turn {
    pub(in crate::import) source: String,
    pub(in crate::import) session: Option<String>,
    /// Ids; nobody's where there are none.
    pub(in crate::import) speakers: Vec<String>,
    /// Why somebody should look at the attribution.
    pub(in crate::import) look: Option<String>,
    pub(in crate::import) notes: Option<String>,
    pub(in crate::import) setting: Option<String>,
}

/// Takes in a paragraph of a turn: it becomes a passage, and its words a statement, or several
/// where it is long.
pub(in crate::import) fn take_paragraph(found: &mut Found, turn: &Turn, text: &str, locator: Option<&str>) {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    found.passage(
        &turn.source,
        WrittenPassage { is: Some(PassageKind::Full), text: owned(&*text), locator: locator.map(owned) },
    );
    for piece in pieces(&text) {
        let words = words_alone(piece);
        if words.is_empty() {
            continue;
        }
        let statement = WrittenStatement {
            speaker: names(turn.speakers.iter().cloned()),
            session: turn.session.as_deref().map(id),
            kind: Some(Kind::Direct),
            setting: turn.setting.as_deref().map(owned),
            notes: turn.notes.as_deref().map(owned),
            source: Some(id(&turn.source)),
            locator: locator.map(owned),
            text: Some(owned(words)),
            ..WrittenStatement::default()
        };
        found.statement(statement, turn.look.iter().cloned().collect());
    }
}

/// Takes in what belongs to the text and is nobody's words.
pub(in crate::import) fn take_aside(found: &mut Found, source: &str, text: &str) {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    found.passage(source, WrittenPassage { is: Some(PassageKind::Full), text: owned(text), locator: None });
}

/// The speaker that a label names: nobody where it names nobody in particular.
pub(in crate::import) fn speaker_of(found: &mut Found, label: &Label) -> Option<String> {
    if label.is_nobody() {
        return None;
    }
    if let Some((id, whole)) = found.speaker_by_last_name(&label.name) {
        found.look_at_speaker(&id, format!("“{}” is taken for {whole}", label.name));
        found.speaker(WrittenSpeaker {
            name: owned(whole),
            aliases: Texts(vec![owned(&*label.name)]),
            ..WrittenSpeaker::default()
        });
        return Some(id);
    }
    let speaker = WrittenSpeaker {
        name: owned(&*label.name),
        role: label.role.as_deref().map(owned),
        ..WrittenSpeaker::default()
    };
    Some(found.speaker(speaker))
}
