//! `onrecord render`: the pictures of a tour, without a terminal.

use std::fs;
use std::path::PathBuf;
use std::str::FromStr;

use clap::Args;

use super::Found;
use super::browse::ScreenOptions;
use super::failure::Failure;
use super::options::CorpusOptions;
use super::output::note;
use super::play::read_tour;
use crate::app::Start;
use crate::files::{self, IfThere, WriteError};
use crate::settings::{Settings, ThemeChoice};
use crate::terminal::{Headless, Picture};
use crate::text::number;
use crate::ui::svg;

/// Which tour, how large, and where its pictures go.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The tour. A tour that takes pictures (`picture: NAME`) gives NAME.svg for each; any other one
    /// gives 01.svg, 02.svg and so on, one for each pause
    #[arg(long, value_name = "TOUR")]
    tour: Option<PathBuf>,
    /// The size of the screen in columns and lines
    #[arg(long, value_name = "COLUMNSxLINES", default_value = "120x40")]
    size: Size,
    /// The folder for the pictures; it is made where it is missing, and pictures of the same
    /// name are written over
    #[arg(long, value_name = "FOLDER")]
    out: PathBuf,
    #[command(flatten)]
    pub(super) corpus: CorpusOptions,
    #[command(flatten)]
    screen: ScreenOptions,
}

/// Columns and lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Size {
    columns: u16,
    lines: u16,
}

/// A text is no size.
#[derive(Debug, thiserror::Error)]
#[error("a size is written as 120x40: columns and lines, from 1 to {MOST}")]
struct NotASize;

/// The most columns or lines: a picture of more is a mistake.
const MOST: u16 = 1000;

impl FromStr for Size {
    type Err = NotASize;

    fn from_str(text: &str) -> Result<Self, NotASize> {
        let (columns, lines) = text.split_once('x').ok_or(NotASize)?;
        let number = |text: &str| text.parse().ok().filter(|number| (1..=MOST).contains(number)).ok_or(NotASize);
        Ok(Self { columns: number(columns)?, lines: number(lines)? })
    }
}

pub(super) fn run(arguments: Arguments) -> Result<Found, Failure> {
    let tour = read_tour(arguments.tour.as_deref())?;
    let only_named = tour.takes_pictures();
    let choice = arguments.corpus.choice()?;
    let sized = Start::sized(arguments.size.columns, arguments.size.lines, choice.to_string());
    // What a tour shows is the same for everybody: no settings are heeded here but the names of corpora.
    let theme = arguments.screen.theme.map_or(sized.settings.theme, ThemeChoice::Named);
    let settings = Settings { theme, ..sized.settings.clone() };
    let start = Start { settings, show_keys: arguments.screen.show_keys, tour: Some(tour), ..sized };
    let mut program = Headless::open(start, choice);
    let pictures = program.play();
    if let Some(message) = program.model().messages.errors().next() {
        return Err(Failure::NotThere { code: "tour-stuck", message: message.text.clone(), help: None });
    }
    let kept: Vec<Picture> = pictures.into_iter().filter(|picture| picture.name.is_some() == only_named).collect();
    write(&arguments.out, &kept)?;
    note(&format!("{} written to {}", number(kept.len(), "picture"), arguments.out.display()));
    Ok(Found::if_any(kept.len()))
}

fn write(folder: &std::path::Path, pictures: &[Picture]) -> Result<(), Failure> {
    fs::create_dir_all(folder).map_err(|error| WriteError::Unwritable { path: folder.to_owned(), error })?;
    for (number, picture) in pictures.iter().enumerate() {
        let name = picture.name.clone().unwrap_or_else(|| format!("{:02}", number + 1));
        let drawn = svg(&picture.frame);
        files::write(&folder.join(format!("{name}.svg")), IfThere::Replace, &mut |out| {
            out.write_all(drawn.as_bytes())
        })?;
    }
    Ok(())
}
