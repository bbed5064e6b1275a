//! The mouse: clicks, double-clicks and the wheel, on every screen.

use onrecord::app::{Gesture, Screen, Turned};
use onrecord::layout::Focus;
use onrecord::search::FacetKind;
use onrecord::terminal::Headless;
use ratatui::layout::Position;

use crate::support::terminal::{Terminal, onrecord as in_terminal};
use crate::support::{
    click, double_click, file, flowing_text, folder, onrecord, onrecord_with, place_of, point, press, search, talk,
    text,
};

const DOWN: Gesture = Gesture::Wheel(Turned::Down);
const UP: Gesture = Gesture::Wheel(Turned::Up);

fn selected(program: &Headless) -> String {
    let hit = program.model().selected().expect("a statement");
    program.model().record.corpus.statement(hit.statement).key().to_owned()
}

fn said(program: &Headless) -> &str {
    program.model().messages.first().map_or("", |message| &message.text)
}

fn found(program: &Headless) -> usize {
    program.model().browse.results.hits.len()
}

#[test]
fn a_click_selects_a_statement_and_a_second_one_opens_it() {
    let mut program = onrecord(120, 40);
    let first = selected(&program);
    click(&mut program, "risk for a new");
    assert_ne!(selected(&program), first);
    let clicked = selected(&program);
    double_click(&mut program, "risk for a new");
    assert!(matches!(program.model().screens.last(), Some(Screen::Context(_))));
    assert_eq!(selected(&program), clicked);
}

#[test]
fn a_click_on_a_facet_switches_its_filter_on_and_off() {
    let mut program = onrecord(120, 40);
    let all = found(&program);
    click(&mut program, "Wendy Sherman");
    assert_eq!(program.model().browse.focus, Focus::Facets(FacetKind::Speakers));
    assert!(found(&program) < all && text(&program).contains("✓ Wendy Sherman"), "{}", text(&program));
    let at = place_of(&program, "✓ Wendy Sherman");
    // The second click of a double-click takes nothing back.
    point(&mut program, Gesture::DoubleClick, at);
    assert!(found(&program) < all);
    click(&mut program, "✓ Wendy Sherman");
    assert_eq!(found(&program), all);
    click(&mut program, "─ Topics");
    assert_eq!((program.model().browse.focus, found(&program)), (Focus::Facets(FacetKind::Topics), all));
}

#[test]
fn a_click_on_a_badge_leaves_what_has_the_same_one_and_a_second_brings_all_back() {
    let mut program = onrecord(120, 40);
    let all = found(&program);
    click(&mut program, "reworded, unverified");
    assert_eq!(program.model().browse.search_box.text(), "fidelity:reworded is:unverified");
    assert!((1..all).contains(&found(&program)));
    click(&mut program, "reworded, unverified  ");
    assert_eq!((program.model().browse.search_box.text(), found(&program)), ("", all));
}

#[test]
fn names_sessions_and_topics_in_the_detail_lead_to_their_filters() {
    for (clicked, name) in [("Secretary General, NATO", ""), ("disagreement  ", "disagreement")] {
        let mut program = onrecord(120, 40);
        click(&mut program, clicked);
        let names: Vec<_> = program
            .model()
            .browse
            .filters
            .values()
            .map(|value| value.name(&program.model().record.corpus).to_owned())
            .collect();
        assert_eq!(names.join(""), name, "{clicked}");
    }
    let mut program = onrecord(120, 40);
    let at = place_of(&program, "Session  NATO–Russia Council,");
    point(&mut program, Gesture::Click, Position { x: at.x + 10, ..at });
    assert!(text(&program).contains("✓ NATO–Russia Council"), "{}", text(&program));
    let badge = place_of(&program, "transcript: the words as");
    point(&mut program, Gesture::Click, badge);
    assert_eq!(program.model().browse.search_box.text(), "fidelity:transcript");
}

#[test]
fn a_click_on_an_address_asks_for_it_to_be_opened() {
    let mut program = onrecord(120, 40);
    press(&mut program, "c");
    click(&mut program, "https://");
    assert!(said(&program).starts_with("https://") && said(&program).contains("no desktop"), "{}", said(&program));
}

#[test]
fn a_click_in_the_search_box_begins_typing_at_that_letter() {
    let mut program = onrecord(120, 40);
    search(&mut program, "nonsters");
    click(&mut program, "sters");
    program.type_text("tar");
    press(&mut program, "Ctrl-E");
    assert_eq!(program.model().browse.search_box.text(), "nontarsters");
    click(&mut program, "you put on the table are");
    assert!(!program.model().browse.searching, "a click elsewhere leaves the box");
}

#[test]
fn marks_are_set_at_the_edge_of_a_row_and_with_the_right_button() {
    let mut program = onrecord(120, 40);
    let at = place_of(&program, "risk for a new");
    let edge = place_of(&program, "▌ ");
    point(&mut program, Gesture::Click, edge);
    assert!(text(&program).contains("1 marked"), "{}", text(&program));
    point(&mut program, Gesture::RightClick, at);
    assert!(text(&program).contains("2 marked"), "{}", text(&program));
    point(&mut program, Gesture::RightClick, at);
    assert!(text(&program).contains("1 marked"), "{}", text(&program));
}

#[test]
fn the_wheel_scrolls_what_is_under_it_and_leaves_the_focus() {
    let mut program = onrecord(120, 40);
    let list = place_of(&program, "risk for a new");
    let before = selected(&program);
    point(&mut program, DOWN, list);
    assert_ne!(selected(&program), before, "the first row is scrolled away");
    point(&mut program, UP, list);
    assert!(text(&program).contains("1/24") || text(&program).contains("2/24"));
    let detail = place_of(&program, "Secretary General, NATO");
    press(&mut program, "g");
    point(&mut program, DOWN, detail);
    assert!(text(&program).contains("lines 4–"), "{}", text(&program));
    assert_eq!(program.model().browse.focus, Focus::List);
    for _ in 0..30 {
        point(&mut program, DOWN, list);
    }
    assert!(text(&program).contains("24/24") || selected(&program) != before);
}

#[test]
fn in_the_context_the_words_of_another_statement_lead_to_it() {
    let folder = folder();
    let corpus = "speakers: { ann: { name: Ann Lee } }\nsources: { log: { title: The log, url: 'https://example.org/log', passages: [{ text: 'One came first. Two came later.' }] } }\nstatements:\n  - { id: one, speaker: ann, source: log, text: One came first. }\n  - { id: two, speaker: ann, source: log, text: Two came later. }\n";
    let file = file(&folder, "two.yaml", corpus);
    let mut program = onrecord_with(120, 40, &file);
    press(&mut program, "c");
    assert_eq!(selected(&program), "one");
    click(&mut program, "came later");
    assert_eq!(selected(&program), "two");
    click(&mut program, "came later");
    assert_eq!(selected(&program), "two");
}

#[test]
fn the_session_screen_is_used_with_the_mouse() {
    let mut program = onrecord(120, 40);
    press(&mut program, "s");
    let of_session = |program: &Headless| match program.model().screens.last() {
        Some(Screen::Session(screen)) => screen.session(),
        other => panic!("no session, but {other:?}"),
    };
    let before = of_session(&program);
    click(&mut program, "Strategic");
    assert_ne!(of_session(&program), before);
    click(&mut program, "NATO–Russia Council");
    assert_eq!(of_session(&program), before);
    let first = selected(&program);
    click(&mut program, "risk for a new");
    assert_ne!(selected(&program), first);
    let at = place_of(&program, "risk for a new");
    point(&mut program, DOWN, at);
    point(&mut program, Gesture::DoubleClick, at);
    assert!(matches!(program.model().screens.last(), Some(Screen::Context(_))));
}

#[test]
fn wordings_are_selected_in_columns_and_one_below_another() {
    for (columns, lines) in [(120, 40), (60, 40)] {
        let mut program = onrecord(columns, lines);
        search(&mut program, "no commitment to de-escalate");
        press(&mut program, "w");
        click(&mut program, "2. ");
        assert!(text(&program).contains("wording 2 of 5"), "{}", text(&program));
        double_click(&mut program, "1. ");
        assert!(matches!(program.model().screens.last(), Some(Screen::Context(_))));
    }
}

#[test]
fn a_number_of_the_overview_leads_to_its_statements() {
    let mut program = onrecord(120, 40);
    press(&mut program, "v");
    let row = place_of(&program, "Wendy Sherman");
    let total = place_of(&program, "all");
    let at = Position { x: total.x, y: row.y };
    point(&mut program, Gesture::Click, at);
    assert!(flowing_text(&program).contains("8 statements: Wendy Sherman, all sessions"), "{}", text(&program));
    point(&mut program, Gesture::DoubleClick, at);
    assert!(program.model().screens.is_empty());
    assert_eq!(found(&program), 8);
}

#[test]
fn in_a_talk_a_click_leads_on_and_the_right_button_back() {
    let mut program = onrecord(120, 40);
    press(&mut program, "t");
    let middle = Position { x: 60, y: 20 };
    point(&mut program, Gesture::Click, middle);
    point(&mut program, Gesture::DoubleClick, middle);
    assert_eq!(talk(&program).at, 2);
    point(&mut program, Gesture::RightClick, middle);
    point(&mut program, UP, middle);
    assert_eq!(talk(&program).at, 0);
    point(&mut program, DOWN, middle);
    assert_eq!(talk(&program).at, 1);
    press(&mut program, "b");
    point(&mut program, Gesture::Click, middle);
    assert!(!talk(&program).blank);
    assert_eq!(talk(&program).at, 1, "a click that wakes does nothing else");
}

#[test]
fn a_wheel_moves_nothing_behind_a_blank_screen() {
    let mut program = onrecord(120, 40);
    press(&mut program, "t b");
    point(&mut program, DOWN, Position { x: 60, y: 20 });
    assert!(talk(&program).blank);
    press(&mut program, "x");
    assert_eq!((talk(&program).at, talk(&program).blank), (0, false));
}

#[test]
fn a_second_click_is_not_meant_for_what_the_first_one_uncovered() {
    let twice = |program: &mut Headless, at| {
        point(program, Gesture::Click, at);
        point(program, Gesture::DoubleClick, at);
    };
    let mut program = onrecord(120, 40);
    let at = place_of(&program, "risk for a new");
    press(&mut program, "1 Y");
    let all = found(&program);
    twice(&mut program, Position { x: at.x, y: 38 });
    assert!(program.model().screens.is_empty());
    assert_eq!(found(&program), all, "no filter is switched");
    // Behind the list of keys lies the palette; its selected command is not run.
    press(&mut program, ": F1");
    twice(&mut program, Position { x: 0, y: 20 });
    assert!(matches!(program.model().screens.as_slice(), [Screen::Palette(_)]));
    // A blank screen is woken, and the talk does not go on.
    press(&mut program, "Esc t b");
    twice(&mut program, at);
    assert_eq!((talk(&program).at, talk(&program).blank), (0, false));
    // A message had lines of its own, in which the list goes on once it is gone.
    let mut program = onrecord(50, 20);
    let room = program.model().screen_area();
    press(&mut program, "e");
    assert!(program.model().screen_area().bottom() < room.bottom());
    twice(&mut program, Position { x: 10, y: room.bottom() - 3 });
    assert_eq!(program.model().screen_area(), room);
    assert!(program.model().screens.is_empty(), "no statement is opened");
}

#[test]
fn overlays_scroll_select_and_are_left_by_a_click_beside_them() {
    let mut program = onrecord(120, 40);
    press(&mut program, "?");
    let first = text(&program);
    point(&mut program, DOWN, Position { x: 60, y: 20 });
    assert_ne!(text(&program), first);
    point(&mut program, Gesture::Click, Position { x: 60, y: 20 });
    assert_eq!(program.model().screens.len(), 1);
    point(&mut program, Gesture::Click, Position { x: 0, y: 20 });
    assert!(program.model().screens.is_empty());
    press(&mut program, "Y");
    double_click(&mut program, "markdown ");
    assert!(program.copied().is_some_and(|text| text.starts_with("> ")));
    press(&mut program, ":");
    double_click(&mut program, "show the keys  ");
    assert!(matches!(program.model().screens.as_slice(), [Screen::Help(_)]), "{}", text(&program));
}

#[test]
fn whatever_is_pointed_at_nothing_breaks() {
    for (columns, lines) in [(120, 40), (80, 24), (50, 20), (40, 10), (20, 5)] {
        for keys in ["Esc", "c", "s", "w", "v", "t", "L", "?", "Y", "Y Ctrl-S", ":", "/ n", "1", "Tab"] {
            let mut program = onrecord(columns, lines);
            press(&mut program, keys);
            for gesture in [UP, DOWN, Gesture::RightClick, Gesture::Click, Gesture::DoubleClick] {
                for (x, y) in (0..=columns).step_by(17).flat_map(|x| (0..=lines).step_by(9).map(move |y| (x, y))) {
                    point(&mut program, gesture, Position { x, y });
                }
                let _ = program.frame();
            }
        }
    }
}

/// A press and a release of the left button, as a terminal tells it: columns and lines from 1.
fn press_button(terminal: &mut Terminal, x: u16, y: u16) {
    terminal.keys(&format!("\x1b[<0;{x};{y}M\x1b[<0;{x};{y}m"));
}

#[test]
fn a_terminal_tells_of_its_mouse_until_the_program_ends() {
    let mut terminal = in_terminal(&[]).open();
    terminal.wait_for("24 statements");
    terminal.wait_until("the mouse", |screen| screen.mouse_protocol_mode() == vt100::MouseProtocolMode::PressRelease);
    // The third facet row.
    press_button(&mut terminal, 6, 5);
    terminal.wait_for("✓ Wendy Sherman");
    // A row of the list, twice.
    press_button(&mut terminal, 40, 5);
    press_button(&mut terminal, 40, 5);
    terminal.wait_for("Context").keys("qq").end();
    terminal.assert_given_back();
}

#[test]
fn the_mouse_can_be_left_to_the_terminal() {
    let folder = folder();
    let settings = file(&folder, "config.yaml", "mouse: false\n");
    let settings = settings.display().to_string();
    for terminal in [in_terminal(&["--no-mouse"]), in_terminal(&[]).with("ONRECORD_CONFIG", &settings)] {
        let mut terminal = terminal.open();
        terminal.wait_for("24 statements").keys("q").end();
        assert!(!terminal.has_written("\x1b[?1000h"));
    }
}

#[test]
fn a_query_counts_as_used_also_where_the_mouse_opens_what_it_found() {
    let mut program = onrecord(120, 40);
    press(&mut program, "/");
    program.type_text("commitment");
    double_click(&mut program, "was there a statement that");
    assert!(matches!(program.model().screens.last(), Some(Screen::Context(_))), "{}", text(&program));
    assert_eq!(program.model().browse.history.queries(), ["commitment"]);
}

#[test]
fn a_click_ends_the_walk_through_the_queries_used_before() {
    let mut program = onrecord(120, 40);
    search(&mut program, "nato");
    search(&mut program, "talks");
    press(&mut program, "/ Ctrl-P");
    assert_eq!(program.model().browse.search_box.text(), "nato");
    let row = program.model().browse.layout(program.model().area).list_rows();
    point(&mut program, Gesture::Click, Position { x: row.x + 10, y: row.y });
    let first = selected(&program);
    press(&mut program, "/ Down");
    assert_eq!(program.model().browse.search_box.text(), "nato");
    assert_ne!(selected(&program), first);
}

#[test]
fn a_badge_that_is_clicked_takes_no_quoted_words_apart() {
    let folder = folder();
    let words = "speakers: { a: { name: Ann } }\n\
                 sources: { s: { title: S, fidelity: report } }\n\
                 statements: [{ id: one, speaker: a, source: s, text: It  is:unverified here. }]\n";
    let mut program = onrecord_with(120, 40, &file(&folder, "x.yaml", words));
    let quoted = "\"it  is:unverified\"";
    search(&mut program, quoted);
    let before = program.model().browse.search_box.text().to_owned();
    click(&mut program, "report, unverified:");
    let narrowed = program.model().browse.search_box.text().to_owned();
    assert_eq!(narrowed, format!("fidelity:report is:unverified {quoted}"));
    click(&mut program, "report, unverified:");
    assert_eq!(program.model().browse.search_box.text(), before);
    search(&mut program, "date:foo");
    click(&mut program, "report, unverified:");
    assert_eq!((program.model().browse.search_box.text(), said(&program).is_empty()), ("date:foo", false));
}
