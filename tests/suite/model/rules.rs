//! What an action changes, and what it leaves alone.

use onrecord::action::{Action, Scope};
use onrecord::layout::Focus;

use super::seen::{Filter, Seen};

/// What does not hold of an action, in words.
pub fn broken_rule(before: &Seen, action: Action, after: &Seen) -> Option<&'static str> {
    if before.is_blank && !matches!(action, Action::Quit | Action::Suspend) {
        let woken = Seen { is_blank: false, ..before.clone() };
        return (*after != woken).then_some("a key wakes a blank screen and does nothing else");
    }
    let all: [(bool, &str); 11] = [
        (leaves_rightly(before, action, after), "only quitting quits"),
        (stacks(before, action, after), "one screen is opened or closed at most, and the one that was asked for"),
        (opens(before, action, after), "what can always be shown is shown"),
        (queries(before, action, after), "the query stays"),
        (filters(before, action, after), "the filters stay, but for the one that is switched"),
        (after.sort == before.sort || action == Action::Sort, "the order stays"),
        (stays_below(before, action, after), "the browse screen stays as it is under another screen"),
        (moves(before, action, after), "the selection moves as far as the key says"),
        (selects(before, action, after), "the same statement stays selected; what is gone leaves its row"),
        (goes_back(before, action, after), "back is one step: to the list, marks off, filters off"),
        (lists(before, action, after), "the cursor of the list for a talk goes with its statement"),
    ];
    all.into_iter().find(|(holds, _)| !holds).map(|(_, rule)| rule)
}

fn leaves_rightly(before: &Seen, action: Action, after: &Seen) -> bool {
    after.has_quit == before.has_quit || action == Action::Quit
}

/// The screens of `after` are those of `before`, with the last one gone or one more.
fn stacks(before: &Seen, action: Action, after: &Seen) -> bool {
    let below = &before.screens[..before.screens.len().saturating_sub(1)];
    let is_closed = after.screens == below && closes(before.scope, action);
    let is_opened = match after.screens.split_last() {
        Some((opened, under)) => under == before.screens && opened_by(action) == Some(*opened),
        None => false,
    };
    // A number of the overview leads to the browse screen; what is gone from the files is not shown.
    let is_left = after.screens.is_empty() && (before.scope, action) == (Scope::Overview, Action::Open);
    let is_read_again = action == Action::Reload && after.screens.len() <= before.screens.len();
    after.screens == before.screens || is_closed || is_opened || is_left || is_read_again
}

const fn closes(scope: Scope, action: Action) -> bool {
    match action {
        Action::Back | Action::Leave => true,
        // The key that opened it.
        Action::Help => matches!(scope, Scope::Help | Scope::HelpFilter),
        Action::Palette => matches!(scope, Scope::Palette),
        Action::Problems => matches!(scope, Scope::Problems),
        Action::Accept => {
            matches!(scope, Scope::NoteBox | Scope::Queries | Scope::SpeakerPicker | Scope::CopyAs | Scope::FileName)
        }
        _ => false,
    }
}

const fn opened_by(action: Action) -> Option<Scope> {
    Some(match action {
        Action::Help => Scope::Help,
        Action::Palette => Scope::Palette,
        Action::Open | Action::Context => Scope::Context,
        Action::Session => Scope::Session,
        Action::Wordings => Scope::Wordings,
        Action::Talk => Scope::Talk,
        Action::MyTalk => Scope::MyTalk,
        Action::Bookmarks => Scope::Bookmarks,
        Action::Queries => Scope::Queries,
        Action::Note => Scope::NoteBox,
        Action::CopyAs => Scope::CopyAs,
        Action::Overview => Scope::Overview,
        Action::PickSpeaker => Scope::SpeakerPicker,
        Action::Problems | Action::Reload => Scope::Problems,
        _ => return None,
    })
}

/// From a list that has statements these screens open always.
fn opens(before: &Seen, action: Action, after: &Seen) -> bool {
    let always = match action {
        Action::Context | Action::Wordings | Action::Talk | Action::CopyAs | Action::Note => !before.list.is_empty(),
        Action::Open => before.scope == Scope::Browse && !before.is_in_facets() && !before.list.is_empty(),
        Action::Help | Action::Palette | Action::MyTalk | Action::Overview => true,
        _ => false,
    };
    before.scope != Scope::Browse || !always || after.screens.len() == before.screens.len() + 1
}

fn queries(before: &Seen, action: Action, after: &Seen) -> bool {
    let may_change = match before.scope {
        Scope::SearchBox => true,
        Scope::Browse => match action {
            Action::ClearFilters => return after.query.is_empty() && after.filters.is_empty(),
            Action::Back | Action::UndoClear | Action::BookmarksOnly => true,
            _ => false,
        },
        Scope::Overview => action == Action::Open,
        Scope::Queries => action == Action::Accept,
        _ => false,
    };
    may_change || (after.query == before.query && after.typed == before.typed)
}

fn filters(before: &Seen, action: Action, after: &Seen) -> bool {
    let changed: Vec<&Filter> = before.filters.symmetric_difference(&after.filters).collect();
    match (before.scope, action) {
        (Scope::Browse, Action::Toggle | Action::Open) if before.is_in_facets() => {
            changed == before.value.iter().collect::<Vec<_>>()
        }
        (Scope::Browse, Action::ClearFilters | Action::UndoClear | Action::Back) => true,
        (Scope::Overview, Action::Open) => true,
        // That is another rule: what the corpus has no more is switched off.
        (_, Action::Reload) => true,
        _ => changed.is_empty(),
    }
}

fn stays_below(before: &Seen, action: Action, after: &Seen) -> bool {
    let may_change = match (before.scope, action) {
        (Scope::Overview, Action::Open) | (Scope::Queries, Action::Accept) => true,
        // The browse screen goes to the statement that was shown last.
        (Scope::Talk, Action::Back) => after.listed() == before.listed(),
        (_, Action::Reload) => true,
        // Where bookmarks are asked for, also by a word that is only begun, a new one is found at once.
        _ => before.query.contains("is:b"),
    };
    let is_under = !before.screens.is_empty();
    !is_under || may_change || (after.listed(), after.row) == (before.listed(), before.row)
}

fn moves(before: &Seen, action: Action, after: &Seen) -> bool {
    let last = before.list.len().saturating_sub(1);
    let (row, now) = (before.row, after.row);
    if !before.is_in_list() {
        // A mark leads to the next row from the detail too.
        let marks = action == Action::Toggle && before.scope == Scope::Browse && !before.is_in_facets();
        return !marks || now == (row + 1).min(last);
    }
    match action {
        Action::Down | Action::Toggle => now == (row + 1).min(last),
        Action::Up => now == row.saturating_sub(1),
        Action::First => now == 0,
        Action::Last => now == last,
        Action::PageDown => now > row || now == last,
        Action::PageUp => now < row || now == 0,
        _ => true,
    }
}

/// The first cursor rule.
fn selects(before: &Seen, action: Action, after: &Seen) -> bool {
    let holds = match (before.scope, action) {
        (Scope::Browse, Action::Toggle) => before.is_in_facets(),
        (Scope::Browse, action) => matches!(
            action,
            Action::Sort | Action::ClearFilters | Action::UndoClear | Action::BookmarksOnly | Action::Reload
        ),
        _ => false,
    };
    !holds || stays_selected(before, after)
}

/// Whether the same statement is selected; what is gone leaves its row.
pub fn stays_selected(before: &Seen, after: &Seen) -> bool {
    match before.selected().filter(|id| after.list.contains(id)) {
        Some(stays) => after.selected() == Some(stays),
        None => after.row == before.row.min(after.list.len().saturating_sub(1)),
    }
}

fn goes_back(before: &Seen, action: Action, after: &Seen) -> bool {
    if action != Action::Back || before.scope != Scope::Browse {
        return true;
    }
    let is_marked = before.is_ranging || !before.marked.is_empty();
    if before.focus != Focus::List {
        return *after == Seen { focus: Focus::List, value: None, ..before.clone() };
    }
    if is_marked {
        return (after.listed(), after.row, &after.typed) == (before.listed(), before.row, &before.typed);
    }
    after.query.is_empty() && after.typed.is_empty() && after.filters.is_empty() && stays_selected(before, after)
}

fn lists(before: &Seen, action: Action, after: &Seen) -> bool {
    if before.scope != Scope::MyTalk {
        return true;
    }
    let count = before.my_talk.as_ref().map_or(0, Vec::len);
    match action {
        Action::MoveDown => after.place == (before.place + 1).min(count.saturating_sub(1)),
        Action::MoveUp => after.place == before.place.saturating_sub(1),
        Action::TakeOut => after.place == before.place.min(count.saturating_sub(2)),
        _ => true,
    }
}
