//! What keys and a presentation clicker do in a talk.

use std::time::Duration;

use onrecord::app::{Moment, Msg, Screen, SlideView};
use onrecord::corpus::{CorpusChoice, OpenOptions, open};
use onrecord::layout::TypeSize;
use onrecord::terminal::Headless;

use crate::support::{file, folder, onrecord, onrecord_with, press, search, talk, text};

/// The id of the statement on the slide.
fn on_stage(program: &Headless) -> String {
    let talk = talk(program);
    program.model().record.corpus.statement(talk.playlist[talk.at].statement).key().to_owned()
}

/// What the status line says.
fn said(program: &Headless) -> &str {
    program.model().messages.first().map_or("", |message| &message.text)
}

/// The id of the statement selected in the browse screen.
fn selected(program: &Headless) -> String {
    let hit = program.model().browse.selected().expect("a selected statement");
    program.model().record.corpus.statement(hit.statement).key().to_owned()
}

#[test]
fn the_selected_statement_comes_first_and_what_is_filtered_follows() {
    let mut program = onrecord(80, 24);
    search(&mut program, "speaker:sherman kind:direct");
    press(&mut program, "Down t");
    let filtered: Vec<_> = program.model().browse.results.hits.clone();
    assert_eq!(talk(&program).playlist, filtered);
    assert_eq!((talk(&program).at, on_stage(&program)), (1, selected(&program)));
}

#[test]
fn every_key_for_on_and_back_works_as_on_a_clicker() {
    let mut program = onrecord(200, 60);
    press(&mut program, "t");
    for (on, back) in
        [("Right", "Left"), ("Space", "Up"), ("PgDn", "PgUp"), ("n", "p"), ("Down", "Left"), ("Enter", "PgUp")]
    {
        press(&mut program, on);
        assert_eq!(talk(&program).at, 1, "{on}");
        press(&mut program, back);
        assert_eq!(talk(&program).at, 0, "{back}");
    }
    press(&mut program, "End");
    assert_eq!(talk(&program).at, 23);
    for first in ["Home", "F5", "g"] {
        press(&mut program, &format!("G {first}"));
        assert_eq!(talk(&program).at, 0, "{first}");
    }
}

#[test]
fn on_leads_through_all_pages_and_back_through_the_same() {
    let mut program = onrecord(40, 12);
    press(&mut program, "t");
    let mut seen = Vec::new();
    while said(&program) != "This is the last statement." {
        seen.push((talk(&program).at, talk(&program).page));
        press(&mut program, "Right");
    }
    assert!(seen.iter().any(|(_, page)| *page > 0), "some quote needs several pages here");
    for place in seen.iter().rev() {
        assert_eq!((talk(&program).at, talk(&program).page), *place);
        press(&mut program, "Left");
    }
    assert_eq!(said(&program), "This is the first statement.");
}

#[test]
fn a_number_and_enter_jump_there() {
    let mut program = onrecord(80, 24);
    press(&mut program, "t 1 3");
    assert!(text(&program).contains("to 13"));
    press(&mut program, "Enter");
    assert_eq!(on_stage(&program), "no-commitment");
    // A slip is taken back, by the last digit or whole.
    press(&mut program, "2 5 Backspace Enter");
    assert_eq!(talk(&program).at, 1);
    press(&mut program, "9 Esc");
    assert_eq!(talk(&program).number, "");
    press(&mut program, "9 9 Enter");
    assert!(text(&program).contains("There is no 99; the last is 24"));
    press(&mut program, "0 Enter");
    assert_eq!(talk(&program).at, 1);
}

#[test]
fn escape_goes_back_to_the_place_in_browse_with_the_last_statement_selected() {
    let mut program = onrecord(80, 24);
    search(&mut program, "council");
    press(&mut program, "t Right Right Right Right Right");
    let last = on_stage(&program);
    press(&mut program, "Esc");
    assert!(program.model().screens.is_empty());
    assert_eq!(selected(&program), last);
    assert_eq!(program.model().browse.search_box.text(), "council");
}

#[test]
fn a_talk_from_another_screen_shows_its_list_and_goes_back_to_it() {
    let mut program = onrecord(120, 40);
    search(&mut program, "nonstarters");
    press(&mut program, "s t");
    assert_eq!((on_stage(&program).as_str(), talk(&program).playlist.len()), ("non-starters", 19));
    press(&mut program, "Right q");
    let Some(Screen::Session(session)) = program.model().screens.last() else { panic!("the session") };
    let statement = session.hits[session.statements.selected].statement;
    assert_eq!(program.model().record.corpus.statement(statement).key(), "no-pullback");
    press(&mut program, "c t Right Esc");
    assert!(matches!(program.model().screens.last(), Some(Screen::Context(_))));
    press(&mut program, "w t");
    assert_eq!(talk(&program).playlist.len(), 1);
}

#[test]
fn a_reload_keeps_the_talk_at_its_statement() {
    let folder = folder();
    let corpus = |ids: &str| {
        let statement = |id| format!("  - {{ id: {id}, speaker: a, text: Words of {id}. }}\n");
        let statements: String = ids.split(' ').map(statement).collect();
        format!("speakers: {{ a: {{ name: A }} }}\nstatements:\n{statements}")
    };
    let path = file(&folder, "talk.yaml", &corpus("one two three four"));
    let mut program = onrecord_with(80, 24, &path);
    press(&mut program, "t Right Right");
    assert_eq!(on_stage(&program), "three");
    let reload = |program: &mut Headless, ids| {
        file(&folder, "talk.yaml", &corpus(ids));
        let choice = CorpusChoice::Paths(vec![path.clone()], OpenOptions::default());
        program.happen(Msg::Loaded(Box::new(open(&choice))));
    };
    reload(&mut program, "zero two three four");
    assert_eq!((on_stage(&program).as_str(), talk(&program).at), ("three", 1));
    reload(&mut program, "zero two four");
    assert_eq!(on_stage(&program), "four");
    reload(&mut program, "other");
    assert!(program.model().screens.is_empty());
}

#[test]
fn a_reload_keeps_the_slide_the_wording_and_the_page() {
    let mut program = onrecord(40, 12);
    press(&mut program, "t 1 3 Enter w w c Right");
    let before = text(&program);
    assert_eq!((talk(&program).view, talk(&program).wording, talk(&program).page), (SlideView::Context, 2, 1));
    program.happen(Msg::Loaded(Box::new(open(&CorpusChoice::BuiltIn))));
    press(&mut program, "Left Right");
    assert_eq!(text(&program), before);
    assert!(talk(&program).revealing);
}

#[test]
fn context_and_session_are_slides_and_the_same_key_or_escape_leads_back() {
    let mut program = onrecord(80, 24);
    search(&mut program, "nonstarters");
    press(&mut program, "t");
    for (key, view) in [("c", SlideView::Context), ("s", SlideView::Session)] {
        press(&mut program, key);
        assert_eq!(talk(&program).view, view);
        press(&mut program, key);
        assert_eq!(talk(&program).view, SlideView::Words);
        press(&mut program, &format!("{key} Esc"));
        assert_eq!(talk(&program).view, SlideView::Words);
    }
    press(&mut program, "s c w");
    assert_eq!(talk(&program).view, SlideView::Words);
    press(&mut program, "Esc");
    search(&mut program, "undeclared intelligence");
    press(&mut program, "t s");
    assert_eq!(talk(&program).view, SlideView::Words);
    assert!(text(&program).contains("Said in no session"));
}

#[test]
fn the_wordings_go_round_in_both_directions() {
    let mut program = onrecord(80, 24);
    search(&mut program, "\"commitment to de-escalate\"");
    press(&mut program, "t");
    let mut seen = vec![talk(&program).wording];
    for _ in 0..5 {
        press(&mut program, "w");
        seen.push(talk(&program).wording);
    }
    assert_eq!(seen, [0, 1, 2, 3, 4, 0]);
    press(&mut program, "W");
    assert_eq!(talk(&program).wording, 4);
    press(&mut program, "Esc");
    search(&mut program, "pull troops back");
    press(&mut program, "t w");
    assert!(text(&program).contains("This statement has no other wording"));
}

#[test]
fn any_key_wakes_a_blank_screen_and_does_nothing_else() {
    let mut program = onrecord(80, 24);
    press(&mut program, "t");
    let before = text(&program);
    for blank in ["b", "."] {
        for key in ["b", ".", "Right", "Esc", "q", "?", "7", "F5", "z", "Ctrl-D"] {
            press(&mut program, blank);
            assert!(talk(&program).blank && text(&program).trim().is_empty());
            press(&mut program, key);
            assert!(!talk(&program).blank, "{key}");
            assert_eq!(text(&program), before, "{key}");
        }
    }
    press(&mut program, "b Ctrl-C");
    assert!(program.has_quit());
}

#[test]
fn the_letters_can_be_made_larger_and_smaller_and_stay_so() {
    let mut program = onrecord(80, 24);
    press(&mut program, "t 1 3 Enter");
    assert_eq!(talk(&program).slide.size, TypeSize::Sextant);
    press(&mut program, "+");
    assert_eq!(talk(&program).slide.size, TypeSize::Quadrant);
    press(&mut program, "= =");
    assert!(text(&program).contains("cannot be larger"));
    press(&mut program, "- -");
    assert_eq!(talk(&program).slide.size, TypeSize::Spaced);
    press(&mut program, "Right Left");
    assert_eq!(talk(&program).slide.size, TypeSize::Spaced);
    press(&mut program, "- - - +");
    assert_eq!(talk(&program).slide.size, TypeSize::Spaced, "what had no effect is not counted");
}

#[test]
fn help_shows_the_keys_of_a_talk() {
    let mut program = onrecord(120, 40);
    press(&mut program, "t ?");
    let shown = text(&program);
    for line in ["a blank screen, until any key", "to the number typed", "larger letters"] {
        assert!(shown.contains(line), "{shown}");
    }
    press(&mut program, "Esc");
    assert_eq!(talk(&program).at, 0);
}

#[test]
fn without_a_statement_there_is_no_talk() {
    let mut program = onrecord(80, 24);
    search(&mut program, "qqqqqq");
    press(&mut program, "t");
    assert!(program.model().screens.is_empty());
    assert!(text(&program).contains("No statement is selected"));
}

#[test]
fn the_time_of_a_talk_is_shown_when_asked_for_and_ticks_only_then() {
    let mut program = onrecord(80, 24);
    let at = |seconds: u64| Moment(Duration::from_millis(seconds * 1000 + 250));
    assert_eq!(program.model().deadline(), None, "an idle program sleeps");
    press(&mut program, "t");
    // When it began is asked for at once, and then nothing more.
    assert_eq!(program.model().deadline(), Some(Moment::default()));
    program.happen(Msg::Tick(at(5)));
    assert_eq!(program.model().deadline(), None);
    assert!(text(&program).contains(" 1/24  "));
    press(&mut program, "Right i");
    assert!(program.model().deadline().is_some_and(|due| due <= at(70)));
    program.happen(Msg::Tick(at(70)));
    assert!(text(&program).contains("2/24 · 1:05"), "{}", text(&program));
    assert_eq!(program.model().deadline(), Some(at(71)));
    // A tick that comes late moves none of the later ones.
    program.happen(Msg::Tick(Moment(Duration::from_millis(71_900))));
    assert_eq!(program.model().deadline(), Some(at(72)));
    for (cover, uncover) in [("b", "b"), ("L", "Esc")] {
        press(&mut program, cover);
        assert_eq!(program.model().deadline(), None, "{cover}");
        press(&mut program, uncover);
        assert_eq!(program.model().deadline(), Some(at(72)), "{cover}");
    }
    for overlay in [":", "?", "N", "Y"] {
        press(&mut program, overlay);
        assert_eq!(program.model().deadline(), Some(at(72)), "beside {overlay} the talk is seen and goes on");
        press(&mut program, "Esc");
    }
    press(&mut program, "N");
    program.happen(Msg::Tick(at(72)));
    assert!(text(&program).contains("1:07"), "{}", text(&program));
    press(&mut program, "Esc");
    program.happen(Msg::Tick(at(4000)));
    assert!(text(&program).contains("1:06:35"), "{}", text(&program));
    press(&mut program, "i");
    assert_eq!(program.model().deadline(), None);
    assert!(!text(&program).contains("1:06:35"));
    press(&mut program, "i");
    assert!(!text(&program).contains("1:06:35"), "the last time is not shown for a moment");
}
