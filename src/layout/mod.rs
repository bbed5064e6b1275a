//! Where things go: pure functions from an area and a content to rectangles and lines.
//!
//! The state machine uses them to scroll and the drawing to draw, so both always agree on
//! what is visible.

mod commands;
mod context;
mod detail;
mod diagnostics;
mod document;
mod help;
mod hit;
mod list;
mod overview;
mod panes;
mod rows;
mod session;
mod slide;
mod speakers;
mod stage;
mod wordings;
mod worth;

pub use commands::{Command, commands};
pub use context::{ContextPage, context_page, context_wording};
pub use detail::{detail_page, doubt_in_words};
pub use diagnostics::diagnostics_page;
pub use document::{Document, DocumentLine, LeadsTo, Link, Mark, Paragraph};
pub use help::{HelpContent, help_page};
pub use hit::{BrowsePart, Point, SessionPart, point_in};
pub use list::{Window, visible_window};
pub use overview::{Among, HEADER, Overview, OverviewLayout, Side, overview_layout};
pub use panes::{
    BrowseLayout, Focus, Overlay, SMALLEST, ScreenLayout, SessionFocus, SessionLayout, browse_layout, completion_area,
    overlay, overlay_of, reading_area, screen_layout, session_layout, too_small,
};
pub use rows::{ROW_MARGIN, Row, RowText, badge_role, bookmark_row, my_talk_row, row, who_in_words, who_within};
pub use session::{TIMELINE_ROW, session_page, statements_of, timeline};
pub use slide::{
    Signature, Slide, SlideLine, SlideText, TypeSize, context_slide, glyphs, session_slide, statement_slide,
};
pub use speakers::speakers_like;
pub use stage::{Stage, Told, caption_columns, message_columns};
pub use wordings::{Comparison, WordingsView, comparisons};
pub use worth::Worth;
