//! What a gesture of the mouse changes, and what it leaves alone.

use onrecord::action::{Action, Scope};
use onrecord::app::{Gesture, Pointed, Screen};
use onrecord::layout::{BrowsePart, Focus, ROW_MARGIN, overlay, point_in, too_small};
use onrecord::terminal::Headless;
use ratatui::layout::{Position, Rect};

use super::rules::stays_selected;
use super::seen::{Filter, Seen};

/// What lies under the pointer on the browse screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A row of the list.
    Row {
        row: usize,
        id: String,
        /// Whether it is the edge, where marks stand.
        is_edge: bool,
        /// The line of the screen, where the list is.
        line: Rect,
    },
    /// A value of a facet.
    Value(Filter),
    /// Another part of it, or another screen.
    Elsewhere,
    /// Nothing is drawn.
    TooSmall,
}

pub fn target(program: &Headless, at: Position) -> Target {
    let model = program.model();
    let (browse, corpus) = (&model.browse, &model.record.corpus);
    if too_small(model.area) {
        return Target::TooSmall;
    }
    let layout = browse.layout(model.screen_area());
    match layout.part_at(at).filter(|_| model.screens.is_empty()) {
        Some(BrowsePart::List(Some(point))) => {
            let area = layout.list_rows();
            let height = |row: usize| browse.row(corpus, browse.results.hits[row], area.width.into()).height();
            let Some((row, _)) = browse.list_window(corpus, area).row_at(point.line, height) else {
                return Target::Elsewhere;
            };
            let id = corpus.statement(browse.results.hits[row].statement).key().to_owned();
            let line = Rect { y: at.y, height: 1, ..area };
            Target::Row { row, id, is_edge: point.column < ROW_MARGIN, line }
        }
        Some(BrowsePart::Facets(kind, Some(point))) => {
            let row = browse.facets[kind.index()].top + point.line;
            let value = browse.facet_rows(kind).get(row).map(|(value, _)| value.key(corpus).to_owned());
            value.map_or(Target::Elsewhere, |key| Target::Value((kind, key)))
        }
        _ => Target::Elsewhere,
    }
}

/// The command that a gesture does, where it takes one of the palette.
pub fn takes_command(program: &Headless, pointed: Pointed) -> bool {
    let model = program.model();
    let Some(Screen::Palette(palette)) = model.screens.last() else { return false };
    let layout = overlay(model.screen_area());
    let count = palette.commands(model.keymap()).len();
    let row = |line| palette.list.window(count, &layout).row_at(line, |_| 1);
    pointed.gesture == Gesture::DoubleClick
        && !too_small(model.area)
        && point_in(layout.text, pointed.at).is_some_and(|point| row(point.line).is_some())
}

/// The statement that a gesture marks, or takes the mark of.
pub fn marks(gesture: Gesture, target: &Target) -> Option<&str> {
    match (gesture, target) {
        (Gesture::Click, Target::Row { id, is_edge: true, .. }) | (Gesture::RightClick, Target::Row { id, .. }) => {
            Some(id)
        }
        _ => None,
    }
}

/// What does not hold of a gesture, in words.
pub fn broken_rule(before: &Seen, gesture: Gesture, target: &Target, after: &Seen) -> Option<&'static str> {
    let wheel = matches!(gesture, Gesture::Wheel(_));
    let all: [(bool, &str); 9] = [
        (after.has_quit == before.has_quit, "the mouse never quits"),
        (*target != Target::TooSmall || after == before, "where nothing is drawn, nothing is hit"),
        (is_woken(before, gesture, target, after), "a blank screen is woken and nothing else"),
        (stacks(before, gesture, target, after), "one screen is opened or closed at most"),
        (!wheel || scrolls(before, after), "the wheel only scrolls"),
        (clicks_row(before, gesture, target, after), "a click on a row selects its statement"),
        (clicks_value(before, gesture, target, after), "a click on a value switches it, and the statement stays"),
        (opens_row(before, gesture, target, after), "a second click opens the statement"),
        (after.sort == before.sort, "the order stays"),
    ];
    all.into_iter().find(|(holds, _)| !holds).map(|(_, rule)| rule)
}

fn is_woken(before: &Seen, gesture: Gesture, target: &Target, after: &Seen) -> bool {
    let stays_blank = matches!(gesture, Gesture::Wheel(_)) || *target == Target::TooSmall;
    !before.is_blank || *after == Seen { is_blank: stays_blank, ..before.clone() }
}

fn stacks(before: &Seen, gesture: Gesture, target: &Target, after: &Seen) -> bool {
    let below = &before.screens[..before.screens.len().saturating_sub(1)];
    let is_opened = match after.screens.split_last() {
        Some((Scope::Context, under)) => under == before.screens && opens_context(before, gesture, target),
        Some((Scope::Talk, under)) => under == before.screens && before.scope == Scope::MyTalk,
        _ => false,
    };
    let is_closed = after.screens == below
        && matches!(
            before.scope,
            Scope::Help | Scope::HelpFilter | Scope::Palette | Scope::CopyAs | Scope::Queries | Scope::SpeakerPicker
        );
    let is_left = after.screens.is_empty() && (before.scope, gesture) == (Scope::Overview, Gesture::DoubleClick);
    after.screens == before.screens || is_opened || is_closed || is_left
}

/// A click follows a link in a row or in the detail; a second one opens what it hits.
fn opens_context(before: &Seen, gesture: Gesture, target: &Target) -> bool {
    match gesture {
        Gesture::Click => before.screens.is_empty() && *target == Target::Elsewhere,
        Gesture::DoubleClick => true,
        _ => false,
    }
}

/// What is selected may go along with what is seen.
fn scrolls(before: &Seen, after: &Seen) -> bool {
    let (acted_on, value, marked) = (after.acted_on.clone(), after.value.clone(), after.marked.clone());
    *after == Seen { row: after.row, place: after.place, acted_on, value, marked, ..before.clone() }
}

fn clicks_row(before: &Seen, gesture: Gesture, target: &Target, after: &Seen) -> bool {
    let Target::Row { row, id, is_edge, .. } = target else { return true };
    let is_same = after.listed() == before.listed();
    match gesture {
        // A badge or a name in it may lead to another list.
        Gesture::Click if is_same => after.row == *row && after.focus == Focus::List,
        Gesture::Click => !is_edge && (after.selected() == Some(id) || !after.list.contains(id)),
        Gesture::RightClick => is_same && after.row == before.row && after.focus == before.focus,
        _ => true,
    }
}

fn clicks_value(before: &Seen, gesture: Gesture, target: &Target, after: &Seen) -> bool {
    let changed: Vec<&Filter> = before.filters.symmetric_difference(&after.filters).collect();
    match (gesture, target) {
        (Gesture::Click, Target::Value(value)) => {
            changed == [value]
                && after.focus == Focus::Facets(value.0)
                && after.query == before.query
                && stays_selected(before, after)
        }
        // Names and topics in the detail are switched too.
        (Gesture::Click, Target::Elsewhere | Target::Row { .. }) if before.screens.is_empty() => changed.len() <= 1,
        (Gesture::DoubleClick, _) if before.scope == Scope::Overview => true,
        _ => changed.is_empty(),
    }
}

fn opens_row(before: &Seen, gesture: Gesture, target: &Target, after: &Seen) -> bool {
    let (Gesture::DoubleClick, Target::Row { is_edge: false, .. }, Focus::List) = (gesture, target, before.focus)
    else {
        return true;
    };
    after.screens == [Scope::Context] && after.acted_on.as_ref() == before.selected()
}

/// The command that is selected in the palette, if it means something where the palette was opened.
pub fn command(program: &Headless) -> Option<Action> {
    let model = program.model();
    let Some(Screen::Palette(palette)) = model.screens.last() else { return None };
    let commands = palette.commands(model.keymap());
    commands.get(palette.list.cursor.selected).filter(|command| command.elsewhere.is_none()).map(|one| one.action)
}
