//! Draws the pictures of the README from the program itself:
//! `cargo run --example pictures`.

use std::error::Error;
use std::fs;

use onrecord::action::{Key, Keymap};
use onrecord::app::Start;
use onrecord::corpus::CorpusChoice;
use onrecord::settings::{Colours, ThemeChoice, ThemeName};
use onrecord::terminal::Headless;
use onrecord::ui::svg;

/// A picture: its file, and the keys that lead there, after this text was searched.
const PICTURES: [(&str, &str, &str); 3] = [
    ("docs/pictures/browse.svg", "de-escalation", "Enter"),
    ("docs/pictures/context.svg", "nonstarters", "Enter c"),
    ("docs/pictures/wordings.svg", "no commitment to de-escalate", "Enter w Right"),
];

fn main() -> Result<(), Box<dyn Error>> {
    fs::create_dir_all("docs/pictures")?;
    for (file, query, keys) in PICTURES {
        let choice = CorpusChoice::BuiltIn;
        let start = Start {
            keymap: Keymap::built_in(),
            theme: ThemeChoice::Named(ThemeName::Dark),
            colours: Colours::Exact,
            size: (120, 32),
            corpus_name: choice.to_string(),
        };
        let mut program = Headless::open(start, choice);
        program.press(&["/".parse()?]);
        program.type_text(query);
        program.press(&keys.split(' ').map(str::parse).collect::<Result<Vec<Key>, _>>()?);
        fs::write(file, svg(&program.frame().0))?;
        println!("{file}");
    }
    Ok(())
}
