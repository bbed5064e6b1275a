//! What the documentation says of the command line, of the house and of itself is true.

use std::fmt::Write;
use std::fs;
use std::path::Path;

/// The reference of the command line, as its own help tells it.
fn reference() -> String {
    let mut page = String::from(
        "# The command line\n\n\
         This page is made from the program's own help, which `--help` shows. A guide with examples is\n\
         [Quick lookup from the shell](shell.md).\n",
    );
    let mut program = onrecord::cli::command().term_width(96);
    program.build();
    describe_all(&mut page, &program, "onrecord");
    page
}

/// A command, and below it those that it has.
fn describe_all(page: &mut String, command: &clap::Command, name: &str) {
    describe(page, command.clone().term_width(96), name);
    for command in command.get_subcommands().filter(|command| command.get_name() != "help") {
        describe_all(page, command, &format!("{name} {}", command.get_name()));
    }
}

fn describe(page: &mut String, mut command: clap::Command, name: &str) {
    let help = command.render_long_help().to_string();
    let lines: Vec<&str> = help.lines().map(str::trim_end).collect();
    write!(page, "\n## {name}\n\n```text\n{}\n```\n", lines.join("\n").trim()).expect("written");
}

#[test]
fn the_reference_of_the_command_line_is_what_help_tells() {
    let kept = fs::read_to_string("docs/cli.md").unwrap_or_default();
    if kept != reference() {
        fs::write("docs/cli.md.new", reference()).expect("written");
        panic!("docs/cli.md is old; look at docs/cli.md.new, and give it that name");
    }
}

#[test]
fn the_examples_of_the_guide_do_what_it_says() {
    let guides = trycmd::TestCases::new();
    guides.case("docs/shell.md").case("docs/import.md").env("NO_COLOR", "1").env("ONRECORD_CONFIG", "/dev/null");
    guides.env("ONRECORD_STATE", "/no/such/folder").run();
}

#[test]
fn decisions_are_numbered_without_gaps_and_all_are_listed() {
    let list = fs::read_to_string("docs/decisions/README.md").expect("the list");
    let files = fs::read_dir("docs/decisions").expect("a folder").map(|entry| entry.expect("an entry").file_name());
    let mut names: Vec<String> = files.map(|name| name.to_string_lossy().into_owned()).collect();
    names.retain(|name| name != "README.md");
    names.sort();
    for (number, name) in (1..).zip(&names) {
        assert!(name.starts_with(&format!("{number:04}-")), "{name} should have the number {number:04}");
        assert!(list.contains(&format!("[{number:04}]({name})")), "{name} is not listed");
        let page = fs::read_to_string(Path::new("docs/decisions").join(name)).expect("a decision");
        assert!(page.starts_with(&format!("# {number:04}: ")), "the heading of {name}");
    }
}

#[test]
fn the_architecture_has_every_room_in_its_order() {
    let page = fs::read_to_string("docs/architecture.md").expect("the page");
    let plan = fs::read_to_string("src/lib.rs").expect("the plan of the house");
    let rooms: Vec<&str> = plan.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    let described: Vec<&str> =
        page.lines().filter_map(|line| line.strip_prefix("| [`")?.split_once('`').map(|(room, _)| room)).collect();
    assert_eq!(described, rooms);
}
