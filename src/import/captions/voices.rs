//! Who speaks the words of a line: tags, labels and dashes.

use super::times::seconds;
use crate::import::speech::{Label, label};

/// The most letters of a tag: what is longer is text with a sign in it.
const LONGEST_TAG: usize = 400;

/// Who speaks, as far as the captions say it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Voice {
    /// Nothing was said of it: whoever spoke before, or nobody.
    #[default]
    Same,
    /// Somebody else, without a name.
    Another,
    Named(Label),
}

/// The words of a line, by who speaks them.
pub(super) fn voices(line: &str) -> Vec<(Voice, String)> {
    let mut found = Vec::new();
    let mut voice = Voice::Same;
    let mut words = String::new();
    let mut rest = line;
    while let Some(open) = rest.find(['<', '{']) {
        words.push_str(&rest[..open]);
        let Some(close) = tag_end(rest, open) else {
            words.push_str(&rest[open..=open]);
            rest = &rest[open + 1..];
            continue;
        };
        let tag = &rest[open..=close];
        if let Some(name) = voice_tag(tag) {
            push_words(&mut found, std::mem::take(&mut voice), &std::mem::take(&mut words));
            voice = Voice::Named(Label { name, ..Label::default() });
        } else if !looks_like_a_tag(tag) {
            words.push_str(tag);
        }
        rest = &rest[close + 1..];
    }
    words.push_str(rest);
    push_words(&mut found, voice, &words);
    found
}

/// Where the bracket stands that closes the one at `open`.
fn tag_end(line: &str, open: usize) -> Option<usize> {
    let end = if line[open..].starts_with('<') { '>' } else { '}' };
    let close = line[open..].char_indices().take(LONGEST_TAG).find(|(_, letter)| *letter == end);
    close.map(|(at, _)| open + at)
}

/// The name in `<v Name>` or `<v.class Name>`.
fn voice_tag(tag: &str) -> Option<String> {
    let rest = tag.strip_prefix("<v")?.strip_suffix('>')?;
    let (classes, name) = rest.split_once([' ', '\t'])?;
    let name = unescaped(name.trim()).trim().to_owned();
    ((classes.is_empty() || classes.starts_with('.')) && !name.is_empty()).then_some(name)
}

/// A tag of WebVTT or one of the few of HTML that subtitles have, a time within a cue, or `{\an8}`.
fn looks_like_a_tag(tag: &str) -> bool {
    let Some(inside) = tag.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')) else {
        return tag.starts_with("{\\");
    };
    let name = inside.trim_start_matches('/').split(['.', ' ', '\t']).next().unwrap_or_default();
    let tags = ["c", "i", "b", "u", "v", "lang", "ruby", "rt", "font"];
    tags.contains(&&*name.to_lowercase()) || seconds(inside).is_some()
}

/// Words of a voice; a label before them, or the dash of another speaker, is no part of them.
fn push_words(found: &mut Vec<(Voice, String)>, voice: Voice, words: &str) {
    let words = unescaped(words);
    let (voice, words) = match voice {
        Voice::Named(_) => (voice, words.trim()),
        _ => heard(voice, words.trim()),
    };
    if voice != Voice::Same || !words.is_empty() {
        found.push((voice, words.to_owned()));
    }
}

/// Who speaks words that no tag gives to anybody, and the words alone.
fn heard(voice: Voice, words: &str) -> (Voice, &str) {
    if let Some((label, words)) = label(words).filter(|(label, _)| !label.is_field()) {
        return (Voice::Named(label), words);
    }
    match [">>", "- ", "– "].iter().find_map(|sign| words.strip_prefix(sign)) {
        Some(words) => (Voice::Another, words.trim_start_matches('>').trim()),
        None => (voice, words),
    }
}

/// The few escapes of WebVTT.
fn unescaped(text: &str) -> String {
    [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&nbsp;", " "),
        ("&lrm;", ""),
        ("&rlm;", ""),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&amp;", "&"),
    ]
    .iter()
    .fold(text.to_owned(), |text, (escape, sign)| if text.contains('&') { text.replace(escape, sign) } else { text })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn voices_are_told_from_tags_and_words() {
        let named = |name: &str| Voice::Named(Label { name: name.to_owned(), ..Label::default() });
        for (line, wanted) in [
            ("<v Ann>So <i>we</i> will</v>", vec![(named("Ann"), "So we will")]),
            ("<v.loud.big Ann Lee>So <v Bob>No", vec![(named("Ann Lee"), "So"), (named("Bob"), "No")]),
            ("a &lt; b &amp;amp; c", vec![(Voice::Same, "a < b &amp; c")]),
            ("{\\an8}So <00:00:01.000>it <font color=\"red\">is</font>", vec![(Voice::Same, "So it is")]),
            ("a < b and c > d", vec![(Voice::Same, "a < b and c > d")]),
            (">> So", vec![(Voice::Another, "So")]),
            ("Ann: So", vec![(named("Ann"), "So")]),
            ("Note: this is so", vec![(Voice::Same, "Note: this is so")]),
            ("- So", vec![(Voice::Another, "So")]),
            ("", vec![]),
        ] {
            let wanted: Vec<(Voice, String)> =
                wanted.into_iter().map(|(voice, words)| (voice, words.to_owned())).collect();
            assert_eq!(voices(line), wanted, "{line}");
        }
    }
}
