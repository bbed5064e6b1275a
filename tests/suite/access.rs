//! For those who do not see the screen as most do: the cursor, motion, and every script.

use std::collections::BTreeSet;
use std::time::Duration;

use onrecord::app::{Moment, Msg, Start};
use onrecord::corpus::CorpusChoice;
use onrecord::settings::Settings;
use onrecord::terminal::Headless;
use onrecord::text::display_width;
use onrecord::ui::resting_place;
use ratatui::style::Modifier;

use crate::support::terminal::onrecord as in_terminal;
use crate::support::{cells, file, folder, onrecord, onrecord_with, press, start, text};

/// The line of the screen on which the cursor stands.
fn line_of_cursor(program: &Headless) -> String {
    let (buffer, cursor) = program.frame();
    let (_, y) = cursor.unwrap_or_else(|| panic!("no cursor:\n{}", text(program)));
    let line = cells(&buffer).nth(y.into()).expect("a line");
    line.iter().map(|cell| cell.symbol()).collect()
}

#[test]
fn the_cursor_stands_where_the_keys_act() {
    for (keys, wanted) in [
        ("Esc", "Jens Stoltenberg"),
        ("1 Down", "Wendy Sherman"),
        ("2", "NATO–Russia Council"),
        ("Tab", "“There are significant differences"),
        ("/", "/ "),
        ("c", "There are"),
        ("s", "Jens Stoltenberg"),
        ("s Tab", "12 Jan 2022"),
        ("v Down", "Wendy Sherman"),
        ("?", "Browse"),
        ("Y", "type to filter"),
    ] {
        for (columns, lines) in [(120, 40), (80, 24), (50, 20)] {
            let mut program = onrecord(columns, lines);
            press(&mut program, keys);
            let line = line_of_cursor(&program);
            let found = line.contains(wanted) || text(&program).contains(wanted) && line.contains('“');
            assert!(found, "{keys} in {columns} columns: the cursor is at {line:?}\n{}", text(&program));
        }
    }
}

#[test]
fn the_cursor_goes_along_with_the_selection() {
    for keys in ["g", "1", "s", "v", "/ c o m m i t m e n t Enter w"] {
        let mut program = onrecord(120, 40);
        press(&mut program, keys);
        let before = program.frame().1;
        press(&mut program, "j");
        assert_ne!(program.frame().1, before, "{keys}");
        press(&mut program, "k");
        assert_eq!(program.frame().1, before, "{keys}");
    }
}

#[test]
fn on_a_slide_no_cursor_is_seen_and_it_rests_at_the_words() {
    let mut program = onrecord(80, 24);
    press(&mut program, "t");
    assert_eq!(program.frame().1, None);
    let at = resting_place(program.model()).expect("a place");
    assert!(at.y < 20, "{at:?}");
    press(&mut program, "b");
    assert_eq!(resting_place(program.model()), None);
}

#[test]
fn nothing_blinks() {
    for keys in ["Esc", "/ n", "c", "s", "w", "v", "t", "?", "Y", "L"] {
        let mut program = onrecord(120, 40);
        press(&mut program, keys);
        let blinking = Modifier::SLOW_BLINK | Modifier::RAPID_BLINK;
        assert!(program.frame().0.content.iter().all(|cell| !cell.modifier.intersects(blinking)), "{keys}");
    }
    let mut terminal = in_terminal(&[]).open();
    terminal.wait_for("24 statements").keys("q").end();
    // A bar that does not blink while the program runs, and after it whatever the person has set.
    assert!(terminal.has_written("\x1b[6 q") && terminal.has_written("\x1b[0 q"));
}

#[test]
fn with_less_motion_a_talk_tells_its_time_by_minutes() {
    for (reduced_motion, wanted) in [(false, 5), (true, 60)] {
        let choice = CorpusChoice::BuiltIn;
        let settings = Settings { reduced_motion, ..Settings::default() };
        let mut program = Headless::open(Start { settings, ..start(120, 40, &choice) }, choice);
        press(&mut program, "t");
        program.happen(Msg::Tick(Moment::default()));
        press(&mut program, "i");
        program.happen(Msg::Tick(Moment(Duration::from_millis(4200))));
        assert_eq!(program.model().deadline(), Some(Moment(Duration::from_secs(wanted))));
        let shown = if reduced_motion { "0:00" } else { "0:04" };
        assert!(text(&program).contains(shown), "{}", text(&program));
    }
}

/// Letters with marks upon marks, wide letters, flags and families, and writing from right to left.
const SCRIPTS: [&str; 6] = [
    "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘ cafe\u{301} naïve",
    "我们在会谈中没有看到缓和局势的承诺，也没有看到相反的声明。",
    "👩‍👩‍👧‍👦 said 🏳️‍🌈 to 🇺🇦 and 👍🏽, ☺️ twice: 1️⃣ ❤️‍🔥",
    "לא הייתה התחייבות להפחתת המתיחות، لم يكن هناك التزام بخفض التصعيد",
    "नमस्ते क्षत्रिय สวัสดีครับ ខ្មែរ தமிழ் 한국어 한글",
    "\u{202e}reversed\u{202c} \u{200b}zero\u{200d}width\u{feff} soft\u{ad}hyphen ﷽ ｆｕｌｌ",
];

/// A corpus in which everything that is shown is written in all of them.
fn in_all_scripts() -> String {
    use std::fmt::Write;
    let mut speakers = String::new();
    let mut statements = String::new();
    for (at, script) in SCRIPTS.iter().enumerate() {
        let text = serde_json::to_string(script).expect("text");
        let _ = writeln!(speakers, "  s{at}: {{ name: {text}, role: {text} }}");
        let _ = writeln!(
            statements,
            "  - {{ id: x{at}, speaker: s{at}, session: all, kind: direct, topics: [{text}], source: log, text: {text}, notes: {text} }}"
        );
    }
    let all = serde_json::to_string(&SCRIPTS.join(" / ")).expect("text");
    let passages: Vec<String> =
        SCRIPTS.iter().map(|script| format!("{{ text: {} }}", serde_json::to_string(script).expect("text"))).collect();
    format!(
        "title: {all}\nspeakers:\n{speakers}sessions:\n  all: {{ title: {all}, date: 2024-01-01, place: {all}, summary: {all}, participants: [s0, s1] }}\nsources:\n  log: {{ title: {all}, publisher: {all}, fidelity: report, passages: [{}] }}\nstatements:\n{statements}",
        passages.join(", ")
    )
}

#[test]
fn every_script_keeps_its_columns_on_every_screen() {
    let folder = folder();
    let corpus = file(&folder, "scripts.yaml", &in_all_scripts());
    let mut seen = BTreeSet::new();
    for (columns, lines) in [(120, 40), (80, 24), (50, 20), (41, 11)] {
        for keys in
            ["Esc", "Tab", "1", "3 G", "c", "c n", "s", "s Tab", "w", "v", "t", "t c", "t s", "?", "Y", ":", "/ 我"]
        {
            let shows_one = matches!(keys, "Esc" | "Tab" | "c" | "w" | "t" | "t c");
            for statement in 0..if shows_one { SCRIPTS.len() } else { 1 } {
                let mut program = onrecord_with(columns, lines, &corpus);
                for _ in 0..statement {
                    press(&mut program, "j");
                }
                press(&mut program, keys);
                assert_whole(&program, &format!("{keys} {statement} {columns}x{lines}"));
                seen.extend(program.frame().0.content.iter().map(|cell| cell.symbol().to_owned()));
            }
        }
    }
    for whole in ["👩‍👩‍👧‍👦", "🇺🇦", "们", "e\u{301}", "ל"] {
        assert!(seen.contains(whole), "{whole} is never seen whole");
    }
    assert!(!seen.iter().any(|symbol| symbol.contains('\u{202e}') || symbol.contains('\u{feff}')));
}

/// Every line of the screen takes exactly its columns: no letter stands half outside, and what a
/// wide letter covers is empty.
fn assert_whole(program: &Headless, where_to: &str) {
    let (buffer, _) = program.frame();
    let width = usize::from(buffer.area.width);
    for line in buffer.content.chunks(width) {
        let mut column = 0;
        while column < width {
            let symbol = line[column].symbol();
            let columns = display_width(symbol);
            assert!(columns >= 1, "{where_to}: {symbol:?} takes no column\n{}", text(program));
            assert!(column + columns <= width, "{where_to}: {symbol:?} hangs over the edge\n{}", text(program));
            for covered in &line[column + 1..column + columns] {
                assert_eq!(covered.symbol(), " ", "{where_to}: behind {symbol:?}\n{}", text(program));
            }
            column += columns;
        }
    }
}
