//! Diagnostics in words: message, place, the line with the part marked, help.

use unicode_segmentation::UnicodeSegmentation;

use super::{Diagnostic, Severity};
use crate::text::{clip, display_width, number, visible};

/// A stretch of a rendered line, with what it is, so that a screen can colour it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What the stretch is.
    pub kind: PartKind,
    /// Its text, harmless to a terminal.
    pub text: String,
}

/// What a stretch of a rendered diagnostic is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartKind {
    /// `error[code]`
    Error,
    /// `warning[code]`
    Warning,
    /// The sentence.
    Message,
    /// File, line numbers and the rule beside the source line.
    Margin,
    /// The source line.
    Source,
    /// What to do.
    Help,
}

impl Part {
    fn new(kind: PartKind, text: impl Into<String>) -> Self {
        Self { kind, text: text.into() }
    }
}

/// The lines that show a diagnostic, without an empty line after it. The source line is
/// cut around the mark so that it fits into `columns`; sentences are not.
#[must_use]
pub fn lines(diagnostic: &Diagnostic, columns: usize) -> Vec<Vec<Part>> {
    let place = &diagnostic.place;
    let severity = severity_kind(diagnostic.severity);
    let mut lines = vec![vec![
        Part::new(severity, format!("{}[{}]", diagnostic.severity, diagnostic.code)),
        Part::new(PartKind::Message, format!(": {}", visible(&diagnostic.message))),
    ]];
    let file = visible(&place.file);
    if place.file.is_empty() {
        // A problem with no file, such as an id that was asked for.
    } else if place.line == 0 {
        lines.push(vec![Part::new(PartKind::Margin, format!("  --> {file}"))]);
    } else {
        lines.extend(snippet(diagnostic, &file, columns));
    }
    if let Some(help) = &diagnostic.help {
        lines.push(vec![Part::new(PartKind::Help, format!("  help: {}", visible(help)))]);
    }
    lines
}

fn snippet(diagnostic: &Diagnostic, file: &str, columns: usize) -> Vec<Vec<Part>> {
    let place = &diagnostic.place;
    let number = place.line.to_string();
    let margin = " ".repeat(number.len());
    let room = columns.saturating_sub(number.len() + 3).max(20);
    let (before, marked, after) = around(&place.line_text, place.marked.range(), room);
    let indent = " ".repeat(display_width(&before));
    let carets = "^".repeat(display_width(&marked).max(1));
    vec![
        vec![Part::new(PartKind::Margin, format!("{margin}--> {file}:{}:{}", place.line, place.column))],
        vec![
            Part::new(PartKind::Margin, format!("{number} | ")),
            Part::new(PartKind::Source, format!("{before}{marked}{after}")),
        ],
        vec![
            Part::new(PartKind::Margin, format!("{margin} | ")),
            Part::new(severity_kind(diagnostic.severity), format!("{indent}{carets}")),
        ],
    ]
}

/// What stands before the mark, the mark, and what stands after it, made harmless
/// (a tab is one space, so that the carets stand right) and cut to `room` columns.
fn around(line: &str, marked: std::ops::Range<usize>, room: usize) -> (String, String, String) {
    let before = visible(line.get(..marked.start).unwrap_or_default());
    let mark = visible(line.get(marked.clone()).unwrap_or_default());
    let after = visible(line.get(marked.end..).unwrap_or_default());
    let mark = clip(&mark, room / 2).into_owned();
    let left = room - display_width(&mark);
    let after_room = left.saturating_sub(display_width(&before)).max(left / 3);
    let after = clip_end(&after, after_room);
    let before = clip_start(&before, left - display_width(&after));
    (before, mark, after)
}

/// Cuts at the end, keeping the spaces there.
fn clip_end(text: &str, columns: usize) -> String {
    if display_width(text) <= columns {
        return text.to_owned();
    }
    clip(text, columns).into_owned()
}

/// Cuts at the start.
fn clip_start(text: &str, columns: usize) -> String {
    if display_width(text) <= columns {
        return text.to_owned();
    }
    let mut kept: Vec<&str> = Vec::new();
    let mut used = 1;
    for grapheme in text.graphemes(true).rev() {
        used += display_width(grapheme);
        if used > columns {
            break;
        }
        kept.push(grapheme);
    }
    std::iter::once("…").chain(kept.into_iter().rev()).collect()
}

const fn severity_kind(severity: Severity) -> PartKind {
    match severity {
        Severity::Error => PartKind::Error,
        Severity::Warning => PartKind::Warning,
    }
}

/// The columns used where nothing is known of the reader's screen.
const COLUMNS_IN_A_PIPE: usize = 110;

/// A diagnostic as plain text, without a line break after it.
#[must_use]
pub fn plain(diagnostic: &Diagnostic) -> String {
    let lines: Vec<String> = lines(diagnostic, COLUMNS_IN_A_PIPE)
        .iter()
        .map(|parts| parts.iter().map(|part| part.text.as_str()).collect())
        .collect();
    lines.join("\n")
}

/// "2 errors, 1 warning"
#[must_use]
pub fn summary<'d>(diagnostics: impl IntoIterator<Item = &'d Diagnostic>) -> String {
    let (mut errors, mut warnings) = (0, 0);
    for problem in diagnostics {
        *(if problem.is_error() { &mut errors } else { &mut warnings }) += 1;
    }
    let counted = |count: usize, word: &str| (count > 0).then(|| number(count, word));
    let parts: Vec<String> = [counted(errors, "error"), counted(warnings, "warning")].into_iter().flatten().collect();
    if parts.is_empty() { "no problems".to_owned() } else { parts.join(", ") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Place, SourceText};
    use crate::text::ByteSpan;

    fn at(text: &str, marked: &str) -> Place {
        let start = text.find(marked).expect("the marked part is in the text");
        SourceText::new("quotes.yaml", text).place(ByteSpan::new(start, start + marked.len()))
    }

    #[test]
    fn a_problem_shows_its_place_and_what_to_do() {
        let place = at("statements:\n  - speaker: shermann\n", "shermann");
        let problem = Diagnostic::error("unknown-speaker", "there is no speaker `shermann`", place)
            .with_help("did you mean `sherman`?");
        insta::assert_snapshot!(plain(&problem), @r"
        error[unknown-speaker]: there is no speaker `shermann`
         --> quotes.yaml:2:14
        2 |   - speaker: shermann
          |              ^^^^^^^^
          help: did you mean `sherman`?
        ");
    }

    #[test]
    fn carets_stand_right_under_tabs_and_wide_letters() {
        let problem = Diagnostic::warning("x", "look", at("\t北約: 北約x", "北約x"));
        insta::assert_snapshot!(plain(&problem), @r"
        warning[x]: look
         --> quotes.yaml:1:6
        1 |  北約: 北約x
          |        ^^^^^
        ");
    }

    #[test]
    fn a_very_long_line_is_cut_around_the_mark() {
        let text = format!("{}here{}", "a".repeat(500), "b".repeat(500));
        let shown = plain(&Diagnostic::error("x", "look", at(&text, "here")));
        assert!(shown.lines().all(|line| line.chars().count() < 130), "{shown}");
        assert!(shown.contains("aahereb"), "{shown}");
    }

    #[test]
    fn control_characters_in_a_file_never_reach_the_terminal() {
        let problem = Diagnostic::error("x", "bad \u{1b}[2J", at("a: \u{1b}]0;x\u{7}", "a"));
        assert!(!plain(&problem).contains('\u{1b}'));
    }
}
