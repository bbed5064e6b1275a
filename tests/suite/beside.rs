//! What is told beside a screen: messages, the captions of tours, the last keys. Each has room of its own, so
//! that no words are seen of which a part is covered that says whose they are and what they are worth.

use onrecord::action::Scope;
use onrecord::app::{Gesture, Moment, Msg, Start, Turned};
use onrecord::corpus::{Fidelity, Kind, ReviewState, Standing};
use onrecord::terminal::Headless;

use crate::honesty::{Case, Desk, LONG, SHORT, SaidBy, Seen, leads_there};
use crate::support::{flowing_text, onrecord, place_of, point, press, text, tour, ways_to};

/// From the usual sizes down to the smallest.
const SIZES: [(u16, u16); 8] = [(120, 40), (100, 12), (80, 24), (60, 11), (50, 20), (45, 14), (40, 12), (40, 10)];

const WORST: Case = Case {
    kind: Kind::Indirect,
    standing: Standing::Of(Fidelity::Reworded),
    verified: false,
    review: Some(ReviewState::Open),
    said_by: SaidBy::AnnThroughBob,
};

/// Says something of so many words.
fn say(program: &mut Headless, words: usize) {
    let reason = (0..words).map(|at| format!("reason{at}")).collect::<Vec<_>>().join(" ");
    program.happen(Msg::NotWatched(reason));
}

/// Goes every way to every scope: each at one of the sizes, or at all of them.
fn everywhere(all_sizes: bool, mut visit: impl FnMut(&Desk, (u16, u16), Scope, &str)) {
    let ways = || Scope::ALL.iter().flat_map(|scope| ways_to(*scope).iter().map(|keys| (*scope, *keys)));
    for (at, size) in SIZES.into_iter().enumerate() {
        let desk = Desk::of(WORST, if at % 2 == 0 { LONG } else { SHORT });
        let of_size = |way: &usize| all_sizes || way % SIZES.len() == at;
        for (_, (scope, keys)) in ways().enumerate().filter(|(way, _)| of_size(way)) {
            visit(&desk, size, scope, keys);
        }
    }
}

/// Says more and more wherever one can be. How often words were seen meanwhile.
fn say_everywhere(all_sizes: bool) -> usize {
    let mut seen = 0;
    everywhere(all_sizes, |desk, size, scope, keys| {
        let mut program = desk.open(size);
        program.press(keys);
        leads_there(&program.program, scope, keys);
        for way in ["", "PgDn", "End"] {
            if !way.is_empty() {
                press(&mut program.program, way);
            }
            for words in [2, 8, 30, 90] {
                say(&mut program.program, words);
                let what = format!("{size:?}, {}: {keys} {way}, told {words}", scope.name());
                seen += desk.check(&program, &what, false);
            }
        }
    });
    seen
}

#[test]
fn however_much_is_said_no_words_are_seen_without_what_they_are_worth() {
    let seen = say_everywhere(false);
    assert!(seen > 100, "{seen}");
}

#[test]
#[ignore = "it takes minutes"]
fn soak_however_much_is_said_no_words_are_seen_without_what_they_are_worth() {
    assert!(say_everywhere(true) > 1000);
}

/// The program with a tour that is about to press these keys, and the last keys shown.
fn touring(desk: &Desk, size: (u16, u16), steps: &str) -> Seen {
    desk.open_with(size, |start| Start { tour: Some(tour(steps)), show_keys: true, ..start })
}

/// Plays a tour to wherever one can be, with captions and the last keys. How often words were seen meanwhile.
fn play_everywhere(all_sizes: bool) -> usize {
    let caption = "This is what a tour says of it. ".repeat(4);
    let mut seen = 0;
    everywhere(all_sizes, |desk, size, scope, keys| {
        let steps = format!("steps: [{{ say: A tour }}, {{ keys: {keys:?} }}, {{ pause: 9 }}, {{ say: {caption:?} }}]");
        let mut program = touring(desk, size, &steps);
        let mut now = Moment::default();
        for tick in 0..40 {
            let Some(due) = program.program.model().deadline() else { break };
            now = now.max(due);
            program.happen(Msg::Tick(now));
            seen += desk.check(&program, &format!("{size:?}, {}: tick {tick} of {keys}", scope.name()), false);
        }
        assert!(program.program.model().player.is_none(), "{keys}");
    });
    seen
}

#[test]
fn no_caption_and_no_last_keys_cover_what_words_are_worth() {
    let seen = play_everywhere(false);
    assert!(seen > 100, "{seen}");
}

#[test]
#[ignore = "it takes minutes"]
fn soak_no_caption_and_no_last_keys_cover_what_words_are_worth() {
    assert!(play_everywhere(true) > 1000);
}

#[test]
fn all_that_was_said_in_one_moment_is_seen_and_what_went_wrong_first() {
    for (columns, lines) in SIZES.into_iter().filter(|(_, lines)| *lines >= 20) {
        let mut program = onrecord(columns, lines);
        say(&mut program, 1);
        press(&mut program, "/");
        program.type_text("speakr:x");
        press(&mut program, "Enter");
        for words in [1, 3, 12] {
            say(&mut program, words);
        }
        program.happen(broken_search());
        let shown = flowing_text(&program);
        let wanted = ["! The search broke: out of luck", "(reason0);", "(reason0 reason1 reason2);", "reason11);"];
        let mut from = 0;
        for wanted in wanted {
            let at = shown[from..].find(wanted).unwrap_or_else(|| panic!("no “{wanted}” in {}", text(&program)));
            from += at;
        }
        press(&mut program, "Up");
        assert!(!flowing_text(&program).contains("reason"), "{}", text(&program));
    }
}

fn broken_search() -> Msg {
    Msg::SearchFailed(onrecord::search::Failure { message: "out of luck".to_owned() })
}

#[test]
fn a_message_longer_than_the_screen_says_that_it_is_cut() {
    let mut program = onrecord(40, 10);
    say(&mut program, 90);
    assert!(text(&program).trim_end().ends_with('…'), "{}", text(&program));
    assert!(!text(&program).contains("Stoltenberg"));
    press(&mut program, "Esc");
    assert!(text(&program).contains("Stoltenberg"));
}

#[test]
fn the_mouse_hits_what_is_seen_beside_a_message() {
    let mut program = onrecord(80, 24);
    press(&mut program, "3");
    say(&mut program, 30);
    let topic = place_of(&program, "▌").y;
    let name = text(&program).lines().nth(topic.into()).expect("a line").to_owned();
    let row = place_of(&program, "European security");
    point(&mut program, Gesture::Click, row);
    assert!(text(&program).contains("✓ European security"), "{name}\n{}", text(&program));
}

#[test]
fn a_second_notch_of_the_wheel_is_answered_as_the_first() {
    let mut program = onrecord(80, 24);
    press(&mut program, "t");
    let at = place_of(&program, "Stoltenberg");
    for _ in 0..2 {
        point(&mut program, Gesture::Wheel(Turned::Up), at);
        assert_eq!(program.model().messages.iter().count(), 1);
    }
    press(&mut program, "End");
    point(&mut program, Gesture::Wheel(Turned::Down), at);
    point(&mut program, Gesture::Wheel(Turned::Up), at);
    assert!(program.model().messages.iter().all(|message| !message.text.contains("first")), "{}", text(&program));
}
