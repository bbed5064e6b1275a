//! The first and the last line of a screen.

use std::collections::BTreeSet;
use std::path::Path;

use ratatui::Frame;
use ratatui::layout::Rect;

use super::text::{plain, put, put_right};
use crate::action::Action;
use crate::app::{Model, Screen};
use crate::diagnostic::summary;
use crate::settings::Role;
use crate::text::{clip, display_width};

const PROGRAM: &str = "onrecord";

/// The first line: the program, where one is, and at the right what it is about.
pub(super) fn title(frame: &mut Frame<'_>, area: Rect, model: &Model, name: &str, about: &str) {
    let theme = &model.theme;
    let inner = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
    let mut pieces = vec![plain(PROGRAM, Role::Title, theme)];
    if !name.is_empty() {
        pieces.push(plain("  ", Role::Text, theme));
        pieces.push(plain(name, Role::Text, theme));
    }
    put(frame, inner, pieces);
    let room = title_room(area, name);
    if room > 4 {
        put_right(frame, inner, vec![plain(&clip(about, room), Role::Dim, theme)]);
    }
}

/// The columns of the first line for what it is about.
pub(super) fn title_room(area: Rect, name: &str) -> usize {
    let before = [PROGRAM, name].into_iter().filter(|part| !part.is_empty()).map(|part| display_width(part) + 2);
    usize::from(area.width.saturating_sub(2)).saturating_sub(before.sum())
}

/// A key that helps on a screen: the action and a word for it.
pub(super) type Hint = (Action, &'static str);

/// The last line: how things stand, and the keys that help. A message takes its place.
pub(super) fn status(frame: &mut Frame<'_>, area: Rect, model: &Model, standing: &str, hints: &[Hint]) {
    let theme = &model.theme;
    let inner = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
    let width = usize::from(inner.width);
    let begun = model.begun_keys();
    let (standing, role) = match strip(model) {
        _ if !begun.is_empty() => (format!("{begun} …"), Role::Dim),
        Some(strip) => (strip, Role::Error),
        None => (standing.to_owned(), Role::Dim),
    };
    let scope = model.scope();
    let is_covered = model.screens.last().is_some_and(Screen::is_overlay);
    // What lies over this screen takes the keys now, and says itself which.
    let holds = |action| !is_covered || matches!(action, Action::Help | Action::Quit);
    let shown = |(action, word): &Hint| Some((model.keymap().shown(*action, scope)?, *word)).filter(|_| holds(*action));
    let mut hints: Vec<(String, &str)> = hints.iter().filter_map(shown).collect();
    let hints_width = |hints: &[(String, &str)]| -> usize {
        hints.iter().map(|(key, word)| display_width(key) + 1 + display_width(word)).sum::<usize>()
            + hints.len().saturating_sub(1) * 2
    };
    // The first hints matter most, and the last one, which leads to all others; how things
    // stand gets at least half of the line.
    let standing_width = display_width(&standing).min(width / 2);
    while hints.len() > 1 && hints_width(&hints) + 2 + standing_width > width {
        hints.remove(hints.len() - 2);
    }
    let mut pieces = Vec::new();
    for (index, (key, word)) in hints.iter().enumerate() {
        let gap = if index == 0 { "" } else { "  " };
        pieces.push(plain(gap, Role::Text, theme));
        pieces.push(plain(key, Role::Key, theme));
        pieces.push(plain(&format!(" {word}"), Role::Dim, theme));
    }
    let used = usize::from(put_right(frame, inner, pieces));
    let room = width.saturating_sub(used + if used > 0 { 2 } else { 0 });
    put(frame, inner, vec![plain(&clip(&standing, room), role, theme)]);
}

/// What stands there for as long as the files have errors and an older state of them is shown.
fn strip(model: &Model) -> Option<String> {
    if !model.record.broken || !model.record.opened || matches!(model.screens.last(), Some(Screen::Problems(_))) {
        return None;
    }
    let errors = || model.record.problems.iter().filter(|problem| problem.is_error());
    let files: BTreeSet<&str> = errors().map(|problem| problem.place.file.as_str()).collect();
    let key = model.keymap().told(Action::Problems, model.scope());
    let place = match files.iter().collect::<Vec<_>>().as_slice() {
        [only] => Path::new(only).file_name().map_or_else(|| (**only).to_owned(), |name| name.to_string_lossy().into()),
        several => format!("{} files", several.len()),
    };
    Some(format!("! {key} shows {} in {place}; what you see is older", summary(errors())))
}
