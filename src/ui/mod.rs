//! Drawing: the state goes in, a frame comes out. Nothing is decided here.

mod bars;
mod beside;
mod bookmarks;
mod browse;
mod completion;
mod context;
mod copy_as;
mod filtered_list;
mod help;
mod my_talk;
mod note;
mod overview;
mod palette;
mod picture;
mod problems;
mod queries;
mod seen;
mod session;
mod speaker_picker;
mod statements;
mod talk;
mod text;
mod typed;
mod wordings;

use ratatui::Frame;
use ratatui::layout::{Position, Rect};

use crate::app::{Model, Screen};
use crate::layout::{SMALLEST, too_small};
use crate::settings::{Letters, Role};

pub use picture::svg;
pub use seen::shows;

/// Draws the visible screen in the letters that the terminal has.
pub fn draw(model: &Model, frame: &mut Frame<'_>) {
    draw_in_all_letters(model, frame);
    if model.letters != Letters::All {
        for cell in &mut frame.buffer_mut().content {
            let shown = model.letters.shown(cell.symbol()).into_owned();
            cell.set_symbol(&shown);
        }
    }
}

fn draw_in_all_letters(model: &Model, frame: &mut Frame<'_>) {
    let area = frame.area();
    frame.buffer_mut().set_style(area, model.theme.ground());
    // A terminal that was just resized may be drawn on before the state knows its size.
    if too_small(model.area) || model.area != area {
        too_little_room(model, frame);
        return;
    }
    stack(model, &model.screens, frame);
    beside::draw(frame, model);
}

/// Where the cursor rests while it is hidden: on a slide it would be seen by everybody, and still
/// whoever follows it finds the words.
#[must_use]
pub fn resting_place(model: &Model) -> Option<Position> {
    let Some(Screen::Talk(talk)) = model.screens.last() else { return None };
    let first = talk.slide.lines(talk.page).into_iter().next().filter(|_| !talk.blank && !too_small(model.area))?;
    Some(first.area.as_position()).filter(|at| model.area.contains(*at))
}

/// Draws the last of the screens, and what is seen beside it.
fn stack(model: &Model, screens: &[Screen], frame: &mut Frame<'_>) {
    if let Some((top, below)) = screens.split_last()
        && top.is_overlay()
    {
        stack(model, below, frame);
    }
    screen(model, screens.last(), frame);
}

fn screen(model: &Model, screen: Option<&Screen>, frame: &mut Frame<'_>) {
    match screen {
        None => browse::draw(frame, model),
        Some(Screen::Context(screen)) => context::draw(frame, model, screen),
        Some(Screen::Session(screen)) => session::draw(frame, model, screen),
        Some(Screen::Wordings(screen)) => wordings::draw(frame, model, screen),
        Some(Screen::Overview(screen)) => overview::draw(frame, model, screen),
        Some(Screen::Talk(screen)) => talk::draw(frame, model, screen),
        Some(Screen::MyTalk(screen)) => my_talk::draw(frame, model, screen),
        Some(Screen::Bookmarks(screen)) => bookmarks::draw(frame, model, screen),
        Some(Screen::Note(screen)) => note::draw(frame, model, screen),
        Some(Screen::Queries(screen)) => queries::draw(frame, model, screen),
        Some(Screen::Palette(screen)) => palette::draw(frame, model, screen),
        Some(Screen::SpeakerPicker(picker)) => speaker_picker::draw(frame, model, picker),
        Some(Screen::CopyAs(screen)) => copy_as::draw(frame, model, screen),
        Some(Screen::Help(screen)) => help::draw(frame, model, screen),
        Some(Screen::Problems(screen)) => problems::draw(frame, model, screen),
    }
}

fn too_little_room(model: &Model, frame: &mut Frame<'_>) {
    let area = frame.area();
    if !too_small(area) {
        return;
    }
    let (columns, lines) = SMALLEST;
    let texts = [format!("onrecord needs {columns}×{lines}"), format!("this is {}×{}", area.width, area.height)];
    for (text, y) in texts.iter().zip(area.top()..area.bottom()) {
        text::put(frame, Rect { y, height: 1, ..area }, vec![text::plain(text, Role::Text, &model.theme)]);
    }
}
