//! My talk: an ordered list of statements under a name, in a file that a person can read, edit
//! and put under version control.
//!
//! The file knows statements by their ids alone. An id that the open corpus lacks stays in the
//! list: it may be another corpus's.

mod change;
mod sheet;
mod store;

use std::path::{Path, PathBuf};
use std::str::FromStr;

use thiserror::Error;

use crate::diagnostic::{Collect, Diagnostic, FirstProblems, Severity, SourceText};
use crate::text::ByteSpan;
use crate::yaml::{Fields, Node, Value, parse};

pub use change::{Change, Changed, Done, Spot, Way};
pub use store::{ListError, change, read};

/// How the files of lists end, so that a folder of corpora does not take them for one.
const ENDING: &str = ".talk.yaml";

/// Whether a file is a list by its name.
#[must_use]
pub fn is_list(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().ends_with(ENDING))
}

/// A list's name and the file it stands in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListFile {
    /// What a person calls it.
    pub name: String,
    /// The file.
    pub path: PathBuf,
}

impl Default for ListFile {
    /// The list that is meant where none is named.
    fn default() -> Self {
        Self { name: "my-talk".to_owned(), path: PathBuf::from(format!("my-talk{ENDING}")) }
    }
}

/// A list needs a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("a list needs a name, as in --list evening, or a file, as in --list talks/evening.yaml")]
pub struct NoName;

impl FromStr for ListFile {
    type Err = NoName;

    /// A name is that of a file in the working folder, `NAME.talk.yaml`; what has a `/` or ends in
    /// `.yaml` or `.yml` is the file itself.
    fn from_str(text: &str) -> Result<Self, NoName> {
        let ending = Path::new(text).extension();
        let is_yaml = ending.is_some_and(|ending| ["yaml", "yml"].iter().any(|yaml| ending.eq_ignore_ascii_case(yaml)));
        let is_path = text.contains('/') || is_yaml;
        let path = PathBuf::from(if is_path { text.to_owned() } else { format!("{text}{ENDING}") });
        let stem = path.file_stem().ok_or(NoName)?.to_string_lossy();
        let name = stem.strip_suffix(".talk").unwrap_or(&stem).to_owned();
        if text.trim().is_empty() || name.is_empty() || text.ends_with('/') {
            return Err(NoName);
        }
        Ok(Self { name, path })
    }
}

/// An ordered list of statements.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TalkList {
    /// What it is called.
    pub title: Option<String>,
    /// Its statements, in the order they are shown.
    pub entries: Vec<Entry>,
}

/// A statement of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The statement's id.
    pub id: String,
    /// What the speaker wrote beside it.
    pub note: Option<String>,
    /// Where the id stands in the file.
    pub span: ByteSpan,
}

impl TalkList {
    /// Reads a list, and everything that is wrong with it. An empty file is an empty list.
    #[must_use]
    pub fn read(source: &SourceText) -> (Self, Vec<Diagnostic>) {
        let mut problems = FirstProblems::of(source.name());
        let list = match parse(source) {
            Ok(Node { value: Value::Null, .. }) => Self::default(),
            Ok(tree) => read_tree(tree, source, &mut problems),
            Err(problem) => return (Self::default(), vec![*problem]),
        };
        (list, problems.finish())
    }

    /// The place of a statement in it, from 0.
    #[must_use]
    pub fn place_of(&self, id: &str) -> Option<usize> {
        self.entries.iter().position(|entry| entry.id == id)
    }
}

fn read_tree(tree: Node<'_>, source: &SourceText, problems: &mut dyn Collect) -> TalkList {
    let Some(mut fields) = Fields::open(tree, "a list of statements", source, problems) else {
        return TalkList::default();
    };
    let title = fields.text("title").map(|title| title.value.into_owned());
    let nodes = fields.list("statements");
    fields.finish();
    TalkList { title, entries: nodes.into_iter().filter_map(|node| entry(node, source, problems)).collect() }
}

/// An id alone, or an id with a note.
fn entry(node: Node<'_>, source: &SourceText, problems: &mut dyn Collect) -> Option<Entry> {
    let span = node.span;
    match node.value {
        Value::Text(id) if !id.trim().is_empty() => Some(Entry { id: id.trim().to_owned(), note: None, span }),
        Value::Flag(flag) => Some(Entry { id: flag.to_string(), note: None, span }),
        Value::Map(_) => {
            let mut fields = Fields::open(node, "a statement of a list", source, problems)?;
            let id = fields.required_text("id");
            let note = fields.text("note").map(|note| note.value.into_owned());
            fields.finish();
            let id = id?;
            Some(Entry { id: id.value.into_owned(), note, span: id.span })
        }
        _ => {
            problems.note(Severity::Error, || {
                let message = format!("here stands {}, and no id of a statement", node.describe());
                Diagnostic::error("wrong-type", message, source.place(span))
                    .with_help("write `- no-commitment`, or `- { id: no-commitment, note: … }`")
            });
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (TalkList, Vec<String>) {
        let (list, problems) = TalkList::read(&SourceText::new("x.talk.yaml", text));
        let told = |problem: &Diagnostic| format!("{}:{} {}", problem.place.line, problem.place.column, problem.code);
        (list, problems.iter().map(told).collect())
    }

    #[test]
    fn a_list_is_a_title_and_ids_with_or_without_notes() {
        let (list, problems) =
            read("title: Evening\nstatements:\n  - one\n  - { id: 2022, note: Slowly. }\n  - true\n");
        assert_eq!(problems, Vec::<String>::new());
        assert_eq!(list.title.as_deref(), Some("Evening"));
        let entries: Vec<(&str, Option<&str>)> =
            list.entries.iter().map(|entry| (entry.id.as_str(), entry.note.as_deref())).collect();
        assert_eq!(entries, [("one", None), ("2022", Some("Slowly.")), ("true", None)]);
        for empty in ["", "# nothing yet\n", "title: x\n", "statements:\n", "statements: []\n"] {
            assert_eq!((read(empty).0.entries.len(), read(empty).1.len()), (0, 0), "{empty}");
        }
    }

    #[test]
    fn all_problems_of_a_list_are_told_with_their_places() {
        let (_, problems) = read("titel: x\nstatements:\n  - []\n  -\n  - { di: x }\n  - { id: x, note: [] }\n");
        assert_eq!(
            problems,
            [
                "1:1 unknown-field",
                "3:5 wrong-type",
                "4:4 wrong-type",
                "5:5 missing-field",
                "5:7 unknown-field",
                "6:20 wrong-type"
            ]
        );
        assert_eq!(read("[a, b]\n").1, ["1:1 wrong-type"]);
        assert_eq!(read("statements: [a\n").1.len(), 1);
    }

    #[test]
    fn a_name_is_a_file_here_and_a_path_is_itself() {
        let file = |text: &str| text.parse::<ListFile>().map(|file| (file.name, file.path.display().to_string()));
        for (text, name, path) in [
            ("evening", "evening", "evening.talk.yaml"),
            ("v1.2", "v1.2", "v1.2.talk.yaml"),
            ("talks/evening", "evening", "talks/evening"),
            ("evening.yaml", "evening", "evening.yaml"),
            ("/t/evening.talk.yaml", "evening", "/t/evening.talk.yaml"),
        ] {
            assert_eq!(file(text), Ok((name.to_owned(), path.to_owned())));
        }
        for bad in ["", " ", "talks/", "/"] {
            assert_eq!(file(bad), Err(NoName), "{bad:?}");
        }
        assert_eq!("my-talk".parse(), Ok(ListFile::default()));
    }
}
