//! Changing the files themselves: read, changed, looked through, and written whole or not at all.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use super::append::append;
use super::draft::{Draft, fill};
use super::review::{in_document, in_lines};
use super::{Change, StatementPlace};
use crate::corpus::{CorpusChoice, FileForm, InputFile, OpenError, file_form, open_with};
use crate::diagnostic::{Diagnostic, Severity, SourceText, has_errors};
use crate::files::{self, IfThere, WriteError};

/// A file could not be changed; it is as it was.
#[derive(Debug, Error)]
pub enum EditError {
    /// It cannot be read.
    #[error("cannot read {}: {error}; nothing was changed", path.display())]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// It is not YAML that can be read.
    #[error("{} has an error in line {}; nothing was changed", path.display(), problem.place.line)]
    Broken {
        /// Which.
        path: PathBuf,
        /// What is wrong.
        problem: Box<Diagnostic>,
    },
    /// The statement is no longer there.
    #[error("`{id}` is no longer in {}; nothing was changed", path.display())]
    Gone {
        /// The statement.
        id: String,
        /// The file.
        path: PathBuf,
    },
    /// The change would have changed something else as well.
    #[error("{} is written in a way that only your editor can change; nothing was changed", path.display())]
    Tangled {
        /// Which.
        path: PathBuf,
    },
    /// It is not seen where to write.
    #[error("this is written in a way that only your editor can change; nothing was changed")]
    Unseen,
    /// No program attributed it.
    #[error("there is nothing to review: a person attributed it")]
    NothingToJudge,
    /// It is a table, or packed.
    #[error("{} is {what}: only your editor can change it", path.display())]
    Unsuited {
        /// Which.
        path: PathBuf,
        /// What it is.
        what: &'static str,
    },
    /// What was written has problems, or the corpus would have.
    #[error("what you wrote has problems; nothing was added")]
    Problems(Vec<Diagnostic>),
    /// The corpus cannot be read now.
    #[error("{0}; nothing was changed")]
    Open(#[from] OpenError),
    /// The file cannot be written.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// The program itself failed.
    #[error("changing the file broke: {0}; please report it")]
    Broke(String),
}

impl EditError {
    pub(super) fn broken(place: &StatementPlace, problem: Diagnostic) -> Self {
        Self::Broken { path: place.path.clone(), problem: Box::new(problem) }
    }

    pub(super) fn gone(place: &StatementPlace) -> Self {
        Self::Gone { id: place.id.clone(), path: place.path.clone() }
    }

    pub(super) fn tangled(place: &StatementPlace) -> Self {
        Self::Tangled { path: place.path.clone() }
    }

    /// Whether the person's editor can do what could not be done here.
    #[must_use]
    pub const fn editor_can(&self) -> bool {
        matches!(self, Self::Broken { .. } | Self::Tangled { .. } | Self::Unseen | Self::Unsuited { .. })
    }
}

/// Changes a statement in its file. It is on the disk when this returns. While that goes on, no other
/// onrecord program changes a file of that folder. Linear in the size of the file.
///
/// # Errors
/// The file cannot be read or written, the statement is not there any more, or the file is written in
/// a way that cannot be changed without losing something.
pub fn change(place: &StatementPlace, change: &Change) -> Result<(), EditError> {
    let path = &place.path;
    let unsuited = |what| EditError::Unsuited { path: path.clone(), what };
    files::exclusively(path, || {
        let Text { mark, text } = read(path)?;
        let new = match file_form(path) {
            FileForm::Document => in_document(&SourceText::new(path.display().to_string(), &*text), place, change)?,
            FileForm::JsonLines => in_lines(&text, place, change)?,
            FileForm::Table => return Err(unsuited("a table")),
            FileForm::Packed => return Err(unsuited("packed")),
        };
        if new == text { Ok(()) } else { write(path, &Text { mark, text: new }) }
    })
}

/// What was added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Added {
    /// The template was left as it was.
    Nothing,
    /// These statements, or none where only something else was defined.
    Statements(Vec<String>),
}

/// Adds what a draft's file holds to its target, which belongs to this corpus. Both are read again, and
/// the corpus with them, before anything is written; the draft's file is removed only then.
///
/// # Errors
/// What was written has problems, with their places in the draft; or the corpus or a file cannot be read,
/// or the target not be written, or not without losing something. The draft's file stays.
pub fn add(draft: &Draft, choice: &CorpusChoice) -> Result<Added, EditError> {
    let Some(file) = &draft.file else { return Ok(Added::Nothing) };
    let name = file.display().to_string();
    let Text { text, .. } = read(file)?;
    let Some(filled) = fill(draft, &name, &text).map_err(EditError::Problems)? else {
        remove(file);
        return Ok(Added::Nothing);
    };
    let of_draft = |problems: &[Diagnostic]| -> Vec<Diagnostic> {
        let is_one = |problem: &&Diagnostic| problem.severity == Severity::Error && problem.place.file == name;
        problems.iter().filter(is_one).cloned().collect()
    };
    let beside = InputFile { name: name.clone(), bytes: filled.with_ids.text().into() };
    let (loaded, _) = open_with(choice, vec![beside])?;
    let problems = of_draft(&loaded.problems);
    if !problems.is_empty() {
        return Err(EditError::Problems(problems));
    }
    let target = &draft.target;
    files::exclusively(target, || {
        let Text { mark, text } = read(target)?;
        let old = SourceText::new(target.display().to_string(), text);
        let new = append(&old, &filled.clean).ok_or_else(|| EditError::Tangled { path: target.clone() })?;
        let changed = InputFile { name: target.display().to_string(), bytes: new.clone().into_bytes() };
        let (loaded, _) = open_with(choice, vec![changed])?;
        if has_errors(&loaded.problems) {
            return Err(EditError::Problems(loaded.problems));
        }
        write(target, &Text { mark, text: new })
    })?;
    remove(file);
    Ok(Added::Statements(filled.ids))
}

/// A draft that stays behind does no harm.
fn remove(draft: &Path) {
    let _ = fs::remove_file(draft);
}

/// What a file holds.
struct Text {
    /// Its byte-order mark, where it has one; the places of a tree do not count it.
    mark: &'static str,
    text: String,
}

const BYTE_ORDER_MARK: &str = "\u{feff}";

fn read(path: &Path) -> Result<Text, EditError> {
    let unreadable = |error| EditError::Unreadable { path: path.to_owned(), error };
    let text = fs::read_to_string(path).map_err(unreadable)?;
    Ok(match text.strip_prefix(BYTE_ORDER_MARK) {
        Some(rest) => Text { mark: BYTE_ORDER_MARK, text: rest.to_owned() },
        None => Text { mark: "", text },
    })
}

fn write(path: &Path, new: &Text) -> Result<(), EditError> {
    let mut fill = |out: &mut dyn io::Write| {
        out.write_all(new.mark.as_bytes())?;
        out.write_all(new.text.as_bytes())
    };
    Ok(files::write(path, IfThere::Replace, &mut fill)?)
}

#[cfg(test)]
mod tests {
    use super::super::Proposal;
    use super::*;
    use crate::corpus::{OpenOptions, ReviewState, open};
    use std::sync::Arc;

    const QUOTES: &str = "\
# Of the town hall.
speakers:
  ann: { name: Ann Arbor }
statements:
  - { id: bridge, speaker: ann, text: We will build the bridge., review: { confidence: 0.5 } } # sure?
";

    /// What a person makes of a template.
    type Fill = fn(&str) -> String;

    struct Bench {
        _folder: tempfile::TempDir,
        path: PathBuf,
        choice: CorpusChoice,
    }

    fn bench(text: &str) -> Bench {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("quotes.yaml");
        fs::write(&path, text).expect("written");
        let choice = CorpusChoice::Paths(vec![path.clone()], OpenOptions::default());
        Bench { _folder: folder, path, choice }
    }

    impl Bench {
        /// What comes of a template that was filled in so.
        fn added(&self, fill: impl Fn(&str) -> String) -> (Result<Added, EditError>, String, PathBuf) {
            let (loaded, _) = open(&self.choice).expect("read");
            let corpus = Arc::new(loaded.corpus);
            let (speaker, _) = corpus.speakers().next().expect("a speaker");
            let proposal = Proposal { speaker: Some(speaker), session: None };
            let mut draft = Draft::new(self.path.clone(), Arc::clone(&corpus), proposal);
            let file = self.path.with_file_name("draft.yaml");
            fs::write(&file, fill(&draft.template)).expect("written");
            draft.file = Some(file.clone());
            let outcome = add(&draft, &self.choice);
            (outcome, fs::read_to_string(&self.path).expect("there"), file)
        }
    }

    #[test]
    fn a_template_left_as_it_is_or_emptied_adds_nothing() {
        let bench = bench(QUOTES);
        let none: [Fill; 3] = [str::to_owned, |_| String::new(), |_| "# nothing\nstatements: []\n".to_owned()];
        for fill in none {
            let (outcome, text, file) = bench.added(fill);
            assert_eq!((outcome.expect("read"), text), (Added::Nothing, QUOTES.to_owned()));
            assert!(!file.exists());
        }
    }

    #[test]
    fn what_was_filled_in_comes_to_the_end_without_remarks_and_empty_fields() {
        let bench = bench(QUOTES);
        let (outcome, text, file) = bench.added(|template| {
            template
                .replace("    text:\n", "    # Heard twice.\n    text: It will cost a lot; she said.\n")
                .replace("    topics:\n", "    topics: [cost]\n")
        });
        assert_eq!(outcome.expect("added"), Added::Statements(vec!["it-will-cost-a-lot".to_owned()]));
        let new = "  - id: it-will-cost-a-lot\n    speaker: ann\n    topics: [cost]\n    # Heard twice.\n    text: It will cost a lot; she said.\n";
        assert_eq!(text, format!("{QUOTES}{new}"));
        assert!(!file.exists());
    }

    #[test]
    fn somebody_new_is_defined_beside_the_statement() {
        let bench = bench(QUOTES);
        let (outcome, text, _) = bench.added(|template| {
            template.replace("    text:\n", "    text: Never.\n").replace("speaker: ann", "speaker: eve").replace(
                "# speakers:\n#   new-speaker: { name: , role: , affiliation: }",
                "speakers:\n  eve: { name: Eve Essen }",
            )
        });
        assert_eq!(outcome.expect("added"), Added::Statements(vec!["never".to_owned()]));
        assert!(text.contains("  ann: { name: Ann Arbor }\n  eve: { name: Eve Essen }\nstatements:\n"), "{text}");
        assert!(text.ends_with("  - id: never\n    speaker: eve\n    text: Never.\n"), "{text}");
    }

    #[test]
    fn problems_are_told_at_their_places_in_the_draft_which_stays() {
        let bench = bench(QUOTES);
        let cases: [(Fill, &str); 5] = [
            (
                |template| template.replace("speaker: ann", "speaker: anne").replace("    text:\n", "    text: x\n"),
                "unknown-speaker",
            ),
            (|template| template.replace("speaker: ann", "speaker: [ann"), "yaml-syntax"),
            (
                |template| template.replace("  - id:\n", "  - id: bridge\n").replace("    text:\n", "    text: x\n"),
                "duplicate-id",
            ),
            (|template| format!("title: t\n{template}"), "unknown-field"),
            (
                |template| template.replace("    date:\n", "    date: soon\n").replace("    text:\n", "    text: x\n"),
                "bad-date",
            ),
        ];
        for (fill, code) in cases {
            let (outcome, text, file) = bench.added(fill);
            let Err(EditError::Problems(problems)) = outcome else { panic!("{code}: {outcome:?}") };
            assert_eq!(problems[0].code, code);
            assert_eq!(problems[0].place.file, file.display().to_string());
            assert!(problems[0].place.line > 0 && file.exists());
            assert_eq!(text, QUOTES);
        }
    }

    #[test]
    fn a_judgement_is_on_the_disk_and_a_table_is_left_alone() {
        let bench = bench(&format!("{BYTE_ORDER_MARK}{QUOTES}"));
        let place = StatementPlace { path: bench.path.clone(), id: "bridge".to_owned(), line: 5, words: String::new() };
        change(&place, &Change::Judge(ReviewState::Rejected)).expect("changed");
        let after = QUOTES.replace("review: { confidence", "review: { state: rejected, confidence");
        assert_eq!(fs::read_to_string(&bench.path).expect("there"), format!("{BYTE_ORDER_MARK}{after}"));
        let table = StatementPlace { path: bench.path.with_extension("csv"), ..place };
        fs::write(&table.path, "speaker,text,review\nAnn,x,open\n").expect("written");
        let error = change(&table, &Change::Judge(ReviewState::Accepted)).expect_err("a table");
        assert!(error.editor_can() && error.to_string().contains("a table"), "{error}");
    }
}
