//! Texts marked by hand, in brat's standoff format.
//!
//! `T1⇥Content 10 25;30 40⇥…` marks a Content, a Source or a Cue; its offsets count characters.
//! `E1⇥Attribution:T4 Cue:T3 Source:T2 Content:T1` ties them together. `A1⇥Kind T1 fragment` says
//! whether the quotes in a Content are whole (`direct`) or words within a sentence (`fragment`); where
//! no such line stands, the kind is not measured.

use std::collections::HashMap;

use onrecord::text::ByteSpan;

/// A text and what was marked in it.
pub(crate) struct Marked {
    pub(crate) text: String,
    pub(crate) attributions: Vec<Marking>,
}

/// One attribution: what was said, and where its speaker is named.
#[derive(Clone, Debug, Default)]
pub(crate) struct Marking {
    pub(crate) content: Vec<ByteSpan>,
    /// The places of all parts of the speaker's mention; empty if the text does not name one.
    pub(crate) source: Vec<ByteSpan>,
    pub(crate) kind: Option<String>,
}

impl Marked {
    /// Reads the marks of a text. Lines of other kinds are passed over.
    pub(crate) fn read(text: String, marks: &str) -> Self {
        let mut places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        places.push(text.len());
        let mut bounds = HashMap::new();
        let mut kinds = HashMap::new();
        let mut attributions = Vec::new();
        for line in marks.lines() {
            let mut fields = line.split('\t');
            let (Some(id), Some(rest)) = (fields.next(), fields.next()) else { continue };
            if id.starts_with('T') {
                let spans = rest.split_once(' ').map_or("", |(_, spans)| spans);
                bounds.insert(
                    id.to_owned(),
                    spans.split(';').filter_map(|span| byte_span(span, &places)).collect::<Vec<_>>(),
                );
            } else if id.starts_with('A') {
                let words: Vec<&str> = rest.split(' ').collect();
                if let ["Kind", content, kind] = words.as_slice() {
                    kinds.insert((*content).to_owned(), (*kind).to_owned());
                }
            } else if id.starts_with('E') {
                attributions.push(rest.to_owned());
            }
        }
        let attributions = attributions.iter().map(|event| marking(event, &bounds, &kinds)).collect();
        Self { text, attributions }
    }
}

fn byte_span(span: &str, places: &[usize]) -> Option<ByteSpan> {
    let (start, end) = span.split_once(' ')?;
    let place = |number: &str| places.get(number.parse::<usize>().ok()?).copied();
    Some(ByteSpan::new(place(start)?, place(end)?))
}

fn marking(event: &str, bounds: &HashMap<String, Vec<ByteSpan>>, kinds: &HashMap<String, String>) -> Marking {
    let mut marking = Marking::default();
    for argument in event.split(' ') {
        let Some((role, id)) = argument.split_once(':') else { continue };
        let spans = bounds.get(id).cloned().unwrap_or_default();
        match role.trim_end_matches(|last: char| last.is_ascii_digit()) {
            "Content" => {
                marking.content.extend(spans);
                marking.kind = kinds.get(id).cloned().or(marking.kind);
            }
            "Source" => marking.source.extend(spans),
            _ => {}
        }
    }
    marking.content.sort_unstable();
    marking.source.sort_unstable();
    marking
}
