//! Every screen as it is drawn, with its styles, in a small, a usual and a large terminal.

use onrecord::action::Scope;
use onrecord::settings::{Colours, Rgb, Role, ThemeName};
use onrecord::talk_list::ListFile;
use onrecord::terminal::Headless;
use ratatui::style::Modifier;

use crate::support::{
    cells, file, flowing_text, folder, looks, onrecord, onrecord_in, onrecord_with, press, search, text, ways_to,
};

const SIZES: [(u16, u16); 3] = [(50, 20), (80, 24), (120, 40)];

/// Compares what the keys lead to with what was looked at and accepted.
fn assert_looks(name: &str, lead: impl Fn(&mut Headless)) {
    for (columns, lines) in SIZES {
        let mut program = onrecord(columns, lines);
        lead(&mut program);
        insta::assert_snapshot!(format!("{name}-{columns}x{lines}"), looks(&program));
    }
}

#[test]
fn browse() {
    assert_looks("browse", |_| {});
}

#[test]
fn browse_while_typing_a_query() {
    assert_looks("search", |program| {
        press(program, "/");
        program.type_text("commitment deesc");
    });
}

#[test]
fn browse_while_completing_a_field_and_a_value() {
    assert_looks("complete-field", |program| press(program, "/ Tab Tab"));
    assert_looks("complete-value", |program| {
        press(program, "/");
        program.type_text("nato speaker:");
        press(program, "Tab");
    });
}

#[test]
fn browse_with_similar_words_only() {
    assert_looks("relaxed", |program| search(program, "commitment deescalate xylophone"));
}

#[test]
fn browse_under_a_filter() {
    assert_looks("filter", |program| press(program, "1 Down Space"));
}

#[test]
fn browse_with_the_detail_in_focus() {
    assert_looks("detail", |program| press(program, "Tab Down Down"));
}

#[test]
fn browse_with_nothing_found() {
    assert_looks("nothing-found", |program| search(program, "qqqq speaker:sherman"));
}

#[test]
fn browse_with_a_query_that_cannot_be_understood() {
    assert_looks("query-problem", |program| {
        press(program, "/");
        program.type_text("nato speker:x");
    });
}

#[test]
fn context() {
    assert_looks("context", |program| {
        search(program, "commitment");
        press(program, "c");
    });
}

#[test]
fn context_of_a_statement_without_passages() {
    let folder = folder();
    let corpus = "speakers: { ann: { name: Ann Lee } }\nsources: { log: { title: The log, url: 'https://example.org/log' } }\nstatements: [{ id: one, speaker: ann, source: log, text: We met. }]\n";
    let file = file(&folder, "small.yaml", corpus);
    for (columns, lines) in SIZES {
        let mut program = onrecord_with(columns, lines, &file);
        press(&mut program, "c");
        insta::assert_snapshot!(format!("context-without-passages-{columns}x{lines}"), looks(&program));
    }
}

#[test]
fn session() {
    assert_looks("session", |program| {
        search(program, "nonstarters");
        press(program, "s");
    });
}

#[test]
fn wordings() {
    assert_looks("wordings", |program| {
        search(program, "no commitment to de-escalate");
        press(program, "w");
    });
}

#[test]
fn help() {
    assert_looks("help", |program| press(program, "?"));
}

#[test]
fn help_filtered() {
    assert_looks("help-filtered", |program| {
        press(program, "? /");
        program.type_text("word");
    });
}

#[test]
fn problems_of_a_broken_corpus() {
    let folder = folder();
    let text = "speakers:\n  ann: { name: Ann, rloe: Chair }\nstatements:\n  - { id: one, speaker: an, text: First. }\n  - { id: two, speaker: ann, text: \"\" }\n\t- { id: three }\n";
    for (name, text) in [("problems", text.replace("\t- { id: three }\n", "")), ("syntax-problem", text.to_owned())] {
        let file = file(&folder, "broken.yaml", &text);
        for (columns, lines) in SIZES {
            let program = onrecord_with(columns, lines, &file);
            // The folder has another name each time.
            let looks = looks(&program).replace(&file.display().to_string(), "broken.yaml");
            let looks: String =
                looks.lines().filter(|line| !line.contains("broken.yaml")).map(|line| format!("{line}\n")).collect();
            insta::assert_snapshot!(format!("{name}-{columns}x{lines}"), looks);
        }
    }
}

#[test]
fn a_corpus_without_statements() {
    let folder = folder();
    let file = file(&folder, "empty.yaml", "title: Nothing yet\n");
    for (columns, lines) in SIZES {
        let program = onrecord_with(columns, lines, &file);
        let text = crate::support::flowing_text(&program);
        assert!(text.contains("holds no statements yet") && text.contains("a adds one in your editor"), "{text}");
    }
}

#[test]
fn bookmarks_with_one_that_has_a_note() {
    assert_looks("bookmarks", |program| {
        press(program, "m j m N");
        program.type_text("Say it slowly.");
        press(program, "Enter B");
    });
    assert_looks("no-bookmark-left", |program| press(program, "m B d"));
}

#[test]
fn a_note_that_is_being_written() {
    assert_looks("note", |program| {
        press(program, "N");
        program.type_text("Say it slowly.");
    });
}

#[test]
fn queries_used_before() {
    assert_looks("queries", |program| {
        search(program, "speaker:sherman treaty");
        search(program, "non-starters");
        press(program, "/ Ctrl-R s t");
    });
}

#[test]
fn the_forms_to_copy_in_and_the_name_of_a_file() {
    assert_looks("copy-as", |program| press(program, "Y m"));
    assert_looks("file-name", |program| press(program, "Y Ctrl-S"));
}

#[test]
fn the_speakers_to_choose_from() {
    let folder = folder();
    let corpus = "speakers: { ann: { name: Ann Lee, role: Mayor }, bob: { name: Bo Ng }, cat: { name: Catherine Oduya, affiliation: City of Springfield } }
sources: { minutes: { title: Minutes, url: 'https://example.org/1' } }
statements: [{ id: a, speaker: ann, source: minutes, text: The bridge opens in May., review: { candidates: [ann, bob] } }]
";
    let file = file(&folder, "x.yaml", corpus);
    for (columns, lines) in SIZES {
        let mut program = onrecord_with(columns, lines, &file);
        press(&mut program, "P");
        let shown = text(&program);
        // The last line has the name of the folder.
        let (shown, _) = shown.rsplit_once('\n').expect("lines");
        insta::assert_snapshot!(format!("speakers-{columns}x{lines}"), shown);
    }
}

#[test]
fn a_terminal_that_is_too_small_says_so() {
    insta::assert_snapshot!("too-small", looks(&onrecord(39, 9)));
}

/// Keys that lead to what is seen of the built-in corpus beside what every scope shows of any.
const MORE_WAYS: [&str; 11] = [
    "1 Space",
    "/ n o t Enter",
    "/ x : y",
    "/ k i n d : Tab",
    "t Right",
    "t W",
    "t 7 Enter",
    "t 7 Enter c",
    "t z",
    "v Right Down",
    "r",
];

#[test]
fn every_letter_on_every_screen_can_be_read_in_every_theme() {
    let folder = folder();
    let my_talk = ListFile { name: "list".to_owned(), path: folder.path().join("list.talk.yaml") };
    for name in ThemeName::ALL {
        for colours in [Colours::Exact, Colours::Indexed, Colours::Sixteen] {
            for keys in Scope::ALL.iter().flat_map(|scope| ways_to(*scope)).chain(&MORE_WAYS) {
                let mut program = onrecord_in(name, colours, &my_talk);
                press(&mut program, keys);
                let border = program.model().theme.style(Role::Border).fg;
                let (buffer, _) = program.frame();
                for cell in cells(&buffer).flatten().filter(|cell| !cell.symbol().trim().is_empty()) {
                    let shown = |colour| Rgb::shown(colour).expect("a colour of the theme");
                    let contrast = shown(cell.fg).contrast(shown(cell.bg));
                    // The lines between panes are only to be seen.
                    let least = if Some(cell.fg) == border { 3.0 } else { name.least_contrast() };
                    assert!(contrast >= least, "{name:?} {colours:?} {keys}: {cell:?}");
                    assert!(!cell.modifier.contains(Modifier::DIM), "how faint that is, nobody knows: {cell:?}");
                }
            }
        }
    }
}

#[test]
fn the_detail_says_when_words_were_said_where_their_session_has_another_date() {
    let folder = folder();
    let corpus = |date: &str| {
        format!(
            "speakers: {{ a: {{ name: Ann }} }}\nsessions: {{ s: {{ title: Summit, date: 2022-01-10 }} }}\n\
             statements: [{{ id: one, speaker: a, session: s, {date} text: Yes. }}]\n"
        )
    };
    let of_another_day = onrecord_with(120, 40, &file(&folder, "x.yaml", &corpus("date: 2022-01-12,")));
    let shown = flowing_text(&of_another_day);
    assert!(shown.contains("Date 12 January 2022"), "{shown}");
    let of_its_day = onrecord_with(120, 40, &file(&folder, "y.yaml", &corpus("")));
    let shown = flowing_text(&of_its_day);
    assert!(!shown.contains("Date"), "{shown}");
}

#[test]
fn the_context_says_that_no_wording_stands_in_passages_that_are_there() {
    let folder = folder();
    let corpus = |passages: &str| {
        format!(
            "speakers: {{ a: {{ name: Ann }} }}\n\
             sources: {{ s: {{ title: S, fidelity: report }}, t: {{ title: T, fidelity: reworded{passages} }} }}\n\
             statements:\n  - {{ id: one, speaker: a, wordings: [{{ source: s, text: Yes. }}, {{ source: t, by: editor, text: It was so. }}] }}\n"
        )
    };
    for (passages, wanted) in [
        ("", "nor has that of any other wording"),
        (", passages: [{ text: Something else. }]", "no other wording stands in those of its own"),
    ] {
        let mut program = onrecord_with(120, 40, &file(&folder, "x.yaml", &corpus(passages)));
        press(&mut program, "c");
        let shown = flowing_text(&program);
        assert!(shown.contains(wanted), "{shown}");
    }
}
