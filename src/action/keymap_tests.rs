//! What keys mean, in the default keymap and under a person's own.

use std::collections::BTreeMap;
use std::fmt::Write;

use proptest::prelude::*;

use super::keymap::{DEFAULT, Keymap};
use super::keymap_file::locked_scope;
use super::{Action, Binding, Key, Resolution, Scope};
use crate::diagnostic::{FirstProblems, SourceText};
use crate::yaml::parse;

fn keys(text: &str) -> Vec<Key> {
    text.split(' ').map(|key| key.parse().expect("a key")).collect()
}

fn read(text: &str) -> (Keymap, Vec<String>) {
    let (keymap, problems) = Keymap::read(&SourceText::new("keys.yaml", text));
    (keymap, problems.into_iter().map(|problem| format!("{}: {}", problem.place.line, problem.message)).collect())
}

/// The default keymap with this laid over it.
fn laid(text: &str) -> (Keymap, Vec<String>) {
    let source = SourceText::new("config.yaml", text);
    let mut problems = FirstProblems::of(source.name());
    let keymap = Keymap::built_in().with(parse(&source).expect("YAML"), &source, &mut problems);
    (
        keymap,
        problems
            .into_parts()
            .0
            .into_iter()
            .map(|problem| format!("{}: {}", problem.place.line, problem.message))
            .collect(),
    )
}

#[test]
fn the_default_keymap_has_no_problems_and_names_every_action() {
    let (keymap, problems) = Keymap::read(&SourceText::new("default_keymap.yaml", DEFAULT));
    assert_eq!(problems, []);
    for action in Action::ALL {
        assert!(keymap.scopes_of(*action).next().is_some(), "{action:?} means something nowhere");
    }
}

#[test]
fn what_keys_do_where_once_a_person_has_set_their_own() {
    let (keymap, problems) = laid(
        "browse:\n  first: [g g]\n  last: [g e]\n  sort: [S, Ctrl-X s]\n  reload: [o]\n  none: [x, '?']\n\
         everywhere:\n  help: [F5]\n  search: [Ctrl-F]\nsearch-box:\n  accept: [Ctrl-J]\ntalk: { blank: [g] }\n",
    );
    assert_eq!(problems, Vec::<String>::new());
    let action = Resolution::Action;
    for (pressed, scope, wanted) in [
        // `g` alone was `first`; a longer sequence takes its place.
        ("g", Scope::Browse, Resolution::Pending),
        ("g g", Scope::Browse, action(Action::First)),
        ("g e", Scope::Browse, action(Action::Last)),
        ("g x", Scope::Browse, Resolution::None),
        ("Home", Scope::Browse, action(Action::First)),
        ("G", Scope::Browse, action(Action::Last)),
        // Only in that scope.
        ("g", Scope::Context, action(Action::First)),
        ("g", Scope::Talk, action(Action::Blank)),
        ("F5", Scope::Talk, action(Action::First)),
        // `o` was `sort`, which keeps nothing but its new keys.
        ("o", Scope::Browse, action(Action::Reload)),
        ("r", Scope::Browse, action(Action::Reload)),
        ("S", Scope::Browse, action(Action::Sort)),
        ("Ctrl-X", Scope::Browse, Resolution::Pending),
        ("Ctrl-X s", Scope::Browse, action(Action::Sort)),
        // Nothing in browse, and still something elsewhere.
        ("x", Scope::Browse, Resolution::None),
        ("?", Scope::Browse, Resolution::None),
        ("?", Scope::Context, action(Action::Help)),
        ("F5", Scope::Browse, action(Action::Help)),
        // Everywhere is where it means something.
        ("Ctrl-F", Scope::Browse, action(Action::Search)),
        ("Ctrl-F", Scope::Help, action(Action::Search)),
        ("Ctrl-F", Scope::Context, Resolution::None),
        // The scope comes first.
        ("Ctrl-F", Scope::SearchBox, action(Action::CursorRight)),
        ("Ctrl-J", Scope::SearchBox, action(Action::Accept)),
        ("Enter", Scope::SearchBox, action(Action::Accept)),
    ] {
        assert_eq!(keymap.resolve(&keys(pressed), scope), wanted, "{pressed} in {scope:?}");
    }
    assert_eq!(keymap.shown(Action::First, Scope::Browse).as_deref(), Some("g g"));
    assert_eq!(keymap.shown(Action::ClearFilters, Scope::Browse), None);
    assert_eq!(keymap.shown(Action::Help, Scope::Browse).as_deref(), Some("F5"));
}

#[test]
fn an_action_without_a_key_is_told_by_its_name() {
    let (keymap, _) = laid("browse: { none: [u] }\nsearch-box: { none: [Ctrl-U] }");
    assert_eq!(keymap.told(Action::UndoClear, Scope::Browse), ":undo-clear");
    assert_eq!(keymap.told(Action::DeleteToStart, Scope::SearchBox), "Alt-x delete-to-start");
    assert_eq!(keymap.told(Action::Sort, Scope::Browse), "o");
}

#[test]
fn a_mistake_in_a_persons_keys_leaves_the_default_ones() {
    let cases = [
        ("browse: { first: [g], last: [g e] }", "1: `g e` is taken: `g` is `first` (line 1)"),
        ("browse:\n  last: [z z]\n  first: [z z]", "3: `z z` is taken: `z z` is `last` (line 2)"),
        ("browse:\n  none: [x]\n  sort: [x]", "3: `x` is taken: `x` is `none` (line 2)"),
        ("search-box: { accept: [x] }", "1: `x` is typed in `search-box`, so that it can do nothing else"),
        ("talk: { blank: [7] }", "1: `7` is typed in `talk`, so that it can do nothing else"),
        ("context: { sort: [S] }", "1: `sort` does nothing in `context`"),
        (
            "browse: { none: [q] }\neverywhere: { none: [Ctrl-C] }",
            "1: no key leaves the program any more, so the default keys stay",
        ),
        ("browse: [x]", "1: a scope is a map of fields, but here is a list"),
    ];
    for (text, wanted) in cases {
        let (keymap, problems) = laid(text);
        assert_eq!(problems, [wanted], "{text}");
        assert_eq!(keymap.resolve(&keys("q"), Scope::Browse), Resolution::Action(Action::Quit), "{text}");
    }
    assert_eq!(laid("").0, Keymap::built_in());
}

#[test]
fn a_scope_comes_before_everywhere() {
    let keymap = Keymap::built_in();
    let resolved = |key: &str, scope| keymap.resolve(&keys(key), scope);
    assert_eq!(resolved("q", Scope::Browse), Resolution::Action(Action::Quit));
    assert_eq!(resolved("q", Scope::Context), Resolution::Action(Action::Back));
    assert_eq!(resolved("?", Scope::Browse), Resolution::Action(Action::Help));
    assert_eq!(resolved("z", Scope::Browse), Resolution::None);
}

#[test]
fn in_a_box_characters_are_text_and_other_keys_still_work() {
    let keymap = Keymap::built_in();
    for text in ["?", "q", ":", "1", "x"] {
        assert_eq!(keymap.resolve(&keys(text), Scope::SearchBox), Resolution::None, "{text}");
    }
    assert_eq!(keymap.resolve(&keys("F1"), Scope::SearchBox), Resolution::Action(Action::Help));
    assert_eq!(keymap.resolve(&keys("Ctrl-C"), Scope::SearchBox), Resolution::Action(Action::Quit));
    assert_eq!(keymap.resolve(&keys("Ctrl-U"), Scope::SearchBox), Resolution::Action(Action::DeleteToStart));
}

#[test]
fn a_person_is_told_a_key_that_works_where_they_are() {
    let keymap = Keymap::built_in();
    assert_eq!(keymap.shown(Action::Help, Scope::Browse).as_deref(), Some("?"));
    assert_eq!(keymap.shown(Action::Help, Scope::SearchBox).as_deref(), Some("F1"));
    assert_eq!(keymap.shown(Action::Toggle, Scope::Context), None);
}

#[test]
fn a_sequence_waits_for_its_last_key() {
    let (keymap, problems) = read("browse:\n  first: [g g]\n  last: [g e]\n");
    assert!(problems.is_empty(), "{problems:?}");
    assert_eq!(keymap.resolve(&keys("g"), Scope::Browse), Resolution::Pending);
    assert_eq!(keymap.resolve(&keys("g g"), Scope::Browse), Resolution::Action(Action::First));
    assert_eq!(keymap.resolve(&keys("g x"), Scope::Browse), Resolution::None);
}

#[test]
fn conflicts_and_mistakes_are_reported_where_they_stand() {
    let (_, problems) = read("browse:\n  first: [g]\n  last: [g e]\n  up: [Entr]\n  uup: [x]\nbrows: {}\n");
    assert_eq!(
        problems,
        [
            "3: `g e` is taken: `g` is `first` (line 2)",
            "4: `Entr` is no key; keys are written as x, X, F1, Enter, PgDn, Ctrl-D or Shift-Tab",
            "5: a scope has no field `uup`",
            "6: a keymap has no field `brows`",
        ]
    );
}

#[test]
fn an_empty_list_that_takes_no_key_away_is_told() {
    let (keymap, problems) = laid("browse:\n  copy: []\n  sort: []\n  none: [o]\n");
    assert_eq!(keymap.resolve(&keys("y"), Scope::Browse), Resolution::Action(Action::Copy));
    assert_eq!(keymap.resolve(&keys("o"), Scope::Browse), Resolution::None);
    assert_eq!(problems, ["2: `copy: []` takes no key away: y still does it"]);
}

/// The keys that the design promises, scope by scope: none may come to mean something else unnoticed.
const PROMISED: &[(&[Scope], &str)] = &[
    (LISTS, "F1 help, ? help, Ctrl-C quit, : palette, q back, Esc back"),
    (&[Scope::Browse], "F1 help, ? help, Ctrl-C quit, : palette, q quit, Esc back"),
    (&[Scope::Problems], "F1 help, ? help, Ctrl-C quit, : palette, q leave, Esc back"),
    (
        &[Scope::Browse],
        "/ search, Tab next-pane, Shift-Tab previous-pane, h previous-pane, l next-pane, Left previous-pane, \
         Right next-pane, 1 speakers, 2 sessions, 3 topics, Space toggle, V mark-range, v overview, \
         M bookmarks-only, B bookmarks, o sort, a add, r reload, x clear-filters, u undo-clear",
    ),
    (
        &[Scope::Browse, Scope::Context, Scope::Session, Scope::Wordings, Scope::MyTalk, Scope::Bookmarks],
        "g first, Home first, G last, End last, Ctrl-D page-down, Ctrl-U page-up, PgDn page-down, PgUp page-up, \
         c context, t talk, y copy, Y copy-as, m bookmark, N note, O open-source",
    ),
    (&[Scope::Browse, Scope::Context, Scope::Wordings, Scope::MyTalk, Scope::Bookmarks], "s session"),
    (&[Scope::Browse, Scope::Context, Scope::Session, Scope::MyTalk, Scope::Bookmarks], "w wordings"),
    (&[Scope::Browse, Scope::Session, Scope::Wordings, Scope::Overview, Scope::Bookmarks], "Enter open"),
    (&[Scope::Browse, Scope::Context, Scope::Session, Scope::Wordings, Scope::MyTalk], "e edit"),
    (&[Scope::Browse, Scope::Context], "A accept-attribution, P pick-speaker, D reject-attribution"),
    (
        &[Scope::Browse, Scope::Context, Scope::Session, Scope::Overview, Scope::MyTalk, Scope::Bookmarks],
        "j down, k up, Down down, Up up",
    ),
    (&[Scope::Context, Scope::Session], "n next, p previous"),
    (&[Scope::Overview], "h left, l right, Left left, Right right, Ctrl-D page-down, Ctrl-U page-up"),
    (
        &[Scope::SearchBox],
        "? typed, : typed, 1 typed, q typed, Space typed, F1 help, Ctrl-C quit, Esc back, Ctrl-A cursor-start, \
         Ctrl-E cursor-end, Ctrl-U delete-to-start, Ctrl-W delete-word, Ctrl-K delete-to-end, Up up, Down down, \
         Tab complete, Ctrl-P earlier, Ctrl-N later, Ctrl-R queries, Enter accept",
    ),
    (
        &[Scope::Talk],
        "Right next, Space next, PgDn next, Left previous, PgUp previous, 7 typed, Enter jump, w next-wording, \
         c context, s session, b blank, . blank, + larger, = larger, - smaller, F5 first",
    ),
    (
        BOXES,
        "? typed, : typed, 1 typed, q typed, F1 help, Ctrl-C quit, Esc back, Ctrl-A cursor-start, Ctrl-E cursor-end, \
         Ctrl-U delete-to-start, Ctrl-W delete-word, Ctrl-K delete-to-end",
    ),
];

/// Where nothing is typed, and `q` leads back.
const LISTS: &[Scope] = &[
    Scope::Context,
    Scope::Session,
    Scope::Wordings,
    Scope::Overview,
    Scope::Talk,
    Scope::MyTalk,
    Scope::Bookmarks,
    Scope::Help,
];

const BOXES: &[Scope] = &[
    Scope::SearchBox,
    Scope::NoteBox,
    Scope::Queries,
    Scope::Palette,
    Scope::SpeakerPicker,
    Scope::HelpFilter,
    Scope::CopyAs,
    Scope::FileName,
];

#[test]
fn the_default_keys_are_those_of_the_design() {
    let keymap = Keymap::built_in();
    let mut drifted = Vec::new();
    for (scopes, promises) in PROMISED {
        for (scope, promise) in scopes.iter().flat_map(|scope| promises.split(", ").map(move |each| (*scope, each))) {
            let (key, promised) = promise.split_once(' ').expect("a key and what it does");
            let key: Key = key.parse().expect("a key");
            let does = match keymap.resolve(&[key], scope) {
                Resolution::Action(action) => action.name(),
                Resolution::None if key.typed().is_some_and(|letter| scope.takes(letter)) => "typed",
                Resolution::None | Resolution::Pending => "nothing",
            };
            // In the list of bookmarks, the key that makes one takes it out.
            let is_promised = does == promised || (scope, promised, does) == (Scope::Bookmarks, "bookmark", "take-out");
            if !is_promised {
                drifted.push(format!("{}: {promise}, but {does}", scope.name()));
            }
        }
    }
    assert_eq!(drifted, Vec::<String>::new());
    let covered = |scope: &Scope| PROMISED.iter().any(|(scopes, _)| scopes.contains(scope));
    assert!(Scope::ALL.iter().all(|scope| *scope == Scope::Everywhere || covered(scope)));
}

/// A person's keymap of few keys, so that they clash: for scopes and actions, sequences.
fn keymaps() -> impl Strategy<Value = BTreeMap<(usize, usize), Vec<String>>> {
    let key = prop::sample::select(vec!["g", "x", "q", "?", "Esc", "Enter", "Ctrl-X", "Ctrl-C", "7"]);
    let sequence = prop::collection::vec(key, 1..3).prop_map(|keys| keys.join(" "));
    // One more than there are actions is `none`.
    let place = (0..Scope::ALL.len(), 0..=Action::ALL.len());
    prop::collection::btree_map(place, prop::collection::vec(sequence, 1..3), 0..12)
}

#[test]
fn a_keymap_that_locks_a_person_in_anywhere_leaves_the_default_keys() {
    for (text, scope) in [
        ("everywhere: { none: [Esc, q, Ctrl-C, \":\", Alt-x] }", "`context`"),
        ("note-box: { none: [Esc, Ctrl-C, Alt-x, F1] }", "`note-box`"),
        ("browse: { none: [q, Ctrl-C] }", "the program"),
    ] {
        let (keymap, problems) = laid(text);
        assert_eq!(keymap, Keymap::built_in(), "{text}");
        assert_eq!(problems, [format!("1: no key leaves {scope} any more, so the default keys stay")]);
    }
    let (keymap, problems) = laid("note-box: { none: [Esc, Ctrl-C] }");
    assert!(keymap != Keymap::built_in() && problems.is_empty(), "{problems:?}");
}

#[test]
fn only_an_empty_list_is_told_to_take_no_key_away() {
    let said = |text: &str| laid(text).1;
    assert_eq!(said("browse: { sort: [] }"), ["1: `sort: []` takes no key away: o still does it"]);
    assert_eq!(said("browse: { sort: ~ }"), Vec::<String>::new());
    let wrong = said("browse: { sort: { x: y } }");
    assert!(wrong.len() == 1 && !wrong[0].contains("takes no key away"), "{wrong:?}");
}

proptest! {
    #[test]
    fn whatever_a_person_binds_is_in_force_or_told(own in keymaps()) {
        let mut text = String::new();
        let mut lines = Vec::new();
        let mut scopes: Vec<usize> = Vec::new();
        for ((scope, action), sequences) in &own {
            if !scopes.contains(scope) {
                scopes.push(*scope);
                let _ = writeln!(text, "{}:", Scope::ALL[*scope].name());
            }
            let action = Action::ALL.get(*action);
            let _ = writeln!(text, "  {}:", action.map_or("none", |action| action.name()));
            let named = text.lines().count();
            for sequence in sequences {
                let _ = writeln!(text, "  - '{sequence}'");
                lines.push(([named, text.lines().count()], Scope::ALL[*scope], action, sequence));
            }
        }
        let (keymap, problems) = laid(&text);
        for scope in Scope::ALL {
            let all: Vec<&Binding> = keymap.in_scope(*scope).collect();
            for (at, binding) in all.iter().enumerate() {
                let alone = all[at + 1..].iter().all(|other| {
                    !other.keys.starts_with(&binding.keys) && !binding.keys.starts_with(&other.keys)
                });
                prop_assert!(alone, "{} clashes in {scope:?}", binding.shown());
            }
        }
        prop_assert_eq!(locked_scope(&keymap), None);
        let told = |line: usize| problems.iter().any(|problem| problem.starts_with(&format!("{line}: ")));
        if !problems.iter().any(|problem| problem.contains("no key leaves")) {
            for (_, scope, action, sequence) in lines.iter().filter(|(lines, ..)| !lines.iter().any(|at| told(*at))) {
                let wanted = action.filter(|action| keymap.means(**action, *scope));
                let wanted = wanted.map_or(Resolution::None, |action| Resolution::Action(*action));
                prop_assert_eq!(keymap.resolve(&keys(sequence), *scope), wanted, "{}", sequence);
            }
        }
    }
}
