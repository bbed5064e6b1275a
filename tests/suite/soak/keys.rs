//! More keys, larger pastes and more sizes than anybody's.

use std::thread;
use std::time::{Duration, Instant};

use crate::support::terminal::{Terminal, onrecord};

#[test]
#[ignore = "it takes minutes"]
fn soak_ten_thousand_sizes_of_the_terminal_are_followed() {
    let mut terminal = onrecord(&[]).open();
    terminal.wait_for("24 statements");
    for number in 0..10_000_u32 {
        // From 1×1 to 500×200, every width and height many times, in leaps.
        let upto = |most: u32, factor: u32| 1 + (number * factor % most) as u16;
        terminal.resize(upto(500, 7), upto(200, 13));
    }
    terminal.resize(120, 40).wait_for("24 statements").keys("q").end();
}

#[test]
#[ignore = "it takes minutes"]
fn soak_ten_megabytes_pasted_leave_the_keys_alive() {
    let text = "lorem ipsum ".repeat(10_000_000 / 12);
    for (before, behind) in [("\x1b[200~", "\x1b[201~"), ("", "")] {
        let mut terminal = onrecord(&[]).open();
        terminal.wait_for("24 statements").keys("/");
        let begun = Instant::now();
        terminal.keys(&format!("{before}{text}{behind}"));
        terminal.keys("\u{15}nonstarter").wait_for("/ nonstarter").wait_for("of 24");
        let marked = if before.is_empty() { "key by key" } else { "marked as a paste" };
        println!("10 MB, {marked}: {:.1} s until the next key is answered", begun.elapsed().as_secs_f64());
        terminal.keys("\rq").end();
    }
}

/// How long the keys of a thousand a second go on, in thousandths of a second.
const HELD: u32 = 10_000;

/// Presses these keys over and over, one each thousandth of a second; how long the last of them was late.
fn hold(terminal: &mut Terminal, keys: &[&str]) -> Duration {
    let begun = Instant::now();
    for (number, key) in (1..=HELD).zip(keys.iter().cycle()) {
        terminal.keys(key);
        // This is no waiting for the program: it is how fast a person would have to be.
        thread::sleep((begun + Duration::from_millis(1) * number).saturating_duration_since(Instant::now()));
    }
    begun.elapsed().saturating_sub(Duration::from_millis(1) * HELD)
}

#[test]
#[ignore = "it takes minutes"]
fn soak_a_thousand_keys_a_second_are_kept_up_with() {
    let mut terminal = onrecord(&[]).open();
    terminal.wait_for("24 statements");
    let late = hold(&mut terminal, &["j", "j", "k", "j", "k", "k"]);
    let begun = Instant::now();
    // The last round is broken off two rows down. A single key that is lost leads elsewhere.
    terminal.keys("jjj").wait_for("6/24");
    let in_list = begun.elapsed();
    terminal.keys("/");
    let late = late.max(hold(&mut terminal, &["n", "o", "n", "s", "t", "a", "r", "t", "e", "r", "\u{15}"]));
    let begun = Instant::now();
    terminal.keys("\u{15}council").wait_for("/ council").wait_for("19 of 24 statements");
    let in_box = begun.elapsed();
    println!(
        "1,000 keys a second for 10 s: the last is answered after {} ms in the list, {} ms in the search box \
         (the keys themselves were at most {} ms late)",
        in_list.as_millis(),
        in_box.as_millis(),
        late.as_millis()
    );
    assert!(in_list.max(in_box) < Duration::from_secs(1), "{in_list:?}, {in_box:?}");
    terminal.keys("\rq").end();
}
