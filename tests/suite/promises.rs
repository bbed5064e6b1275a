//! What the README and the guides promise in numbers, names and examples holds.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use onrecord::action::{Keymap, Scope};
use onrecord::corpus::{CorpusChoice, InputFile, load, open};
use onrecord::diagnostic::{Severity, SourceText};
use onrecord::export::Format;
use onrecord::import::Format as ImportFormat;
use onrecord::settings::{Settings, ThemeName};
use onrecord::tour::Tour;

use crate::support::shell::shell;

fn read(path: impl AsRef<Path>) -> String {
    let path = path.as_ref();
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A text in one line, as it does not matter where its lines are broken.
fn flowing(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The README, the guides, and whatever else of Markdown leads from one to the other.
fn pages() -> Vec<PathBuf> {
    let mut pages: Vec<PathBuf> = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"].map(PathBuf::from).into();
    for folder in ["docs", "docs/decisions"] {
        let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
        pages.extend(entries.filter(|path| path.extension().is_some_and(|ending| ending == "md")));
    }
    pages
}

/// A sentence with a number in it, and where the program has that number.
const NUMBERS: &[(&str, &str, &str, &str)] = &[
    ("docs/bookmarks.md", "the last 500 are kept", "src/memory/store.rs", "MOST_QUERIES: usize = 500"),
    ("docs/bookmarks.md", "kept of the 200 corpora", "src/memory/store.rs", "MOST_CORPORA: usize = 200"),
    ("docs/bookmarks.md", "six words in ten are shared", "src/memory/placing.rs", "NEAR: f64 = 0.6"),
    ("docs/bookmarks.md", "and at least three", "src/memory/placing.rs", "FEWEST_SHARED: usize = 3"),
    ("docs/copying.md", "More than 74,994 bytes are not sent", "src/terminal/osc52.rs", "MOST_BYTES: usize = 74_994"),
    (
        "docs/copying.md",
        "does not answer within a second",
        "src/terminal/clipboard.rs",
        "PATIENCE: Duration = Duration::from_secs(1)",
    ),
    (
        "docs/editing.md",
        "quiet for a tenth of a second",
        "src/terminal/watch.rs",
        "QUIET: Duration = Duration::from_millis(100)",
    ),
    (
        "docs/editing.md",
        "after half a second",
        "src/terminal/watch.rs",
        "LONGEST: Duration = Duration::from_millis(500)",
    ),
    (
        "docs/themes.md",
        "for a tenth of a second at most",
        "src/terminal/background.rs",
        "PATIENCE: Duration = Duration::from_millis(100)",
    ),
    (
        "docs/tours.md",
        "after 20 seconds the tour gives up",
        "src/app/player.rs",
        "PATIENCE: Duration = Duration::from_secs(20)",
    ),
    ("docs/shell.md", "shows the best ten as text", "src/cli/search.rs", "ON_A_TERMINAL: usize = 10"),
    ("docs/import.md", "A paragraph of more than 150 words", "src/import/speech/pieces.rs", "MOST_WORDS: usize = 150"),
    (
        "docs/import.md",
        "until a sentence ends after 60 words or a cue after 120",
        "src/import/captions/reading.rs",
        "USUAL_WORDS: usize = 60",
    ),
    ("docs/import.md", "or a cue after 120", "src/import/captions/reading.rs", "MOST_WORDS: usize = 120"),
    ("docs/import.md", "a line of more than 120 letters", "src/import/transcript.rs", "LONGEST_WRAPPED: usize = 120"),
    ("docs/reliability.md", "200 different queries", "tests/suite/soak/million.rs", "QUERIES: usize = 200"),
    ("docs/reliability.md", "a walk over 10,000 rows", "tests/suite/soak/million.rs", "ROWS: usize = 10_000"),
    ("docs/reliability.md", "the 25 queries", "tests/suite/soak/million.rs", "WARM_UP: usize = 25"),
    ("docs/reliability.md", "(3 % are allowed)", "tests/suite/soak/million.rs", "MOST_GROWTH: u64 = 3"),
    ("docs/reliability.md", "the process within 100 ms", "tests/suite/soak/million.rs", "from_millis(100)"),
    ("docs/reliability.md", "thousand keys a second for 10 seconds", "tests/suite/soak/keys.rs", "HELD: u32 = 10_000"),
    ("docs/reliability.md", "YAML | 16 levels", "src/yaml/tree.rs", "MOST_LEVELS: usize = 16"),
    ("docs/reliability.md", "of which 8 levels", "src/yaml/json.rs", "DEEPEST: usize = 8"),
    ("docs/reliability.md", "(and 250,000)", "src/yaml/tree.rs", "SMALLEST: usize = 250_000"),
    ("docs/reliability.md", "one row of a table | 16 MiB", "src/corpus/lines/mod.rs", "LONGEST_LINE: usize = 16 << 20"),
    ("docs/reliability.md", "200 times its size", "src/corpus/input.rs", "MOST_LINES_UNPACKED: u64 = 200"),
    ("docs/reliability.md", "at least 16 MiB", "src/corpus/input.rs", "ALWAYS_UNPACKED: u64 = 16 << 20"),
    ("docs/reliability.md", "unpacked | 256 MiB", "src/corpus/input.rs", "MOST_YAML_UNPACKED: u64 = 256 << 20"),
    ("docs/reliability.md", "piped in | 1 GiB", "src/corpus/open.rs", "MOST_PIPED: u64 = 1 << 30"),
    ("docs/reliability.md", "that are told | 1000", "src/diagnostic/collect.rs", "MOST_TOLD: usize = 1000"),
    ("docs/reliability.md", "400 bytes on either side", "src/diagnostic/mod.rs", "KEPT_AROUND: usize = 400"),
    ("docs/reliability.md", "At most 1,000 keys wait", "src/app/early_keys.rs", "MOST_EARLY_KEYS: usize = 1000"),
    ("docs/reliability.md", "no more than 16 MiB", "src/files/read.rs", "MOST_BY_HAND: u64 = 16 << 20"),
    ("docs/reliability.md", "(settings 1 MiB)", "src/settings/config.rs", "LARGEST: u64 = 1 << 20"),
    ("docs/reliability.md", "longer than 5 seconds", "src/files/mod.rs", "PATIENCE: Duration = Duration::from_secs(5)"),
    ("docs/reliability.md", "waits 6 seconds", "src/terminal/keeper.rs", "PATIENCE: Duration = Duration::from_secs(6)"),
    ("docs/reliability.md", "100,000 random keys", "tests/suite/model/mod.rs", "STEPS: usize = 100_000"),
    ("docs/reliability.md", "on a screen | 30", "src/text/display.rs", "MOST_MARKS: usize = 30"),
    (
        "docs/corpus-format.md",
        "with its line breaks | 16 MiB",
        "src/corpus/lines/mod.rs",
        "LONGEST_LINE: usize = 16 << 20",
    ),
    (
        "docs/corpus-format.md",
        "200 times its size, at least 16 MiB",
        "src/corpus/input.rs",
        "MOST_LINES_UNPACKED: u64 = 200",
    ),
    ("docs/corpus-format.md", "unpacked | 256 MiB", "src/corpus/input.rs", "MOST_YAML_UNPACKED: u64 = 256 << 20"),
    ("docs/corpus-format.md", "in YAML | 16 levels", "src/yaml/tree.rs", "MOST_LEVELS: usize = 16"),
    ("docs/corpus-format.md", "in each other 16 levels deep", "src/yaml/tree.rs", "MOST_LEVELS: usize = 16"),
    ("docs/reliability.md", "YAML | 16 levels", "src/yaml/tree.rs", "MOST_LEVELS: usize = 16"),
    ("docs/corpus-format.md", "told one by one | 1000", "src/diagnostic/collect.rs", "MOST_TOLD: usize = 1000"),
];

#[test]
fn a_number_of_a_guide_is_that_of_the_program() {
    for (page, sentence, source, number) in NUMBERS {
        assert!(flowing(&read(page)).contains(sentence), "{page} no longer says “{sentence}”: mend this list");
        assert!(read(source).contains(number), "{page} says “{sentence}”, but {source} no longer has {number}");
    }
}

#[test]
fn what_the_guides_count_is_as_many() {
    let count = open(&CorpusChoice::BuiltIn).expect("the built-in corpus").0.corpus.statement_count();
    assert!(flowing(&read("README.md")).contains(&format!("{count} statements made around")));
    assert!(read("docs/tours.md").contains(&format!("wait-for: {count} statements")));
    let (guide, words) = (read("docs/shell.md"), ["twelve", "thirteen", "fourteen", "fifteen", "sixteen"]);
    let named = words.iter().position(|word| guide.contains(&format!("write {word} formats"))).expect("a number");
    assert_eq!(named + 12, Format::ALL.len());
    for format in Format::ALL.iter().map(|format| format.name()) {
        assert!(guide.contains(&format!("`{format}`")), "docs/shell.md does not tell what `{format}` is for");
    }
    let themes = read("docs/themes.md");
    for theme in ThemeName::ALL.iter().map(|theme| theme.name()) {
        assert!(themes.contains(&format!("| `{theme}` |")), "docs/themes.md does not tell of `{theme}`");
    }
    let import = read("docs/import.md");
    for format in ImportFormat::ALL.iter().map(|format| format.name()) {
        assert!(import.contains(&format!("`{format}`")), "docs/import.md does not tell of `{format}`");
    }
}

#[test]
fn the_rust_that_the_readme_asks_for_is_the_one_that_is_checked() {
    let manifest = read("Cargo.toml");
    let version = manifest.lines().find_map(|line| line.strip_prefix("rust-version = ")).expect("a version");
    let version = version.trim_matches('"');
    assert!(read("README.md").contains(&format!("{version} or newer")));
    let workflow = read(".github/workflows/ci.yml");
    assert!(workflow.contains(&format!("cargo +{version} check --locked --all-targets")), "{version}");
}

/// The code blocks of a page that are of this language.
fn blocks(page: &str, language: &str) -> Vec<String> {
    let mut blocks = Vec::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        if let Some(of) = line.strip_prefix("```") {
            let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            blocks.extend((of == language).then(|| block.join("\n")));
        }
    }
    blocks
}

#[test]
fn the_corpora_that_the_guides_show_are_good() {
    let mut seen = 0;
    for page in ["README.md", "docs/corpus-format.md"] {
        for block in blocks(&read(page), "yaml").into_iter().filter(|block| block.contains("\nstatements:")) {
            let file = InputFile { name: "x.yaml".to_owned(), bytes: block.clone().into() };
            let problems = load(vec![file]).expect("small").problems;
            let errors: Vec<_> = problems.iter().filter(|problem| problem.severity == Severity::Error).collect();
            assert!(errors.is_empty(), "{page}: {errors:#?}\n{block}");
            seen += 1;
        }
    }
    assert!(seen >= 3, "{seen}");
}

#[test]
fn the_settings_and_tours_that_the_guides_show_are_good() {
    let blocks_of = |page: &str| blocks(&read(page), "yaml").into_iter().map(|block| SourceText::new("x.yaml", block));
    let of_settings = blocks_of("docs/config.md").map(|source| Settings::read(&source, Path::new("")).1);
    let of_tours = blocks_of("docs/tours.md").map(|source| Tour::read(&source).1);
    let problems: Vec<_> = of_settings.chain(of_tours).collect();
    assert!(problems.len() >= 4 && problems.iter().all(Vec::is_empty), "{problems:#?}");
}

/// The rows of the table that begins with this line: the texts in signs of code, column by column.
fn table(page: &str, head: &str) -> Vec<Vec<Vec<String>>> {
    let rows = page.lines().skip_while(|line| !line.starts_with(head)).skip(2).take_while(|line| line.starts_with('|'));
    let codes = |cell: &str| cell.split('`').skip(1).step_by(2).map(str::to_owned).collect();
    rows.map(|row| row.trim_matches('|').split(" | ").map(codes).collect()).collect()
}

#[test]
fn every_example_of_how_words_are_found_finds_something() {
    let rows = table(&read("docs/query.md"), "| match | example |");
    assert!(rows.len() >= 10, "{rows:?}");
    for query in rows.iter().flat_map(|row| &row[1]) {
        let ran = shell(&["search", query, "--template", "{id}"]).run();
        assert_eq!(ran.code, Some(0), "{query} finds nothing: {ran:?}");
    }
}

/// The codes of problems that a room gives, by their hyphens.
fn codes_in(room: &str) -> BTreeSet<String> {
    let is_code = |text: &&str| {
        text.contains('-')
            && text.split('-').all(|part| {
                !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
            })
    };
    let mut codes = BTreeSet::new();
    for path in fs::read_dir(room).expect("a folder").map(|entry| entry.expect("an entry").path()) {
        if path.is_dir() {
            codes.extend(codes_in(path.to_str().expect("a path")));
        } else if path.extension().is_some_and(|ending| ending == "rs") && !path.to_string_lossy().ends_with("tests.rs")
        {
            let code = read(path);
            let code = code.split("#[cfg(test)]").next().unwrap_or_default();
            codes.extend(code.split('"').skip(1).step_by(2).filter(is_code).map(str::to_owned));
        }
    }
    codes
}

#[test]
fn the_problems_of_opening_a_corpus_are_all_in_the_table() {
    let page = read("docs/corpus-format.md");
    let told: BTreeSet<String> =
        [table(&page, "| error | what is wrong |"), table(&page, "| warning | what to look at |")]
            .concat()
            .into_iter()
            .flat_map(|mut row| row.swap_remove(0))
            .collect();
    let mut given = codes_in("src/corpus");
    given.append(&mut codes_in("src/yaml"));
    assert!(given.len() > 20 && given.contains("leads-out") && given.contains("unused-speaker"), "{given:?}");
    let untold: Vec<&String> = given.iter().filter(|code| !told.contains(*code)).collect();
    assert!(untold.is_empty(), "{untold:?}");
}

#[test]
fn what_the_readme_shows_of_the_shell_is_what_it_writes() {
    let readme = read("README.md");
    let shown: Vec<String> = blocks(&readme, "").into_iter().filter(|block| block.starts_with("$ onrecord ")).collect();
    assert!(!shown.is_empty());
    for block in shown {
        let (command, wanted) = block.split_once('\n').expect("an answer");
        let arguments: Vec<&str> = command.split(' ').skip(2).collect();
        let answer = shell(&arguments).answer();
        assert!(answer.starts_with(wanted), "{command}:\n{answer}");
    }
}

#[test]
fn each_of_the_eight_keys_does_something_in_browse() {
    let readme = read("README.md");
    let table = readme.split_once("## Eight keys").expect("the keys").1;
    let keys: Vec<&str> = table
        .lines()
        .skip_while(|line| !line.starts_with("| `"))
        .take_while(|line| line.starts_with('|'))
        .map(|line| line.split('`').nth(1).expect("a key"))
        .collect();
    assert_eq!(keys.len(), 8, "{keys:?}");
    let keymap = Keymap::built_in();
    for key in keys.into_iter().chain(["N", "M", "Esc", "q"]) {
        let pressed = [key.parse().expect("a key")];
        let found = keymap.resolve(&pressed, Scope::Browse);
        assert!(matches!(found, onrecord::action::Resolution::Action(_)), "{key}: {found:?}");
    }
}

/// The heading as it is called in an address of a page.
fn anchor(heading: &str) -> String {
    let letters = heading.trim().to_lowercase();
    letters
        .chars()
        .filter(|letter| letter.is_alphanumeric() || matches!(letter, ' ' | '-' | '_'))
        .map(|letter| if letter == ' ' { '-' } else { letter })
        .collect()
}

fn anchors(page: &str) -> BTreeSet<String> {
    let mut in_code = false;
    let mut anchors = BTreeSet::new();
    for line in page.lines() {
        in_code ^= line.starts_with("```");
        if let (false, Some(heading)) = (in_code, line.strip_prefix('#')) {
            anchors.insert(anchor(&heading.trim_start_matches('#').replace('`', "")));
        }
    }
    anchors
}

#[test]
fn every_link_of_the_guides_leads_somewhere() {
    use pulldown_cmark::{Event, Parser, Tag};
    let mut followed = 0;
    for page in pages() {
        let text = read(&page);
        for event in Parser::new(&text) {
            let Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) = event else {
                continue;
            };
            if dest_url.contains("://") {
                continue;
            }
            let (path, place) = dest_url.split_once('#').unwrap_or((&dest_url, ""));
            let target = if path.is_empty() { page.clone() } else { page.parent().expect("a folder").join(path) };
            assert!(target.exists(), "{}: {dest_url}", page.display());
            if !place.is_empty() {
                assert!(anchors(&read(&target)).contains(place), "{}: {dest_url}", page.display());
            }
            followed += 1;
        }
    }
    assert!(followed > 50, "{followed}");
}

/// The Rust files of a folder, and of the folders in it.
fn rust_files(folder: &str) -> Vec<PathBuf> {
    let (mut folders, mut files) = (vec![PathBuf::from(folder)], Vec::new());
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                files.push(path);
            }
        }
    }
    files
}

#[test]
fn nothing_in_the_program_speaks_to_a_network() {
    let files = rust_files("src");
    for path in &files {
        let text = read(path);
        for word in ["std::net", "TcpStream", "UdpSocket", "UnixStream"] {
            assert!(!text.contains(word), "{} has {word}", path.display());
        }
    }
    assert!(files.len() > 100);
}

#[test]
fn one_command_runs_all_that_takes_minutes() {
    let mut soaks = 0;
    for path in rust_files("tests/suite") {
        let text = read(&path);
        let lines: Vec<&str> = text.lines().collect();
        for (reason, function) in lines.iter().zip(lines.iter().skip(1)) {
            if reason.starts_with("#[ignore") && reason.contains("minutes") {
                assert!(function.starts_with("fn soak_"), "{}: {function}", path.display());
                soaks += 1;
            }
        }
    }
    assert!(soaks > 5, "{soaks}");
}
