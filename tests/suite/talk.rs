//! Slides as an audience sees them.

use onrecord::layout::glyphs;
use onrecord::settings::Role;
use onrecord::terminal::Headless;
use onrecord::text::{display_width, visible};
use proptest::prelude::{ProptestConfig, Strategy, prop_assert, prop_assert_eq, proptest};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;
use unicode_segmentation::UnicodeSegmentation;

use crate::support::{
    file, flowing_text, folder, looks, onrecord, onrecord_with, press, search, talk, text, text_in_style,
};

const SIZES: [(u16, u16); 4] = [(40, 12), (80, 24), (120, 40), (200, 60)];

/// Compares the text of what the keys lead to with what was looked at and accepted.
fn assert_shows(name: &str, query: &str, keys: &str) {
    for (columns, lines) in SIZES {
        let mut program = onrecord(columns, lines);
        search(&mut program, query);
        press(&mut program, keys);
        insta::assert_snapshot!(format!("{name}-{columns}x{lines}"), text(&program));
    }
}

/// A corpus of one direct statement.
fn corpus_with(text: &str) -> String {
    let text = serde_json::to_string(text).expect("JSON, which is YAML too");
    format!("speakers: {{ ann: {{ name: Ann Lee }} }}\nstatements: [{{ id: one, speaker: ann, text: {text} }}]\n")
}

#[test]
fn a_direct_quote() {
    assert_shows("direct", "nonstarters", "t");
}

#[test]
fn a_fragment_in_its_frame_reported_by_another() {
    assert_shows("fragment", "basic readiness", "t");
}

#[test]
fn a_paraphrase_of_two_speakers_together() {
    assert_shows("joint-paraphrase", "transparent exercises is:paraphrase", "t");
}

#[test]
fn a_long_reworded_quote() {
    assert_shows("reworded", "discussion workplaces", "t");
}

#[test]
fn a_quote_in_larger_letters_than_fit() {
    assert_shows("larger", "positive sign", "t + Right");
}

#[test]
fn the_wordings_one_after_another() {
    assert_shows("revealed", "\"commitment to de-escalate\"", "t w w");
}

#[test]
fn the_passage_as_a_slide() {
    assert_shows("context", "\"commitment to de-escalate\"", "t c");
}

#[test]
fn the_session_as_a_slide() {
    assert_shows("session", "nonstarters", "t s");
}

#[test]
fn a_blank_screen() {
    for (columns, lines) in SIZES {
        let mut program = onrecord(columns, lines);
        press(&mut program, "t b");
        let (buffer, cursor) = program.frame();
        assert!(
            buffer.content.iter().all(|cell| cell.symbol() == " " && cell.bg == ratatui::style::Color::Rgb(0, 0, 0))
        );
        assert_eq!(cursor, None);
    }
}

#[test]
fn letters_that_cannot_be_drawn_large() {
    let folder = folder();
    for (name, words) in [
        ("cyrillic", "Да, мы готовы к разговору."),
        ("cjk", "各方应通过对话解决分歧。我们反对任何形式的强权政治。"),
        ("one-long-word", &"ORDER".repeat(80)),
    ] {
        let file = file(&folder, "odd.yaml", &corpus_with(words));
        for (columns, lines) in SIZES {
            let mut program = onrecord_with(columns, lines, &file);
            press(&mut program, "t");
            insta::assert_snapshot!(format!("{name}-{columns}x{lines}"), text(&program));
        }
    }
}

#[test]
fn what_is_lit_and_what_steps_back() {
    for (name, query, keys) in [
        ("looks-of-a-fragment", "basic readiness", "t"),
        ("looks-of-a-wording", "\"commitment to de-escalate\"", "t W"),
        ("looks-of-a-passage", "\"commitment to de-escalate\"", "t c"),
    ] {
        for (columns, lines) in [(40, 12), (80, 24)] {
            let mut program = onrecord(columns, lines);
            search(&mut program, query);
            press(&mut program, keys);
            insta::assert_snapshot!(format!("{name}-{columns}x{lines}"), looks(&program));
        }
    }
}

/// The words of a slide that are lit for being different, as its text has them.
fn lit_words(program: &Headless) -> Vec<String> {
    let words = &talk(program).slide.text.words;
    let differs = words.marks.iter().filter(|mark| mark.role == Role::Differs);
    differs.map(|mark| mark.span.of(&words.text).to_owned()).collect()
}

#[test]
fn between_two_wordings_exactly_the_changed_words_are_lit() {
    // The Hill's wording is the nearest; the others are compared with it one after another.
    let wordings: [(&str, &[&str]); 5] = [
        ("N1", &["de-escalation", "no"]),
        ("Censor", &["were", "commitments", "on", "de-escalation", "was no", "this", "happen"]),
        ("oekraine", &["de-escalation", "no", "There", "also no", "not"]),
        ("copy", &["dedication", "Neither existed", "declaration", "certainly"]),
        ("The Hill", &[]),
    ];
    for size in [(120, 40), (40, 12)] {
        let mut program = onrecord(size.0, size.1);
        search(&mut program, "\"commitment to de-escalate\"");
        press(&mut program, "t");
        assert!(lit_words(&program).is_empty(), "nothing is compared before it is asked for");
        for (name, expected) in wordings {
            press(&mut program, "w");
            let each = |lit: Vec<String>| lit.join(" ").split_whitespace().map(str::to_owned).collect::<Vec<_>>();
            let expected = each(expected.iter().map(|&lit| lit.to_owned()).collect());
            assert_eq!(each(lit_words(&program)), expected, "{name}");
            if talk(&program).slide.size.glyph().is_none() {
                // On the screen too, where a line that ends may part what is lit.
                let reversed = text_in_style(&program, |cell| cell.modifier.contains(Modifier::REVERSED));
                assert_eq!(each(reversed), expected, "{name}");
            }
        }
    }
}

#[test]
fn a_paraphrase_is_never_put_in_quote_marks_and_what_is_not_verbatim_says_so() {
    let mut program = onrecord(80, 24);
    press(&mut program, "t");
    let count = talk(&program).playlist.len();
    for _ in 0..count {
        let shown = talk(&program);
        let corpus = &program.model().record.corpus;
        let wording = shown.shown_wording(corpus);
        let (words, badge) = (&shown.slide.text.words.text, wording.badge().to_string());
        assert_eq!(words.contains('“'), !wording.is_paraphrase(), "{words}");
        let on_screen = flowing_text(&program);
        assert!(on_screen.ends_with(&badge), "{on_screen}");
        let lines = shown.slide.lines(0);
        for speaker in wording.speakers().iter().chain(wording.via()) {
            let name = &corpus.speaker(*speaker).name;
            assert!(lines.iter().any(|line| line.paragraph.text.contains(name)), "{on_screen}");
        }
        if !wording.via().is_empty() {
            assert!(on_screen.contains("as reported by Jens Stoltenberg"), "{on_screen}");
        }
        press(&mut program, "Right");
    }
    assert!(text(&program).contains("This is the last statement"));
}

/// The cells of an area that show something.
fn is_lit(buffer: &Buffer, area: Rect) -> bool {
    area.positions().any(|position| buffer[position].symbol() != " ")
}

/// Words of many scripts, with marks, wide letters, emoji, what is not seen, and one without end.
fn any_words() -> impl Strategy<Value = String> {
    let word = proptest::prop_oneof![
        4 => "[a-zA-Z]{1,9}[.,;]?",
        2 => "[“‘«]?[a-zé]{1,6}[”’»…]?",
        1 => "[a-z]{1,3}(-|–|—|\u{ad}|\u{200b})[a-z]{1,3}",
        1 => "([а-яё]{1,8}|[北約各方通過対話]{1,8}|[א-ת]{1,6}|[ا-ي]{1,6})",
        1 => "[a-zα-ω](\u{301}|\u{308}|\u{303}){0,2}",
        1 => "(👍|👩‍🚀|🇺🇦|€|Š)",
        1 => "\\[…\\]",
        1 => proptest::strategy::Just("x".repeat(400)),
    ];
    (proptest::collection::vec(word, 1..60), proptest::sample::select(vec![" ", "  ", "\n"]))
        // A statement is never only a gap.
        .prop_map(|(words, between)| format!("So{between}{}", words.join(between)))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn the_pages_show_all_words_in_order_and_every_letter_lights_a_cell(
        words in any_words(),
        size in 0..SIZES.len(),
        larger in 0..3_usize,
    ) {
        let folder = folder();
        let file = file(&folder, "any.yaml", &corpus_with(&words));
        let (columns, lines) = SIZES[size];
        let mut program = onrecord_with(columns, lines, &file);
        press(&mut program, "t");
        for _ in 0..larger {
            press(&mut program, "+");
        }
        let slide = talk(&program).slide.clone();
        let mut shown = String::new();
        for page in 0..slide.page_count() {
            prop_assert_eq!(talk(&program).page, page);
            let (buffer, _) = program.frame();
            let screen = Rect::new(0, 0, columns, lines - 1);
            for line in slide.lines(page).into_iter().filter(|line| line.paragraph == &slide.text.words) {
                let of_line = line.span.of(&line.paragraph.text);
                prop_assert_eq!(line.area.intersection(screen), line.area, "{} lies outside", of_line);
                shown.push_str(of_line);
                let mut x = line.area.x;
                for grapheme in of_line.graphemes(true) {
                    let width = match line.size.glyph() {
                        Some((width, _)) => width * glyphs(grapheme).expect("it can be drawn").chars().count() as u16,
                        None => display_width(grapheme) as u16,
                    };
                    let cells = Rect { x, width, ..line.area };
                    if width > 0 && !visible(grapheme).trim().is_empty() {
                        prop_assert!(is_lit(&buffer, cells), "{:?} of {:?}", grapheme, of_line);
                    }
                    x += width;
                }
                prop_assert_eq!(x, line.area.right());
            }
            press(&mut program, "Right");
        }
        let bare = |text: &str| text.split_whitespace().collect::<String>();
        prop_assert_eq!(bare(&shown), bare(&format!("“{words}”")));
    }
}
