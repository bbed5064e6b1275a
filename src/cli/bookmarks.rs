//! `onrecord bookmarks`: list the bookmarks, the lost ones too.

use std::io::{self, Write};

use clap::Args;
use serde::{Serialize, Serializer};

use super::Found;
use super::document::write_document;
use super::failure::Failure;
use super::find::{load, tell_notices};
use super::options::{ColorOption, CorpusOptions, Telling};
use super::output::{json_out, note, page, stdout};
use crate::corpus::{Corpus, StatementId};
use crate::export::{Entry, Page};
use crate::layout::{Document, Paragraph};
use crate::memory::{Bookmark, Bookmarks, CorpusKey, Placed, Whereabouts, all_bookmarks, bookmarks_of};
use crate::search::Hit;
use crate::settings::{Role, state_folder};
use crate::text::ByteSpan;

/// Which bookmarks, and how to tell them.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    corpus: CorpusOptions,
    /// Those of every corpus, as they were made: none is opened
    #[arg(long, conflicts_with = "corpus")]
    all: bool,
    /// How to tell them
    #[arg(short, long, value_enum, default_value_t)]
    pub(super) format: Telling,
    #[command(flatten)]
    pub(super) color: ColorOption,
}

/// What a program reads.
#[derive(Debug, Serialize)]
struct List<'a> {
    /// Grows when a reader would have to change.
    version: u32,
    bookmarks: &'a [Item],
}

/// A bookmark with its corpus.
#[derive(Debug, Serialize)]
struct Item {
    /// The places of its corpus.
    corpus: CorpusKey,
    #[serde(flatten)]
    bookmark: Bookmark,
    /// How it was found: only where its corpus was opened.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "by_name")]
    found: Option<Whereabouts>,
    /// The statement, if it was.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    statement: Option<StatementItem>,
}

/// What a bookmark stands for now.
#[derive(Debug, Serialize)]
struct StatementItem {
    /// Its id.
    statement: String,
    /// Who said it, and through whom it reached us.
    attribution: String,
    /// The words as they are set down: quote marks, frame.
    quote: String,
    /// How they are given and what they are worth.
    status: String,
    caveats: Vec<&'static str>,
}

impl StatementItem {
    fn of(corpus: &Corpus, id: StatementId) -> Self {
        let statement = corpus.statement(id);
        let entry = Entry::new(corpus, Hit { statement: id, wording: statement.primary().id() });
        Self {
            statement: statement.key().to_owned(),
            attribution: entry.attribution(),
            quote: entry.quote(),
            status: entry.status(),
            caveats: entry.caveats(),
        }
    }
}

pub(super) fn run(arguments: Arguments) -> Result<Found, Failure> {
    let items = if arguments.all { of_all()? } else { of_one(arguments.corpus)? };
    if items.is_empty() {
        note("there is no bookmark; `bookmark` makes one on the screens");
    }
    match arguments.format {
        Telling::Json => json_out(&List { version: 1, bookmarks: &items })?,
        Telling::Text => write_text(&items, arguments.all, page(&arguments.color), &mut stdout())?,
    }
    Ok(Found::if_any(items.len()))
}

fn of_all() -> Result<Vec<Item>, Failure> {
    let Some(folder) = state_folder() else { return Ok(Vec::new()) };
    let mut notices = Vec::new();
    let corpora = all_bookmarks(&folder, &mut notices)?;
    tell_notices(&notices);
    let item = |corpus: &CorpusKey, bookmark| Item { corpus: corpus.clone(), bookmark, found: None, statement: None };
    Ok(corpora.into_iter().flat_map(|(key, kept)| kept.into_iter().map(move |each| item(&key, each))).collect())
}

fn of_one(options: CorpusOptions) -> Result<Vec<Item>, Failure> {
    let choice = options.choice()?;
    let corpus = load(&choice)?;
    let Some(folder) = state_folder() else { return Ok(Vec::new()) };
    let key = CorpusKey::of(&choice);
    let mut notices = Vec::new();
    let found = Bookmarks::find(bookmarks_of(&folder, &key, &mut notices)?, &corpus);
    tell_notices(&notices);
    let item = |placed: &Placed| Item {
        corpus: key.clone(),
        bookmark: placed.bookmark.clone(),
        found: Some(placed.whereabouts),
        statement: placed.whereabouts.statement().map(|id| StatementItem::of(&corpus, id)),
    };
    Ok(found.entries().iter().map(item).collect())
}

/// What programs are told of it.
const fn name(whereabouts: Whereabouts) -> &'static str {
    match whereabouts {
        Whereabouts::ById(_) => "by-id",
        Whereabouts::ByWords(_) => "by-words",
        Whereabouts::ByNearWords(_) => "by-near-words",
        Whereabouts::Lost => "lost",
    }
}

#[expect(clippy::ref_option, clippy::trivially_copy_pass_by_ref, reason = "serde hands fields over so")]
fn by_name<S: Serializer>(found: &Option<Whereabouts>, serializer: S) -> Result<S::Ok, S::Error> {
    found.map(name).serialize(serializer)
}

/// What people are told of it, behind the id.
fn in_words(found: Option<Whereabouts>, bookmark: &Bookmark) -> String {
    match found {
        None | Some(Whereabouts::ById(_)) => String::new(),
        Some(Whereabouts::ByWords(_)) => format!(", found by its words; it was `{}`", bookmark.id),
        Some(Whereabouts::ByNearWords(_)) => format!(", whose words are nearly those of `{}`", bookmark.id),
        Some(Whereabouts::Lost) => ", lost: neither the id nor the words are in the corpus any more".to_owned(),
    }
}

/// What is said of words that no corpus stands behind.
const AS_IT_WAS: &str = "as it was bookmarked; what the words are worth is not known here";

/// Columns of the words below a name.
const INDENT: usize = 2;

/// A paragraph for who and where, one for the words, one for the note.
fn write_text(items: &[Item], with_corpus: bool, page: Page, out: &mut dyn Write) -> io::Result<()> {
    let mut list = Document::default();
    let mut corpus = None;
    for item in items {
        if with_corpus && corpus != Some(&item.corpus) {
            list.push(Paragraph::new(item.corpus.in_words(), Role::Heading));
            corpus = Some(&item.corpus);
        }
        let Item { bookmark, found, statement, .. } = item;
        let id = statement.as_ref().map_or(&bookmark.id, |found| &found.statement);
        let how = in_words(*found, bookmark);
        let (who, words, status) = match statement {
            Some(found) => (&found.attribution, &found.quote, &*found.status),
            None => (&bookmark.speaker, &bookmark.text, AS_IT_WAS),
        };
        let name = ByteSpan::new(0, who.len());
        list.push(Paragraph::new(format!("{who}  {id}{how}"), Role::Dim).marked(name, Role::Name));
        list.push(Paragraph::new(words, Role::Text).indented(INDENT));
        list.push(Paragraph::new(format!("[{status}]"), Role::Dim).indented(INDENT));
        if let Some(note) = &bookmark.note {
            list.push(Paragraph::new(format!("Note: {note}"), Role::Text).indented(INDENT));
        }
        list.space();
    }
    write_document(&list, page, out)?;
    out.flush()
}
