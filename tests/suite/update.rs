//! The state machine by itself: what happens goes in, the next state and effects come out.

use std::sync::Arc;

use onrecord::action::{Key, KeyCode};
use onrecord::app::{Effect, Model, Msg, Screen, update};
use onrecord::corpus::{Corpus, CorpusChoice, OpenError, OpenOptions, Origin, open};
use onrecord::layout::Overview;
use onrecord::memory::{Bookmarks, LastView, PaneColumns, Recalled, Remembered};
use onrecord::search::{Answer, Engine, Failure, Generation, Progress, Relaxed, Request, Results};

use crate::support::{file, folder, start};

/// A model whose effects are kept, so that a test answers them when it wants to.
struct Machine {
    model: Model,
    effects: Vec<Effect>,
}

impl Machine {
    /// Started, and nothing has been answered yet.
    fn new() -> Self {
        Self { model: Model::new(start(120, 40, &CorpusChoice::BuiltIn)), effects: Vec::new() }
    }

    /// With the built-in corpus open and its first search answered.
    fn open() -> Self {
        let mut machine = Self::new();
        machine.load(&CorpusChoice::BuiltIn);
        machine.answer();
        machine
    }

    fn happen(&mut self, msg: Msg) -> &mut Self {
        self.effects.extend(update(&mut self.model, msg));
        self
    }

    fn load(&mut self, choice: &CorpusChoice) -> &mut Self {
        self.happen(Msg::Loaded(Box::new(open(choice))))
    }

    fn press(&mut self, keys: &str) -> &mut Self {
        for key in keys.split(' ') {
            self.happen(Msg::Key(key.parse::<Key>().expect("a key")));
        }
        self
    }

    fn type_text(&mut self, text: &str) -> &mut Self {
        for character in text.chars() {
            self.happen(Msg::Key(Key::plain(KeyCode::Char(character))));
        }
        self
    }

    /// The searches asked for and not answered, oldest first.
    fn searches(&mut self) -> Vec<(Generation, Request)> {
        let taken = std::mem::take(&mut self.effects).into_iter();
        taken
            .filter_map(|effect| match effect {
                Effect::Search(generation, request) => Some((generation, *request)),
                _ => None,
            })
            .collect()
    }

    fn found(&self, request: &Request) -> Arc<Results> {
        let engine = Engine::new(Arc::clone(&self.model.record.corpus));
        Arc::new(engine.search(request, &|| false).expect("nobody gives up"))
    }

    /// Answers the newest search.
    fn answer(&mut self) -> &mut Self {
        if let Some((generation, request)) = self.searches().pop() {
            let results = self.found(&request);
            self.happen(Msg::Answered(Answer { generation, results }));
        }
        self
    }

    fn selected(&self) -> String {
        let hit = self.model.browse.selected().expect("a selected statement");
        self.model.record.corpus.statement(hit.statement).key().to_owned()
    }

    fn rows(&self) -> usize {
        self.model.browse.results.hits.len()
    }
}

#[test]
fn that_nothing_is_bookmarked_is_said_only_once_the_bookmarks_were_looked_for() {
    let mut machine = Machine::open();
    machine.press("/").type_text("is:bookmarked").answer();
    assert!(machine.rows() == 0 && machine.model.browse.awaits_results());
    let found = Remembered::Bookmarks {
        of: Arc::clone(&machine.model.record.corpus),
        bookmarks: Bookmarks::default(),
        change: None,
        notices: Vec::new(),
    };
    machine.happen(Msg::Remembered(found));
    assert!(machine.rows() == 0 && !machine.model.browse.awaits_results());
}

#[test]
fn an_answer_to_an_older_query_is_dropped() {
    let mut machine = Machine::open();
    machine.press("/").type_text("commitment");
    let mut searches = machine.searches();
    assert_eq!(searches.len(), "commitment".len(), "every key asks");
    let (newest, wanted) = searches.pop().expect("a search");
    let results = machine.found(&wanted);
    machine.happen(Msg::Answered(Answer { generation: newest, results: Arc::clone(&results) }));
    let rows = machine.rows();
    for (generation, request) in searches {
        let late = machine.found(&request);
        machine.happen(Msg::Answered(Answer { generation, results: late }));
        assert_eq!(machine.rows(), rows);
    }
    assert!(!machine.model.browse.is_waiting());
}

#[test]
fn a_changed_query_selects_the_best_match() {
    let mut machine = Machine::open();
    machine.press("G").press("/").type_text("nonstarters").answer();
    assert_eq!((machine.selected().as_str(), machine.rows()), ("non-starters", 1));
    machine.press("Ctrl-U").answer();
    assert_eq!(machine.model.browse.list.selected, 0);
}

#[test]
fn another_order_keeps_the_statement_selected() {
    let mut machine = Machine::open();
    machine.press("Down Down Down");
    let before = machine.selected();
    for _ in 0..4 {
        machine.press("o").answer();
        assert_eq!(machine.selected(), before);
    }
}

#[test]
fn whoever_moves_before_the_answer_is_there_stays_where_they_went() {
    let mut machine = Machine::new();
    machine.load(&CorpusChoice::BuiltIn).press("Down Down");
    let before = machine.selected();
    machine.answer();
    assert_eq!((machine.selected(), machine.model.browse.list.selected), (before.clone(), 2));
    machine.press("o Up");
    let above = machine.selected();
    machine.answer();
    assert_eq!(machine.selected(), above);
}

#[test]
fn a_filter_keeps_the_statement_selected_if_it_passes() {
    let mut machine = Machine::open();
    machine.press("/").type_text("speaker:sherman").press("Enter").answer().press("Down Down");
    let before = machine.selected();
    machine.press("1 Space").answer();
    assert_eq!(machine.selected(), before);
    assert!(!machine.model.browse.filters.is_empty());
}

#[test]
fn escape_steps_back_and_never_quits() {
    let mut machine = Machine::open();
    machine.press("/").type_text("commitment").answer().press("Enter c s w ?");
    assert_eq!(machine.model.screens.len(), 4);
    for left in [3, 2, 1, 0] {
        machine.press("Esc");
        assert_eq!(machine.model.screens.len(), left);
    }
    assert_eq!(machine.model.browse.search_box.text(), "commitment", "the query is kept");
    for _ in 0..5 {
        machine.press("Esc");
    }
    assert!(!machine.effects.iter().any(|effect| matches!(effect, Effect::Quit)));
}

#[test]
fn the_place_is_kept_when_a_screen_is_left() {
    let mut machine = Machine::open();
    machine.press("Down Down Down Down");
    let before = machine.selected();
    for screen in ["c", "s", "w", "Enter"] {
        machine.press(screen);
        assert_eq!(machine.model.screens.len(), 1, "{screen}");
        machine.press("n Down Esc");
        assert_eq!(machine.selected(), before);
    }
}

#[test]
fn q_quits_from_browse_and_goes_back_from_elsewhere() {
    let mut machine = Machine::open();
    machine.press("c q");
    assert!(machine.model.screens.is_empty() && machine.effects.is_empty());
    machine.press("q");
    assert!(matches!(machine.effects[..], [Effect::Quit]));
}

#[test]
fn in_the_search_box_every_letter_is_text() {
    let mut machine = Machine::open();
    machine.press("/").type_text("q?:1");
    assert_eq!(machine.model.browse.search_box.text(), "q?:1");
    assert!(machine.model.screens.is_empty());
}

#[test]
fn a_query_that_cannot_be_understood_leaves_what_was_found() {
    let mut machine = Machine::open();
    machine.press("/").type_text("commitment").answer();
    let rows = machine.rows();
    machine.type_text(" date:");
    machine.answer().type_text("x");
    assert!(machine.searches().is_empty());
    let problem = machine.model.browse.query_problem.as_ref().expect("a problem");
    assert_eq!(problem.span.of("commitment date:x"), "x");
    assert_eq!(machine.rows(), rows);
}

#[test]
fn cleared_filters_come_back() {
    let mut machine = Machine::open();
    machine.press("1 Space").answer().press("/").type_text("nato").answer().press("Enter");
    let rows = machine.rows();
    machine.press("x").answer();
    assert_eq!(machine.rows(), 24);
    machine.press("u").answer();
    assert_eq!((machine.rows(), machine.model.browse.search_box.text()), (rows, "nato"));
}

#[test]
fn a_corpus_with_errors_never_opens_half() {
    let folder = folder();
    let broken = file(&folder, "broken.yaml", "statements: [{ id: one, speaker: nobody, text: x }]");
    let mut machine = Machine::new();
    machine.load(&CorpusChoice::Paths(vec![broken], OpenOptions::default()));
    assert!(!machine.model.record.opened && machine.model.record.corpus.statement_count() == 0);
    assert!(matches!(machine.model.screens[..], [Screen::Problems(_)]));
    // There is nothing under the problems to go back to.
    machine.press("Esc");
    assert_eq!(machine.model.screens.len(), 1);
    machine.effects.clear();
    machine.press("r");
    assert!(matches!(machine.effects[..], [Effect::Load]));
    machine.load(&CorpusChoice::BuiltIn).answer();
    assert!(machine.model.screens.is_empty() && machine.rows() == 24);
}

#[test]
fn q_quits_from_the_problems_only_where_nothing_is_open_underneath() {
    let folder = folder();
    let broken = file(&folder, "broken.yaml", "statements: [{ id: one, speaker: nobody, text: x }]");
    let broken = CorpusChoice::Paths(vec![broken], OpenOptions::default());
    let mut machine = Machine::new();
    machine.load(&broken).press("q");
    assert!(machine.effects.iter().any(|effect| matches!(effect, Effect::Quit)));
    let mut machine = Machine::open();
    machine.press("r").load(&broken);
    assert!(matches!(machine.model.screens[..], [Screen::Problems(_)]));
    machine.press("q");
    assert!(machine.model.screens.is_empty());
    assert!(!machine.effects.iter().any(|effect| matches!(effect, Effect::Quit)));
    machine.press("E Ctrl-C");
    assert!(machine.effects.iter().any(|effect| matches!(effect, Effect::Quit)));
}

#[test]
fn files_that_break_take_the_place_of_the_news_that_they_were_read() {
    let folder = folder();
    let choice = CorpusChoice::Paths(vec![file(&folder, "list.yaml", "them: x\n")], OpenOptions::default());
    let mut machine = Machine::open();
    machine.happen(Msg::FilesChanged).load(&CorpusChoice::BuiltIn).answer();
    let said = |machine: &Machine| machine.model.messages.first().map(|message| message.text.clone());
    assert!(said(&machine).is_some_and(|text| text.starts_with("Read again")));
    machine.happen(Msg::FilesChanged).load(&choice);
    assert_eq!((said(&machine), machine.model.screens.len()), (None, 0));
    assert!(machine.model.record.broken);
}

#[test]
fn a_filter_that_a_reload_takes_away_is_told() {
    let folder = folder();
    let corpus = "speakers: { x: { name: X } }\nstatements: [{ id: one, speaker: x, text: Yes. }]\n";
    let choice = CorpusChoice::Paths(vec![file(&folder, "list.yaml", corpus)], OpenOptions::default());
    let mut machine = Machine::open();
    machine.press("1 Space").answer().load(&choice).answer();
    let said: Vec<&str> = machine.model.messages.iter().map(|message| message.text.as_str()).collect();
    assert_eq!(said, ["Left out of the filters, as no longer in the corpus: the speaker stoltenberg."]);
    assert!(machine.model.browse.filters.is_empty());
}

#[test]
fn a_reload_keeps_the_statement_and_the_screens() {
    let mut machine = Machine::open();
    machine.press("/").type_text("commitment").answer().press("Enter c");
    let before = machine.selected();
    machine.effects.clear();
    machine.load(&CorpusChoice::BuiltIn).answer();
    assert_eq!((machine.selected(), machine.model.screens.len()), (before, 1));
}

#[test]
fn a_statement_that_is_gone_leaves_its_row_to_another() {
    let folder = folder();
    let corpus = |ids: &[&str]| {
        let statements: String =
            ids.iter().map(|id| format!("  - {{ id: {id}, speaker: a, text: word {id} }}\n")).collect();
        let text = format!("speakers: {{ a: {{ name: A }} }}\nstatements:\n{statements}");
        CorpusChoice::Paths(vec![file(&folder, "list.yaml", &text)], OpenOptions::default())
    };
    let mut machine = Machine::new();
    machine.load(&corpus(&["one", "two", "three", "four"])).answer();
    machine.press("/").type_text("word").answer().press("Enter Down Down");
    assert_eq!(machine.selected(), "three");
    machine.load(&corpus(&["one", "two", "four", "five"])).answer();
    assert_eq!(machine.selected(), "four");
}

#[test]
fn a_key_pressed_before_the_corpus_is_open_acts_on_what_its_query_finds() {
    let mut machine = Machine::new();
    machine.press("/").type_text("nonstarters").press("Enter c").load(&CorpusChoice::BuiltIn);
    assert!(machine.model.screens.is_empty(), "nothing is found yet");
    machine.answer();
    let Some(Screen::Context(screen)) = machine.model.screens.last() else { panic!("the passage") };
    assert_eq!(machine.model.record.corpus.statement(screen.shown.statement).key(), "non-starters");
}

#[test]
fn a_second_reload_is_not_asked_for_while_one_runs() {
    let mut machine = Machine::open();
    machine.press("r r r");
    assert_eq!(machine.effects.len(), 1);
}

#[test]
fn a_file_that_cannot_be_read_is_a_problem_with_its_name() {
    let mut machine = Machine::new();
    let gone = CorpusChoice::Paths(vec!["no/such/file.yaml".into()], OpenOptions::default());
    let outcome: Result<(_, Origin), OpenError> = open(&gone);
    assert!(outcome.is_err());
    machine.happen(Msg::Loaded(Box::new(outcome)));
    let [Screen::Problems(screen)] = &machine.model.screens[..] else { panic!("the problems") };
    assert!(format!("{screen:?}").contains("no/such/file.yaml"));
}

#[test]
fn a_search_that_breaks_is_told_and_nothing_is_waited_for() {
    let mut machine = Machine::open();
    machine.press("/").type_text("x").happen(Msg::SearchFailed(Failure { message: "out of luck".to_owned() }));
    assert!(!machine.model.browse.is_waiting());
    assert!(
        machine.model.messages.first().is_some_and(|message| message.is_error && message.text.contains("out of luck"))
    );
}

#[test]
fn pasted_text_starts_a_search_on_one_line() {
    let mut machine = Machine::open();
    machine.happen(Msg::Pasted("non\nstarters\u{1b}[31m".to_owned()));
    assert!(machine.model.browse.searching);
    let text = machine.model.browse.search_box.text();
    assert!(!text.chars().any(char::is_control), "{text:?}");
}

#[test]
fn any_size_is_survived_on_every_screen() {
    for keys in ["Esc", "c", "s", "w", "?", "/ a b", "1", "t", "t w", "t c", "t s", "t + +", "v"] {
        let mut machine = Machine::open();
        machine.press(keys);
        for (columns, lines) in
            [(0, 0), (1, 1), (39, 9), (40, 10), (59, 30), (60, 20), (99, 5), (500, 200), (20_000, 30), (80, 24)]
        {
            machine.happen(Msg::Resized(columns, lines)).press("Down PgDn");
        }
    }
}

#[test]
fn the_session_of_a_statement_without_one_is_explained() {
    let mut machine = Machine::open();
    machine.press("/").type_text("undeclared intelligence").answer().press("Enter s");
    assert!(machine.model.screens.is_empty());
    let said = &machine.model.messages.first().expect("a message").text;
    assert!(said.contains("no session") && said.contains("2021"), "{said}");
}

#[test]
fn an_empty_corpus_has_no_statement_to_act_on() {
    let mut machine = Machine::new();
    machine.press("c s w t v Esc Enter Down G Space x u o n");
    assert!(machine.model.screens.is_empty());
    assert_eq!(Corpus::default().statement_count(), machine.rows());
}

#[test]
fn tab_completes_a_field_and_then_its_value() {
    let mut machine = Machine::open();
    machine.press("/").type_text("nato sp").press("Tab");
    assert_eq!(machine.model.browse.search_box.text(), "nato speaker:");
    machine.type_text("stol").press("Tab").answer();
    assert_eq!(machine.model.browse.search_box.text(), "nato speaker:\"Jens Stoltenberg\"");
    assert!(machine.rows() > 0);
}

#[test]
fn several_completions_are_gone_through_and_escape_leaves_only_their_list() {
    let mut machine = Machine::open();
    machine.press("/").type_text("kind:").press("Tab");
    assert_eq!(machine.model.browse.search_box.text(), "kind:direct");
    machine.press("Tab");
    assert_eq!(machine.model.browse.search_box.text(), "kind:fragment");
    machine.press("Shift-Tab Shift-Tab");
    assert_eq!(machine.model.browse.search_box.text(), "kind:indirect");
    machine.press("Esc");
    assert!(machine.model.browse.completion.is_none() && machine.model.browse.searching);
    machine.type_text("x");
    assert_eq!(machine.model.browse.search_box.text(), "kind:indirectx");
}

#[test]
fn progress_is_shown_until_the_first_answer() {
    let mut machine = Machine::new();
    machine.load(&CorpusChoice::BuiltIn).happen(Msg::Indexing(Progress { read: 12, of: 24 }));
    assert_eq!(machine.model.browse.indexing.map(Progress::percent), Some(50));
    machine.answer();
    assert_eq!(machine.model.browse.indexing, None);
}

#[test]
fn the_overview_waits_for_its_numbers_and_drops_those_of_another_corpus() {
    let mut machine = Machine::open();
    machine.press("v");
    let [Effect::Count(corpus)] = &machine.effects[..] else { panic!("it asks for them: {:?}", machine.effects) };
    let corpus = Arc::clone(corpus);
    let numbers = |machine: &Machine| match machine.model.screens.last() {
        Some(Screen::Overview(_)) => machine.model.record.numbers.counted().is_some(),
        other => panic!("{other:?}"),
    };
    machine.press("Down Enter");
    // They are counted once, however often somebody looks.
    machine.effects.clear();
    machine.press("Esc v");
    assert!(machine.effects.is_empty(), "{:?}", machine.effects);
    let outcome = Ok(Arc::new(Overview::of(&corpus)));
    machine.happen(Msg::Counted { of: Arc::default(), outcome });
    assert!(!numbers(&machine));
    let outcome = Ok(Arc::new(Overview::of(&corpus)));
    machine.happen(Msg::Counted { of: corpus, outcome });
    assert!(numbers(&machine));
    // They are kept as long as the corpus is, and asked for anew with another one.
    machine.effects.clear();
    machine.press("Esc v");
    assert!(numbers(&machine) && machine.effects.is_empty());
    machine.load(&CorpusChoice::BuiltIn);
    assert!(!numbers(&machine) && machine.effects.iter().any(|effect| matches!(effect, Effect::Count(_))));
}

#[test]
fn a_count_that_breaks_is_told() {
    let mut machine = Machine::open();
    let of = Arc::clone(&machine.model.record.corpus);
    machine.press("v").happen(Msg::Counted { of, outcome: Err(Failure { message: "out of numbers".to_owned() }) });
    assert!(machine.model.messages.first().is_some_and(|message| message.text.contains("out of numbers")));
}

#[test]
fn what_a_full_search_box_leaves_out_is_told_and_asks_for_nothing() {
    let mut machine = Machine::open();
    machine.press("/").happen(Msg::Pasted("long ".repeat(300)));
    machine.effects.clear();
    machine.type_text("x").happen(Msg::Pasted("y".to_owned()));
    assert!(!machine.effects.iter().any(|effect| matches!(effect, Effect::Search(..))), "{:?}", machine.effects);
    let message = machine.model.messages.first().map(|message| message.text.as_str()).unwrap_or_default();
    assert!(message.contains("1000 characters"), "{message}");
}

#[test]
fn a_query_put_in_from_elsewhere_ends_the_completion_that_was_chosen() {
    let mut machine = Machine::open();
    machine
        .press("/ Tab")
        .happen(Msg::Present { query: "x".to_owned(), playlist: Vec::new(), relaxed: Relaxed::Not })
        .press("Tab");
    assert_eq!(machine.model.browse.search_box.text(), "x");
}

#[test]
fn names_that_several_speakers_have_are_offered_once() {
    let folder = folder();
    let text = "speakers: { a: { name: Ann }, z: { name: Zed }, b: { name: Ann } }\n\
                statements: [{ id: one, speaker: [a, z, b], text: Yes. }]\n";
    let choice = CorpusChoice::Paths(vec![file(&folder, "list.yaml", text)], OpenOptions::default());
    let mut machine = Machine::new();
    machine.load(&choice).answer().press("/").type_text("speaker:").press("Tab");
    let offered = machine.model.browse.completion.as_ref().map(|completion| completion.candidates.as_slice());
    assert_eq!(offered, Some(["Ann", "Zed"].map(str::to_owned).as_slice()));
}

#[test]
fn a_cursor_that_moves_in_a_box_changes_nothing_else() {
    let mut machine = Machine::open();
    machine.press("/").type_text("nato").answer().press("Down Down");
    let selected = machine.selected();
    machine.effects.clear();
    // Nothing stands behind the cursor, nor before it.
    machine.press("Left Home Backspace Ctrl-U Ctrl-Right End Delete Ctrl-K");
    assert!(machine.effects.is_empty(), "{:?}", machine.effects);
    assert_eq!(machine.selected(), selected);
    machine.press("Enter :").type_text("s").press("Down Down Left End");
    let Some(Screen::Palette(palette)) = machine.model.screens.last() else { panic!("the commands") };
    assert_eq!(palette.list.cursor.selected, 2);
}

#[test]
fn an_empty_note_makes_no_bookmark() {
    let mut machine = Machine::open();
    machine.press("N Enter");
    assert!(machine.model.screens.is_empty() && machine.effects.is_empty(), "{:?}", machine.effects);
    assert!(machine.model.browse.bookmarks.entries().is_empty());
    machine.press("m N").type_text("why").press("Enter N Ctrl-U Enter");
    let entries = machine.model.browse.bookmarks.entries();
    assert_eq!(entries.iter().map(|placed| placed.bookmark.note.as_deref()).collect::<Vec<_>>(), [None]);
}

#[test]
fn what_a_box_has_no_room_for_is_told_in_every_box() {
    for box_keys in ["/", "N", ":", "? /", "Y", "Y Ctrl-S", "Ctrl-R"] {
        let mut machine = Machine::open();
        machine.press("/").type_text("nato").answer().press("Enter").press(box_keys);
        machine.happen(Msg::Pasted("long ".repeat(10_000)));
        let said = machine.model.messages.first().map_or("", |message| &message.text);
        assert!(said.contains("characters") && said.contains("left out"), "{box_keys}: {said:?}");
    }
}

#[test]
fn letters_that_come_together_are_what_they_are_one_by_one() {
    for box_of in ["/", ":", "? /", "N", "Y", "Y Ctrl-S"] {
        let (mut together, mut one_by_one) = (Machine::open(), Machine::open());
        let letters = format!("a q?1 ́é{}", "long ".repeat(250));
        together.press(box_of);
        assert!(together.model.takes_letters(), "{box_of}");
        together.happen(Msg::Typed(letters.clone())).answer();
        one_by_one.press(box_of).type_text(&letters).answer();
        let state = |machine: &Machine| {
            let browse = &machine.model.browse;
            let (text, cursor) = (browse.search_box.text().to_owned(), browse.search_box.cursor_column());
            (
                text,
                cursor,
                browse.results.hits.clone(),
                machine.model.messages.clone(),
                format!("{:?}", machine.model.screens),
            )
        };
        assert_eq!(state(&together), state(&one_by_one), "{box_of}");
    }
}

#[test]
fn a_long_note_is_kept_whole() {
    let mut machine = Machine::open();
    let note = "word ".repeat(600);
    machine.press("N").happen(Msg::Pasted(note.clone())).press("Enter");
    let entries = machine.model.browse.bookmarks.entries();
    assert_eq!(entries[0].bookmark.note.as_deref(), Some(note.trim()));
}

#[test]
fn a_query_that_cannot_be_understood_gets_nothing_put_into_it() {
    let mut machine = Machine::open();
    machine.press("m /").type_text("date:foo").press("Enter M M");
    assert_eq!(machine.model.browse.search_box.text(), "date:foo");
    assert!(!machine.model.messages.is_empty());
}

#[test]
fn looking_at_the_problems_leaves_what_is_read_where_it_is() {
    let folder = folder();
    let passages: String = (0..200).map(|number| format!("      - {{ text: \"Words {number} here.\" }}\n")).collect();
    let text = format!(
        "speakers: {{ a: {{ name: A }}, idle: {{ name: Idle }} }}\n\
         sources:\n  s:\n    title: S\n    fidelity: report\n    passages:\n{passages}\
         statements: [{{ id: one, speaker: a, source: s, text: Words 3 here. }}]\n"
    );
    let choice = CorpusChoice::Paths(vec![file(&folder, "list.yaml", &text)], OpenOptions::default());
    let mut machine = Machine::new();
    machine.load(&choice).answer().press("c G");
    let top = |machine: &Machine| match machine.model.screens.last() {
        Some(Screen::Context(context)) => context.scroll.top,
        other => panic!("{other:?}"),
    };
    let read = top(&machine);
    assert!(read > 100, "{read}");
    machine.press("E Esc");
    assert_eq!(top(&machine), read);
}

#[test]
fn panes_that_were_left_as_wide_as_can_be_grow_no_further() {
    let panes = PaneColumns { facets: i16::MAX, detail: i16::MIN };
    let view = Some(LastView { panes, ..LastView::default() });
    let mut machine = Machine::new();
    machine.happen(Msg::Recalled(Recalled { view, ..Recalled::default() })).load(&CorpusChoice::BuiltIn).answer();
    machine.press("1 > > Tab Tab < <");
    assert_eq!(machine.model.browse.panes, panes);
}

#[test]
fn letters_go_into_a_box_only_where_nothing_else_is_made_of_them() {
    assert!(!Machine::open().model.takes_letters(), "they are keys in the list");
    let mut machine = Machine::new();
    assert!(!machine.press("j /").model.takes_letters(), "they wait for the corpus behind another key");
}
